"""Sorts of recipients of which our registry has none (ngoài danh mục theo loại): councils, stations, parties to a case.

A name is known by the noun that opens it, as printed letters use them. Asked only where the registry has nothing that is
written nearly so: a misread name of a listed body is never one of these.
"""

import re
from collections.abc import Mapping

from tasks.core.routing.pieces import Away, Leftover, Piece, Target, View
from tasks.core.routing.plain_body import is_plain_body


def _opening(words: str) -> re.Pattern[str]:
    """Words that open a name, after "các"; a line may end before a bar, and a blank stands for any."""
    joined = re.sub(r"\s*\|\s*", "|", " ".join(words.split()))
    return re.compile(r"^\W*(?:các\s+)?(?:" + re.sub(r"(?<!\\) ", r"\\s+", joined) + ")", re.IGNORECASE)


_AWAY: Mapping[str, str] = {
    "person": (
        r"""
        (?:đương sự|bị (?:cáo|can|đơn|hại)|nguyên đơn|luật sư|người (?:khiếu nại|tố cáo|phản ánh|khởi kiện|bị kiện
        |bị hại|nộp đơn|sử dụng lao động|có (?:quyền lợi|uy tín|công)|(?:được|phải) thi hành án|liên quan|được ủy quyền)
        |công dân|GVCN|giáo viên chủ nhiệm|đối tượng (?:thanh tra|kiểm tra)|hộ gia đình|già làng|thí sinh|bệnh nhân
        |hội thẩm nhân dân)\b
    """
    ),
    "company": (
        r"""
        (?:bảo hiểm (?!xã|y|thất)(?-i:[A-ZĐ])\w+
        |nhà thuốc|quầy thuốc|TVGS\b|tư vấn giám sát|(?:TGĐ|PTGĐ|HĐQT|HĐTV|tổng giám đốc) (?-i:[A-Z]{3,})
        |chủ (?:hồ chứa|đập|phương tiện|rừng|tàu|cơ sở|hộ)|(?:nông|lâm) trường|phân xưởng|xưởng
        |(?:văn phòng|VP) (?:thừa phát lại|đại diện)|thừa phát lại|hãng|khách sạn|siêu thị|bến xe|trạm (?:dừng nghỉ
        |xăng dầu))\b
    """
    ),
    "bank": r"""
        (?:(?:phòng giao dịch|PGD|chi nhánh) (?:NH\w*|ngân hàng|Agribank|Vietcombank|BIDV|Vietinbank)|NHCSXH|NHTM
        |TCTD)\b
    """,
    "school": r"""
        (?:nhà trường|cơ sở (?:giáo dục|đào tạo) (?-i:[A-ZĐ])|trường (?:quân sự|sĩ quan|bồi dưỡng|dạy nghề|nghiệp vụ
        |(?-i:[A-ZĐ])))
    """,
    "embassy": r"""
        (?:thương vụ|tham tán|cơ quan đại diện (?:ngoại giao|Việt Nam|thương mại)|cơ quan hợp tác quốc tế
        |ngân hàng (?:thế giới|phát triển châu Á)|tổ chức (?-i:(?!Đ|C)[A-Z][a-zà-ỹ]+)|UNICEF|UNDP|JICA|KOICA|USAID)\b
    """,
    "association": (
        r"""
        (?:(?:(?:TW|trung ương) )?hội (?!nghị|đồng|thảo|thi|trường|sở|viên|phụ nữ|nông|cựu chiến|LHPN|ND\b|CCB\b
        |liên hiệp phụ)(?:\w+ )?\w
        |phòng (?:thương mại|TM) (?:và|&) (?:công nghiệp|CN)\b|liên minh (?:HTX|các)\b|giáo hội\b
        |hội thánh\b|tòa giám mục\b|ban (?:trị sự|hộ tự|liên lạc|vận động|đại diện)\b|GHPGVN\b)
    """
    ),
}
"""Reason to the nouns of those who are no body of the state."""
_AWAYS = tuple((reason, _opening(words)) for reason, words in _AWAY.items())

_OFFICES = _opening(
    r"""
        (?:báo (?-i:[A-ZĐ]\w+)|tòa soạn|(?:hội (?:phụ nữ|CCB|cựu chiến binh)|đoàn (?:thanh niên|TN)|công đoàn|chi đoàn
        |ban (?:nữ công|phụ nữ)|đảng ủy|ĐU) (?:công an|bộ (?:CHQS|chỉ huy|tư lệnh)|ban CHQS|quân (?:đội|sự)|BĐBP|bộ đội)
        |trạm|đội|hạt|trại|kho|xưởng
        |TT(?-i:(?!TU|HU|ĐU|QU|UB|HĐ|CP)[A-ZĐ]{2,6}(?:-[A-Z]{1,3})?)\W*$
        |TT (?-i:[A-ZĐ]{3,6}) (?:phía|miền|vùng|khu vực)
        |quỹ|tạp chí|bưu cục|lâm viên|phân viện|phân khu|khu bảo tồn|cụm cảng|phòng khám
        |nhà khách|nhà (?:văn hóa|thiếu nhi|thi đấu)|cơ sở (?:cai nghiện|bảo trợ|điều trị|xã hội)|(?:sư|lữ|trung|tiểu
        |hải) (?:đoàn|đội)|đồn|chi nhánh|CĐ(?-i:[A-Z]{2,})|sở giao dịch
        |đài (?:(?:PT|phát thanh)(?: ?- ?(?:TH|truyền hình))?
        (?:huyện|quận|thị xã|xã|phường)|truyền thanh|viễn thông|thông tin|thiên văn|TT)|đoàn (?:kinh tế|KTQP|KT-QP
        |nghệ thuật|ca múa|bay|địa chất|khối|quy hoạch|đo đạc)|ban (?:bảo vệ,? (?:và )?chăm sóc|bảo vệ,? CSSK
        |chăm sóc sức khỏe|BVCSSK|BVSK)|công an (?:KKT|KCN|KCX|KCNC|khu (?:kinh tế|công nghiệp|chế xuất)|cửa khẩu|sân bay)
        |TKCS|thống kê (?:khu vực|cơ sở)|(?:chi |tổng |phân )?cục .*(?:khu vực|vùng
        |chi nhánh) (?-i:[A-ZĐ0-9])|(?:chi )?cục .* (?-i:[IVX]{1,5})\W*$)\b
    """
)
"""State offices with clerks of their own of which the registry lists none: stations, teams, camps, regiments, funds."""

_SETS = _opening(
    r"""
        (?:(?:(?:thường trực|TT|chủ tịch|thành viên|văn phòng|VP|VPTT) )*(?:hội đồng (?!nhân dân|dân tộc|thành viên
        |quản trị|trường|lý luận)|HĐ(?:NVQS|TV|TĐKT|TĐ-KT|PBGDPL|PHPBGDPL|GPMB|BT)\b|BCH ?(?:PCTT|PTDS|phòng,?)
        |ban chỉ huy (?:PCTT|PTDS|phòng,?|ứng phó|thống nhất))|(?:văn phòng|VP) ?(?:thường trực|TT|điều phối|ĐP) |VPĐP\b
        |VPTT\b|đoàn (?:thanh tra|kiểm tra|giám sát|công tác|kiểm toán|thẩm định|khảo sát)\b|(?:cụm|khối)(?:, (?:cụm
        |khối))? thi đua\b|ban (?:coi thi|chấm thi|giám khảo|tổ chức (?:lễ|giải|hội|cuộc|kỳ|chương trình|các|đại hội)
        |vì sự tiến bộ|VSTB|soạn thảo|biên tập|thanh tra nhân dân|TTND|giám sát đầu tư|an ninh, trật tự)|tổ (?:biên tập
        |soạn thảo|công nghệ số|thư ký|hòa giải|an ninh|bảo vệ|liên gia|tự quản|đại biểu)\b|thanh tra (?:các )?(?:sở
        |bộ)(?:,| và)|ban CHQS (?:các )?(?:cơ quan|tự vệ)|(?:bí thư )?(?:các )?chi bộ (?:các )?(?:thôn|xóm|ấp|bản|khu|tổ
        |buôn|làng|khóm)|(?:bí thư|trưởng|phó trưởng|tổ trưởng|trưởng ban công tác mặt trận)(?: các)? (?:chi bộ|thôn|xóm
        |ấp|bản|buôn|làng|khu (?:phố|dân cư)|khóm|tổ dân phố)|lực lượng\b
        |(?:toàn thể (?:(?:các )?đồng chí )?(?:cán bộ|nhân dân|đảng viên|đoàn viên|hội viên)|(?:đồng chí )?đảng viên)\b
        |(?:trưởng |phó trưởng )?(?:BĐD|ban đại diện)
        (?:HĐQT|hội đồng quản trị)\b|tổ CNSCĐ\b|khối (?:DV|dân vận)\b|đoàn KT\b|(?:xóm|phum|sóc|plei|bon)\b|(?:cấp ủy
        |chi ủy) (?:các )?chi)
    """
)
"""Boards that several bodies man, rooms that serve such a board, parts of a commune: no clerks of their own, and no list."""

_POLICE = re.compile(
    r"^(?:(?P<room>P[ACKHVX]\d{2})|(?P<department>[ACKV]\d{2}))(?!\w)"
    r"(?:\s*[-,]\s*(?:CAT|CATP|công an (?:tỉnh|TP|thành phố)|BCA|bộ công an))?\W*$",
    re.IGNORECASE,
)
"""A room of a province's police (PC08) or a department of the ministry (C08) by its number."""
_EVERY_ROOM = re.compile(
    r"^(?P<room>(?:phòng|thanh tra|trung tâm) .+?)\s+(?=(?P<places>các (?:huyện|quận|thị xã|thành phố)\b.*)$)", re.IGNORECASE
)
_EITHER = re.compile(
    r"^(?P<one>(?:các )?phòng [^/]+)/\s*(?P<other>(?:phòng )?.+?)\s+(?P<places>các (?:huyện|quận|thị xã|thành phố)\b.*)$",
    re.IGNORECASE,
)


def sort_of(words: str, view: View) -> list[Piece] | None:
    """What `words` are by their sort, of which the registry has none; None where they may be a listed body's name."""
    police = _of_police(words, view)
    if police is not None:
        return police
    found = _sort(words, view)
    if found is not None:
        return None if _is_like_listed(words, view, _NEAR) else found
    plain = _is_plain(words, view) and not _is_like_listed(words, view, _NEAR_PLAIN)
    return [Leftover(words, "branch")] if plain else None


_NEAR, _NEAR_PLAIN = 0.7, 0.66
"""Likeness of the nearest listed name from which on words of a known sort, or any, may be that name in another order; of 1."""


def _is_like_listed(words: str, view: View, bar: float) -> bool:
    """Whether a listed body may be meant; of a Sở each word counts (Sở Ngoại vụ is not Sở Nội vụ)."""
    if view.registry.nearly(words, on=view.on, near=view.near):
        return True
    near = view.registry.suggest(words, on=view.on, near=view.near, limit=1)
    return bool(near) and near[0].score >= bar and not words.startswith("Sở ")


def _is_plain(words: str, view: View) -> bool:
    """Whether a body's name is whole; one that several places have is nobody where the letter's place isn't known."""
    placed = view.near is not None and view.registry.place_of(view.near) is not None
    return is_plain_body(words, view.registry) and (placed or not view.registry.is_body_name(words))


def _sort(words: str, view: View) -> list[Piece] | None:
    for reason, opening in _AWAYS:
        if opening.match(words):
            return [Away(words, reason)]
    if _SETS.match(words):
        return [Leftover(words, "open_set", noted=True)]
    if _OFFICES.match(words):
        return [Leftover(words, "branch")]
    return _rooms_of_every_place(words, view)


def either_of_every_place(words: str) -> list[str]:
    """`Phòng Nông nghiệp/Phòng Kinh tế các huyện, thị xã`: of each kind of place the room by each of its two names."""
    said = _EITHER.match(words)
    if said is None:
        return []
    other = said["other"] if said["other"].lower().startswith("phòng") else f"Phòng {said['other']}"
    kinds = dict.fromkeys(re.findall(r"huyện|quận|thị xã|thành phố", said["places"].lower()))
    return [f"{room} các {kind}" for room in (said["one"], other) for kind in kinds]


def _of_police(words: str, view: View) -> list[Piece] | None:
    """`PC08` is a room of the police of the issuer's province, `C08` a department of the ministry's, each told through it."""
    said = _POLICE.match(words.strip())
    if said is None or (said["department"] and not any("Công an" in member.name for member in view.house)):
        return None
    names = ("Công an tỉnh", "Công an thành phố") if said["room"] else ("Bộ Công an",)
    found = (view.registry.best(name, on=view.on, near=view.near) for name in names)
    body = next((one.entry for one in found if one is not None and one.how != "fuzzy"), None)
    own = body is not None and body in [member.entry for member in view.house]
    return [Target(body, words, how="own" if own else "unit")] if body is not None else None


def _rooms_of_every_place(words: str, view: View) -> list[Piece] | None:
    """`Phòng Dân tộc các huyện`: a room that the registry lacks, of every district that is said, told through its UBND."""
    said = _EVERY_ROOM.match(words)
    group = view.registry.group(f"UBND {said['places']}", on=view.on, near=view.near) if said else None
    if group is None or not group.members:
        return None
    return [Target(member, words, group=group.rule.name, how="unit") for member in group.members]

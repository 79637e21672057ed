"""What bodies are called by their own people, who heads them, and which units they have (từ vựng nội bộ cơ quan)."""

import re

NOUNS = (
    "tổng cục", "chi cục", "tổng công ty", "công ty", "tập đoàn", "văn phòng", "trung tâm", "bệnh viện", "học viện", "trường",
    "tòa án", "viện kiểm sát", "viện", "công an", "bộ chỉ huy", "ban chỉ huy", "bộ tư lệnh", "bộ đội", "bộ", "sở", "ban",
    "cục", "vụ", "phòng", "quân khu", "quân đoàn", "sư đoàn", "lữ đoàn", "trung đoàn",
    "hội đồng", "hội", "tổng liên đoàn", "liên đoàn", "tỉnh đoàn", "thành đoàn", "huyện đoàn", "đoàn",
    "đảng ủy", "tỉnh ủy", "thành ủy", "huyện ủy", "thị ủy", "quận ủy", "ủy ban", "liên hiệp", "mặt trận", "kho bạc", "bảo hiểm",
    "ngân hàng", "thanh tra", "kiểm toán", "đài", "báo", "tạp chí", "thuế", "hải quan", "thi hành án", "quỹ", "hạt", "đội",
    "trạm", "chi nhánh", "thống kê", "cảng vụ", "vnpt", "viễn thông", "bưu điện", "điện lực",
)  # fmt: skip
"""First words of a body's name: what its own people call it (Lãnh đạo Sở, Ban Giám đốc Công ty)."""
_ANYBODY = frozenset({"*"})
_DIRECTED = frozenset(
    {
        "sở", "trung tâm", "bệnh viện", "học viện", "viện", "công an", "ban", "kho bạc", "bảo hiểm", "ngân hàng", "công ty",
        "chi nhánh", "đài", "quỹ", "đại học", "văn phòng", "vnpt", "viễn thông", "bưu điện", "điện lực",
    }
)  # fmt: skip
_PRESIDED = frozenset(
    {"hội", "liên hiệp", "liên đoàn", "tổng liên đoàn", "ủy ban", "mặt trận", "hội đồng", "tập đoàn", "công ty", "tổng công ty"}
)
_PARTY = frozenset(
    {"đoàn", "tỉnh đoàn", "thành đoàn", "huyện đoàn", "đảng ủy", "tỉnh ủy", "thành ủy", "huyện ủy", "thị ủy", "quận ủy"}
)
_COMPANY = frozenset({"công ty", "tổng công ty", "tập đoàn", "ngân hàng"})
HEADS: tuple[tuple[str, frozenset[str]], ...] = (
    ("bộ trưởng", frozenset({"bộ"})),
    ("bt", frozenset({"bộ"}) | _PARTY),
    ("thứ trưởng", frozenset({"bộ"})),
    ("tổng cục trưởng", frozenset({"tổng cục"})),
    ("chi cục trưởng", frozenset({"chi cục", "thi hành án"})),
    ("cục trưởng", frozenset({"cục", "thi hành án"})),
    ("vụ trưởng", frozenset({"vụ"})),
    ("đội trưởng", frozenset({"đội"})),
    ("ban giám đốc", _DIRECTED),
    ("tổng giám đốc", _COMPANY | {"bảo hiểm", "đài"}),
    ("ban tổng giám đốc", _COMPANY),
    ("hội đồng thành viên", _COMPANY | {"hội đồng"}),
    ("hội đồng quản trị", _COMPANY | {"hội đồng"}),
    ("ban kiểm soát", _COMPANY | {"hội đồng"}),
    ("kiểm soát viên", _COMPANY | {"hội đồng"}),
    ("người đại diện vốn", _COMPANY | {"hội đồng"}),
    ("giám đốc", _DIRECTED),
    ("trưởng ban", frozenset({"ban"})),
    ("trưởng thuế", frozenset({"thuế"})),
    ("trưởng thi hành án dân sự", frozenset({"thi hành án"})),
    ("trưởng đoàn", frozenset({"đoàn"})),
    ("viện trưởng", frozenset({"viện", "viện kiểm sát"})),
    ("chánh án", frozenset({"tòa án"})),
    ("chánh thanh tra", frozenset({"thanh tra"})),
    ("tổng thanh tra", frozenset({"thanh tra"})),
    ("chánh văn phòng", frozenset({"văn phòng"})),
    ("hiệu trưởng", frozenset({"trường"})),
    ("ban giám hiệu", frozenset({"trường"})),
    ("hội đồng trường", frozenset({"trường"})),
    ("ban giám đốc", frozenset({"học viện"})),
    ("thống đốc", frozenset({"ngân hàng"})),
    ("chủ tịch", _PRESIDED),
    ("chủ nhiệm", frozenset({"ủy ban", "văn phòng"})),
    ("bí thư", _PARTY | _COMPANY | {"trường", "bệnh viện", "học viện", "trung tâm"}),
    ("chỉ huy trưởng", frozenset({"bộ chỉ huy", "ban chỉ huy"})),
    ("chính ủy", frozenset({"bộ chỉ huy", "bộ tư lệnh"})),
    ("tổng biên tập", frozenset({"báo", "tạp chí", "đài"})),
    ("ban biên tập", frozenset({"báo", "tạp chí", "đài"})),
    ("tập thể lãnh đạo", _ANYBODY),
    ("ban lãnh đạo", _ANYBODY),
    ("lãnh đạo", _ANYBODY),
    ("thủ trưởng", _ANYBODY),
    ("chỉ huy", _ANYBODY),
    ("thường trực", _PRESIDED | _PARTY),
    ("ban thường trực", _PRESIDED),
    ("ban thường vụ", _PRESIDED | _PARTY),
    ("ban chấp hành", _PRESIDED | _PARTY),
    ("bch", _PRESIDED | _PARTY | frozenset({"bộ chỉ huy", "ban chỉ huy"})),
    ("chấp hành viên", _ANYBODY),
    ("công chứng viên", _ANYBODY),
    ("thanh tra viên", _ANYBODY),
    ("kiểm toán viên", _ANYBODY),
    ("kiểm toán trưởng", frozenset({"kiểm toán"})),
    ("trưởng thống kê", frozenset({"thống kê"})),
    ("thẩm phán", frozenset({"tòa án"})),
    ("kiểm sát viên", frozenset({"viện kiểm sát"})),
    ("điều tra viên", frozenset({"công an"})),
    ("chuyên viên", _ANYBODY),
    ("cán bộ", _ANYBODY),
    ("công chức", _ANYBODY),
    ("viên chức", _ANYBODY),
    ("giáo viên", _ANYBODY),
    ("giảng viên", _ANYBODY),
    ("người lao động", _ANYBODY),
    ("nhân viên", _ANYBODY),
)
"""Heads and staff to the nouns of the bodies that have them; "phó" before one changes nothing."""
ABBREVIATED = {
    "pcn": "chủ nhiệm", "pca": "chánh án", "pvt": "viện trưởng", "tctr": "tổng cục trưởng", "ct": "chủ tịch", "cv": "chuyên viên",
    "bgh": "ban giám hiệu", "hđtv": "hội đồng thành viên", "hđqt": "hội đồng quản trị", "pht": "hiệu trưởng", "vp": "văn phòng",
    "ht": "hiệu trưởng",
    "ptgđ": "phó tổng giám đốc", "lđ": "lãnh đạo", "bks": "ban kiểm soát", "ttra": "thanh tra",
    "cb": "cán bộ", "ptb": "phó trưởng ban", "tb": "trưởng ban", "gv": "giáo viên", "nv": "nhân viên", "nlđ": "người lao động",
    "pcttra": "phó chánh thanh tra",
    "pcct": "chi cục trưởng", "cct": "chi cục trưởng", "cpvp": "chánh văn phòng", "ptp": "trưởng phòng", "nd": "nông dân",
    "btl": "bộ tư lệnh", "ptr": "phó trưởng", "chv": "chấp hành viên", "ksv": "kiểm sát viên", "ccv": "công chứng viên",
    "ttv": "thanh tra viên", "ktv": "kiểm toán viên", "đtv": "điều tra viên",
}  # fmt: skip
MINISTRY = frozenset({"bo", "ngang_bo", "thuoc_cp", "ban_dang_tw", "van_phong_tw", "tu_phap_tw", "kiem_toan"})
OFFICES = frozenset({"ubnd", "ubnd_huyen", "van_phong"})
WITH_NOUN = ("trưởng thuế ", "trưởng thads ", "trưởng thi hành án ")
"""Titles that say the body: only its level stands behind them (Trưởng Thuế tỉnh)."""
BOARDED = frozenset({"cục", "kho bạc", "bảo hiểm"})
"""Nouns of central bodies whose units are called Ban (Ban Chính sách thuế)."""
UNITS: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (BOARDED, frozenset({"ban"})),
    (frozenset({"tổng cục", "kho bạc", "ngân hàng", "bảo hiểm"}), frozenset({"vụ", "cục"})),
    (frozenset({"bệnh viện", "trường", "học viện", "viện", "trung tâm"}), frozenset({"khoa", "viện", "bộ môn"})),
    (_COMPANY, frozenset({"đội", "công trường", "phân xưởng", "xưởng", "xí nghiệp", "nhà máy", "trạm"})),
    (frozenset({"cục", "chi cục", "công an", "thuế", "hải quan"}), frozenset({"đội"})),
    (frozenset({"tòa án"}), frozenset({"tòa"})),
    (frozenset({"bộ tư lệnh", "quân khu"}), frozenset({"cục", "ban"})),
    (_PRESIDED | _PARTY | _COMPANY, frozenset({"ban"})),
    (_PARTY, frozenset({"ủy ban kiểm tra"})),
)
"""Nouns of bodies to those of the units that they have beside rooms."""
OF_MINISTRY = frozenset({"vụ", "cục", "tổng cục", "văn phòng", "thanh tra", "phòng"})
OF_STAFF = ("phụ trách", "chuyên môn", "có liên quan", "được phân công")
"""What is said of staff without saying whose it is (Công chức chuyên môn)."""
COUNCILS = ("hdnd", "hdnd_huyen", "hdnd_xa")
OF_COUNCIL = ("pháp chế", "kinh tế", "văn hóa", "dân tộc", "đô thị")
"""First words of the boards of a People's Council: Ban Pháp chế, Ban Kinh tế - Ngân sách."""
OF_OFFICE = frozenset({"phòng"})
OF_CENTRE = frozenset({"vụ", "cục", "ban"})
OF_ANY = frozenset({"phòng", "văn phòng", "thanh tra", "bộ phận", "tổ"})
OWN_COMMITTEES = frozenset({
    "đảng ủy", "công đoàn", "đoàn thanh niên", "chi bộ", "chi ủy", "ban chi ủy", "đoàn trường", "ban nữ công", "đảng ủy cơ quan",
    "công đoàn cơ quan", "đoàn tn", "hội sv", "hội sinh viên",
})  # fmt: skip
LOCAL_OFFICE = re.compile(r"\b(?:khu vực|chi nhánh|tỉnh|thành phố)\b", re.IGNORECASE)
"""What the name of a central body's office in a region has: it has rooms, and Vụ, Cục, Ban are the centre's."""
WITH_KIND = re.compile(r"(?<=tỉnh)\s.+$|(?<=thành phố)\s.+$|(?<=Thành phố)\s.+$")
"""The place behind its kind: CATP is Công an thành phố X, at home."""
COMMUNE = re.compile(
    r"\b(?:(?<!thị )(?<!Thị )xã|phường|thị trấn|đặc khu)\s+(?P<name>[A-ZĐÀ-Ỹ0-9][\wÀ-ỹ]*(?:\s+[A-ZĐÀ-Ỹ0-9][\wÀ-ỹ]*)*)"
)
"""A commune by its name; a thị xã is none."""
_TASK = re.compile(
    r"(?:các\s+)?(?:công chức|viên chức|cán bộ|nhân viên|chuyên viên|giảng viên|giáo viên)"
    r"(?:\s+(?!các\b|cấp\b|của\b|thuộc\b)[a-zà-ỹđ]+){1,4}\W*",
    re.IGNORECASE,
)


def is_task(words: str) -> bool:
    """Whether staff are named by what they do, and no body is said: Công chức tiếp nhận, Giảng viên chủ nhiệm lớp."""
    return _TASK.fullmatch(words.strip()) is not None and not any(char.isupper() for char in words.strip()[1:])

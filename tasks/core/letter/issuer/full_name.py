"""The full name of an issuer: what its letterhead says, with what only the body above it says (domain rule 1.2)."""

import re

from tasks.core.letter.rows.signs import bare
from tasks.core.letter.vocabulary.provinces import CENTRAL_CITIES, PROVINCES, province
from tasks.core.vietnamese.normal import canonical_tone

_OF_A_KIND = re.compile(r"(?:^|\s)(?<!\bha )(tinh|thanh pho|huyen|xa|phuong)$")
"""At the end of bare text; of Hà Tĩnh the second syllable is no kind of place."""
_KINDS = frozenset(canonical_tone(kind) for kind in ("tỉnh", "thành phố", "huyện", "xã", "phường"))
_BEFORE_KIND = frozenset({"dan", "uy", "an", "su", "te", "doan", "nam", "bo", "vu", "phong", "tang", "vien", "doi", "ubnd", "hdnd"})
"""What stands before a kind of place in names of bodies: nhân dân, ủy, công an, quân sự, y tế, Tổ quốc Việt Nam."""
_OF_YOUTH = re.compile(r"(?:^|\s)(?P<kind>tinh|thanh|huyen|quan|thi) doan$")
"""Ban Thường vụ Tỉnh đoàn, of whose place only BCH ĐOÀN TỈNH … above says the name."""
_REGION = re.compile(r"^(?:toa an|vien kiem sat) nhan dan khu vuc \d+$")
_BASE_OFFICE = re.compile(r"^(?:thue|thong ke) co so \d+$")
_SORT_AT_END = re.compile(r"^(?:van phong|thanh tra|cong doan|dang uy|doan thanh nien) (?P<sort>bo|so|tong cuc|cuc)$")
_UNIT_AT_END = re.compile(r"(?:tỉnh|thành phố) [A-ZĐÀ-Ỹ][\w -]*$")
_COMMITTEE_OF = re.compile(
    r"^ban (?:thuong vu|chap hanh|thuong truc) (?:hoi|doan|lien doan|cong doan|uy ban|dang bo|tong|\w+ doan)\b"
    r"|^ban chi huy (?:\w+ ){3,}"
)
"""Ban Thường vụ Hội LHPN thành phố X, Ban Chỉ huy Phòng thủ khu vực 3 - Y: whose committee or command it is was said."""
_MASS_BODY = re.compile(
    r"^(?:hoi (?:nong dan|lien hiep phu nu|lhpn|cuu chien binh|ccb)|doan (?:tncs|thanh nien).*|cong doan|doan thanh nien)$"
)
_FRONT = re.compile(r"^(?:uy ban )?mat tran to quoc")
_AT_END = re.compile(r"(?:xã|phường|đặc khu|thị trấn|huyện|quận|tỉnh|thành phố) [A-ZĐÀ-Ỹ][\w -]*$")
_PLACE_OF = {
    "tinh": r"tỉnh(?:\s+[uủ][yỷ])?|thành phố", "thanh pho": r"thành(?:\s+phố|\s+[uủ][yỷ])", "huyen": r"huyện(?:\s+[uủ][yỷ])?",
    "xa": "xã", "phuong": "phường",
}  # fmt: skip


def ends_nameless(name: str) -> bool:
    """Whether a name ends in a kind of place of which the name is wanting: Ủy ban nhân dân tỉnh.

    Cúc Phương, Sơn Tịnh are places that end so but for a mark; behind a committee's or body's sort a mark was lost.
    """
    kind = _OF_A_KIND.search(bare(name))
    if kind is None:
        return False
    before = bare(name[: kind.start()]).split()
    printed = canonical_tone(name[kind.start(1) :].casefold()) in _KINDS
    return printed or not before or before[-1] in _BEFORE_KIND


def _of_place(parent: str, kind: str) -> str | None:
    """The name behind a word of that kind of place at the end of the parent's name."""
    found = re.search(rf"(?<!\w)(?i:{_PLACE_OF[kind]})\s+(?P<name>[A-ZĐÀ-Ỹ][\w -]*)$", parent)
    if found is None and kind == "tinh":  # BỆNH VIỆN ĐA KHOA TỈNH under SỞ Y TẾ SƠN LA
        return next((name for name in PROVINCES if bare(parent).endswith(f" {bare(name)}")), None)
    return found["name"] if found and found["name"][:1].isupper() else None


def _placed(own: str, parent: str) -> str | None:
    """The name with its place, where it ends in a word or number that says nothing without; None for others.

    Ban Tiếp công dân tỉnh under Văn phòng UBND tỉnh Thái Nguyên; Tòa án nhân dân khu vực 2, of which every province has one (so
    named by Nghị quyết 81/2025/UBTVQH15).
    """
    low = bare(own)
    if bare(parent) == "ban chap hanh trung uong":
        return own if "trung uong" in low else f"{own} Trung ương"  # Ban Tổ chức / Ban Chấp hành Trung ương
    if (sort := _SORT_AT_END.match(low)) and bare(parent).startswith(f"{sort['sort']} "):
        return f"{own[: sort.start('sort')]}{parent}"  # Thanh tra Bộ under Bộ Y tế
    if (kind := _OF_A_KIND.search(low)) and (named := _of_place(parent, kind[1])):
        return f"{own} {named}"
    if in_unit := _in_unit(own, parent):
        return in_unit
    of_court = _REGION.search(low) and re.match(r"(?:toa an|vien kiem sat) nhan dan\b", bare(parent))
    return f"{own} - {named}" if of_court and (named := _of_place(parent, "tinh")) else None


def _in_unit(own: str, parent: str) -> str | None:
    """The name with the unit at the end of the parent's, of bodies that every province, city or commune has; None for others."""
    low, unit = bare(own), _AT_END.search(parent)
    if unit and _OF_YOUTH.search(low):
        return f"{own} {unit[0].split(' ', 2 if unit[0].startswith('thành phố') else 1)[-1]}"  # Tỉnh đoàn Thạch Bình
    if _BASE_OFFICE.search(low) and (unit := _UNIT_AT_END.search(parent)):
        return f"{own} {unit[0]}"  # Thuế cơ sở 6 thành phố Đà Nẵng
    if unit and _MASS_BODY.match(low) and _FRONT.match(bare(parent)):
        return f"{own} {unit[0]}"  # Hội Nông dân under UBMTTQ Việt Nam xã Thạch Bình
    return None


def join_names(own: str, parent: str | None) -> str:
    """The full name: child and parent together where the child alone says too little (domain rule 1.2)."""
    if not parent:
        return own
    low, above = bare(own), bare(parent)
    committee = re.match(r"^uy ban nhan dan ((?:tinh|thanh pho|huyen|thi xa|quan|xa|phuong|thi tran|dac khu) .+)$", above)
    if placed := _placed(own, parent) or _branch(own, parent):
        return placed
    if low in {"van phong", "thanh tra", "thuong truc"} and not (committee and low == "thanh tra"):
        return f"{own} {parent}"
    if committee:
        place = parent[len("Ủy ban nhân dân ") :]
        name = place.split(" ", 1)[1] if not place.lower().startswith(("thành phố", "thị", "đặc")) else place.split(" ", 2)[-1]
        return own if bare(name) in low else f"{own} {place}"
    if (
        _COMMITTEE_OF.match(low) is None
        and re.match(r"^(?:van phong|phong|thanh tra|ban|hoi dong|to|uy ban kiem tra)\b", low)
        and above not in low
    ):
        return f"{own} {parent}"
    return own


def of_own_province(name: str, place: str | None) -> str:
    """Bảo tàng tỉnh with the province that the letter is dated from; a committee's row that lost its name stays as it is.

    A province's own bodies print no more than that (Thư viện tỉnh, Trường Chính trị tỉnh), and the office above often says none.
    """
    known = province(place) if place else None
    if known is None or known in CENTRAL_CITIES or not name.lower().endswith(" tỉnh") or _COMMITTEE_ALONE.match(bare(name)):
        return name
    return f"{name} {known}"


_COMMITTEE_ALONE = re.compile(r"(?:uy ban nhan dan|hoi dong nhan dan|dang bo|uy ban mat tran to quoc viet nam) tinh$")


def _branch(own: str, parent: str) -> str | None:
    """`Chi nhánh tỉnh X` with the company or bank whose branch it is; None for others (Chi nhánh Khai thác đường sắt X)."""
    of_parent = _OF_A_PLACE.match(bare(own)) is not None and bare(parent) not in bare(own)
    return f"{parent} {own[0].lower()}{own[1:]}" if of_parent else None


_OF_A_PLACE = re.compile(r"chi nhanh (?:tinh|thanh pho|khu vuc|huyen|quan)\b")


def roman(number: int) -> str:
    """A number of one to 39 in Roman figures, as regions are counted."""
    tens, ones = divmod(number, 10)
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * tens + units[ones]


def is_branch_of(name: str, code: str | None) -> bool:
    """Whether it names a branch of the company above by whose initials the symbol goes (ĐIỆN LỰC MAI CHÂU, 45/ĐLMC-KHKT)."""
    initials = "".join(word[0] for word in re.split(r"[\s,-]+", name.upper()) if word)
    return code is not None and len(code) >= _SHORTEST_CODE and initials == code and _BRANCH.match(bare(name)) is not None


_SHORTEST_CODE = 3
_BRANCH = re.compile(r"(?:dien luc|chi nhanh|buu dien|vien thong|nha may|xi nghiep)\b")


def begins_with_initials(name: str, code: str) -> bool:
    """Whether the code is made of the first letters of the name's words (và left out), or of its first words."""
    letters = "".join(word[0] for word in re.split(r"[\s,-]+", name.upper()) if word and bare(word) != "va")
    return len(code) >= 2 and letters.startswith(code.upper())


def begins_with_code(code: str, row: str) -> bool:
    """Whether a code of three letters and more (VNPT of VNPT.TQ) is the row's first word."""
    code = code.split(".", maxsplit=1)[0]
    return len(code) >= _SHORTEST_CODE and row.split()[:1] == [code]


def without_kind(name: str) -> str:
    """A committee's name without the word for the kind of its place, which the second row may have lost."""
    return re.sub(r"^((?:uy ban|hoi dong) nhan dan) (?:tinh|huyen|quan|thi xa|thanh pho|phuong|xa) ", r"\1 ", bare(name))

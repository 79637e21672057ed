"""Cơ quan ban hành (ô 2): parent and issuer of the letterhead (domain rule 1.2)."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from schemas.found import Found
from tasks.core.letter.issuer.full_name import (
    begins_with_code,
    begins_with_initials,
    is_branch_of,
    join_names,
    of_own_province,
    roman,
    without_kind,
)
from tasks.core.letter.issuer.inferred_issuer import infer_issuer
from tasks.core.letter.issuer.known import Issuer, Known
from tasks.core.letter.issuer.letterhead import letterhead
from tasks.core.letter.issuer.parent_names import is_place_name, lacks_its_name, names_a_body, near_parent
from tasks.core.letter.issuer.place_spelling import with_settled_place
from tasks.core.letter.issuer.printed import printed_name, printed_row
from tasks.core.letter.issuer.typeface import bold_from
from tasks.core.letter.rows.lines import Flow, Row, found
from tasks.core.letter.rows.signs import bare
from tasks.core.letter.rows.span import Span
from tasks.core.letter.vocabulary.agencies import as_spelt, canonical, is_place_line, starts_agency, with_place
from tasks.core.letter.vocabulary.provinces import PROVINCES, province, with_province
from tasks.core.vietnamese.normal import key

_REGION = re.compile(r"(?P<stem>.*\bkhu vực )(?P<number>[IVXHLÍÌỊỈĨVịìíỉĩl|1]{1,5})", re.IGNORECASE)
"""A body of a region whose Roman number is made of strokes that look alike: III is read IH."""
_REGION_CODE = re.compile(r"KV\s?(?P<number>\d{1,2})")
_CONTINUES = re.compile(r"^(?:va|cua|-|,|thuoc|truc thuoc|nha nuoc|viet nam|trung uong|khu vuc)(?:\b|\s|$)")
_OPEN_END = re.compile(
    r"(?:\b(?:va|cua|thuoc|phat|phong|cong|nong|ban|nhan|quan ly|cac|tap doan buu chinh|cong ty|co phan|tnhh|mtv"
    r"|mot thanh vien|du an)"
    r"|^(?:tong |chi )?cuc|[-,])\s*$"
)


def find_issuer(span: Span, known: Known) -> Issuer:
    """Who issued the document.

    `raw` is the name as printed, `value` the full canonical name. Rules: `issuer.head`, `issuer.head.parent` for a printed
    letterhead; for a lost one those of `infer_issuer`.
    """
    rows = letterhead(span)
    return _spelt(_from_head(rows, known), span, known) if rows else infer_issuer(span, known)


def _spelt(issuer: Issuer, span: Span, known: Known) -> Issuer:
    """Names with the registry's capitals, else those that the letter itself gives them (Bệnh viện Đa khoa Thống Nhất)."""
    text, own = Flow(span.body).text, issuer.issuer
    parent = issuer.parent and issuer.parent.model_copy(update={"value": _respelt(issuer.parent, text)})
    spelt = own and (known.spelt(own.value, issuer.issuer_id) if issuer.issuer_id else _respelt(own, text))
    return Issuer(parent, own and own.model_copy(update={"value": spelt}), issuer.issuer_id)


def _respelt(name: Found, text: str) -> str:
    """The whole name as the letter spells it, else what of it was printed in the head."""
    whole, printed = as_spelt(name.value, text), canonical(name.raw)
    return name.value.replace(printed, as_spelt(printed, text)) if whole == name.value else whole


def _from_head(rows: list[Row], known: Known) -> Issuer:
    above, own = split_letterhead(rows, known.parts.issuer_code if known.parts else None)
    if above and _is_joint(printed_name(above), printed_name(own), known):
        return _joint(above, own, known)
    above = split_letterhead(above)[1] if above else above  # of three agencies the one right above the issuer
    parent = _parent(above, known) if above else None
    own_name = _of_region(with_settled_place(with_place(canonical(printed_name(own)), known.place), own, known), known)
    name = with_province(of_own_province(join_names(own_name, parent.value if parent else None), known.place))
    if known.system == "party" and known.place and bare(own_name) in {"tinh uy", "thanh uy"}:
        name = f"{own_name} {known.place}"
    entry = known.registered([parent.raw if parent else "", *(row.text for row in own)]) or known.named_as(name)
    if entry is not None and above and re.match(rf"{re.escape(bare(name))} (?:tinh|thanh pho) ", bare(entry.name)):
        name = entry.name  # Trung tâm Phục vụ hành chính công, of whose province only the office above says the name
    issuer = _mended(_found(own, name, "issuer.head"), entry.name if entry else None)
    return Issuer(parent, issuer, entry.id if entry else None)


def _of_region(name: str, known: Known) -> str:
    """The name with the number of its region as the symbol has it (khu vực IH under HQKV3: khu vực III); else as it is."""
    region = _REGION.fullmatch(name)
    symbol = known.parts.symbol if known.parts else None
    code = _REGION_CODE.search(symbol or "")
    return f"{region['stem']}{roman(int(code['number']))}" if region and code else name


def _is_joint(first: str, second: str, known: Known) -> bool:
    """Two agencies issue together: after its type's code the symbol has a code of each (05/CTPH-LĐLĐ-SYT), by their initials."""
    parts = known.parts
    if parts is None or parts.type_code is None or not parts.issuer_code or not parts.unit_code:
        return False
    named = begins_with_initials(first, parts.issuer_code) and begins_with_initials(second, parts.unit_code)
    return not _COMMITTEE.match(bare(first)) and named


_COMMITTEE = re.compile(r"(?:ubnd|hdnd|uy ban nhan dan|hoi dong nhan dan|tinh uy|thanh uy|huyen uy)\b")


def _joint(first: list[Row], second: list[Row], known: Known) -> Issuer:
    """The issuer of a joint letterhead: both names in their order; the registry's entry is the first's."""
    rows = [*first, *second]
    name = " - ".join(with_place(canonical(printed_name(one)), known.place) for one in (first, second))
    entry = known.registered([printed_name(first)])
    return Issuer(None, _found(rows, name, "issuer.head.joint"), entry.id if entry else None)


def _mended(issuer: Found, registered: str | None) -> Found:
    """The printed name put right by the registered one, when a few letters or blanks of it were misread."""
    printed = re.sub(r"[^a-z]", "", bare(issuer.raw))
    words = (registered or "").split()
    if len(printed) < 8:
        return issuer
    own = " ".join(words).split(",")[0]
    if registered and bare(own) != bare(issuer.value) and without_kind(own) == without_kind(issuer.value):
        return _as(issuer, own.upper(), registered)
    if any(key(" ".join(words[:last]).rstrip(",")) == key(issuer.raw) for last in range(2, len(words) + 1)):
        return issuer  # as printed: of Bảo hiểm xã hội Việt Nam the registry says the ministry too
    for last in range(len(words), 1, -1):
        name = " ".join(words[:last])
        plain = re.sub(r"[^a-z]", "", bare(name))
        if plain == printed and len(issuer.raw.split()) == last:
            marked = key(name.rstrip(",")) == key(issuer.raw) or "," in name
            return issuer if marked else _as(issuer, name.upper(), registered)
        if not _ends_there(words, last):
            continue
        if abs(len(plain) - len(printed)) <= 2 and Levenshtein.distance(plain, printed) <= len(printed) // 9:
            return _as(issuer, name.upper(), registered)
    return issuer


def _ends_there(words: Sequence[str], last: int) -> bool:
    """Whether a registered name may end there as print has it: as a whole, or before its place (not Nông nghiệp và Phát)."""
    return last == len(words) or words[last - 1].endswith(",") or words[last].casefold() in _BEFORE_PLACES


_SURELY = 0.94
"""Words of a scan that two readings have alike, times what an issuer is sure at most (0.98)."""
_BEFORE_PLACES = frozenset({"tỉnh", "thành", "huyện", "quận", "thị", "xã", "phường", "khu", "đặc"})


def _as(issuer: Found, printed: str, registered: str | None) -> Found:
    """The registered name for the printed one; what was read surely was printed so (ĐÀI PHÁT THANH - TRUYỀN HÌNH, VÀ PTNT)."""
    if issuer.confidence >= _SURELY:
        return issuer.model_copy(update={"value": registered})
    update = {"raw": printed, "value": registered, "rule": "issuer.head.mended", "confidence": min(issuer.confidence, 0.8)}
    return issuer.model_copy(update=update)


def _parent(rows: Sequence[Row], known: Known) -> Found:
    text = printed_name(rows)
    mended = near_parent(text) if not starts_agency(text) or _committee_of_nowhere(text) else None
    value = canonical(mended) if mended else with_settled_place(canonical(text), rows, known)
    parent = _found(rows, value, "issuer.head.parent")
    if mended is None:
        return parent
    return parent.model_copy(update={"raw": mended, "rule": "issuer.head.parent.mended", "confidence": min(parent.confidence, 0.6)})


def _committee_of_nowhere(text: str) -> bool:
    """A provincial committee whose province's name is none: it was misread."""
    match = re.match(r"^(?:ubnd|uy ban nhan dan) (?:tinh|thanh pho|tp\.?) (.+)$", bare(text))
    return match is not None and province(match[1]) is None


def _found(rows: Sequence[Row], value: str, rule: str) -> Found:
    """`raw` is the name as printed: the rows joined by one blank, letters as cleaning left them."""
    name = found([row.stretch(0, len(row.text)) for row in rows], value=value, rule=rule, sure=0.98)
    if any(printed_row(row) != row.text for row in rows):
        return name.model_copy(update={"raw": printed_name(rows), "confidence": min(name.confidence, 0.9)})
    return name.model_copy(update={"raw": printed_name(rows)})


def split_letterhead(rows: list[Row], code: str | None = None) -> tuple[list[Row], list[Row]]:
    """Parent's rows and issuer's rows: by the print (`bold_from`), else by the words.

    By the words one name over several rows stays one (ỦY BAN NHÂN DÂN / TỈNH LONG AN).
    `code`: the issuer's in the symbol; a row that begins with it begins the issuer's name (VNPT GIA LAI, 742/VNPT-GLI).
    """
    bold = bold_from(rows)
    if bold is not None and not is_place_line(printed_row(rows[bold])):  # a torn row's strokes are thin, bold or not
        return rows[:bold], rows[bold:]
    for at in range(len(rows) - 1, 0, -1):
        row, before = printed_row(rows[at]), bare(" ".join(r.text for r in rows[:at])).strip(" *")
        begins = starts_agency(row) and not is_place_name(row)
        begins = begins or (code is not None and begins_with_code(code, row)) or _is_branch(rows, at)
        lone = at == len(rows) - 1 and len(row.split()) == 1 and row.strip() not in _LONE
        begins = begins or bare(row).strip(" *") == "thuong truc" or is_branch_of(" ".join(one.text for one in rows[at:]), code)
        of_party = before == _CENTRAL_COMMITTEE and _OF_CENTRAL.match(bare(row)) is not None
        if is_place_line(row) or not begins or lone or _CONTINUES.match(bare(row)) or (_is_open(before) and not of_party):
            continue
        if _is_parted(before, bare(row)) or _is_council_of(before, bare(" ".join(r.text for r in rows[at:]))):
            continue
        if (names_a_body(" ".join(r.text for r in rows[:at])) or near_parent(before)) and not before.endswith(
            ("uy ban nhan dan", "hoi dong nhan dan", "ubnd", "hdnd")
        ):
            return rows[:at], rows[at:]
    return [], rows


_CENTRAL_COMMITTEE = "ban chap hanh trung uong"
_OF_CENTRAL = re.compile(r"(?:ban|uy ban kiem tra|van phong|dang uy|tieu ban|(?:tinh|thanh) doan)\b")
"""Bodies of the Party's own central committee (BAN CHẤP HÀNH TRUNG ƯƠNG / BAN NỘI CHÍNH), or the Youth Union's, whose name stands
at the right; of another union's the name follows."""
_LONE = frozenset({"VNPT", "EVN", "HĐND", "UBND", "BÁO", "MTTQ"})
"""Bodies whose whole name is one word; ĐAI below VĂN PHÒNG ĐĂNG KÝ ĐẤT is no ĐÀI."""


def _is_branch(rows: list[Row], at: int) -> bool:
    """Whether CHI NHÁNH X begins there, right under the one body whose branch it is."""
    return bare(rows[at].text).startswith("chi nhanh ") and not split_letterhead(rows[:at])[0]


def _is_open(before: str) -> bool:
    """The rows end in the middle of a name (SỞ NÔNG); a committee's end is the name of its place (UBND HUYỆN CHÂU PHONG)."""
    if before.endswith((*_PLACES, " quoc phong", " bien phong")):  # THÀNH ỦY HẢI PHÒNG, BỘ QUỐC PHÒNG
        return False
    if (
        before.endswith((" ban chap hanh", " ban thuong vu", " bo tu lenh"))
        or before in ("uy ban trung uong", "trung uong hoi", "trung uong doan", _CENTRAL_COMMITTEE)
        or lacks_its_name(before)
    ):
        return True  # whose committee it is follows (BAN CHẤP HÀNH / ĐẢNG BỘ XÃ X), or the school's own name
    return _OPEN_END.search(before) is not None and (
        _PLACED.match(before) is None or before.endswith((" va", " cua", "-", ",", " quan ly", " cac"))
    )


_PLACES = tuple(f" {bare(name)}" for name in PROVINCES)


def _is_parted(before: str, row: str) -> bool:
    """The rows part one word of two syllables (TÀI NGUYÊN VÀ MÔI / TRƯỜNG), of which the second looks like an agency's first."""
    last, first = before.split()[-1:], row.split()[:1]
    committee = _PLACED.match(before) and len(before.split()) <= _OF_A_COMMITTEE
    return " ".join((*last, *first)) in _OF_TWO and not committee


def _is_council_of(before: str, following: str) -> bool:
    """Whether the rows are a council and the whole country's body that it leads (HỘI ĐỒNG TRỊ SỰ / GIÁO HỘI PHẬT GIÁO VIỆT NAM).

    No body of the country stands under a council that is not.
    """
    return _COUNCIL.match(before) is not None and following.endswith(" viet nam") and "viet nam" not in before


_COUNCIL = re.compile(r"(?:hoi dong|ban (?:tri su|thuong truc|thuong vu|chap hanh|lanh dao)|uy ban trung uong)(?: \w+){0,3}$")
_OF_A_COMMITTEE = 7
"""Words of a committee's name at most (UBND THÀNH PHỐ PHAN RANG - THÁP CHÀM)."""
_OF_TWO = frozenset({
    "moi truong", "thi truong", "nha truong", "quoc phong", "van phong", "bien phong", "xa hoi", "quoc hoi", "lien doan",
    "cong doan", "tap doan", "benh vien", "hoc vien", "thu vien", "thong bao", "tai vu", "dich vu", "noi vu", "ngoai vu",
    "quan doi", "can bo", "trien quy", "dac khu", "duong bo", "co so",
})  # fmt: skip
_PLACED = re.compile(r"^(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan) (?:tinh|thanh pho|tp|huyen|thi xa|tx|quan|xa|phuong) \w+")

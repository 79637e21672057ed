"""Cơ quan ban hành (ô 2): parent and issuer of the letterhead, or who can be inferred where the head is lost (domain rule 1.2)."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from schemas.found import Found
from schemas.letter import NumberParts, System
from schemas.page import Zone
from tasks.core.letter.agencies import canonical, is_place_line, starts_agency
from tasks.core.letter.columns import clear
from tasks.core.letter.lines import Flow, Row, found
from tasks.core.letter.marking import STAMP, Sign, mark
from tasks.core.letter.provinces import CENTRAL_CITIES, province
from tasks.core.letter.signs import bare, is_caps
from tasks.core.letter.span import Span

if TYPE_CHECKING:
    from tasks.core.registry.registry import Registry


class Issuer(NamedTuple):
    """Who issued: parent (or None), issuer (or None), the issuer's registry id (or None)."""

    parent: Found | None
    issuer: Found | None
    issuer_id: str | None


_RECEIPT = re.compile(r"^\W*(?:cong van|van ban)?\s*(?:den|di)\b\W*(?:so|ngay|chuyen|gio)?\b|^\W*(?:chuyen|luu ho so)\s*:")
_COMPLETE_PARENT = re.compile(
    r"^(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|ubmttq\w*|mttq\w*)\s+(?:tinh|thanh pho|tp|huyen|thi xa|tx|quan|xa|phuong|thi tran|dac khu)\.?\s*\S"
    r"|^(?:bo|so|tong cuc|cuc|tinh uy|thanh uy|huyen uy|quan uy|dang bo|dang uy|chinh phu|quoc hoi|hoi|lien doan|lien hiep|dai hoc|hoc vien|tong cong ty"
    r"|cong ty|tap doan|phong|ban|van phong|truong|benh vien|chi cuc|uy ban|trung uong|bao hiem|ngan hang|toa an|vien|cong an|thanh tra|trung tam|doan)\b"
)
_CONTINUES = re.compile(r"^(?:va|cua|-|,|thuoc|truc thuoc|viet nam)(?:\b|\s|$)")
_OPEN_END = re.compile(r"(?:\b(?:va|cua|thuoc|phat|phong|cong|nong|ban|nhan)|[-,])\s*$")


def find_issuer(
    span: Span, parts: NumberParts | None, place: Found | None, on: date | None, system: System, registry: "Registry | None"
) -> Issuer:
    """Who issued the document.

    Rules: `issuer.head` for a printed letterhead, `issuer.inferred.symbol`, `issuer.inferred.closing_sentence`,
    `issuer.inferred.title` for a document whose head is lost.
    """
    rows = letterhead(span)
    if rows:
        return _from_head(rows, parts, place, on, system, registry)
    return _inferred(span, parts, place, on, system, registry)


def letterhead(span: Span) -> list[Row]:
    """The rows of ô 2: in capitals, in the left column, above the number."""
    marked = mark(span.head)
    limit = next((i for i, m in enumerate(marked) if m.sign is Sign.NUMBER), None)
    if limit is None:
        limit = next((i for i, m in enumerate(marked) if m.sign in (Sign.TYPE, Sign.KINH_GUI, Sign.VE_VIEC)), len(marked))
    rows: list[Row] = []
    for item in marked[:limit]:
        row = item.row
        if span.title is not None and row.order == span.title.order:
            break
        if item.sign not in (Sign.CAPS, Sign.TITLE, Sign.TEXT, Sign.TYPE) or STAMP.match(item.low) or _RECEIPT.match(item.low):
            continue
        if row.line.box and (row.line.box[0] + row.line.box[2]) / 2 > 0.5:
            continue
        if not is_caps(row.text) and not (
            row.zone is Zone.HEAD_LEFT and rows and not row.text[:1].islower() and len(row.text) < 40
        ):
            continue
        rows.append(_bare_name(row))
    while rows and not starts_agency(rows[0].text):
        rows.pop(0)
    return rows


def _bare_name(row: Row) -> Row:
    """The row without specks and dashes at its ends."""
    start, end = 0, len(row.text)
    while start < end and not row.text[start].isalnum():
        start += 1
    while end > start and not (row.text[end - 1].isalnum() or row.text[end - 1] in ")&-"):
        end -= 1
    return clear(row.part(start, end))


def _from_head(
    rows: list[Row], parts: NumberParts | None, place: Found | None, on: date | None, system: System, registry: "Registry | None"
) -> Issuer:
    above, own = split_letterhead(rows)
    parent_name = canonical(" ".join(row.text for row in above)) if above else None
    own_name = canonical(" ".join(row.text for row in own))
    name = join_names(own_name, parent_name)
    if system == "party" and place and _bare_party(own_name):
        name = f"{own_name} {place.value}"
    parent = _found(above, parent_name, "issuer.head.parent") if above else None
    issuer = _found(own, name, "issuer.head")
    entry = None
    if registry is not None:
        entry = registry.issuer(
            [row.text for row in rows],
            symbol=parts.symbol if parts else None,
            place=place.value if place else None,
            on=on,
            system=system,
        )
    return Issuer(parent, issuer, entry.entry.id if entry else None)


def _bare_party(name: str) -> bool:
    return bare(name) in {"tinh uy", "thanh uy"}


def _found(rows: Sequence[Row], value: str | None, rule: str) -> Found:
    """`raw` is the name as printed: the rows joined by one blank, letters as cleaning left them."""
    name = found([row.stretch(0, len(row.text)) for row in rows], value=value, rule=rule, sure=0.98)
    return name.model_copy(update={"raw": " ".join(row.text for row in rows)})


def split_letterhead(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Parent's rows and issuer's rows. One name over several rows stays one (ỦY BAN NHÂN DÂN / TỈNH LONG AN)."""
    for at in range(len(rows) - 1, 0, -1):
        row, before = rows[at].text, bare(" ".join(r.text for r in rows[:at])).strip(" *")
        if is_place_line(row) or not starts_agency(row) or _CONTINUES.match(bare(row)) or _OPEN_END.search(before):
            continue
        if _COMPLETE_PARENT.match(before) and not before.endswith(("uy ban nhan dan", "hoi dong nhan dan", "ubnd", "hdnd")):
            first = _first_break(rows, at)
            return rows[:first], rows[first:]
    return [], rows


def _first_break(rows: list[Row], at: int) -> int:
    """With more than two agencies printed, the issuer is the last; a wrapped issuer keeps its own first row."""
    return at


def join_names(own: str, parent: str | None) -> str:
    """The full name: child and parent together where the child alone says too little (domain rule 1.2)."""
    if not parent:
        return own
    low, above = bare(own), bare(parent)
    committee = re.match(r"^uy ban nhan dan ((?:tinh|thanh pho|huyen|thi xa|quan|xa|phuong|thi tran|dac khu) .+)$", above)
    if low in {"van phong", "thanh tra"} and not (committee and low == "thanh tra"):
        return f"{own} {parent}"
    if committee:
        place = parent[len("Ủy ban nhân dân ") :]
        name = place.split(" ", 1)[1] if not place.lower().startswith(("thành phố", "thị", "đặc")) else place.split(" ", 2)[-1]
        return own if bare(name) in low else f"{own} {place}"
    if re.match(r"^(?:van phong|phong|thanh tra|ban|hoi dong|to)\b", low) and above not in low:
        return f"{own} {parent}"
    return own


_CLOSING = re.compile(
    r"(?:^|[.;]\s+)(?P<org>[A-ZĐÀ-ỸƯ][^.;:,]{3,90}?)\s+(?:xin\s+|trân trọng\s+)?(?:thông báo|truyền đạt|kính báo cáo|báo cáo|đề nghị|kính trình|kính đề nghị|yêu cầu)"
    r"\s+(?:để|đến|cho|ý kiến|tới|các|quý)"
)
_PARTY_BODY = re.compile(r"(?:ban thuong vu|thuong truc|ban chap hanh)\s+((?:tinh|thanh|huyen|quan|thi|dang)\s+uy)")


def _inferred(
    span: Span, parts: NumberParts | None, place: Found | None, on: date | None, system: System, registry: "Registry | None"
) -> Issuer:
    seat = place.value if place else None
    by_symbol = _by_symbol(span, parts, seat, on, system, registry)
    if by_symbol:
        return by_symbol
    body = Flow(span.body[-12:])
    for match in reversed(list(_CLOSING.finditer(body.text))):
        org = match["org"]
        at = _agency_in(org)
        if at is None:
            continue
        start = match.start("org") + at
        value = canonical(body.text[start : match.end("org")])
        if re.match(r"^(?:ban thuong vu|thuong truc|ban chap hanh)\b", bare(value)):
            break
        issuer = body.found(start, match.end("org"), value=value, rule="issuer.inferred.closing_sentence", sure=0.9)
        entry = registry.best(value, on=on) if registry else None
        return Issuer(None, issuer, entry.entry.id if entry else None)
    return _by_title(span, on, registry)


def _agency_in(text: str) -> int | None:
    return 0 if starts_agency(text) else None


_CENTRAL = {
    "VPCP": "Văn phòng Chính phủ", "CP": "Chính phủ", "TTg": "Thủ tướng Chính phủ", "BYT": "Bộ Y tế", "BTC": "Bộ Tài chính", "BNV": "Bộ Nội vụ",
    "BTP": "Bộ Tư pháp", "BCA": "Bộ Công an", "BQP": "Bộ Quốc phòng", "BNG": "Bộ Ngoại giao", "BXD": "Bộ Xây dựng", "BCT": "Bộ Công Thương",
    "BGDĐT": "Bộ Giáo dục và Đào tạo", "BGTVT": "Bộ Giao thông vận tải", "BTNMT": "Bộ Tài nguyên và Môi trường", "BKHĐT": "Bộ Kế hoạch và Đầu tư",
    "BTTTT": "Bộ Thông tin và Truyền thông", "BKHCN": "Bộ Khoa học và Công nghệ", "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch",
    "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội", "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn", "BNNMT": "Bộ Nông nghiệp và Môi trường",
    "NHNN": "Ngân hàng Nhà nước Việt Nam", "TTCP": "Thanh tra Chính phủ", "UBDT": "Ủy ban Dân tộc", "BDTTG": "Bộ Dân tộc và Tôn giáo",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội", "TANDTC": "Tòa án nhân dân tối cao", "VKSNDTC": "Viện kiểm sát nhân dân tối cao", "VPTW": "Văn phòng Trung ương Đảng",
}  # fmt: skip
"""Codes of central bodies in symbols (domain rule 3 and 4.2)."""


def _by_symbol(
    span: Span, parts: NumberParts | None, seat: str | None, on: date | None, system: System, registry: "Registry | None"
) -> Issuer | None:
    if parts is None or not parts.symbol or not parts.issuer_code:
        return None
    row = next((m.row for m in mark(span.head) if m.sign is Sign.NUMBER), None)
    name = _CENTRAL.get(parts.issuer_code) or _local(parts.issuer_code, seat)
    match = registry.issuer([], symbol=parts.symbol, place=seat, on=on, system=system) if registry else None
    if name is None and match:
        name = match.entry.name
    if name is None or row is None:
        return None
    at = max(0, row.text.find(parts.issuer_code))
    issuer = row.found(at, at + len(parts.issuer_code), value=name, rule="issuer.inferred.symbol", sure=0.9)
    if registry and not match:
        match = registry.best(name, on=on)
    return Issuer(None, issuer, match.entry.id if match else None)


def _local(code: str, seat: str | None) -> str | None:
    """UBND and HĐND with a province's name as place: the province's own."""
    known = province(seat) if seat else None
    if known is None or code not in {"UBND", "HĐND", "TU"}:
        return None
    city = known in CENTRAL_CITIES
    if code == "TU":
        return f"{'Thành' if city else 'Tỉnh'} ủy {known}"
    kind = "Ủy ban nhân dân" if code == "UBND" else "Hội đồng nhân dân"
    return f"{kind} {'thành phố' if city else 'tỉnh'} {known}"


def _by_title(span: Span, on: date | None, registry: "Registry | None") -> Issuer:
    """A Party document without head: the committee named in its title, in the province whose districts it names."""
    flow = Flow(span.subject)
    match = _PARTY_BODY.search(bare(flow.text))
    if match is None:
        return Issuer(None, None, None)
    name = canonical(flow.text[match.start(1) : match.end(1)])
    home = _home(span, registry)
    issuer = flow.found(
        match.start(1), match.end(1), value=f"{name} {home}" if home else name, rule="issuer.inferred.title", sure=0.7
    )
    entry = registry.best(issuer.value, on=on) if registry and home else None
    return Issuer(None, issuer, entry.entry.id if entry else None)


def _home(span: Span, registry: "Registry | None") -> str | None:
    """The one province in which all districts lie that the text names by a name that is used once in the country."""
    if registry is None:
        return None
    text = bare(" ".join(row.text for row in span.rows))
    homes: dict[str, set[str]] = {}
    for place in registry.places.values():
        if place.province:
            homes.setdefault(bare(place.name), set()).add(place.province)
    named = {
        next(iter(where))
        for name, where in homes.items()
        if len(where) == 1 and re.search(rf"(?:huyen|thi xa|thanh pho) {re.escape(name)}\b", text)
    }
    if len(named) != 1:
        return None
    home = registry.places.get(named.pop())
    return home.name if home else None

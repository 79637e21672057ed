"""Who issued a document whose head is lost: by its symbol, its closing sentence, its title (domain rule 6.2)."""

import re

from schemas.registry import COMMUNE_KINDS
from tasks.core.letter.issuer.known import Issuer, Known
from tasks.core.letter.parts.marking import Sign, mark
from tasks.core.letter.rows.lines import Flow
from tasks.core.letter.rows.signs import bare
from tasks.core.letter.rows.span import Span
from tasks.core.letter.vocabulary.agencies import canonical, starts_agency
from tasks.core.letter.vocabulary.provinces import CENTRAL_CITIES, province

_CLOSING = re.compile(
    r"(?:^|[.;]\s+)(?P<org>[A-ZĐÀ-ỸƯ][^.;:,]{3,90}?)\s+(?:xin\s+|trân trọng\s+)?"
    r"(?:thông báo|truyền đạt|kính báo cáo|báo cáo|đề nghị|kính trình|kính đề nghị|yêu cầu)"
    r"\s+(?:để|đến|cho|ý kiến|tới|các|quý)"
)
_PARTY_BODY = re.compile(r"(?:ban thuong vu|thuong truc|ban chap hanh)\s+((?:tinh|thanh|huyen|quan|thi|dang)\s+uy)")


def infer_issuer(span: Span, known: Known) -> Issuer:
    """The issuer of a document without a letterhead; all None where nothing in it says who.

    Rules, in this order: `issuer.inferred.symbol`, `issuer.inferred.closing_sentence`, `issuer.inferred.title`.
    """
    return _by_symbol(span, known) or _by_closing(span, known) or _by_title(span, known)


def _by_closing(span: Span, known: Known) -> Issuer | None:
    """Who speaks in the last sentences: Văn phòng Chính phủ thông báo để …."""
    body = Flow(span.body[-12:])
    for match in reversed(list(_CLOSING.finditer(body.text))):
        if not starts_agency(match["org"]):
            continue
        value = canonical(match["org"])
        if re.match(r"^(?:ban thuong vu|thuong truc|ban chap hanh)\b", bare(value)):
            return None  # a body inside the issuer
        issuer = body.found(*match.span("org"), value=value, rule="issuer.inferred.closing_sentence", sure=0.9)
        entry = known.named(value)
        return Issuer(None, issuer, entry.id if entry else None)
    return None


_CENTRAL = {
    "VPCP": "Văn phòng Chính phủ", "CP": "Chính phủ", "TTg": "Thủ tướng Chính phủ", "BYT": "Bộ Y tế", "BTC": "Bộ Tài chính",
    "BNV": "Bộ Nội vụ", "BTP": "Bộ Tư pháp", "BCA": "Bộ Công an", "BQP": "Bộ Quốc phòng", "BNG": "Bộ Ngoại giao",
    "BXD": "Bộ Xây dựng", "BCT": "Bộ Công Thương", "BGDĐT": "Bộ Giáo dục và Đào tạo", "BGTVT": "Bộ Giao thông vận tải",
    "BTNMT": "Bộ Tài nguyên và Môi trường", "BKHĐT": "Bộ Kế hoạch và Đầu tư", "BTTTT": "Bộ Thông tin và Truyền thông",
    "BKHCN": "Bộ Khoa học và Công nghệ", "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch",
    "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội", "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn",
    "BNNMT": "Bộ Nông nghiệp và Môi trường", "NHNN": "Ngân hàng Nhà nước Việt Nam", "TTCP": "Thanh tra Chính phủ",
    "UBDT": "Ủy ban Dân tộc", "BDTTG": "Bộ Dân tộc và Tôn giáo", "UBTVQH": "Ủy ban Thường vụ Quốc hội",
    "TANDTC": "Tòa án nhân dân tối cao", "VKSNDTC": "Viện kiểm sát nhân dân tối cao", "VPTW": "Văn phòng Trung ương Đảng",
}  # fmt: skip
"""Codes of central bodies in symbols (domain rule 3 and 4.2)."""


def _by_symbol(span: Span, known: Known) -> Issuer | None:
    code = known.parts.issuer_code if known.parts else None
    row = next((m.row for m in mark(span.head) if m.sign is Sign.NUMBER), None)
    if code is None or row is None:
        return None
    entry = known.registered([])
    name = _CENTRAL.get(code) or _local(code, known.place) or (entry.name if entry else None)
    if name is None:
        return None
    at = max(0, row.text.find(code))
    issuer = row.found(at, at + len(code), value=name, rule="issuer.inferred.symbol", sure=0.9)
    entry = entry or known.named(name)
    return Issuer(None, issuer, entry.id if entry else None)


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


def _by_title(span: Span, known: Known) -> Issuer:
    """A Party document without head: the committee named in its title, in the province whose districts it names."""
    flow = Flow(span.subject)
    match = _PARTY_BODY.search(bare(flow.text))
    if match is None:
        return Issuer(None, None, None)
    name = canonical(flow.text[match.start(1) : match.end(1)])
    home = _home(span, known)
    value = f"{name} {home}" if home else name
    entry = known.named(value) if home else None
    issuer = flow.found(*match.span(1), value=value, rule="issuer.inferred.title", sure=0.7)
    return Issuer(None, issuer, entry.id if entry else None)


def _home(span: Span, known: Known) -> str | None:
    """The one province in which all districts lie that the text names by a name that is used once in the country."""
    registry = known.registry
    if registry is None:
        return None
    text = bare(" ".join(row.text for row in span.rows))
    homes: dict[str, set[str]] = {}
    for place in registry.places.values():
        if place.province and place.kind not in COMMUNE_KINDS:
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

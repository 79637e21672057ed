"""Documents cited (văn bản viện dẫn): one `Reference` for each number, the short second citation resolved to the first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas.found import Found
from schemas.letter import Reference
from tasks.core.letter.number.citation import Citation, find_citations
from tasks.core.letter.rows.lines import Flow
from tasks.core.letter.rows.paragraphs import paragraphs
from tasks.core.letter.rows.span import Span
from tasks.core.letter.vocabulary.doctypes import BY_CODE, BY_PARTY_CODE
from tasks.core.vietnamese.normal import fold

_TYPES = BY_PARTY_CODE | BY_CODE
# one issuer and type have one symbol (domain rule 3); a Quyết định of the Thủ tướng may carry a year, so it is not here
_ISSUED_BY = {
    ("nghi_quyet", "chinh phu"): "NQ-CP",
    ("chi_thi", "thu tuong"): "CT-TTg",
    ("chi_thi", "thu tuong chinh phu"): "CT-TTg",
    ("cong_dien", "thu tuong"): "CĐ-TTg",
    ("cong_dien", "thu tuong chinh phu"): "CĐ-TTg",
    ("nghi_dinh", "chinh phu"): "NĐ-CP",
    ("thong_bao", "van phong chinh phu"): "TB-VPCP",
}


@dataclass
class _Cited:
    """All citations of one document in one text."""

    found: Found
    citation: Citation
    doctype: str | None
    issuer: str | None
    issued_on: str | None


def find_references(span: Span, *, subject: Found | None = None, own_number: str | None = None) -> tuple[Reference, ...]:
    """Give the documents that the span cites in its subject and body, in order of first citation; never its own number.

    `value` is the number without blanks. A short citation (Chỉ thị 15) counts for the full one of the same type and number; where
    there is none, it is completed from the issuer beside it (`reference.completed`) or stays a bare number (`reference.short`).
    """
    cited = _subject_citations(subject)
    for flow in paragraphs(span.body):
        cited.extend(_of_flow(flow))
    own = number_key(own_number or "")
    merged = _merge(cited)
    return tuple(_reference(item) for key, item in merged.items() if key != own)


def _subject_citations(subject: Found | None) -> list[tuple[Citation, Found]]:
    if subject is None:
        return []
    return [
        (c, subject.model_copy(update={"value": c.number, "raw": subject.value[c.start : c.end], "rule": "reference.subject"}))
        for c in find_citations(subject.value)
    ]


def _of_flow(flow: Flow) -> Iterable[tuple[Citation, Found]]:
    for citation in find_citations(flow.text):
        read = number_key(flow.text[citation.start : citation.end])
        sure = _TORN if citation.is_torn else 1.0 if citation.is_short or number_key(citation.number) == read else _MENDED
        rule = "reference.torn" if citation.is_torn else "reference.number"
        yield citation, flow.found(citation.start, citation.end, rule=rule, value=citation.number, sure=sure)


_TORN = 0.6
"""How sure a number is that type word and issuer put right: more than a guess, never enough to go unseen."""
_MENDED = 0.8
"""How sure one is of which a sign was put right: what looks like a frequent unit's code (TNNT: TNMT) may be another's own."""


def _merge(cited: Sequence[tuple[Citation, Found]]) -> dict[str, _Cited]:
    """One entry for each number; the first full citation gives the value, later ones what it lacks."""
    full: dict[str, str] = {}
    for citation, _ in cited:
        if not citation.is_short:
            full.setdefault(number_key(citation.number), citation.number)
    merged: dict[str, _Cited] = {}
    for citation, found in cited:
        number = _resolve(citation, list(full.values()))
        rule = found.rule if not citation.is_short else ("reference.completed" if "/" in number else "reference.short")
        known = merged.get(number_key(number))
        if known is None:
            named = found.model_copy(update={"value": number, "rule": rule})
            merged[number_key(number)] = _Cited(named, citation, citation.doctype, citation.issuer, citation.issued_on)
            continue
        if known.citation.is_short and not citation.is_short:
            known.found, known.citation = found, citation
        known.doctype = known.doctype or citation.doctype
        known.issuer = known.issuer or citation.issuer
        known.issued_on = known.issued_on or citation.issued_on
    return merged


def number_key(number: str) -> str:
    """What two readings of one number have in common: no blanks, no case, Đ as D."""
    return fold("".join(number.split()))


def _resolve(citation: Citation, full: Sequence[str]) -> str:
    """The full number that a short citation means, if it can be known."""
    if not citation.is_short:
        return citation.number
    matches = [number for number in full if _same(citation, number)]
    if len(matches) == 1:
        return matches[0]
    if matches:
        return citation.number
    symbol = _ISSUED_BY.get((citation.doctype or "", fold(citation.issuer or "")))
    if symbol is None or (symbol == "NĐ-CP" and "/" not in citation.number):
        return citation.number
    return f"{citation.number}/{symbol}"


def _same(citation: Citation, number: str) -> bool:
    """Whether a full number starts as the short citation does and is of its type."""
    if not number.startswith((f"{citation.number}/", f"{citation.number}-")):
        return False
    return type_of_number(number) in (citation.doctype, None)


def type_of_number(number: str) -> str | None:
    """The type that the code in a symbol says (ASCII name); None where there is no code, as in công văn."""
    for part in number.replace("/", "-").split("-"):
        if part and not part.isdigit():
            return _TYPES.get(part)
    return None


def _reference(item: _Cited) -> Reference:
    doctype = item.doctype if item.doctype not in (None, "van_ban") else type_of_number(item.found.value)
    return Reference(**item.found.model_dump(), doctype=doctype, issuer=item.issuer, issued_on=item.issued_on)

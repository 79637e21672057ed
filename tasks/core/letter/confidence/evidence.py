"""Independent evidence (bằng chứng độc lập) for a value: what else on the page, in the scan or in the registry speaks for it.

Each witness adds to or takes from the log-odds of the value; the table of calibration.py then says what the sum is worth.
Weights are orders of magnitude set by hand: a contradiction weighs more than an agreement.
"""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import Hamming

from schemas.found import Found
from schemas.letter import Document
from tasks.core.letter.checks.numbers import contradicts_issuer, contradicts_system, contradicts_type, known_codes
from tasks.core.letter.confidence.agreed_subject import AGREED
from tasks.core.letter.confidence.issuer_evidence import (
    is_code_of,
    is_code_of_branch,
    is_named_by_place,
    is_said,
    is_said_otherwise,
    without_committee,
)
from tasks.core.letter.confidence.unit_evidence import has_lost_twin, is_like_counted, is_like_inspectorate, is_unknown_unit
from tasks.core.letter.issuer.full_name import ends_nameless
from tasks.core.letter.number.references import number_key
from tasks.core.letter.rows.signs import bare
from tasks.core.letter.vocabulary.agencies import expand, starts_agency
from tasks.core.letter.vocabulary.doctypes import BY_CODE, BY_PARTY_CODE
from tasks.core.vietnamese.normal import key
from tasks.core.vietnamese.syllable import is_syllable

if TYPE_CHECKING:
    from tasks.core.registry.registry import Registry

FOR, STRONGLY, AGAINST, FIRMLY = 1.0, 2.0, -1.5, -3.0
"""What one witness is worth in log-odds."""

SURE: dict[str, float] = {
    "exact": STRONGLY,
    "alias": STRONGLY,
    "code": FOR,
    "folded": 0.0,
    "fuzzy": AGAINST,
    "suggested": AGAINST,
}
"""How the registry knew a printed name: letter for letter, or only by looking past what was printed."""

_ODD = re.compile(r"(?<![\w/-])[fjwzFJWZăâêơư](?![\w/-])|[^\w\s.,;:()/&+\"'“”‘’%?!*-]|[_|\\<>=~^{}\[\]@#$¿«»§©®™°]")
_MIXED = re.compile(r"(?<![\w/-])[^\W\d_]*[a-zà-ỹ][A-ZĐ][^\W\d_]*(?![\w/-])")
_KNOWN_MIXED = re.compile(r"TTg|PGĐ|[A-Z]+TTg\w*|PT&TH|MobiFone|VinaPhone|VNeID|Viet[A-Z][a-z]+|[A-Za-z]+[Bb]ank")
_OF_A_PLACE = frozenset({"uy ban nhan dan", "hoi dong nhan dan", "uy ban mat tran to quoc viet nam", "tinh uy", "huyen uy"})
_EARLIEST = 1990
_INFERRED = re.compile(r"\.inferred\.")


def is_odd(text: str) -> bool:
    """Whether a text holds signs that no letter prints in a name or subject: leftovers of stamps and handwriting."""
    mixed = (found[0] for found in _MIXED.finditer(text) if any(a.islower() and b.isupper() for a, b in pairwise(found[0])))
    return _ODD.search(text) is not None or any(not _KNOWN_MIXED.search(word) for word in mixed)


def of_number(document: Document, documents: Sequence[Document], registry: "Registry | None") -> float:
    """For số và ký hiệu: type word, form, issuer's code, and other documents of the scan that cite it."""
    parts = document.number_parts
    if document.number is None or parts is None:
        return 0.0
    weight = FIRMLY if contradicts_type(document) else 0.0
    weight += AGAINST if contradicts_system(document) else 0.0
    code_known = parts.type_code in (BY_PARTY_CODE if document.system == "party" else BY_CODE)
    if code_known and not contradicts_type(document):
        weight += FOR
    if registry is not None:
        spelt = is_code_of(document) or is_code_of_branch(document)
        weight += AGAINST if contradicts_issuer(document, registry) and not spelt else 0.0  # BCH of an office listed with BCHQS
        weight += FOR if spelt or parts.issuer_code in known_codes(registry) else -0.5
    weight += FIRMLY if _is_type_alone(document) else 0.0
    weight += AGAINST if is_odd(document.number.value) else 0.0
    if parts.number is not None and len(parts.number) == 1:
        weight += FIRMLY  # below 10 the decree asks for a zero: more often a digit was lost
    weight += FIRMLY if is_unknown_unit(document, registry) or is_like_inspectorate(document) or has_lost_twin(document) else 0.0
    weight += FIRMLY if is_like_counted(document) else 0.0
    weight += FIRMLY if is_said_otherwise(document) else 0.0  # the symbol of a region has its number too
    if _is_cited(document, documents):
        return weight + STRONGLY
    return weight + (FIRMLY if _is_nearly_cited(document, documents) else 0.0)


def _is_type_alone(document: Document) -> bool:
    """Whether a symbol is a type's code alone (517/TTr): whose it is stands behind it in every one, and was lost."""
    parts = document.number_parts
    code = parts.issuer_code if parts is not None and parts.type_code is None else None
    return code is not None and parts is not None and parts.symbol == code and document.system == "state" and code in _TYPE_CODES


_TYPE_CODES = frozenset(BY_CODE) - {"HĐ", "BB", "PL", "L", "TM", "QT"}
"""Codes of types; of contracts, minutes and the like some offices number a symbol of the type alone."""


def _is_nearly_cited(document: Document, documents: Sequence[Document]) -> bool:
    """Whether another document of the scan cites this number but for one figure: one of the two was misread."""
    own = number_key(document.number.value) if document.number else ""
    cited = (number_key(one.value) for other in documents if other.index != document.index for one in other.references)
    return any(len(one) == len(own) and Hamming.distance(one, own) == 1 and one[-4:] == own[-4:] for one in cited)


def vouches_for_number(document: Document, documents: Sequence[Document]) -> bool:
    """Whether another document of the scan cites this very number: it was read at two places, one of them print."""
    return _is_cited(document, documents)


def vouches_for_date(document: Document, documents: Sequence[Document]) -> bool:
    """Whether another document of the scan gives this very day, or an electronic signature that is to be seen was made on it."""
    if document.issued_on is None:
        return False
    day = document.issued_on.value
    signed = {signature.signed_at[:10] for signature in document.digital_signatures if signature.signed_at is not None}
    return day in _days_given(document, documents) or signed == {day}


def _is_cited(document: Document, documents: Sequence[Document]) -> bool:
    own = number_key(document.number.value) if document.number else ""
    return any(
        number_key(reference.value) == own for other in documents if other.index != document.index for reference in other.references
    )


def of_date(document: Document, documents: Sequence[Document], today: date | None) -> float:
    """For ngày ban hành: a sensible year, what it cites lies before it, what cites it gives the same day, the signing time."""
    issued = document.issued_on
    if issued is None:
        return 0.0
    latest = today.year if today else 2100
    weight = 0.0 if _EARLIEST <= int(issued.value[:4]) <= latest else FIRMLY
    cited = [reference.issued_on for reference in document.references if reference.issued_on is not None]
    if cited:
        weight += 0.5 if max(cited) <= issued.value else FIRMLY
        years = int(issued.value[:4]) - max(int(day[:4]) for day in cited)
        weight += AGAINST if years > 5 else 0.0
    due = [one.deadline.value for one in document.directives if one.deadline is not None and not one.deadline.relative]
    weight += FIRMLY if due and max(due) < issued.value else 0.0  # all is due before it was asked for
    named = _days_given(document, documents)
    if named:
        weight += STRONGLY if issued.value in named else FIRMLY
    for signature in document.digital_signatures:
        if signature.signed_at is not None:
            weight += FOR if issued.value <= signature.signed_at[:10] else FIRMLY
    return weight


def _days_given(document: Document, documents: Sequence[Document]) -> set[str]:
    """The days that other documents of the scan give for this one's number."""
    own = number_key(document.number.value) if document.number else None
    return {
        reference.issued_on
        for other in documents
        if other.index != document.index
        for reference in other.references
        if own is not None and number_key(reference.value) == own and reference.issued_on is not None
    }


def of_doctype(document: Document) -> float:
    """For tên loại: type word and code say the same."""
    if document.doctype is None:
        return 0.0
    if contradicts_type(document):
        return AGAINST
    parts = document.number_parts
    by_code = BY_PARTY_CODE if document.system == "party" else BY_CODE
    if parts is not None and parts.type_code and by_code.get(parts.type_code) == document.doctype.value:
        return STRONGLY
    return FOR if document.doctype.value == "cong_van" and document.subject is not None and document.addressees else 0.0


def of_issuer(document: Document, registry: "Registry | None") -> float:
    """For cơ quan ban hành: the registry knows it, the symbol's code is its own."""
    issuer = document.issuer
    if issuer is None:
        return 0.0
    weight = AGAINST if _INFERRED.search(issuer.rule) else 0.0
    weight += AGAINST if is_odd(issuer.value) else 0.0
    lost = bare(issuer.value) in _OF_A_PLACE or ends_nameless(issuer.value)
    weight += FIRMLY if lost else 0.0  # the row with its place is, or the name behind "tỉnh"
    weight += FIRMLY if is_said_otherwise(document) else 0.0
    if registry is None:
        return weight
    entry = registry.get(document.issuer_id) if document.issuer_id else None
    if entry is None:
        return (
            weight
            + (0.0 if is_code_of(document) or is_named_by_place(document) else AGAINST)
            + (STRONGLY if is_said(document) else 0.0)
        )
    local = (name for names in entry.local_names.values() for name in names)
    said_at_home = any(key(name) == key(issuer.raw) for name in local)  # Ban Chấp hành tỉnh X, as its own union says
    printed = {issuer.value, without_committee(issuer.value)}
    alike = max(_likeness(one, name) for one in printed for name in (entry.name, *entry.aliases))
    weight += STRONGLY if said_at_home else alike
    if entry.level == "commune" and alike == 0.0 and not said_at_home:
        weight += AGAINST  # all communes are listed, and none is called so: a mark was lost or made
    return weight + (AGAINST if contradicts_issuer(document, registry) else 0.0)


def _likeness(printed: str, name: str) -> float:
    """The registry's name letter for letter (a district's goes on with its province), without marks only, or another one."""
    if key(name) == key(printed) or key(name).startswith(f"{key(printed)},") or key(expand(name)) == key(expand(printed)):
        return STRONGLY
    return 0.0 if bare(name).startswith(bare(printed)) else AGAINST


def of_parent(document: Document, registry: "Registry | None") -> float:
    """For cơ quan chủ quản: the registry knows the name."""
    parent = document.parent_issuer
    if parent is None or registry is None:
        return 0.0
    match = registry.best(parent.value)
    return AGAINST if match is None or match.how == "folded" else SURE[match.how]  # XÃ HỌI: a mark is another one


def of_place(document: Document) -> float:
    """For địa danh: it is in the issuer's name, or it has the shape of a place's name."""
    place = document.place
    if place is None:
        return 0.0
    names = " ".join(found.value for found in (document.issuer, document.parent_issuer) if found)
    if is_odd(place.value) or any(char.isdigit() for char in place.value):
        return FIRMLY
    if _lacks_its_end(place.value, document):
        return FIRMLY
    if key(place.value) in key(names):
        return STRONGLY
    return AGAINST if bare(place.value) in bare(names) else 0.0  # the same place with other marks: one of them was misread


def _lacks_its_end(place: str, document: Document) -> bool:
    """Whether the issuer's name has the place with one word more wherever it has it (Quảng of tỉnh Quảng Ngãi)."""
    names = [found.value for found in (document.issuer, document.parent_issuer) if found]
    after = [name[match.end() :] for name in names for match in re.finditer(rf"(?<!\w){re.escape(place)}(?!\w)", name)]
    return bool(after) and all(rest[:1] == " " and rest[1:2].isupper() and not starts_agency(rest) for rest in after)


def of_subject(document: Document) -> float:
    """For trích yếu: no leftovers of stamps; the body says it again (về việc …), as most do."""
    subject = document.subject
    if subject is None:
        return 0.0
    weight = AGAINST if is_odd(subject.value) else 0.0
    begun = _lacks_its_start(subject) and not (document.system == "party" and (_is_letter(document) or _begins_whole(subject)))
    weight += FIRMLY if begun or _says_itself(subject) or subject.rule.endswith(AGREED) else 0.0  # part of it was read wrong
    if not document.body or len(subject.value) < 20:
        return weight + (AGAINST if len(subject.value) < 10 else 0.0)
    likeness = fuzz.partial_ratio(bare(subject.value), bare(document.body)) / 100
    weight += FIRMLY if _is_cut(bare(subject.value), bare(document.body)) else 0.0
    return weight + (STRONGLY if likeness > _SAID else FOR if likeness > 0.9 else 0.0)


def _says_itself(subject: Found) -> bool:
    """Whether a subject's first words stand in it once more: the body, which says them, ran into it."""
    words = re.sub(r"^(?:ve|v/v)\s(?:viec\s)?", "", bare(subject.value)).split()
    return " ".join(words[:_BEGINS]) in " ".join(words[_BEGINS:]) and len(words) > 2 * _BEGINS


_BEGINS = 5


def _is_letter(document: Document) -> bool:
    return document.doctype is not None and document.doctype.value == "cong_van"


def _lacks_its_start(subject: Found) -> bool:
    """Whether a subject under a type word begins with a small letter, but not with về: its first row was not read."""
    return subject.rule == "subject.title" and subject.value[:1].islower() and not bare(subject.value).startswith(("ve ", "v/v"))


def _is_cut(subject: str, body: str) -> bool:
    """Whether the body says the subject's last words twice or more and goes on in the same way each time: its end is lost."""
    tail = " ".join(subject.split()[-_TAIL:])
    after = [rest.lstrip().split(maxsplit=1)[:1] for rest in body.split(tail)[1:]]
    following = {words[0].strip(".,;") for words in after if words}
    return len(after) > 1 and len(following) == 1 and any(c.isalpha() for c in following.pop())


def _begins_whole(subject: Found) -> bool:
    """Whether a subject's first word is one: a Party's type word may stand over a verb in small letters (tổ chức Ngày hội …)."""
    return subject.confidence >= _AS_PRINTED and is_syllable(subject.value.split()[0])


_AS_PRINTED = 0.88
_SAID = 0.995
"""Likeness from which the body says a subject letter for letter; one letter otherwise, and one of the two was misread."""
_TAIL = 5  # words at a subject's end that are looked for in the body

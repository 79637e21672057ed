"""Số và ký hiệu against the type word, the form and the issuer (Nghị định 30/2020 Điều 15, Phụ lục I II.3, Phụ lục III)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from schemas.letter import Document, Finding
from tasks.core.letter.checks.finding import finding
from tasks.core.letter.rows.signs import bare
from tasks.core.letter.rows.span import Span
from tasks.core.letter.vocabulary.doctypes import BY_CODE, BY_PARTY_CODE, CODES_OF

if TYPE_CHECKING:
    from tasks.core.registry.registry import Registry


def check_number(document: Document, registry: "Registry | None", span: Span | None = None) -> Iterator[Finding]:
    """Findings number.*, system.mismatch and issuer.inferred of one document; `span`: its rows, where the form shows."""
    if document.issuer is not None and document.issuer.rule.startswith("issuer.inferred"):
        yield finding("issuer.inferred", "info", [document.index], [document.issuer])
    number, parts = document.number, document.number_parts
    if number is None or parts is None:
        return
    if contradicts_type(document) or (span is not None and contradicts_form(document, span)):
        yield finding("number.type_mismatch", "warning", [document.index], [number, document.doctype])
    if contradicts_system(document):
        yield finding("system.mismatch", "warning", [document.index], [number])
    if parts.number is not None and parts.number.isdigit() and len(parts.number) == 1:
        yield finding("number.leading_zero", "info", [document.index], [number])
    if registry is not None and contradicts_issuer(document, registry):
        yield finding("number.issuer_mismatch", "warning", [document.index], [number, document.issuer])
    if registry is not None and parts.unit_code and parts.type_code is None and parts.unit_code not in known_codes(registry):
        yield finding("number.unknown_unit", "info", [document.index], [number])


def contradicts_type(document: Document) -> bool:
    """Whether the symbol's type code and the printed type word name different types.

    A công văn has no code in state form; every other type has one (Nghị định 30/2020, Phụ lục III).
    """
    parts, doctype = document.number_parts, document.doctype
    if parts is None or doctype is None or parts.symbol is None or doctype.rule == "doctype.symbol_code":
        return False
    if doctype.value in _OF_NATION and _NATION.fullmatch(parts.symbol.rsplit("/", maxsplit=1)[-1]):
        return False
    if doctype.rule == "doctype.form" and parts.type_code is None and parts.unit_code is not None:
        return False  # the first code is the issuer's own: 1127/PB-MTYT
    codes = CODES_OF.get(doctype.value, frozenset())
    head = parts.type_code or parts.symbol.replace("/", "-").split("-", maxsplit=1)[0]
    known = head in (BY_PARTY_CODE if document.system == "party" else BY_CODE)
    if doctype.value == "cong_van":
        return known and head not in codes
    return bool(codes) and head not in codes


_OF_NATION = frozenset({"luat", "phap_lenh", "nghi_quyet"})
_NATION = re.compile(r"(?:UBTV)?QH\d{1,2}")
"""The National Assembly and its Standing Committee have their term for a type's code: 43/2022/QH15."""
_ABOUT = re.compile(r"^\W*v\s?/\s?v\b")


def contradicts_form(document: Document, span: Span) -> bool:
    """Whether a letter of a công văn's form, V/v and Kính gửi and no type word, has the code of a type that is always titled."""
    doctype = document.doctype
    if doctype is None or doctype.rule != "doctype.symbol_code" or doctype.value == "cong_van" or not document.addressees:
        return False
    return any(_ABOUT.match(bare(row.text)) for row in span.subject)


def contradicts_system(document: Document) -> bool:
    """Whether a number of Party form (374-TB/TU) stands under a state head, or the other way round.

    Mass organisations number as the Party does (361-TB/HNDT) and print the state's head as well as none.
    """
    if document.number is None or "/" not in document.number.value:
        return False
    dashed = "-" in document.number.value.split("/", maxsplit=1)[0]
    if dashed and any(_UNION.match(bare(found.value)) for found in (document.issuer, document.parent_issuer) if found):
        return False
    return dashed != (document.system == "party")


_UNION = re.compile(
    r"(?:trung uong |ban (?:chap hanh|thuong vu) )?"
    r"(?:hoi|doan|tinh doan|huyen doan|lien doan|lien minh|cong doan|mat tran|uy ban mttq|uy ban mat tran)(?! dong)\b"
)
"""Mass organisations: hội (but no hội đồng), đoàn, liên đoàn, Mặt trận. Runs on bare text."""


def contradicts_issuer(document: Document, registry: "Registry") -> bool:
    """Whether the registry knows the issuer's codes and the symbol shows another. Unit abbreviations are local and never judged."""
    parts = document.number_parts
    entry = registry.get(document.issuer_id) if document.issuer_id else None
    if parts is None or entry is None or not entry.codes or not parts.issuer_code:
        return False
    groups = re.split(r"[-/]", parts.symbol or "") if document.issuer and document.issuer.rule == "issuer.head.joint" else []
    own = {parts.issuer_code, re.sub(r"(?<=QH)\d+$", "", parts.issuer_code)}  # QH15: of the 15th term
    return not own & set(entry.codes) and not set(entry.codes) & set(groups)


@lru_cache(maxsize=4)
def known_codes(registry: "Registry") -> frozenset[str]:
    """Every code of the registry."""
    return registry.entries.codes()

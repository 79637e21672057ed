"""A witness against a symbol: a drafting unit's code that no list has, nor the Lưu item (đơn vị soạn thảo)."""

from typing import TYPE_CHECKING

from rapidfuzz.distance import Hamming

from schemas.letter import Document
from tasks.core.letter.checks.numbers import known_codes
from tasks.core.letter.confidence.issuer_evidence import has_initials
from tasks.core.letter.vocabulary.codes import KNOWN_UNITS, OTHER_UNITS

if TYPE_CHECKING:
    from tasks.core.registry.registry import Registry

_WELL_READ = 0.95
"""A number read with this confidence may have any unit's code: every office has its own."""


def is_unknown_unit(document: Document, registry: "Registry | None") -> bool:
    """Whether a scan's number, not read very well, ends with a unit's code that nothing else knows (UBND-VE for VP)."""
    number, parts = document.number, document.number_parts
    unit = parts.unit_code if parts is not None and parts.type_code is None else None
    if number is None or number.box is None or unit is None or number.confidence >= _WELL_READ:
        return False
    filed = any(item.kind == "file" and unit in item.raw for item in document.printed_recipients)  # and not only put there by it
    told = has_initials(unit, "\n".join((document.subject.value if document.subject else "", document.body)))
    if unit in KNOWN_UNITS or unit in OTHER_UNITS or filed or told:
        return False
    return registry is None or unit not in known_codes(registry) or _is_like_mixed(unit)


def is_like_inspectorate(document: Document) -> bool:
    """Whether a scan's symbol has TTT where an inspectorate's own code stands: TTr is read so as often as TTT is printed."""
    number, parts, issuer = document.number, document.number_parts, document.issuer
    if number is None or parts is None or issuer is None or number.box is None:
        return False
    return parts.issuer_code == "TTT" and issuer.value.lower().startswith("thanh tra")


def _is_like_mixed(code: str) -> bool:
    """Whether a body's code in a unit's place is one letter away from a unit's in mixed case (SXD-TTT for TTr, Thanh tra)."""
    mixed = (unit for unit in OTHER_UNITS if not unit.isupper() and len(unit) == len(code))
    return any(Hamming.distance(unit, code) == 1 for unit in mixed)

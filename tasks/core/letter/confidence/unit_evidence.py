"""A witness against a symbol: a drafting unit's code that no list has, nor the Lưu item (đơn vị soạn thảo)."""

from typing import TYPE_CHECKING

from schemas.letter import Document
from tasks.core.letter.checks.numbers import known_codes
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
    known = unit in KNOWN_UNITS or unit in OTHER_UNITS or filed
    return not known and (registry is None or unit not in known_codes(registry))

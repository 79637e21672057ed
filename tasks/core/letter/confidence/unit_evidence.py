"""A witness against a symbol: a drafting unit's code that no list has, nor the letter itself (đơn vị soạn thảo)."""

import re
from typing import TYPE_CHECKING

from rapidfuzz.distance import Hamming

from schemas.letter import Document
from tasks.core.letter.checks.numbers import known_codes
from tasks.core.letter.confidence.issuer_evidence import has_initials
from tasks.core.letter.vocabulary.codes import KNOWN_UNITS, OTHER_UNITS, has_letter_for_count

if TYPE_CHECKING:
    from tasks.core.registry.registry import Registry

_WELL_READ = 0.93
"""A number read with this confidence may have any unit's code, every office has its own: printed digits, and a symbol that several
readings have alike (docs/reading.md)."""

_COUNTED = re.compile(r"(?:P|Đ|NV|PA|PC|PV|PX|PK|K|T|V|CV)\d{1,2}")
"""Units that an office counts: phòng 7, đội 2, nghiệp vụ 1, PC08."""
_SHORT = 2
"""Letters of a code that must stand alone in an item, or be the initials of a signer's body, to be known by it."""


def is_unknown_unit(document: Document, registry: "Registry | None") -> bool:
    """Whether a scan's number, not read very well, ends with a unit's code that nothing else knows (UBND-VE for VP).

    A code of two parts (MTTQ-BTT-TG, SĐ-HC-KT) is known by its parts.
    """
    number, parts = document.number, document.number_parts
    unit = parts.unit_code if parts is not None and parts.type_code is None else None
    if number is None or number.box is None or unit is None or number.confidence >= _WELL_READ:
        return False
    return not (_is_said(unit, document) or all(_is_known(one, document, registry) for one in unit.split("-")))


def _is_known(unit: str, document: Document, registry: "Registry | None") -> bool:
    if unit in KNOWN_UNITS or unit in OTHER_UNITS or _COUNTED.fullmatch(unit) or _is_said(unit, document):
        return True
    return registry is not None and unit in known_codes(registry) and not _is_like_mixed(unit)


def _is_said(unit: str, document: Document) -> bool:
    """Whether the letter has the code, or the name that it is short for: in Lưu, in its text, in what its signer acts for."""
    filed = [item.raw for item in document.printed_recipients if item.kind == "file"]  # as read: not as the symbol mended it
    if any(
        re.search(rf"(?<![^\W\d_])P?{re.escape(unit)}(?![^\W\d_])", raw) if len(unit) <= _SHORT else unit in raw for raw in filed
    ):
        return True
    names = [item.raw for item in document.printed_recipients if item.kind != "file"] + [one.raw for one in document.addressees]
    text = "\n".join((document.subject.value if document.subject else "", document.body, *names))
    return has_initials(unit, text) or any(_begins(unit, name) for name in _signing(document))


def _signing(document: Document) -> list[str]:
    """Bodies and titles that signers act for and have: TM. THƯỜNG TRỰC HĐND."""
    acting = [mark.of for signer in document.signers for mark in signer.authority if mark.of]
    return [*acting, *(signer.title.value for signer in document.signers if signer.title is not None)]


def _begins(unit: str, name: str) -> bool:
    """Whether a code is made of the first letters of a name's first words."""
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", name.upper()) if word not in ("VÀ", "CỦA"))
    return len(unit) >= _SHORT and initials.startswith(unit)


def is_like_inspectorate(document: Document) -> bool:
    """Whether a scan's symbol has TTT where an inspectorate's own code stands: TTr is read so as often as TTT is printed."""
    number, parts, issuer = document.number, document.number_parts, document.issuer
    if number is None or parts is None or issuer is None or number.box is None:
        return False
    return parts.issuer_code == "TTT" and issuer.value.lower().startswith("thanh tra")


def has_lost_twin(document: Document) -> bool:
    """Whether a scan's code is the issuer's first letters but for one of two alike side by side (ĐBQH of Đoàn đại biểu Quốc hội).

    The engine reads two as one at every size.
    """
    number, parts, issuer = document.number, document.number_parts, document.issuer
    if number is None or number.box is None or parts is None or issuer is None or not parts.issuer_code:
        return False
    code = parts.issuer_code
    letters = "".join(word[0] for word in re.findall(r"[^\W\d_]+", issuer.value.upper()) if word not in ("VÀ", "CỦA"))
    if len(code) < _LEAST_TWIN or letters.startswith(code):
        return False
    twins = (at for at in range(len(letters) - 1) if letters[at] == letters[at + 1])
    return any((letters[:at] + letters[at + 1 :]).startswith(code) for at in twins)


_LEAST_TWIN = 3
"""Letters of a code that can be told for a name's first ones."""


def is_like_counted(document: Document) -> bool:
    """Whether a code of a scan's symbol has an I that may be a 1 (KTTI, THSITP: KTT1, THS1TP), however surely it was read.

    The engine reads 1 behind capitals as I at every size, in Lưu too. A region's number is Roman (HQKVI).
    """
    number, parts = document.number, document.number_parts
    if number is None or number.box is None or parts is None or parts.symbol is None:
        return False
    return any(has_letter_for_count(code) for code in re.split(r"[-/.]", parts.symbol))


def _is_like_mixed(code: str) -> bool:
    """Whether a body's code in a unit's place is one letter away from a unit's in mixed case (SXD-TTT for TTr, Thanh tra)."""
    mixed = (unit for unit in OTHER_UNITS if not unit.isupper() and len(unit) == len(code))
    return any(Hamming.distance(unit, code) == 1 for unit in mixed)

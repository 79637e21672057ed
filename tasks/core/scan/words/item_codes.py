"""Codes of rooms and bodies in items of Nơi nhận (QLTHADS, PV01): no list has them all, only readings that agree vouch for one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tasks.core.scan.words.assemble import Token
from tasks.core.scan.words.row_vote import overlap
from tasks.core.vietnamese.normal import one_d, repair

DOUBTED = 0.92
"""Confidence below which a code is read again: the engine is hardly ever surer of one, right or wrong."""
_AGREED, _MOSTLY = 0.95, 0.92
"""How sure a code is that every reading has, and one that all but one have: of 110 and 57 in office scans none was wrong."""
_LEAST = 4
"""Readings, the page's own among them; fewer may err alike."""
_SAME_PLACE = 0.5
_USUAL = frozenset({"VT", "UBND", "HĐND"})
"""Codes of every list, which nothing else is read as."""
_CODE = re.compile(r"(?=.*[A-ZĐ].*[A-ZĐ\d])[A-Za-zĐđ\d&]{2,10}")
_PARTS = re.compile(r"[.,;:()\"“”/–-]+")
_STROKE = re.compile(r"I$|[IO](?=\d)|l")
"""Strokes in a code that may stand for a figure: every reading of QLHT1 has QLHTI."""


def codes_of(text: str) -> list[str]:
    """The codes of a word as it was read, signs and what is glued to it apart (VT,QLHSSV. → VT, QLHSSV); none of usual words.

    Those that a hyphen joins are two (TC-HC). Đ is one letter however the engine has it: an eth, or both (LĐÐ).
    """
    return [part for part in _parts_of(text) if _CODE.fullmatch(part) and not part.istitle()]


def _parts_of(text: str) -> list[str]:
    return [part for part in _PARTS.split(repair(one_d(text))) if part]


def is_doubted_code(token: Token) -> bool:
    """Whether a word holds a code of which the engine was not quite sure."""
    return token.confidence < DOUBTED and any(code not in _USUAL for code in codes_of(token.text))


def with_agreed(voted: Sequence[Token], readings: Sequence[Sequence[Token]], *, filed: bool) -> list[Token]:
    """The words of a row; codes are sure that the `readings` of it have letter for letter, the page's own among them.

    `filed`: it is the Lưu item, behind which a paraph may be read as a code; all have to.
    """
    return [replace(token, confidence=max(token.confidence, _sureness(token, readings, filed=filed))) for token in voted]


def _sureness(token: Token, readings: Sequence[Sequence[Token]], *, filed: bool) -> float:
    parts, codes = _parts_of(token.text), codes_of(token.text)
    if len(readings) < _LEAST or not codes or codes != parts or any(_STROKE.search(code) for code in codes):
        return 0.0
    against = sum(not _has(reading, token, codes) for reading in readings)
    if against == 0:
        return _AGREED
    return _MOSTLY if against == 1 and not filed else 0.0


def _has(reading: Sequence[Token], token: Token, codes: list[str]) -> bool:
    """Whether a reading has the same letters at a word's place, whatever it joins to them on the left (Lưu:TH)."""
    there = [one for one in reading if overlap(one, token) > _SAME_PLACE]
    said = [code for one in sorted(there, key=lambda one: one.left) for code in codes_of(one.text)]
    return said[-len(codes) :] == codes

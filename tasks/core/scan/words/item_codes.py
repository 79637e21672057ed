"""Codes of rooms and bodies in items of Nơi nhận (QLTHADS, PV01): no list has them all, only readings that agree vouch for one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from schemas.page import Zone
from tasks.core.scan.words.assemble import Row, Token
from tasks.core.scan.words.finer_letters import finest, is_alike
from tasks.core.scan.words.row_vote import overlap
from tasks.core.scan.words.torn_codes import most_whole, whole_k, whole_l
from tasks.core.vietnamese.normal import one_d, repair

DOUBTED = 0.92
"""Confidence below which a code is read again: the engine is hardly ever surer of one, right or wrong."""
_AGREED, _MOSTLY = 0.95, 0.92
"""How sure a code is that every reading has, and one that all but one have: of 110 and 57 in office scans none was wrong."""
_CONTESTED = 0.6
"""How sure one is of which a single reading has a small letter or a bar that the others lack."""
_LEAST = 4
"""Readings, the page's own among them; fewer may err alike."""
_SAME_PLACE = 0.5
_USUAL = frozenset({"VT", "UBND", "HĐND"})
"""Codes of every list, which nothing else is read as."""
_CODE = re.compile(r"(?=.*[A-ZĐ].*[A-ZĐ\d])[A-Za-zĐđ\d&]{2,10}")
_PARTS = re.compile(r"[.,;:()\"“”/–-]+")
_ONE, _ZERO = re.compile(r"(?<=[A-ZĐ])[Il](?=\d)"), re.compile(r"(?<=[A-ZĐ])O(?=\d)")
_STROKE = re.compile(r"I$|[IO](?=\d)|l")
"""Strokes in a code that may stand for a figure: every reading of QLHT1 has QLHTI."""
_STROKE_OR_TORN = re.compile(rf"{_STROKE.pattern}|R")
"""And on a torn scan the letter that K is taken for: HRVN, CVHR and UBRT of most or all readings were HKVN, CVHK and UBKT."""


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


def with_agreed(voted: Sequence[Token], readings: Sequence[Sequence[Token]], *, filed: bool, torn: bool = False) -> list[Token]:
    """The words of a row; codes are sure that the `readings` of it have letter for letter, the page's own among them.

    `filed`: it is the Lưu item, behind which a paraph may be read as a code; all have to, and so they have on a `torn` scan. A code
    gets the small letters and bars that a reading has and others lose (CTrTT, HĐQT).
    """
    doubtful = _STROKE_OR_TORN if torn else _STROKE
    if torn:
        readings = [[_footed(token) for token in reading] for reading in readings]
        voted = [_whole(_footed(token), readings) for token in voted]
    return [_agreed(token, readings, all_must=filed or torn, doubtful=doubtful) for token in voted]


def with_whole(rows: Sequence[Row]) -> list[Row]:
    """The rows of a torn scan, those of a list of readers with the letters of doubted codes that lost a stroke."""
    return [_row_with_whole(row) if row.zone is Zone.FOOT_LEFT else row for row in rows]


def _row_with_whole(row: Row) -> Row:
    return replace(row, tokens=tuple(_whole(_footed(token), ()) for token in row.tokens))


def _footed(token: Token) -> Token:
    """A word with the L of a code whose foot was read as a stop."""
    text = whole_l(token.text)
    return replace(token, text=text, confidence=min(token.confidence, _CONTESTED)) if text != token.text else token


def _whole(token: Token, readings: Sequence[Sequence[Token]]) -> Token:
    """A doubted word of a torn scan with the letters of its codes that lost a stroke, in this reading of it or in all of them."""
    codes = codes_of(token.text) if is_doubted_code(token) else []
    said = [one for reading in readings if (one := _said(reading, token, len(codes))) is not None] if codes else []
    meant = [whole_k(most_whole(code, [one[at] for one in said])) for at, code in enumerate(codes)]
    return token if meant == codes else replace(_with(token, codes, meant), confidence=min(token.confidence, _CONTESTED))


def _agreed(token: Token, readings: Sequence[Sequence[Token]], *, all_must: bool, doubtful: re.Pattern[str]) -> Token:
    codes = codes_of(token.text)
    if not codes or codes != _parts_of(token.text):
        return token
    said = [_said(reading, token, len(codes)) for reading in readings]
    finer = [finest(code, [one[at] for one in said if one is not None]) for at, code in enumerate(codes)]
    meant = [one.code for one in finer]
    token = _with(token, codes, meant)
    if not all(one.sure for one in finer):
        return replace(token, confidence=min(token.confidence, _CONTESTED))
    against = sum(one is None or not all(map(is_alike, one, meant)) for one in said)
    most = 0 if all_must else 1
    if len(readings) < _LEAST or against > most or any(doubtful.search(code) for code in codes):
        return token
    sure = _AGREED if all(one == meant for one in said) else _MOSTLY
    return replace(token, confidence=max(token.confidence, sure))


def with_finest(voted: Sequence[Token], readings: Sequence[Sequence[Token]]) -> list[Token]:
    """The words of a number's row, their codes with the small letters and bars that a reading has and others lose (BC-CTrTT)."""
    return [_finest(token, readings) for token in voted]


def _finest(token: Token, readings: Sequence[Sequence[Token]]) -> Token:
    codes = codes_of(token.text)
    said = [one for reading in readings if (one := _said(reading, token, len(codes))) is not None] if codes else []
    finer = [finest(code, [one[at] for one in said]) for at, code in enumerate(codes)]
    token = _with(token, codes, [one.code for one in finer])
    return token if all(one.sure for one in finer) else replace(token, confidence=min(token.confidence, _CONTESTED))


def _said(reading: Sequence[Token], token: Token, count: int) -> list[str] | None:
    """The last `count` codes that a reading has at a word's place, whatever it joins to them on the left (Lưu:TH)."""
    there = [one for one in reading if overlap(one, token) > _SAME_PLACE]
    said = [code for one in sorted(there, key=lambda one: one.left) for code in codes_of(one.text)]
    return said[-count:] if len(said) >= count else None


def _with(token: Token, codes: Sequence[str], meant: Sequence[str]) -> Token:
    """The word with other codes in the place of its own, a stroke before a figure for a one (KVI2: khu vực 12)."""
    text = repair(one_d(token.text))
    for code, other in zip(codes, meant, strict=True):
        figures = _ZERO.sub("0", _ONE.sub("1", other))
        text = text.replace(code, figures, 1)
    return replace(token, text=text) if text != repair(one_d(token.text)) else token

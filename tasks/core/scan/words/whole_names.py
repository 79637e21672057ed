"""A name's row of which the vote lost a word: one reading that has it whole is taken, and doubted.

Where a pen or a seal's arc lies over the family name each reading makes something else of it, and the vote drops it; the one
that makes a whole name of it is not likely to have done so by chance.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from tasks.core.scan.words.assemble import Token
from tasks.core.scan.words.row_vote import plain

_READ = 0.75
"""A whole name of which the vote is so sure in each word is asked nothing."""
_LEAST = 0.25
"""How sure of each of its words such a reading is at least."""
_DOUBTED = 0.2
"""And how sure a word that the vote does not have is at most: a person compares."""
_THI = re.compile(r"T[hH][iIíÍìÌịỊ]")


def filled(voted: Sequence[Token], readings: Sequence[Sequence[Token]], is_whole: Callable[[Sequence[str]], bool]) -> list[Token]:
    """The words of a name; of the surest reading that is a whole name where the vote's words are a part of it and are none."""
    words = [replace(token, text=_word(token)) for token in voted]
    as_voted = words if is_whole([word.text for word in words]) else list(voted)
    if as_voted is words and min(word.confidence for word in words) >= _READ:
        return _with_first(words, readings)
    whole = [found for reading in readings if (found := _whole(reading, is_whole)) and _holds(found, voted)]
    whole = [found for found in whole if as_voted is not words or len(found) > len(words)]
    if not whole:
        return _with_first(as_voted, readings)
    best = max(whole, key=lambda found: sum(token.confidence for token in found) / len(found))
    return [_as_voted(token, voted) or _doubted(token) for token in best]


def _as_voted(token: Token, voted: Sequence[Token]) -> Token | None:
    """The vote's word with the letters of `token` that stands nearest to it: Thanh Thành has two of one plain form."""
    alike = [one for one in voted if plain(one.text) == plain(token.text)]
    return min(alike, key=lambda one: abs(one.left - token.left), default=None)


def _with_first(voted: Sequence[Token], readings: Sequence[Sequence[Token]]) -> list[Token]:
    """The vote's words; before two of them, which have lost the family's name, the word that one reading was surest of there."""
    if len(voted) != _LOST_ONE:
        return list(voted)
    start = min(token.left for token in voted)
    before = [token for reading in readings for token in reading if (token.left + token.right) / 2 < start and _is_named(token)]
    best = max(before, key=lambda token: token.confidence, default=None)
    return [*voted] if best is None or best.confidence < _LEAST else [_doubted(best), *voted]


_LOST_ONE = 2


def _is_named(token: Token) -> bool:
    """Whether a word has the shape of a family's name: a capital and two small letters at least."""
    return re.fullmatch(r"[^\W\d_]{3,}", _word(token)) is not None and _word(token).istitle()


def _whole(reading: Sequence[Token], is_whole: Callable[[Sequence[str]], bool]) -> list[Token]:
    """The end of a reading that is a whole name, its middle Thị put right; what stands before it are strokes."""
    words = sorted(reading, key=lambda token: token.left)
    for start in range(len(words)):
        rest = [replace(token, text=_word(token)) for token in words[start:]]
        if is_whole([token.text for token in rest]) and min(token.confidence for token in rest) >= _LEAST:
            return rest
    return []


def _word(token: Token) -> str:
    text = token.text.strip(".,:;*-_~'’`\"“”/\\|()")
    return "Thị" if _THI.fullmatch(text) else text


def _holds(found: Sequence[Token], voted: Sequence[Token]) -> bool:
    """Whether the last word is the same and each of the vote's is there."""
    there = [plain(token.text) for token in found]
    asked = [plain(token.text) for token in voted if token.text[:1].isalpha()]
    return bool(asked) and asked[-1] == there[-1] and set(asked) <= set(there)


def _doubted(token: Token) -> Token:
    return replace(token, confidence=min(token.confidence, _DOUBTED))

"""The words of one row from several readings of it (docs/reading.md, the second look)."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

from tasks.core.scan.assemble import Token

_NEW, _ALONE = 0.4, 0.15  # confidence a reading: of all words at a place that the first lacks, and of any word's own readings
_A_WORD = 2  # letters
_KNOWN, _SMALL = 3.0, 0.3  # readings that one counts for of a word which the row may well have, and which it can't begin with
NO_WORD = re.compile(r"[@®©]")
"""What the engine makes of `(5` in small print; no word of a letter's rows that are read again has such a sign."""


_EDGES = ".,:;*-_~'’`\"“”/\\|()"


def vote(
    first: Sequence[Token],
    again: Sequence[Sequence[Token]],
    *,
    torn: bool = False,
    known: Callable[[str], bool] | None = None,
) -> list[Token]:
    """The words of one row from its readings: word by word the one that the readings are surest of together.

    `first` is the page's own reading, empty where the engine left the row out. Doubt is kept: where readings differ, the
    confidence is lower than that of the best of them. `torn`: where most readings have a word, one of them stays, however much
    they differ: on a torn scan each look reads other letters (of 365 rows of faxes' feet none was worse for it, 15 were better).
    So does one between two others on any scan: PHÓ BÍ TRỰC would be another office than PHÓ BÍ THƯ THƯỜNG TRỰC, and sure.
    `known`: a word that the row may well have; a reading that gives one counts for three, but is no surer for it.
    """
    readings = [first, *again] if first else again
    if known is not None:
        readings = _without_wide_boxes(readings)
        first = readings[0] if first else first
    places = [
        [tuple(token for token in reading if token in group) for reading in readings]
        for group in _side_by_side(readings, back=1 if known is None else _BACK)
    ]

    def chosen_of(words: Sequence[tuple[Token, ...]], *, torn: bool) -> list[Token]:
        return _surest(words, seen_first=bool(first and words[0]), torn=torn, known=known)

    chosen = [chosen_of(words, torn=torn) for words in places]
    told = [number for number, some in enumerate(chosen) if some]
    for number in range(told[0], told[-1]) if told else ():  # pens stand beside a row's words, not between them
        chosen[number] = chosen[number] or chosen_of(places[number], torn=True)
    return [token for some in chosen for token in some]


def _without_wide_boxes(readings: Sequence[Sequence[Token]]) -> list[list[Token]]:
    """The readings, a word whose box holds one beside it that was not read with the box that it has in the others."""
    every = [token for reading in readings for token in reading]

    def placed(token: Token) -> Token:
        same = [one for one in every if plain(one.text) == plain(token.text) and _overlap(one, token) > _SAME_PLACE]
        usual = median(one.right - one.left for one in same)
        if token.right - token.left < _WIDE * usual:
            return token
        narrow = min(same, key=lambda one: abs(one.right - one.left - usual))
        return replace(token, left=narrow.left, right=narrow.right)

    return [[placed(token) for token in reading] for reading in readings]


_SAME_PLACE, _WIDE = 0.8, 1.5


def _side_by_side(readings: Sequence[Sequence[Token]], *, back: int) -> list[list[Token]]:
    """Words of all readings that stand at one place, from left to right."""
    groups: list[list[Token]] = []
    for token in sorted((token for reading in readings for token in reading), key=lambda token: token.left):
        near = next((group for group in groups[: -back - 1 : -1] if any(_overlap(token, other) > 0.4 for other in group)), None)
        if near is not None:
            near.append(token)
        else:
            groups.append([token])
    return groups


_BACK = 3
"""Places before a word that it may belong to: specks that one reading alone has stand between."""


def _overlap(one: Token, other: Token) -> float:
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared / max(min(one.right - one.left, other.right - other.left), 1.0)


def _surest(
    words: Sequence[tuple[Token, ...]], *, seen_first: bool, torn: bool, known: Callable[[str], bool] | None
) -> list[Token]:
    """Of the words that the readings have at one place, those that have most confidence behind them.

    None where most readings have none and the first has none either. Words that differ in marks, points and capitals only
    stand together, and the surest of them is taken: a mark is lost more often than made up, and by several readings alike.
    """
    found = [(_sureness(some), " ".join(token.text for token in some), some) for some in words if some]
    found = [one for one in found if not NO_WORD.search(one[1])] or found
    if known:  # of a name: specks and a seal's edge are no readings of it
        found = [one for one in found if any(sign.isalpha() for sign in one[1])]
    if not found:
        return []
    worth = {text: _worth(text, known) for _, text, _ in found}
    support: dict[str, float] = {}
    for sure, text, _ in found:
        support[plain(text)] = support.get(plain(text), 0.0) + sure * worth[text]
    total = sum(sure for sure, _, _ in found)
    best = max(support, key=lambda plain: support[plain])
    if support[best] < _ALONE * len(words) or (total < _NEW * len(words) and not seen_first):
        if seen_first and _sureness(words[0]) > _NEW:
            return list(words[0])
        several = sum(len(plain(text)) >= (1 if known else _A_WORD) for _, text, _ in found) > len(words) / 2
        if not (torn and seen_first and several):
            return []
        if known and support[best] < _ALONE * len(words):
            best = plain(max(found, key=lambda one: (len(plain(one[1])), one[0]))[1])
    _, text, _ = max((one for one in found if plain(one[1]) == best), key=lambda one: one[0] * worth[one[1]])
    same = [(other, some) for other, same, some in found if _glued(same) == _glued(text)]
    strongest = max((some for _, some in same), key=lambda some: (len(some), _sureness(some)))  # VT, KGVX and not VT,KGVX
    alike = sum(other for other, _ in same)
    share = (alike / total) ** 0.5 if total else 0.0
    return [replace(token, confidence=token.confidence * share) for token in strongest]


def _worth(text: str, known: Callable[[str], bool] | None) -> float:
    """For how many readings one with this text counts: a known word for more, what begins small, as no name does, for less."""
    words = [word.strip(_EDGES) for word in text.split()]
    if known is None:
        return 1.0
    if all(known(word) for word in words):
        return _KNOWN
    return _SMALL if words[0][:1].islower() else 1.0


def _glued(text: str) -> str:
    """A text without its blanks and its end mark, which no doubt of its letters comes from."""
    return text.replace(" ", "").rstrip(".,;:")


def plain(text: str) -> str:
    """The letters and digits alone, small and without their marks."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text.casefold()) if sign.isalnum()) or text


def _sureness(found: Sequence[Token]) -> float:
    total = sum(len(token.text) for token in found)
    return sum(len(token.text) * token.confidence for token in found) / total

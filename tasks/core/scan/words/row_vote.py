"""The words of one row from several readings of it (docs/reading.md, the second look)."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

from tasks.core.scan.words.assemble import Token
from tasks.core.scan.words.hardly_read import likeliest

_NEW, _ALONE = 0.4, 0.15  # confidence a reading: of all words at a place that the first lacks, and of any word's own readings
_A_WORD = 2  # letters
_KNOWN, _SMALL = 3.0, 0.3  # readings that one counts for of a word which the row may well have, and which it can't begin with
_ODD = re.compile(r"[@®©€]")
NO_WORD = re.compile(r"[@®©]")
"""What the engine makes of `(5` in small print; no word of a letter's rows that are read again has such a sign."""


_EDGES = ".,:;*-_~'’`\"“”/\\|()"


def vote(
    first: Sequence[Token],
    again: Sequence[Sequence[Token]],
    *,
    torn: bool = False,
    known: Callable[[str], bool] | None = None,
    stays: float = 2.0,
) -> list[Token]:
    """The words of one row from its readings: word by word the one that the readings are surest of together.

    `first` is the page's own reading, empty where the engine left the row out. Doubt is kept: where readings differ, the
    confidence is lower than that of the best of them. `torn`: where most readings have a word, one of them stays, however much
    they differ: on a torn scan each look reads other letters (of 365 rows of faxes' feet none was worse for it, 15 were better).
    So does one between two others on any scan: PHÓ BÍ TRỰC would be another office than PHÓ BÍ THƯ THƯỜNG TRỰC, and sure.
    `known`: a word that the row may well have; a reading that gives one counts for three, but is no surer for it.
    `stays`: a word of the first reading with that much confidence is not asked about.
    """
    readings = [_without_another_row(reading) for reading in ([first, *again] if first else again)]
    if known is not None:
        apart = [[part for token in reading for part in _at_dashes(token)] for reading in readings]
        readings = _without_bridges([_on_one_row(reading, known) for reading in apart])
    readings = _without_wide_boxes(readings)
    readings, glued = _parted(readings)
    groups = _side_by_side(readings, back=1 if known is None else _BACK)
    places = [_place(group, readings, glued) for group in groups]

    def chosen_of(words: Sequence[tuple[Token, ...]], *, seen: bool, torn: bool) -> list[Token]:
        return _surest(words, seen_first=bool(first) and seen, torn=torn, known=known)

    chosen = [
        [token for token in first if token in group] if _is_sure(group, first, stays) else chosen_of(words, seen=seen, torn=torn)
        for group, (words, seen) in zip(groups, places, strict=True)
    ]
    told = [number for number, some in enumerate(chosen) if some]
    for number in range(told[0], told[-1]) if told else ():  # pens stand beside a row's words, not between them
        words, seen = places[number]
        chosen[number] = chosen[number] or chosen_of(words, seen=seen, torn=True)
    return [one for some, group in zip(chosen, groups, strict=True) for one in _no_surer_than_glued(some, group, glued)]


def _no_surer_than_glued(some: Sequence[Token], group: Sequence[Token], glued: Sequence[Sequence[Token]]) -> list[Token]:
    """The words chosen at one place, less sure where more readings have them run together with others, in other letters.

    Of `Vñ-Thị`, `Vð-Thị` and `Vũ Thị` the third alone parts the words and was sure; the name is Võ.
    """
    there = [token for run in glued for token in run if overlap(token, group[0]) > _SHARED]
    runs = [plain(token.text) for token in there if token.confidence > _NOTHING]
    against = [run for run in runs if not all(plain(token.text) in run for token in some)]
    share = len(group) / (len(group) + len(against))
    return [replace(token, confidence=token.confidence * share**0.5) for token in some] if share < _HALF else list(some)


_NOTHING, _HALF = 0.1, 0.5
"""A word with less confidence says nothing about its letters."""


def _is_sure(group: Sequence[Token], first: Sequence[Token], stays: float) -> bool:
    """Whether the first reading has a word there that needs no other reading."""
    own = [token for token in first if token in group]
    return bool(own) and all(token.confidence >= stays and not NO_WORD.search(token.text) for token in own)


def _place(
    group: Sequence[Token], readings: Sequence[Sequence[Token]], glued: Sequence[Sequence[Token]]
) -> tuple[list[tuple[Token, ...]], bool]:
    """What each reading has at one place, and whether the first saw something there; none of a word that runs over it counts."""
    over = [any(overlap(token, group[0]) > _SHARED for token in run) for run in glued]
    words = [tuple(token for token in reading if token in group) for reading in readings]
    return [some for some, covered in zip(words, over, strict=True) if not covered], bool(words[0]) or over[0]


def _parted(readings: Sequence[Sequence[Token]]) -> tuple[list[list[Token]], list[list[Token]]]:
    """The readings without words that most of them read as two or more, and the words that were left out of each.

    Letters that a seal's edge joins run together in one reading (”bETHƯ); beside it no reading of the two words counts.
    """
    glued = [[token for token in reading if _is_glued(token, readings)] for reading in readings]
    return [[token for token in reading if token not in run] for reading, run in zip(readings, glued, strict=True)], glued


def _is_glued(token: Token, readings: Sequence[Sequence[Token]]) -> bool:
    """Whether the readings that part a word are surer together than those that have it whole."""
    parted, whole = 0.0, 0.0
    for reading in readings:
        within = [one for one in reading if token.left <= (one.left + one.right) / 2 <= token.right]
        there = [one for one in within if any(sign.isalnum() for sign in one.text)]
        letters = sum(len(plain(one.text)) for one in there)
        if len(there) > 1 and letters <= len(plain(token.text)):  # a box alone may hold the word beside it
            parted += _sureness(there)
        elif len(there) == 1:
            whole += there[0].confidence
    return parted > whole


_SHARED = 0.4
"""Share of the narrower of two words that lies on the other where both stand at one place."""


def _on_one_row(reading: Sequence[Token], known: Callable[[str], bool]) -> list[Token]:
    """The words of a reading without those above or below a known one: two words of one row never stand over each other."""
    sure = [token for token in reading if known(token.text.strip(_EDGES)) and token.confidence > _NEW]
    return [token for token in reading if token in sure or not any(overlap(token, one) > _OVER for one in sure)]


def _without_another_row(reading: Sequence[Token]) -> list[Token]:
    """The words of a reading without those of a stamp or stroke above or below its row: over a surer word, at another height."""

    def lies_on(token: Token, one: Token) -> bool:
        apart = abs(token.middle - one.middle) > _APART * min(token.bottom - token.top, one.bottom - one.top)
        return apart and token.confidence < _LESS_SURE * one.confidence and overlap(token, one) > _OVER

    return [token for token in reading if not any(lies_on(token, one) for one in reading)]


_APART, _LESS_SURE = 0.3, 0.6


def _at_dashes(token: Token) -> list[Token]:
    """A word of a name parted at its dash, as its letters share its box: no name has one, a seal's edge makes it (Lý-Thị)."""
    pieces = [(found[0], *found.span()) for found in _LETTERS.finditer(token.text)]
    if len(pieces) != _JOINED or not re.fullmatch(r"[-–—~]", token.text[pieces[0][2] : pieces[1][1]]):
        return [token]
    start, end = pieces[0][1], pieces[-1][2]
    letter = (token.right - token.left) / (end - start)
    edges = [(token.left + (at - start) * letter, token.left + (to - start) * letter) for _, at, to in pieces]
    return [replace(token, text=text, left=left, right=right) for (text, _, _), (left, right) in zip(pieces, edges, strict=True)]


_LETTERS, _JOINED = re.compile(r"[^\W\d_]{2,}"), 2


def _without_bridges(readings: Sequence[Sequence[Token]]) -> list[list[Token]]:
    """The readings without words of no confidence that lie on two words of another: over them both would be one place.

    Under a seal's edge a reading makes one heap of letters of a family's name and the next word (TrịmấTI), and Thị won over Trịnh.
    """

    def is_bridge(token: Token) -> bool:
        if token.confidence >= _NOTHING:
            return False
        lain = [[one for one in reading if one is not token and overlap(token, one) > _SHARED] for reading in readings]
        return any(len(some) > 1 and all(one.confidence > _NOTHING for one in some) for some in lain)

    return [[token for token in reading if not is_bridge(token)] for reading in readings]


_OVER = 0.7
"""Share of the narrower of two words of one reading that lies on the other where both can't be of one row; boxes are rough."""


def _without_wide_boxes(readings: Sequence[Sequence[Token]]) -> list[list[Token]]:
    """The readings, a word whose box holds one beside it that was not read with the box that it has in the others."""
    every = [token for reading in readings for token in reading]

    def placed(token: Token) -> Token:
        same = [one for one in every if plain(one.text) == plain(token.text) and overlap(one, token) > _SAME_PLACE]
        if not same:  # a word without width lies on none, itself neither
            return token
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
        near = next((group for group in groups[: -back - 1 : -1] if any(overlap(token, other) > _SHARED for other in group)), None)
        if near is not None:
            near.append(token)
        else:
            groups.append([token])
    return groups


_BACK = 3
"""Places before a word that it may belong to: specks that one reading alone has stand between."""


def overlap(one: Token, other: Token) -> float:
    """Share of the narrower of two words that the other lies on, from left to right; below 0 where they stand apart."""
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared / max(min(one.right - one.left, other.right - other.left), 1.0)


def _surest(
    words: Sequence[tuple[Token, ...]], *, seen_first: bool, torn: bool, known: Callable[[str], bool] | None
) -> list[Token]:
    """Of the words that the readings have at one place, those that have most confidence behind them.

    None where most readings have none and the first has none either. Words that differ in marks, points and capitals only
    stand together, and the surest of them is taken: a mark is lost more often than made up, and by several readings alike.
    """
    found = _found(words, is_name=known is not None)
    if not found:
        return []
    worth = {text: _worth(text, known) for _, text, _ in found}
    support: dict[str, float] = {}
    for sure, text, _ in found:
        support[plain(text)] = support.get(plain(text), 0.0) + sure * worth[text]
    total = sum(sure for sure, _, _ in found)
    best = max(support, key=lambda plain: support[plain])
    twice = sum(plain(text) == best for _, text, _ in found) > 1  # a known word in two readings was not made by strokes
    weight = max(total, support[best]) if twice else total
    if support[best] < _ALONE * len(words) or (weight < _NEW * len(words) and not seen_first):
        if seen_first and _sureness(words[0]) > _NEW:
            return list(words[0])
        several = sum(len(plain(text)) >= (1 if known else _A_WORD) for _, text, _ in found) > len(words) / 2
        printed = None if known else likeliest([(plain(text), text) for _, text, _ in found], support, len(words))
        if not (seen_first and ((torn and several) or printed)):
            return []
        if known and support[best] < _ALONE * len(words):
            best = plain(max(found, key=lambda one: (len(plain(one[1])), one[0]))[1])
        best = printed if printed and not torn else best
    there = [one for one in found if plain(one[1]) == best]
    _, text, _ = max(there, key=lambda one: (not _ODD.search(one[1]), one[0] * worth[one[1]]))  # (b/c) before (b/€)
    same = [some for _, same, some in found if _glued(same) == _glued(text)]
    strongest = max(same, key=lambda some: (len(some), _sureness(some)))  # VT, KGVX and not VT,KGVX
    alike = sum(map(_sureness, same))
    if known is None:  # marks that other readings lack say less against a word than other letters do
        alike = (alike + sum(other for other, read, _ in found if plain(read) == best)) / 2
    letters = max(map(_sureness, same))  # BÍ THƯ of one reading is as sure as the BÍTHƯ of another: only its blank is not
    return [replace(token, confidence=max(token.confidence, letters) * _share(alike, total)) for token in strongest]


def _found(words: Sequence[tuple[Token, ...]], *, is_name: bool) -> list[tuple[float, str, tuple[Token, ...]]]:
    """The readings of a place with how sure they are; of a name specks and a seal's edge are none."""
    found = [(_sureness(some), " ".join(token.text for token in some), some) for some in words if some]
    found = [one for one in found if not NO_WORD.search(_FOR_REPORT.sub("", one[1].casefold()))] or found
    return [one for one in found if any(sign.isalpha() for sign in one[1])] if is_name else found


def _share(alike: float, total: float) -> float:
    return (alike / total) ** 0.5 if total else 0.0


def _worth(text: str, known: Callable[[str], bool] | None) -> float:
    """For how many readings one with this text counts: a known word for more, what begins small, as no name does, for less."""
    words = [bare for word in text.split() if (bare := word.strip(_EDGES))]
    if known is None or not words:
        return 1.0
    if all(known(word) for word in words):
        return _KNOWN
    if len(words[0]) > _A_WORD and known(words[0].capitalize()):
        return 1.0  # a seal's edge takes the foot of its capital (-trần)
    return _SMALL if words[0][:1].islower() else 1.0


def _glued(text: str) -> str:
    """A text without its blanks and its end mark, which no doubt of its letters comes from."""
    return text.replace(" ", "").rstrip(".,;:")


def plain(text: str) -> str:
    """The letters and digits alone, small and without their marks."""
    whole = _FOR_REPORT.sub("b/c", text.casefold())
    return "".join(sign for sign in unicodedata.normalize("NFD", whole) if sign.isalnum()) or text


_FOR_REPORT = re.compile(r"(?<![^\W_])[bhl1i]{0,2}/[c€@©]{1,2}(?=\))")
"""(b/c), to report, as small print is read: (/€), (b/©), (l/c). Nothing else in brackets ends so."""


def _sureness(found: Sequence[Token]) -> float:
    total = sum(len(token.text) for token in found)
    return sum(len(token.text) * token.confidence for token in found) / total if total else 0.0

"""The family name (họ) of a signer's row, from what all readings have at its place and from the room that it takes.

A seal's edge runs through the family name, and each reading makes something else of it (1F, Hữ, Ti: Hồ). One alone says little;
together, and with the width that the word has in the bold Times of such rows, they leave one family name, or none.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from statistics import median
from typing import NamedTuple

from tasks.core.scan.words.assemble import Token
from tasks.core.scan.words.row_vote import plain

_WIDTHS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (
            *(0.5, 0.556, 0.444, 0.556, 0.444, 0.333, 0.5, 0.556, 0.278, 0.333, 0.556, 0.278, 0.833),
            *(0.556, 0.5, 0.556, 0.556, 0.444, 0.389, 0.333, 0.556, 0.5, 0.722, 0.5, 0.5, 0.444),
            *(0.722, 0.667, 0.722, 0.722, 0.667, 0.611, 0.778, 0.778, 0.389, 0.5, 0.778, 0.667, 0.944),
            *(0.722, 0.778, 0.611, 0.778, 0.722, 0.556, 0.667, 0.722, 0.722, 1.0, 0.722, 0.722, 0.667),
        ),
        strict=True,
    )
)
"""Widths of the letters of bold Times, in ems, as every make of it has them; marks take no room."""

_SURE, _READ = 0.6, 0.5
_APART = 0.7
"""Share of a word's height by which the middle of another of its row may lie off its own."""
_FAR, _NEXT = 2.1, 0.08
"""How far the readings may lie from the name meant, and how much farther from the next where the vote's word means another."""
_NARROW, _WIDE = 2.0, 0.5
"""What an em too few or too many says against a name: an edge beside the word adds room, nothing takes it away."""
_REACH = 8
"""Words' heights that a family name begins before the next word at most."""
_WEIGHT = 0.4
"""What a reading counts for that the engine is not sure of at all: what it is sure of may be an edge."""
_NEAR, _CLEAR, _TOGETHER = 1.0, 0.8, 0.5
"""The same where no other name is left, and how sure all readings are together at least where each doubts its letters."""
_DOUBTED = 0.2
_BLANK = 0.2
_BEFORE_EACH = frozenset({"thi", "van"})


class Names(NamedTuple):
    """What is known of names: which words, spelt so, are one's (`is_word`), and a family's (`is_family`).

    `meant`: the family name that a torn one is taken for alone; `costs`: how far each is from several readings with their weights;
    `is_rare`: which words are a family's though few bear it.
    """

    is_word: Callable[[str], bool]
    is_family: Callable[[str], bool]
    meant: Callable[[str], str | None]
    costs: Callable[[Sequence[tuple[str, float]]], Mapping[str, float]]
    is_rare: Callable[[str], bool] = lambda _: False


def on_its_row(reading: Sequence[Token], is_word: Callable[[str], bool]) -> list[Token]:
    """The words of one reading of a name that stand on its row: the end of a signature's stroke above it reads as a word too."""
    sure = [token for token in reading if token.confidence >= _SURE and is_word(_letters(token)) and len(_letters(token)) > 1]
    if len(sure) < _SEVERAL:
        return list(reading)
    row, height = median(token.middle for token in sure), median(token.bottom - token.top for token in sure)
    return [token for token in reading if abs(token.middle - row) < _APART * height]


_SEVERAL = 2


def with_family(voted: Sequence[Token], readings: Sequence[Sequence[Token]], names: Names) -> list[Token]:
    """The words of a name; its family name that all readings together mean, where the vote lost it, has none or doubts it."""
    readings = [reading for at, reading in enumerate(readings) if reading not in readings[:at]]
    found = _place(voted, readings, names)
    if found is None:
        return list(voted)
    at, pieces = found
    after = [token for token in voted if token.left >= at.left - 1]
    before = [one for reading in readings if (one := _before_torn(reading, at)) is not None]
    if 2 * len(before) >= len(readings):  # a middle name is torn too: Lý TÀI Bích Thủy
        at, pieces = _middle(voted, pieces, at), before
        after = [at, *after]
    own = [token for token in voted if token.left + token.right < 2 * at.left and _is_seen(token, readings)]
    if len(own) > 1 or any(_is_read(token, names) or _is_rare(token, readings, names) for token in own):
        return list(voted)
    guess = _guess(pieces, after, names)
    if guess is None:
        return list(voted)
    others = [family for token in own if (family := names.meant(_letters(token)))]
    agreed = guess.name in others or any(plain(token.text) == plain(guess.name) for token in own)
    clear = guess.is_clear and len(pieces) > _SEVERAL
    if not clear and (agreed or (others and guess.lead < _NEXT)):
        return list(voted)
    sure = max(_TOGETHER, own[-1].confidence) if clear and agreed else _DOUBTED
    left, right = median(piece.left for piece in pieces), min(median(piece.right for piece in pieces), at.left - 1)
    return [replace(after[0], text=guess.name, confidence=sure, left=left, right=right), *after]


class _Guess(NamedTuple):
    """A family name, how far the readings lie from it, and how much farther from the next one."""

    name: str
    far: float
    lead: float

    @property
    def is_clear(self) -> bool:
        """Whether the readings leave no other: of 109 such names none was wrong."""
        return self.far <= _NEAR and self.lead >= _CLEAR


def _place(voted: Sequence[Token], readings: Sequence[Sequence[Token]], names: Names) -> tuple[Token, list[Token]] | None:
    """The word of a name behind the family's, and what each reading has before it; None where most have nothing there."""
    words = [token for token in voted if any(sign.isalpha() for sign in token.text)]
    start = next((at for at, token in enumerate(words) if _is_sure(token, readings, names)), None)
    if start is None:
        return None
    for at in words[start : start + 2]:
        pieces = [piece for reading in readings if (piece := _before(reading, at))]
        if 2 * len(pieces) >= len(readings) and len(pieces) > 1:
            return (at, pieces) if _is_sure(at, readings, names) else None
        if names.is_family(_letters(at)) or plain(at.text) in _BEFORE_EACH:
            return None
    return None


def _is_sure(token: Token, readings: Sequence[Sequence[Token]], names: Names) -> bool:
    """Whether a word is one of a name and half of the readings have it."""
    alike = [any(_is_same(one, token) and one.confidence >= _SURE for one in reading) for reading in readings]
    return names.is_word(_letters(token)) and 2 * sum(alike) >= len(alike)


def _is_same(one: Token, other: Token) -> bool:
    return plain(one.text) == plain(other.text) and min(one.right, other.right) > max(one.left, other.left)


def _before(reading: Sequence[Token], at: Token) -> Token | None:
    """The word with letters that a reading has right before another, on its row."""
    height = at.bottom - at.top

    def stands(token: Token) -> bool:
        within = at.left - _REACH * height < token.left < at.left - 0.3 * height and token.left + token.right < 2 * at.left
        if not within or (len(plain(at.text)) > 1 and plain(at.text) in plain(token.text)):
            return False
        return abs(token.middle - at.middle) < _APART * height and any(sign.isalpha() for sign in token.text)

    return max((token for token in reading if stands(token)), key=lambda token: token.left, default=None)


def _before_torn(reading: Sequence[Token], at: Token) -> Token | None:
    """The word that a reading has beside what it has before another: both are torn."""
    piece = _before(reading, at)
    one = _before(reading, piece) if piece else None
    near = one is not None and piece is not None and piece.left - one.right < at.bottom - at.top
    return one if near and one is not None and len(plain(one.text)) > 1 else None


def _middle(voted: Sequence[Token], pieces: Sequence[Token], at: Token) -> Token:
    """The torn word between the family's name and the sure ones: the vote's, a usual middle name that a reading has, the surest."""
    voted_there = [token for token in voted if any(_shares(token, piece) for piece in pieces) and token.left < at.left - 1]
    usual = [piece for piece in pieces if plain(piece.text) in _BEFORE_EACH]
    if voted_there:
        return voted_there[-1]
    best = max(usual or pieces, key=lambda piece: piece.confidence)
    return replace(best, confidence=min(best.confidence, _DOUBTED))


def _shares(one: Token, other: Token) -> bool:
    return min(one.right, other.right) - max(one.left, other.left) > (one.right - one.left) / 2


def _is_seen(token: Token, readings: Sequence[Sequence[Token]]) -> bool:
    """Whether half of the readings have something where a word of the vote stands: a speck is seen by fewer."""
    return 2 * sum(any(min(one.right, token.right) > max(one.left, token.left) for one in some) for some in readings) >= len(
        readings
    )


def _is_read(token: Token, names: Names) -> bool:
    return names.is_family(_letters(token)) and token.confidence >= _READ


def _is_rare(token: Token, readings: Sequence[Sequence[Token]], names: Names) -> bool:
    """Whether a rare family name is what most readings spell alike, two of them surely: an edge makes something else in each."""
    alike = [one.confidence for some in readings for one in some if _is_same(one, token) and _letters(one) == _letters(token)]
    sure = sum(confidence >= _WELL for confidence in alike)
    return names.is_rare(_letters(token)) and 2 * len(alike) >= len(readings) and sure >= _SEVERAL


_WELL = 0.85


def _guess(pieces: Sequence[Token], after: Sequence[Token], names: Names) -> _Guess | None:
    """The family name that the readings mean by their letters and their width; None where they are far from all."""
    costs = dict(names.costs([(piece.text, _WEIGHT + piece.confidence) for piece in pieces]))
    sure = [token for token in after if token.confidence >= _SURE and width_of(_letters(token))]
    if not costs or not sure:
        return None
    em = median((token.right - token.left) / width_of(_letters(token)) for token in sure)
    width = median((min(piece.right, after[0].left - _BLANK * em) - piece.left) / em for piece in pieces)
    for name in costs:
        more = width - width_of(name)
        costs[name] += _WIDE * more if more > 0 else -_NARROW * more
    (best, far), (_, second) = sorted(costs.items(), key=lambda one: one[1])[:2]
    return _Guess(best, far, second - far) if far < _FAR else None


def width_of(word: str) -> float:
    """Width of a word in bold Times, in ems."""
    return sum(_WIDTHS.get(sign, 0.0) for sign in unicodedata.normalize("NFD", word.replace("đ", "d").replace("Đ", "D")))


def _letters(token: Token) -> str:
    return token.text.strip(".,:;*-_~'’`\"“”/\\|()")

"""The words of a signer's name spelt as their letters look: the net's chances of letters and marks, and what names are usual.

The engine loses and swaps marks of bold print (Vy: Vỵ, Hiến: Hiển, Tống: Tòng), often surely, and under a seal's edge letters too.
Here the few spellings that a word may have are held against its picture, each letter where bold Times has it.
"""

import math
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein

from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.words.assemble import Token
from tasks.core.scan.words.family_place import width_of
from tasks.core.scan.words.name_letters import Line, centres, columns_of, letters_of, line_of, starts, strip_of, windows
from tasks.core.scan.words.name_net import SIGNS, Chances, Weights, answers, chances, together
from tasks.core.vietnamese.syllable import syllables


class Usual(NamedTuple):
    """What is known of names: how families and given names are spelt, rare families, how usual a word is (0: in no list)."""

    families: tuple[str, ...]
    given: tuple[str, ...]
    rare: frozenset[str]
    worth: Callable[..., float]


class Told(NamedTuple):
    """A spelling, how likely it is among all that were asked (0 to 1), how well its letters look (mean log chance).

    `against`: how much better, as a logarithm, the net finds another spelling, whatever is usual.
    """

    text: str
    likely: float
    fit: float
    against: float


_NET, _SAME, _SAME_SURELY, _SAME_TONE, _SAME_HATS, _KNOWN = 0.61, 0.46, 1.33, 0.71, 1.22, 3.21
"""What speaks for a spelling, as logarithms: the net's log chances (times), that the engine has it, has it surely, has its tone,
has its hats, and that it is a word of names. Fitted on 4,200 words of drawn names, a third of them in no list (docs/reading.md)."""
_SURELY = 0.9
_OTHER, _OTHER_SURELY = 4.0, 8.0
"""What speaks against a word of other letters than the engine's."""


def bare(word: str) -> str:
    """The word without hats and tones, Đ and capitals kept."""
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


@lru_cache(maxsize=1)
def _by_letters() -> dict[str, tuple[str, ...]]:
    """Every syllable that spelling allows, capitalised, by its letters."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one in syllables():
        found[bare(one)].append(one[0].upper() + one[1:])
    return {letters: tuple(sorted(words)) for letters, words in found.items()}


class Picture(NamedTuple):
    """The pictures of one word of a row, how the row is set in each and where the word stands, and the net's weights.

    Two where a seal was lifted off, with it and without: its edge takes marks with it.
    """

    images: Sequence[tuple[Grey, Line]]
    number: int
    left: float
    right: float
    weights: Weights

    def fits(self, words: Iterable[str], *, moved: bool) -> dict[str, float]:
        """For each spelling the logarithm of its chance; `moved`: the box may be too wide on either side."""
        by_letters: defaultdict[str, list[str]] = defaultdict(list)
        for word in words:
            by_letters[bare(word)].append(word)
        ways = {letters: [starts(places, self._width) for places in self._places(letters, moved=moved)] for letters in by_letters}
        asked = sorted({first for some in ways.values() for way in some for first in way})  # a letter's picture is looked at once
        strips = [strip_of(image, line, self.number, self.left, self.right) for image, line in self.images]
        seen = together([chances(windows(strip, asked), self.weights) for strip in strips])
        at = {first: number for number, first in enumerate(asked)}
        return {
            word: max(_log_chance(word, seen, [at[first] for first in way]) for way in ways[letters])
            for letters, spelled in by_letters.items()
            for word in spelled
        }

    @property
    def _width(self) -> int:
        return columns_of(self.images[0][1], self.left, self.right)

    def _places(self, letters: str, *, moved: bool) -> list[np.ndarray]:
        """Where the letters may stand, in ems from the box's left edge."""
        wide, usual = (self.right - self.left) / self.images[0][1].em, width_of(letters)
        middles = centres(letters)
        stretch = wide / usual
        within = [middles * stretch] if _NARROW < stretch < _WIDE else []
        if moved or not within:
            within += [middles, middles + wide - usual]
        return within


_NARROW, _WIDE = 0.85, 1.15
"""How much wider than bold Times a word may be that is whole in its box."""


def _log_chance(word: str, seen: Chances, numbers: Sequence[int]) -> float:
    """The chance of a word, as a logarithm, whose letters are seen in the pictures of these numbers."""
    total = 0.0
    for at, (sign, hat, tone) in zip(numbers, answers(word), strict=True):
        total += float(seen.signs[at, sign])
        if hat >= 0:
            total += float(seen.hats[at, hat] + seen.tones[at, tone])
    return total


def is_spelled(word: str) -> bool:
    """Whether the net knows all letters of a word, and it has two of them or more."""
    return len(word) > 1 and all(sign in SIGNS for sign in bare(word))


def told(picture: Picture, read: str, sure: float, usual: Usual, *, first: bool) -> Told | None:
    """How a word is spelt that was `read` so, by the engine's own confidence `sure`; `first`: it stands for the family."""
    known = is_spelled(read)
    if not known and not (first and len(read) > 1 and read.isalpha()):  # two words in one: Lý-Thị
        return None
    words = {read, *(word for letters in _alike(bare(read).lower()) for word in _by_letters().get(letters, ()))} if known else set()
    fits = picture.fits(words, moved=False) if words else {}
    if max(fits.values(), default=_POOR * len(read) - 1) / len(read) < _POOR:
        fits = picture.fits(words | _near(read, usual, first=first), moved=True)

    def worth(word: str) -> float:
        return _NET * fits[word] + _KNOWN * usual.worth(word, first=first) + _as_read(word, read, sure)

    worths = {word: worth(word) for word in sorted(fits)}
    best = max(worths, key=lambda word: worths[word])
    total = sum(math.exp(value - worths[best]) for value in worths.values())
    fit = fits[best] / len(best)
    against = max(fits.values()) - fits[best]
    if max(fits.values()) / len(best) > _POOR:
        told_so = best == read or usual.worth(best, first=first) > 0 or total < 1 / _LIKELY
        return Told(best if told_so else read, 1 / total, fit, against)
    torn = first and usual.worth(best, first=True) and not usual.worth(read, first=True)  # nothing that it may be looks like this
    return Told(best, 0.0, fit, against) if torn else None


def _alike(letters: str) -> tuple[str, ...]:
    """A word's letters, and the same with the bar of its D or without."""
    other = {"d": "đ", "đ": "d"}.get(letters[0])
    return (letters,) if other is None else (letters, other + letters[1:])


def _as_read(word: str, read: str, sure: float) -> float:
    """What the engine's reading says for a spelling."""
    if word == read:
        return _SAME + _SAME_TONE + _SAME_HATS + (_SAME_SURELY if sure >= _SURELY else 0.0)
    if bare(word).lower() not in _alike(bare(read).lower()):
        return -_OTHER_SURELY if sure >= _SURELY else -_OTHER
    (tone, hats), (its_tone, its_hats) = _marks(word), _marks(read)
    barred = bare(word)[0] != bare(read)[0]
    return (_SAME_TONE if tone == its_tone else 0.0) + (_SAME_HATS if hats == its_hats and not barred else 0.0)


def _marks(word: str) -> tuple[int, tuple[int, ...]]:
    """A syllable's tone, and the hat of each of its vowels."""
    marks = [(hat, tone) for _, hat, tone in answers(word) if hat >= 0]
    return max((tone for _, tone in marks), default=0), tuple(hat for hat, _ in marks)


_POOR = -0.8
"""How badly a word's letters look at most as the engine has them (mean log chance): of 7,600 words read right 1 % look worse."""


def _near(read: str, usual: Usual, *, first: bool) -> set[str]:
    """Words of names that a misread one may be: any family's, given ones a letter or two away."""
    letters = bare(read).lower()
    near = {one for one in usual.given if Levenshtein.distance(bare(one).lower(), letters, score_cutoff=_FEW) <= _FEW}
    return near | {one for one in usual.families if first and is_spelled(one)}


_FEW = 2


def with_spelling(row: Sequence[Token], image: Grey, seen: Grey, usual: Usual, weights: Weights) -> list[Token]:
    """The words of a name as their letters look. `row`: from left to right, in pixels of `image` and of `seen`, with its marks."""
    words = [token for token in row if len(letters_of(token.text)) > 1 and token.confidence > _NOTHING]
    line = line_of(image, words) if words else None
    if line is None:
        return list(row)
    pictures = {
        id(token): Picture(_both(image, seen, line, token), at, token.left, token.right, weights) for at, token in enumerate(words)
    }
    return [
        _spelled(token, pictures[id(token)], usual, first=token is words[0]) if id(token) in pictures else token for token in row
    ]


def _both(image: Grey, seen: Grey, line: Line, token: Token) -> list[tuple[Grey, Line]]:
    """A word's picture, and a second one where it has another with its marks."""
    place = np.s_[
        max(int(token.top - line.em / 2), 0) : int(token.bottom + line.em / 3), max(int(token.left), 0) : int(token.right) + 1
    ]
    return [(image, line)] if np.array_equal(image[place], seen[place]) else [(image, line), (seen, line)]


_NOTHING = 0.1


def _spelled(token: Token, picture: Picture, usual: Usual, *, first: bool) -> Token:
    read = letters_of(token.text)
    found = told(picture, read, token.confidence, usual, first=first)
    if found is None:
        return token
    if _is_near(found) and bare(found.text).lower() not in _alike(bare(read).lower()):
        family = first and usual.worth(read, first=True)  # what is none is put right later, or doubted
        return replace(token, confidence=min(token.confidence, _HARDLY)) if family else token
    hardly = _RARE if first and found.text in usual.rare else _HARDLY
    sure = _confidence(token.confidence, read, found, hardly)
    if _is_near(found) and token.confidence >= _RATHER:
        return replace(token, confidence=sure)
    return replace(token, text=token.text.replace(read, found.text), confidence=sure)


def _is_near(found: Told) -> bool:
    """Whether another spelling is as likely, or looks much better; of one with other letters nothing is taken then."""
    return found.likely < _LIKELY or found.against > _AGAINST


def _confidence(sure: float, read: str, found: Told, hardly: float) -> float:
    """How sure a word is: as sure as the engine at most where its letters are hardly seen, hardly at all where two are near."""
    if _is_near(found):
        return min(sure, hardly)
    return max(sure, _MEASURED) if found.fit > _SEEN and found.likely > _VERY else sure if found.text == read else _MEASURED_OTHER


_RATHER = 0.85
"""The engine's confidence in a word that stays, doubted, where another spelling is as likely (a name of a real scan was lost)."""
_LIKELY, _VERY, _SEEN, _AGAINST = 0.85, 0.97, -0.4, 4.0
_HARDLY, _RARE, _MEASURED, _MEASURED_OTHER = 0.2, 0.6, 0.93, 0.85

"""From what the net of rows says of each column of a strip to words with places."""

from typing import NamedTuple

import numpy as np

from tasks.core.scan.net import Array
from tasks.core.scan.words.row_strip import EM, Strip

_PLAIN = "abcdefghijklmnopqrstuvwxyz"
_MARKED = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
SIGNS = "".join(dict.fromkeys(f" {_PLAIN}{_MARKED}{_PLAIN.upper()}{_MARKED.upper()}0123456789.,;:/-()&%\"'“”…*+–!?"))
"""What a letter's rows hold, in the order of the net's answers; the first of those is none (between letters, and on paper)."""
STEP = 4
"""Columns of a strip that one answer of the net is about."""


_LATE = 0.18
"""Ems by which a word's first answer comes too far to the right on average (593 words): a sign is told when most of it was seen."""


class ReadWord(NamedTuple):
    """A word as the net reads it: the chance of its least sure sign (0 to 1) and its edges on the page."""

    text: str
    sure: float
    left: float
    right: float


class _Sign(NamedTuple):
    text: str
    chance: float
    first: int
    last: int


def words_of(chances: Array, strip: Strip) -> list[ReadWord]:
    """The words of a strip. `chances`: logarithms (steps x answers); at each step the likeliest sign, runs of one read once."""
    best = chances.argmax(axis=1)
    signs: list[_Sign] = []
    before = 0
    for step, answer in enumerate(best.tolist()):
        if answer:
            chance = float(chances[step, answer])
            if answer == before:
                last = signs.pop()
                signs.append(_Sign(last.text, max(last.chance, chance), last.first, step))
            else:
                signs.append(_Sign(SIGNS[answer - 1], chance, step, step))
        before = answer
    return _parted(signs, strip)


def _parted(signs: list[_Sign], strip: Strip) -> list[ReadWord]:
    words: list[list[_Sign]] = [[]]
    for sign in signs:
        if sign.text == " ":
            words.append([])
        else:
            words[-1].append(sign)
    found: list[ReadWord] = []
    for word in filter(None, words):
        text, sure = "".join(sign.text for sign in word), float(np.exp(min(sign.chance for sign in word)))
        edge = found[-1].right if found else strip.left  # no word begins upon the one before
        left = max(edge, strip.column(word[0].first * STEP - STEP / 2 - _LATE * EM))
        found.append(ReadWord(text, sure, left, strip.column((word[-1].last + 1) * STEP + STEP / 2)))
    return found


def sureness(words: list[ReadWord]) -> float:
    """Mean over the words, by their letters, of the logarithm of how sure each is; of no words very little."""
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) * float(np.log(max(word.sure, 1e-9))) for word in words) / letters if letters else -99.0

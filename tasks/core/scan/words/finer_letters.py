"""The finer of two readings of a code: a small letter among capitals (CTrTT, TTr), the bar of a Đ (HĐQT).

Small print loses both at some sizes and hardly ever gains them, so that most readings of such a code may err alike: of the letters
D and Đ of codes in telephone scans and faxes all eight on which readings differed and of which two had the bar were Đ, and of four
that one reading of twelve gave a bar three were D.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

_AS_ANY = frozenset("rg")
"""Small letters that are read as whatever capital: TTT, TTI, TTF of TTr."""
_SAME_SHAPE = frozenset("COSUVWXZKP")
"""Capitals whose small letters look like them; which of the two is read says nothing."""
_TWICE = 2


class Finer(NamedTuple):
    """A code with all that any reading saw of it; `sure`: each of its fine signs was seen twice, or nowhere lost."""

    code: str
    sure: bool


def finest(code: str, read: Sequence[str]) -> Finer:
    """A code with the small letters and bars that `read` has where it has capitals; readings of other letters count nothing."""
    alike = [one for one in read if is_alike(one, code)]
    signs = [_finest(sign, Counter(one[at] for one in alike)) for at, sign in enumerate(code)]
    return Finer("".join(sign for sign, _ in signs), all(sure for _, sure in signs))


def is_alike(one: str, other: str) -> bool:
    """Whether two readings of a code differ at most in small letters and bars."""
    return len(one) == len(other) and all(_same(a, b) for a, b in zip(one, other, strict=True))


def _same(one: str, other: str) -> bool:
    if one == other or {one, other} == {"D", "Đ"}:
        return True
    small, large = (one, other) if one.islower() else (other, one)
    if not (small.islower() and large.isupper()):
        return False
    return small in _AS_ANY or (small.upper() == large and large not in _SAME_SHAPE)


def _finest(sign: str, read: Counter[str]) -> tuple[str, bool]:
    """A sign as it is at its finest, and whether that is sure; `read`: how often each was read there."""
    small = [one for one, _ in read.most_common() if one.islower()]
    if sign in ("D", "Đ"):
        bars = read["Đ"]
        return "Đ" if sign == "Đ" or bars >= _TWICE else "D", not bars or not read["D"] or bars >= _TWICE
    if not small or not _is_letter_of_size(sign):
        return sign, True
    return small[0], len(read) == 1 or read[small[0]] >= _TWICE


def _is_letter_of_size(sign: str) -> bool:
    return sign.isalpha() and sign.upper() not in _SAME_SHAPE

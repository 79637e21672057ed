"""Words of a line: where they stand, how they are cased."""

import re
from functools import lru_cache
from typing import NamedTuple

from tasks.core.vietnamese.normal import canonical_tone, fold

_WORD = re.compile(r"[^\W\d_]+")


class Word(NamedTuple):
    """A run of letters, at `start` to `end` of its line's text."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The runs of letters of a line, in order."""
    return list(_words(text))


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[Word, ...]:
    """Each line is asked for by one rule after the other, as it stands at that moment."""
    return tuple(Word(match[0], match.start(), match.end()) for match in _WORD.finditer(text))


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """A word as the counts know it: lower case, older tone placement."""
    return canonical_tone(word.lower())


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """A word without its marks (one cached look-up for the many times a word comes back)."""
    return fold(word)


def same_case(model: str, word: str) -> str:
    """`word` cased as `model` is: all capitals, first capital, or as `word` itself is written."""
    if model.isupper() and (len(model) > 1 or word.isupper()):
        return word.upper()
    return word[0].upper() + word[1:] if model[0].isupper() else word

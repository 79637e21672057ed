"""Whether printed words may be a listed name that was misread, shortened or abbreviated (gần giống một tên trong danh mục).

Nothing is resolved by it: it says where a name must not be taken for one that the registry lacks.
"""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from tasks.core.registry.keys import plain
from tasks.core.vietnamese.syllable import syllables

_MOST_WRONG = 2.0
"""Words of a name that may be misread or lost, together; of a longer one one of five."""
_ONE_OF = 5
_SHORTEST = 2
_FEWEST_MISREAD = 3
"""Letters of the shortest word that is read as one with more or fewer letters."""
_LONG = 6
"""Letters from which on two of a word may be wrong."""
_FEWEST_OF_START = 3
"""Words that are enough to stand for a longer name (Sở Nông nghiệp)."""
_LOST, _JOINED, _MISREAD, _OVER = 1.0, 0.5, 1.0, 1.0
_AND = frozenset({"va", "aa", "ia", "wa", "na", "ra", "ua", "ta", "la", "v"})
"""What "và" is misread as; it is in no key."""
_NEVER = 9.0
_NUMBER = re.compile(r"(?:\d+|[ivxl]+)\Z")
_CODE = re.compile(r"(?<!\w)[A-ZĐ]{2,8}(?!\w)")


def codes_in(text: str) -> frozenset[str]:
    """The words of `text` that are printed in capitals alone, in small letters without marks, y as i; none where all of it is."""
    if not any(char.islower() for char in text):
        return frozenset()
    return frozenset(map(plain, _CODE.findall(text)))


def may_be(asked: Sequence[str], name: Sequence[str], codes: Collection[str] = (), place: Collection[str] = ()) -> bool:
    """Whether `asked` can come of `name`, both words without marks, y as i.

    Two words at most, and fewer than half, are misread or lost; a code (one of `codes`) stands for the words whose first letters
    it has; the first three words stand for all. Of `place`, words of another place in the name, one must be there as it is.
    """
    if not place and _is_start(asked, name):
        return True
    if place and not (
        len(asked) >= _FEWEST_OF_START and any(word in asked and asked.count(word) >= name.count(word) for word in place)
    ):
        return False
    kept = sum(word in asked for word in name) + sum(len(word) for word in asked if word in codes)
    most = min(max(_MOST_WRONG, len(name) / _ONE_OF), (len(name) - 1) / 2)
    return 2 * kept >= len(name) and _cost(asked, name, codes, most) <= most


def _is_start(asked: Sequence[str], name: Sequence[str]) -> bool:
    """Whether a name begins so, with or without the level behind it (Ban Văn hóa - Xã hội *tỉnh*)."""
    size = len(asked) - (asked[-1:] == ["tinh"]) - 2 * (list(asked[-2:]) == ["thanh", "pho"])
    return size >= _FEWEST_OF_START and list(name[:size]) == list(asked[:size])


def _cost(asked: Sequence[str], name: Sequence[str], codes: Collection[str], most: float) -> float:
    """The least that must have gone wrong for `name` to be read as `asked`; `_NEVER` where words are over."""
    costs = [[_NEVER] * (len(name) + 1) for _ in range(len(asked) + 1)]
    costs[0][0] = 0.0
    for at in range(len(asked) + 1):
        for to in range(len(name) + 1):
            here = costs[at][to]
            if here > most:
                continue
            if to < len(name):
                costs[at][to + 1] = min(costs[at][to + 1], here + _LOST)
            if at < len(asked):
                if asked[at] in _AND:
                    costs[at + 1][to] = min(costs[at + 1][to], here + _OVER)
                for size, more in _steps(asked[at], name[to:], code=asked[at] in codes, noun=not at):
                    costs[at + 1][to + size] = min(costs[at + 1][to + size], here + more)
    return costs[-1][-1]


def _steps(word: str, rest: Sequence[str], *, code: bool, noun: bool) -> list[tuple[int, float]]:
    """How many of the next words `word` may stand for, each with what it costs; `noun`: it opens the name."""
    steps = []
    if rest and word == rest[0]:
        steps.append((1, 0.0))
    elif rest and (_is_misread(word, rest[0], noun=noun) or (not code and _is_no_word(word, rest[0]))):
        steps.append((1, _MISREAD))
    if rest and word == f"va{rest[0]}":
        steps.append((1, _JOINED))
    if len(rest) > 1 and word == rest[0] + rest[1]:
        steps.append((2, _JOINED))
    if code and len(rest) >= len(word) and all(said[:1] == letter for said, letter in zip(rest, word, strict=False)):
        steps.append((len(word), 0.0))
    return steps


def _is_misread(word: str, other: str, *, noun: bool) -> bool:
    shortest = min(len(word), len(other))
    if _NUMBER.match(word) and _NUMBER.match(other):
        return Levenshtein.distance(word, other, score_cutoff=1) <= 1
    if len(word) == len(other) == _SHORTEST:  # án, ám; but sở and bộ, which open names, are two nouns
        return not noun and Levenshtein.distance(word, other) <= 1
    if len(word) == 1:
        return other[:1] == word and not noun  # cut off at the edge of the paper
    if shortest < _FEWEST_MISREAD:
        return word in (other[1:], other[:-1]) and len(word) >= _SHORTEST  # ục, Hò: at the edge of the paper
    most = 2 if shortest >= _LONG else 1
    return Levenshtein.distance(word, other, score_cutoff=most) <= most


def _is_no_word(word: str, other: str) -> bool:
    """Whether a word that the language has not may be another one of about its length: whatever it was, it was misread."""
    longest = max(len(word), len(other))
    if len(word) < _FEWEST_MISREAD or word in spelt() or not word.isalpha() or abs(len(word) - len(other)) > 1:
        return False
    return Levenshtein.distance(word, other, score_cutoff=longest // 2) <= longest // 2


@lru_cache(maxsize=1)
def spelt() -> frozenset[str]:
    """All possible Vietnamese syllables without their marks, y as i."""
    return frozenset(map(plain, syllables()))

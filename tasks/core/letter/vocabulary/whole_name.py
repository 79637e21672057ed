"""Which words together are a whole name (họ, tên đệm, tên)."""

from collections.abc import Sequence

from tasks.core.letter.vocabulary.family_names import SPELLED
from tasks.core.letter.vocabulary.names import is_name_word

_LEAST, _MOST = 3, 5


def is_whole_name(words: Sequence[str]) -> bool:
    """Whether the words, spelt so, are a family name and two to four syllables of given names."""
    return _LEAST <= len(words) <= _MOST and words[0] in SPELLED and all(map(is_name_word, words))

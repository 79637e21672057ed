"""Which words together are a whole name (họ, tên đệm, tên), and which are one that a seal or stroke has broken."""

import re
from collections.abc import Sequence

from tasks.core.letter.rows.signs import is_caps
from tasks.core.letter.vocabulary.family_names import SPELLED
from tasks.core.letter.vocabulary.names import has_surname, is_name_word

_LEAST, _MOST = 3, 5
_LOOSE = re.compile(r"^[^\w]*[^\W\d_]+(?: ?[^\W\d_]+){1,5}[\W_]*$")
_SEAL = re.compile(r"(?<=[^\W\d_])[\u203a\u2039<>\u00a1](?=[^\W\d_])")
"""What an arc makes of a capital (f>hâu: Châu)."""


def is_whole_name(words: Sequence[str]) -> bool:
    """Whether the words, spelt so, are a family name and two to four syllables of given names."""
    return _LEAST <= len(words) <= _MOST and words[0] in SPELLED and all(map(is_name_word, words))


def is_all_a_name(words: Sequence[str]) -> bool:
    """Whether the words are as many as a name's, the first a family name by its letters (Định: Đinh), the others given ones."""
    return _LEAST <= len(words) <= _MOST and has_surname(words[0]) and all(map(is_name_word, words))


_SHORT_NAME = re.compile(r"(?:[AY] |[HKY]['’] ?)[A-ZĐÀ-Ỹ][^\W\d_A-ZĐ]{2,}\W*")


def is_short_name(text: str) -> bool:
    """A name of the Central Highlands of a letter and one word (K' Thanh, A Kang), as it may stand below a title only."""
    return _SHORT_NAME.fullmatch(text.strip()) is not None


def is_damaged_name(text: str) -> bool:
    """Two to six words of letters, all but the first capitalised: a name whose start a seal or stroke has broken."""
    plain = _SEAL.sub("", text.strip(" .,*_-~'’`|\"“”‘—<>«»"))
    words = plain.split()
    if not 2 <= len(words) <= 6 or len(plain) > 32 or not _LOOSE.match(plain) or is_caps(plain):
        return False
    return all(word[0].isupper() and word[1:].islower() for word in words[1:]) and len(plain) >= 7

"""A signer's name as the net of rows reads it: bold print that it knows better than the engine (docs/reading.md)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

from tasks.core.scan.words.assemble import Token
from tasks.core.scan.words.row_signs import ReadWord

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LEAST, _MOST = 2, 6
_OF_NAMES, _OF_OTHERS, _SURELY = 0.7, 0.9, 0.97
"""How sure a word is at least that is a word of names, and any other; from the last on it is as sure as print can be.

Of 969 words of names that were that sure one was wrong, of 87 surely read others three; below, of 12 others six.
"""
_KNOWN, _OTHER, _MEANT, _LESS = 0.97, 0.95, 0.9, 0.85


def named(
    row: Sequence[Token], words: Sequence[ReadWord], known: Callable[[str], bool], family: Callable[[str], str | None]
) -> list[Token]:
    """The words of a name where the net is sure of each; none where it is not, or where they are no whole name.

    `row`: the engine's words there; `known`: whether a word, spelt so, is one of names; `family`: the family name that the first
    word is or means, None where it is none: the family's name was lost, or misread.
    """
    if not _LEAST <= len(words) <= _MOST or not all(_is_sure(word, known) for word in words):
        return []
    meant = family(words[0].text)
    if meant is None:
        return []
    first, top, bottom = row[0], median(token.top for token in row), median(token.bottom for token in row)
    found = [
        replace(first, text=word.text, confidence=_chance(word, known), left=word.left, right=word.right, top=top, bottom=bottom)
        for word in words
    ]
    return found if meant == words[0].text else [replace(found[0], text=meant, confidence=_MEANT), *found[1:]]


def _is_sure(word: ReadWord, known: Callable[[str], bool]) -> bool:
    shaped = _WORD.fullmatch(word.text) and word.text[0].isupper() and not word.text[1:].isupper()
    return bool(shaped) and word.sure >= (_OF_NAMES if known(word.text) else _OF_OTHERS)


def _chance(word: ReadWord, known: Callable[[str], bool]) -> float:
    if word.sure < _SURELY:
        return _OTHER if known(word.text) else _LESS
    return _KNOWN if known(word.text) else _OTHER

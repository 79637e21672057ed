"""Họ tên người ký (ô 7c): the name in the row below a title, as far as seal and pen strokes leave it."""

import re

from schemas.found import Found
from tasks.core.letter.rows.lines import Row, found
from tasks.core.letter.rows.signs import bare
from tasks.core.letter.vocabulary.family_names import RARE
from tasks.core.letter.vocabulary.given_names import is_only_one, mended_given, mended_last
from tasks.core.letter.vocabulary.names import has_surname, honours, is_name, mended_name, without_specks

TRIM = " .,;*_-–|~'’`\"/\\:()[]"
"""Signs at the edges of titles and names: strokes and specks."""
_SURE_MARKS = 0.93
"""Print that the engine is surer of than this keeps its marks, whatever is usual."""
_HARDLY, _UNREAD, _USUAL = 0.5, 0.22, frozenset({"Thị", "Văn"})
"""A given name with less confidence was read otherwise elsewhere, but these two; a family name is one of few (of six with 0.25 to
0.48 all were right)."""
_LETTER = re.compile("[A-Za-zÀ-ɏḀ-ỹ]")


def as_name(text: str) -> str:
    """The row as the name that it may be: put right, unless it has figures or marks inside that no speck leaves."""
    plain = text.strip(TRIM)
    start = honours(plain)  # Trung tá is no family Trương
    name = without_specks(plain[start:])
    return plain[:start] + (name if re.search(r"[\d:;()/]", name[1:]) else mended_name(name))


def name_of(row: Row) -> Found:
    """The name that the row holds, put right. Rules: `signer.name`, and `signer.name.damaged` where only a part can be read.

    A family name that its letters only suggest is damaged, too. `signer.name.torn`: of a given name readings differ widely.
    """
    if not is_name(as_name(row.text)):
        return _damaged_name(row)
    start = honours(row.text)
    while start < len(row.text) and not _LETTER.match(row.text[start]):
        start += 1
    end = len(row.text.rstrip(TRIM))
    printed = row.text[start:end]
    name = mended_name(printed, rare=_is_well_read(row, start, start + len(printed.split(" ")[0])))
    possible = True
    if row.line.words:
        name, possible = mended_given(name)
        name = name if _is_well_read(row, start, end) else mended_last(name)
    guessed = not has_surname(printed) and bare(name) != bare(printed)
    sure = 0.5 if guessed else 0.6 if not possible else 0.8 if name != printed else 0.97
    common = has_surname(name) and not (row.line.words and name.split(" ")[0] in RARE)  # on a scan a mark may be lost
    sure = sure if common else min(sure, 0.7)
    rule = "signer.name.damaged" if guessed else "signer.name.torn" if _is_torn(row, start, end) else "signer.name"
    return found([row.stretch(start, end)], rule=rule, sure=sure, value=name)


def _is_well_read(row: Row, start: int, end: int) -> bool:
    """Whether a word's marks are as printed: it is a text's, or the engine was sure of it."""
    return not row.line.words or row.stretch(start, end).confidence >= _SURE_MARKS


def _is_torn(row: Row, start: int, end: int) -> bool:
    """Whether a word of a scan's name was hardly read: but the most frequent ones, the family name least of all."""
    if not row.line.words:
        return False
    words = [word for word in re.finditer(r"\S+", row.text[start:end]) if word[0] not in _USUAL]
    sure = [row.stretch(start + word.start(), start + word.end()).confidence for word in words]
    least = [_least(word[0].strip(TRIM), first=not at) for at, word in enumerate(words)]
    return any(one < bar for one, bar in zip(sure, least, strict=True))


def _least(word: str, *, first: bool) -> float:
    """How sure the engine is at least of a word of a name that was read: most so of a family name that has a twin."""
    if first and word in _TWINS:
        return _SURE_TWIN
    return _UNREAD if first or is_only_one(word) else _HARDLY


_TWINS, _SURE_TWIN = frozenset({"Vũ", "Võ"}), 0.85
"""Frequent family names of which one small letter is all that tells them apart, under the same mark: an edge closes the u."""


def _damaged_name(row: Row) -> Found:
    """A name whose first syllable the seal has broken: as far as it can be read, and unsure."""
    start = next((at for at, char in enumerate(row.text) if _LETTER.match(char)), 0)
    end = len(row.text.rstrip(TRIM))
    value = mended_name(row.text[start:end])
    return found([row.stretch(start, end)], rule="signer.name.damaged", sure=0.5, value=value)

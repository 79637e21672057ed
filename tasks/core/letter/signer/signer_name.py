"""Họ tên người ký (ô 7c): the name in the row below a title, as far as seal and pen strokes leave it."""

import re
from collections.abc import Sequence

from schemas.found import Found
from tasks.core.letter.rows.lines import Row, found
from tasks.core.letter.rows.signs import bare
from tasks.core.letter.vocabulary.family_names import RARE, ends_as_usual, is_clear, is_family, is_other_name, is_unlike
from tasks.core.letter.vocabulary.given_names import is_given, is_only_one, may_lack_its_tone, mended_given, mended_last
from tasks.core.letter.vocabulary.names import has_surname, honours, is_name, mended_name, without_specks
from tasks.core.vietnamese.syllable import is_syllable

TRIM = " .,;*_-–|~'’`\"/\\:()[]"
"""Signs at the edges of titles and names: strokes and specks."""
_SURE_MARKS = 0.93
"""Print that the engine is surer of than this keeps its marks, whatever is usual."""
_SURE_WORD = 0.9
"""How sure the engine is of a word that it read well: at most 0.93 of one that is not in its own list, 0.97 of others."""
_SURELY = 0.95
"""The engine and the net of rows have it alike, or the net alone surely."""
_FAIR_WORD = 0.75
"""The same of a rare family name that no usual one has the letters of (Trầm: no Trần)."""
_LEAST_RARE = 0.6
"""A rare family name read with less is a usual one, torn; with more it is given as read, and doubted up to the bars above."""
_SURE_TONE, _DOUBTED = 0.92, 0.75
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

    A family name that its letters only suggest is damaged, too. `signer.name.torn`: of a given name readings differ widely;
    `.unusual`: a word that names seldom have was read with doubt; `.mended`: a given name's marks were put right.
    """
    if not is_name(as_name(row.text)):
        return _damaged_name(row)
    start = honours(row.text)
    while start < len(row.text) and not _LETTER.match(row.text[start]):
        start += 1
    end = len(row.text.rstrip(TRIM))
    printed = row.text[start:end]
    first = printed.split(" ")[0]
    rare = _is_well_read(row, start, start + len(first), _FAIR_WORD if is_unlike(first) else _SURE_WORD)
    as_spelt = rare or (first in RARE and _is_well_read(row, start, start + len(first), _LEAST_RARE))
    name = mended_name(printed, rare=as_spelt)
    if row.line.words and _is_well_read(row, start, start + len(first), _SURELY) and is_other_name(first, name.split(" ")[0]):
        name = " ".join([first, *name.split(" ")[1:]])
    possible, marked = True, name
    if row.line.words:
        marked, possible = mended_given(name)
        name = marked if _is_well_read(row, start, end) else _mended_last(row, marked)
    family = name.split(" ")[0]
    guessed = not has_surname(printed) and bare(name) != bare(printed) and not is_family(first)
    clear = guessed and is_clear(first, family)  # kKiều, Irịnh
    guessed = guessed and not clear
    sure = 0.5 if guessed else 0.6 if not possible else 0.8 if name != printed else 0.97
    known = has_surname(name) if family not in RARE else rare  # of a rare one a mark may be lost
    sure = sure if known else min(sure, 0.7)
    kind = ".damaged" if guessed else _kind(name, _words(row, start, end) if row.line.words else [])
    other = rare and family != first and is_syllable(first) and bool(row.line.words)  # Đồ, Sằm: names too, which no list has
    kind = kind or (".mended" if clear or other or name != marked else ".unusual" if as_spelt and not rare else "")
    return found([row.stretch(start, end)], rule=f"signer.name{kind}", sure=sure, value=name)


def _mended_last(row: Row, name: str) -> str:
    """The name with its given syllables' marks put right, but those that were read surely: their letters were looked at."""
    clear = {word.text.strip(TRIM) for word in row.line.words if word.confidence >= _SURE_TONE}
    mended = mended_last(name).split(" ")
    return " ".join(old if old in clear else new for old, new in zip(name.split(" "), mended, strict=True))


def _kind(name: str, words: Sequence[tuple[str, float]]) -> str:
    """What is doubtful about a scan's name, as the end of a rule; empty for nothing. `words`: as printed; none of a text."""
    return "" if not words else ".torn" if _is_torn(words) else ".unusual" if _is_unusual(name, words) else ""


def _is_unusual(name: str, words: Sequence[tuple[str, float]]) -> bool:
    """Whether a word that names seldom have was read with doubt: another may be printed (Hái: Hải; Tuân: Tuấn).

    Of such words that the engine had no doubt of all were right (docs/review.md): nearly any syllable is a name.
    """
    meant = name.split(" ")
    if len(meant) != len(words):
        return False
    if words[0][0] in RARE and words[0][1] < _SURE_WORD and ends_as_usual(words[0][0]):
        return True
    return (may_lack_its_tone(meant[-1]) and words[-1][1] < _SURE_TONE) or any(map(_is_strange, meant[1:], words[1:]))


def _is_strange(meant: str, read: tuple[str, float]) -> bool:
    """Whether a given syllable is one that names seldom have, or was put right for one that was, and was read with doubt."""
    word, sure = read
    if is_given(meant) or is_family(meant):
        return meant != word and not _THI.fullmatch(word) and is_syllable(word) and sure < _DOUBTED
    return sure < _SURE_WORD


def _words(row: Row, start: int, end: int) -> list[tuple[str, float]]:
    """Each word of a row's part, and how sure the engine is of it."""
    words = re.finditer(r"\S+", row.text[start:end])
    return [(word[0].strip(TRIM), row.stretch(start + word.start(), start + word.end()).confidence) for word in words]


def _is_well_read(row: Row, start: int, end: int, least: float = _SURE_MARKS) -> bool:
    """Whether a word's marks are as printed: it is a text's, or the engine was sure of it."""
    return not row.line.words or row.stretch(start, end).confidence >= least


def _is_torn(words: Sequence[tuple[str, float]]) -> bool:
    """Whether a word of a scan's name was hardly read: but the most frequent ones, the family name least of all."""
    (family, sure_of_it), *given = words  # Văn Tạo under a seal's edge: the middle name once more, no family's
    hardly = any(sure < _least(word, first=False) for word, sure in given if word not in _USUAL and not _THI.fullmatch(word))
    return hardly or sure_of_it < _least(family, first=True)


_THI = re.compile(r"[^\W\d_N]hị")
"""A middle name of which the capital is torn: none but Thị and Nhị ends so."""


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

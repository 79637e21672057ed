"""Signature blocks (ô 7): whole lines of fixed words, often read through a seal.

A line is put right when it is nearest to exactly one line of the list and every word that would change was read badly: a title that
is not in the list stays as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from schemas.page import Line, Zone
from schemas.vocabulary import Vocabulary
from tasks.core.vietnamese.channel import is_damaged
from tasks.core.vietnamese.draft import Draft
from tasks.core.vietnamese.words import Word, folded, plain, words

_LEAST_LETTERS = 5
_MOST_WRONG = 0.28  # of a title's letters
_BADLY_READ = 0.7  # confidence
_CONFIDENCE = 0.85
_AUTHORITY = re.compile(r"(?:TM|KT|TL|TUQ|Q)\.|[TK]/[MLT]")  # read as it is, so the title begins with it


@dataclass(frozen=True)
class Title:
    """A line of the list and its letters without marks."""

    text: str
    letters: str


@lru_cache(maxsize=4)
def titles_of(vocabulary: Vocabulary) -> tuple[Title, ...]:
    """Make the list ready, once."""
    return tuple(Title(text, _letters(text)) for text in vocabulary.titles)


def _letters(text: str) -> str:
    return "".join(char for char in folded(text) if char.isalpha())


def mend_titles(drafts: Sequence[Draft], lines: Sequence[Line], titles: Sequence[Title]) -> None:
    """Put the lines of a page's signature blocks right, from above: whose deputy signs says what the next title is."""
    deputy = None
    for at, (draft, line) in enumerate(zip(drafts, lines, strict=True)):
        if line.zone is not Zone.FOOT_RIGHT or draft.text[:1] in {"", "-", "+"}:
            continue
        if deputy is not None and _ends_like(draft, line, deputy):
            draft.change(0, len(draft.text), deputy, "title", _CONFIDENCE)
        else:
            _mend_title(draft, line, titles, drafts[at + 1].text if at + 1 < len(drafts) else "")
        deputy = deputy_of(draft.text)


def _mend_title(draft: Draft, line: Line, titles: Sequence[Title], below: str) -> None:
    core = draft.text.strip()
    letters = _letters(core)
    if len(letters) < _LEAST_LETTERS or not _is_set_in_capitals(core):
        return
    mark = _AUTHORITY.match(core)
    title = _nearest(letters, [title for title in titles if title.text.startswith(f"{mark[0]} ")] if mark else titles)
    if title is not None and title.text != core and not _is_cut(core, title, titles, below) and _may_change(draft, line, title):
        draft.change(0, len(draft.text), title.text, "title", _CONFIDENCE)


def _is_cut(read: str, title: Title, titles: Sequence[Title], below: str) -> bool:
    """Whether the line is the beginning of a title, letter for letter.

    Of one that is not the nearest (PHÓ CHÁNH VĂN: no Chánh án), or of this one, whose other words are the next line's (… HỘI ĐỒNG /
    NHÂN DÂN).
    """
    own = _plain(read)
    if not _plain(title.text).startswith(f"{own} "):
        return any(_plain(other.text).startswith(f"{own} ") for other in titles)
    return _plain(below).startswith(_plain(title.text)[len(own) + 1 :])


def _plain(text: str) -> str:
    return " ".join(plain(word.text) for word in words(text))


def deputy_of(text: str) -> str | None:
    """The title that stands under `KT. …` (ký thay): the deputy's. None for any other line."""
    if not text.startswith("KT. "):
        return None
    head = text[4:].rpartition(", ")[2]
    return "THỨ TRƯỞNG" if head == "BỘ TRƯỞNG" else f"PHÓ {head}"


def _ends_like(draft: Draft, line: Line, title: str) -> bool:
    """Whether the line's last word is the title's and all before it was read badly: the rest is under the seal."""
    read, wanted = words(draft.text), title.split()
    if len(read) < 2 or plain(read[-1].text) != plain(wanted[-1]) or draft.text == title:
        return False
    return all(_is_bad(draft, line, word) or plain(word.text) in map(plain, wanted) for word in read[:-1])


def _is_bad(draft: Draft, line: Line, word: Word) -> bool:
    return is_damaged(plain(word.text)) or _confidence(draft, line, word.start) < _BADLY_READ


def _is_set_in_capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return sum(char.isupper() for char in letters) >= 0.6 * len(letters)


def _nearest(letters: str, titles: Sequence[Title]) -> Title | None:
    """The one title that the letters are nearest to; None when none is near or two are equally near."""
    allowed = {title.text: int(_MOST_WRONG * len(title.letters)) for title in titles}
    distances = ((Levenshtein.distance(letters, title.letters), n, title) for n, title in enumerate(titles))
    near = sorted((distance, n, title) for distance, n, title in distances if distance <= allowed[title.text])
    if not near:
        return None
    return None if len(near) > 1 and near[1][0] == near[0][0] else near[0][2]


def _may_change(draft: Draft, line: Line, title: Title) -> bool:
    """Whether every word that the title does not have was read badly: no syllable, marks only, or with little confidence."""
    wanted = [word.text for word in words(title.text)]
    kept = set(map(plain, wanted))
    folds = set(map(folded, wanted))
    return all(plain(word.text) in kept or folded(word.text) in folds or _is_bad(draft, line, word) for word in words(draft.text))


def _confidence(draft: Draft, line: Line, place: int) -> float:
    raw = draft.raw_place(place)
    return next((word.confidence for word in line.words if word.start <= raw < word.end), 1.0)

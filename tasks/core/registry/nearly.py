"""The listed bodies that printed words may be, though nothing says so surely (có thể là tên trong danh mục)."""

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Protocol

from rapidfuzz import fuzz

from schemas.registry import Entry, Place
from tasks.core.registry.entries import Entries
from tasks.core.registry.index import Index
from tasks.core.registry.keys import Keys, plain
from tasks.core.registry.likeness import codes_in, may_be
from tasks.core.registry.misplaced import KINDS, is_misplaced

_MOST = 5
_FEWEST_WITH_PLACE = 3
"""Words of the shortest name that says a body and its place (Phòng Y tế ...)."""
_FEWEST_WHOLE = 4
_LETTERS_OVER = 2
_MOST_OVER, _MOST_LOST = 2, 5
"""Words that a printed name has more ("và", misread) or fewer (lost, run together) than a listed one."""
_BRACKETS = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W_]+")
_JOINING = frozenset({"va", "cac", "cua"})


class Listed(Protocol):
    """What is asked of a registry."""

    @property
    def index(self) -> Index:
        """All names."""

    @property
    def places(self) -> Mapping[str, Place]:
        """Provinces, districts and communes by their ids."""

    entries: Entries
    keys: Keys


def nearly(name: str, homes: Collection[str], on: dt.date | None, listed: Listed, *, elsewhere: bool = False) -> tuple[Entry, ...]:
    """Organisations and units at `homes` one of whose names may have been read as `name`: at most five, the most like first.

    Those that begin after the day are none of them. A body of another place than those is one only where its place is said;
    `elsewhere`: only such bodies, and those of whose names no word would be lost.
    """
    words, printed = [plain(word) for word in listed.keys.words(_BRACKETS.sub("", name))], _as_printed(name)
    codes, placed = codes_in(name), _ends_in_a_name(name)
    for read in [words] if words == printed else [words, printed]:
        found = _near(_Asked(read, codes & set(read), placed, elsewhere), homes, on, listed)
        if found:
            return found[:_MOST]
    return ()


def _as_printed(name: str) -> list[str]:
    """The words of a name without marks, its abbreviations as they are: ĐT of Sở Giáo dục và ĐT has two meanings."""
    return [word for word in map(plain, _WORD.findall(_BRACKETS.sub("", name))) if word not in _JOINING]


@dataclass(frozen=True, slots=True)
class _Asked:
    """Words of a printed name without marks, and which of them are codes.

    `placed`: a place's name may stand at its end. `elsewhere`: as `nearly` is asked.
    """

    words: list[str]
    codes: Collection[str]
    placed: bool
    elsewhere: bool


def _ends_in_a_name(name: str) -> bool:
    """Whether the last word has a capital, as names of places have (Thanh tra các sở, ngành: none)."""
    words = _BRACKETS.sub("", name).split()
    return bool(words) and words[-1][:1].isupper()


def _near(asked: _Asked, homes: Collection[str], on: dt.date | None, listed: Listed) -> tuple[Entry, ...]:
    if asked.elsewhere and len(asked.words) < _FEWEST_WITH_PLACE:
        return ()
    said = " ".join(asked.words)
    found: dict[str, tuple[float, str, Entry]] = {}
    for key, hit in listed.index.sharing(set(asked.words), homes):
        if not asked.codes and not _fits(asked.words, said, key):
            continue
        entry = listed.entries[hit.entry_id]
        if hit.sort == "code" or entry.kind not in ("organisation", "unit") or _is_later(entry, on):
            continue
        if _is_near(asked, key, entry, _place_of(entry, homes, listed), listed):
            here = (-fuzz.ratio(said, key), entry.id, entry)
            found[entry.id] = min(here, found.get(entry.id, here), key=itemgetter(0, 1))
    return tuple(entry for _, _, entry in sorted(found.values(), key=itemgetter(0, 1)))


def _fits(words: Collection[str], said: str, key: str) -> bool:
    """Whether a key has about as many words as asked: of others nothing that is cheaper to know needs to be known."""
    return -_MOST_OVER <= key.count(" ") + 1 - len(words) <= _MOST_LOST or key.startswith(said[: said.rfind(" ")])


def _is_near(asked: _Asked, key: str, entry: Entry, place: list[str], listed: Listed) -> bool:
    """Whether one of the names of an entry, its key, may have been read so; `place`: words that must be there of another place."""
    name = key.split()
    if place and not asked.placed and not any(word in asked.words for word in place):
        return False
    if (place or not asked.elsewhere or _is_as_long(asked.words, key)) and may_be(asked.words, name, asked.codes, place):
        return True
    return bool(place) and asked.placed and is_misplaced(asked.words, name, _words_of(entry, listed))


def _is_as_long(words: Collection[str], key: str) -> bool:
    """Whether a name of four words and more is as long as a key, so that it has lost nothing of it."""
    own = len(key.split()) >= _FEWEST_WHOLE and len(words) >= _FEWEST_WHOLE
    return own and abs(len("".join(words)) - len(key.replace(" ", ""))) <= _LETTERS_OVER


def _is_later(entry: Entry, on: dt.date | None) -> bool:
    return bool(entry.valid_from and on and on.isoformat() < entry.valid_from)


def _place_of(entry: Entry, homes: Collection[str], listed: Listed) -> list[str]:
    """Words of the name of the entry's place, where that is none of `homes`; empty where it is one."""
    if entry.jurisdiction is None or entry.jurisdiction in homes or entry.jurisdiction not in listed.places:
        return []
    words = _words_of(entry, listed)
    return [word for word in words if word not in KINDS] or words


def _words_of(entry: Entry, listed: Listed) -> list[str]:
    """All words of the name of the entry's place; empty where it has none."""
    place = listed.places.get(entry.jurisdiction) if entry.jurisdiction else None
    return [plain(word) for word in listed.keys.words(place.name)] if place is not None else []

"""The listed bodies that printed words may be, though nothing says so surely (có thể là tên trong danh mục)."""

import datetime as dt
import re
from collections.abc import Collection, Mapping
from typing import Protocol

from schemas.registry import Entry, Place
from tasks.core.registry.entries import Entries
from tasks.core.registry.index import Index
from tasks.core.registry.keys import Keys, plain
from tasks.core.registry.likeness import codes_in, may_be

_MOST = 5
_FEWEST_WITH_PLACE = 3
"""Words of the shortest name that says a body and its place (Phòng Y tế ...)."""
_FEWEST_WHOLE = 4
_LETTERS_OVER = 2
_BRACKETS = re.compile(r"\([^()]*\)")
_KINDS = frozenset({"tinh", "huien", "quan", "thi", "thanh", "pho", "xa", "phuong"})
"""Words without marks, y as i, that say the kind of any place, and which names of places have too (Hà Tĩnh)."""


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
    """Organisations and units at `homes` one of whose names may have been read as `name`, at most five.

    Those that begin after the day are none of them. A body of another place than those is one only where its place is said;
    `elsewhere`: only such bodies, and those of whose names no word would be lost.
    """
    words = [plain(word) for word in listed.keys.words(_BRACKETS.sub("", name))]
    if elsewhere and len(words) < _FEWEST_WITH_PLACE:
        return ()
    codes = codes_in(name) & set(words)
    found: dict[str, Entry] = {}
    for key, hit in listed.index.sharing(set(words), homes):
        entry = listed.entries[hit.entry_id]
        if hit.sort == "code" or entry.id in found or entry.kind not in ("organisation", "unit") or _is_later(entry, on):
            continue
        place = _place_of(entry, homes, listed)
        if (place or not elsewhere or _is_as_long(words, key)) and may_be(words, key.split(), codes, place):
            found[entry.id] = entry
    return tuple(found.values())[:_MOST]


def _is_as_long(words: Collection[str], key: str) -> bool:
    """Whether a name of four words and more is as long as a key, so that it has lost nothing of it."""
    own = len(key.split()) >= _FEWEST_WHOLE and len(words) >= _FEWEST_WHOLE
    return own and abs(len("".join(words)) - len(key.replace(" ", ""))) <= _LETTERS_OVER


def _is_later(entry: Entry, on: dt.date | None) -> bool:
    return bool(entry.valid_from and on and on.isoformat() < entry.valid_from)


def _place_of(entry: Entry, homes: Collection[str], listed: Listed) -> list[str]:
    """Words of the name of the entry's place, where that is none of `homes`; empty where it is one."""
    place = listed.places.get(entry.jurisdiction) if entry.jurisdiction else None
    if place is None or place.id in homes:
        return []
    return [word for word in map(plain, listed.keys.words(place.name)) if word not in _KINDS] or [plain(place.name)]

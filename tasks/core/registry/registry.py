"""The registry (danh mục nơi nhận): who can be meant by a printed name, seen from the letter's issuer and date."""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from threading import RLock

from schemas.registry import Entry, GroupPhrase, OpenSet, Place
from tasks.core.registry.alone import alone
from tasks.core.registry.commune_names import CommuneNames
from tasks.core.registry.expand import Content
from tasks.core.registry.groups import GroupMatch, GroupReader
from tasks.core.registry.index import EVERYWHERE, Index
from tasks.core.registry.keys import Keys
from tasks.core.registry.match import Match, Matcher
from tasks.core.registry.nearly import nearly
from tasks.core.registry.places import KIND_WORDS, all_known, stands
from tasks.core.registry.spread import SpreadReader

__all__ = ["Match", "Registry"]

_ANSWERS = 1024
"""Names of which is kept what they nearly are: those of the letters in work."""


class Registry:
    """Entries, places and groups, with their names indexed. One for a process; threads ask it one after the other."""

    def __init__(self, content: Content, *, version: str) -> None:
        """`version` is made of the content of the files, so that a record says which registry decided."""
        self.version = version
        self.lock = RLock()
        self.entries = content.entries
        self.places = content.places
        self.keys = Keys(content.abbreviations)
        self._content = content

    @cached_property
    def index(self) -> Index:
        """All names; made at the first question."""
        return Index(self.entries.listed.values(), self.places, self.keys)

    @cached_property
    def communes(self) -> CommuneNames:
        """The communes by their names."""
        return CommuneNames(self.entries, self.keys)

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self.entries, self.index, self.keys, self.places, self.communes)

    @cached_property
    def _groups(self) -> GroupReader:
        return GroupReader(
            self._content.groups,
            self._content.open_sets,
            self.entries,
            self.places,
            self.keys,
            all_communes=self._content.all_communes,
        )

    @cached_property
    def _spread(self) -> SpreadReader:
        return SpreadReader(self.entries, self.places, self.keys, self._matcher, self._content.all_communes)

    @property
    def groups(self) -> tuple[GroupPhrase, ...]:
        """How letters name sets of bodies."""
        return self._content.groups

    @property
    def open_sets(self) -> tuple[OpenSet, ...]:
        """Sets without a list of members."""
        return self._content.open_sets

    def get(self, entry_id: str) -> Entry | None:
        """The entry with this id, or None."""
        return self.entries.get(entry_id)

    @alone
    def match(self, name: str, *, on: dt.date | None = None, near: str | None = None, limit: int = 5) -> list[Match]:
        """Entries that `name` may mean, best first, scores 0 to 1.

        `near` is the issuer's id: local names ("Sở Y tế") are understood from there. `on`: the letter's date; entries that
        had ended by then come as their successors, and the match says so.
        """
        return self._matcher.match(name, on=on, near=near, limit=limit)

    @alone
    def best(self, name: str, *, on: dt.date | None = None, near: str | None = None) -> Match | None:
        """The one entry that `name` means; None when nothing is near enough or two are about as near."""
        return self._matcher.best(name, on=on, near=near)

    @alone
    def suggest(self, name: str, *, on: dt.date | None = None, near: str | None = None, limit: int = 5) -> list[Match]:
        """Entries whose names have the most words in common with `name`, for a person to choose from."""
        return self._matcher.suggest(name, on=on, near=near, limit=limit)

    @alone
    def nearly(
        self, name: str, *, on: dt.date | None = None, near: str | None = None, elsewhere: bool = False
    ) -> tuple[Entry, ...]:
        """Bodies and units that `name` may be, misread, shortened or abbreviated; never used by themselves (likeness.py).

        `elsewhere`: only those of other places than the issuer's, which `name` says, and those whose names would lose no word.
        """
        return self._nearly(name, on, near, elsewhere)

    @cached_property
    def _nearly(self) -> Callable[[str, dt.date | None, str | None, bool], tuple[Entry, ...]]:
        """The same name is asked about when its form is told, and when it is left over."""

        @lru_cache(maxsize=_ANSWERS)
        def answer(name: str, on: dt.date | None, near: str | None, elsewhere: bool) -> tuple[Entry, ...]:  # noqa: FBT001
            homes = self._matcher.homes(near)
            self.index.prepare(name, homes)
            return nearly(name, frozenset((*homes, EVERYWHERE)), on, self, elsewhere=elsewhere)

        return answer

    @alone
    def abbreviates(self, code: str, *, near: str | None = None) -> bool:
        """Whether a code in capitals is a known one, or first letters of some listed name of the issuer's places spell it."""
        if self.keys.is_nearly_short(code):
            return True
        homes = self._matcher.homes(near)
        self.index.prepare("", homes)
        return next(self.index.spelling(code, (*homes, EVERYWHERE)), None) is not None

    @alone
    def group(self, phrase: str, *, on: dt.date | None = None, near: str | None = None) -> GroupMatch | None:
        """The members that a group phrase means ("Các sở, ban, ngành cấp tỉnh"), or None when it is none."""
        home = self.place_of(near)
        found = self._groups.read(phrase, on=on, home=home, issuer=near)
        return found or self._spread.read(phrase, on=on, home=home)

    def open_set(self, phrase: str) -> OpenSet | None:
        """The open set that the phrase speaks of, or None."""
        return self._groups.open_set(phrase)

    def is_body_name(self, words: str) -> bool:
        """Whether local bodies somewhere are called so: such words are one name, known here or not."""
        key = self.keys.folded(words)
        return key in self._body_names or key.removesuffix(" tinh").removesuffix(" thanh pho") in self._body_names

    @cached_property
    def _body_names(self) -> frozenset[str]:
        return frozenset(map(self.keys.folded, self._content.body_names))

    def place_of(self, entry_id: str | None) -> Place | None:
        """The place in which an entry works, or the place of that id; None for central bodies."""
        if entry_id in self.places:
            return self.places[entry_id]
        entry = self.entries.get(entry_id) if entry_id else None
        while entry is not None:
            if entry.jurisdiction:
                return self.places.get(entry.jurisdiction)
            entry = self.entries.get(entry.parent) if entry.parent else None
        return None

    def province_of(self, entry_id: str | None) -> Place | None:
        """The province in which an entry works; None for central bodies."""
        place = self.place_of(entry_id)
        return self.places.get(place.province) if place and place.province else place

    def successors(self, entry: Entry, on: dt.date | None) -> tuple[Entry, ...]:
        """The entries that stand in for `entry` on a date: itself while it is valid."""
        return self._matcher.current(entry, on)

    def places_named(self, key: str) -> tuple[Place, ...]:
        """The places whose names, without their kinds, have this key without marks (`keys.folded`)."""
        return self._places_by_name.get(key, ())

    @cached_property
    def _places_by_name(self) -> dict[str, tuple[Place, ...]]:
        found: dict[str, tuple[Place, ...]] = {}
        for place in self.places.values():
            key = self.keys.folded(place.name)
            found[key] = (*found.get(key, ()), place)
        return found

    def some_commune(self, kind: str, near: str | None, on: dt.date | None) -> Place | None:
        """A commune of a kind (phường) in the issuer's province, or in any, where all of them are known on that day; else None."""
        province = self.province_of(near)
        homes = {province.id} if province is not None else {home for home, _, _ in self._content.all_communes}
        homes = {home for home in homes if all_known(self._content.all_communes, home, on)}
        known = (p for p in self.entries.communes.values() if p.province in homes and KIND_WORDS[p.kind] == kind.lower())
        return next((place for place in known if stands(place, on)), None)

    def has_twin(self, entry: Entry) -> bool:
        """Whether the entry is of a commune whose name differs in one letter from that of another one of its province."""
        commune = self.entries.communes.get(entry.jurisdiction or "") if entry.level == "commune" else None
        return commune is not None and bool(self.communes.twins(commune))

    def names(self) -> Iterable[str]:
        """Official names and aliases of all entries but those of communes, for the vocabulary of cleaning."""
        for entry in self.entries.listed.values():
            yield entry.name
            yield from entry.aliases

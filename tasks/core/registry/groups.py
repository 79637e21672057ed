"""Group phrases (cụm từ chỉ nhóm): "Các sở, ban, ngành cấp tỉnh" means the bodies of those sorts on the letter's date.

A phrase is understood only when every word of it is: heads, bodies, kinds of place and tails of one rule of the registry
files. "các ngành có liên quan" has words over, so it is no group but an open set, and goes to no one's queue.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schemas.registry import Entry, GroupPhrase, OpenSet, Place
from tasks.core.registry.entries import Entries
from tasks.core.registry.keys import Keys, plain
from tasks.core.registry.match import valid
from tasks.core.registry.places import AllOf, all_known

_PLURAL = frozenset({"các", "những"})
_OF_A_CITY = frozenset({"thanh pho", "cap thanh pho", "thuoc thanh pho"})
"""Tails that speak of the own city, where the issuer is in one that is itself in a province."""


@dataclass(frozen=True, slots=True)
class GroupMatch:
    """The rule that understood a phrase, and its members on the letter's date, in the registry's order."""

    rule: GroupPhrase
    members: tuple[Entry, ...]
    heads: bool
    place: Place | None


@dataclass(slots=True)
class _Reading:
    """What of a rule was found in a phrase."""

    bodies: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    heads: bool = False
    tail: bool = False
    words: int = 0
    tails: set[str] = field(default_factory=set)
    elided: bool = False
    waiting: str | None = None  # a word that stands for a body only before one that is said whole


class GroupReader:
    """Reads group phrases with the rules of one registry."""

    def __init__(
        self,
        rules: Sequence[GroupPhrase],
        open_sets: Sequence[OpenSet],
        entries: Entries,
        places: Mapping[str, Place],
        keys: Keys,
        *,
        all_communes: AllOf = frozenset(),
    ) -> None:
        """All of one registry; `all_communes`: places whose communes are all in it."""
        self._all_communes = all_communes
        self._names_of_provinces: list[tuple[list[str], Place]] | None = None
        self._rules = [(rule, self._vocabulary(rule, keys)) for rule in rules]
        self._open = [(open_set, [keys.said(words) for words in open_set.words]) for open_set in open_sets]
        self._entries = entries
        self._places = places
        self._keys = keys
        self._by_sphere: dict[tuple[str, str], list[Entry]] = {}
        for entry in entries.listed.values():
            if entry.type and entry.kind == "organisation":
                for sphere in _spheres(places.get(entry.jurisdiction) if entry.jurisdiction else None):
                    self._by_sphere.setdefault((entry.type, sphere), []).append(entry)

    @staticmethod
    def _vocabulary(rule: GroupPhrase, keys: Keys) -> dict[str, tuple[str, str]]:
        """Folded words to the part of the rule that they are, and which one."""
        words: dict[str, tuple[str, str]] = {}
        for tail in rule.tails:
            words[keys.folded(tail)] = ("tail", "")
        for head in rule.heads:
            words[keys.folded(head)] = ("head", "")
        for kind, names in rule.kinds.items():
            words.update((keys.folded(name), ("kind", kind)) for name in names)
        for body, names in rule.elided.items():
            words.update((keys.folded(name), ("elided", body)) for name in names)
        for body, names in rule.bodies.items():
            words.update((keys.folded(name), ("body", body)) for name in names)
        return words

    def read(self, phrase: str, *, on: dt.date | None, home: Place | None, issuer: str | None = None) -> GroupMatch | None:
        """The group that `phrase` means for `issuer` (an id) at `home`, or None."""
        said = [plain(word) for word in self._keys.words(phrase)]
        words, place = self._without_place(said, home)
        for rule, vocabulary in self._rules:
            if rule.issuers and (issuer or "").rpartition("/")[2] not in rule.issuers:
                continue
            reading = self._read(words, vocabulary, rule)
            if reading is None or (rule.plural and not self._plural(phrase, reading)):
                continue
            if len(words) == len(said) and not self._at_this_level(rule, reading, home):
                continue
            if rule.of == "communes" and home is not None and home.id in self._entries.communes:
                continue  # the other communes, said by one of them: which?
            own = rule.of == "district" or (rule.of == "communes" and len(words) == len(said))
            members = self._members(rule, reading, home if own else place, on)
            if members:
                return GroupMatch(rule, members, reading.heads, place)
        return None

    def _provinces(self) -> list[tuple[list[str], Place]]:
        if self._names_of_provinces is None:
            provinces = [place for place in self._places.values() if place.province is None]
            self._names_of_provinces = [([plain(word) for word in self._keys.words(place.name)], place) for place in provinces]
        return self._names_of_provinces

    @staticmethod
    def _at_this_level(rule: GroupPhrase, reading: _Reading, home: Place | None) -> bool:
        """Whether words that don't say whose bodies are meant can mean the province's.

        Said in a district ("Các ban, ngành, đoàn thể") they are the district's own, and "các ban" alone are the issuer's own.
        """
        own_city = home is not None and home.province is not None and home.kind == "thanh_pho"
        if rule.of not in ("province", "district") or (reading.tail and not (own_city and reading.tails <= _OF_A_CITY)):
            return True
        if set(reading.bodies) <= set(rule.weak):
            return False
        if own_city and reading.tail and rule.of == "province":
            return False
        return rule.of == "district" or home is None or home.province is None or "so" in reading.bodies

    def _without_place(self, words: list[str], home: Place | None) -> tuple[list[str], Place | None]:
        """Take the name of a province off the end: "... tỉnh Kiên Giang" speaks of Kiên Giang, whoever writes."""
        province = self._places.get(home.province) if home and home.province else home
        for name, place in self._provinces():
            if len(words) > len(name) and words[-len(name) :] == name:
                return words[: -len(name)], place
        return words, province

    @staticmethod
    def _read(words: list[str], vocabulary: Mapping[str, tuple[str, str]], rule: GroupPhrase) -> _Reading | None:
        """All words as parts of the rule, longest first, heads before bodies, tails last; None when a word is over."""
        reading = _Reading()
        at = 0
        while at < len(words):
            size = next((n for n in range(min(8, len(words) - at), 0, -1) if " ".join(words[at : at + n]) in vocabulary), 0)
            if not size:
                return None
            part, which = vocabulary[" ".join(words[at : at + size])]
            if (reading.tail and part != "tail") or (part == "head" and reading.kinds) or (reading.waiting and part == "tail"):
                return None
            reading.heads |= part == "head"
            reading.tail |= part == "tail"
            reading.tails |= {" ".join(words[at : at + size])} if part == "tail" else set()
            reading.words += part in ("body", "kind")
            if part in ("body", "elided"):
                if reading.waiting not in (None, which):
                    return None
                reading.bodies.append(which)
                reading.waiting = which if part == "elided" else None
                reading.elided |= part == "elided"
            elif part == "kind":
                reading.kinds.append(which)
            at += size
        if not reading.bodies or reading.waiting or (rule.kinds and not reading.kinds):
            return None
        return reading

    def _plural(self, phrase: str, reading: _Reading) -> bool:
        said = {word.strip(".,;:").lower() for word in phrase.split()}
        several = reading.elided or len(set(reading.kinds)) > 1 or (not reading.kinds and len(set(reading.bodies)) > 1)
        return bool(said & _PLURAL) or several

    def _members(self, rule: GroupPhrase, reading: _Reading, place: Place | None, on: dt.date | None) -> tuple[Entry, ...]:
        types = list(dict.fromkeys(t for body in reading.bodies for t in (body, *rule.also.get(body, ()))))
        if rule.of == "communes":
            return self._of_communes(types, reading, place, on)
        if rule.of == "district" and place is not None and place.id in self._entries.communes:
            return tuple(entry for entry in self._entries.of_type(types, [place]) if valid(entry, on))
        sphere = _sphere_of(rule, place)
        candidates = (entry for t in types for entry in self._by_sphere.get((t, sphere), ()))
        return tuple(entry for entry in candidates if _counts(entry, on) and self._of_kind(reading, entry))

    def _of_communes(self, types: list[str], reading: _Reading, place: Place | None, on: dt.date | None) -> tuple[Entry, ...]:
        """Of the communes of a province that are all known; on no day that is known, of none: their names were used before."""
        if place is None or not all_known(self._all_communes, place.id, on):
            return ()
        around = (commune for commune in self._entries.communes.values() if place.id in (commune.province, commune.district))
        communes = [commune for commune in around if not reading.kinds or commune.kind in reading.kinds]
        found = self._entries.of_type(types, communes)
        return tuple(entry for entry in found if valid(entry, on))

    def _of_kind(self, reading: _Reading, entry: Entry) -> bool:
        where = self._places.get(entry.jurisdiction) if entry.jurisdiction else None
        return where is None or not reading.kinds or where.kind in reading.kinds

    def open_set(self, phrase: str) -> OpenSet | None:
        """The open set that `phrase` speaks of: one whose words it contains; those that open the whole phrase first."""
        key = f" {self._keys.said(phrase)} "
        found = [open_set for open_set, words in self._open if any(f" {said} " in key for said in words)]
        return min(found, key=lambda open_set: not open_set.whole) if found else None


_CENTRAL, _PROVINCES, _WITHIN, _NOWHERE = "central", "provinces", "/*", "nowhere"
"""Spheres beside a place's own (its id) and that of the places within it (its id and `_WITHIN`)."""


def _spheres(where: Place | None) -> tuple[str, ...]:
    """Where a group can look for a body whose jurisdiction is `where` (None: the whole country)."""
    if where is None:
        return (_CENTRAL,)
    return where.id, _PROVINCES if where.province is None else where.province + _WITHIN


def _sphere_of(rule: GroupPhrase, place: Place | None) -> str:
    """Where the members of a group said of `place` are."""
    if rule.of in ("central", "provinces"):
        return _CENTRAL if rule.of == "central" else _PROVINCES
    if place is None:
        return _NOWHERE
    return place.id if rule.of in ("province", "district") else place.id + _WITHIN


def _counts(entry: Entry, on: dt.date | None) -> bool:
    """Whether an entry is a member on a date; without a date those are members that have not ended."""
    return valid(entry, on) if on else entry.valid_to is None

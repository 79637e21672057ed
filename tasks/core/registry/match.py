"""Matching one printed name: exact, alias, code, without marks, then a letter away with a margin. Never a sibling."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

from schemas.registry import COMMUNE_KINDS, Entry, Place
from tasks.core.registry.commune_names import CommuneNames, Several
from tasks.core.registry.entries import Entries
from tasks.core.registry.index import EVERYWHERE, Hit, Index, Near
from tasks.core.registry.keys import Keys, canonical
from tasks.core.registry.likeness import codes_in, spelt
from tasks.core.registry.other_kind import other_kinds
from tasks.core.registry.places import unit_name

How = Literal["exact", "alias", "code", "folded", "fuzzy", "suggested"]

_SCORES: dict[How, float] = {"exact": 1.0, "alias": 0.99, "code": 0.98, "folded": 0.95, "fuzzy": 0.92}
ENOUGH = 0.85
"""A match below is shown to a person and not used."""
_MARGIN = 0.05
_FEWEST_WORDS = 2  # of a name that has lost marks: "bão" is no newspaper (báo)
_MOST_MISREAD = 2  # words of one name
_SHORTEST = 5  # letters of a name that may be read wrongly and still be told
_LONGEST_UNIT = 9  # words of phường Văn Miếu - Quốc Tử Giám, and some more
_TOWN = [canonical("thị"), canonical("xã")]
_LOOKALIKE = str.maketrans("l1", "ii")  # huyện Đắk MII is Đắk Mil, and no code
_LENIENT = dt.timedelta(days=45)  # local mergers of early 2025 took effect within weeks of the central one


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a name may mean. `ended` is set when the name is that of a body that `entry` follows."""

    entry: Entry
    score: float
    how: How
    ended: Entry | None = None


@dataclass(frozen=True, slots=True)
class _Scored:
    hit: Hit
    score: float
    how: How


class Matcher:
    """Answers names from the point of view of an issuer."""

    def __init__(self, entries: Entries, index: Index, keys: Keys, places: Mapping[str, Place], communes: CommuneNames) -> None:
        """All five belong to one registry."""
        self._entries = entries
        self._index = index
        self._communes = communes
        self._keys = keys
        self._places = places
        self._offices: dict[str, str] | None = None
        self._unit_keys: dict[str, set[str]] | None = None

    def best(self, name: str, *, on: dt.date | None, near: str | None) -> Match | None:
        """The match to use, or None."""
        found = self.match(name, on=on, near=near, limit=2)
        if not found:
            province = self._only_province(name, near) or self._only_commune(name, near, on)
            found = self.match(name, on=on, near=province, limit=2) if province else self._of_other_kind(name, on=on, near=near)
        if not found or found[0].score < ENOUGH:
            return None
        if len(found) > 1 and found[0].score - found[1].score < _MARGIN and found[1].entry.id != found[0].entry.id:
            return None
        return found[0]

    def _of_other_kind(self, name: str, *, on: dt.date | None, near: str | None) -> list[Match]:
        """What a district's name means that says another kind of it: "UBND thị xã Quế Võ" is that of huyện Quế Võ."""
        said = other_kinds(name, self.homes(near), self._places, self._keys)
        return next((found for other in said if (found := self._of_district(other, on=on, near=near))), [])

    def _of_district(self, name: str, *, on: dt.date | None, near: str | None) -> list[Match]:
        province = self._only_province(name, near)
        return [match for match in self.match(name, on=on, near=province or near, limit=2) if match.how not in ("folded", "fuzzy")]

    def _only_province(self, name: str, near: str | None) -> str | None:
        """The province of the only district that `name` ends in ("UBND huyện Cẩm Xuyên"), said by somebody who is not there."""
        words = [canonical(word) for word in self._keys.words(name)]
        for size in range(min(7, len(words) - 1), 1, -1):
            ids = self._units().get(" ".join(words[-size:]), ())
            found = {self._places[place].province for place in ids if self._places[place].kind not in COMMUNE_KINDS}
            if found:
                province = found.pop() if len(found) == 1 else None
                return None if province in self.homes(near) else province
        return None

    def _only_commune(self, name: str, near: str | None, on: dt.date | None) -> str | None:
        """The province of the only commune in the country that `name` speaks of, said by somebody who is in no province."""
        if any(home in self._places for home in self.homes(near)):
            return None
        provinces = [place.province for place in self._communes.said(name, on, marks=True)]
        return provinces[0] if len(provinces) == 1 else None

    def _names(self, name: str, homes: tuple[str, ...], on: dt.date | None) -> Several:
        """The names among which this one is looked up."""
        self._index.prepare(name, homes)
        said = self._communes.said(name, on)
        provinces = {*homes, *self._index.said(name)} if said else ()
        return self._communes.beside(self._index, homes, [place for place in said if place.province in provinces])

    def match(self, name: str, *, on: dt.date | None, near: str | None, limit: int) -> list[Match]:
        """Best first. Equal scores of two entries mean that the name is ambiguous."""
        homes = self.homes(near)
        names = self._names(name, homes, on)
        scored = self._closest_home(name, names, homes, on) or self._near(name, names, homes, on)
        matches: dict[str, Match] = {}
        for item in scored:
            for match in self._current(item, on):
                best = matches.get(match.entry.id)
                if best is None or best.score < match.score:
                    matches[match.entry.id] = match
        return sorted(matches.values(), key=lambda match: (-match.score, match.entry.id))[:limit]

    def suggest(self, name: str, *, on: dt.date | None, near: str | None, limit: int) -> list[Match]:
        """What comes nearest by its words, for a person to choose from; never used by itself."""
        best: dict[str, Match] = {}
        homes = self.homes(near)
        self._index.prepare(name, homes)
        near_communes = self._communes.similar(name, {*homes, *self._index.said(name)}, on, limit=limit)
        for hit, score in (*near_communes, *self._index.similar(name, (*homes, EVERYWHERE), limit=20 * limit)):
            place = self._places.get(self._entries[hit.entry_id].jurisdiction or "")
            if homes and place is not None and not {place.id, place.province} & set(homes) and place.name not in name:
                continue
            for match in self._current(_Scored(hit, score, "suggested"), on):
                if match.entry.id not in best or best[match.entry.id].score < match.score:
                    best[match.entry.id] = match
        return sorted(best.values(), key=lambda match: (-match.score, match.entry.id))[:limit]

    def homes(self, near: str | None) -> tuple[str, ...]:
        """Where the issuer is at home, closest first: itself, its office or the body that it is the office of, its places."""
        entry = self._entries.get(near) if near else None
        if entry is None:
            return tuple(self._around(near))
        homes = [entry.id]
        if entry.kind in ("unit", "role") and entry.parent:
            homes.append(entry.parent)
        if entry.type == "van_phong" and entry.parent:
            homes.append(entry.parent)
        elif office := self._office_of(entry):
            homes.append(office)
        return (*homes, *self._around(entry.jurisdiction))

    def _around(self, place_id: str | None) -> Iterator[str]:
        """A place, the district that it is in, its province."""
        while place_id and place_id in self._places:
            yield place_id
            place = self._places[place_id]
            place_id = place.district or place.province

    def _office_of(self, entry: Entry) -> str | None:
        if self._offices is None:
            offices = (entry for entry in self._entries.listed.values() if entry.type == "van_phong" and entry.parent)
            self._offices = {entry.parent: entry.id for entry in offices if entry.parent}
        if entry.level == "commune" and entry.jurisdiction in self._entries.communes:
            inside = self._entries.of_type(["van_phong"], [self._entries.communes[entry.jurisdiction]])
            return next((office.id for office in inside if office.parent == entry.id), None)
        return self._offices.get(entry.id)

    def _known(self, name: str, names: Several) -> list[_Scored]:
        """Hits by key: those that keep all marks stand above those that don't."""
        exact = [_Scored(hit, _SCORES[how], how) for hit in names.exact(name) for how in [_how(hit)]]
        if len(self._keys.words(name)) < _FEWEST_WORDS:
            return exact
        return exact + [_Scored(hit, _SCORES["folded"], "folded") for hit in names.folded(name)]

    def _closest_home(self, name: str, names: Several, homes: tuple[str, ...], on: dt.date | None) -> list[_Scored]:
        """Of hits by key only those that keep the most marks, and of these the ones at the closest home."""
        usable = [item for item in self._known(name, names) if item.hit.home in homes or item.hit.home == EVERYWHERE]
        usable = [item for item in usable if not self._too_early(item.hit, on)]
        if not usable:
            return []
        if all(item.how == "folded" for item in usable) and self._names_another_place(name, usable):
            return []
        marks = max(item.how != "folded" for item in usable)
        usable = [item for item in usable if (item.how != "folded") == marks]
        leading = [item for item in usable if self.current(self._entries[item.hit.entry_id], on)]
        usable = leading or usable  # a body that ended and left nobody its work is meant only where nobody else is
        ranks = {home: rank for rank, home in enumerate((*homes, EVERYWHERE))}
        closest = min(ranks[item.hit.home] for item in usable)
        usable = [item for item in usable if ranks[item.hit.home] == closest]
        valid = [item for item in usable if self._valid(self._entries[item.hit.entry_id], on)]
        return valid or usable

    def _names_another_place(self, name: str, usable: Iterable[_Scored]) -> bool:
        """Whether the marks make it the name of another place: "huyện Tân Thành" is not Tân Thạnh that lost a mark."""
        words = self._keys.exact(name).split()
        meant = {self._entries[item.hit.entry_id].jurisdiction for item in usable} - {None}
        starts = (at for at in range(len(words)) if words[max(0, at - 1) : at + 1] != _TOWN)
        said = (self._units().get(" ".join(words[at : at + size])) for at in starts for size in range(2, _LONGEST_UNIT))
        return any(places is not None and not places & meant for places in said)

    def _units(self) -> dict[str, set[str]]:
        if self._unit_keys is None:
            self._unit_keys = {}
            for place in self._places.values():
                self._unit_keys.setdefault(self._keys.exact(unit_name(place)), set()).add(place.id)
        return self._unit_keys

    def _near(self, name: str, names: Several, homes: tuple[str, ...], on: dt.date | None) -> list[_Scored]:
        """Hits with a word or two misread, and those whose words were run together or torn apart."""
        asked = self._keys.folded(name)
        if len(asked.replace(" ", "")) < _SHORTEST:
            return []
        codes = codes_in(name)
        return [
            _Scored(near.hit, _SCORES["fuzzy"] - 0.01 * near.distance, "fuzzy")
            for near in names.near(name, (*homes, EVERYWHERE))
            if near.hit.sort != "code" and not self._too_early(near.hit, on) and self._plausible(asked, near, codes)
        ]

    def _plausible(self, asked: str, near: Near, codes: frozenset[str]) -> bool:
        """Whether OCR can have made `asked` of the key: at most two words differ, by a letter, and none is a word or a code.

        Words run together or torn apart make one that the language has not: Cục Thủy is no Cục Thú y.

        "tan hung" is never taken for "vinh hung": a wrong word that is itself a syllable may be another name, so a person decides.
        """
        if near.distance == 0:
            return any(word not in spelt() for word in asked.split())
        wrong = [(m, t) for m, t in zip(asked.split(), near.key.split(), strict=True) if m != t]
        return len(wrong) <= _MOST_MISREAD and all(
            word not in spelt()
            and (word not in codes or word.translate(_LOOKALIKE) == other.translate(_LOOKALIKE))
            and min(len(word), len(other)) > 2
            and Levenshtein.distance(word, other, score_cutoff=1) <= 1
            for word, other in wrong
        )

    def _valid(self, entry: Entry, on: dt.date | None) -> bool:
        return valid(entry, on)

    def _too_early(self, hit: Hit, on: dt.date | None) -> bool:
        entry = self._entries[hit.entry_id]
        if entry.level == "commune":  # until its first day its name is that of another one, which went into it or elsewhere
            return bool(entry.valid_from and (on is None or on.isoformat() < entry.valid_from))
        return bool(entry.valid_from and on and on < dt.date.fromisoformat(entry.valid_from) - _LENIENT)

    def _current(self, item: _Scored, on: dt.date | None) -> list[Match]:
        entry = self._entries[item.hit.entry_id]
        if not _ended(entry, on):
            return [Match(entry, item.score, item.how)]
        following = self.current(entry, on)
        return [Match(follower, item.score, item.how, ended=entry) for follower in following]

    def current(self, entry: Entry, on: dt.date | None) -> tuple[Entry, ...]:
        """`entry` while it has not ended, else those who follow it, followed to the ones valid on that date."""
        found: dict[str, Entry] = {}
        waiting, seen = [entry], {entry.id}
        while waiting:
            here = waiting.pop(0)
            if not _ended(here, on):
                found[here.id] = here
                continue
            for successor in here.successors:
                following = self._entries.get(successor)
                if following is not None and following.id not in seen:
                    seen.add(following.id)
                    waiting.append(following)
        return tuple(found.values())


def _how(hit: Hit) -> How:
    if hit.sort == "name":
        return "exact"
    return "code" if hit.sort == "code" else "alias"


def _ended(entry: Entry, on: dt.date | None) -> bool:
    return bool(entry.valid_to and on and on >= dt.date.fromisoformat(entry.valid_to))


def valid(entry: Entry, on: dt.date | None) -> bool:
    """Whether the entry exists on a date; without a date everything that has not ended for good does."""
    started = not (entry.valid_from and on and on < dt.date.fromisoformat(entry.valid_from))
    return started and not _ended(entry, on)

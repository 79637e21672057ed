"""Names of communes' bodies (UBND xã Hòa Lạc): indexed only where a name speaks of their commune or the issuer is at home in it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from schemas.registry import Place
from tasks.core.registry.entries import Entries
from tasks.core.registry.index import EVERYWHERE, Hit, Names, Near
from tasks.core.registry.keys import Keys, canonical, plain
from tasks.core.registry.places import stands, unit_name

_KEPT = 256
"""Communes whose names are kept ready."""
_OPENING = frozenset({"xa", "phuong", "thi", "dac"})
_OTHER = frozenset({"thi", "tac"})
"""What stands before "xã" where it is no commune: thị xã, hợp tác xã."""


@dataclass(frozen=True, slots=True)
class Several:
    """Names of one index and of the communes that a question concerns, asked as one."""

    parts: tuple[Names, ...]

    def exact(self, name: str) -> list[Hit]:
        """Hits whose name equals `name` but for case, tone placement and abbreviations."""
        return [hit for part in self.parts for hit in part.exact(name)]

    def folded(self, name: str) -> list[Hit]:
        """Hits whose name equals `name` but for marks."""
        return [hit for part in self.parts for hit in part.folded(name)]

    def near(self, name: str, homes: Collection[str]) -> Iterator[Near]:
        """Hits at `homes` that share all words of `name` which any name has, in their places, or all letters."""
        return (near for part in self.parts for near in part.near(name, homes))


class CommuneNames:
    """Finds communes in printed names and holds the names of their bodies while they are asked for."""

    def __init__(self, entries: Entries, keys: Keys) -> None:
        """Both of one registry."""
        self._entries = entries
        self._keys = keys
        self._names = lru_cache(maxsize=_KEPT)(self._read)

    def _read(self, commune: str) -> Names:
        return Names(self._entries.at(commune), self._keys)

    @cached_property
    def _units(self) -> Mapping[str, Sequence[tuple[str, Place]]]:
        """Kind and name without marks to what has them, with the key that keeps marks: xa hoa lac."""
        units: dict[str, list[tuple[str, Place]]] = defaultdict(list)
        for place in self._entries.communes.values():
            unit = unit_name(place)
            units[self._keys.folded(unit)].append((self._keys.exact(unit), place))
        return units

    @cached_property
    def _longest(self) -> int:
        return max((len(unit.split()) for unit in self._units), default=0)

    def said(self, name: str, on: dt.date | None, *, marks: bool = False) -> list[Place]:
        """The communes of that day whose kind and name stand in `name`; those that keep its marks where there are any.

        `marks`: only these. xã Tân An Thạnh is not xã Tân An. Of those that don't keep them none that is a letter away from
        another one: phường Tan Bình may be Tân Bình, and may be Tam Bình.
        """
        words = self._keys.words(name)
        said = [plain(word) for word in words]
        if _OPENING.isdisjoint(said):
            return []
        found: list[Place] = []
        for at, word in enumerate(said):
            if word not in _OPENING or (word == "xa" and at and said[at - 1] in _OTHER):
                continue
            for size in range(min(self._longest, len(said) - at), 1, -1):
                units = [one for one in self._units.get(" ".join(said[at : at + size]), ()) if stands(one[1], on)]
                exact = " ".join(map(canonical, words[at : at + size]))
                kept = [place for key, place in units if key == exact]
                if units:
                    found += kept if kept or marks else [place for _, place in units if place.id not in self._near_ones]
                    break
        return found

    def beside(self, index: Names, homes: Sequence[str], said: Iterable[Place]) -> Several:
        """The index, and the names of the communes that were said or are among `homes`."""
        own = (home for home in homes if home in self._entries.communes)
        return Several((index, *map(self._names, dict.fromkeys((*own, *(place.id for place in said))))))

    def similar(self, name: str, provinces: Collection[str], on: dt.date | None, *, limit: int) -> list[tuple[Hit, float]]:
        """Bodies of the communes whose names come nearest to the one that `name` speaks of, in these provinces, else anywhere.

        With a similarity of 0 to 0.8, as `Names.similar` gives it. For a person to choose from.
        """
        said = [plain(word) for word in self._keys.words(name)]
        at = next((at for at, word in enumerate(said) if word in _OPENING and said[max(0, at - 1)] not in _OTHER - {word}), None)
        if at is None:
            return []
        around = [unit for unit, places in self._units.items() if any(place.province in provinces for _, place in places)]
        alike = process.extract(" ".join(said[at : at + 5]), around or list(self._units), scorer=fuzz.ratio, limit=limit)
        there = [place for unit, _, _ in alike for _, place in self._units[unit] if place.province in provinces or not around]
        found: list[tuple[Hit, float]] = []
        for place in [place for place in there if on is None or stands(place, on)][:limit]:
            homes = (place.province or "", EVERYWHERE)
            found += self._names(place.id).similar(name, homes, limit=1)
        return found

    def twins(self, place: Place) -> list[Place]:
        """Communes of its province and kind of whose name one letter or mark is another one's: xã Ba Tơ, xã Ba Tô."""
        return self._twins.get(place.id, [])

    @cached_property
    def _twins(self) -> Mapping[str, list[Place]]:
        return _alike(self._entries.communes.values(), str.lower)

    @cached_property
    def _near_ones(self) -> Mapping[str, list[Place]]:
        return _alike(self._entries.communes.values(), self._keys.folded)


def _alike(places: Iterable[Place], key: Callable[[str], str]) -> dict[str, list[Place]]:
    """Places to those of one province and kind whose names differ in one letter: they are one name when that letter is left out."""
    by_rest: dict[tuple[str | None, str, str], list[Place]] = defaultdict(list)
    for place in places:
        name = key(place.name)
        for rest in {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}:
            by_rest[place.province, place.kind, rest].append(place)
    twins: dict[str, list[Place]] = defaultdict(list)
    for alike in by_rest.values():
        for place in alike if len(alike) > 1 else ():
            twins[place.id] += [other for other in alike if other is not place and other not in twins[place.id]]
    return dict(twins)

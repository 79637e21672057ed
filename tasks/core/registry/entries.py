"""All entries of a registry by id. Bodies of communes are made when somebody asks for them: 60,000 that few letters name.

Written out they would double what loading takes and what a watcher holds; a commune's nineteen take half a millisecond.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from schemas.registry import COMMUNE_KINDS, Entry, FileEntry, Place, Template
from tasks.core.registry.fill import Filler, entry_of, words_of

_KEPT = 4096
"""Entries of communes that are kept ready: the nineteen of every commune of a large province."""


class Entries(Mapping[str, Entry]):
    """Entries by id: those that are listed, and those that the templates make of each commune."""

    def __init__(
        self, listed: dict[str, Entry], places: Mapping[str, Place] | None = None, templates: Sequence[Template] = ()
    ) -> None:
        """`listed`: entries that are written out already; they go before what `templates` make of communes."""
        places = places or {}
        self.listed = listed
        self.communes = {place.id: place for place in places.values() if place.kind in COMMUNE_KINDS}
        self._places = places
        self._templates = [(t, {one.id.removeprefix("{id}"): one for one in t.entries}) for t in templates if t.each == "commune"]
        self._ready = lru_cache(maxsize=_KEPT)(self._make)

    def __getitem__(self, entry_id: str) -> Entry:
        """The entry with this id. Raises KeyError."""
        found = self.get(entry_id)
        if found is None:
            raise KeyError(entry_id)
        return found

    def get(self, entry_id: str, default: Entry | None = None) -> Entry | None:  # type: ignore[override]  # no other default is of use
        """The entry with this id, or `default`."""
        found = self.listed.get(entry_id)
        if found is not None or not self._templates:
            return found or default
        place, end = self._parted(entry_id)
        return (self._ready(place.id, end) if place is not None else None) or default

    def __contains__(self, entry_id: object) -> bool:
        """Whether there is an entry with this id; none is made."""
        if entry_id in self.listed:
            return True
        place, end = self._parted(str(entry_id))
        return place is not None and self._template(place, end) is not None

    def __iter__(self) -> Iterator[str]:
        """All ids."""
        yield from self.listed
        yield from self._unlisted()

    def __len__(self) -> int:
        """How many there are."""
        return len(self.listed) + sum(1 for _ in self._unlisted())

    def codes(self) -> frozenset[str]:
        """Every code that bodies have."""
        made = (code for _, entries in self._templates for entry in entries.values() for code in entry.codes)
        return frozenset((*made, *(code for entry in self.listed.values() for code in entry.codes)))

    def at(self, commune: str) -> tuple[Entry, ...]:
        """All bodies of the commune with this id."""
        ids = (f"{commune}{end}" for end in self._ends(self.communes[commune]))
        return tuple(entry for entry_id in ids if (entry := self.get(entry_id)) is not None)

    def of_type(self, types: Sequence[str], communes: Iterable[Place]) -> Iterator[Entry]:
        """The organisations of some types in these communes, sort by sort."""
        places = list(communes)
        for entry_type in types:
            for place in places:
                for end, entry in self._ends(place).items():
                    if entry.type == entry_type and entry.kind == "organisation":
                        yield self[f"{place.id}{end}"]

    def _unlisted(self) -> Iterator[str]:
        ids = (f"{place.id}{end}" for place in self.communes.values() for end in self._ends(place))
        return (entry_id for entry_id in ids if entry_id not in self.listed)

    def _parted(self, entry_id: str) -> tuple[Place | None, str]:
        """The commune at the start of an id, and the rest: ha-noi/xa-hoa-lac, /ubnd/chu-tich."""
        at = entry_id.find("/")
        while at >= 0:
            place = self.communes.get(entry_id[:at])
            if place is not None:
                return place, entry_id[at:]
            at = entry_id.find("/", at + 1)
        return None, ""

    def _ends(self, place: Place) -> dict[str, FileEntry]:
        """Ends of ids and what makes the entries of a commune; of templates with one id the last."""
        return {end: entry for template, entries in self._templates if chosen(template, place) for end, entry in entries.items()}

    def _template(self, place: Place, end: str) -> FileEntry | None:
        return self._ends(place).get(end)

    def _make(self, commune: str, end: str) -> Entry | None:
        place = self.communes[commune]
        template = self._template(place, end)
        if template is None:
            return None
        above = (self._places.get(one) if one else None for one in (place.province, place.district))
        return entry_of(template, place, Filler(words_of(place, *above)))


def chosen(template: Template, place: Place) -> bool:
    """Whether a template of the place's level is for this one."""
    home = place.province or place.id
    if template.kinds and place.kind not in template.kinds:
        return False
    return not (template.only and not {place.id, home} & set(template.only)) and not {place.id, home} & set(template.but)

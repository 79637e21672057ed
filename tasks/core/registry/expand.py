"""Registry files become entries: templates are filled in for every province and district, local names and queues are made."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from schemas.registry import Entry, FileEntry, GroupPhrase, OpenSet, Place, RegistryFile, Template
from tasks.core.registry.entries import Entries, chosen
from tasks.core.registry.fill import Filler, entry_of, level_of, words_of
from tasks.core.registry.places import AllOf, communes_of, districts_of

UNIT_WORDS = {"phong": "Phòng", "vu": "Vụ", "cuc": "Cục", "ban": "Ban"}
"""Kinds of unit that are named by word and code: Phòng KGVX, Vụ TH, Cục KSTT, Ban NCTCD."""


@dataclass(frozen=True, slots=True)
class Content:
    """All of a registry, written out."""

    entries: Entries
    places: dict[str, Place]
    abbreviations: dict[str, str]
    groups: tuple[GroupPhrase, ...] = ()
    open_sets: tuple[OpenSet, ...] = ()
    body_names: frozenset[str] = frozenset()  # what local bodies are called anywhere: "Sở Văn hóa, Thể thao và Du lịch"
    all_communes: AllOf = frozenset()


@dataclass(slots=True)
class _Work:
    entries: dict[str, Entry] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    abbreviations: dict[str, str] = field(default_factory=dict)
    templates: list[Template] = field(default_factory=list)
    plain: list[FileEntry] = field(default_factory=list)
    groups: dict[str, GroupPhrase] = field(default_factory=dict)
    open_sets: list[OpenSet] = field(default_factory=list)
    more: dict[str, tuple[str, ...]] = field(default_factory=dict)
    more_local: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    all_communes: set[tuple[str, str, str]] = field(default_factory=set)


def expand(files: Sequence[RegistryFile]) -> Content:
    """Write out files in their order: what comes later replaces entries, places and groups of the same id."""
    work = _Work()
    for file in files:
        _collect(file, work)
    for template in work.templates:
        if template.each != "commune":
            _fill(template, work)
    for entry in work.plain:
        for fill in _numbered(entry):
            made = entry_of(entry, None, fill)
            work.entries[made.id] = made
    entries = Entries(work.entries, work.places, work.templates)
    for entry_id in {*work.more, *work.more_local}:
        _add_names(entry_id, entries, work)
    called = (short for template in work.templates for entry in template.entries for short in entry.short)
    return Content(
        entries,
        work.places,
        work.abbreviations,
        tuple(work.groups.values()),
        tuple(work.open_sets),
        frozenset(short for short in called if "{" not in short),
        frozenset(work.all_communes),
    )


def _collect(file: RegistryFile, work: _Work) -> None:
    work.abbreviations.update(file.abbreviations)
    work.places.update((place.id, place) for place in file.places)
    for block in file.districts:
        work.places.update((place.id, place) for place in districts_of(block))
    for communes in file.communes:
        work.places.update((place.id, place) for place in communes_of(communes))
        if communes.complete:
            home = communes.district or communes.province
            work.all_communes.add((home, communes.valid_from or "", communes.valid_to or "9999"))
    work.templates.extend(file.templates)
    work.plain.extend(file.entries)
    work.groups.update((group.id, group) for group in file.groups)
    work.open_sets.extend(file.open_sets)
    for entry_id, names in file.add_aliases.items():
        work.more[entry_id] = work.more.get(entry_id, ()) + names
    for entry_id, by_home in file.add_local_names.items():
        here = work.more_local.setdefault(entry_id, {})
        for home, names in by_home.items():
            here[home] = here.get(home, ()) + names


def _add_names(entry_id: str, entries: Entries, work: _Work) -> None:
    """Names that were added to an entry afterwards; those of an entry that is gone are forgotten."""
    known = entries.get(entry_id)
    if known is None:
        return
    local = dict(known.local_names)
    for home, names in work.more_local.pop(entry_id, {}).items():
        local[home] = local.get(home, ()) + names
    aliases = known.aliases + work.more.pop(entry_id, ())
    work.entries[entry_id] = known.model_copy(update={"aliases": aliases, "local_names": local})


def _fill(template: Template, work: _Work) -> None:
    for place in _chosen(template, work.places.values()):
        province = work.places.get(place.province) if place.province else None
        fill = Filler(words_of(place, province, work.places.get(place.district) if place.district else None))
        for entry in template.entries:
            made = entry_of(entry, place, fill)
            work.entries[made.id] = made


def _numbered(entry: FileEntry) -> Iterator[Filler]:
    """What fills an entry in: nothing, or one number after another (Kho bạc Nhà nước khu vực I, II … XX)."""
    if entry.numbers is None:
        yield Filler({})
        return
    first, last = entry.numbers.split("-")
    if first.isdigit():
        numbers = [str(number) for number in range(int(first), int(last) + 1)]
    else:
        numbers = [*map(roman, range(_value(first), _value(last) + 1))]
    yield from (Filler({"n": number, "id": number.lower()}) for number in numbers)


_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """A number from 1 to 39 as offices of regions print it: khu vực XIV."""
    said = ""
    for value, letters in _ROMAN:
        said += letters * (number // value)
        number %= value
    return said


def _value(letters: str) -> int:
    return next(number for number in range(1, 40) if roman(number) == letters)


def _chosen(template: Template, places: Iterable[Place]) -> Iterator[Place]:
    return (place for place in places if level_of(place) == template.each and chosen(template, place))

"""Registry files become entries: templates are filled in for every province and district, local names and queues are made."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from schemas.registry import (
    COMMUNE_KINDS,
    Entry,
    FileEntry,
    GroupPhrase,
    Level,
    OpenSet,
    Place,
    RegistryFile,
    Template,
)
from tasks.core.registry.places import KIND_WORDS, PARTY_WORDS, YOUTH_WORDS, communes_of, districts_of, unit_name
from tasks.core.registry.queue_name import queue_name

UNIT_WORDS = {"phong": "Phòng", "vu": "Vụ", "cuc": "Cục", "ban": "Ban"}
"""Kinds of unit that are named by word and code: Phòng KGVX, Vụ TH, Cục KSTT, Ban NCTCD."""


@dataclass(frozen=True, slots=True)
class Content:
    """All of a registry, written out."""

    entries: dict[str, Entry]
    places: dict[str, Place]
    abbreviations: dict[str, str]
    groups: tuple[GroupPhrase, ...] = ()
    open_sets: tuple[OpenSet, ...] = ()
    body_names: frozenset[str] = frozenset()  # what local bodies are called anywhere: "Sở Văn hóa, Thể thao và Du lịch"
    all_communes: frozenset[str] = frozenset()  # provinces and districts of which every commune is listed


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
    all_communes: set[str] = field(default_factory=set)


def expand(files: Sequence[RegistryFile]) -> Content:
    """Write out files in their order: what comes later replaces entries, places and groups of the same id."""
    work = _Work()
    for file in files:
        _collect(file, work)
    for template in work.templates:
        _fill(template, work)
    for entry in work.plain:
        for fill in _numbered(entry):
            made = _entry(entry, None, fill)
            work.entries[made.id] = made
    for entry_id in {*work.more, *work.more_local}:
        _add_names(entry_id, work)
    called = (short for template in work.templates for entry in template.entries for short in entry.short)
    return Content(
        work.entries,
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
        work.all_communes.update({communes.district or communes.province} if communes.complete else ())
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


def _add_names(entry_id: str, work: _Work) -> None:
    """Names that were added to an entry afterwards; those of an entry that is gone are forgotten."""
    known = work.entries.get(entry_id)
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
        fill = _Filler(_words(place, province, work.places.get(place.district) if place.district else None))
        for entry in template.entries:
            made = _entry(entry, place, fill)
            work.entries[made.id] = made


def _numbered(entry: FileEntry) -> Iterator["_Filler"]:
    """What fills an entry in: nothing, or one number after another (Kho bạc Nhà nước khu vực I, II … XX)."""
    if entry.numbers is None:
        yield _Filler({})
        return
    first, last = entry.numbers.split("-")
    if first.isdigit():
        numbers = [str(number) for number in range(int(first), int(last) + 1)]
    else:
        numbers = [*map(roman, range(_value(first), _value(last) + 1))]
    yield from (_Filler({"n": number, "id": number.lower()}) for number in numbers)


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
    for place in places:
        level = _level(place)
        if level != template.each or (template.kinds and place.kind not in template.kinds):
            continue
        home = place.province or place.id
        if (template.only and not {place.id, home} & set(template.only)) or {place.id, home} & set(template.but):
            continue
        yield place


def _words(place: Place, province: Place | None, district: Place | None) -> dict[str, str]:
    above = [unit_name(one) for one in (district, province or place) if one is not None]
    return {
        "id": place.id,
        "name": place.name,
        "kind": KIND_WORDS[place.kind],
        "unit": unit_name(place),
        "party": PARTY_WORDS[place.kind],
        "youth": YOUTH_WORDS.get(place.kind, "Đoàn"),
        "province": place.province or place.id,
        "province_unit": unit_name(province or place),
        "province_party": PARTY_WORDS[(province or place).kind],
        "above": ", ".join(above),  # huyện Cẩm Xuyên, tỉnh Hà Tĩnh
    }


_ALL_FIELDS = set(Entry.model_fields)
"""One set for all: entries are made of checked parts, 33,000 of them, and a set of their own for each took 24 MB."""


def _made(**values: Any) -> Entry:
    """An entry of all its fields, as `Entry.model_construct` makes it, which looks each up again."""
    made = Entry.__new__(Entry)
    for name, value in (("__dict__", values), ("__pydantic_fields_set__", _ALL_FIELDS), *_NONE):
        object.__setattr__(made, name, value)
    return made


_NONE = (("__pydantic_extra__", None), ("__pydantic_private__", None))


def _entry(entry: FileEntry, place: Place | None, fill: "_Filler") -> Entry:
    """One entry of a file, filled in for its place."""
    entry_id = fill(entry.id)
    names = _short_names(entry, place, fill)
    name = fill(entry.name) if entry.name else names.full
    aliases = (*names.everywhere, *map(fill, entry.aliases))
    local = {fill(home): tuple(map(fill, said)) for home, said in entry.local_names.items()}
    for home, said in names.local.items():
        local[home] = said + local.get(home, ())
    parent = fill(entry.parent) if entry.parent else None
    if entry.inside and parent:
        local[parent] = local.get(parent, ()) + tuple(map(fill, entry.inside))
    valid_to, successors = _end(entry, entry_id, place, fill)
    served = entry.kind != "group" if "queue" not in entry.model_fields_set else entry.queue is not None
    return _made(
        id=entry_id,
        name=name,
        kind=entry.kind,
        level=entry.level or _level(place),
        system=entry.system,
        type=entry.type,
        parent=parent,
        jurisdiction=fill(entry.jurisdiction) if entry.jurisdiction else (place.id if place else None),
        aliases=aliases,
        local_names=local,
        codes=entry.codes,
        bare=entry.bare,
        valid_from=entry.valid_from or (place.valid_from if place else None),
        valid_to=valid_to,
        successors=successors,
        queue=(entry.queue or queue_name(name)) if served else None,
        members=tuple(map(fill, entry.members)),
        source=entry.source or (place.source if place else None),
    )


@dataclass(frozen=True, slots=True)
class _ShortNames:
    full: str
    everywhere: tuple[str, ...]
    local: dict[str, tuple[str, ...]]


def _short_names(entry: FileEntry, place: Place | None, fill: "_Filler") -> _ShortNames:
    """What `short` stands for: the full name, what may be said everywhere, and what only at home."""
    if not entry.short or place is None:
        return _ShortNames(entry.name or (entry.short[0] if entry.short else entry.id), entry.short[1:], {})
    words = fill.words
    shorts = tuple(map(fill, entry.short))
    kind, unit, name = words["kind"], words["unit"], words["name"]
    said_at_home = tuple(said for short in shorts for said in (f"{short} {kind}", f"{short} cấp {kind}"))
    said_at_home += shorts if entry.bare else ()
    if place.province is None:
        said = (f"{short} {tail}" for short in shorts for tail in (unit, name))
        return _ShortNames(f"{shorts[0]} {unit}", tuple(said), {place.id: said_at_home})
    tails = (
        (unit,) if words["above"].endswith(f" {name}") else (unit, name)
    )  # thành phố Hà Tĩnh, tỉnh Hà Tĩnh: the name is the province's
    in_province = tuple(f"{short} {tail}" for short in shorts for tail in tails)
    full = tuple(f"{short} {unit}, {words['above']}" for short in shorts)
    return _ShortNames(full[0], full[1:], {place.id: said_at_home, place.district or place.province: in_province})


def _end(entry: FileEntry, entry_id: str, place: Place | None, fill: "_Filler") -> tuple[str | None, tuple[str, ...]]:
    """Until when, and who follows: the entry's own end if it comes first, else its place's, in the place that follows it."""
    ends = [date for date in (entry.valid_to, place.valid_to if place else None) if date]
    if not ends:
        return None, tuple(map(fill, entry.successors))
    if entry.successors and (entry.valid_to == min(ends) or place is None or place.province):
        return min(ends), tuple(map(fill, entry.successors))
    if place is None or entry.valid_to == min(ends):
        return min(ends), ()
    rest = entry_id.removeprefix(place.id)
    return min(ends), tuple(f"{following}{rest}" for following in place.successors)


def _level(place: Place | None) -> Level | None:
    if place is None:
        return None
    if place.kind in COMMUNE_KINDS:
        return "commune"
    return "district" if place.province else "province"


class _Filler:
    """Puts the place's words into a text."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words

    def __call__(self, text: str) -> str:
        return text.format_map(self.words) if "{" in text else text

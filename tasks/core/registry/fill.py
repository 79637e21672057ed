"""Entries of templates are filled in with the words of a place: names that hold everywhere, at home, and until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from schemas.registry import COMMUNE_KINDS, Entry, FileEntry, Level, Place
from tasks.core.registry.places import KIND_WORDS, PARTY_WORDS, YOUTH_WORDS, unit_name
from tasks.core.registry.queue_name import queue_name


def level_of(place: Place | None) -> Level | None:
    """The level of bodies in a place; None without one."""
    if place is None:
        return None
    if place.kind in COMMUNE_KINDS:
        return "commune"
    return "district" if place.province else "province"


class Filler:
    """Puts the place's words into a text."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words

    def __call__(self, text: str) -> str:
        """`text` with the words in it."""
        return text.format_map(self.words) if "{" in text else text


def words_of(place: Place, province: Place | None, district: Place | None) -> dict[str, str]:
    """What placeholders stand for in a place."""
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
        "province_name": (province or place).name,
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


def entry_of(entry: FileEntry, place: Place | None, fill: Filler) -> Entry:
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
        level=entry.level or level_of(place),
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


def _short_names(entry: FileEntry, place: Place | None, fill: Filler) -> _ShortNames:
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
    commune = place.kind in COMMUNE_KINDS
    # thành phố Hà Tĩnh, tỉnh Hà Tĩnh: the name is the province's; UBND Hòa Bình is no commune's: there are too many names
    tails = (unit,) if commune or words["above"].endswith(f" {name}") else (unit, name)
    in_province = tuple(f"{short} {tail}" for short in shorts for tail in tails)
    above = (words["above"], words["province_name"]) if commune and place.district is None else (words["above"],)
    full = tuple(f"{short} {unit}, {said}" for said in above for short in shorts)
    return _ShortNames(full[0], full[1:], {place.id: said_at_home, place.district or place.province: in_province})


def _end(entry: FileEntry, entry_id: str, place: Place | None, fill: Filler) -> tuple[str | None, tuple[str, ...]]:
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

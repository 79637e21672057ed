"""What is wrong with a registry file beyond its form (kiểm tra danh mục): ids that lead nowhere, dates, names that clash."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from schemas.registry import Entry, FileEntry, Place, RegistryFile
from tasks.core.registry.expand import Content, expand

Where = tuple[str | int, ...]
"""Way to a value in a file: ("entries", 3, "parent")."""

PLACEHOLDERS = frozenset({"id", "name", "kind", "unit", "party", "province", "province_unit", "province_party", "above", "youth"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, where in the file, and what to do, in words for the one who edits it."""

    where: Where
    message: str


def check(file: RegistryFile, others: Sequence[RegistryFile] = ()) -> list[Fault]:
    """Faults of `file` laid over `others`; an empty list when it can be used. Never raises for a file that has the right form."""
    faults = [*_twice(file), *_placeholders(file)]
    if faults:
        return faults
    content = expand([*others, file])
    return [*_references(file, content), *_dates(file), *_circles(file, content), *_names(file, content)]


def _twice(file: RegistryFile) -> Iterator[Fault]:
    for part in ("entries", "places", "groups"):
        seen: set[str] = set()
        for at, item in enumerate(getattr(file, part)):
            if item.id in seen:
                yield Fault((part, at, "id"), f"“{item.id}” stands twice in this file; keep one")
            seen.add(item.id)


def _placeholders(file: RegistryFile) -> Iterator[Fault]:
    for at, entry in enumerate(file.entries):
        if ("{" in entry.id) != (entry.numbers is not None):
            if entry.numbers is not None:
                yield Fault(("entries", at, "id"), "an entry with numbers needs {id} in its id, where its number stands")
                continue
            yield Fault(("entries", at, "id"), "placeholders are for templates; write the id out")
    for where, entry in _template_entries(file):
        if file.templates[int(where[1])].each == "commune" and not entry.id.startswith("{id}"):
            yield Fault((*where, "id"), "an entry of communes begins with {id}: it is made when its commune is named")
        try:
            for text in (entry.id, entry.name or "", entry.parent or "", *entry.short, *entry.aliases, *entry.successors):
                text.format_map(dict.fromkeys(PLACEHOLDERS, ""))
        except (KeyError, ValueError, IndexError) as error:
            known = ", ".join(f"{{{name}}}" for name in sorted(PLACEHOLDERS))
            yield Fault(where, f"unknown placeholder {error}; there are {known}")


def _template_entries(file: RegistryFile) -> Iterator[tuple[Where, FileEntry]]:
    for at, template in enumerate(file.templates):
        for number, entry in enumerate(template.entries):
            yield ("templates", at, "entries", number), entry


def _references(file: RegistryFile, content: Content) -> Iterator[Fault]:
    for at, entry in enumerate(file.entries):
        for field, ids, known in (
            ("parent", (entry.parent,), content.entries),
            ("successors", entry.successors, content.entries),
            ("members", entry.members, content.entries),
            ("jurisdiction", (entry.jurisdiction,), content.places),
        ):
            yield from _unknown(("entries", at, field), ids, known)
        homes = {home: () for home in entry.local_names if home not in content.entries and home not in content.places}
        yield from _unknown(("entries", at, "local_names"), tuple(homes), {})
    for at, place in enumerate(file.places):
        yield from _unknown(("places", at, "province"), (place.province,), content.places)
        yield from _unknown(("places", at, "successors"), place.successors, content.places)
    for at, block in enumerate(file.districts):
        yield from _unknown(("districts", at, "province"), (block.province,), content.places)
    for at, communes in enumerate(file.communes):
        yield from _unknown(("communes", at, "province"), (communes.province,), content.places)
        yield from _unknown(("communes", at, "district"), (communes.district,), content.places)
    for at, template in enumerate(file.templates):
        yield from _unknown(("templates", at, "only"), template.only, content.places)
        yield from _unknown(("templates", at, "but"), template.but, content.places)
    for entry_id in (*file.add_aliases, *file.add_local_names):
        part = "add_aliases" if entry_id in file.add_aliases else "add_local_names"
        yield from _unknown((part, entry_id), (entry_id,), content.entries)


def _unknown(where: Where, ids: Sequence[str | None], known: Mapping[str, object]) -> Iterator[Fault]:
    for name in ids:
        if name and name not in known:
            yield Fault(where, f"there is no “{name}”: neither in this file nor in those that it is laid over")


def _dates(file: RegistryFile) -> Iterator[Fault]:
    dated: list[tuple[Where, FileEntry | Place]] = [(("entries", at), entry) for at, entry in enumerate(file.entries)]
    dated += [(("places", at), place) for at, place in enumerate(file.places)]
    for where, item in [*dated, *_template_entries(file)]:
        if item.valid_from and item.valid_to and item.valid_from >= item.valid_to:
            yield Fault((*where, "valid_to"), f"ends ({item.valid_to}) before it begins ({item.valid_from})")
        if item.successors and not item.valid_to and where[0] != "templates":
            yield Fault((*where, "successors"), "has successors but no valid_to: it never ends, so nobody follows it")


def _circles(file: RegistryFile, content: Content) -> Iterator[Fault]:
    for at, entry in enumerate(file.entries):
        for field in ("successors", "members", "parent"):
            if _leads_back(entry.id, field, content):
                yield Fault(("entries", at, field), f"“{entry.id}” leads back to itself")


def _leads_back(start: str, field: str, content: Content) -> bool:
    seen: set[str] = set()
    waiting = list(_next(content.entries.get(start), field))
    while waiting:
        here = waiting.pop()
        if here == start:
            return True
        if here not in seen:
            seen.add(here)
            waiting.extend(_next(content.entries.get(here), field))
    return False


def _next(entry: Entry | None, field: str) -> tuple[str, ...]:
    value = getattr(entry, field, None) if entry else None
    return (value,) if isinstance(value, str) else tuple(value or ())


def _names(file: RegistryFile, content: Content) -> Iterator[Fault]:
    """Two bodies of one time under one name or one queue: letters to one would reach the other."""
    mine = {entry.id: ("entries", at) for at, entry in enumerate(file.entries)}
    by_name: dict[str, list[Entry]] = {}
    by_queue: dict[str, list[Entry]] = {}
    for entry in content.entries.listed.values() if mine else ():
        for name in (entry.name, *entry.aliases):
            by_name.setdefault(name.lower(), []).append(entry)
        if entry.queue:
            by_queue.setdefault(entry.queue, []).append(entry)
    for part, groups in (("name", by_name), ("queue", by_queue)):
        for entries in groups.values():
            ids = list(dict.fromkeys(entry.id for entry in entries))
            where = next((mine[entry_id] for entry_id in reversed(ids) if entry_id in mine), None)
            if len(ids) > 1 and where and _at_one_time(entries):
                yield Fault((*where, part), f"the same {part} is that of {', '.join(ids)}")


def _at_one_time(entries: Sequence[Entry]) -> bool:
    different = list({entry.id: entry for entry in entries}.values())
    return any(
        (a.valid_from or "") < (b.valid_to or "9999") and (b.valid_from or "") < (a.valid_to or "9999")
        for number, a in enumerate(different)
        for b in different[number + 1 :]
    )

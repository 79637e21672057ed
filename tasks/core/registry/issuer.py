"""Who printed this letterhead (cơ quan ban hành): parent and issuer lines, helped by the symbol and the place line."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tasks.core.registry.match import ENOUGH, Match

if TYPE_CHECKING:
    from tasks.core.registry.registry import Registry

_FROM_SYMBOL = 0.86  # a code with a place but no readable letterhead: right in all of 1,000 made letters, still the weakest
_PARTY_BODY = "Tỉnh ủy"


def read_letterhead(
    registry: "Registry",
    lines: Sequence[str],
    *,
    symbol: str | None,
    place: str | None,
    on: dt.date | None,
    system: str,
) -> Match | None:
    """The entry of the letterhead, or None when nothing fits well or several do."""
    printed = [line.strip() for line in lines if line.strip()]
    home = _home(registry, place, on)
    for parent, child in _splits(printed):
        found = _under(registry, parent, child, on) if parent else _alone(registry, child, home, on)
        if found is not None and found.score >= ENOUGH and found.entry.kind != "group":
            return found
    return _by_symbol(registry, symbol, home=home, place=place, on=on, system=system)


def _splits(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Parent and issuer lines: all of it as one name first (ỦY BAN NHÂN DÂN / TỈNH LONG AN), then each place to part them."""
    yield "", " ".join(lines)
    for at in range(1, len(lines)):
        yield " ".join(lines[:at]), " ".join(lines[at:])
    for at in range(1, len(lines)):
        yield "", " ".join(lines[at:])


def _alone(registry: "Registry", name: str, home: str | None, on: dt.date | None) -> Match | None:
    if not name:
        return None
    return registry.best(name, on=on, near=home) or _only_district(registry, name, on)


def _only_district(registry: "Registry", name: str, on: dt.date | None) -> Match | None:
    """A district body without its province ("UBND huyện Giồng Riềng"): only when one province has such a district."""
    homes = {place.province for place in registry.places.values() if place.province}
    found = {}
    for home in homes:
        match = registry.best(name, on=on, near=home)
        if match is not None and match.how != "fuzzy":
            found[match.entry.id] = match
    return next(iter(found.values())) if len(found) == 1 else None


def _under(registry: "Registry", parent: str, child: str, on: dt.date | None) -> Match | None:
    """The child as said inside the parent or in its place: SỞ Y TẾ under UBND TỈNH KIÊN GIANG."""
    above = registry.best(parent, on=on)
    if above is None:
        return None
    found = registry.best(child, on=on, near=above.entry.id)
    if found is None or found.entry.id == above.entry.id:
        return None
    inside = registry.place_of(found.entry.id)
    around = registry.place_of(above.entry.id)
    if found.entry.parent != above.entry.id and (inside is None or around is None or around.id not in (inside.id, inside.province)):
        return None
    return Match(found.entry, min(found.score, above.score), found.how, found.ended)


def _home(registry: "Registry", place: str | None, on: dt.date | None) -> str | None:
    """The province that the place line names, or the province of the only district of that name."""
    if not place:
        return None
    asked = registry.keys.folded(place)
    tails = (asked, asked.removeprefix("tinh "), asked.removeprefix("thanh pho "))
    provinces = [p for p in registry.places.values() if registry.keys.folded(p.name) in tails]
    current = [p for p in provinces if p.province is None and _lasts(p.valid_to, on)] or [
        p for p in provinces if p.province is None
    ]
    if len(current) == 1:
        return current[0].id
    homes = {p.province for p in provinces if p.province}
    return homes.pop() if len(homes) == 1 and not current else None


def _lasts(valid_to: str | None, on: dt.date | None) -> bool:
    return not (valid_to and on and on >= dt.date.fromisoformat(valid_to))


def _names_district(registry: "Registry", place: str | None) -> bool:
    """Whether the place line is a district's: then UBND in the symbol is not that of the province."""
    asked = registry.keys.folded(place or "")
    return not any(registry.keys.folded(p.name) == asked for p in registry.places.values() if p.province is None)


def _by_symbol(
    registry: "Registry", symbol: str | None, *, home: str | None, place: str | None, on: dt.date | None, system: str
) -> Match | None:
    """From the symbol's groups (TB-VPCP, SYT-NVY with the place line): weaker than a letterhead."""
    if system == "party" and symbol and "TU" in symbol.upper().split("/")[-1:] and home:
        found = registry.best(_PARTY_BODY, on=on, near=home)
        return Match(found.entry, _FROM_SYMBOL, "code", found.ended) if found else None
    seat = next((e.id for e in registry.entries.values() if home and e.type == "ubnd" and e.jurisdiction == home), home)
    if symbol and "UBND" in symbol.replace("/", "-").split("-") and seat and not _names_district(registry, place):
        return Match(registry.entries[seat], _FROM_SYMBOL, "code") if seat in registry.entries else None
    for code in reversed([part for part in (symbol or "").replace("/", "-").split("-") if len(part) > 1]):
        found = registry.best(code, on=on, near=seat)
        if found is not None and found.how in ("code", "alias", "exact") and found.entry.kind == "organisation":
            return Match(found.entry, _FROM_SYMBOL, "code", found.ended)
    return None

"""Who printed this letterhead (cơ quan ban hành): parent and issuer lines, helped by the symbol and the place line."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from schemas.registry import COMMUNE_KINDS, Entry, Place
from tasks.core.registry.keys import plain
from tasks.core.registry.match import ENOUGH, Match
from tasks.core.registry.places import stands
from tasks.core.registry.registry import Registry

_FROM_SYMBOL = 0.86  # a code with a place but no readable letterhead: right in all of 1,000 made letters, still the weakest
_AGREES = 75  # of 100: words of a damaged letterhead that the code's body must share
_TYPES = frozenset(
    "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC PB SY TrS SL NĐ TT TTLT CV KL".split()  # noqa: SIM905 - Nghị định 30/2020 Phụ lục III, as a table
)


def read_letterhead(
    registry: Registry,
    lines: Sequence[str],
    *,
    symbol: str | None = None,
    place: str | None = None,
    on: dt.date | None = None,
) -> Match | None:
    """Best entry for a printed letterhead (its left column, top to bottom); None when nothing fits well or several do.

    `symbol` is the letter's symbol without its number (`VP-KGVX`), `place` its place line (Kiên Giang).
    """
    printed = [line.strip() for line in lines if any(char.isalnum() for char in line)]
    home = _home(registry, place, on)
    for lines_of_body in (printed, _without_acting(printed)):
        for parent, child in _splits(lines_of_body):
            found = _under(registry, parent, child, on) if parent else _alone(registry, child, home, on)
            if found is not None and found.score >= ENOUGH and found.entry.kind != "group":
                return found if _is_there(registry, found, place) else None
    return _by_symbol(registry, symbol, home=home, place=place, on=on, printed=printed)


def _is_there(registry: Registry, found: Match, place: str | None) -> bool:
    """Whether the place line, where there is one, is that of the commune or its province: there are too many names of communes."""
    commune = registry.entries.communes.get(found.entry.jurisdiction or "")
    if commune is None or not place:
        return True
    said = {one.id for one in registry.places_named(registry.keys.folded(place))}
    return bool(said & {commune.id, commune.province})


_ACTING = frozenset({"ban thuong truc", "ban thuong vu", "ban chap hanh", "thuong truc"})


def _without_acting(printed: list[str]) -> list[str]:
    """The letterhead without the line of the acting body (ỦY BAN MTTQ VIỆT NAM TỈNH X / BAN THƯỜNG TRỰC); else empty."""
    last = " ".join(plain(word) for word in re.findall(r"\w+", printed[-1])) if printed else ""
    return printed[:-1] if last in _ACTING else []


_OFFICE = "van phong"


def _splits(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Parent and issuer lines: all of it as one name first (ỦY BAN NHÂN DÂN / TỈNH LONG AN), then each place to part them."""
    yield "", " ".join(lines)
    for at in range(1, len(lines)):
        yield " ".join(lines[:at]), " ".join(lines[at:])
    for at in range(1, len(lines)):
        child = " ".join(lines[at:])
        if plain(child) == _OFFICE:  # it is its parent's: alone it would be the office of whoever is at home
            yield "", f"{child} {' '.join(lines[:at])}"
        else:
            yield "", child


def _alone(registry: Registry, name: str, home: str | None, on: dt.date | None) -> Match | None:
    if not name:
        return None
    return registry.best(name, on=on, near=home) or _only_district(registry, name, on)


def _only_district(registry: Registry, name: str, on: dt.date | None) -> Match | None:
    """A district body without its province ("UBND huyện Giồng Riềng"): only when one province has such a district."""
    asked = f" {registry.keys.folded(name)} "
    words = asked.split()
    spans = (" ".join(words[at:end]) for at in range(len(words)) for end in range(at + 1, min(len(words), at + 6) + 1))
    named = (place for said in spans for place in registry.places_named(said))
    found = {}
    for home in {place.province for place in named if place.province and place.kind not in COMMUNE_KINDS}:
        match = registry.best(name, on=on, near=home)
        if match is not None and match.how != "fuzzy" and match.entry.level == "district":
            found[match.entry.id] = match
    return next(iter(found.values())) if len(found) == 1 else None


def _under(registry: Registry, parent: str, child: str, on: dt.date | None) -> Match | None:
    """The child as said inside the parent or in its place: SỞ Y TẾ under UBND TỈNH KIÊN GIANG."""
    above = registry.best(parent, on=on) or _only_district(registry, parent, on)
    if above is None:
        return None
    found = registry.best(child, on=on, near=above.entry.id)
    if found is None or found.entry.id == above.entry.id:
        return None
    if " ".join(plain(word) for word in re.findall(r"\w+", child)) == _OFFICE and found.entry.parent != above.entry.id:
        return None  # the office of a court is not that of the People's Committee, whose place it shares
    inside = registry.place_of(found.entry.id)
    around = registry.place_of(above.entry.id)
    if found.entry.parent != above.entry.id and (inside is None or around is None or around.id not in (inside.id, inside.province)):
        return None
    return Match(found.entry, min(found.score, above.score), found.how, found.ended)


def _home(registry: Registry, place: str | None, on: dt.date | None) -> str | None:
    """The province that the place line names, or the province of the only district of that name."""
    if not place:
        return None
    asked = registry.keys.folded(place)
    tails = {asked, asked.removeprefix("tinh "), asked.removeprefix("thanh pho ")}
    named = [one for tail in tails for one in registry.places_named(tail)]
    provinces = [p for p in named if p.province is None]
    current = [p for p in provinces if _lasts(p.valid_to, on)] or provinces
    if len(current) == 1:
        return current[0].id
    homes = {p.province for p in below_provinces(named, on)}
    return homes.pop() if len(homes) == 1 and not current else None


def below_provinces(named: Sequence[Place], on: dt.date | None) -> list[Place]:
    """Of the places of one name the districts and communes that are there on a day; else the districts that were."""
    below = [place for place in named if place.province is not None]
    here = [place for place in below if stands(place, on)] if on else []
    return here or [place for place in below if place.kind not in COMMUNE_KINDS]


def _lasts(valid_to: str | None, on: dt.date | None) -> bool:
    return not (valid_to and on and on >= dt.date.fromisoformat(valid_to))


def _is_province(registry: Registry, place: str | None) -> bool:
    """Whether the place line is a province's: only then is UBND in the symbol that of the province."""
    return any(p.province is None for p in registry.places_named(registry.keys.folded(place or "")))


def _by_symbol(
    registry: Registry, symbol: str | None, *, home: str | None, place: str | None, on: dt.date | None, printed: list[str]
) -> Match | None:
    """From the issuer's code in the symbol (TB-VPCP, SYT-NVY with the place line): weaker than a letterhead.

    A letterhead that can be read and says something else is believed more than its code.
    """
    code = issuer_code(symbol or "")
    seat = f"{home}/ubnd" if home and registry.get(f"{home}/ubnd") is not None else home
    if not code or (code == "UBND" and not _is_province(registry, place)):
        return None
    found = registry.best("Ủy ban nhân dân tỉnh" if code == "UBND" else code, on=on, near=seat)
    if found is None or found.how in ("folded", "fuzzy") or found.entry.kind != "organisation":
        return None
    names = [registry.keys.folded(name) for name in (found.entry.name, *found.entry.aliases)]
    head = registry.keys.folded(" ".join(printed))
    if _is_office_of_another(registry, printed, found.entry, on):
        return None
    if printed and max(fuzz.token_set_ratio(head, name) for name in names) < _AGREES:
        return None
    return Match(found.entry, _FROM_SYMBOL, "code", found.ended)


def _is_office_of_another(registry: Registry, printed: list[str], office: Entry, on: dt.date | None) -> bool:
    """Whether VĂN PHÒNG stands below another body of the registry than the one whose office this is (a court's: 87/TB-VP)."""
    if not printed or " ".join(map(plain, printed[-1].split())) != _OFFICE:
        return False
    above = registry.best(" ".join(printed[:-1]), on=on)
    return above is not None and above.how != "fuzzy" and above.entry.id != office.parent


def issuer_code(symbol: str) -> str | None:
    """The issuer's part of a symbol: VPCP of TB-VPCP and of VPCP-KSTT, TU of TB/TU; None when there is none."""
    if "/" in symbol:
        return symbol.rpartition("/")[2] or None
    groups = [group for group in symbol.split("-") if group]
    while groups and groups[0] in _TYPES:
        groups.pop(0)
    return groups[0] if groups else None

"""Marks of the place in an office's name: date line and letterhead have it both, and the registry lists the country's places."""

import re
from collections.abc import Sequence

from schemas.registry import COMMUNE_KINDS, Place
from tasks.core.letter.issuer.known import Known
from tasks.core.letter.rows.lines import Flow, Row
from tasks.core.letter.rows.signs import bare
from tasks.core.registry.places import stands
from tasks.core.vietnamese.normal import canonical_tone

_SURE = 0.9
"""The engine's confidence in a word from which on its marks stay, whatever places there are."""
_LEAST = 4
"""Letters of a place's name at least."""
_OF_A_PLACE = re.compile(
    r"(?<!\w)(?:(?P<commune>xã|phường|đặc khu)|huyện(?: ủy)?|huyện đoàn|quận(?: ủy)?|thị xã|thị ủy|thành phố) "
    r"(?P<name>[^\W\d_]+(?: [^\W\d_]+){1,3})$",
    re.IGNORECASE,
)
"""A district, city or commune of two words and more at a name's end."""


def with_settled_place(name: str, rows: Sequence[Row], known: Known) -> str:
    """An office's full name, read in `rows` of a scan, with its place's marks as they most likely are printed; else as it is.

    Where the date line has the place with other marks: as the one of them has it that is a place of the country, else as the one
    that was read more surely (`BÕ TRẠCH` with 0.58, `Bố Trạch` with 0.96). Where both have it alike, or the date line has another:
    as the only place of these letters, if none is printed so and the engine doubted it.
    """
    if known.registry is None or not any(row.line.words for row in rows):
        return name
    return _as_in_the_date(name, rows, known) or _as_listed(name, rows, known) or name


def _as_in_the_date(name: str, rows: Sequence[Row], known: Known) -> str | None:
    place = known.place
    at = _where(name, place) if place and len(place) >= _LEAST else None
    if place is None or at is None:
        return None
    read = name[at : at + len(place)]
    if _is_alike(read, place):
        return None
    listed = [_is_listed(one, known) for one in (place, read)]
    better = listed[0] if listed[0] != listed[1] else known.place_sure > _sureness(read, rows, least=False)
    return f"{name[:at]}{place}{name[at + len(place) :]}" if better else None


def _as_listed(name: str, rows: Sequence[Row], known: Known) -> str | None:
    found = _OF_A_PLACE.search(name)
    if found is None or known.registry is None or (found["commune"] and known.on is None):
        return None
    read = found["name"]
    if _is_listed(read, known) or _sureness(read, rows, least=True) >= _SURE:
        return None
    names = {place.name for place in _places(read, known) if _is_of(place, known, commune=found["commune"] is not None)}
    alike = [one for one in names if bare(one) == bare(read)]
    return f"{name[: found.start('name')]}{alike[0]}" if len(names) == 1 and alike else None


def _is_of(place: Place, known: Known, *, commune: bool) -> bool:
    """Whether a place is of that kind; communes are listed as they are since 2025, and no letter of before is of one of them."""
    if not commune:
        return place.kind not in COMMUNE_KINDS
    return place.kind in COMMUNE_KINDS and stands(place, known.on)


def _where(name: str, place: str) -> int | None:
    """Where the last words of a name are that place's but for their marks."""
    found = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(bare(place))}(?!\w)", bare(name))]
    return found[-1] if found else None


def _places(name: str, known: Known) -> Sequence[Place]:
    registry = known.registry
    return registry.places_named(registry.keys.folded(name)) if registry else ()


def _is_listed(name: str, known: Known) -> bool:
    return any(_is_alike(place.name, name) for place in _places(name, known))


def _is_alike(one: str, other: str) -> bool:
    """Whether two names are one but for capitals and the place of a tone's mark."""
    return canonical_tone(one.casefold()) == canonical_tone(other.casefold())


def _sureness(words: str, rows: Sequence[Row], *, least: bool) -> float:
    """The engine's confidence in words of the rows, its mean or that of the `least` sure; 1 where they are not found."""
    flow = Flow(rows)
    at = bare(flow.text).rfind(bare(words))
    stretches = flow.stretches(at, at + len(words)) if at >= 0 else []
    sure = [one.least_confidence if least else one.confidence for one in stretches]
    return min(sure, default=1.0)

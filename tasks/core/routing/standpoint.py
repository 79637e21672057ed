"""From where a letter's names are read when the letterhead gave no body of the registry (điểm nhìn của văn bản)."""

import datetime as dt
import re
from collections import Counter

from schemas.letter import Document
from schemas.registry import COMMUNE_KINDS, Place
from tasks.core.registry.issuer import below_provinces
from tasks.core.registry.places import unit_name
from tasks.core.registry.registry import Registry
from tasks.core.routing.house import house_of
from tasks.core.routing.pieces import View

_SEATS = frozenset({"ha-noi", "ho-chi-minh"})
_AUTHORITY = (
    r"(?:ủy ban nhân dân|uỷ ban nhân dân|UBND|hội đồng nhân dân|HĐND|tỉnh [uủ][yỷ]|thành [uủ][yỷ]|công an|sở [\w\s,-]{{4,60}}?)"
)


def view_of(document: Document, registry: Registry, day: dt.date | None) -> View:
    """How a document's names are read: from its issuer or where it stands, on its day, with the issuer's own house."""
    near = document.issuer_id or standpoint(document, registry, day)
    if near is not None and _is_of_another_province(near, document, registry, day):
        near = None
    return View(registry, near, day, house_of(document, registry, registry.get(near) if near else None))


def _is_of_another_province(near: str, document: Document, registry: Registry, day: dt.date | None) -> bool:
    """Whether the letter of a commune speaks of another province's authorities and never of those of the commune's own.

    The list of communes has a name once, the letter's commune may be none of it (a name that was misread, or is older): then nobody
    can be told from its names alone, and a person looks.
    """
    entry = registry.get(near)
    own = registry.province_of(near)
    if entry is None or entry.level != "commune" or own is None:
        return False
    said = _of_text(document, registry, day)
    return said is not None and said != own.id


def standpoint(document: Document, registry: Registry, day: dt.date | None) -> str | None:
    """Id of the body or place: that of its issuer's name, its parent, its place line, the commune it names, else of its text.

    A place line of Hà Nội or Thành phố Hồ Chí Minh says nothing: central bodies sit there. The text ("Kế hoạch số … của Ủy ban
    nhân dân thành phố Đà Nẵng") only when it speaks of the authorities of one province, or of one more than of any other.
    """
    issuer = document.issuer.value if document.issuer else None
    match = registry.best(issuer, on=day) if issuer else None
    if match is not None and match.entry.level != "commune":
        return match.entry.id
    around = _around(document, registry, day)
    commune = registry.best(issuer, on=day, near=around) if issuer and around else match
    if commune is not None and commune.entry.level in ("commune", "district"):  # xã Tân Phú: of five, that of this province
        province = registry.province_of(around)
        if province is None or province == registry.province_of(commune.entry.id):
            return commune.entry.id
    return around


def _around(document: Document, registry: Registry, day: dt.date | None) -> str | None:
    """The place around an issuer that no name tells."""
    parent = registry.best(document.parent_issuer.value, on=day) if document.parent_issuer else None
    place = registry.place_of(parent.entry.id) if parent else None
    if place is not None:
        return _district_in(document.issuer.value if document.issuer else "", place, registry) or place.id
    return _named_province(document, registry) or _printed_place(document, registry, day) or _of_text(document, registry, day)


def _named_province(document: Document, registry: Registry) -> str | None:
    """The province at the end of the issuer's or its parent's name: ĐẢNG BỘ TỈNH HÀ TĨNH over the committee of a commune."""
    names = [registry.keys.exact(one.value) for one in (document.issuer, document.parent_issuer) if one is not None]
    provinces = [(place.id, registry.keys.exact(unit_name(place))) for place in registry.places.values() if place.province is None]
    return next((place for name in names for place, said in provinces if name.endswith(f" {said}")), None)


def seat_of(document: Document, view: View) -> str | None:
    """The province in which an issuer sits that is nobody's own: Chi cục Hải quan khu vực VI at Lạng Sơn. None in the capitals."""
    if view.near is None or view.registry.place_of(view.near) is not None:
        return None
    return _printed_place(document, view.registry, view.on)


def _district_in(issuer: str, province: Place, registry: Registry) -> str | None:
    """The district at the end of the issuer's name, of that province: Trung tâm Y tế huyện Ba Tri."""
    said = registry.keys.exact(issuer)
    inside = (p for p in registry.places.values() if p.province == province.id and p.kind not in COMMUNE_KINDS)
    return next((place.id for place in inside if said.endswith(f" {registry.keys.exact(unit_name(place))}")), None)


def _printed_place(document: Document, registry: Registry, day: dt.date | None) -> str | None:
    """The province that the place line names, or the one whose only district it is."""
    if document.place is None:
        return None
    named = [p for p in registry.places_named(registry.keys.folded(document.place.value)) if p.name == document.place.value]
    provinces = [place.id for place in named if place.province is None]
    if provinces:
        return provinces[0] if len(provinces) == 1 and provinces[0] not in _SEATS else None
    below = below_provinces(named, day)
    if _is_commune(document) and not any(place.kind in COMMUNE_KINDS for place in below):
        return None  # a commune of before 01/7/2025, under the name of a district
    districts = {place.province for place in below}
    return districts.pop() if len(districts) == 1 else None


def _is_commune(document: Document) -> bool:
    said = document.issuer.value.lower() if document.issuer else ""
    return re.search(r"\b(?:xã|phường|thị trấn|đặc khu)\b", said) is not None


def _of_text(document: Document, registry: Registry, day: dt.date | None) -> str | None:
    """The province whose authorities the letter cites, of those that stand on its day; a committee of the nation cites many."""
    named = (item.value for item in (*document.addressees, *document.printed_recipients))
    text = " ; ".join((document.issuer.value if document.issuer else "", *named, document.body))
    cited: Counter[str] = Counter()
    for place in registry.places.values():
        if place.province is None and _stands(place, day):
            cited[place.id] = len(re.findall(rf"{_AUTHORITY.format()}\s+{re.escape(unit_name(place))}\b", text, re.IGNORECASE))
    ranked = [(place, count) for place, count in cited.most_common(2) if count]
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _stands(place: Place, day: dt.date | None) -> bool:
    iso = day.isoformat() if day else None
    return iso is None or ((place.valid_from or "") <= iso < (place.valid_to or "9999"))

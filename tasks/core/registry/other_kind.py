"""Names of a district's bodies that say another kind of it than the list has (gọi khác loại đơn vị hành chính cấp huyện).

A district becomes a town (thị xã, thành phố), and a form goes on saying "huyện", as people do: "UBND thị xã Quế Võ" is that of
huyện Quế Võ, "Thường trực Huyện ủy" in the letter of a town's office is its Thị ủy.
"""

from collections.abc import Iterator, Mapping, Sequence

from schemas.registry import COMMUNE_KINDS, Place
from tasks.core.registry.keys import Keys
from tasks.core.registry.places import KIND_WORDS, PARTY_WORDS, YOUTH_WORDS

_DISTRICTS = ("huyen", "quan", "thi_xa", "thanh_pho")
_TABLES: tuple[Mapping[str, str], ...] = (KIND_WORDS, PARTY_WORDS, YOUTH_WORDS)
"""What each kind of place, its Party committee and its youth union are called."""


def other_kinds(name: str, homes: Sequence[str], places: Mapping[str, Place], keys: Keys) -> Iterator[str]:
    """`name` with the kind that the list has of the district that it says, or of the one the issuer is in (among `homes`).

    A place that is said must be the only district so called in the issuer's province, or in the country where he is in none.
    Without a name only "huyện" is any district: "UBND thị xã" in the letter of a huyện may be another one.
    """
    words = keys.words(name)
    own = next((places[home] for home in homes if home in places and places[home].kind in _DISTRICTS), None)
    provinces = {home for home in homes if home in places}
    for table in _TABLES:
        for kind in _DISTRICTS:
            said = keys.words(table[kind])
            for at in range(len(words) - len(said), -1, -1):
                if words[at : at + len(said)] != said:
                    continue
                after = words[at + len(said) :]
                place = _named(" ".join(after), provinces, places, keys) if after else (own if kind == "huyen" else None)
                if place is not None and place.kind != kind:
                    yield " ".join((*words[:at], table[place.kind].lower(), *([place.name] if after else [])))


def _named(said: str, provinces: set[str], places: Mapping[str, Place], keys: Keys) -> Place | None:
    """The only district of that name, marks and all."""
    asked = keys.exact(said)
    districts = (place for place in places.values() if place.province is not None and place.kind not in COMMUNE_KINDS)
    found = [p for p in districts if (p.province in provinces or not provinces) and keys.exact(p.name) == asked]
    return found[0] if len(found) == 1 else None

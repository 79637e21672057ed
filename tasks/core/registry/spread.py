"""One body of every place (cơ quan cùng loại ở các nơi): "Phòng Giáo dục và Đào tạo các huyện, thị xã, thành phố".

What stands before the kinds of place is looked up in one of those places; each of the others has the entry of the same end of
id. So whatever the registry holds for every district or province can be named for all of them, without a rule for each.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from schemas.registry import COMMUNE_KINDS, Entry, GroupPhrase, Place
from tasks.core.registry.groups import GroupMatch
from tasks.core.registry.keys import Keys
from tasks.core.registry.match import Matcher, valid
from tasks.core.registry.places import KIND_WORDS, PARTY_WORDS, AllOf, all_known

_KINDS: Mapping[str, tuple[str, ...]] = {
    "huien": ("huyen",),
    "thi xa": ("thi_xa",),
    "thi": ("thi_xa",),
    "quan": ("quan",),
    "thanh pho": ("thanh_pho",),
    "thanh": ("thanh_pho",),
    "huien ui": ("huyen",),
    "thi ui": ("thi_xa",),
    "quan ui": ("quan",),
    "thanh ui": ("thanh_pho",),
    "cap huien": ("huyen", "thi_xa", "quan", "thanh_pho"),
    "xa": ("xa",),
    "phuong": ("phuong",),
    "thi tran": ("thi_tran",),
    "dac khu": ("dac_khu",),
    "cap xa": tuple(COMMUNE_KINDS),
    "tinh": ("tinh",),
}
"""Words of kinds of place, without marks and with i for y, to the kinds."""
_TAILS = (
    "trong tinh",
    "thuoc tinh",
    "truc thuoc",
    "tren dia ban tinh",
    "tren dia ban thanh pho",
    "tren dia ban",
    "thuoc thanh pho",
)
_OF_NATION = ("truc thuoc trung uong", "trong ca nuoc", "ca nuoc")
_HEADS = (
    "ban thuong vu", "ban thuong truc", "ban giam doc", "thuong truc", "lanh dao", "thu truong", "truong", "chi huy truong",
    "giam doc", "chi cuc truong", "chanh an", "vien truong", "chu tich", "bi thu", "hieu truong",
)  # fmt: skip
_MOST = 8  # words of kinds and tails


_JOINING = ("cac", "va", "cua", "nhung")


def _is_plural(tokens: list[str], at: int) -> bool:
    """Whether "các" stands first, behind a head or right before the kinds, the `at`-th of the words that don't join.

    Within a body's name it says nothing (Đảng ủy Khối *các* cơ quan tỉnh is one).
    """
    own = [place for place, token in enumerate(tokens) if token not in _JOINING]
    kinds = own[at] if at < len(own) else len(tokens)
    said = " ".join(tokens)
    heads = {len(head.split()) for head in _HEADS if said.startswith(f"{head} cac ")}
    return any(word == "cac" and (place in {0, *heads} or place >= kinds - 1) for place, word in enumerate(tokens))


@dataclass(frozen=True, slots=True)
class _Spread:
    body: str
    heads: bool
    kinds: frozenset[str]
    nation: bool
    party: bool  # các huyện ủy, thị ủy: a body of the committees


class SpreadReader:
    """Reads such phrases with the entries of one registry."""

    def __init__(
        self, entries: Mapping[str, Entry], places: Mapping[str, Place], keys: Keys, matcher: Matcher, all_communes: AllOf
    ) -> None:
        """All of one registry; `all_communes`: places whose communes are all in it."""
        self._entries = entries
        self._places = places
        self._keys = keys
        self._matcher = matcher
        self._all_communes = all_communes

    def read(self, phrase: str, *, on: dt.date | None, home: Place | None) -> GroupMatch | None:
        """The bodies that `phrase` means for an issuer at `home`, or None."""
        spread = self._parse(phrase)
        if spread is None:
            return None
        places = [place for place in self._where(spread, home, on) if not spread.kinds or place.kind in spread.kinds]
        end = self._end_of_id(spread, places, on)
        if end is None:
            return None
        found = (self._entries.get(f"{place.id}{end}") for place in places)
        members = tuple(entry for entry in found if entry is not None and (valid(entry, on) if on else entry.valid_to is None))
        where = (
            "các tỉnh, thành phố"
            if spread.nation
            else "các xã, phường"
            if spread.kinds & COMMUNE_KINDS
            else "các huyện, thị xã, thành phố"
        )
        rule = GroupPhrase(id="moi-noi", name=f"{spread.body} {where}", of="provinces" if spread.nation else "districts", bodies={})
        return GroupMatch(rule, members, spread.heads, None if spread.nation else home) if members else None

    def _parse(self, phrase: str) -> _Spread | None:
        """Body, kinds of place, tail; None when the phrase does not end so or speaks of one place only."""
        tokens = self._keys.said(phrase).split()
        words = [token for token in tokens if token not in _JOINING]
        nation, at = self._without_tail(words)
        kinds: list[str] = []
        while at > 0:
            size = next((n for n in (2, 1) if at > n and " ".join(words[at - n : at]) in _KINDS), 0)
            if not size:
                break
            kinds.append(" ".join(words[at - size : at]))
            at -= size
        plural = _is_plural(tokens, at)
        listed = plural or "," in phrase or "va" in tokens  # huyện Thành is a name that lost its end
        if (
            not kinds
            or not at
            or " ".join(words[:at]) in _HEADS
            or (not (plural if len(kinds) == 1 else listed) and not kinds[0].startswith("cap "))
        ):
            return None
        nation = nation or "tinh" in kinds
        found = {kind for word in kinds for kind in _KINDS[word]}
        if nation and found & COMMUNE_KINDS:
            return None  # UBND các xã, phường trong cả nước: no province's
        if nation:
            found = {"tinh"} | ({"thanh_pho_tw"} if "thanh_pho" in found else set())
        elif len({bool({kind} & COMMUNE_KINDS) for kind in found}) > 1 or len(words) - at > _MOST:
            return None
        head = next((head for head in _HEADS if " ".join(words[:at]).startswith(f"{head} ")), "")
        return _Spread(
            " ".join(words[len(head.split()) : at]),
            bool(head),
            frozenset(found),
            nation,
            any(word.endswith(" ui") for word in kinds),
        )

    @staticmethod
    def _without_tail(words: list[str]) -> tuple[bool, int]:
        text = " ".join(words)
        for tail in (*_OF_NATION, *_TAILS):
            if text.endswith(f" {tail}"):
                return tail in _OF_NATION, len(words) - len(tail.split())
        return False, len(words)

    def _where(self, spread: _Spread, home: Place | None, on: dt.date | None) -> Iterable[Place]:
        if spread.nation:
            return [place for place in self._places.values() if place.province is None]
        if home is None:
            return []
        communes = bool(spread.kinds & COMMUNE_KINDS)
        if communes and not all_known(self._all_communes, home.id, on):
            return []
        around = home.id if communes else home.province or home.id
        inside = (p for p in self._places.values() if around in (p.province, p.district))
        return [place for place in inside if (place.kind in COMMUNE_KINDS) == communes]

    def _end_of_id(self, spread: _Spread, places: list[Place], on: dt.date | None) -> str | None:
        """What the body's ids have after the place's: of the first place that has such a body."""
        for place in places[:3]:
            for name in (spread.body, *(f"{spread.body} {kind}" for kind in self._said(place, spread))):
                match = self._matcher.best(name, on=on if place.kind in COMMUNE_KINDS else None, near=place.id)
                if (
                    match is not None
                    and match.how != "fuzzy"
                    and match.entry.jurisdiction == place.id
                    and match.entry.kind == "organisation"
                ):
                    return match.entry.id.removeprefix(place.id)
        return None

    @staticmethod
    def _said(place: Place, spread: _Spread) -> tuple[str, ...]:
        """What the place's own people call its level, or its committee."""
        return (PARTY_WORDS[place.kind] if spread.party else KIND_WORDS[place.kind],)

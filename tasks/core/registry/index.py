"""Finds the entries that a name may mean: by exact key, by key without marks, and by keys a letter or two away."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from schemas.registry import Entry, Place
from tasks.core.registry.expand import UNIT_WORDS
from tasks.core.registry.keys import Keys, canonical, plain

EVERYWHERE = ""
"""Home of names that any letter may use."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of an entry that was found: where it is at home, and by which sort of name ("name", "alias", "code")."""

    entry_id: str
    home: str
    sort: str


@dataclass(frozen=True, slots=True)
class Near:
    """A hit whose key is `distance` letters away from the asked one."""

    hit: Hit
    key: str
    distance: int


class Index:
    """Keys of the names of all entries. Names of a province's bodies are read when a question first concerns that province."""

    def __init__(self, entries: Mapping[str, Entry], places: Mapping[str, Place], keys: Keys) -> None:
        """Reads the names of central bodies; a province takes some hundredths of a second more."""
        self._keys = keys
        self._exact: dict[str, list[Hit]] = defaultdict(list)
        self._folded: dict[str, list[Hit]] = defaultdict(list)
        self._lengths: dict[str, dict[int, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
        self.vocabulary: set[str] = set()
        self._provinces = [
            (keys.folded(name), p.id) for p in places.values() if p.province is None for name in (p.name, *p.aliases)
        ]
        self._waiting: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries.values():
            self._waiting[_province(entry, places)].append(entry)
        self._read(EVERYWHERE)

    def prepare(self, name: str, provinces: Iterable[str]) -> None:
        """Read the names of these provinces and of those that `name` speaks of."""
        if self._waiting:
            asked = self._keys.folded(name)
            for province in {*provinces, *(place for said, place in self._provinces if said in asked)}:
                self._read(province)

    def _read(self, province: str) -> None:
        for entry in self._waiting.pop(province, ()):
            for name, home, sort in names_of(entry):
                self._add(name, Hit(entry.id, home, sort))

    def _add(self, name: str, hit: Hit) -> None:
        words = self._keys.words(name)
        plain_words = [plain(word) for word in words]
        folded = " ".join(plain_words)
        self._exact[" ".join(map(canonical, words))].append(hit)
        self._folded[folded].append(hit)
        packed = "".join(plain_words)
        self._lengths[hit.home][len(packed)][packed] = folded
        self.vocabulary.update(plain_words)

    def exact(self, name: str) -> list[Hit]:
        """Hits whose name equals `name` but for case, tone placement and abbreviations."""
        return self._exact.get(self._keys.exact(name), [])

    def folded(self, name: str) -> list[Hit]:
        """Hits whose name equals `name` but for marks."""
        return self._folded.get(self._keys.folded(name), [])

    def near(self, name: str, homes: Iterable[str], *, most: int) -> Iterator[Near]:
        """Hits at one of `homes` whose key is at most `most` letters away; blanks don't count."""
        asked = self._keys.folded(name).replace(" ", "")
        for home in homes:
            by_length = self._lengths.get(home, {})
            for length in range(len(asked) - most, len(asked) + most + 1):
                choices = by_length.get(length)
                if choices:
                    yield from self._close(asked, choices, home, most)

    def similar(self, name: str, homes: Iterable[str], *, limit: int) -> list[tuple[Hit, float]]:
        """Hits at `homes` with the most words in common, with a similarity of 0 to 0.8; local ones first."""
        asked = self._keys.folded(name)
        found: list[tuple[Hit, float]] = []
        for home in homes:
            keys = [key for by_key in self._lengths.get(home, {}).values() for key in by_key.values()]
            for key, ratio, _ in process.extract(asked, keys, scorer=fuzz.token_sort_ratio, score_cutoff=55, limit=limit):
                found.extend((hit, 0.8 * ratio / 100) for hit in self._folded[key] if hit.home == home and hit.sort != "code")
        return sorted(found, key=lambda item: -item[1])[:limit]

    def _close(self, asked: str, choices: dict[str, str], home: str, most: int) -> Iterator[Near]:
        found = process.extract(asked, choices.keys(), scorer=Levenshtein.distance, score_cutoff=most, limit=10)
        for packed, distance, _ in found:
            key = choices[packed]
            for hit in self._folded[key]:
                if hit.home == home:
                    yield Near(hit, key, int(distance))


def _province(entry: Entry, places: Mapping[str, Place]) -> str:
    """The province whose name one must say, or be at home in, to name this entry; none for all others."""
    place = places.get(entry.jurisdiction) if entry.jurisdiction else None
    province = places.get(place.province) if place and place.province else place
    return province.id if province and province.name in entry.name else EVERYWHERE


def names_of(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Every name of an entry, with its home and its sort."""
    yield entry.name, EVERYWHERE, "name"
    for alias in entry.aliases:
        yield alias, EVERYWHERE, "alias"
    for home, names in entry.local_names.items():
        for name in names:
            yield name, home, "alias"
    if entry.codes and entry.bare:
        yield from _codes(entry)


def _codes(entry: Entry) -> Iterator[tuple[str, str, str]]:
    home = _home_of_codes(entry)
    word = UNIT_WORDS.get(entry.type or "")
    for code in entry.codes:
        yield code, home, "code"
        if word:
            yield f"{word} {code}", home, "code"


def _home_of_codes(entry: Entry) -> str:
    """Codes of units hold inside their parent, codes of local bodies at home, those of central bodies everywhere."""
    if entry.kind in ("unit", "role") and entry.parent:
        return entry.parent
    return entry.jurisdiction or EVERYWHERE

"""Finds the entries that a name may mean: by exact key, by key without marks, and by keys a letter or two away."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from schemas.registry import Entry
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
    """Keys of all names of all entries."""

    def __init__(self, entries: Iterable[Entry], keys: Keys) -> None:
        """Reads every name once; 15,000 entries take a few tenths of a second."""
        self._keys = keys
        self._exact: dict[str, list[Hit]] = defaultdict(list)
        self._folded: dict[str, list[Hit]] = defaultdict(list)
        self._by_home: dict[str, dict[int, dict[str, str]]] = {}
        self.vocabulary: set[str] = set()
        for entry in entries:
            for name, home, sort in names_of(entry):
                self._add(name, Hit(entry.id, home, sort))

    def _add(self, name: str, hit: Hit) -> None:
        words = self._keys.words(name)
        exact = " ".join(map(canonical, words))
        plain_words = [plain(word) for word in words]
        folded = " ".join(plain_words)
        self._exact[exact].append(hit)
        self._folded[folded].append(hit)
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
            by_length = self._lengths().get(home, {})
            for length in range(len(asked) - most, len(asked) + most + 1):
                choices = by_length.get(length)
                if choices:
                    yield from self._close(asked, choices, home, most)

    def similar(self, name: str, homes: Iterable[str], *, limit: int) -> list[tuple[Hit, float]]:
        """Hits at `homes` with the most words in common, with a similarity of 0 to 0.8; local ones first."""
        asked = self._keys.folded(name)
        found: list[tuple[Hit, float]] = []
        for home in homes:
            keys = [key for by_key in self._lengths().get(home, {}).values() for key in by_key.values()]
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

    def _lengths(self) -> dict[str, dict[int, dict[str, str]]]:
        """Home, length and key without blanks, to the key; made at the first question that needs it."""
        if not self._by_home:
            made: dict[str, dict[int, dict[str, str]]] = {EVERYWHERE: {}}
            for key, hits in self._folded.items():
                packed = key.replace(" ", "")
                for hit in hits:
                    made.setdefault(hit.home, {}).setdefault(len(packed), {})[packed] = key
            self._by_home = made
        return self._by_home


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

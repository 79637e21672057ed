"""Finds the entries that a name may mean: by exact key, by key without marks, and by keys a letter or two away."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from rapidfuzz import fuzz, process

from schemas.registry import Entry, Place
from tasks.core.registry.expand import UNIT_WORDS
from tasks.core.registry.keys import Keys, canonical, is_one_off, plain

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
    """A hit whose key has `distance` words that are not those of the asked name; 0: the same words, run together or apart."""

    hit: Hit
    key: str
    distance: int


class Names:
    """Keys of the names of some entries."""

    def __init__(self, entries: Iterable[Entry], keys: Keys) -> None:
        """Reads all their names."""
        self._keys = keys
        self._exact: dict[str, list[Hit]] = defaultdict(list)
        self._folded: dict[str, list[Hit]] = defaultdict(list)
        self._homes: dict[str, dict[str, str]] = defaultdict(dict)  # by home each key, and its words in order of the alphabet
        self._with_word: dict[str, set[str]] = defaultdict(set)
        self._packed: dict[str, list[str]] = defaultdict(list)
        self.read(entries)

    def read(self, entries: Iterable[Entry]) -> None:
        """Read the names of these too."""
        for entry in entries:
            for name, home, sort in names_of(entry):
                self._add(name, Hit(entry.id, home, sort))

    def _add(self, name: str, hit: Hit) -> None:
        words = self._keys.words(name)
        plain_words = [plain(word) for word in words]
        folded = " ".join(plain_words)
        self._exact[" ".join(map(canonical, words))].append(hit)
        if folded not in self._folded:
            self._packed["".join(plain_words)].append(folded)
            for word in set(plain_words):
                self._with_word[word].add(folded)
        self._folded[folded].append(hit)
        self._homes[hit.home][folded] = " ".join(sorted(plain_words))

    def is_word(self, word: str) -> bool:
        """Whether some name has this word (without marks)."""
        return word in self._with_word

    def exact(self, name: str) -> list[Hit]:
        """Hits whose name equals `name` but for case, tone placement and abbreviations."""
        return self._exact.get(self._keys.exact(name), [])

    def folded(self, name: str) -> list[Hit]:
        """Hits whose name equals `name` but for marks."""
        return self._folded.get(self._keys.folded(name), [])

    def near(self, name: str, homes: Collection[str]) -> Iterator[Near]:
        """Hits at `homes` that share all words of `name` which any name has, in their places, or all letters."""
        asked = self._keys.folded(name)
        words = asked.split()
        for key in self._packed.get("".join(words), ()):
            yield from self._hits(key, homes, 0)
        known = [word for word in words if word in self._with_word]
        if not known or len(known) == len(words):
            return
        sharing = set.intersection(*sorted((self._with_word[word] for word in known), key=len))
        for key in sorted(sharing):
            theirs = key.split()
            if len(theirs) == len(words) and all(m == t or m not in self._with_word for m, t in zip(words, theirs, strict=True)):
                yield from self._hits(key, homes, len(words) - len(known))

    def _hits(self, key: str, homes: Collection[str], distance: int) -> Iterator[Near]:
        return (Near(hit, key, distance) for hit in self._folded[key] if hit.home in homes)

    def sharing(self, words: Collection[str], homes: Collection[str]) -> Iterator[tuple[str, Hit]]:
        """Keys without marks that have at least half of `words`, with their hits at `homes`; in no order."""
        fewest = (len(words) + 1) // 2
        having = sorted((self._with_word.get(word, set()) for word in words), key=len)
        at = len(having) - fewest + 1  # one of the rarer words stands in whatever shares half
        shared = Counter(chain.from_iterable(having[:at]))
        for frequent in having[at:]:
            shared.update(frequent & shared.keys())
        for key, times in shared.items():
            if times >= fewest:
                yield from ((key, hit) for hit in self._folded[key] if hit.home in homes)

    def spelling(self, code: str, homes: Iterable[str]) -> Iterator[str]:
        """Keys at `homes` that have `code` among their words' first letters; of five letters and more one may be another."""
        letters = plain(code.lower())
        for home in homes:
            for key in self._homes.get(home, {}):
                spelt = "".join(word[0] for word in key.split())
                windows = (spelt[at : at + len(letters)] for at in range(len(spelt) - len(letters) + 1))
                if letters in spelt or (len(letters) >= _LONG_CODE and any(is_one_off(letters, window) for window in windows)):
                    yield key

    def similar(self, name: str, homes: Iterable[str], *, limit: int) -> list[tuple[Hit, float]]:
        """Hits at `homes` with the most words in common, with a similarity of 0 to 0.8; local ones first."""
        asked = " ".join(sorted(self._keys.folded(name).split()))
        found: list[tuple[Hit, float]] = []
        for home in homes:
            keys = self._homes.get(home, {})  # words in order: what token_sort_ratio makes of each of 20,000 names each time
            for _, ratio, key in process.extract(asked, keys, scorer=fuzz.ratio, score_cutoff=55, limit=limit):
                found.extend((hit, 0.8 * ratio / 100) for hit in self._folded[key] if hit.home == home and hit.sort != "code")
        return sorted(found, key=lambda item: -item[1])[:limit]


_LONG_CODE = 5
"""Letters of the shortest code that is still known with one of them misread."""


class Index(Names):
    """Keys of the names of listed entries. Those of a province's bodies are read when a question first concerns that province."""

    def __init__(self, entries: Iterable[Entry], places: Mapping[str, Place], keys: Keys) -> None:
        """Reads the names of central bodies; a province takes some hundredths of a second more."""
        self._provinces = [
            (keys.folded(name), p.id) for p in places.values() if p.province is None for name in (p.name, *p.aliases)
        ]
        self._waiting: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            self._waiting[_province(entry, places)].append(entry)
        super().__init__(self._waiting.pop(EVERYWHERE, ()), keys)

    def said(self, name: str) -> set[str]:
        """The provinces that `name` speaks of."""
        asked = self._keys.folded(name)
        return {place for said, place in self._provinces if said in asked}

    def prepare(self, name: str, provinces: Iterable[str]) -> None:
        """Read the names of these provinces and of those that `name` speaks of."""
        if self._waiting:
            for province in {*provinces, *self.said(name)}:
                self.read(self._waiting.pop(province, ()))


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

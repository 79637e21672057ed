"""Names of provinces and districts (địa danh) whose marks were lost, behind the word for their kind or before a date."""

from collections import defaultdict
from functools import lru_cache
from itertools import pairwise

from schemas.vocabulary import Vocabulary
from tasks.core.vietnamese.draft import Draft
from tasks.core.vietnamese.words import Word, folded, plain, same_case, words

_KINDS = {"tinh": "tỉnh", "thanh pho": "thành phố"}
_LONGEST = 4  # words of a place's name


@lru_cache(maxsize=4)
def places_of(vocabulary: Vocabulary) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Names by their letters without marks; only those that one name alone has."""
    found: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for place in vocabulary.places:
        parts = tuple(word.text for word in words(place))
        found[tuple(map(folded, parts))].add(parts)
    return {folds: next(iter(names)) for folds, names in found.items() if len(names) == 1}


def mend_places(draft: Draft, places: dict[tuple[str, ...], tuple[str, ...]]) -> None:
    """Put the marks of a known place right, and those of its kind (TÍNH KIEN GIANG): its letters must all be there."""
    found = words(draft.text)
    for at in range(len(found) - 1, -1, -1):
        for size in range(min(_LONGEST, len(found) - at), 1, -1):
            read = found[at : at + size]
            name = places.get(tuple(folded(word.text) for word in read))
            if name is not None and all(word.text[0].isupper() for word in read) and _is_place(draft.text, found, at, read):
                _change(draft, found, at, read, name)
                break


def _is_place(text: str, found: list[Word], at: int, read: list[Word]) -> bool:
    """Behind `tỉnh`, `thành phố`, or first on a line with a date."""
    if any(text[a.end : b.start] not in {" ", " - ", "-"} for a, b in pairwise(read)):
        return False
    dated = at == 0 and text[read[-1].end :].lstrip(" ,.").lower().startswith("ng")
    return dated or (_kind_before(found, at) is not None and text[found[at - 1].end : read[0].start] == " ")


def _kind_before(found: list[Word], at: int) -> str | None:
    one = folded(found[at - 1].text) if at else ""
    two = f"{folded(found[at - 2].text)} {one}" if at > 1 else ""
    return _KINDS.get(two) or _KINDS.get(one)


def _change(draft: Draft, found: list[Word], at: int, read: list[Word], name: tuple[str, ...]) -> None:
    for word, right in reversed(list(zip(read, name, strict=True))):
        if plain(word.text) != plain(right):
            draft.change(word.start, word.end, same_case(word.text, right), "place", 0.95)
    kind = _kind_before(found, at)
    if kind == "tỉnh" and plain(found[at - 1].text) != kind:
        before = found[at - 1]
        draft.change(before.start, before.end, same_case(before.text, kind), "place", 0.95)

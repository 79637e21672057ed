"""Names of provinces and districts (địa danh) whose marks were lost, behind the word for their kind or before a date."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from schemas.vocabulary import Vocabulary
from tasks.core.vietnamese.draft import Draft
from tasks.core.vietnamese.words import Word, folded, plain, same_case, words

_KINDS = {"tinh": "tỉnh", "thanh pho": "thành phố", "huyen": "huyện", "thi xa": "thị xã", "quan": "quận"}
_OTHER_QUAN = frozenset({"hai quan", "co quan", "lien quan", "bao quan", "tham quan", "tuong quan"})
"""Words that end like a district's kind without its mark: Hải quan Tân Thanh is no quận Tân Thạnh."""
_LONGEST = 5  # words of a place's name

Names = Mapping[tuple[str, ...], tuple[str, ...]]


class Places(NamedTuple):
    """Names by their letters without marks; only those that one name alone has."""

    provinces: Names
    districts: Names  # and provinces: a city is either
    spelt: frozenset[tuple[str, ...]]  # every name as it is spelt, in small letters
    firsts: frozenset[str]  # the first words of all names, without marks


@lru_cache(maxsize=4)
def places_of(vocabulary: Vocabulary) -> Places:
    """Make the names ready, once."""
    names = [*vocabulary.places, *vocabulary.districts]
    spelt = frozenset(tuple(plain(word.text) for word in words(name)) for name in names)
    provinces, districts = _by_letters(vocabulary.places), _by_letters(names)
    return Places(provinces, districts, spelt, frozenset(folds[0] for folds in (*provinces, *districts) if folds))


def _by_letters(names: Sequence[str]) -> Names:
    found: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for name in names:
        parts = tuple(word.text for word in words(name))
        found[tuple(map(folded, parts))].add(parts)
    return {folds: next(iter(names)) for folds, names in found.items() if len(names) == 1}


def mend_places(draft: Draft, places: Places) -> None:
    """Put the marks of a known place right, and those of its kind (TÍNH KIEN GIANG): its letters must all be there."""
    found = words(draft.text)
    for at in range(len(found) - 1, -1, -1):
        if folded(found[at].text) not in places.firsts:
            continue
        kind = _kind_before(found, at)
        names = places.provinces if kind in {None, "tỉnh"} else places.districts
        for size in range(min(_LONGEST, len(found) - at), 0, -1):
            read = found[at : at + size]
            name = names.get(tuple(folded(word.text) for word in read))
            if name is not None and _is_other(places, kind, read):
                break
            if name is not None and all(word.text[0].isupper() for word in read) and _is_place(draft.text, found, at, read):
                _change(draft, found, at, read, name)
                break


def _is_other(places: Places, kind: str | None, read: list[Word]) -> bool:
    """Before a date, where no word says its kind: a district that is spelt as it was read (Thạnh Hóa; the province: Thanh Hóa)."""
    words_read = tuple(plain(word.text) for word in read)
    return kind is None and words_read in places.spelt


def _is_place(text: str, found: list[Word], at: int, read: list[Word]) -> bool:
    """Behind the word for its kind with nothing more of a name behind it, or first on a line with a date."""
    if any(text[a.end : b.start] not in {" ", " - ", "-", "'", "’"} for a, b in pairwise(read)):
        return False
    dated = at == 0 and len(read) > 1 and text[read[-1].end :].lstrip(" ,.").lower().startswith("ng")
    if dated or _kind_before(found, at) is None:
        return dated
    follows = text[read[-1].end : read[-1].end + 2]
    whole = text.isupper() or not (follows[:1] == " " and follows[1:].isupper())
    return text[found[at - 1].end : read[0].start] == " " and whole


def _kind_before(found: list[Word], at: int) -> str | None:
    one = folded(found[at - 1].text) if at else ""
    two = f"{folded(found[at - 2].text)} {one}" if at > 1 else ""
    if one == "quan" and two in _OTHER_QUAN:
        return None
    return _KINDS.get(two) or _KINDS.get(one)


def _change(draft: Draft, found: list[Word], at: int, read: list[Word], name: tuple[str, ...]) -> None:
    for word, right in reversed(list(zip(read, name, strict=True))):
        if plain(word.text) != plain(right):
            draft.change(word.start, word.end, same_case(word.text, right), "place", 0.95)
    kind = _kind_before(found, at)
    if kind in {"tỉnh", "huyện"} and plain(found[at - 1].text) != kind:
        before = found[at - 1]
        draft.change(before.start, before.end, same_case(before.text, kind), "place", 0.95)

"""What must hold of every name: no damage leads to a sibling, no folding merges two bodies unnoticed."""

import datetime as dt
import unicodedata
from functools import lru_cache

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from schemas.registry import Entry
from tasks.core.registry.keys import plain
from tasks.core.registry.places import KIND_WORDS
from tasks.core.registry.queue_name import LONGEST, queue_name
from tasks.core.registry.registry import Registry
from tasks.stations.routing import load_registry

IN_2021 = dt.date(2021, 9, 6)
HOME = "long-an/ubnd"


@lru_cache(maxsize=1)
def registry() -> Registry:
    return load_registry()


@lru_cache(maxsize=1)
def local() -> list[tuple[str, Entry]]:
    """Names that letters of one province use, with whom each means."""
    known = registry()
    entries = [e for e in known.entries.values() if e.id.startswith("long-an/") and e.kind == "organisation" and not e.valid_from]
    return [(name, entry) for entry in entries for name in entry.local_names.get("long-an", ())]


def spoilt(name: str, at: int, letter: str) -> str:
    """The name with one letter misread."""
    place = at % len(name)
    return name[:place] + letter + name[place + 1 :]


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_one_misread_letter_never_leads_to_another_body(data: st.DataObject):
    name, entry = data.draw(st.sampled_from(local()))
    damaged = spoilt(name, data.draw(st.integers(0, 200)), data.draw(st.sampled_from("abcdđeghiklmnopqrstuvxy0189")))
    found = registry().best(damaged, on=IN_2021, near=HOME)
    sure = registry().best(name, on=IN_2021, near=HOME)
    assume(sure is not None)
    if found is not None and found.entry.id != entry.id:
        said = {
            registry().keys.exact(n) for n in (*found.entry.aliases, found.entry.name, *sum(found.entry.local_names.values(), ()))
        }
        assert registry().keys.exact(damaged) in said or found.how == "folded", (name, damaged, found.entry.id)


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_a_name_without_its_marks_is_its_own_body_or_nobody(data: st.DataObject):
    name, entry = data.draw(st.sampled_from(local()))
    bare = " ".join(plain(word) if word.islower() else word for word in registry().keys.words(name))
    found = registry().best(bare, on=IN_2021, near=HOME)
    assert found is None or found.entry.id == entry.id, (bare, found.entry.id)


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_misread_commune_is_never_another_one_for_sure(data: st.DataObject):
    """A letter or mark that was misread: the commune itself, nobody, or doubted where it became the name of another one."""
    known = registry()
    place = data.draw(st.sampled_from(sorted(known.entries.communes.values(), key=lambda one: one.id)))
    letters = "abcdđeghiklmnopqrstuvxyàáảãạăâêôơưốồộờợ"
    damaged = spoilt(place.name, data.draw(st.integers(0, 40)), data.draw(st.sampled_from(letters)))
    found = known.best(f"UBND {KIND_WORDS[place.kind]} {damaged}", on=dt.date(2025, 10, 14), near=f"{place.province}/ubnd")
    if found is not None and found.entry.id != f"{place.id}/ubnd":
        assert known.has_twin(found.entry), (place.id, damaged, found.entry.id)


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_matching_never_fails_and_scores_stay_within_bounds(text: str):
    for match in registry().match(text, on=IN_2021, near=HOME):
        assert 0 <= match.score <= 1
    registry().group(text, on=IN_2021, near=HOME)
    registry().open_set(text)


@given(st.text(min_size=1, max_size=120).filter(str.strip))
def test_queue_names_fit_every_queue_and_both_unicode_forms(name: str):
    queue = queue_name(name)
    assert queue.isascii()
    assert len(queue) <= LONGEST
    composed = unicodedata.normalize("NFC", name)
    assert queue_name(unicodedata.normalize("NFD", composed)) == queue_name(composed)

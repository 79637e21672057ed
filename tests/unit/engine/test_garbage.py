"""What a watcher keeps for good is set aside from the search for garbage, at its first letter and then ever more seldom."""

import gc
from collections.abc import Iterator

import pytest

from tasks.engine.garbage import GROWTH, Garbage


@pytest.fixture(autouse=True)
def _unfrozen() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_nothing_is_set_aside_before_the_first_letter_has_ended():
    before = gc.get_freeze_count()
    Garbage().settle(0)
    assert gc.get_freeze_count() == before


def test_what_lives_is_set_aside_at_the_first_letter_and_again_when_many_more_have_ended():
    garbage = Garbage()
    garbage.settle(1)
    first = gc.get_freeze_count()
    assert first > 0
    kept = [[number] for number in range(1000)]
    garbage.settle(GROWTH - 1)
    assert gc.get_freeze_count() <= first
    garbage.settle(GROWTH)
    assert gc.get_freeze_count() >= first + len(kept) // 2

"""What a watcher keeps for good is set aside from the search for garbage, at its first letter and then ever more seldom."""

import gc
from collections.abc import Iterator

import pytest

from tasks.engine.garbage import GROWTH, Garbage


@pytest.fixture(autouse=True)
def _unfrozen() -> Iterator[None]:
    """Nothing set aside by an earlier test of this process: what it set aside may be freed, and counted off, at any moment."""
    gc.unfreeze()
    yield
    gc.unfreeze()


def _is_searched(thing: object) -> bool:
    """Whether the search for garbage still looks at it (what is set aside is in none of its generations)."""
    return any(one is thing for one in gc.get_objects())


def test_nothing_is_set_aside_before_the_first_letter_has_ended():
    kept: list[object] = [[]]
    Garbage().settle(0)
    assert gc.get_freeze_count() == 0
    assert _is_searched(kept)


def test_what_lives_is_set_aside_at_the_first_letter_and_again_when_many_more_have_ended():
    garbage = Garbage()
    early: list[object] = [[]]
    garbage.settle(1)
    assert not _is_searched(early)
    late: list[object] = [[]]
    garbage.settle(GROWTH - 1)
    assert _is_searched(late)
    garbage.settle(GROWTH)
    assert not _is_searched(late)

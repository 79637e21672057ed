import numpy as np
import pytest
from numpy.typing import NDArray

from tasks.stations.secrecy_job import is_pressed
from tests.drawn import letter
from tests.unit.scan.pressing import IN_ROOM, pressed, torn, with_room

Grey = NDArray[np.uint8]


@pytest.fixture(scope="module")
def typed() -> Grey:
    """A letter in black and white."""
    return np.where(np.asarray(letter(None).convert("L")) < 128, 0, 255).astype(np.uint8)


@pytest.fixture(scope="module")
def faded(typed: Grey) -> Grey:
    """A letter whose type fell to pieces, with a few dots of a stamp."""
    return pressed(torn(with_room(typed, 47)), "MẬT", left=-0.1, seed=1, place=IN_ROOM)


def test_a_few_dots_are_enough_on_a_first_page_only(faded: Grey):
    assert [is_pressed(faded, (0,), is_first=is_first) for is_first in (True, False)] == [True, False]


def test_where_a_page_may_stand_on_its_head_they_are_enough_as_it_was_scanned(faded: Grey):
    upside_down = np.rot90(faded, 2)
    assert is_pressed(faded, (0, 2), is_first=True)
    assert [is_pressed(upside_down, turns, is_first=True) for turns in ((2,), (0, 2))] == [True, False]


def test_an_empty_room_holds_a_first_page_whose_type_fell_to_pieces(typed: Grey):
    roomy, tight = with_room(typed, 47), with_room(typed, 28)
    assert is_pressed(torn(roomy), (0,), is_first=True)
    assert not is_pressed(torn(roomy), (0,), is_first=False)
    assert not is_pressed(torn(tight), (0,), is_first=True)
    assert not is_pressed(roomy, (0,), is_first=True)


def test_a_good_stamp_is_seen_though_the_type_seems_to_stand_on_its_head(typed: Grey):
    stamped = pressed(typed, "MẬT", left=0.6, seed=1)
    assert is_pressed(stamped, (2,), is_first=True)
    assert not is_pressed(typed, (2,), is_first=True)
    assert not is_pressed(stamped, (1,), is_first=True)

import numpy as np
import pytest
from numpy.typing import NDArray

from tasks.stations.secrecy_press import Pressed, look_for_press
from tests.drawn import letter
from tests.unit.scan.pressing import IN_ROOM, PLACE, almost_gone, pressed, torn, with_room

Grey = NDArray[np.uint8]
URGENT_PLACE = (IN_ROOM[0] - 30, IN_ROOM[1])


def is_held(page: Grey, turns: tuple[int, ...] = (0,), *, is_first: bool = True) -> bool:
    return look_for_press(page, turns, is_first=is_first).held


@pytest.fixture(scope="module")
def typed() -> Grey:
    """A letter in black and white."""
    return np.where(np.asarray(letter(None).convert("L")) < 128, 0, 255).astype(np.uint8)


@pytest.fixture(scope="module")
def faded(typed: Grey) -> Grey:
    """A letter whose type fell to pieces, with a few dots of a stamp."""
    return pressed(torn(with_room(typed, 47)), "MẬT", left=-0.1, seed=1, place=IN_ROOM)


def test_a_few_dots_are_enough_on_a_first_page_only(faded: Grey):
    assert [is_held(faded, is_first=is_first) for is_first in (True, False)] == [True, False]


def test_where_a_page_may_stand_on_its_head_they_are_enough_as_it_was_scanned(faded: Grey):
    upside_down = np.rot90(faded, 2)
    assert is_held(faded, (0, 2))
    assert [is_held(upside_down, turns) for turns in ((2,), (0, 2))] == [True, False]


def test_an_empty_room_holds_a_first_page_whose_type_fell_to_pieces(typed: Grey):
    roomy, tight = with_room(typed, 47), with_room(typed, 28)
    assert is_held(torn(roomy))
    assert not is_held(torn(roomy), is_first=False)
    assert not is_held(torn(tight))
    assert not is_held(roomy)


def test_an_empty_room_holds_a_first_page_most_of_whose_type_is_gone(typed: Grey):
    gone = almost_gone(with_room(typed, 47), left=0.34)
    assert is_held(gone)
    assert not is_held(gone, is_first=False)
    assert not is_held(almost_gone(with_room(typed, 28), left=0.34))


def test_where_next_to_nothing_is_left_an_empty_room_is_not_enough_and_some_of_a_stamp_is(typed: Grey):
    bare = almost_gone(with_room(typed, 47))
    assert not is_held(bare)
    assert is_held(pressed(bare, "MẬT", left=0.1, seed=1, place=IN_ROOM))


def test_few_dots_in_the_room_do_not_let_it_go_and_an_urgency_stamp_or_many_that_no_stamp_left_do(typed: Grey):
    roomy = torn(with_room(typed, 47))
    assert not is_held(pressed(roomy, "HỎA TỐC", left=0.1, seed=7, place=URGENT_PLACE))
    few, many = roomy.copy(), roomy.copy()
    few[IN_ROOM[1] - 20 : IN_ROOM[1] + 20 : 18, 200:420:60] = 0
    many[IN_ROOM[1] - 20 : IN_ROOM[1] + 20 : 6, 200:420:9] = 0
    assert [is_held(few), is_held(many)] == [True, False]


def test_where_the_room_speaks_against_a_stamp_nets_need_not_suppose_one(typed: Grey):
    stamped = pressed(torn(with_room(typed, 47)), "HỎA TỐC", left=0.1, seed=7, place=URGENT_PLACE)
    tight = torn(with_room(typed, 28))
    assert look_for_press(stamped, (0,), is_first=True) == Pressed(held=False, urgent=frozenset({0}))
    assert look_for_press(np.rot90(stamped, 2), (2,), is_first=True).urgent == {2}
    assert look_for_press(tight, (0,), is_first=True) == Pressed(held=False, roomless=frozenset({0}))
    for page, is_first in ((stamped, False), (tight, False), (typed, True)):
        assert look_for_press(page, (0,), is_first=is_first) == Pressed(held=False)


def test_so_much_room_that_most_rows_must_be_gone_says_nothing(typed: Grey):
    assert not is_held(torn(with_room(typed, 110)))


def test_a_good_stamp_is_seen_though_the_type_seems_to_stand_on_its_head(typed: Grey):
    stamped = pressed(typed, "MẬT", left=0.6, seed=1)
    assert is_held(stamped, (2,))
    assert not is_held(typed, (2,))
    assert not is_held(stamped, (1,))


def test_an_urgency_stamp_at_the_second_place_holds_a_first_page(typed: Grey):
    beside = pressed(typed, "THƯỢNG KHẨN", left=0.3, seed=7, place=(580, PLACE[1]))
    alone = pressed(typed, "THƯỢNG KHẨN", left=0.3, seed=7)
    assert is_held(beside)
    assert is_held(np.rot90(beside, 2), (2,))
    assert not is_held(beside, is_first=False)
    assert not is_held(alone)

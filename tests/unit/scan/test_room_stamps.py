import numpy as np
import pytest
from numpy.typing import NDArray

from tasks.core.scan.stamps.room_stamps import whose_room
from tasks.core.scan.stamps.stamp_room import paper_of
from tasks.stations.stamp_weights import forms
from tests.drawn import letter
from tests.unit.scan.pressing import IN_ROOM, pressed, torn, with_room

Grey = NDArray[np.uint8]
X, Y = IN_ROOM
URGENT = ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")
SECRET = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")


@pytest.fixture(scope="module")
def roomy() -> Grey:
    """A letter in black and white whose type fell to pieces, with room for a stamp."""
    return torn(with_room(np.where(np.asarray(letter(None).convert("L")) < 128, 0, 255).astype(np.uint8), 47))


def is_urgent(page: Grey) -> bool:
    return whose_room(page, paper_of(page), forms()) == "urgent"


def may_be_secret(page: Grey) -> bool:
    return whose_room(page, paper_of(page), forms()) == "secret"


def with_stamp(page: Grey, word: str, *, left: float = 0.05, x: int = X - 20, angle: float = 0.0) -> Grey:
    return pressed(page, word, left=left, seed=len(word), place=(x, Y), angle=angle)


@pytest.mark.parametrize("word", URGENT)
def test_an_urgency_stamp_of_which_some_is_left_is_known(word: str, roomy: Grey):
    assert is_urgent(with_stamp(roomy, word))
    assert is_urgent(with_stamp(roomy, word, angle=-3))


@pytest.mark.parametrize("word", SECRET)
def test_a_secrecy_stamp_is_none(word: str, roomy: Grey):
    assert not any(is_urgent(with_stamp(roomy, word, left=left)) for left in (-0.1, 0.0, 0.1, 0.3))


def test_an_empty_room_shows_none_and_is_held(roomy: Grey):
    assert not is_urgent(roomy)
    assert may_be_secret(roomy)


@pytest.mark.parametrize("word", SECRET)
def test_a_room_with_what_a_secrecy_stamp_left_is_held(word: str, roomy: Grey):
    assert all(may_be_secret(with_stamp(roomy, word, left=left)) for left in (-0.1, 0.0))


def test_a_room_in_which_dots_lie_that_no_stamp_left_is_doubtful(roomy: Grey):
    gone = roomy.copy()
    gone[Y - 20 : Y + 20 : 6, 200:420:9] = 0
    assert paper_of(gone).tells
    assert whose_room(gone, paper_of(gone), forms()) == "doubtful"


def test_a_room_much_higher_than_a_stamp_needs_is_doubtful():
    letter_of = np.where(np.asarray(letter(None).convert("L")) < 128, 0, 255).astype(np.uint8)
    higher = torn(with_room(letter_of, 80))
    assert paper_of(higher).tells
    assert whose_room(higher, paper_of(higher), forms()) == "doubtful"


def test_an_urgency_stamp_that_has_room_left_of_it_says_nothing(roomy: Grey):
    assert is_urgent(with_stamp(roomy, "KHẨN"))
    assert not is_urgent(with_stamp(roomy, "KHẨN", x=X + 190))


def test_a_page_of_nothing_shows_none():
    for shape in ((1754, 1240), (40, 30), (3, 3)):
        assert not is_urgent(np.full(shape, 255, np.uint8))

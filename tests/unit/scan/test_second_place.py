import numpy as np
import pytest
from numpy.typing import NDArray

from tasks.core.scan.stamps.second_place import stands_second
from tasks.stations.stamp_weights import forms
from tests.drawn import letter
from tests.unit.scan.pressing import PLACE, pressed

Grey = NDArray[np.uint8]
FIRST, SECOND = 0.21, 0.36
"""Where the left edge of a stamp at either place lies, in shares of the page's width."""
URGENT = ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")


@pytest.fixture(scope="module")
def typed() -> Grey:
    """A letter in black and white."""
    return np.where(np.asarray(letter(None).convert("L")) < 128, 0, 255).astype(np.uint8)


def with_stamp(page: Grey, word: str, edge: float, *, left: float = 0.3) -> Grey:
    """The page with a stamp whose left edge lies at a share of its width."""
    kind = "secret" if "MẬT" in word else "other"
    middle = round(edge * page.shape[1] + forms().size(f"{kind}/{word}")[1] / 2)
    return pressed(page, word, left=left, seed=len(word), place=(middle, PLACE[1]))


@pytest.mark.parametrize("word", URGENT)
def test_an_urgency_stamp_at_the_second_place_is_told_from_one_at_the_first(word: str, typed: Grey):
    assert stands_second(with_stamp(typed, word, SECOND), forms())
    assert not stands_second(with_stamp(typed, word, FIRST), forms())


def test_one_that_stands_elsewhere_says_nothing(typed: Grey):
    assert not any(stands_second(with_stamp(typed, "KHẨN", edge), forms()) for edge in (0.27, 0.5, 0.6))


def test_what_goes_on_at_its_left_may_be_the_end_of_another(typed: Grey):
    page = with_stamp(typed, "KHẨN", SECOND)
    edge = round(SECOND * page.shape[1])
    page[PLACE[1] - 12 : PLACE[1] + 12, edge - 14 : edge - 4] = 0
    assert not stands_second(page, forms())


def test_secrecy_stamps_and_type_are_none(typed: Grey):
    assert not stands_second(typed, forms())
    assert not any(stands_second(with_stamp(typed, word, SECOND), forms()) for word in ("MẬT", "TỐI MẬT", "TUYỆT MẬT"))


def test_a_page_of_nothing_shows_none():
    for shape in ((1754, 1240), (40, 30), (3, 3)):
        assert not stands_second(np.full(shape, 255, np.uint8), forms())

import numpy as np
import pytest
from numpy.typing import NDArray

from tasks.stations.secrecy_job import is_pressed
from tests.drawn import letter
from tests.unit.scan.pressing import pressed

Grey = NDArray[np.uint8]


@pytest.fixture(scope="module")
def faded() -> Grey:
    """A letter in black and white whose type fell to pieces, with a few dots of a stamp."""
    page = np.where(np.asarray(letter(None).convert("L")) < 128, 0, 255).astype(np.uint8)
    page[np.random.default_rng(3).random(page.shape) < 0.6] = 255
    return pressed(page, "MẬT", left=-0.15, seed=3)


def test_a_few_dots_are_enough_on_a_first_page_only(faded: Grey):
    assert [is_pressed(faded, (0,), is_first=is_first) for is_first in (True, False)] == [True, False]


def test_where_a_page_may_stand_on_its_head_they_are_enough_as_it_was_scanned(faded: Grey):
    upside_down = np.rot90(faded, 2)
    assert is_pressed(faded, (0, 2), is_first=True)
    assert [is_pressed(upside_down, turns, is_first=True) for turns in ((2,), (0, 2))] == [True, False]

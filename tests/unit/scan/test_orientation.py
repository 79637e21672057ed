import numpy as np
import pytest

from tasks.core.scan.sheet import orientation
from tests.unit.scan.drawing import letter_page, white


@pytest.mark.parametrize("quarter_turns", [1, 3])
def test_a_page_on_its_side_is_seen(quarter_turns):
    assert orientation.lies_sideways(np.ascontiguousarray(np.rot90(letter_page(), quarter_turns)), 100)


@pytest.mark.parametrize("quarter_turns", [0, 2])
def test_a_level_page_is_left(quarter_turns):
    assert not orientation.lies_sideways(np.ascontiguousarray(np.rot90(letter_page(), quarter_turns)), 100)


def test_an_empty_page_lies_no_way():
    assert not orientation.lies_sideways(white(), 100)


def test_turning_is_clockwise_and_four_quarters_are_none():
    page = letter_page()
    turned = page
    for _ in range(4):
        turned = orientation.turn(turned, 90)
    assert np.array_equal(turned, page)
    assert np.array_equal(orientation.turn(page, 90), np.rot90(page, -1))

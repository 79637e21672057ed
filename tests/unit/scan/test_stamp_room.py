from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from tasks.core.scan.stamps.stamp_room import free_about, level, paper_of
from tests.drawn import letter
from tests.unit.scan.pressing import HEAD_ENDS, IN_ROOM, almost_gone, pressed, torn, with_room

Grey = NDArray[np.uint8]
ENOUGH, TOO_LITTLE = 47, 28
"""Points of free paper."""
FORM = (52, 130)
"""Height and width of a form, in pixels."""


@pytest.fixture(scope="module")
def typed() -> Grey:
    """A letter in black and white."""
    return np.where(np.asarray(letter(None).convert("L")) < 128, 0, 255).astype(np.uint8)


def turned(page: Grey, degrees: float) -> Grey:
    high, wide = page.shape
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1)
    return np.asarray(cv2.warpAffine(page, turn, (wide, high), borderValue=(255,)), np.uint8)


def specked(page: Grey) -> Grey:
    return np.where(np.random.default_rng(5).random(page.shape) < 2e-5, 0, page).astype(np.uint8)


@pytest.mark.parametrize("change", [np.copy, torn, specked, lambda page: turned(page, 3), lambda page: turned(page, -2.2)])
def test_free_paper_is_measured_on_torn_specked_and_sloping_pages(change: Callable[[Grey], Grey], typed: Grey):
    for points in (ENOUGH, TOO_LITTLE):
        paper = paper_of(change(with_room(typed, points)))
        assert paper.room.height == pytest.approx(points, abs=6)
        assert (paper.has_room, paper.row_is_lost) == (points == ENOUGH, False)


def test_what_is_left_of_stamps_does_not_end_it(typed: Grey):
    page = pressed(with_room(typed, ENOUGH), "MẬT", left=-0.1, seed=3, place=IN_ROOM)
    page[HEAD_ENDS + 30 : HEAD_ENDS + 80 : 4, 60:240:7] = 0  # an arrival stamp
    paper = paper_of(page)
    assert paper.has_room


def test_a_head_of_whole_type_is_not_sparse_and_one_that_is_almost_gone_is(typed: Grey):
    page = with_room(typed, ENOUGH)
    assert not paper_of(page).is_sparse
    assert not paper_of(torn(page)).is_sparse
    assert paper_of(almost_gone(page)).is_sparse


def test_where_much_more_is_free_a_row_has_gone(typed: Grey):
    assert paper_of(with_room(typed, 80)).row_is_lost


def test_a_stamp_has_free_paper_about_it_and_type_has_not(typed: Grey):
    page = with_room(typed, ENOUGH)
    empty, stamped = level(page), level(pressed(page, "MẬT", left=0.5, seed=1, place=IN_ROOM))
    x, y = IN_ROOM
    assert free_about(empty, x, y, FORM, 0.0) == pytest.approx(1, abs=0.1)
    assert free_about(stamped, x, y, FORM, 0.0) == free_about(empty, x, y, FORM, 0.0)
    assert free_about(empty, x, HEAD_ENDS - 12, FORM, 0.0) < 0.5
    assert free_about(empty, x, HEAD_ENDS + 115, FORM, 0.0) < 0.5


def test_a_page_of_nothing_has_no_room():
    for shape in ((1754, 1240), (40, 30), (3, 3)):
        page = np.full(shape, 255, np.uint8)
        paper = paper_of(page)
        assert paper.room.height == 0
        assert 0 <= free_about(paper.head, 10, 10, FORM, 0.1) <= 1

import cv2
import numpy as np
import pytest

from tasks.core.scan.ink import grey_marks
from tasks.core.scan.ink.marks import Shape
from tasks.core.scan.sheet.segments import Segment
from tests.unit.scan.drawing import line, white

PRINT, SEAL = 20, 150


def sealed_page(found: float) -> tuple[np.ndarray, np.ndarray, np.ndarray, Shape]:
    """A page with a pale seal of two rings over print; where its rings and its print are; the seal as found, so much of it."""
    rings, print_ink = np.zeros_like(white()), np.zeros_like(white())
    for radius in (80, 70):
        cv2.circle(rings, (560, 790), radius, 1, 3)
    cv2.putText(print_ink, "HI H", (500, 800), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 1, 4)
    page = white().copy()
    page[rings > 0] = SEAL
    page[print_ink > 0] = PRINT
    page[800:803, 500:640] = np.minimum(page[800:803, 500:640], 110)  # a thin stroke of print is paler than print
    reach = round(80 * found)
    return page, rings > 0, print_ink > 0, Shape("seal", 560 - reach, 790 - reach, 560 + reach, 790 + reach)


def test_the_outer_ring_goes_where_only_the_inner_one_was_found():
    page, rings, print_ink, shape = sealed_page(70 / 80)
    grey_marks.lift(page, shape, [], 1.0, PRINT)
    assert (page[rings & ~print_ink] == 255).mean() > 0.9
    assert page[print_ink].mean() < 60


def test_thin_strokes_of_print_stay_in_a_pale_seal():
    page, _, print_ink, shape = sealed_page(1.0)
    stroke = page == 110
    grey_marks.lift(page, shape, [], 1.0, PRINT)
    beside = cv2.dilate(print_ink.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    assert (page[stroke & beside] < 255).mean() > 0.9


def test_thin_strokes_stay_in_a_seal_that_is_hardly_paler_than_print():
    page, rings, print_ink, shape = sealed_page(1.0)
    page[print_ink] = SEAL - 50
    thin = np.zeros_like(print_ink)
    thin[760:761, 520:600] = True
    page[thin & ~rings] = SEAL - 25
    grey_marks.lift(page, shape, [], 1.0, SEAL - 50)
    assert page[thin & ~rings].mean() < 200
    assert (page[rings & ~print_ink & ~thin] == 255).mean() > 0.9


def test_the_grey_of_print_is_told_by_its_bars_and_not_by_black_edges():
    page = white()
    line(page, 100, 100, 350)
    page[100:108, 100:350] = 110
    page[:, :40] = 0
    assert grey_marks.print_level(page, [Segment(100, 98, 350, 110)], 1.0) == pytest.approx(110, abs=5)
    assert grey_marks.print_level(page, [], 1.0) == 0.0

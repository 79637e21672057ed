import cv2
import numpy as np
import pytest

from schemas.page import Zone
from tasks.core.scan.ink.marks import Shape
from tasks.core.scan.words import compose
from tests.unit.scan.drawing import line, white


def test_a_page_number_of_one_digit_stands_in_the_stack_several_times():
    page = white()
    page[40:50, 400:407] = 20
    line(page, 110, 100, 750)
    parts = [compose.Part(Zone.PAGE_NUMBER, 0, 0, 827, 70), compose.Part(Zone.BODY, 0, 70, 827, 1170)]
    number, body = (stacked := compose.stack(page, parts, 100)).parts
    assert (number.copies > 1, body.copies) == (True, 1)
    row = stacked.image[number.at[1] + 5] < 128
    assert (np.diff(row.astype(int)) == 1).sum() == number.copies


def test_a_page_number_of_two_digits_stands_there_once():
    page = white()
    page[40:50, 400:420] = 20
    (number,) = compose.stack(page, [compose.Part(Zone.PAGE_NUMBER, 0, 0, 827, 70)], 100).parts
    assert number.copies == 1


@pytest.mark.parametrize(
    ("texts", "digit"), [(["2222"], "2"), (["22", "2?"], "2"), (["2", "2"], None), (["2233"], None), (["zzzz"], None), ([], None)]
)
def test_copies_of_a_digit_that_agree_are_a_page_number(texts, digit):
    assert compose.copied_digit(texts, 4) == digit


def test_a_faint_page_keeps_the_last_row_that_is_paler_than_print():
    page = white()
    line(page, 100, 100, 350)
    page[130:138, 200:250] = 180  # the last word of a subject, bleached by the light
    head = [compose.Part(Zone.HEAD_LEFT, 0, 70, 400, 200)]
    (usual,) = compose.stack(page, head, 100).parts
    (faint,) = compose.stack(page, head, 100, below=compose.FAINT_INK).parts
    assert usual.bottom < 130
    assert faint.bottom >= 138


def slanting_stamp(fall: int) -> tuple[np.ndarray, Shape]:
    """A page with a stamp 120 pixels long that falls by so many pixels along its width, and the stamp as it is found."""
    page = white()
    corners = ((200, 300), (320, 300 + fall), (318, 336 + fall), (198, 336))
    cv2.polylines(page, [np.array(corners)], isClosed=True, color=20, thickness=2)
    cv2.line(page, (230, 318 + fall // 4), (290, 318 + 3 * fall // 4), 20, 6)
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return page, Shape("frame", min(xs), min(ys), max(xs), max(ys), corners=corners)


@pytest.mark.parametrize("fall", [0, 8, -8])
def test_a_stamp_s_cut_has_its_word_and_nothing_of_its_frame(fall: int):
    page, shape = slanting_stamp(fall)
    (part,) = compose.stamp_cuts([shape], 1.0, (827, 1170))
    rows = np.flatnonzero((compose.cut_out(page, part) < 128).any(axis=1))
    assert 4 <= len(rows) <= 10
    (word,) = compose.stack(page, [part], 100, stamps=page).parts
    assert word.mark == 0

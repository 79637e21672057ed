import numpy as np
import pytest

from schemas.page import Zone
from tasks.core.scan import compose
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

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

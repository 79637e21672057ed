"""Print in a number's gap is told from writing by how evenly it stands."""

import numpy as np
import pytest

from tasks.core.scan.handwriting.gaps import Gap
from tasks.core.scan.handwriting.printed import are_printed, are_torn_print
from tasks.core.scan.sheet.paper import Grey

CAPITAL = 30.0
GAP = Gap("number", 0, 1, 2, 40, 140, 100, CAPITAL / 0.66)

Digit = tuple[int, int, int]  # left, top above the baseline, foot below it


def sheet(*digits: Digit) -> Grey:
    """Paper with upright bars for digits, 16 pixels wide."""
    image = np.full((160, 240), 250, np.uint8)
    for left, top, foot in digits:
        image[100 - top : 100 + foot, left : left + 16] = 20
    return image


EVEN: tuple[Digit, ...] = ((50, 30, 0), (73, 30, 0), (96, 31, 1))


def test_equal_digits_on_one_line_are_print() -> None:
    assert are_printed(sheet(*EVEN), GAP, 50, 112, 3)


@pytest.mark.parametrize(
    "digits",
    [
        ((50, 30, 0), (73, 35, 0), (96, 30, 0)),  # one is higher
        ((50, 30, 0), (73, 27, 4), (96, 30, 0)),  # one is lower
        ((50, 40, 0), (73, 40, 0), (96, 40, 0)),  # all are higher than the head's print
        ((50, 30, 0), (69, 30, 0), (100, 30, 0)),  # not equally far apart
        ((50, 30, 0), (73, 30, 0)),  # one is missing
        ((50, 30, 0), (62, 30, 0), (96, 30, 0)),  # two run together
    ],
)
def test_what_stands_unevenly_is_writing(digits: tuple[Digit, ...]) -> None:
    assert not are_printed(sheet(*digits), GAP, 50, 112, 3)


def test_no_paper_no_print() -> None:
    assert not are_printed(sheet(*EVEN)[:20], GAP, 50, 112, 3)


TORN: tuple[Digit, ...] = ((50, 30, 0), (68, 30, -10), (86, 31, 1))


def test_print_of_which_a_digit_is_torn_is_print_where_the_engine_reads_it() -> None:
    assert not are_printed(sheet(*TORN), GAP, 50, 102, 3)
    assert are_torn_print(sheet(*TORN), GAP, 50, 102, 3)
    assert are_torn_print(sheet(*TORN[::2]), GAP, 50, 102, 3)  # the middle one fell to pieces


@pytest.mark.parametrize(
    ("digits", "right"),
    [
        (((50, 30, 0), (68, 30, 0), (86, 38, 0)), 102),  # one is higher than print
        (((50, 30, 0), (68, 26, 5), (86, 34, 5)), 102),  # two are off the line
        (((50, 30, 0), (74, 30, 0), (98, 30, 0)), 130),  # wider than print
        (((50, 38, 0), (68, 38, 0), (86, 38, 0)), 102),  # all higher
    ],
)
def test_writing_is_no_torn_print(digits: tuple[Digit, ...], right: int) -> None:
    assert not are_torn_print(sheet(*digits), GAP, 50, right, 3)


def test_of_two_digits_none_may_be_torn() -> None:
    assert not are_torn_print(sheet(*TORN[:2]), GAP, 50, 84, 2)

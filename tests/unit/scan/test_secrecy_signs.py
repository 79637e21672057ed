import math

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from infra.training.stamp_fits import draw_form
from tasks.core.scan.stamps.form_laying import dots_of
from tasks.core.scan.stamps.secrecy_kernels import Forms
from tasks.core.scan.stamps.secrecy_signs import Faint, Signs, has_few_pieces, is_torn, signs_of, weigh
from tasks.core.scan.stamps.stamp_room import paper_of
from tests.drawn import letter

Grey = NDArray[np.uint8]
WORD = "secret/MẬT"
PLACE = (400, 400)
"""Where the form lies on an otherwise empty page, in pixels at 150 dots an inch."""


@pytest.fixture(scope="module")
def forms() -> Forms:
    return Forms({WORD: draw_form("MẬT")})


@pytest.fixture(scope="module")
def typed() -> Grey:
    """A letter in black and white, its type whole."""
    return np.where(np.asarray(letter(None).convert("L")) < 128, 0, 255).astype(np.uint8)


def signs(page: Grey, forms: Forms, *, x: int = PLACE[0], y: int = PLACE[1]) -> Signs:
    fit = Faint(2.0, WORD, 0.0, 1.0, letters=3.0, frame=2.0, x=x / 2, y=y / 2)
    return signs_of(dots_of(page)[0], fit, forms, paper_of(page))


def empty() -> Grey:
    return np.full((1754, 1240), 255, np.uint8)


def test_on_an_empty_page_nothing_is_counted(forms: Forms):
    found = signs(empty(), forms)
    assert (found.sides, found.band, found.rows) == (0, 0, 0)
    assert (found.fewer, found.ratio) == (pytest.approx(math.log(3)), pytest.approx(1.0))


def test_a_whole_frame_has_all_ten_sides(forms: Forms):
    high, wide = forms.size(WORD)
    page, (x, y) = empty(), PLACE
    cv2.rectangle(page, (x - wide // 2 + 4, y - high // 2 + 4), (x + wide // 2 - 4, y + high // 2 - 4), (0,), 3)
    assert signs(page, forms).sides == 10


def test_a_line_of_type_goes_on_beside_the_form(forms: Forms):
    page, (x, y) = empty(), PLACE
    page[y - 4 : y + 4, x - 180 : x - 120 : 3] = 0
    beside = signs(page, forms)
    assert beside.band > 2
    assert weigh(beside) < weigh(signs(empty(), forms))


def test_a_dash_fills_few_rows_and_a_stamp_many(forms: Forms):
    dash, rain, (x, y) = empty(), empty(), PLACE
    dash[y : y + 2, x - 30 : x + 30] = 0
    rain[y - 20 : y + 20 : 8, x - 30 : x + 30 : 12] = 0
    assert signs(dash, forms).rows > 0.9
    assert signs(rain, forms).rows < 0.6
    assert signs(rain, forms).pieces > signs(dash, forms).pieces


def test_what_lies_beyond_the_edge_is_white(forms: Forms):
    assert signs(empty(), forms, x=3, y=2).band == 0


def test_type_that_fell_to_pieces_is_told_from_whole_type(typed: Grey):
    torn = typed.copy()
    torn[np.random.default_rng(3).random(typed.shape) < 0.6] = 255
    assert is_torn(torn)
    assert not is_torn(typed)


def test_an_empty_or_speckled_page_is_not_torn():
    specked = empty()
    specked[200:1500:40, 200:1000:40] = 0
    assert not is_torn(empty())
    assert not is_torn(specked)


def test_a_page_most_of_whose_type_is_gone_is_told_from_a_short_letter(typed: Grey):
    short = typed.copy()
    short[700:] = 255
    thin = short.copy()
    thin[np.random.default_rng(3).random(short.shape) < 0.3] = 255
    assert has_few_pieces(thin)
    assert not has_few_pieces(short)
    assert not has_few_pieces(empty())


@pytest.mark.parametrize(("high", "torn"), [(6, True), (7, False)])
def test_type_fell_to_pieces_where_half_of_them_are_no_whole_letters(high: int, torn: bool):  # noqa: FBT001 - a table of pairs
    page = np.full((1754, 1240), 255, np.uint8)
    for y in range(300, 1400, 20):
        for x in range(200, 1000, 20):
            page[y : y + high, x : x + 4] = 0
    assert is_torn(page) is torn

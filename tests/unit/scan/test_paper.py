import cv2
import numpy as np
import pytest

from tasks.core.scan.sheet import paper
from tests.unit.scan.drawing import letter_page, turned, white


@pytest.mark.parametrize("degrees", [-3.0, -0.7, 0.0, 1.2, 4.0])
def test_skew_is_found_to_a_tenth_of_a_degree(degrees):
    upright, _ = paper.set_upright(turned(letter_page(), degrees), 100)
    assert upright.skew_degrees == pytest.approx(degrees, abs=0.1)


def test_a_skewed_page_is_level_after_it_is_set_upright():
    page = turned(letter_page(), 2.5)
    upright, _ = paper.set_upright(page, 100)
    again, _ = paper.set_upright(paper.apply(page, upright), 100)
    assert abs(again.skew_degrees) < 0.1


def test_shade_of_the_paper_is_divided_out_and_ink_stays():
    shade = np.tile(np.linspace(120, 250, 827), (1170, 1))
    page = (letter_page() / 255 * shade).astype(np.uint8)
    flat = paper.flatten(page, 100)
    ink = letter_page() < 128
    assert np.median(flat[~ink]) == 255
    assert flat[ink].mean() < 110


def test_bleed_through_goes_white_and_is_no_ink():
    page = white()
    page[400:420, 200:600] = 228
    assert not paper.ink(paper.flatten(page, 100)).any()


def test_a_dark_border_is_outside_and_the_print_is_not():
    page = letter_page()
    page[:, :12] = 30
    outside = paper.outside(page)
    assert outside[:, :10].all()
    assert not outside[:, 100:].any()


def test_a_sheet_on_a_dark_table_is_cut_out_along_its_corners():
    corners = np.array([[60, 40], [780, 70], [800, 1130], [40, 1110]], np.float32)
    source = np.array([[0, 0], [827, 0], [827, 1170], [0, 1170]], np.float32)
    matrix = cv2.getPerspectiveTransform(source, corners)
    photo = cv2.warpPerspective(letter_page(), matrix, (827, 1170), borderValue=(50,))
    upright, _ = paper.set_upright(np.asarray(photo, np.uint8), 100)
    found = (np.linalg.inv(upright.matrix) @ np.array([0.0, 0.0, 1.0]))[:2]
    assert upright.perspective
    assert np.abs(found - corners[0]).max() < 12


def test_a_page_without_ink_has_no_skew():
    assert paper.skew(np.zeros((200, 200), np.bool_)) == 0.0


def test_faint_print_raises_the_level_of_ink_and_a_blank_page_does_not():
    faint = np.where(letter_page() < 128, np.uint8(190), np.uint8(255)).astype(np.uint8)
    assert paper.ink_level(faint) == 222
    assert paper.ink_level(letter_page()) == 200
    assert paper.ink_level(white()) == 200


def test_a_dark_border_is_white_on_the_upright_page_and_the_print_stays():
    page = letter_page()
    page[:, 800:] = 15
    source = turned(page, 1.5)
    upright, _ = paper.set_upright(source, 100)
    assert upright.bordered
    level = paper.apply(source, upright)
    done = paper.without_border(level, source, upright, 100)
    assert done[300:900, 790:].min() > 200
    assert np.array_equal(done[240:640, 110:750], level[240:640, 110:750])

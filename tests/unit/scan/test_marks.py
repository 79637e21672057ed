import cv2
import numpy as np

from tasks.core.scan import ink, marks, paper
from tests.unit.scan.drawing import letter_page, line, seal, white

RED = (40, 30, 210)


def test_a_red_seal_is_found_at_its_place_and_lifted_off_the_print():
    page = cv2.cvtColor(letter_page(), cv2.COLOR_GRAY2BGR)
    before = page.copy()
    seal(page, (560, 790), 70, RED)
    page[before.max(axis=2) < 60] = 20  # the seal lies over the print, which stays black
    cleaned = ink.clean(page, 100)
    (shape,) = cleaned.shapes
    assert shape.kind == "seal"
    assert abs((shape.left + shape.right) / 2 - 560) < 6
    assert abs((shape.top + shape.bottom) / 2 - 790) < 6
    ring = marks.red(page)
    assert cleaned.image[ring].mean() > 240
    assert cleaned.image[before[:, :, 0] < 60].mean() < 90


def test_a_grey_seal_is_lifted_by_its_lighter_shade():
    page = letter_page()
    print_ink = page < 60
    seal(page, (560, 790), 70, 120)
    page[print_ink] = 20
    cleaned = ink.clean(page, 100)
    assert [shape.kind for shape in cleaned.shapes] == ["seal"]
    assert (cleaned.image[(page == 120)] > 200).mean() > 0.9
    assert cleaned.image[print_ink].mean() < 90


def test_red_print_is_not_lifted():
    page = cv2.cvtColor(letter_page(), cv2.COLOR_GRAY2BGR)
    band = page[855:875, 480:720]
    band[band[:, :, 0] < 60] = RED
    cleaned = ink.clean(page, 100)
    assert cleaned.shapes == ()
    assert (cleaned.image[855:875, 480:720] < 140).any()


def test_a_framed_stamp_is_found_and_a_letter_page_has_none():
    page = letter_page()
    cv2.rectangle(page, (140, 190), (270, 225), 90, 3)
    line(page, 165, 203, 245, shade=90)
    assert [shape.kind for shape in ink.clean(page, 100).shapes] == ["frame"]
    assert ink.clean(letter_page(), 100).shapes == ()


def test_a_table_is_no_stamp():
    page = white()
    for top in range(300, 700, 40):
        cv2.line(page, (100, top), (740, top), 0, 2)
    for left in range(100, 760, 160):
        cv2.line(page, (left, 300), (left, 660), 0, 2)
    assert marks.find_frames(marks.lines_only(paper.ink(page)), straight=True) == []


def test_dense_print_holds_no_seal():
    page = white()
    for top in range(90, 1080, 20):
        line(page, 100, top, 740)
    assert ink.clean(page, 100).shapes == ()


def test_a_page_in_blue_print_is_not_taken_for_handwriting():
    page = white(channels=3)
    grey = letter_page()
    page[grey < 60] = (150, 50, 30)
    cleaned = ink.clean(page, 100)
    assert (cleaned.image < 160).sum() > 0.5 * (grey < 60).sum()
    assert isinstance(cleaned.image, np.ndarray)

import cv2
import numpy as np
import pytest

from tasks.core.scan.ink import ink, marks
from tasks.core.scan.sheet import paper
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


def test_a_framed_stamp_with_gaps_in_its_frame_is_found():
    page = letter_page()
    for top in (180, 200, 250):
        cv2.line(page, (60, top), (150, top), 120, 2)
    cv2.line(page, (60, 202), (60, 250), 120, 2)  # its upper field is worn off on the left
    cv2.line(page, (220, 178), (220, 248), 120, 2)
    cv2.line(page, (180, 200), (220, 200), 120, 2)
    (shape,) = ink.clean(page, 100).shapes
    assert shape.kind == "frame"
    assert shape.left <= 62
    assert shape.right >= 218
    assert (shape.top, shape.bottom) == (pytest.approx(178, abs=4), pytest.approx(251, abs=4))


def test_two_stamps_side_by_side_are_two():
    page = letter_page()
    for left in (80, 190):
        cv2.rectangle(page, (left, 180), (left + 80, 215), 90, 3)
    assert [shape.kind for shape in ink.clean(page, 100).shapes] == ["frame", "frame"]


def test_two_uprights_of_a_table_make_no_stamp():
    page = white()
    for top in (300, 340):
        cv2.line(page, (60, top), (760, top), 0, 2)
    for left in (60, 200, 340, 480, 620, 760):
        cv2.line(page, (left, 300), (left, 340), 0, 2)
    assert marks.find_outlines(paper.ink(page), marks.lines_only(paper.ink(page))) == []


def test_pale_stamp_ink_has_a_tint_and_the_grey_edge_of_print_has_none():
    pixels = np.array([[(235, 200, 225), (120, 118, 122), (250, 250, 250), (40, 30, 60)]], np.uint8)
    assert marks.tinted(pixels).tolist() == [[True, False, False, False]]


def test_print_inside_a_grey_seal_stays_where_its_line_goes_on_beside_it():
    page = white()
    for top in range(240, 640, 22):
        line(page, 110, top, 750)
    seal(page, (560, 800), 70, 20)
    before = white()
    for target in (page, before):
        line(target, 575, 770, 625)
        line(target, 640, 770, 720)
    cleaned = ink.clean(page, 100)
    assert [shape.kind for shape in cleaned.shapes] == ["seal"]
    assert (cleaned.image[before < 60] < 128).mean() > 0.8


def test_a_last_page_with_more_seal_than_print_is_still_cleaned_by_colour():
    page = np.full((1170, 827, 3), 255, np.uint8)
    black = white()
    line(black, 500, 150, 640)
    page[black < 60] = 20
    seal(page, (560, 200), 70, RED)
    cv2.circle(page, (560, 200), 30, RED, -1)
    page[black < 60] = 20
    cleaned = ink.clean(page, 100)
    assert cleaned.coloured
    assert (cleaned.image < 128).sum() < 1.2 * (black < 60).sum()


def test_a_pen_is_no_seal_however_round_it_is():
    page = cv2.cvtColor(letter_page(), cv2.COLOR_GRAY2BGR)
    cv2.circle(page, (560, 800), 60, (200, 60, 40), 3)
    assert not [shape for shape in ink.clean(page, 100).shapes if shape.kind == "seal"]


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


def test_a_pen_s_signature_is_handwriting_and_a_sheet_s_coloured_edge_is_not():
    pen = (200, 60, 40)
    page = cv2.cvtColor(letter_page(), cv2.COLOR_GRAY2BGR)
    signature = [(520, 770), (560, 830), (580, 760), (610, 830), (640, 770), (700, 810)]
    cv2.polylines(page, [np.array(signature, np.int32)], isClosed=False, color=pen, thickness=3)
    assert len(ink.clean(page, 100).scribbles) == 1
    cv2.rectangle(page, (12, 12), (815, 1150), pen, 2)  # yellow paper on white: a blue line where it ends
    (kept,) = ink.clean(page, 100).scribbles
    assert kept[0] > 400
    assert kept[3] - kept[1] < 120

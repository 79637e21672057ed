import cv2
import numpy as np

from tasks.core.scan.ink import ink
from tasks.core.scan.ink.torn_frames import find_torn_frames
from tasks.core.scan.sheet import paper
from tasks.core.scan.sheet.segments import find_segments
from tests.unit.scan.drawing import letter_page, line, white


def dotted(page, start, end, *, on=6, off=5):
    """A straight line of which only dashes are left, upright or level."""
    (x, y), (right, bottom) = start, end
    for at in range(0, max(right - x, bottom - y), on + off):
        if right > x:
            page[y : y + 2, x + at : x + at + on] = 20
        else:
            page[y + at : y + at + on, x : x + 2] = 20


def torn(page, left=60, top=165, right=230, bottom=230):
    dotted(page, (left, top), (left, bottom))
    dotted(page, (left, top), (right, top))
    dotted(page, (left, bottom), (right, bottom))
    return page


def frames(page):
    mask = paper.ink(page, below=235)
    return find_torn_frames(mask, find_segments(paper.ink(page)))


def test_half_a_frame_of_dashes_is_a_stamp():
    (shape, *_) = frames(torn(white()))
    assert shape.kind == "frame"
    assert abs(shape.left - 61) < 4
    assert abs(shape.top - 165) < 5
    assert abs(shape.bottom - 230) < 8
    assert shape.right > 200


def test_a_letter_has_none():
    assert frames(letter_page()) == []


def test_rows_of_a_list_between_dashes_are_no_stamp():
    page = torn(white())
    line(page, 75, 182, 225)
    line(page, 75, 205, 225)
    assert frames(page) == []


def test_a_torn_frame_below_the_head_is_no_arrival():
    assert frames(torn(white(), top=600, bottom=665)) == []


def test_only_pages_that_came_in_black_and_white_are_looked_through():
    page = torn(letter_page())
    assert [shape.kind for shape in ink.clean(page, 100, bilevel=True).shapes] == ["frame"]
    assert ink.clean(page, 100).shapes == ()


def test_a_stamps_print_goes_and_the_line_that_runs_over_its_edge_stays():
    page = torn(letter_page())
    page[205:260, 100:760] = 255
    dotted(page, (60, 230), (230, 230))
    cv2.putText(page, "8171", (150, 195), cv2.FONT_HERSHEY_SIMPLEX, 0.5, 20, 1)
    line(page, 190, 208, 650)
    cleaned = ink.clean(page, 100, bilevel=True)
    assert np.count_nonzero(cleaned.image[180:197, 150:185] < 128) == 0
    assert (cleaned.image[208:217, 300:600] < 128).any()
    assert (cleaned.image[208:217, 195:225] < 128).any()

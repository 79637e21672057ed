import cv2
import numpy as np

from tasks.core.scan.ink import ink, marks
from tasks.core.scan.ink.frame_edges import with_edges, without_frames
from tasks.core.scan.ink.marks import Shape
from tests.unit.scan.drawing import letter_page, line, turned, white

PALE, PRINT = 140, 20
FRAME = (150, 190, 330, 232)


def framed(*, aslant: float = 0.0, box: tuple[int, int, int, int] = FRAME) -> np.ndarray:
    """A page with a pale framed stamp: its word is a line of strokes, well inside."""
    page = white()
    left, top, right, bottom = box
    cv2.rectangle(page, (left, top), (right, bottom), PALE, 2)
    line(page, left + 30, top + 16, right - 30, height=12, shade=PALE)
    return turned(page, aslant)


def found(page: np.ndarray, shape: Shape) -> Shape:
    mask = page < 235
    return with_edges(shape, mask, marks.lines_only(mask))


def test_a_frame_s_box_that_grew_over_a_row_of_print_is_the_frame_s_own():
    page = framed()
    line(page, 100, 174, 360, height=10)
    shape = found(page, Shape("frame", 148, 170, 334, 236))
    assert abs(shape.top - 190) <= 4
    assert abs(shape.bottom - 232) <= 4
    assert len(shape.corners) == 4


def test_the_corners_of_a_slanting_frame_lie_on_its_slant():
    shape = found(framed(aslant=-3), Shape("frame", 140, 175, 340, 245))
    upper_left, upper_right, lower_right, lower_left = shape.corners
    slant = np.degrees(np.arctan2(upper_right[1] - upper_left[1], upper_right[0] - upper_left[0]))
    assert abs(slant - 3) < 1.2
    assert lower_left[1] > upper_left[1] + 30
    assert lower_right[1] > upper_right[1] + 30


def test_a_receipt_stamp_is_not_cut_at_the_line_between_its_fields():
    page = framed(box=(100, 190, 270, 262))
    page[208:210, 100:270] = PALE
    page[189:193, 225:270] = 255  # another stamp hides a part of the upper line
    shape = found(page, Shape("frame", 96, 186, 274, 266))
    assert abs(shape.top - 190) <= 4


def test_a_frame_on_the_pages_edge_has_its_corners_too():
    shape = found(framed(box=(150, 1, 330, 43)), Shape("frame", 148, 0, 334, 46))
    assert shape.top <= 4
    assert abs(shape.bottom - 43) <= 4
    assert abs(shape.left - 150) <= 4
    assert len(shape.corners) == 4


def test_a_frame_without_a_lower_line_stays_as_it_is():
    page = framed()
    page[225:240] = 255
    shape = Shape("frame", 148, 186, 334, 236)
    assert found(page, shape) == shape


def test_a_frame_s_lines_go_and_the_print_beside_it_stays():
    page = framed()
    line(page, 100, 174, 360, height=10)
    mask = page < 235
    bare = without_frames(mask, [found(page, Shape("frame", 148, 170, 334, 236))])
    assert not bare[225:235, 160:320].any()
    assert (bare[174:184] == mask[174:184]).all()


def stamped_letter(box: tuple[int, int, int, int]) -> np.ndarray:
    page = letter_page()
    left, top, right, bottom = box
    cv2.rectangle(page, (left, top), (right, bottom), PALE, 2)
    line(page, left + 25, top + 15, right - 25, height=12, shade=PALE)
    return page


def test_a_row_that_touches_an_urgency_stamp_stays_on_the_page():
    page = stamped_letter((150, 184, 330, 226))
    line(page, 120, 170, 360, height=12)
    page[182:186, 148:151] = PRINT  # a letter stands on the frame's corner
    cleaned = ink.clean(page, 100)
    row = page[170:180, 120:360] < 100
    assert (cleaned.image[170:180, 120:360][row] < 160).mean() > 0.95
    assert (cleaned.image[195:215, 170:310] > 200).all()


def test_a_receipt_stamp_under_an_urgency_stamp_is_found_too():
    page = framed(box=(154, 155, 262, 193))
    receipt = white()
    cv2.rectangle(receipt, (40, 184), (212, 260), PALE, 2)
    receipt[203:205, 40:212] = PALE
    receipt[204:260, 100:102] = PALE
    receipt[250:264, 38:58] = 255  # worn rubber
    line(receipt, 50, 225, 90, height=12, shade=PALE)
    line(receipt, 115, 215, 190, height=9, shade=PALE)
    line(receipt, 115, 238, 190, height=9, shade=PALE)
    page = np.minimum(page, receipt)
    for top in range(330, 600, 22):
        line(page, 110, top, 750)
    frames = [shape for shape in ink.clean(page, 100).shapes if shape.kind == "frame"]
    assert sorted(round(shape.left / 10) for shape in frames) == [4, 15]  # both, though the lines of one lead into the other's

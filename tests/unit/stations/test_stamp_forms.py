import numpy as np
import pytest

from tasks.core.scan.ink.ink import Cleaned
from tasks.core.scan.ink.marks import Shape
from tasks.core.scan.sheet.layout import Columns, Layout
from tasks.core.scan.stamps.urgency_forms import Named
from tasks.stations.stamp_forms import Told, tell_stamp, with_levels
from tests.unit.scan.pressing import PLACE, pressed

DPI, SCALE = 150, 100 / 150
HEAD = Layout(Columns(0.0, 300.0, 400.0), None, 0.0)
PIECE = Shape("frame", 200, 195, 235, 217)
"""A piece of the stamp's frame, and on the small picture where the stamp stands."""


@pytest.fixture(scope="module")
def faded() -> Cleaned:
    page = pressed(np.full((1754, 1240), 255, np.uint8), "HỎA TỐC", left=0.4, seed=4)
    return Cleaned(page, page, (Shape("seal", 500, 900, 640, 1040), PIECE), coloured=False)


def test_a_faded_stamp_is_one_mark_and_lifted_off(faded: Cleaned):
    cleaned, told = tell_stamp(faded, DPI, HEAD, [], SCALE)
    assert told is not None
    assert (told.named.level, told.mark) == ("HỎA TỐC", 1)
    assert [shape.kind for shape in cleaned.shapes] == ["seal", "frame"]
    left, top, right, bottom = (round(SCALE * side) + off for off in (-1, 1) for side in PLACE)
    assert cleaned.shapes[1].holds(Shape("frame", left, top, right, bottom))
    assert cleaned.image.min() == 255
    assert faded.image.min() == 0


def test_a_page_without_a_head_has_none(faded: Cleaned):
    assert tell_stamp(faded, DPI, Layout(None, None, 0.0), [], SCALE) == (faded, None)


def test_a_page_without_a_stamp_stays_as_it_is():
    bare = np.full((1754, 1240), 255, np.uint8)
    cleaned = Cleaned(bare, bare, (), coloured=False)
    assert tell_stamp(cleaned, DPI, HEAD, [], SCALE) == (cleaned, None)


def told(level: str | None) -> Told:
    return Told(2, Named(level, 0.9, (0, 0, 10, 10)))


def test_a_level_stands_for_what_was_read_in_the_stamp():
    assert with_levels({0: ["ĐẾN"], 2: ["HU", "=C"]}, told("HỎA TỐC")) == {0: ["ĐẾN"], 2: ["HỎA", "TỐC"]}
    assert with_levels({0: ["ĐẾN"]}, told("KHẨN")) == {0: ["ĐẾN"], 2: ["KHẨN"]}


def test_a_stamp_whose_level_nobody_can_tell_keeps_a_level_that_was_read_and_no_noise():
    assert with_levels({0: ["ĐẾN"], 2: ["TS", "giIỆT"]}, told(None)) == {0: ["ĐẾN"]}
    assert with_levels({2: ["KHẨN"]}, told(None)) == {2: ["KHẨN"]}
    assert with_levels({2: ["HU"]}, None) == {2: ["HU"]}


def test_a_secrecy_stamps_words_are_never_hidden():
    assert with_levels({2: ["TỐI", "MẬT"]}, told("KHẨN")) == {2: ["TỐI", "MẬT"]}

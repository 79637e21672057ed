import numpy as np
import pytest
from numpy.typing import NDArray

from infra.training.stamp_fits import draw_forms
from infra.training.stamp_words import SECRECY
from tasks.core.scan.stamps.secrecy_kernels import Forms
from tasks.core.scan.stamps.urgency_forms import LEVELS, find_level, word_of
from tests.drawn import letter
from tests.unit.scan.pressing import PLACE, pressed

Grey = NDArray[np.uint8]
DRAWN = {name.removeprefix("form_"): form for name, form in draw_forms().items()}
MAKES = [name for name in DRAWN if word_of(name) in LEVELS]


@pytest.fixture(scope="module")
def forms() -> Forms:
    return Forms(DRAWN)


@pytest.fixture(scope="module")
def blank() -> Grey:
    """A letter without a stamp in black and white, at 150 dots an inch."""
    return np.where(np.asarray(letter(None).convert("L")) < 128, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("make", MAKES)
@pytest.mark.parametrize(("left", "angle"), [(0.9, 0), (0.3, -3.5)])
def test_a_faded_stamp_is_told_by_its_form(make: str, left: float, angle: float, forms: Forms, blank: Grey):
    named = find_level(pressed(blank, DRAWN[make], left=left, seed=4, angle=angle), forms)
    assert named is not None
    assert named.level == word_of(make)
    x0, y0, x1, y1 = named.box
    assert (x0 + x1) / 2 == pytest.approx(PLACE[0], abs=8)
    assert (y0 + y1) / 2 == pytest.approx(PLACE[1], abs=8)
    assert 0.7 <= named.confidence < 1


OTHERS = [*((word, 0.3) for word in SECRECY), ("SAO Y", 0.9), ("SAO LỤC", 0.3), ("CÔNG VĂN ĐẾN", 0.9), ("ĐẾN", 0.9)]


@pytest.mark.parametrize(("word", "left"), OTHERS)
def test_another_stamp_has_no_level(word: str, left: float, forms: Forms, blank: Grey):
    named = find_level(pressed(blank, word, left=left, seed=4, angle=1.5), forms)
    assert named is None or named.level is None


@pytest.mark.parametrize("turned", [0, 2])
def test_type_alone_is_no_stamp(turned: int, forms: Forms, blank: Grey):
    assert find_level(np.rot90(blank, turned), forms) is None


UNKNOWN = [("ĐÃ KÝ", 0.9), ("HỒ SƠ", 0.9), ("THƯỜNG", 0.3), ("CÔNG KHAI", 0.9), ("DỰ THẢO", 0.3)]


@pytest.mark.parametrize(("word", "left"), UNKNOWN)
def test_a_stamp_of_words_that_nobody_drew_is_no_sure_level(word: str, left: float, forms: Forms, blank: Grey):
    named = find_level(pressed(blank, word, left=left, seed=2), forms)
    assert named is None or named.confidence < 0.9


@pytest.mark.parametrize(("word", "kept"), [("THƯỢNG KHẨN", (0.56, 1.0)), ("HỎA TỐC HẸN GIỜ", (0.0, 0.46))])
def test_what_is_left_of_a_torn_stamp_is_no_sure_level(word: str, kept: tuple[float, float], forms: Forms, blank: Grey):
    """KHẨN stands in THƯỢNG KHẨN, HỎA TỐC in HỎA TỐC HẸN GIỜ, but their frames are closed."""
    page, wide = pressed(blank, word, left=0.9, seed=4), DRAWN[f"other/{word}"].shape[2]
    start, end = (round(PLACE[0] + (share - 0.5) * wide) for share in kept)
    rows = np.s_[PLACE[1] - 40 : PLACE[1] + 40]
    page[rows, :start] = page[rows, end:] = 255
    named = find_level(page, forms)
    assert named is None or named.level == word or named.confidence < 0.9


def test_where_a_page_ends_no_form_is_laid(forms: Forms):
    assert find_level(np.full((40, 30), 255, np.uint8), forms) is None

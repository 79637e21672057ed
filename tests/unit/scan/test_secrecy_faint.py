from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from infra.training.stamp_fits import draw_form, draw_forms
from tasks.core.scan.stamps.secrecy_faint import BAR, SURE, shows_faint
from tasks.core.scan.stamps.secrecy_forms import shows_form
from tasks.core.scan.stamps.secrecy_kernels import Forms
from tasks.core.scan.stamps.secrecy_signs import is_torn
from tests.drawn import letter
from tests.unit.scan.pressing import IN_ROOM, PLACE, pressed, with_room

Grey = NDArray[np.uint8]
FREE = (PLACE[0] - 40, PLACE[1] + 30)
"""Where an arrival stamp's word stands."""


@pytest.fixture(scope="module")
def forms() -> Forms:
    return Forms({name.removeprefix("form_"): form for name, form in draw_forms().items()})


@pytest.fixture(scope="module")
def blank() -> Grey:
    """A letter without a stamp in black and white, at 150 dots an inch."""
    return np.where(np.asarray(letter(None).convert("L")) < 128, 0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    ("word", "how"),
    [
        ("MẬT", {"left": 0, "seed": 4}),
        ("MẬT", {"left": -0.1, "seed": 3, "angle": 2.5}),
        ("TỐI MẬT", {"left": 0.1, "seed": 1}),
        ("TUYỆT MẬT", {"left": 0, "seed": 2, "angle": -3.5}),
        ("TUYỆT MẬT", {"left": -0.1, "seed": 4}),
    ],
)
def test_a_few_dots_of_a_secrecy_stamp_are_enough(word: str, how: dict[str, Any], forms: Forms, blank: Grey):
    page = pressed(blank, word, **how)
    assert not shows_form(page, forms)
    assert shows_faint(page, forms)


@pytest.mark.parametrize("word", ["KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"])
@pytest.mark.parametrize("left", [0.9, 0.35, 0.1, 0, -0.1])
def test_what_is_left_of_an_urgency_stamp_is_another(word: str, left: float, forms: Forms, blank: Grey):
    page = pressed(blank, word, left=left, seed=2, angle=-3.5)
    assert not shows_faint(page, forms, bar=BAR if is_torn(page) else SURE)


@pytest.mark.parametrize("left", [0.9, 0.4, 0.2])
def test_an_arrival_stamp_is_another(left: float, forms: Forms, blank: Grey):
    word = draw_form("ĐẾN", points=12)
    word[0][word[2] > 0] = 0  # its own frame; the box is drawn by hand
    page = pressed(blank, word, left=left, seed=1, place=FREE)
    cv2.rectangle(page, (FREE[0] - 50, FREE[1] - 40), (FREE[0] + 190, FREE[1] + 40), 0, 2)
    assert not shows_faint(page, forms)


@pytest.mark.parametrize(("left", "seed"), [(-0.15, 3), (-0.1, 1)])
def test_where_none_is_likely_more_dots_are_asked_for(left: float, seed: int, forms: Forms, blank: Grey):
    page = with_room(blank, 47)
    fewest, more = (pressed(page, "MẬT", left=share, seed=seed, place=IN_ROOM) for share in (left, 0))
    assert [shows_faint(fewest, forms, bar=bar) for bar in (BAR, SURE)] == [True, False]
    assert shows_faint(more, forms, bar=SURE)


@pytest.mark.parametrize(("left", "seed"), [(-0.15, 2), (-0.1, 1), (-0.2, 4)])
def test_where_a_stamp_has_no_room_more_dots_are_asked_for(left: float, seed: int, forms: Forms, blank: Grey):
    roomy = pressed(with_room(blank, 47), "MẬT", left=left, seed=seed, place=IN_ROOM)
    tight = pressed(with_room(blank, 28), "MẬT", left=left, seed=seed, place=(IN_ROOM[0], IN_ROOM[1] - 8))
    assert [shows_faint(page, forms) for page in (roomy, tight)] == [True, False]


def test_neither_type_nor_specks_are_a_stamp(forms: Forms, blank: Grey):
    assert not shows_faint(blank, forms)
    specked = blank.copy()
    specked[np.random.default_rng(5).random(blank.shape) < 2e-4] = 0
    assert not shows_faint(specked, forms)


@pytest.mark.parametrize("wide", [90, 150, 200])
def test_an_empty_box_is_no_stamp(wide: int, forms: Forms, blank: Grey):
    page = cv2.rectangle(blank.copy(), (PLACE[0] - wide // 2, PLACE[1] - 25), (PLACE[0] + wide // 2, PLACE[1] + 25), 0, 2)
    assert not shows_faint(page, forms)


def test_where_a_page_ends_nothing_is_laid(forms: Forms):
    assert not shows_faint(np.full((40, 30), 255, np.uint8), forms)

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from infra.training.stamp_fits import DECREE, FRAMED, draw_forms
from infra.training.stamp_words import SECRECY
from tasks.core.scan.stamps.secrecy import ink_and_red, turns_of
from tasks.core.scan.stamps.secrecy_forms import shows_form, shows_other
from tasks.core.scan.stamps.secrecy_kernels import Forms
from tasks.stations.stamp_weights import net
from tests.drawn import letter
from tests.unit.scan.pressing import PLACE, pressed

Grey = NDArray[np.uint8]
URGENCY = ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")


@pytest.fixture(scope="module")
def forms() -> Forms:
    return Forms({name.removeprefix("form_"): form for name, form in draw_forms().items()})


@pytest.fixture(scope="module")
def blank() -> Grey:
    """A letter without a stamp in black and white, at 150 dots an inch."""
    return np.where(np.asarray(letter(None).convert("L")) < 128, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("word", SECRECY)
@pytest.mark.parametrize(("left", "angle"), [(0.9, 0), (0.35, -3.5), (0.2, 2.5)])
def test_a_faded_secrecy_stamp_is_found_by_its_form(word: str, left: float, angle: float, forms: Forms, blank: Grey):
    assert shows_form(pressed(blank, word, left=left, seed=3, angle=angle), forms)


@pytest.mark.parametrize("word", URGENCY)
@pytest.mark.parametrize(("left", "angle"), [(0.9, 0), (0.35, -3.5), (0.2, 2.5)])
def test_an_urgency_stamp_is_another(word: str, left: float, angle: float, forms: Forms, blank: Grey):
    page = pressed(blank, word, left=left, seed=4, angle=angle)
    assert not shows_form(page, forms)
    assert shows_other(page, forms, PLACE[0] / page.shape[1], PLACE[1] / page.shape[0])


def test_type_alone_has_no_form(forms: Forms, blank: Grey):
    assert not shows_form(blank, forms)
    assert not shows_other(blank, forms, 0.3, 0.18)


def test_a_faded_stamp_beside_a_good_one_is_not_lost(forms: Forms, blank: Grey):
    beside = pressed(blank, "THƯỢNG KHẨN", left=1, seed=5, place=(PLACE[0] + 210, PLACE[1]))
    assert shows_form(pressed(beside, "MẬT", left=0.2, seed=6), forms)
    assert not shows_form(beside, forms)
    assert not shows_other(beside, forms, PLACE[0] / blank.shape[1], PLACE[1] / blank.shape[0])


def test_where_a_page_ends_no_form_is_laid(forms: Forms):
    assert not shows_form(np.full((40, 30), 255, np.uint8), forms)
    assert not shows_other(np.full((40, 30), 255, np.uint8), forms, 0.5, 0.2)


def test_the_forms_that_ship_are_those_that_are_drawn():
    drawn, shipped = draw_forms(), {name: form for name, form in net().items() if name.startswith("form_")}
    assert {name: form.shape for name, form in drawn.items()} == {name: form.shape for name, form in shipped.items()}
    assert len(drawn) == len(SECRECY) + len(FRAMED) + len(DECREE) + 1


def test_a_faint_form_is_believed_where_stamps_stand_only(forms: Forms, blank: Grey):
    high, wide = blank.shape
    free = np.full((high, wide), 255, np.uint8)
    for place in ((0.43, 0.2), (0.25, 0.33)):
        elsewhere = (round(place[0] * wide), round(place[1] * high))
        assert not shows_form(pressed(free, "MẬT", left=0.0, seed=3, place=elsewhere), forms)
        assert shows_form(pressed(free, "MẬT", left=0.9, seed=3, place=elsewhere), forms)
    assert shows_form(pressed(free, "MẬT", left=0.0, seed=3), forms)


@pytest.mark.parametrize(("seed", "left", "angle"), [(14, 0.05, 3.3), (20, 0.1, 0), (50, 0.1, 0), (59, 0.1, -1.7)])
def test_a_long_stamp_of_which_patches_are_gone_is_no_shorter_one(seed: int, left: float, angle: float, forms: Forms, blank: Grey):
    """Coarsely its form fits best where it lies askew."""
    page = pressed(np.full_like(blank, 255), "THƯỢNG KHẨN", left=left, seed=seed, angle=angle, place=(PLACE[0] + 30, PLACE[1]))
    assert not shows_form(page, forms)


@pytest.mark.parametrize("turned", range(4))
def test_type_says_which_way_up_a_page_is(turned: int):
    page = np.rot90(np.asarray(letter("KHẨN").convert("RGB").resize((620, 877))), turned)
    ink = ink_and_red(np.ascontiguousarray(page[:, :, ::-1]))[0]
    assert turns_of(ink) == (-turned % 4,)


def test_a_page_without_type_may_lie_any_way():
    assert len(turns_of(np.zeros((300, 200), np.float32))) > 1


@pytest.mark.parametrize(("word", "off"), [("MẬT", 40), ("TỐI MẬT", 40), ("TUYỆT MẬT", -20)])
def test_dots_below_each_other_are_no_faded_stamp(word: str, off: int, forms: Forms):
    """Dashes before the items of a list lie so."""
    page = np.full((1754, 1240), 255, np.uint8)
    left = PLACE[0] + off
    page[:, left : left + 16] = pressed(page, word, left=0.9, seed=3)[:, left : left + 16]
    assert not shows_form(page, forms)


def test_an_arrival_stamp_that_hangs_from_an_urgency_stamp_is_none(forms: Forms, blank: Grey):
    x, y = PLACE
    hanging = blank.copy()
    cv2.rectangle(hanging, (x - 50, y + 36), (x + 50, y + 90), (0,), 2)
    cv2.putText(hanging, "sonoi", (x - 30, y + 68), cv2.FONT_HERSHEY_SIMPLEX, 0.55, (0,), 1)
    assert shows_form(hanging, forms)
    assert not shows_form(pressed(hanging, "KHẨN", left=0.6, seed=2), forms)
    both = pressed(pressed(blank, "KHẨN", left=0.6, seed=2), "MẬT", left=0.3, seed=1, place=(x, y + 62))
    assert shows_form(both, forms)

import cv2
import numpy as np

from tasks.core.scan.ink import red_print
from tasks.core.scan.ink.marks import Shape
from tests.unit.scan.drawing import line, seal, white

SEAL = Shape("seal", 430, 690, 570, 830)


def page(*, name_left=None):
    picture = white()
    seal(picture, (500, 760), 70, 0)
    if name_left is not None:
        line(picture, name_left, 815, name_left + 200, height=13)
    return picture


def test_a_name_stamped_in_red_over_the_seals_edge_is_a_band():
    found = red_print.bands(page(name_left=490) < 128, [SEAL])
    assert len(found) == 1
    assert found[0].top <= 815
    assert found[0].bottom >= 828


def test_a_seal_alone_has_none_and_print_away_from_it_is_no_part_of_it():
    assert red_print.bands(page() < 128, [SEAL]) == []
    picture = page()
    line(picture, 650, 900, 780, height=13)
    assert red_print.bands(picture < 128, [SEAL]) == []


def test_a_band_is_spared_and_the_rest_of_the_seal_is_not():
    blank = np.ones(page().shape, np.uint8)
    red_print.spare(blank, [red_print.Band(SEAL, 810, 830)])
    assert blank[820, 500] == 0
    assert blank[760, 500] == 1


def test_rings_are_lifted_off_a_band_and_letters_stay():
    picture = np.full((1900, 1600), 255, np.uint8)
    cv2.circle(picture, (1000, 1520), 140, 0, 3)
    picture[1640:1660, 1160:1380:8] = 0
    before = picture.copy()
    red_print.lift_rings(picture, [red_print.Band(SEAL, 804, 832)], 0.5)
    assert (picture[1612:1662, 850:1150] < 128).sum() < 0.2 * (before[1612:1662, 850:1150] < 128).sum()
    assert np.array_equal(picture[:1600], before[:1600])
    assert np.array_equal(picture[1640:1660, 1160:1380], before[1640:1660, 1160:1380])

import cv2
import numpy as np

from tasks.core.scan.ink import rings
from tests.unit.scan.drawing import white


def test_a_ring_is_found_between_the_letters_and_the_letters_are_none():
    page = white((400, 400))
    cv2.circle(page, (200, 200), 140, 20, 3)
    ring = page < 128
    for left in range(120, 280, 24):
        page[50:80, left : left + 5] = 20  # stems that the ring runs through
    stems = (page < 128) & ~cv2.dilate(ring.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    found = rings.arcs(page, (201, 199), 141, 200)
    assert found[ring].mean() > 0.85
    assert found[stems].mean() < 0.05


def test_print_beyond_the_circle_is_never_an_arc():
    page = white((300, 300))
    page[5:20, 5:60] = 20
    assert not rings.arcs(page, (150, 150), 110, 200).any()

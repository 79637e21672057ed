import cv2
import numpy as np

from tasks.core.scan.ink.pen_lines import without_pen_lines
from tests.unit.scan.drawing import white

HEIGHT = 40.0


def row_of_letters() -> np.ndarray:
    """Thick upright stems and level bars, as bold capitals have."""
    page = white((120, 400))
    for x in range(40, 360, 40):
        page[40:80, x : x + 8] = 20
        page[56:62, x : x + 26] = 20
    return page


def test_a_slanting_stroke_through_letters_goes_and_their_stems_stay():
    page = row_of_letters()
    crossed = page.copy()
    cv2.line(crossed, (30, 60), (170, 10), (90,), 3)
    stroke = (crossed != page) & (page == 255)
    out = without_pen_lines(crossed, HEIGHT)
    assert (out[stroke] > 200).mean() > 0.9
    stems = np.zeros(page.shape, bool)
    for x in range(40, 360, 40):
        stems[40:80, x + 1 : x + 7] = True
    assert (out[stems] < 160).mean() > 0.95


def test_letters_alone_lose_nothing():
    page = row_of_letters()
    assert np.array_equal(without_pen_lines(page, HEIGHT), page)


def test_a_level_rule_and_steep_strokes_of_letters_stay():
    page = row_of_letters()
    page[90:93, 40:360] = 20
    cv2.line(page, (370, 80), (385, 40), (20,), 4)
    assert np.array_equal(without_pen_lines(page, HEIGHT), page)


def test_an_accent_away_from_the_stroke_stays():
    page = row_of_letters()
    page[28:34, 300:306] = 20
    cv2.line(page, (30, 60), (170, 10), (90,), 3)
    assert (without_pen_lines(page, HEIGHT)[28:34, 300:306] == 20).all()

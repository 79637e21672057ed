"""Strips of rows: on rows that are drawn here, at places and in sizes that are known."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from schemas.page import Zone
from tasks.core.scan.words.assemble import Token
from tasks.core.scan.words.name_letters import Line
from tasks.core.scan.words.row_strip import BASE, EM, HEIGHT, Strip, strip_of
from tests.drawn import SERIF

LEFT, BASELINE, SIZE, INK, PAPER = 60, 120, 40, 20, 240
TEXT = "HÀNH MINH LINH KIM LAN HANH"  # letters that stand on their feet, no tails


def token(left: float, right: float, top: float = 80, bottom: float = 120) -> Token:
    return Token("x", 0.9, left, top, right, bottom, Zone.FOOT_LEFT, (0,))


def row(text: str = TEXT, *, size: int = SIZE, shades: tuple[int, int] = (INK, PAPER)) -> tuple[np.ndarray, list[Token]]:
    """A row whose letters stand right above the line BASELINE, and the box of each word."""
    image = Image.new("L", (1400, 240), shades[1])
    pen, font, x, words = ImageDraw.Draw(image), ImageFont.truetype(str(SERIF), size), float(LEFT), []
    for word in text.split():
        pen.text((x, BASELINE), word, font=font, fill=shades[0], anchor="ls")
        words.append(token(x, x + font.getlength(word), BASELINE - 0.7 * size, BASELINE))
        x += font.getlength(word + " ")
    return np.asarray(image), words


def line(words: list[Token], base: float = BASELINE, *, em: float = SIZE, slope: float = 0.0, paper: float = PAPER) -> Line:
    return Line(em, tuple(base + slope * (word.left + word.right) / 2 for word in words), INK, paper)


def foot(picture: np.ndarray) -> int:
    """The first row below the letters: there the ink becomes less by the most."""
    across = picture.sum(axis=1)
    return int(np.argmin(np.diff(across))) + 1


def feet(strip: Strip, words: list[Token]) -> list[int]:
    """The row on which each word stands in the strip."""
    edges = [[round((edge - strip.left) * strip.scale) for edge in (word.left, word.right)] for word in words]
    return [foot(strip.picture[:, left:right]) for left, right in edges]


def high(picture: np.ndarray) -> int:
    return int((picture.max(axis=1) > 0.5).sum())


def unlike(one: np.ndarray, other: np.ndarray) -> float:
    wide = min(one.shape[1], other.shape[1])
    return float(np.abs(one[:, :wide] - other[:, :wide]).mean())


def test_strips_are_as_those_that_the_net_was_taught_on():
    assert (EM, HEIGHT, BASE) == (34, 48, 36)  # others read nothing: the weights that ship have to be taught anew


@pytest.mark.parametrize("size", [22, 40, 60])
def test_print_stands_on_the_base_in_letters_of_one_size(size: int):
    image, words = row("HIM LAN MINH", size=size)
    strip = strip_of(image, line(words, em=size), words)
    assert abs(foot(strip.picture) - BASE) <= 1
    cut, whole = strip.picture[16:], strip.picture  # without the capitals' marks
    assert high(whole) == pytest.approx(0.66 * EM, abs=2)  # a capital of Times is two thirds of an em high
    assert high(cut) == BASE - 16


def test_rows_of_any_resolution_look_alike():
    strips = [strip_of(image, line(words, em=size), words) for size in (28, 56) for image, words in (row(size=size),)]
    assert abs(strips[0].picture.shape[1] - strips[1].picture.shape[1]) <= 4
    assert unlike(strips[0].picture, strips[1].picture) < 0.06


def test_letters_said_to_be_larger_are_shown_smaller_on_the_same_base():
    image, words = row("HIM LAN MINH")
    plain, wider = (strip_of(image, line(words), words, wider=by) for by in (1.0, 1.25))
    assert high(wider.picture) == pytest.approx(high(plain.picture) / 1.25, abs=1)
    assert abs(foot(wider.picture) - BASE) <= 1


def sloped(slope: float) -> tuple[np.ndarray, list[Token]]:
    image, words = row()
    fall = np.array([[1, 0, 0], [slope, 1, 0]], np.float64)
    return np.asarray(cv2.warpAffine(image, fall, image.shape[::-1], borderValue=PAPER)), words


@pytest.mark.parametrize("slope", [-0.018, -0.01, 0.01, 0.018])
def test_a_row_that_falls_or_rises_is_levelled(slope: float):
    image, words = sloped(slope)
    assert max(abs(at - BASE) for at in feet(strip_of(image, line(words, slope=slope), words), words)) <= 1
    crooked = feet(strip_of(image, line(words), words), words)
    assert max(crooked) - min(crooked) > 3  # nothing but the baselines tells the slope


def test_a_slope_steeper_than_pages_have_is_no_slope():
    image, words = row()
    astray = Line(SIZE, (*(float(BASELINE),) * (len(words) - 2), BASELINE + 90.0, BASELINE + 90.0), INK, PAPER)
    assert np.array_equal(strip_of(image, astray, words).picture, strip_of(image, line(words), words).picture)


def test_of_two_words_or_a_short_row_no_slope_is_measured():
    (image, words), (_, far) = row("HI LAN MI"), row()
    for some, bases in ((words, (119.0, 120.0, 121.5)), ([far[0], far[-1]], (117.0, 123.0))):
        level = strip_of(image, Line(SIZE, (120.0,) * len(some), INK, PAPER), some)
        assert np.array_equal(strip_of(image, Line(SIZE, bases, INK, PAPER), some).picture, level.picture)


def test_a_strip_has_paper_on_both_sides_of_its_words():
    image, words = row()
    strip = strip_of(image, line(words), words)
    inked = np.flatnonzero(strip.picture.max(axis=0) > 0.5)
    assert inked[0] == pytest.approx(0.7 * EM, abs=2)
    assert strip.picture.shape[1] - 1 - inked[-1] == pytest.approx(0.7 * EM, abs=3)


def test_a_column_of_the_strip_is_told_on_the_page():
    image, words = np.full((240, 900), PAPER, np.uint8), [token(100, 300), token(330, 700)]
    for bar in (120, 333, 690):
        shown = image.copy()
        shown[90:130, bar : bar + 3] = INK
        strip = strip_of(shown, line(words), words)
        dark = strip.picture.sum(axis=0)
        assert strip.column(float(dark @ np.arange(len(dark)) / dark.sum())) == pytest.approx(bar + 1, abs=0.5)


@pytest.mark.parametrize("shades", [(20, 240), (90, 150), (0, 255), (190, 230)])
def test_ink_is_one_and_paper_nought_however_faint_they_are(shades: tuple[int, int]):
    image, words = row(shades=shades)
    strip = strip_of(image, line(words, paper=shades[1]), words)
    usual = strip_of(row()[0], line(words), words)
    assert unlike(strip.picture, usual.picture) < 0.02
    assert strip.picture.max() == 1


def test_what_hardly_differs_from_paper_is_not_made_ink():
    paper = np.full((240, 900), 220, np.uint8)
    paper[::2, ::3] = 217
    words = [token(100, 300), token(330, 700)]
    assert strip_of(paper, line(words, paper=220), words).picture.max() < 0.3


def test_what_lies_beyond_the_page_is_paper():
    image, words = row()
    cut = image[:, LEFT:]
    moved = [token(word.left - LEFT, word.right - LEFT) for word in words]
    strip = strip_of(cut, line(moved), moved)
    assert strip.left < 0
    assert strip.picture[:, : int(-strip.left * strip.scale) - 1].max() < 0.01


def test_a_row_at_the_pages_top_is_seen_as_far_as_the_page_goes():
    image, words = row("HIM LAN MINH")
    strips = [strip_of(image[top:], line(words, BASELINE - top), words) for top in (0, BASELINE - SIZE)]
    assert unlike(strips[0].picture[4:], strips[1].picture[4:]) < 0.01


def test_what_is_finer_than_the_strip_leaves_no_pattern_there():
    stripes = np.full((400, 1600), PAPER, np.uint8)
    stripes[:, ::2] = 180
    words = [token(200, 500), token(540, 1300)]
    assert strip_of(stripes, line(words, 200, em=110), words).picture.max() < 0.2


@pytest.mark.parametrize(("left", "base"), [(2000.0, 120.0), (100.0, 900.0), (100.0, 120.0)])
def test_where_nothing_is_the_strip_is_blank(left: float, base: float):
    words = [token(left, left + 200), token(left + 220, left + 500)]
    strip = strip_of(np.full((240, 900), PAPER, np.uint8), line(words, base), words)
    assert strip.picture.shape == (HEIGHT, round((500 + 1.4 * SIZE) * EM / SIZE))
    assert not strip.picture.any()


BOXES = st.lists(st.tuples(st.floats(0, 900), st.floats(1, 300)), min_size=1, max_size=7)


@given(BOXES, st.floats(6, 120), st.lists(st.floats(-60, 400), min_size=7, max_size=7), st.floats(0.8, 1.2), st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_any_row_gives_a_strip_of_the_nets_height_with_values_from_nought_to_one(boxes, em, bases, wider, seed):
    words = [token(left, left + wide) for left, wide in sorted(boxes)]
    image = np.random.default_rng(seed).integers(0, 256, (200, 700), np.uint8)
    strip = strip_of(image, Line(em, tuple(bases[: len(words)]), INK, PAPER), words, wider=wider)
    right = max(word.right for word in words) + 0.7 * em * wider
    assert strip.picture.shape == (HEIGHT, max(round((right - strip.left) * EM / em / wider), 16))
    assert strip.picture.dtype == np.float32
    assert 0 <= strip.picture.min() <= strip.picture.max() <= 1
    assert strip.column(0) == strip.left
    assert strip.column((words[0].left - strip.left) * strip.scale) == pytest.approx(words[0].left)

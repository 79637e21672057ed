"""Which way up a page is read; the reading itself is replaced."""

from types import SimpleNamespace

import numpy as np
import pytest

from tasks.adapters import tesseract
from tasks.adapters.tesseract import EngineWord
from tasks.stations import pixel_reading
from tests.unit.scan.drawing import line, white


@pytest.mark.parametrize(
    ("qualities", "tried", "kept"),
    [
        ({0: 0.9}, [0], 0),
        ({0: 0.4, 180: 0.9}, [0, 180], 180),
        ({90: 0.9}, [0, 90], 90),
        ({90: 0.4, 270: 0.9}, [0, 90, 270], 270),
        ({}, [0, 90], 0),
    ],
)
def test_a_page_without_words_is_looked_at_from_the_side_before_it_is_blank(qualities, tried, kept, monkeypatch):
    attempts = []

    def attempt(_source, rotation):
        attempts.append(rotation)
        quality = qualities.get(rotation, 0.0)
        return SimpleNamespace(words=10 if rotation in qualities else 0, quality=quality, weight=quality, rotation=rotation)

    monkeypatch.setattr(pixel_reading, "_attempt", attempt)
    monkeypatch.setattr(pixel_reading, "_page", lambda best, *_: best)
    source = pixel_reading.Source(np.full((60, 40, 3), 255, np.uint8), 72)
    assert pixel_reading.read_pixels(source, 1).rotation == kept
    assert attempts == tried


@pytest.mark.parametrize(("words", "weights", "kept"), [((3, 30), (0.5, 20.0), 90), ((3, 2), (2.0, 0.1), 0)])
def test_a_page_with_a_few_words_may_lie_on_its_side_too(words, weights, kept, monkeypatch):
    """A foot alone on its side: of its seal two words were read as if it stood upright; a page number is one word, and stays."""

    def attempt(_source, rotation):
        at = rotation // 90
        return SimpleNamespace(words=words[at], quality=0.9, weight=weights[at], rotation=rotation)

    monkeypatch.setattr(pixel_reading, "_attempt", attempt)
    monkeypatch.setattr(pixel_reading, "_page", lambda best, *_: best)
    source = pixel_reading.Source(np.full((60, 40, 3), 255, np.uint8), 72)
    assert pixel_reading.read_pixels(source, 1).rotation == kept


def faint_page():
    page = white(channels=3)
    page[:] = 200
    for top in range(240, 640, 22):
        line(page, 110, top, 750, shade=125)
    page[500:524, 30:54] = 0
    return pixel_reading.Source(page, 100)


def test_pale_print_beside_a_punch_hole_is_read_without_its_black(monkeypatch):
    seen = []

    def engine(image, **_):
        seen.append(int(image.min()))
        blind = image.min() < 60  # black beside pale print, which is taken for paper
        return [] if blind else [EngineWord("Sở", 0.9, 120, 20, 160, 40, (1, 1, 1))]

    monkeypatch.setattr(tesseract, "read_words", engine)
    page = pixel_reading.read_pixels(faint_page(), 1)
    assert page.kind == "scan"
    assert page.text == "Sở"
    assert seen[0] < 60 < seen[1]


def test_a_page_with_rows_of_which_no_word_was_read_is_not_blank(monkeypatch):
    monkeypatch.setattr(tesseract, "read_words", lambda *_, **__: [])
    page = pixel_reading.read_pixels(faint_page(), 1)
    assert (page.kind, page.confidence, page.lines) == ("scan", 0.0, ())

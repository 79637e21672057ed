"""Which way up a page is read; the reading itself is replaced."""

from types import SimpleNamespace

import numpy as np
import pytest

from tasks.stations import pixel_reading


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

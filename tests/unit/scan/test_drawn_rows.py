"""Rows that the net of rows is taught on: their texts, how they are drawn and cut, and how the net that ships reads new ones.

Drawn in the types of fonts-liberation2 alone, which tests need anyway; other makes of Times are left out.
"""

import random
import re
from itertools import pairwise

import numpy as np
import pytest
from PIL import ImageFont
from rapidfuzz.distance import Levenshtein

from infra.training import row_print
from infra.training.over_print import bent_line, gaps, rings
from infra.training.row_print import Row, rows
from infra.training.row_text import KINDS, Kind, made
from tasks.core.letter.vocabulary.family_names import FREQUENT, SPELLED
from tasks.core.letter.vocabulary.given_names import GIVEN
from tasks.core.scan.words.row_signs import SIGNS, words_of
from tasks.core.scan.words.row_strip import BASE, EM, HEIGHT, Strip
from tasks.stations.row_net import chances
from tests.drawn import SERIF

NAME, ITEM, NUMBER, HEADING, PROSE = KINDS
SEEDS = range(7, 27)
"""Of drawings that the net was not taught on."""


@pytest.fixture(autouse=True)
def _only_usual_types(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_print, "_RARE", 0)


def dice(seed: int) -> tuple[random.Random, np.random.Generator]:
    return random.Random(seed), np.random.default_rng(seed)  # noqa: S311 - drawings, no secrets


def texts(kind: Kind, many: int = 300) -> list[str]:
    return [made(kind, dice(seed)[0]) for seed in range(many)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_is_of_signs_that_the_net_knows_and_of_words_with_one_blank_between(kind: Kind):
    for text in texts(kind):
        assert text
        assert set(text) <= set(SIGNS)
        assert text == " ".join(text.split())


def test_what_the_net_does_not_know_is_left_out_of_a_text_and_never_all_of_it():
    given = iter(["×", " \t ", "a × b\n№ c×"])
    assert made(Kind(lambda _: next(given), "r", (14,), 1), dice(1)[0]) == "a b c"


def test_every_kind_looks_like_what_letters_have():
    assert all(re.match(r"Số\b|.+, ngày \d\d tháng \d\d năm \d{4}$", text) for text in texts(NUMBER))
    assert all(text == text.upper() for text in texts(HEADING))
    assert sum(text.startswith("- ") for text in texts(ITEM)) > 150
    assert sum("Lưu:" in text for text in texts(ITEM)) > 50
    assert all(word[0].isupper() for text in texts(NAME) for word in text.split())
    assert sum(text.startswith("V/v ") for text in texts(PROSE)) > 20


def test_names_are_not_only_those_in_use():
    names = [text.title().split() for text in texts(NAME)]
    lists = ((0, FREQUENT | set(SPELLED)), (-1, GIVEN))
    strange = [sum(name[place] not in known for name in names) / len(names) for place, known in lists]
    assert 0.25 < strange[0] < 0.75
    assert 0.4 < strange[1] < 0.9


def of_seeds() -> list[Row]:
    return [row for seed in SEEDS for row in rows(*dice(seed))]


def test_a_row_is_a_strip_as_the_reading_cuts_them():
    for row in of_seeds():
        assert row.picture.shape[0] == HEIGHT
        assert row.picture.dtype == np.uint8
        assert (row.picture.min(), row.picture.max()) == (0, 255)
        assert row.text == " ".join(row.text.split())
        assert set(row.text) <= set(SIGNS)


def test_rows_stand_on_the_base_and_are_as_wide_as_their_letters_are():
    dark = np.mean([row.picture.mean(axis=1) for row in of_seeds()], axis=0)
    assert abs(int(np.argmin(np.diff(dark))) + 1 - BASE) <= 1
    font = ImageFont.truetype(str(SERIF), 100)
    for row in of_seeds():
        ems = font.getlength(row.text) / 100
        assert (0.85 * ems / 1.15 + 0.3) * EM < row.picture.shape[1] < (1.2 * ems / 0.86 + 2.2) * EM


def test_a_seed_gives_the_same_rows_and_another_gives_others():
    once, again, other = (rows(*dice(seed)) for seed in (7, 7, 8))
    assert [row.text for row in once] == [row.text for row in again]
    assert all(np.array_equal(one.picture, two.picture) for one, two in zip(once, again, strict=True))
    assert [row.text for row in once] != [row.text for row in other]


def test_a_text_that_is_too_long_loses_words_at_its_end():
    font, text = row_print._face("liberation2/LiberationSerif-Regular.ttf", 58), "Thực hiện nhiệm vụ được giao về bảo mật " * 3
    shown = row_print._fitting(text, font)
    assert text.startswith(f"{shown} ")
    assert font.getlength(shown) <= row_print._MOST < font.getlength(f"{shown} nghiêng nghiêng")
    assert row_print._fitting("N" * 99, font) == "N" * 99  # one word alone stays


def test_a_row_of_which_nothing_is_seen_is_not_shown():
    paper = row_print._Scan(np.full((100, 900), 230, np.float32), np.eye(2, 3, dtype=np.float32), 58.0, 230.0)
    row = row_print._Set("Nơi nhận", 40, 400, 60)
    assert row_print._cut(paper, row, dice(1)[0]) is None
    inked = paper.picture.copy()
    inked[30:60, 40:400] = 30
    assert row_print._cut(paper._replace(picture=inked), row, dice(1)[0]) is not None


def test_where_a_drawing_was_laid_is_told():
    page = np.ones((400, 1120), np.float32)
    page[198:203, 798:803] = 0
    for seed in range(12):
        scale = (150, 200, 300)[seed % 3] / 300
        laid, moved = row_print._laid(page, scale, dice(seed)[0])
        down, across = np.unravel_index(int(np.argmin(laid)), laid.shape)
        assert laid.shape == (round(400 * scale), round(1120 * scale))
        assert np.abs(moved @ (800, 200, 1) - (across, down)).max() < 4.5  # waves move it too


def test_pens_and_seals_lie_on_the_drawing_and_let_light_through():
    for seed in range(30):
        marked = row_print._marked(np.full((300, 1120), 0.3, np.float32), *dice(seed))
        assert marked.shape == (300, 1120)
        assert 0 <= marked.min() <= marked.max() <= 1


def test_a_pens_line_begins_on_the_picture_and_bends_no_more_than_it_may():
    for seed in range(50):
        points = np.array(bent_line((300, 100), 30, 9, dice(seed)[0]))
        steps = np.diff(points, axis=0)
        assert (points[0] >= 0).all()
        assert (points[0] <= (300, 100)).all()
        assert np.abs(steps[0]).max() <= 30 + 9
        assert all(np.abs(after - before).max() <= 9 + 1e-9 for before, after in pairwise(steps))


def test_a_seals_edge_is_a_thick_ring_and_a_thin_one_within():
    edge = rings((500, 500, 3), (250.2, 249.8), 200)
    assert edge.shape == (500, 500)
    assert (edge.min(), edge.max()) == (0, 1)
    inked = np.flatnonzero(edge[250, 250:] > 0.5)
    thin, thick = inked[inked < 192], inked[inked >= 192]
    assert (thin.mean(), thick.mean()) == (pytest.approx(184, abs=1), pytest.approx(200, abs=1))
    assert len(thin) < len(thick)


def test_ink_is_taken_in_patches_and_never_more_than_there_is():
    for seed in range(8):
        rng, gen = dice(seed)
        taken = gaps((100, 300, 3), (4, 16), 0.8, rng, gen=gen)
        assert taken.shape == (100, 300)
        assert 0 <= taken.min() < taken.max() <= 0.8


def test_the_net_that_ships_reads_rows_that_it_never_saw():
    slips = letters = 0
    for row in of_seeds():
        strip = Strip(row.picture.astype(np.float32) / 255, 0.0, 1.0)
        read = " ".join(word.text for word in words_of(chances(strip), strip))
        slips, letters = slips + Levenshtein.distance(read, row.text), letters + len(row.text)
    assert slips / letters < 0.03

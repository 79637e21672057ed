"""From what a net says of a row's columns to words: with answers that are made up here, and once with the net that ships."""

import unicodedata
from itertools import groupby, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from schemas.page import Zone
from tasks.core.scan.words.assemble import Token
from tasks.core.scan.words.name_letters import Line
from tasks.core.scan.words.row_signs import SIGNS, STEP, ReadWord, sureness, words_of
from tasks.core.scan.words.row_strip import EM, HEIGHT, Strip, strip_of
from tasks.core.vietnamese.syllable import syllables
from tasks.stations.row_net import chances
from tests.drawn import SERIF

NONE = "·"
"""Stands for the answer that there is no sign."""


def strip(steps: int, left: float = 0.0, scale: float = 1.0) -> Strip:
    return Strip(np.zeros((HEIGHT, steps * STEP), np.float32), left, scale)


def said(answers: str, sure: float | list[float] = 0.9) -> np.ndarray:
    """What a net says that is so sure of these answers, one a step."""
    numbers = [0 if answer == NONE else SIGNS.index(answer) + 1 for answer in answers]
    wide = len(SIGNS) + 1
    each = np.broadcast_to(np.asarray(sure, np.float64), len(numbers))
    found = np.repeat(((1 - each) / (wide - 1))[:, None], wide, axis=1)
    found[np.arange(len(numbers)), numbers] = each
    return np.log(found).astype(np.float32)


def texts(answers: str) -> list[str]:
    return [word.text for word in words_of(said(answers), strip(len(answers)))]


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ("·NN·ơơi·", ["Nơi"]),
        ("Nơi nhận", ["Nơi", "nhận"]),
        ("aa", ["a"]),
        ("a·a", ["aa"]),
        ("VT··  ·  H·C", ["VT", "HC"]),
        (" a ", ["a"]),
        ("····", []),
        ("  · ", []),
        ("", []),
    ],
)
def test_runs_are_one_sign_nothing_parts_two_alike_and_blanks_part_words(answers: str, words: list[str]):
    assert texts(answers) == words


def test_a_word_is_as_sure_as_its_least_sure_sign_and_a_sign_as_its_surest_step():
    first, second = words_of(said("aaab cc", [0.5, 0.9, 0.6, 0.8, 0.3, 0.6, 0.7]), strip(7))
    assert (first.text, second.text) == ("ab", "c")
    assert (first.sure, second.sure) == (pytest.approx(0.8), pytest.approx(0.7))


def test_a_word_lies_on_the_page_where_its_steps_are_and_begins_before_its_first_sign_is_told():
    late = 0.18 * EM
    (first, second) = words_of(said("··ab··· c·"), strip(10, left=100.0, scale=2.0))
    assert (first.left, first.right) == (100 + max(0, 2 * STEP - STEP / 2 - late) / 2, 100 + (4 * STEP + STEP / 2) / 2)
    assert (second.left, second.right) == (100 + (8 * STEP - STEP / 2 - late) / 2, 100 + (9 * STEP + STEP / 2) / 2)


def test_no_sign_stands_twice_and_all_that_is_spelt_can_be_read():
    assert len(set(SIGNS)) == len(SIGNS)
    assert unicodedata.is_normalized("NFC", SIGNS)
    spelt = {sign for word in syllables() for sign in unicodedata.normalize("NFC", word + word.upper())}
    assert spelt <= set(SIGNS)
    assert set("0123456789.,;:/-() ") <= set(SIGNS)
    assert NONE not in SIGNS


ANSWERS = st.lists(st.tuples(st.sampled_from([NONE, NONE, " ", "a", "a", "b", *SIGNS]), st.floats(0.3, 1 - 1e-9)), max_size=60)


@given(ANSWERS, st.floats(-50, 3000), st.floats(0.2, 4))
def test_words_are_those_of_the_likeliest_signs_from_left_to_right_within_the_strip(given, left, scale):
    answers, sure = "".join(answer for answer, _ in given), [sure for _, sure in given]
    read = strip(len(given), left, scale)
    words = words_of(said(answers, sure), read)
    likeliest = "".join(sign for sign, _ in groupby(answers) if sign != NONE)
    assert [word.text for word in words] == likeliest.split()
    around, slack = STEP / 2 / scale, 1e-6 * max(1, abs(left))
    edges = [edge for word in words for edge in (word.left, word.right)]
    assert all(before <= after + slack for before, after in pairwise(edges))  # none upon the next
    for word in words:
        assert word.left < word.right
        assert left - around - slack <= word.left
        assert word.right <= read.column(len(given) * STEP) + around + slack
        assert min(sure) - 1e-3 <= word.sure <= 1


WORDS = st.builds(ReadWord, st.text(SIGNS[1:], min_size=1, max_size=12), st.floats(0, 1), st.just(0.0), st.just(1.0))


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_a_row_is_no_surer_than_its_surest_word_and_surer_than_a_row_without_words(words):
    each = [float(np.log(max(word.sure, 1e-9))) for word in words]
    assert min(each) - 1e-9 <= sureness(words) <= max(each) + 1e-9
    assert sureness(words) > sureness([])


def test_long_words_say_more_of_a_row_than_short_ones():
    def row(long: float, short: float) -> list[ReadWord]:
        return [ReadWord("nghiêng", long, 0, 1), ReadWord("a", short, 2, 3)]

    assert sureness(row(0.9, 0.5)) > sureness(row(0.5, 0.9))
    assert sureness([ReadWord("ab", 0.5, 0, 1)]) == pytest.approx(np.log(0.5))


@pytest.mark.parametrize(
    "text", ["Nơi nhận: Vụ QLĐT (để b/c); Y, H'Mông.", "Số: 1234/TB-KH&ĐT ngày 05.06.1987", "Đỗ Mỹ Nhẫn, VĂN HÓA THỂ THAO"]
)
def test_the_net_that_ships_answers_with_these_signs_in_this_order_once_in_so_many_columns(text: str):
    size = 44
    image, font = Image.new("L", (900, 160), 240), ImageFont.truetype(str(SERIF), size)
    ImageDraw.Draw(image).text((60, 100), text, font=font, fill=20, anchor="ls")
    words, x = [], 60.0
    for word in text.split():
        words.append(Token(word, 0.9, x, 70, x + font.getlength(word), 100, Zone.FOOT_LEFT, (0,)))
        x += font.getlength(word + " ")
    seen = strip_of(np.asarray(image), Line(size, (100.0,) * len(words), 20, 240), words)
    answers = chances(seen)
    assert answers.shape[1] == len(SIGNS) + 1
    assert 0 <= answers.shape[0] * STEP - seen.picture.shape[1] < 2 * STEP
    read = words_of(answers, seen)
    assert [word.text for word in read] == text.split()
    for one, printed in zip(read, words, strict=True):
        assert one.left == pytest.approx(printed.left, abs=size / 2)
        assert one.right == pytest.approx(printed.right, abs=size / 2)

"""Rows of print that the engine left out are those by ink that have no words, and a subject's short last word."""

import pytest

from schemas.page import Zone
from tasks.core.scan.words.assemble import Row, Token
from tasks.core.scan.words.left_out import left_out
from tasks.core.scan.words.second_look import Cut

HEIGHT = 20.0


def cut(left: int, right: int, top: int) -> Cut:
    return Cut(Zone.BODY, left, top, right, top + 24, (top, top + 24))


def row(left: float, right: float, middle: float, *, confidence: float = 0.95) -> Row:
    return Row(Zone.BODY, (Token("chữ", confidence, left, middle - 10, right, middle + 10, Zone.BODY, (1,)),))


SUBJECT = row(200, 600, 312)


def test_a_line_without_words_was_left_out_and_one_with_words_was_not():
    cuts = [cut(100, 700, 200), cut(200, 600, 300)]
    assert left_out(cuts, [SUBJECT], HEIGHT) == cuts[:1]


@pytest.mark.parametrize(
    ("short", "found"),
    [
        (cut(375, 425, 330), True),  # in the middle, right below
        (cut(200, 250, 330), False),  # at the left: a paragraph's last word
        (cut(375, 425, 420), False),  # far below
    ],
)
def test_a_short_word_in_the_middle_below_a_line_ends_it(short: Cut, *, found: bool):
    assert left_out([short], [SUBJECT], HEIGHT) == ([short] if found else [])


@pytest.mark.parametrize(("confidence", "found"), [(0.3, True), (0.9, False)])
def test_a_guess_at_the_last_word_is_no_reading_of_it(confidence: float, *, found: bool):
    last = cut(375, 425, 330)
    guess = row(375, 425, 342, confidence=confidence)
    assert left_out([last], [SUBJECT, guess], HEIGHT) == ([last] if found else [])

"""Names that a seal's edge or a stroke crosses: what each reading makes of them, and what the vote keeps. All invented."""

from dataclasses import replace

import pytest

from schemas.page import Zone
from tasks.core.letter.vocabulary.names import is_name_word
from tasks.core.letter.vocabulary.whole_name import is_whole_name
from tasks.core.scan.words import doubted_rows
from tasks.core.scan.words.assemble import Row, Token
from tasks.core.scan.words.row_vote import vote
from tasks.core.scan.words.whole_names import filled
from tests.unit.scan.test_second_look import texts, token

Word = tuple[str, float, int, int]


def reading(*words: Word) -> list[Token]:
    """Words of one reading: text, confidence, left and right edge."""
    return [token(text, confidence=sure, left=left, width=right - left) for text, sure, left, right in words]


REST: tuple[Word, ...] = (("Ngọc", 0.97, 280, 360), ("Yến", 0.97, 370, 430))


def test_a_heap_of_letters_over_two_words_does_not_make_one_place_of_them() -> None:
    first = reading(("'Lrịnh", 0.6, 100, 200), ("Thị", 0.6, 210, 268), *REST)
    again = [
        reading(("TrịmấTI", 0.0, 100, 240), ("hị", 0.9, 236, 268), *REST),
        reading(("Trịnĩ", 0.0, 100, 190), ("Thị", 0.97, 211, 267), *REST),
        reading(("'ILrịnh", 0.2, 100, 200), ("Thị", 0.97, 209, 268), *REST),
        reading(("'1rịnh", 0.4, 100, 199), ("Thị", 0.95, 210, 268), *REST),
    ]
    assert texts(vote(first, again, torn=True, known=is_name_word)) == ["'Lrịnh", "Thị", "Ngọc", "Yến"]


def test_words_that_an_edge_joins_with_a_dash_are_two() -> None:
    first = reading(("5", 0.0, 50, 58), ("Lý-Thị", 0.0, 60, 220), *REST)
    again = [reading((joined, sure, 100, 220), *REST) for joined, sure in ((".Lÿ-Tfi", 0.0), ("-Lý-Tñị", 0.53), ("-Lý-Fhị", 0.56))]
    assert texts(vote(first, again, torn=True, known=is_name_word))[0] == "Lý"


def test_a_family_name_that_lost_its_capital_is_none_the_less_one() -> None:
    first = reading(("n", 0.8, 180, 200), *REST)
    again = [
        reading((text, sure, 100, 200), *REST) for text, sure in (("-trăn", 0.88), ("-trần", 0.8), ("*trăn", 0.0), ("-trần", 0.7))
    ]
    assert texts(vote(first, again, torn=True, known=is_name_word))[0] == "-trần"


def test_one_reading_that_parts_two_words_is_no_surer_than_the_others_let_it_be() -> None:
    glued = reading(("Vð-Thị", 0.4, 100, 230), *REST)
    again = [reading(('"Vũ', 0.88, 100, 160), ("Thị", 0.9, 176, 230), *REST), reading(("Vñ-Thị", 0.4, 100, 230), *REST)]
    voted = {one.text: one.confidence for one in vote(glued, again)}
    assert voted['"Vũ'] < 0.6
    assert voted["Thị"] == pytest.approx(0.9)  # all have it so


def test_a_stamps_row_under_the_words_is_none_of_theirs() -> None:
    def seen(*below: Word) -> list[Token]:
        row = reading(("theo", 0.86, 100, 170), ("quy", 0.97, 185, 235), ("định", 0.93, 245, 300))
        return [*row, *(replace(one, top=one.top + 12, bottom=one.bottom + 12) for one in reading(*below))]

    again = [seen(("PHSD$", 0.2, 102, 172), ("nương", 0.3, 188, 240)) for _ in range(3)]
    assert texts(vote(seen(), again, torn=True)) == ["theo", "quy", "định"]


def test_a_name_of_two_syllables_with_the_same_letters_keeps_both() -> None:
    voted = reading(("Định", 0.44, 100, 180), ("Thanh", 0.97, 190, 290), ("Thành", 0.96, 300, 400))
    whole = reading(("Đinh", 0.7, 100, 180), ("Thanh", 0.97, 190, 290), ("Thành", 0.97, 300, 400))
    assert texts(filled(voted, [voted, whole], is_whole_name))[1:] == ["Thanh", "Thành"]


def test_a_name_of_which_a_joined_word_is_none_is_read_again() -> None:
    row = Row(Zone.FOOT_RIGHT, tuple(reading(("`Vð-Thị", 0.4, 100, 230), *REST)))
    assert doubted_rows.has_unknown(row.tokens, is_name_word)

"""A name of which the vote lost a word is taken from the reading that has it whole, and doubted."""

import pytest

from tasks.core.letter.vocabulary.whole_name import is_whole_name
from tasks.core.scan.words.assemble import Token
from tasks.core.scan.words.whole_names import filled
from tests.unit.scan.test_second_look import texts, token


def row(*words: tuple[str, float]) -> list[Token]:
    """Words beside each other."""
    return [token(text, confidence=sure, left=100 + 80 * at) for at, (text, sure) in enumerate(words)]


@pytest.mark.parametrize(
    ("text", "whole"),
    [("Lê Thị Hương", True), ("Thị Mỹ Hương", False), ("Lê Hương", False), ("Lê Thị Xương Rồng", False), ("Mỹ Hương", False)],
)
def test_a_whole_name_begins_with_a_familys(text: str, *, whole: bool) -> None:
    assert is_whole_name(text.split()) is whole


VOTED = row(("Mỹ", 0.9), ("Hương", 0.97))


def test_the_surest_reading_that_has_it_whole_is_taken_and_what_it_adds_is_doubted() -> None:
    readings = [
        VOTED,
        row(("`7", 0.4), ("Lê", 0.76), ("Thị", 0.58), ("Mỹ", 0.97), ("Hương", 0.97)),
        row(("Lý", 0.3), ("Thị", 0.3), ("Mỹ", 0.97), ("Hương", 0.97)),
    ]
    name = filled(VOTED, readings, is_whole_name)
    assert texts(name) == ["Lê", "Thị", "Mỹ", "Hương"]
    assert [word.confidence for word in name] == [0.2, 0.2, 0.9, 0.97]


@pytest.mark.parametrize(
    "reading",
    [
        row(("Lê", 0.1), ("Thị", 0.6), ("Mỹ", 0.97), ("Hương", 0.97)),  # hardly seen
        row(("Lê", 0.8), ("Thị", 0.8), ("Mỹ", 0.97), ("Hường", 0.97), ("An", 0.9)),  # another name
        row(("Lê", 0.8), ("Thị", 0.8), ("Hương", 0.97)),  # without a word that was read
        row(("Xx", 0.8), ("Thị", 0.8), ("Mỹ", 0.97), ("Hương", 0.97)),
    ],
)
def test_another_reading_is_not(reading: list[Token]) -> None:
    assert filled(VOTED, [reading], is_whole_name) == VOTED


def test_a_whole_name_stays_unless_it_is_doubted_and_one_with_a_word_more_was_read() -> None:
    longer = row(("Lê", 0.8), ("Thị", 0.8), ("Mỹ", 0.97), ("Hương", 0.97))
    sure = row(("Lê", 0.8), ("Mỹ", 0.9), ("Hương", 0.97))
    assert filled(sure, [longer], is_whole_name) == sure
    doubted = row(("Lê", 0.45), ("Mỹ", 0.6), ("Hương", 0.97))
    assert texts(filled(doubted, [longer, doubted], is_whole_name)) == ["Lê", "Thị", "Mỹ", "Hương"]


def test_thi_in_capitals_is_thi() -> None:
    assert texts(filled(row(("Tạ", 0.5), ("THÍ", 0.5), ("Hương", 0.97)), [], is_whole_name)) == ["Tạ", "Thị", "Hương"]


def test_nothing_that_was_read_is_no_name() -> None:
    assert filled([], [row(("Lê", 0.8), ("Thị", 0.8), ("Hương", 0.97))], is_whole_name) == []


def test_a_vote_of_two_words_keeps_the_first_that_a_reading_was_surest_of() -> None:
    readings = [row(("_Hưỳnn", 0.34), ("Mỹ", 0.9), ("Hương", 0.97)), row(("Hưỳnh", 0.68), ("Mỹ", 0.9), ("Hương", 0.97))]
    voted = row(("x", 0.0), ("Mỹ", 0.9), ("Hương", 0.97))[1:]
    name = filled(voted, readings, is_whole_name)
    assert texts(name) == ["Hưỳnh", "Mỹ", "Hương"]
    assert name[0].confidence <= 0.2
    assert filled(voted, [row(("nfff", 0.4), ("Mỹ", 0.9), ("Hương", 0.97))], is_whole_name) == voted

"""A row of Nơi nhận that runs into the signers' column gives up what was read there too."""

from schemas.page import Zone
from tasks.core.scan.words.assemble import Token
from tasks.core.scan.words.twins import without_twins
from tests.unit.scan.test_second_look import texts


def word(text: str, left: float, zone: Zone, *, top: float = 100) -> Token:
    return Token(text, 0.9, left, top, left + 60, top + 20, zone, (1,))


ITEM = [word("Lưu", 100, Zone.FOOT_LEFT), word("VP", 170, Zone.FOOT_LEFT)]
STROKE = word("xử", 530, Zone.FOOT_LEFT)
NAME = [word("Lý", 600, Zone.FOOT_RIGHT), word("Mai", 670, Zone.FOOT_RIGHT)]
AGAIN = [word("Lý", 602, Zone.FOOT_LEFT), word("Mai", 671, Zone.FOOT_LEFT)]


def test_words_that_stand_in_both_columns_are_the_signers() -> None:
    assert texts(without_twins([*ITEM, STROKE, *AGAIN, *NAME])) == ["Lưu", "VP", "Lý", "Mai"]


def test_a_row_without_such_words_or_without_a_blank_stays() -> None:
    assert without_twins([*ITEM, STROKE, *NAME]) == [*ITEM, STROKE, *NAME]
    close = [word("Lưu", 540, Zone.FOOT_LEFT), *AGAIN, *NAME]
    assert without_twins(close) == close
    other = [*ITEM, *AGAIN, *(word(one.text, one.left, Zone.FOOT_RIGHT, top=150) for one in NAME)]
    assert without_twins(other) == other

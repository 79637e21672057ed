"""The last sign of a code, I or 1, by its serifs; the letters are drawn."""

import numpy as np
import pytest

from schemas.page import Zone
from tasks.core.scan.words.assemble import Row, Token
from tasks.core.scan.words.ones import last_sign, with_ones
from tests.unit.scan.drawing import Picture, white

TOP, HIGH, LEFT = 100, 30, 300


def page(sign: str) -> Picture:
    """A page with an upright stroke: an I with serifs at head and foot, a 1 with its flag, a bare stroke, an L."""
    picture = white()
    picture[TOP : TOP + HIGH, LEFT : LEFT + 5] = 20
    if sign != "|":
        picture[TOP + HIGH - 3 : TOP + HIGH, LEFT - 5 : LEFT + 10] = 20
    if sign == "I":
        picture[TOP : TOP + 3, LEFT - 5 : LEFT + 10] = 20
    if sign == "1":
        picture[TOP : TOP + 5, LEFT - 5 : LEFT] = 20
    if sign == "N":
        picture[TOP + 10 : TOP + 14, LEFT + 5 : LEFT + 12] = 20
    return picture


def told(sign: str, text: str, zone: Zone = Zone.FOOT_LEFT) -> tuple[str, float]:
    word = Token(text, 0.7, LEFT - 60, TOP, LEFT + 10, TOP + HIGH, zone, (1,))
    (row,) = with_ones([Row(zone, (word,))], page(sign))
    return row.tokens[0].text, row.tokens[0].confidence


@pytest.mark.parametrize(("sign", "meant"), [("I", "I"), ("1", "1"), ("|", None), ("N", None)])
def test_serifs_tell_an_i_from_a_one(sign: str, meant: str | None) -> None:
    assert last_sign(page(sign)[TOP : TOP + HIGH, LEFT - 60 : LEFT + 20]) == meant
    assert last_sign(white()) is None


@pytest.mark.parametrize(
    ("sign", "text", "meant"),
    [
        ("1", "QLHTI;", "QLHT1;"),
        ("I", "QLHT1;", "QLHTI;"),
        ("|", "QLHTI;", "QLHTI;"),
        ("1", "LTQGII", "LTQGII"),  # a Roman number
        ("1", "Thi", "Thi"),
    ],
)
def test_a_code_of_an_item_ends_as_its_serifs_say_and_is_as_sure_as_before(sign: str, text: str, meant: str) -> None:
    assert told(sign, text) == (meant, 0.7)


def test_a_symbol_too_and_no_word_of_a_letterhead() -> None:
    assert told("1", "12/CCT-KTTI", Zone.HEAD_LEFT)[0] == "12/CCT-KTT1"
    assert told("1", "CHI", Zone.HEAD_LEFT)[0] == "CHI"


def test_nothing_is_said_of_a_word_without_a_pixel() -> None:
    assert last_sign(np.zeros((0, 12), np.uint8)) is None

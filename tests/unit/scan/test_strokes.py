"""Roman numerals of regions by the strokes on the page; pages and words are drawn."""

from dataclasses import replace

import numpy as np
import pytest

from schemas.page import Zone
from tasks.core.scan.words.assemble import Row, Token
from tasks.core.scan.words.strokes import strokes, with_counted
from tests.unit.scan.drawing import Picture, white

TOP, HEIGHT, THICK, STEP, LEFT = 100, 24, 4, 16, 300


def numeral(count: int, *, bar: bool = False, serifs: int = 5) -> Picture:
    """A page with upright strokes whose serifs nearly touch; `bar`: a bar joins the first two, as in H."""
    page = white()
    for left in (LEFT + STEP * at for at in range(count)):
        page[TOP : TOP + HEIGHT, left : left + THICK] = 20
        for top in (TOP, TOP + HEIGHT - 2):
            page[top : top + 2, left - serifs : left + THICK + serifs] = 20
    if bar:
        page[TOP + 11 : TOP + 13, LEFT : LEFT + STEP] = 20
    return page


def row(*words: str, width: int = 3 * STEP, sure: float = 0.5) -> Row:
    """A row whose last word is the numeral."""
    before = [
        Token(word, 0.9, 100 + 60 * at, TOP, 150 + 60 * at, TOP + HEIGHT, Zone.BODY, (1,)) for at, word in enumerate(words[:-1])
    ]
    last = Token(words[-1], sure, LEFT - 4, TOP, LEFT - 4 + width, TOP + HEIGHT, Zone.BODY, (1,))
    return Row(Zone.BODY, (*before, last))


def told(page: Picture, *words: str, sure: float = 0.5, width: int = 3 * STEP) -> tuple[str, float]:
    (done,) = with_counted([row(*words, width=width, sure=sure)], page)
    return done.tokens[-1].text, done.tokens[-1].confidence


@pytest.mark.parametrize("read", ["HH;", "IH;", "HI;", "III;"])
def test_three_strokes_are_three_whatever_was_read_of_them(read: str) -> None:
    assert told(numeral(3), "khu", "vực", read) == ("III;", 0.95)


def test_a_stroke_that_the_engine_lost_is_given_and_doubted_where_it_stands_outside_the_word() -> None:
    assert told(numeral(3), "khu", "vực", "II", sure=0.9) == ("III", 0.95)
    assert told(numeral(2), "khu", "vực", "III", sure=0.9) == ("II", 0.0)  # none is made
    assert told(numeral(3), "khu", "vực", "II", sure=0.9, width=2 * STEP - 4) == ("III", 0.0)  # its box ends before it


def test_a_numeral_on_a_row_of_its_own_belongs_to_the_word_above_it() -> None:
    above = Row(Zone.BODY, (Token("VỰC", 0.9, 300, 60, 350, 84, Zone.BODY, (1,)),))
    assert [one.text for one in with_counted([above, row("HH")], numeral(3))[1].tokens] == ["III"]
    apart = replace(above, zone=Zone.FOOT_LEFT)
    assert [one.text for one in with_counted([apart, row("HH")], numeral(3))[1].tokens] == ["HH"]
    assert with_counted([], numeral(3)) == []


def test_an_h_is_one_and_a_row_without_a_region_is_left() -> None:
    assert strokes(numeral(2, bar=True)[TOP : TOP + HEIGHT]) is None
    assert told(numeral(2, bar=True), "khu", "vực", "II", sure=0.9) == ("II", 0.0)
    assert told(numeral(3), "Phòng", "HH;") == ("HH;", 0.5)


def test_what_has_no_even_strokes_is_no_numeral() -> None:
    page = numeral(3)
    page[TOP : TOP + HEIGHT, LEFT : LEFT + 12] = 20
    assert strokes(page[TOP : TOP + HEIGHT]) is None
    assert strokes(np.zeros((0, 0), np.uint8)) is None
    assert strokes(white()) is None

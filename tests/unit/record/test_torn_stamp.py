"""What a fax leaves of a mark of urgency whose frame tore: a short doubtful row under number and V/v."""

import pytest

from schemas.base import Box
from schemas.found import Found
from schemas.page import Line, Page, Zone
from tasks.core.record.torn_stamp import has_torn_stamp
from tests.unit.letter.made import document

NUMBER: Box = (0.2, 0.14, 0.38, 0.16)
SUBJECT: Box = (0.18, 0.165, 0.43, 0.2)
UNDER: Box = (0.2, 0.202, 0.23, 0.218)


def of_head(text: str, *, box: Box = UNDER, sure: float = 0.31, torn: bool = True, zone: Zone = Zone.HEAD_LEFT) -> bool:
    """Whether a page whose head has this row, read with the confidence `sure`, has such a stamp."""
    line = Line(page=1, raw=text, text=text, start=0, end=len(text), zone=zone, block=1, box=box, confidence=sure)
    page = Page(number=1, kind="scan", text_raw=text, text=text, lines=(line,), steps={"torn": torn})
    number, subject = (Found(value="x", raw="x", confidence=0.95, page=1, box=place, rule="made") for place in (NUMBER, SUBJECT))
    return has_torn_stamp(page, document(number=number, subject=subject))


def test_a_short_doubtful_row_under_the_subject_may_be_a_mark_of_urgency() -> None:
    assert of_head("Lý,")


@pytest.mark.parametrize("text", ["dài", "24/2", "*I", "Kế hoạch năm"])
def test_a_word_of_the_subject_figures_and_specks_are_none(text: str) -> None:
    assert not of_head(text)


def test_what_was_read_surely_or_stands_elsewhere_is_none() -> None:
    assert not of_head("Ninh", sure=0.84)
    assert not of_head("Lý,", torn=False)
    assert not of_head("Lý,", box=(0.2, 0.17, 0.23, 0.19))
    assert not of_head("Lý,", box=(0.1, 0.202, 0.13, 0.218))  # of a receipt stamp, left of the column
    assert not of_head("Lý,", zone=Zone.BODY)

"""Cleaning laid over a page once more, from its account."""

from schemas.page import Correction, Line, Page, Zone
from tasks.core.vietnamese.replay import replayed

RAW = "Üy ban nhân dân\nSỏ Tài chính"


def page(number: int = 1) -> Page:
    starts = (0, 16)
    rows = RAW.split("\n")
    lines = tuple(
        Line(page=number, raw=row, text=row, start=start, end=start + len(row), zone=Zone.BODY, block=0)
        for row, start in zip(rows, starts, strict=True)
    )
    return Page(number=number, kind="scan", text_raw=RAW, text=RAW, lines=lines)


def change(start: int, before: str, after: str, number: int = 1) -> Correction:
    return Correction(page=number, start=start, end=start + len(before), before=before, after=after, rule="context", confidence=0.9)


def test_each_line_gets_its_own_corrections():
    corrections = [change(0, "Üy", "Ủy"), change(16, "Sỏ", "Sở"), change(0, "Üy", "Ủy", number=2)]
    made = replayed(page(), corrections)
    assert [line.text for line in made.lines] == ["Ủy ban nhân dân", "Sở Tài chính"]
    assert [line.raw for line in made.lines] == RAW.split("\n")
    assert [len(line.corrections) for line in made.lines] == [1, 1]


def test_a_line_that_was_read_otherwise_stays_as_it_was_read():
    made = replayed(page(), [change(0, "Uy", "Ủy"), change(16, "Sỏ", "Sở")])
    assert [line.text for line in made.lines] == ["Üy ban nhân dân", "Sở Tài chính"]

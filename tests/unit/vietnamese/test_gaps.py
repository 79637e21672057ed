"""Stops that a bad scan lost but for the room they took."""

import pytest

from schemas.page import Line, Word, Zone
from tasks.core.vietnamese.draft import Draft
from tasks.core.vietnamese.gaps import mend_gaps


def mended(text: str, wide: set[int], zone: Zone = Zone.FOOT_LEFT) -> str:
    """The row with a blank of 1 % of the page's width after each word whose number is in `wide`, of 0.6 % after others."""
    words, at, x = [], 0, 0.15
    for number, word in enumerate(text.split()):
        at = text.index(word, at)
        words.append(Word(text=word, confidence=0.9, box=(x, 0.5, x + 0.03, 0.51), start=at, end=at + len(word)))
        x += 0.03 + (0.01 if number in wide else 0.006)
        at += len(word)
    line = Line(
        page=1, raw=text, text=text, start=0, end=len(text), zone=zone, block=0, box=(0.15, 0.5, x, 0.51), words=tuple(words)
    )
    draft = Draft(text)
    mend_gaps([draft], [line])
    return draft.text


@pytest.mark.parametrize(
    ("read", "wide", "meant"),
    [
        ("- TT Tỉnh ủy, TT HĐND tỉnh;", {1, 4}, "- TT. Tỉnh ủy, TT. HĐND tỉnh;"),
        ("- CT, các PCT UBND tỉnh;", {3}, "- CT, các PCT. UBND tỉnh;"),
        ("Cục: TH, KTTH, NC QHĐP;", {3}, "Cục: TH, KTTH, NC, QHĐP;"),
        ("- TT Tỉnh ủy, TT HĐND tỉnh;", set(), "- TT Tỉnh ủy, TT HĐND tỉnh;"),
        ("- Ủy ban MTTQ Việt Nam tỉnh;", {3}, "- Ủy ban MTTQ Việt Nam tỉnh;"),
        ("- Văn phòng TT tỉnh Nam;", {3}, "- Văn phòng TT tỉnh Nam;"),
    ],
)
def test_a_blank_wider_than_the_others_was_a_stop_and_a_blank(read: str, wide: set[int], meant: str):
    assert mended(read, wide) == meant


def test_running_text_has_wide_blanks_of_its_own():
    read = "giao TT Tỉnh ủy xem xét việc này"
    assert mended(read, {1}, Zone.BODY) == read

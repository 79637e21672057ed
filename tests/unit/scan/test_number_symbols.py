"""The symbol beside written digits is read alone: the writing glued to it says nothing about its print."""

from dataclasses import replace

import numpy as np
import pytest

from schemas.page import Zone
from tasks.adapters.tesseract import EngineWord
from tasks.core.scan.handwriting.symbols import cut_of, doubted_symbol, with_symbol, without_digits
from tasks.core.scan.words.assemble import Row, Token
from tasks.stations import handwriting as station


def row(*words: tuple[str, float], written: int | None = 1) -> Row:
    """A number line, each word a hundred pixels wide."""
    tokens = [
        Token(text, sure, 100 + 110 * at, 300, 200 + 110 * at, 348, Zone.HEAD_LEFT, (1,), at == written)
        for at, (text, sure) in enumerate(words)
    ]
    return Row(Zone.HEAD_LEFT, tuple(tokens))


def reading(text: str, confidence: float) -> list[Token]:
    return [Token(text, confidence, 320, 300, 420, 348, Zone.HEAD_LEFT, (1,))]


GLUED = row(("Số:", 0.93), ("6236", 0.97), ("/UBND-KT", 0.29))


@pytest.mark.parametrize(
    ("line", "at"),
    [
        (GLUED, 1),
        (row(("Số:", 0.93), ("6236", 0.97), ("/UBND-KT", 0.93)), None),  # read well
        (row(("Số:", 0.93), ("6236", 0.97), ("/UBND-KT", 0.29), written=None), None),
        (row(("Số:", 0.93), ("36", 0.97), ("/2025/QĐ-UBND", 0.29)), None),
        (row(("ngày", 0.93), ("12", 0.97), ("tháng", 0.5)), None),
        (row(("Số:", 0.93), ("6236", 0.97)), None),
    ],
)
def test_a_symbol_beside_written_digits_is_read_again_where_it_was_doubted(line: Row, at: int | None) -> None:
    assert doubted_symbol(line) == at


def test_readings_that_agree_make_it_as_sure_as_print() -> None:
    again = [reading("/UBND-KT", 0.92), reading("UBND-KT", 0.9), reading(":/UBND-KT", 0.86)]
    mended = with_symbol(GLUED, 1, again)
    assert mended.text == "Số: 6236 /UBND-KT"
    assert mended.tokens[2].confidence == pytest.approx(0.92)
    assert mended.tokens[1] == GLUED.tokens[1]


@pytest.mark.parametrize(
    ("again", "text", "most"),
    [
        ([reading("/UBND-KT", 0.9), reading("UBNĐ-KT", 0.8)], "/UBND-KT", 0.7),  # they differ
        ([reading("UBND-KTN", 0.95)], "/UBND-KTN", 0.8),  # more than was read before
        ([reading("BND-KT", 0.95)], "/UBND-KT", 0.29),  # its start went with the digits
        ([reading("24", 0.95)], "/UBND-KT", 0.29),
        ([[]], "/UBND-KT", 0.29),
    ],
)
def test_readings_that_differ_leave_it_doubted(again: list[list[Token]], text: str, most: float) -> None:
    word = with_symbol(GLUED, 1, again).tokens[2]
    assert (word.text, word.confidence <= most + 1e-9) == (text, True)


def test_a_party_symbol_keeps_its_dash() -> None:
    line = row(("Số", 0.93), ("827", 0.97), ("-CT/TU", 0.42))
    assert with_symbol(line, 1, [reading("CT/TU", 0.9)]).text == "Số 827 -CT/TU"


def test_ends_of_the_last_digit_are_taken_off_and_print_stays() -> None:
    page = np.full((400, 600), 255, np.uint8)
    page[310:340, 300:325] = 0  # the digit, its end in the cut
    page[310:340, 340:420] = 0
    cut = cut_of(replace(GLUED, tokens=GLUED.tokens), 1, page.shape)
    bare = without_digits(page, cut)
    assert bare[325, 315] == 255
    assert bare[325, 400] == 0
    assert page[325, 315] == 0


def test_one_call_of_the_engine_reads_the_symbols_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    page = np.full((400, 600), 255, np.uint8)
    page[310:340, 340:420] = 0
    monkeypatch.setattr(station, "read_gaps", lambda rows, *_: list(rows))
    calls = []

    def read(stack: np.ndarray) -> list[EngineWord]:
        calls.append(stack.shape)
        inked = np.flatnonzero((stack < 128).any(axis=1)).tolist()
        starts = [one for one in inked if one - 1 not in inked]
        return [EngineWord("/UBND-KT", 0.9, 20, top, 90, top + 20, (1, 1, top)) for top in starts]

    (mended,) = station.read_written([GLUED], page, 200.0, read)
    assert mended.tokens[2].confidence >= 0.85
    assert len(calls) == 1
    sure = row(("Số:", 0.93), ("6236", 0.97), ("/UBND-KT", 0.93))
    assert station.read_written([sure], page, 200.0, read) == [sure]
    assert len(calls) == 1

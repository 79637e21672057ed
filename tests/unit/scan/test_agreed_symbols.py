"""The symbol of a number line, by several readings of its row alone: sure where all agree, doubted where they differ."""

from dataclasses import replace

import numpy as np
import pytest

from schemas.page import Zone
from tasks.adapters.tesseract import EngineWord
from tasks.core.scan.handwriting.agreed_symbols import row_cut, said, stacked, stacked_torn, symbol_place, with_agreed
from tasks.core.scan.handwriting.gaps import find_gaps
from tasks.core.scan.handwriting.symbols import with_settled
from tasks.core.scan.words.assemble import Row, Token
from tasks.stations import handwriting as station

READINGS = 5


def row(*words: tuple[str, float], written: int | None = None) -> Row:
    """A number line, each word a hundred pixels wide."""
    tokens = [
        Token(text, sure, 100 + 110 * at, 300, 200 + 110 * at, 348, Zone.HEAD_LEFT, (1,), at == written)
        for at, (text, sure) in enumerate(words)
    ]
    return Row(Zone.HEAD_LEFT, tuple(tokens))


def readings(*texts: str) -> list[list[Token]]:
    return [[Token(text, 0.8, 100, 300, 420, 348, Zone.HEAD_LEFT, (1,))] for text in texts]


def sure_of(line: Row, *texts: str) -> tuple[str, float]:
    place = symbol_place(line)
    assert place is not None
    word = with_agreed(line, place, readings(*texts)).tokens[-1]
    return word.text, word.confidence


APART = row(("Số:", 0.93), ("4008", 0.97), ("/SĐ-HC-KT", 0.32))
GLUED = row(("Số:", 0.93), ("387/BCH-ĐVQL", 0.88))


@pytest.mark.parametrize(
    ("line", "place"),
    [
        (APART, (2, 3)),
        (GLUED, (1, 2)),
        (row(("Số", 0.9), ("33", 0.9), ("-TTr/BTCTU", 0.9)), (2, 3)),
        (row(("Số:", 0.9), ("12", 0.9), ("/SXD", 0.9), ("-", 0.9), ("QLN", 0.9), ("Mây,", 0.9), ("ngày", 0.9)), (2, 5)),
        (row(("SỞ", 0.9), ("Y", 0.9), ("TẾ", 0.9)), None),
        (row(("số", 0.9), ("12/KH-UBND", 0.9)), None),  # a citation
        (row(("Số:", 0.9), ("12", 0.9)), None),
    ],
)
def test_where_the_symbol_stands(line: Row, place: tuple[int, int] | None) -> None:
    assert symbol_place(line) == place


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("Số: 387/BCH-ĐVQL,", "BCH-ĐVQL"),
        ("Số: 320/TB-CĐÐBVN", "TB-CĐBVN"),
        ("Số: 07/2025/QĐ-UBND", "QĐ-UBND"),
        ("Số 374-TB/TU", "TB/TU"),
        ("Số: 12", None),
    ],
)
def test_what_a_reading_says(text: str, symbol: str | None) -> None:
    found = said(readings(text)[0])
    assert (found.symbol if found else None) == symbol


def test_a_symbol_that_all_readings_have_is_sure_whatever_the_engine_thought_of_it() -> None:
    assert sure_of(APART, *["Số: 4008/SĐ-HC-KT"] * READINGS) == ("/SĐ-HC-KT", 0.98)
    assert sure_of(GLUED, *["Số: 387/BCH-ĐVQL"] * READINGS) == ("387/BCH-ĐVQL", 0.98)


@pytest.mark.parametrize(("sure", "settled"), [(0.97, 0.98), (0.9, None)])
def test_a_symbol_that_engine_and_net_make_sure_is_not_read_again(sure: float, settled: float | None) -> None:
    line = row(("Số:", 0.93), ("387/BCH-ĐVQL", sure))
    place = symbol_place(line)
    assert place is not None
    done = with_settled(line, place)
    assert (done and done.tokens[1].confidence) == settled


@pytest.mark.parametrize("symbol", ["156/KDTVVIII-HC", "12/KBNN-QLDA1", "12/QLTT-ĐI"])
def test_a_symbol_whose_strokes_may_be_lost_is_read_again(symbol: str) -> None:
    line = row(("Số:", 0.97), (symbol, 0.97))
    place = symbol_place(line)
    assert place is not None
    assert with_settled(line, place) is None


def test_a_symbol_in_parts_is_read_again() -> None:
    line = row(("Số:", 0.97), ("12", 0.97), ("/SXD", 0.97), ("-", 0.97), ("QLN", 0.97))
    place = symbol_place(line)
    assert place is not None
    assert with_settled(line, place) is None


def test_digits_beside_it_in_one_word_must_agree_too() -> None:
    assert sure_of(GLUED, *["Số: 387/BCH-ĐVQL"] * (READINGS - 1), "Số: 337/BCH-ĐVQL") == ("387/BCH-ĐVQL", 0.88)


def test_most_readings_of_the_row_alone_outvote_the_page_and_leave_doubt() -> None:
    line = row(("Số:", 0.93), ("244", 0.97), ("/TTT-TTr", 0.94))
    text, sure = sure_of(line, *["244/TTr-TTr"] * 3, *["244/TTT-TTr"] * 2)
    assert (text, sure <= 0.8) == ("/TTr-TTr", True)


def test_one_that_differs_leaves_some_doubt_whatever_the_page_thought() -> None:
    line = row(("Số", 0.93), ("79", 0.97), ("-TTr/TCT", 0.25))
    assert sure_of(line, *["79-TTr/TCT"] * 4, "79-TTI/TCT") == ("-TTr/TCT", 0.85)
    assert sure_of(line, *["79-TTr/TCT"] * 3, "79-TTI/TCT", "79-TIr/TCT") == ("-TTr/TCT", 0.8)


def test_of_readings_with_more_and_fewer_strokes_the_most_are_given_and_doubted() -> None:
    line = row(("Số:", 0.93), ("39", 0.97), ("/TB-KVVII", 0.92))
    assert sure_of(line, *["39/TB-KVVII"] * 4, "39/TB-KVVIII") == ("/TB-KVVIII", 0.5)
    assert sure_of(line, *["39/TB-KVVIII"] * READINGS) == ("/TB-KVVIII", 0.5)
    assert sure_of(line, *["39/TB-KVVII"] * READINGS) == ("/TB-KVVII", 0.98)


def test_a_small_letter_or_a_bar_that_most_readings_lose_is_given_and_doubted() -> None:
    line = row(("Số:", 0.93), ("39", 0.97), ("/BC-CTrTT", 0.92))
    assert sure_of(line, *["39/BC-CTTTT"] * READINGS) == ("/BC-CTrTT", 0.5)
    lost = row(("Số:", 0.93), ("39", 0.97), ("/BC-CTTTT", 0.92))
    assert sure_of(lost, *["39/BC-CTTTT"] * 4, "39/BC-CTrTT") == ("/BC-CTrTT", 0.5)
    assert sure_of(lost, *["39/BC-CTTTT"] * 3, *["39/BC-CTrTT"] * 2) == ("/BC-CTrTT", 0.8)
    barred = row(("Số:", 0.93), ("40", 0.97), ("/TB-HDQT", 0.92))
    assert sure_of(barred, *["40/TB-HDQT"] * 3, *["40/TB-HĐQT"] * 2) == ("/TB-HĐQT", 0.8)
    assert sure_of(barred, *["40/TB-HDQT"] * 4, "40/TB-HĐQT") == ("/TB-HDQT", 0.5)


def test_without_a_majority_what_was_read_stays_and_is_doubted() -> None:
    assert sure_of(APART, "4008/SĐ-HC-KT", "4008/SO-HC", "4008/SD-HC-KT", "Số", "")[0] == "/SĐ-HC-KT"
    assert sure_of(GLUED, "1/A-B", "1/AC-B", "1/AD-B", "1/AE-B", "")[1] <= 0.8
    assert sure_of(GLUED, "", "", "", "", "") == ("387/BCH-ĐVQL", 0.88)


def test_a_stroke_that_a_reading_lost_behind_the_digits_is_no_other_symbol() -> None:
    line = row(("Số:", 0.93), ("45", 0.9), ("/GM-QLVT", 0.45), written=1)
    assert sure_of(line, "45GM-QLVT", "45/GM-QLVT", "45GM-QLVT", "45GM-QLVT", "45/GM-QLVT") == ("/GM-QLVT", 0.85)
    assert sure_of(line, *["45/GM-QLVT"] * 3, *["45'GM-QLVT"] * 2) == ("/GM-QLVT", 0.98)
    assert sure_of(line, *["15GM-QLVT"] * 3, *["45/GM-QLVT"] * 2)[1] <= 0.8  # other digits: nothing says where the symbol begins


def torn(line: Row, *texts: str) -> tuple[str, float]:
    place = symbol_place(line, torn=True)
    assert place is not None
    word = with_agreed(line, place, readings(*texts), torn=True).tokens[-1]
    return word.text, word.confidence


def near(line: Row, gap: float) -> Row:
    """The row with its last word so near to the one before."""
    *others, last = line.tokens
    return replace(line, tokens=(*others, replace(last, left=others[-1].right + gap)))


def test_on_a_torn_scan_a_symbol_that_was_read_surely_is_not_read_again() -> None:
    assert symbol_place(row(("Số:", 0.9), ("12", 0.9), ("/BC-STP", 0.95)), torn=True) is None
    assert symbol_place(row(("Số:", 0.9), ("12", 0.9), ("/BC-STP", 0.7)), torn=True) == (2, 3)
    assert symbol_place(row(("Số:", 0.9), ("12", 0.9), ("/BC-STI", 0.95)), torn=True) == (2, 3)  # L or T
    assert symbol_place(row(("Số:", 0.9), ("12", 0.9), ("BC-STP", 0.95)), torn=True) == (2, 3)  # without its stroke
    assert symbol_place(row(("Số:", 0.9), ("12;BC-STP", 0.95)), torn=True) == (1, 2)


def test_parts_of_a_symbol_that_a_tear_parts_are_one_and_doubted_where_no_reading_has_it_whole() -> None:
    line = row(("Số:", 0.93), ("374", 0.97), ("/Q", 0.8), ("LVT-TCHC", 0.8))
    assert symbol_place(near(line, 60), torn=True) == (2, 3)
    assert symbol_place(near(line, 10)) == (2, 3)  # on whole print a blank is one
    assert torn(near(line, 10), *["374/QLVT-TCHC"] * 4) == ("/QLVT-TCHC", 0.95)
    assert torn(near(line, 10), "374/QIVI-TC", "374/OLVT", "", "37:") == ("/QLVT-TCHC", 0.6)


def test_what_readings_of_a_torn_symbol_agree_on_is_sure_and_one_that_differs_leaves_doubt() -> None:
    line = row(("Số:", 0.93), ("64", 0.97), ("/BC-SVHT", 0.5))
    assert torn(line, *["64/BC-SVHT"] * 4) == ("/BC-SVHT", 0.95)
    assert torn(line, *["64/BC-SVHT"] * 3, "64/8C-SVHT") == ("/BC-SVHT", 0.75)
    assert torn(line, *["64/BC-SVHTX"] * 3, "64/BC-SVHT") == ("/BC-SVHTX", 0.6)


def test_letters_of_a_torn_symbol_that_all_readings_may_have_for_others_are_doubted() -> None:
    line = row(("Số:", 0.93), ("64", 0.97), ("/BC-RVI", 0.5))
    assert torn(line, *["64/BC-RVI"] * 4) == ("/BC-KVI", 0.6)
    assert torn(line, *["64/BC-RVI"] * 3, "64/BC-KVL") == ("/BC-KVL", 0.6)
    lost = row(("Số:", 0.93), ("64", 0.97), ("BC-QIL.DA", 0.5))
    assert torn(lost, "64:BC-QI.DA", "64BC-QIL.DA", "64/BC-QLDA", "64.BC-QLDA") == ("/BC-QLDA", 0.6)
    glued = row(("Số:", 0.93), ("64:BC-QLDA", 0.5))
    assert torn(glued, *["64:BC-QLDA"] * 4) == ("64/BC-QLDA", 0.6)


def test_a_torn_row_is_stacked_in_four_pictures_of_which_two_have_the_specks() -> None:
    line = row(("Số:", 0.9), ("12", 0.9), ("/SXD-QLN", 0.5))
    place = symbol_place(line, torn=True)
    assert place is not None
    cut = row_cut(line, place, (400, 1000))
    clean = np.full((400, 1000), 255, np.uint8)
    specked = clean.copy()
    specked[320:324, 250:254] = 0
    stack, placed = stacked_torn([cut], clean, specked, 200.0)
    assert [one.scale for one in placed] == [1.0, 0.75, 1.0, 1.0]
    assert [bool((stack[one.y : one.y + one.height] < 128).any()) for one in placed] == [False, False, True, True]


def test_the_row_is_cut_from_label_to_symbol_and_stacked_at_every_size() -> None:
    line = row(("Số:", 0.9), ("12", 0.9), ("/SXD-QLN", 0.9), ("Mây,", 0.9))
    place = symbol_place(line)
    assert place is not None
    cut = row_cut(line, place, (400, 1000))
    assert cut.left < line.tokens[0].left
    assert line.tokens[2].right < cut.right < line.tokens[3].right
    assert (cut.top < 300, cut.bottom > 348) == (True, True)
    stack, placed = stacked([cut], np.full((400, 1000), 255, np.uint8), 200.0)
    assert [one.scale for one in placed] == [1.0, 0.75, 0.6, 1.5, 1.0]
    assert stack.shape[0] >= placed[-1].y + placed[-1].height


def test_one_call_reads_the_number_lines_of_a_page_whose_print_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    page = np.full((400, 600), 255, np.uint8)
    page[305:340, 100:420] = 0
    monkeypatch.setattr(station, "read_gaps", lambda rows, *_: list(rows))
    calls = []

    def read(stack: np.ndarray) -> list[EngineWord]:
        calls.append(stack.shape)
        inked = np.flatnonzero((stack < 128).any(axis=1)).tolist()
        starts = [one for one in inked if one - 1 not in inked]
        return [EngineWord("4008/SĐ-HC-KT", 0.8, 20, top, 120, top + 10, (1, 1, top)) for top in starts]

    (mended,) = station.read_written([APART], page, 200.0, read, printed=page)
    assert mended.tokens[2].confidence == pytest.approx(0.98)
    assert len(calls) == 1
    assert station.read_written([row(("Kính", 0.9), ("gửi:", 0.9))], page, 200.0, read, printed=page)
    assert len(calls) == 1
    (torn_row,) = station.read_written([APART], page, 200.0, read, printed=page, torn=True)
    assert torn_row.tokens[2].confidence == pytest.approx(0.95)
    assert len(calls) == 2
    well = row(("Số:", 0.93), ("4008", 0.97), ("/SĐ-HC-KT", 0.93))
    assert station.read_written([well], page, 200.0, read, printed=page, torn=True) == [well]


def test_the_figures_of_a_symbol_are_no_digits_of_the_number_glued_to_it() -> None:
    words = [("Số:", 353.0, 396.0), ("1197/PC07-Đ2", 412.0, 624.0)]
    glued, plain = (
        Row(
            Zone.HEAD_LEFT,
            tuple(Token(text.replace("PC07", code), 0.9, a, 320, b, 356, Zone.HEAD_LEFT, (1,)) for text, a, b in words),
        )
        for code in ("PC07", "PCCC")
    )
    (near,), (far,) = find_gaps([glued], 220.0, 1700), find_gaps([plain], 220.0, 1700)
    assert near.unsure < 2 < far.unsure

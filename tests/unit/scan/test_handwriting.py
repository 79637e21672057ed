"""The recogniser of written numbers on gaps that are drawn here, and what two voters make of a gap."""

import random
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from infra.training.digits import draw
from schemas.page import Zone
from tasks.core.scan import net
from tasks.core.scan.handwriting.digits import NONE, chance_of, chances, chances_of, likely, within
from tasks.core.scan.handwriting.gaps import Gap, find_gaps, symbol_start
from tasks.core.scan.handwriting.rows import Seen, Written, is_cut_off, is_too_wide, joined, wider, with_written
from tasks.core.scan.handwriting.vote import EngineReading, Reading, candidates, vote
from tasks.core.scan.words.assemble import Row, Token
from tasks.stations import handwriting as station

NETS = sorted(Path(station.__file__).parent.glob("handwriting_net*.npz"))

END_OF_DATE = (("3", 1760, 1780), ("năm", 1800, 1880), ("2024", 1900, 2000))


def columns_of(*signs: int | None, sure: float = 0.96) -> np.ndarray:
    """Columns that say a digit, or none, with chance `sure`; what is left goes to all others alike."""
    columns = np.full((len(signs), 11), (1 - sure) / 10, np.float32)
    for place, sign in enumerate(signs):
        columns[place, NONE if sign is None else sign + 1] = sure
    return columns


def token(text: str, left: float, right: float, confidence: float = 0.95) -> Token:
    return Token(text, confidence, left, 300, right, 348, Zone.HEAD_LEFT, (1,))


def line(*words: tuple[str, float, float]) -> Row:
    return Row(Zone.HEAD_LEFT, tuple(token(*word) for word in words))


def test_the_nets_are_small() -> None:
    assert 0 < sum(net.stat().st_size for net in NETS) < 300_000


def test_gaps_drawn_with_a_pen_are_read() -> None:
    """Seeds that were never taught, without figures of others; docs/handwriting.md says how hard they are drawn."""
    rng, gen = random.Random(5150), np.random.default_rng(5150)  # noqa: S311 - drawings, no secrets
    drawn = [draw({}, rng, gen) for _ in range(60)]
    read = [likely(chances(one.picture.astype(np.float32) / 255, station.nets()[0])) for one in drawn]
    right = [bool(found) and found[0][0] == one.value for found, one in zip(read, drawn, strict=True)]
    assert sum(right) >= 0.7 * len(right)


def test_the_convolution_is_the_sum_over_neighbours_with_zeros_around() -> None:
    gen = np.random.default_rng(4)
    layer, kernel = gen.random((2, 5, 6), np.float32), gen.random((3, 2, 1, 3), np.float32)
    out = net.convolve(layer, kernel, np.array([0, 1, 2], np.float32), stride=(2, 1))
    assert out.shape == (3, 3, 6)
    middle = float((layer[:, 2, 1:4] * kernel[1, :, 0]).sum()) + 1
    edge = float((layer[:, 4, 4:6] * kernel[2, :, 0, :2]).sum()) + 2
    assert (out[1, 1, 2], out[2, 2, 5]) == pytest.approx((middle, edge), rel=1e-5)


def test_chances_of_all_strings_make_one() -> None:
    columns = columns_of(1, None, 1, sure=0.6)
    strings = ["".join(digits) for length in range(4) for digits in product("0123456789", repeat=length)]
    assert sum(chance_of(columns, value) for value in strings) == pytest.approx(1, abs=1e-5)


def test_many_strings_at_once_have_the_chances_they_have_alone() -> None:
    columns = within(columns_of(5, 1, None, 1, 7, None, sure=0.5), 1, 4)
    values = ["", "1", "11", "17", "117", "7"]
    alone = [chance_of(columns, value) for value in values]
    assert chances_of(columns, values) == pytest.approx(alone)
    assert chance_of(columns, "117") > chance_of(columns, "11") > 0


def test_a_digit_over_several_columns_is_one_and_a_gap_makes_two() -> None:
    assert likely(columns_of(1, 1, None, 1, 7, 7))[0][0] == "117"


def test_what_stands_outside_the_gap_is_no_digit() -> None:
    columns = within(columns_of(5, None, 2, None, 8), 1, 3)
    assert likely(columns)[0][0] == "2"


def test_a_blank_gap_has_no_number() -> None:
    assert vote("number", [columns_of(None, None, None, None)], EngineReading("", 0.0)) is None
    assert vote("day", [columns_of(None, None, None, None)], EngineReading("…..", 0.9)) is None


def test_a_day_is_one_of_the_calendar() -> None:
    columns = columns_of(3, None, 4, sure=0.99)
    columns[2, [2, 5]] = 0.45, 0.54  # a 4, or else a 1
    reading = vote("day", [columns], EngineReading("34", 0.6))
    assert reading is not None
    assert reading.value == "31"


def test_two_voters_that_agree_are_surer() -> None:
    columns = columns_of(2, None, 3, sure=0.93)
    alone = vote("day", [columns], EngineReading("", 0.0))
    both = vote("day", [columns], EngineReading("23", 0.6))
    assert alone is not None
    assert both is not None
    assert both.confidence > alone.confidence


def test_a_number_that_all_views_show_is_sure_and_one_that_a_view_denies_is_not() -> None:
    seen, denied = columns_of(2, None, 3, sure=0.998), columns_of(2, None, 8, sure=0.998)
    same = vote("number", [seen] * 3, EngineReading("", 0.0))
    torn = vote("number", [seen, seen, denied], EngineReading("", 0.0))
    assert same is not None
    assert torn is not None
    assert same.value == torn.value == "23"
    assert same.confidence > 0.9
    assert torn.confidence < 0.75


def test_what_only_a_later_view_shows_is_a_candidate() -> None:
    blank, seen = columns_of(None, None, None), columns_of(2, None, 3)
    assert set(candidates("number", [blank, seen], also="28")) >= {"23", "28"}


def test_voters_that_contradict_each_other_are_unsure() -> None:
    reading = vote("number", [columns_of(2, None, 3, sure=0.9)], EngineReading("28", 0.9))
    assert reading is None or reading.confidence < 0.9


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ([("Số:", 100, 165), ("ẩ4", 180, 260), ("/UBND-KT", 280, 560)], (165, 280)),
        ([("Số:.204JJSNV-CC", 100, 600)], (172, 421)),
        ([("Số", 100, 152), (":", 155, 165), ("/UBND-KT", 280, 560)], (165, 280)),
        ([("Số", 100, 152), ("57-BC/TU", 170, 402)], (152, 224)),
        ([("Số:", 100, 165), ("9589", 180, 300), ("SVITTTDI", 330, 520), ("-CCHC", 540, 680)], (165, 330)),  # its stroke is gone
        ([("S8:", 100, 165), ("ẩ4", 180, 260), ("/UBND-KT", 280, 560)], (165, 280)),
        ([("Số:", 100, 165), ("224/TB-VPCP", 180, 430)], (172, 242)),  # smaller print than it was taken for
    ],
)
def test_the_gap_of_a_number(words: list[tuple[str, float, float]], place: tuple[float, float]) -> None:
    (gap,) = find_gaps([line(*words)], 300, 2480)
    assert gap.kind == "number"
    assert (gap.left, gap.right) == pytest.approx(place, abs=12)


@pytest.mark.parametrize(
    "words",
    [
        [("Căn", 100, 165), ("cứ", 180, 260), ("số", 270, 300), ("12/2020/QĐ-TTg", 310, 560)],
        [("Sở", 100, 165), ("Tài", 180, 260), ("chính", 280, 560)],
        [("tháng", 1400, 1520), ("02", 1530, 1570), ("năm", 1590, 1660), ("2025", 1670, 1760)],
    ],
)
def test_lines_without_a_gap(words: list[tuple[str, float, float]]) -> None:
    assert find_gaps([line(*words)], 300, 2480) == []


def test_gaps_of_a_day_and_month_glued_to_print() -> None:
    row = line(
        ("Hải,", 1300, 1370),
        ("ngày{2", 1390, 1550),
        ("O†tháng", 1560, 1740),
        ("3", 1760, 1780),
        ("năm", 1800, 1880),
        ("2024", 1900, 2000),
    )
    day, month = find_gaps([row], 300, 2480)
    assert (day.kind, month.kind) == ("day", "month")
    assert 1490 < day.left < 1515
    assert 1600 < day.right < 1625
    assert (month.left, month.right) == (1740, 1800)


def written(gap: Gap, value: str, left: float, right: float, confidence: float = 0.9) -> Written:
    return Written(gap, Reading(value, confidence), left, right)


def test_digits_stand_between_the_print_that_was_glued_to_them() -> None:
    row = line(
        ("Hải,", 1300, 1370),
        ("ngày{2", 1390, 1550),
        ("tháng", 1560, 1680),
        ("3", 1760, 1780),
        ("năm", 1800, 1880),
        ("2024", 1900, 2000),
    )
    day, _ = find_gaps([row], 300, 2480)
    mended = with_written(row, written(day, "12", 1500, 1550))
    assert mended.text == "Hải, ngày 12 tháng 3 năm 2024"
    assert [word.text for word in mended.tokens if word.written] == ["12"]
    assert row.text == "Hải, ngày{2 tháng 3 năm 2024"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([("Số:", 100, 165), ("ẩ4", 180, 260), ("/UBND-KT", 280, 560)], "Số: 204 /UBND-KT"),
        ([("Số:", 100, 165), ("ẩ4/UBND-KT", 180, 560)], "Số: 204 /UBND-KT"),
        ([("Số:ẩ4/UBND-", 100, 500), ("KT", 510, 560)], "Số: 204 /UBND- KT"),
        ([("Số", 100, 152), ("ẩ4-BC/TU", 170, 402)], "Số 204 -BC/TU"),
    ],
)
def test_the_number_takes_the_place_of_what_the_engine_made_of_it(words: list[tuple[str, float, float]], text: str) -> None:
    row = line(*words)
    (gap,) = find_gaps([row], 300, 2480)
    assert with_written(row, written(gap, "204", 180, 260)).text == text


@pytest.mark.parametrize("glued", ["204GM-QLVT-VP", "204'GM-QLVT-VP", "204;GM-QLVT-VP", "204“GM-QLVT-VP"])
def test_behind_the_digits_stands_the_stroke_whatever_was_read_of_it(glued: str) -> None:
    row = line(("Số:", 100, 165), (glued, 180, 620))
    row = replace(row, tokens=(row.tokens[0], replace(row.tokens[1], confidence=0.8)))
    (gap,) = find_gaps([row], 300, 2480)
    *_, symbol = with_written(row, written(gap, "204", 180, 260)).tokens
    assert (symbol.text, symbol.confidence <= 0.45) == ("/GM-QLVT-VP", True)


def test_the_dash_of_a_partys_number_is_no_stroke_misread() -> None:
    row = line(("Số", 100, 165), ("204-CT/TU", 180, 620))
    (gap,) = find_gaps([row], 300, 2480)
    assert with_written(row, written(gap, "204", 180, 260)).text.replace(" ", "").endswith("204-CT/TU")


def test_a_label_that_was_read_in_capitals_is_no_symbol() -> None:
    row = line(("SỐ:", 100, 165), ("ẩ4/UBND-KT", 180, 560))
    (gap,) = find_gaps([row], 300, 2480)
    assert with_written(row, written(gap, "204", 180, 260)).text == "SỐ: 204 /UBND-KT"


def test_sure_print_stays_as_the_engine_read_it() -> None:
    row = line(("Số:", 100, 165), ("204", 180, 260), ("/UBND-KT", 280, 560))
    (gap,) = find_gaps([row], 300, 2480)
    assert with_written(row, written(gap, "204", 180, 260)) == row


def test_digits_that_nobody_confirms_become_doubtful() -> None:
    row = line(("Số:", 100, 165), ("204", 180, 260), ("/UBND-KT", 280, 560))
    (gap,) = find_gaps([row], 300, 2480)
    doubted = with_written(row, Written(gap, None, 180, 260))
    assert doubted.text == row.text
    assert [word.confidence for word in doubted.tokens] == [0.95, 0.45, 0.95]


def test_a_number_with_a_letter_is_left_alone() -> None:
    row = line(("Số:", 100, 165), ("12a", 180, 260), ("/UBND-KT", 280, 560))
    (gap,) = find_gaps([row], 300, 2480)
    assert with_written(row, written(gap, "12", 180, 260)) == row


@pytest.mark.parametrize(
    ("digits", "wide", "sure"),
    [("399", 2.9, False), ("3999", 3.0, True), ("733", 2.4, True), ("7", 0.3, True), ("23", 1.45, True), ("33", 1.7, False)],
)
def test_a_number_whose_ink_is_a_digit_wider_is_never_sure(digits: str, wide: float, *, sure: bool) -> None:
    assert is_too_wide(digits, wide) is not sure


def test_a_number_that_goes_on_beyond_its_gap_was_cut_off():
    inside, beyond = columns_of(6, None, 6, None, 7, None), columns_of(6, None, 6, None, 7, None, 9, None)
    assert not is_cut_off("667", inside)
    assert is_cut_off("667", beyond)
    assert not is_cut_off("6679", beyond)


def test_a_number_cut_by_its_gap_is_read_with_the_digit_beyond_it():
    gap = Gap("number", 0, 1, 1, 165, 280, 340, 54)
    inside, beyond = columns_of(9, None, None, None), columns_of(9, None, 0, None)
    whole = wider(gap, Reading("9", 0.9), [Seen(inside, beyond, 165.0)] * 3, 170, 190)
    assert whole.reading == Reading("90", 0.45)
    other = wider(gap, Reading("8", 0.9), [Seen(inside, beyond, 165.0)] * 3, 170, 190)
    assert other.reading == Reading("8", 0.45)


@pytest.mark.parametrize(
    ("read", "engine", "whole"),
    [
        ("745", "450", "7450"),
        ("450", "745", "7450"),
        ("745", "745", None),
        ("745", "52", None),
        ("74", "45", None),
        ("555", "555", None),
    ],
)
def test_two_readings_that_each_lost_another_end_are_joined(read: str, engine: str, whole: str | None) -> None:
    assert joined(read, engine) == whole


def test_a_stop_between_figures_and_a_code_is_a_torn_stroke():
    assert symbol_start("2768:SVHTTDL-TTr", "") == 4
    assert symbol_start("RH-STTTT", "") == 0
    assert symbol_start("2768", "") is None
    assert symbol_start("6222/5XĐ-KHTC", "") == 4
    assert symbol_start("12/2020/QĐ-TTg", "") == 7
    assert symbol_start("-KH/TU", "") == 0

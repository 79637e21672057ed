"""Numbers and days that were written by hand are as sure as their own digits, whatever else speaks for the value."""

import pytest

from schemas.page import Line, Word, Zone
from tasks.core.letter.confidence.calibration import calibrate
from tasks.core.letter.fields.place_date import find_place_date
from tasks.core.letter.number.number import find_number
from tasks.core.letter.parts.marking import Sign, mark
from tasks.core.letter.rows.lines import Row, row_of
from tests.unit.letter.made import document, found


def row(*words: tuple[str, float, bool]) -> Row:
    """A row of a scan: words with their confidence and whether they are written by hand."""
    made: list[Word] = []
    at = 0
    for text, confidence, written in words:
        box = (0.1 + at / 200, 0.1, 0.1 + (at + len(text)) / 200, 0.12)
        made.append(Word(text=text, confidence=confidence, box=box, start=at, end=at + len(text), written=written))
        at += len(text) + 1
    raw = " ".join(text for text, _, _ in words)
    line = Line(
        page=1, raw=raw, text=raw, start=0, end=len(raw), zone=Zone.HEAD_LEFT, block=0, box=(0.1, 0.1, 0.6, 0.12), words=tuple(made)
    )
    return row_of(line)


NUMBER = row(("Số:", 0.95, False), ("318", 0.72, True), ("/SNV-CCHC", 0.96, False))
DATE = row(
    ("Yên", 0.96, False),
    ("Lạc,", 0.96, False),
    ("ngày", 0.96, False),
    ("21", 0.8, True),
    ("tháng", 0.96, False),
    ("3", 0.95, False),
    ("năm", 0.96, False),
    ("2022", 0.96, False),
)


def test_a_written_number_is_known_as_one_and_only_as_sure_as_its_digits() -> None:
    number, parts = find_number([NUMBER], "state")
    assert number is not None
    assert (number.value, number.rule) == ("318/SNV-CCHC", "number.state.written")
    assert number.confidence <= 0.72
    (done,) = calibrate([document(number=number, number_parts=parts)])
    assert done.number is not None
    assert done.number.confidence <= number.confidence


def test_digits_that_were_written_have_a_measured_confidence_of_their_own() -> None:
    number, parts = find_number([row(("Số:", 0.95, False), ("318", 0.91, True), ("/SNV-CCHC", 0.96, False))], "state")
    (done,) = calibrate([document(number=number, number_parts=parts)])
    assert done.number is not None
    assert done.number.confidence == pytest.approx(0.91)


def test_a_symbol_that_its_readings_differ_in_keeps_sure_written_digits_from_being_a_sure_number() -> None:
    number, _ = find_number([row(("Số:", 0.95, False), ("318", 0.97, True), ("/SNV-CCHC", 0.8, False))], "state")
    assert number is not None
    assert 0.85 < number.confidence < 0.9


def test_a_written_day_is_known_as_one_and_only_as_sure_as_its_digits() -> None:
    _, issued_on = find_place_date([DATE])
    assert issued_on is not None
    assert (issued_on.value, issued_on.rule) == ("2022-03-21", "issued_on.head.written")
    (done,) = calibrate([document(issued_on=issued_on)])
    assert done.issued_on is not None
    assert done.issued_on.confidence <= issued_on.confidence <= 0.8


def test_a_second_place_with_the_same_digits_makes_them_surer() -> None:
    number, parts = find_number([NUMBER], "state")
    _, issued_on = find_place_date([DATE])
    assert number is not None
    assert issued_on is not None
    written = document(number=number, number_parts=parts, issued_on=issued_on)
    cover = document(index=1, references=[found("318/SNV-CCHC").model_dump() | {"issued_on": "2022-03-21"}])
    other = document(index=1, references=[found("313/SNV-CCHC").model_dump() | {"issued_on": "2022-03-21"}])
    cited, mistaken = calibrate([written, cover])[0], calibrate([written, other])[0]
    assert cited.number is not None
    assert cited.issued_on is not None
    assert mistaken.number is not None
    assert cited.number.confidence > 0.9 > number.confidence >= mistaken.number.confidence
    assert cited.issued_on.confidence > 0.9 > issued_on.confidence


@pytest.mark.parametrize(("signed_at", "surer"), [("2022-03-21T16:02:11+07:00", True), ("2022-03-22T08:10:00+07:00", False)])
def test_a_signature_of_the_same_day_makes_a_written_day_surer(signed_at: str, *, surer: bool) -> None:
    _, issued_on = find_place_date([DATE])
    assert issued_on is not None
    (done,) = calibrate([document(issued_on=issued_on, digital_signatures=[{"signed_at": signed_at, "kind": "visible"}])])
    assert done.issued_on is not None
    assert (done.issued_on.confidence > issued_on.confidence) is surer


@pytest.mark.parametrize("confidence", [0.72, 0.9])
def test_a_printed_number_may_become_surer_by_witnesses(confidence: float) -> None:
    number, parts = find_number([row(("Số:", 0.95, False), ("318", confidence, False), ("/SNV-CCHC", 0.96, False))], "state")
    assert number is not None
    assert number.rule == "number.state"
    (done,) = calibrate([document(number=number, number_parts=parts)])
    assert done.number is not None
    assert done.number.confidence > number.confidence


def test_digits_that_the_engine_doubts_are_no_surer_either() -> None:
    number, parts = find_number([row(("Số:", 0.95, False), ("318", 0.31, False), ("/SNV-CCHC", 0.96, False))], "state")
    assert number is not None
    (done,) = calibrate([document(number=number, number_parts=parts)])
    assert done.number is not None
    assert done.number.confidence <= 0.31


@pytest.mark.parametrize(("zone", "sign"), [(Zone.HEAD_RIGHT, Sign.DATE), (Zone.BODY, Sign.TEXT)])
def test_a_place_that_lost_its_capital_is_known_by_where_it_stands(zone: Zone, sign: Sign) -> None:
    text = "yên Lạc, ngày 21 tháng 3 năm 2022"
    line = Line(page=1, raw=text, text=text, start=0, end=len(text), zone=zone, block=0, box=(0.5, 0.1, 0.9, 0.12))
    assert mark([row_of(line)])[0].sign is sign

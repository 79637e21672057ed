from typing import Any

import pytest

from schemas.letter import Document, NumberParts
from tasks.core.letter.number.cited_number import CITED, CITED_DAY, with_cited_days, with_cited_numbers
from tests.unit.letter.made import document, found

NOTICE = {
    "index": 1,
    "doctype": found("thong_bao", rule="doctype.type_word"),
    "issued_on": found("2022-02-01"),
    "number": found("275/TB-UBND", confidence=0.6),
    "number_parts": NumberParts(number="275", symbol="TB-UBND", type_code="TB", issuer_code="UBND"),
}


def cover(*cited: str, day: str | None = "2022-02-01") -> Document:
    return document(references=[found(one).model_dump() | {"issued_on": day} for one in cited])


def number_of(first: Document, **fields: Any) -> str | None:
    value = with_cited_numbers([first, document(**NOTICE | fields)])[1].number
    return value.value if value else None


def test_a_badly_read_number_is_the_one_that_the_cover_cites() -> None:
    notice = with_cited_numbers([cover("215/TB-UBND", "9/KH-UBND"), document(**NOTICE)])[1]
    assert notice.number is not None
    assert (notice.number.value, notice.number.raw, notice.number.rule) == ("215/TB-UBND", "275/TB-UBND", CITED)
    assert notice.number.confidence <= 0.5
    assert notice.number_parts is not None
    assert notice.number_parts.number == "215"


def test_a_symbol_alone_gets_the_number_of_the_same_day() -> None:
    alone = {
        "number": found("/TB-UBND", confidence=0.3, rule="number.symbol_only"),
        "number_parts": NumberParts(symbol="TB-UBND", type_code="TB", issuer_code="UBND"),
    }
    assert number_of(cover("215/TB-UBND"), **alone) == "215/TB-UBND"
    assert number_of(cover("215/TB-UBND", day=None), **alone) == "/TB-UBND"


def test_a_number_that_lost_a_figure_is_the_one_that_a_doubted_citation_of_its_day_has() -> None:
    doubted = cover("275/TB-UBND")
    doubted = doubted.model_copy(
        update={"references": tuple(one.model_copy(update={"confidence": 0.3}) for one in doubted.references)}
    )
    short = {
        "number": found("27/TB-UBND", confidence=0.6),
        "number_parts": NumberParts(number="27", symbol="TB-UBND", type_code="TB", issuer_code="UBND"),
    }
    assert number_of(doubted, **short) == "275/TB-UBND"
    assert number_of(doubted, **short, issued_on=None) == "27/TB-UBND"
    other = {**short, "number_parts": NumberParts(number="72", symbol="TB-UBND", type_code="TB", issuer_code="UBND")}
    assert number_of(doubted, **other) == "27/TB-UBND"


@pytest.mark.parametrize(
    ("first", "fields"),
    [
        (cover("215/TB-UBND"), {"number": found("275/TB-UBND", confidence=0.95)}),  # read well: a contradiction is a finding
        (cover("215/TB-UBND", day="2022-01-30"), {}),
        (cover("318/TB-UBND"), {}),
        (cover("215/KH-UBND"), {}),
        (cover("215/TB-HĐND"), {}),
        (cover("215/TB-UBND", "276/TB-UBND"), {}),  # two are as near
        (cover("275/TB-UBND"), {}),
    ],
)
def test_else_the_number_stays_as_read(first: Document, fields: dict[str, Any]) -> None:
    assert number_of(first, **fields) == "275/TB-UBND"


def test_of_a_number_that_was_not_read_at_all_type_and_day_say_which_it_is() -> None:
    none: dict[str, Any] = {"number": None, "number_parts": None}
    notice = with_cited_numbers([cover("215/TB-UBND"), document(**NOTICE | none)])[1]
    assert notice.number is not None
    assert (notice.number.value, notice.number.raw, notice.number.rule) == ("215/TB-UBND", "", CITED)
    assert notice.number.confidence <= 0.5
    assert number_of(cover("215/TB-UBND", "216/TB-UBND"), **none) is None
    assert number_of(cover("215/KH-UBND"), **none) is None
    assert number_of(cover("215/TB-UBND", day="2022-02-03"), **none) is None


@pytest.mark.parametrize(
    ("own", "sure", "day"),
    [
        (None, 0.0, "2022-02-01"),
        ("2022-02-07", 0.5, "2022-02-01"),
        ("2022-02-07", 0.95, "2022-02-07"),
        ("2032-02-01", 0.95, "2022-02-01"),
        ("2022-03-15", 0.5, "2022-03-15"),
    ],
)
def test_a_day_that_was_not_read_is_the_one_that_the_cover_gives(own: str | None, sure: float, day: str) -> None:
    issued = found(own, confidence=sure) if own else None
    first = cover("275/TB-UBND").model_copy(update={"issued_on": found("2022-02-03")})
    notice = with_cited_days([first, document(**NOTICE | {"issued_on": issued})])[1]
    assert notice.issued_on is not None
    assert notice.issued_on.value == day
    assert day == own or (notice.issued_on.rule == CITED_DAY and notice.issued_on.confidence <= 0.5)

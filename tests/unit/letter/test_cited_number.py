from typing import Any

import pytest

from schemas.letter import Document, NumberParts
from tasks.core.letter.cited_number import CITED, with_cited_numbers
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


def test_where_no_number_was_found_none_is_given() -> None:
    assert number_of(cover("215/TB-UBND"), number=None, number_parts=None) is None

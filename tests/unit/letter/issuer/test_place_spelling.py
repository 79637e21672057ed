"""The marks of an office's place: date line, letterhead and the country's places say together which are right."""

from datetime import date

import pytest

from schemas.page import Line, Word, Zone
from tasks.core.letter.issuer.known import Known
from tasks.core.letter.issuer.place_spelling import with_settled_place
from tasks.core.letter.rows.lines import Row
from tasks.stations.routing import load_registry
from tests.unit.letter.made import text_rows

ON = date(2026, 3, 2)


def read(text: str, sure: float) -> list[Row]:
    """A scan's row whose last two words the engine read with that confidence, the others with 0.96."""
    parts, words, at = text.split(" "), [], 0
    for number, part in enumerate(parts):
        share = sure if number >= len(parts) - 2 else 0.96
        words.append(Word(text=part, confidence=share, box=(0.1, 0.1, 0.2, 0.12), start=at, end=at + len(part)))
        at += len(part) + 1
    line = Line(page=1, raw=text, text=text, start=0, end=len(text), zone=Zone.HEAD_LEFT, block=0, words=tuple(words))
    return [Row(line, text, tuple(range(len(text))), 0, line.zone)]


def known(place: str | None, sure: float = 0.87, on: date | None = ON) -> Known:
    return Known(place=place, place_sure=sure, on=on, registry=load_registry())


@pytest.mark.parametrize(
    ("name", "sure", "place", "settled"),
    [
        ("Huyện ủy Tuyển Hóa", 0.95, "Tuyên Hóa", "Huyện ủy Tuyên Hóa"),  # of the two one is a place of the country
        ("Huyện ủy Tuyên Hóa", 0.5, "Tuyển Hóa", "Huyện ủy Tuyên Hóa"),
        ("Trường Tiểu học Mây Trắng", 0.5, "Mầy Trắng", "Trường Tiểu học Mầy Trắng"),  # of neither: the surer
        ("Trường Tiểu học Mây Trắng", 0.95, "Mầy Trắng", "Trường Tiểu học Mây Trắng"),
        ("Ủy ban nhân dân xã Bõ Trạch", 0.5, "Quảng Trị", "Ủy ban nhân dân xã Bố Trạch"),  # the only one of these letters
        ("Ủy ban nhân dân xã Bõ Trạch", 0.5, "Bõ Trạch", "Ủy ban nhân dân xã Bố Trạch"),
        ("Ủy ban nhân dân xã Bõ Trạch", 0.95, "Bõ Trạch", "Ủy ban nhân dân xã Bõ Trạch"),  # nothing doubts it
        ("Ủy ban nhân dân xã Mầy Trắng", 0.5, "Quảng Trị", "Ủy ban nhân dân xã Mầy Trắng"),  # no such place
        ("Sở Nội vụ tỉnh Mây Trắng", 0.5, None, "Sở Nội vụ tỉnh Mây Trắng"),
    ],
)
def test_the_marks_of_a_place_are_settled(name: str, sure: float, place: str | None, settled: str) -> None:
    assert with_settled_place(name, read(name.upper(), sure), known(place)) == settled


def test_a_place_that_was_put_right_is_no_witness() -> None:
    """Thạnh Hóa of Long An is made Thanh Hóa, the province, in the date line."""
    name = "Ủy ban nhân dân huyện Thạnh Hóa"
    assert with_settled_place(name, read(name.upper(), 0.7), known("Thanh Hóa", 0.0)) == name


def test_communes_of_before_2025_are_not_listed() -> None:
    name = "Ủy ban nhân dân xã Bõ Trạch"
    assert with_settled_place(name, read(name.upper(), 0.5), known("Quảng Bình", on=date(2020, 3, 2))) == name


def test_a_text_has_no_misread_marks() -> None:
    name = "Huyện ủy Tuyển Hóa"
    assert with_settled_place(name, text_rows(name.upper()), known("Tuyên Hóa")) == name

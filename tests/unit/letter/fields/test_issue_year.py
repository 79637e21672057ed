"""The year of issue that a scan tore (năm ban hành)."""

from datetime import date

import pytest

from tasks.core.letter.fields.issue_year import with_near_year
from tests.unit.letter.made import found, text_rows

BODY = "Căn cứ Thông báo số 12/TB-UBND ngày 05/3/2024; đề nghị gửi trước ngày 20/4/2024."


@pytest.mark.parametrize(
    ("read", "sure", "body", "day"),
    [
        ("2034-03-19", 0.5, BODY, "2024-03-19"),
        ("3024-03-19", 0.5, BODY, "2024-03-19"),
        ("2034-03-19", 0.9, BODY, "2034-03-19"),
        ("3034-03-19", 0.9, BODY, "2024-03-19"),
        ("2033-03-19", 0.5, "Từ ngày 01/3/2022 đến ngày 05/3/2022.", "2022-03-19"),
        ("2047-03-19", 0.5, "Từ ngày 01/3/2022 đến ngày 05/3/2022.", "2047-03-19"),
        ("2023-03-19", 0.5, BODY, "2023-03-19"),
        ("2034-03-19", 0.5, "Đề nghị gửi trước ngày 20/4/2024.", "2034-03-19"),
        ("1987-03-19", 0.5, BODY, "1987-03-19"),
        ("2028-02-29", 0.5, "Từ ngày 01/3/2021 đến ngày 05/3/2021.", "2028-02-29"),
    ],
)
def test_a_year_that_misses_the_bodys_by_one_figure_is_theirs(read: str, sure: float, body: str, day: str) -> None:
    issued = with_near_year(found(read, confidence=sure, rule="issued_on.head"), text_rows(body))
    assert issued is not None
    assert issued.value == day
    assert issued.confidence <= sure


def test_no_day_stays_none() -> None:
    assert with_near_year(None, text_rows(BODY)) is None


@pytest.mark.parametrize(
    ("read", "body", "day"),
    [
        ("2034-03-19", "Đề nghị gửi trước ngày 20/4/2024.", "2024-03-19"),
        ("2034-03-19", "Theo Công văn ngày 20/4/2024 và Quyết định ngày 01/02/2034.", "2034-03-19"),
        ("2034-03-19", "Từ năm 2021 đến nay.", "2034-03-19"),
        ("2021-03-19", "Theo Quyết định ngày 01/02/2011.", "2021-03-19"),
    ],
)
def test_a_year_after_the_letter_came_is_wrong_however_well_it_was_read(read: str, body: str, day: str) -> None:
    issued = with_near_year(found(read, confidence=0.95, rule="issued_on.head"), text_rows(body), date(2025, 1, 2))
    assert issued is not None
    assert issued.value == day

from datetime import date

import pytest

from tasks.core.letter.vocabulary.dates import add_working_days, find_dates, find_periods, last_of_month


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ngày 09/7/2022", date(2022, 7, 9)),
        ("ngày 14-8-2023,", date(2023, 8, 14)),
        ("ngày 03 tháng 01 năm 2024", date(2024, 1, 3)),
        ("Ngày 3 tháng 12 năm 2024", date(2024, 12, 3)),
        ("ký 05.11.2021 08:10:00", date(2021, 11, 5)),
        ("ngày 23:8:2022", date(2022, 8, 23)),
        ("ngày 04/8:2020", date(2020, 8, 4)),
        ("ngày 25/1 1/2021", date(2021, 11, 25)),
        ("ngày 2 5 tháng 1 2 năm 2021", date(2021, 12, 25)),
        ("ngay 7 thảng 6 nam 2022", date(2022, 6, 7)),
    ],
)
def test_every_way_of_writing_a_date(text: str, day: date) -> None:
    (mention,) = find_dates(text)
    assert mention.resolve(None) == day


@pytest.mark.parametrize(
    "text",
    [
        "12/2021/NĐ-CP",
        "15/CT-TTg",
        "tăng 26,5%",
        "có 08/23 đơn vị",
        "mục 3.1 nêu",
        "từ 5/7 hộ",
        "lúc 09:12:44",
        "12:45:2020",
        "ngày 25/1 5/2021",  # torn: neither 25/1 nor a month that there is
        "1.500.000",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == []


def test_a_year_left_out_is_left_out() -> None:
    (mention,) = find_dates("trước ngày 15/10")
    assert mention.year is None
    assert mention.resolve(None) is None
    assert mention.resolve(2021) == date(2021, 10, 15)


def test_impossible_days_are_kept_as_such() -> None:
    (mention,) = find_dates("ngày 31/02/2021")
    assert mention.is_impossible
    assert mention.resolve(None) is None


def test_months_and_quarters_stand_for_their_last_day() -> None:
    periods = list(find_periods("trong tháng 02/2024; quý III năm 2022; ngày 06 tháng 9 năm 2021"))
    assert [period.resolve(None) for period in periods] == [date(2024, 2, 29), date(2022, 9, 30)]
    assert last_of_month(2021, 13) is None


def test_working_days_skip_the_week_end() -> None:
    friday = date(2022, 3, 4)
    assert add_working_days(friday, 1) == date(2022, 3, 7)
    assert add_working_days(friday, 5) == date(2022, 3, 11)


@pytest.mark.parametrize(
    ("read", "day"),
    [
        ("31201:2021", date(2021, 1, 31)),
        ("0102:2021", date(2021, 2, 1)),
        ("1923:2022", date(2022, 3, 19)),
        ("1729/2020", date(2020, 9, 17)),
        ("290872023", date(2023, 8, 29)),
        ("2910:2020", date(2020, 10, 29)),
        ("27\u20444 2021", date(2021, 4, 27)),
        ("-25/9/2021", date(2021, 9, 25)),
        ("1 1/9/2023", date(2023, 9, 11)),
        ("25/01-2021", date(2021, 1, 25)),
        ("25/9/2021", date(2021, 9, 25)),
    ],
)
def test_a_day_whose_strokes_a_fax_tore(read: str, day: date) -> None:
    (mention,) = find_dates(f"chậm nhất ngày {read}.")
    assert mention.resolve(None) == day


@pytest.mark.parametrize("read", ["99992021", "2021", "1/5-7/2021", "tháng 3/2021"])
def test_figures_that_are_no_one_day_give_none(read: str) -> None:
    assert find_dates(f"chậm nhất ngày {read}.") == []

"""Deadlines said by a part of a year, of a month, by today or with two figures of their year."""

from datetime import date

import pytest

from tasks.core.letter.directives.deadlines import find_deadlines

ISSUED = date(2021, 9, 6)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Hoàn thành trong 6 tháng đầu năm 2022.", date(2022, 6, 30)),
        ("Hoàn thành trong 06 tháng đầu năm.", date(2022, 6, 30)),
        ("Xong trong 6 tháng cuối năm.", date(2021, 12, 31)),
        ("Hoàn thành trong nửa đầu tháng 10 năm 2021.", date(2021, 10, 15)),
        ("Hoàn thành trong tuần đầu tháng 10/2021.", date(2021, 10, 7)),
        ("Chậm nhất là tuần cuối tháng 02/2022.", date(2022, 2, 28)),
        ("Hoàn thành trong tuần thứ ba của tháng 11.", date(2021, 11, 21)),
        ("Gửi về Sở chậm nhất vào ngày làm việc cuối cùng của tháng 10/2021.", date(2021, 10, 29)),
        ("Báo cáo trước ngày làm việc cuối cùng của năm 2022.", date(2022, 12, 30)),
        ("Gửi về Sở trước ngày 15/9/21.", date(2021, 9, 15)),
        ("Gửi trước 30 tháng 9 năm 2021.", date(2021, 9, 30)),
        ("Báo cáo chậm nhất 15 tháng 10.", date(2021, 10, 15)),
        ("Đề nghị các cơ sở nộp hồ sơ từ ngày 01/10/2021 đến hết ngày 20/10/2021.", date(2021, 10, 20)),
        ("Báo cáo ngay trong ngày hôm nay (06/9/2021).", date(2021, 9, 6)),
        ("Gửi trước 10 giờ sáng ngày mai (07/9/2021).", date(2021, 9, 7)),
    ],
)
def test_the_last_day_of_what_is_named(text: str, day: date) -> None:
    assert [(term.day, term.relative) for term in find_deadlines(text, ISSUED)] == [(day, False)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Báo cáo trước 15h30 hôm nay.", date(2021, 9, 6)),
        ("Đề nghị gửi danh sách ngay trong sáng ngày mai.", date(2021, 9, 7)),
    ],
)
def test_today_is_the_day_of_the_letter(text: str, day: date) -> None:
    assert [(term.day, term.relative) for term in find_deadlines(text, ISSUED)] == [(day, True)]
    assert find_deadlines(text, None) == []


@pytest.mark.parametrize(
    "text",
    [
        "Báo cáo kết quả công tác trong 6 tháng đầu năm 2022 của Sở.",
        "Trong 6 tháng đầu năm, số vụ giảm 3%.",
        "Hoàn thành 80% kế hoạch 6 tháng đầu năm.",
        "Hoàn thành trong 6 tháng đầu năm học.",
        "Tuần đầu tháng 10/2021 có mưa to.",
        "Trước đây và trong ngày hôm nay trời nắng.",
        "Gửi trước ngày 15/9/45.",
        "Đợt cao điểm từ ngày 01/10/2021 đến hết ngày 20/10/2021.",
        "Đã nộp hồ sơ trước 30 tháng.",
        "Hoàn thành trước 31 tháng 9.",
        "Chiều dài trước 15/9/21 mét khối.",
        "Hoàn thành trong tuần đầu tháng 13/2021.",
    ],
)
def test_what_is_no_deadline(text: str) -> None:
    assert find_deadlines(text, date(2023, 9, 6) if "mét" in text else ISSUED) == []


def test_without_the_day_of_the_letter_only_what_names_its_year_counts() -> None:
    assert [term.day for term in find_deadlines("Hoàn thành trong 6 tháng đầu năm 2022.", None)] == [date(2022, 6, 30)]
    assert find_deadlines("Hoàn thành trong 6 tháng đầu năm.", None) == []
    assert find_deadlines("Gửi trước ngày 15/9/21.", None) == []


@pytest.mark.parametrize("day", ["20/9/21", "20/9/2021"])
def test_a_month_behind_a_day_leaves_it_its_own_deadline(day: str) -> None:
    text = f"gửi danh sách trước ngày {day} và hoàn thành báo cáo trong tuần cuối tháng 10."
    assert [term.day for term in find_deadlines(text, ISSUED)] == [date(2021, 9, 20), date(2021, 10, 31)]

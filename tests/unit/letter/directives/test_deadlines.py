from datetime import date

import pytest

from tasks.core.letter.directives.deadlines import find_deadlines

ISSUED = date(2022, 3, 8)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "day", "relative"),
    [
        ("hoàn thành chậm nhất ngày 25/3/2022", "2022-03-25", False),
        ("gửi về Sở trước ngày 20/3", "2022-03-20", False),
        ("báo cáo trước 16 giờ 30 ngày 20/3/2022", "2022-03-20", False),
        ("đến hết ngày 31-3-2022", "2022-03-31", False),
        ("trình Ủy ban nhân dân tỉnh vào ngày 12-4-2022", "2022-04-12", False),
        ("hoàn thành trong tháng 5/2022", "2022-05-31", False),
        ("xong trong quý II/2022", "2022-06-30", False),
        ("hoàn thành trước tháng 7/2022", "2022-06-30", False),
        ("Thời hạn hoàn thành: 15/4/2022", "2022-04-15", False),
        ("trong 05 ngày kể từ ngày ký", "2022-03-13", True),
        ("trong thời hạn 03 ngày làm việc, kể từ ngày nhận được Công văn này", "2022-03-11", True),
        ("trong vòng 02 tuần kể từ ngày ban hành", "2022-03-22", True),
        ("sau 01 tháng kể từ ngày ký", "2022-04-08", True),
        ("bàn giao mặt bằng trong tháng 7 năm 2022", "2022-07-31", False),
        ("Thời gian hoàn thành: tháng 9/2022", "2022-09-30", False),
        ("Thời hạn đăng ký tham gia đấu giá: đến 17 giờ 00 phút ngày 18/4/2022", "2022-04-18", False),
        ("Thời hạn nhận hồ sơ đến 17 giờ 00 ngày 29 tháng 3 năm 2022", "2022-03-29", False),
        ("Hạn chót nộp bài là 17h ngày 30/3/2022", "2022-03-30", False),
        ("gửi chậm nhất cuối giờ chiều ngày 25/3/2022", "2022-03-25", False),
        ("báo cáo trước 10 giờ sáng ngày 25/3/2022", "2022-03-25", False),
        ("gửi báo cáo trong buổi sáng ngày 25/3/2022", "2022-03-25", False),
        ("gửi hồ sơ chậm nhất vào thứ Sáu (ngày 25/3/2022)", "2022-03-25", False),
        ("gửi báo cáo trước thứ Sáu, ngày 25/3/2022", "2022-03-25", False),
        ("gửi báo cáo từ nay đến hết ngày 25/3/2022", "2022-03-25", False),
        ("hoàn thành trước quý IV/2022", "2022-09-30", False),
        ("hoàn thành trước năm 2025", "2024-12-31", False),
        ("Đề nghị Sở Tài chính gửi báo cáo trong 03 ngày làm việc.", "2022-03-11", True),
        ("châm nhất ngáy 25/3/2022", "2022-03-25", False),
    ],
)
def test_forms_of_a_deadline(text: str, day: str, relative: bool) -> None:  # noqa: FBT001
    (term,) = find_deadlines(text, ISSUED)
    assert (term.day.isoformat(), term.relative) == (day, relative)


@pytest.mark.parametrize(
    "text",
    [
        "định kỳ trước ngày 25 hằng tháng gửi báo cáo",
        "báo cáo trước ngày 15/6 và ngày 15/12 hằng năm",
        "Từ nay đến hết ngày 31/12/2022, các đơn vị không tổ chức lễ hội",
        "Đề nghị Sở Tài chính tổ chức tập huấn trong 02 ngày.",
        "Thủ tục được giải quyết trong 05 ngày làm việc.",
        "tính đến ngày 05/3/2022, toàn tỉnh đã đạt 40%",
        "từ ngày 01/3/2022 đến ngày 07/3/2022 có hai đoàn kiểm tra",
        "Sáng ngày 04 tháng 3 năm 2022, Sở đã họp",
        "công trình đưa vào sử dụng trước ngày Luật có hiệu lực",
        "trong 30 ngày kể từ ngày Nghị định có hiệu lực",
        "kế hoạch năm 2022 của Sở",
    ],
)
def test_what_is_no_deadline(text: str) -> None:
    assert find_deadlines(text, ISSUED) == []


def test_a_day_early_in_the_year_belongs_to_the_next_year() -> None:
    (term,) = find_deadlines("báo cáo trước ngày 10/01", date(2021, 12, 20))
    assert term.day == date(2022, 1, 10)


def test_without_the_letters_date_only_whole_dates_count() -> None:
    assert find_deadlines("trước ngày 20/3", None) == []
    assert find_deadlines("trong 05 ngày kể từ ngày ký", None) == []
    assert len(find_deadlines("trước ngày 20/3/2022", None)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "chậm nhất đến hết ngày \u02c6 25/3/2022.",
        "chậm nhất đến hết - ngày 25/3/2022.",
        "trước ngày .25/3/2022",
        "hoàn thành trước ngày : 25/3/2022",
        "chậm nhất ngày, 25/3/2022",
    ],
)
def test_specks_between_the_words_of_a_deadline_are_passed_over(text: str) -> None:
    (term,) = find_deadlines(text, ISSUED)
    assert term.day == date(2022, 3, 25)


@pytest.mark.parametrize(
    "read", ["Theo báo cáo của Sở, tỉnh đến ngày 06/7/2023, toàn tỉnh đã hoàn thành 61 xã.", "Tinh đến ngày 06/7/2023 đã nộp đủ."]
)
def test_the_state_of_things_is_no_deadline_whatever_mark_was_read(read: str) -> None:
    assert find_deadlines(read, date(2023, 7, 1)) == []


def test_the_day_of_figures_is_no_term() -> None:
    text = "báo cáo số liệu cho vay nông nghiệp, nông thôn đến ngày 31/7/2025, gửi số liệu trước ngày 22/8/2025"
    assert [str(term.day) for term in find_deadlines(text, date(2025, 8, 14))] == ["2025-08-22"]


def test_a_last_day_for_sending_with_what_is_sent_between() -> None:
    (term,) = find_deadlines("Hạn cuối nộp hồ sơ: 17 giờ 00 ngày 15 tháng 4 năm 2022.", ISSUED)
    assert str(term.day) == "2022-04-15"


@pytest.mark.parametrize(
    "text",
    [
        "Thống nhất chương trình kiểm tra, giám sát 4 tháng cuối năm 2022.",
        "Báo cáo nhiệm vụ trọng tâm 6 tháng cuối năm 2022.",
        "Chương trình công tác trong quý II/2022.",
    ],
)
def test_what_a_time_is_planned_for_is_no_deadline(text: str) -> None:
    assert find_deadlines(text, ISSUED) == []


def test_the_end_of_a_year_stays_one() -> None:
    assert [str(term.day) for term in find_deadlines("trình UBND tỉnh cuối năm 2022", ISSUED)] == ["2022-12-31"]


def test_a_second_day_of_one_deadline() -> None:
    days = [term.day.isoformat() for term in find_deadlines("báo cáo trước ngày 30/4/2022 và ngày 30/9/2022", ISSUED)]
    assert days == ["2022-04-30", "2022-09-30"]

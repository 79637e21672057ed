"""A subject that ends with a year or a day is no line of place and date (địa danh, ngày tháng năm). Every letter is invented."""

import pytest

from tasks.core.letter.parts.marking import is_date_row
from tasks.core.letter.rows.signs import bare
from tasks.core.letter.understand import understand
from tests.unit.letter.letters import FOOT_LEFT, FOOT_RIGHT, SENTENCES, STATE, Sheet


def report(about: str) -> tuple[str | None, str | None]:
    """Subject and day of issue of a report whose subject is this row."""
    sheet = Sheet()
    sheet.head(("UBND TỈNH KIÊN GIANG", "SỞ NỘI VỤ", "Số: 45/BC-SNV"), (*STATE, "Kiên Giang, ngày 08 tháng 7 năm 2022"))
    sheet.centred("BÁO CÁO", about)
    sheet.body(*SENTENCES)
    sheet.foot(FOOT_LEFT, FOOT_RIGHT)
    document = understand([sheet.page()]).documents[0]
    subject, day = document.subject, document.issued_on
    return subject.value if subject else None, day.value if day else None


@pytest.mark.parametrize(
    "about",
    [
        "Kết quả hội nghị 6 tháng đầu năm 2022",
        "Kết quả thực hiện nhiệm vụ ngành 9 tháng năm 2022",
        "Công tác giảm nghèo 6 tháng đầu năm 2022",
        "Tình hình vay nước ngoài tháng 6 năm 2022",
        "Kết luận cuộc họp ngày 05 tháng 7 năm 2022",
        "Kỷ niệm ngày 27 tháng 7 năm 2022",
    ],
)
def test_a_subject_that_ends_with_a_time_is_the_subject(about: str):
    assert report(about) == (about, "2022-07-08")


@pytest.mark.parametrize(
    "row",
    [
        "Kiên Giang, ngày 08 tháng 7 năm 2022",
        "Quảng Ngãi, ngáy tháng 7 năm 2022",
        "Vệ An, ngày 08 tháng 7 năm 2022",
        "Chương Mỹ, ngày 08 tháng 7 năm 2022",
        "Lệ Thủy, nga 08 tháng 7 năm 2022",
    ],
)
def test_a_line_of_place_and_date_stays_one(row: str):
    assert is_date_row(row, bare(row))

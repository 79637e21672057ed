"""A subject whose next row is a number or a day (… Chỉ thị / số 03-CT/TW). Every letter is invented."""

import pytest

from schemas.page import Zone
from tasks.core.letter.understand import understand
from tests.unit.letter.letters import FOOT_LEFT, FOOT_RIGHT, SENTENCES, STATE, Sheet

DAY = "Kiên Giang, ngày 08 tháng 7 năm 2022"


def read(sheet: Sheet) -> tuple[str | None, str | None, str | None]:
    """Subject, number and day of issue of a letter whose head this is."""
    sheet.body(*SENTENCES)
    sheet.foot(FOOT_LEFT, FOOT_RIGHT)
    document = understand([sheet.page()]).documents[0]
    subject, number, day = document.subject, document.number, document.issued_on
    return subject.value if subject else None, number.value if number else None, day.value if day else None


@pytest.mark.parametrize(
    "about",
    [
        ("tổng kết 10 năm thực hiện Chỉ thị", "số 03-CT/TW"),
        ("cung cấp hồ sơ vụ án số", "12/2022/TLST-DS"),
        ("đôn đốc thực hiện Công văn", "số 1234/UBND-NC ngày 05/7/2022"),
        ("gia hạn thời gian báo cáo đến ngày", "30/9/2022"),
    ],
)
def test_a_number_or_a_day_goes_on_with_ve_viec(about: tuple[str, str]):
    sheet = Sheet()
    sheet.head(("UBND TỈNH KIÊN GIANG", "SỞ NỘI VỤ", "Số: 45/SNV-CCHC", f"V/v {about[0]}", about[1]), (*STATE, DAY))
    sheet.put("Kính gửi: Sở Tài chính.", Zone.BODY)
    assert read(sheet) == (" ".join(about), "45/SNV-CCHC", "2022-07-08")


@pytest.mark.parametrize("rest", ["2022", "-150", "DVMTR"])
def test_a_last_word_that_did_not_fit_is_of_the_subject(rest: str):
    about = "đăng ký nhu cầu sử dụng phòng họp năm"
    assert read(wrapped(about, rest))[0] == f"{about} {rest}"


@pytest.mark.parametrize("rest", ["KHAN", "DEN"])
def test_what_is_left_of_a_stamps_word_is_not(rest: str):
    about = "đăng ký nhu cầu sử dụng phòng họp năm"
    assert read(wrapped(about, rest))[0] == about


def wrapped(about: str, rest: str) -> Sheet:
    sheet = Sheet()
    sheet.head(("UBND TỈNH KIÊN GIANG", "SỞ NỘI VỤ", "Số: 45/SNV-CCHC", f"V/v {about}", rest), (*STATE, DAY))
    sheet.put("Kính gửi: Sở Tài chính.", Zone.BODY)
    return sheet


def test_a_number_goes_on_with_a_party_letters_subject():
    sheet = Sheet()
    left = ("TỈNH ỦY KIÊN GIANG", "BAN TỔ CHỨC", "*", "Số 139-CV/BTCTU", "tổng kết 10 năm thực hiện Chỉ thị số", "03-CT/TW")
    sheet.head(left, ("ĐẢNG CỘNG SẢN VIỆT NAM", DAY))
    sheet.put("Kính gửi: Các huyện ủy, thành ủy.", Zone.BODY)
    assert read(sheet) == ("tổng kết 10 năm thực hiện Chỉ thị số 03-CT/TW", "139-CV/BTCTU", "2022-07-08")


@pytest.mark.parametrize(
    "about",
    [
        ("Về việc đôn đốc thực hiện Công văn số 1234/UBND-NC ngày", "05/7/2022"),
        ("Khai giảng năm học mới ngày 05 tháng 9 năm 2022",),
        ("Sơ kết 3 năm thực hiện Nghị quyết", "số 15-NQ/TU về du lịch"),
    ],
)
def test_a_number_or_a_day_is_of_a_titled_subject(about: tuple[str, ...]):
    sheet = Sheet()
    sheet.head(("UBND TỈNH KIÊN GIANG", "SỞ NỘI VỤ", "Số: 45/KH-SNV"), (*STATE, DAY))
    sheet.centred("KẾ HOẠCH", *about)
    assert read(sheet) == (" ".join(about).removeprefix("Về việc "), "45/KH-SNV", "2022-07-08")


def test_a_quarter_that_did_not_fit_is_of_a_party_letters_subject():
    sheet = Sheet()
    left = ("ĐẢNG ỦY XÃ SAO MAI", "BAN XÂY DỰNG ĐẢNG", "*", "Số 139-CV/BXDĐ", "báo cáo kết quả kiểm tra, giám sát quý", "II")
    sheet.head(left, ("ĐẢNG CỘNG SẢN VIỆT NAM", DAY))
    sheet.put("Kính gửi: Các chi bộ trực thuộc.", Zone.BODY)
    assert read(sheet)[0] == "báo cáo kết quả kiểm tra, giám sát quý II"


def test_a_code_that_did_not_fit_is_of_a_titled_subject():
    about = ("Kiểm tra việc chấp hành pháp luật tại các doanh nghiệp", "FDI")
    sheet = Sheet()
    sheet.head(("UBND TỈNH KIÊN GIANG", "SỞ NỘI VỤ", "Số: 45/KH-SNV"), (*STATE, DAY))
    sheet.centred("KẾ HOẠCH", *about)
    assert read(sheet)[0] == " ".join(about)


@pytest.mark.parametrize(("rest", "kept"), [("thẩm quyền", True), ("ïtm qu#n", False)])
def test_words_that_did_not_fit_are_of_the_subject_however_badly_read(rest: str, kept: bool):  # noqa: FBT001
    about = "chuyển đơn tố cáo của công dân không thuộc"
    sheet = wrapped(about, rest)
    sheet.body(*SENTENCES)
    sheet.foot(FOOT_LEFT, FOOT_RIGHT)
    page = sheet.page()
    lines = [
        line.model_copy(update={"words": tuple(word.model_copy(update={"confidence": 0.4}) for word in line.words)})
        if line.raw == rest
        else line
        for line in page.lines
    ]
    subject = understand([page.model_copy(update={"lines": tuple(lines)})]).documents[0].subject
    assert subject is not None
    assert subject.value == (f"{about} {rest}" if kept else about)

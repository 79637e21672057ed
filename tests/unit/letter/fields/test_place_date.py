import pytest

from schemas.found import Found
from tasks.core.letter.fields.place_date import agreed_place, find_place_date
from tasks.core.letter.parts.marking import Sign, mark
from tests.unit.letter.made import found, text_rows


def read(text: str) -> tuple[str | None, str | None]:
    place, issued = find_place_date(text_rows(text))
    return place.value if place else None, issued.value if issued else None


@pytest.mark.parametrize(
    ("printed", "place", "issued"),
    [
        ("Long An, ngày 29 tháng 5 năm 2021", "Long An", "2021-05-29"),
        ("Tân An, ngày 06 tháng 02 năm 2019", "Tân An", "2019-02-06"),
        ("TP. Hồ Chí Minh, ngày 1 tháng 12 năm 2020", "TP. Hồ Chí Minh", "2020-12-01"),
        ("Bà Rịa - Vũng Tàu, ngày 15 tháng 9 năm 2022", "Bà Rịa - Vũng Tàu", "2022-09-15"),
        ("Kiên Giang,ngày 08 tháng 3 năm 2022.", "Kiên Giang", "2022-03-08"),
        ("Kiên Giang, ngày29 tháng 3 năm 2022 `", "Kiên Giang", "2022-03-29"),
        ("Quảng Ngãi. ngày 11 tháng 8 năm 2022", "Quảng Ngãi", "2022-08-11"),
        ("Cân Tho, ngày 12 tháng 5 năm 2023", "Cần Thơ", "2023-05-12"),
        ("phô Phú Quốc, ngày 12 tháng 5 năm 2023", "phố Phú Quốc", "2023-05-12"),
    ],
)
def test_place_and_date_of_the_head(printed: str, place: str, issued: str) -> None:
    assert read(printed) == (place, issued)
    assert mark(text_rows(printed))[0].sign is Sign.DATE


@pytest.mark.parametrize(
    "printed",
    [
        "Kiên Giang, ngày    tháng 02 năm 2025",
        "Kiên Giang, ngày À2 tháng 10 năm 2017",
        "Kiên Giang, ngày lồ tháng 10 năm 2017",
        "Kiên Giang, ngày &9 tháng 3 năm 2018",
        "Kiên Giang, ngày 84 tháng 5 năm 2019",
        "Kiên Giang, ngày 31 tháng 02 năm 2019",
    ],
)
def test_a_day_that_cannot_be_read_gives_no_date_but_keeps_the_place(printed: str) -> None:
    assert read(printed) == ("Kiên Giang", None)


@pytest.mark.parametrize(
    "text",
    [
        "Sáng ngày 17 tháng 10 năm 2021, tại trụ sở Ủy ban nhân dân tỉnh, Sở đã họp.",
        "Ngày 31-8-2021, Ban Thường vụ Huyện ủy họp.",
        "01.09.2021",
        "19:28:39 +07:00",
        "Thời gian ký: 29.05.2021 10:11:12 +07:00",
        "(từ ngày 01 tháng 9 năm 2021 đến hết ngày 15 tháng 9 năm 2021)",
    ],
)
def test_days_of_events_and_of_electronic_signatures_are_no_place_and_date(text: str) -> None:
    assert mark(text_rows(text))[0].sign is not Sign.DATE


def test_the_first_place_line_counts() -> None:
    assert read("An Giang, ngày 02 tháng 6 năm 2022\nLong An, ngày 05 tháng 6 năm 2022") == ("An Giang", "2022-06-02")


@pytest.mark.parametrize(
    ("printed", "issuer", "place"),
    [
        ("Ninh Hỏi", "Ủy ban nhân dân huyện Ninh Hải", "Ninh Hải"),
        ("Thanh Hóa", "Ủy ban nhân dân huyện Thạnh Hóa, tỉnh Long An", "Thạnh Hóa"),
        ("Phan Rang", "Ủy ban nhân dân tỉnh Ninh Thuận", "Phan Rang"),
        ("Hà Nội", "Ủy ban nhân dân thành phố Hà Nội", "Hà Nội"),
        ("Ninh Thuậm", "Tỉnh ủy Ninh Thuận", "Ninh Thuận"),
        ("là Nội", "Văn phòng Chính phủ", "Hà Nội"),
        ("Hải Phòng", "Văn phòng Chính phủ", "Hải Phòng"),
        ("Tân Tạo", "Tỉnh ủy Ninh Thuận", "Tân Tạo"),
        ("Minh Thượng", "Ủy ban nhân dân huyện U Minh Thượng", "U Minh Thượng"),
        ("Minh Thượng", "Ủy ban nhân dân huyện Minh Thượng", "Minh Thượng"),
        ("Bình Minh", "Ủy ban nhân dân thị trấn Tân Bình Minh", "Bình Minh"),
    ],
)
def test_the_place_is_spelt_as_in_the_issuers_name(printed: str, issuer: str, place: str):
    agreed = agreed_place(found(printed), found(issuer))
    assert isinstance(agreed, Found)
    assert agreed.value == place


def test_a_dash_for_a_blank_in_the_date_line():
    assert read("Kiên Giang, ngày 24 tháng 6-năm-2023") == ("Kiên Giang", "2023-06-24")


def test_a_four_that_fell_into_its_bar_and_its_stem():
    assert read("Kiên Giang, ngày 19 tháng 5 năm 202-1") == ("Kiên Giang", "2024-05-19")
    assert read("Kiên Giang, ngày 19 tháng 5 năm 202-19")[1] is None


def test_of_a_place_that_was_hardly_read_a_third_of_the_letters_may_be_others():
    issuer = found("Sở Nội vụ tỉnh Bắc Giang")
    doubted, sure = (agreed_place(found("Hắc Cang", confidence=share), issuer) for share in (0.7, 0.9))
    assert doubted is not None
    assert (doubted.value, doubted.confidence) == ("Bắc Giang", 0.7)
    assert sure is not None
    assert sure.value == "Hắc Cang"


def test_a_places_first_letter_that_the_issuer_has_is_not_sure():
    lost = agreed_place(found("Minh Thượng", confidence=0.99), found("Ủy ban nhân dân huyện U Minh Thượng"))
    assert lost is not None
    assert lost.confidence < 0.9

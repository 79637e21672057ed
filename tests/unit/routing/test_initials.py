"""Codes of the letterhead's own words, staff by what they do, and other shorthand that offices use of themselves."""

import datetime as dt

import pytest

from tasks.core.routing.items import is_publication
from tasks.core.routing.pieces import Away, Leftover, Member, Target, View
from tasks.core.routing.resolve import resolve
from tasks.stations.routing import load_registry
from tests.unit.routing.made import view_of

DAY = dt.date(2023, 8, 2)


def of(names: tuple[str, ...], near: str) -> View:
    return View(load_registry(), near, DAY, tuple(map(Member, names)))


def said(words: str, view: View) -> list[str]:
    """Ids of entries, or why a piece is none."""
    return [piece.entry.id if isinstance(piece, Target) else piece.reason for piece in resolve(words, view)]


def test_a_code_of_the_body_above_is_that_body() -> None:
    above = of(("Cảng vụ Hàng không Mây Gió", "Cục Hàng không Việt Nam"), "da-nang")
    assert said("Cục HKVN (b/c)", above) == ["tw/bgtvt/hang-khong"]
    assert said("Cục HKVN (b/c)", view_of("gia-lai/so-y-te", DAY)) == ["unknown"]


def test_two_letters_stand_for_a_names_first_words_alone() -> None:
    union = of(("Liên minh Hợp tác xã tỉnh Nam Định",), "nam-dinh")
    assert said("Thường trực LM HTX", union) == ["own_house"]
    assert said("Thường trực HT", union) == ["unknown"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("CHV Trần Đức An", ("Chi cục Thi hành án dân sự huyện Yên Bình",)),
        ("Công chứng viên của Phòng", ("Phòng Công chứng số 9", "Sở Tư pháp tỉnh Yên Bái")),
        ("Công chức tiếp nhận", ("Trung tâm Mây gió",)),
        ("Giảng viên chủ nhiệm lớp", ("Trường Chính trị tỉnh Yên Bái",)),
        ("Hội đồng Trường, BGH", ("Đảng ủy Trường Đại học Mây Gió",)),
        ("Kiểm toán trưởng", ("Kiểm toán nhà nước khu vực IV",)),
    ],
)
def test_people_of_an_unlisted_house(words: str, names: tuple[str, ...]) -> None:
    assert set(said(words, of(names, "yen-bai"))) == {"own_house"}


def test_cells_of_a_committee_are_a_set() -> None:
    pieces = resolve("Các chi bộ", of(("Đảng ủy Trường Đại học Mây Gió",), "binh-dinh"))
    assert [(piece.reason, piece.noted) for piece in pieces if isinstance(piece, Leftover)] == [("open_set", True)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("STC tỉnh Đồng Nai", ["dong-nai/so-tai-chinh"]),
        ("Chi nhánh VPĐKĐĐ huyện Chư Sê", ["gia-lai/chu-se/vp-dat-dai"]),
        ("CN VPĐKĐĐ huyện Chư Sê", ["gia-lai/chu-se/vp-dat-dai"]),
        ("Công an KKT", ["branch"]),
        ("TKCS Mây Gió", ["branch"]),
        ("Khối DV các xã", ["open_set"]),
        ("Trưởng BĐD HĐQT tỉnh", ["open_set"]),
        ("TT KSBT tỉnh", ["hospital"]),
        ("ACV", ["company"]),
        ("PGD Mây Gió", ["branch"]),
    ],
)
def test_common_shorthand(words: str, expected: list[str]) -> None:
    assert said(words, view_of("gia-lai/so-y-te", DAY)) == expected


def test_an_unknown_code_of_a_place_stays_unknown() -> None:
    assert said("SMG tỉnh Đồng Nai", view_of("gia-lai/so-y-te", DAY)) == ["unknown"]


def test_learners_are_persons() -> None:
    pieces = resolve("Các đồng chí học viên lớp K3", of(("Trường Chính trị tỉnh Yên Bái",), "yen-bai"))
    assert [piece.reason for piece in pieces if isinstance(piece, Away)] == ["person"]


@pytest.mark.parametrize("words", ["Trang tin điện tử Cục", "Trang nội bộ KBNN", "Fanpage Công an tỉnh"])
def test_where_a_letter_is_shown_is_no_recipient(words: str) -> None:
    assert is_publication(words, view_of("gia-lai/so-y-te", DAY))


@pytest.mark.parametrize(
    ("words", "issuer", "meant"),
    [
        ("Sở XD Hưng Yên", "tw/bxd", "hung-yen/so-xay-dung"),
        ("Sở NV", "gia-lai/so-y-te", "gia-lai/so-noi-vu"),
        ("Sở TC tỉnh Kon Tum", "gia-lai/so-y-te", "kon-tum/so-tai-chinh"),
    ],
)
def test_a_department_by_its_code_without_the_s(words: str, issuer: str, meant: str) -> None:
    assert [piece.entry.id for piece in resolve(words, view_of(issuer, dt.date(2023, 8, 2))) if isinstance(piece, Target)] == [
        meant
    ]

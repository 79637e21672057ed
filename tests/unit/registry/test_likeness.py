"""Whether words may be a listed name that was misread, shortened or abbreviated."""

import datetime as dt

import pytest

from tasks.core.registry.likeness import codes_in, may_be
from tasks.stations.routing import load_registry

OLD = dt.date(2021, 9, 6)
NOW = dt.date(2025, 10, 10)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("phong tu nhap", "phong tu phap ha tien"),  # fewer than half of the words
        ("so noi vu", "so ngoai vu"),
        ("bo y te", "so y te"),
        ("chi cuc thuy loi", "cuc thuy loi"),
        ("trung tam van hoa", "trung tam y te"),
    ],
)
def test_other_names_are_not_taken_for_misread_ones(asked: str, name: str) -> None:
    assert not may_be(asked.split(), name.split())


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("phong tu nhap ha tien", "phong tu phap ha tien"),
        ("so thong tin na truien thong", "so thong tin truien thong"),  # và, misread
        ("cuc quan li de dieu", "cuc quan li de dieu phong chong thien tai"),
        ("cuc thi hanh am dan su", "cuc thi hanh an dan su"),
        ("van phong dangki dat dai", "van phong dang ki dat dai"),
        ("uc quan li cong san", "cuc quan li cong san"),
        ("kho bac nha nuoc khu vuc xxi", "kho bac nha nuoc khu vuc xx"),
        ("vien kiem sat dan thanh pho", "vien kiem sat nhan dan thanh pho"),
    ],
)
def test_what_reading_makes_of_a_name_may_be_it(asked: str, name: str) -> None:
    assert may_be(asked.split(), name.split())


def test_a_code_stands_for_the_words_it_begins() -> None:
    assert codes_in("Cục QLĐĐ và PCTT") == {"qldd", "pctt"}
    name = ["cuc", "quan", "li", "de", "dieu", "phong", "chong", "thien", "tai"]
    assert may_be(["cuc", "qldd", "pctt"], name, {"qldd", "pctt"})
    assert not may_be(["cuc", "qldd", "pctt"], name)


def test_a_body_of_another_place_is_meant_only_where_its_place_is_said() -> None:
    name = ["phong", "ke", "hoach", "tai", "chinh", "cao", "phong"]
    assert not may_be(["phong", "ke", "hoach", "tai", "chinh"], name, (), ("cao", "phong"))
    assert may_be(["phong", "ke", "hoach", "tai", "chanh", "cao", "phong"], name, (), ("cao", "phong"))


@pytest.mark.parametrize(
    ("words", "near", "day", "entries"),
    [
        ("Phòng Tư nháp Hà Tiên", "kien-giang/ubnd", OLD, ["kien-giang/ha-tien/phong-tu-phap"]),
        ("Trung tâm Phục vụ hành chính", "kien-giang/ubnd", OLD, ["kien-giang/hcc"]),
        ("Sở Ngoại vụ", "gia-lai/so-y-te", OLD, []),
        ("Kho bạc Nhà nước khu vực XXIV", "nghe-an/ubnd", OLD, []),  # regions of 2025
    ],
)
def test_the_listed_bodies_that_a_name_may_be(words: str, near: str, day: dt.date, entries: list[str]) -> None:
    assert [entry.id for entry in load_registry().nearly(words, on=day, near=near)] == entries


def test_a_code_is_not_another_code_misread() -> None:
    assert load_registry().best("Cục CST", on=dt.date(2023, 5, 5), near="gia-lai/so-y-te") is None

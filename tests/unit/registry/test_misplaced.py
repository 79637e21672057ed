"""Names of local bodies whose place was misread, run together or abbreviated."""

import datetime as dt

import pytest

from tasks.core.registry.likeness import may_be
from tasks.core.registry.misplaced import is_misplaced
from tasks.stations.routing import load_registry

OLD = dt.date(2021, 9, 6)


@pytest.mark.parametrize(
    "asked",
    ["phong noi vu vinb thuam", "phong noi vu vinhthuan", "phong noi vu huienvinh thuan", "phong noi vu vt", "phong noi vu hvt"],
)
def test_the_place_may_be_misread_where_the_body_is_not(asked: str) -> None:
    assert is_misplaced(asked.split(), ["phong", "noi", "vu", "huien", "vinh", "thuan"], ["vinh", "thuan"])


@pytest.mark.parametrize(
    ("asked", "name", "place"),
    [
        ("phong noi vu", "phong noi vu vinh thuan", "vinh thuan"),
        ("phong noi vu ma lam", "phong noi vu vinh thuan", "vinh thuan"),
        ("phong nai vu vinb thuam", "phong noi vu vinh thuan", "vinh thuan"),  # the body's name is another one
        ("uy ban nhan dan xa thach that", "uy ban nhan dan huien thach that", "thach that"),  # a commune
        ("bao vinh thuam", "bao vinh thuan", "vinh thuan"),  # one word is no kind of body
    ],
)
def test_other_bodies_and_places_are_not_meant(asked: str, name: str, place: str) -> None:
    assert not is_misplaced(asked.split(), name.split(), place.split())


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("PGD&ĐT huyện GR", "kien-giang/giong-rieng/phong-gddt"),
        ("Phòng KTHT AB", "kien-giang/an-bien/phong-kt-ht"),
        ("Sở Giáo dục và ĐT", "kien-giang/so-gddt"),  # ĐT is đầu tư too
        ("Ban Văn hóa - Xã hội tỉnh", "kien-giang/hdnd/ban-van-hoa-xa-hoi"),
    ],
)
def test_what_a_name_may_be_stands_first(name: str, entry: str) -> None:
    assert load_registry().nearly(name, on=OLD, near="kien-giang/ubnd")[0].id == entry


def test_a_set_is_no_place() -> None:
    assert not load_registry().nearly("Thanh tra các sở, ngành", on=OLD, near="phu-yen/thanh-tra")


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("cuc quan li xuat nhap camb", "cuc quan li xuat nhap canh"),  # no word of the language
        ("cuc van hoa co s", "cuc van hoa co so"),  # cut off at the edge of the paper
        ("so lao dong thuong binh ta xa hoi", "so lao dong thuong binh xa hoi"),  # và, misread
        ("phong kinh te vaha tang", "phong kinh te ha tang"),
    ],
)
def test_words_that_are_none_were_misread(asked: str, name: str) -> None:
    assert may_be(asked.split(), name.split())


@pytest.mark.parametrize(
    ("asked", "name"),
    [("uy ban nhan dan xa", "uy ban nhan dan"), ("cuc quan li rung bien", "cuc quan li xuat nhap canh")],
)
def test_words_of_the_language_are_themselves(asked: str, name: str) -> None:
    assert not may_be(asked.split(), name.split())

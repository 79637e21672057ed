"""Who is meant by a printed name, seen from the issuer's place and the letter's date."""

import datetime as dt
import unicodedata

import pytest

from tasks.core.registry.registry import Registry
from tasks.stations.routing import load_registry

IN_2021 = dt.date(2021, 9, 6)
IN_2026 = dt.date(2026, 3, 2)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def meant(registry: Registry, name: str, near: str | None = None, on: dt.date | None = IN_2021) -> str | None:
    match = registry.best(name, on=on, near=near)
    return match.entry.id if match else None


@pytest.mark.parametrize(
    ("name", "near", "expected"),
    [
        ("Sở Y tế", "kien-giang/ubnd", "kien-giang/so-y-te"),
        ("Sở Y tế", "long-an/ubnd", "long-an/so-y-te"),
        ("Sở Y tế tỉnh Kiên Giang", "long-an/ubnd", "kien-giang/so-y-te"),
        ("SỞ Y TẾ KIÊN GIANG", None, "kien-giang/so-y-te"),
        ("Sở GD&ĐT", "long-an/ubnd", "long-an/so-gddt"),
        ("Bộ CHQS tỉnh", "nghe-an/ubnd", "nghe-an/bchqs"),
        ("TT. TU", "long-an/ubnd", "long-an/tinh-uy/thuong-truc"),
        ("Các đồng chí Thường vụ Tỉnh ủy", "ninh-thuan/tinh-uy", "ninh-thuan/tinh-uy/ban-thuong-vu"),
        ("Thường vụ Huyện ủy", "kien-giang/giong-rieng/ubnd", "kien-giang/giong-rieng/huyen-uy"),
        ("CT UBND tỉnh", "kien-giang/so-y-te", "kien-giang/ubnd/chu-tich"),
        ("Các PCVP", "long-an/ubnd", "long-an/vp-ubnd/pho-chanh-van-phong"),
        ("Phòng KGVX", "kien-giang/vp-ubnd", "kien-giang/vp-ubnd/kgvx"),
        ("KGVX", "tw/vpcp", "tw/vpcp/kgvx"),
        ("VP TW Đảng", None, "tw/vp-tw-dang"),
        ("Văn phòng T.Ư Đảng", None, "tw/vp-tw-dang"),
        ("BỘ TƯ PHÁP", None, "tw/btp"),
        ("UBND TP. Cần Thơ", "kien-giang/ubnd", "can-tho/ubnd"),
        ("Thành ủy", "can-tho/ubnd", "can-tho/tinh-uy"),
        ("UBND Quận 1", "ho-chi-minh/ubnd", "ho-chi-minh/1/ubnd"),
        ("UBND thị xã Kỳ Anh", "ha-tinh/ubnd", "ha-tinh/thi-xa-ky-anh/ubnd"),
        ("UBND huyện Kỳ Anh", "ha-tinh/ubnd", "ha-tinh/huyen-ky-anh/ubnd"),
    ],
)
def test_a_name_is_understood_from_where_the_issuer_stands(registry: Registry, name: str, near: str | None, expected: str):
    assert meant(registry, name, near) == expected


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Sở Y tế", None),  # of which province?
        ("Sở Y tế", "tw/vpcp"),
        ("UBND", "kien-giang/ubnd"),  # of which level?
        ("Thanh tra", "kien-giang/so-y-te"),  # the department's own, not the province's
        ("Văn phòng", "kien-giang/so-y-te"),
        ("Lãnh đạo Văn phòng", "kien-giang/so-y-te"),
        ("CT", "kien-giang/so-y-te"),
        ("UBND Kỳ Anh", "ha-tinh/ubnd"),  # the town or the district?
        ("UBND huyện Châu Thành", None),  # ten provinces have one
        ("Sở Ngoại vụ", "ninh-thuan/ubnd"),  # it has none
        ("huyện", "kien-giang/ubnd"),
        ("", "kien-giang/ubnd"),
        ("...", "kien-giang/ubnd"),
    ],
)
def test_what_may_be_several_or_none_is_nobody(registry: Registry, name: str, near: str | None):
    assert meant(registry, name, near) is None


def test_the_same_district_name_is_of_the_issuers_province(registry: Registry):
    assert meant(registry, "UBND huyện Châu Thành", "kien-giang/ubnd") == "kien-giang/chau-thanh/ubnd"
    assert meant(registry, "UBND huyện Châu Thành", "long-an/ubnd") == "long-an/chau-thanh/ubnd"
    assert meant(registry, "UBND huyện Châu Thành, tỉnh Long An", "kien-giang/ubnd") == "long-an/chau-thanh/ubnd"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sở Tái chinh", "long-an/so-tai-chinh"),  # marks lost
        ("UBND huyện Vinh Hung", "long-an/vinh-hung/ubnd"),
        ("SởYtế", "long-an/so-y-te"),  # words run together
        ("Sở Nôị vụ", "long-an/so-noi-vu"),
        ("Sở Khoa hoc và Công nghê", "long-an/so-khcn"),
        ("Sở Tài nguyên và Môi trườmg", "long-an/so-tnmt"),  # one letter misread into no syllable
        ("UBND huyện Tân Hưnq", "long-an/tan-hung/ubnd"),
    ],
)
def test_damaged_names_are_still_found(registry: Registry, name: str, expected: str):
    assert meant(registry, name, "long-an/ubnd") == expected


@pytest.mark.parametrize(
    "name",
    [
        "UBND huyện Tân Hùng Phú",
        "UBND huyện Tận Thành",  # Tân Thạnh is here, a Tân Thành might be elsewhere
        "Sở Y học",
        "Sở Tài nguyên",
        "UBND huyện Bình Hưng",  # one letter from Vĩnh Hưng's and Tân Hưng's neighbours, and a name of its own
        "Ban Chỉ đạo phòng, chống dịch",
    ],
)
def test_a_sibling_is_never_taken_for_a_name_that_is_not_there(registry: Registry, name: str):
    match = registry.best(name, on=IN_2021, near="long-an/ubnd")
    assert match is None or match.how == "folded"
    if match is not None:
        assert registry.keys.folded(name) in {registry.keys.folded(said) for said in match.entry.local_names["long-an"]}


def test_a_district_of_2021_named_later_comes_as_its_successor(registry: Registry):
    match = registry.best("UBND huyện Châu Thành", on=IN_2026, near="kien-giang/ubnd")
    assert match is not None
    assert match.entry.id == "an-giang/ubnd"
    assert match.ended is not None
    assert match.ended.id == "kien-giang/chau-thanh/ubnd"


def test_succession_is_followed_to_the_body_that_stands(registry: Registry):
    """Sở Kế hoạch và Đầu tư went into Sở Tài chính, and Kiên Giang into An Giang."""
    match = registry.best("Sở Kế hoạch và Đầu tư tỉnh Kiên Giang", on=IN_2026)
    assert match is not None
    assert match.entry.id == "an-giang/so-tai-chinh"


def test_a_body_that_is_not_there_yet_is_not_meant(registry: Registry):
    assert meant(registry, "Bộ Nông nghiệp và Môi trường", on=IN_2021) is None
    assert meant(registry, "Bộ Nông nghiệp và Môi trường", on=IN_2026) == "tw/bnnmt"


def test_committees_of_the_national_assembly_by_their_names_of_the_day(registry: Registry):
    old = "Ủy ban Văn hóa, GDTNTNNĐ của QH"
    assert meant(registry, old, on=dt.date(2021, 5, 29)) == "tw/qh-vhgdtntnnd"
    assert meant(registry, old, on=dt.date(2021, 10, 27)) == "tw/qh-van-hoa-giao-duc"
    assert meant(registry, "UB Xã hội của QH", on=dt.date(2021, 10, 27)) == "tw/qh-xa-hoi"


def test_both_unicode_forms_and_both_placements_of_tones_are_one_name(registry: Registry):
    assert meant(registry, unicodedata.normalize("NFD", "Sở Nội vụ"), "long-an/ubnd") == "long-an/so-noi-vu"
    assert meant(registry, "UBND tỉnh Hoà Bình") == meant(registry, "UBND tỉnh Hòa Bình") == "hoa-binh/ubnd"


def test_what_is_not_sure_comes_with_its_best_candidates(registry: Registry):
    found = registry.suggest("Trung tâm hành chính công", near="long-an/ubnd")
    assert "long-an/hcc" in [match.entry.id for match in found]
    assert all(match.score < 0.85 for match in found)

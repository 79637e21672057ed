"""Rooms, Party boards and unions of a commune, regions of central bodies, boards of what was a general department."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tasks.core.routing.pieces import Member, Target, View
from tasks.core.routing.resolve import resolve
from tasks.stations.routing import load_registry

if TYPE_CHECKING:
    from schemas.registry import Entry

NOW = dt.date(2025, 5, 14)
SINCE_JULY = dt.date(2025, 10, 14)


def said(words: str, near: str, day: dt.date = SINCE_JULY) -> list[str]:
    registry = load_registry()
    house: list[Entry] = []
    entry = registry.get(near)
    while entry is not None:
        house.append(entry)
        entry = registry.get(entry.parent) if entry.parent else None
    view = View(registry, near, day, tuple(Member(one.name, one) for one in house[:2]))
    return [piece.entry.id if isinstance(piece, Target) else piece.reason for piece in resolve(words, view)]


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("Phòng Kinh tế xã Hòa Vang", "xa-hoa-vang/phong-kinh-te"),
        ("Phòng Kinh tế, Hạ tầng và Đô thị phường Hải Châu", "phuong-hai-chau/phong-kinh-te"),
        ("Phòng VHXH xã Hòa Vang", "xa-hoa-vang/phong-vhxh"),
        ("Trung tâm Phục vụ hành chính công xã Hòa Vang", "xa-hoa-vang/ttpvhcc"),
        ("Đoàn Thanh niên xã Hòa Vang", "xa-hoa-vang/doan-thanh-nien"),
        ("Đoàn xã Hòa Vang", "xa-hoa-vang/doan-thanh-nien"),
        ("Hội LHPN phường Hải Châu", "phuong-hai-chau/hoi-lhpn"),
        ("UBKT Đảng ủy xã Hòa Vang", "xa-hoa-vang/uy-ban-kiem-tra"),
    ],
)
def test_rooms_boards_and_unions_of_a_commune(words: str, end: str) -> None:
    assert said(words, "da-nang/so-y-te") == [f"da-nang/{end}"]


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("Trưởng phòng Văn hóa - Xã hội các xã, phường", "/phong-vhxh"),
        ("Phòng Kinh tế các xã, phường", "/phong-kinh-te"),
        ("Đoàn xã, phường", "/doan-thanh-nien"),
    ],
)
def test_those_of_all_communes(words: str, end: str) -> None:
    found = said(words, "da-nang/tinh-doan")
    assert len(found) == 93
    assert all(one.endswith(end) for one in found)


def test_a_province_says_its_own_without_a_commune() -> None:
    assert said("Hội Nông dân thành phố", "da-nang/so-y-te") == ["da-nang/hoi-nong-dan"]
    assert said("Phòng Kinh tế", "da-nang/xa-hoa-vang/ubnd") == ["da-nang/xa-hoa-vang/phong-kinh-te"]


def test_all_regions_of_a_central_body() -> None:
    found = said("Trưởng Ban Tài vụ - Quản trị, Chi cục trưởng Chi cục Hải quan các khu vực", "tw/btc/cuc-hai-quan")
    assert found == ["tw/btc/cuc-hai-quan", *(f"tw/btc/cuc-hai-quan/kv-{n}" for n in _ROMAN)]


_ROMAN = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
)


def test_a_branch_has_rooms_and_its_centre_has_departments() -> None:
    assert said("Vụ Tín dụng các ngành kinh tế", "tw/nhnn/kv-9", NOW) == ["tw/nhnn"]
    assert said("Ban Lãnh đạo Chi nhánh", "tw/nhnn/kv-9", NOW) == ["tw/nhnn/kv-9"]
    assert said("Ban KTNB, CNTT", "tw/btc/bhxh", NOW) == ["tw/btc/bhxh"]


def test_kinds_of_place_hold_for_two_departments() -> None:
    found = said("Sở VHTTDL, Sở VHTT các tỉnh, thành phố", "tw/bvhttdl/cuc-vhcsgdtv")
    assert "unknown" not in found
    assert len(set(found)) == 34


@pytest.mark.parametrize(
    ("words", "reason"),
    [("Các TCTD trên địa bàn", "bank"), ("Công đoàn Giáo dục thành phố", "branch"), ("Công đoàn các KCN", "branch")],
)
def test_outsiders_by_their_form(words: str, reason: str) -> None:
    assert said(words, "da-nang/so-gddt") == [reason]


def test_the_front_and_the_unions_of_a_commune_are_its_own() -> None:
    home = "lao-cai/xa-bao-thang"
    ends = ("mttq", "cong-doan", "hoi-lhpn", "hoi-nong-dan", "hoi-ccb", "doan-thanh-nien")
    assert said("UBMTTQ và các đoàn thể xã", f"{home}/dang-uy") == [f"{home}/{end}" for end in ends]
    rooms = ("phong-vhxh", "ttpvhcc", "phong-kinh-te", "vp-ubnd")
    assert said("Các phòng chuyên môn thuộc UBND xã", f"{home}/ubnd") == [f"{home}/{end}" for end in rooms]


def test_a_communes_bodies_said_without_its_level() -> None:
    home = "ha-noi/xa-phuc-tho"
    found = said("Thường trực Đảng ủy, HĐND, lãnh đạo UBND xã", f"{home}/mttq")
    assert found == [f"{home}/{end}" for end in ("dang-uy", "hdnd", "ubnd")]


def test_the_body_above_is_meant_by_its_whole_name() -> None:
    """A province's statistics were a Cục Thống kê too, until March 2025."""
    assert said("Cục Thống kê", "dong-thap/thong-ke", dt.date(2025, 4, 2)) == ["tw/btc/cuc-thong-ke"]


def test_an_abbreviation_in_two_parts_is_one() -> None:
    assert said("Sở NN và MT", "quang-ngai/ubnd") == ["quang-ngai/so-nnmt"]


def test_the_partys_committee_of_the_offices_is_not_the_provinces() -> None:
    assert said("Các ban Đảng, UBKT, Đảng ủy Khối", "nghe-an/vp-tinh-uy", dt.date(2024, 7, 11))[-1] == "nghe-an/dang-uy-khoi"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Ban đại diện CMHS", "association"),
        ("Trưởng các phố", "open_set"),
        ("Đội Thống kê các huyện", "branch"),
        ("Phòng giao dịch NHCSXH các huyện", "branch"),
    ],
)
def test_further_outsiders(words: str, reason: str) -> None:
    assert said(words, "da-nang/so-gddt") == [reason]


def test_who_holds_an_office_is_where_the_office_is() -> None:
    assert said("Đ/c Nguyễn Thành Công - PCT UBND tỉnh", "son-la/so-khcn") == ["son-la/ubnd/pho-chu-tich"]
    assert said("Ông Nguyễn Văn Công - Công ty TNHH Sao Mai", "son-la/so-khcn") == ["person"]


def test_ttr_of_a_committee_is_who_stands_for_it() -> None:
    home = "bac-ninh/xa-tan-yen"
    assert said("TTr Đảng ủy, HĐND xã", f"{home}/ubnd") == [f"{home}/dang-uy", f"{home}/hdnd"]


def test_a_ward_behind_a_list_of_communes_has_the_same_body() -> None:
    found = said("UBND các xã: Tài Văn, Liêu Tú; phường Vĩnh Châu", "can-tho/so-dan-toc-ton-giao")
    assert found == ["can-tho/xa-tai-van/ubnd", "can-tho/xa-lieu-tu/ubnd", "can-tho/phuong-vinh-chau/ubnd"]


def test_a_citys_union_says_the_provinces_by_its_level() -> None:
    assert said("Ban Thường vụ Hội LHPN tỉnh", "quang-binh/dong-hoi/hoi-lhpn", dt.date(2024, 9, 30)) == ["quang-binh/hoi-lhpn"]


def test_titles_that_say_the_body_need_only_its_level() -> None:
    assert said("Trưởng Thuế tỉnh", "dak-lak/thue") == ["dak-lak/thue"]
    assert said("Trưởng THADS tỉnh", "vinh-long/thads") == ["vinh-long/thads"]


def test_a_quarter_by_its_letter() -> None:
    assert said("UBND Q8", "ho-chi-minh/8/phong-gddt", dt.date(2021, 9, 17)) == ["ho-chi-minh/8/ubnd"]


@pytest.mark.parametrize("words", ["TT. Đỗ Xuân Tuyên", "TTr. Đặng Hoàng Oanh", "Bộ trưởng, TT Trần Quốc Phương"])
def test_a_vice_minister_by_his_short_title(words: str) -> None:
    assert set(said(words, "tw/byt/cuc-attp")) == {"tw/byt"}
    assert said("TT Đảng ủy Bộ", "tw/byt/cuc-attp") != ["tw/byt"]  # thường trực


def test_posts_of_districts_and_suppliers_of_water() -> None:
    assert said("Bưu điện các huyện", "hung-yen/so-xay-dung") == ["branch"]
    assert said("Các đơn vị cấp nước trên địa bàn tỉnh", "hung-yen/so-xay-dung") == ["company"]
    assert said("Đảng ủy các sở, ban, ngành", "gia-lai/dang-uy-ubnd") == ["open_set"]


def test_several_of_a_communes_own_are_told_each() -> None:
    home = "lai-chau/phuong-tan-phong"
    found = said("Trưởng Công an phường, CHT Ban CHQS phường", f"{home}/ubnd")
    assert found == [f"{home}/cong-an", f"{home}/bchqs"]
    assert said("Các khu phố, tổ dân phố", f"{home}/ubnd") == ["open_set"]

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

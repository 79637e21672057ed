"""Communes since 01/7/2025: named at home, with their province or as the only one; never by a name that may be another's."""

import datetime as dt
from functools import lru_cache

import pytest

from schemas.registry import RegistryFile
from tasks.adapters.registry_files import parse
from tasks.core.registry.expand import expand
from tasks.core.registry.issuer import read_letterhead
from tasks.core.registry.registry import Registry
from tasks.stations.routing import load_registry

NOW = dt.date(2025, 10, 14)
BEFORE = dt.date(2025, 6, 30)


@lru_cache(maxsize=1)
def made() -> Registry:
    """Two provinces with communes of our own: some of one name, some a letter apart."""
    text = """
abbreviations: {UBND: ủy ban nhân dân, TP: thành phố}
places:
  - {id: ha-an, name: Hà An, kind: tinh}
  - {id: ha-binh, name: Hà Bình, kind: thanh_pho_tw}
districts:
  - {province: ha-an, huyen: [Mây Nam], thi_xa: [Gió Lớn], valid_to: '2025-07-01'}
communes:
  - {province: ha-an, complete: true, valid_from: '2025-07-01', phuong: [Nắng = 6],
     xa: [Mây Trắng = 1, Mây Đông = 2, Tân Lâm = 10, Tam Lâm = 11, Sông Hà = 3, Sông Hạ = 4, Gió Lớn = 5]}
  - {province: ha-binh, complete: true, valid_from: '2025-07-01', xa: [Mây Trắng = 7, Đá Bạc = 8], phuong: [Biển An = 9]}
templates:
  - {each: province, entries: [{id: '{id}/ubnd', type: ubnd, short: [Ủy ban nhân dân], bare: false, codes: [UBND]}]}
  - {each: district, entries: [{id: '{id}/ubnd', type: ubnd_huyen, short: [Ủy ban nhân dân], bare: false}]}
  - each: commune
    entries:
      - {id: '{id}/ubnd', type: ubnd_xa, short: [Ủy ban nhân dân], bare: false}
      - {id: '{id}/vp', type: van_phong, short: [Văn phòng], inside: [Văn phòng], parent: '{id}/ubnd'}
"""
    return Registry(expand([RegistryFile.model_validate(parse(text.encode()))]), version="made")


def best(name: str, near: str | None = "ha-an/ubnd", on: dt.date | None = NOW) -> str | None:
    match = made().best(name, near=near, on=on)
    return match.entry.id if match else None


@pytest.mark.parametrize(
    ("name", "near", "desk"),
    [
        ("UBND xã Mây Trắng", "ha-an/ubnd", "ha-an/xa-may-trang/ubnd"),
        ("UBND xã Mây Trắng", "ha-binh/ubnd", "ha-binh/xa-may-trang/ubnd"),
        ("UBND xã Mây Trắng, TP Hà Bình", "ha-an/ubnd", "ha-binh/xa-may-trang/ubnd"),
        ("UBND xã Mây Trắng, Hà Bình", None, "ha-binh/xa-may-trang/ubnd"),
        ("UBND xã Mây Trắng", None, None),  # of two provinces
        ("UBND xã Đá Bạc", None, "ha-binh/xa-da-bac/ubnd"),  # the only one
        ("UBND xã Đá Bạc", "ha-an/ubnd", None),  # of another province than the one who writes
        ("UBND xã Mây Trắng", "ha-an/xa-may-dong/ubnd", "ha-an/xa-may-trang/ubnd"),
        ("UBND xã", "ha-an/xa-may-dong/ubnd", "ha-an/xa-may-dong/ubnd"),
        ("Văn phòng", "ha-an/xa-may-dong/ubnd", "ha-an/xa-may-dong/vp"),
        ("UBND phường Mây Trắng", "ha-an/ubnd", None),  # there is no such ward
        ("UBND Mây Trắng", "ha-an/ubnd", None),  # without its kind it may be anything
        ("UBND xa May Dong", "ha-an/ubnd", "ha-an/xa-may-dong/ubnd"),
        ("UBND xã Sông Hà", "ha-an/ubnd", "ha-an/xa-song-ha-3/ubnd"),
        ("UBND xã Sông Ha", "ha-an/ubnd", None),  # a mark lost: Hà or Hạ
        ("UBND xã Tan Lâm", "ha-an/ubnd", None),  # a mark lost of Tân Lâm, or a letter and no mark of Tam Lâm
        ("UBND xã Mây Trẳng", "ha-an/ubnd", "ha-an/xa-may-trang/ubnd"),  # no other place is called so
        ("UBND xã Mâv Trắng", "ha-an/ubnd", None),  # a letter misread is never mended: there are too many names
        ("UBND xã Mây Trắn", "ha-an/ubnd", None),
        ("UBND thị xã Gió Lớn", "ha-an/ubnd", None),  # no xã Gió Lớn
    ],
)
def test_a_commune_is_told_by_its_province(name: str, near: str | None, desk: str | None):
    assert best(name, near) == desk


@pytest.mark.parametrize("on", [BEFORE, None])
def test_until_its_first_day_the_name_is_another_ones(on: dt.date | None):
    assert best("UBND xã Mây Trắng", on=on) is None
    assert best("UBND xã Đá Bạc", None, on=on) is None
    assert made().group("UBND các xã, phường", near="ha-an/ubnd", on=on) is None


def test_all_communes_of_a_province_and_the_kinds_that_are_said():
    def members(phrase: str, near: str = "ha-an/ubnd") -> list[str]:
        group = made().group(phrase, near=near, on=NOW)
        return [entry.id for entry in group.members] if group else []

    assert len(members("UBND các xã, phường")) == 8
    assert members("UBND các phường") == ["ha-an/phuong-nang/ubnd"]
    assert len(members("UBND cấp xã", "ha-binh/ubnd")) == 3
    assert members("UBND các xã, phường trong cả nước") == []
    assert members("UBND các xã, phường", "ha-an/xa-may-dong/ubnd") == []  # which, says a commune, it doesn't say


@pytest.mark.parametrize(
    ("lines", "place", "on", "issuer"),
    [
        (["ỦY BAN NHÂN DÂN", "XÃ ĐÁ BẠC"], "Đá Bạc", NOW, "ha-binh/xa-da-bac/ubnd"),
        (["ỦY BAN NHÂN DÂN", "XÃ ĐÁ BẠC"], None, NOW, "ha-binh/xa-da-bac/ubnd"),
        (["ỦY BAN NHÂN DÂN", "XÃ ĐÁ BẠC"], "Mây Đông", NOW, None),  # its place line says another one
        (["ỦY BAN NHÂN DÂN", "XÃ MÂY TRẮNG"], "Mây Trắng", NOW, None),
        (["ỦY BAN NHÂN DÂN", "XÃ MÂY TRẮNG"], "Hà An", NOW, "ha-an/xa-may-trang/ubnd"),
        (["ỦY BAN NHÂN DÂN", "XÃ ĐÁ BẠC"], "Đá Bạc", BEFORE, None),
        (["ỦY BAN NHÂN DÂN", "XÃ ĐÁ BẠC"], "Đá Bạc", None, None),
    ],
)
def test_a_letterhead_of_a_commune(lines: list[str], place: str | None, on: dt.date | None, issuer: str | None):
    found = read_letterhead(made(), lines, place=place, on=on)
    assert (found.entry.id if found else None) == issuer


def test_communes_that_differ_in_one_letter_are_twins():
    here = made().entries.communes
    assert [place.id for place in made().communes.twins(here["ha-an/xa-song-ha-3"])] == ["ha-an/xa-song-ha-4"]
    assert made().communes.twins(here["ha-an/xa-may-dong"]) == []
    assert made().has_twin(made().entries["ha-an/xa-song-ha-4/ubnd"])


def test_their_entries_are_made_when_asked_for():
    entries = made().entries
    assert "ha-an/xa-may-dong/ubnd" in entries
    assert "ha-an/xa-may-dong/ubnd" not in entries.listed
    assert entries["ha-an/xa-may-dong/ubnd"].name == "Ủy ban nhân dân xã Mây Đông, tỉnh Hà An"
    assert entries.get("ha-an/xa-may-dong/hoi") is None
    assert "ha-an/xa-may-tay/ubnd" not in entries
    assert len(entries) == len(list(entries)) == len(entries.listed) + 22


def test_a_file_may_say_otherwise_of_one_commune():
    made_so = """
places: [{id: ha-an, name: Hà An, kind: tinh}]
communes: [{province: ha-an, xa: [Mây, Gió], valid_from: '2025-07-01'}]
templates: [{each: commune, entries: [{id: '{id}/ubnd', short: [UBND]}]}]
entries: [{id: ha-an/xa-may/ubnd, name: UBND xã Mây của Hà An, queue: null}]
add_aliases: {ha-an/xa-gio/ubnd: [Nhà Gió]}
"""
    registry = Registry(expand([RegistryFile.model_validate(parse(made_so.encode()))]), version="made")
    assert registry.entries["ha-an/xa-may/ubnd"].queue is None
    assert registry.entries.at("ha-an/xa-may") == (registry.entries["ha-an/xa-may/ubnd"],)
    found = registry.best("Nhà Gió", on=NOW, near="ha-an")
    assert found is not None
    assert found.entry.id == "ha-an/xa-gio/ubnd"


def test_who_comes_nearest_is_shown_to_a_person():
    near = made().suggest("UBND xã Mâv Trắng", on=NOW, near="ha-an/ubnd")
    assert near[0].entry.id == "ha-an/xa-may-trang/ubnd"


def test_communes_cost_nothing_until_they_are_named():
    registry = load_registry()
    assert len(registry.entries.listed) < 35_000 < len(registry.entries)
    assert not any(entry.level == "commune" for entry in registry.entries.listed.values())

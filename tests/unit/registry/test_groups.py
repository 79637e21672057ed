"""Group phrases mean their members on the letter's date, and a phrase with a word over means no group."""

import datetime as dt

import pytest

from tasks.core.registry.registry import Registry
from tasks.stations.routing import load_registry

IN_2021 = dt.date(2021, 9, 6)
IN_2025 = dt.date(2025, 9, 1)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def members(registry: Registry, phrase: str, near: str, on: dt.date = IN_2021) -> list[str]:
    group = registry.group(phrase, on=on, near=near)
    return [entry.id for entry in group.members] if group else []


@pytest.mark.parametrize(
    ("phrase", "near", "number"),
    [
        ("UBND các huyện, thành phố", "kien-giang/ubnd", 15),
        ("Chủ tịch UBND các huyện, thành phố", "kien-giang/vp-ubnd", 15),
        ("UBND các huyện, thị xã, thành phố", "long-an/ubnd", 15),
        ("UBND các huyện, thành phố", "long-an/ubnd", 14),  # no thị xã is said, so none is meant
        ("UBND các huyện, thành phố", "ninh-thuan/so-y-te", 7),
        ("UBND huyện, thị xã, TP", "long-an/ubnd", 15),
        ("UBND cấp huyện", "kien-giang/ubnd", 15),
        ("Các huyện, thành ủy", "kien-giang/tinh-uy", 15),
        ("Các huyện ủy, thị ủy, thành ủy", "long-an/tinh-uy", 15),
        ("Các Bộ, cơ quan ngang bộ, cơ quan thuộc CP", "tw/vpcp", 30),
        ("Tỉnh ủy, UBND các tỉnh, TP trực thuộc TW", "tw/vpcp", 126),
        ("Tỉnh ủy, Thành ủy, UBND tỉnh, TP trực thuộc TW", "tw/vpcp", 126),
        ("UBND các tỉnh, thành phố trực thuộc Trung ương", "tw/byt", 63),
        ("Các tỉnh ủy, thành ủy trực thuộc Trung ương", "tw/vp-tw-dang", 63),
        ("Cơ quan Trung ương của các đoàn thể", "tw/vpcp", 5),
        ("Các ban Đảng tỉnh", "ninh-thuan/tinh-uy", 6),
    ],
)
def test_the_size_of_a_group_in_2021(registry: Registry, phrase: str, near: str, number: int):
    assert len(members(registry, phrase, near)) == number


def test_provinces_are_34_from_july_2025(registry: Registry):
    assert len(members(registry, "UBND các tỉnh, thành phố trực thuộc Trung ương", "tw/byt", IN_2025)) == 34
    assert len(members(registry, "UBND các tỉnh, thành phố", "tw/byt", dt.date(2025, 6, 30))) == 63


def test_there_are_no_districts_from_july_2025(registry: Registry):
    assert members(registry, "UBND các huyện, thành phố", "an-giang/ubnd", IN_2025) == []


def test_departments_and_the_bodies_that_a_word_adds(registry: Registry):
    departments = members(registry, "Giám đốc các sở", "kien-giang/ubnd")
    assert "kien-giang/so-du-lich" in departments
    assert "kien-giang/cong-an" not in departments
    branches = members(registry, "Các sở, ban, ngành cấp tỉnh", "kien-giang/ubnd")
    assert {"kien-giang/cong-an", "kien-giang/ban-dan-toc", "kien-giang/thanh-tra", *departments} <= set(branches)
    assert "kien-giang/mttq" not in branches
    masses = members(registry, "Các sở, ban ngành, mặt trận, đoàn thể tỉnh", "kien-giang/ubnd")
    assert set(masses) - set(branches) == {
        f"kien-giang/{b}" for b in ("mttq", "ldld", "hoi-nong-dan", "hoi-lhpn", "tinh-doan", "hoi-ccb")
    }


def test_heads_of_a_group_are_known_as_heads(registry: Registry):
    assert registry.group("Thủ trưởng các sở, ban, ngành", near="long-an/ubnd", on=IN_2021).heads  # type: ignore[union-attr]
    assert not registry.group("Các sở, ban, ngành", near="long-an/ubnd", on=IN_2021).heads  # type: ignore[union-attr]


def test_a_named_province_is_meant_whoever_writes(registry: Registry):
    assert members(registry, "Các sở, ngành tỉnh Long An", "kien-giang/ubnd")[0].startswith("long-an/")


@pytest.mark.parametrize(
    "phrase",
    [
        "các ngành có liên quan",
        "Các sở, ngành liên quan",
        "Thủ trưởng các đơn vị trực thuộc",
        "các địa phương",
        "UBND huyện",  # one, or all?
        "Sở",
        "Các phòng, ban",
        "BGĐ Sở",  # the department's own board, not boards and departments
        "Ban Lãnh đạo Sở",
        "Các huyện, thành ủy và tương đương",
        "Phòng Mây huyện, thị, thành phố",
        "Ban Thường vụ các huyện",  # whose, the word behind says: huyện ủy or huyện đoàn
        "Các ban",
        "các Ban UBMTTQ tỉnh",
    ],
)
def test_a_phrase_with_a_word_over_is_no_group(registry: Registry, phrase: str):
    assert members(registry, phrase, "kien-giang/ubnd") == []


def test_no_issuer_no_local_group(registry: Registry):
    assert registry.group("Các sở, ban, ngành cấp tỉnh", on=IN_2021) is None


def test_open_sets_are_known_by_their_words(registry: Registry):
    for phrase in (
        "Các đ/c Tỉnh ủy viên",
        "Các Thành viên BCĐQG phòng, chống dịch",
        "TV BCĐ của tỉnh",
        "ĐUTT",
        "Các BCS đảng, đảng đoàn",
    ):
        assert registry.open_set(phrase) is not None, phrase


def test_only_all_levels_opens_the_whole_phrase(registry: Registry):
    whole = registry.open_set("Mặt trận Tổ quốc và đoàn thể chính trị - xã hội các cấp")
    assert whole is not None
    assert whole.whole
    part = registry.open_set("Sở Y tế và các đơn vị có liên quan")
    assert part is not None
    assert not part.whole

"""A district's bodies said with another kind than the registry has."""

import datetime as dt

import pytest

from tasks.stations.routing import load_registry

DAY = dt.date(2023, 8, 2)


@pytest.mark.parametrize(
    ("words", "near", "entry"),
    [
        ("UBND huyện Bình Long", "binh-phuoc", "binh-phuoc/binh-long/ubnd"),  # a town since 2009
        ("UBND huyện Bình Long", None, "binh-phuoc/binh-long/ubnd"),
        ("Huyện ủy Bình Long", "binh-phuoc", "binh-phuoc/binh-long/huyen-uy"),
        ("UBND thị xã Quế Võ", "bac-ninh/ubnd", "bac-ninh/que-vo/ubnd"),
        ("Thường trực Huyện ủy", "quang-nam/hoi-an/vksnd", "quang-nam/hoi-an/huyen-uy"),
        ("Thường trực HĐND huyện", "quang-nam/hoi-an/vksnd", "quang-nam/hoi-an/hdnd"),
        ("Huyện đoàn", "quang-nam/hoi-an/vksnd", "quang-nam/hoi-an/huyen-doan"),
        ("Ban Thường vụ Huyện đoàn", "kien-giang/an-bien/ubnd", "kien-giang/an-bien/huyen-doan"),
        ("BTV Huyện đoàn An Biên", "kien-giang/tinh-doan", "kien-giang/an-bien/huyen-doan"),
        ("Ban Chấp hành Hội Nông dân huyện An Biên", "kien-giang/hoi-nong-dan", "kien-giang/an-bien/hoi-nong-dan"),
    ],
)
def test_a_town_that_is_called_a_district_is_known(words: str, near: str | None, entry: str) -> None:
    match = load_registry().best(words, on=DAY, near=near)
    assert match is not None
    assert match.entry.id == entry


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("UBND huyện", "kien-giang/ubnd"),  # of which?
        ("UBND thị xã", "kien-giang/an-bien/ubnd"),  # a neighbour, perhaps
        ("UBND huyện Mây Gió", "kien-giang/ubnd"),
        ("UBND huyện Châu Thành", "tw/bct"),  # several provinces have one
    ],
)
def test_who_is_not_said_stays_unknown(words: str, near: str) -> None:
    assert load_registry().best(words, on=DAY, near=near) is None


def test_both_a_town_and_a_district_of_one_name_keep_their_own() -> None:
    registry = load_registry()
    for kind in ("huyện", "thị xã"):
        match = registry.best(f"UBND {kind} Kỳ Anh", on=DAY, near="ha-tinh/ubnd")
        assert match is not None
        assert (match.entry.id == "ha-tinh/huyen-ky-anh/ubnd") is (kind == "huyện")

"""Offices of regions: one line of a file, one entry for each number; names that changed hands in 2025."""

import datetime as dt

import pytest
from pydantic import ValidationError

from schemas.registry import Entry, RegistryFile
from tasks.adapters.registry_files import parse
from tasks.core.registry.check import check
from tasks.core.registry.expand import expand, roman
from tasks.stations.routing import load_registry


def file(text: str) -> RegistryFile:
    return RegistryFile.model_validate(parse(text.encode()))


def best(name: str, near: str | None, on: str) -> str | None:
    match = load_registry().best(name, near=near, on=dt.date.fromisoformat(on))
    return match.entry.id if match else None


def test_one_line_makes_an_office_for_each_number():
    content = expand(
        [file("entries:\n  - {id: 'tw/may-{id}', numbers: III-VI, name: 'Trạm Mây khu vực {n}', aliases: ['TM {n}']}\n")]
    )
    assert [(one.id, one.name, one.aliases) for one in content.entries.values()] == [
        ("tw/may-iii", "Trạm Mây khu vực III", ("TM III",)),
        ("tw/may-iv", "Trạm Mây khu vực IV", ("TM IV",)),
        ("tw/may-v", "Trạm Mây khu vực V", ("TM V",)),
        ("tw/may-vi", "Trạm Mây khu vực VI", ("TM VI",)),
    ]


def test_numbers_in_figures():
    content = expand([file("entries:\n  - {id: 'tw/gio-{id}', numbers: 9-11, name: 'Trạm Gió Khu vực {n}'}\n")])
    assert [one.name for one in content.entries.values()] == [f"Trạm Gió Khu vực {number}" for number in (9, 10, 11)]


@pytest.mark.parametrize("numbers", ["I", "9", "A-B", "1-X", "I-20"])
def test_what_is_no_range_of_numbers_is_refused(numbers: str):
    with pytest.raises(ValidationError):
        file(f"entries:\n  - {{id: 'tw/x-{{id}}', numbers: {numbers!r}, name: X}}\n")


def test_numbers_and_placeholders_go_together():
    assert check(file("entries:\n  - {id: tw/x, numbers: I-III, name: 'X {n}'}\n"))
    assert check(file("entries:\n  - {id: 'tw/x-{id}', name: X}\n"))


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (19, "XIX"), (20, "XX"), (35, "XXXV")]
)
def test_roman_numbers(number: int, letters: str):
    assert roman(number) == letters


@pytest.mark.parametrize(
    ("name", "near", "on", "desk"),
    [
        ("Kho bạc Nhà nước khu vực XV", "lam-dong/thue", "2025-09-05", "tw/btc/kbnn/kv-xv"),
        ("KBNN khu vực VIII", "bac-ninh/ubnd", "2025-09-05", "tw/btc/kbnn/kv-viii"),
        ("Chi cục Hải quan khu vực V", "bac-ninh/ubnd", "2025-09-05", "tw/btc/cuc-hai-quan/kv-v"),
        ("Cục Thuế", "lam-dong/so-tai-chinh", "2023-09-05", "lam-dong/cuc-thue"),
        ("Cục Thuế", "lam-dong/thue", "2025-09-05", "tw/btc/cuc-thue"),
        ("BHXH Việt Nam", "lao-cai/so-y-te", "2022-12-01", "tw/bhxh"),
        ("BHXH Việt Nam", "lao-cai/so-y-te", "2025-12-01", "tw/btc/bhxh"),
        ("Kho bạc Nhà nước khu vực XV", "lam-dong/so-tai-chinh", "2021-09-05", None),
    ],
)
def test_who_is_meant_before_and_since_2025(name: str, near: str, on: str, desk: str | None):
    assert best(name, near, on) == desk


def test_entries_are_as_their_checked_form_would_be():
    station = "  - {id: tw/may, name: Trạm Mây, codes: [TM], local_names: {tw/gio: [Trạm]}}\n"
    text = f"entries:\n{station}  - {{id: tw/gio, name: Gió, kind: group}}\n"
    for entry in expand([file(text)]).entries.values():
        assert Entry.model_validate(entry.model_dump()) == entry
        assert entry.model_copy(update={"name": "Trạm Mưa"}).id == entry.id
        assert entry.model_fields_set == set(Entry.model_fields)

"""Registry files: laid over each other, checked with their lines, and aliases that people answered."""

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest
from pydantic import ValidationError

from infra.cli.registry import main
from schemas.errors import UsageError
from schemas.registry import COMMUNE_KINDS, RegistryFile
from tasks.adapters.registry_files import append_alias, form_faults, line_of, parse, read_registry, registry_files, version_of
from tasks.core.registry.check import check
from tasks.core.registry.expand import expand
from tasks.stations.routing import load_registry


def file(text: str) -> RegistryFile:
    return RegistryFile.model_validate(parse(text.encode()))


def test_every_shipped_file_is_without_fault():
    files = {path: RegistryFile.model_validate(parse(path.read_bytes())) for path in registry_files()}
    for path, mine in files.items():
        assert check(mine, [other for other in files.values() if other is not mine]) == [], path.name


def test_there_are_63_provinces_and_34_and_705_districts():
    places = load_registry().places.values()
    provinces = [place for place in places if place.province is None]
    assert sum(place.valid_from is None for place in provinces) == 63
    assert sum(place.valid_to is None for place in provinces) == 34
    assert sum(place.province is not None and place.kind not in COMMUNE_KINDS for place in places) == 705


def test_there_are_3321_communes_from_july_2025():
    communes = [place for place in load_registry().places.values() if place.kind in COMMUNE_KINDS]
    kinds = Counter(place.kind for place in communes)
    assert kinds == {"xa": 2621, "phuong": 687, "dac_khu": 13}
    assert all(place.valid_from == "2025-07-01" and place.district is None for place in communes)
    assert len({place.code for place in communes}) == 3321
    numbers = Counter(place.province for place in communes)
    assert len(numbers) == 34
    resolutions = {
        "ha-noi": 126,
        "ho-chi-minh": 168,
        "thanh-hoa": 166,
        "phu-tho": 148,
        "gia-lai": 135,
        "nghe-an": 130,
        "lai-chau": 38,
    }
    assert {province: numbers[province] for province in resolutions} == resolutions


def test_names_of_communes_put_tones_where_the_registry_does():
    assert not [p.name for p in load_registry().places.values() if re.search(r"o[àáảãạ]\b|o[èéẻẽẹ]\b|(?<![qQ])u[ýỳỷỹỵ]\b", p.name)]


def test_entries_of_communes_begin_with_its_id():
    faults = check(file("templates: [{each: commune, entries: [{id: '{province}/hoi', name: Hội}]}]"))
    assert [fault.where for fault in faults] == [("templates", 0, "entries", 0, "id")]


def test_every_successor_chain_ends_at_a_body_that_stands():
    registry = load_registry()
    ended = [e for e in registry.entries.values() if e.valid_to == "2025-07-01" and e.kind == "organisation" and e.type == "ubnd"]
    assert len(ended) == 29
    for entry in ended:
        assert [follower.valid_to for follower in registry.successors(entry, dt.date(2026, 1, 1))] == [None]


def test_no_two_queues_have_the_same_name():
    queues = [entry.queue for entry in load_registry().entries.values() if entry.queue]
    assert len(set(queues)) == len(queues)


def test_a_template_writes_entries_for_its_places_only():
    content = expand(
        [
            file("""
places:
  - {id: ha-an, name: Hà An, kind: tinh}
  - {id: ha-binh, name: Hà Bình, kind: thanh_pho_tw}
districts:
  - {province: ha-an, huyen: [Tân Lộc = 7], thi_xa: [Tân Lộc]}
templates:
  - {each: province, but: [ha-binh], entries: [{id: '{id}/so-may', short: [Sở Mây]}]}
  - {each: district, entries: [{id: '{id}/hoi', short: [Hội Gió]}]}
""")
        ]
    )
    assert content.entries["ha-an/so-may"].name == "Sở Mây tỉnh Hà An"
    assert set(content.entries) == {"ha-an/so-may", "ha-an/huyen-tan-loc/hoi", "ha-an/thi-xa-tan-loc/hoi"}
    assert content.entries["ha-an/huyen-tan-loc/hoi"].name == "Hội Gió huyện Tân Lộc, tỉnh Hà An"
    assert content.places["ha-an/huyen-tan-loc"].code == "7"


def test_a_body_of_a_merged_province_is_followed_by_that_of_the_new_one():
    content = expand(
        [
            file("""
places:
  - {id: cu, name: Cũ, kind: tinh, valid_to: '2025-07-01', successors: [moi]}
  - {id: moi, name: Mới, kind: tinh}
templates:
  - each: province
    entries:
      - {id: '{id}/a', short: [Sở A]}
      - {id: '{id}/b', short: [Sở B], valid_to: '2025-03-01', successors: ['{id}/a']}
""")
        ]
    )
    assert content.entries["cu/a"].successors == ("moi/a",)
    assert content.entries["cu/b"].successors == ("cu/a",)
    assert content.entries["moi/a"].valid_to is None


def test_an_office_lays_its_files_over_the_shipped_ones(tmp_path: Path):
    (tmp_path / "ours.yaml").write_text(
        """
entries:
  - {id: kien-giang/so-may, name: Sở Mây tỉnh Kiên Giang, jurisdiction: kien-giang, local_names: {kien-giang: [Sở Mây]}}
  - id: kien-giang/so-y-te
    name: Sở Y tế tỉnh Kiên Giang
    jurisdiction: kien-giang
    queue: null
""",
        "utf-8",
    )
    registry = load_registry(tmp_path)
    assert registry.best("Sở Mây", near="kien-giang/ubnd").entry.id == "kien-giang/so-may"  # type: ignore[union-attr]
    assert registry.entries["kien-giang/so-y-te"].queue is None
    assert registry.entries["kien-giang/so-may"].queue is not None
    assert registry.version != load_registry().version


def test_the_version_is_that_of_the_content():
    assert version_of([b"a", b"b"]) == version_of([b"a", b"b"]) != version_of([b"ab"])
    assert read_registry() is read_registry()


def test_an_alias_is_known_at_once_and_only_where_it_was_said(tmp_path: Path):
    assert load_registry(tmp_path).best("Phòng Mây", near="long-an/vp-ubnd") is None
    append_alias(tmp_path, "long-an/vp-ubnd/vhxh", "Phòng Mây", home="long-an/vp-ubnd")
    append_alias(tmp_path, "long-an/so-y-te", "Sở Thuốc tỉnh")
    written = append_alias(tmp_path, "long-an/so-y-te", "Sở Thuốc tỉnh")
    registry = load_registry(tmp_path)
    assert registry.best("phòng mây", near="long-an/vp-ubnd").entry.id == "long-an/vp-ubnd/vhxh"  # type: ignore[union-attr]
    assert registry.best("Phòng Mây", near="long-an/so-y-te") is None
    assert registry.best("Sở Thuốc tỉnh", near="long-an/ubnd").entry.id == "long-an/so-y-te"  # type: ignore[union-attr]
    assert written.read_text("utf-8").count("Sở Thuốc") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["aliases.yaml"]


def test_a_blank_alias_is_refused(tmp_path: Path):
    with pytest.raises(ValidationError):
        append_alias(tmp_path, "long-an/so-y-te", "  ")
    assert not (tmp_path / "aliases.yaml").exists()


FAULTS = [
    ("entries:\n  - {id: a, name: A, colour: red}\n", 2, "Extra inputs"),
    ("entries:\n  - id: a\n    name: A\n    kind: firm\n", 4, "Input should be"),
    ("entries:\n  - {id: a, name: A\n", 3, "not YAML"),
    ("entries:\n  - {id: Ủy ban, name: A}\n", 2, "match pattern"),
    ("entries:\n  - {id: a, name: A}\n  - {id: a, name: B}\n", 3, "twice"),
    ("entries:\n  - id: a\n    name: A\n    parent: nobody\n", 4, "no “nobody”"),
    ("entries:\n  - id: a\n    name: A\n    valid_from: '2021-01-01'\n    valid_to: '2020-01-01'\n", 5, "before it begins"),
    ("entries:\n  - id: a\n    name: A\n    successors: [tw/byt]\n", 4, "never ends"),
    ("entries:\n  - id: a\n    name: A\n    kind: group\n    members: [a]\n", 5, "back to itself"),
    ("entries:\n  - id: a\n    name: Bộ Y tế\n", 3, "same name"),
    ("entries:\n  - {id: a, name: A}\n  - id: b\n    name: B\n    local_names: {mars: [B]}\n", 5, "no “mars”"),
    ("templates:\n  - each: province\n    entries:\n      - {id: '{id}/a', short: ['Sở {color}']}\n", 4, "unknown placeholder"),
    ("places:\n  - {id: p, name: P, kind: huyen, province: nowhere}\n", 2, "no “nowhere”"),
    ("add_aliases:\n  long-an/so-y-te: [Y]\n  long-an/nobody: [X]\n", 3, "no “long-an/nobody”"),
]


@pytest.mark.parametrize(("text", "line", "words"), FAULTS, ids=[words for *_, words in FAULTS])
def test_each_fault_is_named_with_its_file_and_line(
    text: str, line: int, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "ours.yaml"
    path.write_text(text, "utf-8")
    assert main(["check", str(path)]) == 1
    printed = [row for row in capsys.readouterr().out.splitlines() if words in row]
    assert printed, words
    assert printed[0].startswith(f"{path}:{line}: ")


def test_a_file_without_fault_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "ours.yaml").write_text("entries:\n  - {id: ours/a, name: Hợp tác xã Mây, parent: long-an/ubnd}\n", "utf-8")
    assert main(["check", str(tmp_path)]) == 0
    assert "0 fault" in capsys.readouterr().out


def test_find_says_whom_a_name_means(capsys: pytest.CaptureFixture[str]):
    assert main(["find", "Sở", "Y", "tế", "--near", "long-an/ubnd"]) == 0
    assert "→ 0.99 alias     long-an/so-y-te" in capsys.readouterr().out
    assert main(["find", "UBND các huyện, thị xã, thành phố", "--near", "long-an/ubnd", "--on", "2021-09-06"]) == 0
    assert "15" in capsys.readouterr().out.splitlines()[0]
    assert main(["find", "Sở Y tế"]) == 1


@pytest.mark.parametrize("wrong", [["find", "A", "--near", "nobody"], ["find", "A", "--on", "6/9/2021"], ["check", "no-such.yaml"]])
def test_wrong_calls_say_what_to_type(wrong: list[str]):
    with pytest.raises(UsageError):
        main(wrong)


def test_a_missing_folder_is_a_usage_error(tmp_path: Path):
    with pytest.raises(UsageError, match="registry"):
        load_registry(tmp_path / "nothing")


def test_lines_of_what_is_missing_are_those_of_what_holds_it():
    text = b"entries:\n  - id: a\n    parent: b\n"
    assert line_of(text, ("entries", 0, "parent")) == 3
    assert line_of(text, ("entries", 0, "name")) == 2
    assert line_of(b"", ("entries",)) == 1


def test_several_faults_of_form_are_all_told():
    assert len(form_faults(b"entries:\n  - {id: '!', kind: x, name: ' ', short: ['']}\n")) >= 3

"""`congvan read` on texts: no engine, no server; what it writes is the contract."""

import json
import os
import re
import threading
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from infra.cli.main import main
from infra.cli.read import _threads
from infra.cli.schema import schema_text
from schemas.settings import settings

LETTER = """ỦY BAN NHÂN DÂN
HUYỆN HÒN ĐẤT

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 412/UBND-VX

Hòn Đất, ngày 05 tháng 8 năm 2021

V/v báo cáo kết quả tiêm vắc xin

Kính gửi: Sở Y tế.

Thực hiện Công văn số 1200/SYT-NVY ngày 02/8/2021 của Sở Y tế, Üy ban nhân dân huyện Hòn Đất báo cáo kết quả như sau:

Đến nay huyện đã tiêm được 1.250 liều. Giao Phòng Y tế chủ trì, hoàn thành trước ngày 20/8/2021./.

Noti nhận:
- Như trên;
- CT, các PCT. UBND huyện;
- Lưu: VT.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Trần Văn Bảy
"""


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CONGVAN_HOME", str(tmp_path / "home"))
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "cong van.txt"
    path.write_text(LETTER, "utf-8")
    return path


def read(letter: Path, out: Path) -> Any:
    assert main(["read", str(letter), "--out", str(out)]) == 0
    return json.loads((out / f"{letter.stem}.json").read_text("utf-8"))


def test_a_record_is_valid_against_the_committed_schema(letter: Path, tmp_path: Path):
    record = read(letter, tmp_path / "out")
    jsonschema.validate(record, json.loads(schema_text("record")))
    assert record["status"] == "read"


def test_a_letter_is_understood(letter: Path, tmp_path: Path):
    [document] = read(letter, tmp_path / "out")["documents"]
    assert document["number"]["value"] == "412/UBND-VX"
    assert document["issued_on"]["value"] == "2021-08-05"
    assert document["issuer"]["value"] == "Ủy ban nhân dân huyện Hòn Đất"
    assert [found["value"] for found in document["addressees"]] == ["Sở Y tế"]
    assert document["signers"][0]["name"]["value"] == "Trần Văn Bảy"
    assert document["directives"][0]["deadline"]["value"] == "2021-08-20"


def test_cleaning_is_accounted_for(letter: Path, tmp_path: Path):
    record = read(letter, tmp_path / "out")
    [page] = record["pages"]
    text = page["text_raw"]
    for correction in reversed(record["corrections"]):
        assert text[correction["start"] : correction["end"]] == correction["before"]
        text = text[: correction["start"]] + correction["after"] + text[correction["end"] :]
    assert text == page["text"]
    assert "Ủy ban nhân dân huyện" in text
    assert "Nơi nhận" in text


def test_the_same_file_gives_the_same_record(letter: Path, tmp_path: Path):
    first, second = (read(letter, tmp_path / name) for name in ("one", "two"))
    for record in (first, second):
        record["provenance"].pop("steps")
        record["source"].pop("received_at")
    assert first == second


def test_a_refused_file_has_its_code_and_the_others_are_read(letter: Path, tmp_path: Path):
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    out = tmp_path / "out"
    assert main(["read", str(letter), str(empty), "--out", str(out)]) == 1
    refused = json.loads((out / "empty.json").read_text("utf-8"))
    assert refused["status"] == "quarantined"
    assert refused["rejection"]["code"] == "file.empty"
    assert refused["rejection"]["advice"]
    assert json.loads((out / "cong van.json").read_text("utf-8"))["status"] == "read"


def test_one_file_goes_to_standard_output(letter: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["read", str(letter)]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["documents"]
    assert "cong van.txt" in shown.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["nowhere.pdf"],
        ["{folder}"],
        ["{letter}", "{letter}"],
        ["{letter}", "{letter}", "--out", "{out}"],
        ["{letter}", "--out", "{letter}"],
    ],
)
def test_a_wrong_call_does_nothing_and_exits_with_2(
    arguments: list[str], letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    filled = [argument.format(letter=letter, out=tmp_path / "out", folder=tmp_path) for argument in arguments]
    assert main(["read", *filled]) == 2
    assert capsys.readouterr().err.startswith("congvan: ")
    assert not (tmp_path / "out").exists()


def test_nothing_of_a_letter_acts_on_the_terminal(letter: Path, capsys: pytest.CaptureFixture[str]):
    hostile = letter.with_name("\x1b[2J\u202escan.txt")
    hostile.write_text(letter.read_text("utf-8").replace("đã tiêm", "đã tiêm \x9b2J\u202e\x7f"), "utf-8")
    for call in (["read", str(hostile), "--no-cache"], ["clean", "--explain", str(hostile)], ["read", f"{hostile}2"]):
        main(call)
    said = capsys.readouterr()
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", said.out + said.err)


def test_ctrl_c_waits_for_no_page(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    ended: list[int] = []
    go_on = threading.Event()

    def end(status: int) -> None:
        ended.append(status)
        go_on.set()  # what a real end would not wait for

    monkeypatch.setattr(os, "_exit", end)

    def interrupted() -> None:
        raise KeyboardInterrupt

    with _threads() as pool:
        pool.submit(go_on.wait)
        interrupted()
    assert ended == [130]
    assert "congvan: stopped" in capsys.readouterr().err

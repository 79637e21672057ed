"""An engine that does everything wrong: hangs, dies, writes what is no UTF-8, without end, or lies about where words are."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytesseract
import pytest

from schemas.settings import settings
from tasks.adapters import sandbox, tesseract
from tasks.stations import reading
from tests.hostile.picture_files import picture

HEAD = "level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num\\tleft\\ttop\\twidth\\theight\\tconf\\ttext\\n"
WRONG: dict[str, tuple[str, set[str]]] = {
    "hangs": ("sleep 600", {"read.timeout"}),
    "burns": ("while :; do :; done", {"read.timeout"}),
    "dies": ("kill -SEGV $$", {"read.crashed"}),
    "is killed": ("kill -KILL $$", {"read.crashed"}),
    "refuses": ("echo Kính gửi >&2; exit 1", {"read.crashed"}),
    "says nothing": ("exit 0", {"read.crashed"}),
    "is no UTF-8": (f"printf '{HEAD}5\\t1\\t1\\t1\\t1\\t1\\t9\\t9\\t9\\t9\\t90\\t\\377\\376\\n' > $2.tsv", {"read.crashed"}),
    "has no columns": ("echo nonsense > $2.tsv", {"", "read.crashed"}),
    "has words for numbers": (f"printf '{HEAD}5\\t1\\t1\\t1\\t1\\t1\\tx\\ty\\t\\t\\t?\\tword\\n' > $2.tsv", {"read.crashed"}),
    "places words nowhere": (
        f"printf '{HEAD}5\\t1\\t1\\t1\\t1\\t1\\t-99999\\t99999999\\t-5\\t0\\t1e9\\tword\\n' > $2.tsv",
        {"", "read.crashed"},
    ),
    "never ends": ("while :; do echo 0123456789012345; done > $2.tsv", {"read.timeout", "read.memory", "read.crashed"}),
    "fills the disk": ("dd if=/dev/zero of=$2.tsv bs=1M count=3000", {"read.memory", "read.crashed", "read.timeout"}),
    "leaves others behind": ("(setsid sleep 71901 &) ; sleep 600", {"read.timeout"}),
}  # fmt: skip


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Puts a program of ours first on PATH, where readers find it."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def install(body: str, version: str = 'echo "tesseract 5.3.0"') -> None:
        script = f'case "$1" in --version) {version}; exit 0;; --list-langs) echo vie; exit 0;; esac'
        (folder / "tesseract").write_text(f"#!/bin/sh\n{script}\n{body}\n")
        (folder / "tesseract").chmod(0o755)

    sandbox.stop_sandbox()
    tesseract.engine_version.cache_clear()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")  # noqa: TID251 - as a shell would
    monkeypatch.setenv("CONGVAN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CONGVAN_PAGE_SECONDS", "4")
    monkeypatch.setenv("CONGVAN_CHILD_MEMORY", "900000000")
    settings.cache_clear()
    yield install
    sandbox.stop_sandbox()
    tesseract.engine_version.cache_clear()
    monkeypatch.undo()
    settings.cache_clear()


@pytest.mark.parametrize("how", WRONG)
def test_whatever_the_engine_does_the_page_has_a_code_and_the_next_file_is_read(engine: Any, how: str, tmp_path: Path) -> None:
    body, codes = WRONG[how]
    engine(body)
    scan = tmp_path / "scan.png"
    scan.write_bytes(picture("PNG"))
    (page,) = reading.read_scan(scan)
    found = {problem.code for problem in page.problems} or {""}
    assert found <= codes
    assert "Kính" not in str(page.problems)
    text = tmp_path / "next.txt"
    text.write_text("Kính gửi: Sở Thử")
    assert reading.read_scan(text)[0].text_raw == "Kính gửi: Sở Thử"
    assert not list((tmp_path / "home").rglob("*.tsv"))


def test_an_engine_that_was_killed_once_is_asked_again(engine: Any, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    row = "5\\t1\\t1\\t1\\t1\\t1\\t10\\t20\\t30\\t40\\t95\\tword\\n"
    engine(f"[ -e {mark} ] || {{ touch {mark}; kill -KILL $$; }}; printf '{HEAD}{row}' > $2.tsv")
    assert [word.text for word in tesseract.read_words(np.full((99, 99), 255, np.uint8), psm=6, dpi=300)] == ["word"]


def test_an_engine_that_was_killed_while_it_told_its_version_is_asked_again(
    engine: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "mark"
    row = "5\\t1\\t1\\t1\\t1\\t1\\t10\\t20\\t30\\t40\\t95\\tword\\n"
    killed = f"[ -e {mark} ] || {{ touch {mark}; kill -KILL $$; }}; echo 'tesseract 5.3.0'"
    engine(f"printf '{HEAD}{row}' > $2.tsv", version=killed)
    version = pytesseract.pytesseract.get_tesseract_version
    monkeypatch.setattr(version, "_result", version)  # as in a child that asks for the first time
    assert [word.text for word in tesseract.read_words(np.full((99, 99), 255, np.uint8), psm=6, dpi=300)] == ["word"]

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.settings import ROOT, settings
from tasks.adapters.workshop import sweep, workshop

LEAVE = """
import os, signal
from tasks.adapters.workshop import workshop
(workshop() / "scan").write_bytes(b"a letter")
print(workshop(), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("CONGVAN_HOME", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    settings.cache_clear()


def leave_a_scan(home: Path) -> Path:
    """What a killed process leaves."""
    environment = {"PATH": os.defpath, "CONGVAN_HOME": str(home), "PYTHONPATH": str(ROOT)}
    said = subprocess.run([sys.executable, "-c", LEAVE], env=environment, capture_output=True, text=True, check=False, cwd=ROOT)
    left = Path(said.stdout.strip())
    assert (left / "scan").read_bytes() == b"a letter", said.stderr
    return left


def test_it_is_ones_own_and_readable_by_its_owner_alone(home: Path):
    assert workshop() == workshop()
    assert workshop().parent == home / "work"
    assert workshop().stat().st_mode & 0o077 == 0


def test_what_a_killed_process_left_is_swept_by_the_next(home: Path):
    left = leave_a_scan(home)
    workshop()
    assert not left.exists()


def test_what_a_living_process_holds_stays(home: Path):
    left = leave_a_scan(home)
    (workshop() / "scan").write_bytes(b"mine")
    assert not left.exists()
    assert sweep(home / "work") == 0
    assert (workshop() / "scan").read_bytes() == b"mine"

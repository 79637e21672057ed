"""The pinned dependencies have no known weakness. Needs the advisory service; where it is away the test says so and skips."""

import subprocess
import sys

import pytest

from schemas.settings import ROOT

PINS = ROOT / "infra" / "requirements" / "runtime.txt"


def test_no_pinned_dependency_has_a_known_weakness() -> None:
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--requirement",
        str(PINS),
        "--disable-pip",
        "--require-hashes",
        "--progress-spinner",
        "off",
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip("the advisory service did not answer in time")
    if done.returncode and "vulnerabilit" not in done.stderr + done.stdout:
        pytest.skip(
            f"the advisory service can't be reached: {done.stderr.strip().splitlines()[-1][:200] if done.stderr.strip() else ''}"
        )
    assert done.returncode == 0, done.stdout + done.stderr

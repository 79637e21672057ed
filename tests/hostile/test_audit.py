"""The pinned dependencies have no known weakness. Needs the advisory service; where it is away the test says so and skips."""

import json
import subprocess
import sys

import pytest

from schemas.settings import ROOT

PINS = ROOT / "infra" / "requirements" / "runtime.txt"
AUDIT = (sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json")


def weaknesses(told: str) -> dict[str, list[str]] | None:
    """What the audit found, by package; None when it looked at none: it did not get so far, or the service knows no package.

    A service behind a mirror may know none, and the audit then ends well: "not found on PyPI and could not be audited".
    """
    try:
        audited = [one for one in json.loads(told)["dependencies"] if "vulns" in one]
    except ValueError:
        return None
    return {one["name"]: [weak["id"] for weak in one["vulns"]] for one in audited if one["vulns"]} if audited else None


def test_no_pinned_dependency_has_a_known_weakness() -> None:
    try:
        done = subprocess.run([*AUDIT, "--requirement", str(PINS)], capture_output=True, text=True, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip("the advisory service did not answer in time")
    found = weaknesses(done.stdout)
    if found is None:
        pytest.skip(f"the advisory service can't be reached or knows no pin: {(done.stderr.strip() or '-').splitlines()[-1][:200]}")
    assert found == {}


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ('{"dependencies": [{"name": "a", "vulns": []}, {"name": "b", "vulns": [{"id": "CVE-1"}]}]}', {"b": ["CVE-1"]}),
        ('{"dependencies": [{"name": "a", "vulns": []}, {"name": "b", "skip_reason": "not found"}]}', {}),
        ('{"dependencies": [{"name": "a", "skip_reason": "not found"}]}', None),
        ("", None),
    ],
)
def test_an_audit_that_looked_at_nothing_is_none(told: str, found: dict[str, list[str]] | None) -> None:
    assert weaknesses(told) == found

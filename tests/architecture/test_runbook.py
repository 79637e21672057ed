"""The runbook says what to do for everything that the program can show: a code without a row is a defect of the page."""

import re
from collections import Counter
from pathlib import Path

import pytest

from infra.stack.automations import wanted
from schemas.catalogue import FINDINGS, REJECTIONS, REVIEW_REASONS
from schemas.settings import ROOT

PAGE = (ROOT / "docs" / "runbook.md").read_text("utf-8")
ROWS = [row for row in PAGE.splitlines() if row.startswith("|")]
NAMED = Counter(code for row in ROWS for code in re.findall(r"`([^`]+)`", row.split("|")[1]))
"""What stands in the first column of the tables, in code marks."""


@pytest.mark.parametrize("code", sorted({*REJECTIONS, *FINDINGS, *REVIEW_REASONS}))
def test_every_code_has_one_row(code: str):
    assert NAMED[code] == 1


def test_the_page_names_no_code_that_is_not_there():
    dotted = {name for name in NAMED if re.fullmatch(r"[a-z_]+\.[a-z_]+", name)}
    assert dotted == {*REJECTIONS, *FINDINGS, *REVIEW_REASONS}


def test_every_state_that_we_name_has_a_row():
    engine = "".join(path.read_text("utf-8") for path in (ROOT / "tasks" / "engine").glob("*.py"))
    flows = "".join(path.read_text("utf-8") for path in (ROOT / "flows").glob("*.py"))
    states = set(re.findall(r"(?:Completed|Failed|Scheduled)\([^)]*name=\"(\w+)\"", engine + flows))
    done = {
        "Summed",
        "Reminded",
        "Reconciled",
        "Redelivered",
        "Reprocessed",
        "Refreshed",
        "Shown",
    }  # a job ended well: nothing to do
    assert states >= {"Delivered", "Review", "Quarantined"}
    assert not {state for state in states - done if state not in NAMED}


def test_every_alarm_has_a_row():
    assert {one["name"] for one in wanted((ROOT / "prefect.yaml").read_text("utf-8"))} <= set(NAMED)


def test_every_deployment_that_people_start_has_a_row():
    started = {path.stem for path in (ROOT / "flows").glob("*.py")} - {"__init__", "process_letter", "review_letter", "watch_inbox"}
    assert started <= set(NAMED)


def test_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert (Path(ROOT) / "docs" / target).resolve().exists(), target

"""`congvan erase` on the real stack: no byte of a letter that its words, its file's name or its hash would show is left."""

import hashlib
import json

import pytest

from infra.cli import erase
from tasks.core.record.portrait import escape
from tests.e2e.conftest import LocalStack
from tests.e2e.letters import doubtful, letter
from tests.e2e.test_held import holders, written

pytestmark = [pytest.mark.e2e, pytest.mark.servers, pytest.mark.prefect]

WORD = "Quặtkhiễng"
"""In the letters' subject and in their files' names, and nowhere else on the machine."""

REVIEWED = doubtful(702).replace("rà soát", WORD)
SENT = letter(701).replace("rà soát", WORD)


def test_nothing_is_left_of_a_letter_that_was_sent_nor_of_one_that_waits(local: LocalStack, capsys: pytest.CaptureFixture[str]):
    bodies = {f"{WORD}-{number}.txt": text.encode() for number, text in enumerate((SENT, REVIEWED))}
    for name, body in bodies.items():
        local.drop(name, body)
    local.until(local.inbox_is_empty)
    local.until(lambda: len(waiting_or_done(local)) == 3)  # the two letters' own runs and the form of the second
    listed = [f"| 30/05/2022 | {escape(name.rpartition(': ')[2])} | Sở Nội vụ |" for name in waiting_or_done(local)]
    local.api("/artifacts/", {"key": "deadlines", "type": "markdown", "data": "\n".join(["# Hạn / Deadlines", *listed])})
    others = {stored.key for stored in local.store.list("letters/")}
    digests = [hashlib.sha256(body).hexdigest() for body in bodies.values()]
    assert holders(local, *written(WORD))
    for digest in digests:
        assert erase.main([f"sha256:{digest}", "--yes"]) == 0
        report = json.loads(capsys.readouterr().out)
        assert report["still_there"] == []
        assert report["runs"]
        assert "rewritten" in report["prefect_database"]
    assert report["was_sent_to"] == []
    assert holders(local, *written(WORD), *(digest.encode() for digest in digests)) == set()
    kept = {key for key in others if not any(digest in key for digest in digests)}
    assert {stored.key for stored in local.store.list("letters/")} == kept
    assert waiting_or_done(local) == []
    assert holders(local, b"701/UBND", b"702/UBND") == set()


def waiting_or_done(local: LocalStack) -> list[str]:
    """Runs that show one of our letters and have come to rest."""
    at_rest = {"name": {"any_": ["Delivered", "Review", "Suspended"]}}
    found = local.api("/flow_runs/filter", {"flow_runs": {"name": {"like_": "/UBND-VHXH"}, "state": at_rest}, "limit": 200})
    return [run["name"] for run in found if "701/" in run["name"] or "702/" in run["name"]]


def test_the_secret_key_is_in_its_own_file_alone(local: LocalStack):
    """Not in records, logs, Prefect's database, parameters, nor in a short-lived address: that holds a signature."""
    assert holders(local, local.stack.s3_secret_key.encode()) == {str(local.home / "stack.json")}

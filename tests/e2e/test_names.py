"""Names of scans on the real store: whatever clerks and scanners call them, every letter goes its road, and nothing of it acts."""

import hashlib
import re
import unicodedata

import pytest

from schemas.errors import TransientError
from schemas.record import Record
from tests.e2e.conftest import LocalStack
from tests.e2e.letters import letter

pytestmark = [pytest.mark.e2e, pytest.mark.servers, pytest.mark.prefect]

TEMPTING = "<img src=x onerror=alert(1)> [x](javascript:alert(1)) =cmd|'/c calc'!A1 \x1b]0;title\x07 \u202efdp | a | b | {{7*7}}"

NAMES = (
    "../../../escaped.txt",
    "a/../../b.txt",
    "nul\0byte.txt",
    "two\nlines.txt",
    "tab\tand\rreturn.txt",
    "\x1b[2Jclear.txt",
    "\u202efdp.exe.txt",
    "\u2066x\u2069.txt",
    "zero\u200bwidth.txt",
    f"{'đ' * 100}.txt",
    "/".join(["d" * 100] * 9) + "/" + "e" * 90 + ".txt",  # 1,024 bytes with inbox/names/
    unicodedata.normalize("NFC", "Công văn hỏa tốc.txt"),
    unicodedata.normalize("NFD", "Công văn hỏa tốc.txt"),
    "🧨🏴‍☠️.txt",
    "%2e%2e%2fx.txt",
    "$(reboot).txt",
    "`id`; rm -rf ..txt",
    "<img src=x onerror=alert(1)>.txt",
    "{{7*7}} %s%n.txt",
    "-rf.txt",
    "a+b & c=d?.txt",
    " blank before.txt",
)


def test_every_name_that_the_store_takes_goes_its_road(local: LocalStack):
    outside = set(local.home.parent.iterdir())
    taken: dict[str, bytes] = {}
    for number, name in enumerate(NAMES, start=900):
        body = letter(number).replace("rà soát", f"rà soát {TEMPTING}").encode()
        try:
            local.drop(f"names/{name}", body)
        except TransientError:  # no key of this store: the one who drops it is told so
            continue
        taken[name] = body
    assert len(taken) >= len(NAMES) - 5, set(NAMES) - set(taken)
    local.until(lambda: not [stored.key for stored in local.store.list("inbox/") if "names" in stored.key])
    keys = [stored.key for place in ("letters/", "quarantine/", "held/", "queues/") for stored in local.store.list(place)]
    assert all(re.fullmatch(r"[a-z0-9./_-]+", key) for key in keys)
    for name, body in taken.items():
        stored = local.store.get(f"letters/{hashlib.sha256(body).hexdigest()}/record.json")
        assert stored is not None, name
        assert Record.model_validate_json(stored).status in {"delivered", "review"}, name
    assert set(local.home.parent.iterdir()) == outside
    logs = "".join(path.read_text("utf-8", "replace") for path in (local.home / "log").glob("*.log"))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", logs)
    assert "onerror" not in logs
    check_prefect(local, {hashlib.sha256(body).hexdigest()[:16] for body in taken.values()})


def check_prefect(local: LocalStack, letters: set[str]) -> None:
    """What people see in the UI has no link, picture, HTML or control sign of the letter's own."""
    wanted = {"artifacts": {"key": {"any_": [f"letter-{letter}" for letter in letters]}}, "limit": 200}
    artifacts = local.api("/artifacts/filter", wanted)
    assert {artifact["key"] for artifact in artifacts} == {f"letter-{letter}" for letter in letters}
    for artifact in artifacts:
        shown = re.sub(r"\\.", "§", artifact["data"])
        addresses = re.findall(r"\]\(([^)]*)\)", shown)
        assert all(address.startswith(local.stack.s3_endpoint) for address in addresses)
        assert not re.search(r"<[a-zA-Z/!]|[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", shown)
    for run in local.runs():
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", run["name"])

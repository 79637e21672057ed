"""Whatever fails, in whatever order: after a rerun each letter is in one state, its bytes whole, each message out once."""

import json
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from tests.fault.road import HAPPENINGS, World, drop, kind_of, recipients, sha256, world

SCANS = {
    "a.pdf": b"letter 3 one",
    "b.pdf": b"letter 0 two",
    "khan/c.pdf": b"review 2 three",
    "d.pdf": b"secret four",
    "e.pdf": b"broken five",
    "f.pdf": b"hidden six",
    "a copy.pdf": b"letter 3 one",
    "../../g\n.pdf": b"letter 1 seven",
}
"""What lies in the inbox: each kind of letter, one twice, one with a name that means harm."""

KEYS = sorted(SCANS)
EXAMPLES = 2200


def assert_all_is_well(made: World) -> None:
    """The sum: nothing lost, nothing twice, nothing let out."""
    assert made.keys("inbox/") == []
    bodies = set(SCANS.values())
    for body in bodies:
        assert states_of(made, body) == [expected(body)]
    assert messages(made) == {
        f"{sha256(body)}": recipients(body) for body in bodies if kind_of(body) == "letter" and recipients(body)
    }
    held = [json.loads(made.body(key)) for key in made.keys("held/") if key.endswith("record.json")]
    assert len(held) == len([body for body in bodies if kind_of(body) in {"secret", "hidden"}])
    assert all(set(record) == {"schema_version", "letter_id", "status", "page_count", "held_at"} for record in held)


def expected(body: bytes) -> str:
    return {"letter": "delivered", "review": "review", "secret": "held", "hidden": "held", "broken": "quarantined"}[kind_of(body)]


def states_of(made: World, body: bytes) -> list[str]:
    """Every state in which the letter is found, with its bytes whole."""
    states = []
    for place in ("letters", "quarantine"):
        for key in made.keys(f"{place}/{sha256(body)}/"):
            if key.endswith("/record.json"):
                states.append(json.loads(made.body(key))["status"])
            elif "/original." in key:
                assert made.body(key) == body
    states += ["held" for key in made.keys("held/") if key.endswith("/scan") and made.body(key) == body]
    return states


def messages(made: World) -> dict[str, int]:
    """How many different messages each letter has on all queues; the same one twice is counted twice."""
    found: dict[str, int] = {}
    for key in made.keys("queues/"):
        if "/leases/" not in key:
            body = json.loads(made.body(key))
            letter = str(body["data"]["letter_id"]).removeprefix("sha256:")
            found[letter] = found.get(letter, 0) + 1
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def test_without_faults_all_is_well(folder: Path) -> None:
    with world(folder) as made:
        drop(made, SCANS)
        made.run_to_the_end()
        assert_all_is_well(made)
        assert made.count > 60


def test_a_fault_at_every_operation_of_every_kind(folder: Path) -> None:
    """Not searched but swept: each operation of the whole road once with each happening."""
    with world(folder) as made:
        drop(made, SCANS)
        made.run_to_the_end()
        operations = made.count
    for number in range(1, operations + 1, 3):
        for happening in HAPPENINGS:
            with world(folder) as made:
                drop(made, SCANS)
                made.happenings = {number: happening}
                for key in KEYS:
                    made.attempt(f"inbox/{key}")
                made.run_to_the_end()
                assert_all_is_well(made)


@settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck), print_blob=False)
@given(
    happenings=st.dictionaries(st.integers(1, 260), st.sampled_from(HAPPENINGS), min_size=1, max_size=8),
    events=st.lists(st.sampled_from(KEYS), max_size=12),
)
def test_any_schedule_of_faults_and_events(happenings: dict[int, str], events: list[str], folder: Path) -> None:
    """Events come doubled, late, out of order or never; the listing is the truth in the end."""
    with world(folder) as made:
        drop(made, SCANS)
        made.happenings = dict(happenings)  # type: ignore[arg-type]
        for key in events:
            made.attempt(f"inbox/{key}")
        made.run_to_the_end()
        assert_all_is_well(made)

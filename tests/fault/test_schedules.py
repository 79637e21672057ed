"""Whatever fails, in whatever order: after a rerun each letter is in one state, its bytes whole, each message out once."""

import json
from collections.abc import Iterator

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, example, given, settings

from tests.fault.road import HAPPENINGS, UNJUDGED, World, drop, home, kind_of, recipients, sha256, world

SCANS = {
    "a.pdf": b"letter 3 one",
    "b.pdf": b"letter 0 two uncopied",
    "khan/c.pdf": b"review 2 three",
    "d.pdf": b"secret four",
    "e.pdf": b"broken five",
    "f.pdf": b"hidden six",
    "a copy.pdf": b"letter 3 one",
    "../../g\n.pdf": b"letter 1 seven",
    "h.pdf": b"letter 2 twin scanned",
    "i.pdf": b"letter 2 twin again",
}
"""What lies in the inbox: each kind of letter, one twice, one of which no copy can be made, one with a name that means harm, and
two scans of one letter, which the archive knows by number, issuer and year."""

TWINS = {SCANS["h.pdf"], SCANS["i.pdf"]}

KEYS = sorted(SCANS)
EXAMPLES = 2200
LAST = 360
"""The number of the last operation at which something may happen: the road of all scans has some 240, a rerun more."""


def assert_all_is_well(made: World) -> None:
    """The sum: nothing lost, nothing twice, nothing let out."""
    assert made.keys("inbox/") == []
    bodies = set(SCANS.values())
    second = second_of_the_twins(made)
    asked = made.unread | second
    unjudged = {UNJUDGED} & {body for body in bodies if states_of(made, body) == ["held"]}
    assert not unjudged or made.unjudged
    for body in bodies - unjudged:
        assert states_of(made, body) == ["review" if body in asked else expected(body)]
    assert made.asked >= {f"sha256:{sha256(body)}" for body in bodies if states_of(made, body) == ["review"]}
    sent = [body for body in bodies - asked - unjudged if kind_of(body) == "letter" and recipients(body)]
    assert messages(made) == {sha256(body): recipients(body) for body in sent}
    for body in bodies:
        if expected(body) == "held" or body in unjudged:
            assert [key for key in made.keys("") if sha256(body) in key] == []
    held = [json.loads(made.body(key)) for key in made.keys("held/") if key.endswith("record.json")]
    assert len(held) == len([body for body in bodies if kind_of(body) in {"secret", "hidden"} or body in unjudged])
    assert all(set(record) == {"schema_version", "letter_id", "status", "page_count", "held_at"} for record in held)


def second_of_the_twins(made: World) -> set[bytes]:
    """The scan that went to a person because the other had come: exactly one, unless the other could not be read."""
    second = {body for body in TWINS - made.unread if states_of(made, body) == ["review"]}
    assert len(second) == 1 or (len(second) == 0 and TWINS & made.unread)
    for body in second:
        record = json.loads(made.body(f"letters/{sha256(body)}/record.json"))
        assert record["review"]["reasons"] == ["letter.duplicate_in_archive"]
    return second


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


def copies_of(made: World) -> dict[bytes, set[str]]:
    """What was made for people to look at, by the scan's bytes."""
    found: dict[bytes, set[str]] = {}
    for body in SCANS.values():
        prefix = f"letters/{sha256(body)}/"
        names = {key.removeprefix(prefix) for key in made.keys(prefix) if key.endswith((".pdf", ".jpg"))}
        if names:
            found[body] = names
    return found


@pytest.fixture(scope="module", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with home(tmp_path_factory.mktemp("home")):
        yield


def test_without_faults_all_is_well() -> None:
    with world() as made:
        drop(made, SCANS)
        made.run_to_the_end()
        assert_all_is_well(made)
        assert made.count > 60
        assert copies_of(made) == {
            body: {"searchable.pdf", "pages/1.found.jpg"} | ({"pages/1.jpg"} if states_of(made, body) == ["review"] else set())
            for body in SCANS.values()
            if kind_of(body) in {"letter", "review"} and not body.endswith(b"uncopied")
        }


def test_a_fault_at_every_operation_of_every_kind() -> None:
    """Not searched but swept: each operation of the whole road once with each happening."""
    with world() as made:
        drop(made, SCANS)
        made.run_to_the_end()
        operations = made.count
    for number in range(1, operations + 1, 3):
        for happening in HAPPENINGS:
            with world() as made:
                drop(made, SCANS)
                made.happenings = {number: happening}
                for key in KEYS:
                    made.attempt(f"inbox/{key}")
                made.run_to_the_end()
                assert_all_is_well(made)


def test_a_letter_that_was_held_unjudged_stays_held_when_its_run_died_then() -> None:
    """The second look would have let it go: it would be held and delivered."""
    key = next(key for key, body in SCANS.items() if body == UNJUDGED)
    for number in range(1, 40):
        with world() as made:
            drop(made, {key: UNJUDGED})
            made.happenings = {**dict.fromkeys(range(1, number), HAPPENINGS[-1]), number: "killed before"}
            made.attempt(f"inbox/{key}")
            made.run_to_the_end()
            (state,) = states_of(made, UNJUDGED)
            assert state in {"held", "delivered", "review"}


@settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck), print_blob=False)
@given(
    happenings=st.dictionaries(st.integers(1, LAST), st.sampled_from(HAPPENINGS), min_size=1, max_size=8),
    events=st.lists(st.sampled_from(KEYS), max_size=12),
)
@example(happenings={13: "told before", 50: "engine"}, events=["../../g\n.pdf", "h.pdf", "../../g\n.pdf"])
@example(happenings={40: "told before", 51: "half written"}, events=["../../g\n.pdf", "d.pdf", "../../g\n.pdf", "f.pdf"])
def test_any_schedule_of_faults_and_events(happenings: dict[int, str], events: list[str]) -> None:
    """Events come doubled, late, out of order or never; the listing is the truth in the end."""
    with world() as made:
        drop(made, SCANS)
        made.happenings = dict(happenings)  # type: ignore[arg-type]
        for key in events:
            made.attempt(f"inbox/{key}")
        made.run_to_the_end()
        assert_all_is_well(made)

"""Everything seen is in exactly one state, and what is not is named."""

from tasks.core.record.reconcile import reconcile

A, B, C = ("a" * 64, "b" * 64, "c" * 64)


def whole(place: str, sha: str) -> list[str]:
    return [f"{place}/{sha}/original.pdf", f"{place}/{sha}/record.json"]


def test_each_letter_counts_once_by_its_status():
    keys = [
        *whole("letters", A),
        *whole("letters", B),
        *whole("quarantine", C),
        f"held/{'d' * 32}/scan",
        f"held/{'d' * 32}/record.json",
    ]
    keys += ["inbox/x.pdf", "queues/q/1.json", "watchers/w.json", f"letters/{A}/record.1.json", f"letters/{A}/pages/1.jpg"]
    status = {
        f"letters/{A}/record.json": "delivered",
        f"letters/{B}/record.json": "review",
        f"quarantine/{C}/record.json": "quarantined",
    }
    found = reconcile(keys, status)
    assert found.troubles == []
    assert found.states == {"delivered": 1, "review": 1, "quarantined": 1, "held": 1, "inbox": 1}


def test_a_letter_without_its_original_or_its_record_is_named():
    found = reconcile([f"letters/{A}/record.json", f"letters/{B}/original.pdf"], {f"letters/{A}/record.json": "delivered"})
    assert [trouble[:72] for trouble in found.troubles] == [f"letters/{A}", f"letters/{B}"]


def test_a_letter_in_two_places_is_named_and_counted_once():
    keys = [*whole("letters", A), *whole("quarantine", A)]
    status = {f"letters/{A}/record.json": "delivered", f"quarantine/{A}/record.json": "quarantined"}
    found = reconcile(keys, status)
    assert len(found.troubles) == 1
    assert found.total == 1


def test_a_record_that_cant_be_read_is_named():
    assert reconcile(whole("letters", A), {}).troubles == [f"letters/{A}/record.json: can't be read"]

"""The inbox on every store: files that grow, are renamed, or are written over while they are worked on."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from schemas.arrival import Arrival
from schemas.scan import Scan
from schemas.settings import settings
from tasks.ports import ObjectStore
from tasks.stations.inbox import Inbox, still_there
from tasks.stations.scan import fetch, take_out


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("CONGVAN_HOME", str(tmp_path))
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def ripe(inbox: Inbox) -> list[Arrival]:
    return list(inbox.look(10, lambda _: False).ripe)


def taken(store: ObjectStore, key: str, body: bytes) -> tuple[Arrival, Scan]:
    """A scan that stood still and was fetched."""
    store.put(key, body)
    inbox = Inbox(store, lambda: datetime.now(UTC))
    ripe(inbox)
    (arrival,) = ripe(inbox)
    scan = fetch(store, arrival)
    assert scan is not None
    assert scan.path.read_bytes() == body
    return arrival, scan


def test_a_file_that_grows_is_taken_when_it_stands_still(store: ObjectStore):
    inbox = Inbox(store, lambda: datetime.now(UTC))
    for size in (1, 2, 3):
        store.put("inbox/a.pdf", b"x" * size)
        assert ripe(inbox) == []
    assert [one.size for one in ripe(inbox)] == [3]


def test_a_file_under_a_temporary_name_is_taken_after_it_was_renamed(store: ObjectStore):
    inbox = Inbox(store, lambda: datetime.now(UTC))
    store.put("inbox/Công văn.pdf.part", b"scan")
    assert [ripe(inbox), ripe(inbox)] == [[], []]
    store.copy("inbox/Công văn.pdf.part", "inbox/Công văn.pdf")
    store.delete("inbox/Công văn.pdf.part")
    ripe(inbox)
    assert [one.key for one in ripe(inbox)] == ["inbox/Công văn.pdf"]


def test_a_scan_that_was_renamed_before_it_was_fetched_is_left_to_its_new_name(store: ObjectStore):
    store.put("inbox/a.pdf", b"scan")
    inbox = Inbox(store, lambda: datetime.now(UTC))
    ripe(inbox)
    (seen,) = ripe(inbox)
    store.copy("inbox/a.pdf", "inbox/b.pdf")
    store.delete("inbox/a.pdf")
    assert fetch(store, seen) is None
    ripe(inbox)
    assert [one.key for one in ripe(inbox)] == ["inbox/b.pdf"]


def test_a_scan_written_over_while_it_is_worked_on_stays_and_gets_a_run_of_its_own(store: ObjectStore):
    seen, scan = taken(store, "inbox/a.pdf", b"first")
    store.put("inbox/a.pdf", b"the second one")
    assert not still_there(store, seen)
    assert fetch(store, seen) is None
    assert not take_out(store, scan)
    inbox = Inbox(store, lambda: datetime.now(UTC))
    ripe(inbox)
    (second,) = ripe(inbox)
    assert second.ticket != seen.ticket
    assert store.get("inbox/a.pdf") == b"the second one"


def test_a_scan_that_is_done_leaves_the_inbox_and_others_of_like_names_stay(store: ObjectStore):
    store.put("inbox/a.pdf.tif", b"another")
    store.put("inbox/khan/a.pdf", b"another")
    _, scan = taken_first(store)
    assert take_out(store, scan)
    assert [one.key for one in store.list("inbox/")] == ["inbox/a.pdf.tif", "inbox/khan/a.pdf"]


def taken_first(store: ObjectStore) -> tuple[Arrival, Scan]:
    store.put("inbox/a.pdf", b"scan")
    inbox = Inbox(store, lambda: datetime.now(UTC))
    ripe(inbox)
    arrival = next(one for one in ripe(inbox) if one.key == "inbox/a.pdf")
    scan = fetch(store, arrival)
    assert scan is not None
    return arrival, scan

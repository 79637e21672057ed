"""Copies for people: a letter whose run died before they were made is known by what is missing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.arrival import Arrival
from schemas.settings import settings
from tasks.adapters.memory_store import MemoryStore
from tasks.core.record.layout import searchable_key
from tasks.stations.archive import write_record
from tasks.stations.copies import lacks_copies
from tasks.stations.inbox import arrival
from tasks.stations.scan import fetch
from tests.records import record, source

SCAN = b"%PDF-1.7 a scan"


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[MemoryStore]:
    monkeypatch.setenv("CONGVAN_HOME", str(tmp_path))
    settings.cache_clear()
    yield MemoryStore("b")
    monkeypatch.undo()
    settings.cache_clear()


def dropped(store: MemoryStore, body: bytes, name: str = "a.pdf") -> Arrival:
    store.put(f"inbox/{name}", body)
    return next(arrival("b", stored) for stored in store.list(f"inbox/{name}"))


def test_a_letter_lacks_its_copies_until_the_last_of_them_is_written(store: MemoryStore):
    known = record(())
    assert lacks_copies(store, known)
    store.put(searchable_key(known.letter_id), b"%PDF")
    assert not lacks_copies(store, known)


def test_of_a_text_there_are_none(store: MemoryStore):
    text = record(()).model_copy(update={"source": source().model_copy(update={"media_type": "text/plain"})})
    assert not lacks_copies(store, text)


def test_a_scan_that_came_before_says_whether_its_copies_are_there(store: MemoryStore):
    seen = dropped(store, SCAN)
    first = fetch(store, seen)
    assert first is not None
    assert (first.known, first.copied) == (None, False)
    known = record(()).model_copy(update={"letter_id": f"sha256:{first.source.sha256}", "source": first.source})
    write_record(store, known)
    archived = fetch(store, seen)
    assert archived is not None
    assert (archived.known is not None, archived.copied) == (True, False)
    store.put(searchable_key(known.letter_id), b"%PDF")
    copied = fetch(store, seen)
    assert copied is not None
    assert copied.copied

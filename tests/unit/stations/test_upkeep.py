import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.settings import settings
from tasks.adapters.memory_store import MemoryStore
from tasks.core.record.layout import original_key, record_key
from tasks.stations.archive import archive_original, load_record, write_record
from tasks.stations.upkeep import add_up, read_again
from tests import records
from tests.e2e.letters import letter

BODY = letter(31).encode()
DIGEST = hashlib.sha256(BODY).hexdigest()
LETTER = records.record([records.delivery(1, delivered_at=records.RECEIVED_AT)]).model_copy(
    update={"letter_id": f"sha256:{DIGEST}", "source": records.source(sha256=DIGEST, size=len(BODY), media_type="text/plain")}
)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryStore]:
    monkeypatch.setenv("CONGVAN_HOME", str(tmp_path))
    settings.cache_clear()
    made = MemoryStore()
    scan = tmp_path / "scan.txt"
    scan.write_bytes(BODY)
    archive_original(made, scan, DIGEST, "txt")
    write_record(made, LETTER)
    yield made
    monkeypatch.undo()
    settings.cache_clear()


def test_a_letter_whole_is_one_state_and_no_trouble(store: MemoryStore):
    found = add_up(store)
    assert (dict(found.states), found.troubles) == ({"delivered": 1}, [])


def test_one_changed_byte_of_an_original_is_named(store: MemoryStore):
    key = original_key(DIGEST, "txt")
    store.put(key, BODY.replace(b"5", b"6", 1))
    assert add_up(store).troubles == [f"{key}: not the bytes that came"]
    assert read_again(store, LETTER.letter_id, reason="test") is None


def test_one_changed_letter_of_a_record_is_named_and_its_copy_stands(store: MemoryStore):
    key = record_key(LETTER.letter_id)
    store.put(key, (store.get(key) or b"").replace(b"UBND", b"UBNK", 1))
    assert any(key in trouble for trouble in add_up(store).troubles)
    assert load_record(store, LETTER.letter_id) == LETTER


def test_a_letter_is_read_again_from_its_whole_original(store: MemoryStore):
    again = read_again(store, LETTER.letter_id, reason="test")
    assert again is not None
    assert again.revision == 2

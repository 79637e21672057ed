from collections.abc import Iterator

import pytest

from infra.cli import open as opened
from schemas.errors import UsageError
from schemas.settings import settings
from tasks.adapters.memory_store import MemoryStore
from tasks.core.record.layout import found_key, original_key, record_key
from tasks.core.record.seal import sealed
from tasks.stations.addresses import FIRST_PICTURE, links
from tests import records


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryStore]:
    made = MemoryStore()
    letter = records.record([records.delivery(1)])
    made.put(record_key(letter.letter_id), sealed(letter))
    made.put(original_key(letter.letter_id, "pdf"), b"%PDF-1.7")
    made.put(found_key(letter.letter_id, 1), b"RIFF")
    made.put(found_key(letter.letter_id, 2), b"RIFF")
    monkeypatch.setattr(opened, "open_store", lambda: made)
    monkeypatch.setenv("CONGVAN_LINK_MINUTES", "15")
    settings.cache_clear()
    yield made
    monkeypatch.undo()
    settings.cache_clear()


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("asked", ["12/UBND-VX", records.LETTER_ID, records.LETTER_ID[:20]])
def test_addresses_are_good_for_as_long_as_is_set(asked: str, capsys: pytest.CaptureFixture[str]):
    assert opened.main([asked]) == 0
    said = capsys.readouterr().out
    assert said.count("seconds=900") == 3
    assert records.LETTER_ID in said


@pytest.mark.usefixtures("store")
def test_a_letter_that_is_not_there_is_said():
    with pytest.raises(UsageError, match="no letter"):
        opened.main(["99/XX"])


def test_what_is_linked(store: MemoryStore):
    found = links(store, records.record(), seconds=60)
    assert set(found) == {"record.json", "bản gốc / original", FIRST_PICTURE}


def test_nothing_is_linked_for_a_week_unless_somebody_wants_that():
    assert settings().link_minutes <= 60
    assert settings().review_link_minutes <= 24 * 60

"""A letter that a person does not take: it leaves the archive whole, whenever the process dies over it."""

import hashlib

import pytest

from schemas.decision import Decision
from schemas.record import Record
from tasks.adapters.memory_store import MemoryStore
from tasks.core.record.layout import folder
from tasks.stations.archive import load_record, write_record
from tasks.stations.review import refuse
from tasks.stations.upkeep import add_up
from tests.records import record, source

ORIGINAL = b"%PDF: a letter"
SHA256 = hashlib.sha256(ORIGINAL).hexdigest()
LETTER_ID = f"sha256:{SHA256}"
HERE, THERE = folder(LETTER_ID), folder(LETTER_ID, quarantined=True)
NO = Decision(action="reject", by="Trần Thị Thử", note="gửi nhầm")


class Killed(Exception):  # noqa: N818 - it is no error
    """The process died."""


class Dying(MemoryStore):
    """A store whose client dies after so many deletions."""

    deletions = 0

    def delete(self, key: str) -> None:
        if self.deletions == 0:
            raise Killed
        self.deletions -= 1
        super().delete(key)


def archived(store: MemoryStore) -> Record:
    """A letter in review with its original, two revisions and its copies."""
    mine = {"letter_id": LETTER_ID, "source": source(sha256=SHA256, size=len(ORIGINAL))}
    letters = [record(status="review", revision=revision).model_copy(update=mine) for revision in (1, 2)]
    for letter in letters:
        write_record(store, letter)
    for name in ("original.pdf", "searchable.pdf", "pages/1.jpg", "pages/1.found.jpg"):
        store.put(HERE + name, ORIGINAL)
    return letters[-1]


def test_a_refused_letter_is_in_one_place_with_its_history():
    store = MemoryStore("congvan")
    refuse(store, archived(store), NO)
    assert list(store.list(HERE)) == []
    left = {item.key.removeprefix(THERE) for item in store.list(THERE)}
    assert left == {"original.pdf", "record.json", "record.1.json", "record.2.json", "record.3.json"}
    assert add_up(store).troubles == []


@pytest.mark.parametrize("deletions", range(7))
def test_a_refusal_that_was_broken_off_is_done_again(deletions: int):
    store = Dying("congvan")
    store.deletions = 100
    letter = archived(store)
    store.deletions = deletions
    with pytest.raises(Killed):
        refuse(store, letter, NO)
    known = load_record(store, LETTER_ID)
    assert known is not None
    assert known.status == "review"

    store.deletions = 100
    refuse(store, known, NO)
    assert list(store.list(HERE)) == []
    found = load_record(store, LETTER_ID)
    assert found is not None
    assert found.status == "quarantined"
    assert add_up(store).troubles == []

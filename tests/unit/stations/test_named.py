"""A letter is named by its number, its id or the beginning of it; what names none or several is said."""

import pytest

from schemas.errors import UsageError
from tasks.adapters.memory_store import MemoryStore
from tasks.stations.archive import write_record
from tasks.stations.named import letter_called, letters_called
from tests import records

OTHER = "c" * 64


@pytest.fixture
def store() -> MemoryStore:
    made = MemoryStore()
    write_record(made, records.record())
    return made


@pytest.mark.parametrize(
    "asked", ["12/UBND-VX", " 12/UBND-VX ", records.LETTER_ID, records.LETTER_ID[:20], records.LETTER_ID[7:19]]
)
def test_names_of_one_letter(store: MemoryStore, asked: str):
    assert letter_called(store, asked) == records.LETTER_ID


def test_a_whole_id_is_an_id_whether_the_archive_has_it_or_not(store: MemoryStore):
    assert letter_called(store, OTHER) == f"sha256:{OTHER}"


def test_of_several_letters_all_are_named(store: MemoryStore):
    write_record(
        store, records.record().model_copy(update={"letter_id": f"sha256:{OTHER}", "source": records.source(sha256=OTHER)})
    )
    assert len(letters_called(store, "12/UBND-VX")) == 2
    with pytest.raises(UsageError, match=f"2 letters .* say which: .*{OTHER}"):
        letter_called(store, "12/UBND-VX")


@pytest.mark.parametrize("asked", ["99/XX", "", "sha256:zz"])
def test_a_name_that_no_letter_has(store: MemoryStore, asked: str):
    with pytest.raises(UsageError, match="no letter"):
        letter_called(store, asked)

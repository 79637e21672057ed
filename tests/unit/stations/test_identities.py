"""Letters that came before, known by number, symbol, issuer and year."""

from collections.abc import Callable
from typing import Any

import pytest

from schemas.errors import TransientError
from schemas.record import Record
from tasks.adapters.memory_store import MemoryStore
from tasks.core.record.layout import IDENTITIES
from tasks.stations.addresses import BEFORE, links
from tasks.stations.archive import write_record
from tasks.stations.identities import take_identities, with_archive
from tests.records import record

FIRST, SECOND, THIRD = (f"sha256:{digit * 64}" for digit in "abc")


def letter(letter_id: str, *, status: str = "read", **fields: Any) -> Record:
    made = record(status=status)
    document = made.documents[0].model_copy(update=fields)
    return made.model_copy(update={"letter_id": letter_id, "documents": (document,)})


def archived(store: MemoryStore, made: Record) -> Record:
    return write_record(store, with_archive(store, made))


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


def test_the_first_letter_of_an_identity_goes_on(store: MemoryStore):
    assert with_archive(store, letter(FIRST)) == letter(FIRST)


def test_a_second_scan_goes_to_a_person_with_the_first_ones_id(store: MemoryStore):
    archived(store, letter(FIRST))
    second = with_archive(store, letter(SECOND))
    assert second.review.required
    assert second.review.reasons == ("letter.duplicate_in_archive",)
    assert [one.value for one in second.findings[0].evidence] == ["12/UBND-VX", FIRST]


def test_the_letter_before_can_be_opened_beside_the_second(store: MemoryStore):
    archived(store, letter(FIRST))
    store.put(f"letters/{'a' * 64}/original.pdf", b"%PDF-1.7")
    second = archived(store, letter(SECOND))
    assert f"{'a' * 64}/original.pdf" in links(store, second, seconds=60)[BEFORE]
    assert BEFORE not in links(store, letter(FIRST), seconds=60)


def test_reading_a_letter_again_finds_itself_and_nothing_new(store: MemoryStore):
    archived(store, letter(FIRST))
    archived(store, letter(SECOND))
    assert with_archive(store, letter(FIRST)) == letter(FIRST)
    again = with_archive(store, letter(SECOND))
    assert len(again.findings) == 1


def test_of_two_read_side_by_side_one_goes_on(store: MemoryStore):
    first, second = with_archive(store, letter(FIRST)), with_archive(store, letter(SECOND))  # neither is archived yet
    assert [first.review.required, second.review.required] == [False, True]


@pytest.mark.parametrize("other", [{"issuer_id": "tinh-thu/so-2"}, {"number": None}, {"issued_on": None}, {"role": "attachment"}])
def test_another_issuer_or_an_unsure_identity_or_an_enclosure_is_none(store: MemoryStore, other: dict[str, Any]):
    archived(store, letter(FIRST))
    assert take_identities(store, letter(SECOND, **other)) == ()


def test_the_same_number_next_year_is_another_letter(store: MemoryStore):
    archived(store, letter(FIRST))
    next_year = letter(FIRST).documents[0].issued_on
    assert next_year is not None
    assert take_identities(store, letter(SECOND, issued_on=next_year.model_copy(update={"value": "2022-01-05"}))) == ()


def test_an_identity_comes_free_when_its_letter_was_refused(store: MemoryStore):
    archived(store, letter(FIRST))
    store.delete(f"letters/{'a' * 64}/record.json")
    store.delete(f"letters/{'a' * 64}/record.1.json")
    refused = letter(FIRST, status="quarantined").model_copy(update={"documents": ()})
    write_record(store, refused)
    assert take_identities(store, letter(SECOND)) == ()
    assert len(take_identities(store, letter(THIRD))) == 1


def test_an_identity_comes_free_when_a_person_sets_the_first_letters_number_right(store: MemoryStore):
    archived(store, letter(FIRST))
    number = letter(FIRST).documents[0].number
    assert number is not None
    corrected = letter(FIRST, number=number.model_copy(update={"value": "13/UBND-VX"}))
    write_record(store, corrected.model_copy(update={"revision": 2}))
    assert take_identities(store, letter(SECOND)) == ()


@pytest.mark.parametrize("damage", [lambda body: body[: len(body) // 2], lambda _: b"[]", lambda _: b""])
def test_a_half_written_identity_is_written_anew(store: MemoryStore, damage: Callable[[bytes], bytes]):
    archived(store, letter(FIRST))
    (key,) = [item.key for item in store.list(IDENTITIES)]
    store.put(key, damage(store.get(key) or b""))
    assert take_identities(store, letter(FIRST)) == ()
    assert len(take_identities(store, letter(SECOND))) == 1


def test_trouble_with_the_store_is_told_and_a_rerun_ends_as_if_there_was_none(store: MemoryStore):
    def told_after(operation: str, key: str, moment: str) -> None:
        if operation == "put" and key.startswith(IDENTITIES) and moment == "after":
            raise TransientError("503")

    store.fault = told_after
    with pytest.raises(TransientError):
        with_archive(store, letter(FIRST))
    store.fault = lambda *_: None
    assert with_archive(store, letter(FIRST)) == letter(FIRST)


def test_the_key_tells_nothing_about_the_letter(store: MemoryStore):
    archived(store, letter(FIRST))
    (key,) = [item.key for item in store.list(IDENTITIES)]
    assert "12/UBND-VX" not in key
    assert key.removeprefix(IDENTITIES).removesuffix(".json").isalnum()

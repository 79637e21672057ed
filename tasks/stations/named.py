"""Letters as people name them (gọi tên văn bản): by number, by id, by the beginning of an id."""

import re
from collections.abc import Iterator

from schemas.errors import UsageError
from schemas.record import Record
from tasks.core.record.layout import LETTERS, record_letter
from tasks.ports import ObjectStore
from tasks.stations.archive import load_record

_WHOLE_ID = re.compile(r"(?:sha256:)?([0-9a-f]{64})")

SHORTEST = 8
"""Digits of an id's beginning that may name a letter: fewer may be a number's."""


def letters_called(store: ObjectStore, asked: str) -> list[Record]:
    """The letters of the archive whose id begins so, or that have this number. Raises UsageError when there is none."""
    digits = asked.removeprefix("sha256:").lower()
    ids = [one for one in letter_ids(store) if len(digits) >= SHORTEST and one.startswith(f"sha256:{digits}")]
    found = [record for letter_id in ids if (record := load_record(store, letter_id))]
    found = found or [record for record in _all(store) if asked in _numbers(record)]
    if not found:
        raise UsageError(f"the archive has no letter “{asked}”: give its number as printed, or its id")
    return found


def letter_called(store: ObjectStore, asked: str) -> str:
    """Id of the one letter that is meant; a whole id is one, whether the archive has it or not.

    Raises UsageError when there is none, or when there are several.
    """
    asked = asked.strip()
    whole = _WHOLE_ID.fullmatch(asked)
    if whole:
        return f"sha256:{whole[1]}"
    found = letters_called(store, asked)
    if len(found) > 1:
        raise UsageError(f"{len(found)} letters are called {asked}; say which: {', '.join(one.letter_id for one in found)}")
    return found[0].letter_id


def letter_ids(store: ObjectStore) -> list[str]:
    """Every letter of the archive, in the order of its keys."""
    found = (record_letter(stored.key) for stored in store.list(LETTERS))
    return [letter_id for letter_id in found if letter_id]


def _all(store: ObjectStore) -> Iterator[Record]:
    return (record for letter_id in letter_ids(store) if (record := load_record(store, letter_id)))


def _numbers(record: Record) -> set[str]:
    return {document.number.value for document in record.documents if document.number}

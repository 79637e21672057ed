"""`congvan explain`: why each recipient got a letter or not, of a record file or of a letter in the archive."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from infra.cli.terminal import harmless
from schemas.errors import UsageError
from schemas.record import HeldRecord, Record
from tasks.adapters.connect import open_store
from tasks.core.record.explain import explain
from tasks.core.record.layout import LETTERS
from tasks.ports import ObjectStore
from tasks.stations.archive import load_record


def main(argv: Sequence[str]) -> int:
    """0: explained; 2: a wrong call, or a letter that is not there."""
    parser = argparse.ArgumentParser(
        prog="congvan explain", description="Say why each recipient got a letter, and why others did not."
    )
    parser.add_argument(
        "letter",
        metavar="LETTER",
        help="a record file (JSON), a letter id (sha256:…, its beginning will do) or a number like 6777/VP-KGVX",
    )
    args = parser.parse_args(argv)
    path = Path(args.letter)
    records = [_from_file(path)] if path.suffix == ".json" or path.is_file() else from_archive(args.letter)
    print(harmless("\n".join(map(explain, records))), end="")
    return 0


def _from_file(path: Path) -> Record | HeldRecord:
    try:
        text = path.read_text("utf-8")
        held = json.loads(text).get("status") == "held"
        return (HeldRecord if held else Record).model_validate_json(text)
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}") from error
    except (ValueError, AttributeError, ValidationError) as error:
        raise UsageError(f"{path} is not a record of this version; ./congvan read FILE --out DIR writes one") from error


def from_archive(asked: str) -> list[Record | HeldRecord]:
    """The letters whose id begins so, or that have this number."""
    store = open_store()
    found: list[Record | HeldRecord] = []
    for letter_id in _letter_ids(store):
        if letter_id.startswith(asked.removeprefix("sha256:").lower()):
            record = load_record(store, letter_id)
            found.extend([record] if record else [])
    return found or _by_number(store, asked)


def _by_number(store: ObjectStore, asked: str) -> list[Record | HeldRecord]:
    found: list[Record | HeldRecord] = []
    for letter_id in _letter_ids(store):
        record = load_record(store, letter_id)
        numbers = {document.number.value for document in record.documents if document.number} if record else set()
        if record is not None and asked in numbers:
            found.append(record)
    if not found:
        raise UsageError(f"the archive has no letter “{asked}”: give its number as printed, its id, or a record file")
    return found


def _letter_ids(store: ObjectStore) -> list[str]:
    ids = (stored.key.removeprefix(LETTERS).partition("/") for stored in store.list(LETTERS))
    return [letter_id for letter_id, _, name in ids if name == "record.json"]

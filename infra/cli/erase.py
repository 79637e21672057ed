"""`congvan erase LETTER`: removes a letter everywhere and proves it by searching for it afterwards."""

import argparse
import getpass
import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from infra.cli.erase_prefect import erase_rows, erase_runs
from infra.cli.terminal import harmless
from schemas.arrival import INBOX
from schemas.errors import UsageError
from schemas.record import Record
from schemas.settings import settings
from tasks.adapters.connect import open_store
from tasks.core.record.layout import IDENTITIES, folder, held_folder, letter_hash
from tasks.core.record.seal import unsealed
from tasks.ports import ObjectStore
from tasks.stations.archive import load_record
from tasks.stations.named import letter_called

QUEUES = "queues/"


class Copy(NamedTuple):
    """An object, or an earlier version of one (`version`), that is the letter's or names it."""

    key: str
    version: str | None = None


def main(argv: Sequence[str]) -> int:
    """Erase one letter; print what was removed. 0: it is gone, 1: something of it is still there, and what."""
    parser = argparse.ArgumentParser(
        prog="congvan erase",
        description="Remove a letter everywhere: original, record, pictures, earlier versions, waiting messages; runs, artifacts, "
        "events and logs in Prefect; cached readings. Who was sent a message still has it: the report names the queues.",
    )
    parser.add_argument(
        "letter",
        metavar="LETTER",
        help="a letter id (sha256:…, its beginning will do), a number like 6777/VP-KGVX, or held:… of one with a secrecy stamp",
    )
    parser.add_argument("--yes", action="store_true", help="do it; without, only say what would go")
    args = parser.parse_args(argv)
    store = open_store()
    letter = args.letter if args.letter.startswith("held:") else letter_called(store, args.letter)
    copies = list(copies_of(store, letter))
    if not args.yes:
        what = f"{letter}: {len(copies)} objects and versions would go; --yes removes them"
        print(harmless("\n".join([*map(_shown, copies), what])))
        return 0
    report = erase(store, letter, copies)
    print(harmless(json.dumps(report, ensure_ascii=False, indent=1)))
    return 1 if report["still_there"] else 0


def erase(store: ObjectStore, letter: str, copies: Sequence[Copy]) -> dict[str, Any]:
    """Remove it and give the deletion report. Raises TransientError, after which it can be asked for again."""
    digest = None if letter.startswith("held:") else _digest(letter)
    record = load_record(store, letter) if digest else None
    sent = sorted(one.queue for one in record.routing.deliveries if one.delivered_at) if record else []
    runs = erase_runs(digest, _revisions(store, copies)) if digest else []
    database, left = erase_rows(digest, runs) if digest else ("nothing: a held letter's runs name neither it nor its hash", [])
    for copy in copies:
        remove(store, copy)
    for copy in copies_of(store, letter):  # what was written meanwhile
        remove(store, copy)
    return {
        "letter_id": letter,
        "erased_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "by": getpass.getuser(),
        "objects": sorted(map(_shown, copies)),
        "runs": runs,
        "prefect_database": database,
        "cached_readings": _drop_cache(),
        "was_sent_to": sent,
        "still_there": [*sorted(map(_shown, copies_of(store, letter))), *left],
    }


def _revisions(store: ObjectStore, copies: Sequence[Copy]) -> list[Record]:
    """Every record of the letter: a person may have given it another number since it was first listed somewhere."""
    keys = sorted({copy.key for copy in copies if _RECORD.search(copy.key)})
    return [record for key in keys if (record := unsealed(store.get(key)))]


_RECORD = re.compile(r"/record(?:\.\d+)?\.json$")


def copies_of(store: ObjectStore, letter: str) -> Iterator[Copy]:
    """All objects and versions that are the letter's or name it. Raises UsageError for what is no letter id, TransientError."""
    if letter.startswith("held:"):
        yield from _below(store, _held(letter))
        return
    digest = _digest(letter)
    record = load_record(store, letter)
    for quarantined in (False, True):
        yield from _below(store, folder(digest, quarantined=quarantined))
    for place in (QUEUES, IDENTITIES):
        yield from (copy for copy, size in _all(store, place) if size and digest.encode() in _body(store, copy))
    size_of_scan = record.source.size if record else None
    for copy, size in _all(store, INBOX):
        if size and (size_of_scan is None or size == size_of_scan) and hashlib.sha256(_body(store, copy)).hexdigest() == digest:
            yield copy


def _below(store: ObjectStore, prefix: str) -> Iterator[Copy]:
    yield from (copy for copy, _ in _all(store, prefix))


def _all(store: ObjectStore, prefix: str) -> list[tuple[Copy, int]]:
    """Objects below a prefix with their sizes, where the store keeps versions each of them, and the marks of deleted ones."""
    client = getattr(store, "client", None)
    found = [] if client is None else _versions(client, store.bucket, prefix)
    return found or [(Copy(item.key), item.size) for item in store.list(prefix)]


def _versions(client: Any, bucket: str, prefix: str) -> list[tuple[Copy, int]]:
    """Every version and mark below a prefix, also those from before the bucket kept versions ("null"); nothing where it keeps none.

    Raises TransientError when it can't be told: what was not looked for is not proven gone.
    """
    from botocore.exceptions import ClientError  # noqa: PLC0415 - boto3 takes half a second to import

    from tasks.adapters.aws import error_code, outside  # noqa: PLC0415 - as above

    items: list[dict[str, Any]] = []
    with outside("listing versions"):
        try:
            for page in client.get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix=prefix):
                items += [*page.get("Versions", ()), *page.get("DeleteMarkers", ())]
        except ClientError as error:
            if error_code(error) not in _NO_VERSIONS:
                raise
    kept = any(item.get("VersionId") not in {None, "null"} for item in items)
    return [(Copy(item["Key"], item.get("VersionId") or "null"), item.get("Size", 0)) for item in items] if kept else []


_NO_VERSIONS = frozenset({"NotImplemented", "MethodNotAllowed", "NotSupported", "501", "405"})
"""What a store says that does not know the call."""


def _body(store: ObjectStore, copy: Copy) -> bytes:
    if copy.version is None:
        return store.get(copy.key) or b""
    from tasks.adapters.aws import outside  # noqa: PLC0415 - as above

    with outside("reading a version"):
        body: bytes = store.client.get_object(Bucket=store.bucket, Key=copy.key, VersionId=copy.version)["Body"].read()  # type: ignore[attr-defined]
    return body


def remove(store: ObjectStore, copy: Copy) -> None:
    """Remove an object or one version of it for good. Raises TransientError."""
    if copy.version is None:
        store.delete(copy.key)
        return
    from tasks.adapters.aws import outside  # noqa: PLC0415 - as above

    with outside("deleting a version"):
        store.client.delete_object(Bucket=store.bucket, Key=copy.key, VersionId=copy.version)  # type: ignore[attr-defined]


def _shown(copy: Copy) -> str:
    return copy.key if copy.version is None else f"{copy.key} (version {copy.version})"


def _held(letter: str) -> str:
    try:
        return held_folder(letter)
    except ValueError as error:
        raise UsageError(f"{error}, as in held:0123…") from error


def _digest(letter: str) -> str:
    try:
        return letter_hash(letter)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _drop_cache() -> bool:
    """Remove every cached reading: they lie under hashes that tell no letter apart, and are made again when needed."""
    cache = settings().home / "cache"
    there = cache.exists()
    shutil.rmtree(cache, ignore_errors=True)
    return there

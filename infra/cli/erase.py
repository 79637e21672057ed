"""`congvan erase LETTER`: removes a letter everywhere and proves it by searching for it afterwards."""

import argparse
import getpass
import json
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from schemas.errors import TransientError, UsageError
from schemas.settings import settings
from schemas.stack import read_stack
from tasks.adapters.connect import open_store
from tasks.core.record.layout import IDENTITIES, folder, held_folder, letter_hash
from tasks.ports import ObjectStore

QUEUES = "queues/"


def main(argv: Sequence[str]) -> int:
    """Erase one letter; print what was removed. 0: it is gone, 1: something of it is still there, and what."""
    parser = argparse.ArgumentParser(
        prog="congvan erase",
        description="Remove a letter everywhere: original, record, pictures, waiting messages, runs in Prefect, cached readings.",
    )
    parser.add_argument("letter", help="sha256:… of a letter, or held:… of one with a secrecy stamp")
    parser.add_argument("--yes", action="store_true", help="do it; without, only say what would go")
    args = parser.parse_args(argv)
    store = open_store()
    keys = list(keys_of(store, args.letter))
    if not args.yes:
        print("\n".join([*keys, f"{len(keys)} objects would go; --yes removes them"]))
        return 0
    for key in keys:
        remove(store, key)
    report = {
        "letter_id": args.letter,
        "erased_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "by": getpass.getuser(),
        "objects": keys,
        "runs": erase_runs(args.letter),
        "cached_readings": _drop_cache(),
        "still_there": sorted(keys_of(store, args.letter)),
    }
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 1 if report["still_there"] else 0


def keys_of(store: ObjectStore, letter: str) -> Iterator[str]:
    """Keys of all objects that are the letter's or name it. Raises UsageError for what is no letter id, TransientError."""
    if letter.startswith("held:"):
        yield from (item.key for item in store.list(_held(letter)))
        return
    digest = _digest(letter)
    for quarantined in (False, True):
        yield from (item.key for item in store.list(folder(digest, quarantined=quarantined)))
    for item in (*store.list(QUEUES), *store.list(IDENTITIES)):
        body = store.get(item.key) if item.size else None
        if body is not None and digest.encode() in body:
            yield item.key


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


def remove(store: ObjectStore, key: str) -> None:
    """Remove an object, and its earlier versions where the store keeps any."""
    store.delete(key)
    client = getattr(store, "client", None)
    if client is None:
        return
    from botocore.exceptions import ClientError  # noqa: PLC0415 - boto3 takes half a second to import

    try:
        found = client.list_object_versions(Bucket=store.bucket, Prefix=key)
        for version in [*found.get("Versions", ()), *found.get("DeleteMarkers", ())]:
            if version["Key"] == key and version.get("VersionId") not in {None, "null"}:
                client.delete_object(Bucket=store.bucket, Key=key, VersionId=version["VersionId"])
    except ClientError:  # a store without versions says that it doesn't know the call
        return


def _drop_cache() -> bool:
    """Remove every cached reading: they lie under hashes that tell no letter apart, and are made again when needed."""
    cache = settings().home / "cache"
    there = cache.exists()
    shutil.rmtree(cache, ignore_errors=True)
    return there


def erase_runs(letter: str) -> list[str]:
    """Remove the letter's runs and artifacts in Prefect; their ids. Nothing when there is no server. Raises TransientError."""
    stack = read_stack(settings().home)
    address = settings().prefect_url or (stack.prefect_url if stack else None)
    if address is None or letter.startswith("held:"):
        return []
    key = f"letter-{_digest(letter)[:16]}"
    try:
        artifacts = _call(f"{address}/artifacts/filter", "POST", {"artifacts": {"key": {"any_": [key]}}, "limit": 200})
        runs = sorted({artifact["flow_run_id"] for artifact in artifacts if artifact["flow_run_id"]})
        for artifact in artifacts:
            _call(f"{address}/artifacts/{artifact['id']}", "DELETE")
        for run in runs:
            _call(f"{address}/flow_runs/{run}", "DELETE")
    except urllib.error.URLError as error:
        raise TransientError(f"Prefect is away, its runs of this letter are still there: {error.reason}") from error
    return runs


def _call(address: str, method: str, body: dict[str, Any] | None = None) -> Any:
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(address, data=data, method=method, headers={"Content-Type": "application/json"})  # noqa: S310 - our own server
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - as above
        text = answer.read()
    return json.loads(text) if text else None

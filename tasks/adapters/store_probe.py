"""What a store can do, seen by trying and not believed: for `congvan doctor`, and for the queue that uses what works.

Stores that speak S3 differ: the embedded one takes a conditional write, ignores its condition, and keeps no metadata, no versions.
"""

import time
from contextlib import suppress
from dataclasses import dataclass
from secrets import token_hex

from botocore.exceptions import ClientError

from schemas.errors import TransientError
from tasks.adapters.aws import outside
from tasks.adapters.s3_store import S3Store

PREFIX = "probe/"
_LONGEST_LISTING = 5.0


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What was seen. `listing_seconds`: until a written object was listed; None when it was not within five seconds.

    `conditional_put`: the second of two writes with `If-None-Match: *` was refused. `metadata`: what was written with an object
    came back. `versioning`: the bucket keeps versions. `etag`: listings tell an ETag. `key_below_key`: `a` and `a/b` can both be.
    """

    conditional_put: bool
    metadata: bool
    versioning: bool
    etag: bool
    key_below_key: bool
    listing_seconds: float | None


def probe(store: S3Store) -> Behaviour:
    """Try the store out on keys below `probe/`, which are gone afterwards. Raises TransientError when it is away."""
    folder = f"{PREFIX}{token_hex(8)}"
    try:
        return Behaviour(
            conditional_put=conditional_put_works(store, f"{folder}/condition"),
            metadata=_keeps_metadata(store, f"{folder}/metadata"),
            versioning=_keeps_versions(store),
            etag=_tells_etag(store, f"{folder}/etag"),
            key_below_key=_takes_key_below_key(store, f"{folder}/key"),
            listing_seconds=_listing_seconds(store, f"{folder}/listing"),
        )
    finally:
        for item in list(store.list(folder)):
            store.delete(item.key)


def conditional_put_works(store: S3Store, key: str) -> bool:
    """Whether only the first of two writes of `key` with `If-None-Match: *` takes effect. Leaves nothing behind."""
    trial = S3Store(store.client, store.bucket, conditional=True)
    try:
        first = trial.put_if_absent(key, b"first")
        second = trial.put_if_absent(key, b"second")
        return first and not second and store.get(key) == b"first"
    except TransientError:  # a store that refuses the header, or us the key; one that is away fails at the next step
        return False
    finally:
        with suppress(TransientError):
            store.delete(key)


def _keeps_metadata(store: S3Store, key: str) -> bool:
    with outside("probing metadata"):
        store.client.put_object(Bucket=store.bucket, Key=key, Body=b"", Metadata={"congvan": "kept"})
        answer = store.client.head_object(Bucket=store.bucket, Key=key)
    return bool(answer.get("Metadata", {}).get("congvan") == "kept")


def _keeps_versions(store: S3Store) -> bool:
    with outside("probing versions"):
        try:
            answer = store.client.get_bucket_versioning(Bucket=store.bucket)
        except ClientError:  # not every store knows the question
            return False
    return bool(answer.get("Status") == "Enabled")


def _tells_etag(store: S3Store, key: str) -> bool:
    store.put(key, b"x")
    return any(item.etag for item in store.list(key))


def _takes_key_below_key(store: S3Store, key: str) -> bool:
    try:
        store.put(key, b"x")
        store.put(f"{key}/below", b"y")
        return store.get(key) == b"x" and store.get(f"{key}/below") == b"y"
    except TransientError:
        return False


def _listing_seconds(store: S3Store, key: str) -> float | None:
    store.put(key, b"x")
    start = time.monotonic()
    while (passed := time.monotonic() - start) < _LONGEST_LISTING:
        if any(item.key == key for item in store.list(key)):
            return round(time.monotonic() - start, 3)
        time.sleep(min(0.1, _LONGEST_LISTING - passed))
    return None

"""An S3-compatible bucket through boto3: Amazon S3, the embedded store, or any other that speaks S3.

What stores differ in is kept here: checksums that only Amazon knows are asked for when required and not otherwise, conditional
writes are used only where they were seen to work (`store_probe`), and the content's SHA-256 is computed by us.
"""

import hashlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from schemas.errors import Rejected, TransientError
from tasks.adapters.aws import error_code, outside
from tasks.adapters.s3_direct import MOST_BYTES, DirectS3, Listed
from tasks.ports import StoredObject

PAGE = 1000
"""Objects of one request for a listing; no store gives more."""

_CHUNK = 1 << 20
_AGAIN_SECONDS = 0.01
_MISSING = frozenset({"404", "NoSuchKey", "NotFound", "NoSuchVersion"})
_EXISTS = frozenset({"412", "PreconditionFailed", "409", "ConditionalRequestConflict"})
_TOO_LARGE_AT_ONCE = frozenset({"InvalidRequest", "EntityTooLarge"})
"""What a store says of a copy of more than it makes in one request (AWS: 5 GB)."""


class S3Store:
    """An `ObjectStore` over one bucket; one instance serves many threads.

    `conditional`: whether the store honours `If-None-Match: *` on writing; `store_probe.probe` finds out.
    `direct`: a cheaper way for the most frequent requests, tried first; where it does not succeed boto3 is asked.
    """

    def __init__(self, client: Any, bucket: str, *, conditional: bool = False, direct: DirectS3 | None = None) -> None:
        """Take a client of `make_client("s3", …)`."""
        self._client = client
        self.direct = direct
        self._bucket = bucket
        self.conditional = conditional

    @property
    def client(self) -> Any:
        """The boto3 client, for what only some stores can do (probing, versions)."""
        return self._client

    @property
    def bucket(self) -> str:
        """Name of the bucket."""
        return self._bucket

    def ensure_bucket(self) -> None:
        """Make the bucket where there is none; nothing happens when it is there."""
        with outside("making the bucket"):
            try:
                self._client.head_bucket(Bucket=self._bucket)
            except ClientError as error:
                if error_code(error) not in {"404", "NoSuchBucket"}:
                    raise
                self._create_bucket()

    def _create_bucket(self) -> None:
        region = self._client.meta.region_name
        place = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        try:
            self._client.create_bucket(Bucket=self._bucket, **place)
        except ClientError as error:
            if error_code(error) not in {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}:
                raise

    def list(self, prefix: str, *, limit: int | None = None) -> Iterator[StoredObject]:
        """Objects whose key starts with `prefix`, in key order, read page by page."""
        token, given = None, 0
        while True:
            page = self._page(prefix, min(PAGE, limit - given) if limit else PAGE, token)
            yield from page.items
            given += len(page.items)
            token = page.more
            if token is None or (limit and given >= limit):
                return

    def _page(self, prefix: str, most: int, token: str | None) -> Listed:
        """One page of a listing."""
        found = self.direct.list(prefix, most, token) if self.direct else None
        if found is not None:
            return found
        further = {"ContinuationToken": token} if token else {}
        with outside("listing"):
            page = self._client.list_objects_v2(Bucket=self._bucket, Prefix=prefix, MaxKeys=most, **further)
        items = [_stored(item["Key"], item) for item in page.get("Contents", ())]
        return Listed(items, page["NextContinuationToken"] if page.get("IsTruncated") else None)

    def head(self, key: str) -> StoredObject | None:
        """The object, or None when there is none."""
        with outside("looking at an object"):
            answer = self._found(self._client.head_object, key)
        return _stored(key, answer | {"Size": answer["ContentLength"]}) if answer else None

    def _found(self, ask: Callable[..., dict[str, Any]], key: str) -> dict[str, Any] | None:
        """What the store answers, or None when there is no such object, even a moment later.

        Measured: the embedded store has none for about a millisecond while it writes an object over.
        """
        for last in (False, True):
            try:
                return ask(Bucket=self._bucket, Key=key)
            except ClientError as error:
                if error_code(error) not in _MISSING:
                    raise
            if not last:
                time.sleep(_AGAIN_SECONDS)
        return None

    def get(self, key: str) -> bytes | None:
        """The object's bytes, or None when there is none."""
        found = self.direct.get(key) if self.direct else None
        if found is not None:
            return found
        with outside("reading an object"):
            answer = self._found(self._client.get_object, key)
            if answer is None:
                return None
            body: bytes = answer["Body"].read()
            return body

    def download(self, key: str, to: Path, *, limit: int) -> str | None:
        """Write the bytes to `to` and give their SHA-256 (hex); None when there is none.

        Raises Rejected (`file.too_large`) over `limit` bytes, by the bytes that come and not by what the store says.
        """
        found = self.direct.get(key) if self.direct and limit <= MOST_BYTES else None
        if found is not None:
            if len(found) > limit:
                raise Rejected("file.too_large", f"over {limit} bytes")
            to.write_bytes(found)
            return hashlib.sha256(found).hexdigest()
        with outside("downloading"):
            answer = self._found(self._client.get_object, key)
            if answer is None:
                return None
            digest = hashlib.sha256()
            size = 0
            with answer["Body"] as body, to.open("wb") as file:
                while chunk := body.read(_CHUNK):
                    size += len(chunk)
                    if size > limit:
                        raise Rejected("file.too_large", f"over {limit} bytes")
                    digest.update(chunk)
                    file.write(chunk)
        if size != answer["ContentLength"]:
            raise TransientError(f"downloading: {size} of {answer['ContentLength']} bytes came")
        return digest.hexdigest()

    def put(self, key: str, body: bytes, *, content_type: str = "application/octet-stream") -> None:
        """Write the object, whole or not at all."""
        if self.direct and self.direct.put(key, body, content_type):
            return
        with outside("writing an object"):
            self._client.put_object(Bucket=self._bucket, Key=key, Body=body, ContentType=content_type)

    def put_if_absent(self, key: str, body: bytes, *, content_type: str = "application/octet-stream") -> bool:
        """Write only when there is none; False when there was. On stores without conditional put: look, then write."""
        if not self.conditional:
            if self._is_there(key):
                return False
            self.put(key, body, content_type=content_type)
            return True
        with outside("writing a new object"):
            try:
                self._client.put_object(Bucket=self._bucket, Key=key, Body=body, ContentType=content_type, IfNoneMatch="*")
            except ClientError as error:
                if error_code(error) in _EXISTS:
                    return False
                raise
            return True

    def _is_there(self, key: str) -> bool:
        """Whether there is such an object, now or a moment later, as `_found` asks; by a listing where that is the cheaper way."""
        if self.direct is None:
            return self.head(key) is not None
        for last in (False, True):
            if any(stored.key == key for stored in self.list(key, limit=1)):
                return True
            if not last:
                time.sleep(_AGAIN_SECONDS)
        return False

    def upload(self, source: Path, key: str, *, content_type: str = "application/octet-stream") -> None:
        """Write a file's bytes, of a large one piece by piece."""
        if self.direct and source.stat().st_size <= MOST_BYTES:
            return self.put(key, source.read_bytes(), content_type=content_type)
        with outside("uploading"), source.open("rb") as file:
            self._client.put_object(Bucket=self._bucket, Key=key, Body=file, ContentType=content_type)
        return None

    def copy(self, source: str, target: str) -> None:
        """Copy within the bucket."""
        place = {"Bucket": self._bucket, "Key": source}
        with outside("copying"):
            try:
                self._client.copy_object(Bucket=self._bucket, Key=target, CopySource=place)
            except ClientError as error:
                if error_code(error) not in _TOO_LARGE_AT_ONCE:
                    raise
                self._client.copy(place, self._bucket, target)  # in parts

    def delete(self, key: str) -> None:
        """Remove; nothing happens when there is none."""
        if self.direct and self.direct.delete(key):
            return
        with outside("deleting"):
            try:
                self._client.delete_object(Bucket=self._bucket, Key=key)
            except ClientError as error:
                if error_code(error) not in _MISSING:
                    raise

    def presign(self, key: str, *, seconds: int) -> str:
        """Short-lived address to read the object, `seconds` long."""
        with outside("making an address"):
            address: str = self._client.generate_presigned_url(
                "get_object", Params={"Bucket": self._bucket, "Key": key}, ExpiresIn=seconds
            )
            return address


def _stored(key: str, item: dict[str, Any]) -> StoredObject:
    return StoredObject(
        key=key,
        size=int(item["Size"]),
        etag=str(item.get("ETag") or "").strip('"'),
        modified=item["LastModified"],
        version_id=item.get("VersionId"),
    )

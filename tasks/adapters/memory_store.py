"""A bucket in memory that can fail on purpose: for trials and for every test that asks what a fault does.

It keeps what a real store keeps and no more: objects whole or not at all, listings in key order.
"""

import hashlib
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from schemas.errors import Rejected, TransientError
from tasks.ports import StoredObject

Moment = Literal["before", "after"]
Fault = Callable[[str, str, Moment], None]
"""Called with the operation's name, its key and the moment, before and after each operation; what it raises is raised."""


def no_fault(operation: str, key: str, moment: Moment) -> None:
    """The fault of a store in good health."""


class MemoryStore:
    """An `ObjectStore` in memory, safe among threads; `fault` may raise before or after any operation took effect.

    `conditional`: whether writing only when absent is one step, as in stores with conditional put.
    """

    def __init__(self, bucket: str = "congvan", *, fault: Fault = no_fault, conditional: bool = True) -> None:
        """Start empty."""
        self._bucket = bucket
        self._objects: dict[str, tuple[bytes, datetime, str]] = {}
        self._lock = threading.RLock()
        self.fault = fault
        self.conditional = conditional

    @property
    def bucket(self) -> str:
        """Name of the bucket."""
        return self._bucket

    def _stored(self, key: str) -> StoredObject:
        body, modified, _ = self._objects[key]
        return StoredObject(key, len(body), hashlib.md5(body, usedforsecurity=False).hexdigest(), modified)

    def list(self, prefix: str, *, limit: int | None = None) -> Iterator[StoredObject]:
        """Objects whose key starts with `prefix`, in key order (of their UTF-8 bytes)."""
        self.fault("list", prefix, "before")
        with self._lock:
            keys = sorted((key for key in self._objects if key.startswith(prefix)), key=str.encode)
            found = [self._stored(key) for key in keys[:limit]]
        self.fault("list", prefix, "after")
        return iter(found)

    def head(self, key: str) -> StoredObject | None:
        """The object, or None when there is none."""
        self.fault("head", key, "before")
        with self._lock:
            found = self._stored(key) if key in self._objects else None
        self.fault("head", key, "after")
        return found

    def get(self, key: str) -> bytes | None:
        """The object's bytes, or None when there is none."""
        self.fault("get", key, "before")
        with self._lock:
            found = self._objects.get(key)
        self.fault("get", key, "after")
        return found[0] if found else None

    def download(self, key: str, to: Path, *, limit: int) -> str | None:
        """Write the bytes to `to` and give their SHA-256 (hex); None when there is none.

        Raises Rejected (`file.too_large`) over `limit` bytes.
        """
        body = self.get(key)
        if body is None:
            return None
        if len(body) > limit:
            raise Rejected("file.too_large", f"over {limit} bytes")
        to.write_bytes(body)
        return hashlib.sha256(body).hexdigest()

    def put(self, key: str, body: bytes, *, content_type: str = "application/octet-stream") -> None:
        """Write the object, whole or not at all."""
        self.fault("put", key, "before")
        with self._lock:
            self._objects[key] = (bytes(body), datetime.now(UTC), content_type)
        self.fault("put", key, "after")

    def put_if_absent(self, key: str, body: bytes, *, content_type: str = "application/octet-stream") -> bool:
        """Write only when there is none; False when there was."""
        self.fault("put", key, "before")
        with self._lock:
            absent = key not in self._objects
            if absent:
                self._objects[key] = (bytes(body), datetime.now(UTC), content_type)
        self.fault("put", key, "after")
        return absent

    def upload(self, source: Path, key: str, *, content_type: str = "application/octet-stream") -> None:
        """Write a file's bytes."""
        self.put(key, source.read_bytes(), content_type=content_type)

    def copy(self, source: str, target: str) -> None:
        """Copy within the bucket. Raises TransientError when there is nothing to copy, as a store does."""
        body = self.get(source)
        if body is None:
            raise TransientError("copying: NoSuchKey")
        self.put(target, body)

    def delete(self, key: str) -> None:
        """Remove; nothing happens when there is none."""
        self.fault("delete", key, "before")
        with self._lock:
            self._objects.pop(key, None)
        self.fault("delete", key, "after")

    def presign(self, key: str, *, seconds: int) -> str:
        """An address in the form of a real one; nobody answers it."""
        return f"memory://{self._bucket}/{key}?seconds={seconds}"

"""What was read once, kept in a folder: one file for each page, written whole or not at all."""

import contextlib
import os
import tempfile
from pathlib import Path


class FolderPageCache:
    """Implements `tasks.ports.PageCache`. Keys are hex digests. Files are readable by their owner only: they hold letters' text."""

    def __init__(self, folder: Path) -> None:
        """Keep the pages under `folder`, which is made when first written to."""
        self.folder = folder

    def _path(self, key: str) -> Path:
        if not key.isalnum() or not key.isascii():
            raise ValueError("a key is a hex digest")
        return self.folder / key[:2] / key[2:]

    def get(self, key: str) -> bytes | None:
        """The bytes, or None."""
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, key: str, value: bytes) -> None:
        """Keep the bytes; the last writer wins, readers never see a half."""
        path = self._path(key)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(value)
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                Path(name).unlink()
            raise

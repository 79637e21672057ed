"""The secrecy gate (soát dấu mật): looked for before a letter is read in full and before anything of it is written."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from schemas.page import Page
from schemas.settings import settings
from tasks.adapters.sandbox import run_limited
from tasks.core.scan.secrecy_words import shows_secrecy
from tasks.ports import PageCache

Why = Literal["none", "stamp", "text", "unclear"]
"""none: nothing seen. stamp: on the picture. text: in a text file or a page's own text. unclear: the place can't be judged."""


class SecrecyVerdict(NamedTuple):
    """What the gate says. It holds no text of the letter: `why` is a code."""

    held: bool
    page_count: int
    why: Why


def look_for_secrecy(path: Path) -> SecrecyVerdict:
    """Look at every page for MẬT, TỐI MẬT, TUYỆT MẬT, in a limited child process; nothing is written.

    Raises Rejected for a file that can't be taken (file.*, pdf.*, image.*, text.*, read.*), TransientError.
    """
    found = run_limited(
        "tasks.stations.secrecy_job:look",
        {"path": str(path.resolve()), "max_pages": settings().max_pages, "max_pixels": settings().max_pixels},
        seconds=settings().file_seconds,
        memory=settings().child_memory,
    )
    why: Why = found["why"]
    return SecrecyVerdict(why != "none", found["pages"], why)


def text_shows_secrecy(pages: Sequence[Page]) -> bool:
    """The second net: a line of its own in capitals like the stamp's, in what was read. Called before anything is written."""
    return shows_secrecy(pages)


class UnwrittenCache:
    """A page cache that keeps what is put only in memory until `write`: a held letter's readings never reach the disk."""

    def __init__(self, cache: PageCache) -> None:
        """Put nothing into `cache` before `write`."""
        self._cache = cache
        self._waiting: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """The bytes, or None."""
        return self._waiting.get(key) or self._cache.get(key)

    def put(self, key: str, value: bytes) -> None:
        """Keep the bytes in memory."""
        self._waiting[key] = value

    def write(self) -> None:
        """The letter is not held: hand everything on."""
        while self._waiting:
            self._cache.put(*self._waiting.popitem())

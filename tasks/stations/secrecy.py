"""The secrecy gate (soát dấu mật): looked for before a letter is read in full and before anything of it is written."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from schemas.errors import Rejected
from schemas.page import Page
from schemas.settings import settings
from tasks.adapters.sandbox import run_limited
from tasks.core.scan.stamps.secrecy_words import shows_secrecy
from tasks.ports import PageCache

log = logging.getLogger(__name__)

Why = Literal["none", "stamp", "text", "unclear"]
"""none: nothing seen. stamp: on the picture. text: in a text file or a page's own text. unclear: the place can't be judged."""

SECONDS_A_PAGE = 4.0
"""Time for each further page beyond the limit of one (measured: a tenth of it on a machine of its own)."""

REFUSED_PAGES, REFUSED_SECONDS = 10, 30.0
"""How far a file that is refused anyway is looked at."""


class SecrecyVerdict(NamedTuple):
    """What the gate says. It holds no text of the letter: `why` is a code. `page_count`: 0 where nobody could count them."""

    held: bool
    page_count: int
    why: Why


UNJUDGED = SecrecyVerdict(held=True, page_count=0, why="unclear")
"""Of a letter that can't even be looked at without somebody dying of it."""


def look_for_secrecy(path: Path) -> SecrecyVerdict:
    """Look at every page for MẬT, TỐI MẬT, TUYỆT MẬT, in limited child processes; nothing is written.

    A letter whose looking breaks its limits, crashes, or is killed again and again can't be judged: it is held. What is no
    letter that anybody could open is refused, after a look at what can be seen of it.
    Raises Rejected for such a file (file.*, pdf.*, image.*, text.*), TransientError.
    """
    pages = 0
    try:
        pages = _inspect(path)
        return _look(path, pages, min(settings().file_seconds, settings().page_seconds + SECONDS_A_PAGE * pages))
    except Rejected as refusal:
        if not refusal.code.startswith("read."):
            seen = _look_at_part(path) if pages == 0 else None
            if seen is not None and seen.held:
                return seen
            raise
        log.warning("held without a look: the gate could not judge a file of %d pages (%s)", pages, refusal.code)
        return UNJUDGED._replace(page_count=pages)


def _inspect(path: Path) -> int:
    found = run_limited(
        "tasks.stations.page_job:inspect",
        {"path": str(path.resolve()), "max_pages": settings().max_pages, "max_pixels": settings().max_pixels},
        seconds=settings().page_seconds,
        memory=settings().child_memory,
    )
    pages: int = found["pages"]
    return pages


def _look(path: Path, pages: int, seconds: float) -> SecrecyVerdict:
    found = run_limited(
        "tasks.stations.secrecy_look:look",
        {"path": str(path.resolve()), "pages": pages, "max_pixels": settings().max_pixels},
        seconds=seconds,
        memory=settings().child_memory,
    )
    why: Why = found["why"]
    return SecrecyVerdict(why != "none", pages, why)


def _look_at_part(path: Path) -> SecrecyVerdict | None:
    """What is seen on what can be seen of a refused file: cut off, or with too many pages or pixels. None: nothing can."""
    try:
        return _look(path, REFUSED_PAGES, REFUSED_SECONDS)._replace(page_count=0)
    except Rejected:
        return None


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

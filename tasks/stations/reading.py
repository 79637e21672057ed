"""Reading (đọc trang): every page of a file to words with boxes, in page order, pages side by side through one pool."""

import hashlib
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from schemas.base import PIPELINE_VERSION
from schemas.catalogue import REJECTIONS
from schemas.errors import Rejected
from schemas.page import Page, PageProblem
from schemas.settings import settings
from tasks.adapters.media_type import MediaType
from tasks.adapters.sandbox import run_limited
from tasks.adapters.tesseract import engine_version
from tasks.core.vietnamese.markdown import columns_below
from tasks.core.vietnamese.text import text_page
from tasks.ports import PageCache

READING_REVISION = 71
"""Raised when the reading of pages changes, so that pages kept by an earlier reading are read again."""

__all__ = ["ScanInfo", "inspect_scan", "read_scan", "reading_version", "text_page", "use_jobs"]

_lock = threading.Lock()
_pool: list[ThreadPoolExecutor] = []  # at most one: the pool of this process
_jobs: list[int] = []


@dataclass(frozen=True, slots=True)
class ScanInfo:
    """What a file is, by its content. `size` in bytes."""

    media_type: MediaType
    page_count: int
    size: int


def use_jobs(jobs: int) -> None:
    """Read `jobs` pages side by side from now on, in place of the setting."""
    with _lock:
        _jobs[:] = [jobs]
        _pool.clear()


def _workers() -> ThreadPoolExecutor:
    """The one pool: its threads only wait for children, so that pages of all letters together never exceed the cores."""
    with _lock:
        if not _pool:
            _pool.append(ThreadPoolExecutor(_side_by_side(), thread_name_prefix="page"))
        return _pool[0]


def _side_by_side() -> int:
    return _jobs[0] if _jobs else settings().cores


def reading_version() -> str:
    """Engine, model and the revision of our reading, for provenance."""
    return f"{engine_version()}, congvan {PIPELINE_VERSION} reading {READING_REVISION}"


def inspect_scan(path: Path) -> ScanInfo:
    """Say what the file is, within the limits, without reading it.

    Raises Rejected with a code of the catalogue: file.*, pdf.*, image.*, read.*.
    """
    size = path.stat().st_size
    if size == 0:
        raise Rejected("file.empty")
    if size > settings().max_bytes:
        raise Rejected("file.too_large", f"{size} bytes")
    found = run_limited(
        "tasks.stations.page_job:inspect",
        {"path": str(path.resolve()), "max_pages": settings().max_pages, "max_pixels": settings().max_pixels},
        seconds=settings().page_seconds,
        memory=settings().child_memory,
    )
    return ScanInfo(found["media_type"], found["pages"], size)


def read_scan(path: Path, *, cache: PageCache | None = None, progress: Callable[[int, int], None] | None = None) -> list[Page]:
    """Read every page. `progress` is called with pages done and pages in all, from the calling thread.

    A page that breaks its limits has a problem and no text; the others are still read, until the file has had its time.
    Raises Rejected when the file can't be taken at all.
    """
    info = inspect_scan(path)
    if info.media_type.startswith("text/"):
        pages = [_read_text(path)]
        if progress:
            progress(1, 1)
        return pages
    digest, spent = _digest(path), list[float]()
    jobs: dict[Future[Page], int] = {
        _workers().submit(_read_one, path, info.media_type, number, digest, cache, spent=spent): number
        for number in range(1, info.page_count + 1)
    }
    for done, _ in enumerate(as_completed(jobs), start=1):
        if progress:
            progress(done, info.page_count)
    return sorted((job.result() for job in jobs), key=lambda page: page.number)


def _read_one(path: Path, kind: MediaType, number: int, digest: str, cache: PageCache | None, *, spent: list[float]) -> Page:
    """`spent`: seconds of each page of the file so far; waiting for other letters' pages does not count."""
    key = hashlib.sha256(f"{digest} {number} {reading_version()} {settings().max_pixels}".encode()).hexdigest()
    kept = cache.get(key) if cache else None
    if kept is not None:
        return Page.model_validate_json(kept)
    if sum(spent) >= settings().file_seconds * _side_by_side():
        return Page(number=number, kind="scan", problems=(_problem("read.timeout"),))
    start = time.monotonic()
    argument = {"path": str(path.resolve()), "media_type": kind, "page": number, "max_pixels": settings().max_pixels}
    try:
        found = run_limited(
            "tasks.stations.page_job:read_page", argument, seconds=settings().page_seconds, memory=settings().child_memory
        )
    except Rejected as refusal:
        return Page(number=number, kind="scan", problems=(_problem(refusal.code),))
    finally:
        spent.append(time.monotonic() - start)
    page = Page.model_validate(found)
    if cache:
        cache.put(key, page.model_dump_json().encode())
    return page


def _problem(code: str) -> PageProblem:
    return PageProblem(code=code, message=REJECTIONS[code].message)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_text(path: Path) -> Page:
    """A text that was OCR'd elsewhere: one page, a line for each of its lines. Raises Rejected: text.undecodable."""
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise Rejected("text.undecodable") from error
    return text_page(columns_below(text))

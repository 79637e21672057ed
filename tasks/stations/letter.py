"""From a file to its record, without Prefect: the same stations for `congvan read` and for the flow's tasks."""

import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from schemas.base import PIPELINE_VERSION
from schemas.errors import Rejected
from schemas.letter import DigitalSignature
from schemas.page import Page
from schemas.record import HeldRecord, Provenance, Record, Source, Status, Step
from schemas.settings import settings
from tasks.adapters.sandbox import run_limited
from tasks.core.letter.understand import understand
from tasks.core.record.build import build_record
from tasks.core.record.review import decide_review
from tasks.core.record.words import VIETNAM
from tasks.core.registry.registry import Registry
from tasks.core.vietnamese.text import text_page
from tasks.ports import PageCache
from tasks.stations.cleaning import clean_pages
from tasks.stations.reading import read_scan, reading_version
from tasks.stations.routing import office_registry, route_documents
from tasks.stations.secrecy import UnwrittenCache, look_for_secrecy, text_shows_secrecy
from tasks.stations.signatures import file_signatures

LANGUAGES = "vie"


@dataclass
class Stopwatch:
    """Seconds of each station, for provenance."""

    steps: list[Step] = field(default_factory=list)

    @contextmanager
    def time(self, name: str) -> Iterator[None]:
        """Note the seconds that the block takes."""
        start = time.perf_counter()
        yield
        self.steps.append(Step(name=name, seconds=round(time.perf_counter() - start, 4)))


def held_record(page_count: int, held_at: str) -> HeldRecord:
    """All that may be said of a letter with a secrecy stamp: a random id, its pages, the time."""
    return HeldRecord(letter_id=f"held:{uuid4().hex}", page_count=page_count, held_at=held_at)


def rejected_record(source: Source, error: Rejected) -> Record:
    """The record of a file that can't be taken: where it came from and why not."""
    return Record(
        letter_id=f"sha256:{source.sha256}", status="quarantined", source=source, rejection=error.rejection, provenance=None
    )


def _received_on(source: Source) -> date:
    """The day in Vietnam on which the scan arrived: what is overdue is so on that day, whenever the record is made anew."""
    return datetime.fromisoformat(source.received_at).astimezone(VIETNAM).date()


_loading = threading.Lock()
_TRIAL = "Số: 1/UBND-VX\nKính gửi: Các sở, ban, ngành tỉnh.\nNơi nhận:\n- Như trên;\n- Lưu: VT."


def load_once() -> None:
    """Load registry and word lists, and what is made of them, before letters are understood side by side.

    Four letters that came at once to a new watcher each loaded their own: 550 MB in place of 290, and 6 s of CPU, for good.
    """
    with _loading:
        _load(office_registry())


@lru_cache(maxsize=1)
def _load(registry: Registry) -> None:
    cleaned, _ = clean_pages([text_page(_TRIAL)])
    route_documents(f"sha256:{'0' * 64}", understand(cleaned, registry).documents)


def understand_pages(
    pages: Sequence[Page],
    source: Source,
    watch: Stopwatch,
    *,
    status: Status,
    signatures: Sequence[DigitalSignature] = (),
    first_pages: Collection[int] = (),
) -> Record:
    """Clean, split, extract, check, route, decide. `first_pages`: where a person says that documents begin; none: found out.

    A text of no usual size is understood in a limited child, where it can take what time it likes and no other letter's.
    Raises Rejected of such a one: read.timeout, read.memory, read.crashed.
    """
    understand_them = _understand_limited if _is_outsized(pages) else _understand
    return understand_them(pages, source, watch, status=status, signatures=signatures, first_pages=first_pages)


MOST_TEXT, MOST_LINE = 30_000, 1_000
"""Characters of a letter, and of a line, that are understood in this process: ten full pages, and three times the widest line of
a page. Time grows with the square of a line's length: measured, 300,000 dots in a row would have taken 40 minutes."""


def _is_outsized(pages: Sequence[Page]) -> bool:
    return sum(len(page.text) for page in pages) > MOST_TEXT or any(
        len(line.text) > MOST_LINE for page in pages for line in page.lines
    )


def _understand_limited(pages: Sequence[Page], source: Source, watch: Stopwatch, **more: Any) -> Record:
    argument = {
        "pages": [page.model_dump(mode="json") for page in pages],
        "source": source.model_dump(mode="json"),
        "steps": [step.model_dump(mode="json") for step in watch.steps],
        "status": more["status"],
        "signatures": [one.model_dump(mode="json") for one in more["signatures"]],
        "first_pages": sorted(more["first_pages"]),
    }
    seconds = min(settings().file_seconds, settings().page_seconds * max(1, len(pages)))
    made = run_limited(
        "tasks.stations.letter:understand_job",
        argument,
        seconds=seconds,
        memory=settings().child_memory,
        reads=(settings().learnt_registry, settings().learnt_words),
    )
    return Record.model_validate(made)


def understand_job(argument: dict[str, Any]) -> dict[str, Any]:
    """Child function of `understand_pages`: the same by the same rules; the record as JSON comes back."""
    record = _understand(
        [Page.model_validate(page) for page in argument["pages"]],
        Source.model_validate(argument["source"]),
        Stopwatch([Step.model_validate(step) for step in argument["steps"]]),
        status=argument["status"],
        signatures=[DigitalSignature.model_validate(one) for one in argument["signatures"]],
        first_pages=argument["first_pages"],
    )
    dumped: dict[str, Any] = record.model_dump(mode="json")
    return dumped


def _understand(
    pages: Sequence[Page],
    source: Source,
    watch: Stopwatch,
    *,
    status: Status,
    signatures: Sequence[DigitalSignature],
    first_pages: Collection[int],
) -> Record:
    load_once()
    with watch.time("clean"):
        cleaned, suspicions = clean_pages(pages)
    registry = office_registry()
    with watch.time("understand"):
        today = _received_on(source)
        understanding = understand(cleaned, registry, today=today, signatures=signatures, first_pages=first_pages)
    with watch.time("route"):
        documents, routing = route_documents(f"sha256:{source.sha256}", understanding.documents)
    findings = (*understanding.findings, *suspicions)
    wanted = settings()
    review = decide_review(cleaned, documents, findings, routing, bar=wanted.review_bar, ask_afterwards=wanted.ask_afterwards)
    provenance = Provenance(
        pipeline_version=PIPELINE_VERSION,
        engine=reading_version(),
        languages=LANGUAGES,
        registry_version=registry.version,
        steps=tuple(watch.steps),
    )
    return build_record(
        source=source,
        status=status,
        pages=cleaned,
        documents=documents,
        findings=findings,
        routing=routing,
        review=review,
        provenance=provenance,
    )


def read_letter(
    path: Path, source: Source, *, cache: PageCache | None = None, progress: Callable[[int, int], None] | None = None
) -> Record | HeldRecord:
    """Read one file as `congvan read` does: decided, not sent. Raises Rejected for a file that can't be taken."""
    watch = Stopwatch()
    with watch.time("gate"):
        verdict = look_for_secrecy(path)
    if verdict.held:
        return held_record(verdict.page_count, source.received_at)
    unwritten = UnwrittenCache(cache) if cache else None
    with watch.time("read"):
        pages = read_scan(path, cache=unwritten, progress=progress)
    if text_shows_secrecy(pages):
        return held_record(len(pages), source.received_at)
    if unwritten:
        unwritten.write()
    with watch.time("signatures"):
        signatures = file_signatures(path)
    return understand_pages(pages, source, watch, status="read", signatures=signatures)

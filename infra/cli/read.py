"""`congvan read`: files in, records out, no server, bucket or queue."""

import argparse
import hashlib
import mimetypes
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from infra.cli.progress import Report, reporting
from infra.cli.terminal import harmless
from schemas.errors import Rejected, UsageError
from schemas.record import HeldRecord, Record, Source
from schemas.settings import made_home, settings

if TYPE_CHECKING:
    from tasks.ports import PageCache

DESCRIPTION = """Read files into records: what the letter says, every value with its place and confidence, and where it would go.
Files: .pdf .tif .tiff .png .jpg .jpeg and .txt .md (a text that was OCR'd elsewhere).
Exit status: 0 every file gave a record, 1 a file was refused (its record says why), 2 a wrong call."""


def parser() -> argparse.ArgumentParser:
    """The command's arguments."""
    made = argparse.ArgumentParser(
        prog="congvan read", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("files", nargs="+", type=Path, metavar="FILE")
    made.add_argument(
        "--out", type=Path, metavar="DIR", help="write DIR/<name>.json for each file (one file: default is standard output)"
    )
    made.add_argument("--jobs", type=int, default=0, metavar="N", help="pages read side by side (default: as many as cores)")
    made.add_argument("--no-cache", action="store_true", help="read every page anew, also those that were read before")
    return made


def check_call(files: Sequence[Path], out: Path | None) -> None:
    """Refuse what can't be carried out, before any work. Raises UsageError."""
    for file in files:
        if file.is_dir():
            raise UsageError(f"{file} is a folder. Its files: ./congvan read {file}/*.pdf --out records")
        if not file.is_file():
            raise UsageError(f"{file} is not a file. Example: ./congvan read scans/*.pdf --out records")
    if out is None and len(files) > 1:
        raise UsageError("several files need a folder for their records: add --out DIR")
    if out is not None and out.exists() and not out.is_dir():
        raise UsageError(f"--out {out} is a file; it must be a folder, which is made where it is not there")
    stems = [file.stem for file in files]
    for stem in stems:
        if stems.count(stem) > 1:
            raise UsageError(f"two files are named {stem}: their records would overwrite each other. Read them in two calls")


def source_of(path: Path) -> Source:
    """Name, size and identity of a file on disk."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Source(
        key=path.name,
        size=path.stat().st_size,
        media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        received_at=datetime.now(UTC).isoformat(timespec="seconds"),
        sha256=digest,
    )


def read_one(path: Path, cache: "PageCache | None", progress: Callable[[int, int], None]) -> Record | HeldRecord:
    """Read one file; a refusal becomes a quarantined record."""
    from tasks.stations.letter import read_letter, rejected_record  # noqa: PLC0415 - keeps --help fast

    source = source_of(path)
    try:
        return read_letter(path, source, cache=cache, progress=progress)
    except Rejected as refusal:
        return rejected_record(source, refusal)


def write(record: Record | HeldRecord, path: Path, out: Path | None) -> None:
    """Put the record where it belongs."""
    text = record.model_dump_json(indent=1)
    if out is None:
        print(harmless(text))
    else:
        (out / f"{path.stem}.json").write_text(text + "\n", "utf-8")


def describe(record: Record | HeldRecord) -> str:
    """A few words on what became of a file."""
    if isinstance(record, HeldRecord):
        return "held: a secrecy stamp is seen or suspected; nothing of it was kept"
    if record.rejection:
        return f"refused, {record.rejection.code}: {record.rejection.message}. {record.rejection.advice}"
    look = f"for review: {', '.join(record.review.reasons)}" if record.review.required else "goes straight through"
    if record.review.afterwards:
        look += f"; asked afterwards: {', '.join(record.review.afterwards)}"
    return f"{_count(len(record.pages), 'page')}, {_count(len(record.documents), 'document')}, {look}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def main(argv: Sequence[str]) -> int:
    """Read the files side by side; give 1 when one was refused."""
    args = parser().parse_args(argv)
    check_call(args.files, args.out)
    if args.out:
        args.out.mkdir(parents=True, exist_ok=True)
    from tasks.adapters.page_cache import FolderPageCache  # noqa: PLC0415 - keeps --help fast
    from tasks.engine.garbage import spare  # noqa: PLC0415
    from tasks.stations.reading import use_jobs  # noqa: PLC0415

    if args.jobs:
        use_jobs(args.jobs)
    cache = None if args.no_cache else FolderPageCache(made_home() / "cache" / "pages")
    refused = 0
    spare()
    with reporting(len(args.files), to_terminal=sys.stderr.isatty()) as report, _threads() as pool:
        for path, record in zip(args.files, pool.map(lambda file: _read_and_report(file, cache, report), args.files), strict=True):
            write(record, path, args.out)
            refused += isinstance(record, Record) and record.status == "quarantined"
    return 1 if refused else 0


@contextmanager
def _threads() -> Iterator[ThreadPoolExecutor]:
    """Threads for the files. Stopped by Ctrl-C this process ends at once, and its readers with it: no page is waited for."""
    with ThreadPoolExecutor(settings().cores + 1) as pool:
        try:
            yield pool
        except KeyboardInterrupt:
            print("congvan: stopped; the records of files that were done are written", file=sys.stderr, flush=True)
            os._exit(130)


def _read_and_report(path: Path, cache: "PageCache | None", report: Report) -> Record | HeldRecord:
    record = read_one(path, cache, report.pages_of(path.name))
    report.done(harmless(path.name), describe(record))
    return record

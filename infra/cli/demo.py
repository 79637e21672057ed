"""`congvan demo`: the local stack, the sample scans dropped into the bucket over S3, and what arrived where."""

import argparse
import hashlib
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from infra.cli.files import refuse_missing
from infra.stack.local import WATCHER, bring_up
from infra.stack.processes import alive
from schemas.arrival import INBOX
from schemas.catalogue import REVIEW_REASONS
from schemas.errors import TransientError
from schemas.record import Record
from schemas.settings import ROOT, settings
from schemas.stack import read_stack
from tasks.adapters.connect import open_store
from tasks.core.record.layout import record_key
from tasks.core.record.title import doctype, first_document
from tasks.core.record.words import value_words
from tasks.ports import ObjectStore
from tasks.stations.archive import load_record

DESCRIPTION = "Start the local stack, drop the sample scans into its inbox, wait, and show what arrived where."

SAMPLES = ROOT / "infra" / "samples"
PATIENCE = 900.0
"""Seconds without any letter finished, after which the demo gives up: the slowest sample reads in a tenth of that."""


MOST_SHOWN = 6
"""Recipients of a letter that are listed; the record has them all."""


@dataclass
class Dropped:
    """A sample on its road. `seconds`: from its drop until the inbox was emptied of it."""

    path: Path
    key: str
    letter_id: str
    at: float
    seconds: float | None = None


def main(argv: Sequence[str]) -> int:
    """Show the whole road. 0 when every sample ended delivered or in review, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="congvan demo", description=DESCRIPTION)
    parser.add_argument("scans", nargs="*", type=Path, metavar="SCAN", help="scans to drop (default: the samples that ship)")
    scans = parser.parse_args(argv).scans or sorted(path for path in SAMPLES.iterdir() if path.suffix == ".pdf")
    refuse_missing(scans)
    stack = bring_up(print)
    store = open_store()
    dropped = [drop(store, path) for path in scans]
    print(f"\n{len(dropped)} scans dropped into s3://{store.bucket}/{INBOX}; watch them at {stack.ui}\n")
    wait(store, dropped)
    records = {one.letter_id: load_record(store, one.letter_id) for one in dropped}
    show(dropped, records, store.bucket)
    print("\n".join(["", *what_next(records.values(), stack.ui)]))
    return 0 if all(record is not None and record.status in {"delivered", "review"} for record in records.values()) else 1


def what_next(records: Iterable[Record | None], address: str) -> Iterable[str]:
    """What to try now: addresses and commands about letters that are there."""
    there = [record for record in records if record is not None]
    waiting = sum(record.status == "review" for record in there)
    numbers = [document.number.value for record in there if (document := first_document(record)) and document.number]
    queues = [one.queue for record in there for one in record.routing.deliveries if one.delivered_at]
    yield f"Prefect's UI            {address}"
    if waiting:
        yield f"decide about {waiting} letters  there: Deployments, review_letter, a run, ⋮, Resume"
    if numbers:
        yield f"why who got it          ./congvan explain {numbers[0]}"
        yield f"its record and PDF      ./congvan open {numbers[0]}"
    if queues:
        yield f"what a recipient gets   ./congvan receive {queues[0]}"
    yield f"drop your own scan      into {settings().home / 's3' / settings().bucket / 'inbox'}"
    yield "the stack goes on running; ./congvan status says how it is, ./congvan down stops it"


def drop(store: ObjectStore, path: Path) -> Dropped:
    """Put a scan into the inbox, as a clerk's scanner would."""
    key = f"{INBOX}demo/{path.name}"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    store.upload(path, key)
    return Dropped(path=path, key=key, letter_id=f"sha256:{digest}", at=time.monotonic())


def wait(store: ObjectStore, dropped: Sequence[Dropped]) -> None:
    """Wait until the inbox is empty of all. Raises TransientError when no watcher lives or nothing moves any more."""
    moved = time.monotonic()
    while waiting := [one for one in dropped if one.seconds is None]:
        there = {stored.key for stored in store.list(f"{INBOX}demo/")}
        for one in waiting:
            if one.key not in there:
                one.seconds = time.monotonic() - one.at
                moved = time.monotonic()
                print(f"  {one.seconds:6.1f} s  {one.path.name}")
        _check_alive(moved)
        time.sleep(0.25)


def _check_alive(moved: float) -> None:
    stack = read_stack(settings().home)
    living = stack and any(alive(process) for name, process in stack.processes.items() if name.startswith(WATCHER))
    log = settings().home / "log" / f"{WATCHER}-1.log"
    if not living:
        raise TransientError(f"no watcher is running; its log: {log}. ./congvan up starts it again")
    if time.monotonic() - moved > PATIENCE:
        raise TransientError(f"no letter ended for {PATIENCE:.0f} s; the watcher's log: {log}")


def show(dropped: Iterable[Dropped], records: dict[str, Record | None], bucket: str) -> None:
    """For each letter where its record and its messages are, or why a person must look; then the table."""
    console = Console(width=None if Console().is_terminal else 150)
    table = Table("scan", "number", "type", "recipients", "status", "seconds")
    for one in dropped:
        record = records[one.letter_id]
        table.add_row(one.path.name, *_cells(record), f"{one.seconds or 0:.1f}")
        if record is not None:
            console.print(f"\n[bold]{one.path.name}[/bold]  s3://{bucket}/{_key(record)}", highlight=False)
            for line in _story(record):
                console.print(f"  {line}", markup=False, highlight=False, soft_wrap=True)
    console.print()
    console.print(table)


def _cells(record: Record | None) -> tuple[str, str, str, str]:
    if record is None:
        return ("—", "—", "—", "held or unknown")
    document = first_document(record)
    number = document.number.value if document and document.number else "—"
    return (number, value_words("doctype", doctype(record) or "—"), str(len(record.routing.deliveries)), record.status)


def _key(record: Record) -> str:
    return record_key(record.letter_id, quarantined=record.status == "quarantined")


def _story(record: Record) -> Iterable[str]:
    if record.rejection:
        yield f"{record.rejection.code}: {record.rejection.message}. {record.rejection.advice}"
    for code in record.review.reasons:
        words = REVIEW_REASONS.get(code)
        yield f"review: {code}{f': {words.message}' if words else ''}"
    for code in record.review.afterwards:
        words = REVIEW_REASONS.get(code)
        yield f"asked afterwards: {code}{f': {words.message}' if words else ''}"
    deliveries = record.routing.deliveries
    for delivery in deliveries[:MOST_SHOWN]:
        yield f"{'sent' if delivery.delivered_at else 'waits'}: {delivery.queue}  {delivery.role}  {delivery.name}"
    if len(deliveries) > MOST_SHOWN:
        yield f"… and {len(deliveries) - MOST_SHOWN} more"
    for unresolved in record.routing.unresolved:
        yield f"unresolved: {unresolved.raw} ({unresolved.reason})"

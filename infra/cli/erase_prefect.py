"""What Prefect knows of a letter, and its removal: runs, forms, artifacts by its API; events and logs, which have none, by SQL."""

import asyncio
import json
import sqlite3
import time
import urllib.error
import urllib.request
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from schemas.errors import TransientError
from schemas.record import Record
from schemas.settings import settings
from schemas.stack import read_stack
from tasks.core.record.portrait import escape
from tasks.core.record.title import title
from tasks.stations.named import SHORTEST

_FLOWS = ("review_letter", "redeliver_letter", "show_letter", "reprocess_letters")
"""Flows whose runs name a letter in their parameters; runs of process_letter are found by their artifact."""

_LISTS = ("daily-summary", "deadlines", "reconcile")
"""Keys of artifacts that name many letters."""

_BATCH = 200
_BUSY_SECONDS = 60.0
_LATE_SECONDS = 7.0
"""Prefect's server keeps events in memory for five seconds before it writes them."""

_EVENTS = "SELECT event_id FROM event_resources WHERE resource_id {wanted}"
_RUNS = "SELECT DISTINCT resource_id FROM event_resources WHERE event_id IN ({events}) AND resource_id LIKE 'prefect.flow-run.%'"
"""Runs that the letter's own events tell of: their events are found even when an earlier attempt removed the runs."""


def prefect_address() -> str | None:
    """Address of Prefect's API; None when there is no server."""
    stack = read_stack(settings().home)
    return settings().prefect_url or (stack.prefect_url if stack else None)


def erase_runs(digest: str, records: Sequence[Record] = ()) -> list[str]:
    """Remove all that Prefect's server tells of a letter, by the hex digits of its id; ids of the runs that went.

    `records`: the letter's revisions, by whose numbers and titles runs and lists of the office may name it. Nothing when there is
    no server. Raises TransientError when it is away.
    """
    address = prefect_address()
    if address is None:
        return []
    numbers = {document.number.value for record in records for document in record.documents if document.number}
    try:
        artifacts = _all(f"{address}/artifacts/filter", {"artifacts": {"key": {"any_": [f"letter-{digest[:16]}"]}}})
        runs = {artifact["flow_run_id"] for artifact in artifacts if artifact["flow_run_id"]}
        for run in _all(f"{address}/flow_runs/filter", {"flows": {"name": {"any_": list(_FLOWS)}}}):
            given = run["parameters"]
            others = [one for one in given.get("letters") or [] if not _means(one, digest, numbers)]
            if _means(given.get("letter_id"), digest, numbers):
                runs.add(run["id"])
            elif others != (given.get("letters") or []):  # it was for many
                _call(f"{address}/flow_runs/{run['id']}", "PATCH", {"parameters": {**given, "letters": others}})
        _strike(address, [digest, *(escape(title(record)) for record in records)])
        for artifact in artifacts:
            _call(f"{address}/artifacts/{artifact['id']}", "DELETE")
        for run in runs:
            _call(f"{address}/flow_runs/{run}", "DELETE")
    except urllib.error.URLError as error:
        raise TransientError(f"Prefect is away, its runs of this letter are still there: {error.reason}") from error
    return sorted(runs)


def _means(name: object, digest: str, numbers: Collection[str]) -> bool:
    """Whether somebody who started a run meant the letter: by its id, the beginning of it, or its number."""
    said = str(name or "").strip()
    digits = said.removeprefix("sha256:").lower()
    return said in numbers or (len(digits) >= SHORTEST and digest.startswith(digits))


def _strike(address: str, words: Sequence[str]) -> None:
    """Take the letter's rows out of what was listed of all letters: sums of days, deadlines, reconciliations."""
    for artifact in _all(f"{address}/artifacts/filter", {"artifacts": {"key": {"any_": list(_LISTS)}}}):
        lines = str(artifact["data"] or "").split("\n")
        kept = [line for line in lines if not any(word in line for word in words)]
        if kept != lines:
            _call(f"{address}/artifacts/{artifact['id']}", "PATCH", {"data": "\n".join(kept)})


def _all(address: str, body: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while True:
        batch = _call(address, "POST", {**body, "limit": _BATCH, "offset": len(found)})
        found += batch
        if len(batch) < _BATCH:
            return found


def _call(address: str, method: str, body: dict[str, Any] | None = None) -> Any:
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(address, data=data, method=method, headers={"Content-Type": "application/json"})  # noqa: S310 - our own server
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - as above
        text = answer.read()
    return json.loads(text) if text else None


def erase_rows(digest: str, runs: Sequence[str]) -> tuple[str, list[str]]:
    """Remove events and logs of the letter and of its runs from Prefect's database, and the bytes that deleted rows left.

    Gives what was done, in words, and what is still there. Of a server whose database we don't know: that its events
    stay for as long as it keeps them.
    """
    database = settings().prefect_database
    resources = [f"congvan.letter.sha256:{digest}", *map(_resource, runs)]
    time.sleep(_LATE_SECONDS if runs else 0.0)
    if database is not None and database.get_secret_value().startswith("postgresql"):
        address = database.get_secret_value().replace("postgresql+asyncpg://", "postgresql://", 1)
        return asyncio.run(_erase_from_postgres(address, resources, list(runs)))
    path = settings().home / "prefect" / "prefect.db"
    if database is None and path.exists():
        return _erase_from_sqlite(path, resources, list(runs), digest)
    return "none of ours: events and logs stay for as long as that server keeps them", []


def _resource(run: str) -> str:
    return f"prefect.flow-run.{run}"


def _in(values: Sequence[str]) -> str:
    return f"IN ({', '.join('?' * len(values))})"


def _erase_from_sqlite(path: Path, resources: list[str], runs: list[str], digest: str) -> tuple[str, list[str]]:
    with closing(sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)) as database:
        told = database.execute(_RUNS.format(events=_EVENTS.format(wanted=_in(resources))), resources).fetchall()
        resources = sorted({*resources, *(row[0] for row in told)})
        runs = [resource.rpartition(".")[2] for resource in resources[1:]]
        events, named = _EVENTS.format(wanted=_in(resources)), _in(runs)
        database.execute("BEGIN IMMEDIATE")
        gone = database.execute(f"DELETE FROM events WHERE id IN ({events})", resources).rowcount  # noqa: S608 - only question marks
        database.execute(f"DELETE FROM event_resources WHERE event_id IN ({events})", resources)  # noqa: S608
        logs = database.execute(f"DELETE FROM log WHERE flow_run_id {named}", runs).rowcount  # noqa: S608
        database.execute("COMMIT")
        clean = _rewritten(database)
    words = f"{gone} events and {logs} log lines; {'rewritten' if clean else 'busy: freed bytes stay until it is rewritten'}"
    return words, [f"{file.name}: {word}" for file, word in _bytes_of(path, [digest, *runs])]


def _rewritten(database: sqlite3.Connection) -> bool:
    """Write the database anew, so that nothing of deleted rows is left in it or in its journal; whether that worked."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while time.monotonic() < deadline:
        try:
            database.execute("VACUUM")
            busy, _, _ = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError:  # the server is writing
            busy = 1
        if not busy:
            return True
        time.sleep(0.5)
    return False


def _bytes_of(path: Path, words: Sequence[str]) -> Iterator[tuple[Path, str]]:
    for file in sorted(path.parent.glob(f"{path.name}*")):
        content = file.read_bytes()
        yield from ((file, word) for word in words if word.encode() in content)


async def _erase_from_postgres(address: str, resources: list[str], runs: list[str]) -> tuple[str, list[str]]:
    import asyncpg  # noqa: PLC0415 - only where the server's database is PostgreSQL

    events = _EVENTS.format(wanted="= ANY($1::text[])")
    try:
        database = await asyncpg.connect(address, timeout=30)
    except (OSError, asyncpg.PostgresError) as error:
        raise TransientError(
            f"Prefect's database is away, events of this letter are still there: {type(error).__name__}"
        ) from error
    try:
        told = await database.fetch(_RUNS.format(events=events), resources)
        resources = sorted({*resources, *(row["resource_id"] for row in told)})
        runs = [resource.rpartition(".")[2] for resource in resources[1:]]
        async with database.transaction():
            gone = await database.execute(f"DELETE FROM events WHERE id IN ({events})", resources)  # noqa: S608 - our own text
            await database.execute(f"DELETE FROM event_resources WHERE event_id IN ({events})", resources)  # noqa: S608
            logs = await database.execute("DELETE FROM log WHERE flow_run_id = ANY($1::uuid[])", runs)
        for table in ("events", "event_resources", "log", "artifact", "artifact_collection", "flow_run", "flow_run_input"):
            await database.execute(f"VACUUM FULL {table}")
        left = await database.fetchval(f"SELECT count(*) FROM ({events}) AS found", resources)  # noqa: S608
    finally:
        await database.close()
    words = f"{gone.rpartition(' ')[2]} events and {logs.rpartition(' ')[2]} log lines; rewritten"
    return words, [f"{left} events"] if left else []

"""The Prefect server as this stack starts it: its own application, discreet, and thrifty where it writes and looks.

- When a statement fails (a locked SQLite, a full disk), SQLAlchemy's error shows the values too: names of runs, portraits, answers.
  Prefect has no setting for it.
- A step's end is told by an event, of which a task run is made. The event is not kept beside it: it said the same, in six rows
  (`prefect_thrift`, and what else the server is spared).
- SQLite is given many events by one statement with many sets of values, which is compiled once; Prefect's own grows with its rows
  and is compiled each time.
- Background jobs (late runs, old events) are looked for every two seconds in place of four times a second.
- What was loaded at the start is never garbage: it is not searched for any; the rest only when much of it is new.
- SQLite: `prefect_sqlite`, `sqlite_thread`.
"""

import gc
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from fastapi import FastAPI
from prefect.server.database import configurations

vars(configurations)["create_async_engine"] = partial(vars(configurations)["create_async_engine"], hide_parameters=True)

import sqlalchemy as sa  # noqa: E402 - after the engine is told, as all below
from prefect.server.api import background_workers, server  # noqa: E402
from prefect.server.database import provide_database_interface  # noqa: E402
from prefect.server.events.schemas.events import ReceivedEvent  # noqa: E402
from prefect.server.events.storage import database as event_storage  # noqa: E402
from sqlalchemy.ext.asyncio import AsyncSession  # noqa: E402

from infra.stack import prefect_sqlite, prefect_thrift, sqlite_thread  # noqa: E402

LOOK_SECONDS = 2.0
"""Between two looks for background jobs."""

GARBAGE = (50_000, 20, 20)
"""New objects before these, then older ones, are searched for garbage; Python's 700 cost a fourteenth of the server's work."""

_MOST_IDS = 500  # of one question to SQLite, which takes 32,766 values


async def write_sqlite_events(session: AsyncSession, events: Sequence[ReceivedEvent]) -> None:
    """Write events that are not there yet, with the resources that they are about."""
    database = provide_database_interface()
    table: Any = vars(database.Event)["__table__"]
    resources: Any = vars(database.EventResource)["__table__"]
    for start in range(0, len(events), _MOST_IDS):
        batch = {event.id: event for event in events[start : start + _MOST_IDS]}
        for known in await session.scalars(sa.select(table.c.id).where(table.c.id.in_(batch))):
            batch.pop(known, None)
        if not batch:
            continue
        columns = set(table.c.keys())
        rows = [{name: value for name, value in event.as_database_row().items() if name in columns} for event in batch.values()]
        await session.execute(sa.insert(table), rows)
        await session.execute(sa.insert(resources), [row for event in batch.values() for row in event.as_database_resource_rows()])


prefect_sqlite.mend()
prefect_thrift.apply()
sqlite_thread.apply()
vars(event_storage)["_write_sqlite_events"] = write_sqlite_events
vars(background_workers)["Worker"] = partial(
    vars(background_workers)["Worker"],
    minimum_check_interval=timedelta(seconds=LOOK_SECONDS),
    scheduling_resolution=timedelta(seconds=LOOK_SECONDS),
)


def create_app() -> FastAPI:
    """Prefect's application."""
    made = server.create_app()
    prefect_thrift.spare_tasks(made)
    prefect_thrift.settle()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    return made


if __name__ == "__main__":
    # `python -m infra.stack.prefect_server server start …`, in the compose file: Prefect's own commands, with all of the above
    from prefect.cli import app

    app()

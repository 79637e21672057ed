"""What the Prefect server of this stack keeps of events: each once."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa
from prefect.server.api import background_workers
from prefect.server.database import provide_database_interface
from prefect.server.events.schemas.events import ReceivedEvent
from prefect.server.events.storage import database as storage
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from infra.stack import prefect_server


def event(name: str) -> ReceivedEvent:
    return ReceivedEvent.model_validate(
        {
            "event": name,
            "id": uuid4(),
            "occurred": datetime(2026, 11, 2, 9, 0, tzinfo=UTC),
            "resource": {"prefect.resource.id": "congvan.letter.a", "congvan.status": "read"},
            "related": [{"prefect.resource.id": "prefect.flow-run.b", "prefect.resource.role": "flow-run"}],
            "payload": {"pages": 2},
        }
    )


async def kept(
    folder: Path, *batches: list[ReceivedEvent]
) -> tuple[list[sa.Row[tuple[object, ...]]], list[sa.Row[tuple[object, ...]]]]:
    tables = [vars(getattr(provide_database_interface(), name))["__table__"] for name in ("Event", "EventResource")]
    engine = create_async_engine(f"sqlite+aiosqlite:///{folder / 'events.db'}")
    async with engine.begin() as connection:
        for table in tables:
            await connection.run_sync(table.create)
    async with AsyncSession(engine) as session:
        for batch in batches:
            await storage.write_events(session=session, events=batch)
            await session.commit()
        found = [list(await session.execute(sa.select(table))) for table in tables]
    await engine.dispose()
    return found[0], found[1]


def test_events_are_kept_with_what_they_are_about(tmp_path: Path) -> None:
    told = event("congvan.letter.delivered")
    events, resources = asyncio.run(kept(tmp_path, [told]))
    (row,) = events
    assert (row.id, row.event, row.payload, row.resource_id) == (told.id, told.event, {"pages": 2}, "congvan.letter.a")
    assert row.occurred == told.occurred
    assert row.related_resource_ids == ["prefect.flow-run.b"]
    assert {(one.resource_id, one.resource_role) for one in resources} == {
        ("congvan.letter.a", ""),
        ("prefect.flow-run.b", "flow-run"),
    }
    assert {one.event_id for one in resources} == {told.id}


def test_an_event_that_comes_twice_is_kept_once(tmp_path: Path) -> None:
    told, other = event("congvan.letter.received"), event("congvan.letter.held")
    events, resources = asyncio.run(kept(tmp_path, [told], [told, other], [told, other], []))
    assert sorted(row.id for row in events) == sorted((told.id, other.id))
    assert len(resources) == 4


def test_the_server_uses_what_was_put_in_place() -> None:
    assert vars(storage)["_write_sqlite_events"] is prefect_server.write_sqlite_events
    assert vars(background_workers)["Worker"].keywords["scheduling_resolution"].total_seconds() == 2.0

"""SQLite under Prefect's server: whoever reads first may still write, and what failed holds nothing."""

import asyncio
import sqlite3
from pathlib import Path

import aiosqlite
import pytest
import sqlalchemy as sa
from prefect.server.database.configurations import AioSqliteConfiguration

from infra.stack import prefect_sqlite


@pytest.fixture(autouse=True)
def mended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aiosqlite.Cursor, "_execute", prefect_sqlite.execute_or_close)
    monkeypatch.setattr(AioSqliteConfiguration, "begin_transaction", prefect_sqlite.begin_as_writer)


async def two_that_read_and_then_write(file: Path) -> list[int]:
    configuration = AioSqliteConfiguration(connection_url=f"sqlite+aiosqlite:///{file}")
    engine = await configuration.engine()
    async with engine.connect() as connection:
        await connection.exec_driver_sql("CREATE TABLE letters (number INTEGER PRIMARY KEY)")

    async def write(number: int) -> None:
        async with await configuration.session(engine) as session, configuration.begin_transaction(session):
            await session.execute(sa.text("SELECT * FROM letters"))
            await asyncio.sleep(0)  # the other one has its turn
            await session.execute(sa.text("INSERT INTO letters VALUES (:number)"), {"number": number})

    await asyncio.gather(*(write(number) for number in range(4)))
    async with engine.connect() as connection:
        found = [row[0] for row in await connection.exec_driver_sql("SELECT number FROM letters ORDER BY number")]
    await engine.dispose()
    return found


def test_who_reads_and_then_writes_is_not_refused_for_being_late(tmp_path: Path) -> None:
    assert asyncio.run(two_that_read_and_then_write(tmp_path / "a.db")) == [0, 1, 2, 3]


async def one_that_fails() -> tuple[aiosqlite.Cursor, list[int]]:
    async with aiosqlite.connect(":memory:") as connection:
        await connection.execute("CREATE TABLE letters (number INTEGER PRIMARY KEY)")
        cursor = await connection.cursor()
        await cursor.execute("INSERT INTO letters VALUES (1)")
        with pytest.raises(sqlite3.IntegrityError):
            await cursor.execute("INSERT INTO letters VALUES (1)")
        rows = await connection.execute_fetchall("SELECT number FROM letters")  # after the close, in the same thread
        return cursor, [row[0] for row in rows]


def test_the_cursor_of_a_statement_that_failed_is_closed_and_the_connection_lives_on() -> None:
    cursor, rows = asyncio.run(one_that_fails())
    assert rows == [1]
    with pytest.raises(sqlite3.ProgrammingError, match="closed cursor"):
        vars(cursor)["_cursor"].execute("SELECT 1")

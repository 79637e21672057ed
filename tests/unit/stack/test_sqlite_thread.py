"""Prefect's server hands a statement to SQLite's thread once, and everything that SQLAlchemy asks of it stays right."""

import asyncio
import sqlite3
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import aiosqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from infra.stack import sqlite_thread


@pytest.fixture
def handed() -> Iterator[list[str]]:
    """What is handed over to threads from now on, as SQLAlchemy is told to do it."""
    cursor = aiosqlite.AsyncAdapt_aiosqlite_cursor
    module: Any = __import__("aiosqlite")
    execute = module.Connection._execute
    seen: list[str] = []

    async def counted(self: Any, function: Any, *args: Any, **named: Any) -> Any:
        seen.append(function.__name__)
        return await execute(self, function, *args, **named)

    sqlite_thread.apply()
    module.Connection._execute = counted
    yield seen
    module.Connection._execute = execute
    vars(aiosqlite)["AsyncAdapt_aiosqlite_cursor"] = cursor


def within(folder: Path, work: Any) -> Any:
    async def run() -> Any:
        engine = create_async_engine(f"sqlite+aiosqlite:///{folder / 'a.db'}")
        async with engine.begin() as connection:
            await connection.execute(sa.text("create table if not exists letters (number integer primary key, name text)"))
        try:
            return await work(engine)
        finally:
            await engine.dispose()

    return asyncio.run(run())


async def rows(connection: AsyncConnection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in await connection.execute(sa.text("select number, name from letters order by number"))]


INSERT = sa.text("insert into letters (name) values (:name)")


async def twice(engine: Any) -> None:
    async with engine.begin() as connection:
        await connection.execute(INSERT, {"name": "lost"})
        await connection.execute(sa.text("insert into letters (number) values (1)"))


def test_a_statement_with_its_rows_is_handed_over_once(tmp_path, handed):
    async def work(engine):
        async with engine.connect() as connection:
            await connection.execute(INSERT, {"name": "a"})
            handed.clear()
            found = await rows(connection)
            return found, list(handed)

    found, times = within(tmp_path, work)
    assert found == [(1, "a")]
    assert len(times) == 1


@pytest.mark.usefixtures("handed")
def test_what_a_statement_gives_back_is_what_sqlalchemy_expects(tmp_path):
    async def work(engine):
        async with engine.begin() as connection:
            one = await connection.execute(INSERT, {"name": "a"})
            await connection.execute(INSERT, [{"name": "b"}, {"name": "c"}])
            changed = await connection.execute(sa.text("update letters set name = 'd' where number > 1"))
            told = await connection.execute(sa.text("insert into letters (name) values ('e') returning number"))
            return one.lastrowid, one.rowcount, changed.rowcount, told.scalar_one(), await rows(connection)

    assert within(tmp_path, work) == (1, 1, 2, 4, [(1, "a"), (2, "d"), (3, "d"), (4, "e")])


@pytest.mark.usefixtures("handed")
def test_rows_may_be_read_one_after_the_other(tmp_path):
    async def work(engine):
        async with engine.begin() as connection:
            await connection.execute(INSERT, [{"name": name} for name in "abc"])
            streamed = await connection.stream(sa.text("select name from letters order by number"))
            return [row.name async for row in streamed]

    assert within(tmp_path, work) == ["a", "b", "c"]


@pytest.mark.usefixtures("handed")
def test_an_error_is_told_and_its_transaction_taken_back(tmp_path):
    async def work(engine):
        async with engine.begin() as connection:
            await connection.execute(INSERT, {"name": "a"})
        with pytest.raises(IntegrityError):
            await twice(engine)
        async with engine.connect() as connection:
            return await rows(connection)

    assert within(tmp_path, work) == [(1, "a")]


@pytest.mark.usefixtures("handed")
def test_what_a_failed_statement_leaves_behind_is_closed_though_its_error_is_kept(tmp_path):
    async def work(engine):
        async with engine.begin() as connection:
            await connection.execute(INSERT, {"name": "a"})
        with pytest.raises(IntegrityError) as kept:
            await twice(engine)
        error: Any = kept.value.orig
        while error.__traceback__ is None or not cursors_of(error):
            error = error.__cause__ or error.__context__
        return cursors_of(error)

    (cursor,) = within(tmp_path, work)
    with pytest.raises(sqlite3.ProgrammingError, match="closed cursor"):
        cursor.execute("select 1")


def cursors_of(error: BaseException) -> list[sqlite3.Cursor]:
    """SQLite's cursors that the frames of an error's traceback hold."""
    held = [value for frame, _ in traceback.walk_tb(error.__traceback__) for value in frame.f_locals.values()]
    return list({id(value): value for value in held if isinstance(value, sqlite3.Cursor)}.values())

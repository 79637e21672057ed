"""SQLite under Prefect's server: transactions that don't fail for being late, and a server that never waits for itself.

- Prefect begins most transactions as readers. One that writes after another has written meanwhile is refused at once (“database is
  locked”, SQLITE_BUSY_SNAPSHOT), however long it would wait: with two watchers every third letter got a 503 and was asked for
  again. Here each begins as a writer, and waits for its turn.
- Of a statement that failed, Python keeps the cursor until the error's traceback is thrown away, and then resets the statement; if
  the connection waits for its turn just then, in another thread, the whole server waits with it, whoever has the turn included:
  until the wait runs out, a minute later (seen eight times in 250 letters). Here such a cursor is closed at once, by its
  connection's thread.
"""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiosqlite
from prefect.server.database.configurations import AioSqliteConfiguration
from sqlalchemy.ext.asyncio import AsyncSession, AsyncSessionTransaction

_execute = vars(aiosqlite.Cursor)["_execute"]
_begin = AioSqliteConfiguration.begin_transaction


async def execute_or_close(cursor: aiosqlite.Cursor, call: Callable[..., Any], *values: Any, **named: Any) -> Any:
    """Do `call` in the connection's thread; when it fails or nobody waits for it any more, close the cursor there too."""
    try:
        return await _execute(cursor, call, *values, **named)
    except BaseException:
        vars(cursor)["_conn"]._tx.put_nowait((None, vars(cursor)["_cursor"].close))  # noqa: SLF001 - it has no other way in
        raise


@asynccontextmanager
async def begin_as_writer(
    configuration: AioSqliteConfiguration,
    session: AsyncSession,
    with_for_update: bool = False,  # noqa: ARG001, FBT001, FBT002 - the signature is Prefect's
) -> AsyncGenerator[AsyncSessionTransaction, None]:
    """A transaction that takes its turn to write at its beginning."""
    async with _begin(configuration, session, with_for_update=True) as transaction:
        yield transaction


def mend() -> None:
    """Put both in place, before the first connection is opened."""
    setattr(aiosqlite.Cursor, "_execute", execute_or_close)  # noqa: B010 - to a type checker it is no attribute
    setattr(AioSqliteConfiguration, "begin_transaction", begin_as_writer)  # noqa: B010 - as above

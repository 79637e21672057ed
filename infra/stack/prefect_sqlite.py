"""SQLite under Prefect's server: transactions that don't fail for being late.

- Prefect begins most transactions as readers. One that writes after another has written meanwhile is refused at once (“database is
  locked”, SQLITE_BUSY_SNAPSHOT), however long it would wait: with two watchers every third letter got a 503 and was asked for
  again. Here each begins as a writer, and waits for its turn.
- What a failed statement leaves behind must be closed at once, in its connection's thread: else Python resets it when the error's
  traceback is thrown away, and if the connection waits for its turn just then, the whole server waits with it, whoever has the
  turn included, until the wait runs out, a minute later (seen eight times in 250 letters). `sqlite_thread` closes it.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from prefect.server.database.configurations import AioSqliteConfiguration
from sqlalchemy.ext.asyncio import AsyncSession, AsyncSessionTransaction

_begin = AioSqliteConfiguration.begin_transaction


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
    """Put it in place, before the first connection is opened."""
    setattr(AioSqliteConfiguration, "begin_transaction", begin_as_writer)  # noqa: B010 - to a type checker it can't be changed

"""SQLite under Prefect's server: whoever reads first may still write."""

import asyncio
from pathlib import Path

import pytest
import sqlalchemy as sa
from prefect.server.database.configurations import AioSqliteConfiguration

from infra.stack import prefect_sqlite


@pytest.fixture(autouse=True)
def mended(monkeypatch: pytest.MonkeyPatch) -> None:
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

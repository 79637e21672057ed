"""Text of letters stays out of the logs of programs that are not ours, too."""

import asyncio
import logging
import os
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from prefect.server.database import configurations

from infra.stack import prefect_server
from infra.stack.servers import prefect_command, prefect_environment
from infra.stack.watcher import be_discreet, without_items
from schemas.stack import Stack

SUBJECT = "V/v rà soát kho lưu trữ"


def test_an_event_that_could_not_be_sent_is_not_quoted() -> None:
    record = logging.LogRecord(
        "prefect", logging.ERROR, "x", 1, "Service %r failed to process item %r", ("EventsWorker", SUBJECT), None
    )
    assert without_items(record)
    assert SUBJECT not in record.getMessage()
    other = logging.LogRecord("prefect", logging.ERROR, "x", 1, "Service %r failed", ("EventsWorker",), None)
    assert without_items(other)
    assert other.getMessage() == "Service 'EventsWorker' failed"


def test_a_message_that_comes_back_is_not_quoted(caplog: pytest.LogCaptureFixture) -> None:
    loggers = [logging.getLogger(name) for name in ("httpx", "httpcore", "botocore", "urllib3", "prefect", "pika")]
    levels = [logger.level for logger in loggers]
    try:
        be_discreet()
        logging.getLogger("pika.adapters.blocking_connection").warning("Published message was returned: body_prefix=%r", SUBJECT)
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
    assert caplog.text == ""


async def fail() -> None:
    engine = vars(configurations)["create_async_engine"]("sqlite+aiosqlite://")
    async with engine.connect() as connection:
        await connection.execute(sa.text("INSERT INTO missing VALUES (:subject)"), {"subject": SUBJECT})


def test_the_servers_database_shows_no_value_when_a_statement_fails() -> None:
    assert callable(prefect_server.create_app)
    with pytest.raises(sa.exc.OperationalError) as caught:
        asyncio.run(fail())
    assert "missing" in str(caught.value)
    assert SUBJECT not in str(caught.value)


STACK = Stack(s3_endpoint="http://127.0.0.1:1", s3_access_key="a", s3_secret_key="b", prefect_url="http://127.0.0.1:2/api")


def test_it_is_the_server_that_is_started() -> None:
    assert f"{prefect_server.__name__}:create_app" in prefect_command(STACK)


def test_python_is_ours_in_the_steps_of_a_deployment() -> None:
    assert Path(prefect_environment(STACK)["PATH"].split(os.pathsep)[0]) == Path(sys.executable).parent

"""The stations run here without a flow run: what they log has no run to be sent to."""

from collections.abc import Iterator

import pytest
from prefect.settings import PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW, temporary_settings


@pytest.fixture(scope="session", autouse=True)
def _no_flow_run_to_log_to() -> Iterator[None]:
    """Prefect's own setting for it: it warns unless told that this is meant."""
    with temporary_settings({PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW: "ignore"}):
        yield

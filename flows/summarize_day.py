"""One artifact a day: letters, straight through, in review, quarantined, overdue, seconds a page."""

from datetime import UTC, datetime

from prefect import flow

from tasks.engine.tell import keep_summary
from tasks.sum_up_day import sum_up_day


@flow(name="summarize_day", persist_result=False)
def summarize_day(day: str | None = None) -> None:
    """Sum up a day (YEAR-MONTH-DAY, of receipt; today when none is given)."""
    day = day or datetime.now(UTC).date().isoformat()
    keep_summary(day, sum_up_day(day))

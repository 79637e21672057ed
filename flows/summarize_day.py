"""One artifact a day: letters, straight through, in review, quarantined, deadlines, seconds a page."""

from prefect import flow
from prefect.client.schemas.objects import State

from tasks.engine.report import keep_summary
from tasks.sum_up_day import sum_up_day


@flow(name="summarize_day", persist_result=False)
def summarize_day(day: str | None = None) -> State[None]:
    """Sum up a day (YEAR-MONTH-DAY, of receipt; today when none is given)."""
    return keep_summary(sum_up_day(day))

"""One artifact a day: letters, straight through, in review, quarantined, deadlines, seconds a page."""

from prefect import flow
from prefect.client.schemas.objects import State

from tasks.engine.report import keep_summary
from tasks.sum_up_day import sum_up_day


@flow(name="summarize_day", persist_result=False)
def summarize_day(day: str | None = None) -> State[None]:
    """Sum up the letters that were received on a day.

    Args:
        day: Ngày, viết 2021-10-25; None: hôm nay / the day, written so; None: today.
    """
    return keep_summary(sum_up_day(day))

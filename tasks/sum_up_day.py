"""Sum up: one day of the office in a table."""

from tasks.adapters.connect import open_store
from tasks.engine.task import letter_task
from tasks.stations.upkeep import day_summary


@letter_task
def sum_up_day(day: str) -> str:
    """Markdown of the day's sums (tổng hợp trong ngày)."""
    return day_summary(open_store(), day)

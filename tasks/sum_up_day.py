"""Sum up: one day of the office, and what is due."""

from datetime import date

from tasks.adapters.connect import open_store
from tasks.core.record.day import Day
from tasks.engine.task import letter_task
from tasks.stations.upkeep import sum_up, today_here


@letter_task
def sum_up_day(day: str | None) -> Day:
    """The day's sums and deadlines (tổng hợp trong ngày, hạn xử lý); today when no day (YEAR-MONTH-DAY) is given."""
    return sum_up(open_store(), date.fromisoformat(day) if day else today_here(), today=today_here())

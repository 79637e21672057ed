"""Every morning: what is due today, in the next days, and overdue. The event that it emits is what people are reminded by."""

from prefect import flow
from prefect.client.schemas.objects import State

from tasks.engine.report import remind
from tasks.sum_up_day import sum_up_day


@flow(name="remind_deadlines", persist_result=False)
def remind_deadlines() -> State[None]:
    """List the deadlines in an artifact and emit `congvan.deadlines.due` when there are any near."""
    return remind(sum_up_day(None))

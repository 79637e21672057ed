"""Twice a day: fresh addresses in every form that waits for a person, so that its pictures and links open however long it waits."""

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed

from tasks.engine.waiting import refresh_waiting


@flow(name="refresh_forms", persist_result=False)
def refresh_forms() -> State[None]:
    """Write the sheet above each waiting form anew; what was said in it before stays on top. Nothing else is touched."""
    return Completed(name="Refreshed", message=f"{refresh_waiting()} forms have fresh addresses")

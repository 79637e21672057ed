"""Decide: what a person decided becomes the record's next revision."""

from schemas.decision import Decision
from schemas.record import Record
from tasks.adapters.connect import open_store
from tasks.engine.task import letter_task
from tasks.stations.review import carry_out


@letter_task
def decide_letter(record: Record, decision: Decision) -> Record:
    """Write the revision (ghi quyết định) and learn from it, or refuse the letter."""
    return carry_out(open_store(), record, decision)

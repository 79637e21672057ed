"""Letters of the archive read again after a change of rules: new revisions, and messages only where something changed."""

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed

from tasks.deliver_letter import deliver_letter
from tasks.engine.waiting import ask_for_review
from tasks.list_letters import list_letters
from tasks.reread_letter import reread_letter


@flow(name="reprocess_letters", persist_result=False)
def reprocess_letters(letters: list[str] | None = None, reason: str = "rules changed") -> State[None]:
    """Read these letters again, or all; letters that a person decided about stay as they are."""
    wanted = list_letters() if letters is None else letters
    changed = 0
    for letter_id in wanted:
        letter = reread_letter(letter_id, reason)
        if letter is None:
            continue
        changed += 1
        if letter.status == "review":
            ask_for_review(letter)
        else:
            deliver_letter(letter)
    return Completed(name="Reprocessed", message=f"{len(wanted)} letters read again, {changed} changed")

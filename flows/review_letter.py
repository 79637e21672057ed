"""A person's decision on a letter in review, then its delivery; or the answer to what was asked after it.

What was decided is a new revision and is learnt from.
"""

from prefect import flow
from prefect.client.schemas.objects import State

from tasks.decide_letter import decide_letter
from tasks.deliver_letter import deliver_letter
from tasks.engine.ask import ask
from tasks.engine.tell import outcome, tell
from tasks.engine.waiting import review_sheet, tell_review
from tasks.load_letter import load_letter


@flow(name="review_letter", persist_result=False)
def review_letter(letter_id: str, process_run: str | None = None) -> State[None]:
    """Show the letter, wait for the decision (no process waits meanwhile), write the revision, deliver.

    A scan that was split by hand is asked about again. `process_run`: the letter's own run, whose tags then say what became
    of it.
    """
    letter = load_letter(letter_id)
    if letter is None:
        return outcome(letter)
    while letter.review.asks:
        letter = decide_letter(letter, ask(letter, review_sheet, tell_review))
    if letter.status == "read":
        letter = deliver_letter(letter)
    tell(letter, also=process_run)
    return outcome(letter)

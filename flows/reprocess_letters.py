"""Letters of the archive read again after a change of rules: new revisions, and messages only where something changed."""

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from schemas.errors import UsageError
from tasks.deliver_letter import deliver_letter
from tasks.engine.waiting import ask_for_review, withdraw_questions
from tasks.list_letters import list_letters
from tasks.reread_letter import reread_letter


@flow(name="reprocess_letters", persist_result=False)
def reprocess_letters(letters: list[str] | None = None, reason: str = "rules changed") -> State[None]:
    """Read these letters again, or all; letters that a person decided about stay as they are.

    Args:
        letters: Số, ký hiệu hoặc mã, mỗi mục một văn bản; None: tất cả / numbers or ids, one an item; None: all letters.
        reason: Ghi vào lịch sử của văn bản / stands in the history of each letter that changes.
    """
    try:
        wanted = list_letters(letters)
    except UsageError as error:
        return Failed(message=str(error))
    changed = 0
    for letter_id in wanted:
        letter = reread_letter(letter_id, reason)
        if letter is None:
            continue
        changed += 1
        if letter.status != "review":
            letter = deliver_letter(letter)
        withdraw_questions(letter)
        if letter.review.asks:
            ask_for_review(letter)
    return Completed(name="Reprocessed", message=f"{len(wanted)} letters read again, {changed} changed")

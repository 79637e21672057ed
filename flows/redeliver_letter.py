"""A letter's messages once more: for a recipient that lost its own, or for all of them."""

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from schemas.errors import UsageError
from tasks.load_letter import load_letter
from tasks.redeliver_message import redeliver_message


@flow(name="redeliver_letter", persist_result=False)
def redeliver_letter(letter_id: str, recipient_id: str | None = None) -> State[None]:
    """Send the message of one recipient again, or of every recipient; the ids stay, so that a repeat is seen as one.

    Args:
        letter_id: Số, ký hiệu (6777/VP-KGVX) hoặc mã văn bản / the number as printed, or the id or its beginning.
        recipient_id: Mã nơi nhận trong danh mục; để trống: mọi nơi / the recipient's registry id; none: everybody.
    """
    try:
        letter = load_letter(letter_id)
        if letter is None:
            return Failed(message=f"no record of {letter_id}")
        wanted = [recipient_id] if recipient_id else [delivery.recipient_id for delivery in letter.routing.deliveries]
        for recipient in wanted:
            redeliver_message(letter.letter_id, recipient)
    except UsageError as error:
        return Failed(message=str(error))
    return Completed(name="Redelivered", message=f"{len(wanted)} messages")

"""A letter's portrait once more, with addresses that open: for whoever comes back to it after they ran out."""

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from schemas.errors import UsageError
from tasks.engine.tell import show
from tasks.load_letter import load_letter


@flow(name="show_letter", persist_result=False)
def show_letter(letter_id: str) -> State[None]:
    """Attach the portrait to this run, with fresh short-lived addresses of record, searchable PDF, original and picture.

    Args:
        letter_id: Số, ký hiệu (6777/VP-KGVX) hoặc mã văn bản / the number as printed, or the id or its beginning.
    """
    try:
        letter = load_letter(letter_id)
    except UsageError as error:
        return Failed(message=str(error))
    if letter is None:
        return Failed(message=f"no record of {letter_id}")
    show(letter)
    return Completed(name="Shown", message="the artifact has fresh addresses")

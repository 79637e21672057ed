"""The id of a message (mã thông điệp): the same letter, recipient and revision always give the same one."""

import uuid

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:congvan:message")


def message_id(letter_id: str, recipient_id: str, revision: int) -> str:
    """A UUID (version 5) in text form, so that a repeat of a delivery is seen as one."""
    return str(uuid.uuid5(_SPACE, f"{letter_id}\n{recipient_id}\n{revision}"))

"""The message on a recipient's queue: CloudEvents 1.0 JSON. It points at the record and never carries the letter."""

from typing import Literal

from schemas.base import Model
from schemas.routing import Role

EVENT_TYPE: Literal["vn.congvan.letter.routed.v1"] = "vn.congvan.letter.routed.v1"


class ObjectPointer(Model):
    """An object of the bucket."""

    bucket: str
    key: str


class LetterRouted(Model):
    """`data` of the message."""

    letter_id: str
    record: ObjectPointer
    original: ObjectPointer
    recipient_id: str
    role: Role
    deadline: str | None = None
    doctype: str | None = None
    number: str | None = None
    issued_on: str | None = None
    issuer: str | None = None
    subject: str | None = None
    urgency: str | None = None


class Message(Model):
    """The CloudEvent. `id` is deterministic: of letter, recipient and revision, so that a repeat is seen as one."""

    specversion: Literal["1.0"] = "1.0"
    id: str
    source: str
    type: Literal["vn.congvan.letter.routed.v1"] = EVENT_TYPE
    subject: str
    time: str
    datacontenttype: Literal["application/json"] = "application/json"
    data: LetterRouted

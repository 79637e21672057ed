"""What a person decided about a letter in review (quyết định của người xét duyệt)."""

from typing import Literal

from pydantic import Field

from schemas.base import Model
from schemas.routing import Role

Action = Literal["deliver", "defer", "reject"]

FIELDS = ("doctype", "number", "issued_on", "issuer", "subject")
"""Fields of the letter's first document that a person may set right."""


class Resolved(Model):
    """Who is meant by a printed name (`raw`) that the registry did not know well enough."""

    raw: str
    recipient_id: str


class Recipient(Model):
    """A recipient as the registry has it, with the role that the person gives it."""

    recipient_id: str
    name: str
    queue: str
    role: Role = "inform"


class Decision(Model):
    """One decision. `fields`: the values as they shall stand, None where there is none on the page."""

    action: Action
    by: str
    note: str = ""
    fields: dict[str, str | None] = Field(default_factory=dict)
    recipients: tuple[str, ...] = ()
    added: tuple[Recipient, ...] = ()
    resolved: tuple[Resolved, ...] = ()
    words: tuple[str, ...] = ()

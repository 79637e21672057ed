"""What a person decided about a letter in review (quyết định của người xét duyệt)."""

from typing import Literal

from pydantic import Field

from schemas.base import Model
from schemas.found import Found
from schemas.routing import Role

Action = Literal["deliver", "defer", "reject", "split"]
"""gửi đi, để sau, không nhận, tách lại."""

FIELDS = ("doctype", "number", "issued_on", "issuer", "subject", "urgency", "signers")
"""Fields of a document that a person may set right; of `signers` the name of the one that is least sure."""


class Resolved(Model):
    """Who is meant by a printed name (`raw`) that the registry did not know well enough."""

    raw: str
    document: int
    recipient_id: str


class Recipient(Model):
    """A recipient as the registry has it, with the role that the person gives it; `because`: where it is printed, if it is."""

    recipient_id: str
    name: str
    queue: str
    role: Role = "inform"
    documents: tuple[int, ...] = ()
    because: tuple[Found, ...] = ()


class Corrected(Model):
    """A field of a document as it shall stand; `value` None where there is none on the page."""

    document: int
    name: str
    value: str | None
    issuer_id: str | None = None  # of a corrected issuer: whom the registry takes it for


class Decision(Model):
    """One decision. `recipients`: ids of the proposed ones that stay. `first_pages`: where documents begin, of a split."""

    action: Action
    by: str
    note: str = ""
    fields: tuple[Corrected, ...] = ()
    recipients: tuple[str, ...] = ()
    added: tuple[Recipient, ...] = ()
    resolved: tuple[Resolved, ...] = ()
    words: tuple[str, ...] = ()
    first_pages: tuple[int, ...] = Field(default=())

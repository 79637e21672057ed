"""Who gets the letter, why, and who could not be told (chuyển văn bản)."""

from typing import Literal

from schemas.base import Model
from schemas.found import Found

Role = Literal["lead", "cooperate", "act", "inform", "file"]
"""chủ trì, phối hợp, thực hiện, để biết, lưu: the strongest first."""

ROLES: tuple[Role, ...] = ("lead", "cooperate", "act", "inform", "file")


class Delivery(Model):
    """One recipient's copy, with its strongest role; `because` holds the found values that name the recipient."""

    recipient_id: str
    name: str
    queue: str
    role: Role
    deadline: str | None = None
    documents: tuple[int, ...] = ()
    because: tuple[Found, ...] = ()
    note: str | None = None  # "delivered to the successor of …"
    message_id: str
    delivered_at: str | None = None


class Candidate(Model):
    """A registry entry that might be meant by an unresolved name; `score` 0 to 1."""

    recipient_id: str
    name: str
    score: float


class Unresolved(Model):
    """A printed name that no registry entry matches well enough: it goes to a person, never to a guess."""

    raw: str
    document: int
    reason: str
    candidates: tuple[Candidate, ...] = ()


class Outside(Model):
    """A recipient that the registry knows and does not serve (no queue)."""

    recipient_id: str
    name: str
    raw: str
    document: int


class Routing(Model):
    """The whole decision for one letter."""

    deliveries: tuple[Delivery, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    outside: tuple[Outside, ...] = ()

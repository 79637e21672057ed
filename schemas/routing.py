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
    """A recipient that is not served here: known and without a queue, or by its form none that the registry could hold."""

    recipient_id: str
    name: str
    raw: str
    document: int
    reason: str | None = None
    """Why none serves it: company, person, school, hospital, bank, commune …; None: in the registry, without a queue."""


NotRoutedReason = Literal[
    "as_above",
    "open_set",
    "attachment",
    "publication",
    "directive",
    "not_listed",
    "own_letter",
    "no_article",
    "file",
    "secrecy",
    "own_house",
    "role_without_body",
    "persons",
    "unlisted",
]
"""Why something printed was understood and yet sends nothing:

as_above: those in Kính gửi have it already. open_set: a directive speaks of no definite body. attachment: its cover letter
routes. publication: a website or gazette. directive: a body named only in a directive is unknown. not_listed: a directive
charges a group that neither Kính gửi nor Nơi nhận names. own_letter: the issuer does not write to itself. no_article: the body
has no such Điều. file: the registry doesn't know who keeps the file copy. secrecy: nothing of such a letter is sent.
own_house: people and units of the issuer itself, without a queue.
role_without_body: titles alone (Chuyên viên theo dõi), with nothing that says whose: the issuer's own.
persons: those whom an article names elsewhere (các ông, bà có tên tại Điều 1).
unlisted: somebody of whom the registry has nothing, nor any name that is written or abbreviated nearly so; only in Nơi nhận.
"""


class NotRouted(Model):
    """What is printed, was understood, and on purpose sends nothing. No person needs to look at it."""

    raw: str
    document: int
    reason: NotRoutedReason


class Routing(Model):
    """The whole decision for one letter."""

    deliveries: tuple[Delivery, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    outside: tuple[Outside, ...] = ()
    not_routed: tuple[NotRouted, ...] = ()


class RoutingPolicy(Model):
    """What an office decides about routing.

    `attachments_route`: attachments are routed by their own Nơi nhận too; by default they travel with their cover letter.
    `own_organisation`: registry id of the only body that is served, with its units and roles; everyone else is `outside`.
    `directives_route`: who is charged in the body gets the letter, even when not named in Kính gửi or Nơi nhận.
    `file_copies`: the Lưu item sends a copy to the issuer's clerical office when the registry knows it.
    """

    attachments_route: bool = False
    own_organisation: str | None = None
    directives_route: bool = True
    file_copies: bool = True

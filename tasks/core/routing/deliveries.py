"""From claims to deliveries: each recipient once, with its strongest role and every reason (vì sao được chuyển)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas.found import Found
from schemas.letter import Document
from schemas.registry import Entry
from schemas.routing import ROLES, Delivery, Outside, Role, RoutingPolicy, Unresolved
from tasks.core.registry.registry import Registry
from tasks.core.routing.message_id import message_id


@dataclass(frozen=True, slots=True)
class Claim:
    """One reason for one recipient to get the letter."""

    entry: Entry
    role: Role
    because: Found
    document: int
    deadline: str | None = None
    notes: tuple[str, ...] = ()


def is_served(entry: Entry, registry: Registry, policy: RoutingPolicy) -> bool:
    """Whether this installation delivers to the entry: it has a queue and, if one body alone is served, is inside it."""
    if entry.queue is None:
        return False
    if policy.own_organisation is None:
        return True
    here: Entry | None = entry
    while here is not None and here.kind in ("unit", "role", "group") and here.id != policy.own_organisation:
        here = registry.get(here.parent) if here.parent else None
    return here is not None and here.id == policy.own_organisation


def deliveries_of(letter_id: str, claims: Iterable[Claim], documents: Sequence[Document], revision: int) -> tuple[Delivery, ...]:
    """One delivery for each recipient, the strongest roles first; within a role in the letter's order."""
    by_recipient: dict[str, list[Claim]] = {}
    for claim in claims:
        by_recipient.setdefault(claim.entry.id, []).append(claim)
    made = [_delivery(letter_id, mine, documents, revision) for mine in by_recipient.values()]
    return tuple(sorted(made, key=lambda delivery: ROLES.index(delivery.role)))


def _delivery(letter_id: str, claims: Sequence[Claim], documents: Sequence[Document], revision: int) -> Delivery:
    """One delivery of all claims on a recipient: strongest role, its earliest deadline, each reason once.

    A role without one has what was asked of all who are addressed (`due_of_all`).
    """
    role = min((claim.role for claim in claims), key=ROLES.index)
    dated = [claim for claim in claims if claim.deadline]
    deadlines = [claim.deadline for claim in dated if claim.role == role] or [claim.deadline for claim in dated]
    entry = claims[0].entry
    carried = {claim.document for claim in claims}
    carried |= {index for document in documents if document.index in carried for index in document.attachments}
    notes = dict.fromkeys(note for claim in claims for note in claim.notes)
    return Delivery(
        recipient_id=entry.id,
        name=entry.name,
        queue=entry.queue or "",
        role=role,
        deadline=min(filter(None, deadlines), default=None),
        documents=tuple(sorted(carried)),
        because=tuple(dict.fromkeys(claim.because for claim in claims)),
        note="; ".join(notes) or None,
        message_id=message_id(letter_id, entry.id, revision),
    )


def outside_of(claims: Iterable[Claim]) -> tuple[Outside, ...]:
    """Recipients that are known and not served, each once, in the letter's order."""
    found = {
        claim.entry.id: Outside(recipient_id=claim.entry.id, name=claim.entry.name, raw=claim.because.raw, document=claim.document)
        for claim in reversed(list(claims))
    }
    return tuple(reversed(list(found.values())))


def once(unresolved: Iterable[Unresolved]) -> tuple[Unresolved, ...]:
    """Each unresolved name once for a document, in the letter's order."""
    return tuple({(item.raw, item.document): item for item in reversed(list(unresolved))}.values())[::-1]

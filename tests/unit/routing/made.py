"""Made documents for routing: what reading would have found in invented letters."""

import datetime as dt

from schemas.found import Found
from schemas.letter import Addressee, Deadline, Directive, Document, PrintedRecipient
from tasks.core.routing.pieces import Member, View
from tasks.stations.routing import load_registry


def found(text: str) -> Found:
    return Found(value=text, raw=text, confidence=1.0, page=1, rule="made")


def view_of(issuer: str, day: dt.date) -> View:
    """What is seen from a listed issuer on a day: itself and the body right above it are the house."""
    registry = load_registry()
    entry = registry.get(issuer)
    assert entry is not None
    above = registry.get(entry.parent) if entry.parent else None
    return View(registry, issuer, day, (Member(entry.name, entry), *([Member(above.name, above)] if above else [])))


def addressee(text: str) -> Addressee:
    return Addressee(value=text, raw=text, confidence=1.0, page=1, rule="made")


def recipient(text: str, **more: str) -> PrintedRecipient:
    return PrintedRecipient(value=text, raw=text, confidence=1.0, page=1, rule="made", **more)


def directive(lead: str, cooperating: tuple[str, ...] = (), deadline: str | None = None) -> Directive:
    when = Deadline(value=deadline, raw=deadline, confidence=1.0, page=1, rule="made") if deadline else None
    return Directive(lead=(found(lead),), cooperating=tuple(map(found, cooperating)), action="làm", deadline=when)


def document(
    issuer_id: str | None = "kien-giang/vp-ubnd",
    *,
    to: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
    directives: tuple[Directive, ...] = (),
    issued_on: str | None = "2021-09-06",
    body: str = "",
    **more: object,
) -> Document:
    return Document(
        index=0,
        first_page=1,
        last_page=1,
        issuer_id=issuer_id,
        issued_on=found(issued_on) if issued_on else None,
        addressees=tuple(map(addressee, to)),
        printed_recipients=tuple(map(recipient, recipients)),
        directives=directives,
        body=body,
    ).model_copy(update=more)

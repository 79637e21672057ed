"""Made documents for routing: what reading would have found in invented letters."""

from schemas.found import Found
from schemas.letter import Addressee, Deadline, Directive, Document, PrintedRecipient


def found(text: str) -> Found:
    return Found(value=text, raw=text, confidence=1.0, page=1, rule="made")


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

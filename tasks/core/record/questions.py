"""What a person is asked about a letter in review (phiếu xét duyệt): the doubtful first, each with what was read. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from schemas.decision import FIELDS
from schemas.found import Found
from schemas.letter import Document
from schemas.record import Record
from schemas.routing import Unresolved
from tasks.core.record.asked_fields import field_of
from tasks.core.record.review import doubts, half_read
from tasks.core.record.title import first_document
from tasks.core.record.words import short

MOST_FIELDS = 24
"""Fields that a form asks for: all of the first document, the doubtful ones of the others."""

MOST_NAMES = 30
"""Unresolved names that a form asks about; whoever a letter with more names besides is added by hand."""

MOST_SHOWN = 12
"""Doubtful places that are shown cut out of the page."""


@dataclass(frozen=True, slots=True)
class FieldQuestion:
    """One field of one document. `key`: its name in the form, as `number` or `number_2`; `doubt`: `missing`, `low_confidence`."""

    key: str
    document: int
    name: str
    found: Found | None
    doubt: str | None

    @property
    def value(self) -> str:
        """What was read; empty where nothing was."""
        return self.found.value if self.found else ""


@dataclass(frozen=True, slots=True)
class Questions:
    """What the form asks. `recipients`: registry id by label, of those who were not sent it yet.

    `unresolved`: printed names, each with its candidates by label.
    """

    fields: tuple[FieldQuestion, ...]
    recipients: Mapping[str, str]
    unresolved: tuple[tuple[Unresolved, Mapping[str, str]], ...]


def label(name: str, entry_id: str) -> str:
    """A registry entry as the form shows it, which cuts off what is long."""
    return f"{short(name)} [{entry_id}]"


def questions(record: Record, *, bar: float) -> Questions:
    """What is to be asked about this record; below the confidence `bar` a field is doubtful."""
    routing = record.routing
    return Questions(
        fields=tuple(sorted(_fields(record, bar), key=lambda one: one.doubt is None))[:MOST_FIELDS],
        recipients={label(one.name, one.recipient_id): one.recipient_id for one in routing.deliveries if not one.delivered_at},
        unresolved=tuple(
            (one, {label(near.name, near.recipient_id): near.recipient_id for near in one.candidates})
            for one in routing.unresolved[:MOST_NAMES]
        ),
    )


def _fields(record: Record, bar: float) -> Iterator[FieldQuestion]:
    main = first_document(record)
    for document in record.documents:
        why = dict(reversed([code.split(".") for code in doubts(document, bar)]))
        is_main = main is not None and document.index == main.index
        for name in FIELDS:
            if is_main or name in why:
                key = name if is_main else f"{name}_{document.index + 1}"
                yield FieldQuestion(key, document.index, name, field_of(document, name), why.get(name))
        if document.secrecy is not None:
            key = "secrecy" if is_main else f"secrecy_{document.index + 1}"
            yield FieldQuestion(key, document.index, "secrecy", document.secrecy, "low_confidence")


def doubtful_values(record: Record, *, bar: float) -> list[tuple[str, Found]]:
    """Values with a place on a page that a person should look at, each with the name of its field; at most `MOST_SHOWN`."""
    shown = [(one.name, one.found) for one in questions(record, bar=bar).fields if one.doubt and one.found]
    for document in record.documents:
        for name, items in (("addressees", document.addressees), ("recipients", document.printed_recipients)):
            shown += [(name, item) for item in items if item.confidence < bar or _open(record, item, document)]
        shown += [one for one in half_read(document, bar) if one not in shown]  # the form may ask about it by itself
    return [(name, found) for name, found in shown if found.box and found.page][:MOST_SHOWN]


def _open(record: Record, item: Found, document: Document) -> bool:
    return any(one.document == document.index and one.raw in item.raw for one in record.routing.unresolved)


def printed(record: Record, name: Unresolved) -> tuple[bool, Found | None]:
    """Whether an unresolved name stands in Kính gửi, and the printed item that holds it."""
    document = next((one for one in record.documents if one.index == name.document), None)
    if document is None:
        return False, None
    addressee = next((one for one in document.addressees if name.raw in one.raw), None)
    if addressee is not None:
        return True, addressee
    return False, next((one for one in document.printed_recipients if name.raw in one.raw), None)

"""From pages to documents (hiểu văn bản): split, then read each document's fields, then what joins them."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from schemas.found import Found
from schemas.letter import Addressee, DigitalSignature, Document, NumberParts, PrintedRecipient, System, Understanding
from schemas.page import Page
from tasks.core.letter.directives.directives import find_directives
from tasks.core.letter.fields.body import read_body
from tasks.core.letter.fields.head_marks import find_circulation, find_secrecy, find_urgency
from tasks.core.letter.fields.issue_year import with_near_year
from tasks.core.letter.fields.place_date import agreed_place, find_place_date, find_wrapped_date
from tasks.core.letter.fields.subject import find_subject
from tasks.core.letter.finish import finish
from tasks.core.letter.issuer.issuer import find_issuer
from tasks.core.letter.issuer.known import Known
from tasks.core.letter.number.mended_number import glued_symbol, mend_number, torn_number, with_torn_stroke, with_year
from tasks.core.letter.number.number import find_number
from tasks.core.letter.number.references import find_references
from tasks.core.letter.parts.doctype import find_doctype, with_own_code
from tasks.core.letter.parts.marking import Marked, Sign, mark
from tasks.core.letter.parts.roles import with_roles
from tasks.core.letter.parts.split import split_documents
from tasks.core.letter.recipients.addressees import find_addressees
from tasks.core.letter.recipients.mended_items import filed_unit, mend_addressees, mend_recipients
from tasks.core.letter.recipients.recipients import find_recipients
from tasks.core.letter.rows.lines import Row
from tasks.core.letter.rows.span import Span
from tasks.core.letter.signer.signers import find_signers

if TYPE_CHECKING:
    from tasks.core.registry.registry import Registry


def understand(
    pages: Sequence[Page],
    registry: "Registry | None" = None,
    *,
    today: date | None = None,
    signatures: Sequence[DigitalSignature] = (),
    first_pages: Collection[int] = (),
) -> Understanding:
    """Documents of a scan with their fields, and what the checks found.

    `today` is the day that the scan came, to judge days by; None: not judged. `signatures`: those that the file's bytes prove.
    `first_pages`: where a person says that documents begin.
    """
    spans = split_documents(pages, first_pages)
    documents = with_roles([read_document(span, pages, registry, today) for span in spans], spans)
    return finish(documents, spans, pages, registry, today=today, signatures=signatures)


def read_document(span: Span, pages: Sequence[Page], registry: "Registry | None", today: date | None = None) -> Document:
    """The fields of one document. `today`: when the scan came; None: not known."""
    marked = mark(span.head)
    system, subject, addressees = find_system(span), find_subject(span), find_addressees(span.addressees)
    numbers = [m.row for m in marked if m.sign is Sign.NUMBER]
    number, parts = find_number(numbers, system)
    place, issued_on, on = _place_and_date(span, marked, today)
    issuer = find_issuer(span, known := Known(parts, place.value if place else None, on, system, registry, sureness_of(place)))
    doctype = find_doctype(span.title, parts, number, system, form=_form(marked), place=known.place)
    recipients = find_recipients(span.recipients)
    parts = with_own_code(parts, doctype)
    if number is None or number.rule.startswith("number.symbol_only"):
        number, parts = _torn_number((number, parts), numbers, issuer.issuer, doctype, system)
    number, parts = with_torn_stroke(*with_year(number, parts, on.year if on else None), issuer.issuer, doctype, system)
    number, parts = mend_number(number, parts, issuer.issuer, doctype, drafting_unit(recipients, parts))
    known = replace(known, parts=parts)
    return Document(
        index=span.index,
        first_page=span.first_page,
        last_page=span.last_page,
        system=system,
        doctype=doctype,
        number=number,
        number_parts=parts,
        parent_issuer=issuer.parent,
        issuer=issuer.issuer,
        issuer_id=issuer.issuer_id,
        place=agreed_place(place, issuer.issuer),
        issued_on=issued_on,
        subject=subject,
        addressees=mend_addressees(addressees, known, issuer.issuer_id),
        printed_recipients=mend_recipients(recipients, known, issuer.issuer_id),
        signers=find_signers(span.signature),
        urgency=find_urgency(span, pages),
        secrecy=find_secrecy(span, pages),
        circulation=find_circulation(span, pages),
        references=find_references(span, subject=subject, own_number=number.value if number else None),
        directives=find_directives(span, on, sender=issuer.issuer, named=named_bodies(addressees, recipients)),
        body=read_body(span),
    )


def _torn_number(
    read: tuple[Found | None, NumberParts | None], rows: Sequence[Row], issuer: Found | None, doctype: Found | None, system: System
) -> tuple[Found | None, NumberParts | None]:
    """A number that was not read, or as its symbol alone, from what is left of its rows."""
    torn = torn_number(rows, issuer, doctype, system)
    return torn if torn[0] else read if read[0] else glued_symbol(rows, doctype)


def _place_and_date(span: Span, marked: Sequence[Marked], today: date | None) -> tuple[Found | None, Found | None, date | None]:
    """Place and date of issue, and that date as a day: of a date line, or of one whose year wrapped."""
    place, issued_on = find_place_date([m.row for m in marked if m.sign is Sign.DATE])
    if place is None and issued_on is None:
        place, issued_on = find_wrapped_date([m.row for m in marked])
    issued_on = with_near_year(issued_on, span.body, today)
    return place, issued_on, date.fromisoformat(issued_on.value) if issued_on else None


def sureness_of(place: Found | None) -> float:
    """How sure the place's words were read; 0 for one whose marks were put right."""
    return place.confidence if place is not None and place.raw == place.value else 0.0


def drafting_unit(recipients: Sequence[PrintedRecipient], parts: NumberParts | None = None) -> str | None:
    """The unit that the Lưu item files under (đơn vị soạn thảo); None without such an item.

    Where it was read as the symbol of `parts` has it, it is that one, however near a usual code is.
    """
    item = next((item for item in recipients if item.kind == "file"), None)
    own = parts.unit_code if parts else None
    return None if item is None else own if own and item.drafting_unit == own else filed_unit(item)


def named_bodies(addressees: Sequence[Addressee], recipients: Sequence[PrintedRecipient]) -> list[str]:
    """Whom Kính gửi names, and Nơi nhận one by one."""
    return [one.value for one in addressees] + [one.value for one in recipients if one.kind == "organisation"]


def _form(marked: Sequence[Marked]) -> Row | None:
    """The row that shows a công văn where no type word does: V/v or Kính gửi."""
    return next((m.row for m in marked if m.sign in (Sign.VE_VIEC, Sign.KINH_GUI)), None)


def find_system(span: Span) -> System:
    """Party form (Hướng dẫn 36-HD/VPTW) or state form (Nghị định 30/2020)."""
    head = {m.sign for m in mark(span.head)}
    if Sign.NATIONAL in head or Sign.MOTTO in head:
        return "state"
    if Sign.PARTY in head:
        return "party"
    numbers = [m.low for m in mark(span.head) if m.sign is Sign.NUMBER]
    if any("-" in low.partition("/")[0] for low in numbers):
        return "party"
    party = sum(m.low.lstrip().startswith(("t/m", "k/t", "t/l")) for m in mark(span.signature))
    filed = any("luu van phong" in m.low for m in mark(span.recipients))
    return "party" if party or filed else "state"

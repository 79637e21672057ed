"""Confidence that means something (độ tin cậy): of values with confidence c, a share of about c is right.

A value's score is the log-odds of its reading (the engine's words times the rule's strength) plus what independent evidence adds;
a monotone table, learnt from letters whose truth is known, turns scores into shares (docs/review.md).
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from math import exp, log
from typing import TYPE_CHECKING, TypeVar

from schemas.found import Found
from schemas.letter import Directive, Document, Signer
from tasks.core.letter.confidence import deadline_evidence, evidence, item_evidence, signer_evidence
from tasks.core.letter.confidence.calibration_table import TABLE
from tasks.core.letter.fields.issue_year import BY_BODY
from tasks.core.letter.number.cited_number import CITED, CITED_DAY
from tasks.core.letter.recipients.recipients import DOUBTED
from tasks.core.letter.rows.signs import WRITTEN

if TYPE_CHECKING:
    from tasks.core.registry.registry import Registry

FAMILY = {
    "number": "number",
    "issued_on": "date",
    "doctype": "doctype",
    "issuer": "agency",
    "parent_issuer": "agency",
    "place": "place",
    "subject": "subject",
    "urgency": "mark",
    "addressees": "item",
    "printed_recipients": "item",
    "signer_name": "person",
    "signer_title": "person",
}
"""Fields that err alike share a table; few letters teach each."""

_AS_THEY_ARE = ("number.symbol_only", CITED, CITED_DAY, "urgency.form")
"""Rules whose confidence is no score."""

_LEAST, _MOST = 0.02, 0.985
F = TypeVar("F", bound=Found)
Rescore = Callable[[str, F, float], float]
"""(field, value as found, weight of the evidence) → confidence."""


def score(confidence: float, weight: float) -> float:
    """Share (0 to 1) that a reading of `confidence` has after evidence of `weight` log-odds, before the table."""
    kept = min(_MOST, max(_LEAST, confidence))
    return 1 / (1 + exp(-(log(kept / (1 - kept)) + weight)))


def worth(family: str, value: float) -> float:
    """What the table makes of a score; the score itself where nothing was learnt."""
    return worth_in(TABLE.get(family), value)


def worth_in(knots: tuple[tuple[float, float], ...] | None, value: float) -> float:
    """What a table of (score, share) knots makes of a score, by straight line between them; the score itself without a table."""
    if not knots:
        return value
    at = bisect_right(knots, (value, 2.0))
    if at == 0:
        return knots[0][1]
    if at == len(knots):
        return knots[-1][1]
    (x0, y0), (x1, y1) = knots[at - 1], knots[at]
    return y0 + (y1 - y0) * (value - x0) / (x1 - x0) if x1 > x0 else y1


def calibrated(field: str, found: Found, weight: float) -> float:
    """The calibrated confidence of one value."""
    return round(worth(FAMILY[field], score(found.confidence, weight)), 4)


def calibrate(
    documents: Sequence[Document],
    registry: "Registry | None" = None,
    *,
    today: date | None = None,
    confidence: Rescore[Found] = calibrated,
    only: int | None = None,
) -> list[Document]:
    """Give the documents of one scan with every field's confidence calibrated; nothing else changes.

    Call it once, last, with references and signatures in place: they are witnesses. `today` bounds sensible years.
    A number of which only the symbol could be read, or that is another document's citation, keeps its low confidence.
    `only`: so many documents, the rest are witnesses.
    """
    return [_document(document, documents, registry, today, confidence) for document in documents[:only]]


def _document(
    document: Document, documents: Sequence[Document], registry: "Registry | None", today: date | None, confidence: Rescore[Found]
) -> Document:
    weights = {
        "number": evidence.of_number(document, documents, registry),
        "issued_on": evidence.of_date(document, documents, today),
        "doctype": evidence.of_doctype(document),
        "issuer": evidence.of_issuer(document, registry),
        "parent_issuer": evidence.of_parent(document, registry),
        "place": evidence.of_place(document),
        "subject": evidence.of_subject(document),
        "urgency": 0.0,
    }
    changes: dict[str, object] = {}
    vouched = {
        "number": evidence.vouches_for_number(document, documents),
        "issued_on": evidence.vouches_for_date(document, documents),
    }
    for field, weight in weights.items():
        found: Found | None = getattr(document, field)
        if found is not None and not found.rule.startswith(_AS_THEY_ARE):
            sure = confidence(field, found, weight)
            changes[field] = _with(found, sure if vouched.get(field) else _no_surer_than_written(found, sure))
    on = date.fromisoformat(document.issued_on.value) if document.issued_on else None
    whole = item_evidence.is_whole(document)
    for field, items in (("addressees", document.addressees), ("printed_recipients", document.printed_recipients)):
        ends = whole or field == "addressees"
        worth = [item_evidence.of_item(item, document, registry, on, whole=ends) for item in items]
        changes[field] = tuple(
            _with(item, _no_surer_than_read(item, document, confidence(field, item, weight)))
            for item, weight in zip(items, worth, strict=True)
        )
    changes["signers"] = tuple(_signer(signer, confidence) for signer in document.signers)
    changes["directives"] = tuple(_directive(directive, on) for directive in document.directives)
    return document.model_copy(update=changes)


def _directive(directive: Directive, on: date | None) -> Directive:
    """A task with its deadline's confidence: no table was learnt for deadlines, the score is their confidence."""
    deadline = directive.deadline
    weight = deadline_evidence.of_deadline(deadline, on) if deadline is not None else 0.0
    if deadline is None or not weight:
        return directive
    return directive.model_copy(update={"deadline": _with(deadline, round(score(deadline.confidence, weight), 4))})


def _no_surer_than_written(found: Found, confidence: float) -> float:
    """What is known of the rest of a value says nothing about digits that were written into it by hand.

    Only a second place where the same digits were read does (`evidence.vouches_for_number`, `.vouches_for_date`).
    """
    return min(found.confidence, confidence) if WRITTEN in found.rule or found.rule.endswith(BY_BODY) else confidence


def _no_surer_than_read(item: Found, document: Document, confidence: float) -> float:
    """A unit that symbol and Lưu item both have says nothing about the drafter's mark beside it, unless it is the mark."""
    doubted = DOUBTED in item.rule and not item_evidence.vouches_for_mark(item, document)
    return min(item.confidence, confidence) if doubted else confidence


def _signer(signer: Signer, confidence: Rescore[Found]) -> Signer:
    name, title = signer.name, signer.title
    return signer.model_copy(
        update={
            "name": None if name is None else _with(name, _name_confidence(name, confidence)),
            "title": None if title is None else _with(title, confidence("signer_title", title, signer_evidence.of_title(title))),
        }
    )


def _name_confidence(name: Found, confidence: Rescore[Found]) -> float:
    """A name of which a part was guessed is never sure, whatever the rest of it is worth."""
    sure = confidence("signer_name", name, signer_evidence.of_name(name))
    return min(signer_evidence.most_of(name), sure)


def _with(found: F, confidence: float) -> F:
    return found.model_copy(update={"confidence": confidence})

"""Dates that can't be: no such day, a weekday that does not fit, a cited document from the future, missing zeros."""

import re
from collections.abc import Iterator
from datetime import date

from schemas.found import Found
from schemas.letter import Document, Finding
from tasks.core.letter.checks.finding import finding
from tasks.core.letter.rows.lines import Flow
from tasks.core.letter.rows.paragraphs import paragraphs
from tasks.core.letter.rows.signs import DATE_LINE, bare
from tasks.core.letter.rows.span import Span
from tasks.core.letter.vocabulary.dates import Mention, find_dates

_WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5}
_WEEKDAY = re.compile(r"\b(?:thu\s+(?P<day>hai|ba|tu|nam|sau|bay|[2-7])|(?P<sunday>chu nhat))\s*(?:,|\(|ngay|\s)*$")
_WEEKDAY_AFTER = re.compile(
    r"\s*(?P<open>[(,]|-\s)\s*(?:thu\s+(?P<day>hai|ba|tu|nam|sau|bay|[2-7])|(?P<sunday>chu nhat))\b(?!\s*,?\s*\(?ngay)"
)
_COUNTED = re.compile(
    r"\b(?:lan|ky|ky hop|khoa|phien|phien hop|dot|vong|dai hoi|hoi nghi|hoc ky|giai doan|nam|buoi|cuoc hop|nhiem ky|quy)\s+$"
)
"""Before thứ hai: which time it is (kỳ họp thứ hai, ngày …), and no weekday. Runs on bare text."""
_NUMBER_OF = re.compile(r"\bso(?: nha)?\s*:?\s*$")
"""Before 45/32/2021: a number, not a day."""
_NO_ZERO = re.compile(r"ngay\s+(?:[1-9])\s+thang|thang\s+[12]\s+nam")


def check_dates(document: Document, span: Span, today: date | None) -> Iterator[Finding]:
    """Findings date.*, reference.dated_after_letter of one document."""
    yield from _head(document, span, today)
    for flow in paragraphs(span.body):
        for mention in find_dates(flow.text):
            yield from _mention(document, flow, mention)
    yield from _references(document)


def _head(document: Document, span: Span, today: date | None) -> Iterator[Finding]:
    """Ô 4. A day that no calendar has gave no date at all: look at the line itself."""
    issued = document.issued_on
    if issued is None:
        for row in span.head:
            if not DATE_LINE.search(bare(row.text)):
                continue
            for mention in find_dates(row.text):
                if mention.is_impossible:
                    evidence = row.found(mention.start, mention.end, rule="date.impossible")
                    yield finding("date.impossible", "error", [document.index], [evidence])
        return
    if today is not None and issued.value > today.isoformat():
        yield finding("date.in_future", "error", [document.index], [issued])
    if _NO_ZERO.search(bare(issued.raw)):
        yield finding("date.leading_zero", "info", [document.index], [issued])


def _mention(document: Document, flow: Flow, mention: Mention) -> Iterator[Finding]:
    if mention.is_impossible:
        if _NUMBER_OF.search(bare(flow.text[max(0, mention.start - 12) : mention.start])):
            return
        yield finding("date.impossible", "warning", [document.index], [_evidence(flow, mention, "date.impossible")])
        return
    day = mention.resolve(None)
    said = _weekday(flow.text, mention)
    if day is not None and said is not None and day.weekday() != said:
        yield finding("date.weekday_mismatch", "warning", [document.index], [_evidence(flow, mention, "date.weekday")])


def _evidence(flow: Flow, mention: Mention, rule: str) -> Found:
    return flow.found(mention.start, mention.end, rule=rule)


def _weekday(text: str, mention: Mention) -> int | None:
    """The weekday printed beside a date (thứ Hai, ngày …; … (Chủ nhật); …, thứ Tư), Monday 0."""
    low = bare(text)
    match = _WEEKDAY.search(low, max(0, mention.start - 30), mention.start)
    if match is not None and _COUNTED.search(low, max(0, match.start() - 20), match.start()):
        return None
    match = match or _weekday_after(text, low, mention.end)
    if match is None:
        return None
    if match["sunday"]:
        return 6
    name = match["day"]
    return int(name) - 2 if name.isdigit() else _WEEKDAYS[name]


def _weekday_after(text: str, low: str, at: int) -> re.Match[str] | None:
    """After a comma only one with its capital or figure: …, thứ hai, … goes on with a list (thứ nhất …, thứ hai …)."""
    match = _WEEKDAY_AFTER.match(low, at)
    if match is None or match["open"] == "(" or match["sunday"]:
        return match
    sign = text[match.start("day")]
    return match if sign.isdigit() or sign.isupper() else None


def _references(document: Document) -> Iterator[Finding]:
    """Nothing can be cited before it exists: one of the two dates is wrong, and nobody can tell from the text which."""
    issued = document.issued_on
    if issued is None:
        return
    for reference in document.references:
        if reference.issued_on is not None and reference.issued_on > issued.value:
            yield finding("reference.dated_after_letter", "error", [document.index], [issued, reference])

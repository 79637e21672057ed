"""Spans, found values and documents made for tests; every text here is invented."""

from collections.abc import Sequence
from typing import Any

from schemas.found import Found
from schemas.letter import Document, NumberParts
from schemas.page import Line, Zone
from tasks.core.letter.rows.lines import Row, row_of
from tasks.core.letter.rows.span import Span


def text_rows(text: str) -> tuple[Row, ...]:
    """Rows of a text file: blank lines part blocks, no boxes."""
    rows: list[Row] = []
    at, block = 0, 0
    for line in text.split("\n"):
        if line.strip():
            made = Line(page=1, raw=line, text=line, start=at, end=at + len(line), zone=Zone.TEXT, block=block)
            rows.append(row_of(made, len(rows)))
        else:
            block += 1
        at += len(line) + 1
    return tuple(rows)


def scan_rows(lines: Sequence[tuple[str, float, float]], *, page: int = 1, zone: Zone = Zone.BODY) -> tuple[Row, ...]:
    """Rows of a scanned page: (text, left edge, right edge) from top to bottom, edges as fractions."""
    rows: list[Row] = []
    at = 0
    for number, (text, left, right) in enumerate(lines):
        top = 0.1 + 0.02 * number
        made = Line(
            page=page, raw=text, text=text, start=at, end=at + len(text), zone=zone, block=0, box=(left, top, right, top + 0.015)
        )
        rows.append(row_of(made, number))
        at += len(text) + 1
    return tuple(rows)


def span_of(body: str | Sequence[Row], *, head: str = "", other: str = "") -> Span:
    """A document with this body."""
    rows = text_rows(body) if isinstance(body, str) else tuple(body)
    top, rest = text_rows(head) if head else (), text_rows(other) if other else ()
    return Span(index=0, rows=(*top, *rows, *rest), head=tuple(top), body=rows, other=tuple(rest))


def found(value: str, *, raw: str | None = None, confidence: float = 0.97, rule: str = "test") -> Found:
    """A found value of page 1."""
    return Found(value=value, raw=raw or value, confidence=confidence, page=1, box=(0.1, 0.1, 0.2, 0.12), rule=rule)


def document(**fields: Any) -> Document:
    """A công văn of a made-up department that lacks nothing."""
    whole: dict[str, Any] = {
        "index": 0,
        "first_page": 1,
        "last_page": 1,
        "doctype": found("cong_van", rule="doctype.form"),
        "number": found("45/SNV-CCHC"),
        "number_parts": NumberParts(number="45", symbol="SNV-CCHC", issuer_code="SNV", unit_code="CCHC"),
        "issuer": found("Sở Nội vụ tỉnh Sao Mai"),
        "issued_on": found("2022-03-08", raw="ngày 08 tháng 3 năm 2022"),
        "subject": found("báo cáo kết quả quý I"),
        "addressees": ({"value": "Sở Tài chính", "raw": "Sở Tài chính", "confidence": 0.97, "rule": "t"},),
        "printed_recipients": ({"value": "Như trên", "raw": "Như trên", "confidence": 0.97, "rule": "t", "kind": "as_above"},),
        "signers": ({"authority": (), "title": found("GIÁM ĐỐC"), "name": found("Lê Thị Mây")},),
    }
    return Document.model_validate(whole | fields)

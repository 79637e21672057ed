"""The parts of one document, put together as a span."""

from collections.abc import Iterator, Sequence

from tasks.core.letter.parts.columns import margins, within
from tasks.core.letter.parts.doctype import is_copy
from tasks.core.letter.parts.foot import find_foot, foot_columns
from tasks.core.letter.parts.head import Head
from tasks.core.letter.parts.marking import Marked, Sign
from tasks.core.letter.rows.lines import Row
from tasks.core.letter.rows.span import Span, SpanKind


def _within_edges(body: Sequence[Row], rows: Sequence[Row]) -> Iterator[Row]:
    """Rows of the running text without what was read beside it."""
    edges = {page: margins([row for row in rows if row.page == page]) for page in {row.page for row in body}}
    return (within(row, edges[row.page]) for row in body)


def make_span(index: int, marked: Sequence[Marked]) -> Span:
    """The span of one document whose rows are given with their signs."""
    foot_at, foot_end = find_foot(marked)
    head = Head(marked[:foot_at])
    rows = [m.row for m in marked]
    foot = marked[foot_at:foot_end]
    left, right = foot_columns(foot)
    kind: SpanKind = "copy" if head.title is not None and is_copy(head.title) else "letter"
    return Span(
        index=index,
        rows=tuple(rows),
        head=tuple(rows[: head.end]),
        body=tuple(row for row in _within_edges(rows[head.end : foot_at], rows) if row.text),
        foot=tuple(m.row for m in foot),
        other=tuple(m.row for m in marked if m.sign is Sign.E_SIGNATURE),
        annexes=tuple(rows[foot_end:]),
        first_page=min(row.page for row in rows),
        last_page=max(row.page for row in rows),
        kind=kind,
        title=head.title,
        subject=tuple(head.subject),
        addressees=tuple(head.addressees),
        recipients=tuple(left),
        signature=tuple(right),
    )

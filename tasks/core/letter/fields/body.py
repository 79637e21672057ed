"""The body (nội dung) as text: one paragraph or list item on each line."""

import re
from collections.abc import Sequence

from tasks.core.letter.rows.lines import Row
from tasks.core.letter.rows.paragraphs import paragraphs
from tasks.core.letter.rows.span import Span

_END_MARK = re.compile(r"(\./\.?)(?:\s?[^\s.]{1,8})?\s*$")
_INITIALS = re.compile(r"(?<=[.;/])\s*(?:[*_]+\s*\w{1,8}\s*[*_]+)\s*$")
_BREAK_IN_WORD = re.compile(r"\w[-/]$")
_AFTER_BREAK = re.compile(r"[^\W_]")
_BEFORE_SEPARATOR = re.compile(r"[-/][^\W_]")


def read_body(span: Span) -> str:
    """Give the cleaned text of the span's body, paragraphs parted by one newline; empty where it has none.

    Wrapped lines and page breaks are joined, page numbers gone; the end mark (./.) stays without the initials (ký nháy) beside it.
    """
    return "\n".join(text for flow in paragraphs(span.body) if (text := _tidy(join(flow.rows))))


def join(rows: Sequence[Row]) -> str:
    """Join the rows of one paragraph; a number or hyphened word broken over two lines is closed up."""
    text = ""
    for row in rows:
        text += row.text if not text or _closes_up(text, row.text) else f" {row.text}"
    return text


def _closes_up(before: str, after: str) -> bool:
    """285/TB- + VPCP, Covid- + 19, 285 + /TB-VPCP: no blank belongs there. `kinh tế -` + `xã hội` keeps its blank."""
    if _BREAK_IN_WORD.search(before):
        return _AFTER_BREAK.match(after) is not None
    return before[-1:].isdigit() and _BEFORE_SEPARATOR.match(after) is not None


def _tidy(text: str) -> str:
    return _INITIALS.sub("", _END_MARK.sub(r"\1", text)).strip()

"""What an item's body gets a letter for, (b/c) (báo cáo), on a torn scan: small print in brackets that loses its stroke.

So it was in some fifteen items of 64 faxes: (b c}, (be), (bíc), (hc}, (b-c).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from schemas.page import Zone
from tasks.core.scan.words.assemble import Row, Token

_REPORT = re.compile(r"\([bBhÙ6]\s?[/iíịìl:.'’-]?\s?[cCeé€©¢][)}\]jỳ](?P<end>[.,;:]?)")
_MOST = 2  # words that it is read as


def with_purposes(rows: Sequence[Row]) -> list[Row]:
    """The rows of a torn scan, those of a list of readers with (b/c) at their end where that was read as something like it."""
    return [_with_purpose(row) if row.zone is Zone.FOOT_LEFT else row for row in rows]


def _with_purpose(row: Row) -> Row:
    for count in range(1, min(_MOST, len(row.tokens) - 1) + 1):
        last = row.tokens[-count:]
        found = _REPORT.fullmatch(" ".join(token.text for token in last))
        if found is not None:
            return replace(row, tokens=(*row.tokens[:-count], _report(last, found["end"])))
    return row


def _report(words: Sequence[Token], end: str) -> Token:
    """One word in place of those that it was read as, no surer than they are."""
    sure = min(token.confidence for token in words)
    return replace(words[0], text=f"(b/c){end}", right=max(token.right for token in words), confidence=sure)

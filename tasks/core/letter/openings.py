"""How rows begin and end: what opens a body, what closes a list, where noise stands before a row's own words."""

import re

from tasks.core.letter.lines import Row
from tasks.core.letter.marking import Marked
from tasks.core.letter.signs import bare

BODY_OPENER = re.compile(
    r"^\W{0,2}(?:can cu\b|(?:sang |chieu |toi )?ngay \d|(?:sang|chieu|vua qua|hien nay|trong thoi gian|thoi gian qua"
    r"|de (?!an|tai|cuong)|sau khi|qua \w|theo "
    r"|tiep theo|xet |nham |thuc hien .{30,}[;,:]$|phan (?:thu|[ivx\d])|chuong [ivx\d]|dieu \d|[ivx]{1,4}[.)] |[a-d][.)] "
    r"|\d{1,2}[.)] ?\D"
    r"|ho va ten|ten toi|kinh thua|toi la|chung toi|hom nay))"
)

_SPECKS = re.compile(r"^(?:[^\w\s\"“(]*\w?[^\w\s\"”)]+\s+|[^\W\d_]\s+(?=[A-ZĐ]{2}))+")
STROKES = re.compile(r"^(?:[^\w\s\"“(]+\s+)+")
INDENTED = re.compile(r"(?:^|^.{1,24}?\s)(?P<dash>[-–~]\s+(?=[A-ZĐÀ-Ỹ]))")
_CITING = re.compile(
    r"^\W{0,2}(?:(?:thuc hien|trien khai|tiep theo|can cu|xet|theo|phuc dap|tra loi)\b.{0,80}\bso \d|.{3,60}\bnhan duoc\b)"
)
"""A sentence that cites a document, as bodies begin; a subject names what it is about. Runs on bare text."""


def from_label(row: Row) -> Row:
    """From "Về việc" on, where noise read into the row stands before it."""
    specks = _SPECKS.match(row.text) if row.line.words else None
    if specks and specks.end() < len(row.text):
        row = row.part(specks.end(), len(row.text))
    at = bare(row.text).find("ve viec")
    return row.part(at, len(row.text)) if at > 0 and row.text[at].isupper() and row.line.words else row


def opens_sentence(item: Marked, last: Row) -> bool:
    """A new sentence after one that was closed, or one that opens a body."""
    return item.row.text[:1].isupper() and (last.text.rstrip()[-1:] in ".;" or opens_body(item))


def opens_body(item: Marked) -> bool:
    """Starts as bodies do: a capital or a figure, then a legal basis, a day, an item number, a citing sentence."""
    text = item.row.text.lstrip(" *_-“\"'(")
    if not text or text[0].islower():
        return False
    return BODY_OPENER.match(item.low) is not None or _CITING.match(item.low) is not None


def closes(text: str) -> bool:
    """Ends the list: a full stop that is no abbreviation's (TP.)."""
    return re.search(r"(?:[^\W\d_A-ZĐ]{2}|[^\W\d_]{3}|\d|[)\"”])\s*\.(?:\s*/\.?)?[^\w;,:]*$", text) is not None

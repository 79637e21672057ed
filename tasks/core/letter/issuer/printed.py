"""The name of an agency as the rows of a letterhead print it."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from tasks.core.letter.rows.lines import Row
from tasks.core.letter.vocabulary.agencies import is_place_line, marked_head, starts_agency
from tasks.core.letter.vocabulary.fields import with_marks_of_fields
from tasks.core.letter.vocabulary.provinces import with_marks_of_province


def printed_name(rows: Sequence[Row]) -> str:
    """The rows joined by one blank, without specks that stand after a word (Y' TẾ; not M'GAR); and VIỆTNAM parted."""
    whole = " ".join(printed_row(row) + _comma(row, after) for row, after in zip_longest(rows, rows[1:]))
    text = re.sub(r"['`’‘^~]+(?=[\s,]|$)", "", whole)
    text = re.sub(r"(?<!\w)VIỆTNAM(?!\w)", "VIỆT NAM", text)
    return with_marks_of_fields(with_marks_of_province(text)) if any(row.line.words for row in rows) else text


def _comma(row: Row, after: Row | None) -> str:
    """The comma that a name's row ends in where the name goes on below (BÁO VÀ PHÁT THANH, / TRUYỀN HÌNH); else it is a speck."""
    if after is None or not row.where or starts_agency(after.text) or is_place_line(after.text):
        return ""
    end = row.where[-1] + 1
    return "," if row.line.text[end : end + 1] == "," and row.text[-1:] != "," else ""


def printed_row(row: Row) -> str:
    """The row's words; on a scan with the marks that the first words of an agency's name have."""
    return marked_head(row.text) if row.line.words else row.text

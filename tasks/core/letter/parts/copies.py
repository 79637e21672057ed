"""A copy's second head (SAO Y, Nghị định 30/2020, Phụ lục I, Phần II) below the foot of what it copies, on the same page.

Reading by columns gives the whole left column first, both Nơi nhận in it; here the rows below come after all rows above.
"""

import re
from collections.abc import Sequence

from schemas.page import Zone
from tasks.core.letter.parts.doctype import is_copy
from tasks.core.letter.rows.lines import Row
from tasks.core.letter.rows.signs import AUTHORITY, NOI_NHAN, NUMBER_LINE, bare, is_caps

_COPY_NUMBER = re.compile(r"/\s?(?:sy|sybc|sl|trs)\b")
_NEAR = 0.1
"""How far apart the form's word and the copy's number may stand, as a fraction of the page's height."""
_A_ROW = 0.005
_MIDDLE = 0.48


def copy_below(rows: Sequence[Row]) -> list[Row]:
    """The rows of one page in reading order, those of a copy's head and foot last; as they are where there is none."""
    word = next((row for row in rows if row.box and len(row.text) < 30 and is_caps(row.text) and is_copy(row)), None)
    number = next(
        (row for row in rows if row.box and NUMBER_LINE.match(bare(row.text)) and _COPY_NUMBER.search(bare(row.text))), None
    )
    listed = [row.box[1] for row in rows if row.box and NOI_NHAN.match(bare(row.text))]
    if word is None or number is None or word.box is None or number.box is None or not listed:
        return list(rows)
    top = min(word.box[1], number.box[1])
    if abs(word.box[1] - number.box[1]) > _NEAR or top < min(listed):
        return list(rows)
    top = min(row.box[1] for row in rows if row.box and top - _NEAR / 2 < row.box[1] <= top and _of_head(row)) - _A_ROW
    below = [row for row in rows if row.box and row.box[1] >= top]
    foot = min((row.box[1] for row in below if row.box and _opens_foot(row)), default=1.0) - _A_ROW
    head = [row for row in below if row.box and row.box[1] < foot]
    return [*(row for row in rows if row not in below), *map(_in_head, head), *(row for row in below if row not in head)]


def _in_head(row: Row) -> Row:
    """The row in the column of a head, where it was in a foot's."""
    left = row.box is not None and (row.box[0] + row.box[2]) / 2 < _MIDDLE
    return Row(row.line, row.text, row.where, row.order, Zone.HEAD_LEFT if left else Zone.HEAD_RIGHT)


def _of_head(row: Row) -> bool:
    return is_caps(row.text) or NUMBER_LINE.match(bare(row.text)) is not None


def _opens_foot(row: Row) -> bool:
    low = bare(row.text)
    return NOI_NHAN.match(low) is not None or (is_caps(row.text) and AUTHORITY.match(low) is not None)

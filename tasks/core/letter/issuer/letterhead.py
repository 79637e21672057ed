"""The rows of ô 2 of a letterhead (cơ quan ban hành): which of a head's rows name the issuer and the office above it."""

import re
from dataclasses import replace

from schemas.page import Zone
from tasks.core.letter.issuer.full_name import ends_nameless
from tasks.core.letter.issuer.parent_names import is_abbreviated, near_parent
from tasks.core.letter.parts.columns import clear
from tasks.core.letter.parts.marking import STAMP, Marked, Sign, mark
from tasks.core.letter.rows.lines import Row
from tasks.core.letter.rows.signs import UNION_TITLE, bare, is_caps
from tasks.core.letter.rows.span import Span
from tasks.core.letter.vocabulary.agencies import is_place_line, starts_agency

_RECEIPT = re.compile(
    r"^\W*(?:cong van|van ban)\s+(?:den|di)\b|^\W*(?:den|di)\b\W*(?:(?:so|ngay|chuyen|gio)\b|\d|$)|^\W*(?:chuyen|luu ho so)\s*:"
)
"""A receipt stamp's row; DI SẢN THÀNH CỔ is none, nor DI LINH. Runs on bare text."""
_NUMBERED = re.compile(r"^\W{0,3}s[o0]\b(?:(?![a-z]{3}).){0,16}?[-/]\s?[a-z]+[/-]")
"""Số and an unreadable number before the symbol: the name of the agency stands above. Runs on bare text."""
_TORN = re.compile(r"^\W{0,3}s[^\s:]{0,3}\s?[:;.].*\d.*[/|]")
"""A number line of which little more than colon, figures and stroke was read."""


def letterhead(span: Span) -> list[Row]:
    """The rows of ô 2: in capitals, in the left column, above the number; from the first that names an agency on."""
    marked = _with_counts(mark(span.head))
    limit = next((i for i, m in enumerate(marked) if m.sign is Sign.NUMBER or _NUMBERED.match(m.low) or _TORN.match(m.low)), None)
    if limit is None:
        limit = next((i for i, m in enumerate(marked) if m.sign in (Sign.TYPE, Sign.KINH_GUI, Sign.VE_VIEC)), len(marked))
    rows = _rows_of_names(marked[:limit], span)
    rows = _in_reading_order([row for at, row in enumerate(rows) if at == 0 or not _is_read_twice(rows[at - 1], row)])
    of_union = bool(rows) and "doan" in bare(rows[0].text)
    rows = [row for at, row in enumerate(rows) if not (at and of_union and UNION_TITLE.match(bare(row.text).strip(" *-")))]
    first = next((at for at, row in enumerate(rows) if starts_agency(row.text) or near_parent(row.text)), None)
    if first is not None:
        above = (at for at in range(max(0, first - _OF_PARENT), first) if _begins_parent(rows[at].text))
        return rows[next(above, first) :]
    numbered = any(item.sign is Sign.NUMBER for item in marked)
    return [row for row in rows if sum(char.isalpha() for char in row.text) > 5] if numbered else []


def _begins_parent(text: str) -> bool:
    """Whether a row begins the name of an office above: TW HỘI, or TRUNG ƯƠNG HỘI in full."""
    return is_abbreviated(text) or _CENTRAL.match(bare(text)) is not None


_CENTRAL = re.compile(r"trung uong (?:hoi|doan|lien)\b")


def _rows_of_names(marked: list[Marked], span: Span) -> list[Row]:
    """The rows in capitals of the left column, without what a stamp left."""
    rows: list[Row] = []
    for item in marked:
        row = item.row
        if span.title is not None and row.order == span.title.order:
            break
        if item.sign not in _OF_NAMES or STAMP.match(item.low) or _RECEIPT.match(item.low):
            continue
        if row.box and (row.box[0] + row.box[2]) / 2 > 0.5:
            continue
        if rows and _is_last_sign(rows[-1], row):
            rows.append(row)
        elif sum(char.isalpha() for char in row.text) >= _A_NAME and _is_like_name(row, rows):
            rows.append(_bare_name(row, first=not rows))
    return rows


_OF_NAMES = (Sign.CAPS, Sign.TITLE, Sign.TEXT, Sign.TYPE)


def _is_like_name(row: Row, above: list[Row]) -> bool:
    """Whether a row is in capitals, or in the left column below a name and short."""
    below = row.zone is Zone.HEAD_LEFT and bool(above) and not row.text[:1].islower()
    return is_caps(row.text) or (below and len(row.text) < _SHORT)


_SHORT = 40


def _is_read_twice(above: Row, row: Row) -> bool:
    """Whether one row was read twice, under a seal; KHO BẠC NHÀ NƯỚC above KHO BẠC NHÀ NƯỚC / BÌNH THUẬN is printed twice."""
    if bare(row.text) != bare(above.text):
        return False
    if above.box is None or row.box is None:
        return True
    return row.box[1] < (above.box[1] + above.box[3]) / 2


_JOINED = re.compile(r"[-–] (?=[A-ZĐÀ-Ỹ]{2,} [A-ZĐÀ-Ỹ]{2,})")
_OF_PARENT = 2  # rows of the office above, which begins with an abbreviation: TW HỘI CHỮ THẬP ĐỎ VIỆT / NAM
_A_NAME = 2  # letters of a name's row at least: the star below a Party committee's name is read as 3k


def _with_counts(marked: list[Marked]) -> list[Marked]:
    """The rows of a head; SỐ 4 above the number's own line is the end of a name (ĐỘI QUẢN LÝ THỊ TRƯỜNG / SỐ 4)."""
    numbers = [at for at, item in enumerate(marked) if item.sign is Sign.NUMBER]
    counted = {at for at in numbers[:-1] if _COUNT.fullmatch(marked[at].row.text) and marked[at].row.zone is not Zone.HEAD_RIGHT}
    return [replace(item, sign=Sign.CAPS) if at in counted else item for at, item in enumerate(marked)]


_COUNT = re.compile(r"SỐ \d{1,2}\W?")
_COUNTED = re.compile(r"\b(?:so|khu vuc|co so|vung|quan khu|doan)$")
"""What a name's row ends with that is counted on the next. Runs on bare text."""
_LAST = re.compile(r"\d{1,2}|[IVX]{1,5}")


def _is_last_sign(above: Row, row: Row) -> bool:
    """Whether a figure or letter that stands alone is the last of the name above it: KHU VỰC / 4, THÚ / Y."""
    low, text = bare(above.text), row.text.strip(" .*")
    return (_COUNTED.search(low) is not None and _LAST.fullmatch(text) is not None) or (low.endswith(" thu") and text == "Y")


def _in_reading_order(rows: list[Row]) -> list[Row]:
    """The rows from top to bottom, those that stand beside one another (VIỆT and NAM of one printed row) from left to right."""
    ordered = list(rows)
    for at in range(1, len(ordered)):
        one, other = ordered[at - 1].box, ordered[at].box
        if one is None or other is None or ordered[at - 1].page != ordered[at].page:
            continue
        beside = min(one[3], other[3]) - max(one[1], other[1]) > _BESIDE * min(one[3] - one[1], other[3] - other[1])
        if beside and other[2] <= one[0]:
            ordered[at - 1 : at + 1] = [ordered[at], ordered[at - 1]]
    return ordered


_BESIDE = 0.5
"""Share of the lower row's height that two rows have in common which were printed as one."""


def _bare_name(row: Row, *, first: bool = True) -> Row:
    """The row without specks and dashes at its ends; the dash that joins a name's parts stays (TÀI CHÍNH / - KẾ HOẠCH)."""
    start, end = next((at for at, sign in enumerate(row.text) if sign.isalnum()), len(row.text)), len(row.text)
    joint = None if first else _JOINED.match(row.text)
    if joint and not starts_agency(row.text) and not is_place_line(row.text):
        name = _bare_name(row.part(start, end))
        at = row.text.find(name.text)
        return row.part(0, at + len(name.text)) if at == joint.end() else name
    while end > start and not (row.text[end - 1].isalnum() or row.text[end - 1] in ")&-"):
        end -= 1
    name = clear(row.part(start, end))
    name = row.part(row.text.find(name.text), end) if ends_nameless(name.text) else name  # TỈNH, its name hardly read beside it
    stray = re.search(r"\s\S*[^\W\dA-ZĐ_]\S*$", name.text) if is_caps(name.text) else None
    return name.part(0, stray.start()) if stray and name.text[stray.end() - 1].islower() else name

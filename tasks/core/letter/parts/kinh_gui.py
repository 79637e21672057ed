"""The rows of Kính gửi (ô 9a), and of a telegram's … điện: and an invitation's … kính mời: in its place (domain rule 1.7)."""

import re
from collections.abc import Callable, Sequence

from tasks.core.letter.parts.marking import ANCHORS, Marked, Sign
from tasks.core.letter.parts.openings import INDENTED, SAYS, Margins, closes, is_sentence, opens_body, opens_sentence
from tasks.core.letter.rows.lines import Row
from tasks.core.letter.rows.signs import ITEM, KINH_GUI, bare

_MOST_ROWS = 40
_LONG_ITEM = 160
"""Letters of a row from which an item is no addressee."""
_INVITES = re.compile(r"\bkinh moi\b|^\W*thanh phan(?: (?:duoc )?(?:moi|tham du|du hop))?(?: gom)?(?=\s*:)")
"""… trân trọng kính mời; Thành phần mời: …. Runs on bare text."""
_PURPOSE = re.compile(r"\s(?:(?:đến|tới|về|cùng)\s+)?(?:tham\s+)?dự\b|\s(?:đến|tới)\s+(?:họp|làm việc)\b")
"""… đến dự họp: what they are invited to."""
_SOON = 8
"""Rows after the title in which an invitation says whom it invites."""


def addressee_rows(marked: Sequence[Marked], to: int, margins: Margins, is_body: Callable[[Row], bool]) -> tuple[list[Row], int]:
    """The rows of the list that the label in row `to` opens, its own first, and the place after them."""
    first = marked[to].row
    rows = [first]
    label = KINH_GUI.match(bare(first.text))
    rest = first.text[label.end() :] if label else first.text
    done, dashed = label is not None and closes(rest), label is not None and ITEM.match(rest) is not None
    bare_label = label is not None and not rest.strip(" .:_*")
    end = to + 1
    if done and label is not None and not dashed and not ITEM.match(rest):
        return rows, end  # Kính gửi: Công an tỉnh. is the whole list
    for at in range(to + 1, min(len(marked), to + _MOST_ROWS)):
        item = marked[at]
        if item.sign in (Sign.NOISE, Sign.STAMP) or (item.sign in ANCHORS and not item.low.startswith("so ")):
            continue
        row = _beside_stamp(item.row, rows, margins, done=done)
        if row is None:
            continue
        if row is not item.row:
            item = Marked(row, Sign.ITEM, bare(row.text))
        if item.sign in (Sign.TYPE, Sign.NOI_NHAN) or SAYS.search(item.low) or (label is not None and _PURPOSE_OF.match(item.low)):
            break
        listed = bare_label and _goes_on(item, rows, done=done)
        if not listed and _is_after(item, rows, margins, is_body, done=done, dashed=dashed):
            break
        dashed = dashed or item.sign is Sign.ITEM
        done = closes(row.text)
        rows.append(row)
        end = at + 1
    return rows, end


_PURPOSE_OF = re.compile(r"\W*ve viec\s*:")
"""Về việc: …, below whom a giấy giới thiệu sends its bearer to (Được cử đến: …). Runs on bare text."""


def _goes_on(item: Marked, rows: Sequence[Row], *, done: bool) -> bool:
    """Under a label that stands alone: an item, or the wrapped end of one, wherever the list is indented."""
    if item.row.page != rows[-1].page or done or opens_body(item) or len(item.low) > _LONG_ITEM:
        return False
    if item.sign is Sign.ITEM:
        return True
    return len(rows) > 1 and ITEM.match(rows[-1].text) is not None and rows[-1].text.rstrip()[-1:] not in ".;:"


def invited_rows(marked: Sequence[Marked], start: int) -> list[Row]:
    """Whom an invitation without Kính gửi names: the items under its `kính mời:`, or what follows it up to the occasion."""
    for at in range(start, min(start + _SOON, len(marked))):
        match = _INVITES.search(marked[at].low)
        if match is None:
            continue
        row = marked[at].row
        if not row.text.rstrip(" *_").endswith(":"):
            rest = row.part(match.end(), len(row.text))
            return [] if _goes_on_below(match, row, marked[at + 1 : at + 2]) else _on_one_line(rest)
        rows: list[Row] = []
        for item in marked[at + 1 : at + _MOST_ROWS]:
            done = bool(rows) and closes(rows[-1].text)
            if not _goes_on(item, [row, *rows], done=done):
                break
            rows.append(item.row)
        return rows
    return []


def _goes_on_below(invites: re.Match[str], row: Row, below: Sequence[Marked]) -> bool:
    """Whether the sentence that invites goes on in small letters below: its row's end (các đồng | chí thành viên …) is nobody."""
    inside = len(invites.string[: invites.start()].split()) > 1 and _PURPOSE.search(row.text, invites.end()) is None
    return inside and any(item.row.text.lstrip()[:1].islower() for item in below)


def _on_one_line(row: Row) -> list[Row]:
    """The one whom a row names: Kính mời: Ông Giám đốc Sở X đến dự …; none where it is too short."""
    start = len(row.text) - len(row.text.lstrip(" :*_"))
    purpose = _PURPOSE.search(row.text, start)
    rest = row.part(start, purpose.start() if purpose else len(row.text))
    return [rest] if len(rest.text) > 2 else []


def _beside_stamp(row: Row, rows: Sequence[Row], margins: Margins, *, done: bool) -> Row | None:
    """The part of the row right of a receipt stamp that was read into it; None for the stamp's own words and strokes.

    `done`: the list is closed. A row that a stroke in the margin lengthens is the body's first sentence then, and stays whole.
    """
    edges, box = margins.get(row.page), row.line.box
    if not edges or not box or not row.line.words:
        return row
    outside = box[0] < edges[0] - 0.03
    dash = INDENTED.search(row.text)
    part = row.part(dash.start("dash"), len(row.text)) if dash and dash.start("dash") else None
    if part is not None and part.box and part.box[0] - edges[0] > 0.15:
        column = rows[-1].box if len(rows) > 1 else None
        dated = sum(char.isdigit() for char in row.text[: len(row.text) - len(part.text)]) >= 2  # the stamp's Số or Ngày
        apart = _ends_before(row, dash.start("dash") if dash else 0, part.box[0] - _FAR_APART)
        if outside or dated or apart or row.line.confidence < 0.85 or (column and abs(part.box[0] - column[0]) < 0.02):
            return part
    label = rows[0].box
    if outside and label and not done and (right := _from(row, label[0] - 0.02)):
        return right
    if row.line.confidence < 0.55 or (outside and box[2] < 0.6):
        return None
    return row


_FAR_APART = 0.08
"""Of the page's width: no two words of one row stand so far apart."""


def _ends_before(row: Row, at: int, edge: float) -> bool:
    """Whether the words before character `at` end left of an edge (ĐẾN of a stamp, then the list's dash in its own column)."""
    before = row.part(0, len(row.text[:at].rstrip()))
    return before.box is not None and before.box[2] < edge


def _from(row: Row, edge: float) -> Row | None:
    """The part of a row whose words begin right of an edge (a fraction of the page's width): an item whose dash is lost."""
    for chunk in re.finditer(r"\S*\w\S*", row.text):
        part = row.part(chunk.start(), len(row.text))
        if part.box and part.box[0] >= edge and _NAMES.match(part.text):
            return part
    return None


_NAMES = re.compile(r"[-–~+]?\s*[A-ZĐÀ-Ỹ][^\W\d_]+\s+[^\W\d_]{2}")


def _is_after(
    item: Marked, rows: Sequence[Row], margins: Margins, is_body: Callable[[Row], bool], *, done: bool, dashed: bool
) -> bool:
    row, last, label = item.row, rows[-1], rows[0]
    is_item = item.sign is Sign.ITEM
    if row.box and last.line.box and margins.get(row.page):
        edges = margins[row.page]
        under = not done and abs(row.box[0] - label.line.box[0]) < 0.012 if label.line.box else False
        indented = edges is not None and row.box[0] - edges[0] > (0.07 if under else 0.14)
        if row.page != last.page or (done and not (is_item and indented)):
            return True
        return not indented and is_body(row)
    if is_item:
        return (done and dashed and row.line.block != last.line.block) or len(item.low) > _LONG_ITEM
    if done or len(item.low) > 110:
        return True
    return row.line.block != last.line.block and (opens_sentence(item, last) or is_sentence(row.text, last.text))

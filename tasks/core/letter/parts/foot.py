"""The foot of a document (phần cuối): where it starts and ends, and its two columns."""

import re
from collections.abc import Sequence

from schemas.page import Zone
from tasks.core.letter.parts.marking import Marked, Sign
from tasks.core.letter.rows.lines import Row
from tasks.core.letter.rows.signs import END_MARK, ITEM, LUU, SIGNED, bare

_SIGNATURE = {Sign.AUTHORITY, Sign.TITLE}


def find_foot(marked: Sequence[Marked]) -> tuple[int, int]:
    """Where the foot starts and ends (the place after it)."""
    start = _foot_start(marked)
    if start is None:
        return len(marked), len(marked)
    return start, _foot_end(marked, start)


def _foot_start(marked: Sequence[Marked]) -> int | None:
    label = next((i for i, m in enumerate(marked) if m.sign is Sign.NOI_NHAN and i > 1), None)
    if label is None:
        label = next((i for i, m in enumerate(marked) if m.sign is Sign.LUU and i > 3), None)
        while label and label > 1 and _may_list(marked[label - 1], marked[label]):
            label -= 1
    if label is None:
        return _signature_start(marked)
    zoned = marked[label].row.zone in (Zone.FOOT_LEFT, Zone.FOOT_RIGHT)
    first = label
    for at in range(label - 1, max(0, label - 12), -1):
        item = marked[at]
        if END_MARK.search(item.low) or item.row.page < marked[label].row.page:
            break
        if item.sign in _SIGNATURE or (zoned and item.row.zone is Zone.FOOT_RIGHT):
            first = at
        elif item.sign not in (Sign.NAME, Sign.CAPS, Sign.NOISE, Sign.STAMP, Sign.E_SIGNATURE):
            break
    return first


def _may_list(item: Marked, below: Marked) -> bool:
    """The row above may be of the same list: short, an item or closed like one, in the left half of the page."""
    box = item.row.line.box
    if item.row.zone is Zone.FOOT_LEFT and item.row.page == below.row.page:
        return True
    if len(item.low) >= 70 or item.row.page != below.row.page or (box and box[2] > 0.55) or END_MARK.search(item.low):
        return False
    return item.sign in (Sign.ITEM, Sign.NOISE) or (item.sign is Sign.TEXT and item.low.rstrip().endswith((";", ",", ":")))


def _signature_start(marked: Sequence[Marked]) -> int | None:
    """The signature block of a document without Nơi nhận: an authority or title with a name within six rows, the last such."""
    for at in range(len(marked) - 1, 2, -1):
        if marked[at].sign in _SIGNATURE and any(m.sign is Sign.NAME for m in marked[at + 1 : at + 7]):
            first = at
            while first > 3 and marked[first - 1].sign in (Sign.AUTHORITY, Sign.TITLE):
                first -= 1
            return first
    return None


_AFTER_FOOT = {Sign.ANNEX, Sign.TYPE, Sign.KINH_GUI, Sign.NATIONAL, Sign.PARTY}


def _foot_end(marked: Sequence[Marked], start: int) -> int:
    filed = named = False
    last = start
    label: Marked | None = None
    for at in range(start, len(marked)):
        item = marked[at]
        if item.sign is Sign.NOI_NHAN:
            if label is not None and item.row.page > label.row.page:  # of a letter whose head is lost
                return next(i for i in range(start, at + 1) if marked[i].row.page == item.row.page)
            label = item
        if item.sign in _AFTER_FOOT and at > start:
            return at
        if (filed and named) and item.row.page > marked[last].row.page:
            return at
        if item.sign is Sign.TEXT and len(item.low) > 90 and (filed or named) and ITEM.match(item.row.text) is None:
            return at
        filed = filed or item.sign is Sign.LUU or LUU.match(item.low) is not None
        named = named or item.sign is Sign.NAME
        if item.sign in (Sign.NAME, Sign.LUU, Sign.ITEM, *_SIGNATURE):
            last = at
    return len(marked)


def foot_columns(foot: Sequence[Marked]) -> tuple[list[Row], list[Row]]:
    """Rows of Nơi nhận and rows of the signatures, each in its order."""
    left: list[Row] = []
    right: list[Row] = []
    listing = filed = False
    edge = next((m.row.box[0] for m in foot if m.sign is Sign.NOI_NHAN and m.row.box), None)
    labelled = any(item.sign is Sign.NOI_NHAN for item in foot)
    for item in foot:
        row = _item_alone(item.row) if item.sign in (Sign.ITEM, Sign.LUU) and listing and edge is not None else item.row
        box = row.box
        if item.sign in (Sign.NOISE, Sign.E_SIGNATURE) or SIGNED.fullmatch(item.low):
            continue
        if item.sign is Sign.NOI_NHAN:
            listing = True
            left.append(row)
            continue
        if box and row.zone is not Zone.TEXT:
            above = labelled and not listing  # signers side by side, over the list: minutes, joint letters
            side = left if box[0] < 0.36 and (box[0] + box[2]) / 2 < 0.46 and not above else right
            side.append(_without_margin(row, edge) if side is left and edge is not None else row)
            continue
        if item.sign in (Sign.ITEM, Sign.LUU) or (filed and re.match(r"\(\W*\d", row.text) and len(row.text) < 12):
            left.append(row)
            filed = filed or item.sign is Sign.LUU or LUU.match(bare(row.text.lstrip("-–• "))) is not None
        elif item.sign is Sign.CAPS and listing and not filed and re.search(r"[,;]", row.text):
            left.append(row)  # QHĐP, TKBT, NN, CN, PL, KSTT; goes on with the item above
        elif item.sign in (Sign.AUTHORITY, Sign.TITLE, Sign.NAME, Sign.CAPS) or filed or not listing:
            right.append(row)
        else:
            left.append(row)
    return left, sorted(right, key=_place)


def _item_alone(row: Row) -> Row:
    """The item of a list without the pen strokes of a signature that were read after its end mark."""
    for mark in re.finditer(r"[;.](?=\s)", row.text):
        rest = row.part(mark.end(), len(row.text))
        if not rest.line.words or not rest.text or _DRAFTER.fullmatch(rest.text.strip()):
            continue
        if rest.stretch(0, len(rest.text)).confidence < _STROKES or not any(char.isalpha() for char in rest.text):
            return row.part(0, mark.end())
    return row


def _without_margin(row: Row, edge: float) -> Row:
    """The row without a word left of `edge`, where Nơi nhận begins: a punched hole, a speck, no part of any item."""
    first = re.match(r"\S{1,2}\s+(?=\S)", row.text)
    if first is None or not row.line.words:
        return row
    box = row.stretch(0, len(first[0].rstrip())).box
    return row.part(first.end(), len(row.text)) if box is not None and box[2] < edge - _MARGIN else row


_DRAFTER = re.compile(r"[a-zđ]{3,}\d{0,2}\.?")
"""A drafter's mark behind a comma that was read as a stop (BVMT. hnga.), however badly it was read."""
_MARGIN = 0.02
"""Share of the page's width, 4 mm: a list's dashes and its label stand at one edge."""
_STROKES = 0.5
"""Words that a pen's strokes were read as: the engine's mean confidence in them is below it."""


def _place(row: Row) -> tuple[int, float]:
    """Where a row of the signers' column stands: its page and, where the row has a box, its top (a seal mixes up the order)."""
    return row.page, row.line.box[1] if row.line.box else 0.0

"""Where head, body and foot of a letter stand on its page (thể thức, Nghị định 30/2020 Phụ lục I), from its bars of print.

The head (ô 1 to 5) and the foot (ô 7 and 9) have two columns with a white channel between them; the body spans the page. So the
head ends, and the foot begins, where print crosses the channel.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.page import Zone
from tasks.core.scan.sheet.paper import SMALL_DPI
from tasks.core.scan.sheet.segments import Segment, rows_of

Row = list[Segment]

_CHANNEL = (0.28, 0.66)  # of the width of the print: where the channel is looked for
_STEP = 0.01
_ACCENT = 0.4  # of the usual height: the hooks and rings over a line of capitals can make a bar of their own
_JUSTIFIED = 17 * SMALL_DPI / 72  # a blank of justified print is narrower (17 pt), in pixels of the small picture
_HEAD_ROWS = 3  # that have two columns: name of the state, its motto, number and date


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns: between `top` and `bottom`, parted at `channel` (pixels of the small picture)."""

    top: float
    bottom: float
    channel: float


@dataclass(frozen=True, slots=True)
class Layout:
    """What of the page is head and foot; the rest is body. `number_bottom`: below the page number, 0 without one."""

    head: Columns | None
    foot: Columns | None
    number_bottom: float

    def zone(self, x: float, y: float) -> Zone:
        """Zone of a point, in pixels of the small picture."""
        if y < self.number_bottom:
            return Zone.PAGE_NUMBER
        if self.head and self.head.top <= y < self.head.bottom:
            return Zone.HEAD_LEFT if x < self.head.channel else Zone.HEAD_RIGHT
        if self.foot and self.foot.top <= y:
            return Zone.FOOT_LEFT if x < self.foot.channel else Zone.FOOT_RIGHT
        return Zone.BODY


def find_layout(segments: Sequence[Segment], width: int, height: int) -> Layout:
    """Find head and foot of a page of `width` x `height` pixels from its segments."""
    rows = rows_of([bar for bar in segments if bar.height > _ACCENT * _usual_height(segments)])
    rows, number_bottom = _without_page_number(rows, width, height)
    if not rows:
        return Layout(None, None, number_bottom)
    left, right = _margins(rows)
    head = _head(rows, left, right, height)
    rest = [row for row in rows if head is None or _middle(row) >= head.bottom]
    foot = _foot(rest, left, right)
    return Layout(head, foot, number_bottom)


def _usual_height(segments: Sequence[Segment]) -> float:
    """Height of the bars that half of the print's width has: accents with bars of their own are many, but narrow."""
    half, seen = sum(bar.width for bar in segments) / 2, 0
    for bar in sorted(segments, key=lambda one: one.height):
        seen += bar.width
        if seen >= half:
            return float(bar.height)
    return 0.0


def _without_page_number(rows: list[Row], width: int, height: int) -> tuple[list[Row], float]:
    """Take off the first row when it is a page number: one short bar, alone, near the middle, well above the rest."""
    if len(rows) < 2 or len(rows[0]) != 1:
        return rows, 0.0
    bar = rows[0][0]
    gap = min(other.top for other in rows[1]) - bar.bottom
    if bar.width < 0.07 * width and abs(bar.centre - width / 2) < 0.12 * width and bar.bottom < 0.13 * height and gap > 0:
        return rows[1:], bar.bottom + gap / 2
    return rows, 0.0


def _margins(rows: list[Row]) -> tuple[float, float]:
    """Left and right edge of the print, robust against specks."""
    lefts = sorted(row[0].left for row in rows)
    rights = sorted(row[-1].right for row in rows)
    return float(lefts[len(lefts) // 10]), float(rights[-1 - len(rights) // 20])


def _middle(row: Row) -> float:
    return sum(bar.middle for bar in row) / len(row)


def _crosses(row: Row, x: float, clear: float) -> bool:
    return any(bar.left < x + clear and bar.right > x - clear for bar in row)


def _is_full(row: Row, left: float, right: float) -> bool:
    """A line of the body: from margin to margin, broken by no more than a wide blank of justified print."""
    reach = row[0].right
    for bar in row:
        if bar.left - reach > _JUSTIFIED:
            return False
        reach = max(reach, bar.right)
    return row[0].left < left + 0.14 * (right - left) and reach > right - 0.05 * (right - left)


def _channel(rows: list[Row], left: float, right: float) -> tuple[float, int]:
    """The place that most rows from the first on leave white, and how many rows do. The first two are looked at less strictly."""
    full = next((number for number, row in enumerate(rows) if number > 1 and _is_full(row, left, right)), len(rows))
    rows = rows[:full]
    span = right - left
    best, depth = 0.0, 0
    places: list[float] = []
    count = round((_CHANNEL[1] - _CHANNEL[0]) / _STEP)
    for index in range(count + 1):
        x = left + span * (_CHANNEL[0] + index * _STEP)
        free = next((number for number, row in enumerate(rows) if _crosses(row, x, 2.0)), len(rows))
        if free > depth:
            depth, places = free, [x]
        elif free == depth:
            places.append(x)
    if depth and places:
        best = places[len(places) // 2]
    return best, depth


def _head(rows: list[Row], left: float, right: float, height: int) -> Columns | None:
    top_rows = [row for row in rows if _middle(row) < 0.5 * height]
    channel, depth = _channel(top_rows, left, right)
    inside = top_rows[:depth]
    lefts = [[bar for bar in row if bar.centre < channel] for row in inside]
    rights = [[bar for bar in row if bar.centre >= channel] for row in inside]
    both = sum(bool(one) and bool(other) for one, other in zip(lefts[:4], rights[:4], strict=True))
    if depth < 2 or both < 1 or sum(map(bool, lefts)) < 2 or sum(map(bool, rights)) < 2:
        return None
    if all(_is_full(row, left, right) for row in inside):  # two lines of justified print whose blanks happen to meet
        return None
    inside = inside[: _head_depth(lefts, rights, inside, (left + right) / 2)]
    while 2 < len(inside) < len(rows) and _runs_into(inside[-1], rows[len(inside)]):
        inside = inside[:-1]
    last = max(bar.bottom for row in inside for bar in row)
    after = rows[len(inside)] if len(inside) < len(rows) else None
    bottom = (last + min(bar.top for bar in after)) / 2 if after else last + 2.0
    return Columns(min(bar.top for bar in inside[0]) - 20.0, max(bottom, last - 2.0), channel)


def _head_depth(lefts: list[Row], rights: list[Row], inside: list[Row], centre: float) -> int:
    """Rows that belong to the head: it ends before a centred title or "Kính gửi", below which no row has both columns."""
    axes = _axis(lefts), _axis(rights)
    pitch = _pitch(inside)
    pairs = [bool(lefts[at] and rights[at]) and not _is_one_line(inside, at, lefts[at], pitch) for at in range(len(inside))]
    for number in range(2, len(inside)):
        if any(pairs[number:]):
            continue
        own = _centre(inside[number])
        gap = _middle(inside[number]) - _middle(inside[number - 1])
        far = min(abs(own - axis) for axis in axes if axis is not None)
        if far > 1.2 * pitch and (abs(own - centre) < far or gap > 1.25 * pitch) and _right_is_done(rights[:number]):
            return number
    return len(inside)


def _is_one_line(inside: list[Row], at: int, left: Row, pitch: float) -> bool:
    """Whether a row well below the one above is one line (Kính gửi: Các sở): the white in it is a blank, or an open C's."""
    row = inside[at]
    if at < _HEAD_ROWS or _middle(row) - _middle(inside[at - 1]) < 1.25 * pitch:
        return False
    return row[len(left)].left - row[len(left) - 1].right < _JUSTIFIED


def _runs_into(row: Row, below: Row) -> bool:
    """Whether a row is a piece of a stamp or a speck beside the longer line below it: the cut may not go through that line."""
    overlap = max(bar.bottom for bar in row) - min(bar.top for bar in below)
    return overlap >= 0 and sum(bar.width for bar in row) < 0.5 * sum(bar.width for bar in below)


def _right_is_done(rights: list[Row]) -> bool:
    """The right column has its three lines (or the Party form's two)."""
    return sum(map(bool, rights)) >= 2


def _centre(row: Row) -> float:
    return (row[0].left + row[-1].right) / 2


def _axis(rows: list[Row]) -> float | None:
    """Vertical axis of a centred column, by its first rows."""
    filled = [row for row in rows if row][:3]
    return sum(map(_centre, filled)) / len(filled) if filled else None


def _pitch(rows: list[Row]) -> float:
    gaps = sorted(_middle(below) - _middle(above) for above, below in itertools.pairwise(rows))
    return gaps[len(gaps) // 2] if gaps else 20.0


def _foot(rows: list[Row], left: float, right: float) -> Columns | None:
    """From the first line of the signature block down, where below it nothing crosses the channel."""
    channel, depth = _channel(rows[::-1], left, right)
    below = rows[len(rows) - depth :] if depth else []
    span = right - left
    signs = [any(_signs(bar, channel, left, span) for bar in row) for row in below]
    if not any(signs):
        return None
    start = signs.index(True)
    rights = [row for row in below[start:] if any(bar.left > channel for bar in row)]
    if len(rights) < 2:  # a title and a name at the least
        return None
    return Columns(_above(rows, len(rows) - len(below) + start), max(bar.bottom for row in below for bar in row) + 40.0, channel)


def _above(rows: list[Row], start: int) -> float:
    """Where to cut above a row: half way to the row before, since bars lack their accents (5 px of this picture) and tails."""
    first = min(bar.top for bar in rows[start])
    before = max((bar.bottom for row in rows[:start] for bar in row if bar.bottom < first), default=first - 16.0)
    return max((before + first) / 2, first - 8.0)


def _signs(bar: Segment, channel: float, left: float, span: float) -> bool:
    """A bar that can be the first line of a signature block: right of the channel, of some length."""
    return bar.left > channel and bar.centre > left + 0.52 * span and bar.width > 0.07 * span

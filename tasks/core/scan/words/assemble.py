"""From words with boxes to a page: lines, blocks and zones in the order a person reads."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from schemas.base import Box
from schemas.page import Line, Word, Zone

_ORDER = (Zone.PAGE_NUMBER, Zone.HEAD_LEFT, Zone.HEAD_RIGHT, Zone.BODY, Zone.FOOT_LEFT, Zone.FOOT_RIGHT)


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it was read: box in pixels of the upright page, `line` groups the words of one line.

    `written`: digits of a gap that the recogniser of written numbers read (handwriting.py).
    """

    text: str
    confidence: float
    left: float
    top: float
    right: float
    bottom: float
    zone: Zone
    line: tuple[int, ...]
    written: bool = False

    @property
    def middle(self) -> float:
        """Vertical middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Row:
    """The words of one line from left to right."""

    zone: Zone
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """The words joined by one blank."""
        return " ".join(token.text for token in self.tokens)

    @property
    def top(self) -> float:
        """Upper edge, robust against one tall word."""
        return median(token.top for token in self.tokens)

    @property
    def bottom(self) -> float:
        """Lower edge, robust against one tall word."""
        return median(token.bottom for token in self.tokens)

    @property
    def middle(self) -> float:
        """Vertical middle."""
        return median(token.middle for token in self.tokens)

    @property
    def left(self) -> float:
        """Left edge."""
        return min(token.left for token in self.tokens)

    @property
    def right(self) -> float:
        """Right edge."""
        return max(token.right for token in self.tokens)

    @property
    def height(self) -> float:
        """Usual height of a word."""
        return median(token.bottom - token.top for token in self.tokens)

    def in_zone(self, zone: Zone) -> "Row":
        """The same line as part of another zone."""
        return Row(zone, tuple(replace(token, zone=zone) for token in self.tokens))


def rows_of(tokens: Iterable[Token]) -> list[Row]:
    """Lines of the tokens, zone by zone, each zone from top to bottom.

    The engine now and then cuts one line into two blocks: lines of a zone at one height are one line.
    """
    groups: dict[tuple[Zone, tuple[int, ...]], list[Token]] = {}
    for token in tokens:
        groups.setdefault((token.zone, token.line), []).append(token)
    rows: list[Row] = []
    for row in in_order(Row(zone, tuple(group)) for (zone, _), group in groups.items()):
        if rows and rows[-1].zone is row.zone and _same_line(rows[-1], row):
            rows[-1] = Row(row.zone, rows[-1].tokens + row.tokens)
        else:
            rows.append(row)
    return [Row(row.zone, tuple(sorted(row.tokens, key=lambda token: token.left))) for row in rows]


def _same_line(above: Row, row: Row) -> bool:
    """Whether two pieces overlap by more than half of the lower one's height, side by side."""
    shared = min(above.bottom, row.bottom) - max(above.top, row.top)
    beside = row.left > above.right - row.height or above.left > row.right - row.height
    return beside and shared > 0.5 * min(above.height, row.height)


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows zone by zone, each zone from top to bottom."""
    return sorted(rows, key=lambda row: (_ORDER.index(row.zone), row.middle))


def blocks_of(rows: Sequence[Row]) -> list[int]:
    """Number of the block (paragraph or cell) of each row, counted from 0 over the page."""
    numbers: list[int] = []
    for index, row in enumerate(rows):
        before = rows[index - 1] if index else None
        new = before is None or before.zone != row.zone or _starts_block(before, row, rows)
        numbers.append((numbers[-1] + int(new)) if numbers else 0)
    return numbers


def _starts_block(before: Row, row: Row, rows: Sequence[Row]) -> bool:
    """A wider gap, a dash or number at the start, an indent, or a line before that ends early."""
    same = [other for other in rows if other.zone == row.zone]
    pitch = median([b.middle - a.middle for a, b in itertools.pairwise(same)] or [row.height])
    if row.middle - before.middle > 1.35 * max(pitch, 1.0):
        return True
    if row.text.startswith(("- ", "– ", "+ ", "* ")):
        return True
    if row.zone is not Zone.BODY:
        return False
    left, right = _edges(same)
    indent = 1.2 * row.height
    ends_early = before.right < right - 3 * row.height
    centred = abs((row.left + row.right) - (before.left + before.right)) < 2 * row.height
    return (row.left > left + indent and not centred) or (ends_early and not centred)


def _edges(rows: Sequence[Row]) -> tuple[float, float]:
    """Left and right edge of the lines, robust against one that sticks out."""
    lefts, rights = sorted(row.left for row in rows), sorted(row.right for row in rows)
    return lefts[len(rows) // 8], rights[-1 - len(rows) // 8]


def to_lines(rows: Sequence[Row], page: int, boxes: "BoxMaker") -> tuple[str, tuple[Line, ...]]:
    """The page's raw text and its lines, with words at their offsets. `boxes` turns upright pixels into fractions of the page."""
    text = ""
    lines: list[Line] = []
    blocks = blocks_of(rows)
    for index, (row, block) in enumerate(zip(rows, blocks, strict=True)):
        if index:
            text += "\n" if blocks[index - 1] == block else "\n\n"
        lines.append(_line(row, len(text), page=page, block=block, boxes=boxes))
        text += row.text
    return text, tuple(lines)


def _line(row: Row, start: int, *, page: int, block: int, boxes: "BoxMaker") -> Line:
    raw = row.text
    words: list[Word] = []
    offset = 0
    for token in row.tokens:
        box = boxes(token.left, token.top, token.right, token.bottom)
        end = offset + len(token.text)
        words.append(Word(text=token.text, confidence=token.confidence, box=box, start=offset, end=end, written=token.written))
        offset = end + 1
    box = boxes(row.left, min(token.top for token in row.tokens), row.right, max(token.bottom for token in row.tokens))
    return Line(
        page=page,
        raw=raw,
        text=raw,
        start=start,
        end=start + len(raw),
        zone=row.zone,
        block=block,
        box=box,
        confidence=mean_confidence(row.tokens),
        words=tuple(words),
    )


def mean_confidence(tokens: Iterable[Token]) -> float:
    """Mean over the words, weighted by their length; 0 without words."""
    weights = [(len(token.text), token.confidence) for token in tokens]
    total = sum(length for length, _ in weights)
    return round(sum(length * confidence for length, confidence in weights) / total, 4) if total else 0.0


class BoxMaker:
    """Turns pixels of the upright page into fractions of the turned source page, through the inverse homography."""

    def __init__(self, inverse: Sequence[Sequence[float]], width: int, height: int) -> None:
        """`inverse` takes upright pixels to pixels of the source page of `width` x `height`."""
        self._inverse = inverse
        self._size = (width, height)

    def __call__(self, left: float, top: float, right: float, bottom: float) -> Box:
        """The box round the four corners, within 0 to 1."""
        points = [self._point(x, y) for x in (left, right) for y in (top, bottom)]
        xs = [min(max(x / self._size[0], 0.0), 1.0) for x, _ in points]
        ys = [min(max(y / self._size[1], 0.0), 1.0) for _, y in points]
        return (round(min(xs), 5), round(min(ys), 5), round(max(xs), 5), round(max(ys), 5))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        a, b, c = (row[0] * x + row[1] * y + row[2] for row in self._inverse)
        return a / c, b / c

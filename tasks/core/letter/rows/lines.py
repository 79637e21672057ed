"""Rows: the lines of a page made fit for reading, and the way back from a place in them to the page.

A `Row` is one line without layout noise (Markdown marks, tabs, doubled blanks); it knows for each of its characters where in the
line it stood. `Flow` joins rows into running text, so that what breaks over lines is found too. Both give `Found` values whose
raw text, page and box come from the line.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from schemas.base import Box
from schemas.found import Found
from schemas.page import Line, Zone

_NOISE = re.compile(r"\\?\*\*+|\\(?=[*_#])|^\s*#{1,6}\s+|[\u200b\ufeff]")
_BLANK = re.compile(r"\s+")
_DOUBTED = 0.5
"""Below this confidence of the engine a word of digits is as a rule no print (docs/handwriting.md)."""


@dataclass(frozen=True)
class Stretch:
    """Characters `start` to `end` of a line's cleaned text."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        """The cleaned text of the stretch."""
        return self.line.text[self.start : self.end]

    @cached_property
    def raw_range(self) -> tuple[int, int]:
        """Where the stretch stands in the line's raw text; a correction that touches it counts whole."""
        return _to_raw(self.line, self.start, self.end)

    @property
    def raw(self) -> str:
        """What was read there, before cleaning."""
        start, end = self.raw_range
        return self.line.raw[start:end]

    @property
    def confidence(self) -> float:
        """Mean of the engine's confidence over the words touched, 0 to 1; the line's own where it has no words."""
        start, end = self.raw_range
        words = [word for word in self.line.words if word.start < end and word.end > start]
        if not words:
            return self.line.confidence
        return sum(word.confidence for word in words) / len(words)

    @property
    def least_confidence(self) -> float:
        """The engine's confidence in the worst word touched, 0 to 1."""
        start, end = self.raw_range
        return min((w.confidence for w in self.line.words if w.start < end and w.end > start), default=self.line.confidence)

    @property
    def written(self) -> bool:
        """Whether digits were written or stamped there, or printed so badly that the engine is in doubt about a word touched."""
        start, end = self.raw_range
        touched = [word for word in self.line.words if word.start < end and word.end > start]
        return any(word.written or word.confidence < _DOUBTED for word in touched)

    @property
    def box(self) -> Box | None:
        """The box round the words touched; the line's where it has no words; None for text files."""
        start, end = self.raw_range
        boxes = [word.box for word in self.line.words if word.start < end and word.end > start]
        return hull(boxes) or self.line.box


def _to_raw(line: Line, start: int, end: int) -> tuple[int, int]:
    """Offsets of the raw text for those of the cleaned text."""
    shift = 0  # cleaned minus raw, so far
    raw_start, raw_end = start, end
    for correction in line.corrections:
        at = correction.start - line.start
        stop = correction.end - line.start
        clean_at, clean_stop = at + shift, at + shift + len(correction.after)
        shift += len(correction.after) - (stop - at)
        if clean_at >= end and not (clean_at == clean_stop == end == start):
            break
        if clean_stop <= start:
            raw_start, raw_end = start - shift, end - shift
            continue
        if clean_at <= start:
            raw_start = at
        raw_end = stop if clean_stop >= end else end - shift
    return max(0, raw_start), min(len(line.raw), max(raw_start, raw_end))


def hull(boxes: Iterable[Box]) -> Box | None:
    """The smallest box round all; None for none."""
    known = list(boxes)
    if not known:
        return None
    return (min(b[0] for b in known), min(b[1] for b in known), max(b[2] for b in known), max(b[3] for b in known))


@dataclass(frozen=True)
class Row:
    """A line fit for reading. `where[i]` is the place of `text[i]` in `line.text`; `order` counts rows of the whole scan."""

    line: Line
    text: str
    where: tuple[int, ...]
    order: int = 0
    zone: Zone = Zone.TEXT

    @property
    def page(self) -> int:
        """Page number in the source file, from 1."""
        return self.line.page

    @cached_property
    def box(self) -> Box | None:
        """Box of this row's part of the line; None for text files."""
        return self.stretch(0, len(self.text)).box

    def stretch(self, start: int, end: int) -> Stretch:
        """The stretch of the line behind `text[start:end]`."""
        if start >= end or not self.where:
            at = self.where[start] if start < len(self.where) else len(self.line.text)
            return Stretch(self.line, at, at)
        return Stretch(self.line, self.where[start], self.where[end - 1] + 1)

    def part(self, start: int, end: int, zone: Zone | None = None) -> "Row":
        """The row made of `text[start:end]` without outer blanks."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Row(self.line, self.text[start:end], self.where[start:end], self.order, zone or self.zone)

    def found(self, start: int, end: int, *, rule: str, value: str | None = None, sure: float = 1.0) -> Found:
        """The value that `text[start:end]` shows; see `found`."""
        return found([self.stretch(start, end)], rule=rule, value=value, sure=sure)


def row_of(line: Line, order: int = 0) -> Row:
    """Make the row of a line: no Markdown marks, no control characters, single blanks."""
    keep = [True] * len(line.text)
    for match in _NOISE.finditer(line.text):
        keep[match.start() : match.end()] = [False] * (match.end() - match.start())
    chars: list[str] = []
    where: list[int] = []
    for at, char in enumerate(line.text):
        if not keep[at]:
            continue
        if char.isspace():
            if chars and chars[-1] != " ":
                chars.append(" ")
                where.append(at)
            continue
        chars.append(char)
        where.append(at)
    if chars and chars[-1] == " ":
        chars.pop()
        where.pop()
    return Row(line, "".join(chars), tuple(where), order, line.zone)


class Flow:
    """Rows joined by one blank into running text. A place in `text` leads back to its rows."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = tuple(row for row in rows if row.text)
        self.text = " ".join(row.text for row in self.rows)
        self._starts: list[int] = []
        at = 0
        for row in self.rows:
            self._starts.append(at)
            at += len(row.text) + 1

    def stretches(self, start: int, end: int) -> list[Stretch]:
        """The stretches behind `text[start:end]`, one for each row touched."""
        result = []
        for row, at in zip(self.rows, self._starts, strict=True):
            first, last = max(start, at), min(end, at + len(row.text))
            if first < last:
                result.append(row.stretch(first - at, last - at))
        return result

    def found(self, start: int, end: int, *, rule: str, value: str | None = None, sure: float = 1.0) -> Found:
        """The value that `text[start:end]` shows; see `found`."""
        return found(self.stretches(start, end), rule=rule, value=self.text[start:end] if value is None else value, sure=sure)


def found(stretches: Sequence[Stretch], *, rule: str, value: str | None = None, sure: float = 1.0) -> Found:
    """The value that the stretches show together.

    `value` None: their cleaned text joined by blanks. `sure` (0 to 1) is how sure the rule is when every letter is right; the
    confidence is that times the engine's. The box covers the stretches of the first page touched; text files have neither.
    """
    first = stretches[0].line
    same = [s for s in stretches if s.line.page == first.page]
    box = hull([b for s in same if (b := s.box) is not None])
    letters = sum(max(1, s.end - s.start) for s in stretches)
    engine = sum(s.confidence * max(1, s.end - s.start) for s in stretches) / letters
    text = _BLANK.sub(" ", " ".join(s.text for s in stretches)).strip()
    return Found(
        value=text if value is None else value,
        raw=_BLANK.sub(" ", " ".join(s.raw for s in stretches)).strip(),
        confidence=round(min(1.0, max(0.0, sure * engine)), 4),
        page=None if first.zone is Zone.TEXT and box is None else first.page,
        box=box,
        rule=rule,
    )

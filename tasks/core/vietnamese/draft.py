"""A line while it is being cleaned: every change is kept as a place in what was read, so that it can be told and undone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from schemas.page import Correction


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: characters `start` to `end` of the raw line become `after`."""

    start: int
    end: int
    after: str
    rule: str
    confidence: float


@dataclass(slots=True)
class Draft:
    """The raw line and its edits, in order, never overlapping. `text` is the line with all of them done."""

    raw: str
    edits: list[Edit] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        self.text = self.raw

    def change(self, start: int, end: int, after: str, rule: str, confidence: float) -> None:
        """Put `after` in place of characters `start` to `end` of `text`.

        Earlier edits that the place overlaps are taken up into the new one, which then speaks for both.
        """
        if self.text[start:end] == after:
            return
        before, touched = self._edits_round(start, end)
        shift = sum(map(_growth, before))
        raw_start, raw_end = start - shift, end - shift - sum(map(_growth, touched))
        if touched:
            at = touched[0].start + shift
            if at < start:
                raw_start, after = touched[0].start, touched[0].after[: start - at] + after
            ends = touched[-1].end + shift + sum(map(_growth, touched))
            if ends > end:
                raw_end, after = touched[-1].end, after + touched[-1].after[len(touched[-1].after) - (ends - end) :]
        kept = [edit for edit in self.edits if edit not in touched]
        if self.raw[raw_start:raw_end] != after:  # else it was undone
            sure = min([confidence, *(edit.confidence for edit in touched)])
            kept.append(_narrow(self.raw, Edit(raw_start, raw_end, after, rule, sure)))
        self.edits = sorted(kept, key=lambda edit: (edit.start, edit.end))
        self.text = apply(self.raw, self.edits)

    def raw_place(self, place: int) -> int:
        """Where in the raw line the character at `place` of `text` stands; inside an edit, where that begins."""
        shift = 0
        for edit in self.edits:
            at = edit.start + shift
            if at + len(edit.after) > place:
                return edit.start if at <= place else place - shift
            shift += _growth(edit)
        return place - shift

    def _edits_round(self, start: int, end: int) -> tuple[list[Edit], list[Edit]]:
        """The edits that lie wholly before `start` of `text`, and those that overlap `start` to `end`.

        An insertion overlaps what it touches: two of them at one place would have no order.
        """
        before: list[Edit] = []
        touched: list[Edit] = []
        shift = 0
        for edit in self.edits:
            at = edit.start + shift
            ends = at + len(edit.after)
            inserted = (start == end or edit.start == edit.end) and ends >= start and at <= end
            if inserted or (ends > start and at < end) or (touched and ends <= start):
                touched.append(edit)
            elif ends <= start:
                before.append(edit)
            shift += _growth(edit)
        return before, touched


def _growth(edit: Edit) -> int:
    """By how many characters the edit makes its line longer."""
    return len(edit.after) - (edit.end - edit.start)


def _narrow(raw: str, edit: Edit) -> Edit:
    """The same change without the letters that stay at its ends, cut at whole words so that it can be read."""
    before, after = raw[edit.start : edit.end], edit.after
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    while head and not before[head - 1].isspace():
        head -= 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    while tail and not before[len(before) - tail].isspace():
        tail -= 1
    return Edit(edit.start + head, edit.end - tail, after[head : len(after) - tail], edit.rule, edit.confidence)


def apply(raw: str, edits: Sequence[Edit]) -> str:
    """The raw line with the edits done."""
    out, at = [], 0
    for edit in edits:
        out += [raw[at : edit.start], edit.after]
        at = edit.end
    return "".join([*out, raw[at:]])


def corrections(draft: Draft, page: int, offset: int) -> tuple[Correction, ...]:
    """The draft's edits as the record's corrections; `offset`: where the line stands in its page's raw text."""
    return tuple(
        Correction(
            page=page,
            start=offset + edit.start,
            end=offset + edit.end,
            before=draft.raw[edit.start : edit.end],
            after=edit.after,
            rule=edit.rule,
            confidence=edit.confidence,
        )
        for edit in draft.edits
    )


def replay(raw: str, changes: Sequence[Correction]) -> str:
    """The text that a page's corrections make of its raw text. Raises ValueError when they overlap or don't fit it."""
    if any(left.end > right.start for left, right in pairwise(changes)):
        raise ValueError("corrections overlap")
    if any(raw[change.start : change.end] != change.before for change in changes):
        raise ValueError("corrections are of another text")
    return apply(raw, [Edit(c.start, c.end, c.after, c.rule, c.confidence) for c in changes])

"""Cleaning once more from its account: the corrections of a record laid over pages as they were read. Costs no thought."""

from collections.abc import Sequence

from schemas.page import Correction, Line, Page
from tasks.core.vietnamese.draft import replay


def replayed(page: Page, corrections: Sequence[Correction]) -> Page:
    """The page as cleaning left it. `corrections` of any pages, offsets in their `text_raw`; a correction over two lines stays out.

    A line that was read otherwise than when the account was made stays as it was read.
    """
    own = [change for change in corrections if change.page == page.number]
    return page.model_copy(update={"lines": tuple(_line(line, own) for line in page.lines)})


def _line(line: Line, corrections: Sequence[Correction]) -> Line:
    inside = tuple(change for change in corrections if line.start <= change.start and change.end <= line.end)
    if not inside:
        return line
    if any(line.raw[one.start - line.start : one.end - line.start] != one.before for one in inside):
        return line
    moved = [change.model_copy(update={"start": change.start - line.start, "end": change.end - line.start}) for change in inside]
    return line.model_copy(update={"text": replay(line.raw, moved), "corrections": inside})

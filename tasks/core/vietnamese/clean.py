"""Cleaning (làm sạch): Vietnamese put right, with an account of every change.

The line structure stays: a change is inside one line. Replaying a page's corrections on its `text_raw` gives its `text`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from schemas.letter import Finding
from schemas.page import Line, Page
from schemas.vocabulary import Vocabulary
from tasks.core.vietnamese.draft import Draft, corrections, replay
from tasks.core.vietnamese.fixed import fixed_of, mend_fixed
from tasks.core.vietnamese.marks import mend_marks

_ROUNDS = 4  # a change can make the next one possible (a label behind asterisks); more rounds than this were never needed


class Cleaned(NamedTuple):
    """The pages with `text` and `corrections` set, and what is only suspected: findings, never changes."""

    pages: list[Page]
    suspicions: list[Finding]


def clean(pages: Sequence[Page], vocabulary: Vocabulary) -> Cleaned:
    """Clean the pages of one scan. Cleaning what came out again changes nothing."""
    return Cleaned([_clean_page(page, vocabulary) for page in pages], [])


def clean_pages(pages: Sequence[Page], vocabulary: Vocabulary) -> list[Page]:
    """The cleaned pages alone."""
    return clean(pages, vocabulary).pages


def _clean_page(page: Page, vocabulary: Vocabulary) -> Page:
    drafts = [Draft(line.raw) for line in page.lines]
    fixed = fixed_of(vocabulary)
    for _ in range(_ROUNDS):
        before = [draft.text for draft in drafts]
        for draft in drafts:
            mend_marks(draft, text_file=page.kind == "text")
            mend_fixed(draft, fixed)
        if before == [draft.text for draft in drafts]:
            break
    return _with_text(page, drafts)


def _with_text(page: Page, drafts: Sequence[Draft]) -> Page:
    lines: list[Line] = []
    for line, draft in zip(page.lines, drafts, strict=True):
        changes = corrections(draft, page.number, line.start)
        lines.append(line.model_copy(update={"text": draft.text, "corrections": changes}))
    changes = tuple(change for line in lines for change in line.corrections)
    return page.model_copy(update={"text": replay(page.text_raw, changes), "lines": tuple(lines), "corrections": changes})

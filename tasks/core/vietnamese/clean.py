"""Cleaning (làm sạch): Vietnamese put right, with an account of every change.

The line structure stays: a change is inside one line. Replaying a page's corrections on its `text_raw` gives its `text`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from schemas.catalogue_findings import FINDINGS
from schemas.found import Found
from schemas.letter import Finding
from schemas.page import Line, Page
from schemas.vocabulary import Vocabulary
from tasks.core.vietnamese.brackets import mend_brackets
from tasks.core.vietnamese.cases import mend_case
from tasks.core.vietnamese.compounds import mend_compounds
from tasks.core.vietnamese.counts import Model, model_of
from tasks.core.vietnamese.dates import mend_dates
from tasks.core.vietnamese.draft import Draft, corrections, replay
from tasks.core.vietnamese.fixed import fixed_of, mend_dirty_label, mend_fixed
from tasks.core.vietnamese.gaps import mend_gaps
from tasks.core.vietnamese.joins import mend_joins
from tasks.core.vietnamese.lists import mend_lists
from tasks.core.vietnamese.marks import mend_marks
from tasks.core.vietnamese.near import mend_near
from tasks.core.vietnamese.places import mend_places, places_of
from tasks.core.vietnamese.roman import mend_roman
from tasks.core.vietnamese.specks import mend_specks, mend_star
from tasks.core.vietnamese.stops import mend_colons, mend_stops
from tasks.core.vietnamese.titles import mend_titles, titles_of
from tasks.core.vietnamese.torn_codes import codes_said, mend_torn_codes
from tasks.core.vietnamese.weigh import Suspicion, mend_words
from tasks.core.vietnamese.weights import SCAN, TEXT

_ROUNDS = 4  # a change can make the next one possible (a label behind asterisks); more rounds than this were never needed


class Cleaned(NamedTuple):
    """The pages with `text` and `corrections` set, and what is only suspected: findings, never changes."""

    pages: list[Page]
    suspicions: list[Finding]


def clean(pages: Sequence[Page], vocabulary: Vocabulary) -> Cleaned:
    """Clean the pages of one scan. Cleaning what came out again changes nothing."""
    drafts = [[Draft(line.raw) for line in page.lines] for page in pages]
    titles, model = titles_of(vocabulary), model_of(vocabulary.counts)
    judgement = TEXT if any(page.kind == "text" for page in pages) else SCAN
    lines, weighed = _weighed(pages, drafts)
    said = codes_said(line.raw for page in pages for line in page.lines)
    suspicions: list[Suspicion] = []
    settled: dict[int, str] = {}  # by draft, what the rules of one line saw last: as long as it stays so, they find nothing new
    for _ in range(_ROUNDS):
        before = [draft.text for page in drafts for draft in page]
        for page, own in zip(pages, drafts, strict=True):
            for line, draft in zip(page.lines, own, strict=True):
                if settled.get(id(draft)) != draft.text:
                    settled[id(draft)] = draft.text
                    _mend_line(draft, line, page, vocabulary)
            if page.kind == "scan":
                for line, draft in zip(page.lines, own, strict=True):
                    mend_torn_codes(draft, line, vocabulary.codes, said)
                _mend_joins(own, page.lines, model)
                mend_star(own, page.lines)
                mend_lists(own, page.lines)
                mend_titles(own, page.lines, titles)
                mend_case(own, page.lines, vocabulary)
                mend_stops(own, page.lines, model)
                mend_colons(own, page.lines)
            mend_gaps(own, page.lines)
        suspicions = mend_words(lines, weighed, vocabulary, judgement)
        if before == [draft.text for page in drafts for draft in page]:
            break
    cleaned = [_with_text(page, own) for page, own in zip(pages, drafts, strict=True)]
    return Cleaned(cleaned, _findings(lines, suspicions))


def _mend_line(draft: Draft, line: Line, page: Page, vocabulary: Vocabulary) -> None:
    """What one line's own text tells."""
    fixed = fixed_of(vocabulary)
    mend_marks(draft, text_file=page.kind == "text")
    if page.kind == "scan":
        mend_specks(draft, line)
        mend_roman(draft)
        mend_brackets(draft)
        mend_compounds(draft)
        mend_dirty_label(draft, fixed)
        mend_near(draft, line, fixed, vocabulary)
    mend_fixed(draft, fixed)
    mend_places(draft, places_of(vocabulary))
    mend_dates(draft)


def _mend_joins(drafts: Sequence[Draft], lines: Sequence[Line], model: Model) -> None:
    for at, (draft, line) in enumerate(zip(drafts, lines, strict=True)):
        goes_on = at + 1 < len(lines) and lines[at + 1].block == line.block
        mend_joins(draft, line, drafts[at + 1].text if goes_on else "", model)


def clean_pages(pages: Sequence[Page], vocabulary: Vocabulary) -> list[Page]:
    """The cleaned pages alone."""
    return clean(pages, vocabulary).pages


def _weighed(pages: Sequence[Page], drafts: Sequence[Sequence[Draft]]) -> tuple[list[Line], list[Draft]]:
    """Lines and drafts of texts and scans. A digital page's own text was not read: its words stand as they were written."""
    chosen = [
        pair
        for page, own in zip(pages, drafts, strict=True)
        if page.kind != "digital"
        for pair in zip(page.lines, own, strict=True)
    ]
    return [line for line, _ in chosen], [draft for _, draft in chosen]


def _findings(lines: Sequence[Line], suspicions: Sequence[Suspicion]) -> list[Finding]:
    """What is suspected as findings: `evidence` has what was read as `raw` and what it may have been as `value`."""
    return [
        Finding(
            code="word.suspected",
            severity="info",
            message=FINDINGS["word.suspected"].message,
            evidence=(
                Found(
                    value=suspicion.other,
                    raw=suspicion.word,
                    confidence=suspicion.confidence,
                    page=lines[suspicion.line].page if lines[suspicion.line].box else None,
                    box=lines[suspicion.line].box,
                    rule="context",
                ),
            ),
        )
        for suspicion in suspicions
    ]


def _with_text(page: Page, drafts: Sequence[Draft]) -> Page:
    lines: list[Line] = []
    for line, draft in zip(page.lines, drafts, strict=True):
        changes = corrections(draft, page.number, line.start)
        lines.append(line.model_copy(update={"text": draft.text, "corrections": changes}))
    changes = tuple(change for line in lines for change in line.corrections)
    return page.model_copy(update={"text": replay(page.text_raw, changes), "lines": tuple(lines), "corrections": changes})

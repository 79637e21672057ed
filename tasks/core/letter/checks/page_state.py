"""Pages that could not be read, were read poorly, or are not all there."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from schemas.found import Found
from schemas.letter import Document, Finding
from schemas.page import Page, PageProblem, Zone
from tasks.core.letter.checks.finding import finding

POOR = 0.6
"""Mean confidence of a page's words under which it counts as unreadable. Made letters (office, fax, phone): 0.80 to 0.97."""

_FAILED = {"read.timeout": "page.timeout"}


def check_pages(pages: Sequence[Page], documents: Sequence[Document]) -> Iterator[Finding]:
    """Findings page.* and letter.empty."""
    for page in pages:
        here = [d.index for d in documents if d.first_page <= page.number <= d.last_page]
        for problem in page.problems:
            yield _problem(page, problem, here)
        if page.kind == "scan" and page.confidence is not None and page.confidence < POOR:
            evidence = Found(value=f"{page.confidence:.2f}", raw="", confidence=1.0, page=page.number, rule="page.confidence")
            yield finding("page.unreadable", "error", here, [evidence])
    for document in documents:
        yield from _gaps(pages, document)
    if not documents:
        yield finding("letter.empty", "error", [], [])


def _problem(page: Page, problem: PageProblem, here: list[int]) -> Finding:
    """A refusal of the reader costs the page; a text layer that lied costs nothing, the pixels were read."""
    evidence = [Found(value=problem.code, raw="", confidence=1.0, page=page.number, rule="page.problem")]
    if "text_layer" in problem.code:
        return finding("page.text_layer_distrusted", "info", here, evidence)
    return finding(_FAILED.get(problem.code, "page.failed"), "error", here, evidence)


def _gaps(pages: Sequence[Page], document: Document) -> Iterator[Finding]:
    """Printed page numbers that skip one: a sheet may be missing."""
    printed: list[tuple[int, Found]] = []
    for page in pages:
        if not document.first_page <= page.number <= document.last_page:
            continue
        for line in page.lines:
            text = line.text.strip(" -.–")
            if line.zone is Zone.PAGE_NUMBER and text.isdigit() and len(text) <= 3:
                found = Found(
                    value=text, raw=line.raw, confidence=line.confidence, page=page.number, box=line.box, rule="page.number"
                )
                printed.append((int(text), found))
    for (before, first), (after, second) in pairwise(printed):
        if after > before + 1:
            yield finding("page.number_gap", "warning", [document.index], [first, second])

"""Two documents with one identity: number + symbol + issuer + year (Nghị định 30/2020, Điều 15; Phụ lục VI, III.1h)."""

from collections.abc import Iterator, Sequence

from schemas.letter import Document, Finding
from tasks.core.letter.checks.finding import finding
from tasks.core.letter.number.references import number_key
from tasks.core.letter.rows.signs import bare

Identity = tuple[str, str, str]


def identity(document: Document) -> Identity | None:
    """What makes a document unique: (number and symbol, issuer, year), or None when one of them is not known for sure.

    The issuer is its registry id where it has one. Party numbers run for a committee's term, so there the whole date stands
    for the year (domain rule 2).
    """
    number, issuer, issued = document.number, document.issuer, document.issued_on
    if number is None or issuer is None or issued is None or number.rule.startswith("number.symbol_only"):
        return None
    when = issued.value if document.system == "party" else issued.value[:4]
    return number_key(number.value), document.issuer_id or bare(issuer.value), when


def check_duplicates(documents: Sequence[Document]) -> Iterator[Finding]:
    """Findings letter.duplicate within one scan. Across letters, the archive compares `identity`."""
    seen: dict[Identity, Document] = {}
    for document in documents:
        key = identity(document)
        if key is None:
            continue
        first = seen.setdefault(key, document)
        if first is not document:
            yield finding("letter.duplicate", "warning", [first.index, document.index], [first.number, document.number])

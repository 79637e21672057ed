"""Names of signers that were read with some doubt: no routing field, so that they hold no letter (docs/review.md)."""

from collections.abc import Iterator

from schemas.letter import Document, Finding
from tasks.core.letter.checks.finding import finding

_TORN, _SURE = 0.75, 0.9
"""Confidence below which a name holds the letter (`core.record.review`), and from which nobody need look."""


def check_signers(document: Document) -> Iterator[Finding]:
    """Findings signer.uncertain of one document, one for each such name of a scan."""
    for signer in document.signers:
        if signer.name is not None and signer.name.box is not None and _TORN <= signer.name.confidence < _SURE:
            yield finding("signer.uncertain", "warning", [document.index], [signer.name])

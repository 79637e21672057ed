"""Electronic signatures against the letter and against each other."""

from collections.abc import Iterator

from rapidfuzz import fuzz

from schemas.found import Found
from schemas.letter import DigitalSignature, Document, Finding
from tasks.core.letter.checks.finding import finding
from tasks.core.letter.rows.signs import bare

SAME_NAME = 80
"""Least likeness (0 to 100) of the name on the page and that of the certificate: `Sở Y tế` is part of `SỞ Y TẾ TỈNH …`."""


def check_signatures(document: Document) -> Iterator[Finding]:
    """Findings signature.* of one document."""
    signatures = document.digital_signatures
    for signature in signatures:
        yield from _one(document, signature)
    shown = [s.signer for s in signatures if s.kind == "visible" and s.signer]
    proven = [s.signer for s in signatures if s.kind == "cryptographic" and s.signer]
    if shown and proven and not any(_alike(a, b) for a in shown for b in proven):
        evidence = [_as_found(s) for s in signatures]
        yield finding("signature.visible_differs", "warning", [document.index], evidence)


def _one(document: Document, signature: DigitalSignature) -> Iterator[Finding]:
    here, evidence = [document.index], _as_found(signature)
    issued = document.issued_on
    if issued is not None and signature.signed_at is not None and signature.signed_at[:10] < issued.value:
        yield finding("signature.before_issue", "error", here, [evidence, issued])
    if signature.kind != "cryptographic":
        return
    if signature.valid is False:
        appended = (signature.detail or "").startswith("followed")
        yield finding("signature.appended" if appended else "signature.invalid", "error", here, [evidence])
    elif signature.valid is None:
        yield finding("signature.unreadable", "warning", here, [evidence])
    else:
        yield finding("signature.untrusted", "info", here, [evidence])


def _as_found(signature: DigitalSignature) -> Found:
    """A signature as evidence. What the file's bytes prove stands on no page."""
    text = " ".join(part for part in (signature.signer, signature.signed_at) if part)
    return Found(value=text, raw=text, confidence=1.0, rule=f"signature.{signature.kind}")


def _alike(shown: str, proven: str) -> bool:
    return fuzz.partial_ratio(bare(shown), bare(proven)) >= SAME_NAME

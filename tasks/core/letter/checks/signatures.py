"""Electronic signatures against the letter and against each other."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from rapidfuzz import fuzz

from schemas.found import Found
from schemas.letter import DigitalSignature, Document, Finding
from tasks.core.letter.checks.finding import finding
from tasks.core.letter.rows.signs import bare
from tasks.core.letter.vocabulary.names import has_surname, is_name

SAME_NAME = 80
"""Least likeness (0 to 100) of the name on the page and that of the certificate: `Sở Y tế` is part of `SỞ Y TẾ TỈNH …`."""


EXPIRED = "certificate not valid when signed"
"""What `detail` of a signature says whose time lies outside its certificate's."""
_READ = 0.75
"""A printed name read with less is nobody's to be compared with."""
_VIETNAM = timezone(timedelta(hours=7))


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
    else:
        yield from _other_person(document)


def _other_person(document: Document) -> Iterator[Finding]:
    """Persons whose certificates signed, none of whom is printed as signer; an office's certificate stands beside anybody's."""
    signed = [s for s in document.digital_signatures if s.kind == "cryptographic" and s.signer and _is_person(s.signer)]
    printed = [signer.name for signer in document.signers if signer.name and signer.name.confidence >= _READ]
    if signed and printed and not any(_alike(name.value, s.signer or "") for name in printed for s in signed):
        yield finding("signature.visible_differs", "warning", [document.index], [*map(_as_found, signed), *printed])


def _is_person(name: str) -> bool:
    return is_name(name.title()) and has_surname(name.title())


def _one(document: Document, signature: DigitalSignature) -> Iterator[Finding]:
    here, evidence = [document.index], _as_found(signature)
    issued = document.issued_on
    if issued is not None and signature.signed_at is not None and _day(signature.signed_at) < issued.value:
        yield finding("signature.before_issue", "error", here, [evidence, issued])
    if signature.kind != "cryptographic":
        return
    if signature.valid is False:
        appended = (signature.detail or "").startswith("followed")
        yield finding("signature.appended" if appended else "signature.invalid", "error", here, [evidence])
    elif signature.valid is None:
        yield finding("signature.unreadable", "warning", here, [evidence])
    elif EXPIRED in (signature.detail or ""):
        yield finding("signature.expired", "warning", here, [evidence])
    else:
        yield finding("signature.untrusted", "info", here, [evidence])


def _day(signed_at: str) -> str:
    """The day of a signing time in Vietnam: a file gives the time of Greenwich, where it is the day before until 7 o'clock."""
    return datetime.fromisoformat(signed_at).astimezone(_VIETNAM).date().isoformat()


def _as_found(signature: DigitalSignature) -> Found:
    """A signature as evidence. What the file's bytes prove stands on no page."""
    text = " ".join(part for part in (signature.signer, signature.signed_at) if part)
    return Found(value=text, raw=text, confidence=1.0, rule=f"signature.{signature.kind}")


def _alike(shown: str, proven: str) -> bool:
    return fuzz.partial_ratio(bare(shown), bare(proven)) >= SAME_NAME

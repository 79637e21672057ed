"""Digital signatures (chữ ký số) in a PDF, checked offline: who, when, and whether the signed bytes are untouched.

Runs in a limited child process only: the file is untrusted. No certificate is fetched and no root is trusted, so `trusted` says
nothing here; what is proven is that the bytes are those that the holder of the certificate signed.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

EXPIRED = "certificate not valid when signed"
MOST_SIGNATURES = 50
"""More than any letter has; a file that claims more is read so far only."""


def read_signatures(argument: dict[str, Any]) -> dict[str, Any]:
    """Give `{"signatures": [{"signer", "signed_at", "valid", "detail"}, …], "problem": null | name of what broke}`.

    `argument`: `{"path": absolute path}`. `signed_at` is ISO 8601 with offset as the signer claims it. `valid` is true when digest
    and signature hold and nothing but further signatures or form data was added; false when bytes were changed; null when it
    can't be told, with the reason in `detail` (words of no letter: an exception's name).
    """
    with Path(argument["path"]).open("rb") as file:
        try:
            found = PdfFileReader(file, strict=False).embedded_regular_signatures[:MOST_SIGNATURES]
        except (PdfError, ValueError, KeyError, TypeError, RecursionError) as error:
            return {"signatures": [], "problem": type(error).__name__}
        return {"signatures": [_check(signature) for signature in found], "problem": None}


def _check(signature: EmbeddedPdfSignature) -> dict[str, Any]:
    context = ValidationContext(trust_roots=[], allow_fetching=False)
    try:
        status = validate_pdf_signature(signature, signer_validation_context=context)
    except Exception as error:  # noqa: BLE001 - a hostile signature may raise anything; the verdict is then: not known
        return {"signer": _name(signature), "signed_at": None, "valid": None, "detail": f"unreadable: {type(error).__name__}"}
    when = status.signer_reported_dt
    level = status.modification_level
    added = status.coverage is not SignatureCoverageLevel.ENTIRE_FILE
    harmless = level is not None and level is not ModificationLevel.OTHER
    untouched = bool(status.intact and status.valid)
    return {
        "signer": _name(signature),
        "signed_at": when.isoformat(timespec="seconds") if when else None,
        "valid": untouched and (harmless or not added),
        "detail": _detail(untouched=untouched, added=added, harmless=harmless) + _expired(signature, when),
    }


def _detail(*, untouched: bool, added: bool, harmless: bool) -> str:
    if not untouched:
        return "changed after signing"
    if not added:
        return "covers the whole file"
    return "followed by further signatures or form data" if harmless else "followed by other changes"


def _expired(signature: EmbeddedPdfSignature, when: datetime | None) -> str:
    """What `detail` says besides where the claimed time lies outside the certificate's; empty where it does not or is not known."""
    try:
        valid = signature.signer_cert["tbs_certificate"]["validity"]
        first, last = valid["not_before"].native, valid["not_after"].native
    except Exception:  # noqa: BLE001 - as above
        return ""
    return "" if when is None or first <= when <= last else f"; {EXPIRED}"


def _name(signature: EmbeddedPdfSignature) -> str | None:
    """Common name of the certificate's holder."""
    try:
        subject = signature.signer_cert.subject.native
    except Exception:  # noqa: BLE001 - as above
        return None
    name = subject.get("common_name")
    return str(name) if name else None

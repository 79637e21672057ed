"""Makes a finding with the words of the catalogue."""

from collections.abc import Iterable
from typing import Literal

from schemas.catalogue import FINDINGS
from schemas.found import Found
from schemas.letter import Finding

Severity = Literal["info", "warning", "error"]


def finding(code: str, severity: Severity, documents: Iterable[int], evidence: Iterable[Found | None]) -> Finding:
    """Give the finding; None among the evidence is dropped. Raises KeyError for a code that the catalogue does not have."""
    return Finding(
        code=code,
        severity=severity,
        message=FINDINGS[code].message,
        documents=tuple(documents),
        evidence=tuple(plain(found) for found in evidence if found is not None),
    )


def plain(found: Found) -> Found:
    """Only what every found value has: evidence of a reference or deadline carries no more."""
    return Found(**{name: getattr(found, name) for name in Found.model_fields})


def day_of(found: Found | None) -> str | None:
    """The ISO date of a found date; None for none. ISO dates compare as text."""
    return found.value if found is not None else None

"""When a value counts as right: printed names without regard to case, end marks and blanks; long texts nearly equal."""

import re
from typing import Any

from rapidfuzz.distance import Levenshtein

from schemas.found import Found
from tasks.core.letter.vocabulary.doctypes import BY_WORD
from tasks.core.vietnamese.normal import key

Truth = dict[str, Any]
"""One document's truth by our field names; a field that it does not have is not judged."""

_NEAR = {"subject": 0.95, "issuer": 0.97, "parent_issuer": 0.97, "addressees": 0.92, "printed_recipients": 0.92}
_BLANKS = re.compile(r"\s*([-–,;:/.\"'()])\s*")
_LABEL = re.compile(r"^\s*(?:V/v|Về việc)\s*:?\s*", re.IGNORECASE)


def truth_of(truth: dict[str, Any]) -> list[Truth]:
    """The truth of a synthetic scan, one for each document."""
    return [
        {
            "doctype": BY_WORD.get(document["type"].upper(), "other"),
            "number": document["number"],
            "issued_on": document["date"],
            "place": document["place"],
            "issuer": document["agency"]["issuer"],
            "parent_issuer": document["agency"]["parent"],
            "subject": _LABEL.sub("", document["subject"] or ""),
            "addressees": document["addressees"],
            "printed_recipients": document["recipients"],
            "signer_name": (document["signer"] or {}).get("name"),
            "signer_title": (document["signer"] or {}).get("title"),
            "urgency": document["urgency"],
        }
        for document in truth["documents"]
    ]


def is_right(field: str, found: Found, want: Truth) -> bool | None:
    """Whether the value is that of the truth; None where the truth does not say."""
    truth = want.get(field)
    if isinstance(truth, list):
        return any(_same(field, value, item) for item in truth for value in (found.value, found.raw))
    if truth is None:
        return False if field in ("number", "issued_on", "signer_name", "urgency", "parent_issuer") else None
    values = (found.value, found.raw) if field in ("issuer", "parent_issuer") else (found.value,)
    return any(_same(field, value, truth) for value in values)


def _same(field: str, value: str, truth: str) -> bool:
    a, b = _loose(value), _loose(truth)
    if field == "number":
        return "".join(a.split()) == "".join(b.split())
    return a == b or (field in _NEAR and bool(a) and Levenshtein.normalized_similarity(a, b) >= _NEAR[field])


def _loose(text: str) -> str:
    return _BLANKS.sub(r"\1", key(text)).strip(" .;:,-/*")

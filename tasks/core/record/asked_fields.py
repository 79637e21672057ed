"""The fields of a document that a person may set right (schemas.decision.FIELDS), read and written by name. Pure."""

from schemas.found import Found
from schemas.letter import Document, Signer


def field_of(document: Document, name: str) -> Found | None:
    """The value of one field. `signers`: the name of the signer (người ký) that is least sure; None where one has none."""
    if name != "signers":
        found: Found | None = getattr(document, name)
        return found
    at = _doubtful_signer(document)
    return document.signers[at].name if at is not None else None


def with_field(document: Document, name: str, found: Found | None) -> Document:
    """The document with this value of the field; a signer's name goes to the signer that `field_of` speaks of, or to a new one."""
    if name != "signers":
        return document.model_copy(update={name: found})
    at = _doubtful_signer(document)
    signers = list(document.signers)
    if at is not None:
        signers[at] = signers[at].model_copy(update={"name": found})
    elif found is not None:
        signers.append(Signer(name=found))
    return document.model_copy(update={"signers": tuple(signers)})


def _doubtful_signer(document: Document) -> int | None:
    """Which signer is asked about: one without a name, else the least sure; none where nobody signed."""
    sure = [signer.name.confidence if signer.name else 0.0 for signer in document.signers]
    return sure.index(min(sure)) if sure else None

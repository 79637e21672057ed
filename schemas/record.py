"""The record (hồ sơ JSON) that the pipeline writes for every letter: the contract of the archive and of every consumer."""

from typing import Literal

from pydantic import Field

from schemas.base import SCHEMA_VERSION, Model
from schemas.letter import Document, Finding, Review
from schemas.page import Correction, PageRecord
from schemas.routing import Routing

Status = Literal["delivered", "review", "held", "quarantined", "read"]
"""delivered: messages are out. review: waits for a person. held: a secrecy stamp is seen or suspected.
quarantined: refused, with its code. read: by `congvan read`, nothing delivered."""


class Source(Model):
    """Where the scan came from. `sha256` is of the original bytes and is the letter's identity."""

    bucket: str | None = None
    key: str | None = None
    version_id: str | None = None
    etag: str | None = None
    size: int
    media_type: str
    received_at: str
    sha256: str


class Step(Model):
    """One station and the seconds it took."""

    name: str
    seconds: float


class Provenance(Model):
    """What made this record: with these, the same bytes give the same record."""

    pipeline_version: str
    engine: str
    languages: str
    registry_version: str
    settings: str | None = None
    steps: tuple[Step, ...] = ()


class Rejection(Model):
    """Why a scan was quarantined: a stable code, what happened, what to do next."""

    code: str
    message: str
    advice: str


class Revision(Model):
    """One change of a record by a person or a rerun: who, when, what, before and after."""

    number: int
    at: str
    by: str
    reason: str
    changes: tuple[dict[str, str | None], ...] = ()


class Record(Model):
    """The record of a letter that was read, routed or refused. A held letter has a `HeldRecord` instead."""

    schema_version: str = SCHEMA_VERSION
    checksum: str | None = Field(
        default=None, description="SHA-256 of the record's bytes with null in this place: docs/consumers.md. Kept in the archive."
    )
    letter_id: str
    status: Status
    revision: int = 1
    source: Source
    rejection: Rejection | None = None
    pages: tuple[PageRecord, ...] = ()
    corrections: tuple[Correction, ...] = ()
    documents: tuple[Document, ...] = ()
    findings: tuple[Finding, ...] = ()
    routing: Routing = Routing()
    review: Review = Review(required=False)
    provenance: Provenance | None = None
    revisions: tuple[Revision, ...] = ()


class HeldRecord(Model):
    """All that is ever written of a letter with a secrecy stamp (văn bản mật): no name, no text, no hash."""

    schema_version: str = SCHEMA_VERSION
    letter_id: str
    status: Literal["held"] = "held"
    page_count: int
    held_at: str

"""The record's own checksum (mã kiểm tra): over its bytes as they are written, so that later versions of the program check it too.

A record begins with `"schema_version"` and `"checksum"`. The checksum is the SHA-256 of the record's bytes with `null` in the
checksum's place.
"""

import hashlib
import re

from pydantic import ValidationError

from schemas.record import Record

_PLACE = re.compile(rb'"checksum": (?:null|"([0-9a-f]{64})")')
_HEAD = 300
"""The checksum stands in the first so many bytes: a text further down that looks like it is a text."""


def sealed(record: Record) -> bytes:
    """The record as JSON with its checksum."""
    plain = record.model_copy(update={"checksum": None}).model_dump_json(indent=1).encode()
    place = _PLACE.search(plain, 0, _HEAD)
    assert place is not None  # noqa: S101 - a field of every record
    digest = hashlib.sha256(plain).hexdigest().encode()
    return plain[: place.start()] + b'"checksum": "' + digest + b'"' + plain[place.end() :]


def is_whole(body: bytes) -> bool:
    """Whether a record's bytes are those that were sealed; also of one that was written without a checksum."""
    place = _PLACE.search(body, 0, _HEAD)
    if place is None:
        return b"checksum" not in body[:_HEAD]
    if place[1] is None:
        return True
    plain = body[: place.start()] + b'"checksum": null' + body[place.end() :]
    return hashlib.sha256(plain).hexdigest().encode() == place[1]


def unsealed(body: bytes | None) -> Record | None:
    """The record of these bytes, without its checksum; None where there is none or it was damaged."""
    if body is None or not is_whole(body):
        return None
    try:
        return Record.model_validate_json(body).model_copy(update={"checksum": None})
    except ValidationError:  # also of one whose checksum's own name was damaged: no other field is known
        return None

"""Where everything of a letter lies in the bucket. Keys are generated ASCII; no name from outside is ever part of one.

letters/<sha256>/original.<ending>     the bytes as they came, never changed
letters/<sha256>/record.json           the current record;  record.<revision>.json earlier ones
letters/<sha256>/searchable.pdf        pages with the cleaned text under them
letters/<sha256>/pages/<n>.jpg         page images for people
quarantine/<sha256>/…                  the same names, of a scan that was refused
held/<random id>/…                     scan and record of a letter with a secrecy stamp
identities/<hash>.json                 which letter has this number, symbol, issuer and year
"""

import hashlib
import re
from collections.abc import Sequence

LETTERS = "letters/"
QUARANTINE = "quarantine/"
HELD = "held/"
IDENTITIES = "identities/"

_SHA256 = re.compile(r"(?:sha256:)?([0-9a-f]{64})")
_HELD = re.compile(r"(?:held:)?([0-9a-f]{32})")
_ENDING = re.compile(r"[a-z0-9]{1,8}")
_REVISION = re.compile(r"(?:letters|quarantine)/[0-9a-f]{64}/record\.[1-9][0-9]*\.json")
_RECORD = re.compile(r"(?:letters|quarantine)/([0-9a-f]{64})/record\.json")

_ENDINGS = {
    "application/pdf": "pdf",
    "image/tiff": "tif",
    "image/png": "png",
    "image/jpeg": "jpg",
    "text/plain": "txt",
    "text/markdown": "md",
}


def ending(media_type: str) -> str:
    """Ending of the original's key for its media type; `bin` for a type that we don't read."""
    return _ENDINGS.get(media_type, "bin")


def letter_hash(letter_id: str) -> str:
    """The 64 hex digits of `sha256:<hex>` (or of the digits alone). Raises ValueError for anything else."""
    match = _SHA256.fullmatch(letter_id)
    if match is None:
        raise ValueError(f"a letter id is sha256: and 64 hex digits, not {letter_id[:80]!r}")
    return match[1]


def folder(letter_id: str, *, quarantined: bool = False) -> str:
    """Prefix of all that is kept of a letter. Raises ValueError for what is no letter id."""
    return f"{QUARANTINE if quarantined else LETTERS}{letter_hash(letter_id)}/"


def original_key(letter_id: str, file_ending: str, *, quarantined: bool = False) -> str:
    """Key of the bytes as they came. Raises ValueError for an ending that is none."""
    if not _ENDING.fullmatch(file_ending):
        raise ValueError("an ending is 1 to 8 small letters and digits")
    return f"{folder(letter_id, quarantined=quarantined)}original.{file_ending}"


def record_key(letter_id: str, revision: int | None = None, *, quarantined: bool = False) -> str:
    """Key of the current record, or of an earlier `revision`."""
    name = "record.json" if revision is None else f"record.{revision}.json"
    return folder(letter_id, quarantined=quarantined) + name


def searchable_key(letter_id: str) -> str:
    """Key of the searchable PDF."""
    return f"{folder(letter_id)}searchable.pdf"


def page_key(letter_id: str, number: int) -> str:
    """Key of the picture of page `number` (1-based)."""
    return f"{folder(letter_id)}pages/{number}.jpg"


def found_key(letter_id: str, number: int) -> str:
    """Key of the picture of page `number` with boxes over what was found."""
    return f"{folder(letter_id)}pages/{number}.found.jpg"


def doubt_key(letter_id: str, number: int) -> str:
    """Key of the picture of the doubtful place `number` (1-based, in the order of the review form)."""
    return f"{folder(letter_id)}pages/doubt.{number}.jpg"


def identity_key(identity: Sequence[str]) -> str:
    """Key of the object that says which letter has this identity (number and symbol, issuer, year)."""
    return f"{IDENTITIES}{hashlib.sha256(chr(10).join(identity).encode()).hexdigest()}.json"


def held_folder(held_id: str) -> str:
    """Prefix of a held letter. Raises ValueError for what is no id of one (32 hex digits, with or without `held:`)."""
    match = _HELD.fullmatch(held_id)
    if match is None:
        raise ValueError("a held letter's id is 32 hex digits")
    return f"{HELD}{match[1]}/"


def record_letter(key: str) -> str | None:
    """Letter id of a key that is a current record's; None for every other key."""
    match = _RECORD.fullmatch(key)
    return f"sha256:{match[1]}" if match else None


def is_revision(key: str) -> bool:
    """Whether a key is that of a record's revision (`record.<revision>.json`)."""
    return _REVISION.fullmatch(key) is not None

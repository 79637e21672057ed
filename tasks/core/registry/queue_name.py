"""The name of a recipient's queue (tên hàng đợi): safe for every queue system, readable, and never shared by two names."""

import hashlib
import re
import unicodedata
from functools import lru_cache

LONGEST = 80
"""Amazon SQS takes 80 characters; RabbitMQ and S3 keys take more."""

_HASH_DIGITS = 8
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_WITHOUT_DECOMPOSITION = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d"})


def slug(name: str) -> str:
    """ASCII letters and digits of `name` joined by `-`: accents are dropped, `đ` becomes `d`. May be empty."""
    return "-".join(part for part in map(_slug, name.split()) if part)


@lru_cache(maxsize=16384)
def _slug(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_WITHOUT_DECOMPOSITION)
    return _NOT_PLAIN.sub("-", plain.lower()).strip("-")


def queue_name(name: str) -> str:
    """Name of the queue of `name` (a registry id or name): slug, `-`, 8 hex digits of SHA-256; at most 80 characters.

    NFC and NFD forms give the same queue; names that differ only in accents or case of letters give different ones.
    Raises ValueError for a blank name.
    """
    same = unicodedata.normalize("NFC", name).strip()
    if not same:
        raise ValueError("a queue needs a name")
    digest = hashlib.sha256(same.encode()).hexdigest()[:_HASH_DIGITS]
    readable = slug(same)[: LONGEST - _HASH_DIGITS - 1].rstrip("-")
    return f"{readable or 'q'}-{digest}"

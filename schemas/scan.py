"""A scan in hand (bản quét đang xử lý): fetched from the inbox to a private file, with its identity."""

from pathlib import Path

from schemas.arrival import Arrival
from schemas.base import Model
from schemas.record import Record, Source


class Scan(Model):
    """One fetched scan. `path` has a generated name; `known` is the letter's record when these bytes came before.

    `copied`: of a known letter, whether its copies for people are there too, or none are made of such a file. `whole`: whether
    the bytes came; of a file far over the largest size only its identity did.
    """

    arrival: Arrival
    path: Path
    source: Source
    known: Record | None = None
    copied: bool = False
    whole: bool = True

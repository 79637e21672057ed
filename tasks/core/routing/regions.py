"""What an office of several provinces says (Quân khu 9, Kho bạc Nhà nước khu vực IV): its "các tỉnh" are those of its region."""

import re
from collections.abc import Sequence

from tasks.core.routing.pieces import Leftover, Piece, Target, View

_REGIONAL = re.compile(r"(?<!\w)(?:quân khu|khu vực|vùng)\s+(?:số\s+)?(?:[IVX]+|\d{1,2})(?!\w)", re.IGNORECASE)
_MOST = 15
"""Provinces of the largest region, and some more (Quân khu 9 had twelve of the 63)."""


def within_region(found: Sequence[Piece], words: str, view: View) -> list[Piece]:
    """The pieces; a group of all provinces' bodies, said by an office of a region, is left over: no list says which it has."""
    regional = bool(view.house) and _REGIONAL.search(view.house[0].name) is not None
    members = sum(isinstance(piece, Target) and piece.group is not None for piece in found)
    return [Leftover(words, "open_set")] if regional and members > _MOST else list(found)

"""Codes of the Government office's units in an item of Nơi nhận (các Vụ, Cục: TH, KTTH), each held against those that there are."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from tasks.core.letter.rows.signs import bare
from tasks.core.letter.vocabulary.codes import looks_like
from tasks.core.letter.vocabulary.usual_items import VPCP_UNITS

_LOOKALIKE = str.maketrans({"G": "C", "Ñ": "N", "0": "O", "1": "T", "Q": "Q"})


def unit_codes(text: str) -> str:
    """Codes of units after `các Vụ, Cục:`, each held against those that there are."""
    pieces = [part for piece in re.split(r"[,.;]", text) for part in _two(piece.strip())]
    return ", ".join(_code(piece, pieces) for piece in pieces if piece)


def _two(piece: str) -> list[str]:
    """Two codes between which the comma is lost (NC QHĐP); else the piece."""
    halves = piece.split(" ")
    whole = piece.replace(" ", "")
    parted = len(halves) == 2 and whole not in VPCP_UNITS and all(_code(half, ()) in VPCP_UNITS for half in halves)
    return halves if parted else [piece]


def _code(piece: str, others: Sequence[str]) -> str:
    plain = piece.replace(" ", "")
    if plain in VPCP_UNITS:
        return plain
    alike = plain.translate(_LOOKALIKE)
    for one in (alike, alike[1:] if plain[:1] == "Ñ" else alike):
        if one in VPCP_UNITS:
            return one
    if seen := looks_like(plain, VPCP_UNITS):
        return seen
    near = [code for code in VPCP_UNITS if code not in others and bare(code) != "" and Levenshtein.distance(code, plain) == 1]
    return near[0] if len(near) == 1 and len(plain) > 1 else piece

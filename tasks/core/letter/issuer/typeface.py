"""Which rows of a letterhead are bold (nét đậm): by the form the issuer's; the office above it is plain, of the same size."""

from collections.abc import Sequence

from tasks.core.letter.rows.lines import Row

_BOLDER = 1.2
"""How many times as thick a bold row's strokes are, at least: so in 109 of the 112 letterheads of scan/words/boldness.py."""


def bold_from(rows: Sequence[Row]) -> int | None:
    """The row from which on all are bold, where all before it are plain; None: no such row, or strokes were not measured.

    A row of a few letters, whose strokes were not measured, is like the one before it.
    """
    known = [at for at, row in enumerate(rows) if row.line.stroke]
    strokes = [row.line.stroke for row in rows if row.line.stroke]
    found = [at for at in range(1, len(strokes)) if min(strokes[at:]) >= _BOLDER * max(strokes[:at])]
    return known[found[0]] if found and known[0] == 0 else None

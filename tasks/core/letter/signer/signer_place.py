"""Where titles and names stand: centred on the signers' column, so that one that stands off its middle has lost a part."""

from collections.abc import Sequence

from schemas.found import Found
from schemas.letter import Signer
from tasks.core.letter.rows.lines import Row
from tasks.core.letter.rows.signs import AUTHORITY, bare
from tasks.core.letter.signer.signer_name import TRIM
from tasks.core.letter.vocabulary.titles import SPELLED, spelled


def axis_of(rows: Sequence[Row]) -> float | None:
    """The middle of the signers' column, a fraction of the page's width: rows that are surely whole stand centred on it."""
    whole = [row for row in rows if row.line.words and row.box and AUTHORITY.match(bare(row.text)) and _is_whole(row)]
    middles = [(row.box[0] + row.box[2]) / 2 for row in whole if row.box]
    return sum(middles) / len(middles) if middles else None


def _is_whole(row: Row) -> bool:
    match = AUTHORITY.match(bare(row.text))
    known = spelled(row.text[match.end() :].strip(TRIM)) if match else None
    return known is not None and known[1] == 0


def by_place(signer: Signer, axis: float | None) -> Signer:
    """The signer with doubt where title or name stands off the column's middle: part of it is covered.

    A head's title (BÍ THƯ) that lacks as much on its left as PHÓ takes is a deputy's, whose first word the seal covers.
    """
    title, name = signer.title, signer.name
    if signer.authority and signer.authority[-1].mark == "Q.":
        return signer  # its row's middle is that of the mark and the title
    if axis is None and title is not None and name is not None and name.box and _begins_torn(title):
        axis = (name.box[0] + name.box[2]) / 2
    if axis is None:
        return signer
    if title is not None and title.box is not None and f"PHÓ {title.value}" in SPELLED:
        lacking = title.box[0] - (2 * axis - title.box[2])
        letter = (title.box[2] - title.box[0]) / len(title.value)
        if 1.8 * letter < lacking < 7 * letter:
            update = {
                "value": f"PHÓ {title.value}",
                "rule": "signer.title.inferred_deputy",
                "confidence": min(0.5, title.confidence),
            }
            title = title.model_copy(update=update)
    if name is not None and name.box is not None and abs((name.box[0] + name.box[2]) / 2 - axis) > _OFF_AXIS:
        name = name.model_copy(update={"confidence": round(0.5 * name.confidence, 4)})
    return signer.model_copy(update={"title": title, "name": name})


def _begins_torn(title: Found) -> bool:
    """Letters of the title's beginning were put right: something lies over it, and may lie over a word before it as well."""
    return not bare(title.raw).startswith(bare(title.value)[:2])


_OFF_AXIS = 0.02
"""How far a whole name may stand off the column's middle, as a fraction of the page's width (measured: 0.012 on skewed pages)."""

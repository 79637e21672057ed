"""The second look at a page's doubtful rows: one more call of the engine, only on pages that have such rows."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from schemas.page import Zone
from tasks.adapters.tesseract import EngineWord
from tasks.core.scan import assemble, compose, ink, second_look
from tasks.core.scan.assemble import Row, Token
from tasks.core.scan.paper import Grey
from tasks.core.scan.second_look import Cut, Placed

PSM = 6
"""One block of text: the rows stand below each other, and accents stay with their letters."""

_OF_TEXT = frozenset({Zone.HEAD_LEFT, Zone.HEAD_RIGHT, Zone.BODY, Zone.FOOT_LEFT})
"""Zones of which only what the engine left out is read again, or what it doubted in a head."""

_AGAIN = 10_000  # number of the first block of rows that were read again: no block of the first reading has it


def look_again(
    tokens: list[Token], parts: Sequence[compose.Part], cleaned: ink.Cleaned, dpi: float, read: Callable[[Grey], list[EngineWord]]
) -> list[Token]:
    """The words of a page, those of its doubtful rows voted on. `parts`: where its zones stand; `read`: one call of the engine."""
    rows = assemble.rows_of(tokens)
    height = second_look.usual_height(rows)
    if not height:
        return tokens
    cuts, image = _cuts(rows, parts, cleaned, dpi, height)
    if not cuts:
        return tokens
    first = [second_look.held(cut, rows) for cut in cuts]
    others = [] if cleaned.coloured else [cleaned.seen]
    pictures = [[cleaned.image if second_look.well_read(words) else image, *others] for words in first]
    stack, placed = second_look.stack(cuts, pictures, dpi)
    words = read(stack)
    for number, (cut, own) in enumerate(zip(cuts, first, strict=True)):
        again = [_tokens(words, place, cut) for place in placed if place.cut == number]
        if again:
            kept = [replace(token, line=(_AGAIN + number,)) for token in second_look.vote(own, again)]
            if cut.zone in _OF_TEXT and not own and not second_look.well_read(kept):
                continue  # a picture or handwriting
            tokens = [token for token in tokens if token not in own] + kept
    return tokens


def _cuts(
    rows: Sequence[Row], parts: Sequence[compose.Part], cleaned: ink.Cleaned, dpi: float, height: float
) -> tuple[list[Cut], Grey]:
    """The rows to read again, and the picture without the pen strokes of the signature block."""
    cuts = second_look.doubtful_rows(rows, cleaned.image.shape)
    image = cleaned.image
    for part in (part for part in parts if part.mark is None):
        region = (part.left, part.top, part.right, part.bottom)
        if part.zone in _OF_TEXT:
            printed = second_look.rows_of_print(cleaned.image, region, part.zone, dpi, height)
            cuts += second_look.left_out(printed, rows, height)
        elif part.zone is Zone.FOOT_RIGHT:
            image = second_look.without_strokes(image, region, height)
            signed = second_look.rows_of_print(image, region, part.zone, dpi, height)
            cuts = [*second_look.doubtful(signed, rows), *cuts]
    return cuts, image


def _tokens(words: Sequence[EngineWord], place: Placed, cut: Cut) -> list[Token]:
    """The words of one row of the stack at their places on the upright page."""
    found = []
    for word in words:
        if place.y <= (word.top + word.bottom) / 2 <= place.y + place.height:
            left, right = (cut.left + (edge - place.x) / place.scale for edge in (word.left, word.right))
            top, bottom = (cut.top + (edge - place.y) / place.scale for edge in (word.top, word.bottom))
            found.append(Token(word.text, word.confidence, left, top, right, bottom, cut.zone, ()))
    return [token for token in found if cut.holds(token)]

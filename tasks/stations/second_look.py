"""The second look at a page's doubtful rows: one more call of the engine, only on pages that have such rows."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from schemas.page import Zone
from tasks.adapters.tesseract import EngineWord
from tasks.core.letter.vocabulary.family_names import SPELLED, family_costs, is_family, is_other
from tasks.core.letter.vocabulary.names import is_name_word, mended_name
from tasks.core.letter.vocabulary.titles import is_spelt
from tasks.core.letter.vocabulary.whole_name import is_whole_name
from tasks.core.scan.ink import ink
from tasks.core.scan.sheet import strengthen
from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.words import (
    assemble,
    compose,
    doubted_rows,
    family_place,
    item_codes,
    left_out,
    row_vote,
    second_look,
    twins,
    whole_names,
)
from tasks.core.scan.words.assemble import Row, Token
from tasks.core.scan.words.second_look import Cut, Placed
from tasks.core.scan.words.tidy import foot_alone
from tasks.stations import under_strokes
from tasks.stations.torn_print import rows_whole
from tasks.stations.under_strokes import Foot, Read, words_of

_STAYS = 0.88
"""Confidence of a word of an item from which on it is not asked about: of 129 codes of office scans with more all were right."""

PSM = 6
"""One block of text: the rows stand below each other, and accents stay with their letters."""

_OF_TEXT = frozenset({Zone.HEAD_LEFT, Zone.HEAD_RIGHT, Zone.BODY, Zone.FOOT_LEFT})
"""Zones of which only what the engine left out is read again, or what it doubted in a head."""

_FOOT_OF = {Zone.HEAD_LEFT: Zone.FOOT_LEFT, Zone.HEAD_RIGHT: Zone.FOOT_RIGHT}

_AGAIN, _NAMES_AGAIN, _AGAIN_ITEMS = 10_000, 11_000, 12_000
"""Numbers of the first blocks of rows that were read again: no block of the first reading has them."""


def look_again(
    tokens: list[Token],
    parts: Sequence[compose.Part],
    cleaned: ink.Cleaned,
    dpi: float,
    read: Read,
    *,
    torn: bool = False,
    bilevel: bool = False,
) -> list[Token]:
    """The words of a page, those of its doubtful rows voted on. `parts`: where its zones stand; `read`: one call of the engine.

    `bilevel`: it is black and white; `torn`: its strokes are thin (`strengthen.choose`): each row is read strengthened and as it
    is, and the number's row, doubtful items of Nơi nhận and signers' names are read again too. `read` must not do it once more.
    """
    placed_rows = foot_alone(assemble.rows_of(tokens))
    tokens = [token for row in placed_rows for token in row.tokens]
    rows = assemble.rows_of(tokens)
    height = second_look.usual_height(rows)
    if not height:
        return tokens
    zoned = _zoned(parts, rows)
    cuts, image = _cuts(rows, zoned, cleaned, dpi, height, torn=torn)
    signed = doubted_rows.doubtful_names(rows, cleaned.image.shape, is_name_word)
    signed = signed if torn else [cut for cut in signed if doubted_rows.has_unknown(second_look.held(cut, rows), is_name_word)]
    cuts = [*signed, *(cut for cut in cuts if not any(_is_same(cut, name) for name in signed))]
    if cuts:
        first = [second_look.held(cut, rows) for cut in cuts]
        mend = partial(rows_whole, cuts=cuts[len(signed) :], dpi=dpi) if torn else None
        pictures = _of_names(cleaned, signed, dpi, torn=torn) + _pictures(first[len(signed) :], cleaned, image, mend)
        stack, placed = second_look.stack(cuts, pictures, dpi, torn=torn)
        tokens = twins.without_twins(_voted(tokens, cuts, first, placed, read(stack), names=len(signed), torn=torn))
    if torn:
        return _names_again(tokens, signed, cleaned, dpi, read)
    tokens = _look_at_items(tokens, rows, cleaned, dpi, read, bilevel=bilevel)
    foot = next((part for part in zoned if part.mark is None and part.zone is Zone.FOOT_RIGHT), None)
    if foot is None:
        return tokens
    region = foot.left, foot.top, foot.right, foot.bottom
    return under_strokes.look_under(tokens, rows, Foot(region, cleaned.image, dpi, height), read)


def _look_at_items(
    tokens: list[Token], rows: Sequence[Row], cleaned: ink.Cleaned, dpi: float, read: Read, *, bilevel: bool
) -> list[Token]:
    """Items of Nơi nhận on whole print, by a call of their own: beside rows of other sizes those are read otherwise than alone."""
    cuts = doubted_rows.doubtful_items(rows, cleaned.image.shape, torn=False)
    if not cuts:
        return tokens
    first = [second_look.held(cut, rows) for cut in cuts]
    sizes = second_look.ITEM_SCALES if bilevel else second_look.GREY_SCALES
    pictures = _pictures(first, cleaned, cleaned.image, None)
    if not bilevel:  # of 158 rows of items of telephone scans 103 are right with thicker strokes, 95 as they are
        bold = strengthen.thicker(cleaned.image)
        pictures = [[*own, bold] for own in pictures]
    stack, placed = second_look.stack(cuts, pictures, dpi, sizes=sizes)
    return _voted(tokens, cuts, first, placed, read(stack), names=0, torn=False, line=_AGAIN_ITEMS)


def _names_again(tokens: list[Token], before: Sequence[Cut], cleaned: ink.Cleaned, dpi: float, read: Read) -> list[Token]:
    """The words with those of names that only the second look found, or found to be doubtful, read once more as names are.

    The engine left such a row out, and of its ink alone a pen's stroke was taken off with the family name under it.
    """
    rows = assemble.rows_of(tokens)
    names = doubted_rows.doubtful_names(rows, cleaned.image.shape, is_name_word)
    names = [cut for cut in names if not any(_is_same(cut, name) for name in before)]
    if not names:
        return tokens
    first = [second_look.held(cut, rows) for cut in names]
    stack, placed = second_look.stack(names, _of_names(cleaned, names, dpi, torn=True), dpi, torn=True)
    return _voted(tokens, names, first, placed, read(stack), names=len(names), torn=True, line=_NAMES_AGAIN)


def _voted(
    tokens: list[Token],
    cuts: Sequence[Cut],
    first: Sequence[Sequence[Token]],
    placed: Sequence[Placed],
    words: Sequence[EngineWord],
    *,
    names: int,
    torn: bool,
    line: int = _AGAIN,
) -> list[Token]:
    """The page's words with those of the rows read again, as blocks from `line` on; the first `names` rows are signers' names."""
    for number, (cut, own) in enumerate(zip(cuts, first, strict=True)):
        here = [place for place in placed if place.cut == number]
        again = _once_each([words_of(words, place, cut) for place in here if not place.witness])
        if again:
            witness = [words_of(words, place, cut) for place in here if place.witness]
            voted = _name(own, again, torn=torn) if number < names else _row(own, again, witness, cut, torn=torn)
            kept = [replace(token, line=(line + number,)) for token in voted]
            if cut.zone in _OF_TEXT and not own and not second_look.well_read(kept):
                continue  # a picture or handwriting
            tokens = [token for token in tokens if token not in own] + kept
    return tokens


def _row(
    own: Sequence[Token], again: Sequence[Sequence[Token]], witness: Sequence[Sequence[Token]], cut: Cut, *, torn: bool
) -> list[Token]:
    if cut.zone is not Zone.FOOT_LEFT:
        voted = row_vote.vote(own, again, torn=torn)
        numbered = bool(own) and doubted_rows.is_number(Row(cut.zone, tuple(own)))
        return item_codes.with_finest(voted, [own, *again]) if numbered else voted
    asked = not torn or not own or doubted_rows.is_doubted_item(own, torn=True)  # else only its codes are in doubt
    stays = 2.0 if torn else _STAYS  # a unit that is hardly read is still somebody's
    voted = row_vote.vote(own, again, torn=True, stays=stays) if asked else list(own)
    filed = bool(own) and doubted_rows.is_file(Row(cut.zone, tuple(own)))
    if torn and not witness:
        return voted
    return item_codes.with_agreed(voted, [own, *again, *witness], filed=filed, torn=torn)


def _name(own: Sequence[Token], again: Sequence[Sequence[Token]], *, torn: bool) -> list[Token]:
    """The words of a signer's name, its family's by all readings together."""
    readings = [family_place.on_its_row(one, is_name_word) for one in (own, *again)]
    voted = row_vote.vote(readings[0], readings[1:], torn=torn, known=is_name_word)
    voted = whole_names.filled(voted, readings, is_whole_name)
    return family_place.with_family(voted, readings, _NAMES)


def _meant_family(torn: str) -> str | None:
    """The family name that understanding makes of a torn one; None where it leaves it."""
    family = mended_name(f"{torn} {_ANY}").partition(" ")[0]
    return family if family in SPELLED else None


_ANY = "Văn Anh"
_NAMES = family_place.Names(
    is_name_word, SPELLED.__contains__, _meant_family, family_costs, lambda word: is_family(word) or is_other(word)
)


def _once_each(readings: Sequence[list[Token]]) -> list[list[Token]]:
    """The readings of a row, those that are alike to the last pixel once: the seal stands beside the words, and they are no two."""
    return [one for at, one in enumerate(readings) if not one or one not in readings[:at]]


def _is_same(cut: Cut, name: Cut) -> bool:
    """Whether a row by its ink is that of a name."""
    return cut.zone is name.zone and name.between[0] < (cut.between[0] + cut.between[1]) / 2 < name.between[1]


def _of_names(cleaned: ink.Cleaned, names: Sequence[Cut], dpi: float, *, torn: bool) -> list[list[Grey]]:
    """For each name its pictures: also with the seal, whose edge takes letters with it when it is lifted off."""
    if not names:
        return []
    bold = strengthen.thicker(cleaned.image)
    own = [strengthen.thicker(cleaned.seen), cleaned.seen, bold, cleaned.image]
    if torn:
        own = [rows_whole(cleaned.seen, names, dpi), cleaned.seen, rows_whole(cleaned.image, names, dpi), bold]
    return [own] * len(names)


def _zoned(parts: Sequence[compose.Part], rows: Sequence[Row]) -> list[compose.Part]:
    """The parts with their zones as the rows say: on a page of a foot alone there is no head.

    What was cut as body below it belongs to the foot too: the name, where seal and signature part it from the title.
    """
    heads = [part for part in parts if part.zone in _FOOT_OF]
    if not heads or any(row.zone in _FOOT_OF for row in rows):
        return list(parts)
    printed = [part for part in parts if part.mark is None]
    below = [part for part in printed if part.zone is Zone.BODY]
    bottom = max(part.bottom for part in [*heads, *below])
    foot = []
    for part in heads:
        zone = _FOOT_OF[part.zone]
        lefts, rights = [row.left for row in rows if row.zone is zone], [row.right for row in rows if row.zone is zone]
        left, right = round(min([part.left, *lefts])), round(max([part.right, *rights]))
        foot.append(replace(part, zone=zone, left=left, right=right, bottom=bottom))
    return [*(part for part in parts if part not in heads and part not in below), *foot]


def _pictures(
    first: Sequence[Sequence[Token]], cleaned: ink.Cleaned, image: Grey, mend: Callable[[Grey], Grey] | None
) -> list[list[Grey]]:
    """For each row the pictures that it is read from, the first of them at every size.

    `image`: without the pen strokes of the signature block, which a row that was read well has not to lose. `mend` joins the
    strokes of a page where those of a black-and-white scan are torn, None elsewhere.
    """
    others = [] if cleaned.coloured else [cleaned.seen]
    if mend is None:
        return [[cleaned.image if second_look.well_read(words) else image, *others] for words in first]
    plain = [cleaned.image if second_look.well_read(words) else image for words in first]
    strong = {name: mend(picture) for name, picture in {id(one): one for one in (*plain, *others)}.items()}
    return [[strong[id(picture)], picture, *(strong[id(other)] for other in others)] for picture in plain]


def _cuts(
    rows: Sequence[Row], parts: Sequence[compose.Part], cleaned: ink.Cleaned, dpi: float, height: float, *, torn: bool
) -> tuple[list[Cut], Grey]:
    """The rows to read again, and the picture without the pen strokes of the signature block."""
    size = cleaned.image.shape
    cuts = doubted_rows.doubtful_rows(rows, size)
    if torn:
        cuts += [*doubted_rows.doubtful_numbers(rows, parts, size), *doubted_rows.doubtful_items(rows, size, torn=torn)]
    image = cleaned.image
    for part in (part for part in parts if part.mark is None):
        region = (part.left, part.top, part.right, part.bottom)
        if part.zone in _OF_TEXT:
            printed = second_look.rows_of_print(cleaned.image, region, part.zone, dpi, height, least=left_out.LEAST)
            cuts += [row for row in left_out.left_out(printed, rows, height) if not any(_is_same(row, cut) for cut in cuts)]
        elif part.zone is Zone.FOOT_RIGHT:
            image = second_look.without_strokes(image, region, height)
            signed = second_look.rows_of_print(image, region, part.zone, dpi, height)
            cuts = [*(second_look.doubtful(signed, rows) if torn else second_look.doubtful(signed, rows, is_spelt)), *cuts]
    return cuts, image

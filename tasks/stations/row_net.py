"""Rows of print read by a net of our own (đọc từng dòng), a second opinion beside the engine's.

Taught on drawn rows that were scanned, torn, stamped and signed over (infra/training/row_*.py).
"""

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein

from schemas.page import Zone
from tasks.adapters import onnx_net
from tasks.core.letter.vocabulary.family_names import FREQUENT, is_family
from tasks.core.letter.vocabulary.names import is_name_word
from tasks.core.scan.net import Array
from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.words import assemble, row_type
from tasks.core.scan.words.assemble import Row, Token
from tasks.core.scan.words.beside_rows import has_more
from tasks.core.scan.words.doubted_rows import is_file, is_number
from tasks.core.scan.words.name_letters import Line, line_of
from tasks.core.scan.words.name_spelling import bare
from tasks.core.scan.words.row_names import named
from tasks.core.scan.words.row_signs import ReadWord, sureness, words_of
from tasks.core.scan.words.row_strip import HEIGHT, Strip, strip_of
from tasks.core.scan.words.row_weigh import is_paraph, places, weigh

_FILE = Path(__file__).with_name("row_net.onnx")
_ZONES = frozenset({Zone.HEAD_LEFT, Zone.HEAD_RIGHT, Zone.FOOT_LEFT, Zone.FOOT_RIGHT})
_SIZES, _OF_NUMBERS = (1.0, 1.08, 0.93), (0.8, 0.74, 0.86)
"""Sizes in which rows are read: an em is measured by the widths of bold letters, and a gap with written digits is wider than print.
Of 327 rows of numbers the symbol was right in 326 (in the first sizes in 290), the engine's in 300."""
_DOUBTFUL = 0.95
"""Of 3,000 rows of faxes' text those with a less sure word held nine of ten wrong letters, and so on pictures."""
_SURE, _SETTLED = 0.95, 0.9
_TELLING, _LARGEST = 3, 1.9
"""Words of a row that tell how large a page's print is, and how many times as large a row's can be: a title's is half as large
again, a number's seems so by the gap."""
_MULTIPLE = 8


class Pictures(NamedTuple):
    """A page without its marks, and with them, as a seal takes strokes along when it is lifted off; whether its print is torn."""

    image: Grey
    seen: Grey
    torn: bool


def knows(tokens: Sequence[Token], page: Pictures) -> bool:
    """Whether the net is asked about a page: it knows the type."""
    rows = [row for row in assemble.rows_of(tokens) if len(row.tokens) > 1 and _least(row) >= row_type.WELL]
    asked = alike = 0
    for row in sorted(rows, key=lambda row: -len(row.tokens))[: row_type.ROWS]:
        if (line := line_of(page.image, row.tokens)) is not None:
            more, same = row_type.marked_words(places(row.tokens, read_row(page.image, line, row)))
            asked, alike = asked + more, alike + same
    return row_type.is_known(asked, alike, torn=page.torn)


def _least(row: Row) -> float:
    return min(token.confidence for token in row.tokens)


def settled(tokens: Sequence[Token], page: Pictures) -> tuple[list[Token], list[Token]]:
    """The words of a page, those of rows that engine and net make sure together so, the engine's own in all others; and the former.

    What is settled so needs no second look by the engine; a row with print beside its words is not: one of its words was left out.
    """
    found: list[Token] = []
    done: list[Token] = []
    for row, line in _lines(tokens, page.image):
        weighed = _weighed(row, line, page)
        sure = weighed is not row.tokens and weighed and min(token.confidence for token in weighed) >= _SETTLED
        if sure and not has_more(row, page.image):
            done += weighed
            found += weighed
        else:
            found += row.tokens
    return found, done


def with_net(tokens: Sequence[Token], page: Pictures, done: Sequence[Token] = ()) -> list[Token]:
    """The words of a page weighed against what the net reads in its rows; not those of rows with words of `done` alone."""
    known = {id(token) for token in done}
    found: list[Token] = []
    for row, line in _lines(tokens, page.image):
        found += row.tokens if all(id(token) in known for token in row.tokens) else _weighed(row, line, page)
    return found


def _lines(tokens: Sequence[Token], image: Grey) -> list[tuple[Row, Line | None]]:
    """The rows with how they are set; None for those not asked about and those whose boxes are no print's: writing, scraps."""
    rows = assemble.rows_of(tokens)
    lines = [line_of(image, row.tokens) if _is_asked(row) else None for row in rows]
    ems = [line.em for row, line in zip(rows, lines, strict=True) if line is not None and len(row.tokens) >= _TELLING]
    usual = median(ems) if ems else None
    told = [line if line is None or usual is None or line.em <= _LARGEST * usual else None for line in lines]
    return list(zip(rows, told, strict=True))


def _is_asked(row: Row) -> bool:
    """Whether a row is read: each of head and foot, and of the text those with a doubtful word."""
    if row.zone is Zone.BODY:
        return _least(row) < _DOUBTFUL
    return row.zone in _ZONES


def _weighed(row: Row, line: Line | None, page: Pictures) -> Sequence[Token]:
    """The words of a row weighed against the net's; its own where nothing is known of its print (`line`) or read."""
    if line is None:
        return row.tokens
    words = read_row(page.image, line, row)
    if not words:
        return row.tokens
    if row.zone is Zone.FOOT_RIGHT:
        words = max(words, read_row(page.seen, line_of(page.seen, row.tokens) or line, row), key=sureness)
        if name := named(row.tokens, words, is_name_word, _family):
            return name
    found = places(row.tokens, words)
    if row.zone is Zone.FOOT_LEFT and is_file(row) and is_paraph(found[-1]):
        found = found[:-1]
    return [token for place in found for token in weigh(place, torn=page.torn, within=place.left >= words[0].left)]


def _family(word: str) -> str | None:
    """The family name that a name's first word is, or whose letters it has (Lế: Lê); None for a given name, and nearly a family's.

    A word that is like no frequent family name may be a rare one.
    """
    if is_family(word):
        return word
    low = bare(word).casefold()
    alike = [family for family in FREQUENT if bare(family).casefold() == low]
    if len(alike) == 1:
        return alike[0]
    near = any(Levenshtein.distance(low, bare(family).casefold()) <= 1 for family in FREQUENT)
    return None if near or is_name_word(word) else word


def read_row(image: Grey, line: Line, row: Row) -> list[ReadWord]:
    """What the net reads in a row: of its sizes the one that it reads most surely, the first where the engine read the same."""
    best: list[ReadWord] = []
    for wider in _OF_NUMBERS if is_number(row) else _SIZES:
        strip = strip_of(image, line, row.tokens, wider=wider)
        words = words_of(chances(strip), strip)
        if [word.text for word in words] == row.text.split() or all(word.sure >= _SURE for word in words):
            return words
        best = max(best, words, key=sureness)
    return best


def chances(strip: Strip) -> Array:
    """Logarithms of the chances of each answer at each step of a strip (steps x answers)."""
    wide = -(-strip.picture.shape[1] // _MULTIPLE) * _MULTIPLE
    picture = np.zeros((1, 1, HEIGHT, wide), np.float32)
    picture[0, 0, :, : strip.picture.shape[1]] = strip.picture
    values = onnx_net.run(_FILE, picture)[0, :, 0].T
    shifted = values - values.max(axis=1, keepdims=True)
    logs: Array = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return logs

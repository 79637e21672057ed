"""Rows that the engine read with doubt, by its words alone: the head's, the number's, items of Nơi nhận (see second_look.py)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

from schemas.page import Zone
from tasks.core.scan.words.assemble import Row, Token, mean_confidence
from tasks.core.scan.words.compose import Part
from tasks.core.scan.words.item_codes import is_doubted_code
from tasks.core.scan.words.row_vote import NO_WORD, plain
from tasks.core.scan.words.second_look import Cut, says_something

_WRITTEN = re.compile(r"^\W*S[ốổôóoỐỔÔÓO]\b|\d|ng[aàá]y|th[aáà]ng|n[aăà]m\b", re.IGNORECASE)
_NUMBER = re.compile(r"^\W*S[ốổôóoỐỔÔÓO]\s?(?:[:.;]|\d|$)")
_SYMBOL = re.compile(r"[/-]\s?[A-ZĐ]")
_FILE = re.compile(r"^[l1i|]?[uư]u")
LOW = 0.8
"""A word with less confidence is doubted."""
_HARDLY = 0.6  # and one with less is hardly a word


def doubtful_rows(rows: Sequence[Row], size: tuple[int, ...]) -> list[Cut]:
    """Rows of a head with a word that the engine was not sure of; `size`: height and width of the page.

    Not those with the number and the day, which are often written by hand: they have a reader of their own (handwriting.py).
    """
    return [
        _cut_of(row, size)
        for row in rows
        if row.zone in (Zone.HEAD_LEFT, Zone.HEAD_RIGHT)
        and not _WRITTEN.search(row.text)
        and any(says_something(token) and token.confidence < LOW for token in row.tokens)
    ]


def doubtful_items(rows: Sequence[Row], size: tuple[int, ...], *, torn: bool) -> list[Cut]:
    """Items of Nơi nhận with a word that the engine was not sure of, the Lưu item first: its short codes are misread most.

    On whole print (not `torn`) only those with a word that is hardly one (a paraph over the last code, copies in brackets read as
    a sign); and on any those with a code that the engine was not quite sure of: no dictionary says what it is.
    """
    found = [row for row in rows if row.zone is Zone.FOOT_LEFT and _is_asked(row, torn=torn)]
    return [_cut_of(row, size) for row in sorted(found, key=lambda row: not is_file(row))]


def _is_asked(row: Row, *, torn: bool) -> bool:
    tokens = row.tokens if torn else _to_its_stop(row)
    return is_doubted_item(tokens, torn=torn) or any(map(is_doubted_code, tokens))


def is_doubted_item(tokens: Sequence[Token], *, torn: bool) -> bool:
    """Whether a word of an item is in doubt, whatever its codes are."""
    if torn:
        return any(says_something(token) and token.confidence < LOW for token in tokens)
    return any((says_something(token) and token.confidence < _HARDLY) or NO_WORD.search(token.text) for token in tokens)


def is_file(row: Row) -> bool:
    """Whether a row is the Lưu item."""
    return _FILE.match(plain(row.text)) is not None


def is_number(row: Row) -> bool:
    """Whether a row is that of a head's number."""
    return row.zone is Zone.HEAD_LEFT and _NUMBER.match(row.text) is not None


def _to_its_stop(row: Row) -> Sequence[Token]:
    """The words of an item without the few signs behind the stop that ends it: a paraph, of which no look makes a word."""
    last = row.tokens[-1].text
    ended = len(row.tokens) > 1 and row.tokens[-2].text.endswith((".", ";"))
    return row.tokens[:-1] if ended and sum(sign.isalnum() for sign in last) <= _PARAPH else row.tokens


_PARAPH = 3
"""Signs of a paraph at most; a code behind the stop of an abbreviation (PCT. UBND) has more."""


def doubtful_numbers(rows: Sequence[Row], parts: Sequence[Part], size: tuple[int, ...]) -> list[Cut]:
    """The rows of a head with the number (Số: …) in whose print the engine was not sure or which it broke off, over the column.

    Where a fax tears a thin stroke between number and symbol the engine says nothing at all, or a colon.
    """
    found = []
    for row in rows:
        if not is_number(row):
            continue
        whole = _SYMBOL.search(row.text) and all(token.confidence >= LOW for token in row.tokens if says_something(token))
        if not whole:
            cut = _cut_of(row, size)
            right = max((part.right for part in parts if part.zone is Zone.HEAD_LEFT), default=cut.right)
            found.append(replace(cut, right=max(cut.right, right)))
    return found


def _cut_of(row: Row, size: tuple[int, ...]) -> Cut:
    pad = round(0.4 * row.height)
    top, bottom = min(token.top for token in row.tokens), max(token.bottom for token in row.tokens)
    top, bottom = max(top, row.middle - row.height), min(bottom, row.middle + row.height)
    edges = (round(row.left) - pad, round(top) - pad // 2, round(row.right) + pad, round(bottom) + pad // 2)
    return Cut(row.zone, max(edges[0], 0), max(edges[1], 0), min(edges[2], size[1]), min(edges[3], size[0]), (top, bottom))


_SIGNED = (Zone.FOOT_RIGHT, Zone.HEAD_RIGHT)
"""Where signers' names stand: a last page whose Nơi nhận began on the one before looks like a head."""
_SURE = 0.85  # a word of a name with at least this confidence shows where the row stands
_WORDS_OF_A_NAME, _SHORT = 6, 6
_NO_FAMILY = "thị"  # a name that begins with it has lost the family's
_BEFORE, _AROUND = 4.5, 0.35  # heights of a word: before the row, where a family name may stand, and round it


def doubtful_names(rows: Sequence[Row], size: tuple[int, ...], known: Callable[[str], bool]) -> list[Cut]:
    """Rows of the signers' column that look like a name of which a word is none, or was read with doubt; `known`: a name's word.

    A seal's edge stands over the family name as a rule: the rows go on to the left of what was read, at the height of the words
    that were read well. Its last word may be the one that is none, behind two that are.
    """
    found = []
    for row in rows:
        words = [token for token in row.tokens if says_something(token)]
        whole = [token for token in words if token.confidence >= _SURE and known(_letters(token.text))]
        if row.zone not in _SIGNED or not whole or len(words) > _WORDS_OF_A_NAME:
            continue
        if whole[-1] is not words[-1] and not (whole[-2:] == words[-3:-1] and len(whole) > 1 and _is_capitalised(words[-1])):
            continue
        if any(token.confidence >= _SURE and _is_small(token) and not known(_letters(token.text).capitalize()) for token in words):
            continue  # Tỉnh ủy Kiên Giang, of an electronic signature
        sure = all(known(_letters(token.text)) and token.confidence >= _SURE for token in words) and len(words) > 2
        if sure and _letters(words[0].text).casefold() != _NO_FAMILY:
            continue
        height = max(token.bottom - token.top for token in whole)
        top, bottom = min(token.top for token in whole), max(token.bottom for token in whole)
        axis = _axis([other for other in rows if other.zone is row.zone])  # the state's name in the head stands elsewhere
        edges = max(0, round(_left(row, words[0], axis, height, known))), max(0, round(top - _AROUND * height))
        right, low = min(size[1], round(row.right + _AROUND * height)), min(size[0], round(bottom + _AROUND * height))
        found.append(Cut(row.zone, *edges, right, low, (top - 0.5 * height, bottom + 0.5 * height)))
    return found


def has_unknown(tokens: Sequence[Token], known: Callable[[str], bool]) -> bool:
    """Whether a name has a word of a name's shape that is none: its marks were misread, however surely (Hãng for Hằng).

    A seal's edge between two of them joins them (Vð-Thị).
    """
    words = [word for token in tokens for word in re.findall(r"[^\W\d_]+", _letters(token.text))]
    return any(word.istitle() and len(word) > 1 and not known(word) for word in words)


def _axis(rows: Sequence[Row]) -> float | None:
    """The middle of the signers' column in pixels, by its rows of capitals, which a name stands centred under."""
    middles = [
        (row.left + row.right) / 2
        for row in rows
        if row.text.isupper() and len(row.text) > _SHORT and mean_confidence(row.tokens) >= LOW
    ]
    return median(middles) if middles else None


def _left(row: Row, first: Token, axis: float | None, height: float, known: Callable[[str], bool]) -> float:
    """Where a name begins: as far left of the column's middle as it ends right of it; without one, a word before what was read.

    A first word that is none may be a letter and a seal's edge before it, which is left out then.
    """
    is_sure = known(_letters(first.text)) and first.confidence >= _SURE
    start = row.left if axis is None else 2 * axis - row.right
    if axis is not None and abs(start - row.left) < _BEFORE * height:
        return min(row.left, start) - _AROUND * height if is_sure else start - _AROUND * height
    return row.left - (_AROUND if is_sure else _BEFORE) * height


def _is_capitalised(token: Token) -> bool:
    """Whether a word has the shape of a name's: a capital and small letters, nothing else."""
    text = _letters(token.text)
    return text.isalpha() and text.istitle()


def _is_small(token: Token) -> bool:
    return _letters(token.text)[:1].islower()


def _letters(word: str) -> str:
    """The word without signs at its ends."""
    return word.strip(".,:;*-_~'’`\"“”/\\|()")

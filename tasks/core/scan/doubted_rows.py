"""Rows that the engine read with doubt, by its words alone: the head's, the number's, items of Nơi nhận (see second_look.py)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from schemas.page import Zone
from tasks.core.scan.assemble import Row
from tasks.core.scan.compose import Part
from tasks.core.scan.second_look import Cut, plain, says_something

_WRITTEN = re.compile(r"^\W*S[ốổôóoỐỔÔÓO]\b|\d|ng[aàá]y|th[aáà]ng|n[aăà]m\b", re.IGNORECASE)
_NUMBER = re.compile(r"^\W*S[ốổôóoỐỔÔÓO]\s?(?:[:.;]|\d|$)")
_SYMBOL = re.compile(r"[/-]\s?[A-ZĐ]")
_FILE = re.compile(r"^[l1i|]?[uư]u")
_LOW = 0.8  # a word with less confidence is doubted


def doubtful_rows(rows: Sequence[Row], size: tuple[int, ...]) -> list[Cut]:
    """Rows of a head with a word that the engine was not sure of; `size`: height and width of the page.

    Not those with the number and the day, which are often written by hand: they have a reader of their own (handwriting.py).
    """
    return [
        _cut_of(row, size)
        for row in rows
        if row.zone in (Zone.HEAD_LEFT, Zone.HEAD_RIGHT)
        and not _WRITTEN.search(row.text)
        and any(says_something(token) and token.confidence < _LOW for token in row.tokens)
    ]


def doubtful_items(rows: Sequence[Row], size: tuple[int, ...]) -> list[Cut]:
    """Items of Nơi nhận with a word that the engine was not sure of, the Lưu item first: its short codes are misread most."""
    found = [
        row
        for row in rows
        if row.zone is Zone.FOOT_LEFT and any(says_something(token) and token.confidence < _LOW for token in row.tokens)
    ]
    return [_cut_of(row, size) for row in sorted(found, key=lambda row: _FILE.match(plain(row.text)) is None)]


def doubtful_numbers(rows: Sequence[Row], parts: Sequence[Part], size: tuple[int, ...]) -> list[Cut]:
    """The rows of a head with the number (Số: …) in whose print the engine was not sure or which it broke off, over the column.

    Where a fax tears a thin stroke between number and symbol the engine says nothing at all, or a colon.
    """
    found = []
    for row in rows:
        if row.zone is not Zone.HEAD_LEFT or not _NUMBER.match(row.text):
            continue
        whole = _SYMBOL.search(row.text) and all(token.confidence >= _LOW for token in row.tokens if says_something(token))
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

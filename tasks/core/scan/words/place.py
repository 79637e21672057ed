"""Where the words of a cleaned line stand: on the boxes of what was read, also when cleaning joined, cut or changed words."""

from collections.abc import Iterator, Sequence
from statistics import median

from schemas.base import Box
from schemas.page import Line


def place_words(line: Line) -> list[tuple[str, Box]]:
    """Words of the line's text with their boxes. As many words as were read: each its own box; else shared out by their letters.

    All get one height and stand on one straight line, so that readers of PDFs see one line of text and not a word on each.
    """
    words = line.text.split()
    if len(words) == len(line.words):
        return list(_levelled(words, [word.box for word in line.words]))
    return list(_shared_out(words, line.box)) if line.box and words else []


def _levelled(words: Sequence[str], boxes: Sequence[Box]) -> Iterator[tuple[str, Box]]:
    """The same words and widths, the heights and middles evened out."""
    sound = [box for word, box in zip(words, boxes, strict=True) if len(word) > 2] or list(boxes)
    height = median(bottom - top for _, top, _, bottom in sound)
    slope, start = _straight([((left + right) / 2, (top + bottom) / 2) for left, top, right, bottom in sound])
    for word, (left, _, right, _) in zip(words, boxes, strict=True):
        middle = start + slope * (left + right) / 2
        yield word, (left, max(middle - height / 2, 0.0), right, min(middle + height / 2, 1.0))


def _straight(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Slope and start of the straight line nearest to the points."""
    count = len(points)
    mean_x, mean_y = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / spread if spread > 1e-6 else 0.0
    slope = min(max(slope, -0.1), 0.1)
    return slope, mean_y - slope * mean_x


def _shared_out(words: list[str], box: Box) -> Iterator[tuple[str, Box]]:
    left, top, right, bottom = box
    letter = (right - left) / (sum(map(len, words)) + len(words) - 1)
    for word in words:
        yield word, (left, top, left + letter * len(word), bottom)
        left += letter * (len(word) + 1)

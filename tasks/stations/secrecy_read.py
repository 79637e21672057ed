"""What the engine read at a doubtful place of the secrecy gate: a stamp's words, other words, or nothing that says which."""

from collections.abc import Sequence

from tasks.adapters import tesseract
from tasks.core.scan.stamps.secrecy_cuts import ACROSS, DOWN
from tasks.core.scan.stamps.secrecy_words import is_stamp_line, is_stamps_word, is_urgency_word, may_be_level

SURE = 0.8
"""Confidence of the engine's word that lets a place go."""

DOUBTFUL = 0.4
"""Confidence that does when the words beside it are clear."""

FADED = 0.15
"""Confidence that does for the word of an urgency stamp."""

BESIDE = 0.88
"""Confidence of a word in the very line of the place that makes it a line of type: beside MẬT stand only stamps' words."""


def reads_as_stamp(words: Sequence[tesseract.EngineWord]) -> bool:
    """Whether a line of the place, or one word of it, is a stamp's."""
    lines: dict[tuple[int, int, int], list[str]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word.text)
    return any(is_stamp_line(" ".join(line)) for line in lines.values()) or any(is_stamp_line(word.text) for word in words)


def is_other_text(words: Sequence[tesseract.EngineWord], shape: tuple[int, ...]) -> bool:
    """Whether the word in the middle was clearly read, by itself or among clear neighbours, and is none that MẬT could become."""
    lines: dict[tuple[int, int, int], list[tesseract.EngineWord]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    x, y, near_x, near_y = shape[1] / 2, shape[0] / 2, 3 * shape[1] / ACROSS, 1.5 * shape[0] / DOWN
    middle = [
        word for word in words if word.left - near_x < x < word.right + near_x and word.top - near_y < y < word.bottom + near_y
    ]
    if any(may_be_level(word.text) and word.text.isupper() for word in middle):
        return False
    if _is_within_a_line(words, shape):
        return True
    return any(
        (word.confidence >= FADED and is_urgency_word(word.text))
        or (word.confidence >= SURE and (letters_of(word) >= 2 or sum(sign.isdigit() for sign in word.text) >= 3))
        or (word.confidence >= DOUBTFUL and letters_of(word) >= 4 and _has_clear_neighbour(word, lines[word.line]))
        for word in middle
    )


def _is_within_a_line(words: Sequence[tesseract.EngineWord], shape: tuple[int, ...]) -> bool:
    """Whether clearly read type stands in the very line of the place: beside MẬT stand only stamps' words."""
    y = shape[0] / 2
    return any(
        word.top < y < word.bottom and word.confidence >= BESIDE and letters_of(word) >= 4 and not _stampy(word) for word in words
    )


def letters_of(word: tesseract.EngineWord) -> int:
    """How many letters a word has."""
    return sum(letter.isalpha() for letter in word.text)


def _stampy(word: tesseract.EngineWord) -> bool:
    return is_stamps_word(word.text) or is_stamp_line(word.text) or may_be_level(word.text)


def _has_clear_neighbour(word: tesseract.EngineWord, line: Sequence[tesseract.EngineWord]) -> bool:
    """Another word of the line that was clearly read and stands beside no stamp."""
    return any(
        other.confidence >= SURE and letters_of(other) >= 3 and not is_stamps_word(other.text)
        for other in line
        if other is not word
    )

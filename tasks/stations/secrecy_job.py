"""The two nets of the secrecy gate over the head of a page, in its limited child.

Where the first net sees a stamp, the second looks closer; in black and white the words of stamps are laid on what it sees. What is
sure is held or let go; what is in doubt the engine reads, that place alone, once for all pages: other words than a stamp's let it
go, and what can't be read is held where stamps belong.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from tasks.adapters import tesseract
from tasks.adapters.page_looks import Look
from tasks.core.scan.secrecy import CLOSE_DPI, DPI, Candidate, find_candidates, look_close
from tasks.core.scan.secrecy_cuts import ACROSS, DOWN, READ_DPI, Grey, around_of, at_dpi, cleaned, cut_of, strip_of
from tasks.core.scan.secrecy_fit import WORD_DPI, Kernels, fit_words, round_of, says, sized
from tasks.core.scan.secrecy_words import is_stamp_line, is_stamps_word, is_urgency_word, may_be_level

BAR = 0.35
"""Places that the first net scores above it are looked at closer. Chosen on other letters than it was measured on."""

MOST = 4
"""Most places of a page that are looked at closer."""

BAR_FADED, MOST_FADED = 0.2, 14
"""The same in black and white: what is left of a stamp may look less like one than type around it does."""

FIT_LEAST = 0.25
"""Score of the second net, in black and white, from which words are laid on a place (0.1 s each)."""

STAMP = 0.97
"""Score of the second net from which a place is a stamp."""

DOUBT = 0.82
"""Score of the second net below which it is none, in a picture with shades. Between the two the engine reads what stands there."""

DOUBT_FADED = 0.5
"""The same in black and white, where a machine may have let most of a red stamp fade away."""

WHITE = 0.75
"""Share of pure white around a place from which the picture is black and white (measured: 0.78 and more; with shades up to 0.7)."""

FIRST_SURE = 0.8
SECOND_LEAST = 0.1
"""A place in the left head that the first net scores at the one and the second at least at the other is read too: of letter-spaced
or unusual stamps the second net knows little. Measured: one page in seven has one; it is held only when a stamp is read there."""

SURE = 0.8
"""Confidence of the engine's word that lets a place go."""

DOUBTFUL = 0.4
"""Confidence that does when the words beside it are clear."""

FADED = 0.15
"""Confidence that does for the word of an urgency stamp."""

BESIDE = 0.88
"""Confidence of a word in the very line of the place that makes it a line of type: beside MẬT stand only stamps' words."""

LEFT_HEAD = (0.14, 0.08, 0.52, 0.42)
"""Where the stamp belongs (ô 10a and around it, Nghị định 30/2020 Phụ lục I): left, top, right, bottom of the upright page."""

ELSEWHERE = 0.98
"""Score of the second net from which a place outside the left head is a stamp: seals and signatures look alike."""

LEGIBLE = 12
"""Clearly read letters of a strip that say which way up the page is."""

AT_ONCE = 8
"""Places that one call of the engine reads."""


class Place(NamedTuple):
    """A doubtful candidate and its picture, upright and grey. `page` tells the pages apart.

    `faded`: in black and white. `slight`: the second net takes it for none, or no stamp's words fit, so that only a stamp read
    there holds the letter.
    """

    page: int
    candidate: Candidate
    faded: bool
    slight: bool
    cut: Grey


class Strip(NamedTuple):
    """A piece of a page's type as it looks after `turned` quarter turns: only one of them can be read."""

    page: int
    turned: int
    cut: Grey


@lru_cache(maxsize=1)
def net() -> dict[str, NDArray[np.float32]]:
    """The weights that infra/training made."""
    with np.load(Path(__file__).with_name("secrecy_net.npz")) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


class Doubt(NamedTuple):
    """A candidate that has to be read; as in `Place`."""

    candidate: Candidate
    faded: bool
    slight: bool


@lru_cache(maxsize=1)
def stamp_words() -> Kernels:
    """The words of stamps that infra/training drew, in every size."""
    words = {name: np.float32(1 / 255) * word for name, word in net().items() if name.startswith("word_")}
    return sized({name.removeprefix("word_"): word for name, word in words.items()})


def collect_places(number: int, seen: Look, places: list[Place], strips: list[Strip]) -> bool:
    """Whether a stamp on the page is sure; what is in doubt is cut out to be read, with a strip for each way up."""
    doubts = _doubts(find_candidates(seen.image, net(), bar=BAR_FADED, most=MOST_FADED), seen)
    if doubts is None:
        return True
    if doubts:
        page = cv2.cvtColor(seen.closer(READ_DPI), cv2.COLOR_BGR2GRAY).astype(np.uint8)
        scale = page.shape[0] / seen.image.shape[0] * DPI / 72  # pixels of a point
        places += [
            Place(number, *doubt, cut_of(np.rot90(page, doubt.candidate.turned), doubt.candidate, scale)) for doubt in doubts
        ]
        strips += [Strip(number, turned, strip_of(np.rot90(page, turned), scale)) for turned in range(4)]
    return False


def _doubts(candidates: Sequence[Candidate], seen: Look) -> list[Doubt] | None:
    """What has to be read to know; None when a stamp is sure."""
    drawn = cache(seen.closer)
    doubts = []
    for rank, one in enumerate(candidates):
        around = around_of(np.rot90(drawn(CLOSE_DPI), one.turned), one, seen.image)
        faded = _is_black_and_white(around)
        if not faded and (rank >= MOST or one.score <= BAR):
            continue
        score, in_head = look_close(around, net()), _is_in_left_head(one)
        said = "doubt"
        if faded and in_head and score >= FIT_LEAST:
            fine = at_dpi(np.rot90(drawn(WORD_DPI).min(axis=2), one.turned), seen.image, WORD_DPI)
            said = says(fit_words(round_of(fine, one), stamp_words(), score), score)
        if said == "secret" or (said != "other" and score >= (STAMP if in_head else ELSEWHERE)):
            return None
        seems_one = said == "likely" if faded else score >= DOUBT
        looks_like_one = one.score >= FIRST_SURE and score >= SECOND_LEAST and in_head
        if said != "other" and (seems_one or looks_like_one or (faded and score >= DOUBT_FADED)):
            doubts.append(Doubt(one, faded, not seems_one))
    return doubts


def _is_black_and_white(around: NDArray[np.uint8]) -> bool:
    return float((around.min(axis=2) >= 254).mean()) >= WHITE


def judge(places: Sequence[Place], strips: Sequence[Strip]) -> str:
    """stamp: read as one, or nothing else could be read there. none: every place is other words, or upside down."""
    if not places:
        return "none"
    up = _ways_up(strips)
    left = [place for place in places if place.candidate.turned in up.get(place.page, {place.candidate.turned})]
    for start in range(0, len(left), AT_ONCE):
        group = left[start : start + AT_ONCE]
        for place, words in zip(group, _read([place.cut for place in group]), strict=True):
            if _is_held(place, words, way_is_known=place.page in up):
                return "stamp"
    return "none"


def _is_held(place: Place, words: Sequence[tesseract.EngineWord], *, way_is_known: bool) -> bool:
    """Whether a stamp is read there; or nothing else is, where a stamp belongs."""
    if _reads_as_stamp(words):
        return True
    if place.slight or (place.candidate.turned and not way_is_known and not place.faded):
        return False  # seals and signatures look like stamps that lie
    return _is_in_left_head(place.candidate) and not _is_other_text(words, place.cut.shape)


def _is_in_left_head(candidate: Candidate) -> bool:
    left, top, right, bottom = LEFT_HEAD
    return left <= candidate.x <= right and top <= candidate.y <= bottom


def _reads_as_stamp(words: Sequence[tesseract.EngineWord]) -> bool:
    """Whether a line of the place, or one word of it, is a stamp's."""
    lines: dict[tuple[int, int, int], list[str]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word.text)
    return any(is_stamp_line(" ".join(line)) for line in lines.values()) or any(is_stamp_line(word.text) for word in words)


def _is_within_a_line(words: Sequence[tesseract.EngineWord], shape: tuple[int, ...]) -> bool:
    """Whether clearly read type stands in the very line of the place: beside MẬT stand only stamps' words."""
    y = shape[0] / 2
    return any(
        word.top < y < word.bottom and word.confidence >= BESIDE and _letters(word) >= 4 and not _stampy(word) for word in words
    )


def _ways_up(strips: Sequence[Strip]) -> dict[int, set[int]]:
    """For each page whose type can be read one way up and no other: that quarter turn."""
    read: dict[int, dict[int, int]] = {}
    for start in range(0, len(strips), AT_ONCE):
        group = strips[start : start + AT_ONCE]
        for strip, words in zip(group, _read([strip.cut for strip in group]), strict=True):
            read.setdefault(strip.page, {})[strip.turned] = sum(
                _letters(word) for word in words if word.confidence >= SURE and _letters(word) >= 2
            )
    up = {}
    for page, letters in read.items():
        best = max(letters, key=lambda turned: letters[turned])
        others = [count for turned, count in letters.items() if turned != best]
        if letters[best] >= LEGIBLE and letters[best] > 3 * max(others, default=0):
            up[page] = {best}
    return up


def _read(cuts: Sequence[NDArray[np.uint8]]) -> list[list[tesseract.EngineWord]]:
    """Words of each cut, their boxes in its own picture; one call of the engine for all."""
    width, gap = max(cut.shape[1] for cut in cuts), 30
    tops = [int(top) for top in np.cumsum([0, *(cut.shape[0] + gap for cut in cuts)])]
    sheet = np.full((tops[-1], width), 255, np.uint8)
    for top, cut in zip(tops, cuts, strict=False):
        sheet[top : top + cut.shape[0], : cut.shape[1]] = cleaned(cut)
    words: list[list[tesseract.EngineWord]] = [[] for _ in cuts]
    for word in tesseract.read_words(sheet, psm=6, dpi=READ_DPI):
        index = int(np.searchsorted(tops, (word.top + word.bottom) / 2, side="right")) - 1
        words[index].append(word._replace(top=word.top - tops[index], bottom=word.bottom - tops[index]))
    return words


def _is_other_text(words: Sequence[tesseract.EngineWord], shape: tuple[int, ...]) -> bool:
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
        or (word.confidence >= SURE and (_letters(word) >= 2 or sum(sign.isdigit() for sign in word.text) >= 3))
        or (word.confidence >= DOUBTFUL and _letters(word) >= 4 and _has_clear_neighbour(word, lines[word.line]))
        for word in middle
    )


def _letters(word: tesseract.EngineWord) -> int:
    return sum(letter.isalpha() for letter in word.text)


def _stampy(word: tesseract.EngineWord) -> bool:
    return is_stamps_word(word.text) or is_stamp_line(word.text) or may_be_level(word.text)


def _has_clear_neighbour(word: tesseract.EngineWord, line: Sequence[tesseract.EngineWord]) -> bool:
    """Another word of the line that was clearly read and stands beside no stamp."""
    return any(
        other.confidence >= SURE and _letters(other) >= 3 and not is_stamps_word(other.text) for other in line if other is not word
    )

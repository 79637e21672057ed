"""The two nets of the secrecy gate over the head of a page, in its limited child.

In black and white stamps' whole forms are laid first, for those of which much is left and for those of which a few dots are.
Where the first net sees a stamp, the second looks closer; in black and white the words of stamps are laid on what it sees. What is
sure is held or let go; what is in doubt the engine reads, that place alone, once for all pages: other words than a stamp's let it
go, and what can't be read is held where stamps belong.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from tasks.adapters import tesseract
from tasks.adapters.page_looks import Look
from tasks.core.scan.stamps.secrecy import CLOSE_DPI, DPI, Candidate, find_candidates, ink_and_red, look_close, turns_of
from tasks.core.scan.stamps.secrecy_cuts import READ_DPI, Grey, around_of, at_dpi, cleaned, cut_of, darkest, strip_of
from tasks.core.scan.stamps.secrecy_fit import WORD_DPI, fit_words, round_of, says
from tasks.core.scan.stamps.secrecy_forms import shows_other
from tasks.core.scan.stamps.secrecy_kernels import FORM_DPI
from tasks.stations.secrecy_press import Pressed, look_for_press
from tasks.stations.secrecy_read import SURE, is_other_text, letters_of, reads_as_stamp
from tasks.stations.stamp_weights import forms, net, stamp_words

BAR = 0.35
"""Places that the first net scores above it are looked at closer. Chosen on other letters than it was measured on."""

MOST = 4
"""Most places of a page that are looked at closer."""

BAR_FADED, MOST_FADED = 0.2, 14
"""The same in black and white: what is left of a stamp may look less like one than type around it does."""

FIT_LEAST = 0.5
"""Score of the second net, in black and white, from which words are laid on a place (0.1 s each): of stamps without their form."""

STAMP = 0.97
"""Score of the second net from which a place is a stamp."""

DOUBT = 0.82
"""Score of the second net below which it is none, in a picture with shades. Between the two the engine reads what stands there."""

DOUBT_FADED = 0.5
"""The same in black and white, where a machine may have let most of a red stamp fade away."""

ROOMLESS = 0.65
"""The same where the page's type fell to pieces and there is no room for a stamp."""

WHITE = 0.75
"""Share of pure white around a place from which the picture is black and white (measured: 0.78 and more; with shades up to 0.7)."""

FIRST_SURE = 0.8
SECOND_LEAST = 0.1
"""A place in the left head that the first net scores at the one and the second at least at the other is read too: of letter-spaced
or unusual stamps the second net knows little. Measured: one page in seven has one; it is held only when a stamp is read there."""

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

    `faded`: in black and white. `slight`: the second net takes it for none, no stamp's words fit, or the page's room
    speaks against one, so that only a stamp read there holds the letter.
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


class Doubt(NamedTuple):
    """A candidate that has to be read; as in `Place`."""

    candidate: Candidate
    faded: bool
    slight: bool


def collect_places(number: int, seen: Look, places: list[Place], strips: list[Strip]) -> bool:
    """Whether a stamp on the page is sure; what is in doubt is cut out to be read, with a strip for each way up."""
    fine, turns, pressed = darkest(seen.closer(FORM_DPI)), None, Pressed(held=False)
    if _is_white(fine):
        turns = turns_of(ink_and_red(seen.image)[0])
        pressed = look_for_press(at_dpi(fine, seen.image, FORM_DPI), turns, is_first=number == 0)
        if pressed.held:
            return True
    doubts = _doubts(find_candidates(seen.image, net(), bar=BAR_FADED, most=MOST_FADED, turns=turns), seen, pressed)
    if doubts is None:
        return True
    if doubts:
        grey = cv2.cvtColor(seen.closer(READ_DPI), cv2.COLOR_BGR2GRAY).astype(np.uint8)
        scale = grey.shape[0] / seen.image.shape[0] * DPI / 72  # pixels of a point
        places += [
            Place(number, *doubt, cut_of(np.rot90(grey, doubt.candidate.turned), doubt.candidate, scale)) for doubt in doubts
        ]
        strips += [Strip(number, turned, strip_of(np.rot90(grey, turned), scale)) for turned in range(4)]
    return False


def _doubts(candidates: Sequence[Candidate], seen: Look, pressed: Pressed) -> list[Doubt] | None:
    """What has to be read to know; None when a stamp is sure."""
    drawn = cache(seen.closer)
    fine = cache(lambda: at_dpi(darkest(drawn(WORD_DPI)), seen.image, WORD_DPI))
    doubts = []
    for rank, one in enumerate(candidates):
        in_head = _is_in_left_head(one)
        if rank >= MOST and not in_head:
            continue
        around = around_of(np.rot90(drawn(CLOSE_DPI), one.turned), one, seen.image)
        faded = _is_black_and_white(around)
        if not faded and (rank >= MOST or one.score <= BAR):
            continue
        score = look_close(around, net())
        said = "doubt"
        if faded and in_head and score >= FIT_LEAST:
            said = _whose_words(np.rot90(fine(), one.turned), one, score)
        if said == "secret" or (said != "other" and score >= (STAMP if in_head else ELSEWHERE)):
            return None
        seems_one = said == "likely" if faded else score >= DOUBT
        looks_like_one = one.score >= FIRST_SURE and score >= SECOND_LEAST and in_head
        if said != "other" and (seems_one or looks_like_one or (faded and score >= DOUBT_FADED)):
            doubts.append(Doubt(one, faded, not seems_one or (faded and _is_spoken_against(pressed, one, score))))
    return doubts


def _is_spoken_against(pressed: Pressed, one: Candidate, score: float) -> bool:
    """Whether a faded page's room says more against a stamp than the second net's score says for it."""
    return one.turned in pressed.urgent or (one.turned in pressed.roomless and score < ROOMLESS)


def _whose_words(page: Grey, one: Candidate, score: float) -> str:
    """Whose words stand at a place of an upright black and white page: `says`, unless another stamp's form stands there."""
    if shows_other(page, forms(), one.x, one.y):
        return "other"
    return says(fit_words(round_of(page, one), stamp_words(), score), score)


def _is_black_and_white(around: NDArray[np.uint8]) -> bool:
    return _is_white(darkest(around))


def _is_white(dark: Grey) -> bool:
    return float((dark >= 254).mean()) >= WHITE


def judge(places: Sequence[Place], strips: Sequence[Strip]) -> str:
    """stamp: read as one, or nothing else could be read there. none: every place is other words, or upside down."""
    held: list[tuple[Place, list[tesseract.EngineWord]]] = []
    for start in range(0, len(places), AT_ONCE):
        group = places[start : start + AT_ONCE]
        read = zip(group, _read([place.cut for place in group]), strict=True)
        held += [(place, words) for place, words in read if _is_held(place, words, way_is_known=True)]
    if not held:
        return "none"
    pages = {place.page for place, _ in held}
    up = _ways_up([strip for strip in strips if strip.page in pages])  # another call of the engine, only where it decides
    for place, words in held:
        turned = place.candidate.turned
        if turned in up.get(place.page, {turned}) and _is_held(place, words, way_is_known=place.page in up):
            return "stamp"
    return "none"


def _is_held(place: Place, words: Sequence[tesseract.EngineWord], *, way_is_known: bool) -> bool:
    """Whether a stamp is read there; or nothing else is, where a stamp belongs."""
    if reads_as_stamp(words):
        return True
    if place.slight or (place.candidate.turned and not way_is_known and not place.faded):
        return False  # seals and signatures look like stamps that lie
    return _is_in_left_head(place.candidate) and not is_other_text(words, place.cut.shape)


def _is_in_left_head(candidate: Candidate) -> bool:
    left, top, right, bottom = LEFT_HEAD
    return left <= candidate.x <= right and top <= candidate.y <= bottom


def _ways_up(strips: Sequence[Strip]) -> dict[int, set[int]]:
    """For each page whose type can be read one way up and no other: that quarter turn."""
    read: dict[int, dict[int, int]] = {}
    for start in range(0, len(strips), AT_ONCE):
        group = strips[start : start + AT_ONCE]
        for strip, words in zip(group, _read([strip.cut for strip in group]), strict=True):
            read.setdefault(strip.page, {})[strip.turned] = sum(
                letters_of(word) for word in words if word.confidence >= SURE and letters_of(word) >= 2
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

"""The figures of docs/cleaning-accuracy.md on pages kept as they were read: none may fall.

readings/*.json: pages of made letters as the engine read them, each line with its zone, block, words and their confidences, beside
the true text. Nothing of them was used to choose a weight or a bar.
"""

import json
from pathlib import Path

import pytest

from infra.language.measure import Figures, add, compare, measure_text
from schemas.page import Line, Page, Word, Zone
from tasks.adapters.vocabulary_files import load_vocabulary
from tasks.core.vietnamese.clean import clean_pages
from tests.unit.vietnamese.letters import letter
from tests.unit.vietnamese.scans import BOX

READINGS = Path(__file__).with_name("readings")


def _page(number: int, lines: list[tuple[str, int, str, list[int]]]) -> Page:
    made: list[Line] = []
    raw = ""
    for zone, block, text, confidences in lines:
        if made:
            raw += "\n" if made[-1].block == block else "\n\n"
        words: list[Word] = []
        at = 0
        for part, confidence in zip(text.split(), confidences, strict=True):
            at = text.index(part, at)
            words.append(Word(text=part, confidence=confidence / 100, box=BOX, start=at, end=at + len(part)))
            at += len(part)
        place = {"start": len(raw), "end": len(raw) + len(text)}
        made.append(Line(page=number, raw=text, text=text, zone=Zone(zone), block=block, box=BOX, words=tuple(words), **place))
        raw += text
    return Page(number=number, kind="scan", text_raw=raw, text=raw, lines=tuple(made))


def _figures(profile: str) -> Figures:
    vocabulary = load_vocabulary()
    found: list[Figures] = []
    for entry in json.loads((READINGS / f"{profile}.json").read_text("utf-8")):
        (page,) = clean_pages([_page(entry["page"], entry["lines"])], vocabulary)
        found.append(compare(["\n".join(entry["truth"])], page.text_raw, page.text))
    return add(found)


@pytest.mark.parametrize(("profile", "mended", "broken"), [("office", 19, 0), ("fax", 127, 0)])
def test_scans_are_mended_as_well_as_before(profile: str, mended: int, broken: int):
    figures = _figures(profile)
    assert figures.mended >= mended
    assert figures.broken <= broken
    assert figures.letters_wrong_after < figures.letters_wrong


def test_texts_with_made_errors_are_mended_as_well_as_before():
    vocabulary = load_vocabulary()
    figures = add(measure_text(letter(seed, sentences=30)[0], vocabulary, seed) for seed in range(40))
    assert figures.mended >= 199
    assert figures.broken <= 0

"""Pages of scans made from text, with the reader's confidence in every word."""

from schemas.page import Line, Page, Word, Zone
from schemas.vocabulary import OfficeWords, Vocabulary
from tasks.adapters.vocabulary_files import load_vocabulary
from tasks.core.vietnamese.clean import clean

BOX = (0.1, 0.1, 0.9, 0.9)


def vocabulary(**office: object) -> Vocabulary:
    """The vocabulary that ships, with an office's own words."""
    return Vocabulary(**{**vars(load_vocabulary()), "office": OfficeWords(**office)})  # type: ignore[arg-type]


def scan(*lines: str | tuple[str, float] | tuple[str, float, Zone]) -> Page:
    """A page of one block: lines, or lines with a confidence (default 0.96) and a zone (default body)."""
    made: list[Line] = []
    raw = ""
    for entry in lines:
        text, confidence, zone = (entry, 0.96, Zone.BODY) if isinstance(entry, str) else (*entry, Zone.BODY)[:3]
        raw += "\n" if made else ""
        made.append(_line(text, len(raw), zone, confidence))
        raw += text
    return Page(number=1, kind="scan", text_raw=raw, text=raw, lines=tuple(made))


def _line(text: str, start: int, zone: Zone, confidence: float) -> Line:
    words: list[Word] = []
    at = 0
    for part in text.split():
        at = text.index(part, at)
        words.append(Word(text=part, confidence=confidence, box=BOX, start=at, end=at + len(part)))
        at += len(part)
    return Line(page=1, raw=text, text=text, start=start, end=start + len(text), zone=zone, block=0, box=BOX, words=tuple(words))


def cleaned(page: Page) -> list[str]:
    """The lines of a page after cleaning with the vocabulary that ships."""
    return [line.text for line in clean([page], load_vocabulary()).pages[0].lines]

"""The rows above a signer's name (quyền hạn, chức vụ), one by one: an authority mark, a title, or neither."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.core.letter.rows.lines import Row
from tasks.core.letter.rows.signs import AUTHORITY, TITLE, bare, caps_share, is_caps
from tasks.core.letter.signer.signer_name import TRIM, as_name
from tasks.core.letter.vocabulary.names import is_name
from tasks.core.letter.vocabulary.titles import spelled, torn
from tasks.core.vietnamese.syllable import is_syllable

_MARKS = {"tm": "TM.", "kt": "KT.", "tl": "TL.", "tuq": "TUQ.", "tun": "TUN.", "q": "Q.", "t/m": "T/M", "k/t": "K/T", "t/l": "T/L"}
REPLACED = frozenset({"KT.", "K/T"})
"""Marks under which a deputy signs."""
_DOUBTED = 0.75
"""A word with less confidence was doubted by the engine."""


@dataclass(frozen=True)
class Step:
    """One row above a name, as understood: an authority mark, or none, and the words after it as they are spelt."""

    row: Row
    mark: str | None
    words: str
    start: int  # where the words stand in the row
    known: bool  # the words are a title of the list


def step_of(row: Row) -> Step | None:
    """What a row of the signers' column says; None for a name, noise, a stamp's text."""
    if row.line.words and row.text[:1].islower() and row.text[1:3].isupper():
        row = row.part(1, len(row.text))  # a stroke right before a title
    low = bare(row.text)
    if not any(char.isalpha() for char in row.text) or row.stretch(0, len(row.text)).confidence < 0.2:
        return None
    match = AUTHORITY.match(low)
    mark = _MARKS.get(re.sub(r"\s", "", match["mark"])) if match else None
    start = match.end() if match and mark else 0
    words = row.text[start:].strip(TRIM)
    words = words if not row.line.words else _FIGURE.sub(lambda figure: _AS_LETTER[figure[0]], words)
    title = _of_list(row, words)
    if title is None and mark is None and row.line.words and TITLE.match(low) and (whole := torn(words)) and sum(_doubted(row)):
        title = (whole, 1)  # PHÓ BÍ THƯ LHU ỨNG: begun well, its end under the seal
    if title is None and mark is None and is_caps(row.text):
        glued = _after_stroke(row.text)
        if glued:
            return Step(row, None, glued[0], glued[1], known=True)
    if title:
        return Step(row, mark, title[0], start, known=True)
    if not is_caps(row.text) and not (mark and is_caps(row.text[:2]) and len(row.text) < 50):
        return None
    readable = sum(char.isalpha() for char in words) >= 4 and row.stretch(0, len(row.text)).confidence >= 0.45
    known = _is_title(bare(words))
    half = mark is None and bool(row.line.words) and not known and torn(words) is not None  # of a title; no words of its own
    return Step(row, mark, words, start, known=known) if readable and not half else None


def _is_title(low: str) -> bool:
    """Whether bare words are a title's: KIỂM TOÁN TRƯỞNG is one; TRƯỞNG alone is the end of one (… - THAM MƯU / TRƯỞNG)."""
    return (TITLE.match(low) is not None and low != "truong") or low.endswith(" truong")


def _of_list(row: Row, words: str) -> tuple[str, int] | None:
    """The title of the list that words in capitals are, and how many letters were put right; None for others, read well."""
    title = spelled(words) if caps_share(words) >= 0.6 else None
    if title is None or not title[1]:
        return title
    whole, low = bare(title[0]), bare(words)  # a part of one is torn: HỦ TỊCH, PHÓ TRƯỞNG BA
    return None if low not in whole and _is_well_read(row, words) else title  # KIỂM TOÁN TRƯỞNG: no KẾ TOÁN TRƯỞNG


def _is_well_read(row: Row, words: str) -> bool:
    """Whether each word is a syllable, of a scan one without doubt."""
    return all(map(is_syllable, re.findall(r"[^\W\d_]+", words))) and not any(word.confidence < _WELL for word in row.line.words)


_WELL = 0.85


def _doubted(row: Row) -> list[bool]:
    """For each word of a scan's row whether the engine doubted it."""
    return [word.confidence < _DOUBTED for word in row.line.words]


def torn_step(row: Row, block: Sequence[Step]) -> Step | None:
    """A title that the seal has half covered: the deputy of whom the row above names, or one of the list by most of its letters."""
    if not row.line.words or is_name(as_name(row.text)):
        return None
    above = next((step.words for step in reversed(block) if step.mark in REPLACED), None)
    low = bare(row.text).strip(TRIM)
    for head in (above or "").split(","):
        first = head.split()[0] if head.split() else ""
        if first and low.startswith(f"pho {bare(first)} ") and caps_share(row.text[: len(first) + 4]) > 0.8:
            return Step(row, None, f"PHÓ {head.strip()}{second_office(row.text)}", 0, known=True)
    if not block and row.text.isupper() and low in _LAST_WORDS:
        return Step(row, None, _LAST_WORDS[low], 0, known=True)
    title = torn(row.text) if caps_share(row.text) >= 0.6 else None
    return Step(row, None, title, 0, known=True) if title else None


def second_office(text: str) -> str:
    """The office that a deputy holds besides, with the dash before it (PHÓ TƯ LỆNH - THAM MƯU TRƯỞNG); empty for none."""
    other = re.search(r"\s[-–]\s(\w+(?: \w+)+)$", text.strip(TRIM))
    return f" - {other[1]}" if other and other[1].isupper() and all(map(is_syllable, other[1].split())) else ""


def last_word(row: Row, block: Sequence[Step]) -> Step | None:
    """The last word of a title that fills its row and goes on in the next (TRƯỞNG PHÒNG ĐÀO TẠO SAU ĐẠI / HỌC): alone there."""
    above = block[-1] if block else None
    word, box, over = row.text.strip(TRIM), row.box, above.row.box if above else None
    if above is None or not word.isupper() or not word.isalpha() or not is_syllable(word) or len(above.words) < _LONG_TITLE:
        return None
    if row.line.words and (not box or not over or box[1] - over[3] > over[3] - over[1]):
        return None
    if not _is_well_read(row, word):
        return None
    return Step(row, None, word, 0, known=False)


_LONG_TITLE = 18
"""Letters of a title that may fill its row."""


_AS_LETTER = {"3": "B", "8": "B", "0": "O", "5": "S", "1": "I"}
_FIGURE = re.compile(r"^[38051](?=[A-ZĐÀ-Ỹ])|(?<=[A-ZĐÀ-Ỹ])[38051](?=[A-ZĐÀ-Ỹ])")
"""A figure that touches capitals in a scan's row of them (3Í THƯ)."""
_LAST_WORDS = {"doc": "GIÁM ĐỐC", "tich": "CHỦ TỊCH", "thu": "BÍ THƯ"}
"""Last words of a head's title, where the seal covers the first one."""


def _after_stroke(text: str) -> tuple[str, int] | None:
    """A title after up to four letters that a pen wrote before it (KT. by hand, read as "KÍGIÁM ĐỐC")."""
    for start in range(1, min(5, len(text) - 6)):
        title = spelled(text[start:].strip(TRIM))
        if title and title[1] == 0:
            return title[0], start
    return None

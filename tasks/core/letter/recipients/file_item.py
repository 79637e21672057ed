"""The Lưu item of a bad scan put into its form (Nghị định 30/2020, Phụ lục I, II.9): Lưu: VT, unit, drafter (copies)."""

import re

from rapidfuzz.distance import Levenshtein

from tasks.core.letter.recipients.recipients import TORN_FILE
from tasks.core.letter.rows.signs import bare
from tasks.core.letter.vocabulary.codes import KNOWN_UNITS, OTHER_UNITS, look, looks_like
from tasks.core.vietnamese.syllable import is_syllable

_FILE = re.compile(r"^\W*(?:[li1|]\s?[.,']?\s?)uu\s*[:;.]?\s*")
"""Lưu, its first letter misread. Runs on bare text."""
_ROOM = re.compile(r"^(?P<room>V[TIFLE1YU†|!]?[jy]?|[VWY]T|VI[Tl]?|VLE)(?P<stop>\s*[,.;]\s*|\s+|$)", re.IGNORECASE)
"""VT, its T misread; VP and VX are other rooms and units. Runs on bare text."""
_WITHOUT_COLON = re.compile(r"Lưu V")
"""As the Party and the unions print it: of 68 scans' items read so all but one have no colon."""
_TORN_COLON = re.compile(r"^Lưu\s?[;.,](?=\s)")
_COPIES = re.compile(r"\((?P<n>[\dBSOlIZ]{1,2})(?P<sign>b?)\)")
_AFTER_COPIES = re.compile(r"(?<=\d\))[^\w(].*$")
"""Strokes behind the copies, which end the item."""
_FIGURES = str.maketrans({"B": "8", "S": "5", "O": "0", "l": "1", "I": "1", "Z": "2"})
_STROKE_AT_END = re.compile(r"(?<=P[VCAX]\d)[Il]\b|(?<=\bNV)[Il]\b")
"""A one that was read as a capital: offices of the police (PV01) and rooms of duty (NV1) are counted in figures."""
_DRAFTER = re.compile(r"(?<=, )[a-zđà-ỹ]{3,12}(?=\d{0,3}$)")
_GLUED = re.compile(r"^(?P<unit>[A-ZĐ]{2,6})\s(?=[a-zđà-ỹ]{3,12}\d{0,3}(?:$|[\s.(]))")
"""A unit and a drafter between which the comma is lost."""


def mended_file(text: str, unit: str | None, *, torn: bool = True, badly: bool = True) -> str:
    """A Lưu item as it was meant: the clerical office (VT), the unit of the letter's symbol or a frequent one, the copies.

    Only what stands in the item's form is touched; `unit` is the code that the letter's own symbol has. `torn`: it was read so
    badly that a code may be another one than was read; `badly`: one of which a letter may be another that looks otherwise.
    """
    label = _FILE.match(bare(text)) or TORN_FILE.match(text)
    if label is None:
        return text
    rest = text[label.end() :].lstrip(" :;.")
    room = _ROOM.match(bare(rest))
    if room is None or not rest[:1].isupper():
        return _TORN_COLON.sub("Lưu:", re.sub(r"^[LI1l]uu\b", "Lưu", text))
    tail = _parted(rest[room.end() :])
    tail = _own_unit(tail, unit, torn=torn) if unit else tail
    tail = _DRAFTER.sub(_without_marks, _frequent_unit(tail, unit, badly=badly)) if torn else tail
    tail = _AFTER_COPIES.sub("", tail)
    tail = _COPIES.sub(lambda found: f"({found['n'].translate(_FIGURES)}{found['sign']})", tail)
    tail = _STROKE_AT_END.sub("1", tail)
    label_read = "Lưu" if _WITHOUT_COLON.match(text) else "Lưu:"
    return f"{label_read} VT{', ' if tail and not tail.startswith('(') else ' ' if tail else ''}{tail}"


def _parted(tail: str) -> str:
    glued = _GLUED.match(tail)
    return f"{glued['unit']}, {tail[glued.end() :]}" if glued else tail


def _own_unit(tail: str, unit: str, *, torn: bool) -> str:
    """The first code after VT, where it is the symbol's unit code with a blank or, if it was `torn`, one letter misread."""
    for words in (2, 1):
        first = re.match(rf"(?:[^\s,.;(]+\s?){{{words}}}(?=[\s,.;(]|$)", tail)
        if first is None:
            continue
        plain = first[0].replace(" ", "")
        if plain == unit and first[0].rstrip() != unit:
            return unit + tail[len(first[0].rstrip()) :]
        whole = len(plain) == len(unit) or len(plain) > 2  # TM is no PTM that lost a letter: two letters are a code of their own
        if (
            torn
            and words == 1
            and plain != unit
            and len(unit) >= 2
            and whole
            and plain.isupper()
            and Levenshtein.distance(plain, unit) == 1
        ):
            return unit + tail[len(first[0].rstrip()) :]
    return tail


def _without_marks(drafter: re.Match[str]) -> str:
    """A drafter's mark (initials and given name in one, without marks); a name on its own keeps them."""
    return drafter[0] if is_syllable(drafter[0]) else bare(drafter[0])


def _frequent_unit(tail: str, unit: str | None, *, badly: bool) -> str:
    """The first code after VT, where it is none but looks like one of the frequent ones (NNIN: NNTN; KGVN: KGVX)."""
    first = re.match(r"[A-ZĐÀ-ỸÑ0-9]{2,6}(?=[\s,.;(]|$)", tail)
    if first is not None and re.fullmatch(r"[A-ZĐ]{2}|[A-ZĐ]{3,5}\d", first[0]):
        return tail  # two plain letters are a code of their own (TM, tham mưu: no TH), and so is a counted room's (QLDN1)
    if first is None or first[0] in KNOWN_UNITS or first[0] in OTHER_UNITS or first[0] == unit:
        return tail  # the symbol has the same code: read alike at two places
    code = nearest_unit(first[0]) if badly else looks_like(first[0], KNOWN_UNITS)
    return code + tail[first.end() :] if code else tail


def nearest_unit(read: str) -> str | None:
    """The one frequent code of a unit that a misread one looks like; of four letters and more it may be a letter off."""
    alike = looks_like(read, KNOWN_UNITS)
    if alike or len(read) < _LONG:
        return alike
    near = [code for code in KNOWN_UNITS if len(code) >= _LONG and Levenshtein.distance(look(code), look(read)) == 1]
    return near[0] if len(near) == 1 else None


_LONG = 4  # letters of a code of which one may be another

"""The words of a secrecy stamp (dấu chỉ độ mật) in text that was read: the second net behind the picture.

Levels: Tuyệt mật, Tối mật, Mật (Luật 29/2018/QH14 Điều 8). A stamp is a line of its own in capitals; the same words inside a
sentence (bảo mật, mật độ, bí mật nhà nước, mật khẩu) are not one. Recall comes before precision: accents may be damaged.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from schemas.page import Line, Page

HEAD_SHARE = 0.5
"""Share of a page's height, from its top, in which a stamp may stand (ô 10a and 11 of the form lie above 0.4; scans slip)."""

_LEVEL = re.compile(r"^(?:T[O0UI][IYL1]E?T?\s*)?M[AÀ4]T$")
_LOOSE = re.compile(r"^(?:(?:DAU\s+)?DO\s+MAT\s*:?\s*)(?:TUYET\s+MAT|TOI\s+MAT|MAT)$")
_BESIDES = re.compile(r"(?:THUONG\s*KHAN|HOA\s*TOC(?:\s*HEN\s*GIO)?|KHAN)")
_IN_STAMP = re.compile(r"(?:T[O0UI][IYL1]E?T?)?M[A4]T")
_FRAME = 3
"""Signs that the frame of a stamp may be read as, besides its words: "IM Ậ T] _|"."""
_GAP = re.compile(r"\s{2,}|\t|[|¦│]")
_EDGE = re.compile(r"^[^A-Z0-9]+|[^A-Z0-9]+$")
LONGEST_LINE = 400
"""Signs of a line that are looked at: no column is wider, and a line of a million marks would take hours."""
_OTHER_WORDS = {"MẤT", "MẮT", "MÁT"}  # lost, eye, cool: real words, taken for a stamp only where the head is a scan's


_ENCODED = re.compile(r"^[\W_]*(?:(?:TUYÖT|TUYEÄT|TÈI|TOÁI)\s+)?(?:MËT|MAÄT)[\W_]*$", re.IGNORECASE)
"""The same words as fonts of the encodings TCVN3 (MËT) and VNI (MAÄT) have them in a file's own text."""

_BEFORE_OTHERS = re.compile(r"^\W*(?:TỐI |TUYỆT )?MẬT\s+(\w+)\b.*[^.;:]$")
"""A stamp's words and, in the same line of a file's own text, the right column: MẬT Hà Nội, ngày …"""

_AFTER_NUMBER = re.compile(r"^\W*Số\b.*[/-]\S+\s+(?:TỐI |TUYỆT )?MẬT\W*$")
"""The same after the letter's number: Số: 12/BC-UBND MẬT."""


def fold(text: str) -> str:
    """Capitals without accents: Đ to D, marks dropped."""
    plain = unicodedata.normalize("NFD", text.upper().replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def is_stamp_line(text: str, *, scanned: bool = True) -> bool:
    """Whether a line, or a part of it set apart by a gap, is a secrecy stamp and nothing else.

    `scanned`: the text came from a picture, so that marks may be damaged (MAT, MẮT for MẬT).
    """
    composed = unicodedata.normalize("NFC", text[:LONGEST_LINE])
    if not scanned and _is_beside_others(composed):
        return True
    return any(_is_stamp(part, scanned=scanned) for part in _GAP.split(composed))


def _is_beside_others(line: str) -> bool:
    """Whether a line of a file's own text holds a stamp's words in another encoding or beside another column's."""
    before = _BEFORE_OTHERS.search(line)
    return bool(_ENCODED.search(line) or _AFTER_NUMBER.search(line) or (before and before[1].istitle()))


def _is_stamp(text: str, *, scanned: bool) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return False
    folded = _EDGE.sub("", fold(text))
    if _LOOSE.match(folded):
        return True
    if sum(letter.isupper() for letter in letters) < 0.8 * len(letters):
        return False
    if not scanned and any(word in _OTHER_WORDS for word in text.split()):
        return False
    level = _EDGE.sub("", _BESIDES.sub(" ", folded))  # an urgency stamp beside it was read into the same line
    return bool(_LEVEL.match(level)) or bool(_LEVEL.match(re.sub(r"[^A-Z0-9]", "", level)))


def is_stamps_word(word: str) -> bool:
    """Whether a word may belong to a stamp of secrecy or urgency: it says nothing about what stands beside it."""
    return re.sub(r"[^A-Z]", "", fold(word)) in {"MAT", "TOI", "TUYET", "HOA", "TOC", "KHAN", "THUONG", "HEN", "GIO"}


def is_urgency_word(word: str) -> bool:
    """Whether a word is one of an urgency stamp (KHẨN, THƯỢNG KHẨN, HỎA TỐC HẸN GIỜ), marks damaged or the first letter misread."""
    letters = re.sub(r"[^A-Z]", "", fold(word))
    return letters in {"HOA", "TOC", "HEN", "GIO", "HOATOC"} or bool(re.fullmatch(r"(?:T?H?UONG)?.?HAN|T?H?UONG", letters))


def may_be_level(word: str) -> bool:
    """Whether a word that the engine read might be MẬT damaged: three or four signs, at most one of them wrong."""
    letters = re.sub(r"[^A-Z0-9]", "", fold(word))
    if len(letters) <= 2:
        return len(letters) < 2 or letters[0] == "M" or letters[1] == "T"
    return (
        any(
            len(letters[start:]) >= 2 and sum(a != b for a, b in zip_longest(letters[start : start + 3], "MAT")) <= 1
            for start in range(max(1, len(letters) - 2))
        )
        and len(letters) <= 9
    )


def is_stamp_text(text: str) -> bool:
    """Whether what was read in a framed stamp is a secrecy stamp's words and at most a few signs of its frame."""
    signs = re.sub(r"[^A-Z0-9]", "", _BESIDES.sub(" ", fold(text)))
    found = _IN_STAMP.search(signs)
    return found is not None and len(signs) - len(found[0]) <= _FRAME


def shows_secrecy(pages: Iterable[Page]) -> bool:
    """Whether a framed stamp or a line in the head of any page reads like a stamp of secrecy; in a text file, any line."""
    return any(_page_shows(page) for page in pages)


def _page_shows(page: Page) -> bool:
    stamps = [mark.text for mark in page.marks if mark.kind == "stamp" and mark.text]
    lines = (is_stamp_line(words, scanned=page.kind == "scan") for words in _head(page))
    return any(map(is_stamp_text, stamps)) or any(lines)


def _head(page: Page) -> Sequence[str]:
    return [words for line in page.lines if _in_head(page, line) for words in {line.raw, line.text}]


def _in_head(page: Page, line: Line) -> bool:
    if page.kind == "text" or line.box is None:
        return True
    return line.box[1] <= HEAD_SHARE

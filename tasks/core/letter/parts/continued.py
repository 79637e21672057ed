"""Rows of a subject (trích yếu) that look like another part of the head: a number, a day, what a stamp left.

A subject breaks where its column ends: … thực hiện Chỉ thị / số 03-CT/TW; … Công văn số 1234/UBND-NC ngày / 05/7/2022.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from tasks.core.letter.parts.marking import Marked, Sign
from tasks.core.letter.parts.openings import STOPPED
from tasks.core.letter.rows.lines import Row
from tasks.core.vietnamese.syllable import is_syllable

_MISTAKEN = frozenset({Sign.NUMBER, Sign.DATE, Sign.NOISE, Sign.E_SIGNATURE, Sign.CAPS, Sign.ITEM})
_OPEN = re.compile(r"\b(?:so|ngay)$")
"""The last word of a row that a number or a day goes on. Runs on bare text."""
_DOCUMENT = re.compile(
    r"\b(?:chi thi|cong van|nghi quyet|quyet dinh|ke hoach|thong bao|thong tu|nghi dinh|luat|ket luan|bao cao|to trinh|huong dan"
    r"|de an|chuong trinh|hop dong|cong dien|quy dinh|van ban|giay phep|goi thau|to|nhom|doan|phien|ky hop thu)$"
)
"""What a row ends with whose number stands on the next, after số in small letters. Runs on bare text."""
_FIGURE, _NUMBERED = re.compile(r"\d"), re.compile(r"số\s?\d")


def with_continued(marked: Sequence[Marked]) -> list[Marked]:
    """The rows of a head, those that go on with a subject above them as text."""
    out: list[Marked] = []
    for item in marked:
        mistaken = item.sign in _MISTAKEN and (_is_rest(item, out) or _is_titled_day(item, out))
        out.append(replace(item, sign=Sign.TEXT) if mistaken else item)
    return out


def _is_rest(item: Marked, before: Sequence[Marked]) -> bool:
    above = _above(item.row, before)
    if above is None:
        return False
    low = above.low.rstrip()
    return (_OPEN.search(low) is not None and _FIGURE.match(item.row.text) is not None) or (
        _DOCUMENT.search(low) is not None and _NUMBERED.match(item.row.text) is not None
    )


def _above(row: Row, before: Sequence[Marked]) -> Marked | None:
    """The row right above in the same column; in a text file the one before it, of the same paragraph."""
    if row.box is None:
        last = before[-1] if before else None
        return last if last is not None and last.row.line.block == row.line.block else None
    return next((one for one in reversed(before) if _is_right_above(one.row, row)), None)


_WRAPPED = re.compile(r"(?:-?\d{1,4}|(?P<code>[A-ZĐ&]{2,8}))[.;]?")
"""Figures (năm / 2022, mức / -150) or an abbreviation (tiền / DVMTR), alone in a row."""
_FULL, _CENTRED = 0.22, 0.03
"""Shares of the page's width: a full row of V/v (the column is some .27) at least; its rest off its middle at most."""


def is_wrapped_end(last: Row, row: Row) -> bool:
    """Whether a row is the last word of V/v that did not fit above: right below a full row, in its middle; no stamp's word.

    Under a type word too (… tại các doanh nghiệp / FDI).
    Measured: of 172 letters of offices that nobody had seen three had lost such a word, surely.
    """
    rest = _WRAPPED.fullmatch(row.text.strip())
    if rest is None or (rest["code"] and is_syllable(rest["code"].lower())) or last.box is None or row.box is None:
        return False
    aside = abs(last.box[0] + last.box[2] - row.box[0] - row.box[2]) / 2
    full = last.box[2] - last.box[0] >= _FULL and STOPPED.search(last.text) is None
    return full and aside < _CENTRED and _is_right_above(last, row)


def is_short_end(last: Row, row: Row) -> bool:
    """Whether a row is the end of V/v: its last word as above, or up to three words that are Vietnamese (không thuộc / thẩm quyền).

    However badly they were read: without them the subject would be short and sure.
    """
    if is_wrapped_end(last, row):
        return True
    words = row.text.strip(" .;").split()
    plain = 0 < len(words) <= _SHORT_END and all(word.islower() and len(word) > 1 and is_syllable(word) for word in words)
    if not plain or last.box is None or row.box is None:
        return False
    aside = abs(last.box[0] + last.box[2] - row.box[0] - row.box[2]) / 2
    full = last.box[2] - last.box[0] >= _FULL and STOPPED.search(last.text) is None
    return full and aside < _CENTRED and _is_right_above(last, row)


_SHORT_END = 3
_GAP, _ASIDE = 1.3, 0.12
"""How many times a row's height the next stands below it at most; how far their middles lie apart (a share of the page's width)."""


def _is_right_above(one: Row, row: Row) -> bool:
    if one.box is None or row.box is None or one.page != row.page:
        return False
    height = one.box[3] - one.box[1]
    aside = abs(one.box[0] + one.box[2] - row.box[0] - row.box[2]) / 2
    return -0.5 * height < row.box[1] - one.box[3] < _GAP * height and aside < _ASIDE


def _is_titled_day(item: Marked, before: Sequence[Marked]) -> bool:
    """Whether a row with a day stands right under the type word while place and day of issue stand above it."""
    if item.sign is not Sign.DATE or "," in item.row.text:
        return False
    above = _above(item.row, before)
    return above is not None and above.sign is Sign.TYPE and any(one.sign is Sign.DATE for one in before)


def goes_on(last: Row, row: Row) -> bool:
    """Whether a row in small letters goes on with the subject: in its block, for a torn capital opens a body as well."""
    return row.line.block == last.line.block and not STOPPED.search(last.text)

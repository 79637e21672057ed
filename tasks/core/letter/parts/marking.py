"""One sign for each row: what it is most likely, before its place among the others decides."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from schemas.page import Zone
from tasks.core.letter.parts.doctype import type_word
from tasks.core.letter.rows.lines import Row
from tasks.core.letter.rows.signs import (
    ANNEX,
    AUTHORITY,
    DATE_LINE,
    E_SIGNATURE,
    ITEM,
    KINH_GUI,
    LUU,
    NOI_NHAN,
    NUMBER_LINE,
    TITLE,
    VE_VIEC,
    bare,
    is_caps,
    is_noise,
    motto,
    national_title,
    party_title,
)
from tasks.core.letter.vocabulary.agencies import is_kind_of_agency
from tasks.core.letter.vocabulary.doctypes import BY_WORD, COPIES
from tasks.core.letter.vocabulary.names import is_name
from tasks.core.vietnamese.syllable import is_syllable


class Sign(StrEnum):
    """What a row is by itself."""

    NATIONAL = "national"  # Quốc hiệu
    MOTTO = "motto"  # Tiêu ngữ
    PARTY = "party"  # ĐẢNG CỘNG SẢN VIỆT NAM
    NUMBER = "number"
    DATE = "date"  # địa danh, ngày tháng năm
    VE_VIEC = "ve_viec"
    TYPE = "type"
    KINH_GUI = "kinh_gui"
    NOI_NHAN = "noi_nhan"
    LUU = "luu"
    AUTHORITY = "authority"
    TITLE = "title"  # a signer's title
    NAME = "name"
    ITEM = "item"
    ANNEX = "annex"
    E_SIGNATURE = "e_signature"
    STAMP = "stamp"  # urgency, circulation, secrecy, DỰ THẢO
    CAPS = "caps"
    NOISE = "noise"
    TEXT = "text"


ANCHORS = frozenset({Sign.NATIONAL, Sign.MOTTO, Sign.PARTY, Sign.NUMBER, Sign.DATE, Sign.STAMP, Sign.E_SIGNATURE})
"""What stands in a head only, whatever its place among the rows."""

STAMP = re.compile(
    r"^\W*(?:thuong khan|hoa toc(?: hen gio)?|khan|toi mat|tuyet mat|mat|luu hanh noi bo|xem xong tra lai|du thao(?: lan \d+)?"
    r"|tai lieu thu hoi)\W*$"
)
"""A stamp's words alone on a row, in capitals. Runs on bare text."""
_RECEIPT = re.compile(r"^\W*(?:(?:cong van|van ban)\s+)?den\W*$")
_OF_RECEIPT = re.compile(r"^\W*(?:so|ngay|gio|chuyen|luu ho so|so va ky hieu hs|d/?c)\b(?!.*[a-z]\s?[-/]\s?[a-z])\W*(?:.{0,40})$")
_RECEIPT_ROWS = 5
"""A receipt stamp ĐẾN (Nghị định 30/2020, Phụ lục IV) and its rows: agency, Số, Ngày, Chuyển, Số và ký hiệu HS. On bare text."""


@dataclass(frozen=True)
class Marked:
    """A row with its sign and bare text."""

    row: Row
    sign: Sign
    low: str


def mark(rows: Sequence[Row]) -> list[Marked]:
    """Each row with its sign."""
    marked = [Marked(row, _sign(row, low), low) for row in rows for low in (bare(row.text),)]
    for at, item in enumerate(marked):
        if item.sign in (Sign.CAPS, Sign.STAMP, Sign.TYPE) and _RECEIPT.match(item.low):
            _mark_receipt(marked, at)
    _mark_wrapped(marked)
    _mark_named(marked)
    return marked


def _mark_wrapped(marked: list[Marked]) -> None:
    """A dash that opens a row in capitals above the first number is part of an office's name (THAN / - KHOÁNG SẢN), and no item."""
    number = next((at for at, item in enumerate(marked) if item.sign is Sign.NUMBER), 0)
    for at in range(1, number):
        item = marked[at]
        if item.sign is Sign.ITEM and is_caps(item.row.text) and any(one.sign is Sign.CAPS for one in marked[:at]):
            marked[at] = Marked(item.row, Sign.CAPS, item.low)


def _mark_named(marked: list[Marked]) -> None:
    """A type word above the number in the left column is part of an agency's name (SỞ / KẾ HOẠCH VÀ ĐẦU TƯ): ô 5a is below.

    Of a text, which has no columns, that is seen where the row before it is a kind of agency alone.
    """
    for at, item in enumerate(marked):
        if item.sign is Sign.TYPE and _is_in_name(marked, at):
            marked[at] = Marked(item.row, Sign.CAPS, item.low)


def _is_in_name(marked: Sequence[Marked], at: int) -> bool:
    row = marked[at].row
    in_column = row.zone is Zone.HEAD_LEFT and not _is_copys(row.text)
    if in_column and _is_beside_title(marked, row):
        return True
    return _is_above_number(marked, at) and (in_column or _is_below_kind(marked[:at]))


def _is_beside_title(marked: Sequence[Marked], row: Row) -> bool:
    """Whether Quốc hiệu, motto or the day, in the right column, stand as high as the row or lower."""
    right = (one.row for one in marked if one.sign in _RIGHT and one.row.zone is Zone.HEAD_RIGHT and one.row.page == row.page)
    return row.box is not None and any(one.box is not None and one.box[3] > row.box[3] for one in right)


def _is_below_kind(before: Sequence[Marked]) -> bool:
    """Whether the last row of the agency's names is a kind of agency alone (SỞ)."""
    above = next((one for one in reversed(before) if one.sign not in _TOP), None)
    return above is not None and above.sign in (Sign.CAPS, Sign.TITLE) and is_kind_of_agency(above.row.text)


def _is_above_number(marked: Sequence[Marked], at: int) -> bool:
    """Whether nothing but rows of a name stand between the row and the number below it."""
    below = next((one for one in marked[at + 1 : at + 1 + _NAME_ROWS] if one.sign not in _OF_NAME), None)
    return below is not None and below.sign is Sign.NUMBER and below.row.page == marked[at].row.page


_TOP = frozenset({Sign.NATIONAL, Sign.MOTTO, Sign.PARTY})
_RIGHT = _TOP | {Sign.DATE}
_OF_NAME = _TOP | {Sign.CAPS, Sign.TYPE, Sign.TITLE, Sign.NOISE, Sign.STAMP}
_NAME_ROWS = 6


def _is_copys(text: str) -> bool:
    word = type_word(text)
    return word is not None and BY_WORD[word[0]] in COPIES


def _mark_receipt(marked: list[Marked], at: int) -> None:
    """The rows of a receipt stamp that were read as rows of the text are no number and date of the letter."""
    marked[at] = Marked(marked[at].row, Sign.STAMP, marked[at].low)
    for place in range(at + 1, min(at + 1 + _RECEIPT_ROWS, len(marked))):
        item = marked[place]
        if not _OF_RECEIPT.match(item.low):
            return
        marked[place] = Marked(item.row, Sign.STAMP, item.low)


_LABELS = (
    (KINH_GUI, Sign.KINH_GUI),
    (NOI_NHAN, Sign.NOI_NHAN),
)


def _sign(row: Row, low: str) -> Sign:
    text = row.text
    if is_noise(row):
        return Sign.NOISE
    for pattern, sign in _LABELS:
        if pattern.match(low):
            return sign
    if len(low) > 90:
        return _long_sign(text, low)
    return _head_sign(row, text, low) or (_caps_sign(row, text, low) if is_caps(text) else _small_sign(row, text, low))


def _long_sign(text: str, low: str) -> Sign:
    if VE_VIEC.match(low) and not low.lstrip(" *_").startswith("ve"):
        return Sign.VE_VIEC
    return Sign.ITEM if ITEM.match(text) else Sign.TEXT


_TITLES = ((national_title, Sign.NATIONAL), (party_title, Sign.PARTY), (motto, Sign.MOTTO))


def _head_sign(row: Row, text: str, low: str) -> Sign | None:
    title = next((sign for test, sign in _TITLES if test(text)), None)
    if title:
        return title
    label = NUMBER_LINE.match(low) if "/" in low or "-" in low or len(low) < 25 else None
    if label and (text[low.index("s")].isupper() or row.zone is Zone.HEAD_LEFT):
        return Sign.NUMBER
    if is_date_row(text.upper() if row.zone is Zone.HEAD_RIGHT else text, low):  # there the engine may miss the place's capital
        return Sign.DATE
    return Sign.VE_VIEC if VE_VIEC.match(low) else None


_KINDS_OF_PLACE = ("pho ", "xa ", "huyen ", "tinh ", "thi xa ", "thi tran ", "thanh pho ")


_ABOUT = re.compile(
    r"(?:v/v|ve (?:viec|cong tac|ket qua|tinh hinh|tham gia|to chuc)|moi (?:du|hop|tham)|hop giao ban|cuoc hop|phien hop|hoi nghi"
    r"|ke hoach|ket qua|ket luan|chuong trinh|to chuc|thuc hien|trien khai|bao cao|thong bao|tham gia|cong tac|nhiem vu|tinh hinh"
    r"|ky niem|chao mung|noi dung)\b"
)
"""How a subject begins that ends with a day (Kết luận cuộc họp ngày 05 tháng 8 năm 2021): no place. Runs on bare text."""


def is_date_row(text: str, low: str) -> bool:
    """Địa danh, ngày … tháng … năm … alone on the row: nothing but the place before, nothing after the year."""
    date = DATE_LINE.search(low)
    if date is None or sum(char.isalnum() for char in low[date.end() :]) > 1 or len(low[: date.start()].strip(" .,;*_-|'\"(")) > 3:
        return False
    place = date["place"]
    if place is not None and _ABOUT.match(place):
        return False
    upper = place is not None and (text[date.start("place")].isupper() or place.startswith(_KINDS_OF_PLACE))
    return place is None or (upper and len(place.split()) <= 6)


def _caps_sign(row: Row, text: str, low: str) -> Sign:
    if STAMP.match(low):
        return Sign.STAMP
    if ANNEX.match(low):
        return Sign.ANNEX
    if AUTHORITY.match(low):
        return Sign.AUTHORITY
    if type_word(text):
        return Sign.TYPE
    if TITLE.match(low):
        return Sign.TITLE
    return Sign.ITEM if ITEM.match(text) and row.zone not in (Zone.HEAD_LEFT, Zone.HEAD_RIGHT) else Sign.CAPS


def _is_named_luu(text: str) -> bool:
    """Whether a row is the name of somebody whose family is Lưu (Lưu Quang Huy), and no Lưu item."""
    return re.match(r"\w", text) is not None and is_name(text) and all(is_syllable(word.lower()) for word in text.split())


def _small_sign(row: Row, text: str, low: str) -> Sign:
    tests = (
        (Sign.TYPE, type_word(text)),
        (Sign.LUU, LUU.match(low.lstrip("-–• ")) and re.match(r"\W*[LI]", text) and not _is_named_luu(text)),
        (Sign.ANNEX, len(low) < 60 and ANNEX.match(low) and re.match(r"\W*(?:P|M|B)", text)),
        (Sign.E_SIGNATURE, E_SIGNATURE.search(low)),
        (Sign.ITEM, ITEM.match(text)),
        (Sign.AUTHORITY, row.zone is Zone.FOOT_RIGHT and AUTHORITY.match(low) and is_caps(text[:2])),
        (Sign.NAME, is_name(text)),
    )
    return next((sign for sign, shown in tests if shown), Sign.TEXT)

"""Whether rows of a letterhead name a whole body: the office above the issuer (cơ quan chủ quản), written out or abbreviated."""

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from tasks.core.letter.rows.signs import bare
from tasks.core.letter.vocabulary.agencies import HEADS
from tasks.core.letter.vocabulary.provinces import CENTRAL_CITIES, PROVINCES
from tasks.core.vietnamese.normal import canonical_tone
from tasks.core.vietnamese.syllable import is_syllable

_COMPLETE = re.compile(
    r"^(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|ubmttq\w*|mttq\w*|uy ban mttq)\s+(?:viet nam\s+)?"
    r"(?:tinh|thanh pho|tp|huyen|thi xa|tx|quan|xa|phuong|thi tran|dac khu)\.?\s*\S"
    r"|^(?:bo|so|tong cuc|cuc|tinh uy|thanh uy|huyen uy|quan uy|dang bo|dang uy|chinh phu|quoc hoi|hoi|lien doan|lien hiep"
    r"|lien minh|dai|dai hoc|hoc vien|tong cong ty|cong ty|tap doan|phong|ban|van phong|truong|benh vien|chi cuc|uy ban|trung uong"
    r"|bao hiem|toa an|ngan hang|vien|cong an|thanh tra|trung tam|doan|quan khu|quan doan|binh doan|su doan|lu doan|trung doan"
    r"|vpdkdd|vksnd|tand|kbnn|bhxh|ldld|bch|nhnn|giao (?:hoi|phan)|toa giam muc|(?:tinh|thanh|huyen|quan|thi) doan"
    r"|kho bac|tong lien doan|mat tran to quoc|kiem toan|thue|hai quan|thi hanh an|cong doan|thong ke)\b"
)
_NAMELESS = re.compile(
    r"(?:^|\s)(?:hoc vien|benh vien"
    r"|truong (?:(?:th|thcs|thpt|tieu hoc|mam non|mau giao|mn|trung hoc (?:co so|pho thong)|dai hoc|cao dang|trung cap)"
    r"(?: va |\s?& ?|-)?)+)$"
)
_LIKE_HEADS = {
    "quy": "quỹ",
    "bao": "báo",
    "nha": "nhà",
    "dai": "đài",
    "doan": "đoàn",
    "vu": "vụ",
    "hat": "hạt",
    "to": "tổ",
    "doi": "đội",
}
"""Words that begin a body's name, by what of them is left without marks: with other marks they begin a place's."""
_ABBREVIATION = re.compile(r"[A-ZĐ]{2,9}(?:[-&][A-ZĐ]{2,6})?\d{0,2}")
"""Capitals without marks but Đ's: UBTW, TLĐLĐ, BTL, NHCSXH, ĐHQG-HCM."""
_OF_UNITS = re.compile(r"(?:BV|TT(?!X)|VP|CT|CTY|CTCP|HTX|TH|THCS|THPT|MN|PT|CN|XN|NM)")
"""Abbreviations of bodies whose own name stands behind them, on the next row too: BV ĐA KHOA / TRUNG TÂM TIỀN GIANG."""
_LIKE_A_WORD = re.compile(r"CA (?:TỈNH|TP|THÀNH|HUYỆN|QUẬN)(?!\w)|TƯ (?:HỘI|ĐOÀN|ĐẢNG)(?!\w)|ĐU KHỐI(?!\w)")
"""Abbreviations that are syllables too: Công an, Trung ương, Đảng ủy."""
_COMPANIES = re.compile(r"EVN\w*|VNPT|TTXVN|PVN|TKV|BIDV|AGRIBANK|VIETTEL|ĐHQG(?:-\w+)?")
"""Names of one word above a branch's; of other words alone no more is known than of a speck."""
_MOST_VOWELS = 1


def names_a_body(text: str) -> bool:
    """Whether the rows above an agency's name, joined by blanks, name another one to its end."""
    low = bare(text).strip(" *")
    return _COMPLETE.match(low) is not None or low.endswith(" viet nam") or is_abbreviated(text)


def is_abbreviated(text: str) -> bool:
    """Whether a row begins with the abbreviation of a body: no syllable, of capitals with a vowel at most (TLĐLĐ VIỆT NAM)."""
    words = text.strip(" *-").split()
    if not words:
        return False
    if len(words) == 1:
        return _COMPANIES.fullmatch(words[0]) is not None
    first = words[0]
    if _LIKE_A_WORD.match(" ".join(words)):
        return True
    vowels = sum(letter in "AEIOUY" for letter in first)
    shortened = _ABBREVIATION.fullmatch(first) is not None and vowels <= _MOST_VOWELS and not is_syllable(first.lower())
    return shortened and _OF_UNITS.match(first) is None


def lacks_its_name(low: str) -> bool:
    """Whether bare rows end where a school's or hospital's own name must follow: TRƯỜNG THCS / ĐOÀN THỊ ĐIỂM, who is no union."""
    return _NAMELESS.search(low) is not None


def is_place_name(row: str) -> bool:
    """Whether a row of two words begins like a body's name but for its marks: QUY NHƠN is no Quỹ, BẢO LỘC no Báo.

    BẢO TÀNG is the name of a sort of bodies.
    """
    whole, _, rest = row.strip(" *-").lower().partition(" - ")
    words = whole.split()
    if rest and words[:1] == ["phong"]:  # PHONG NHA - KẺ BÀNG; of PHONG NỘI VỤ the mark was misread
        return len(words) <= _OF_A_PLACE
    if rest and len(words) == 1 and words[0] in ("nha", "vu"):
        return True
    words = row.strip(" *-").lower().split()
    if canonical_tone(" ".join(words)) in _SORTS:
        return False
    head = _LIKE_HEADS.get(bare(words[0])) if len(words) == _OF_A_PLACE else None
    return head is not None and canonical_tone(words[0]) != head


_OF_A_PLACE = 2
_SORTS = frozenset(canonical_tone(head.lower()) for head in HEADS)


@lru_cache(maxsize=256)
def near_parent(text: str) -> str | None:
    """The province's committee that a badly read parent row is (UBNDTÌINHPHÚTHỌ), one letter in six off at most; None: none is."""
    squashed = re.sub(r"[^a-z]", "", bare(text))
    if len(squashed) < 10 or not squashed.startswith(("u", "n", "b")):
        return None
    units = {name: "THÀNH PHỐ" if name in CENTRAL_CITIES else "TỈNH" for name in PROVINCES}
    names = [f"{short} {units[name]} {name.upper()}" for name in PROVINCES for short in _COMMITTEES]
    letters = ((re.sub(r"[^a-z]", "", bare(full)), full) for full in names)
    scored = sorted((Levenshtein.distance(squashed, plain, score_cutoff=5), full) for plain, full in letters)
    best, full = scored[0]
    return full if best <= len(squashed) // 6 and scored[1][0] > best else None


_COMMITTEES = ("UBND", "ỦY BAN NHÂN DÂN")

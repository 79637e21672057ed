"""Titles (chức vụ) as signature blocks print them, and the one that a damaged row in capitals shows.

Source: Nghị định 30/2020 Phụ lục I II.7 and the titles of the bodies of domain rule 4; fixed vocabulary, so that a lost mark or a
misread letter is put right where only one title is near.
"""

import re
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from tasks.core.letter.rows.signs import bare

_HEADS: tuple[str, ...] = (
    "CHỦ TỊCH", "GIÁM ĐỐC", "TỔNG GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", "CHÁNH THANH TRA", "CHÁNH ÁN", "VIỆN TRƯỞNG", "HIỆU TRƯỞNG",
    "CỤC TRƯỞNG", "VỤ TRƯỞNG", "TỔNG CỤC TRƯỞNG", "CHI CỤC TRƯỞNG", "TRƯỞNG BAN", "TRƯỞNG PHÒNG", "TRƯỞNG ĐOÀN", "TRƯỞNG KHOA",
    "TRƯỞNG CÔNG AN", "BÍ THƯ", "CHỦ NHIỆM", "TỔNG THƯ KÝ", "TỔNG BIÊN TẬP", "TỔNG THANH TRA", "TỔNG KIỂM TOÁN NHÀ NƯỚC",
    "THỐNG ĐỐC", "CHỈ HUY TRƯỞNG", "TƯ LỆNH", "TỔ TRƯỞNG", "ĐỘI TRƯỞNG", "HẠT TRƯỞNG", "TRẠM TRƯỞNG", "THỦ TRƯỞNG CƠ QUAN",
    "TRƯỞNG BAN TỔ CHỨC", "TRƯỞNG BAN CHỈ ĐẠO", "TRƯỞNG BAN QUẢN LÝ",
)  # fmt: skip
_OTHERS: tuple[str, ...] = (
    "BỘ TRƯỞNG", "THỨ TRƯỞNG", "THỦ TƯỚNG", "PHÓ THỦ TƯỚNG", "BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ BÍ THƯ THƯỜNG TRỰC",
    "PHÓ CHỦ TỊCH THƯỜNG TRỰC", "PHÓ GIÁM ĐỐC PHỤ TRÁCH", "PHÓ HIỆU TRƯỞNG PHỤ TRÁCH", "ỦY VIÊN THƯỜNG TRỰC",
    "ỦY VIÊN BAN THƯỜNG VỤ", "CHÍNH ỦY", "THẨM PHÁN", "KẾ TOÁN TRƯỞNG", "CHỦ TỊCH HỘI ĐỒNG", "CHỦ TỊCH UBND TỈNH",
    "CHỦ TỊCH CÔNG ĐOÀN", "PHÓ CHỦ TỊCH UBND TỈNH", "CHÁNH VĂN PHÒNG TỈNH ỦY", "PHÓ CHÁNH VĂN PHÒNG TỈNH ỦY", "ỦY BAN NHÂN DÂN",
    "HỘI ĐỒNG NHÂN DÂN", "BAN THƯỜNG VỤ", "BAN CHẤP HÀNH", "THƯỜNG TRỰC TỈNH ỦY", "THƯỜNG TRỰC", "CHÍNH PHỦ", "BAN CHỈ ĐẠO",
    "THỦ TƯỚNG CHÍNH PHỦ", "HỘI ĐỒNG",
)  # fmt: skip
SPELLED: tuple[str, ...] = (*_HEADS, *(f"PHÓ {head}" for head in _HEADS), *_OTHERS)
"""Titles, and the collectives and heads that stand after TM. and KT."""

_BY_BARE = {bare(title): title for title in SPELLED}


_SIGNED_AS = tuple(title for title in SPELLED if bare(title) not in {"thuong truc", "hoi dong", "chinh phu"})
_LOOSE = 0.36
"""Share of the letters of a long, badly read row that may be wrong where it can only be a title and no other is nearly as near."""


@lru_cache(maxsize=2048)
def torn(text: str) -> str | None:
    """The title that a badly read row in the signers' column shows: its beginning under the seal, or a third of it misread.

    Ten letters and more; no other title may be nearly as near. None where none is.
    """
    low = re.sub(r"[^a-z]", "", bare(text))
    if len(low) < 8:
        return None
    plain = {title: re.sub(r"[^a-z]", "", bare(title)) for title in _SIGNED_AS}
    ends = {full for full in plain.values() if full.endswith(low) and len(full) - len(low) <= 4}
    if len(ends) == 1:
        return next(title for title, full in plain.items() if full in ends)
    scored = sorted((Levenshtein.distance(low, full), title) for title, full in plain.items() if len(full) >= 10)
    (best, title), (second, _) = scored[0], scored[1]
    return title if best <= _LOOSE * len(plain[title]) and second - best >= 3 else None


_MARK = re.compile(r"^(?:(?:TM|KT|TL|TUQ|Q)\.\s?|[TK]/[TML]\s)")


def is_spelt(text: str) -> bool:
    """Whether a row is one of the titles, letter for letter and mark for mark, with or without KT. or TM. before it."""
    return _MARK.sub("", text) in _SPELT


_SPELT = frozenset(SPELLED)


_PAIRS = frozenset(pair for title in SPELLED for pair in pairwise(title.split()))
_GLUED = re.compile(r"(?P<before>[^\W\d_]+)[-–](?P<after>[^\W\d_]+)")


def without_glued_dash(text: str) -> str:
    """The title without a speck read as a dash between two syllables of one word (PHÓ TƯ-LỆNH); TỔ CHỨC-HÀNH CHÍNH stays."""
    return _GLUED.sub(lambda dash: " ".join(dash.groups()) if dash.groups() in _PAIRS else dash[0], text)


_NUMBERED = re.compile(r"(?P<title>[^\d]+[^\W\d_])\s+(?P<number>[1-9]\d?)")
"""A head of a unit with a number: TRƯỞNG PHÒNG 12 of a procurator's office."""


@lru_cache(maxsize=2048)
def spelled(text: str) -> tuple[str, int] | None:
    """The title that a row in capitals shows, and how many letters were put right; None where none is near enough.

    Marks may all be lost; of the letters at most one in six may differ, and no other title may be as near.
    """
    numbered = _NUMBERED.fullmatch(text.strip())
    if numbered and (head := spelled(numbered["title"])) and head[0].endswith("PHÒNG"):
        return f"{head[0]} {numbered['number']}", head[1]
    low = re.sub(r"[^a-z, ]+", " ", bare(text))
    low = re.sub(r"\s+", " ", low).strip(" ,")
    if low in _BY_BARE:
        return _BY_BARE[low], 0
    if len(low) < 6:
        return None
    squashed = low.replace(" ", "")
    scored = sorted(
        (Levenshtein.distance(squashed, known.replace(" ", ""), score_cutoff=4), title) for known, title in _BY_BARE.items()
    )
    best, title = scored[0]
    if best > max(1, len(squashed) // 6) or (len(scored) > 1 and scored[1][0] == best):
        return None
    return title, best

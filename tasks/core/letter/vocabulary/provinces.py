"""Names of provinces (tỉnh, thành phố trực thuộc trung ương): the 63 of 2004 to 6/2025, which hold those of the 34 since 01/7/2025.

Source: Nghị quyết 202/2025/QH15 and the list of administrative units of the General Statistics Office.
"""

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from tasks.core.letter.rows.signs import bare
from tasks.core.vietnamese.normal import canonical_tone
from tasks.core.vietnamese.syllable import is_syllable

PROVINCES: tuple[str, ...] = (
    "Hà Nội",
    "Hà Giang",
    "Cao Bằng",
    "Bắc Kạn",
    "Tuyên Quang",
    "Lào Cai",
    "Điện Biên",
    "Lai Châu",
    "Sơn La",
    "Yên Bái",
    "Hòa Bình",
    "Thái Nguyên",
    "Lạng Sơn",
    "Quảng Ninh",
    "Bắc Giang",
    "Phú Thọ",
    "Vĩnh Phúc",
    "Bắc Ninh",
    "Hải Dương",
    "Hải Phòng",
    "Hưng Yên",
    "Thái Bình",
    "Hà Nam",
    "Nam Định",
    "Ninh Bình",
    "Thanh Hóa",
    "Nghệ An",
    "Hà Tĩnh",
    "Quảng Bình",
    "Quảng Trị",
    "Thừa Thiên Huế",
    "Đà Nẵng",
    "Quảng Nam",
    "Quảng Ngãi",
    "Bình Định",
    "Phú Yên",
    "Khánh Hòa",
    "Ninh Thuận",
    "Bình Thuận",
    "Kon Tum",
    "Gia Lai",
    "Đắk Lắk",
    "Đắk Nông",
    "Lâm Đồng",
    "Bình Phước",
    "Tây Ninh",
    "Bình Dương",
    "Đồng Nai",
    "Bà Rịa - Vũng Tàu",
    "Hồ Chí Minh",
    "Long An",
    "Tiền Giang",
    "Bến Tre",
    "Trà Vinh",
    "Vĩnh Long",
    "Đồng Tháp",
    "An Giang",
    "Kiên Giang",
    "Cần Thơ",
    "Hậu Giang",
    "Sóc Trăng",
    "Bạc Liêu",
    "Cà Mau",
)
CENTRAL_CITIES: frozenset[str] = frozenset({"Hà Nội", "Hải Phòng", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ", "Huế"})
"""Thành phố trực thuộc trung ương; Huế since 01/01/2025."""

_OTHER_PLACES = ("Huế", "TP. Hồ Chí Minh", "Thành phố Hồ Chí Minh", "Vinh", "Đà Lạt", "Nha Trang", "Phú Quốc")
_BY_BARE = {bare(name).replace(" - ", "-"): name for name in (*PROVINCES, *_OTHER_PLACES)}


@lru_cache(maxsize=1024)
def province(text: str) -> str | None:
    """The province whose name the text is, marks and case aside; None for another place."""
    return _BY_BARE.get(bare(text).replace(" - ", "-").strip(" .,"))


_OF_A_PROVINCE = re.compile(r"(?<!\w)TỈNH (?P<name>[^\W\d_]+(?: [^\W\d_]+){1,2})$")


def with_marks_of_province(text: str) -> str:
    """A name in capitals with the marks that the province at its end has: of TỈNH TUYỂN QUANG there is none."""
    named = _OF_A_PROVINCE.search(text)
    known = province(named["name"]) if named else None
    if named is None or known is None or canonical_tone(known.casefold()) == canonical_tone(named["name"].casefold()):
        return text
    return text[: named.start("name")] + known.upper()


_LONG = 7
"""Letters of a place of which two may be misread."""


def place_name(text: str) -> tuple[str, float]:
    """The place as it is spelt, and how sure that is: a province's name gets its marks right, another place stays as printed.

    So does one with a letter misread, if what is printed can be no name in Vietnamese (Đắảk Lắk): Bắc Bình is not Bắc Ninh.
    """
    known = province(text)
    if known is not None:
        return known, 0.99 if known == text else 0.95
    if all(is_syllable(word) for word in text.split()):
        return text, 0.9
    near = [name for name in _BY_BARE if Levenshtein.distance(name, bare(text), score_cutoff=1) <= 1]
    if not near and len(text) >= _LONG:
        near = [name for name in _BY_BARE if Levenshtein.distance(name, bare(text), score_cutoff=2) <= 2]
    return (_BY_BARE[near[0]], 0.8) if len(near) == 1 else (text, 0.9)


_OF_PROVINCE = re.compile(r"(?<![a-z])(?:tinh(?: uy)?|thanh pho|thanh uy)\s+(?P<name>[a-z][a-z -]+)$")


def with_province(name: str) -> str:
    """An agency's name with the marks of its province put right, where it ends with one (Tỉnh ủy Thừa Thiện Huế)."""
    match = _OF_PROVINCE.search(bare(name))
    meant = next((one for one in PROVINCES if bare(one) == match["name"]), None) if match else None
    return f"{name[: match.start('name')]}{meant}" if match and meant else name

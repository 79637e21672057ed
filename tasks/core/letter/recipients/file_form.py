"""The form of a Lưu item as print has it (Nghị định 30/2020 Phụ lục I, II.9; Hướng dẫn 36-HD/VPTW; domain rule 1.9).

`Lưu: VT, KGVX, pthtran "HT" (3).`, `Lưu Văn phòng, Phòng Nghiệp vụ I`, `Lưu: PC08`: the room that keeps it, units, a drafter's
mark, the number of copies. What has this form was read whole; what hasn't lost letters, as a rule.
"""

import re

from tasks.core.vietnamese.syllable import is_syllable

POLICE_OFFICE = re.compile(r"P[ACHKVX]\d{2}")
"""Offices of a province's police (phòng nghiệp vụ): PC08 traffic, PV01 staff, PX03 personnel."""
_ROOM = (
    r"(?:VT|VP|HC|HS|HSCV|TCHC|HCTH|[Hh]ồ sơ(?: vụ (?:án|việc)| kiểm sát)?|Văn thư|Văn phòng"
    r"|Chi bộ|VP Đảng ủy|(?:Văn phòng|Ban|Đảng ủy|Chi bộ) [A-ZĐ][^,;.\d]{2,40}"
    rf"|V[TP](?:UB|-?[A-ZĐ]{{2,5}})|VP [A-ZĐ]{{2,5}}|[A-ZĐ]{{3,8}}|{POLICE_OFFICE.pattern})"  # VTUB, VPTU, VT-TG; BTCTU, HCTH
)
_GIVEN = r"[A-ZĐ][a-zđà-ỹ]{1,7}(?!\w)"
_MARK = r"(?:[A-ZĐ]\.)?[A-ZĐ][a-zđà-ỹ]{1,7}[A-ZĐ]?"
"""A drafter's mark: a given name and initials in one (Thắngvq, TrH, V.Anh)."""
_COPIES = r"\d{1,3}(?:b|\sbản)?"
_CAPITAL = "A-ZĐƯÔƠÂÊ"
"""Capitals of a unit's code: Ư of ứng phó (ƯPTT) and of ứng dụng is one as well as Đ."""
_FORM = re.compile(
    rf"Lưu:?\s{_ROOM}"
    rf"(?:[,;]\s?(?:[{_CAPITAL}][A-Za-zĐđƯÔƠÂÊ&]{{0,9}}(?:[-.+][A-ZĐ][A-Za-zĐ]*)*\d{{0,2}}(?:\.\d{{1,3}})?|[A-ZĐ][a-z]?\d{{1,3}}b|{_GIVEN}|[a-z]{{3,12}}\d{{0,3}})|,?\s[\"“][A-Z]{{1,4}}[\"”]"
    rf"|\.?\s?\({_COPIES}\)(?:\.\s?(?:[A-Z]\.)?{_GIVEN})?"
    rf"|\.\s?{_MARK}(?!\w)|\s?\((?:{_MARK}|[a-z]{{3,9}})(?:[\s,.-]{{1,2}}{_COPIES})?\)|\s?\([A-ZĐ]{{1,6}}(?:[\s,.-]{{1,2}}{_COPIES})?\)"
    r"|[,;]\s?(?:Phòng|Ban|Vụ|Đội|Tổ|Khoa) (?![IVX]+\b)[A-ZĐ][A-ZĐ&]{1,9}(?:-[A-ZĐ]{1,6})?|\.\s?[A-ZĐ][A-Za-zĐđ]{0,3}\d{1,3}b?"
    r"|[,;]\s?CA (?:xã|phường)|,\s?\d{1,3}b(?!\w)|,\s?(?:[Hh]ồ sơ|HS[A-ZĐ]{0,4})(?: vụ (?:án|việc))?"
    r"|[,;]\s?(?:P\.|(?:[Pp]hòng|[Bb]an|[Vv]ụ|[Kk]hoa|[Đđ]ội|[Tt]ổ|CC|VP)\s)[A-ZĐ][A-Za-zĐđ]{0,9}(?:&[A-ZĐ][A-Za-zĐ]{0,6})?\d{0,2}"
    r"|\s?\([A-ZĐ]{1,2}\d{1,2}\))*\.?"
)
_UNIT_BY_NAME = re.compile(
    r"Lưu:? (?:VT|VP|HC|Văn thư|Văn phòng)[,;] (?:Phòng|Ban|Vụ|Khoa|Đội|Tổ) "
    r"(?P<name>[A-ZĐ][a-zà-ỹ]+(?:,? (?:- )?(?:và )?[A-ZĐa-zà-ỹ][a-zà-ỹ]+){1,6})(?P<roman> [IVX]{1,4})?\.?"
)


def has_form(text: str) -> bool:
    """Whether a whole Lưu item has the form of one."""
    return _FORM.fullmatch(text) is not None


def is_unit_by_name(text: str, *, well_read: bool) -> bool:
    """Whether a unit is written out behind the room, each word of it a syllable: Lưu: VT, Ban Dân chủ.

    A Roman number behind it (Phòng Nghiệp vụ I) counts only where the whole was `well_read`: a stroke of it may be lost.
    """
    unit = _UNIT_BY_NAME.fullmatch(text)
    if unit is None or (unit["roman"] and not well_read):
        return False
    return all(is_syllable(word.lower()) for word in re.findall(r"\w+", unit["name"]))

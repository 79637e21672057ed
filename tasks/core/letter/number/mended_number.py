"""A symbol put right by what the rest of the head says: the issuer's own code, the type word's code (domain rule 1.3).

Only a badly read symbol is touched, only by one letter or by strokes before the code, and the number is then unsure.
"""

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from schemas.found import Found
from schemas.letter import NumberParts, System
from tasks.core.letter.number.number import parts_of
from tasks.core.letter.number.torn_symbols import distance, mended_number
from tasks.core.letter.rows.lines import Row
from tasks.core.letter.rows.signs import bare
from tasks.core.letter.vocabulary.codes import BODY_CODES, KNOWN_UNITS, OTHER_UNITS, body_of
from tasks.core.letter.vocabulary.doctypes import CODES_OF

_PRINTED = frozenset({"issuer.head", "issuer.head.mended"})
_SURE_PRINT = 0.9
"""A symbol read with at least this confidence stays: what contradicts it is a finding, not an error of reading."""
_SURE_UNIT = 0.95
"""And with this one a unit's code that no list has and that the Lưu item has otherwise."""
_CAP = 0.6


def expected_code(issuer: str) -> str | None:
    """The code that an issuer's printed name gives: SỞ Y TẾ → SYT, ỦY BAN NHÂN DÂN … → UBND, VĂN PHÒNG → VP; None for others."""
    low = bare(issuer).strip()
    if low.startswith("van phong") and not re.search(r"chinh phu|trung uong|quoc hoi|\buy\b|chu tich nuoc", low):
        return "VP"
    starts = low.startswith(("bo ", "so ", "uy ban nhan dan", "ubnd", "hoi dong nhan dan", "van phong", "tinh uy", "thanh uy"))
    return body_of(issuer) if starts else None


def mend_number(
    number: Found | None, parts: NumberParts | None, issuer: Found | None, doctype: Found | None, unit: str | None = None
) -> tuple[Found | None, NumberParts | None]:
    """The number with its symbol put right, rule `….mended`; unchanged where it was read well or nothing speaks against it.

    `unit`: the drafting unit that the Lưu item names.
    """
    if number is None or parts is None or parts.symbol is None:
        return number, parts
    if number.confidence >= _SURE_PRINT and not (number.box is not None and _FOREIGN.search(parts.issuer_code or "")):
        misread = unit is not None and number.confidence < _SURE_UNIT and _is_misread(parts, unit)
        return _with(number, parts, {"unit_code": unit}) if unit and misread else (number, parts)
    changes: dict[str, str] = {}
    expected = expected_code(issuer.raw) if issuer and issuer.rule in _PRINTED else None
    if expected and parts.issuer_code and _is_damaged(parts.issuer_code, expected):
        changes["issuer_code"] = expected
    if parts.type_code and doctype and doctype.rule == "doctype.type_word":
        code = next((code for code in sorted(CODES_OF.get(doctype.value, ())) if _is_damaged(parts.type_code, code)), None)
        if code and parts.type_code not in CODES_OF[doctype.value]:
            changes["type_code"] = code
    code = _meant_unit(parts.unit_code, unit) if parts.unit_code and parts.type_code is None else None
    if code:
        changes["unit_code"] = code
    return _with(number, parts, changes) if changes else (number, parts)


def with_torn_stroke(
    number: Found | None, parts: NumberParts | None, issuer: Found | None, doctype: Found | None, system: System
) -> tuple[Found | None, NumberParts | None]:
    """The number whose stroke was read as a figure or not at all (30087LB-VP: 3008/TB-VP), or whose type's code is torn.

    The type word and the issuer's code say what the symbol must look like; the confidence is 0.6 at most.
    """
    if number is None or parts is None or number.confidence >= _SURE_PRINT or doctype is None or number.box is None:
        return number, parts
    codes = CODES_OF.get(doctype.value, frozenset())
    by_word = doctype.rule == "doctype.type_word"
    if "/" in number.raw and (not by_word or not codes or parts.type_code in codes):
        return number, parts
    expected = expected_code(issuer.raw) if issuer and issuer.rule in _PRINTED else None
    if system == "party" and by_word and parts.symbol == expected and codes:  # 63/TU: its code was not read
        value = f"{parts.number}-{min(codes, key=len)}/{expected}"
        with_code = {"value": value, "rule": f"{number.rule}.mended", "confidence": min(number.confidence, _CAP)}
        return number.model_copy(update=with_code), parts_of(value, system)
    code = expected or (parts.unit_code if parts.type_code is None else parts.issuer_code)
    read = _LABEL.sub("", number.raw)
    whole = mended_number(read, doctype.value, None, bodies=(code,), vouched=expected is not None) if code else None
    meant = parts_of(whole, system) if whole else None
    if whole is None or meant is None or whole == number.value:
        return number, parts
    update = {"value": whole, "rule": f"{number.rule}.mended", "confidence": min(number.confidence, _CAP)}
    return number.model_copy(update=update), meant


def torn_number(
    rows: Sequence[Row], issuer: Found | None, doctype: Found | None, system: System
) -> tuple[Found | None, NumberParts | None]:
    """The number of a number line whose strokes are lost (Số 192-CT TU: 192-CT/TU), by its type word; rule `number.torn`."""
    expected = expected_code(issuer.raw) if issuer and issuer.rule in _PRINTED else None
    if doctype is None or doctype.rule != "doctype.type_word":
        letter = doctype is not None and doctype.value == "cong_van" and expected is not None
        if doctype is None or not letter or system != "party":
            return _torn_letter(rows, expected, system) if letter and expected else (None, None)
    for row in rows:
        label = _LABEL.match(row.text) if row.line.words else None
        whole = (
            mended_number(row.text[label.end() :], doctype.value, None, bodies=(expected,) if expected else ()) if label else None
        )
        parts = parts_of(whole, system) if whole else None
        if label and whole and parts:
            return row.found(label.end(), len(row.text), value=whole, rule="number.torn", sure=_CAP), parts
    return None, None


def _torn_letter(rows: Sequence[Row], code: str, system: System) -> tuple[Found | None, NumberParts | None]:
    """The number of a công văn with strokes read before its code (Số: 1223 /35SIC-NVY), which is the issuer's."""
    for row in rows:
        match = _STROKES_BEFORE.match(row.text) if row.line.words else None
        if match is None or not any(_is_code(match["code"][at:], code) for at in range(min(len(match["code"]), _MOST_STROKES))):
            continue
        value = f"{match['number']}/{code}-{match['unit']}"
        parts = parts_of(value, system)
        if parts:
            return row.found(match.start("number"), len(row.text), value=value, rule="number.torn", sure=_CAP), parts
    return None, None


def _is_code(read: str, code: str) -> bool:
    return abs(len(read) - len(code)) <= 1 and distance(read, code) <= _VOUCHED * len(code)


_MOST_STROKES = 4
_STROKES_BEFORE = re.compile(
    r"^\W*[Ss]\S\s?[:.;]?\s*(?P<number>\d{1,6})(?:\s+(?P=number))?\s?[/:;.,'’|]\s?(?P<code>[\dA-ZĐ:.'’]{2,9})\s?-\s?"
    r"(?P<unit>[A-ZĐ]{2,6})\W*$"
)
"""A stroke, or what was read for it, and signs before the code (/5:5XD); the number may stand there written and as print."""
_LABEL = re.compile(r"^\W*[Ss]\S\s?[:.;]?\s*(?=\d)")


def with_year(number: Found | None, parts: NumberParts | None, year: int | None) -> tuple[Found | None, NumberParts | None]:
    """The number of a legal document whose stroke before the year was not read (122025/NQ-HĐND of 2025: 12/2025/NQ-HĐND)."""
    digits = parts.number if parts else None
    if number is None or parts is None or year is None or digits is None or parts.year or parts.type_code not in _WITH_YEAR:
        return number, parts
    own = digits.removesuffix(str(year))
    if own == digits or not 1 <= len(own) <= 3 or own.startswith("00"):
        return number, parts
    value = number.value.replace(f"{digits}/", f"{own}/{year}/", 1)
    update = {"value": value, "rule": f"{number.rule}.mended", "confidence": min(number.confidence, _CAP)}
    return number.model_copy(update=update), parts.model_copy(update={"number": own, "year": year})


_WITH_YEAR = frozenset({"NQ", "QĐ", "NĐ", "TT", "CT", "TTLT"})
"""Types that are numbered with their year where they are legal documents (Nghị định 30/2020 leaves them to their law)."""
_GLUED = re.compile(r"^\W*[Ss]\S\s?[:.;]?\s*\S{0,14}?(?P<code>[^\W\d_]{1,4})\s?-\s?(?P<body>[A-ZĐ]{2,}(?:\s?[A-ZĐ]{2,})?)\W*$")
"""A number line whose written number ran over the stroke into the code (Số: 15ầrB-ĐHKT): only the end of the code is print."""


def glued_symbol(rows: Sequence[Row], doctype: Found | None) -> tuple[Found | None, NumberParts | None]:
    """The symbol of a number line whose stroke writing covers: the type word says the code, all but one letter of it is there."""
    if doctype is None or doctype.rule != "doctype.type_word":
        return None, None
    for row in rows:
        match = _GLUED.match(row.text) if row.line.words else None
        codes = sorted(CODES_OF.get(doctype.value, ()), key=len, reverse=True) if match else []
        code = next((code for code in codes if match and _ends_like(match["code"], code)), None)
        if match is None or code is None:
            continue
        body = re.sub(r"\s", "", match["body"])
        start = match.end("code") - len(code)
        found = row.found(start, match.end("body"), value=f"/{code}-{body}", rule="number.symbol_only.mended", sure=0.3)
        return found, NumberParts(number=None, symbol=f"{code}-{body}", type_code=code, issuer_code=body)
    return None, None


def _ends_like(read: str, code: str) -> bool:
    """The read letters end as the code does, one letter off at most and not its last."""
    return len(read) >= len(code) and read.endswith(code[-1]) and Levenshtein.distance(read[-len(code) :], code) <= 1


def _is_damaged(read: str, meant: str) -> bool:
    """One letter off, with up to two strokes before it, or with letters throughout that look like those meant."""
    if read == meant:
        return False
    if read not in BODY_CODES and distance(read, meant) <= _VOUCHED * len(meant):
        return True
    if len(meant) > _SHORT and distance(read, meant) <= _ALIKE * len(meant):
        return True
    return Levenshtein.distance(read, meant) == 1 or (len(meant) >= 3 and read.endswith(meant) and len(read) - len(meant) <= 2)


def _meant_unit(read: str, unit: str | None) -> str | None:
    """The unit code that a badly read one is: the Lưu item's, or a frequent one with K for R, Đ for D; None where none is near."""
    if read in KNOWN_UNITS or read == unit or (unit and read.replace("r", "T") == unit):
        return None  # CTrTT: a small r is lost at other sizes, and read of nothing else
    if unit and len(unit) >= 2 and _is_near(read, unit):
        return unit
    barred = [code for code in KNOWN_UNITS if bare(code) == bare(read)] if read not in OTHER_UNITS else []
    alike = barred[0] if len(barred) == 1 else read.replace("R", "K")
    return alike if alike != read and alike in KNOWN_UNITS else None


def _is_near(read: str, unit: str) -> bool:
    if _has_stroke(read, unit) or _looks_like(read, unit):
        return True
    return (unit in KNOWN_UNITS or _FOREIGN.search(read) is not None) and Levenshtein.distance(read, unit) == 1


def _is_misread(parts: NumberParts, unit: str) -> bool:
    """Whether a unit's code that nobody has, however surely it was read, looks like the one that the Lưu item has (VE: VP)."""
    read = parts.unit_code
    if read is None or parts.type_code is not None or read in _UNITS or unit not in _UNITS:
        return False
    return read != unit and _looks_like(read, unit)


def _looks_like(read: str, unit: str) -> bool:
    """Whether half of a code's letters at most are others, and these look like those meant (QLDI: QLĐT)."""
    return len(read) == len(unit) and distance(read, unit) <= _HALF_ALIKE * len(unit)


_UNITS = frozenset({*KNOWN_UNITS, *OTHER_UNITS, "VP"})
_HALF_ALIKE = 0.25
_ALIKE = 0.3
"""What of a longer code may differ where all its letters look like the ones meant (STLLT: STTTT)."""
_VOUCHED = 0.5
"""And of a code that nobody has, where its issuer's printed name says which it is (SXĐĐ: SXD)."""
_SHORT = 3
"""Letters up to which a unit's code may be another one's end: PTM and TM are two."""
_FOREIGN = re.compile("[FJWZ]")
"""Letters that no code of an office has."""


def _has_stroke(read: str, meant: str) -> bool:
    """One letter more than was meant at either end: a stroke or the frame of a stamp (HCTCG; the Lưu item says HCTC).

    Or one less at its end, where the paper or a speck took it (P; the Lưu item says PC).
    """
    if meant in KNOWN_UNITS and len(meant) == len(read) + 1 and meant.startswith(read):
        return True
    return len(read) == len(meant) + 1 > _SHORT and (read.startswith(meant) or read.endswith(meant))


def _with(number: Found, parts: NumberParts, changes: dict[str, str]) -> tuple[Found, NumberParts]:
    symbol = parts.symbol or ""
    for field, code in changes.items():
        before, _, after = (symbol.rpartition if field == "unit_code" else symbol.partition)(getattr(parts, field))
        symbol = before + code + after
    value = number.value.replace(parts.symbol or "", symbol, 1)
    update = {"value": value, "rule": f"{number.rule}.mended", "confidence": min(number.confidence, _CAP)}
    return number.model_copy(update=update), parts.model_copy(update={**changes, "symbol": symbol})

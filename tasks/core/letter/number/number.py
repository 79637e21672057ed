"""Số và ký hiệu (ô 3): the number line of the head, state and Party form, written and missing numbers (domain rule 1.3).

The printed symbol is as sure as its print; the number, often written or stamped into a blank, only as sure as its own digits.
Nothing is made up: with no readable digits, only the symbol is given.
"""

import re
from collections.abc import Sequence

from schemas.found import Found
from schemas.letter import NumberParts, System
from tasks.core.letter.number.citation import whole_letters
from tasks.core.letter.rows.lines import Row
from tasks.core.letter.rows.signs import NUMBER_LINE, WRITTEN, bare
from tasks.core.letter.vocabulary.doctypes import BY_CODE, BY_PARTY_CODE

_DIGITS = r"[\dOolIZSB]{1,7}[a-d]?(?![^\W\d_])"
_STATE = re.compile(
    rf"^(?P<number>{_DIGITS})?(?P<gap>[\s.…_,'’]*)[/|]"
    r"(?:[\s'’‘`]|\d?[:;.](?=[A-ZĐ])|[0-46-9](?=[A-ZĐ]{2}\S*-))*"
    r"(?:(?P<year>(?:19|20)\d\d)\s*[/|]\s*)?(?P<symbol>(?:5(?=[A-ZĐ]{2})|[^\W\d_]).*)$"
)
_JUNK_NUMBER = re.compile(r"^(?P<junk>.{0,14}?)\s*[/|]\s*(?P<symbol>[A-ZĐ]\S.*)$")
_NO_SLASH = re.compile(r"^(?P<number>\d{1,6})\s?[^\w\s/-]?\s?(?P<symbol>[A-ZĐ]{2,}[\w.]*\s?-\s?[A-ZĐ].*|(?<=[\s'’|])[A-ZĐ]{2,8})$")
"""A stroke that was lost: 4338 SXD-CCHC, 256 VTLT."""
_TORN_STROKE = re.compile(r"^(?P<number>\d{1,5})\s?[:;.,·]{1,2}\s?(?P<symbol>[A-ZĐ58][A-ZĐ]+\s?-\s?[A-ZĐ].*)$")
"""A stroke of which a fax left two ends: 4338:5XD-CCHC."""
_JUNK_NO_SLASH = re.compile(r"^(?P<junk>\S{1,8})\s(?P<symbol>[A-ZĐ]{2,}[\w.]*\s?-\s?[A-ZĐ]{2}.*)$")
_PARTY = re.compile(rf"^(?P<number>{_DIGITS})?(?P<gap>[\s.…_,'’]*)[-–]\s*(?P<symbol>[^\W\d_]{{1,6}}\s*[/|]\s*\S.*)$")
_JUNK_PARTY = re.compile(r"^(?P<junk>.{0,8}?)\s*[-–]\s*(?P<symbol>[^\W\d_]{1,6}\s*[/|]\s*[A-ZĐ]\S*.*)$")
_SYMBOL = re.compile(
    r"[^\W_][\w.&]*(?:\s[IVX]{1,5}(?=\s?[-–]\s?[A-ZĐ]))?(?:\s?(?:[-–]{1,2}|/)\s?[\w.&]+(?:\+[A-ZĐ]{2,})*)*(?:,[A-ZĐ]{2,}(?![^\W_]))*"
    r"(?:(?<=\d)\([A-ZĐ]{1,4}\d{0,2}\))?"
)
_GOES_ON = re.compile(r"\s+[A-ZĐ0-9][\w.&]{0,7}\s?[-–]\s?[A-ZĐ]")
"""Capitals and a dash behind a symbol that was taken to end: a part of it stands behind a blank."""
_CUT = 0.5
_PRINT, _BESIDE_WRITING = 0.5, 0.49
"""How sure a number is at least for its symbol's print: beside writing one that readings outvoted (0.8) is not sure."""
_LOOKALIKE = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "Z": "2", "S": "5", "B": "8"})
_PLAIN_CODES = {bare(code): code for code in BY_CODE}
_TYPES = frozenset({*BY_CODE, *BY_PARTY_CODE})
_STROKE = re.compile(r"^[^A-ZĐ]{1,2}")
"""What a pen or speck left between the slash and a type's code."""
_CASED = {"ttr": "TTr", "ctr": "CTr", "trs": "TrS"}


def find_number(rows: Sequence[Row], system: System) -> tuple[Found | None, NumberParts | None]:
    """The number of a document and its parts, from the rows of its head; (None, None) where no number line is.

    `value` has no blanks. With only the symbol readable it is `/UBND-KTTH` (confidence at most 0.3) and `parts.number` is null.
    Rules: `number.state`, `number.party` (`….written`: the digits are written by hand or stamped), `number.symbol_only`.
    """
    for row in rows:
        label = NUMBER_LINE.match(bare(row.text))
        if not label:
            continue
        found = _read(row, label.end(), system)
        if found:
            return found
    return None, None


def _read(row: Row, start: int, system: System) -> tuple[Found, NumberParts] | None:
    rest = row.text[start:]
    start += len(rest) - len(rest.lstrip(" .:"))
    rest, mended = _with_separator(row, start, system)
    party = _PARTY.match(rest)
    state = None if party and "/" not in rest[: party.start("symbol")] else _STATE.match(rest)
    match = (
        state
        or party
        or (_JUNK_PARTY.match(rest) if system == "party" else None)
        or _TORN_STROKE.match(rest)
        or _NO_SLASH.match(rest)
        or _JUNK_NUMBER.match(rest)
        or _JUNK_NO_SLASH.match(rest)
    )
    if match is None:
        return None
    symbol = _symbol(match["symbol"])
    if symbol is None:
        return None
    end = start + match.start("symbol") + symbol.end()
    text = _tidy_symbol(symbol[0])
    fields = match.groupdict()
    digits = (fields.get("number") or "").translate(_LOOKALIKE)
    of_party = match is party or match.re is _JUNK_PARTY
    sign = "-" if of_party else "/"
    parts = _parts(digits or None, text, fields.get("year"), party=of_party)
    middle = f"{fields['year']}/" if fields.get("year") else ""
    printed = row.stretch(start + match.start("symbol"), end)
    if not digits:
        at = start + match.start("symbol") - 1
        return row.found(at, end, value=f"{sign}{middle}{text}", rule="number.symbol_only", sure=0.3), parts
    figure = row.stretch(start + match.start("number"), start + match.end("number"))
    guessed = mended or digits != (fields.get("number") or "") or match.re in (_NO_SLASH, _TORN_STROKE)
    sure = 0.6 if guessed else 1.0 if figure.written else 0.98  # what was written has its measured share (docs/handwriting.md)
    rule = f"number.{system}{WRITTEN if figure.written else ''}"
    found = row.found(start + match.start("number"), end, value=f"{digits}{sign}{middle}{text}", rule=rule)
    whole = _CUT if _GOES_ON.match(row.text, end) else 1.0
    confidence = min(figure.least_confidence * sure, _of_print(printed.confidence, written=figure.written), whole)
    return found.model_copy(update={"confidence": round(confidence, 4)}), parts


def _of_print(confidence: float, *, written: bool) -> float:
    """How sure a number can be whose symbol was read with this confidence."""
    least = _BESIDE_WRITING if written else _PRINT
    return least + (1 - least) * confidence


def _with_separator(row: Row, start: int, system: System) -> tuple[str, bool]:
    """The rest of a number line, on a scan with the dash or stroke between two codes that was read as a colon; whether it was."""
    rest = row.text[start:]
    torn = _TORN_SEPARATOR.search(rest) if row.line.words else None
    if torn is None:
        return rest, False
    return f"{rest[: torn.start()]}{'/' if system == 'party' else '-'}{rest[torn.end() :]}", True


_TORN_SEPARATOR = re.compile(r"(?<=[A-ZĐ])[:;](?=[A-ZĐ]{2})")


def _symbol(text: str) -> re.Match[str] | None:
    found = _SYMBOL.match(text)
    return found if found and any(c.isalpha() for c in found[0]) else None


def _tidy_symbol(text: str) -> str:
    """Without blanks; a type code that lost the bar of its Đ gets it back (QD is no code, QĐ is)."""
    text = whole_letters(re.sub(r"\s+", "", text).replace("–", "-").replace("--", "-").strip("-/.,"))
    text = re.sub(r"^[58](?=[A-ZĐ]{2})", lambda digit: "S" if digit[0] == "5" else "B", text)
    head, cut, tail = _split_first(text)
    stroke = _STROKE.sub("", head)
    if stroke != head and stroke in _TYPES:
        head = stroke  # 7TB, 0:TB
    elif head[:1] in {"I", "F", "1"} and f"T{head[1:]}" in _TYPES and tail:
        head = f"T{head[1:]}"
    if head not in BY_CODE and head not in BY_PARTY_CODE:
        plain = bare(head)
        repaired = _CASED.get(plain) or (_PLAIN_CODES.get(plain) if len(head) == 2 and head.isupper() and "D" in head else None)
        head = repaired or head
    return head + cut + tail


def _split_first(text: str) -> tuple[str, str, str]:
    at = next((i for i, char in enumerate(text) if char in "-/"), len(text))
    return text[:at], text[at : at + 1], text[at + 1 :]


def _parts(number: str | None, symbol: str, year: str | None, *, party: bool) -> NumberParts:
    head, _, tail = _split_first(symbol)
    known = year is not None or head in (BY_PARTY_CODE if party else BY_CODE)
    if party or (known and tail):
        issuer, _, unit = _split_first(tail)
        return NumberParts(
            number=number,
            symbol=symbol,
            type_code=head,
            issuer_code=issuer or None,
            unit_code=unit or None,
            year=int(year) if year else None,
        )
    return NumberParts(number=number, symbol=symbol, issuer_code=head or None, unit_code=tail or None)


def parts_of(value: str, system: System) -> NumberParts | None:
    """The parts of a number as it is cited (215/TB-VPCP, 374-TB/TU); None for what is no whole number."""
    party = _PARTY.match(value) if system == "party" else None
    match = party or _STATE.match(value)
    if match is None or match["number"] is None:
        return None
    fields = match.groupdict()
    return _parts(match["number"], match["symbol"], fields.get("year"), party=match is party)

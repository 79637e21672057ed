"""Numbers and symbols that a bad scan tore (số và ký hiệu bị đứt nét), put right by what type and issuer beside them say.

A thin stroke between figures and codes is the first thing that a fax loses: it is read as a colon, a 7, a Z, or not at all
(1117TB-VPCP: 111/TB-VPCP; 49-FB'TU: 49-TB/TU). The type word before the number and the issuer behind it leave few symbols
that can have been meant; the one that looks like what was read is given, and is never sure.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tasks.core.letter.vocabulary.codes import BODY_CODES, KNOWN_UNITS, body_of
from tasks.core.letter.vocabulary.doctypes import BY_CODE, BY_PARTY_CODE, CODES_OF, LEGAL

STATE_BODIES = ("TTg", "CP", "VPCP", "UBND", "HĐND", "UBTVQH", *BODY_CODES)
"""Bodies that letters of every office cite."""
PARTY_BODIES = ("TW", "TU", "VPTW", "HU", "ĐU")

_FIGURE = {"I": "1", "l": "1", "i": "1", "|": "1", "!": "1", "]": "1", "O": "0", "o": "0", "B": "8", "S": "5", "Z": "2"}
_FIGURES = "".join(_FIGURE)
_STROKES = "/:;'’‘.,|!\u2044 "
_HEAD = re.compile(rf"(?P<figures>[\d{re.escape(_FIGURES)}]{{1,6}})(?P<stroke>[{re.escape(_STROKES)}]{{0,2}})")
_YEAR = re.compile(rf"(?P<year>(?:19|20)\d\d)(?P<stroke>[{re.escape(_STROKES)}7Z2]{{0,2}})")
_LEFT_BLANK = re.compile(r"(?<=\d)\s+(?=[A-ZĐ]{2})")
"""A blank between figures and a code is where the stroke was: the last figure is none."""
_AS_STROKE = {"7": 0.6, "2": 0.6, "1": 0.9}
"""Figures that a torn stroke was read as, with what that costs; a stroke that left nothing costs `_LOST`."""
_LOST, _OTHER_STROKE = 1.1, 0.3
_ALIKE = ("TFEP71LI", "ĐDO0", "O0QCG", "B8R3", "S5", "KRH", "MNH", "UVI", "ZI/7:", "/:'.,’;7Z", "-.:'~", "AX", "gyq", "PFB")
_LOOKS, _OTHER, _SEPARATOR = 0.5, 1.0, 0.5
_FAR, _FAR_VOUCHED = 0.36, 0.52
"""What may differ, as a share of a symbol's signs: by itself, and where the issuer behind it has that very code."""
_MARGIN = 0.4


def mended_number(
    read: str, doctype: str | None, issuer: str | None, *, bodies: Sequence[str] = (), vouched: bool = True
) -> str | None:
    """The number and symbol that was printed where `read` was read; None where no one symbol is plainly meant.

    `doctype`: the type that the word before it says; `issuer`: who issued it, as printed behind it. Of a công văn only the
    body's code is put right, the unit's (open to every office) stays as read. `bodies`: the codes that it can have, where they
    are known already; not `vouched`: as they were read.
    """
    own = body_of(issuer) if issuer else None
    among = tuple(bodies) or ((own,) if own else ())
    parted = _LEFT_BLANK.sub("'", read.replace("Ð", "Đ").replace("Ƒ", "F"))
    plain = re.sub(r"\s+", "", parted).strip(_STROKES + "-")
    ways: list[tuple[float, bool, str]] = []
    for figures, year, tail, cost, is_party in _heads(plain):
        if year is None and doctype in LEGAL:
            continue
        for symbol, far, near in _symbols(tail, doctype, among, is_party=is_party, vouched=vouched and bool(among)):
            number = f"{figures}-{symbol}" if is_party else f"{figures}/{year}/{symbol}" if year else f"{figures}/{symbol}"
            ways.append((cost + far, near, number))
    if not ways:
        return None
    least, near, best = min(ways)
    unsure = any(cost < least + _MARGIN and number != best for cost, _, number in ways)
    return best if near and not unsure else None


def _heads(plain: str) -> Iterator[tuple[str, str | None, str, float, bool]]:
    """Ways to part what was read in figures, year and the symbol's rest, with their costs; whether a dash follows (Party)."""
    for match in _cuts(plain):
        figures, rest, cost = match
        if rest.startswith("-"):
            yield figures, None, rest[1:], cost if cost < _LOST else cost - _LOST, True
            continue
        yield figures, None, rest, cost, False
        year = _YEAR.match(rest)
        if year and year.end() < len(rest) and int(year["year"]) < _LATEST:
            yield figures, year["year"], rest[year.end() :], cost + (0.0 if year["stroke"] == "/" else _OTHER_STROKE), False


_LATEST = 2100


def _cuts(plain: str) -> Iterator[tuple[str, str, float]]:
    """Figures, what stands behind their stroke, and what it costs to take the sign between them for one."""
    head = _HEAD.match(plain)
    if head is None:
        return
    read = head["figures"]
    for at in range(1, len(read) + 1):
        figures = _as_figures(read[:at])
        if figures is None or len(figures) > _MOST_FIGURES:
            continue
        if at == len(read):
            stroke = head["stroke"]
            yield figures, plain[head.end() :], 0.0 if stroke == "/" else _OTHER_STROKE if stroke else _LOST
        else:
            if read[at] in _AS_STROKE:
                yield figures, plain[at + 1 :], _AS_STROKE[read[at]]
            yield figures, plain[at:], _LOST


_MOST_FIGURES = 5


def _as_figures(read: str) -> str | None:
    """Figures with a letter or bar that was read for one put right; None where more than one is none."""
    if sum(not sign.isdigit() for sign in read) > 1 and len(read) > 1:
        return None
    plain = "".join(_FIGURE.get(sign, sign) for sign in read)
    return None if plain.startswith("00") else plain


def _symbols(
    tail: str, doctype: str | None, among: Sequence[str], *, is_party: bool, vouched: bool
) -> Iterator[tuple[str, float, bool]]:
    """Symbols that may have been printed where `tail` was read, each with its cost and whether that is little enough."""
    if not tail[:1].isalpha() or len(tail) < _SHORTEST:
        return
    for symbol in _possible(tail, doctype, among, is_party=is_party):
        cost = distance(tail, symbol)
        yield symbol, cost, cost <= (_FAR_VOUCHED if vouched else _FAR) * len(symbol)


_SHORTEST = 3


def _possible(tail: str, doctype: str | None, among: Sequence[str], *, is_party: bool) -> Iterator[str]:
    """The symbols of a type, with the codes that its issuer can have; of a công văn with the unit as it was read."""
    known = BY_PARTY_CODE if is_party else BY_CODE
    codes = [code for code in CODES_OF.get(doctype or "", ()) if code in known]
    bodies = among or (PARTY_BODIES if is_party else STATE_BODIES)
    join = "/" if is_party else "-"
    for code in codes:
        for body in bodies:
            yield f"{code}{join}{body}"
    if doctype not in (None, "cong_van") or is_party:
        return
    first, dash, unit = re.sub(r"[-:.'’]{2,}", "-", tail).partition("-")
    whole = re.fullmatch(r"[A-ZĐ][A-Za-zĐ&]{1,7}", unit)
    if dash and whole:
        for body in bodies:
            if among or distance(first, body) <= _LOOKS:
                yield f"{body}-{undoubled(unit)}"


def undoubled(unit: str) -> str:
    """A unit's code of which an engine read one letter twice (KSTTT: KSTT), where only without it the code is a frequent one."""
    if unit in KNOWN_UNITS:
        return unit
    shorter = {unit[:at] + unit[at + 1 :] for at in range(1, len(unit)) if unit[at] == unit[at - 1]}
    meant = [code for code in shorter if code in KNOWN_UNITS and len(code) >= _LEAST_UNIT]
    return meant[0] if len(meant) == 1 else unit


_LEAST_UNIT = 4


@lru_cache(maxsize=4096)
def distance(read: str, meant: str) -> float:
    """How much a torn symbol differs from one: each sign lost, too many or another costs one, less where the two look alike."""
    row = [0.0]
    for sign in meant:
        row.append(row[-1] + _price(sign))
    for seen in read:
        before, row = row, [row[0] + _price(seen)]
        for at, sign in enumerate(meant):
            row.append(min(before[at] + _swap(seen, sign), before[at + 1] + _price(seen), row[at] + _price(sign)))
    return row[-1]


def _price(sign: str) -> float:
    return _SEPARATOR if not sign.isalnum() else _OTHER


def _swap(seen: str, meant: str) -> float:
    if seen == meant:
        return 0.0
    if any(seen in group and meant in group for group in _ALIKE) or seen.casefold() == meant.casefold():
        return _LOOKS
    return _OTHER

"""Texts of a letter's rows: names, items of Nơi nhận, numbers, headings and prose, for the net that reads rows. Made here.

Words are half of the lists of infra/language and half any syllable that spelling allows, codes are listed and made: the net has to
see letters, not to know words by heart. Signs that none of these texts has (f, w, z, %, quotes) are never shown, so never read.
"""

import random
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from infra.training.name_rows import every
from infra.training.torn_print import letters, words
from tasks.core.letter.vocabulary.family_names import FREQUENT, SPELLED
from tasks.core.letter.vocabulary.given_names import GIVEN
from tasks.core.scan.words.row_signs import SIGNS

_LISTED = ("phrases.txt", "places.txt", "titles.txt", "districts.txt")
_SMALL = "abcdehiklmnpqrtuvxy"
_PURPOSES = (
    *("để b/c", "để báo cáo", "để biết", "để chỉ đạo", "b/c", "để p/h", "để phối hợp", "để thực hiện"),
    *("t/h", "thay b/c", "đăng tải", "qua mạng", "để t/h", "phối hợp", "thực hiện"),
)
_FIRST_ITEMS = ("Nơi nhận:", "- Như trên;", "- Như Điều 3;", "Như kính gửi;", "- Như kính gửi;", "- Như trên (để thực hiện);")


class Kind(NamedTuple):
    """A kind of row: how its text is made, in which cuts it is set (r regular, b bold, i italic), and its sizes in points."""

    make: Callable[[random.Random], str]
    cuts: str
    points: tuple[int, ...]
    weight: int


def made(kind: Kind, rng: random.Random) -> str:
    """A text of this kind, of signs that the net knows; never empty."""
    while True:
        text = " ".join("".join(sign for sign in kind.make(rng) if sign in SIGNS).split())
        if text:
            return text


@cache
def _listed() -> list[str]:
    return [word for name in _LISTED for line in words(name) for word in line.split()]


@cache
def _codes() -> list[str]:
    return [code for line in words("codes.txt") for code in line.split()]


@cache
def _families() -> list[str]:
    return sorted(FREQUENT | set(SPELLED))


@cache
def _given() -> list[str]:
    return sorted(GIVEN)


def _syllable(rng: random.Random) -> str:
    return rng.choice(every()) if rng.random() < 0.5 else rng.choice(_listed()).lower()


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _number(rng: random.Random) -> str:
    most = rng.choice((99, 999, 9999, 99999))
    return str(rng.randint(1, most)).zfill(rng.choice((1, 1, 2)))


def _date(rng: random.Random) -> str:
    between = rng.choice("/-.")
    return f"{rng.randint(1, 31):02d}{between}{rng.randint(1, 12):02d}{between}{rng.randint(1990, 2029)}"


def _code(rng: random.Random) -> str:
    """A unit's code, a drafter behind it now and then (TCKT-Lợi, NVY2, VX.hoa)."""
    drafter = "".join(rng.choice(_SMALL) for _ in range(rng.randint(1, 7))) if rng.random() < 0.5 else _syllable(rng)
    ways = (
        rng.choice(_codes()),
        letters(rng, 1, 5),
        letters(rng, 1, 4) + rng.choice("&-/.") + letters(rng, 1, 4),
        f"{letters(rng, 1, 4)}{rng.randint(1, 12)}",
        f"{letters(rng, 1, 4)}{rng.choice('.. -')}{_capital(drafter)}",
        rng.choice(_codes()) + rng.choice("&-/. ") + rng.choice(_codes()),
    )
    return rng.choices(ways, (35, 30, 8, 12, 8, 7))[0]


def _name(rng: random.Random) -> str:
    """A signer's name; half of the family names and two thirds of the others are any syllable."""
    family = rng.choice(_families()) if rng.random() < 0.55 else _capital(_syllable(rng))
    others = [rng.choice(_given()) if rng.random() < 0.35 else rng.choice(every()) for _ in range(rng.choice((1, 2, 2, 2, 3)))]
    name = [family, *map(_capital, others)]
    if rng.random() < 0.05:
        name[0] = f"H'{_capital(_syllable(rng))}"
    if rng.random() < 0.03:
        name.insert(0, "Y")
    text = " ".join(name)
    return text.upper() if rng.random() < 0.06 else text


def _body(rng: random.Random) -> str:
    """Names of bodies as items have them, of listed words and others."""

    def part() -> str:
        listed = rng.choice(words("phrases.txt")), rng.choice(words("places.txt"))
        return rng.choice((*listed, _capital(_syllable(rng)), _syllable(rng), _code(rng)))

    return " ".join(part() for _ in range(rng.randint(1, 4)))


def _purpose(rng: random.Random) -> str:
    ways = (
        rng.choice(_PURPOSES),
        _number(rng),
        f"{rng.randint(1, 30)}{rng.choice(('', 'b', 'bản', ' bản'))}",
        f"{letters(rng, 1, 3)}. {_number(rng)}",
    )
    return f"({rng.choice(ways)})"


def _filed(rng: random.Random) -> str:
    """A Lưu item: units, drafter, copies."""
    units = ", ".join(_code(rng) for _ in range(rng.choice((1, 1, 2))))
    drafter = rng.choice(("", letters(rng, 1, 3) + ".")) + _capital(_syllable(rng))
    copies = rng.choice(("", _number(rng), f" {_number(rng)}b"))
    ends = ("", ".", f" {_purpose(rng)}", f" {_purpose(rng)}.", f" ({drafter}{copies}).")
    return f"{rng.choice(('- ', '- ', ''))}Lưu: {rng.choice(('VT', 'VP', 'HC', 'VT, HS', 'VPĐU', 'TH'))}, {units}{rng.choice(ends)}"


def _item(rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.3:
        return _filed(rng)
    if kind < 0.36:
        return rng.choice(_FIRST_ITEMS)
    if kind < 0.6:
        end = rng.choice((";", "", ".", f" {_purpose(rng)};"))
        return f"- {_code(rng)}{rng.choice((', ', '; ', ' ', ' - '))}{_code(rng)}, {_code(rng)}{end}"
    return f"{rng.choice(('- ', '- ', '- ', ''))}{_capital(_body(rng))}{rng.choice((';', ';', '', ',', '.', f' {_purpose(rng)};'))}"


def _numbered(rng: random.Random) -> str:
    """A number row (số, ký hiệu), or place and date."""
    kind, code = rng.random(), _code(rng)
    first = rng.choice(_codes()) if rng.random() < 0.5 else letters(rng, 2, 4)
    if kind < 0.6:
        symbol = rng.choice((f"{first}-{code}", code, f"{code}-{_code(rng)}", f"{first}/{code}"))
        return f"Số: {rng.choice((_number(rng), _number(rng), ''))}{rng.choice('//-')}{symbol}"
    if kind < 0.75:
        return f"Số {_number(rng)}-{first}/{code}"
    day, month, year = rng.randint(1, 31), rng.randint(1, 12), rng.randint(2000, 2029)
    return f"{_capital(rng.choice(words('places.txt')))}, ngày {day:02d} tháng {month:02d} năm {year}"


def _heading(rng: random.Random) -> str:
    """A row in capitals: an office, a title."""
    kind = rng.random()
    if kind < 0.35:
        return rng.choice(words("titles.txt"))
    if kind < 0.75:
        end = rng.choice((rng.choice(words("places.txt")), _syllable(rng), f"{_syllable(rng)} {_syllable(rng)}"))
        return f"{rng.choice(words('phrases.txt'))} {end}".upper()
    return " ".join(_syllable(rng) for _ in range(rng.randint(2, 6))).upper()


def _prose(rng: random.Random) -> str:
    def word() -> str:
        ways = (
            _syllable(rng),
            rng.choice(words("phrases.txt")),
            _capital(_syllable(rng)),
            _number(rng),
            _date(rng),
            _code(rng),
            f"{_number(rng)}/{_code(rng)}",
        )
        text = rng.choices(ways, (62, 13, 7, 5, 2, 5, 6))[0] + (rng.choice(",,;:.") if rng.random() < 0.12 else "")
        return f"({text})" if rng.random() < 0.04 else text

    text = " ".join(word() for _ in range(rng.randint(3, 9)))
    return _capital(text) if rng.random() < 0.4 else f"V/v {text}" if rng.random() < 0.2 else text


KINDS = (
    Kind(_name, "bbbbbbbr", (13, 14, 14, 14), 26),
    Kind(_item, "rrrrrrri", (10, 11, 11, 11, 12), 30),
    Kind(_numbered, "rrrrib", (13, 13, 14), 12),
    Kind(_heading, "bbbr", (12, 13, 13, 14), 12),
    Kind(_prose, "rrrib", (12, 13, 14, 14), 20),
)

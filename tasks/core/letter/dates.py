"""Dates in running text, as Nghị định 30/2020 (27/10/2021, ngày 06 tháng 9 năm 2021) and Party offices (31-8-2021) write them.

Day first, always. A mention without its year is kept as such; who needs the year says from where to take it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tasks.core.letter.signs import bare


def pattern(text: str) -> re.Pattern[str]:
    """A pattern for `bare` text (lower case, no marks), written in proper Vietnamese."""
    plain = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return re.compile(plain.replace("đ", "d"))


_YEAR = r"(?:19|20)\d{2}"
_SHORT = re.compile(
    rf"(?<![\d/.,-])(?P<d>\d{{1,2}})\s?(?P<s>[/.-])\s?(?P<m>\d{{1,2}})(?:\s?(?P=s)\s?(?P<y>{_YEAR}))?(?![\d%]|[/.-]\d|\s?/\s?[A-ZĐ]|\s\d\s?/\s?\d{{4}})"
)
_TORN = re.compile(rf"(?<![\d/.,:-])(?P<d>\d{{1,2}})\s?/\s?(?P<m>1\s[0-2]|0\s[1-9])\s?/\s?(?P<y>{_YEAR})(?![\d%])")
"""A month that a bad scan tore (25/1 1/2021): else 25/1 would be read of it, a day of another year."""
_COLONS = re.compile(rf"(?<![\d/.,:-])(?=[\d/]*:)(?P<d>\d{{1,2}})[:/](?P<m>\d{{1,2}})[:/.](?P<y>{_YEAR})(?![\d%])")
"""A slash read as a colon (23:8:2022); no time of day ends with a year."""
_LONG = pattern(
    r"ngày\s+(?P<d>\d{1,2}|[0-3]\s\d)\s*(?:,\s*)?tháng\s+(?P<m>1\s[0-2](?=\s*,?\s*năm)|\d{1,2})"
    rf"(?:\s*(?:,\s*)?(?:năm\s+)?(?P<y>{_YEAR}))?(?!\d)"
)
_MONTH = pattern(rf"tháng\s+(?P<m>\d{{1,2}})(?:\s*/\s*|\s*-\s*|\s+năm\s+)(?P<y>{_YEAR})(?!\d)")
_MONTH_ALONE = pattern(rf"tháng\s+(?P<m>\d{{1,2}})(?![\d/-]|\s+năm\s+{_YEAR})")
_QUARTER = pattern(rf"quý\s+(?P<q>i{{1,3}}|iv|[1-4])(?:\s*/\s*|\s*-\s*|\s+năm\s+|\s+)(?P<y>{_YEAR})(?!\d)")
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR_ALONE = pattern(rf"năm\s+(?P<y>{_YEAR})(?!\d)")


@dataclass(frozen=True)
class Mention:
    """A date in a text, characters `start` to `end`. `year` None: not printed. `day` None: a whole month (or quarter)."""

    start: int
    end: int
    day: int | None
    month: int
    year: int | None

    def resolve(self, year: int | None) -> date | None:
        """The day meant (the last one of a month), with `year` where none is printed; None without any or for 31/02."""
        used = self.year or year
        if used is None:
            return None
        if self.day is None:
            return last_of_month(used, self.month)
        return make_date(used, self.month, self.day)

    @property
    def is_impossible(self) -> bool:
        """Whether no calendar has this day: 31/02, 15/13. Without its year, 29/02 counts as possible."""
        return self.day is not None and make_date(self.year or 2000, self.month, self.day) is None


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_of_month(year: int, month: int) -> date | None:
    """The last day of a month; None for a month that is none."""
    first = make_date(year + month // 12, month % 12 + 1, 1)
    return None if first is None or not 1 <= month <= 12 else first - timedelta(days=1)


def find_dates(text: str) -> list[Mention]:
    """Days named in `text` (ngày 06 tháng 9 năm 2021, 27/10/2021, 31-8-2021, ngày 15/10), in order, none overlapping.

    Without a year a short form counts only after `ngày` or `trước`, with `/`: 08/23 may be a share, 3.1 a heading.
    """
    smooth = bare(text)
    found = [_mention(match) for match in _LONG.finditer(smooth)]
    odd = (*_COLONS.finditer(text), *_TORN.finditer(text))
    found += [mention for match in odd if not (mention := _mention(match)).is_impossible]
    for match in _SHORT.finditer(text):
        if any(match.start() < known.end and match.end() > known.start for known in found):
            continue
        if match["y"] is None and not _is_day(smooth, match):
            continue
        found.append(_mention(match))
    return sorted(found, key=lambda mention: mention.start)


def find_periods(text: str) -> Iterator[Mention]:
    """Whole months and quarters (tháng 9/2021, quý III năm 2021), as the last day they hold; not those inside a day's date."""
    text = bare(text)
    taken = [match.span() for match in _LONG.finditer(text)]
    for match in _MONTH.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            yield Mention(match.start(), match.end(), None, int(match["m"]), int(match["y"]))
    for match in _QUARTER.finditer(text):
        yield Mention(match.start(), match.end(), None, 3 * _QUARTERS[match["q"].upper()], int(match["y"]))


def find_bare_months(text: str) -> Iterator[Mention]:
    """Months without a year (trong tháng 9)."""
    text = bare(text)
    taken = [match.span() for match in _LONG.finditer(text)]
    for match in _MONTH_ALONE.finditer(text):
        if not any(start <= match.start() < end for start, end in taken) and 1 <= int(match["m"]) <= 12:
            yield Mention(match.start(), match.end(), None, int(match["m"]), None)


def find_years(text: str) -> Iterator[Mention]:
    """Years (năm 2021) as their December."""
    for match in _YEAR_ALONE.finditer(bare(text)):
        yield Mention(match.start(), match.end(), None, 12, int(match["y"]))


def add_working_days(start: date, days: int) -> date:
    """`days` working days (ngày làm việc) after `start`: Saturdays and Sundays don't count; public holidays are not known here."""
    at = start
    while days > 0:
        at += timedelta(days=1)
        if at.weekday() < 5:
            days -= 1
    return at


def _is_day(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()].rstrip()
    return match["s"] in "/-" and before.endswith(("ngay", "truoc", "sang", "chieu", "toi"))


def _mention(match: re.Match[str]) -> Mention:
    year = match["y"]
    day, month = (int(match[part].replace(" ", "")) for part in "dm")
    return Mention(match.start(), match.end(), day, month, int(year) if year else None)

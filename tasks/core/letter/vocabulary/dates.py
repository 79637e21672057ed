"""Dates in running text, as Nghị định 30/2020 (27/10/2021, ngày 06 tháng 9 năm 2021) and Party offices (31-8-2021) write them.

Day first, always. A mention without its year is kept as such; who needs the year says from where to take it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tasks.core.letter.rows.signs import bare


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


_RUN = pattern(
    rf"nga[yv][\s:.,'’-]{{1,2}}(?P<run>[\d:;/.,'’lit\u2044|-]{{1,7}}?(?:\s[\d:;/.,'’\u2044|-]{{0,5}}?)?)\s?(?P<y>{_YEAR})(?![\d%])"
)
"""A day after `ngày` whose strokes a bad scan lost or took for figures (31201:2021, 1729/2020, 2910:2020, I7:11:2021)."""
_AS_FIGURE = str.maketrans({"l": "1", "i": "1", "|": "1", "t": "1", "\u2044": "/", "’": "/", "'": "/"})
_STROKE_COST = {"": 2.5, "7": 2.0, "2": 2.0, "1": 3.0, "0": 4.0, "87": 4.0}
"""What it costs to take a figure, or nothing, for a stroke; a stroke or another sign costs nothing."""
_UNUSUAL_COST = 3.0
"""Days below 10 and the months 1 and 2 have a zero before them (Nghị định 30/2020), the other months none, as most print them."""
_CLEAR, _MOST = 1.5, 7.5


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
    taken = [(mention.start, mention.end) for mention in found]
    for match in _RUN.finditer(smooth):
        torn = _of_run(match)
        if torn is not None and not any(torn.start < end and torn.end > start for start, end in taken):
            found.append(torn)
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


def _of_run(match: re.Match[str]) -> Mention | None:
    """The one day that a torn run of figures means; None where two are as likely."""
    run = re.sub(r"\s", "", match["run"].translate(_AS_FIGURE))
    ways: dict[tuple[int, int], float] = {}
    for cost, day, month in _ways(run):
        if make_date(int(match["y"]), month, day):
            ways[day, month] = min(cost, ways.get((day, month), cost))
    if not ways:
        return None
    (least, best), *others = sorted((cost, way) for way, cost in ways.items())
    if least > _MOST or any(cost < least + _CLEAR for cost, _ in others):
        return None
    return Mention(match.start("run"), match.end(), *best, int(match["y"]))


def _ways(run: str) -> Iterator[tuple[float, int, int]]:
    """Day and month that a run of figures and signs can be, with what has to be taken for strokes."""
    stroke = r"(?:[^\d]{1,2}|\d|)"
    for first in (1, 2):
        for second in (1, 2):
            parts = re.fullmatch(rf"(\d{{{first}}})({stroke})(\d{{{second}}})({stroke}|87)", run)
            if parts is None:
                continue
            day, one, month, two = parts.groups()
            cost = sum(_STROKE_COST.get(sign, 5.0) if sign.isdigit() or not sign else 0.0 for sign in (one, two))
            cost += _UNUSUAL_COST if first == 1 and int(day) < _TENTH else 0.0
            cost += _UNUSUAL_COST if (second == 1) == (int(month) in (1, 2)) else 0.0
            yield cost, int(day), int(month)


_TENTH = 10


def _mention(match: re.Match[str]) -> Mention:
    year = match["y"]
    day, month = (int(match[part].replace(" ", "")) for part in "dm")
    return Mention(match.start(), match.end(), day, month, int(year) if year else None)

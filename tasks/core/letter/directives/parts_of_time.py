"""Deadlines (thời hạn) said by a part of a year or a month, or by today: 6 tháng đầu năm, tuần cuối tháng 9, ngay trong hôm nay.

They are common in plans (kế hoạch) and in urgent letters (công điện), and stand for the last day of what they name. Only words
that ask for an end make them deadlines: báo cáo 6 tháng đầu năm is the name of a report, thực hiện trong 6 tháng đầu năm a
stretch of time.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from tasks.core.letter.vocabulary.dates import Mention, last_of_month, make_date, pattern

_YEAR = r"(?:19|20)\d{2}"
_END = (
    r"(?:hoàn thành|hoàn tất|xong|kết thúc|chậm nhất|muộn nhất|thời hạn(?:\s+hoàn thành)?)"
    r"(?:\s+(?:việc này|xong|là|vào|trong|đến|hết|trước|ngay|chậm nhất))*\s*:?\s*"
)
_MONTH = rf"tháng\s+(?P<m>\d{{1,2}})(?:(?:\s*[/-]\s*|\s+năm\s+)(?P<my>{_YEAR}))?(?![\d/-])"
_PART_OF_YEAR = pattern(
    rf"{_END}(?:0?(?P<n>[3469])\s+tháng|(?P<half>nửa))\s+(?P<side>đầu|cuối)\s+(?:của\s+)?năm(?:\s+(?P<y>{_YEAR}))?(?!\s+(?:học|sau))"
)
_PART_OF_MONTH = pattern(
    rf"{_END}(?:(?P<half>nửa)\s+(?P<side>đầu|cuối)|tuần\s+(?:thứ\s+)?(?P<week>đầu|cuối|1|2|3|4|nhất|hai|ba|tư)(?:\s+tiên|\s+cùng)?)"
    rf"\s+(?:của\s+)?{_MONTH}"
)
_LAST_WORKING_DAY = pattern(
    rf"(?:{_END}|trước\s+|vào\s+)ngày\s+làm\s+việc\s+cuối\s+(?:cùng\s+)?(?:của\s+|trong\s+)?(?:{_MONTH}|năm\s+(?P<y>{_YEAR}))"
)
_PART_OF_DAY = r"là|trong|trước|đến|hết|vào|cuối|giờ|buổi|sáng|trưa|chiều|tối|làm việc|\d{1,2}\s?(?:giờ|h|g)\s?(?:\d{2}(?: phút)?)?"
_TODAY = pattern(
    rf"(?:ngay\s+)?(?:trong|trước|chậm nhất|đến|hết|vào)\s+(?:(?:{_PART_OF_DAY})\s*,?\s+)*"
    r"(?:ngày\s+)?(?P<which>hôm nay|ngày mai)(?!\s*\()"
)
_SHORT_YEAR = re.compile(r"(?<![\d/.,-])(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{2})(?![\d%]|[/.-]\d)")
_NO_DAY_WORD = pattern(
    rf"\b(?:trước|đến|hết|nhất|vào)\s+(?P<d>\d{{1,2}})\s+tháng\s+(?P<m>\d{{1,2}})(?:\s+năm\s+(?P<y>{_YEAR}))?(?![\d/-])"
)
_NEAR = timedelta(days=400)
"""How far from its letter a day with a two-figure year lies at most: 15/9/21 in a letter of 2021; further off it is no day."""

_WEEKS = {"dau": 7, "1": 7, "nhat": 7, "2": 14, "hai": 14, "3": 21, "ba": 21, "4": 28, "tu": 28}


def find_short_days(text: str, smooth: str, issued_on: date | None) -> Iterator[Mention]:
    """Days written shorter than elsewhere: with two figures of their year (15/9/21), without `ngày` (trước 30 tháng 9 năm 2021).

    The former count only near the letter's own day, and not without it. `smooth` is `text` made `bare`.
    """
    for match in _NO_DAY_WORD.finditer(smooth):
        yield Mention(match.start("d"), match.end(), int(match["d"]), int(match["m"]), int(match["y"]) if match["y"] else None)
    for match in _SHORT_YEAR.finditer(text) if issued_on else ():
        day, month, year = (int(match[part]) for part in "dmy")
        found = make_date(issued_on.year // 100 * 100 + year, month, day) if issued_on else None
        if issued_on and found and abs(found - issued_on) <= _NEAR:
            yield Mention(match.start(), match.end(), day, month, found.year)


def find_parts(text: str, issued_on: date | None) -> Iterator[tuple[int, int, date]]:
    """Characters `start` to `end` and the last day of every part of a year or month by which something is to end.

    `text` is `bare`. What names no year is of the letter's, or of the next one where its last day lies before the letter.
    """
    for found in (_PART_OF_YEAR, _PART_OF_MONTH, _LAST_WORKING_DAY):
        for match in found.finditer(text):
            day = _end(match, issued_on)
            if day is not None:
                yield match.start(), match.end(), day


def find_today(text: str, issued_on: date) -> Iterator[tuple[int, int, date]]:
    """Characters and day of every `hôm nay` and `ngày mai` by which something is asked; the letter's own day is today."""
    for match in _TODAY.finditer(text):
        yield match.start(), match.end(), issued_on + timedelta(days=match["which"] == "ngay mai")


def _end(match: re.Match[str], issued_on: date | None) -> date | None:
    said = match.groupdict()
    year = said.get("y") or said.get("my")
    if year is not None:
        return _end_in(match, int(year))
    if issued_on is None:
        return None
    day = _end_in(match, issued_on.year)
    return _end_in(match, issued_on.year + 1) if day is not None and day < issued_on else day


def _end_in(match: re.Match[str], year: int) -> date | None:
    """The last day of the part that was matched, in `year`."""
    if match.re is _PART_OF_YEAR:
        return last_of_month(year, _last_month(match))
    last = last_of_month(year, int(match["m"] or 12))
    if last is None or match.re is _LAST_WORKING_DAY:
        return last and last - timedelta(days=max(0, last.weekday() - _FRIDAY))
    if "cuoi" in (match["side"], match["week"]):
        return last
    return last.replace(day=15 if match["half"] else _WEEKS[match["week"]])


_FRIDAY = 4


def _last_month(match: re.Match[str]) -> int:
    if match["side"] == "cuoi":
        return 12
    return 6 if match["half"] else int(match["n"])

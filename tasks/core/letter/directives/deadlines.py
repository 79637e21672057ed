"""Deadlines (thời hạn) in running text, in all the forms of domain rule 4.6, absolute and relative."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from tasks.core.letter.directives.parts_of_time import find_parts, find_short_days, find_today
from tasks.core.letter.rows.signs import bare
from tasks.core.letter.vocabulary.dates import (
    Mention,
    add_working_days,
    find_bare_months,
    find_dates,
    find_periods,
    find_years,
    last_of_month,
    pattern,
)

_HOUR = r"(?:(?:lúc\s+)?\d{1,2}\s?(?:(?:giờ|h|g)\s?(?:\d{1,2}\s?(?:phút|')?)?|[.:]\s?\d{2}(?:\s?(?:giờ|h|g))?)\s*,?\s*)?"
"""17 giờ 00, 17h30', 16.00 as the armed forces write it."""
_PART = (
    r"(?:(?:(?:cuối|hết)\s+)?(?:giờ\s+)?(?:buổi\s+)?(?:sáng|trưa|chiều|tối)\s+"
    r"|(?:cuối|hết)\s+giờ\s+(?:làm việc\s+|hành chính\s+)?|cuối\s+)?"
)
"""Cuối giờ chiều ngày …, trong buổi sáng ngày …."""
_WEEKDAY = r"(?:(?:thứ\s+\w{1,3}|chủ nhật|(?:ngày\s+)?hôm nay|ngày mai)\s*[,(]?\s*)?"
_BEFORE_DAY = rf"{_HOUR}{_PART}(?:hết\s+)?(?:các\s+)?{_WEEKDAY}(?:ngày\s+)?$"
_FIRM = pattern(
    r"(?:(?:chậm|muộn) nhất(?:\s+(?:là|đến|vào|trong|trước|hết))*|không (?:quá|chậm hơn|muộn hơn)"
    r"|(?:thời hạn|hạn)(?:\s+(?:cuối|chót|cùng))*\s+"
    r"(?:nộp|gửi|nhận|tiếp nhận|đăng ký|báo cáo|hoàn thành|trả lời)\b[^.;:]{0,60}"
    r"(?::\s*(?:đến|trước|là|hết)?|\b(?:đến|là|trước)(?:\s+(?:đến|trước|hết))?)"
    r"|đến hết|trước|xong trước|hạn (?:cuối|chót)(?:\s+(?:là|vào))?|thời hạn(?:\s+(?:là|đến|cuối|chót|chậm nhất|hoàn thành))*"
    r"|hoàn thành(?:\s+(?:xong|việc này|trong|vào|trước|đến|chậm nhất))+)"
    rf"\s*:?\s*{_BEFORE_DAY}"
)
"""Words right before a date that make it a deadline whatever the sentence says."""

_SOFT = pattern(rf"(?:vào|trong|hết|đến|xong)\s+{_BEFORE_DAY}")
"""Words before a date that make it a deadline only when something is to be finished, submitted or reported by it."""

_SUBMIT = r"(?<!chương )(?<!quá )(?<!quy )(?<!công )(?<!tiến )(?<!lộ )(?<!tờ )trình"
"""trình the verb, in text without marks: no programme, process or building (chương trình, quá trình, công trình)."""
_TO_FINISH = pattern(
    rf"\b(?:hoàn thành|hoàn tất|xong|{_SUBMIT}|báo cáo|gửi|nộp|phản hồi|trả lời|tổng hợp|đăng ký|cung cấp"
    r"|có ý kiến|góp ý|kết thúc)\b"
)
_RECURRING = pattern(
    r"\s*(?:,\s*)?(?:hằng|hàng|mỗi)\s+(?:tháng|quý|năm|tuần|ngày)|\s*(?:của\s+)?(?:tháng|quý|năm)\s+(?:sau|tiếp theo|kế tiếp)"
)
_AND_ANOTHER = pattern(r"\s*(?:và|,)\s*(?:trước\s+)?(?:ngày\s+)?$")
"""Between two days of one deadline: trước ngày 30/9/2021 và ngày 30/12/2021."""
_UNTIL = pattern(r"(?:từ|kể từ)\b(?!\s+nay\b)[^.;:]{0,70}$")
_HAND_IN = pattern(r"\b(?:nộp|gửi|đăng ký|góp ý|có ý kiến|trả lời)\b")
_FROM_NOW = pattern(r"từ nay\s+$")
_RELATIVE = pattern(
    r"(?:(?:(?:chậm|muộn) nhất)?\s*(?:là\s+)?(?:trong|sau|không quá|chậm nhất)\s+|thời hạn\b[^.;:,]{0,40}(?::|\blà)\s*)"
    r"(?:(?:thời hạn|thời gian|vòng|tối đa|không quá|chậm nhất)\s+)*"
    r"(?P<n>\d{1,3})\s*(?:\([^)]{1,20}\)\s*)?(?P<unit>giờ|ngày làm việc|ngày|tuần|tháng)\s*,?\s*"
    r"(?:kể\s+)?(?:từ|sau)\s+(?:ngày|khi|thời điểm)\s*(?P<base>[^,.;]{0,60})"
)
_ASKED_WITHIN = pattern(
    r"(?:đề nghị|yêu cầu|giao)\b[^.;:]{0,160}?\b(?P<term>(?:trong|không quá|chậm nhất)\s+(?:(?:thời hạn|thời gian|vòng|là)\s+)*"
    r"(?P<n>\d{1,2})\s*(?:\([^)]{1,20}\)\s*)?(?P<unit>ngày làm việc|ngày))\s*(?:[.;)]|\./|$)"
)
"""Đề nghị … báo cáo trong 05 ngày làm việc: said to nobody from when, so from the letter's own day."""
_SPECKS = re.compile(
    r"(?<=\s)(?:[^\w\s\"“”'()\[\]/+%]|[\u02c6\u02dc\u02c7]){1,3}(?=\s)|(?<=\s)[.,:;\u02c6^`'‘’*](?=\d)|(?<=[Nn]gày)[-,.;:](?=[\s\d])"
)
"""Signs that stand alone, before a figure or after `ngày`: specks of a bad scan, for no deadline is written with them."""

_OTHER_BASE = pattern(
    r"có hiệu lực|hết hạn|kết thúc|phát hiện|phát sinh|xảy ra|hoàn thành|nộp hồ sơ|nhận đủ hồ sơ|nhận hồ sơ|tiếp nhận"
    r"|\bmà không|\bsẽ bị"
)
"""A term that runs from something other than this letter: it can't be computed from the letter's date."""


@dataclass(frozen=True)
class Term:
    """A deadline in a text, characters `start` to `end` with the words that make it one. `day`: its date. `relative`: computed."""

    start: int
    end: int
    day: date
    relative: bool
    rule: str


def find_deadlines(text: str, issued_on: date | None) -> list[Term]:
    """Deadlines in `text`, in order. Years left out and relative terms are taken from `issued_on`; without it those give nothing.

    Recurring terms (trước ngày 25 hằng tháng) and terms that run from another event are none. A month stands for its last day.
    """
    text = _SPECKS.sub(lambda speck: " " * len(speck[0]), text)
    smooth = bare(text)
    terms = [
        *_absolute(text, smooth, issued_on),
        *_periods(smooth, issued_on, _days_in(text, smooth, issued_on)),
        *_relative(smooth, issued_on),
    ]
    terms.sort(key=lambda term: (term.start, -term.end))
    kept: list[Term] = []
    for term in terms:
        if not kept or term.start >= kept[-1].end:
            kept.append(term)
    return kept


def _absolute(text: str, smooth: str, issued_on: date | None) -> Iterator[Term]:
    mentions = _days_in(text, smooth, issued_on)
    last: tuple[int, str] | None = None  # of the day right before
    for at, mention in enumerate(mentions):
        joined = at > 0 and _AND_ANOTHER.fullmatch(smooth, mentions[at - 1].end, mention.start) is not None
        lead = _lead(smooth, mention) or ((mention.start, last[1]) if joined and last else None)
        last = lead
        if lead is None or _recurs(smooth, mentions[at:]):
            continue
        day = _on_or_after(mention, issued_on)
        start, rule = lead
        if text[:start].rstrip().endswith(("tính", "Tính")) or _STATE_OF_THINGS.search(smooth, max(0, start - 8), start):
            continue
        if smooth.startswith("den", start) and _FIGURES_OF.search(smooth, max(0, start - 60), start):
            continue
        if day is not None:
            yield Term(start, mention.end, day, relative=False, rule=rule)


def _days_in(text: str, smooth: str, issued_on: date | None) -> list[Mention]:
    return sorted((*find_dates(text), *find_short_days(text, smooth, issued_on)), key=lambda mention: mention.start)


def _recurs(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether the first of these days comes again each year or month, said of it or of the days that it is listed with."""
    for this, following in pairwise(mentions):
        if _RECURRING.match(text, this.end):
            return True
        if not _AND_ANOTHER.fullmatch(text, this.end, following.start):
            return False
    return _RECURRING.match(text, mentions[-1].end) is not None


_STATE_OF_THINGS = re.compile(r"(?:^|[,.;:(]\s*|\bco )tinh\s*$")
"""tính đến ngày …: the state of things, no term, whatever mark was read on it; gửi về tỉnh đến ngày … stays one."""
_FIGURES_OF = re.compile(r"\bso lieu\b[^.;:]{0,45}$")
"""báo cáo số liệu … đến ngày …: the day of which the figures are."""


def _lead(text: str, mention: Mention) -> tuple[int, str] | None:
    """Where the deadline's words begin and the rule that takes them; None where the date is none."""
    before = text[max(0, mention.start - 80) : mention.start]
    shift = mention.start - len(before)
    if firm := _FIRM.search(before):
        if firm[0].startswith("den het") and _is_stretch(text, mention, before[: firm.start()]):
            return None
        if _FROM_NOW.search(before[: firm.start()]) and not _TO_FINISH.search(_clause_before(text, mention.start)):
            return None  # từ nay đến hết ngày …: how long something lasts
        return shift + firm.start(), "deadline.firm"
    soft = _SOFT.search(before)
    if soft is None:
        return None
    word = soft[0].split()[0].casefold()
    if word == "den" and _is_stretch(text, mention, before[: soft.start()]):
        return None
    clause = _clause_before(text, mention.start)
    return (shift + soft.start(), "deadline.soft") if _TO_FINISH.search(clause) else None


def _is_stretch(text: str, mention: Mention, before: str) -> bool:
    """Whether từ ngày … đến hết ngày … is how long something lasts; what is handed in between two days is due on the second."""
    return _UNTIL.search(before) is not None and not _HAND_IN.search(_clause_before(text, mention.start))


def _clause_before(text: str, at: int) -> str:
    """The part of the sentence before `at`: from the last full stop or semicolon."""
    start = max(text.rfind(mark, 0, at) for mark in (". ", "; ", ": "))
    return text[max(0, start) : at]


def _on_or_after(mention: Mention, issued_on: date | None) -> date | None:
    """The day; a year that is not printed is the letter's, or the next one where the day would lie more than half a year back."""
    if mention.year is not None or issued_on is None:
        return mention.resolve(None)
    day = mention.resolve(issued_on.year)
    if day is not None and (issued_on - day).days > 183:
        return mention.resolve(issued_on.year + 1)
    return day


_MONTH_LEAD = pattern(
    rf"(?:hoàn thành|hoàn tất|xong|chậm nhất|muộn nhất|thời hạn|trước|báo cáo|{_SUBMIT}|gửi|bàn giao|ban hành|phê duyệt|công bố)"
    r"(?:[^.;:]{0,60}?\b|\s*:\s*)(?:trong|vào|đến|hết|(?<!tháng )cuối|trước)\s+(?:hết\s+|cuối\s+)?$"
    r"|(?:thời gian|thời hạn)\s+(?:hoàn thành|trình)\s*:\s*(?:trong|vào|hết)?\s*$"
)
_START_OF_MONTH = pattern(r"trước\s+$")


def _periods(text: str, issued_on: date | None, days: Sequence[Mention]) -> Iterator[Term]:
    """hoàn thành trong tháng 9/2021, chậm nhất trong quý IV/2021: by the last day; trước tháng 9: by the day before it begins.

    The words that make it a deadline stand behind any of `days`, which has its own.
    """
    mentions = [*find_periods(text), *find_bare_months(text), *find_years(text)]
    for mention in mentions:
        if any(other is not mention and other.start <= mention.start < other.end for other in mentions):
            continue
        behind = max((day.end for day in days if day.end <= mention.start), default=0)
        lead = _MONTH_LEAD.search(text, max(behind, mention.start - 90), mention.start)
        if lead is None or _RECURRING.match(text, mention.end):
            continue
        day = _on_or_after(mention, issued_on)
        if day is not None and _START_OF_MONTH.search(text, max(0, mention.start - 8), mention.start):
            day = _before(day, _MONTHS[text[mention.start : mention.start + 2]])
        if day is not None:
            yield Term(lead.start(), mention.end, day, relative=False, rule="deadline.period")
    for start, end, day in find_parts(text, issued_on):
        yield Term(start, end, day, relative=False, rule="deadline.period")


_MONTHS = {"th": 1, "qu": 3, "na": 12}
"""Months of what is named: tháng, quý, năm."""


def _before(last: date, months: int) -> date | None:
    """The day before a period of so many months whose last day is `last`."""
    month = last.month - 1 - months
    return last_of_month(last.year + month // 12, month % 12 + 1)


def _relative(text: str, issued_on: date | None) -> Iterator[Term]:
    """Trong 05 ngày kể từ ngày ký: counted from the letter's own date."""
    if issued_on is None:
        return
    for match in _RELATIVE.finditer(text):
        if _OTHER_BASE.search(match["base"]):
            continue
        named = find_dates(f"ngay {match['base']}")[:1]
        base = named[0].resolve(issued_on.year) if named else issued_on
        day = None if base is None else _after(base, int(match["n"]), match["unit"])
        if day is not None:
            yield Term(match.start(), match.end("base"), day, relative=True, rule="deadline.relative")
    yield from _from_today(text, issued_on)


def _from_today(text: str, issued_on: date) -> Iterator[Term]:
    """Terms that say no day from which they run: báo cáo trong 05 ngày làm việc, gửi trước 15 giờ hôm nay."""
    for match in _ASKED_WITHIN.finditer(text):
        day = _after(issued_on, int(match["n"]), match["unit"])
        if day is not None and _TO_FINISH.search(text, match.start(), match.start("term")):
            yield Term(match.start("term"), match.end("term"), day, relative=True, rule="deadline.relative")
    for start, end, today in find_today(text, issued_on):
        if _TO_FINISH.search(_clause_before(text, start)):
            yield Term(start, end, today, relative=True, rule="deadline.relative")


def _after(base: date, count: int, unit: str) -> date | None:
    if unit == "ngay lam viec":
        return add_working_days(base, count)
    if unit == "thang":
        month = base.month - 1 + count
        last = last_of_month(base.year + month // 12, month % 12 + 1)
        return last if last is None or last.day < base.day else last.replace(day=base.day)
    return base + timedelta(hours=count) if unit == "gio" and count < 24 else base + timedelta(days=_DAYS[unit] * count)


_DAYS = {"gio": 1 / 24, "ngay": 1, "tuan": 7}

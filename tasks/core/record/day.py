"""One day of the office (tổng hợp trong ngày): how many letters came, what became of them, what is due. Pure."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas.record import HeldRecord, Record
from tasks.core.record.portrait import escape
from tasks.core.record.title import title

OVERDUE_DAYS = 30
"""Deadlines that passed longer ago are history: nobody tells this system that a task was done."""

SOON_DAYS = 3
"""Deadlines of today and of so many days after it are near."""

_MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline of one letter, and how many of its recipients have it."""

    deadline: dt.date
    letter: str
    recipients: tuple[str, ...]


@dataclass(slots=True)
class Day:
    """Sums of the letters that were received on `day`; deadlines of all letters, as seen on `today`."""

    day: dt.date
    today: dt.date
    zone: dt.tzinfo
    states: Counter[str] = field(default_factory=Counter)
    straight: int = 0
    by_person: int = 0
    waiting: int = 0
    asked: int = 0
    pages: int = 0
    seconds: float = 0.0
    due: list[Due] = field(default_factory=list)

    def add(self, record: Record | HeldRecord) -> None:
        """Count one letter."""
        if isinstance(record, HeldRecord):
            self.states["held"] += self._came(record.held_at)
            return
        self.waiting += record.status == "review"
        self.asked += bool(record.review.afterwards)
        self._add_deadlines(record)
        if not self._came(record.source.received_at):
            return
        self.states[record.status] += 1
        decided = any(revision.by != "reprocess_letters" for revision in record.revisions)
        self.by_person += decided
        self.straight += record.status == "delivered" and not decided
        self.pages += len(record.pages)
        self.seconds += sum(step.seconds for step in record.provenance.steps) if record.provenance else 0.0
        self.seconds += sum(float(page.steps.get("seconds", 0.0)) for page in record.pages)

    def _came(self, at: str) -> bool:
        return dt.datetime.fromisoformat(at).astimezone(self.zone).date() == self.day

    def _add_deadlines(self, record: Record) -> None:
        by_day: dict[dt.date, list[str]] = {}
        for one in record.routing.deliveries:
            if one.deadline and one.delivered_at:
                by_day.setdefault(dt.date.fromisoformat(one.deadline), []).append(one.name)
        first, last = self.today - dt.timedelta(OVERDUE_DAYS), self.today + dt.timedelta(SOON_DAYS)
        self.due += [Due(day, title(record), tuple(names)) for day, names in by_day.items() if first <= day <= last]

    @property
    def overdue(self) -> list[Due]:
        """Deadlines that passed in the last `OVERDUE_DAYS` days, the latest first."""
        return sorted((one for one in self.due if one.deadline < self.today), key=lambda one: one.deadline, reverse=True)

    @property
    def near(self) -> list[Due]:
        """Deadlines of today and the next days, the first first."""
        return sorted((one for one in self.due if one.deadline >= self.today), key=lambda one: one.deadline)


def day_table(day: Day) -> str:
    """Markdown of a day's sums and of the deadlines."""
    letters = day.states.total()
    share = f" ({day.straight / letters:.0%})" if letters else ""
    rows = [
        ("Văn bản đến / letters", str(letters)),
        ("Đi thẳng / straight through", f"{day.straight}{share}"),
        ("Qua người duyệt / decided by a person", str(day.by_person)),
        ("Đang chờ xem / in review", f"{day.states['review']} (mọi ngày / of all days: {day.waiting})"),
        ("Hỏi sau khi gửi / asked afterwards", f"mọi ngày / of all days: {day.asked}"),
        ("Cách ly / quarantined", str(day.states["quarantined"])),
        ("Giữ lại vì dấu mật / held", str(day.states["held"])),
        ("Quá hạn / overdue deadlines", f"{len(day.overdue)} ({OVERDUE_DAYS} ngày qua / days)"),
        ("Sắp đến hạn / due soon", f"{len(day.near)} ({SOON_DAYS} ngày tới / days)"),
        ("Trang / pages", str(day.pages)),
        ("Giây mỗi trang / seconds a page", f"{day.seconds / day.pages:.1f}" if day.pages else "—"),
    ]
    head = f"# {day.day:%d/%m/%Y}\n\n| | |\n| --- | --- |\n"
    return head + "\n".join(f"| {name} | {value} |" for name, value in rows) + _both_deadlines(day)


def deadline_table(day: Day) -> str:
    """Markdown of the deadlines alone."""
    return f"# Hạn xử lý / Deadlines · {day.today:%d/%m/%Y}" + (_both_deadlines(day) or "\n\nKhông có / none")


def _both_deadlines(day: Day) -> str:
    near = _deadlines("## Sắp đến hạn / Due soon", day.near)
    return near + _deadlines("## Quá hạn / Overdue", day.overdue)


def _deadlines(heading: str, due: Sequence[Due]) -> str:
    if not due:
        return ""
    rows = [f"| {one.deadline:%d/%m/%Y} | {escape(one.letter)} | {_names(one.recipients)} |" for one in due[:_MOST_ROWS]]
    more = f"\n\n… và {len(due) - _MOST_ROWS} nữa / more" if len(due) > _MOST_ROWS else ""
    return (
        f"\n\n{heading}\n\n| Hạn / deadline | Văn bản / letter | Nơi thực hiện / who |\n| --- | --- | --- |\n"
        + "\n".join(rows)
        + more
    )


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(escape(name) for name in names[:3])
    return f"{shown} + {len(names) - 3}" if len(names) > 3 else shown

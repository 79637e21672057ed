"""The day's sums and what is due, from records alone."""

import datetime as dt
import re

import pytest

from schemas.errors import Rejected
from schemas.page import Page
from schemas.record import HeldRecord, Provenance, Record, Revision, Step
from tasks.core.record.build import page_record, rejected_record
from tasks.core.record.day import Day, day_table, deadline_table
from tests import records

VIETNAM = dt.timezone(dt.timedelta(hours=7))
TODAY = dt.date(2021, 9, 6)


def day(today: dt.date = TODAY) -> Day:
    return Day(TODAY, today, VIETNAM)


def letter(
    *, status: str = "delivered", deadline: str | None = None, at: str = "2021-09-05T18:30:00+00:00", by: str = ""
) -> Record:
    sent = records.delivery(1, delivered_at="2021-09-06T01:00:00+00:00").model_copy(update={"deadline": deadline})
    record = records.record([sent], status=status)
    page = page_record(Page(number=1, kind="scan", steps={"seconds": 2.5}))
    revisions = (Revision(number=2, at=at, by=by, reason="review"),) if by else ()
    provenance = Provenance(
        pipeline_version="1", engine="e", languages="vie", registry_version="r", steps=(Step(name="clean", seconds=0.5),)
    )
    return record.model_copy(
        update={
            "source": record.source.model_copy(update={"received_at": at}),
            "pages": (page, page),
            "provenance": provenance,
            "revisions": revisions,
        }
    )


def test_a_letter_counts_on_the_day_that_it_was_in_vietnam():
    found = day()
    found.add(letter(at="2021-09-05T16:59:59+00:00"))
    assert found.states.total() == 0
    found.add(letter(at="2021-09-05T17:00:00+00:00"))
    assert found.states.total() == 1


def test_every_letter_is_straight_or_by_a_person_or_waits_or_is_refused_or_held():
    found = day()
    for one in (
        letter(),
        letter(by="Nguyễn Thị Thử"),
        letter(by="reprocess_letters"),
        letter(status="review"),
        rejected_record(source=letter().source, rejection=Rejected("file.empty").rejection),
        HeldRecord(letter_id="held:0", page_count=1, held_at="2021-09-06T00:00:00+00:00"),
    ):
        found.add(one)
    assert (found.straight, found.by_person, found.waiting) == (2, 1, 1)
    assert dict(found.states) == {"delivered": 3, "review": 1, "quarantined": 1, "held": 1}


def test_a_letter_of_an_earlier_day_still_waits():
    found = day()
    found.add(letter(status="review", at="2021-08-01T00:00:00+00:00"))
    assert (found.states.total(), found.waiting) == (0, 1)
    assert "0 (mọi ngày / of all days: 1)" in day_table(found)


def test_seconds_a_page_are_those_of_reading_and_of_understanding():
    found = day()
    found.add(letter())
    assert found.seconds / found.pages == pytest.approx((2 * 2.5 + 0.5) / 2)


@pytest.mark.parametrize(
    ("deadline", "overdue", "near"),
    [("2021-09-06", 0, 1), ("2021-09-09", 0, 1), ("2021-09-10", 0, 0), ("2021-09-05", 1, 0), ("2021-08-06", 0, 0), (None, 0, 0)],
)
def test_deadlines_are_near_or_overdue_or_of_no_interest(deadline: str | None, overdue: int, near: int):
    found = day()
    found.add(letter(deadline=deadline))
    assert (len(found.overdue), len(found.near)) == (overdue, near)


def test_the_tables_show_names_and_do_nothing_else():
    record = letter(deadline="2021-09-07")
    bad = record.documents[0].model_copy(update={"number": records.found("1|2/[x](http://evil)")})
    found = day()
    found.add(record.model_copy(update={"documents": (bad,)}))
    for table in (day_table(found), deadline_table(found)):
        assert "07/09/2021" in table
        assert not re.search(r"(?<!\\)[\[\]]|\d\|\d", table)


def test_a_day_without_letters_says_so():
    assert "| Giây mỗi trang / seconds a page | — |" in day_table(day())
    assert "Không có / none" in deadline_table(day())

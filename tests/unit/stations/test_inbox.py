"""Which scans are taken from the inbox, and in which order."""

import tracemalloc
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest

from schemas.arrival import Arrival
from tasks.adapters.memory_store import MemoryStore
from tasks.stations.inbox import AGED, EMPTY_PATIENCE, Inbox, find_arrival, forget, is_temporary, pressing, remember, still_there


def looked(store: MemoryStore, *, room: int = 10, ahead: timedelta = timedelta()) -> Inbox:
    inbox = Inbox(store, lambda: datetime.now(UTC) + ahead)
    inbox.look(room, lambda _: False)
    return inbox


def keys(inbox: Inbox, room: int = 10) -> list[str]:
    return [arrival.key for arrival in inbox.look(room, lambda _: False).ripe]


def test_a_scan_is_taken_only_after_it_stood_still_between_two_looks():
    store = MemoryStore("b")
    inbox = Inbox(store, lambda: datetime.now(UTC))
    store.put("inbox/a.pdf", b"x")
    assert keys(inbox) == []
    assert keys(inbox) == ["inbox/a.pdf"]


def test_a_scan_that_nobody_changed_for_long_is_taken_at_first_sight():
    store = MemoryStore("b")
    store.put("inbox/a.pdf", b"x")
    assert keys(Inbox(store, lambda: datetime.now(UTC) + AGED)) == ["inbox/a.pdf"]
    look = Inbox(store, lambda: datetime.now(UTC) + AGED / 2).look(10, lambda _: False)
    assert (look.ripe, look.waiting, look.unripe) == ((), 1, 1)


def test_a_scan_that_grew_between_two_looks_waits():
    store = MemoryStore("b")
    store.put("inbox/a.pdf", b"x")
    inbox = looked(store)
    store.put("inbox/a.pdf", b"xy")
    assert keys(inbox) == []
    assert keys(inbox) == ["inbox/a.pdf"]


def test_an_empty_scan_is_left_alone_for_a_while_and_then_taken():
    store = MemoryStore("b")
    store.put("inbox/a.pdf", b"")
    look = looked(store).look(10, lambda _: False)
    assert (look.ripe, look.left_alone) == ((), 1)
    assert keys(looked(store, ahead=EMPTY_PATIENCE)) == ["inbox/a.pdf"]


@pytest.mark.parametrize(
    "name",
    [".a.pdf", "~$a.pdf", "a.pdf.part", "a.pdf.filepart", "A.TMP", "a.crdownload", "sub/.x", "Thumbs.db", "a~", "sub/"],
)
def test_names_of_unfinished_files_are_temporary(name: str):
    assert is_temporary(f"inbox/{name}")


@pytest.mark.parametrize("name", ["a.pdf", "part.pdf", "8604_VP-KGVX.TIF", "văn bản đến.pdf", "khan/a.pdf", "a.b.pdf", "no-ending"])
def test_names_of_scans_are_not_temporary(name: str):
    assert not is_temporary(f"inbox/{name}")


def at(key: str, minute: int) -> Arrival:
    return Arrival(bucket="b", key=key, size=1, modified=datetime(2022, 5, 12, 8, minute, tzinfo=UTC))


def test_the_most_urgent_go_first_then_the_oldest():
    late, early, urgent = at("inbox/a.pdf", 30), at("inbox/b.pdf", 10), at("inbox/khan/c.pdf", 58)
    most = at("inbox/đến/Hỏa tốc/d.pdf", 59)
    assert sorted([late, early, urgent, most], key=pressing) == [most, urgent, early, late]


@pytest.mark.parametrize(
    ("name", "rank"),
    [
        ("hoa_toc/a.pdf", 0),
        ("2022/HOẢ TỐC/a.pdf", 0),
        ("Hỏa tốc - 123.pdf", 0),
        ("thuong-khan/a.pdf", 1),
        ("[KHẨN] a.pdf", 2),
        ("khan_8604.pdf", 2),
        ("urgent/a.pdf", 2),
        ("khangia.pdf", 3),
        ("khán giả.pdf", 3),
        ("a khan.pdf", 3),
        ("hoa/toc.pdf", 3),
    ],
)
def test_folders_and_beginnings_of_names_tell_how_urgent_a_scan_is(name: str, rank: int):
    assert at(f"inbox/{name}", 0).urgency == rank
    assert at(f"inbox/{unicodedata.normalize('NFD', name)}", 0).urgency == rank
    assert at(f"inbox/{name}", 0).urgent is (rank < 3)


def test_two_looks_in_quick_succession_are_not_enough():
    store, clock = MemoryStore("b"), [datetime.now(UTC)]
    inbox = Inbox(store, lambda: clock[0], quiet=timedelta(seconds=1))
    store.put("inbox/a.pdf", b"x")
    assert [keys(inbox), keys(inbox)] == [[], []]
    clock[0] += timedelta(seconds=1)
    assert keys(inbox) == ["inbox/a.pdf"]


def test_what_the_store_told_of_is_taken_at_first_sight_but_no_temporary_name():
    store = MemoryStore("b")
    for key in ("inbox/a.pdf", "inbox/b.pdf", "inbox/c.pdf.part"):
        store.put(key, b"x")
    inbox = Inbox(store, lambda: datetime.now(UTC))
    look = inbox.look(10, lambda _: False, told={"inbox/a.pdf", "inbox/c.pdf.part", "inbox/gone.pdf"})
    assert [one.key for one in look.ripe] == ["inbox/a.pdf"]


def test_a_backlog_of_ten_thousand_starts_at_the_second_look_in_order_and_takes_little_memory():
    store = MemoryStore("b")
    for number in range(10_000):
        store.put(f"inbox/{'khan/' if number % 1000 == 999 else ''}{number:05}.pdf", b"x")
    inbox = looked(store)
    tracemalloc.start()
    look = inbox.look(64, lambda _: False)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (len(look.ripe), look.waiting) == (64, 10_000)
    assert [one.urgent for one in look.ripe] == [True] * 10 + [False] * 54
    assert [one.modified for one in look.ripe[10:]] == sorted(one.modified for one in look.ripe[10:])
    assert kept < 3_000_000


def test_no_more_are_given_than_there_is_room_for_and_all_are_counted():
    store = MemoryStore("b")
    for number in range(20):
        store.put(f"inbox/{number}.pdf", b"x")
    look = looked(store).look(3, lambda _: False)
    assert (len(look.ripe), look.waiting) == (3, 20)


def test_those_in_hand_are_skipped():
    store = MemoryStore("b")
    store.put("inbox/a.pdf", b"x")
    assert looked(store).look(10, lambda _: True).ripe == ()


def test_still_there_sees_that_a_scan_was_written_over_or_taken():
    store = MemoryStore("b")
    store.put("inbox/a.pdf", b"x")
    (arrival,) = looked(store).look(1, lambda _: False).ripe
    assert still_there(store, arrival)
    store.put("inbox/a.pdf", b"other")
    assert not still_there(store, arrival)
    store.delete("inbox/a.pdf")
    assert not still_there(store, arrival)


def test_a_longer_name_beside_it_is_not_the_scan():
    store = MemoryStore("b")
    store.put("inbox/a.pdf", b"x")
    (arrival,) = looked(store).look(1, lambda _: False).ripe
    store.delete("inbox/a.pdf")
    store.put("inbox/a.pdf2", b"x")
    assert not still_there(store, arrival)


def test_a_ticket_finds_its_scan_and_no_other_and_tells_no_name():
    store = MemoryStore("b")
    store.put("inbox/fade.pdf", b"a")
    store.put("inbox/other.pdf", b"b")
    first, second = looked(store).look(2, lambda _: False).ripe
    assert (find_arrival(store, first.ticket), find_arrival(store, second.ticket)) == (first, second)
    assert len(first.ticket) == 64
    assert set(first.ticket) <= set("0123456789abcdef")
    store.put(first.key, b"other bytes")
    assert find_arrival(store, first.ticket) is None


def test_a_scan_in_hand_is_found_without_a_listing_until_it_is_let_go():
    store = MemoryStore("b")
    store.put("inbox/a.pdf", b"a")
    (known,) = looked(store).look(1, lambda _: False).ripe
    remember(known)
    store.delete("inbox/a.pdf")
    assert find_arrival(store, known.ticket) == known
    forget(known)
    assert find_arrival(store, known.ticket) is None

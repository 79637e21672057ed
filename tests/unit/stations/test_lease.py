"""Who lives, who is dead, whose turn it is to mend."""

from collections import Counter
from datetime import timedelta

from tasks.adapters.memory_store import MemoryStore
from tasks.stations.lease import Lease, Watchers, drop, look_at_watchers, own_lease, renew

LONG = timedelta(hours=1)


def test_a_watcher_that_wrote_its_lease_lives():
    store, lease = MemoryStore("b"), own_lease("w")
    renew(store, lease.model_copy(update={"runs": ("r1", "r2")}))
    watchers = look_at_watchers(store, age=LONG)
    assert watchers.runs_of_living() == {"r1", "r2"}
    assert watchers.mends(lease.watcher)


def test_a_watcher_of_this_machine_whose_process_is_gone_is_dead_at_once():
    store, lease = MemoryStore("b"), own_lease("w")
    renew(store, lease)
    renew(store, lease.model_copy(update={"watcher": "gone", "started": "1", "runs": ("r9",)}))
    watchers = look_at_watchers(store, age=LONG)
    assert [one.watcher for one in watchers.dead] == ["gone"]
    assert watchers.runs_of_dead() == {"r9"}


def test_a_watcher_of_another_machine_is_dead_when_its_lease_is_old():
    store, lease = MemoryStore("b"), own_lease("w")
    renew(store, lease.model_copy(update={"watcher": "far", "host": "elsewhere"}))
    assert [one.watcher for one in look_at_watchers(store, age=LONG).living] == ["far"]
    renew(store, lease)
    assert [one.watcher for one in look_at_watchers(store, age=timedelta(0)).dead] == ["far"]


def test_only_the_first_by_name_mends():
    store, lease = MemoryStore("b"), own_lease("w")
    for name in ("w2", "w1"):
        renew(store, lease.model_copy(update={"watcher": name}))
    watchers = look_at_watchers(store, age=LONG)
    assert watchers.mends("w1")
    assert not watchers.mends("w2")


def test_a_dropped_lease_is_gone_and_fields_of_newer_versions_are_no_trouble():
    store, lease = MemoryStore("b"), own_lease("w")
    store.put(
        "watchers/new.json",
        Lease.model_validate(lease.model_dump() | {"watcher": "new"}).model_dump_json()[:-1].encode() + b',"x":1}',
    )
    assert [one.watcher for one in look_at_watchers(store, age=LONG).living] == ["new"]
    drop(store, lease.model_copy(update={"watcher": "new"}))
    assert look_at_watchers(store, age=LONG).living == ()


def test_a_lease_that_is_just_being_written_is_counted_so_that_nobody_mends_what_it_holds():
    store, lease = MemoryStore("b"), own_lease("w")
    renew(store, lease)
    store.put("watchers/half.json", b'{"watcher": "ha')
    watchers = look_at_watchers(store, age=LONG)
    assert ([one.watcher for one in watchers.living], watchers.unread) == ([lease.watcher], 1)
    assert look_at_watchers(store, age=timedelta(days=-1)).unread == 0  # so old that it holds nothing any more


def test_scans_fall_to_all_watchers_and_each_to_one():
    store, lease = MemoryStore("b"), own_lease("w")
    for name in ("w1", "w2", "w3"):
        renew(store, lease.model_copy(update={"watcher": name}))
    watchers = look_at_watchers(store, age=LONG)
    chosen = Counter(watchers.falls_to(f"{number:064x}") for number in range(300))
    assert set(chosen) == {"w1", "w2", "w3"}
    assert min(chosen.values()) > 50
    assert Watchers((), ()).falls_to("0") is None

"""Threads that share a registry ask it one after the other: it reads names when they are first needed."""

from collections.abc import Callable, Iterable
from threading import Thread

import pytest

from tasks.core.registry.registry import Registry
from tasks.stations.routing import load_registry

QUESTIONS: list[Callable[[Registry], object]] = [
    lambda registry: registry.best("Sở Mây Gió", near="kien-giang/ubnd"),
    lambda registry: registry.match("Sở Mây Gió", near="kien-giang/ubnd"),
    lambda registry: registry.suggest("Sở Mây Gió", near="kien-giang/ubnd"),
    lambda registry: registry.nearly("Sở Mây Gió", near="kien-giang/ubnd"),
    lambda registry: registry.abbreviates("QXZ", near="kien-giang/ubnd"),
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_other_thread_asks_while_names_are_read(question: Callable[[Registry], object], monkeypatch: pytest.MonkeyPatch) -> None:
    registry = load_registry()
    free: list[bool] = []

    def prepare(*_: str | Iterable[str]) -> None:
        other = Thread(target=lambda: free.append(registry.lock.acquire(blocking=False)))
        other.start()
        other.join()

    monkeypatch.setattr(registry.index, "prepare", prepare)
    question(registry)
    assert free
    assert not any(free)

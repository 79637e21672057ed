"""A letter under which the process died too often is refused, whatever it is that kills it."""

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from schemas.errors import Rejected
from tasks.engine import tell


def in_a_run(monkeypatch: pytest.MonkeyPatch, *, attempts: int, died: int) -> None:
    run = SimpleNamespace(id=uuid4(), run_count=attempts)
    context: Any = SimpleNamespace(get=lambda: SimpleNamespace(flow_run=run))
    monkeypatch.setattr(tell, "FlowRunContext", context)
    monkeypatch.setattr(tell.runs, "crashes", lambda _: died)  # type: ignore[attr-defined]


def test_after_three_crashes_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    in_a_run(monkeypatch, attempts=4, died=3)
    with pytest.raises(Rejected) as caught:
        tell.refuse_if_it_keeps_crashing()
    assert caught.value.code == "letter.crashed_repeatedly"


@pytest.mark.parametrize(("attempts", "died"), [(1, 0), (3, 2), (4, 2), (40, 0)])
def test_retries_for_other_reasons_do_not_count(monkeypatch: pytest.MonkeyPatch, attempts: int, died: int) -> None:
    in_a_run(monkeypatch, attempts=attempts, died=died)
    tell.refuse_if_it_keeps_crashing()

"""A text of no usual size: bounded before it is taken in, and understood where it holds up no other letter."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schemas.errors import Rejected
from schemas.record import Record, Source
from schemas.settings import settings
from tasks.adapters.sandbox import stop_sandbox
from tasks.core.vietnamese.text import text_page
from tasks.stations import letter, page_job
from tests.e2e.letters import letter as text_letter

SOURCE = Source(size=1, media_type="text/plain", received_at="2022-05-12T08:00:00+07:00", sha256="0" * 64)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CONGVAN_HOME", str(tmp_path / "home"))
    settings.cache_clear()
    stop_sandbox()  # one that another test started knows that test's home
    yield
    settings.cache_clear()
    stop_sandbox()


def understood(text: str) -> Record:
    return letter.understand_pages([text_page(text)], SOURCE, letter.Stopwatch(), status="read")


@pytest.mark.parametrize(
    ("more", "outsized"),
    [("", False), ("a" * 900, False), ("." * 1100, True), ("Giao Sở Nội vụ báo cáo.\n" * 2000, True)],
)
def test_only_what_no_usual_letter_has_goes_to_a_child(more: str, *, outsized: bool) -> None:
    assert letter._is_outsized([text_page(text_letter(7) + more)]) is outsized


def test_a_child_understands_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_letter(7).replace("Thực hiện", "Thực hiện các nhiệm vụ được giao, " * 40 + "thực hiện")
    limited = understood(text)
    monkeypatch.setattr(letter, "MOST_LINE", len(text))
    assert limited.model_copy(update={"provenance": None}) == understood(text).model_copy(update={"provenance": None})
    assert [step.name for step in limited.provenance.steps] == ["clean", "understand", "route"]  # type: ignore[union-attr]


def test_a_child_knows_what_the_office_taught(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}

    def run(_: str, argument: dict[str, Any], **more: Any) -> dict[str, Any]:
        seen.update(more)
        return letter.understand_job(argument)

    monkeypatch.setattr(letter, "run_limited", run)
    understood(text_letter(7) + "." * 1100)
    assert set(seen["reads"]) == {settings().learnt_registry, settings().learnt_words}


def test_dots_without_end_cost_one_letter_its_time_and_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONGVAN_PAGE_SECONDS", "3")
    settings.cache_clear()
    with pytest.raises(Rejected) as refusal:
        understood(text_letter(7) + "." * 300_000)
    assert refusal.value.code == "read.timeout"


@pytest.mark.parametrize("body", [b"a" * 300_001, b"a\n" * 6_001, b"a\r" * 6_001])
def test_more_text_than_the_most_pages_hold_is_refused(body: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"{hashlib.sha256(body).hexdigest()}.txt"
    path.write_bytes(body)
    with pytest.raises(Rejected) as refusal:
        page_job.inspect({"path": str(path), "max_pages": 30, "max_pixels": 1})
    assert refusal.value.code == "file.too_large"
    path.write_bytes(body[: 60_000 if body[1:2] == b"a" else 6_000])
    assert page_job.inspect({"path": str(path), "max_pages": 30, "max_pixels": 1})["pages"] == 1

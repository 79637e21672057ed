"""A watcher that is started alone says what is wrong with its settings."""

from collections.abc import Iterator

import pytest

from infra.stack.watcher import main
from schemas.settings import settings


@pytest.fixture(autouse=True)
def _read_anew() -> Iterator[None]:
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_a_wrong_setting_ends_a_watcher_with_one_line_that_does_not_repeat_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CONGVAN_MAX_PAGES", "hunter2")
    assert main("alone") == 2
    said = capsys.readouterr().err
    assert "CONGVAN_MAX_PAGES" in said
    assert "hunter2" not in said
    assert said.count("\n") == 1

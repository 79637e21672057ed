"""Letters that come together load registry and word lists once, and wait for them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from schemas.letter import Understanding
from tasks.stations import letter


@pytest.fixture(autouse=True)
def _loaded_anew() -> Iterator[None]:
    letter._load.cache_clear()
    yield
    letter._load.cache_clear()


def test_letters_that_come_together_load_once(monkeypatch: pytest.MonkeyPatch):
    loaded: list[object] = []

    def understand(_pages: object, registry: object) -> Understanding:
        loaded.append(registry)
        return Understanding()

    monkeypatch.setattr(letter, "understand", understand)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: letter.load_once(), range(8)))
    assert len(loaded) == 1

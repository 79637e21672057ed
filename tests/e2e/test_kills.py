"""A piece of the long run of kills (tests/fault/kills.py): few enough for the suite, with every kind of letter and of process."""

import random
from itertools import count

import pytest

from tests.e2e.conftest import LocalStack
from tests.fault.kills import Killing

pytestmark = [pytest.mark.e2e, pytest.mark.servers, pytest.mark.prefect, pytest.mark.tesseract]

KILLS = 8


def test_killed_at_random_moments_nothing_is_lost_and_nothing_comes_twice(local: LocalStack):
    killing = Killing(local, random.Random(8), count(50_000))  # noqa: S311 - chance, not a secret
    killing.go_on(KILLS)
    assert killing.killed.total() == KILLS
    assert len(killing.dropped) >= 5

from collections.abc import Callable

import numpy as np
import pytest

from tasks.adapters.page_looks import Look
from tasks.core.scan.stamps.secrecy import DPI, Candidate
from tasks.stations import secrecy_job
from tasks.stations.secrecy_job import DOUBT_FADED, ROOMLESS, Place, collect_places
from tasks.stations.secrecy_press import Pressed

IN_HEAD = Candidate(0.9, 0, 0.3, 0.25)
ROOMLESS_PAGE, URGENT_PAGE = Pressed(held=False, roomless=frozenset({0})), Pressed(held=False, urgent=frozenset({0}))

Doubted = Callable[..., list[Place]]


@pytest.fixture
def doubted(monkeypatch: pytest.MonkeyPatch) -> Doubted:
    """What is cut out to be read of a white page with one place that both nets suppose a stamp at, and whose words fit."""

    def places(pressed: Pressed, score: float, said: str = "likely") -> list[Place]:
        monkeypatch.setattr(secrecy_job, "look_for_press", lambda *_args, **_more: pressed)
        monkeypatch.setattr(secrecy_job, "find_candidates", lambda *_args, **_more: [IN_HEAD])
        monkeypatch.setattr(secrecy_job, "look_close", lambda *_args: score)
        monkeypatch.setattr(secrecy_job, "shows_other", lambda *_args: False)
        monkeypatch.setattr(secrecy_job, "fit_words", lambda *_args: None)
        monkeypatch.setattr(secrecy_job, "says", lambda *_args: said)
        found: list[Place] = []
        assert not collect_places(0, Look(drawn(DPI), "", drawn), found, [])
        return found

    return places


def drawn(dpi: int) -> np.ndarray:
    """A white page at so many dots an inch."""
    return np.full((round(11.7 * dpi), round(8.27 * dpi), 3), 255, np.uint8)


def test_where_a_faded_page_has_no_room_the_second_net_must_be_surer(doubted: Doubted):
    assert [place.slight for place in doubted(ROOMLESS_PAGE, ROOMLESS - 0.01)] == [True]
    assert [place.slight for place in doubted(ROOMLESS_PAGE, ROOMLESS)] == [False]
    assert [place.slight for place in doubted(Pressed(held=False), DOUBT_FADED)] == [False]


def test_where_an_urgency_stamp_stands_in_the_room_only_a_stamp_that_is_read_holds(doubted: Doubted):
    assert [place.slight for place in doubted(URGENT_PAGE, 0.96)] == [True]


def test_what_room_says_of_another_quarter_turn_counts_nothing(doubted: Doubted):
    turned = Pressed(held=False, urgent=frozenset({2}), roomless=frozenset({2}))
    assert [place.slight for place in doubted(turned, DOUBT_FADED)] == [False]


def test_a_place_of_another_stamps_words_is_not_read(doubted: Doubted):
    assert doubted(Pressed(held=False), 0.96, "other") == []


def test_without_a_stamps_words_a_place_is_read_but_must_read_as_one(doubted: Doubted):
    assert [place.slight for place in doubted(Pressed(held=False), DOUBT_FADED, "doubt")] == [True]
    assert [place.slight for place in doubted(Pressed(held=False), DOUBT_FADED - 0.01, "doubt")] == [True]  # the first net is sure

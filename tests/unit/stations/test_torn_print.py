"""Torn strokes are joined: on print that is drawn and torn here, with seeds that the net was not taught on."""

import numpy as np
import pytest

from infra.training.torn_print import SIZE, pair
from schemas.page import Zone
from tasks.core.scan.sheet.strengthen import thicker
from tasks.core.scan.words.compose import Part, Stack
from tasks.core.scan.words.second_look import Cut
from tasks.stations.torn_print import joined, rows_whole, whole

TORN = 0.02
"""Share of a piece's brightness that has to be lost before it counts as torn."""


def torn_pieces(wanted: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Pieces of which strokes are gone, as a scan has them and whole, 0 to 255."""
    found = []
    for seed in range(1, 200):
        torn, right = ((side * 255).astype(np.uint8) for side in pair(seed))
        if torn.mean() - right.mean() > TORN * 255:
            found.append((torn, right))
        if len(found) == wanted:
            return found
    raise AssertionError("no seed tears")


def off(picture: np.ndarray, right: np.ndarray) -> float:
    return float(np.abs(picture.astype(float) - right).mean())


def test_joined_print_is_nearer_to_the_whole_than_torn_or_thicker_strokes_are():
    pieces = torn_pieces(8)
    mine, torn, thick = (sum(off(way(given), right) for given, right in pieces) for way in (joined, lambda given: given, thicker))
    assert mine < 0.75 * torn
    assert mine < 0.75 * thick


@pytest.mark.parametrize("size", [(1, 1), (7, 13), (100, 33), (801, 64)])
def test_blank_paper_of_any_size_stays_blank(size: tuple[int, int]):
    out = joined(np.full(size, 255, np.uint8))
    assert out.shape == size
    assert out.min() > 245


def test_a_high_picture_that_goes_through_in_strips_has_no_seams():
    piece = torn_pieces(1)[0][0]
    high = np.vstack([piece] * 4)
    assert off(joined(high)[300:480], joined(high[200:560])[100:280]) < 1


def test_specks_go():
    page = np.full((80, 80), 255, np.uint8)
    page[20, 20] = page[50:52, 60] = 0
    assert joined(page).min() > 128


def test_of_a_stack_the_form_is_joined_and_the_body_thicker():
    piece = torn_pieces(1)[0][0]
    high, wide = SIZE
    parts = tuple(
        Part(zone, 0, number * high, wide, (number + 1) * high, at=(0, number * high))
        for number, zone in enumerate((Zone.HEAD_LEFT, Zone.BODY))
    )
    out = whole(Stack(np.vstack([piece, piece]), parts), 200)
    assert np.array_equal(out[:high], joined(piece))
    assert np.array_equal(out[high + 1 :], thicker(piece)[1:])


def test_of_a_page_only_the_rows_that_are_read_again_are_joined():
    piece = torn_pieces(1)[0][0]
    cut = Cut(Zone.FOOT_LEFT, 30, 40, 200, 90, (40, 90))
    out = rows_whole(piece, [cut], 200)
    same = np.ones(piece.shape, bool)
    same[40:90, 30:200] = False
    assert np.array_equal(out[same], thicker(piece)[same])
    assert off(out[40:90, 30:200], joined(piece)[40:90, 30:200]) < 4


def test_print_of_another_size_than_the_net_knows_is_only_thicker():
    piece = torn_pieces(1)[0][0]
    part = Part(Zone.HEAD_LEFT, 0, 0, piece.shape[1], piece.shape[0])
    assert np.array_equal(whole(Stack(piece, (part,)), 150), thicker(piece))
    assert np.array_equal(rows_whole(piece, [Cut(Zone.FOOT_LEFT, 30, 40, 200, 90, (40, 90))], 300), thicker(piece))

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from infra.training.stamp_fits import FACES, draw_word, draw_words
from infra.training.stamp_words import SECRECY
from tasks.core.scan.stamps.secrecy import Candidate
from tasks.core.scan.stamps.secrecy_fit import ROUND, Kernels, fit_words, round_of, says, sized
from tasks.stations.stamp_weights import net, stamp_words

URGENCY = ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")


@pytest.fixture(scope="module")
def kernels() -> Kernels:
    return sized({name.removeprefix("word_"): (word / 255).astype(np.float32) for name, word in draw_words().items()})


def faded(word: str, *, left: float, seed: int, angle: float = 0, face: str = "serif") -> NDArray[np.uint8]:
    """A framed stamp in black and white of which a share of the dots is left, in patches (ink, as `round_of` gives it)."""
    gen = np.random.default_rng(seed)
    letters = cv2.erode(draw_word(word, FACES[face]), np.ones((3, 3), np.uint8))
    ink = np.zeros(ROUND[::-1], np.uint8)
    top, side = (ROUND[1] - letters.shape[0]) // 2, (ROUND[0] - letters.shape[1]) // 2
    ink[top : top + letters.shape[0], side : side + letters.shape[1]] = letters
    cv2.rectangle(ink, (side - 6, top - 7), (side + letters.shape[1] + 6, top + letters.shape[0] + 7), 255, 3)
    turn = cv2.getRotationMatrix2D((ROUND[0] / 2, ROUND[1] / 2), angle, 1)
    ink = cv2.warpAffine(ink, turn, ROUND)
    patches = cv2.resize(gen.random((3, 12)).astype(np.float32), ROUND, interpolation=cv2.INTER_CUBIC)
    chance = np.clip(left + 0.6 * (patches - 0.5), 0, 1)
    return np.where((ink > 127) & (gen.random(ink.shape) < chance), 255, 0).astype(np.uint8)


@pytest.mark.parametrize("word", SECRECY)
@pytest.mark.parametrize(("left", "angle", "face"), [(0.9, 0, "serif"), (0.4, -3.2, "serif"), (0.25, 2.5, "sans")])
def test_a_faded_secrecy_stamp_is_known_by_its_dots(word: str, left: float, angle: float, face: str, kernels: Kernels):
    assert says(fit_words(faded(word, left=left, seed=3, angle=angle, face=face), kernels), 0.6) == "secret"


@pytest.mark.parametrize("word", URGENCY)
@pytest.mark.parametrize(("left", "angle"), [(0.9, 0), (0.4, -3.2), (0.25, 2.5)])
def test_a_faded_urgency_stamp_is_another_word(word: str, left: float, angle: float, kernels: Kernels):
    assert says(fit_words(faded(word, left=left, seed=4, angle=angle), kernels), 0.9) == "other"


def test_where_nothing_is_left_nothing_is_said(kernels: Kernels):
    empty = np.zeros(ROUND[::-1], np.uint8)
    assert says(fit_words(empty, kernels), 0.4) == "doubt"
    assert says(fit_words(empty, kernels), 0.9) == "likely"  # the second net is all but sure: held if it can't be read


def test_an_urgency_stamp_beside_it_hides_no_secrecy_stamp(kernels: Kernels):
    beside = faded("KHẨN", left=1, seed=5)
    ink = np.maximum(faded("MẬT", left=0.35, seed=6), np.roll(beside, 180, axis=1))
    assert says(fit_words(ink, kernels), 0.6) in {"secret", "likely"}  # likely: held if nothing else is read


def test_around_a_place_at_the_pages_edge_is_white():
    page = np.full((300, 200), 255, np.uint8)
    ink = round_of(page, Candidate(1, 0, 0, 0))
    assert ink.shape == ROUND[::-1]
    assert not ink.any()


def test_the_words_that_ship_are_those_that_are_drawn():
    drawn, shipped = draw_words(), {name: word for name, word in net().items() if name.startswith("word_")}
    assert {name: word.shape for name, word in drawn.items()} == {name: word.shape for name, word in shipped.items()}
    assert sum(secret for secret, _ in stamp_words()) * len(drawn) == len(stamp_words()) * len(SECRECY) * len(FACES)

"""The nets that ship run as they were made."""

from pathlib import Path

import numpy as np
import pytest

import tasks.stations
from tasks.adapters import onnx_net

ROWS = Path(tasks.stations.__file__).with_name("row_net.onnx")


@pytest.mark.parametrize("wide", [64, 400])
def test_a_picture_of_any_width_gets_an_answer_for_each_fourth_column(wide):
    given = onnx_net.run(ROWS, np.zeros((1, 1, 48, wide), np.float32))
    assert given.shape[0] == 1
    assert given.shape[-1] == wide // 4


def test_the_same_picture_gets_the_same_answer():
    picture = np.random.default_rng(1).random((1, 1, 48, 160), np.float32)
    assert np.array_equal(onnx_net.run(ROWS, picture), onnx_net.run(ROWS, picture))

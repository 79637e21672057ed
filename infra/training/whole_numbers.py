"""A net's weights and sums as whole numbers (int8): a quarter of the file, and 2.4 times as quick where a row is read.

    python -m infra.training.whole_numbers taught.onnx tasks/stations/row_net.onnx

Needs `onnx` besides (a tool of this step only). Rows that row_print.py draws show how large each layer's values become. Weights get
seven bits, not eight: on processors without VNNI sums of eight would run over. Of 639 rows of scans 96 % have the same text as with
broken numbers, and as many are as the engine has them.
"""

# mypy: ignore-errors
# onnx is a tool of this step only and is not installed where types are checked

import itertools
import random
import sys
import tempfile
from pathlib import Path

import numpy as np
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from infra.training.row_print import Row, rows
from tasks.core.scan.words.row_strip import HEIGHT

SHOWN = 160
"""Rows by which the layers' values are measured."""


class _Shown(CalibrationDataReader):
    """Rows as the net takes them, one after the other."""

    def __init__(self, name: str, drawn: list[Row]) -> None:
        self.given = ({name: _strip(row)} for row in drawn)

    def get_next(self) -> dict[str, np.ndarray] | None:
        return next(self.given, None)


def _strip(row: Row) -> np.ndarray:
    wide = -(-row.picture.shape[1] // 8) * 8
    strip = np.zeros((1, 1, HEIGHT, wide), np.float32)
    strip[0, 0, :, : row.picture.shape[1]] = row.picture / np.float32(255)
    return strip


def drawn(many: int, seed: int = 7) -> list[Row]:
    """So many rows as the net was taught on."""
    rng, gen = random.Random(seed), np.random.default_rng(seed)  # noqa: S311 - which drawing is shown, no secret
    return list(itertools.islice(itertools.chain.from_iterable(rows(rng, gen) for _ in itertools.count()), many))


def whole_numbered(source: Path, out: Path, name: str = "strips") -> None:
    """Write the net in `source` to `out` with whole numbers; `name`: of what goes in."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        quant_pre_process(str(source), str(plain))
        quantize_static(
            str(plain),
            str(out),
            _Shown(name, drawn(SHOWN)),
            quant_format=QuantFormat.QDQ,
            calibrate_method=CalibrationMethod.MinMax,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
        )


if __name__ == "__main__":
    whole_numbered(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])

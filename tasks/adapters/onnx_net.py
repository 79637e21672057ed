"""A small net in its file (ONNX), run by ONNX Runtime on one thread: pages are what is spread over the cores."""

from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

_LEVEL_ERROR = 3


@cache
def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = _LEVEL_ERROR
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def run(path: Path, pictures: NDArray[np.float32]) -> NDArray[np.float32]:
    """What the net in the file at `path` makes of `pictures` (number x channels x rows x columns): its first output."""
    session = _session(path)
    given: NDArray[np.float32] = session.run(None, {session.get_inputs()[0].name: pictures})[0]
    return given

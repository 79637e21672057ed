"""What the trainers that need `torch` share: a process that draws while another teaches, and the file that OpenCV reads."""

# mypy: ignore-errors
# torch is a tool of this step only and is not installed where types are checked

import multiprocessing
from collections.abc import Callable
from pathlib import Path

import torch
from torch import nn


def drawings(draw: Callable[[multiprocessing.Queue, int], None], seed: int, most: int) -> multiprocessing.Queue:
    """A queue that another process fills for ever by `draw(queue, seed)`, at most so many pieces ahead."""
    queue = multiprocessing.Queue(most)
    multiprocessing.Process(target=draw, args=(queue, seed), daemon=True).start()
    return queue


def save(net: nn.Module, shown: torch.Tensor, path: Path, sizes: dict[str, dict[int, str]]) -> None:
    """The net as OpenCV reads it (ONNX). `shown`: some input; `sizes`: of what goes in and what comes out, axes of any length."""
    given, out = sizes
    torch.onnx.export(
        net.eval(),
        shown,
        str(path),
        input_names=[given],
        output_names=[out],
        dynamo=False,
        opset_version=13,
        dynamic_axes=sizes,
    )

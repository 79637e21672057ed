"""Teach the net that joins torn strokes, on pieces drawn by torn_print.py; writes the file that the reading ships.

    python -m infra.training.torn_train tasks/stations/torn_net.onnx 58

Needs `torch` and `onnx` besides (tools of this step only); the number is minutes of one core.
"""

# mypy: ignore-errors
# torch is a tool of this step only and is not installed where types are checked

import multiprocessing
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from infra.training.torch_nets import drawings, save
from infra.training.torn_print import pair

BATCH = 8
RATE = 3e-3
KEPT = 200
"""Batches that are shown again while the drawer is behind."""

CHANNELS = (12, 24, 48)
"""At the piece's resolution, at half and at a quarter of it."""


class Net(nn.Module):
    """Looks at strokes at three resolutions and says of each pixel how sure it is paper (logits); 88,813 weights."""

    def __init__(self) -> None:
        super().__init__()
        fine, half, quarter = CHANNELS
        self.fine = nn.Conv2d(1, fine, 3, 1, 1)
        self.halved = nn.Sequential(nn.Conv2d(fine, half, 3, 2, 1), nn.ReLU(), nn.Conv2d(half, half, 3, 1, 1), nn.ReLU())
        self.quartered = nn.Sequential(
            nn.Conv2d(half, quarter, 3, 2, 1), nn.ReLU(), nn.Conv2d(quarter, quarter, 3, 1, 1), nn.ReLU()
        )
        self.around = nn.ModuleList(nn.Conv2d(quarter, quarter, 3, 1, wide, wide) for wide in (2, 3))
        self.up = nn.ModuleList((nn.Conv2d(quarter, half, 1), nn.Conv2d(half, fine, 1)))
        self.join = nn.ModuleList((nn.Conv2d(half, half, 3, 1, 1), nn.Conv2d(fine, fine, 3, 1, 1)))
        self.out = nn.Conv2d(fine, 1, 3, 1, 1)

    def forward(self, piece: torch.Tensor) -> torch.Tensor:
        """Of n x 1 x rows x columns (both multiples of four) as many logits."""
        fine = functional.relu(self.fine(piece))
        half = self.halved(fine)
        seen = self.quartered(half)
        for look in self.around:
            seen = seen + functional.relu(look(seen))
        for up, join, beside in zip(self.up, self.join, (half, fine), strict=True):
            seen = functional.interpolate(up(seen), scale_factor=2.0, mode="nearest") + beside
            seen = functional.relu(join(functional.relu(seen)))
        return self.out(seen)


def _batch(first: int) -> tuple[np.ndarray, np.ndarray]:
    torn, whole = zip(*(pair(first + number) for number in range(BATCH)), strict=True)
    return np.stack(torn)[:, None], np.stack(whole)[:, None]


def _draw(queue: multiprocessing.Queue, first: int) -> None:
    while True:
        queue.put(_batch(first))
        first += BATCH


def teach(net: Net, minutes: float, seed: int) -> None:
    """Teach for so long; the rate falls to nothing."""
    queue = drawings(_draw, seed, 40)
    torn, whole = (torch.from_numpy(side) for side in _batch(0))
    rule = torch.optim.AdamW(net.parameters(), lr=RATE)
    shown, began, turn = [], time.monotonic(), 0
    while (done := (time.monotonic() - began) / 60 / minutes) < 1:
        rule.param_groups[0]["lr"] = RATE * max(0.02, 1 - done)
        if not shown or not queue.empty():
            shown = [*shown[1 - KEPT :], queue.get()]
        given, right = (torch.from_numpy(side) for side in random.choice(shown))  # noqa: S311 - which drawing is shown, no secret
        loss = functional.binary_cross_entropy_with_logits(net(given), right)
        rule.zero_grad()
        loss.backward()
        rule.step()
        turn += 1
        if turn % 200 == 0:
            with torch.no_grad():
                unseen = functional.binary_cross_entropy_with_logits(net(torn), whole)
            sys.stderr.write(f"{turn} {loss.item():.4f} {unseen.item():.4f}\n")


if __name__ == "__main__":
    torch.manual_seed(1)
    torch.set_num_threads(1)
    taught = Net()
    teach(taught, float(sys.argv[2]), seed=10**6)
    sizes = {0: "pictures", 2: "rows", 3: "columns"}
    save(taught, torch.zeros(1, 1, 64, 64), Path(sys.argv[1]), {"torn": sizes, "whole": sizes})

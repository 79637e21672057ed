"""Teach the net that reads rows of print, on rows drawn by row_print.py; whole_numbers.py makes of it what the reading ships.

    python -m infra.training.row_train taught.onnx 68
    python -m infra.training.whole_numbers taught.onnx tasks/stations/row_net.onnx

Needs `torch` and `onnx` besides and the types that row_print.py names (tools of this step only); the number is minutes of one core
and a third: the drawer takes two fifths of one beside the teacher. Right is a row's text, the net finds the columns of each sign by
itself (connectionist temporal classification). The net that ships was taught for 68 minutes; of rows drawn so that it never saw it
then had 2.0 % of the signs wrong and 83 % of the rows right as a whole (3.1 % and 84 % of 600 others). Teaching anew does not give
the same bytes.
"""

# mypy: ignore-errors
# torch is a tool of this step only and is not installed where types are checked

import math
import multiprocessing
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from rapidfuzz.distance import Levenshtein
from torch import nn
from torch.nn import functional

from infra.training.row_print import Row, rows
from infra.training.torch_nets import drawings, save
from tasks.core.scan.words.row_signs import SIGNS, STEP
from tasks.core.scan.words.row_strip import HEIGHT

BATCH, RATE, KEPT, UNSEEN = 32, 2e-3, 24_000, 240
"""Rows of a batch, the highest rate, rows that are shown again while the drawer is behind, rows that are only measured on."""
WIDTHS = (32, 48, 96, 160)
"""Channels at a half, at a quarter and at an eighth of a strip's height, and of its columns."""


Pair = tuple[int, int]
"""Of rows and columns."""


def _layer(channels: int, out: int, kernel: Pair, stride: Pair = (1, 1), *, around: Pair, apart: int = 1) -> nn.Sequential:
    """A convolution without a bias of its own, as what follows evens out and shifts. `around`: nothing added on each side."""
    convolution = nn.Conv2d(channels, out, kernel, stride, around, (1, apart), bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(out), nn.ReLU())


class _Again(nn.Module):
    """Two layers whose sum with what went in goes out; over rows and columns, or over columns alone, `apart` columns apart."""

    def __init__(self, channels: int, high: int = 3, apart: int = 1) -> None:
        super().__init__()
        self.first = _layer(channels, channels, (high, 3), around=(high // 2, apart), apart=apart)
        self.second = nn.Sequential(*_layer(channels, channels, (high, 3), around=(high // 2, 1))[:2])

    def forward(self, seen: torch.Tensor) -> torch.Tensor:
        return functional.relu(seen + self.second(self.first(seen)))


class Net(nn.Module):
    """Says of each fourth column of a strip which sign is there, or none (logits); 1,008,410 weights.

    Each answer is a look at 135 columns, four ems, so that it hardly reads by what words there are.
    """

    def __init__(self) -> None:
        super().__init__()
        half, quarter, eighth, columns = WIDTHS
        self.looks = nn.Sequential(
            _layer(1, half, (3, 3), (2, 2), around=(1, 1)),
            _layer(half, quarter, (3, 3), (2, 2), around=(1, 1)),
            _Again(quarter),
            _layer(quarter, eighth, (3, 3), (2, 1), around=(1, 1)),
            _Again(eighth),
            _layer(eighth, columns, (HEIGHT // 8, 1), around=(0, 0)),
            *(_Again(columns, 1, apart) for apart in (1, 2, 1, 3)),
        )
        self.says = nn.Conv2d(columns, len(SIGNS) + 1, 1)

    def forward(self, strips: torch.Tensor) -> torch.Tensor:
        """Of n x 1 x HEIGHT x columns (a multiple of eight): n x answers x 1 x columns / 4."""
        return self.says(self.looks(strips))


def _draw(queue: multiprocessing.Queue, seed: int) -> None:
    """Draw for ever, for two fifths of the time: cores are the teacher's too. Rows of six drawings at a time."""
    rng, gen = random.Random(seed), np.random.default_rng(seed)  # noqa: S311 - drawings, no secrets
    while True:
        began = time.monotonic()
        queue.put([row for _ in range(6) for row in rows(rng, gen)])
        time.sleep(1.5 * (time.monotonic() - began))


def _strips(shown: list[Row], gen: np.random.Generator | None) -> torch.Tensor:
    """A batch of strips; with `gen` of other shades, noisier and moved a little, as none is shown twice alike."""
    wide = -(-max(row.picture.shape[1] for row in shown) // 8) * 8
    strips = np.zeros((len(shown), 1, HEIGHT, wide), np.float32)
    for number, row in enumerate(shown):
        strips[number, 0, :, : row.picture.shape[1]] = row.picture / np.float32(255)
    if gen is not None:
        strips **= gen.uniform(0.75, 1.35, (len(shown), 1, 1, 1)).astype(np.float32)
        strips += gen.standard_normal(strips.shape, dtype=np.float32) * gen.uniform(0, 0.04)
        strips = np.roll(strips, (int(gen.integers(-1, 2)), int(gen.integers(-3, 4))), (2, 3))
    return torch.from_numpy(np.clip(strips, 0, 1)).to(memory_format=torch.channels_last)


def _loss(net: Net, shown: list[Row], gen: np.random.Generator) -> torch.Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        said = net(_strips(shown, gen))
    chances = functional.log_softmax(said[:, :, 0].float(), 1).permute(2, 0, 1)
    steps = torch.tensor([min(len(chances), -(-row.picture.shape[1] // STEP)) for row in shown])
    answers = torch.tensor([SIGNS.index(sign) + 1 for row in shown for sign in row.text])
    return functional.ctc_loss(chances, answers, steps, torch.tensor([len(row.text) for row in shown]), zero_infinity=True)


def _wrong(net: Net, unseen: list[Row]) -> float:
    """Share of signs that are read wrong."""
    slips = 0
    net.eval()
    with torch.no_grad():
        for row in unseen:
            best = net(_strips([row], None))[0, :, 0].argmax(0).tolist()
            read = "".join(SIGNS[one - 1] for before, one in zip([0, *best], best, strict=False) if one and one != before)
            slips += Levenshtein.distance(read.strip(), row.text)
    net.train()
    return slips / sum(len(row.text) for row in unseen)


def teach(net: Net, minutes: float, seed: int) -> None:
    """Teach for so long; the rate rises for a while and falls to nothing."""
    queue = drawings(_draw, seed, 60)
    rng, gen = random.Random(1), np.random.default_rng(1)  # noqa: S311 - which drawing is shown, no secret
    unseen = [row for _ in range(UNSEEN // 4) for row in rows(rng, gen)][:UNSEEN]
    rule = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.01)
    shown: list[Row] = []
    began, turn = time.monotonic(), 0
    while (done := (time.monotonic() - began) / 60 / minutes) < 1:
        rule.param_groups[0]["lr"] = RATE * min(1, turn / 150 + 0.01) * max(0.01, 0.5 + 0.5 * math.cos(math.pi * done))
        while not queue.empty() or len(shown) < BATCH * 6:
            shown = [*shown, *queue.get()][-KEPT:]
        some = sorted(rng.sample(shown, BATCH * 6), key=lambda row: row.picture.shape[1])  # rows of a batch are about as wide
        for first in rng.sample(range(0, len(some), BATCH), 6):
            loss = _loss(net, some[first : first + BATCH], gen)
            rule.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            rule.step()
            turn += 1
        if turn % 600 == 0:
            sys.stderr.write(f"{turn} {loss.item():.3f} {_wrong(net, unseen):.4f}\n")


if __name__ == "__main__":
    torch.manual_seed(1)
    torch.set_num_threads(1)
    taught = Net().to(memory_format=torch.channels_last)
    teach(taught, float(sys.argv[2]), seed=10**6)
    sizes = {"strips": {0: "n", 3: "columns"}, "signs": {0: "n", 3: "steps"}}
    save(taught, torch.zeros(1, 1, HEIGHT, 400), Path(sys.argv[1]), sizes)

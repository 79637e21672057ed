"""How the evidence for a change is weighed, and how much of it is needed. Written by infra/language/fit_context.py's figures."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


def _weights(*values: float) -> NDArray[np.float32]:
    return np.array(values, dtype=np.float32)


@dataclass(frozen=True, eq=False, slots=True)
class Judgement:
    """Weights of `evidence.FIGURES`, and bars: log odds at which a change is made, made when it is a compound, told as suspected.

    `screen`: a word whose three triples cost less (nats) is not looked at. `letters`: from this doubt on a letter may be lost.
    `compounds`: bars of `evidence.is_compound`.
    """

    weights: NDArray[np.float32]
    change: float
    compound: float
    suspect: float
    screen: float = 16.0
    letters: float = 0.0
    compounds: dict[str, float] = field(
        default_factory=lambda: {"least_count": 2.8, "least_bond": 1.5, "most_kept": 3.0, "least_sum": 3.5}
    )


TEXT = Judgement(
    weights=_weights(0.58, -0.31, 0, 0, 0.02, 0.37, -0.22, -0.19, -0.16, 0.25, -0.27, -0.43, 1.53),
    change=1.0,
    compound=-3.0,
    suspect=-0.5,
)
"""For texts that another program read: no word confidences, so doubt counts for nothing."""

SCAN = Judgement(
    weights=_weights(0.31, -0.82, 0.29, 0.87, 0.33, 0, 0, 0, -0.12, 0.25, -0.22, -0.1, 3.0),
    change=2.0,
    compound=0.5,
    suspect=0.0,
)
"""For pages that we read, with the reader's confidence in every word."""

"""How the evidence for a change is weighed, and how much of it is needed. Written by infra/language/fit_context.py's figures."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


def _weights(*values: float) -> NDArray[np.float32]:
    return np.array(values, dtype=np.float32)


@dataclass(frozen=True, eq=False, slots=True)
class Judgement:
    """Weights of `evidence.FIGURES`, and bars: log odds at which a change is made, made when it is a compound, told as suspected.

    `pair`: the bar for two neighbours together. `careful`: how much more a word with a guard needs.
    `screen`: a word whose three triples cost less (nats) is not looked at; `screen_doubt` is taken off for each nat of doubt.
    `letters`: from this doubt on a letter may be lost. `foreign`: from this doubt on what is no word of the language is damaged.
    `compounds`: bars of `evidence.is_compound`.
    """

    weights: NDArray[np.float32]
    change: float
    compound: float
    suspect: float
    pair: float = 3.5
    careful: float = 1.5
    screen: float = 16.0
    screen_doubt: float = 3.0
    letters: float = 0.0
    foreign: float = 1.5
    compounds: dict[str, float] = field(
        default_factory=lambda: {"least_count": 2.8, "least_bond": 1.5, "most_kept": 3.0, "least_sum": 3.5}
    )


TEXT = Judgement(
    weights=_weights(0.58, -0.31, 0, 0, 0, 0.02, 0.37, -0.22, -0.19, -0.16, 0.25, -0.27, -0.43, 0, 0, 0, 1.53),
    change=0.2,
    compound=-3.0,
    suspect=-0.5,
)
"""For texts that another program read: no word confidences, so doubt counts for nothing."""

SCAN = Judgement(
    weights=_weights(0.39, -0.84, 0.33, 0.69, 0.25, -0.75, 0.44, -0.34, -0.26, -0.17, 0.13, -0.23, -0.54, -0.07, 2.2, -0.6, 5.63),
    change=0.5,
    compound=-1.0,
    suspect=-0.5,
)
"""For pages that we read, with the reader's confidence in every word."""

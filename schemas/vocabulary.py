"""What cleaning knows of the language: counts, fixed vocabulary, names, what readers confuse, an office's own words.

Plain data, loaded by tasks/adapters/vocabulary_files.py and used by tasks/core/vietnamese.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False, slots=True)
class Counts:
    """The back-off model that infra/language/compile_counts.py writes. Bytes hold -log p, or log counts, in nats, `step` to a nat.

    Words are numbered by falling frequency. `two_of_one[i]` pairs begin with word i; their second words follow one another in
    `two_last`. `three_of_two[j]` triples begin with pair j; their third words follow one another in `three_last`.
    """

    words: tuple[str, ...]
    step: int
    one: NDArray[np.uint8]
    one_left: NDArray[np.uint8]
    one_count: NDArray[np.uint8]
    two_of_one: NDArray[np.uint16]
    two_last: NDArray[np.uint16]
    two: NDArray[np.uint8]
    two_left: NDArray[np.uint8]
    two_count: NDArray[np.uint8]
    three_of_two: NDArray[np.uint16]
    three_last: NDArray[np.uint16]
    three: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """An office's own word list (từ của cơ quan). `known`: never changed, lower case. `mended`: wrong → right, by reviewers."""

    known: frozenset[str] = frozenset()
    mended: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All of it. Lists keep the order of their files, which say where each came from.

    `labels`: words of the form that stand first on a line (Nơi nhận, Kính gửi). `phrases`: formulas and names of bodies, as
    written in running text. `titles`: lines of signature blocks, in capitals. `codes`: abbreviations and parts of document
    symbols, exact case. `places`: names of provinces without their kind, `districts`: of districts. `surnames`: họ.
    `confusions`: (true letter, letter read) → -log probability, in nats. `doubts`: (a word confidence, log odds against the
    usual that a word read with at most this is wrong), rising.
    """

    counts: Counts
    labels: tuple[str, ...]
    phrases: tuple[str, ...]
    titles: tuple[str, ...]
    codes: frozenset[str]
    places: tuple[str, ...]
    surnames: frozenset[str]
    confusions: Mapping[tuple[str, str], float]
    doubts: tuple[tuple[float, float], ...]
    office: OfficeWords = OfficeWords()
    districts: tuple[str, ...] = ()

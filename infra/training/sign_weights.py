"""Weights of a place's signs (`secrecy_signs.WEIGHTS`), weighed again: python -m infra.training.sign_weights TABLE.

TABLE has a line for each black and white scan of a letter's first page, four fields between tabs: its path; how many quarter turns
(counter-clockwise) set it upright; where the middle of its secrecy stamp stands, as shares of the upright page's width and
height (both empty: it has none). Some 300 with a stamp and 600 without are enough, of scans like those that come in.
Prints the weights, and what is held at several bars when each tenth of the letters is weighed by the rest.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from schemas.settings import settings
from tasks.adapters.media_type import media_type
from tasks.adapters.page_looks import Unseen, look_at_pages
from tasks.core.scan.stamps.secrecy import DPI
from tasks.core.scan.stamps.secrecy_cuts import Grey, at_dpi, darkest
from tasks.core.scan.stamps.secrecy_faint import is_explained, places_of
from tasks.core.scan.stamps.secrecy_kernels import CLOSE, FORM_DPI
from tasks.core.scan.stamps.secrecy_signs import Signs
from tasks.core.scan.stamps.stamp_room import paper_of
from tasks.stations.stamp_weights import forms

NEAR = (40, 9)
"""How far across and down (close dots) from its true middle a place counts as the stamp's."""

TENTHS, KEPT, STAMPED_SHARE, ROUNDS = 10, 0.01, 0.5, 25
"""Parts that are weighed by the rest; how much weights are kept small; what places with a stamp weigh of those without; steps."""

BARS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)

Array = NDArray[np.float64]


class Letter(NamedTuple):
    """A letter's places that no other stamp explains: their signs, and whether each is the stamp's. `stamped`: it has one."""

    stamped: bool
    signs: Array
    true: NDArray[np.bool_]


def read_table(table: Path) -> Iterator[Letter]:
    """The letters of a table. Raises ValueError for a line of other than four fields."""
    for line in table.read_text("utf-8").splitlines():
        path, turned, x, y = line.split("\t")
        page = np.ascontiguousarray(np.rot90(_page(Path(path)), int(turned)))
        yield _letter(page, (float(x) * page.shape[1] / CLOSE, float(y) * page.shape[0] / CLOSE) if x else None)


def _page(path: Path) -> Grey:
    look = next(iter(look_at_pages(path, media_type(path), dpi=DPI, max_pixels=settings().max_pixels)))
    if isinstance(look, Unseen):
        raise ValueError(f"{path} can't be seen: {look.code}")  # noqa: TRY004 - of the file, not of a type
    return at_dpi(darkest(look.closer(FORM_DPI)), look.image, FORM_DPI)


def _letter(page: Grey, stamp: tuple[float, float] | None) -> Letter:
    signs, true = [], []
    for fit, found in places_of(page, forms(), paper_of(page)):
        is_stamps = stamp is not None and abs(fit.x - stamp[0]) <= NEAR[0] and abs(fit.y - stamp[1]) <= NEAR[1]
        if not is_explained(page, fit, forms()):
            signs.append(found)
            true.append(is_stamps)
    return Letter(stamp is not None, np.array(signs, np.float64).reshape(-1, len(Signs._fields)), np.array(true, np.bool_))


def weighed(letters: Sequence[Letter]) -> Array:
    """Weights of the signs and, last, what is added: a logistic regression's, on scaled signs."""
    used = [letter.true if letter.stamped else np.ones(len(letter.signs), np.bool_) for letter in letters]
    signs = np.concatenate([letter.signs[mask] for letter, mask in zip(letters, used, strict=True)])
    true = np.concatenate([letter.true[mask] for letter, mask in zip(letters, used, strict=True)]).astype(np.float64)
    mean, spread = signs.mean(0), signs.std(0) + 1e-6
    scaled = np.hstack([(signs - mean) / spread, np.ones((len(signs), 1))])
    counts = np.where(true == 1, STAMPED_SHARE * (true == 0).sum() / max(true.sum(), 1), 1.0)
    small = np.append(np.full(signs.shape[1], KEPT), 1e-8) * len(true)
    weights = np.zeros(scaled.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        bend = (scaled * (counts * chance * (1 - chance) + 1e-9)[:, None]).T @ scaled + np.diag(small)
        weights -= np.linalg.solve(bend, scaled.T @ (counts * (chance - true)) + small * weights)
    inner = weights[:-1] / spread
    return np.append(inner, weights[-1] - float(inner @ mean))


def best_of(letter: Letter, weights: Array) -> float:
    """What the likeliest place of a letter comes to."""
    return float((letter.signs @ weights[:-1] + weights[-1]).max(initial=-np.inf))


def main(table: Path) -> None:
    """Print the weights and what bars come to."""
    letters = list(read_table(table))
    scores = np.zeros(len(letters))
    for part in range(TENTHS):
        weights = weighed([letter for number, letter in enumerate(letters) if number % TENTHS != part])
        scores[part::TENTHS] = [best_of(letter, weights) for letter in letters[part::TENTHS]]
    stamped = np.array([letter.stamped for letter in letters])
    for bar in BARS:
        held = scores >= bar
        counts = [f"{held[arm].sum()} of {arm.sum()}" for arm in (stamped, ~stamped)]
        sys.stdout.write(f"{bar:4.1f}: with a stamp {counts[0]} held, without {counts[1]}\n")
    *inner, added = weighed(letters)
    found = ", ".join(f"{name}={value:.2f}" for name, value in zip(Signs._fields, inner, strict=True))
    sys.stdout.write(f"WEIGHTS = Signs({found})\nBIAS = {added:.2f}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

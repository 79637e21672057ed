"""A monotone curve through yes-or-no samples: pool adjacent violators, leaning on a prior where samples are few."""

from collections.abc import Sequence

from tasks.core.letter.confidence.calibration import worth_in

Knots = tuple[tuple[float, float], ...]
"""(score, share of right ones), both rising."""

LEAN = 4.0
"""How many samples the prior counts for in each block."""

_BLOCK = 12
"""Fewest samples of a block: less says nothing about a share of 0.97."""

_TOP = 0.995


def rising(pairs: Sequence[tuple[float, bool]], prior: Knots = ()) -> Knots:
    """Knots of a rising curve through (score, right) samples.

    Each block's share is smoothed towards the prior at its score (the score itself where there is no prior). Empty for no samples.
    """
    blocks: list[list[float]] = []  # [scores' sum, rights, count]
    for chunk in _chunks(sorted(pairs)):
        blocks.append([sum(s for s, _ in chunk), float(sum(r for _, r in chunk)), float(len(chunk))])
        while len(blocks) > 1 and _share(blocks[-2]) >= _share(blocks[-1]):
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    knots: list[tuple[float, float]] = []
    for total, rights, count in blocks:
        at = total / count
        before = worth_in(prior, at)
        value = min(_TOP, (rights + LEAN * before) / (count + LEAN))
        knots.append((at, max(value, knots[-1][1] if knots else 0.0)))
    return _with_ends(knots)


def _chunks(pairs: Sequence[tuple[float, bool]]) -> list[list[tuple[float, bool]]]:
    """Blocks to begin with: at least `_BLOCK` samples each, equal scores together."""
    chunks: list[list[tuple[float, bool]]] = []
    for pair in pairs:
        if chunks and (len(chunks[-1]) < _BLOCK or chunks[-1][-1][0] == pair[0]):
            chunks[-1].append(pair)
        else:
            chunks.append([pair])
    if len(chunks) > 1 and len(chunks[-1]) < _BLOCK:
        chunks[-2].extend(chunks.pop())
    return chunks


def _share(block: Sequence[float]) -> float:
    return block[1] / block[2]


def _with_ends(knots: list[tuple[float, float]]) -> Knots:
    """From nothing to certainty, so that even the outermost block keeps the order of its scores."""
    if not knots:
        return ()
    first, last = knots[0], knots[-1]
    ends = [(0.0, first[1] / 2)] if first[0] > 0 else []
    top = [(1.0, max(last[1], min(_TOP, last[1] + (1 - last[1]) / 2)))] if last[0] < 1 else []
    return tuple((round(x, 4), round(y, 4)) for x, y in [*ends, *knots, *top])


def auroc(pairs: Sequence[tuple[float, bool]]) -> float | None:
    """Probability that a right value has more confidence than a wrong one; None without both kinds."""
    right = [c for c, ok in pairs if ok]
    wrong = [c for c, ok in pairs if not ok]
    if not right or not wrong:
        return None
    return sum((r > w) + 0.5 * (r == w) for r in right for w in wrong) / (len(right) * len(wrong))

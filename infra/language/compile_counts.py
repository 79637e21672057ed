"""Compile syllable counts of administrative Vietnamese into the compact file that ships.

    python -m infra.language.compile_counts FOLDER [--out infra/language/counts.npz]

FOLDER holds unigrams.tsv.gz, bigrams.tsv.gz and trigrams.tsv.gz: words and a count, divided by tabs; lower case, NFC; `<s>` a
sentence bound, `<n>` a number, `<c>` a document code, `(` `-` `,` `/` punctuation, `<x>` anything else. Counts are figures: text
that they were counted in is not in the file and can't be had back from it.

What comes out is a back-off model (interpolated absolute discounting, d = 0.75): log probabilities in nats, each in one byte. The
mass that pruned counts leave over goes to the shorter context.
"""

import argparse
import gzip
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DISCOUNT = 0.75
STEP = 12  # quanta to a nat: 21 nats in one byte, wrong by 0.04 at most
WORD_BITS = 15
LEAST_LEFT = 1e-3  # no context is so sure that nothing else may follow: letters are not the texts that were counted
OUT = Path(__file__).with_name("counts.npz")


def _rows(path: Path) -> Iterator[tuple[list[str], int]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            *words, count = line.rstrip("\n").split("\t")
            yield words, int(count)


def _quantise(nats: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Negative log probabilities (or back-off weights) as bytes."""
    return np.clip(np.round(-nats * STEP), 0, 255).astype(np.uint8)


def _log_count(counts: NDArray[np.float64]) -> NDArray[np.uint8]:
    return np.clip(np.round(np.log(counts) * STEP), 0, 255).astype(np.uint8)


def _left_over(context: NDArray[np.int64], counts: NDArray[np.float64], totals: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each context the probability that its kept continuations don't use: what was discounted and what was pruned."""
    used = np.bincount(context, counts - DISCOUNT, minlength=len(totals)) / np.maximum(totals, 1)
    discounted = DISCOUNT * np.bincount(context, minlength=len(totals)) / np.maximum(totals, 1)
    return np.clip(np.maximum(1 - used, discounted), LEAST_LEFT, 1)


def _share(second: NDArray[np.int64], one: NDArray[np.float64]) -> NDArray[np.float64]:
    """What a word is worth where no pair is known: by how many words it follows (Kneser and Ney), not how often it stands.

    `dụng` is frequent, but behind few words (sử dụng, tác dụng): behind another one it is rarer than its count says.
    """
    kinds = np.bincount(second, minlength=len(one)) + one / one.sum() * 0.05 * len(second)
    return np.asarray((kinds + 0.02) / (kinds + 0.02).sum())


def _ngrams(path: Path, number: dict[str, int], width: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Sorted keys (15 bits a word) and counts of the n-grams whose words are all known."""
    keys: dict[int, int] = {}
    for words, count in _rows(path):
        if all(word in number for word in words):
            key = 0
            for word in words:
                key = key << WORD_BITS | number[word]
            keys[key] = count
    if any(len(words) != width for words, _ in _rows(path)):
        raise ValueError(f"{path.name}: not every row has {width} words")
    order = np.array(sorted(keys), dtype=np.int64)
    return order, np.array([keys[key] for key in order.tolist()], dtype=np.float64)


class _Pairs(NamedTuple):
    """The pairs of words that are kept: keys in order, how often each was seen, and its share after its first word."""

    keys: NDArray[np.int64]
    counts: NDArray[np.float64]
    shares: NDArray[np.float64]


def _trigrams(
    folder: Path, number: dict[str, int], pairs: _Pairs, one_left: NDArray[np.float64], share: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Of the triples whose first pair is kept: last word, place of the pair, what each pair leaves over, share of each triple."""
    three, counts = _ngrams(folder / "trigrams.tsv.gz", number, 3)
    pair = np.searchsorted(pairs.keys, three >> WORD_BITS)
    known = pairs.keys[np.minimum(pair, len(pairs.keys) - 1)] == three >> WORD_BITS
    three, counts, pair = three[known], counts[known], pair[known]
    left = _left_over(pair, counts, pairs.counts)
    last = three & ((1 << WORD_BITS) - 1)
    middle = (three >> WORD_BITS) & ((1 << WORD_BITS) - 1)
    tail = middle << WORD_BITS | last
    at = np.minimum(np.searchsorted(pairs.keys, tail), len(pairs.keys) - 1)
    shorter = np.where(pairs.keys[at] == tail, pairs.shares[at], one_left[middle] * share[last])
    return last, pair, left, (counts - DISCOUNT) / pairs.counts[pair] + left[pair] * shorter


def compile_counts(folder: Path, out: Path) -> None:
    """Read the three lists of `folder` and write the model to `out` (npz)."""
    unigrams = {words[0]: count for words, count in _rows(folder / "unigrams.tsv.gz")}
    names = sorted(unigrams, key=lambda word: (-unigrams[word], word))
    if len(names) >= 1 << WORD_BITS:
        raise ValueError("too many words for 15 bits")
    number = {word: i for i, word in enumerate(names)}
    one = np.array([unigrams[word] for word in names], dtype=np.float64)

    two, two_counts = _ngrams(folder / "bigrams.tsv.gz", number, 2)
    first, second = two >> WORD_BITS, two & ((1 << WORD_BITS) - 1)
    share = _share(second, one)
    one_left = _left_over(first, two_counts, one)
    two_share = (two_counts - DISCOUNT) / one[first] + one_left[first] * share[second]

    pairs = _Pairs(two, two_counts, two_share)
    three_last, pair, two_left, three_share = _trigrams(folder, number, pairs, one_left, share)

    np.savez_compressed(
        out,
        step=np.array([STEP], dtype=np.int64),
        words=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        one=_quantise(np.log(share)),
        one_left=_quantise(np.log(one_left)),
        one_count=_log_count(one),
        two_of_one=np.bincount(first, minlength=len(names)).astype(np.uint16),
        two_last=second.astype(np.uint16),
        two=_quantise(np.log(two_share)),
        two_left=_quantise(np.log(two_left)),
        two_count=_log_count(two_counts),
        three_of_two=np.bincount(pair, minlength=len(two)).astype(np.uint16),
        three_last=three_last.astype(np.uint16),
        three=_quantise(np.log(three_share)),
    )


def main(argv: list[str]) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m infra.language.compile_counts", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args(argv)
    compile_counts(args.folder, args.out)
    sys.stdout.write(f"{args.out}: {args.out.stat().st_size:,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Measure cleaning: how many wrong words it mends and how many right ones it breaks.

    python -m infra.language.measure SCANS... [--texts FILE...]

SCANS are folders of made scans with their truth beside them (`x.pdf`, `x.json`), read as `congvan read` reads them; pages that were
read before come from its cache. TEXTS are right texts, into which errors of one mark are put. Words count as right when they stand
in the text in the truth's order, punctuation and all; of several right reading orders of a page the nearest counts.
"""

import argparse
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from infra.language.fit_context import with_errors
from infra.language.made_scans import made_scans, nearest
from schemas.vocabulary import Vocabulary
from tasks.adapters.vocabulary_files import load_vocabulary
from tasks.core.vietnamese.clean import clean_pages
from tasks.core.vietnamese.normal import canonical_tone, normalise
from tasks.core.vietnamese.text import text_page

MADE_ERRORS = 0.01
"""Share of the words of a right text that are misread on purpose."""


class Figures(NamedTuple):
    """Words of the truth, those wrong as read, of these mended, of the right ones broken; letters, wrong before and after."""

    words: int = 0
    wrong: int = 0
    mended: int = 0
    broken: int = 0
    letters: int = 0
    letters_wrong: int = 0
    letters_wrong_after: int = 0


def add(figures: Iterable[Figures]) -> Figures:
    """The sum of all."""
    return Figures(*map(sum, zip(Figures(), *figures, strict=True)))


def compare(truths: Sequence[str], read: str, cleaned: str) -> Figures:
    """Lay a page as read and as cleaned beside the nearest of its right reading orders."""
    orders = [_plain(text) for text in truths]
    before, after = _plain(read), _plain(cleaned)
    truth = nearest(orders, before, after)
    words = truth.split()
    right, right_after = _right(words, before.split()), _right(words, after.split())
    return Figures(
        words=len(words),
        wrong=len(words) - len(right),
        mended=len(right_after - right),
        broken=len(right - right_after),
        letters=len(truth),
        letters_wrong=Levenshtein.distance(truth, before),
        letters_wrong_after=Levenshtein.distance(truth, after),
    )


def _plain(text: str) -> str:
    return canonical_tone(normalise(text))


def _right(truth: Sequence[str], got: Sequence[str]) -> set[int]:
    steps = Levenshtein.opcodes(truth, got)
    return {at for step in steps if step.tag == "equal" for at in range(step.src_start, step.src_end)}


def measure_scans(folder: Path, vocabulary: Vocabulary) -> Iterator[Figures]:
    """The figures of every page of the made scans in a folder."""
    for scan in made_scans(folder):
        for page in clean_pages(scan.pages, vocabulary):
            if page.number in scan.orders:
                yield compare(scan.orders[page.number], page.text_raw, page.text)


def measure_text(text: str, vocabulary: Vocabulary, seed: int) -> Figures:
    """The figures of a right text with made errors."""
    right = text_page(text)
    chance = random.Random(seed)  # noqa: S311 - errors are made, not secrets
    wrong, _ = with_errors(right, vocabulary, MADE_ERRORS, chance)
    page = text_page("\n\n".join(line.raw for line in wrong.lines))
    (cleaned,) = clean_pages([page], vocabulary)
    return compare(["\n\n".join(line.raw for line in right.lines)], page.text_raw, cleaned.text)


def row(name: str, figures: Figures) -> str:
    """One row of the table in docs/cleaning-accuracy.md."""
    shares = (figures.mended / max(1, figures.wrong), figures.broken / max(1, figures.words - figures.wrong))
    letters = (figures.letters_wrong / max(1, figures.letters), figures.letters_wrong_after / max(1, figures.letters))
    return (
        f"| {name} | {figures.words:,} | {figures.wrong:,} | {figures.mended:,} ({shares[0]:.0%}) | {figures.broken} "
        f"({shares[1] * 10_000:.1f} in 10,000) | {letters[0]:.2%} | {letters[1]:.2%} |"
    )


def main(argv: Sequence[str]) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m infra.language.measure", description=__doc__.splitlines()[0])
    parser.add_argument("scans", nargs="*", type=Path)
    parser.add_argument("--texts", nargs="*", type=Path, default=[])
    args = parser.parse_args(argv)
    vocabulary = load_vocabulary()
    rows = [row(folder.name, add(measure_scans(folder, vocabulary))) for folder in args.scans]
    if args.texts:
        made = (measure_text(path.read_text("utf-8"), vocabulary, seed) for seed, path in enumerate(args.texts))
        rows.append(row("texts with made errors", add(made)))
    sys.stdout.write("\n".join(rows) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

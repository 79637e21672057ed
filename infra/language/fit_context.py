"""Learn how the evidence for a change of a word is to be weighed: prints the weights of tasks/core/vietnamese/weights.py.

    python -m infra.language.fit_context --scans SCANS... [--texts FILE...]

SCANS are folders of made scans with their truth beside them, as for learn_confusions; the texts are right ones, into which errors
of one mark are put as the reader makes them. Each word that the text might have meant instead of what was read is one row; a
logistic regression gives the log odds that it is the right one.
"""

import argparse
import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from infra.language.learn_confusions import OUT
from infra.language.made_scans import MadeScan, made_scans, nearest
from schemas.page import Line, Page
from schemas.vocabulary import Vocabulary
from tasks.adapters.vocabulary_files import load_vocabulary
from tasks.core.vietnamese.channel import channel_of
from tasks.core.vietnamese.context import Context
from tasks.core.vietnamese.counts import model_of
from tasks.core.vietnamese.draft import Draft
from tasks.core.vietnamese.evidence import FIGURES, figures, sides_of
from tasks.core.vietnamese.normal import normalise
from tasks.core.vietnamese.stream import NEVER, stream_of
from tasks.core.vietnamese.text import text_page
from tasks.core.vietnamese.weigh import doubts_of
from tasks.core.vietnamese.weights import SCAN, Judgement
from tasks.core.vietnamese.words import folded, plain, same_case

Truth = Callable[[int, int], str | None]
"""Line and place of a word to the word that was printed there (plain form); None: not known."""

_WORD = re.compile(r"[^\W\d_]+")
_RIDGE = 2.0
_MADE_ERRORS = 0.03


class Sample(NamedTuple):
    """Rows of figures, whether each is the right word, and which place of which text each is of."""

    figures: NDArray[np.float32]
    right: NDArray[np.bool_]  # and not what was read
    place: NDArray[np.int64]
    wrong: NDArray[np.bool_]  # what was read is wrong there


def sample_of(lines: Sequence[Line], truth: Truth, vocabulary: Vocabulary, judgement: Judgement) -> Sample:
    """The rows of one scan or text."""
    model, drafts = model_of(vocabulary.counts), [Draft(line.raw) for line in lines]
    stream = stream_of(lines, [line.raw for line in lines], model, vocabulary)
    context = Context(stream, doubts_of(stream, lines, drafts, vocabulary), model, channel_of(vocabulary), judgement)
    rows, words = context.rows(context.suspects())
    meant = {at: truth(stream.line[at], stream.start[at]) for at in {int(i) - 2 for i in rows.at}}
    known = np.array([meant[int(i) - 2] is not None for i in rows.at], dtype=np.bool_)
    right = np.array([meant[int(i) - 2] == word for i, word in zip(rows.at, words, strict=True)], dtype=np.bool_)
    wrong = np.array([meant[int(i) - 2] != plain(stream.text[int(i) - 2]) for i in rows.at], dtype=np.bool_)
    table = figures(model, context.ids, rows, sides_of(model, context.ids, rows))
    return Sample(table[known], right[known] & wrong[known], rows.at[known], wrong[known])


def page_truth(lines: Sequence[Line], text: str) -> Truth:
    """Lay the words of a page beside the true ones; a word for a word, else it isn't known what was meant."""
    places = [(n, m.start(), m[0]) for n, line in enumerate(lines) for m in re.finditer(r"\S+", line.raw)]
    wanted = normalise(text).split()
    got = [normalise(word) for _, _, word in places]
    meant: dict[tuple[int, int], str] = {}
    for step in Levenshtein.opcodes(wanted, got):
        if step.src_end - step.src_start == step.dest_end - step.dest_start:
            for true, (line, start, read) in zip(
                wanted[step.src_start : step.src_end], places[step.dest_start : step.dest_end], strict=True
            ):
                seen, printed = list(_WORD.finditer(read)), _WORD.findall(true)
                if len(seen) == len(printed):
                    meant |= {(line, start + m.start()): plain(p) for m, p in zip(seen, printed, strict=True)}
    return lambda line, start: meant.get((line, start))


def with_errors(page: Page, vocabulary: Vocabulary, rate: float, chance: random.Random) -> tuple[Page, Truth]:
    """A right text with this share of its words misread by one mark, as the reader does; and what was meant."""
    model, channel = model_of(vocabulary.counts), channel_of(vocabulary)
    stream = stream_of(page.lines, [line.raw for line in page.lines], model, vocabulary)
    raws = [line.raw for line in page.lines]
    meant: dict[tuple[int, int], str] = {}
    for at, guard in enumerate(stream.guard):
        if stream.line[at] < 0:
            continue
        word, line, start = stream.text[at], stream.line[at], stream.start[at]
        meant[line, start] = plain(word)
        others = [w for w in channel.candidates(plain(word), letters=False) if folded(w) == folded(word) and len(w) == len(word)]
        if guard == NEVER or not others or chance.random() > rate:
            continue
        costs = [channel.candidates(w, letters=False).get(plain(word), 9.0) for w in others]
        wrong = chance.choices(others, [np.exp(-cost) for cost in costs])[0]
        raws[line] = raws[line][:start] + same_case(word, wrong) + raws[line][start + len(word) :]
    lines = tuple(line.model_copy(update={"raw": raw, "text": raw}) for line, raw in zip(page.lines, raws, strict=True))
    return page.model_copy(update={"lines": lines}), lambda line, start: meant.get((line, start))


def with_doubts(sample: Sample, vocabulary: Vocabulary, table: Sequence[tuple[float, int, int]], chance: random.Random) -> Sample:
    """The sample of a text as if it had been read: each place with a doubt as right or wrong words of scans have it.

    `table`: confidence, words read with it, those wrong, as `doubt.tsv` has them; in the order of `vocabulary.doubts`.
    """
    odds = [value for _, value in vocabulary.doubts]
    right, wrong = [read - bad for _, read, bad in table], [bad for _, _, bad in table]
    doubts: dict[int, float] = {}
    for place, is_wrong in zip(sample.place.tolist(), sample.wrong.tolist(), strict=True):
        doubts.setdefault(place, chance.choices(odds, wrong if is_wrong else right)[0])
    figures_read = sample.figures.copy()
    figures_read[:, FIGURES.index("doubt")] = [doubts[place] for place in sample.place.tolist()]
    return sample._replace(figures=figures_read)


def fit(table: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic regression with a ridge on all but the last column, by Newton's steps."""
    weights = np.zeros(table.shape[1])
    ridge = np.full(table.shape[1], _RIDGE)
    ridge[-1] = 1e-6
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (chance - right) + ridge * weights
        step = np.linalg.solve((table * (chance * (1 - chance))[:, None]).T @ table + np.diag(ridge), slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def _scan_samples(folders: Sequence[Path], vocabulary: Vocabulary) -> Iterator[Sample]:
    for folder in folders:
        for scan in made_scans(folder):
            yield scan_sample(scan, vocabulary)


def scan_sample(scan: MadeScan, vocabulary: Vocabulary) -> Sample:
    """The rows of a whole scan: pages whose truth isn't known count as what surrounds the others."""
    pages = [page for page in scan.pages if page.kind == "scan"]
    lines = [line for page in pages for line in page.lines]
    known: dict[tuple[int, int], str | None] = {}
    first = 0
    for page in pages:
        if page.number in scan.orders:
            truth = page_truth(page.lines, nearest(scan.orders[page.number], page.text_raw))
            known |= {
                (first + n, match.start()): truth(n, match.start())
                for n, line in enumerate(page.lines)
                for match in _WORD.finditer(line.raw)
            }
        first += len(page.lines)
    return sample_of(lines, lambda line, start: known.get((line, start)), vocabulary, SCAN)


def _text_samples(files: Sequence[Path], vocabulary: Vocabulary) -> Iterator[Sample]:
    for number, path in enumerate(files):
        chance = random.Random(number)  # noqa: S311 - errors are made, not secrets
        page, truth = with_errors(text_page(path.read_text("utf-8")), vocabulary, _MADE_ERRORS, chance)
        yield with_doubts(sample_of(page.lines, truth, vocabulary, SCAN), vocabulary, doubt_table(), chance)


def doubt_table() -> list[tuple[float, int, int]]:
    """The rows of doubt.tsv."""
    rows = [row.split("\t") for row in (OUT / "doubt.tsv").read_text("utf-8").splitlines() if not row.startswith("#")]
    return [(float(step), int(read), int(wrong)) for step, read, wrong in rows]


def main(argv: Sequence[str]) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m infra.language.fit_context", description=__doc__.splitlines()[0])
    parser.add_argument("--scans", nargs="*", type=Path, default=[])
    parser.add_argument("--texts", nargs="*", type=Path, default=[])
    args = parser.parse_args(argv)
    vocabulary = load_vocabulary()
    samples = [*_scan_samples(args.scans, vocabulary), *_text_samples(args.texts, vocabulary)]
    table = np.concatenate([sample.figures for sample in samples]).astype(np.float64)
    weights = fit(table, np.concatenate([sample.right for sample in samples]).astype(np.float64))
    sys.stdout.write(json.dumps(dict(zip(FIGURES, weights.round(2).tolist(), strict=True)), indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Learn from made scans what the reader confuses and how far its word confidences can be trusted.

    python -m infra.language.learn_confusions SCANS... [--out infra/language]

Each SCANS folder holds scans (`x.pdf`) with their truth beside them (`x.json`). The words as read are laid beside the true ones,
and two small tables written: `confusions.tsv` (true letter, letter read, how often of how many; `-` for none: a letter lost, or
read where none was) and `doubt.tsv` (confidence, words read with it, words of them that were wrong).
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from infra.language.made_scans import made_scans, nearest
from schemas.page import Page
from tasks.core.vietnamese.normal import canonical_tone, normalise

OUT = Path(__file__).parent
STEPS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 1.0)
NONE = "-"  # no letter: one that was lost, or read where none was


class Tally:
    """What is counted over all pages."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.letters: Counter[str] = Counter()
        self.confused: Counter[tuple[str, str]] = Counter()
        self.read: Counter[float] = Counter()
        self.wrong: Counter[float] = Counter()

    def add_page(self, page: Page, truth: str) -> None:
        """Lay the page's words beside the true ones. Words that a mark on the page hid or made are not counted."""
        read = [(w.text, w.confidence) for line in page.lines for w in line.words if any(c.isalpha() for c in w.text)]
        true = [word for word in normalise(truth).split() if any(c.isalpha() for c in word)]
        forms = [_form(word) for word, _ in read]
        wanted = [_form(word) for word in true]
        for step in Levenshtein.opcodes(wanted, forms):
            there = range(step.dest_start, step.dest_end)
            if step.src_end - step.src_start == len(there):
                for at, want in zip(there, wanted[step.src_start : step.src_end], strict=True):
                    self._add_word(want, forms[at], read[at][1])

    def _add_word(self, want: str, got: str, confidence: float) -> None:
        distance = Levenshtein.distance(want, got)
        if distance > 2 or any(c.isdigit() for c in want):
            return
        step = next(s for s in STEPS if confidence <= s)
        self.read[step] += 1
        self.letters.update(want)
        if not distance:
            return
        self.wrong[step] += 1
        for part in Levenshtein.opcodes(want, got):
            if part.tag != "equal":
                printed, seen = want[part.src_start : part.src_end], got[part.dest_start : part.dest_end]
                pairs = zip(printed, seen, strict=True) if len(printed) == len(seen) else [(printed, seen)]
                self.confused.update((x or NONE, y or NONE) for x, y in pairs if len(x) <= 1 >= len(y) and (x + y).isalpha())


def _form(word: str) -> str:
    return canonical_tone(normalise(word).lower())


def _write(tally: Tally, out: Path, source: str) -> None:
    rows = [
        "# What the reader confuses: true letter, letter read (- for none), times, of so many of the true letter.",
        f"# Learnt from {source}.",
    ]
    for (true, read), times in sorted(tally.confused.items(), key=lambda row: (-row[1], row[0])):
        rows.append(f"{true}\t{read}\t{times}\t{tally.letters.total() if true == NONE else tally.letters[true]}")
    (out / "confusions.tsv").write_text("\n".join(rows) + "\n", "utf-8")
    rows = [f"# Words read with at most this confidence (and more than the row above), and those wrong. Learnt from {source}."]
    rows += [f"{step}\t{tally.read[step]}\t{tally.wrong[step]}" for step in STEPS]
    (out / "doubt.tsv").write_text("\n".join(rows) + "\n", "utf-8")


def main(argv: Sequence[str]) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m infra.language.learn_confusions", description=__doc__.splitlines()[0])
    parser.add_argument("scans", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args(argv)
    tally, files = Tally(), 0
    for folder in args.scans:
        for scan in made_scans(folder):
            files += 1
            for page in scan.pages:
                if page.number in scan.orders:
                    tally.add_page(page, nearest(scan.orders[page.number], page.text_raw))
    _write(tally, args.out, f"{files} made scans, {sum(tally.read.values())} words")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

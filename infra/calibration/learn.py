"""Learns the table of calibration from letters whose truth is known, and tells how well confidences hold.

    python -m infra.calibration.learn FOLDER… [--write] [--half 0|1]

A FOLDER holds scans with their truth beside them: `x.pdf` and `x.json` as the maker of synthetic scans writes it (`documents[]`
with `type`, `number`, `date`, `place`, `agency`, `subject`, `addressees`, `recipients`, `signer`, `urgency`). Pages that were read
before come from the local cache. `--half` learns on that half of the files and reports on the other. `--write` replaces
tasks/core/letter/confidence/calibration_table.py; without it nothing is changed.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from infra.calibration.compare import is_right, truth_of
from infra.calibration.isotonic import Knots, auroc, rising
from schemas.found import Found
from schemas.letter import Document
from schemas.settings import ROOT, settings
from tasks.adapters.page_cache import FolderPageCache
from tasks.core.letter.confidence.calibration import FAMILY, calibrate, score, worth_in
from tasks.core.letter.finish import join
from tasks.core.letter.parts.roles import with_roles
from tasks.core.letter.parts.split import split_documents
from tasks.core.letter.understand import read_document
from tasks.stations.cleaning import clean_pages
from tasks.stations.reading import read_scan
from tasks.stations.routing import office_registry

TABLE_FILE = ROOT / "tasks" / "core" / "letter" / "confidence" / "calibration_table.py"
SURE = 0.9


class Sample(NamedTuple):
    """One value: its file, field, score before the table (0 to 1), and whether it is right."""

    file: str
    field: str
    score: float
    right: bool


def samples_of(scan: Path, truth: dict[str, Any]) -> Iterator[Sample]:
    """Read one scan and hold every value of its documents against the truth."""
    cache = FolderPageCache(settings().home / "cache" / "pages")
    pages = clean_pages(read_scan(scan, cache=cache)).pages
    registry = office_registry()
    spans = split_documents(pages)
    documents = join(with_roles([read_document(span, pages, registry) for span in spans], spans), spans, pages)
    wanted = truth_of(truth)
    if len(documents) != len(wanted):
        return  # which value belongs to which document is then not known
    for document, want in zip(documents, wanted, strict=True):
        for field, value, found in _scored(document, documents):
            verdict = is_right(field, found, want)
            if verdict is not None:
                yield Sample(scan.name, field, value, verdict)


def _scored(document: Document, documents: Sequence[Document]) -> Iterator[tuple[str, float, Found]]:
    """(field, score, value as found) of everything that calibration touches in one document."""
    seen: list[tuple[str, float, Found]] = []

    def note(field: str, found: Found, weight: float) -> float:
        seen.append((field, score(found.confidence, weight), found))
        return found.confidence

    others = [other for other in documents if other.index != document.index]
    calibrate([document, *others], office_registry(), confidence=note, only=1)
    yield from seen


def learn(samples: Iterable[Sample]) -> dict[str, Knots]:
    """One rising table for each family; families with few samples lean on the table of all."""
    of: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    everything: list[tuple[float, bool]] = []
    for sample in samples:
        of[FAMILY[sample.field]].append((sample.score, sample.right))
        everything.append((sample.score, sample.right))
    pooled = rising(everything)
    return {family: rising(pairs, prior=pooled) for family, pairs in sorted(of.items())}


def report(samples: Sequence[Sample], table: dict[str, Knots]) -> str:
    """How well confidences hold on `samples`: of the sure ones the share right, and how well right and wrong are told apart."""
    lines = [f"{'field':16} {'values':>6} {'right':>6} {'sure':>6} {'right when sure':>16} {'auroc':>6}"]
    fields = [*dict.fromkeys(sample.field for sample in samples), "all"]
    for field in fields:
        chosen = [s for s in samples if field in (s.field, "all")]
        pairs = [(worth_in(table.get(FAMILY[s.field]), s.score), s.right) for s in chosen]
        sure = [right for confidence, right in pairs if confidence >= SURE]
        area = auroc(pairs)
        lines.append(
            f"{field:16} {len(pairs):6} {_share([r for _, r in pairs]):6} {len(sure):6} {_share(sure):>16} "
            f"{'-' if area is None else f'{area:.3f}':>6}"
        )
    return "\n".join(lines)


def _share(rights: Sequence[bool]) -> str:
    return f"{sum(rights) / len(rights):.3f}" if rights else "-"


def write_table(table: dict[str, Knots]) -> None:
    """Replace the table's module."""
    head = TABLE_FILE.read_text("utf-8").split("# family", maxsplit=1)[0]
    rows = [
        f'    "{family}": (\n' + "".join(f"        ({x:.4f}, {y:.4f}),\n" for x, y in knots) + "    ),\n"
        for family, knots in table.items()
    ]
    body = "# family → knots (score, share of right values), both rising; between knots by straight line\n"
    kind = "TABLE: dict[str, tuple[tuple[float, float], ...]] = {\n"
    TABLE_FILE.write_text(f"{head}{body}{kind}{''.join(rows)}}}\n", "utf-8")


def main(argv: Sequence[str] | None = None) -> int:
    """Learn, report, and with `--write` replace the table."""
    parser = argparse.ArgumentParser(prog="python -m infra.calibration.learn", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="replace the table that the product uses")
    parser.add_argument("--half", type=int, choices=(0, 1), help="learn on this half, report on the other")
    args = parser.parse_args(argv)
    samples: list[Sample] = []
    half: dict[str, int] = {}
    for folder in args.folders:
        for number, path in enumerate(sorted(folder.glob("*.json"))):
            scan = path.with_suffix(".pdf")
            half[scan.name] = number % 2
            samples.extend(samples_of(scan, json.loads(path.read_text("utf-8"))))
    taught = [s for s in samples if args.half is None or half[s.file] == args.half]
    asked = [s for s in samples if args.half is None or half[s.file] != args.half]
    table = learn(taught)
    sys.stdout.write(report(asked, table) + "\n")
    if args.write:
        write_table(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())

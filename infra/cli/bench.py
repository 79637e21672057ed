"""`congvan bench`: measure on this machine, as ratios against something everyone knows."""

import importlib
from collections.abc import Sequence

from schemas.errors import UsageError

BENCHES = {"read": "infra.cli.bench_read", "road": "infra.cli.bench_road"}
"""What can be measured and where it lives."""

HELP = """usage: ./congvan bench read|road [ARGUMENTS]
  read   pages a minute and CPU seconds a page of our reading against plain tesseract (and OCRmyPDF where installed)
  road   what orchestration costs over `congvan read` of the same files"""


def main(argv: Sequence[str]) -> int:
    """Run the bench named first."""
    if not argv or argv[0] in {"-h", "--help"}:
        print(HELP)
        return 0 if argv else 2
    if argv[0] not in BENCHES:
        raise UsageError(f"there is no bench “{argv[0]}”: read or road")
    return int(importlib.import_module(BENCHES[argv[0]]).main(list(argv[1:])))

"""`congvan test`: everything that must hold, in the order in which it fails fastest."""

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence

from schemas.settings import ROOT

CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ruff check", ("ruff", "check", ".")),
    ("ruff format", ("ruff", "format", "--check", ".")),
    ("import-linter", ("lint-imports",)),
    ("mypy", ("mypy",)),
)
"""Name of each check that is not a test, and its command."""


def run(name: str, command: Sequence[str]) -> bool:
    """Run one command in the checkout; say how it ended and how long it took."""
    start = time.monotonic()
    print(f"== {name}", flush=True)
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    print(f"== {name}: {'passed' if status == 0 else f'FAILED (exit {status})'}, {time.monotonic() - start:.0f} s", flush=True)
    return status == 0


def main(argv: Sequence[str]) -> int:
    """Run the checks, then pytest; arguments go to pytest. 0: all passed."""
    parser = argparse.ArgumentParser(
        prog="congvan test",
        description="Run the whole suite: ruff, import-linter, mypy, then pytest. Arguments go to pytest: tests/unit -k routing",
    )
    parser.add_argument("pytest", nargs=argparse.REMAINDER, help="arguments for pytest; with any, only pytest runs")
    args = parser.parse_args(argv)
    passed = [] if args.pytest else [run(name, command) for name, command in CHECKS]
    passed.append(run("pytest", ("pytest", *args.pytest)))
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`congvan up`, `down`, `status`: the local stack, kept running."""

import argparse
from collections.abc import Sequence

from infra.cli.terminal import harmless
from infra.stack.local import bring_down, bring_up
from infra.stack.report import report

_UP = """Start the local stack (S3 server, Prefect server, watcher) and leave it running; mend it when half of it runs.
The first start takes half a minute: Prefect makes its database. All listen on this machine only.

Scans are dropped into inbox/ of the bucket, or into the folder <home>/s3/<bucket>/inbox.
Settings by environment, docs/settings.md has all: CONGVAN_HOME, CONGVAN_WATCHERS, CONGVAN_NOTIFY_URL …"""

_DOWN = """Stop the local stack. Letters in hand are finished or, at the next `up`, taken up again; data and keys stay."""

_STATUS = """Say what runs, what waits and what is in trouble.

Exit status: 0 all is well, 1 something needs a person (docs/runbook.md)."""


def _no_arguments(name: str, does: str, argv: Sequence[str]) -> None:
    """Answer --help; refuse anything else."""
    raw = argparse.RawDescriptionHelpFormatter
    argparse.ArgumentParser(prog=f"congvan {name}", description=does, formatter_class=raw).parse_args(argv)


def up(argv: Sequence[str]) -> int:
    """Start what is not running; say where everything is."""
    _no_arguments("up", _UP, argv)
    stack = bring_up(print)
    print(f"\nPrefect UI:  {stack.ui}\nS3:          {stack.s3_endpoint} (keys: stack.json of the stack's home, mode 600)")
    return 0


def down(argv: Sequence[str]) -> int:
    """Stop the local stack; nothing is lost."""
    _no_arguments("down", _DOWN, argv)
    bring_down(print)
    return 0


def status(argv: Sequence[str]) -> int:
    """Say what runs and what waits. 0 when all runs, 1 otherwise."""
    _no_arguments("status", _STATUS, argv)
    lines, healthy = report()
    print(harmless("\n".join(lines)))  # words of a lease come from the bucket
    return 0 if healthy else 1

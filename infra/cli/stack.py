"""`congvan up`, `down`, `status`: the local stack, kept running."""

import argparse
from collections.abc import Sequence

from infra.stack.local import bring_down, bring_up
from infra.stack.report import report


def up(argv: Sequence[str]) -> int:
    """Start what is not running; say where everything is."""
    argparse.ArgumentParser(prog="congvan up", description="Start the local stack and leave it running.").parse_args(argv)
    stack = bring_up(print)
    print(f"\nPrefect UI:  {stack.ui}\nS3:          {stack.s3_endpoint} (keys: stack.json of the stack's home, mode 600)")
    return 0


def down(argv: Sequence[str]) -> int:
    """Stop the local stack; nothing is lost."""
    argparse.ArgumentParser(prog="congvan down", description="Stop the local stack; its data stays.").parse_args(argv)
    bring_down(print)
    return 0


def status(argv: Sequence[str]) -> int:
    """Say what runs and what waits. 0 when all runs, 1 otherwise."""
    argparse.ArgumentParser(prog="congvan status", description="What runs, what waits.").parse_args(argv)
    lines, healthy = report()
    print("\n".join(lines))
    return 0 if healthy else 1

"""What the local stack keeps about itself in `<home>/stack.json` (mode 600): addresses, its key pair, its processes."""

import json
import os
from pathlib import Path

from pydantic import Field

from schemas.base import Model

STACK_FILE = "stack.json"


class StackProcess(Model):
    """A process of the stack. `started` is its start time in clock ticks since boot: a reused pid differs there."""

    pid: int
    started: int


class Stack(Model):
    """The local stack as `up` left it. The keys are generated once and kept: the data stays readable over restarts."""

    s3_endpoint: str
    s3_access_key: str
    s3_secret_key: str
    prefect_url: str
    processes: dict[str, StackProcess] = Field(default_factory=dict)
    deployed: str | None = None  # digest of what was last deployed to this Prefect server

    @property
    def ui(self) -> str:
        """Address of Prefect's UI."""
        return self.prefect_url.removesuffix("/api")


def read_stack(home: Path) -> Stack | None:
    """Give what `<home>/stack.json` says, or None when there is none or it is broken (then `up` writes it anew)."""
    try:
        return Stack.model_validate(json.loads((home / STACK_FILE).read_text("utf-8")))
    except (OSError, ValueError):
        return None


def write_stack(home: Path, stack: Stack) -> None:
    """Write `<home>/stack.json` whole or not at all, readable by its owner alone."""
    home.mkdir(parents=True, exist_ok=True)
    draft = home / f".{STACK_FILE}.{os.getpid()}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(stack.model_dump_json(indent=1))
    draft.replace(home / STACK_FILE)

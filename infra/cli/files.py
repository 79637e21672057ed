"""Files that a command is given."""

from collections.abc import Iterable
from pathlib import Path

from schemas.errors import UsageError


def refuse_missing(files: Iterable[Path]) -> None:
    """Refuse, before anything is started, what is no file. Raises UsageError."""
    for file in files:
        if not file.is_file():
            raise UsageError(f"no such file: {file}")

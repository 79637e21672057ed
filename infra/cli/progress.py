"""How long work shows itself: a bar on a terminal, plain lines elsewhere; always on standard error."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol


class Report(Protocol):
    """What a command tells while it works."""

    def pages_of(self, name: str) -> Callable[[int, int], None]:
        """A callback (pages done, pages in all) for one file."""

    def done(self, name: str, words: str) -> None:
        """A file is done; `words` say what became of it."""


class LineReport:
    """Plain lines for logs and pipes: one for each file that is done."""

    def __init__(self, files: int) -> None:
        """Expect `files` files."""
        self._files, self._done, self._start, self._lock = files, 0, time.monotonic(), threading.Lock()

    def pages_of(self, name: str) -> Callable[[int, int], None]:  # noqa: ARG002 - pages are not worth a line in a log
        """Pages are not reported."""
        return lambda _done, _total: None

    def done(self, name: str, words: str) -> None:
        """One line."""
        with self._lock:
            self._done += 1
            print(f"[{self._done}/{self._files}] {time.monotonic() - self._start:6.1f} s  {name}: {words}", file=sys.stderr)


class BarReport:
    """A bar of pages on a terminal, and a line above it for each file that is done."""

    def __init__(self, files: int) -> None:
        """Expect `files` files."""
        from rich.console import Console  # noqa: PLC0415 - 0.1 s that --help need not spend
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

        self._console = Console(stderr=True)
        self.progress = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("pages"), TimeElapsedColumn(),
            console=self._console, transient=True,
        )  # fmt: skip
        self._bar = self.progress.add_task(f"reading {files} files", total=None)
        self._pages: dict[str, tuple[int, int]] = {}
        self._lock = threading.Lock()

    def pages_of(self, name: str) -> Callable[[int, int], None]:
        """Move the bar as pages of this file are read."""

        def tell(done: int, total: int) -> None:
            with self._lock:
                self._pages[name] = (done, total)
                sums = [sum(column) for column in zip(*self._pages.values(), strict=True)]
                self.progress.update(self._bar, completed=sums[0], total=sums[1])

        return tell

    def done(self, name: str, words: str) -> None:
        """One line above the bar; names and words are data, not markup."""
        self._console.print(f"{name}: {words}", markup=False, highlight=False, soft_wrap=True)


@contextmanager
def reporting(files: int, *, to_terminal: bool) -> Iterator[Report]:
    """The report that fits where standard error goes."""
    if not to_terminal:
        yield LineReport(files)
        return
    bar = BarReport(files)
    with bar.progress:
        yield bar

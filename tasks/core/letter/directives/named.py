"""What a letter says elsewhere that its tasks are read by: its day, who writes, whom it names."""

import re
from collections.abc import Sequence
from datetime import date

from schemas.found import Found
from tasks.core.letter.directives.bodies import START
from tasks.core.letter.rows.signs import bare

_WHERE = re.compile(r"\s+(?:trên|thuộc) địa bàn\b|\s+trong (?:toàn )?tỉnh\b")


class Known:
    """What the letter says elsewhere that its tasks are read by."""

    def __init__(self, issued_on: date | None, sender: Found | None, named: Sequence[str]) -> None:
        self.issued_on = issued_on
        self._sender = {bare(name) for name in (sender.value, sender.raw) if name} if sender else set()
        names = {short for name in named for short in (name, _WHERE.split(name)[0])}  # a task leaves out where they are
        whole = sorted((name for name in names if len(name.split()) > 1 and name[0].isupper()), key=len, reverse=True)
        self._named = re.compile("(?:" + "|".join(re.escape(name) for name in whole) + r")(?!\w)") if whole else None

    def starts(self, text: str, at: int) -> bool:
        """Whether a body's name begins at `at`."""
        return START.match(text, at) is not None or (self._named is not None and self._named.match(text, at) is not None)

    def end_of_named(self, text: str, at: int) -> int:
        """The end of the known name that begins at `at`; `at` itself where none does."""
        named = self._named.match(text, at) if self._named else None
        return named.end() if named else at

    def is_sender(self, lead: Sequence[Found]) -> bool:
        """Whether the sender alone is meant: what it writes of itself is no task."""
        return len(lead) == 1 and bare(lead[0].value) in self._sender

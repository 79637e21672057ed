"""What words of a letter are understood as: entries, or words that are left over (phần chưa rõ)."""

import datetime as dt
from dataclasses import dataclass, replace

from schemas.registry import Entry
from schemas.routing import Candidate
from tasks.core.registry.registry import Registry


@dataclass(frozen=True, slots=True)
class View:
    """From where a name is read: the registry, the issuer's id, the letter's date."""

    registry: Registry
    near: str | None
    on: dt.date | None

    def inside(self, entry_id: str) -> "View":
        """The same day, seen from inside another body."""
        return replace(self, near=entry_id)


@dataclass(frozen=True, slots=True)
class Target:
    """An entry that words name. `group`: name of the group that it is a member of; `head`: its head is meant (người đứng đầu)."""

    entry: Entry
    words: str
    score: float = 1.0
    how: str = "exact"
    group: str | None = None
    head: bool = False
    ended: Entry | None = None


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words that name nothing the registry can be sure of. `reason`: unknown, ambiguous or open_set."""

    words: str
    reason: str
    candidates: tuple[Candidate, ...] = ()


Piece = Target | Leftover

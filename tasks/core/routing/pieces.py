"""What words of a letter are understood as: entries, words that send nothing, or words that are left over (phần chưa rõ)."""

import datetime as dt
from dataclasses import dataclass, replace

from schemas.registry import Entry
from schemas.routing import Candidate, NotRoutedReason
from tasks.core.registry.registry import Registry


@dataclass(frozen=True, slots=True)
class Member:
    """The issuer or a body above it: its name, and its entry where the registry has it."""

    name: str
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class View:
    """From where a name is read: the registry, the issuer's id, the letter's date; `house`: the issuer, then those above it."""

    registry: Registry
    near: str | None
    on: dt.date | None
    house: tuple[Member, ...] = ()

    def inside(self, entry: Entry) -> "View":
        """The same day, seen from inside another body."""
        return replace(self, near=entry.id, house=(Member(entry.name, entry),))


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
    """Words that name nothing the registry can be sure of. `reason`: unknown, ambiguous, open_set, commune or branch.

    `noted`: it has no queue by its nature, so that beside recipients that are served nobody needs to look.
    """

    words: str
    reason: str
    candidates: tuple[Candidate, ...] = ()
    noted: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """Words that are understood and send nothing: the issuer's own people where it has no queue, a web site, persons by name."""

    words: str
    reason: NotRoutedReason


@dataclass(frozen=True, slots=True)
class Away:
    """Words whose form says that they are no body of the registry: a company, a person, a school. `reason` says which."""

    words: str
    reason: str


Piece = Target | Leftover | Aside | Away

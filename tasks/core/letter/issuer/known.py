"""What the search for the issuer works with and gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from schemas.found import Found
from schemas.letter import NumberParts, System
from tasks.core.registry.issuer import read_letterhead

if TYPE_CHECKING:
    from schemas.registry import Entry
    from tasks.core.registry.registry import Registry


class Issuer(NamedTuple):
    """Who issued: parent (or None), issuer (or None), the issuer's registry id (or None)."""

    parent: Found | None
    issuer: Found | None
    issuer_id: str | None


@dataclass(frozen=True)
class Known:
    """What of a document is known before its issuer: symbol, place and day of issue, form; the registry, where there is one.

    `place_sure`: how sure the place's words were read, 0 to 1; 0 for one that was put right.
    """

    parts: NumberParts | None = None
    place: str | None = None
    on: date | None = None
    system: System = "state"
    registry: "Registry | None" = None
    place_sure: float = 0.0

    def registered(self, lines: Sequence[str]) -> "Entry | None":
        """The registry's entry for a letterhead's lines (none: for the symbol alone)."""
        if self.registry is None:
            return None
        symbol = self.parts.symbol if self.parts else None
        match = read_letterhead(self.registry, lines, symbol=symbol, place=self.place, on=self.on)
        return match.entry if match else None

    def named_as(self, name: str) -> "Entry | None":
        """The registry's entry that has this name letter for letter, marks too."""
        match = self.registry.best(name, on=self.on) if self.registry else None
        return match.entry if match and match.how == "exact" else None

    def spelt(self, name: str, entry_id: str) -> str:
        """The name with the registry's capitals, where they are all that differs (Cục Quản lý Khám, chữa bệnh)."""
        entry = self.registry.get(entry_id) if self.registry else None
        return entry.name if entry is not None and entry.name.casefold() == name.casefold() else name

    def named(self, name: str) -> "Entry | None":
        """The registry's entry of that name."""
        match = self.registry.best(name, on=self.on) if self.registry else None
        return match.entry if match else None

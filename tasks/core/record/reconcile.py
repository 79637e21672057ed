"""The sum of everything that was ever seen (đối soát): each scan in exactly one state, or said to be in trouble. Pure."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

_LETTER = re.compile(r"(?P<place>letters|quarantine)/(?P<sha>[0-9a-f]{64})/(?P<name>.+)")
_HELD = re.compile(r"held/(?P<id>[0-9a-f]{32})/(?P<name>.+)")


@dataclass(slots=True)
class Sum:
    """Counts by state, and what is not as it must be, by key."""

    states: Counter[str] = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All letters in a named state."""
        return self.states.total()


def reconcile(keys: Iterable[str], status_of: dict[str, str]) -> Sum:
    """Add up an archive. `keys`: all of the bucket's; `status_of`: status by record key, of each record that can be read.

    A letter is an original with a record; of each there is one, and a letter is not in the archive and in quarantine at once.
    """
    found = Sum()
    held: dict[str, set[str]] = {}
    letters: dict[str, dict[str, set[str]]] = {}
    for key in keys:
        if match := _LETTER.fullmatch(key):
            letters.setdefault(match["sha"], {}).setdefault(match["place"], set()).add(match["name"])
        elif match := _HELD.fullmatch(key):
            held.setdefault(match["id"], set()).add(match["name"])
        elif key.startswith("inbox/") and not key.endswith("/"):
            found.states["inbox"] += 1
    for sha, places in sorted(letters.items()):
        _add_letter(found, sha, places, status_of)
    for one, names in sorted(held.items()):
        found.states["held"] += 1
        if not {"scan", "record.json"} <= names:
            found.troubles.append(f"held/{one}: scan or record is missing")
    return found


def _add_letter(found: Sum, sha: str, places: dict[str, set[str]], status_of: dict[str, str]) -> None:
    for place, names in places.items():
        key = f"{place}/{sha}/record.json"
        if not any(name.startswith("original.") for name in names):
            found.troubles.append(f"{place}/{sha}: the original is missing")
        if "record.json" not in names:
            found.troubles.append(f"{place}/{sha}: the record is missing (being worked on, or a crash: drop the scan again)")
        elif key not in status_of:
            found.troubles.append(f"{key}: can't be read")
    records = [place for place in places if f"{place}/{sha}/record.json" in status_of]
    if len(records) > 1:
        found.troubles.append(f"{sha}: both in the archive and in quarantine")
    if records:
        place = "letters" if "letters" in records else records[0]
        found.states[status_of[f"{place}/{sha}/record.json"]] += 1

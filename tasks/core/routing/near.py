"""Words whose form says who they are, and which may yet be a listed name, misread or shortened (gần giống tên có trong danh mục).

Somebody here would miss the letter if such a name were told outside, or kept in the issuer's house: the listed body is used where
its name was surely only misread, and else a person looks.
"""

from collections.abc import Sequence

from schemas.registry import Entry
from schemas.routing import Candidate
from tasks.core.registry.match import Match
from tasks.core.routing.by_form import entries_of
from tasks.core.routing.pieces import Aside, Away, Leftover, Piece, Target, View

_LIKELY = 0.8
"""Score of a candidate whose name may have been read as these words."""


def nearly_listed(words: str, match: Match | None, found: Sequence[Piece], view: View) -> list[Piece] | None:
    """What `words` are instead of `found`, where that is silent and the registry has nearly such a name; `match`: the one misread.

    The issuer's own people and units are not doubted, unless the words say the place of another body.
    """
    own = any(_is_own(piece) for piece in found)
    if not any(_is_silent(piece) for piece in found) and not (own and any(char.islower() for char in words)):
        return None
    near = view.registry.nearly(words, on=view.on, near=view.near, elsewhere=own)
    if match is not None and match.how == "fuzzy" and match.entry.id in [entry.id for entry in near]:
        return list(entries_of(match, words, view))
    return [Leftover(words, "unknown", candidates(near))] if near else None


def misread_of_set(words: str, view: View) -> tuple[Candidate, ...]:
    """The listed bodies that words may be which speak of a set without a queue: "ăn phòng Đoàn ĐBQH" is no set of delegates."""
    return candidates(view.registry.nearly(words, on=view.on, near=view.near))


def candidates(entries: Sequence[Entry]) -> tuple[Candidate, ...]:
    """Entries for a person to choose from."""
    return tuple(Candidate(recipient_id=entry.id, name=entry.name, score=_LIKELY) for entry in entries)


def _is_silent(piece: Piece) -> bool:
    """Whether a piece sends the letter to no desk, or to that of the body above a unit."""
    if isinstance(piece, Leftover):
        return piece.reason in ("branch", "commune")
    return isinstance(piece, Away) or (isinstance(piece, Target) and piece.how == "unit")


def _is_own(piece: Piece) -> bool:
    return (isinstance(piece, Aside) and piece.reason == "own_house") or (isinstance(piece, Target) and piece.how == "own")

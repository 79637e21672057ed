"""Words whose form says who they are, and which may yet be a listed name, misread or shortened (gần giống tên có trong danh mục).

Somebody here would miss the letter if such a name were told outside, or kept in the issuer's house: the listed body is used where
its name was surely only misread, and else a person looks.
"""

import re
from collections.abc import Sequence

from schemas.registry import Entry
from schemas.routing import Candidate
from tasks.core.registry.match import Match
from tasks.core.routing.by_form import entries_of
from tasks.core.routing.pieces import Aside, Away, Leftover, Piece, Target, View

_NOT_ONLY_OWN = re.compile(r"(?:tổng )?cục (?!trưởng)", re.IGNORECASE)
"""Units of ministries, of which the registry has most: one that it lacks is rather another spelling of one that it has."""
_COMMUNES = re.compile(r"\bcác\s+(?:xã|phường|thị\s+trấn)\b", re.IGNORECASE)
_CODED = re.compile(r"(?i:(?:tổng )?cục) (?=\S*[A-ZĐ]{2})[^\s,;]+")
_LIKELY = 0.8
"""Score of a candidate whose name may have been read as these words."""


def nearly_listed(words: str, match: Match | None, found: Sequence[Piece], view: View) -> list[Piece] | None:
    """What `words` are instead of `found`, where that is silent and the registry has nearly such a name; `match`: the one misread.

    The issuer's own people and rooms are not doubted, unless the words say the place of another body; a Cục of a ministry is.
    """
    own = any(_is_own(piece) for piece in found)
    if _COMMUNES.search(words) and all(isinstance(piece, Leftover) and piece.reason == "commune" for piece in found):
        return None
    if not any(_is_silent(piece) for piece in found) and not (own and any(char.islower() for char in words)):
        return None
    of_ministry = _is_of_ministry(view)
    elsewhere = own and not (of_ministry and _NOT_ONLY_OWN.match(words))
    near = view.registry.nearly(words, on=view.on, near=view.near, elsewhere=elsewhere)
    if match is not None and match.how == "fuzzy" and match.entry.id in [entry.id for entry in near]:
        return list(entries_of(match, words, view))
    near = near or (_lost_or_coded(words, view, of_ministry=of_ministry) if own else ())
    return [Leftover(words, "unknown", candidates(near))] if near else None


def _is_of_ministry(view: View) -> bool:
    """Whether a ministry or a part of it speaks; a military region has a Cục of each name of the ministry's (Cục Chính trị)."""
    ministry = any(member.name.startswith("Bộ ") for member in view.house)
    return ministry and not view.house[0].name.startswith(("Quân", "Bộ Tư lệnh", "Bộ Chỉ huy", "Ban Chỉ huy", "Binh"))


def _lost_or_coded(words: str, view: View, *, of_ministry: bool) -> tuple[Entry, ...]:
    """An office that lost its "Văn" (phòng Chủ tịch nước); what comes nearest to a Cục under a code that nobody knows."""
    office = view.registry.best(f"Văn {words}", on=view.on, near=view.near) if words.startswith("phòng ") else None
    if office is not None:
        return (office.entry,)
    if not of_ministry or _CODED.fullmatch(words) is None:
        return ()
    return tuple(one.entry for one in view.registry.suggest(words, on=view.on, near=view.near))


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

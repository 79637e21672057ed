"""Heads of bodies (người đứng đầu): a letter to "Giám đốc Sở Y tế" goes to the department's queue, with a note."""

import re

from schemas.registry import Entry
from tasks.core.registry.keys import plain
from tasks.core.routing.pieces import Piece, Target, View

_HEADS = (
    "giám đốc",
    "phó giám đốc",
    "ban giám đốc",
    "thủ trưởng",
    "chủ tịch",
    "phó chủ tịch thường trực",
    "phó chủ tịch",
    "bí thư",
    "phó bí thư thường trực",
    "phó bí thư",
    "phó cục trưởng",
    "phó chi cục trưởng",
    "phó viện trưởng",
    "phó chánh án",
    "bộ trưởng",
    "thứ trưởng",
    "lãnh đạo",
    "người đứng đầu",
    "trưởng ban",
    "tổng cục trưởng",
    "chi cục trưởng",
    "cục trưởng",
    "vụ trưởng",
    "chánh án",
    "viện trưởng",
    "tổng giám đốc",
    "chỉ huy trưởng",
    "chánh thanh tra",
    "tổng thanh tra",
    "hiệu trưởng",
    "thống đốc",
)
_OTHER_HEADS = frozenset({"chánh", "trưởng", "cục", "vụ", "chi", "tổng", "hiệu", "viện", "chỉ", "thống"})
"""First words of heads of something inside, where they stand alone."""


def head_of(words: str, view: View) -> list[Piece] | None:
    """`Giám đốc Sở Y tế` is for Sở Y tế; `Giám đốc, các PGĐ Sở` within a department is for that department."""
    said = list(view.registry.keys.words(words))
    rest, had_head = _without_heads(said)
    if not had_head:
        return _of_body([_with_noun(said)], words, view)
    issuer = view.registry.get(view.near) if view.near else None
    if issuer is not None and rest in ([], [_own_word(issuer)]):
        ours = issuer.type in ("so", "ngang_so", "ban") and (rest or said[0] not in _OTHER_HEADS)
        return [Target(issuer, words, head=True, how="head")] if ours else None
    return _of_body([rest, _with_noun(said)], words, view)


def _of_body(names: list[list[str]], words: str, view: View) -> list[Piece] | None:
    """The first of `names` that is a body of the registry, for its head or deputy."""
    presided = _PRESIDED.match(" ".join(view.registry.keys.words(words))) is not None
    for name in names:
        match = view.registry.best(" ".join(name), on=view.on, near=view.near) if name else None
        if match is None or match.how == "fuzzy" or match.entry.kind != "organisation":
            continue
        if not (presided and _is_authority(match.entry, view)):
            return [Target(match.entry, words, match.score, "head", head=True, ended=match.ended)]
    return None


_PRESIDED = re.compile(r"(?:các\s+)?(?:phó\s+)?chủ\s+tịch\b", re.IGNORECASE)


def _is_authority(entry: Entry, view: View) -> bool:
    """Whether the registry has the body's chairmen with desks of their own (UBND, HĐND, Quốc hội), or it is a commune's."""
    return entry.level == "commune" or view.registry.get(f"{entry.id}/chu-tich") is not None


_WITH_NOUN = frozenset({"ban", "phòng", "văn", "thanh", "công"})
"""First words of what such a head's title ends in and the body's name begins with: Phó Trưởng *Ban Tổ chức*, Trưởng *Công an*."""


def _with_noun(words: list[str]) -> list[str]:
    """The body's name behind `(phó) trưởng` or `chánh`; nothing behind other titles."""
    rest = words[1:] if words[:1] == ["phó"] else words
    return rest[1:] if rest[:1] in (["trưởng"], ["chánh"]) and rest[1:2] and rest[1] in _WITH_NOUN else []


def _own_word(issuer: Entry) -> str:
    return issuer.name.split()[0].lower()


def _without_heads(words: list[str]) -> tuple[list[str], bool]:
    """Take titles of heads off the front, as often as they come."""
    found = False
    again = True
    while again:
        again = False
        for head in _HEADS:
            title = head.split()
            if [plain(word) for word in words[: len(title)]] == [plain(word) for word in title]:
                words, found, again = words[len(title) :], True, True
    if words[:1] in (["trưởng"], ["chánh"]) and words[1:2] in (["phòng"], ["ban"], ["văn"], ["thanh"]):
        return words[1:], True  # Trưởng phòng Nội vụ
    return words, found

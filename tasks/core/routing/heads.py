"""Heads of bodies (người đứng đầu): a letter to "Giám đốc Sở Y tế" goes to the department's queue, with a note."""

from schemas.registry import Entry
from tasks.core.registry.keys import plain
from tasks.core.routing.pieces import Piece, Target, View

_HEADS = (
    "giám đốc",
    "phó giám đốc",
    "ban giám đốc",
    "thủ trưởng",
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
        return None
    issuer = view.registry.get(view.near) if view.near else None
    if issuer is not None and rest in ([], [_own_word(issuer)]):
        ours = issuer.type in ("so", "ngang_so", "ban") and (rest or said[0] not in _OTHER_HEADS)
        return [Target(issuer, words, head=True, how="head")] if ours else None
    match = view.registry.best(" ".join(rest), on=view.on, near=view.near) if rest else None
    if match is None or match.how == "fuzzy" or match.entry.kind != "organisation":
        return None
    return [Target(match.entry, words, match.score, "head", head=True, ended=match.ended)]


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

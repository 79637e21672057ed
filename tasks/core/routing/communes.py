"""Communes (xã, phường, đặc khu) in printed names: those of the registry, those that it can't tell, and all of a province."""

import re

from schemas.routing import Candidate
from tasks.core.registry.match import Match
from tasks.core.routing.heads import head_of
from tasks.core.routing.house import is_others
from tasks.core.routing.house_words import COMMUNE
from tasks.core.routing.pieces import Aside, Leftover, Piece, Target, View

_OF_ITS_OWN = re.compile(r"(?:công an|trường|trung tâm|trạm|hội|đoàn|ban chỉ huy|bệnh viện)\b", re.IGNORECASE)
"""Bodies in a commune that are not of its People's Committee's own house: with a seal and clerks of their own."""
_AUTHORITY = re.compile(r"\W*(?:UBND|[uủ][yỷ] ban nhân dân)\b", re.IGNORECASE)
_EVERY = re.compile(
    r"(?:các\s+)?(?:xã|phường)(?:\s*(?:,|và)\s*(?:các\s+)?(?:xã|phường|đặc khu))*"
    r"(?:\s+(?:thuộc|trực thuộc|trong|trên địa bàn|của)?\s*(?:tỉnh|thành phố|TP))?",
    re.IGNORECASE,
)
_SPEAKS = {"state": "UBND", "party": "Đảng ủy"}
"""Whom an office of a system means by "các xã, phường" without a body."""
_KIND = re.compile(r"\b(xã|phường|thị trấn|đặc khu)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\s*[,;+]\s*|\s+và\s+")


def how_known(match: Match, view: View) -> str:
    """How a name was matched; that of a commune with a twin as one that lost its marks: a letter misread gives the other's name."""
    return "folded" if match.how != "fuzzy" and view.registry.has_twin(match.entry) else match.how


def bodies_of_one(words: str, view: View) -> list[Piece] | None:
    """`Đảng ủy, HĐND, UBND xã Ba Vì`: each is that commune's, and none the issuer's; None where one is a body by itself."""
    said = list(COMMUNE.finditer(words))
    parts = _SEVERAL.split(words)
    if len(said) != 1 or len(parts) < 2 or COMMUNE.search(parts[-1]) is None:
        return None
    unit = words[said[0].start() :]
    pieces: list[Piece] = []
    for part in (*parts[:-1], parts[-1].removesuffix(unit)):
        match = view.registry.best(f"{part} {unit}", on=view.on, near=view.near)
        if match is not None and match.entry.level == "commune":
            pieces.append(Target(match.entry, part, match.score, how_known(match, view)))
        elif view.registry.best(part, on=view.on, near=view.near) is not None:
            return None
        else:
            pieces.append(Leftover(f"{part} {unit}", "commune"))
    return pieces if any(isinstance(piece, Target) for piece in pieces) else None


def of_communes(words: str, view: View) -> list[Piece] | None:
    """What is told of words that by their form name communes or their bodies; None where their parts are to be looked at."""
    if _is_list(words, view) or _lacks_its_body(words, view) or _are_own(words, view):
        return None
    known = _of_either_kind(words, view) or _every_commune(words, view) or _and_a_named_one(words, view)
    return known or [_in_commune(words, view)]


_AND_A_NAMED_ONE = re.compile(
    r"(?P<set>(?P<body>.*?)\s*\bcác\s+(?:xã|phường)(?:\s*,\s*(?:xã|phường))*)\s*(?:,|,?\s+và)\s+"
    r"(?P<one>đặc khu (?-i:[A-ZĐ])[^,;]+)",
    re.IGNORECASE,
)


def _and_a_named_one(words: str, view: View) -> list[Piece] | None:
    """`UBND các xã, phường và đặc khu Mây Gió`: all of the two kinds, and the one that is named."""
    said = _AND_A_NAMED_ONE.fullmatch(words)
    group = view.registry.group(said["set"], on=view.on, near=view.near) if said is not None else None
    if said is None or group is None:
        return None
    one = view.registry.best(f"{said['body']} {said['one']}", on=view.on, near=view.near)
    if one is None or one.entry.level != "commune":
        return None
    members = [Target(member, said["set"], group=group.rule.name, how="group") for member in group.members]
    return [*members, Target(one.entry, said["one"], one.score, how_known(one, view))]


def _are_own(words: str, view: View) -> bool:
    """Whether a listed commune names several of its own of which each has a desk: Trưởng Công an phường, CHT Ban CHQS phường."""
    commune = view.registry.place_of(view.near)
    parts = _SEVERAL.split(words)
    if commune is None or commune.id not in view.registry.entries.communes or COMMUNE.search(words) or len(parts) < 2:
        return False
    known = (view.registry.best(part, on=view.on, near=view.near) or head_of(part, view) for part in parts)
    return all(known)


def _every_commune(words: str, view: View) -> list[Piece] | None:
    """`Các xã, phường trên địa bàn tỉnh`: their People's Committees where the state writes, their Đảng ủy where the Party does."""
    issuer = view.registry.get(view.near) if view.near else None
    body = _SPEAKS.get(issuer.system or "") if issuer is not None and issuer.level == "province" else None
    if body is None or not _EVERY.fullmatch(words) or not _SEVERAL.search(words):
        return None
    group = view.registry.group(f"{body} {words}", on=view.on, near=view.near)
    if group is None:
        return None
    return [Target(member, words, group=group.rule.name, how="group") for member in group.members]


def _in_commune(words: str, view: View) -> Piece:
    """A commune's body that was not matched: the issuer's own commune is at home already, another one is named."""
    own = next((COMMUNE.search(member.name) for member in view.house if COMMUNE.search(member.name)), None)
    said = COMMUNE.search(words)
    if view.house and _OF_ITS_OWN.match(view.house[0].name) and _AUTHORITY.match(words):
        return _unmatched(words, view)  # a school's letter to the committee of its ward: another office
    if own is not None and (said["name"] == own["name"] if said is not None else not is_others(words)):
        return Aside(words, "own_house")
    return _unmatched(words, view)


def _are_some_listed(words: str, view: View) -> bool:
    """Whether words limit a set of communes that are all listed (UBND các xã, phường *ven biển*): some of them are meant."""
    said = _SEVERAL_OF.match(words)
    body = (said["body"].strip() or "UBND") if said is not None else ""
    return bool(body) and view.registry.group(f"{body} các xã, phường", on=view.on, near=view.near) is not None


_SEVERAL_OF = re.compile(r"\W*(?P<body>.*?)\s*\bcác\s+(?:xã|phường|đặc khu)\b", re.IGNORECASE)


def _unmatched(words: str, view: View) -> Leftover:
    """By its form a commune's; where the registry has all communes of the day and such a body of each, a name to ask about."""
    if _are_some_listed(words, view):
        return Leftover(words, "unknown")
    said = COMMUNE.search(words.replace(":", ""))
    head, _, kinds = words.replace(":", "")[: said.start("name") if said is not None else 0].strip().partition(" các ")
    body = f"{head} {kinds.split()[-1]}" if kinds else head  # UBND các xã, phường: Bảo Lạc
    one = view.registry.some_commune(body.rpartition(" ")[2], view.near, view.on)
    known = view.registry.best(body, on=view.on, near=one.id) if one is not None and " " in body else None
    if one is None or known is None or known.entry.jurisdiction != one.id:
        return Leftover(words, "commune")
    near = view.registry.suggest(words, on=view.on, near=view.near)
    candidates = (Candidate(recipient_id=m.entry.id, name=m.entry.name, score=round(m.score, 3)) for m in near)
    return Leftover(words, "unknown", tuple(candidates))


def _of_either_kind(words: str, view: View) -> list[Piece] | None:
    """`UBND các xã, phường: Bảo Lạc, Thục Phán`: each of the one kind of which the province has one of that name."""
    prefix, colon, names = words.partition(":")
    kinds = dict.fromkeys(_KIND.findall(prefix))
    if not colon or len(kinds) < 2:
        return None
    head = re.sub(r"\s+các\s*$", "", _KIND.split(prefix)[0], flags=re.IGNORECASE).strip()
    pieces: list[Piece] = []
    for name in _SEVERAL.split(names.strip()):
        said = (view.registry.best(f"{head} {kind} {name}", on=view.on, near=view.near) for kind in kinds)
        found = {match.entry.id: match for match in said if match is not None and match.entry.level == "commune"}
        one = next(iter(found.values())) if len(found) == 1 else None
        pieces.append(Target(one.entry, name, one.score, how_known(one, view)) if one else Leftover(f"{head} {name}", "unknown"))
    return pieces if any(isinstance(piece, Target) for piece in pieces) else None


def _is_list(words: str, view: View) -> bool:
    """Whether `words` name several communes of which the registry has one: UBND các xã Hòa Tiến, Bà Nà; UBND các xã: Hòa Tiến."""
    head, colon, names = words.partition(":")
    parts = [f"{head} {_SEVERAL.split(names)[0]}"] if colon else _SEVERAL.split(words)
    if len(parts) < 2 and not colon:
        return False
    found = (view.registry.best(part, on=view.on, near=view.near) for part in parts)
    return any(match is not None and match.entry.level == "commune" for match in found)


def _lacks_its_body(words: str, view: View) -> bool:
    """Whether `words` are a commune of the registry and no body of it: phường Sơn Tây behind UBND các xã Hòa Lạc, Thạch Thất."""
    said = COMMUNE.fullmatch(words)
    match = view.registry.best(f"UBND {words}", on=view.on, near=view.near) if said is not None else None
    return match is not None and match.entry.level == "commune"


def of_own_commune(words: str, view: View) -> bool:
    """Whether a commune of the registry says of its own bodies what a province says of its: "các ngành, đoàn thể"."""
    commune = view.registry.place_of(view.near)
    if commune is None or commune.id not in view.registry.entries.communes:
        return False
    group = view.registry.group(words, on=view.on, near=commune.province)
    return group is not None and group.rule.of == "province"

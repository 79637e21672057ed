"""Who is told by the form of printed words, where the registry has no such name: own people, outsiders, communes, sets."""

import re
from collections.abc import Iterator

from schemas.registry import Entry
from schemas.routing import Candidate
from tasks.core.registry.match import Match
from tasks.core.routing.communes import bodies_of_one, how_known, of_communes, of_own_commune
from tasks.core.routing.heads import head_of
from tasks.core.routing.house import is_own_part, is_subordinate, own_people
from tasks.core.routing.house_words import COMMUNE
from tasks.core.routing.outsiders import away_of, ends_in_name, is_branch, is_local_office, is_of_commune, is_settlement
from tasks.core.routing.pieces import Aside, Leftover, Piece, Target, View
from tasks.core.routing.unlisted import sort_of

_UNIT = re.compile(
    r"^(?:các\s+)?(?:phòng|vụ|cục|ban|khoa|văn phòng|VP|thanh tra|tổ|bộ phận|đảng đoàn|(?:đảng|chi) bộ)\b", re.IGNORECASE
)
_PERSONS_NAMED = re.compile(
    r"^(?:và\s+)?(?:các\s+)?(?:(?:tập thể|cá nhân|hộ gia đình)\s*$"
    r"|(?:ông|bà|tập thể|cá nhân|đồng chí|sinh viên|học sinh|cán bộ|thành viên|tổ chức)\b.*\bcó tên\b)",
    re.IGNORECASE,
)


_UNITS_OF_ALL = re.compile(
    r"^(?:các\s+)?(?:vụ|tổ chức pháp chế|thanh tra|văn phòng)\b.*\b(?:các bộ|bộ, ngành|cơ quan ngang bộ)\b"
    r"|^(?:(?:thường trực|đảng [uủ][yỷ])\s+)?cấp trên\W*$",
    re.IGNORECASE,
)
"""One unit of every ministry (Vụ Thi đua - Khen thưởng các bộ, ngành), or whoever stands above the issuer: no list has them."""


def by_form(words: str, view: View) -> list[Piece] | None:
    """Who is told by the form of the words: the issuer's own people, and whoever no registry could hold."""
    found = bodies_of_one(words, view) or _named_holder(words, view) or own_people(words, view) or _own_set(words, view)
    named = " " in words.strip()  # BV, TAND: a sort of office, and no one of them
    if found is None and named and is_branch(words) and _is_one(words, view):
        return [Leftover(words, "branch")]
    away = away_of(words) if found is None else None
    found = [away] if away is not None else found
    if found is not None:
        return found if _is_one(words, view) or bodies_of_one(words, view) else None
    if is_subordinate(words) or is_settlement(words) or is_own_part(words, view) or _UNITS_OF_ALL.match(words):
        return [Leftover(words, "open_set", noted=True)]
    if _PERSONS_NAMED.match(words):
        return [Aside(words, "persons")]
    kind, colon, names = words.partition(":")
    listed = bool(colon) and all(name.strip()[:1].isupper() for name in re.split(r",|\svà\s", names))
    of_commune = is_of_commune(kind) and not _opens_with_another(kind, view)
    if of_commune and _is_one(kind if listed else words, view):  # UBND các xã: Hòa Tiến, Bà Nà
        return of_communes(words, view)
    return [Leftover(words, "branch")] if is_local_office(words) and _is_one(words, view) else None


def by_sort(words: str, view: View) -> list[Piece] | None:
    """Who is told by a sort of which the registry has none, where it has nothing that is written nearly so."""
    return sort_of(words, view) if _is_one(words, view) else None


def _is_one(words: str, view: View) -> bool:
    """Whether none of the further parts of `words` is a body by itself: only then is all of it one recipient."""
    whole = re.sub(r"phòng,\s*chống", "chống", words, flags=re.IGNORECASE)
    for part in re.split(r"\s*[;+,]\s*|\s+và\s+|\s+cùng\s+", whole)[1:]:
        known = view.registry.best(part, on=view.on, near=view.near) if part[:1].isupper() or " " in part else None
        if (known is not None and known.how != "fuzzy") or view.registry.group(part, on=view.on, near=view.near) is not None:
            return False
        if (
            own_people(part, view) is not None
            or (away_of(part) is not None and part[:1].isupper())
            or head_of(part, view) is not None
        ):
            return False
    return True


def _opens_with_another(words: str, view: View) -> bool:
    """Whether what stands before a comma is a body or its head by itself: Trưởng phòng Nội vụ, Chủ tịch UBND các xã."""
    first, comma, rest = words.partition(",")
    if not comma or not is_of_commune(rest):
        return False
    known = view.registry.best(first, on=view.on, near=view.near)
    return (known is not None and known.how != "fuzzy") or head_of(first, view) is not None


def _own_set(words: str, view: View) -> list[Piece] | None:
    """`Các ngành, đoàn thể` in the letter of a commune."""
    return [Aside(words, "own_house")] if said_in_commune(words, view) and of_own_commune(words, view) else None


def _named_holder(words: str, view: View) -> list[Piece] | None:
    """`PTTg Trần Hồng Hà`, `Phó Thủ tướng Thường trực Nguyễn …`: whoever holds the office; the name behind it changes nothing."""
    tokens = words.split()
    for count in (4, 3, 2):
        office = " ".join(tokens[:-count])
        if not office or office[-1] in ",;:" or not ends_in_name(words, count):  # UBND các xã: Hòa Lạc, Thạch Thất
            continue
        match = view.registry.best(office, on=view.on, near=view.near)
        if match is not None and match.how != "fuzzy" and match.entry.kind == "role":
            return list(entries_of(match, words, view))
        own = own_people(office, view)
        if own is not None:
            return own
    return None


def said_in_commune(words: str, view: View) -> bool:
    """Whether a commune that the registry lacks speaks of its own bodies: "các đoàn thể" without "tỉnh"."""
    entry = view.house[0].entry if view.house else None
    listed = entry is not None and entry.level == "commune"
    inside = listed or (bool(view.house) and entry is None and COMMUNE.search(view.house[0].name) is not None)
    return inside and re.search(r"\b(?:tỉnh|thành phố|TP|sở)\b", words, re.IGNORECASE) is None


def own_authority(words: str, view: View) -> bool:
    """Whether a commune says its own authority without its level: `Lãnh đạo UBND` in a ward's letter is not the city's."""
    return said_in_commune(words, view) and _AUTHORITY_AT_END.search(words) is not None


_AUTHORITY_AT_END = re.compile(
    r"(?<!\w)(?:UBND|HĐND|UBMTTQ\w*|MTTQ|[uủ][yỷ] ban nhân dân|hội đồng nhân dân|[uủ][yỷ] ban MTTQ|mặt trận tổ quốc)"
    r"(?: Việt Nam| VN)?\W*$",
    re.IGNORECASE,
)


def unit_of_another(words: str, view: View) -> list[Piece] | None:
    """`Cục Phòng bệnh - Bộ Y tế`: the unit, where the registry has it as that body's; else whoever opens the unit's letters."""
    if re.search(r"[;+]", words) or _SET_UP.match(words):
        return None
    unit, dash, owner = words.rpartition(" - ")
    body = (_body(owner, view) if dash else None) or _owner_at_end(words, view)
    if body is None or (dash and _names_more(unit, view)):
        return None
    beside = _body(unit, view) if dash else None
    if beside is not None and beside.parent != body.id and body.parent != beside.id and not _UNIT.match(unit):
        return [Target(beside, unit), Target(body, owner)]  # TT ĐU - TT HĐND phường
    named = _listed_unit(unit, words, body, view) if dash else None
    if body in [member.entry for member in view.house]:
        known = named is not None and isinstance(named[0], Target)
        above = view.house[0].entry != body
        return (named if known else own_people(words, view)) or ([Target(body, words, how="own")] if dash or above else None)
    if _OFFICE_OF_MINISTRY.match(words) and body.type == "bo":
        return [Target(body, words)]
    return named or [unlisted_unit(words, body)]


def _names_more(unit: str, view: View) -> bool:
    """Whether a list's first parts are bodies by themselves: Phòng Y tế huyện X, Phòng Tài chính - Sở Y tế."""
    return any(_body(part.strip(), view) is not None for part in re.split(r",|\svà\s", unit)[:-1])


def _listed_unit(unit: str, words: str, body: Entry, view: View) -> list[Piece] | None:
    """The unit that the registry has as the body's; one that is nearly called so is for a person."""
    found = view.registry.best(unit, on=view.on, near=body.id)
    if found is None or found.entry.parent != body.id:
        return None
    if found.how != "fuzzy":
        return list(entries_of(found, words, view))
    return [Leftover(words, "unit_of_body", (_candidate(found.entry, found.score), _candidate(body, 0.5)))]


_SET_UP = re.compile(
    r"\W*(?:(?:các\s+)?(?:thành viên|TV|thường trực|trưởng|phó trưởng)\s+)?"
    r"(?:ban chỉ đạo|BCĐ\w*|hội đồng|tổ công tác|tổ giúp việc|tổ biên tập)\b",
    re.IGNORECASE,
)
"""Boards that several bodies man (Ban Chỉ đạo 35 Tỉnh ủy): no unit of the one that set them up."""


def unlisted_unit(words: str, body: Entry) -> Piece:
    """A unit that the registry lacks, of a `body` that it has: to the body, whose clerks pass it on, unless it has its own."""
    if _STANDING_PART.match(words):
        return Target(body, words)
    if _WITHOUT_CLERKS.match(words):
        return Target(body, words, how="unit")
    return Leftover(words, "branch", (_candidate(body, 0.5),))


def _candidate(entry: Entry, score: float) -> Candidate:
    return Candidate(recipient_id=entry.id, name=entry.name, score=round(score, 3))


_STANDING_PART = re.compile(r"\W*(?:thường trực\s+)?ban\s+(?:thường vụ|chấp hành|thường trực)\b", re.IGNORECASE)
"""Who stands for a committee (Ban Thường vụ Đảng ủy UBND tỉnh) is the committee itself, and no unit of it."""
_WITHOUT_CLERKS = re.compile(
    r"\W*(?:các\s+)?(?:phòng|vụ|văn\s+phòng|VP|thanh\s+tra|tổ|bộ\s+phận|khoa|đảng\s+đoàn|(?:đảng|chi)\s+bộ|ban(?!\s+quản\s+lý)|P[ACKHVX]\d{2})\b",
    re.IGNORECASE,
)
"""Units without a seal and văn thư of their own; a Cục, Chi cục or Trung tâm has them."""
_OFFICE_OF_MINISTRY = re.compile(r"\W*văn phòng (?:bộ\b|-)", re.IGNORECASE)
"""Văn phòng Bộ Y tế: the ministry's clerks sit there."""


def _owner_at_end(words: str, view: View) -> Entry | None:
    """`Ban Tuyên giáo TW Đoàn`, `Thanh tra Sở Xây dựng`: the body that stands at the end of a unit's name."""
    if _UNIT.match(words) is None or re.search(r"[,;+]|\svà\s", words):
        return None
    tokens = words.split()
    tails = (" ".join(tokens[at:]) for at in range(1, len(tokens) - 1) if tokens[at][:1].isupper())
    return next((body for tail in tails if (body := _body(tail, view)) is not None), None)


def _body(name: str, view: View) -> Entry | None:
    match = view.registry.best(name, on=view.on, near=view.near)
    return match.entry if match is not None and match.how != "fuzzy" and match.entry.kind == "organisation" else None


def leaves_commune(words: str, match: Match) -> bool:
    """Whether an inexact match of a commune's name would be the body of another level."""
    return match.how == "folded" and is_of_commune(words) and match.entry.level != "commune"


def entries_of(match: Match, words: str, view: View) -> Iterator[Piece]:
    """A matched entry; of a group entry its members; a group without members is an open set."""
    entry = match.entry
    if entry.kind != "group":
        yield Target(entry, words, match.score, how_known(match, view), ended=match.ended)
        return
    members = [view.registry.get(member) for member in entry.members]
    if not members:
        yield Leftover(words, "open_set")
    for member in members:
        if member is not None:
            yield Target(member, words, match.score, match.how, group=entry.name)

"""The issuer's own people and units (nội bộ cơ quan ban hành): "Lãnh đạo Bộ", "Các Thứ trưởng", "Phòng TH", "Các Vụ, Cục thuộc Bộ".

A body's own people need no entry of their own: what is said without another body's name is the issuer's, or that of the body
above it where the words say so ("Bộ trưởng" in a letter of a Cục). It goes to the queue of that body; a body that the registry
doesn't have has none, and nobody needs to look: the letter is at home already.
"""

import re
from collections.abc import Sequence

from schemas.letter import Document
from schemas.registry import Entry
from tasks.core.registry.keys import plain
from tasks.core.registry.registry import Registry
from tasks.core.routing.house_words import (
    ABBREVIATED,
    BOARDED,
    COUNCILS,
    HEADS,
    LOCAL_OFFICE,
    MINISTRY,
    NOUNS,
    OF_ANY,
    OF_CENTRE,
    OF_COUNCIL,
    OF_MINISTRY,
    OF_OFFICE,
    OF_STAFF,
    OFFICES,
    OWN_COMMITTEES,
    UNITS,
    WITH_NOUN,
    is_task,
)
from tasks.core.routing.initials import initials_of
from tasks.core.routing.outsiders import away_of, ends_in_name
from tasks.core.routing.pieces import Aside, Member, Piece, Target, View
from tasks.core.routing.unnamed import is_role_without_body

_FOREIGN = re.compile(
    r"\b(?:huyện|(?<!thị )xã(?! hội)|phường|quận|thị xã|thị trấn|tỉnh|thành phố|TP|đặc khu|UBND|HĐND|Bộ(?! phận)|Sở|Tỉnh [uủ][yỷ]|"
    r"Huyện [uủ][yỷ]|Thành [uủ][yỷ]|Công ty|Trường|Bệnh viện|Chính phủ|Quốc hội|TW|Trung ương|khu vực|trực thuộc"
    r"|trong và ngoài|Thương mại và|[Gg]iao dịch)\b"
)
"""Words of other bodies and of other levels: "Phòng Nội vụ huyện X" is nobody's own room but the district's."""
_SUBORDINATE = re.compile(
    r"\b(?:đơn vị|cơ quan|chi cục|đội|hạt|trạm|trung tâm|trường|bệnh viện|cơ sở|phòng giao dịch|công ty|khoa|bộ môn)"
    r"\b[^,;]*\btrực thuộc\b",
    re.IGNORECASE,
)
"""Bodies below the issuer (các đơn vị trực thuộc) have their own clerks: an open set, not the issuer's people."""
_PARTS = re.compile(
    r"^(?:(?:thủ trưởng|lãnh đạo|trưởng)\s+)?(?:các\s+)?(?:đơn vị|cơ quan|tổ|đội)(?:\s*(?:,|và)\s*(?:đơn vị|cơ quan))?\s+"
    r"(?:thuộc\s+)?(?P<owner>[^,;]+)$",
    re.IGNORECASE,
)
"""Bodies and units of one body: with clerks of their own or none, without a list."""
_BRANCHES = re.compile(
    r"^các\s+(?:chi cục|hạt|trạm|đội|trung tâm|chi nhánh|điện lực|khu quản lý|phòng (?:THADS|thi hành án)|"
    r"sư đoàn|lữ đoàn|trung đoàn|tiểu đoàn|đồn|chi bộ|chi đoàn|chi hội|tổ công đoàn|công đoàn bộ phận)\b"
    r"(?!.*\b(?:huyện|xã|phường|tỉnh)\b)",
    re.IGNORECASE,
)
_ALL = re.compile(r"^(?:(?:các|toàn thể|lãnh đạo|trưởng|phó trưởng|trưởng các|thủ trưởng)\s+)*(?=\S)", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:các|cấp|những)\s+"
    r"(?:huyện|quận|thị|thành|xã|phường|tỉnh|bộ(?!\s+phận)|sở|ngành(?!\s+kinh\s+tế)|địa phương|cấp)\b",
    re.IGNORECASE,
)
"""Several places or bodies: who is theirs is not the issuer's own."""
_PLURAL = re.compile(r"^(?:các|toàn thể)\s+", re.IGNORECASE)
_KINDS = frozenset({"tinh", "huyen", "quan", "xa", "phuong"})
_LEVEL = frozenset(map(plain, ["tỉnh", "thành", "phố", "huyện", "thị", "xã", "quận", "phường", "trấn", "cơ", "quan"]))


def house_of(document: Document, registry: Registry, issuer: Entry | None) -> tuple[Member, ...]:
    """The issuer and the bodies above it, as far as the letter or the registry names them."""
    if issuer is not None:
        above = registry.get(issuer.parent) if issuer.parent else None
        return (Member(issuer.name, issuer), *([Member(above.name, above)] if above is not None else []))
    printed = [found.value for found in (document.issuer, document.parent_issuer) if found is not None]
    return tuple(Member(name, _above(name, registry) if at else None) for at, name in enumerate(printed))


def _above(name: str, registry: Registry) -> Entry | None:
    match = registry.best(name)
    return match.entry if match is not None and match.how != "fuzzy" else None


def own_people(words: str, view: View) -> list[Piece] | None:
    """`words` as people or units of the issuer or of the body above it; None when they may be anybody else's."""
    if not view.house or _SUBORDINATE.search(words) or _OTHERS.search(words):
        return None
    return _people(words, view) or _body_above(words, view) or (None if away_of(words) else _units(words, view))


def continues(before: str, words: str, view: View) -> list[Piece] | None:
    """`QLGT` after `Phòng QLKDD`: a further unit that the same noun governs; a code or a few words with a capital."""
    noun = _ALL.sub("", before.strip()).split()
    if not noun or len(words.split()) > 4 or not (words[:1].isupper() or words[:1].isdigit()) or _FOREIGN.search(words):
        return None
    return _units(f"{noun[0].rstrip(':.')} {words}", view) if _units(before, view) is not None else None


def is_subordinate(words: str) -> bool:
    """Whether bodies below the issuer are meant, without a list: Các đơn vị trực thuộc, Các Chi cục Hải quan trực thuộc."""
    return _SUBORDINATE.search(words) is not None or _BRANCHES.match(words) is not None


def is_own_part(words: str, view: View) -> bool:
    """Whether all bodies and units of the issuer, or of the body above it, are meant: Thủ trưởng các đơn vị thuộc Bộ."""
    owner = _PARTS.match(words)
    if owner is None:
        return False
    said = _said(owner["owner"], view)
    return any(_is_own(said, member) or _is_own([owner["owner"].lower()], member) for member in view.house)


def is_others(words: str) -> bool:
    """Whether words speak of several places or bodies, and so of nobody's own people."""
    return _OTHERS.search(words) is not None


def noun_of(name: str) -> str:
    """What a body's own people call it: Sở of Sở Y tế, văn phòng of Văn phòng Chính phủ; its first word where none is known."""
    low = f"{name.lower()} "
    return next((noun for noun in NOUNS if low.startswith(f"{noun} ")), low.split(maxsplit=1)[0] if low.strip() else "")


def _said(words: str, view: View) -> list[str]:
    """Words in small letters, abbreviations written out, without "các", "và", "của"."""
    told = view.registry.keys.words(words)
    return [part for word in told for part in ABBREVIATED.get(word, word).split()]


def _people(words: str, view: View) -> list[Piece] | None:
    """Heads and staff: all that the words say beside them is whose they are, or a name (Thứ trưởng Đỗ Xuân Tuyên)."""
    said = _said(words, view)
    if _is_own_committee(said, view.house[0]) and not _PLURAL.match(words):
        return _to(view.house[0], words)
    if is_task(words) and not is_role_without_body(words):
        return _to(view.house[0], words)
    heads, rest = _heads(said)
    if not heads:
        return None
    rest = [] if rest and (ends_in_name(words, len(rest)) or " ".join(rest) in OF_STAFF) else rest
    for member in view.house:
        fits = all("*" in nouns or _nouns_of(member) & nouns for nouns in heads)
        at_home = not rest or (
            _PLURAL.sub("", words.lower()).removeprefix("phó ").startswith(WITH_NOUN) and {plain(word) for word in rest} <= _LEVEL
        )
        if (at_home and fits) or (rest and _is_own(rest, member)):
            return _to(member, words)
    return None


def _is_own_committee(said: Sequence[str], issuer: Member) -> bool:
    """Whether a Party cell, union or youth group of the issuer is meant: Công đoàn, Đoàn Thanh niên *trường*."""
    ends = [at for at in range(1, len(said) + 1) if " ".join(said[:at]) in OWN_COMMITTEES]
    return any(at == len(said) or _is_own(said[at:], issuer) for at in ends)


def _body_above(words: str, view: View) -> list[Piece] | None:
    """`KBNN` in a letter of a province's treasury: the body above, whose name is the issuer's without the place."""
    said = [plain(word) for word in _said(words, view)]
    for member in view.house[1:]:
        name = [plain(word) for word in re.findall(r"\w+", member.name.lower())]
        if len(said) > 2 and said == name[: len(said)] and " ".join(name[len(said) :]) in ("trung uong", "viet nam"):
            return _to(member, words)
    return None


def _heads(said: Sequence[str]) -> tuple[list[frozenset[str]], list[str]]:
    """Which bodies have the heads that the words begin with, and the words after them."""
    heads: list[frozenset[str]] = []
    rest = list(said)
    while rest:
        start = 1 if rest[0] == "phó" and len(rest) > 1 else 0
        words, bare = rest[start:], [plain(word) for word in rest[start:]]
        exact = [(title, nouns) for title, _, nouns in _TITLES if words[: len(title)] == title]
        found = exact or [(title, nouns) for title, plainly, nouns in _TITLES if bare[: len(plainly)] == plainly]
        if not found:
            break
        size = max(len(title) for title, _ in found)
        heads.append(frozenset().union(*(nouns for title, nouns in found if len(title) == size)))
        rest = rest[start + size :]
    return heads, rest


_TITLES = [(title.split(), [plain(word) for word in title.split()], nouns) for title, nouns in HEADS]
"""The words of each head's title, also without marks, and whose heads they are."""


def _nouns_of(member: Member) -> frozenset[str]:
    noun = noun_of(member.name)
    more = ["thi hành án"] if "thi hành án" in member.name.lower() else ["trường"] if noun in ("học viện", "đại học") else []
    more += ["bộ"] if member.entry is not None and member.entry.type == "ngang_bo" else []  # Bộ trưởng, Chủ nhiệm
    return frozenset({noun, *_nouns_within(member.name), *more})


def _is_own(rest: Sequence[str], member: Member) -> bool:
    """Whether words are what the member is called at home: its noun, or parts of its name, with its level; or its code."""
    if len(rest) == 1 and rest[0] in {
        code.lower() for code in (*(member.entry.codes if member.entry else ()), *initials_of(member.name))
    }:
        return True
    if len(rest) == 1 and len(rest[0]) > 2 and "".join(initials_of(member.name)[:1]).lower().startswith(rest[0]):
        return True  # LHH of Liên hiệp các Hội Khoa học và Kỹ thuật
    rest = [word for word in rest if word != "nhà" or "trường" not in rest]  # nhà trường
    name = {plain(word) for word in re.findall(r"\w+", member.name.split(",")[0].lower())}  # Công an phường X, tỉnh Y
    mine = {plain(word) for word in rest}
    kinds, said = name & _KINDS, mine & _KINDS
    if said and not kinds and member.entry is not None and member.entry.level in ("central", "district"):
        return False  # TT Hội LHPN tỉnh is not the union's centre, nor that of thành phố Đồng Hới
    if kinds and said and not kinds & said:  # UBMTTQ tỉnh is no UBMTTQ xã X
        return False
    nouns = [noun for noun in NOUNS if member.name.lower().startswith(noun)] + [noun_of(member.name), *_nouns_within(member.name)]
    return mine <= name | _LEVEL and any({plain(word) for word in noun.split()} <= mine for noun in nouns)


def _nouns_within(name: str) -> list[str]:
    """The noun of the body whose committee it is (*Tổng công ty* of Đảng ủy Tổng công ty X), of the region or of the branch."""
    low = name.lower()
    within = re.sub(r"^(?:đảng ủy|công đoàn|đoàn thanh niên|chi bộ)\s+", "", low)
    region = [noun for noun in ("quân khu", "chi nhánh", "mặt trận") if noun in low or (noun == "mặt trận" and "mttq" in low)]
    return [*([noun_of(within)] if within != low else []), *region]


def _units(words: str, view: View) -> list[Piece] | None:
    """`Phòng TH`, `Cục trưởng Cục Quản lý Khám, chữa bệnh`, `Các Vụ, Cục thuộc Bộ`: of whom they name, else the first."""
    said = _said(_PLURAL.sub("", words), view)
    rest = said[1:] if said[:2] == ["trưởng", "ban"] and said[2:] else _heads(said)[1] or said
    rest = rest[1:] if rest[:1] in (["trưởng"], ["phó"], ["chánh"], ["p"]) else rest
    if not rest:
        return None
    having = [member for member in view.house if _opens(rest, _unit_nouns(member))]
    for member in having:
        before = _before_owner(words, member, view)
        if before is not None and not _FOREIGN.search(before):
            return _to(_hosting(member, view), words)
    if not having or _FOREIGN.search(words) or (_only_with_owner(rest) and not _is_board(rest, having[0])):
        return None
    return _to(_hosting(having[0], view), words)


def _opens(rest: Sequence[str], units: frozenset[str]) -> bool:
    return any(" ".join(rest[:size]) in units for size in (4, 2, 1)) and (rest[0] != "tổ" or rest[1:2] == ["chuyên"])


def _only_with_owner(rest: Sequence[str]) -> bool:
    """`Văn phòng X` and `Ban X` are somebody's own only where they say whose, or nothing more than that."""
    if rest[0] == "ban" or list(rest[:2]) == ["thanh", "tra"]:
        return len(rest) > (1 if rest[0] == "ban" else 2)
    return list(rest[:2]) == ["văn", "phòng"] and list(rest[2:]) not in ([], ["tổng", "hợp"])


def _is_board(rest: Sequence[str], member: Member) -> bool:
    """`Ban Tài vụ - Quản trị` of Cục Hải quan: since 01/3/2025 the units of what was a general department are called Ban."""
    if member.entry is not None and member.entry.type in COUNCILS:
        return rest[0] == "ban" and " ".join(rest[1:3]) in OF_COUNCIL
    central = member.entry is not None and member.entry.level == "central"
    return central and noun_of(member.name) in BOARDED and rest[0] == "ban" and rest[1] not in ("quản", "chỉ")


def _unit_nouns(member: Member) -> frozenset[str]:
    noun = noun_of(member.name)
    kind = member.entry.type if member.entry is not None else None
    if member.name == "Chính phủ":  # "Thanh tra" in the letter of a province's committee is none of the Government's
        return frozenset()
    if kind in OFFICES:
        return OF_OFFICE
    if kind in MINISTRY or (member.entry is None and noun == "bộ"):
        return OF_MINISTRY
    found = OF_ANY.union({"ban"} if kind in COUNCILS else (), *(units for nouns, units in UNITS if noun in nouns))
    return found - OF_CENTRE if noun in BOARDED | {"ngân hàng"} and LOCAL_OFFICE.search(member.name) else found


def _before_owner(words: str, member: Member, view: View) -> str | None:
    """The words before those at the end that name the member (*Phòng KHTC* Sở, *Các Vụ, Cục* thuộc Bộ); None where none do."""
    tokens = words.split()
    for at in range(1, len(tokens)):
        text = " ".join(tokens[at:]).strip("-– ")
        tail = [word for word in _said(text, view) if word not in ("thuộc", "trực")]
        if tail and (_is_own(tail, member) or _is_own([text.lower()], member)):
            return " ".join(tokens[:at])
    return None


def _hosting(member: Member, view: View) -> Member:
    """The rooms of a province's People's Committee are in its office."""
    if member.entry is None or member.entry.type != "ubnd":
        return member
    office = view.registry.get(f"{member.entry.id.removesuffix('/ubnd')}/vp-ubnd")
    return Member(office.name, office) if office is not None else member


def _to(member: Member, words: str) -> list[Piece]:
    return [Aside(words, "own_house")] if member.entry is None else [Target(member.entry, words, how="own")]

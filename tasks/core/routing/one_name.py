"""What words name as a whole (một tên): an entry, a group, an open set, the head of a body; else the best candidates."""

import re

from schemas.registry import Entry
from schemas.routing import Candidate
from tasks.core.registry.match import Match
from tasks.core.registry.places import KIND_WORDS
from tasks.core.routing import list_words as said
from tasks.core.routing.by_form import by_form, by_sort, entries_of, leaves_commune, own_authority, said_in_commune, unit_of_another
from tasks.core.routing.heads import head_of
from tasks.core.routing.list_words import WEAK
from tasks.core.routing.near import candidates, misread_of_set, nearly_listed
from tasks.core.routing.pieces import Aside, Leftover, Piece, Target, View
from tasks.core.routing.regions import within_region
from tasks.core.routing.unlisted import either_of_every_place


def one(words: str, view: View) -> list[Piece] | None:
    """What `words` name as a whole: an entry, a group, an open set, the head of a body; None when nothing."""
    words = words.strip(" \t-–*•.;,:")
    if not words:
        return None
    match = view.registry.best(words, on=view.on, near=view.near)
    known = _registered(words, match, view)
    if known is not None:
        return known
    if said.EVERY_DEPARTMENT.match(words) and (view.near is None or view.registry.place_of(view.near) is None):
        return one(
            f"{said.EVERY_DEPARTMENT.sub('', words)} các tỉnh, thành phố", view
        )  # Các sở giáo dục và đào tạo, said by a ministry
    either = either_of_every_place(words)
    if either:
        rooms = [piece for name in either for piece in one(name, view) or ()]
        listed = [piece for piece in rooms if isinstance(piece, Target) and piece.how != "unit"]
        return list(listed) or None
    found = (
        _code_of_place(words, view)
        or _department_by_code(words, view)
        or head_of(words, view)
        or unit_of_another(words, view)
        or by_form(words, view)
    )
    if found is not None:
        return nearly_listed(words, match, found, view) or found
    return list(entries_of(match, words, view)) if match is not None else by_sort(words, view)


_CODE_OF_PLACE = re.compile(r"(?P<code>[A-ZĐ]{2,8}) (?:tỉnh|thành phố|TP\.?) (?P<place>\S.*)")


def _code_of_place(words: str, view: View) -> list[Piece] | None:
    """`STC tỉnh Đồng Nai`: the body that has this code in that province."""
    said = _CODE_OF_PLACE.fullmatch(words)
    named = view.registry.places_named(view.registry.keys.folded(said["place"])) if said is not None else ()
    provinces = [place for place in named if place.province is None and said is not None and place.name == said["place"]]
    match = view.registry.best(said["code"], on=view.on, near=provinces[0].id) if said is not None and provinces else None
    if match is None or match.how != "code" or match.entry.jurisdiction != provinces[0].id:
        return None
    return list(entries_of(match, words, view))


_DEPARTMENT = re.compile(r"Sở (?P<code>[A-ZĐ]{2,8})(?: (?:(?:tỉnh|thành phố|TP\.?) )?(?P<place>[^\d,;]+))?")


def _department_by_code(words: str, view: View) -> list[Piece] | None:
    """`Sở XD Hưng Yên`, `Sở NV`: the department whose code is SXD, SNV, there or in the issuer's own province."""
    said = _DEPARTMENT.fullmatch(words)
    if said is None:
        return None
    if said["place"]:
        return _code_of_place(f"S{said['code']} tỉnh {said['place']}", view)
    match = view.registry.best(f"S{said['code']}", on=view.on, near=view.near)
    return list(entries_of(match, words, view)) if match is not None and match.how == "code" else None


def _registered(words: str, match: Match | None, view: View) -> list[Piece] | None:
    """The entry or the group that the registry has under these words; what a commune says without its level is its own."""
    if own_authority(words, view) and (match is None or match.entry.level != "commune"):
        own = _of_own_commune(words, view)
        return own if own is not None else [Aside(words, "own_house")]
    if match is not None and match.entry.id == view.near and (above := _named_as_above(words, view)) is not None:
        return [Target(above, words)]
    if match is not None and match.how != "fuzzy" and not leaves_commune(words, match):
        return list(entries_of(match, words, view))
    group = view.registry.group(words, on=view.on, near=view.near)
    if group is None:
        return None
    own_set: list[Piece] | None = [Aside(words, "own_house")] if said_in_commune(words, view) else None
    if group.rule.of != "province" or own_set is None:
        own_set = _of_own_union(words, view) if group.rule.id.startswith("ban-dang") else None
    if own_set is not None:
        return own_set
    name = group.rule.name if group.place is None else f"{group.rule.name} ({group.place.name})"
    members = [Target(member, words, group=name, head=group.heads, how="group") for member in group.members]
    return within_region(members, words, view)


def _of_own_union(words: str, view: View) -> list[Piece] | None:
    """`Các ban, VP` in the letter of a union are its own, and not the Party's."""
    issuer = view.house[0].entry if view.house else None
    own = issuer is not None and issuer.system == "front" and re.search(r"đảng|[uủ][yỷ]", words, re.IGNORECASE) is None
    return [Target(issuer, words, how="own")] if own and issuer is not None else None


def _of_own_commune(words: str, view: View) -> list[Piece] | None:
    """`Thường trực HĐND`, `HĐND, UBND` in the letter of a listed commune: its own bodies; None where one of them has no desk."""
    commune = view.registry.place_of(view.near)
    if commune is None or commune.id not in view.registry.entries.communes:
        return None
    parts = (part for part in WEAK.split(words) if part)
    found = [piece for part in parts for piece in one(f"{part} {KIND_WORDS[commune.kind]}", view) or [Leftover(part, "unknown")]]
    return found if all(isinstance(piece, Target) and piece.entry.level == "commune" for piece in found) else None


def _named_as_above(words: str, view: View) -> Entry | None:
    """The body above the issuer whose name the words are: Cục Thống kê, said by a province's statistics, once called so too."""
    keys = view.registry.keys
    above = (member.entry for member in view.house[1:] if member.entry is not None and member.entry.level == "central")
    asked = keys.exact(words)
    return next((one for one in above if asked in (keys.exact(name) for name in (one.name.split(",")[0], *one.aliases))), None)


def leftover(words: str, view: View) -> Leftover:
    """Words that nothing was sure about, with what comes nearest."""
    open_set = view.registry.open_set(words)
    if open_set is not None:
        doubted = misread_of_set(words, view) if open_set.noted else ()
        return Leftover(words, "unknown", doubted) if doubted else Leftover(words, "open_set", noted=open_set.noted)
    matched = view.registry.match(words, on=view.on, near=view.near, limit=_MOST)
    near = matched or view.registry.suggest(words, on=view.on, near=view.near)
    found = [Candidate(recipient_id=m.entry.id, name=m.entry.name, score=round(m.score, 3)) for m in near]
    likely = [] if matched else candidates(view.registry.nearly(words, on=view.on, near=view.near))
    known = {one.recipient_id for one in likely}
    ambiguous = len(near) > 1 and near[0].score == near[1].score and near[0].how != "suggested"
    listed = tuple([*likely, *(one for one in found if one.recipient_id not in known)][:_MOST])
    return Leftover(words, "ambiguous" if ambiguous else "unknown", listed)


_MOST = 5
"""Candidates for a person to choose from."""

"""What words name as a whole (một tên): an entry, a group, an open set, the head of a body; else the best candidates."""

from schemas.routing import Candidate
from tasks.core.registry.match import Match
from tasks.core.routing import list_words as said
from tasks.core.routing.by_form import by_form, entries_of, leaves_commune, own_authority, said_in_commune, unit_of_another
from tasks.core.routing.heads import head_of
from tasks.core.routing.pieces import Aside, Leftover, Piece, Target, View
from tasks.core.routing.regions import within_region


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
    found = head_of(words, view) or unit_of_another(words, view) or by_form(words, view)
    return found or (list(entries_of(match, words, view)) if match is not None else None)


def _registered(words: str, match: Match | None, view: View) -> list[Piece] | None:
    """The entry or the group that the registry has under these words; what a commune says without its level is its own."""
    if own_authority(words, view) and (match is None or match.entry.level != "commune"):
        return [Aside(words, "own_house")]
    if match is not None and match.how != "fuzzy" and not leaves_commune(words, match):
        return list(entries_of(match, words, view))
    group = view.registry.group(words, on=view.on, near=view.near)
    if group is None:
        return None
    if group.rule.of == "province" and said_in_commune(words, view):
        return [Aside(words, "own_house")]
    name = group.rule.name if group.place is None else f"{group.rule.name} ({group.place.name})"
    members = [Target(member, words, group=name, head=group.heads, how="group") for member in group.members]
    return within_region(members, words, view)


def leftover(words: str, view: View) -> Leftover:
    """Words that nothing was sure about, with what comes nearest."""
    open_set = view.registry.open_set(words)
    if open_set is not None:
        return Leftover(words, "open_set", noted=open_set.noted)
    near = view.registry.match(words, on=view.on, near=view.near, limit=5) or view.registry.suggest(
        words, on=view.on, near=view.near
    )
    candidates = tuple(Candidate(recipient_id=m.entry.id, name=m.entry.name, score=round(m.score, 3)) for m in near)
    ambiguous = len(near) > 1 and near[0].score == near[1].score and near[0].how != "suggested"
    return Leftover(words, "ambiguous" if ambiguous else "unknown", candidates)

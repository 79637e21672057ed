"""From printed words to registry entries: one name, a group, or a list of them, seen from the letter's issuer and date."""

import re
from collections.abc import Sequence

from tasks.core.routing import list_words as said
from tasks.core.routing.by_form import entries_of, unlisted_unit
from tasks.core.routing.heads import head_of
from tasks.core.routing.house import continues, is_others, own_people
from tasks.core.routing.initials import spelt_out, with_own_bloc
from tasks.core.routing.near import candidates, nearly_listed
from tasks.core.routing.neighbours import Texts, further_group, one_of_same_body, one_with_head, with_any_tail, with_tail
from tasks.core.routing.one_name import leftover, one
from tasks.core.routing.outsiders import ends_in_name
from tasks.core.routing.pieces import Aside, Leftover, Piece, Target, View


def resolve(text: str, view: View) -> list[Piece]:
    """All that `text` names, in its order; what can't be told is left over, with the best candidates."""
    pieces = _as_printed(text, view)
    spelt = spelt_out(text, view) if any(map(_is_unknown, pieces)) else None
    again = _as_printed(spelt, view) if spelt is not None else pieces
    return pieces if any(map(_is_unknown, again)) else again


def _is_unknown(piece: Piece) -> bool:
    return isinstance(piece, Leftover) and piece.reason in ("unknown", "ambiguous")


def _as_printed(text: str, view: View) -> list[Piece]:
    words = said.DELEGATES.sub("", said.BRACKETS.sub("", with_own_bloc(text, view)).strip(" \t-–+*•.;,:"))
    words = said.IN_CHARGE.sub("", said.LOCAL_COMMAND.sub("Ban CHQS", said.HOLDER.sub("", words)))
    words = said.CHIEF.sub("CVP", said.STANDING.sub("Thường trực ", words))
    words = said.CENTRE.sub("Trung tâm ", said.BOARD.sub("Ban Quản lý", said.BRANCH.sub("Chi nhánh ", words)))
    if any(member.name.startswith("Bộ ") for member in view.house):
        words = said.VICE.sub(_vice_minister, words)
    if any("Ngân hàng" in member.name for member in view.house):
        words = re.sub(r"(?<!\w)PGD(?!\w)", "Phòng giao dịch", words)  # elsewhere it may be a phòng giáo dục
    if not words:
        return []
    whole = [Leftover(words, "open_set", noted=True)] if said.PRESS.match(words) else one(words, view)
    if whole is not None:
        return list(whole)
    open_set = view.registry.open_set(words)
    if open_set is not None and open_set.whole:
        return [Leftover(words, "open_set")]
    strong = [part for part in said.STRONG.split(words) if part]
    if len(strong) > 1:
        return _each(strong, view)
    if ":" in words:
        return _of_places(words, view) or _prefixed(words, view)
    return _or_one_misread(_list(words, view), words, view)


def _or_one_misread(pieces: list[Piece], words: str, view: View) -> list[Piece]:
    """`pieces`, but for a listed name with a comma or "và" of its own, misread: "phòng HĐND và UBND" that lost its "Văn"."""
    if len(said.WEAK.split(words)) != _SEVERAL or len(pieces) < _SEVERAL or not any(map(_is_told_by_form, pieces)):
        return pieces
    near = candidates(view.registry.nearly(words, on=view.on, near=view.near))
    return [Leftover(words, "unknown", near)] if near else pieces


def _is_told_by_form(piece: Piece) -> bool:
    """Whether a piece is a unit or people whom the registry lacks, told through their body."""
    return isinstance(piece, Aside) or (isinstance(piece, Target) and piece.how in ("unit", "own"))


def _vice_minister(title: re.Match[str]) -> str:
    """`TT. Trần Văn An` is a vice minister (thứ trưởng); before anything but a name TT is who stands for a body (thường trực)."""
    name = title["name"]
    return "Thứ trưởng " if ends_in_name(name, len(name.split())) else title[0]


def _each(parts: Sequence[str], view: View) -> list[Piece]:
    """Items set apart by `;` or `+`; a head said once holds for all: Phòng VHXH+KTTC."""
    found: list[Piece] = []
    before = ""
    for part in parts:
        known = one(part, view) or (one_with_head(before, part, view) or one_of_same_body(before, part, view) if before else None)
        found.extend(known if known is not None else resolve(part, view))
        before = part if known is not None or said.BODY_OF_COMMUNE.match(part) else before
    return found


def _prefixed(words: str, view: View) -> list[Piece]:
    """`VPCP: BTCN, các PCN, các Vụ, Cục: TH, KTTH`: the body before the colon governs the list."""
    prefix, _, rest = words.partition(":")
    if said.PERSONS.match(prefix):  # Các ông, bà: Chánh Văn phòng …
        return _list(rest.strip(), view)
    before, comma, last = prefix.rpartition(",")
    if comma and not prefix.lower().startswith("các") and said.OPENS_LIST.match(last.strip()):
        return [*resolve(before, view), *_prefixed(f"{last.strip()}:{rest}", view)]  # LĐVP, các phòng: NC, TH
    body = view.registry.best(prefix, on=view.on, near=view.near)
    if body is None:
        own = own_people(prefix, view)  # Các phòng: QLĐĐ, MT
        if own and said.OFFICE.match(prefix) and all(said.OF_OFFICE.match(part) for part in said.WEAK.split(rest.strip())):
            return own  # VP: CVP, các PCVP
        return _with_shared_head(prefix, rest, view) or (_own_list(own, rest, view) if own else [leftover(words, view)])
    if body.entry.kind == "group":  # TTUB: CT, các PCT
        entry = view.registry.get(body.entry.parent) if body.entry.parent else None
        return _list(rest.strip(), view.inside(entry)) if entry is not None else [leftover(words, view)]
    pieces = _list(said.UNIT_LIST.sub("", rest).strip(), view.inside(body.entry))
    office = said.OFFICE.match(prefix) is not None
    return [Target(body.entry, piece.words, how="own") if _is_room(piece, office=office) else piece for piece in pieces]


def _of_places(words: str, view: View) -> list[Piece] | None:
    """`Tỉnh ủy, UBND các tỉnh: Mây, Gió`: each of several bodies in each of the places; None where one of them is unknown."""
    prefix, _, rest = words.partition(":")
    kinds = said.EVERY_KIND.search(prefix)
    heads = [head for head in said.WEAK.split(prefix[: kinds.start()]) if head] if kinds else []
    if kinds is None or len(heads) < _SEVERAL:
        return None
    found = [_with_shared_head(f"{head}{kinds[0]}", rest, view) for head in heads]
    whole = all(pieces and all(isinstance(piece, Target) for piece in pieces) for pieces in found)
    return [piece for pieces in found for piece in pieces or []] if whole else None


_SEVERAL = 2


def _is_room(piece: Piece, *, office: bool) -> bool:
    """Whether a code behind `VPUB:` is a room that the registry lacks: it is that body's, and the letter goes to the body.

    `office`: an office stands before the colon, and its heads and staff are its own too (VP: CVP, các PCVP).
    """
    if not isinstance(piece, Leftover) or piece.reason != "unknown":
        return False
    return re.fullmatch(r"[A-ZĐ]{2,8}\d{0,2}", piece.words) is not None or (
        office and said.OF_OFFICE.match(piece.words) is not None
    )


def _own_list(own: list[Piece], rest: str, view: View) -> list[Piece]:
    """The units behind `Các phòng:` are the issuer's, but for what the registry knows as another's."""
    others = [part for part in said.WEAK.split(rest) if part and (one(part, view) or own) is not own]
    named = [piece for part in others for piece in one(part, view) or []]
    return [*own, *(piece for piece in named if isinstance(piece, Target) and piece.entry.kind == "organisation")]


def _with_shared_head(prefix: str, rest: str, view: View) -> list[Piece] | None:
    """`Các Sở: Y tế, Tài chính`: what stands before the colon is said of each; None when it fits none of them."""
    rest = rest.strip()
    cuts = [(0, 0), *((gap.start(), gap.end()) for gap in said.WEAK.finditer(rest)), (len(rest), len(rest))]
    texts = Texts(rest, cuts)
    pieces: list[Piece] = []
    start = 0
    while start < len(cuts) - 1:
        longest = range(min(len(cuts) - 1, start + said.LONGEST_CHUNK), start, -1)
        named = ((end, _governed(prefix, texts.of(start, end), view)) for end in longest)
        end, found = next(((end, found) for end, found in named if found is not None), (start + 1, None))
        words = texts.of(start, end)
        if found is None and words and end < len(cuts) - 1:
            found = one(words, view) or with_tail(words, texts.of(end, end + 1), view)  # Thường trực: Tỉnh ủy, HĐND, UBND tỉnh
        pieces += found if found is not None else one(words, view) or ([leftover(words, view)] if words else [])
        start = end
    return pieces if any(isinstance(piece, Target) for piece in pieces) else None


def _governed(prefix: str, words: str, view: View) -> list[Piece] | None:
    """`Tài chính` under `Giám đốc các Sở`, `TC` under `Các Bộ` (its code with the letter of Bộ): one body, or None."""
    tries = [f"{prefix} {words}"]
    if re.fullmatch(r"[A-ZĐ&-]{1,10}", words) and prefix.lower().endswith(("bộ", "sở")):
        tries.append(prefix.rsplit(maxsplit=1)[-1][:1].upper() + words.replace("&", ""))
    if said.KIND_AGAIN.match(words):  # Chủ tịch UBND các huyện: Mây, Gió và thị xã Nắng
        tries.append(f"{re.sub(r'(?:các )?(?:huyện|quận|thị xã|thành phố|tỉnh)$', '', prefix.strip())} {words}")
    if said.EVERY_KIND.search(prefix):
        tries.append(f"{said.EVERY_KIND.sub('', prefix).strip()} {words}")
    for name in tries:
        match = view.registry.best(name, on=view.on, near=view.near)
        if match is not None and match.how != "fuzzy":
            return list(entries_of(match, words, view))
    return head_of(tries[0], view)


def _list(words: str, view: View) -> list[Piece]:
    """Names joined by commas and "và", cut so that the fewest words are left over."""
    cuts = [(0, 0), *((gap.start(), gap.end()) for gap in said.WEAK.finditer(words)), (len(words), len(words))]
    parts = len(cuts) - 1
    if parts == 1:
        return one(words, view) or [leftover(words, view)]
    best: list[tuple[tuple[int, int], list[Piece]]] = [((0, 0), [])]
    texts = Texts(words, cuts)
    for end in range(1, parts + 1):
        options = []
        for start in range(max(0, end - said.LONGEST_CHUNK), end):
            pieces = _chunk(texts, start, end, view)
            name = texts.of(start, end)
            one_name = end - start > 1 and view.registry.is_body_name(name)  # known elsewhere, not here: never cut in two
            if pieces is None and end - start > 1 and not one_name:
                continue
            missing, chunks = best[start][0]
            cost = (missing + (pieces is None and not one_name), chunks + 1)
            options.append((cost, best[start][1] + (pieces or [Leftover(name, "unknown")])))
        best.append(min(options, key=lambda option: option[0]))
    return _unit_of_body(_merge(_whole_sets(best[parts][1], view), words, view), view)


def _chunk(texts: Texts, start: int, end: int, view: View) -> list[Piece] | None:
    """What parts `start` to `end` name together; alone, or with words that a neighbour says for them too."""
    words = texts.of(start, end)
    alone = one(words, view)
    if end - start > 1:
        return alone
    bare = alone is None or (len(alone) == 1 and (_needs_its_body(alone[0]) or _is_own_head(alone[0], view)))
    if bare and end < len(texts.cuts) - 1:
        completed = with_any_tail(words, texts, end, view)
        if completed is not None:
            return completed
    if alone is not None:
        return alone
    heads = [texts.of(at, at + 1) for at in range(start - 1, max(-1, start - said.LONGEST_CHUNK), -1)]
    found = next((found for head in heads if (found := one_with_head(head, words, view)) is not None), None)
    found = found or next((found for head in heads if (found := continues(head, words, view)) is not None), None)
    return found or further_group(texts.of(0, 1), words, view)


def _needs_its_body(piece: Piece) -> bool:
    """Whether a role or own people were understood, who may be another body's that only a neighbour names."""
    return isinstance(piece, Aside) or (isinstance(piece, Target) and (piece.entry.kind == "role" or piece.how == "own"))


def _is_own_head(piece: Piece, view: View) -> bool:
    """Whether a head without a body was taken for the issuer's (CT in a department's letter, before `PCT UBND TP`)."""
    return isinstance(piece, Target) and piece.how == "head" and piece.entry.id == view.near


def _whole_sets(pieces: list[Piece], view: View) -> list[Piece]:
    """A group that goes on in words nobody knows was not meant whole: "UBND các tỉnh, thành phố miền Trung".

    A unit with a known name at its end lends its head to what follows: "Hội Phụ nữ Công an tỉnh, Bộ CHQS tỉnh".
    """
    kept: list[Piece] = []
    for piece in pieces:
        unknown = isinstance(piece, Leftover) and piece.reason == "unknown"
        limits = unknown and said.KIND_AGAIN.match(piece.words)
        last = kept[-1] if kept else None
        if unknown and last is not None and _needs_its_body(last) and is_others(piece.words):
            kept[-1] = Leftover(last.words, "unknown")  # Phòng Giáo dục | Đào tạo các huyện
        if limits and isinstance(last, Target) and last.group is not None:
            kept = [one for one in kept if not (isinstance(one, Target) and one.group == last.group)] + [
                Leftover(last.words, "unknown")
            ]
        if isinstance(piece, Target) and piece.entry.kind == "organisation" and isinstance(last, Leftover) and _lends(last, view):
            kept.append(Leftover(piece.words, "unknown"))
        else:
            kept.append(piece)
    return kept


def _lends(before: Leftover, view: View) -> bool:
    """Whether an unknown name ends in a known body (Hội Phụ nữ *Công an tỉnh*), so that its head may hold for the next one too."""
    tokens = before.words.split()
    tails = [" ".join(tokens[at:]) for at in range(1, len(tokens) - 1)] if " - " not in before.words else []
    found = (view.registry.best(tail, on=view.on, near=view.near) for tail in tails if tail[:1].isupper())
    return any(match is not None and match.how != "fuzzy" and match.entry.kind == "organisation" for match in found)


def _merge(pieces: list[Piece], words: str, view: View) -> list[Piece]:
    """Neighbouring leftovers are one: a name with commas that nobody knows is shown whole.

    What follows one in small letters is part of it: "kiểm soát mây, gió và bão" does not end in a newspaper (báo).
    """
    merged: list[Piece] = []
    for piece in pieces:
        common_noun = isinstance(piece, Target) and piece.group is None and piece.words[:1].islower()
        if merged and isinstance(merged[-1], Leftover) and (isinstance(piece, Leftover) or common_noun):
            start = words.find(merged[-1].words)
            end = words.find(piece.words, start + len(merged[-1].words)) + len(piece.words)
            merged[-1] = Leftover(words[start:end], "unknown")
        else:
            merged.append(piece)
    return [
        leftover(piece.words, view) if isinstance(piece, Leftover) and piece.reason == "unknown" and not piece.candidates else piece
        for piece in merged
    ]


def _unit_of_body(pieces: list[Piece], view: View) -> list[Piece]:
    """`Vụ X, Bộ Y` means a unit of that body, also where nobody knows the unit."""
    if len(pieces) != _SEVERAL:
        return pieces
    first, second = pieces
    if (
        not (isinstance(first, Leftover) and isinstance(second, Target))
        or second.group is not None
        or second.how in ("own", "unit")
    ):
        return pieces
    if first.words.lower().split()[0] not in said.UNIT_WORDS or second.entry.kind != "organisation":
        return pieces
    words = f"{first.words}, {second.words}"
    told = [unlisted_unit(words, second.entry)]
    return nearly_listed(words, None, told, view) or told

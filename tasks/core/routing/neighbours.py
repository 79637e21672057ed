"""What a name of a list borrows from its neighbours (từ dùng chung): the words that complete it, or the head said once for all."""

import re
from dataclasses import dataclass

from tasks.core.routing import list_words as said
from tasks.core.routing.by_form import entries_of
from tasks.core.routing.one_name import one
from tasks.core.routing.pieces import Piece, Target, View


@dataclass(frozen=True, slots=True)
class Texts:
    """A text and where its parts are parted."""

    words: str
    cuts: list[tuple[int, int]]

    def of(self, start: int, end: int) -> str:
        """Parts `start` to `end` as printed."""
        return self.words[self.cuts[start][1] : self.cuts[end][0]]


def with_any_tail(words: str, texts: Texts, end: int, view: View) -> list[Piece] | None:
    """The tail of the next part, or of one behind it while those between have none: Thường trực HĐND, UBND, UBMTTQ *huyện*."""
    every = _of_every_place(words, texts.of(end, len(texts.cuts) - 1), view)
    if every is not None:
        return every
    for at in range(end, min(end + said.FARTHEST_TAIL, len(texts.cuts) - 1)):
        completed = with_tail(words, texts.of(at, at + 1), view)
        if completed is not None or one(texts.of(at, at + 1), view) is not None:
            return completed
    return None


def _of_every_place(words: str, following: str, view: View) -> list[Piece] | None:
    """`Sở VHTTDL` before `Sở VHTT các tỉnh, thành phố`: two departments that the kinds of place behind the second hold for."""
    kinds = _KINDS_AT_END.search(following)
    if kinds is None or not _DEPARTMENT.fullmatch(words) or not _DEPARTMENT.fullmatch(following[: kinds.start()]):
        return None
    found = one(f"{words}{kinds[0]}", view)
    return found if found and all(isinstance(piece, Target) and piece.group is not None for piece in found) else None


_DEPARTMENT = re.compile(r"(?:các )?sở [^,;:]+", re.IGNORECASE)
_KINDS_AT_END = re.compile(r"\s+các tỉnh(?:\s*,\s*|\s+và\s+)(?:các\s+)?(?:thành phố|TP)\b[^,;:]*$", re.IGNORECASE)


def further_group(first: str, words: str, view: View) -> list[Piece] | None:
    """`đoàn thể cấp huyện` after `Các ban xây dựng Đảng`: the plural that opens the list holds for small letters behind it."""
    if not first.lower().startswith("các ") or not words[:1].islower() or words.lower().startswith("các "):
        return None
    found = one(f"các {words}", view)
    return found if found and all(isinstance(piece, Target) and piece.group is not None for piece in found) else None


def with_tail(words: str, following: str, view: View) -> list[Piece] | None:
    """`CT` before `các PCT. UBND tỉnh` is CT UBND tỉnh; the longest tail that makes a name."""
    tokens = following.split()
    for at in range(1, len(tokens)):
        found = one(f"{words} {' '.join(tokens[at:])}", view)
        if found is not None and all(isinstance(piece, Target) and piece.group is None and piece.how != "own" for piece in found):
            return found
    return None


def one_of_same_body(before: str, words: str, view: View) -> list[Piece] | None:
    """`phường Hòa An` behind `UBND các xã: An Phú, Tân Hòa;` is that ward's UBND."""
    body = said.BODY_OF_COMMUNE.match(before)
    return one(f"{body['body']} {words}", view) if body and _WARD.match(words) else None


_WARD = re.compile(r"(?:xã|phường|đặc khu) [A-ZĐÀ-Ỹ]")


def one_with_head(before: str, words: str, view: View) -> list[Piece] | None:
    """`Tài chính` after `Sở Y tế` is Sở Tài chính; the longest head that makes a name."""
    tokens = before.split()
    for size in range(min(said.LONGEST_HEAD, len(tokens) - 1), 0, -1):
        if not (tokens[size][:1].isupper() or said.KIND.match(tokens[size])):
            continue  # Tòa án nhân dân *cấp cao tại* Hà Nội, Đà Nẵng: what makes it another body is not left out
        match = view.registry.best(f"{' '.join(tokens[:size])} {words}", on=view.on, near=view.near)
        if match is not None and match.how != "fuzzy":
            return list(entries_of(match, words, view))
    return None

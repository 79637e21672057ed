"""One printed item of Kính gửi or Nơi nhận: what sort it is, whom it names, and in which role they get the letter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from schemas.letter import Document, RecipientKind
from schemas.routing import Role
from tasks.core.registry.keys import plain
from tasks.core.routing.article import charged_in_article
from tasks.core.routing.pieces import Aside, Away, Leftover, Piece, Target, View
from tasks.core.routing.resolve import resolve
from tasks.core.routing.said_above import said_above
from tasks.core.routing.standpoint import seat_of

_ARTICLE = re.compile(r"^nh[ưu]\s+(?:các\s+)?đi[eềêé]u\s+(\d{1,3}(?:\s*(?:,|và)\s*(?:đi[eềêé]u\s+)?\d{1,3})*)(?!\w)", re.IGNORECASE)
_FILE = re.compile(r"^l[ưu]u\b\s*[:.]?\s*", re.IGNORECASE)
_PUBLICATION = re.compile(
    r"^(?:đăng\b|web\w*|trang\s+(?:tt|tin|thông tin|nội bộ|điện tử|chủ)|fanpage\b|zalo\b|bản tin\b|công báo\b)", re.IGNORECASE
)
_PORTAL = re.compile(r"^cổng\s+(?:tt|thông tin)\s?(?:đt|điện tử)?\b", re.IGNORECASE)
_PURPOSE = re.compile(r"\(([^()]*)\)\s*$")
_LEAD_IN = re.compile(r"^(?:để\s+)?(báo\s+cáo|b/c|biết|theo\s+dõi|chỉ\s+đạo|thực\s+hiện|t/h|phối\s+hợp|p/h)\s*:\s*", re.IGNORECASE)
_ACT = ("t/h", "thực hiện", "thi hành", "triển khai", "giải quyết", "xử lý")
_COOPERATE = ("p/h", "phối hợp")


@dataclass(frozen=True, slots=True)
class Item:
    """What a printed item was understood as. `expansion` is None when nothing was resolved."""

    kind: RecipientKind
    pieces: tuple[Piece, ...] = ()
    expansion: str | None = None
    role: Role | None = None
    note: str | None = None

    @property
    def targets(self) -> tuple[Target, ...]:
        """The entries it names."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Target))

    @property
    def leftovers(self) -> tuple[Leftover, ...]:
        """The words that nobody is sure about."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Leftover))

    @property
    def asides(self) -> tuple[Aside | Away, ...]:
        """The words that are understood and go to nobody's queue."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Aside | Away))

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the entries, each once, in order."""
        return tuple(dict.fromkeys(target.entry.id for target in self.targets))


def read_item(text: str, view: View, document: Document, *, printed_kind: RecipientKind, purpose: str | None = None) -> Item:
    """Understand one item; `printed_kind` is kept when the registry knows nothing better."""
    words = text.strip(" \t-–+*•")
    if _FILE.match(words):
        return _file(words, view)
    if is_as_above(words):
        rest = re.sub(r"^[^,;+]*(?:\([^()]*\))?[^,;+]*[,;+]?", "", words, count=1)
        pieces = tuple(resolve(rest, view)) if rest.strip() else ()
        return Item("as_above", pieces, expansion="các nơi ở Kính gửi" if document.addressees else None)
    article = _ARTICLE.match(words)
    if article:
        return _articles([int(number) for number in re.findall(r"\d+", article.group(1))], words[article.end() :], view, document)
    if is_publication(words, view):
        return Item(printed_kind, note="publication")
    lead_in = _LEAD_IN.match(words)
    if lead_in:
        words, purpose = words[lead_in.end() :], purpose or lead_in.group(1)
    pieces = said_above(words, view, document) or tuple(resolve(words, view))
    seat = seat_of(document, view) if any(isinstance(piece, Leftover) for piece in pieces) else None
    if seat is not None:  # "UBND tỉnh" said by an office of several provinces is that of the one where it sits
        there = tuple(resolve(words, replace(view, near=seat)))
        pieces = pieces if any(isinstance(piece, Leftover) for piece in there) else there
    return Item(_kind(pieces, printed_kind), pieces, _expansion(pieces), _role_of(purpose or _purpose_in(words)))


def is_as_above(text: str) -> bool:
    """Whether the item stands for the Kính gửi list: Như trên, Như Kính gửi, Như thành phần."""
    key = " ".join(plain(word) for word in re.findall(r"\w+", text))
    return key.startswith(("nhu tren", "nhu kinh gui", "nhu kinh moi", "nhu thanh phan", "nhu noi nhan"))


def is_publication(words: str, view: View) -> bool:
    """Whether the item is where the letter is published: a web site, a gazette, a portal (Cổng TTĐT) that is no entry."""
    if _PUBLICATION.match(words):
        return True
    return _PORTAL.match(words) is not None and not any(isinstance(piece, Target) for piece in resolve(words, view))


def _purpose_in(text: str) -> str | None:
    found = _PURPOSE.search(text.strip(" .;,"))
    return found.group(1) if found else None


def _role_of(purpose: str | None) -> Role | None:
    """What a purpose in brackets asks for; None when it asks for nothing but knowing."""
    said = (purpose or "").lower()
    if any(word in said for word in _COOPERATE):
        return "cooperate"
    return "act" if any(word in said for word in _ACT) else None


def _articles(numbers: Sequence[int], rest: str, view: View, document: Document) -> Item:
    """Như Điều N: the bodies that these articles charge, and what else the item names."""
    charged = [charged_in_article(document.body, number) for number in numbers]
    if None in charged:
        return Item("as_article", tuple(resolve(rest.lstrip(" ,;+"), view)), note="no_article", role="act")
    pieces = [piece for texts in charged for text in texts or () for piece in resolve(text, view)]
    pieces += resolve(rest.lstrip(" ,;+"), view)
    return Item("as_article", tuple(pieces), _expansion(pieces), role="act")


def _file(words: str, view: View) -> Item:
    """Lưu: the issuer's clerical office (văn thư), the drafting unit, or the office that the item names."""
    rest = _FILE.sub("", words, count=1)
    named = view.registry.best(rest.strip(" .;"), on=view.on, near=view.near)
    if named is not None and named.how != "fuzzy" and named.entry.kind == "organisation":
        return Item("file", (Target(named.entry, rest, how=named.how, ended=named.ended),), f"lưu tại {named.entry.name}", "file")
    issuer = view.registry.get(view.near) if view.near else None
    if issuer is None:
        return Item("file", note="file")
    targets: list[Piece] = [Target(issuer, "VT")]
    for code in re.findall(r"[A-ZĐ]{2,10}", rest):
        unit = view.registry.best(code, on=view.on, near=view.near) if code != "VT" else None
        if unit is not None and unit.how == "code" and unit.entry.kind == "unit":
            targets.append(Target(unit.entry, code, how="code"))
    names = ", ".join(target.entry.name for target in targets if isinstance(target, Target))
    return Item("file", tuple(targets), f"lưu tại {names}", "file")


def _kind(pieces: Sequence[Piece], printed: RecipientKind) -> RecipientKind:
    """Group over unit over organisation over role, of what was resolved; else a set when it is an open one."""
    targets = [piece for piece in pieces if isinstance(piece, Target)]
    if any(target.how == "group" for target in targets):
        return "group"
    kinds = {"unit" if target.how == "unit" else target.entry.kind for target in targets}
    for kind in ("unit", "organisation", "role"):
        if kind in kinds:
            return kind
    left = {piece.reason for piece in pieces if isinstance(piece, Leftover)}
    return "group" if "open_set" in left else "unit" if left == {"unit_of_body"} else printed


def _expansion(pieces: Sequence[Piece]) -> str | None:
    """Names in words: single ones by name, members of a group by the group's name and their number."""
    said: dict[str, int] = {}
    for piece in pieces:
        if isinstance(piece, Target):
            name = piece.group if piece.how == "group" and piece.group else piece.entry.name
            said[name] = said.get(name, 0) + 1
    return "; ".join(f"{name}: {count} nơi" if count > 1 else name for name, count in said.items()) or None

"""Names in Nơi nhận that the registry lacks, whatever they are (tên mà danh mục chưa có): Kiểm sát viên thụ lý, Cộng tác viên.

Nobody here could be sent the letter, whoever looks at it: what must wait is a name that may be a listed body's, misread, shortened
or abbreviated. What is left over is mostly the issuer's own people, or parts of a house that has no entry at all.
"""

import re
from collections.abc import Iterator

from tasks.core.routing.list_words import WEAK
from tasks.core.routing.pieces import View
from tasks.core.vietnamese.syllable import is_syllable

_NEAR = 0.62
"""Likeness of the nearest listed name from which on words may be that name (counted: docs/routing.md)."""
_BRACKETS = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\s,;–-]+")
_CODE = re.compile(r"[A-ZĐ]{3,}\Z")
_OWN_PARTS = re.compile(r"\s+-\s+|\s+của\s+|,\s*")


def is_unlisted(words: str, whole: str, view: View) -> bool:
    """Whether `words`, left over of the item `whole`, are a well spelt name, and the registry has none that is nearly so.

    A name begins with a capital and is no place alone; each of its words is a syllable of the language or a code that no listed
    name spells with its first letters; no part of it is a listed body's name (Cơ quan THAHS CA tỉnh), and the item as a whole is
    like none either.
    """
    name = _BRACKETS.sub("", words).strip(" .;,:-")
    parts = _WORD.findall(name)
    codes = [part for part in parts if part.isupper() or not is_syllable(part)]
    if not name[:1].isupper() or len(parts) - len(codes) < 1 + (not codes) or not all(_is_free(code, view) for code in codes):
        return False
    if view.registry.places_named(view.registry.keys.folded(name)) or any(_is_listed(part, view) for part in _inner(name)):
        return False
    return not any(_is_near(said, view) for said in {name, _BRACKETS.sub("", whole)})


def _is_near(name: str, view: View) -> bool:
    near = view.registry.suggest(name, on=view.on, near=view.near, limit=1)
    return bool(near and near[0].score >= _NEAR) or bool(view.registry.nearly(name, on=view.on, near=view.near))


def _is_free(code: str, view: View) -> bool:
    """Whether no listed body of the letter's places can be abbreviated so."""
    return _CODE.match(code) is not None and not view.registry.abbreviates(code, near=view.near)


def _inner(name: str) -> Iterator[str]:
    """What stands within a name and may be another body's: its parts, and its beginnings and ends of two words and more."""
    yield from (part for part in _OWN_PARTS.split(name) if part != name)
    yield from (part for part in WEAK.split(name) if part and part != name)
    words = name.split()
    yield from (" ".join(words[at:]) for at in range(1, len(words) - 1))
    yield from (" ".join(words[:at]) for at in range(2, len(words)))


def _is_listed(part: str, view: View) -> bool:
    """Whether a part is a listed body's name, or what bodies of other places are called (Sở Xây dựng các tỉnh nêu trên)."""
    match = view.registry.best(part.strip(), on=view.on, near=view.near)
    return (match is not None and match.how != "fuzzy") or view.registry.is_body_name(part)

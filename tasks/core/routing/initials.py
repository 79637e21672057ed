"""Codes that are initials of the letterhead's words (chữ tắt của chính tên cơ quan): Cục HKVN under CỤC HÀNG KHÔNG VIỆT NAM."""

import re
from collections.abc import Iterator

from tasks.core.routing.house_words import WITH_KIND
from tasks.core.routing.pieces import View

_CODE = re.compile(r"(?<![\w&])[A-ZĐ]{2,8}(?![\w&])")
_WORD = re.compile(r"[^\W\d_]+")
_JOINING = frozenset({"và", "của", "các"})
_FEWEST_INSIDE = 3
"""Letters of the shortest code that stands for words within a name; a shorter one stands for the first words alone."""


def spelt_out(text: str, view: View) -> str | None:
    """`text` with such codes written out as the letterhead has them; None where it has none.

    A code that the registry's abbreviations have is not one of them.
    """
    said = _CODE.sub(lambda code: _words_of(code[0], view) or code[0], text)
    return said if said != text else None


def _words_of(code: str, view: View) -> str | None:
    if view.registry.keys.words(code) != (code.lower(),):
        return None
    return next((words for name in _names(view) if (words := _within(code, name)) is not None), None)


def _names(view: View) -> Iterator[str]:
    for member in view.house:
        yield member.name
        if member.entry is not None:
            yield member.entry.name


def _within(code: str, name: str) -> str | None:
    """The words of `name` that follow each other and begin with the letters of `code`."""
    words = [word for word in _WORD.findall(name) if word.lower() not in _JOINING]
    initials = "".join(word[0] for word in words).upper()
    at = initials.find(code)
    if at < 0 or (at > 0 and len(code) < _FEWEST_INSIDE):
        return None
    return " ".join(words[at : at + len(code)])


def initials_of(name: str) -> tuple[str, ...]:
    """What a name is shortened to: TCT of Tổng cục Thuế, QLD and CQLD of Cục Quản lý Dược."""
    letters = "".join(word[0] for word in re.findall(r"\w+", name) if word.lower() not in _JOINING)
    kind = "".join(word[0] for word in re.findall(r"\w+", WITH_KIND.sub("", name)))
    return tuple(code for code in (letters, letters[1:], kind) if len(code) >= _FEWEST_INSIDE)


_BLOC = re.compile(r"đảng ủy khối(?!\s+(?:các|cơ quan|doanh nghiệp|DN|CQ))", re.IGNORECASE)


def with_own_bloc(text: str, view: View) -> str:
    """`Đảng ủy Khối` written out as the letterhead has it: that of the province, or of the Centre's bodies or enterprises."""
    names = (re.sub(r"^đảng bộ", "Đảng ủy", member.name, flags=re.IGNORECASE) for member in view.house)
    whole = next((name for name in names if name.lower().startswith("đảng ủy khối ")), None)
    return _BLOC.sub(whole, text) if whole is not None else text

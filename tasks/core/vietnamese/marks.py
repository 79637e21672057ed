"""Traces that are not the letter's text: markdown of other OCR programs, initials beside the end mark, blanks that broke.

Each rule is a pattern and what to put in its place; its name is the rule that the account shows.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from tasks.core.vietnamese.draft import Draft
from tasks.core.vietnamese.normal import fold, one_d, repair
from tasks.core.vietnamese.syllable import is_syllable


class Mark(NamedTuple):
    """One rule. `where`: a text that must be in the line, else the pattern isn't tried. `after`: the match's replacement."""

    rule: str
    where: str
    pattern: re.Pattern[str]
    after: Callable[[re.Match[str]], str]
    confidence: float


def _first(match: re.Match[str]) -> str:
    return match[1]


def _nothing(_: re.Match[str]) -> str:
    return ""


def _italic_or_initials(match: re.Match[str]) -> str:
    """What stands between single asterisks; nothing when it is a hand mark behind the end of a sentence."""
    return "" if match[1] and not is_syllable(match[2]) else (match[1] or "") + match[2]


def _unless_label(match: re.Match[str]) -> str:
    """The end mark alone, unless words of the form follow it on the same line."""
    return match[0] if fold(match[2]).replace(" ", "") in {"noinhan", "kinhgui", "tm", "kt", "tl"} else match[1]


_OF_TEXT = (
    Mark("markdown.fence", "```", re.compile(r"^\s*```\w*\s*$"), _nothing, 0.99),
    Mark("markdown.heading", "#", re.compile(r"^\s{0,3}#{1,6}\s+"), _nothing, 0.99),
    Mark("markdown.quote", ">", re.compile(r"^\s{0,3}>\s+"), _nothing, 0.97),
    Mark("markdown.break", "<", re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE), lambda _: " ", 0.99),
    Mark("markdown.bold", "**", re.compile(r"(?<![(\\*])\*\*(?!\*)(?!\))"), _nothing, 0.99),
    Mark("markdown.bold", "__", re.compile(r"(?<!\w)__([^_\n]+)__(?!\w)"), _first, 0.99),
    Mark("hand.initials", "*", re.compile(r"(?<=[.;])\s+(\*)([^\W\d_]{1,6})\*\s*$"), _italic_or_initials, 0.95),
    Mark("markdown.italic", "*", re.compile(r"(?<![\\\w*])\*(?=\S)([^*\n]*[^\s*\\])\*(?![\w*])"), _first, 0.98),
    Mark("markdown.escape", "\\", re.compile(r"\\([*_#\-.()\[\]+>~`|!])"), _first, 0.99),
    Mark("blank.authority", ".", re.compile(r"(?<![\w./])(TM|KT|TL|TUQ)\.(?=[^\W\d_]{2})"), lambda m: f"{m[1]}. ", 0.98),
    Mark("blank.number", " /", re.compile(r"(?<=\d) +(?=/\s?[A-ZĐ]{2})"), _nothing, 0.97),
)
_OF_ALL = (
    Mark(
        "blank.lost",
        "",
        re.compile(r"(?<![^\W_])([A-ZĐ]{3,})(?=(?:tỉnh|huyện|xã|thành phố|nước)(?![^\W\d_]))"),
        lambda m: f"{m[1]} ",
        0.95,
    ),
    Mark("hand.initials", "./.", re.compile(r"(?<=\w)(\./\.)\s*((?:[^\s\d\"”)\]*]{1,5}\s*){1,2})$"), _unless_label, 0.95),
    Mark("hand.dots", ")..", re.compile(r"(?<=\d\))\.\.+(?=[^\W\d_])"), lambda _: ". ", 0.9),
    Mark("mark.end", "./", re.compile(r"(?<=[^\W\d_])\s?\./\s*$"), lambda _: "./.", 0.95),
    Mark("blank.end", "", re.compile(r"\s+$"), _nothing, 1.0),
)


def mend_marks(draft: Draft, *, text_file: bool) -> None:
    """Take the traces out. `text_file`: the line came from another OCR program, which leaves markdown and loses blanks.

    On a scan the blanks are as printed, so that rules about blanks are for text files only.
    """
    _repair(draft)
    for mark in (*_OF_TEXT, *_OF_ALL) if text_file else _OF_ALL:
        if mark.where in draft.text:
            _apply(draft, mark)


def _apply(draft: Draft, mark: Mark) -> None:
    for match in reversed(list(mark.pattern.finditer(draft.text))):
        after = mark.after(match)
        rule = "markdown.italic" if mark.rule == "hand.initials" and after and match[1] == "*" else mark.rule
        if after != match[0]:
            draft.change(match.start(), match.end(), after, rule, mark.confidence)


def _repair(draft: Draft) -> None:
    """Composed letters, look-alikes of Đ and odd blanks, each run of them a change of its own."""
    if draft.raw.isascii() or repair(draft.raw) == draft.raw:
        return
    for match in reversed(list(re.finditer(r"\S+|[^\S\n]+|\n", draft.text))):
        mended = repair(one_d(match[0]))
        if mended != match[0]:
            draft.change(match.start(), match.end(), mended, "unicode", 1.0)
    if draft.text != repair(draft.text):  # zero-width marks that joined two pieces
        draft.change(0, len(draft.text), repair(draft.text), "unicode", 1.0)

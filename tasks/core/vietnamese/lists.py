"""Lists (Nơi nhận) and the ends of paragraphs on scans: the marks of the form that fax and seal ate."""

import re
from collections.abc import Sequence
from itertools import groupby

from schemas.page import Line, Zone
from tasks.core.vietnamese.draft import Draft
from tasks.core.vietnamese.words import folded

_DASHED = re.compile(r"^-\s")
_DASH_LIKE = re.compile(r"^(?:[-–—=~_+.,'\"*»]{1,3}\s?)(?=[^\W\d_])")
_DASH_OF_TEXT = re.compile(r"^(?:[_.,'\"]{1,2}[=-]|=[_.'\"]?|-[_.'\"=]|~)\s*(?=[^\W\d_])")
_ENDS = re.compile(r"(?:[;:][;:.,'`]{1,2}|[:])$")
_BROKEN_END = re.compile(r"(?<=[^\W\d_])\s?(?:[.,]{1,2}/[.,\-_'`:;]{0,2}|[.,]{0,2}/[.,\-_'`:;]{1,2}|\.{3,4})$")
_CALLS = re.compile(
    r"\bcac (?:so|ban|phong|vu|cuc|don vi|huyen|quan|tinh|thanh pho|xa|phuong|bo|nganh|khoa|truong)\s?:$"
    r"|, ?(?:cuc|vu|ban|phong|nganh)\s?:$|\b(?:gom|vp|vpcp|vpub|ubnd)\s?:$"
)
"""A colon that what follows belongs to (VPCP: …, các Vụ: / CN, KTTH), and no end mark misread. Runs on folded text."""
_LEAST_DASHES = 2
_FOOT = frozenset({Zone.FOOT_LEFT, Zone.FOOT_RIGHT})


def mend_lists(drafts: Sequence[Draft], lines: Sequence[Line]) -> None:
    """Put dashes and semicolons of a page's lists right, and the end mark before Nơi nhận."""
    for _, group in groupby(range(len(lines)), key=lambda at: lines[at].zone is Zone.FOOT_LEFT and bool(drafts[at].text)):
        rows = list(group)
        if lines[rows[0]].zone is Zone.FOOT_LEFT:
            _mend_items([drafts[at] for at in rows if drafts[at].text])
    for at, (draft, line) in enumerate(zip(drafts, lines, strict=True)):
        if line.zone is not Zone.BODY:
            continue
        match = _DASH_OF_TEXT.match(draft.text)
        if match:
            draft.change(0, match.end(), "- ", "list.dash", 0.85)
        if at + 1 == len(lines) or lines[at + 1].zone in _FOOT:
            _mend_end(draft)


def _mend_items(drafts: Sequence[Draft]) -> None:
    """The items of Nơi nhận: each begins with a dash and ends with a semicolon where another follows."""
    if sum(bool(_DASHED.match(draft.text)) for draft in drafts) < _LEAST_DASHES:
        return
    label = next((at for at, draft in enumerate(drafts) if folded(draft.text).startswith("noi nhan")), -1)
    for before, draft in zip(drafts[max(label, 0) :], drafts[max(label, 0) + 1 :], strict=False):
        calls = _CALLS.search(folded(before.text)) is not None
        ended = before.text.endswith((";", ":")) and _DASHED.match(before.text) and not calls
        begins = (label >= 0 and before is drafts[label]) or ended
        like = _DASH_LIKE.match(draft.text)
        if _DASHED.match(draft.text):
            continue
        if like and (begins or (before.text.endswith((";", ":", ".")) and not calls)):
            draft.change(0, like.end(), "- ", "list.dash", 0.9)
        elif begins and draft.text[0].isupper():
            draft.change(0, 0, "- ", "list.dash", 0.85)
    for here, below in zip(drafts[label + 1 :], drafts[label + 2 :], strict=False):
        ends = _ENDS.search(here.text)
        if ends and _DASHED.match(below.text):
            here.change(ends.start(), ends.end(), ";", "list", 0.95)


def _mend_end(draft: Draft) -> None:
    """The end mark ./. of which a dot or a stroke was lost."""
    match = _BROKEN_END.search(draft.text)
    if match and match[0] != "./." and " " in draft.text:
        draft.change(match.start(), match.end(), "./.", "mark.end", 0.9)

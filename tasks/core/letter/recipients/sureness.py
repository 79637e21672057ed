"""How sure an item's name is by the words that were read of it (độ tin cậy của một nơi nhận)."""

import re

from tasks.core.letter.recipients.naming import name_end
from tasks.core.letter.rows.lines import Flow

_CODE = re.compile(r"(?<!\w)(?:[A-ZĐ]{2}[\wĐđ&]*|\d{1,3}(?!\w))")
_RULE = 0.96
"""How sure the rule is when every letter is right."""


def name_sureness(flow: Flow, start: int, end: int) -> float:
    """Share, 0 to 1: as its words are on the mean, no surer than a code or number among them: neighbours say nothing of it.

    What it gets the letter for, in brackets, is one of few and does not count.
    """
    text = flow.text[start:end]
    name = text[: name_end(text)]
    codes = [match.span() for match in _CODE.finditer(name)]
    places = [(0, len(name)), *codes]
    return min(flow.found(start + left, start + right, rule="", sure=_RULE).confidence for left, right in places)

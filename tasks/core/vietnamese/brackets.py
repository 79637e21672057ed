"""What an item of Nơi nhận gets a letter for, in brackets: (b/c), (để b/c), on scans.

In its small print the c behind the stroke is read as a sign of money: of 137 such brackets in made scans' office pages and
photographs all had b/c.
"""

import re

from tasks.core.vietnamese.draft import Draft

_REPORTED = re.compile(
    r"(?<=\()(?P<to>(?:để\s)?)"
    r"(?:[bl]?\s?/\s?[€©¢]|[Il]?/c|b\s?[/.]\s?[CeéÉ]|b[íịìi]c|b[íịì]|b(?!/c)[^\w\s(),;]{1,2}[cCeéÉ€©¢]?)(?=\s?[);,}])"
)
_CONFIDENCE = 0.97


def mend_brackets(draft: Draft) -> None:
    """Put b/c where its c or its stroke was read as another sign."""
    if "(" not in draft.text:
        return
    for match in reversed(list(_REPORTED.finditer(draft.text))):
        draft.change(match.start(), match.end(), f"{match['to']}b/c", "bracket", _CONFIDENCE)

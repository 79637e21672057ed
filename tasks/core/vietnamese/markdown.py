"""Markdown that a letter was put into elsewhere: heads and feet of two columns come as tables whose cells have several lines."""

import re

_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_MOST_COLUMNS = 2


def columns_below(text: str) -> str:
    """The text with the cells of such rows below each other, the left column first; tables of data stay as they are.

    `| UBND TỈNH X<br>**SỞ Y TẾ** | **CỘNG HÒA …**<br>**Độc lập …** |`, with or without the rule (|---|---|) below it.
    """
    lines: list[str] = []
    opened = False
    for line in text.split("\n"):
        cells = _cells(line)
        if cells:
            lines += [row for cell in cells for row in (*_BREAK.split(cell), "")]
        elif not (opened and _RULE.fullmatch(line.strip())):
            lines.append(line)
        opened = bool(cells)
    return "\n".join(lines)


def _cells(line: str) -> list[str]:
    """The cells of a table's row of at most two columns, one of which has lines of its own; none of any other line."""
    plain = line.strip()
    if not plain.startswith("|") or not plain.endswith("|") or _BREAK.search(plain) is None:
        return []
    cells = [cell.strip() for cell in plain.strip("|").split("|")]
    return [cell for cell in cells if cell] if len(cells) <= _MOST_COLUMNS else []

"""Kính gửi (ô 9a): the bodies that must act, one for each printed item (domain rule 1.7)."""

import re
from collections.abc import Sequence

from schemas.letter import Addressee
from tasks.core.letter.parts.columns import UNREAD
from tasks.core.letter.recipients.naming import kind_of, trimmed
from tasks.core.letter.recipients.recipients import ended
from tasks.core.letter.rows.lines import Flow, Row
from tasks.core.letter.rows.signs import ITEM, KINH_GUI, bare


def find_addressees(rows: Sequence[Row]) -> tuple[Addressee, ...]:
    """Items of Kính gửi without dash and end mark; `rows` start with the label's row. Rule: `addressees.kinh_gui`."""
    if not rows:
        return ()
    label = KINH_GUI.match(bare(rows[0].text))
    start = label.end() if label else 0
    first = rows[0].part(start, len(rows[0].text))
    found = tuple(item for flow in items([row for row in (first, *rows[1:]) if row.text]) if (item := _addressee(flow)))
    if found and _lost_its_first(rows, alone=not first.text.strip(" :;.")):
        doubt = {"raw": f"{UNREAD} {found[0].raw}", "confidence": min(found[0].confidence, _LOST)}
        return (found[0].model_copy(update=doubt), *found[1:])
    return found


def _lost_its_first(rows: Sequence[Row], *, alone: bool) -> bool:
    """Whether a row is missing between the label, alone in its row, and the first item: a stamp lies over who is named first.

    From the label's row to the next are 1.2 to 1.7 times its height, in 69 of 70 letters looked at.
    """
    label, after = rows[0].box, rows[1].box if len(rows) > 1 else None
    if not alone or label is None or after is None or rows[0].page != rows[1].page:
        return False
    return (after[1] + after[3] - label[1] - label[3]) / 2 > _TOO_FAR * (label[3] - label[1])


_LOST, _TOO_FAR = 0.5, 2.2


def items(rows: Sequence[Row]) -> list[Flow]:
    """Rows grouped into items: a dash starts one; without dashes, an end mark (; or a final .) closes one."""
    groups: list[list[Row]] = []
    dashed = any(ITEM.match(row.text) for row in rows)
    for row in rows:
        dash = ITEM.match(row.text)
        if dash or not groups or _closed(groups[-1][-1].text, dashed=dashed) or (dashed and _closed_by_colon(groups[-1], row)):
            groups.append([])
        groups[-1].append(row.part(dash.end(), len(row.text)) if dash else row)
    return [Flow(group) for group in groups]


def _closed(text: str, *, dashed: bool) -> bool:
    if text.rstrip(" *_").endswith(";"):
        return True
    return not dashed and re.search(r"[^\W\d_]{3,}\.$", text.rstrip(" *_/")) is not None


def _closed_by_colon(group: Sequence[Row], row: Row) -> bool:
    """On a scan: a semicolon read as a colon, and the dash after it lost. Several bodies (các huyện: …) are named behind theirs."""
    text = group[-1].text.rstrip(" *_'\"")
    several = any("cac" in bare(part.text).split() for part in group)
    return bool(row.line.words) and row.text[:1].isupper() and text.endswith(":") and not several and ended(group)


_CALLED = re.compile(r"^\W*sau day (?:duoc )?goi (?:chung|tat)\b")
"""(sau đây gọi chung là các đơn vị): says how the letter calls them all, and is nobody itself. Runs on bare text."""


_ADDRESS = re.compile(r"\s*[,;]?\s*\(?\s*(?:(?:dia chi|d/c)\s*[:.]|mst\s*:|ma so thue\b|dien thoai\s*:)")
"""(Địa chỉ: …; MST: …): where to find whom it names. Runs on bare text."""


def _addressee(flow: Flow) -> Addressee | None:
    start, end = trimmed(flow.text)
    if again := KINH_GUI.match(bare(flow.text[start:end])):  # … điện: and then Kính gửi:
        start += again.end() + trimmed(flow.text[start + again.end() : end])[0]
    if address := _ADDRESS.search(bare(flow.text[start:end])):
        if address.start() == 0:
            return None
        end = start + address.start()
    if end - start < 2 or _CALLED.match(bare(flow.text[start:end])):
        return None
    found = flow.found(start, end, rule="addressees.kinh_gui", sure=0.97)
    return Addressee(**found.model_dump(), kind=kind_of(found.value))

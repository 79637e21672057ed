"""Quyền hạn, chức vụ, họ tên người ký (ô 7): chain of authority, title and name of each signer (domain rule 1.8)."""

import re
from collections.abc import Sequence

from schemas.found import Found
from schemas.letter import Authority, Signer
from tasks.core.letter.lines import Row, Stretch, found
from tasks.core.letter.signs import APPROVAL, AUTHORITY, TITLE, bare, has_surname, honours, is_caps, is_name

_MARKS = {"tm": "TM.", "kt": "KT.", "tl": "TL.", "tuq": "TUQ.", "tun": "TUN.", "q": "Q.", "t/m": "T/M", "k/t": "K/T", "t/l": "T/L"}
_TRIM = " .,;*_-–|~'’`\"/\\:()[]"


def find_signers(rows: Sequence[Row]) -> tuple[Signer, ...]:
    """Signers in the order printed; `rows` are the signers' column. Rules: `signer.title`, `signer.name`."""
    signers: list[Signer] = []
    for column in _side_by_side(rows):
        signers.extend(_column(column))
    return tuple(signers)


def _side_by_side(rows: Sequence[Row]) -> list[list[Row]]:
    """Columns of signers who sign beside each other; one column where all stand below each other or there are no boxes."""
    placed = [row for row in rows if row.line.box]
    if len(placed) != len(rows) or len(rows) < 4:
        return [list(rows)]
    titles = [row for row in placed if is_caps(row.text)]
    for one in titles:
        for other in titles:
            a, b = one.line.box, other.line.box
            if a and b and one.page == other.page and a[2] < b[0] and min(a[3], b[3]) - max(a[1], b[1]) > 0.5 * (a[3] - a[1]):
                middle = (a[2] + b[0]) / 2
                left = [row for row in placed if _centre(row) < middle]
                return [left, [row for row in placed if _centre(row) >= middle]]
    return [list(rows)]


def _centre(row: Row) -> float:
    box = row.line.box
    return (box[0] + box[2]) / 2 if box else 0.0


def _column(rows: Sequence[Row]) -> list[Signer]:
    signers: list[Signer] = []
    block: list[Row] = []
    for row in rows:
        low = bare(row.text)
        if (is_caps(row.text) and not _caps_name(row, block)) or (_mark_of(low) and is_caps(row.text[:2]) and len(row.text) < 50):
            block.append(row)
        elif _name_of(row, block):
            signers.append(_signer(block, row))
            block = []
    if any(_is_role(row) for row in block):
        signers.append(_signer(block, None))
    return [signer for signer in signers if signer.name or signer.title]


def _caps_name(row: Row, block: Sequence[Row]) -> bool:
    """A name printed in capitals: after a title, with a surname, and neither title nor authority."""
    low = bare(row.text)
    words = row.text.split()
    return (
        bool(block)
        and 2 <= len(words) <= 5
        and not TITLE.match(low)
        and not AUTHORITY.match(low)
        and has_surname(row.text.title())
        and row.text.isupper()
    )


def _name_of(row: Row, block: Sequence[Row]) -> bool:
    if _caps_name(row, block):
        return True
    return is_name(row.text) and (has_surname(row.text) or any(_is_role(r) for r in block))


def _is_role(row: Row) -> bool:
    low = bare(row.text)
    return bool(TITLE.match(low) or AUTHORITY.match(low))


def _mark_of(low: str) -> str | None:
    match = AUTHORITY.match(low)
    return _MARKS.get(re.sub(r"\s", "", match["mark"])) if match else None


def _signer(block: Sequence[Row], name: Row | None) -> Signer:
    """`block`: the rows in capitals above the name."""
    chain: list[Authority] = []
    titles: list[list[Row]] = []
    for row in block:
        low = bare(row.text)
        mark = _mark_of(low)
        match = AUTHORITY.match(low)
        if mark and match:
            chain.append(Authority(mark=mark, of=row.text[match.end() :].strip(_TRIM)))
        elif APPROVAL.match(low) and not titles:
            continue
        elif TITLE.match(low) or not (chain or titles):
            titles.append([row])
        elif titles:
            titles[-1].append(row)
        elif chain:
            chain[-1] = Authority(mark=chain[-1].mark, of=f"{chain[-1].of} {row.text.strip(_TRIM)}")
    own = _own_title(titles, chain)
    return Signer(authority=tuple(chain), title=_title(own) if own else None, name=_name(name) if name else None)


def _own_title(titles: list[list[Row]], chain: list[Authority]) -> list[Row] | None:
    """The signer's own title: the last above the signature. Of HEAD / DEPUTY HEAD without a readable KT., the head is the one replaced."""
    if not titles:
        return None
    if len(titles) > 1 and not chain:
        first, second = (bare(" ".join(r.text for r in title)).strip(_TRIM) for title in titles[:2])
        if second.startswith("pho ") and second.removeprefix("pho ").split()[:1] == first.split()[:1]:
            chain.append(Authority(mark="KT.", of=" ".join(r.text for r in titles[0]).strip(_TRIM)))
            return titles[1]
        return titles[0]
    return titles[0] if len(titles) == 1 or _gap(titles) else titles[-1]


def _gap(titles: list[list[Row]]) -> bool:
    """A second title stands below the signature: there is room for one between the first and it."""
    above, below = titles[0][-1].line.box, titles[1][0].line.box
    return bool(above and below and below[1] - above[3] > 2.0 * (above[3] - above[1]))


def _title(rows: Sequence[Row]) -> Found:
    return found(
        [_bounds(row) for row in rows], rule="signer.title", sure=0.97, value=" ".join(row.text.strip(_TRIM) for row in rows)
    )


def _bounds(row: Row) -> Stretch:
    text = row.text
    start = len(text) - len(text.lstrip(_TRIM))
    return row.stretch(start, max(start + 1, len(text.rstrip(_TRIM))))


def _name(row: Row) -> Found:
    start = honours(row.text)
    while start < len(row.text) and row.text[start] in _TRIM:
        start += 1
    end = len(row.text.rstrip(_TRIM))
    sure = 0.97 if has_surname(row.text) else 0.8
    return found([row.stretch(start, end)], rule="signer.name", sure=sure, value=row.text[start:end])

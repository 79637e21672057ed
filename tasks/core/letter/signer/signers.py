"""Quyền hạn, chức vụ, họ tên người ký (ô 7): chain of authority, title and name of each signer (domain rule 1.8)."""

import re
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from schemas.base import Box
from schemas.found import Found
from schemas.letter import Authority, Signer
from tasks.core.letter.parts.columns import clear
from tasks.core.letter.rows.lines import Row, found, hull
from tasks.core.letter.rows.signs import APPROVAL, AUTHORITY, TITLE, bare, is_caps
from tasks.core.letter.signer.signer_name import TRIM, as_name, name_of
from tasks.core.letter.signer.signer_place import axis_of, by_place
from tasks.core.letter.signer.signer_steps import REPLACED, Step, last_word, second_office, step_of, torn_step
from tasks.core.letter.vocabulary.agencies import starts_agency
from tasks.core.letter.vocabulary.names import has_surname, is_name
from tasks.core.letter.vocabulary.titles import spelled, without_glued_dash
from tasks.core.letter.vocabulary.whole_name import is_all_a_name, is_damaged_name, is_short_name

_COLLECTIVES = {
    "ỦY BAN NHÂN DÂN": "TM.",
    "HỘI ĐỒNG NHÂN DÂN": "TM.",
    "BAN THƯỜNG VỤ": "T/M",
    "BAN CHẤP HÀNH": "T/M",
    "THƯỜNG TRỰC TỈNH ỦY": "T/M",
    "CHI BỘ": "T/M",
    "ĐẢNG ỦY": "T/M",
    "BAN TRỊ SỰ": "TM.",
}
"""Collectives that nobody signs as: a row that holds one alone has lost its mark to the seal."""
_PLAIN = re.compile(r"^[^\W\d_]{2,}(?:[ ,&-]+[^\W\d_]+)*$")


def find_signers(rows: Sequence[Row]) -> tuple[Signer, ...]:
    """Signers in the order printed; `rows` are the signers' column. Rules: `signer.title`, `signer.name`."""
    signers: list[Signer] = []
    for column in _side_by_side(rows):
        signers.extend(_column([_cleared(row) for row in column]))
    return tuple(signers)


def _cleared(row: Row) -> Row:
    """The row without noise at its ends; whole where all of it is a title or a name, however badly a word at its end was read."""
    known = spelled(row.text.strip(TRIM)) if is_caps(row.text) else None
    return row if (known and known[1] == 0) or _is_all_a_name(row.text.strip(TRIM)) else _without_legend(clear(row))


def _is_all_a_name(text: str) -> bool:
    """Whether a row is a name to its ends once misread letters in it are put right, with as many words (Lý Fhị Kim Thủy)."""
    words = as_name(text).split()
    return text[:1].isupper() and len(words) == len(text.split()) and is_all_a_name(words)


def _side_by_side(rows: Sequence[Row]) -> list[list[Row]]:
    """Columns of signers who sign beside each other; one column where all stand below each other or there are no boxes."""
    placed = [row for row in rows if row.line.box]
    if not placed:
        return _beside_in_text(rows)
    if len(placed) != len(rows) or len(rows) < 4:
        return [list(rows)]
    titles = [row for row in placed if is_caps(row.text)]
    for one in titles:
        for other in titles:
            a, b = one.box, other.box  # of one line that was read across both columns each has a part
            if a and b and one.page == other.page and a[2] < b[0] and min(a[3], b[3]) - max(a[1], b[1]) > 0.5 * (a[3] - a[1]):
                middle = (a[2] + b[0]) / 2
                left = [row for row in placed if _centre(row) < middle]
                return [left, [row for row in placed if _centre(row) >= middle]]
    return [list(rows)]


def _beside_in_text(rows: Sequence[Row]) -> list[list[Row]]:
    """The same for a text: two titles that shared a line open two columns, and names that share one stand below them."""
    pair = next(((a, b) for a, b in pairwise(rows) if a.line is b.line and is_caps(a.text) and is_caps(b.text)), None)
    if pair is None or not all(row.where for row in rows):
        return [list(rows)]
    edge = (pair[0].where[-1] + pair[1].where[0]) // 2
    return [[row for row in rows if row.where[0] <= edge], [row for row in rows if row.where[0] > edge]]


def _centre(row: Row) -> float:
    box = row.box
    return (box[0] + box[2]) / 2 if box else 0.0


def _column(rows: Sequence[Row]) -> list[Signer]:
    signers: list[Signer] = []
    block: list[Step] = []
    axis = axis_of(rows)
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else None
        step = (
            None
            if _caps_name(row, block) and not _goes_on(row, below)
            else step_of(row) or torn_step(row, block) or last_word(row, block)
        )
        if step:
            block.append(step)
        elif _is_name(row, block) and not _is_signature(row, below):
            signers.append(_signer(block, row))
            block = []
    if any(step.known or step.mark for step in block):
        signers.append(_signer(block, None))
    return [by_place(signer, axis) for signer in signers if signer.name or signer.title]


def _is_signature(row: Row, below: Row | None) -> bool:
    """Whether a scan's row like a torn name is a pen's strokes (MỸ Yự): right below it stands a whole name, read better."""
    if below is None or not row.line.words or _is_all_a_name(row.text.strip(TRIM)) or not _is_all_a_name(below.text.strip(TRIM)):
        return False
    return row.stretch(0, len(row.text)).confidence < min(_UNUSUAL, below.stretch(0, len(below.text)).confidence)


def _goes_on(row: Row, below: Row | None) -> bool:
    """Whether a row in capitals is the end of a title that looks like a name (… VÀ QUẢN / LÝ KHOA HỌC): the name is below."""
    return below is not None and is_name(below.text) and has_surname(below.text) and bare(below.text) != bare(row.text)


_UNUSUAL = 0.75
"""How sure a title on a scan is that is none of the list: half of one looks so too."""


def _caps_name(row: Row, block: Sequence[Step]) -> bool:
    """A name printed in capitals: after a title, with a surname, and neither title nor authority."""
    low = bare(row.text)
    words = row.text.split()
    if not block or not 3 <= len(words) <= 5 or not row.text.isupper() or any(len(word) < 2 for word in words) or spelled(row.text):
        return False
    return not TITLE.match(low) and not AUTHORITY.match(low) and has_surname(row.text.title())


def _without_legend(row: Row) -> Row:
    """On a scan the row without one short word before it that the seal's legend was read as (xHCw BÍ THƯ; qv Lâm Thị Ngọc)."""
    first, _, rest = row.text.partition(" ")
    if not row.line.words or len(first) > 4 or not first[:1].islower() or not rest or AUTHORITY.match(bare(row.text)):
        return row
    title = is_caps(rest) and (known := spelled(rest.strip(TRIM))) is not None and known[1] == 0
    return (
        row.part(len(first) + 1, len(row.text)) if title or (is_name(rest) and has_surname(rest) and rest.count(" ") > 1) else row
    )


def _is_name(row: Row, block: Sequence[Step]) -> bool:
    if _caps_name(row, block):
        return True
    titled = any(step.known or step.mark for step in block)
    name = as_name(row.text)
    if titled and (is_damaged_name(row.text) or is_short_name(row.text)):
        return True
    return is_name(name) and (has_surname(name) or titled)


def _signer(block: Sequence[Step], name: Row | None) -> Signer:
    """`block`: the rows above the name."""
    chain: list[Authority] = []
    titles: list[list[Step]] = []
    for step in block:
        body = _collective(step)
        mark = step.mark or (_COLLECTIVES.get(body) if not (chain or titles) else None)
        if mark:
            chain.append(Authority(mark=mark, of=step.words if step.mark else body))
        elif (APPROVAL.match(bare(step.words)) and not titles) or step.known or not (chain or titles) or _is_rest(step, chain):
            titles.append([step])
        elif (titles or chain) and (step.row.stretch(0, len(step.row.text)).confidence < 0.75 or not _PLAIN.match(step.words)):
            continue
        elif titles:
            titles[-1].append(step)
        elif chain:
            chain[-1] = Authority(mark=chain[-1].mark, of=f"{chain[-1].of} {step.words}")
    own = _own_title(titles, chain) or [step for step in block if step.mark == "Q."][-1:]  # Q. GIÁM ĐỐC: who acts as one
    if own and chain and chain[-1].mark in REPLACED and _is_part(own, chain[-1].of or ""):
        return Signer(authority=tuple(chain), title=_deputy(own, chain[-1].of or ""), name=name_of(name) if name else None)
    return Signer(authority=tuple(chain), title=_title(own) if own else None, name=name_of(name) if name else None)


def _collective(step: Step) -> str:
    """The row's words; of a scan's without a mark that was hardly read before those of a collective (EM CHI BỘ: T/M)."""
    mark, _, rest = step.words.partition(" ")
    torn = bool(step.row.line.words) and len(mark) <= _OF_MARK and step.row.line.words[0].confidence < _UNUSUAL
    return rest if torn and rest in _COLLECTIVES else step.words


_OF_MARK = 3


def _is_part(own: Sequence[Step], head: str) -> bool:
    """Whether a title below KT. is the head's own or its end (PHÓ is covered), or the beginning of the deputy's (PHÓ GIÁM)."""
    return bare(head).endswith(bare(own[0].words)) or (bool(own[0].row.line.words) and _begun(own, head) is not None)


def _begun(own: Sequence[Step], head: str) -> str | None:
    """The head, of several the one, whose deputy's title begins so and goes on."""
    words = bare(" ".join(step.words for step in own))
    torn = any(step.row.stretch(0, len(step.row.text)).least_confidence < _UNUSUAL for step in own if step.row.line.words)
    if not torn and (whole := spelled(words)) and whole[1] == 0:
        return None  # PHÓ CỤC TRƯỞNG, below KT. CỤC TRƯỞNG CỤC LÃNH SỰ
    for part in (part.strip() for part in head.split(",")):
        deputy = f"pho {bare(part)}"
        if words.startswith("pho ") and deputy.startswith(f"{words} "):
            return part
        first = " ".join(deputy.split()[:2])
        if f"{words} ".startswith(f"{first} ") and not words.startswith(deputy) and torn:
            return part  # PHÓ CHÁNH VĂN, put right to another's (ÁN)
    return None


def _is_rest(step: Step, chain: Sequence[Authority]) -> bool:
    """What is left of a deputy's title below KT.: its last words are the head's (KT. CHỦ TỊCH over … TỊCH)."""
    return bool(chain) and chain[-1].mark in REPLACED and bare(chain[-1].of or "").endswith(f" {bare(step.words)}")


def _is_label(title: Sequence[Step]) -> bool:
    return len(title) == 1 and APPROVAL.fullmatch(bare(title[0].words)) is not None


def _own_title(titles: list[list[Step]], chain: list[Authority]) -> list[Step] | None:
    """The signer's own title: the last above the signature. Of HEAD over DEPUTY without a readable KT., the head is replaced."""
    while len(titles) > 1 and not titles[0][0].known and (starts_agency(titles[0][0].words) or _is_label(titles[0])):
        titles = titles[1:]  # SỞ Y TẾ above GIÁM ĐỐC, where two agencies sign; PHÊ DUYỆT above the approver's title
    if not titles:
        return None
    if len(titles) > 1 and not (chain and chain[-1].mark in {"KT.", "K/T", "TUQ.", "TL.", "T/L"}):
        first, second = (bare(" ".join(step.words for step in title)) for title in titles[:2])
        heads = {part.strip().split(" ")[0] for part in first.split(",")}
        deputy = second.startswith("pho ") and second.removeprefix("pho ").split(" ")[0] in heads
        twice = first == second and not _gap(titles)  # one title right below itself: KT. and PHÓ were not readable
        torn = _is_torn_head(titles[0], second.removeprefix("pho ")) and second.startswith("pho ")
        if deputy or twice or torn:
            of = " ".join(step.words for step in titles[1]).partition(" ")[2] if torn else " ".join(one.words for one in titles[0])
            chain.append(Authority(mark="KT.", of=of))
            return titles[1]
        return titles[0] if not chain or _gap(titles) else titles[-1]
    return titles[0] if len(titles) == 1 or _gap(titles) else titles[-1]


def _is_torn_head(title: Sequence[Step], head: str) -> bool:
    """Whether a scan's row is KT. and a head's title, hardly read (K1. IHỆU TRƯỞNG above PHÓ HIỆU TRƯỞNG)."""
    if len(title) > 1 or not title[0].row.line.words or title[0].row.stretch(0, len(title[0].row.text)).least_confidence > _UNUSUAL:
        return False
    low = bare(title[0].words)
    return low not in (head, f"pho {head}") and not low.startswith("pho ") and fuzz.partial_ratio(head, low) > _ALIKE


_ALIKE = 80


def _gap(titles: list[list[Step]]) -> bool:
    """A second title stands below the signature: there is room for one between the first and it."""
    above, below = titles[0][-1].row.line.box, titles[1][0].row.line.box
    return bool(above and below and below[1] - above[3] > 2.0 * (above[3] - above[1]))


def _title(steps: Sequence[Step]) -> Found:
    printed = [step.row.stretch(step.start, max(step.start + 1, len(step.row.text.rstrip(TRIM)))) for step in steps]
    words = " ".join(step.words for step in steps)
    words = without_glued_dash(words) if printed[0].line.words else words
    known = spelled(words)
    usual = (known is not None and known[1] == 0) or not printed[0].line.words
    half = any(len(step.words) > len(step.row.text) + 1 for step in steps)  # ĐỐC: GIÁM ĐỐC
    title = found(printed, rule="signer.title", sure=_HALF if half else 0.97 if usual else _UNUSUAL, value=words)
    box = _box_of(steps[0]) if len(steps) == 1 else None
    return title.model_copy(update={"box": box}) if box else title


def _box_of(step: Step) -> Box | None:
    """The box of a known title's own words: a pen's stroke behind them (BÍ THƯ J) has no part in it; None where none is."""
    own = [word for word in step.row.line.words if bare(word.text) in bare(step.words).split()]
    return hull(word.box for word in own) if step.known and len(own) == len(step.words.split()) else None


_HALF = 0.5


def _deputy(steps: Sequence[Step], head: str) -> Found:
    """KT. GIÁM ĐỐC over GIÁM ĐỐC (or its last words): who signs in the head's place is a deputy, whose PHÓ the seal covers.

    Or over PHÓ GIÁM, whose last word it covers.
    """
    title = _title(steps)
    own = bare(title.value)
    part = _begun(steps, head) or next((part.strip() for part in head.split(",") if bare(part).strip().endswith(own)), head)
    update = {
        "value": f"PHÓ {part}{'' if ' - ' in part else second_office(steps[-1].row.text)}",
        "rule": "signer.title.inferred_deputy",
        "confidence": round(min(0.6, title.confidence), 4),
    }
    return title.model_copy(update=update)

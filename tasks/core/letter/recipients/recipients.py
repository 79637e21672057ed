"""Nơi nhận (ô 9b): one for each printed item, wrapped lines joined, the Lưu item with its parts (domain rule 1.9)."""

import re
from collections.abc import Sequence

from schemas.found import Found
from schemas.letter import PrintedRecipient
from tasks.core.letter.parts.columns import clear
from tasks.core.letter.recipients.breaks import begins_late, dashed_apart, ends_early, lost_dash, right_edge
from tasks.core.letter.recipients.file_form import POLICE_OFFICE
from tasks.core.letter.recipients.hand_marks import ROOM, without_hand_mark
from tasks.core.letter.recipients.naming import kind_of, purpose_of, trimmed
from tasks.core.letter.recipients.sureness import name_sureness
from tasks.core.letter.recipients.torn_items import filed, put_right
from tasks.core.letter.rows.lines import Flow, Row
from tasks.core.letter.rows.signs import ITEM, LUU, NOI_NHAN, bare
from tasks.core.letter.vocabulary.codes import KNOWN_UNITS
from tasks.core.letter.vocabulary.given_names import is_initialed, meant_initialed

_COPIES = re.compile(r"\(?\b(?P<n>\d{1,4})\s*(?:b|bản)?\)|(?<=[\s,.])(?P<loose>\d{1,3})\s?(?:b|bản)?(?=\W*$)")
_BRACKET = re.compile(r"(?:(?<=\s)[@©G€C{\[Ø]|\((?=\d+[\]}]))\s?(\d{1,2})[)\]}](?=\W*$)")
"""The number of copies with a bracket misread: KGVX @3), NC (15}."""
_CAPITAL_I = re.compile(r"(?<=[,;.\s])I(?=[b-df-hj-np-tv-z][a-z]{1,7}\d{0,3}\W*$)")
"""The small l of a drafter's mark (lnga), which looks so: no name begins with I."""
_CODE = re.compile(r"^[A-ZĐ][A-ZĐa-zđ&]*(?:[-.][A-ZĐ][\wĐđ]*)?$")
_ROOMS = ("van phong", "van thu", "ban ", "chi bo", "dang uy", "huyen uy", "tinh uy", "thanh uy", "uy ban", "phong ")
"""Where a Party office files its copy (Lưu Ban Tuyên giáo Tỉnh ủy): neither unit nor drafter. On bare text."""
TORN_FILE = re.compile(r"(?!V)(?=\S{0,4}[umnưữứúùũUƯ])\S{2,5}?[:;.]\s?(?=V[TIÍÌỊĨÚÙŨUFPLY1†|!]?(?=[\s,.;(]|$))")
"""Lưu on a bad scan, whatever its letters were read as, before VT with its T misread (1mu: VI)."""
MISREAD_ROOM = re.compile(r"^V[TI1lLEFYÍÌÝ][jýy]?(?=[\s,;.(]|$)(?:\s*[,;.])?\s*")
"""VT at the start of what is filed, its T and the comma behind it misread (VI; KHTH, VTý KHTH): every such item has it."""
_FILE_ROOM = re.compile(r"^(?:VT|V\.T|Văn thư|VP|VPTU|TH)$", re.IGNORECASE)


def find_recipients(rows: Sequence[Row]) -> tuple[PrintedRecipient, ...]:
    """Items of Nơi nhận in their order; `rows` are the left column of the foot from its label on. Rule: `recipients.noi_nhan`."""
    flows = _items(_list(rows))
    items = [(flow, item) for flow in flows if (item := _recipient(flow))]
    closed = sum(ended(flow.rows) for flow in flows)
    left = min((item.box[0] for _, item in items if item.box), default=0.0)
    items = [(flow, _doubted(item) if begins_late(item, left) else item) for flow, item in items]
    return tuple(_doubted_end(flow, item) if 2 * closed > len(flows) else item for flow, item in items)


def _doubted(item: PrintedRecipient) -> PrintedRecipient:
    return item.model_copy(update={"confidence": min(item.confidence, _OPEN), "rule": f"{item.rule}{DOUBTED}"})


def _doubted_end(flow: Flow, item: PrintedRecipient) -> PrintedRecipient:
    """Doubt an item that ends with a comma, or with no mark, where most end as items do: what came next is lost, most likely."""
    if item.kind == "file" or not flow.rows[0].line.words or not _ENDS_OPEN.search(flow.text):
        return item
    return item.model_copy(update={"confidence": min(item.confidence, _OPEN)})


_ENDS_OPEN = re.compile(r"[,\w]\W{0,2}$(?<![;.:])")
_OPEN = 0.6
"""How sure an item is whose end was not read."""


def _list(rows: Sequence[Row]) -> list[Row]:
    """The rows of the list: after the label, to the Lưu item inclusive."""
    label = next((i for i, row in enumerate(rows) if NOI_NHAN.match(bare(row.text))), None)
    listed: list[Row] = []
    if label is not None:
        match = NOI_NHAN.match(bare(rows[label].text))
        rest = rows[label].part(match.end() if match else 0, len(rows[label].text))
        listed = [rest] if rest.text.strip(" :.-") else []
    rest_rows = list(rows[label + 1 :]) if label is not None else list(rows)
    dashes = sum(ITEM.match(row.text) is not None for row in rest_rows)
    listed = [row for row in listed if not _is_stray(row, first=True, dashes=dashes)]
    for at, one in enumerate(rest_rows):
        row = clear(one)
        if _is_stray(row, first=not listed, dashes=dashes) and not (listed and _closes_bracket(listed[-1], row)):
            continue
        listed.append(row)
        if _is_file(row, listed[-2] if len(listed) > 1 else None):
            return listed + _file_tail(row, rest_rows[at + 1 :])
    return listed


def _closes_bracket(last: Row, row: Row) -> bool:
    """Whether a row is the end of the purpose that the row above opens: (để / b/c)."""
    return last.text.count("(") > last.text.count(")") and re.match(r"\S{1,6}(?:\s\S{1,4})?\)", row.text) is not None


def _is_stray(row: Row, *, first: bool, dashes: int) -> bool:
    """Not of the list: strokes read as letters, or a row before the first dash. A purpose on a row of its own is: (b/c)."""
    if not first and re.match(r"\([^\W\d_]/\S\)\W*$", row.text):
        return False
    if sum(char.isalpha() for char in row.text) < 2:
        return True
    dash = ITEM.match(row.text)
    if first and dashes > 1 and dash is None and not _is_file(row):
        return row.stretch(0, len(row.text)).confidence < 0.75 or len(row.text) < 6
    return dash is None and row.stretch(0, len(row.text)).confidence < 0.3


def _is_file(row: Row, above: Row | None = None) -> bool:
    """Whether the Lưu item begins there; `above`: the row before it, whose bracket may be open (để cập nhật, / lưu trữ)."""
    if above is not None and above.text.count("(") > above.text.count(")") and row.text[:1].islower():
        return False
    dash = ITEM.match(row.text)
    text = row.text[dash.end() if dash else 0 :]
    return LUU.match(bare(text)) is not None or (bool(row.line.words) and TORN_FILE.match(text) is not None)


def _file_tail(row: Row, rest: Sequence[Row]) -> list[Row]:
    """What wraps from the Lưu row: only while the row above ends open."""
    tail: list[Row] = []
    last = row
    for following in rest[:2]:
        copies = re.match(r"\s*\(\W*\d", following.text) is not None  # the number of copies on a row of its own
        if not (copies or re.search(r"[,;:&+-]\s*$", last.text)) or ITEM.match(following.text):
            break
        tail.append(following)
        last = following
    return tail


def _items(rows: Sequence[Row]) -> list[Flow]:
    """Rows grouped into items. A dash starts one; a row without a dash goes on with the one above unless that was closed."""
    groups: list[list[Row]] = []
    dashes = sum(ITEM.match(row.text) is not None for row in rows)
    edge = right_edge(rows)
    for row in (part for one in rows for part in dashed_apart(one)):
        dash = ITEM.match(row.text)
        if dash is None and groups and ended(groups[-1]):
            dash = _STROKES.match(row.text) if row.line.words else None
        if dash is None and row.line.words and dashes:
            dash = _LETTER_DASH.match(row.text)
        lost = (
            dash is None and bool(groups) and dashes > 1 and (lost_dash(groups[-1], row) or ends_early(groups[-1][-1], row, edge))
        )
        opens = (
            dash
            or not groups
            or lost
            or _is_file(row, groups[-1][-1])
            or (ended(groups[-1]) and row.text[:1].isupper())
            or (not dashes and _fresh(groups[-1], row))
        )
        if opens and not (groups and _UNITS_GO_ON.match(row.text) and re.search(r"các Vụ\W*$", groups[-1][-1].text)):
            groups.append([])
        groups[-1].append(row.part(dash.end(), len(row.text)) if dash else row)
    return [Flow(group) for group in groups]


_UNITS_GO_ON = re.compile(r"\W*Cục\s?[.:;]")
"""VPCP: …, các Vụ, / Cục: TH, KTTH: the second row of one item, whatever stands before it."""


_STROKES = re.compile(r"[^\w\s(\"“]{1,3}\s+(?=[^\W\d_])")
"""A dash that was read as other strokes, after a closed item."""
_LETTER_DASH = re.compile(r"[a-zđ]\s+(?=[A-ZĐ][^\W\d_]*[,.]?\s)")
"""A dash that was read as a small letter: no word of one consonant goes on with a capital."""


def ended(group: Sequence[Row]) -> bool:
    """The item is closed: by its end mark, or by one read as a colon where nothing calls for one (VPCP: …, các Vụ, Cục: do)."""
    text = group[-1].text.rstrip(" *_'\"")
    return text.endswith((";", ".")) or (text.endswith(":") and bool(group[-1].line.words) and not _CALLS.search(bare(text)))


_CALLS = re.compile(
    r"\bcac (?:so|ban|phong|vu|cuc|don vi|huyen|tinh|xa|bo|nganh)\W*$|, ?(?:cuc|ban|phong)\W*$|\b(?:gom|vp|vpcp|vpub|ubnd)\W*$"
    r"|^\W*\S{1,6}\W*$"
)


def _fresh(group: list[Row], row: Row) -> bool:
    """Without any dashes: a new item starts with a capital after a row that does not end open."""
    return row.text[:1].isupper() and not re.search(r"[,:&+-]\s*$", group[-1].text)


def _recipient(flow: Flow) -> PrintedRecipient | None:
    start, end = trimmed(flow.text[: without_hand_mark(flow)])
    if end - start < 2 or not any(c.isalpha() for c in flow.text[start:end]):
        return None
    found = flow.found(start, end, rule="recipients.noi_nhan", sure=0.96)
    kind = "file" if flow.rows[0].line.words and TORN_FILE.match(found.value) else kind_of(found.value)
    if kind != "file":
        found = found.model_copy(update={"confidence": name_sureness(flow, start, end)})
        found = _torn(found, closed=ended(flow.rows)) if flow.rows[0].line.words else found
        return PrintedRecipient(**found.model_dump(), kind=kind_of(found.value), purpose=purpose_of(found.value))
    value = _CAPITAL_I.sub("l", _BRACKET.sub(r"(\1)", found.value))
    value = filed(value) if flow.rows[0].line.words else value
    found = found.model_copy(update={"value": value, "confidence": _sure_of_file(flow, start, end, found.confidence)})
    unit, drafter, copies = file_parts(value)
    sure = _doubted_mark(flow, drafter, start, end) if drafter else None
    if drafter and flow.rows[0].line.words and (meant := meant_initialed(drafter)):
        value = f"{value[: value.rfind(drafter)]}{meant}{value[value.rfind(drafter) + len(drafter) :]}"
        found, drafter, sure = found.model_copy(update={"value": value}), meant, min(sure or _GUESSED_MARK, _GUESSED_MARK)
    if sure is not None:
        found = found.model_copy(update={"confidence": min(found.confidence, sure), "rule": f"{found.rule}{DOUBTED}"})
    return PrintedRecipient(**found.model_dump(), kind=kind, drafting_unit=unit, drafter=drafter, copies=copies)


def _torn(found: Found, *, closed: bool) -> Found:
    """A scan's item with what tears put right; letters that were guessed make it doubtful."""
    value, guessed = put_right(found.value, closed=closed)
    return found.model_copy(update={"value": value, "confidence": min(found.confidence, _GUESSED_LETTERS if guessed else 1.0)})


_GUESSED_LETTERS = 0.7


def _sure_of_file(flow: Flow, start: int, end: int, whole: float) -> float:
    """How sure a Lưu item is: as what stands after its room, for every letter has `Lưu: VT` and the engine reads VI at times."""
    room = ROOM.match(flow.text, start, end)
    if room is None or not flow.rows[0].line.words:
        return whole
    return flow.found(room.end(), end, rule="", sure=0.96).confidence if end - room.end() > 1 else max(whole, _ROOM_ALONE)


_ROOM_ALONE = 0.95

DOUBTED = ".doubted"
"""How the rule of a Lưu item ends whose drafter's mark is only as sure as its own letters."""
_GUESSED_MARK = 0.8
_SURE_MARK, _SURE_INITIALED, _MOST_NAMELESS = 0.88, 0.5, 0.6
_NAMELESS = re.compile(r"(?!(?:Th|Tr|Ng|Ngh|Nh|Kh|Ph|Ch)\b)[BCDĐFGHKLMNPQRSTVX][bcdđghklmnpqrstvx]+")
"""A name of no vowel (Tm, where Thu is printed); two letters for one sound are an initial (DTh)."""


def _doubted_mark(flow: Flow, drafter: str, start: int, end: int) -> float | None:
    """The engine's confidence in a drafter's mark that it doubted, 0 to 1; None for one that it was sure of.

    Nothing else in a letter says what the mark is: neither symbol nor registry. Of 41 marks read with 0.88 and more none was wrong,
    of 12 below that 6 (a mark that is no word is read as one: gian, where qlan is printed). An initial and a name (vtuan) is no
    reading by chance: of 40 such marks between 0.5 and 0.88 none was wrong.
    """
    at = flow.text.rfind(drafter, start, end)
    if at < 0 or not flow.rows[0].line.words:
        return None
    sure = min(stretch.least_confidence for stretch in flow.stretches(at, at + len(drafter)))
    if _NAMELESS.fullmatch(drafter):
        sure = min(sure, _MOST_NAMELESS)
    return round(sure, 4) if sure < (_SURE_INITIALED if is_initialed(drafter) else _SURE_MARK) else None


def file_parts(text: str) -> tuple[str | None, str | None, int | None]:
    """Drafting unit, drafter's mark and number of copies of a Lưu item: `Lưu: VT, KGVX (3). Q` → KGVX, Q, 3."""
    label = LUU.match(bare(text))
    rest = MISREAD_ROOM.sub("", text[label.end() :].lstrip(" :;.")) if label else text
    copies = _COPIES.search(rest)
    count = int(copies["n"] or copies["loose"]) if copies else None
    if copies:
        rest = f"{rest[: copies.start()]}, {rest[copies.end() :]}"
    pieces = [
        piece
        for raw in re.split(r"[,;]|(?<![A-ZĐ]|\bP)\.(?=\s|[A-ZĐ])|(?<=[A-ZĐ]{2})\.(?=\s|[A-ZĐ])", rest)
        if (piece := raw.strip(" .,:;()*")) and not re.match(r"^[\"“'].*[\"”']$", piece)
    ]
    unit = drafter = None
    for piece in pieces:
        if _FILE_ROOM.match(piece) or bare(piece).startswith(_ROOMS):
            continue
        code, mark_of = _unit_and_drafter(piece)
        if unit is None:
            unit = code
        elif code is not None:
            mark_of = mark_of or code
        drafter = drafter or mark_of
    return unit, drafter, count


def _unit_and_drafter(piece: str) -> tuple[str | None, str | None]:
    """A code of a unit (CCHC), a drafter's mark (hnam, DTh), or both (TTHC(Thu), NCbdv205)."""
    bracket = re.match(r"^(\S+?)\s*\(([^)]*)\)?$", piece)
    if bracket:
        return bracket[1], bracket[2].strip() or None
    blank = re.match(r"^([A-ZĐ]{2,})\s([^\W\d_]+)$", piece)
    if blank:
        return blank[1], blank[2]
    if POLICE_OFFICE.fullmatch(piece):
        return piece, None
    if _CODE.match(piece) and not piece[-1].islower() and sum(char.isupper() for char in piece) >= 2:
        return piece, None
    known = next((code for code in KNOWN_UNITS if piece.startswith(code) and len(piece) > len(code) + 1), None)
    glued = re.match(r"^([A-ZĐ]{2,}?)([A-ZĐ]?[a-zđ]\w+)$", piece)
    if known and re.match(r"[A-ZĐ]?[a-zđ]", piece[len(known) :]):
        return known, piece[len(known) :]
    return (glued[1], glued[2]) if glued else (None, piece)

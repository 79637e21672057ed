"""How rows begin and end: what opens a body, what closes a list, where noise stands before a row's own words."""

import re
from collections.abc import Callable, Mapping, Sequence

from tasks.core.letter.parts.marking import Marked, Sign
from tasks.core.letter.rows.lines import Row
from tasks.core.letter.rows.signs import bare, caps_share
from tasks.core.letter.vocabulary.agencies import starts_agency
from tasks.core.letter.vocabulary.usual_items import KNOWN_ITEMS

BODY_OPENER = re.compile(
    r"^\W{0,2}(?:can cu\b|(?:trong )?nam (?:19|20)\d\d,|(?:sang |chieu |toi )?ngay \d"
    r"|(?:sang|chieu|vua qua|hien nay|trong thoi gian|thoi gian qua"
    r"|de (?!an|tai|cuong)|sau khi|qua \w|theo "
    r"|tiep theo|xet |nham |thuc hien .{30,}[;,:]$|phan (?:thu|[ivx\d])|chuong [ivx\d]|dieu \d|[ivx]{1,4}[.)] |[a-d][.)] "
    r"|\d{1,2}[.)] ?\D"
    r"|ho va ten|ten toi|kinh thua|toi la|chung toi|hom nay))"
)

SAYS = re.compile(
    r"^\W{0,2}(?:ban hanh )?kem theo\b.{0,30}\bso\b|\btran trong (?:kinh moi|gioi thieu|thong bao|bao cao|de nghi)\b"
    r"|^\W{0,2}kinh moi\b|\bnhu sau\s?:\W*$"
)
"""(Ban hành kèm theo Quyết định số …) under the title of what a decision issues, and what a form says at once (trân trọng
kính mời …; UBND xã thông báo … như sau:): no subject. Runs on bare text."""

_SPECKS = re.compile(r"^(?:[^\w\s\"“(]*\w?[^\w\s\"”)]+\s+|[^\W\d_]\s+(?=[A-ZĐ]{2}))+")
STOPPED = re.compile(r"[^\W\d_]{3,}\.\W*$")
"""A row that ends with a full stop, not with an abbreviation's."""
STROKES = re.compile(r"^(?:(?:[^\w\s\"“(]|_)+\s+)+")
GLUED_STROKES = re.compile(r"^[^\w\s\"“(]+(?=[a-zđà-ỹ])")
"""Specks right before a small letter: no item of a list begins so."""
_FRAME = re.compile(r"^\W{0,2}\w{0,2}(?:[_.—–~=-]\s?){3,}[“\"']?\s?(?=[^\W\d_]{2})")
"""A stamp's lower edge that was read into the row's start."""
_UNREADABLE_LABEL = re.compile(r"^\S{1,10}(?:\s\S{1,8}){0,2}?\s*[:;]\s*(?=[A-ZĐÀ-Ỹ])")
INDENTED = re.compile(r"(?:^|^.{1,24}?\s)(?P<dash>[-–~+]{1,2}\s*(?=[A-ZĐÀ-Ỹ]))")
_CITING = re.compile(
    r"^\W{0,2}(?:(?:thuc hien|trien khai|tiep theo|can cu|xet|theo|phuc dap|tra loi)\b.{0,80}\bso \d|.{3,60}\bnhan duoc\b"
    r"|.{3,60}\bda (?:nghien cuu|xem xet|tiep nhan|ban hanh)\b.{1,40}\bso \d)"
)
"""A sentence that cites a document, as bodies begin; a subject names what it is about. Runs on bare text."""


def from_label(row: Row) -> Row:
    """From "Về việc" on, where noise read into the row stands before it."""
    specks = (_FRAME.match(row.text) or _SPECKS.match(row.text)) if row.line.words else None
    if specks and specks.end() < len(row.text):
        row = row.part(specks.end(), len(row.text))
    if torn := torn_label(row):
        return row.part(torn.start("label"), len(row.text))
    at = bare(row.text).find("ve viec")
    return row.part(at, len(row.text)) if at > 0 and row.text[at].isupper() and row.line.words else row


_TORN_LABEL = re.compile(r"[\W\d_]*(?P<label>v[^\W\d_]{1,2}|(?P<sign>[%&#$@*~^<>|])[^\W\d_]{1,2})\s+vi[eêệ]c\s+", re.IGNORECASE)
_DOUBTED = 0.7


def torn_label(row: Row) -> re.Match[str] | None:
    """Về việc at a scan's row's start whose first word a stamp beside it has torn: behind no word.

    It is doubted (409 và việc …), or has a sign that no word begins with (%a việc …).
    """
    label = _TORN_LABEL.match(row.text) if row.line.words else None
    if label is None or label["sign"]:
        return label
    return label if row.stretch(*label.span("label")).confidence < _DOUBTED else None


def opens_sentence(item: Marked, last: Row) -> bool:
    """A new sentence after one that was closed, or one that opens a body."""
    return item.row.text[:1].isupper() and (last.text.rstrip()[-1:] in ".;" or opens_body(item))


def opens_body(item: Marked) -> bool:
    """Starts as bodies do: a capital or a figure, then a legal basis, a day, an item number, a citing sentence."""
    text = item.row.text.lstrip(" *_-“\"'(")
    if not text or text[0].islower():
        return False
    return BODY_OPENER.match(item.low) is not None or _CITING.match(item.low) is not None


def body_begins(marked: Sequence[Marked], limit: int, is_body: Callable[[Row], bool]) -> int:
    """Place of the first row of running text below Kính gửi, or below the type word; `limit` where there is none before it.

    What looks like a number, a day or an electronic signature further down (gửi qua email: …, ngày ký) is the body's.
    """
    start = next((i for i, m in enumerate(marked[:limit]) if m.sign is Sign.KINH_GUI), None)
    if start is None:
        start = next((i for i, m in enumerate(marked[:limit]) if m.sign in (Sign.TYPE, Sign.VE_VIEC)), limit)
        return next((i for i in range(start + 1, limit) if _is_running(marked[i]) and opens_body(marked[i])), limit)
    return next((i for i in range(start + 1, limit) if _is_running(marked[i]) and _sentence_of(marked[i], is_body)), limit)


def _is_running(item: Marked) -> bool:
    return item.sign in (Sign.TEXT, Sign.ITEM) and len(item.low) > _A_LINE


def _sentence_of(item: Marked, is_body: Callable[[Row], bool]) -> bool:
    """It opens a body, fills its line as running text does, or, in a text, is a whole paragraph."""
    if item.sign is Sign.ITEM:
        return False
    return opens_body(item) or is_body(item.row) or (item.row.box is None and item.low.rstrip(" *_").endswith((".", ":", "./")))


_A_LINE = 60
"""Letters of a row that is long for a head: rows of running text have some 85."""


def is_sentence(text: str, last: str) -> bool:
    """In a text: a block of its own that is a sentence by its length and its end, after a list (`last`) that does not end open."""
    text = text.rstrip(" *_")
    if not text[:1].isupper() or last.rstrip(" *_").endswith((",", ";", ":", "-")):
        return False
    return len(text) > 80 or (len(text) > 35 and text.endswith((".", ":", "./")))


def closes(text: str) -> bool:
    """Ends the list: a full stop that is no abbreviation's (TP.)."""
    return re.search(r"(?:[^\W\d_A-ZĐ]{2}|[A-ZĐ][aeiouyà-ỹ]|[^\W\d_]{3}|\d|[)\"”])\s*\.(?:\s*/\.?)?[^\w;,:]*$", text) is not None


Margins = Mapping[int, tuple[float, float] | None]
"""Left and right edge of the text by page, as fractions of the page's width."""


def indented_items(marked: Sequence[Marked], start: int, margins: Margins, is_body: Callable[[Row], bool]) -> tuple[list[Row], int]:
    """Dashed rows that stand far in from the text's edge, as Kính gửi's do under a stamp, and the place after them."""
    rows: list[Row] = []
    end = start
    for at in range(start, min(start + 14, len(marked))):
        row = marked[at].row
        dash = INDENTED.search(row.text) if row.line.words and row.line.confidence > 0.4 else None
        part = row.part(dash.start("dash"), len(row.text)) if dash else row
        edges = margins.get(row.page)
        if dash and part.box and edges and part.box[0] - edges[0] > 0.2 and part.box[2] < 0.9:
            rows.append(part)
            end = at + 1
        elif is_body(row) and len(row.text) > 60:
            break
    return rows, end


def after_unreadable_label(
    marked: Sequence[Marked], start: int, _: Margins, is_body: Callable[[Row], bool]
) -> tuple[list[Row], int]:
    """The one row of Kính gửi whose label a stamp covers (Ti: Các huyện ủy, …): a usual addressee, in no body's place."""
    for at in range(start, min(start + 3, len(marked))):
        row = marked[at].row
        label = _UNREADABLE_LABEL.match(row.text)
        if label and row.line.words and row.text[label.end() :].strip(" .;") in KNOWN_ITEMS and not is_body(row):
            return [row.part(label.end(), len(row.text))], at + 1
    return [], start


def is_stamped(row: Row) -> bool:
    """Whether a scan's row is an agency's name in capitals, but for a letter of it (SỞ Y Tí): a receipt stamp's first row."""
    return bool(row.line.words) and caps_share(row.text) > _CAPITALS and row.text[:2].isupper() and starts_agency(row.text)


_CAPITALS = 0.7


def without_stroke(row: Row) -> Row:
    """A scan's row below V/v without a stroke before its small letters (— thương mại): an addressee begins with a capital."""
    stroke = _STROKE.match(row.text) if row.line.words else None
    return row.part(stroke.end(), len(row.text)) if stroke else row


_STROKE = re.compile(r"[-–—_~]+\s*(?=[a-zà-ỹđ]{2,}(?:\s|[.,;]?$))")


def new_paragraph(row: Row, last: Row) -> bool:
    """In a text: a block of its own that starts like a sentence and is longer than a line of a title, or ends as one."""
    sentence = len(row.text) > 120 or (len(row.text) > 50 and row.text.rstrip(" *_").endswith((".", "./")))
    return row.line.block != last.line.block and row.text[:1].isupper() and sentence


def under_title(row: Row, title: Row | None, last: Row | None) -> bool:
    """The row stands right below the type word or the subject's last row, on the type word's axis, and is no full line.

    A title need not stand in the middle of the text: some offices centre it on the sheet.
    """
    box, axis, above = row.box, title.box if title else None, last.box if last else None
    if not box or not axis or not above or row.page != (title.page if title else 0):
        return False
    near = 0 < box[1] - above[1] < 2.2 * (above[3] - above[1]) + 0.01
    return near and abs(box[0] + box[2] - axis[0] - axis[2]) < _AXIS and box[2] - box[0] < _FULL


_AXIS = 0.02
"""Twice what the middles of two centred rows may lie apart, as a fraction of the page's width."""
_FULL = 0.72
"""Width of a full line of text, as a fraction of the page's width."""


def stands_apart(row: Row, last: Row) -> bool:
    """Whether a row below a title begins a text of its own: a capital, off the last row's axis, more than a row's gap below."""
    box, above = row.box, last.box
    if not box or not above or row.page != last.page or not row.text[:1].isupper():
        return False
    gap = box[1] - above[3]
    return gap > max(_GAP, box[3] - box[1]) and abs(box[0] + box[2] - above[0] - above[2]) > _AXIS and box[2] - box[0] > _LONG


_GAP, _LONG = 0.018, 0.55
"""Fractions of the page's height and width: what parts a title from the text, and how wide a row of text is at least."""


def on_axis(row: Row, middle: float | None) -> bool:
    """Whether a row stands centred on the middle of its column."""
    return row.box is not None and middle is not None and abs((row.box[0] + row.box[2]) / 2 - middle) < _OFF


def is_centred(rows: Sequence[Row], middle: float | None) -> bool:
    """Whether rows, two and more, stand on a column's middle and begin at different places."""
    lefts = [row.box[0] for row in rows if row.box]
    return len(lefts) > 1 and all(on_axis(row, middle) for row in rows) and max(lefts) - min(lefts) > _OFF / 2


_OFF = 0.02
"""How far a centred row may stand off its column's middle, as a fraction of the page's width."""


def ends_a_sentence(marked: Sequence[Marked], at: int) -> bool:
    """Whether the row is the wrapped end of running text (… chậm nhất ngày / 01/8/2021.), whatever it looks like alone."""
    if at == 0 or marked[at].sign not in (Sign.E_SIGNATURE, Sign.STAMP, Sign.DATE):
        return False
    before, row = marked[at - 1].row, marked[at].row
    if row.box and row.box[0] > 0.45:
        return False  # in the right column, where place and date stand
    wide = before.box[2] - before.box[0] > 0.6 if before.box else len(before.text) > 60
    return wide and not before.text.rstrip().endswith((".", ":", ";"))


def fills_its_line(marked: Sequence[Marked], at: int, is_body: Callable[[Row], bool]) -> bool:
    """A subject that fills its first row, from edge to edge like running text.

    Who decides, in capitals, Kính gửi or the body follows, or the subject's last row, centred as no running text is.
    """
    after = next((item for item in marked[at + 1 : at + 4] if item.sign is not Sign.NOISE), None)
    item = marked[at]
    if after is None or opens_body(item) or SAYS.search(item.low) or item.row.text.rstrip(" *_")[-1:] in ".;:,":
        return False
    if opens_body(after) or after.sign is Sign.KINH_GUI:
        return True
    centred = after.sign is Sign.TEXT and after.row.box is not None and after.row.box[0] > _INDENTED and not is_body(after.row)
    return item.sign is Sign.TEXT and (after.sign is Sign.CAPS or centred or _steps_in(item.row, after.row))


def _steps_in(row: Row, following: Row) -> bool:
    """Whether a paragraph begins below, indented, though the row above began none: that was no running text."""
    one, two = row.box, following.box
    return one is not None and two is not None and two[0] - one[0] > _STEP and following.text[:1].isupper()


_STEP = 0.025
"""The least indent of a paragraph's first row, as a fraction of the page's width (1 cm of 21)."""
_INDENTED = 0.25
"""Where a row begins, as a fraction of the page's width, that is no first row of a paragraph."""


def of_stamp(row: Row, title: Row | None) -> bool:
    """What an arrival stamp left by the type word: all left of it, badly read or without a letter; or a day's figures."""
    if not row.line.words or row.box is None or title is None or title.box is None or row.page != title.page:
        return False
    sure = row.stretch(0, len(row.text)).confidence
    figures, letters = sum(char.isdigit() for char in row.text), sum(char.isalpha() for char in row.text)
    if title.box[0] <= (row.box[0] + row.box[2]) / 2 <= title.box[2]:
        return False  # under the type word: of the subject, whatever stroke stands beside it (năm học / 2022-2023 c)
    return ((sure < _TORN or not letters) and row.box[2] < title.box[0]) or (
        sure < _PRINT and figures >= _OF_A_DAY and letters <= _FEW
    )


_TORN, _PRINT = 0.7, 0.85
_OF_A_DAY, _FEW = 4, 6

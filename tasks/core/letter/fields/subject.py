"""Trích yếu (ô 5): what a document is about, from V/v or from the rows under the type word (domain rule 1.6)."""

import re
from collections.abc import Sequence

from schemas.found import Found
from tasks.core.letter.parts.openings import torn_label
from tasks.core.letter.rows.lines import Flow, Row
from tasks.core.letter.rows.signs import TITLE, author_at, bare, is_caps
from tasks.core.letter.rows.span import Span
from tasks.core.letter.vocabulary.family_names import SPELLED
from tasks.core.vietnamese.syllable import is_syllable

_LABEL = re.compile(
    r"^[\W_\u02b0-\u02ff]*(?:[a-z]\s+(?=ve\s+viec|v\s?/\s?v\b))?"
    r"(?:v\s?[/|il1\]]\s?v\b|v[^\w\s]{1,3}v\b|v\s?v\b|w(?:\s+vie[ctl])?\b|[vw]?[e3]\s+vie[ctl]\b|va\s+viec\b)[\W_]*",
    re.IGNORECASE,
)
_DAMAGED_LABEL = re.compile(r"^[\W_]*(?:v(?!e\b)\S{0,3}|\S/v)\s+", re.IGNORECASE)
_QUOTE = re.compile(r"[\"“”]")
_AUTHOR = re.compile(r"^(?:\S{1,2}\s)?cua\s")
_HALF_AUTHOR = re.compile(r"^(?:\S+\s){0,2}thuong (?:vu|truc) (?:tinh|thanh|huyen) uy$")
"""… THƯỜNG VỤ TỈNH ỦY whose first words (CỦA BAN) are not readable; KẾT LUẬN CỦA BAN THƯỜNG VỤ … has more before it."""
_BODY_ALONE = re.compile(r"^(?:\S{1,2}\s)?cua (?:ban|thuong truc|tinh uy|thanh uy|huyen uy|dang uy)(?: \w+){0,6}$")
_MATTER = re.compile(
    r"^ve (?!(?:viec )?(?:cong tac|tinh hinh|ket qua|nhiem vu|noi dung|mot so|du thao|phuong an|chu truong|viec)\b)"
)
_OF_BODY = re.compile(
    r"^(?:\w{1,2}\s)?(?:ket luan|y kien|thong bao|y kien ket luan)?\s*cua\s+"
    r"(?:dong chi|ban|thuong truc|tinh uy|thanh uy|huyen uy|dang uy|bi thu)\b"
)


def find_subject(span: Span) -> Found | None:
    """The subject, without V/v or Về việc and without its final full stop; None where the document has none.

    Under a Party type word, a row in capitals that only names the body (CỦA BAN THƯỜNG VỤ TỈNH ỦY) is author, not subject; so is
    KẾT LUẬN CỦA … before "về" with a verb, which stands for "về việc". Rules: `subject.ve_viec`; under a type word `subject.title`,
    and `subject.title.ve_viec` where Về việc was taken off.
    """
    rows = _without_body(_without_author(list(span.subject)))
    flow = Flow(rows)
    if not flow.text or span.kind == "copy" or _is_who_decides(rows, span.title):  # SAO Y: below the form's word stands who copied
        return None
    low = bare(flow.text)
    label = (
        _LABEL.match(low)
        or torn_label(rows[0])
        or (_damaged_label(flow.text, low) if span.title is None and rows[0].line.words else None)
    )
    start = label.end() if label else _after_stamp(flow)
    end = len(flow.text)
    while end > start and flow.text[end - 1] in " .*_/\\;,:-–":
        end -= 1
    if end - start < 3:
        return None
    under_title = span.title is not None and rows[0].order >= span.title.order
    rule = ".".join(("subject", *(["title"] if under_title or not label else []), *(["ve_viec"] if label else [])))
    found = flow.found(start, end, rule=rule, sure=0.97)
    value = _joined(found.value)
    value = _PERSON.sub(_with_family, value) if found.box is not None else value
    if has_doubted_figures(rows):
        found = found.model_copy(update={"confidence": min(found.confidence, _DOUBTED)})
    lost = letters_lost(rows, span.title) if start == 0 else 0.0
    if lost <= _LEAST_LOST:
        torn = {"rule": f"{rule}.torn", "confidence": min(found.confidence, _HALF)} if swallows_words(rows) else {}
        return found.model_copy(update={"value": value, **torn})
    update = {"value": _with_conclusion(value, lost), "rule": f"{rule}.torn", "confidence": min(found.confidence, _HALF)}
    return found.model_copy(update=update)


_SHORTEST = 3


def _damaged_label(text: str, low: str) -> re.Match[str] | None:
    """V/v as a bad scan has it; no word of the subject (vận động ủng hộ …), which a Party letter prints without V/v."""
    label = _DAMAGED_LABEL.match(low)
    word = text[: label.end()].strip() if label else ""
    return None if len(word) >= _SHORTEST and is_syllable(word.lower()) else label


_DECISION = re.compile(r"^\W*(?:quyet dinh|nghi quyet|lenh)\b")
_BODY = re.compile(
    r"^\W*(?:uy ban nhan dan|hoi dong|thuong truc|ban thuong vu|ban chap hanh|uy ban kiem tra|uy ban mttq|uy ban mat tran|bo truong"
    r"|chanh an|vien truong|tu lenh|ban bi thu)\b"
)
"""Who decides, in capitals above Căn cứ (CỤC TRƯỞNG CỤC HẢI QUAN, ỦY BAN NHÂN DÂN TỈNH THÁI NGUYÊN). Runs on bare text."""


def _is_who_decides(rows: Sequence[Row], title: Row | None) -> bool:
    """Whether of a decision's head the subject was not read, so that what is left under its type word is who decides."""
    if title is None or not rows or not _DECISION.match(bare(title.text)) or not all(is_caps(row.text) for row in rows):
        return False
    low = bare(rows[0].text)
    return rows[0].order > title.order and (_BODY.match(low) is not None or TITLE.match(low) is not None)


_LEAST_LOST, _HALF = 5.0, 0.5
"""Letters that a centred row lacks where a word of it is covered; how sure what is left of such a subject is at most."""
_IN_MEETING = re.compile(
    r"^(?:Phó )?(?:Chủ tịch|Thủ tướng|Bí thư|Bộ trưởng|Thứ trưởng|Giám đốc|Chủ nhiệm)\b.* tại (?:cuộc|hội|buổi|phiên) "
)
_CONCLUSION, _ROUGHLY = "Kết luận của ", 4


def letters_lost(rows: Sequence[Row], title: Row | None) -> float:
    """How many letters a scan's subject lacks at its start: its first row stands right of the middle that type word and rows have.

    An arrival stamp on the row takes its first words along.
    """
    first, others = rows[0], rows[1:]
    if title is None or not first.line.words or any(row.box is None or row.page != first.page for row in (title, *rows)):
        return 0.0
    middles = [(row.box[0] + row.box[2]) / 2 for row in (title, *others) if row.box]
    if first.box is None or max(middles) - min(middles) > _CENTRED or is_caps(first.text):
        return 0.0
    lacking: float = first.box[0] + first.box[2] - 2 * sum(middles) / len(middles)
    letters: float = lacking / (first.box[2] - first.box[0]) * len(first.text)
    return letters


def swallows_words(rows: Sequence[Row]) -> bool:
    """Whether a word of one or two letters is as wide as several: what stood beside it was not read (hội nghị [sơ kết 6] tháng).

    Of 687 subjects of made scans two had such a word, and words were missing in both.
    """
    return any(_is_too_wide(row) for row in rows if len(row.line.words) > _FEW)


def _is_too_wide(row: Row) -> bool:
    words = [word for word in row.line.words if word.text.isalnum()]
    widths = sorted((word.box[2] - word.box[0]) / len(word.text) for word in words)
    usual = widths[len(widths) // 2] if widths else 0.0
    return any(len(word.text) < _FEW and word.box[2] - word.box[0] > _WIDE * usual * len(word.text) for word in words)


def has_doubted_figures(rows: Sequence[Row]) -> bool:
    """Whether a scan's subject has figures that the engine doubts (năm / 3032): words beside them say nothing of them."""
    parts = ((row.line.words, row.stretch(0, len(row.text)).raw_range) for row in rows)
    words = (word for line, (start, end) in parts for word in line if start <= word.start and word.end <= end)
    return any(word.confidence < _MISREAD and _FIGURES.fullmatch(word.text.strip(".,;:()")) for word in words)


_FIGURES = re.compile(r"\d{1,4}")
_DOUBTED = 0.75
"""How sure such a subject is at most, if nothing else in the letter says the same."""
_FEW, _WIDE = 3, 3.5
"""Letters that a wide word has less than, and words that a row has more than; how many times the row's usual letter it is wide."""
_CENTRED = 0.015
"""How far the middles of centred rows lie from each other at most, as a share of the page's width."""


def _with_conclusion(value: str, lost: float) -> str:
    """Kết luận của before who held a meeting, where as many letters are lost (Thông báo Kết luận của … tại cuộc họp …)."""
    fits = _IN_MEETING.match(value) is not None and abs(lost - len(_CONCLUSION)) <= _ROUGHLY
    return f"{_CONCLUSION}{value}" if fits else value


_STROKES = re.compile(r"[=~^<>]+\s*(?=[A-ZĐÀ-Ỹ][a-zà-ỹ]+\s)|[^\w\"“(]*\w{0,2}[^\w\s\"“(]{2,}\s*(?=[A-ZĐÀ-Ỹ][a-zà-ỹ]+\s)")
_STAMPED_DAY = re.compile(r"\W*\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d\d\W+(?=[A-ZĐÀ-Ỹ])")
"""The day of an arrival stamp (Ngày: 14/1/2018): no subject begins with a day."""
_FIGURES_AND_LETTERS = re.compile(r"\S*(?:\d[^\W\d_]|[^\W\d_]\d)\S*\s+(?=[A-ZĐÀ-Ỹ][a-zà-ỹ]+\s)")
_MISREAD = 0.6
"""Confidence below which a word of figures and letters is no name (5G, COVID19) but the day of a stamp beside it."""


def _after_stamp(flow: Flow) -> int:
    """Where a scan's subject begins behind what an arrival stamp left before it (~——L--.Công tác …, 2H26 Quản lý …)."""
    if not flow.rows[0].line.words:
        return 0
    if stamp := _STROKES.match(flow.text) or _STAMPED_DAY.match(flow.text):
        return stamp.end()
    if apart := _far_left(flow):
        return apart
    torn = _FIGURES_AND_LETTERS.match(flow.text)
    doubted = torn is not None and min(one.least_confidence for one in flow.stretches(0, len(torn[0].rstrip()))) < _MISREAD
    return torn.end() if torn is not None and doubted else 0


def _far_left(flow: Flow) -> int:
    """Where a scan's subject begins behind figures or strokes far left of its first word: a stamp's, as a title stands centred."""
    words = sorted(flow.rows[0].line.words, key=lambda word: word.start)
    for at in range(1, min(len(words), _OF_STAMP + 1)):
        left = " ".join(word.text for word in words[:at])
        said = [part for part in re.findall(r"[^\W\d_]{2,}", left) if is_syllable(part.lower())]
        if words[at].box[0] - words[at - 1].box[2] > _FAR and not said and flow.text.startswith(f"{left} "):
            return len(left) + 1
    return 0


_OF_STAMP, _FAR = 2, 0.045
"""Words that a stamp left in a subject's row at most; the share of the page's width that parts them (blanks have 0.03 at most)."""


_PERSON = re.compile(
    r"(?<= )(?P<family>[A-ZĐÀ-Ỹ][a-zà-ỹ]{1,5})(?= [A-ZĐÀ-Ỹ][a-zà-ỹ]+ [A-ZĐÀ-Ỹ][a-zà-ỹ]+(?: [A-ZĐÀ-Ỹ][a-zà-ỹ]+)?(?: [a-zđ]|,|$))"
)
_OF_A_PERSON = re.compile(
    r"\b(?:thu tuong(?: chinh phu)?|chu tich(?: ubnd| hdnd)?(?: tinh| thanh pho)?|bi thu(?: tinh uy| thanh uy)?"
    r"|(?:bo|thu) truong|dong chi) $"
)
"""Whose name follows: Phó Thủ tướng Chính phủ Đinh Xuân Bình. Runs on bare text."""


def _with_family(name: re.Match[str]) -> str:
    """A person's family name behind the office, whose mark was misread (Đỉnh), where one family alone has its letters."""
    read = name["family"]
    if read in SPELLED or not _OF_A_PERSON.search(bare(name.string[: name.start()])):
        return read
    meant = [one for one in SPELLED if bare(one) == bare(read)]
    return meant[0] if len(meant) == 1 else read


def _joined(text: str) -> str:
    """A symbol or number that a line's end broke is closed up; a speck read as a quotation mark that nothing closes goes."""
    text = re.sub(r"(?<=[A-ZĐ\d][-/]) (?=[A-ZĐ]{2})", "", text)
    return re.sub(r"\s*[\"“”]\s*", " ", text).strip() if len(_QUOTE.findall(text)) == 1 else text


def _without_body(rows: list[Row]) -> list[Row]:
    """In a text, where a row is a whole paragraph: the rows above the first that is as long as one and ends as a sentence does."""
    ends = (
        at for at, row in enumerate(rows) if at and not row.line.words and len(row.text) > _LONGEST_ROW and row.text[-1] in ".:;"
    )
    return rows[: next(ends, len(rows))]


_LONGEST_ROW = 150
"""Letters of a subject's row at most: a page's width of bold print holds some 60."""


_AUTHOR_AT = 3  # rows


def _is_whole_author(row: Row) -> bool:
    """Whether a row in capitals only names whose document it is (CỦA BAN THƯỜNG VỤ TỈNH ỦY)."""
    return bool(row.line.words) and is_caps(row.text) and _BODY_ALONE.match(bare(row.text).strip(" *_.")) is not None


def _says_something(row: Row) -> bool:
    """Whether a scan's row has two words of a subject; what a receipt stamp left has none (47/1; ¿U¿U)."""
    return sum(len(word) > 1 and is_syllable(word) for word in re.findall(r"[^\W\d_]+", row.text.lower())) > 1


def _without_author(rows: list[Row]) -> list[Row]:
    author = next((at for at in range(1, min(len(rows) - 1, _AUTHOR_AT)) if _is_whole_author(rows[at])), 0)
    if author and not any(_says_something(row) for row in rows[:author]):
        rows = rows[author:]
    if len(rows) > 1 and author_at(rows[0].text) and bare(rows[1].text).startswith("ve "):  # after what a receipt stamp left
        return rows[1:]
    caps = 0
    while caps < len(rows) and is_caps(rows[caps].text):
        caps += 1
    if not caps:
        return rows
    head = re.sub(r"[^a-z/]+", " ", bare(" ".join(row.text for row in rows[:caps]))).strip()
    if caps == len(rows):
        return [] if _BODY_ALONE.match(head) else rows  # CỦA BAN THƯỜNG VỤ TỈNH ỦY, and what it is about can't be read
    after = bare(rows[caps].text).strip(" *_")
    if _AUTHOR.match(head) and after.startswith(("ve ", "v/v")):
        return rows[caps:]
    if _HALF_AUTHOR.match(head) and after.startswith("ve "):
        return rows[caps:]
    return rows[caps:] if _OF_BODY.match(head) and _MATTER.match(after) else rows

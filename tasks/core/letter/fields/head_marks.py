"""Dấu của phần đầu: urgency (mức độ khẩn), secrecy (độ mật), circulation (phạm vi lưu hành), from stamps and printed rows."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from schemas.found import Found
from schemas.page import Mark, Page
from tasks.core.letter.rows.lines import Flow, Row
from tasks.core.letter.rows.signs import bare, caps_share, is_caps
from tasks.core.letter.rows.span import Span

URGENCY = {"hoa toc hen gio": "HỎA TỐC HẸN GIỜ", "hoa toc": "HỎA TỐC", "thuong khan": "THƯỢNG KHẨN", "khan": "KHẨN"}
SECRECY = {"tuyet mat": "TUYỆT MẬT", "toi mat": "TỐI MẬT", "mat": "MẬT"}
CIRCULATION = {"luu hanh noi bo": "LƯU HÀNH NỘI BỘ", "xem xong tra lai": "XEM XONG TRẢ LẠI", "tai lieu thu hoi": "TÀI LIỆU THU HỒI"}
_SPREAD = re.compile(
    r"(?:Văn bản|Tài liệu|Công văn|Báo cáo) này (?:được|chỉ được|chỉ|không được) (?:phổ biến|lưu hành|sao|chụp)[^.;]*",
    re.IGNORECASE,
)


def find_urgency(span: Span, pages: Sequence[Page]) -> Found | None:
    """The urgency stamp or printed word of the document's first page. Rules: `urgency.form`, `urgency.stamp`, `urgency.head`."""
    return _by_form(span, pages) or _stamped(span, pages, URGENCY, "urgency") or _under_receipt(span, pages)


def _by_form(span: Span, pages: Sequence[Page]) -> Found | None:
    """A faded stamp that the reading told by its form: its confidence is a measured share. Rule: `urgency.form`."""
    page = next((page for page in pages if page.number == span.first_page), None)
    for mark in _stamps(page, span):
        value = _word(mark.text or "", URGENCY) if mark.by_form else None
        if value:
            return Found(
                value=value,
                raw=mark.text or "",
                confidence=mark.confidence or _TORN,
                page=span.first_page,
                box=mark.box,
                rule="urgency.form",
            )
    return None


def _under_receipt(span: Span, pages: Sequence[Page]) -> Found | None:
    """An urgency stamp over which the receipt stamp (ĐẾN) was set: its words stand among the other's. Rule: `urgency.receipt`."""
    page = next((page for page in pages if page.number == span.first_page), None)
    for mark in _stamps(page, span, kind="incoming_stamp"):
        whole = _word_among(mark.text or "", URGENCY)
        value = whole or _begun(mark.text or "") or _parted(mark.text or "")
        if value:
            most = _UNDER_RECEIPT if whole else _TORN
            sure = min(most, mark.confidence if mark.confidence is not None else 1.0)
            return Found(
                value=value, raw=mark.text or "", confidence=sure, page=span.first_page, box=mark.box, rule="urgency.receipt"
            )
    return None


def _begun(text: str) -> str | None:
    """The urgency word of which a receipt stamp's text opens with the first letters (KH/ SỞ TÀI CHÍNH): their frames touch.

    No office's name opens so: it opens with a whole word (KHO BẠC, THƯỜNG TRỰC).
    """
    return next((word for beginning, word in _BEGINNINGS if beginning.match(text)), None)


def _parted(text: str) -> str | None:
    """HỎA TỐC whose two words stand apart among a receipt stamp's (HÓA SỞ TÀI CHÍNH TỐC ĐẾN); not Văn hóa, not Dân tộc."""
    tokens = [bare(match[0]) for match in re.finditer(r"[^\W\d_]+", text) if match[0].isupper()]
    pairs = list(pairwise(["", *tokens]))
    alone = any(two == "hoa" and one != "van" for one, two in pairs) and any(two == "toc" and one != "dan" for one, two in pairs)
    return URGENCY["hoa toc"] if alone else None


_BEGINNINGS = (
    (re.compile(r"[^\w\n]*KH[AÂẤẦẨẪẬĂ]?(?!\w|\s?&)"), "KHẨN"),
    (re.compile(r"[^\w\n]*THƯỢN?(?!\w)"), "THƯỢNG KHẨN"),
    (re.compile(r"[^\w\n]*HỎA?(?!\w)"), "HỎA TỐC"),
)


def find_secrecy(span: Span, pages: Sequence[Page]) -> Found | None:
    """The secrecy word of the document's head, where one came so far. Rules: `secrecy.stamp`, `secrecy.head`."""
    return _stamped(span, pages, SECRECY, "secrecy")


def find_circulation(span: Span, pages: Sequence[Page]) -> Found | None:
    """A circulation stamp, or the sentence that says how far the document may go. Rules: `circulation.…`."""
    stamped = _stamped(span, pages, CIRCULATION, "circulation")
    if stamped:
        return stamped
    body = Flow(span.body[-8:])
    match = _SPREAD.search(body.text)
    return (
        body.found(match.start(), len(match[0].rstrip(" /")) + match.start(), rule="circulation.sentence", sure=0.95)
        if match
        else None
    )


def _stamped(span: Span, pages: Sequence[Page], words: dict[str, str], name: str) -> Found | None:
    page = next((page for page in pages if page.number == span.first_page), None)
    for mark in _stamps(page, span):
        whole = _word_among(mark.text or "", words)
        value = whole or _torn_word(mark.text or "", words)
        if value:
            confidence = (mark.confidence if mark.confidence is not None else 0.9) if whole else _TORN
            value, confidence = _with_rest(value, mark.text or "", confidence)
            return Found(
                value=value, raw=mark.text or "", confidence=confidence, page=span.first_page, box=mark.box, rule=f"{name}.stamp"
            )
    rows = list(_head_rows(span))
    for row in rows:
        value = _word(row.text, words)
        if value and name == "urgency" and f"{value} {_BY_THE_HOUR}" in words.values() and any(map(_is_by_the_hour, rows)):
            value = f"{value} {_BY_THE_HOUR}"  # on two lines
        if value:
            return row.found(0, len(row.text), value=value, rule=f"{name}.head", sure=0.95)
    return None


def _with_rest(value: str, text: str, confidence: float) -> tuple[str, float]:
    """THƯỢNG KHẨN for a KHẨN before which two letters of THƯỢNG and more were read; of one letter alone nobody knows."""
    rest = _rest_of_thuong(text) if value == URGENCY["khan"] else ""
    if len(rest) > 1:
        return URGENCY["thuong khan"], min(confidence, _GUESSED)
    return value, _TORN if rest else confidence


def _rest_of_thuong(text: str) -> str:
    """What of THƯỢNG was read before KHẨN (TH G KHAN), bare; empty where nothing was, or another word's letters."""
    tokens = [match[0] for match in re.finditer(r"[^\W\d_]+", text)]
    at = next((at for at, token in enumerate(tokens) if re.fullmatch(r".?han", bare(token))), 0)
    rest = "".join(bare(token) for token in tokens[:at] if token.isupper())
    left = iter("thuong")
    return rest if all(letter in left for letter in rest) else ""


def _stamps(page: Page | None, span: Span, kind: str = "stamp") -> Iterable[Mark]:
    """Stamps (marks of this kind) of the document's first page; none of a page that another document started on."""
    if page is None:
        return []
    top = min((row.line.box[1] for row in span.rows if row.page == page.number and row.line.box), default=0.0)
    return [m for m in page.marks if m.kind == kind and m.text and (m.box is None or m.box[3] > top - 0.1)]


def _head_rows(span: Span) -> Iterable[Row]:
    for row in (*span.head, *span.body[:2]):
        if row.page == span.first_page and len(row.text) <= 24 and is_caps(row.text):
            yield row


def _word(text: str, words: dict[str, str]) -> str | None:
    """The word that the text is, at most one letter in seven misread."""
    low = re.sub(r"[^a-z ]+", " ", bare(text)).strip()
    low = re.sub(r"\s+", " ", low)
    if low in words:
        return words[low]
    if len(low) < 6 or caps_share(text) < 0.8:
        return None
    best = process.extractOne(low, [word for word in words if len(word) >= 6], scorer=fuzz.ratio, score_cutoff=85)
    return words[best[0]] if best else None


def _word_among(text: str, words: dict[str, str]) -> str | None:
    """The longest of the words that stands in a stamp's text, whole and in capitals, among strokes of its frame."""
    for part in re.split(r"[|\n]+", text):
        found = _word(part, words)
        if found:
            return found
    tokens = [match[0] for match in re.finditer(r"[^\W\d_]+", text)]
    for size in (4, 3, 2, 1):
        for at in range(len(tokens) - size + 1):
            phrase = " ".join(tokens[at : at + size])
            if caps_share(phrase) >= 0.8 and (found := _word(phrase, words)):
                return found
    return None


def _is_by_the_hour(row: Row) -> bool:
    return fuzz.ratio(bare(row.text), bare(_BY_THE_HOUR)) >= _HOUR_ALIKE


def _torn_word(text: str, words: dict[str, str]) -> str | None:
    """The word of which a stamp shows only the beginning (KH.) or, of a secrecy stamp, the end (ẤT): not to be relied upon."""
    tokens = [match[0] for match in re.finditer(r"[^\W\d_]{2,}", text) if match[0].isupper()]
    if not tokens:
        return None
    if words is SECRECY:
        return "MẬT" if any(re.fullmatch(r"[^\W\d_]?[ÂẤẬẦẨẪ]T", token) for token in tokens) else None
    low = [bare(token) for token in tokens]
    if words is URGENCY and "thuong" in low and any(re.fullmatch(r".?han", token) for token in low):
        return URGENCY["thuong khan"]  # a tilted stamp's words come in any order
    if words is URGENCY and len(low) == 1 and low[0] == "han" and not _has_figures(text):
        return URGENCY["khan"]  # its first letter is lost in the frame
    last = low[-1]
    begun = [word for low, word in words.items() if low.startswith(last)]
    if len(begun) == 1 and len(tokens) == 1 and not _has_figures(text):
        return begun[0]
    return _most_alike(text, words) if words is URGENCY else None


def _has_figures(text: str) -> bool:
    """Whether a stamp's text has figures, which are a receipt's: no urgency stamp has any."""
    return sum(char.isdigit() for char in text) > 1


def _most_alike(text: str, words: dict[str, str]) -> str | None:
    """The word that most letters of a torn stamp make (LHOA cóc); none for one with figures, which is of a receipt."""
    low = re.sub(r"[^a-z]", "", bare(text))
    if _has_figures(text) or not _SHORTEST <= len(low) <= _LONGEST:
        return None
    known = [*words, *SECRECY, *CIRCULATION]
    ranked = sorted(((Levenshtein.normalized_similarity(low, word.replace(" ", "")), word) for word in known), reverse=True)
    (best, word), (second, _) = ranked[:2]
    return words.get(word) if best >= _ALIKE and best - second >= _APART else None


_SHORTEST, _LONGEST = 4, 14  # letters of a stamp's text
_ALIKE, _APART = 0.6, 0.15


_BY_THE_HOUR, _HOUR_ALIKE = "HẸN GIỜ", 70
"""What makes HỎA TỐC the highest level, and how much of it must have been read (0 to 100)."""
_UNDER_RECEIPT = 0.7
"""Confidence in an urgency word read among those of a receipt stamp, at most."""
_GUESSED = 0.85
"""Confidence in a word of which letters in the middle are lost, at most."""
_TORN = 0.4
"""Confidence in a word that a stamp shows only in part."""

"""The one place that decides whether a letter goes through or to a person (xét duyệt). Stated meaning: docs/review.md."""

import re
from collections.abc import Iterator, Sequence

from schemas.base import Box
from schemas.found import Found
from schemas.letter import Document, Finding, PrintedRecipient, Review
from schemas.page import Mark, Page
from schemas.routing import Routing, Unresolved
from tasks.core.letter.vocabulary.codes import has_letter_for_count
from tasks.core.record.torn_stamp import has_torn_stamp

_OWN_HOUSE = re.compile(
    r"trực thuộc(?:\s+(?:tỉnh|thành|huyện|thị|quận|đảng)\s+[uủ][yỷ])?\W*$"
    r"|^\W*các\s+(?:chi cục|hạt|trạm|đội|đồn|trung tâm|chi nhánh|điện lực|cảng vụ|khu quản lý|phòng (?:THADS|thi hành án)"
    r"|(?:sư|lữ|trung|tiểu) đoàn|khoa|phân xưởng"
    r"|bưu điện)\b"
    r"(?!.*\b(?:huyện|tỉnh|thành phố|xã|phường)\b)",
    re.IGNORECASE,
)
"""The issuer's subordinates without a list: Các đơn vị trực thuộc, Các Hạt Kiểm lâm."""

UNNUMBERED = frozenset({"phu_luc", "other"})
"""Types that carry no number, date and letterhead of their own (phụ lục, danh sách kèm theo)."""

COPIES = frozenset({"sao_y", "sao_luc", "trich_sao"})
"""Heads of a copy (bản sao) on the sheet of its original."""

ISSUED = frozenset({"quy_che", "quy_dinh", "de_an", "phuong_an", "chuong_trinh", "ke_hoach", "du_an", "quy_trinh"})
"""Types that a decision issues as its enclosure, without number, date and letterhead of their own."""

TORN = 0.75
"""Confidence below which a signer's name, a deadline or a subject holds a letter."""

LOST = 0.41
"""Confidence below which something of a Lưu item was lost. It sends nothing outside the issuer: a doubt alone holds no letter.

Of Lưu items of 262 letters of unknown offices three of 14 below it were right, from it to 0.6 all 13 (docs/review.md). On torn
scans it is the bar of those alone whose form is not doubted (`.doubted`): of 20 such between 0.3 and 0.9 all were right, of the
others three of eight (113 faxes, reading 67).
"""

_STOP_IN_CODE = re.compile(r",\s*\.|[A-ZĐ]{2,}\.[A-ZĐ]{1,6}(?![a-zđà-ỹ])")
"""A stop within or before a unit's code (QI.ĐT, VT, .ĐT), where a letter was taken for it; P.QLĐT has one."""

UNTITLED = frozenset(
    {"giay_moi", "giay_gioi_thieu", "giay_nghi_phep", "giay_uy_quyen", "phieu_gui", "phieu_chuyen", "phieu_bao", "thu_cong"}
)
"""Forms that say at once what they are for and need no trích yếu (Nghị định 30/2020, Phụ lục III, II)."""
ADDRESSED = frozenset({"cong_van", "to_trinh", "giay_moi"})
"""Types that always say whom they are for (Kính gửi; Nghị định 30/2020 Phụ lục I, II.9)."""


AFTERWARDS = frozenset({"addressees.unresolved", "recipients.unresolved", "signers.low_confidence"})
"""What holds nothing up where somebody is known to deliver to: a name that was read surely and nobody knows, and who signed it.

None changes where the letter goes to the others, and whoever is not known gets it no sooner if they wait too; a person is asked
when it is on its way (hỏi sau).
"""


def decide_review(
    pages: Sequence[Page],
    documents: Sequence[Document],
    findings: Sequence[Finding],
    routing: Routing,
    *,
    bar: float,
    ask_afterwards: bool = True,
) -> Review:
    """Say whether a person must look, and why, in the order in which a clerk would check.

    `bar` is a confidence, 0 to 1: a routing field (doctype, number, date, issuer, addressees, recipients, urgency) below it
    needs a glance; a signer's name or a deadline below the lower of it and `TORN` too. A missing routing field or signer, an
    unresolved name and a finding of severity `error` need one whatever the bar is. What is in `AFTERWARDS` alone is asked
    afterwards, unless the office wants it asked before (`ask_afterwards` false) or nobody but who files it is known to deliver to.
    """
    reasons = [
        *_of_documents(pages, documents, bar),
        *_of_routing(documents, routing),
        *(finding.code for finding in findings if finding.severity == "error"),
    ]
    unique = tuple(dict.fromkeys(reasons))
    if ask_afterwards and _is_on_its_way(routing) and AFTERWARDS.issuperset(unique):
        return Review(required=False, afterwards=unique)
    return Review(required=bool(unique), reasons=unique)


def _is_on_its_way(routing: Routing) -> bool:
    """Whether somebody gets it to act on or to know; a file copy (Lưu: VT) goes to the house that sent it."""
    return any(delivery.role != "file" for delivery in routing.deliveries)


def with_findings(review: Review, findings: Sequence[Finding]) -> Review:
    """The decision after findings that came later (what the archive knows): every error among them is a reason.

    A letter that waits for one is asked about at once.
    """
    errors = [finding.code for finding in findings if finding.severity == "error"]
    if not errors:
        return review
    return Review(required=True, reasons=tuple(dict.fromkeys((*review.reasons, *review.afterwards, *errors))))


def _of_documents(pages: Sequence[Page], documents: Sequence[Document], bar: float) -> Iterator[str]:
    if not documents or all(page.kind == "blank" for page in pages):
        yield "letter.not_understood"
    if any(document.secrecy is not None for document in documents):
        yield "letter.secrecy_mark"  # the gate should have held it; whatever it says, nothing goes out
    for document in documents:
        yield from _missing(document)
        yield from _doubtful(document, bar, torn=_is_torn(pages))
        heads = [page for page in pages if page.number == document.first_page]
        if document.urgency is None and any(_has_unread_stamp(page) or has_torn_stamp(page, document) for page in heads):
            yield "urgency.missing"


_A_WORD = 3
"""Letters of the shortest word of a stamp (MẬT): fewer are noise of its frame."""


_FIGURES = 5
"""Figures of a receipt stamp's number and day; a mark of urgency has none, but for an hour."""


def _has_unread_stamp(page: Page) -> bool:
    """Whether there is such a stamp (`_unread_stamp`) that is no cell of a receipt stamp (ĐẾN): no other lies all inside."""
    receipts = [mark.box for mark in page.marks if mark.kind == "incoming_stamp" and mark.box is not None]
    return any(_unread_stamp(mark) and not any(_lies_in(mark.box, box) for box in receipts) for mark in page.marks)


def _lies_in(inner: Box | None, outer: Box) -> bool:
    if inner is None:
        return False
    edges = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
    return min(edges) > -_ONE_EDGE


_ONE_EDGE = 0.003
"""Shares of the page by which two boxes may differ where their frames share an edge: 0.6 mm of the width, 0.9 mm of the height."""


_HALF_READ = re.compile(r"t[oóòôốồọỏ0]c|kh[aáàâấầẩả]n")
"""Half a mark of urgency, the other half torn (HỎA TỐC read EUQA tóc)."""


def _unread_stamp(mark: Mark) -> bool:
    """A framed stamp with the size and place of a mark of urgency (ô 10b: under the number, left) of which no word was read.

    A receipt stamp (ĐẾN) is 7 hundredths of the page high; a wordless mark of more than 8 may be both, whose frames touch.
    """
    said = mark.text or ""
    read = sum(letter.isalpha() for letter in said) >= _A_WORD and _HALF_READ.search(said.casefold()) is None
    if mark.box is None or mark.kind != "stamp" or read:
        return False
    left, top, right, bottom = mark.box
    figures = sum(letter.isdigit() for letter in said) >= _FIGURES
    sized = 0.05 < right - left < 0.3 and 0.012 < bottom - top < 0.06 and not figures
    both = 0.1 < right - left < 0.45 and 0.08 < bottom - top < 0.2
    return (sized or both) and (left + right) / 2 < 0.5 and top < 0.36


def _is_annex(document: Document) -> bool:
    """Whether it carries no head: an annex, or what its cover issues (Quy chế ban hành kèm theo Quyết định số …) and it cites."""
    if document.role != "attachment" or document.doctype is None:
        return False
    kind = document.doctype.value
    issued = kind in ISSUED and document.number is None and any(r.document == document.attached_to for r in document.references)
    return kind in UNNUMBERED or issued


def _is_copy(document: Document) -> bool:
    """The second head of a bản sao names no subject: it is the original's."""
    return document.doctype is not None and document.doctype.value in COPIES


def _missing(document: Document) -> Iterator[str]:
    if _is_annex(document):
        return
    yield from _missing_of_head(document)
    if document.role != "attachment":
        yield from _missing_of_letter(document)
    if not document.printed_recipients:
        yield "recipients.missing"
    if not document.signers or any(signer.name is None for signer in document.signers):
        yield "signers.missing"  # nobody signed for it: a draft, half a scan, or a name that was not read


def _missing_of_head(document: Document) -> Iterator[str]:
    """Fields that every document has; a symbol behind a blank (Số:    /UBND-VX) is no number: it was not issued."""
    unnumbered = document.number_parts is not None and not document.number_parts.number
    for name, found in _head_fields(document):
        if found is None or (name == "number" and unnumbered):
            yield f"{name}.missing"


def _missing_of_letter(document: Document) -> Iterator[str]:
    """What the first document of a scan has besides: what it is for, and whom."""
    untitled = document.doctype is not None and document.doctype.value in UNTITLED
    if document.subject is None and not untitled and not _is_copy(document):
        yield "subject.missing"
    if not document.addressees and document.doctype is not None and document.doctype.value in ADDRESSED:
        yield "addressees.missing"


def _head_fields(document: Document) -> tuple[tuple[str, Found | None], ...]:
    return (
        ("doctype", document.doctype),
        ("number", document.number),
        ("issued_on", document.issued_on),
        ("issuer", document.issuer),
    )


def doubts(document: Document, bar: float) -> list[str]:
    """Codes of what is missing in a document or below the confidence `bar`, each once, as a clerk would check them."""
    return list(dict.fromkeys((*_missing(document), *_doubtful(document, bar, torn=True))))


def _is_torn(pages: Sequence[Page]) -> bool:
    """Whether strokes are torn on one of them (a fax): there one in four doubted Lưu items has lost signs."""
    return any(page.steps.get("torn") for page in pages)


def _doubtful(document: Document, bar: float, *, torn: bool = False) -> Iterator[str]:
    for name, found in (*_head_fields(document), ("urgency", document.urgency)):
        if found is not None and found.confidence < bar:
            yield f"{name}.low_confidence"
    if any(item.confidence < bar for item in document.addressees):
        yield "addressees.low_confidence"
    if any(item.confidence < _bar_of(item, bar, torn=torn) for item in document.printed_recipients):
        yield "recipients.low_confidence"
    for name in dict.fromkeys(name for name, _ in half_read(document, bar)):
        yield f"{name}.low_confidence"


def _bar_of(item: PrintedRecipient, bar: float, *, torn: bool) -> float:
    """The bar for an item of Nơi nhận: a Lưu item that was read as it stands has the lower one (docs/understanding.md)."""
    counted = item.page is not None and any(map(has_letter_for_count, re.findall(r"\w+", item.value)))
    guessed = counted or item.rule.endswith(".mended") or _STOP_IN_CODE.search(item.value) is not None
    doubted = torn and item.rule.endswith(".doubted")
    return min(bar, LOST) if item.kind == "file" and not guessed and not doubted else bar


def half_read(document: Document, bar: float) -> Iterator[tuple[str, Found]]:
    """Names of signers, deadlines and subjects that were read so badly that a person must look, each with the name of its field.

    None says where the letter goes, so that `bar` is not theirs: below `TORN` a name has lost its family's, as a rule, and a
    deadline's words were doubted (measured: docs/review.md).
    """
    if document.subject is not None and document.subject.confidence < min(bar, TORN):
        yield "subject", document.subject
    for signer in document.signers:
        if signer.name is not None and signer.name.confidence < min(bar, TORN):
            yield "signers", signer.name
    for directive in document.directives:
        if directive.deadline is not None and directive.deadline.confidence < min(bar, TORN):
            yield "deadlines", directive.deadline


def _of_routing(documents: Sequence[Document], routing: Routing) -> Iterator[str]:
    by_index = {document.index: document for document in documents}
    alone = not routing.deliveries
    asked = {_asked_about(item, by_index.get(item.document), alone=alone) for item in routing.unresolved} - {None}
    yield from sorted(filter(None, asked))
    if documents and alone and not asked:  # all are outside, or sets that hold nothing up beside others
        yield "routing.nobody"


def _asked_about(item: Unresolved, document: Document | None, *, alone: bool) -> str | None:
    """The reason code that an unresolved name makes, or none.

    Whoever must act (Kính gửi) makes one, save the issuer's own subordinates (các đơn vị trực thuộc) beside others that are
    delivered to; `alone`: nobody is. Who only reads it makes one, mostly.

    In Nơi nhận two kinds don't, and stay in the record as unresolved: open sets (các địa phương), which have no list of members,
    and `Như trên` under no Kính gửi, which names nobody. Titles and units without a body never come here: routing knows them for
    the issuer's own. So whoever is named gets the letter, is noted with the reason why not, or is asked about.
    """
    if document is None:
        return "addressees.unresolved"
    if any(item.raw in addressee.raw for addressee in document.addressees):
        holds = alone or item.reason != "open_set" or _OWN_HOUSE.search(item.raw) is None
        return "addressees.unresolved" if holds else None
    return None if item.reason in ("open_set", "as_above_without_addressees") else "recipients.unresolved"

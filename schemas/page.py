"""A page (trang) as it was read: words with boxes, grouped into lines, blocks and zones, in the order a person reads."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from schemas.base import Box, Model
from schemas.found import Confidence

PageKind = Literal["scan", "digital", "text", "blank"]
"""scan: read from its image. digital: its own text, found to agree with its pixels. text: a text file. blank: nothing on it."""

Rotation = Literal[0, 90, 180, 270]


class Zone(StrEnum):
    """Where on the form a line stands (thể thức, Nghị định 30/2020 Phụ lục I). Text files know no zones: `TEXT`."""

    HEAD_LEFT = "head_left"  # ô 2, 3, 5b, 10: cơ quan ban hành, số ký hiệu, V/v
    HEAD_RIGHT = "head_right"  # ô 1, 4: Quốc hiệu, địa danh và ngày
    BODY = "body"  # tên loại, trích yếu, Kính gửi, nội dung: whatever spans the page
    FOOT_LEFT = "foot_left"  # ô 9b: Nơi nhận
    FOOT_RIGHT = "foot_right"  # ô 7: quyền hạn, chức vụ, họ tên người ký
    PAGE_NUMBER = "page_number"
    TEXT = "text"


class Word(Model):
    """One word as the engine read it. `start` and `end` are offsets in its line's raw text.

    `written`: digits of a gap in the form (số, ngày, tháng), written or stamped, as their own recogniser read them.
    """

    text: str
    confidence: Confidence
    box: Box
    start: int
    end: int
    written: bool = False


class Correction(Model):
    """One change (chỗ sửa) that cleaning made. Replaying all of a page's on `text_raw` gives `text` exactly.

    `start` and `end` are offsets in that page's `text_raw`; they never overlap and are kept in order.
    """

    page: int
    start: int
    end: int
    before: str
    after: str
    rule: str
    confidence: Confidence


class Line(Model):
    """One line of a page. `raw` is what was read and stands at `start`:`end` of the page's `text_raw`.

    `text` is the same line after cleaning (before cleaning it equals `raw`); `corrections` are those inside it.
    `block` numbers paragraphs or cells within the page; lines of one block belong together.
    `stroke`: how thick the upright strokes of a letterhead's row are (nét chữ), in pixels of the page; None: not measured.
    """

    page: int
    raw: str
    text: str
    start: int
    end: int
    zone: Zone
    block: int
    box: Box | None = None
    confidence: Confidence = 1.0
    words: tuple[Word, ...] = ()
    corrections: tuple[Correction, ...] = ()
    stroke: float | None = None


MarkKind = Literal["red_seal", "signature", "stamp", "incoming_stamp", "digital_signature"]


class Mark(Model):
    """What is on the page and is not the letter's text: seal (dấu), signature (chữ ký), stamp, ĐẾN stamp, e-signature text.

    `by_form`: the stamp was told by its form, not read letter by letter; `confidence` is a measured share then.
    """

    kind: MarkKind
    text: str | None = None
    box: Box | None = None
    confidence: Confidence | None = None
    by_form: bool = False


class PageProblem(Model):
    """What went wrong with, or was decided about, one page: becomes a finding of the record."""

    code: str
    message: str


class PageRecord(Model):
    """One page in the record: the reading before (`text_raw`) and after cleaning (`text`), and the marks on it.

    `steps` records what image preparation did, with its parameters. Pixels and degrees are those of the source page.
    """

    number: int = Field(ge=1)
    kind: PageKind
    width_px: int | None = None
    height_px: int | None = None
    dpi: float | None = None
    rotation: Rotation = 0
    skew_degrees: float = 0.0
    text_raw: str = ""
    text: str = ""
    confidence: Confidence | None = None
    marks: tuple[Mark, ...] = ()
    steps: dict[str, str | int | float | bool] = Field(default_factory=dict)


class Page(PageRecord):
    """One page of the source file after reading and, with `text` and the lines' `text` replaced, after cleaning.

    `text_raw` is the lines' `raw` joined: one newline between lines of a block, an empty line between blocks.
    """

    lines: tuple[Line, ...] = ()
    corrections: tuple[Correction, ...] = ()
    problems: tuple[PageProblem, ...] = ()

"""A span: the rows of one document (văn bản) of a scan, and its parts as Nghị định 30/2020, Phụ lục I orders them."""

from dataclasses import dataclass, field
from typing import Literal

from tasks.core.letter.rows.lines import Row

SpanKind = Literal["letter", "annex", "copy"]
"""letter: a document with its own head or type word. annex: phụ lục. copy: the second head of a bản sao (SAO Y)."""


@dataclass(frozen=True)
class Span:
    """One document. `rows` are all its rows in reading order, without page numbers; the parts share them out.

    `head`: agency, number, place and date, V/v, type word, subject, Kính gửi. `body`: from the first row after it to the end
    mark or closing sentence. `foot`: Nơi nhận and signatures, columns as printed. `other`: receipt stamps, electronic-signature
    text, whatever belongs to no part. `annexes`: rows of annexes that belong to this document, after the foot.

    Within the head: `left` is the agency column down to the number, `title` the row with the type word, `subject` the rows of the
    trích yếu (from V/v or after the type word), `addressees` from Kính gửi on. Within the foot: `recipients` from Nơi nhận on,
    `signature` the signers' column.
    """

    index: int
    rows: tuple[Row, ...]
    head: tuple[Row, ...] = ()
    body: tuple[Row, ...] = ()
    foot: tuple[Row, ...] = ()
    other: tuple[Row, ...] = ()
    annexes: tuple[Row, ...] = ()
    first_page: int = 1
    last_page: int = 1
    kind: SpanKind = "letter"
    notes: frozenset[str] = field(default_factory=frozenset)
    title: Row | None = None
    subject: tuple[Row, ...] = ()
    addressees: tuple[Row, ...] = ()
    recipients: tuple[Row, ...] = ()
    signature: tuple[Row, ...] = ()

    @property
    def text(self) -> str:
        """All rows, one on each line."""
        return "\n".join(row.text for row in self.rows)

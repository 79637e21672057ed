"""What joins the documents of one scan: a cited document that is among them (văn bản kèm theo)."""

import re
from collections.abc import Sequence

from schemas.letter import Document, Reference
from tasks.core.letter.number.references import number_key
from tasks.core.letter.rows.signs import bare

_ENCLOSED = re.compile(r"kem theo|dinh kem|gui kem|kem van ban|sao gui|gui ban sao|kem ban")

_PAPERS = r"(?:danh mục|danh sách|phụ lục|biểu mẫu|mẫu|biểu|bảng|đề cương|tài liệu|hồ sơ|nội dung|số liệu|file)\b"
_OTHER = re.compile(
    rf"{_PAPERS}(?:\s\w+){{0,4}}?\s(?:gửi )?(?:kèm theo|đính kèm|gửi kèm)"
    rf"|(?:gửi kèm|đính kèm|kèm theo)(?: theo)?\s{_PAPERS}(?:\s\w+){{0,6}}?\s(?:theo|tại|nêu tại)(?=\s)",
    re.IGNORECASE,
)
"""Papers without a number that a letter encloses: they are not the documents that it cites."""


def link_documents(documents: Sequence[Document]) -> list[Document]:
    """Give the documents with `references[].document` set where the cited one is in this scan, by its number."""
    by_number = {number_key(d.number.value): d.index for d in documents if d.number is not None}
    return [
        document.model_copy(
            update={"references": tuple(_linked(document, reference, by_number) for reference in document.references)}
        )
        for document in documents
    ]


def _linked(document: Document, reference: Reference, by_number: dict[str, int]) -> Reference:
    index = by_number.get(number_key(reference.value))
    return reference if index is None or index == document.index else reference.model_copy(update={"document": index})


def enclosed_references(document: Document) -> list[Reference]:
    """The cited documents that the letter says it encloses (có văn bản kèm theo, đính kèm), by the sentences of its body."""
    sentences = [_OTHER.sub(" ", sentence) for sentence in re.split(r"(?<=[.;])\s+|\n", document.body)]
    saying = [bare("".join(sentence.split())) for sentence in sentences if _ENCLOSED.search(bare(sentence))]
    keys = [(number_key(reference.value), reference) for reference in document.references]
    return [reference for key, reference in keys if key and any(key in sentence for sentence in saying)]

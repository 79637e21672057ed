"""Cover letter, attachments, letters of their own: how the documents of one scan belong together."""

import re
from collections.abc import Sequence

from schemas.letter import Document, DocumentRole
from tasks.core.letter.rows.signs import bare
from tasks.core.letter.rows.span import Span

_ENCLOSES = re.compile(r"(?:kem theo|gui kem|dinh kem|sao gui|kem cong van|ban hanh kem|gui den|nhan duoc)")


def with_roles(documents: Sequence[Document], spans: Sequence[Span]) -> list[Document]:
    """The documents with their roles: the first encloses what it cites, what lost its head, what is a draft."""
    if len(documents) < 2 or spans[0].kind == "copy":
        return list(documents)
    enclosed = [d.index for d, span in zip(documents[1:], spans[1:], strict=True) if _enclosed(documents[0], spans[0], d, span)]
    result = []
    for document in documents:
        role: DocumentRole = "attachment" if document.index in enclosed else "standalone"
        if document.index == 0 and enclosed:
            role = "cover_letter"
        update = {
            "role": role,
            "attachments": tuple(enclosed) if document.index == 0 else (),
            "attached_to": 0 if document.index in enclosed else None,
        }
        result.append(document.model_copy(update=update))
    return result


def _enclosed(cover: Document, first: Span, document: Document, span: Span) -> bool:
    if span.kind == "copy":
        return False
    text = bare(" ".join(row.text for row in (*first.head, *first.body)))
    squashed = re.sub(r"\s+", "", text)
    if document.number and re.sub(r"\s+", "", bare(document.number.value)) in squashed:
        return True
    if document.number is None or document.issuer is None or document.issued_on is None:
        return True
    if document.number_parts is not None and document.number_parts.number is None:
        return True  # a draft (dự thảo) behind a submission has no number yet
    own = cover.issuer is not None and document.issuer.value == cover.issuer.value
    return bool(_ENCLOSES.search(text)) and not own

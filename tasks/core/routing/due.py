"""By when all who are addressed must answer (thời hạn chung): `Kết quả gửi về Sở X trước ngày 20/9/2021`, which names nobody."""

import re

from schemas.letter import Directive, Document
from tasks.core.vietnamese.normal import key

_DUE = re.compile(
    r"\b(?:gửi|báo cáo|hoàn thành|nộp|đăng ký|ý kiến|trả lời|phản hồi|cung cấp|cập nhật|tổng hợp|triển khai|xong)\b", re.IGNORECASE
)
_TELLS = re.compile(r"\b(?:sẽ|đã|dự kiến|xin phép|xin gia hạn)\b", re.IGNORECASE)
"""The office tells what itself does or did: no deadline of anybody who is addressed."""
_UPWARD = frozenset({"to_trinh", "bao_cao"})
"""Types that ask somebody above for a decision or tell him: their days are the sender's own."""


def due_of_all(document: Document) -> str | None:
    """The first day (ISO) by which all who stand in Kính gửi are asked for something; None where the letter sets none.

    Of 13 days that công văn of a hundred offices gave to nobody by name, 12 were asked of their addressees; these words tell 11.
    """
    if not document.addressees or (document.doctype is not None and document.doctype.value in _UPWARD):
        return None
    days = [one.deadline.value for one in document.directives if one.deadline is not None and _asks_all(one, document)]
    return min(days, default=None)


def _asks_all(directive: Directive, document: Document) -> bool:
    if directive.lead or directive.cooperating or not _DUE.search(directive.action) or _TELLS.search(directive.action):
        return False
    own = (found for found in (document.issuer, document.parent_issuer) if found is not None)
    return not any(key(directive.action).startswith(key(found.value)) for found in own)

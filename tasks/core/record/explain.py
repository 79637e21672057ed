"""Why each recipient got the letter, or not (giải trình nơi nhận): a text that a clerk can read, from the record alone."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from schemas.catalogue_findings import REVIEW_REASONS
from schemas.found import Found
from schemas.letter import Document
from schemas.record import HeldRecord, Record
from schemas.routing import Delivery, Role
from tasks.core.record.reasons import groups, left_alone, outside_words, unresolved_words
from tasks.core.record.title import first_document, title
from tasks.core.record.words import day_words

_ROLES: dict[Role, str] = {
    "lead": "CHỦ TRÌ (được giao việc)",
    "cooperate": "PHỐI HỢP",
    "act": "THỰC HIỆN",
    "inform": "ĐỂ BIẾT",
    "file": "LƯU",
}
_STATUS = {
    "delivered": "đã chuyển",
    "review": "chờ người xem xét, chưa chuyển",
    "read": "mới đọc và quyết định, chưa chuyển",
    "quarantined": "bị từ chối, không chuyển",
}
_SHOWN = 12  # names of one group that are listed before "và N nơi nữa"


def explain(record: Record | HeldRecord) -> str:
    """The whole explanation, lines of text. Of a held letter nothing is known, and that is said."""
    if isinstance(record, HeldRecord):
        return (
            f"Văn bản {record.letter_id} bị giữ lại vì có hoặc nghi có dấu độ mật. Không đọc, không chuyển, không lưu nội dung.\n"
        )
    lines = [*_head(record), *_delivered(record.routing.deliveries)]
    waits = "CẦN NGƯỜI CHỌN" if record.review.asks else "KHÔNG VÌ THẾ MÀ GIỮ VĂN BẢN LẠI"
    lines += _section(f"CHƯA RÕ, {waits}", [unresolved_words(item) for item in record.routing.unresolved])
    lines += _section("KHÔNG PHỤC VỤ Ở ĐÂY", [outside_words(item) for item in record.routing.outside])
    lines += _section("KHÔNG CHUYỂN RIÊNG", left_alone(record.routing.not_routed))
    if record.review.required:
        lines += _section("VÌ SAO CẦN NGƯỜI XEM", [_reason(code, record.documents) for code in record.review.reasons])
    lines += _section("HỎI SAU KHI GỬI", [_reason(code, record.documents) for code in record.review.afterwards])
    return "\n".join(lines) + "\n"


def _reason(code: str, documents: Sequence[Document]) -> str:
    """A reason in a clerk's words; of a field that was read unsurely, the value that is least sure."""
    words = REVIEW_REASONS[code].message.split(" / ")[0] if code in REVIEW_REASONS else code
    field, _, kind = code.partition(".")
    values = [found for document in documents for found in _values(document, field)] if kind == "low_confidence" else []
    if not values:
        return words
    least = min(values, key=lambda found: found.confidence)
    return f"{words}: “{least.value}” ({least.confidence:.2f})"


def _values(document: Document, field: str) -> Sequence[Found]:
    """The values of one field of a reason (`recipients`: the items of Nơi nhận; `signers`: their names; `deadlines`)."""
    if field == "recipients":
        return document.printed_recipients
    if field == "addressees":
        return document.addressees
    if field == "signers":
        return [signer.name for signer in document.signers if signer.name is not None]
    if field == "deadlines":
        return [one.deadline for one in document.directives if one.deadline is not None]
    found = getattr(document, field, None)
    return [found] if isinstance(found, Found) else []


def _head(record: Record) -> Iterator[str]:
    yield f"Văn bản: {title(record)}"
    document = first_document(record)
    if document is not None and document.issued_on is not None:
        yield f"Ngày: {day_words(document.issued_on.value)}"
    if document is not None and document.subject is not None:
        yield f"Trích yếu: {document.subject.value}"
    yield f"Tình trạng: {_STATUS[record.status]}"
    if record.rejection is not None:
        yield f"Lý do: {record.rejection.message}. {record.rejection.advice}"


def _delivered(deliveries: Sequence[Delivery]) -> Iterator[str]:
    """Deliveries by role; those that one printed phrase names together stand together."""
    for role, found in groupby(groups(deliveries), key=lambda group: group.role):
        mine = list(found)
        yield ""
        yield f"{_ROLES[role]}: {sum(len(group.members) for group in mine)} nơi"
        for group in mine:
            yield f"  - {_names(group.members)}{_deadline(group.deadline)}{_sent(group.members)}"
            yield f"      vì văn bản ghi: {group.because}"
            if group.note:
                yield f"      ghi chú: {group.note}"


def _names(members: Sequence[Delivery]) -> str:
    shown = "; ".join(member.name for member in members[:_SHOWN])
    more = len(members) - _SHOWN
    return f"{shown}; và {more} nơi nữa" if more > 0 else shown


def _deadline(deadline: str | None) -> str:
    return f", hạn {day_words(deadline)}" if deadline else ""


def _sent(members: Sequence[Delivery]) -> str:
    waiting = sum(member.delivered_at is None for member in members)
    if waiting == len(members):
        return ""
    return " (đã chuyển)" if not waiting else f" (còn {waiting} nơi chưa chuyển)"


def _section(name: str, items: Sequence[str]) -> list[str]:
    return ["", f"{name}: {len(items)}", *(f"  - {item}" for item in items)] if items else []

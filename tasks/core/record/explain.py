"""Why each recipient got the letter, or not (giải trình nơi nhận): a text that a clerk can read, from the record alone."""

from collections.abc import Iterator, Sequence

from schemas.catalogue_findings import REVIEW_REASONS
from schemas.found import Found
from schemas.letter import Document
from schemas.record import HeldRecord, Record
from schemas.routing import ROLES, Delivery, NotRouted, Outside, Role, Unresolved
from tasks.core.record.title import first_document, title

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
_UNRESOLVED = {
    "unknown": "không có trong danh mục, hoặc không đủ giống một tên nào",
    "ambiguous": "giống nhiều nơi như nhau",
    "open_set": "là một tập hợp mở, danh mục không có danh sách thành viên",
    "as_above_without_addressees": "ghi “Như trên” mà văn bản không có Kính gửi",
    "no_article": "không tìm thấy điều được dẫn, hoặc điều ấy không giao cho ai",
    "commune": "là xã, phường, đặc khu mà danh mục chưa có; thêm một dòng communes: vào danh mục của cơ quan (docs/registry.md)",
    "branch": "là cơ quan khu vực, cơ sở hoặc ban quản lý mà danh mục chưa có, và ở đây chưa có nơi nào phải thực hiện",
    "unit_of_body": "là đơn vị của một cơ quan có trong danh mục; danh mục chưa có đơn vị này",
    "restricted_circulation": "văn bản hạn chế lưu hành, không tự chuyển cho nhóm nơi nhận bên ngoài",
}
_NOT_ROUTED = {
    "as_above": "các nơi ở Kính gửi đã được chuyển",
    "open_set": "nội dung nói chung chung, không chỉ rõ nơi nào",
    "attachment": "văn bản kèm theo đi cùng văn bản chính, không chuyển theo Nơi nhận của riêng nó",
    "publication": "là nơi đăng tải, không phải nơi nhận",
    "directive": "được nhắc trong nội dung, danh mục không có",
    "not_listed": "nhóm nơi nhận chỉ nêu trong nội dung, không có ở Kính gửi hay Nơi nhận",
    "own_letter": "là cơ quan ban hành, không tự gửi cho mình",
    "no_article": "không tìm thấy điều được dẫn",
    "file": "bản lưu của cơ quan ban hành, cơ quan này không có trong danh mục",
    "secrecy": "có dấu độ mật: không chuyển cho ai",
    "own_house": "người và đơn vị của chính cơ quan ban hành, cơ quan này không có trong danh mục",
    "persons": "những người nêu tên ở chỗ khác trong văn bản",
}
_OUTSIDE = {
    "company": "doanh nghiệp",
    "bank": "ngân hàng, tổ chức tín dụng",
    "school": "trường học",
    "hospital": "cơ sở y tế",
    "institute": "viện",
    "embassy": "cơ quan đại diện nước ngoài",
    "person": "cá nhân",
    "association": "hội, hiệp hội",
    "commune": "xã, phường, đặc khu chưa có trong danh mục (thêm bằng communes:, docs/registry.md)",
    "branch": "cơ quan khu vực, cơ sở, ban quản lý chưa có trong danh mục",
}
_LIKE = 0.6
"""Likeness of a name below which it is no hint to anybody, only what had some words in common."""
_SHOWN = 12  # names of one group that are listed before "và N nơi nữa"


def explain(record: Record | HeldRecord) -> str:
    """The whole explanation, lines of text. Of a held letter nothing is known, and that is said."""
    if isinstance(record, HeldRecord):
        return (
            f"Văn bản {record.letter_id} bị giữ lại vì có hoặc nghi có dấu độ mật. Không đọc, không chuyển, không lưu nội dung.\n"
        )
    lines = [*_head(record), *_delivered(record.routing.deliveries)]
    waits = "CẦN NGƯỜI CHỌN" if record.review.required else "KHÔNG VÌ THẾ MÀ GIỮ VĂN BẢN LẠI"
    lines += _section(f"CHƯA RÕ, {waits}", [_unresolved(item) for item in record.routing.unresolved])
    lines += _section("KHÔNG PHỤC VỤ Ở ĐÂY", [_outside(item) for item in record.routing.outside])
    lines += _section("KHÔNG CHUYỂN RIÊNG", _left_alone(record.routing.not_routed))
    if record.review.required:
        lines += _section("VÌ SAO CẦN NGƯỜI XEM", [_reason(code, record.documents) for code in record.review.reasons])
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
        year, month, day = document.issued_on.value.split("-")
        yield f"Ngày: {day}/{month}/{year}"
    if document is not None and document.subject is not None:
        yield f"Trích yếu: {document.subject.value}"
    yield f"Tình trạng: {_STATUS[record.status]}"
    if record.rejection is not None:
        yield f"Lý do: {record.rejection.message}. {record.rejection.advice}"


def _delivered(deliveries: Sequence[Delivery]) -> Iterator[str]:
    """Deliveries by role; those that one printed phrase names together stand together."""
    for role in ROLES:
        mine = [delivery for delivery in deliveries if delivery.role == role]
        if not mine:
            continue
        yield ""
        yield f"{_ROLES[role]}: {len(mine)} nơi"
        groups: dict[tuple[str, str | None, str | None], list[Delivery]] = {}
        for delivery in mine:
            groups.setdefault((_because(delivery), delivery.deadline, delivery.note), []).append(delivery)
        for (because, deadline, note), members in groups.items():
            yield f"  - {_names(members)}{_deadline(deadline)}{_sent(members)}"
            yield f"      vì văn bản ghi: {because}"
            if note:
                yield f"      ghi chú: {note}"


def _names(members: Sequence[Delivery]) -> str:
    shown = "; ".join(member.name for member in members[:_SHOWN])
    more = len(members) - _SHOWN
    return f"{shown}; và {more} nơi nữa" if more > 0 else shown


def _because(delivery: Delivery) -> str:
    said = (f"“{found.raw}”{f' (trang {found.page})' if found.page else ''}" for found in delivery.because)
    return ", ".join(dict.fromkeys(said))


def _deadline(deadline: str | None) -> str:
    if deadline is None:
        return ""
    year, month, day = deadline.split("-")
    return f", hạn {day}/{month}/{year}"


def _sent(members: Sequence[Delivery]) -> str:
    waiting = sum(member.delivered_at is None for member in members)
    if waiting == len(members):
        return ""
    return " (đã chuyển)" if not waiting else f" (còn {waiting} nơi chưa chuyển)"


def _unresolved(item: Unresolved) -> str:
    reason = _UNRESOLVED.get(item.reason, item.reason)
    near = "; ".join(f"{candidate.name} ({candidate.score:.2f})" for candidate in item.candidates[:3] if candidate.score >= _LIKE)
    return f"“{item.raw}”: {reason}" + (f". Gần nhất: {near}" if near else "")


def _outside(item: Outside) -> str:
    if item.reason is not None:
        return f"“{item.raw}”: {_OUTSIDE.get(item.reason, item.reason)}, gửi theo đường khác (bưu chính, trục liên thông)"
    return f"{item.name}, ghi là “{item.raw}”: có trong danh mục, không có hàng nhận"


def _left_alone(items: Sequence[NotRouted]) -> list[str]:
    """What sends nothing, by its reason."""
    by_reason: dict[str, dict[str, None]] = {}
    for item in items:
        by_reason.setdefault(_NOT_ROUTED[item.reason], {})[f"“{item.raw}”"] = None
    return [f"{', '.join(said)}: {reason}" for reason, said in by_reason.items()]


def _section(name: str, items: Sequence[str]) -> list[str]:
    return ["", f"{name}: {len(items)}", *(f"  - {item}" for item in items)] if items else []

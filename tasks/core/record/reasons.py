"""Why a letter goes to whom it goes (căn cứ chuyển), in a clerk's words: groups of recipients, and what sends nothing. Pure."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from schemas.routing import ROLES, Delivery, NotRouted, Outside, Role, Unresolved

_UNRESOLVED = {
    "unknown": "không có trong danh mục, hoặc không đủ giống một tên nào",
    "ambiguous": "giống nhiều nơi như nhau",
    "open_set": "là một tập hợp mở, danh mục không có danh sách thành viên",
    "as_above_without_addressees": "ghi “Như trên” mà văn bản không có Kính gửi",
    "no_article": "không tìm thấy điều được dẫn, hoặc điều ấy không giao cho ai",
    "commune": "là xã, phường trước 01/7/2025, hoặc cơ quan cấp xã mà danh mục chưa có (docs/registry.md, mục Communes)",
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
    "role_without_body": "chức danh không ghi của cơ quan nào: là người của cơ quan ban hành, hoặc của nơi ghi ngay trước đó",
    "persons": "những người nêu tên ở chỗ khác trong văn bản",
    "unlisted": "danh mục không có nơi này và không có tên nào gần giống: không có ai ở đây để chuyển",
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
    "commune": "xã, phường trước 01/7/2025, hoặc cơ quan cấp xã chưa có trong danh mục (docs/registry.md, mục Communes)",
    "branch": "cơ quan khu vực, cơ sở, ban quản lý chưa có trong danh mục",
}
_LIKE = 0.6
"""Likeness of a name below which it is no hint to anybody, only what had some words in common."""


class Group(NamedTuple):
    """Recipients that the same printed words name in the same part: `because` quotes the words, with their pages."""

    role: Role
    because: str
    deadline: str | None
    note: str | None
    members: tuple[Delivery, ...]


def groups(deliveries: Sequence[Delivery]) -> list[Group]:
    """Deliveries by role, the gravest first; those that one printed phrase names together stand together."""
    found: dict[tuple[Role, str, str | None, str | None], list[Delivery]] = {}
    for one in deliveries:
        found.setdefault((one.role, _because(one), one.deadline, one.note), []).append(one)
    ordered = sorted(found.items(), key=lambda item: ROLES.index(item[0][0]))
    return [Group(*key, tuple(members)) for key, members in ordered]


def _because(delivery: Delivery) -> str:
    said = (f"“{found.raw}”{f' (trang {found.page})' if found.page else ''}" for found in delivery.because)
    return ", ".join(dict.fromkeys(said))


def unresolved_words(item: Unresolved) -> str:
    """A printed name that nobody could tell, why, and whom it resembles."""
    reason = _UNRESOLVED.get(item.reason, item.reason)
    near = "; ".join(f"{candidate.name} ({candidate.score:.2f})" for candidate in item.candidates[:3] if candidate.score >= _LIKE)
    return f"“{item.raw}”: {reason}" + (f". Gần nhất: {near}" if near else "")


def outside_words(item: Outside) -> str:
    """Who is known and not served here."""
    if item.reason is not None:
        return f"“{item.raw}”: {_OUTSIDE.get(item.reason, item.reason)}, gửi theo đường khác (bưu chính, trục liên thông)"
    return f"{item.name}, ghi là “{item.raw}”: có trong danh mục, không có hàng nhận"


def left_alone(items: Iterable[NotRouted]) -> list[str]:
    """What sends nothing, by its reason."""
    by_reason: dict[str, dict[str, None]] = {}
    for item in items:
        by_reason.setdefault(_NOT_ROUTED[item.reason], {})[f"“{item.raw}”"] = None
    return [f"{', '.join(said)}: {reason}" for reason, said in by_reason.items()]

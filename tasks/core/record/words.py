"""What people read in place of our ASCII names: types, roles and long names of offices, Vietnamese first."""

import datetime as dt
import re
from collections.abc import Mapping

from schemas.letter import DocumentRole
from schemas.routing import Role
from tasks.core.letter.vocabulary.doctypes import DOC_TYPES

DOCTYPE_WORDS: Mapping[str, str] = {kind.name: kind.words[0].capitalize() for kind in DOC_TYPES}
"""`cong_van` → “Công văn”."""

ROLE_WORDS: Mapping[Role, str] = {
    "lead": "chủ trì / lead",
    "cooperate": "phối hợp / cooperate",
    "act": "thực hiện / act",
    "inform": "để biết / inform",
    "file": "lưu / file",
}

TITLES: Mapping[str, str] = {
    "doctype": "Loại văn bản / Type",
    "number": "Số, ký hiệu / Number",
    "issued_on": "Ngày ban hành / Date of issue",
    "issuer": "Cơ quan ban hành / Issuer",
    "place": "Địa danh / Place",
    "subject": "Trích yếu / Subject",
    "urgency": "Độ khẩn / Urgency",
    "secrecy": "Độ mật / Secrecy",
    "addressees": "Kính gửi / Addressee",
    "recipients": "Nơi nhận / Recipient",
    "signers": "Người ký / Signer",
    "deadlines": "Thời hạn / Deadline",
}
"""Names of fields."""

DOCUMENT_WORDS: Mapping[DocumentRole, str] = {
    "cover_letter": "văn bản chính / cover letter",
    "attachment": "kèm theo / attachment",
    "standalone": "một mình / standalone",
}

_SHORT = (
    ("Ủy ban nhân dân", "UBND"),
    ("Hội đồng nhân dân", "HĐND"),
    ("Ủy ban Mặt trận Tổ quốc Việt Nam", "UBMTTQ Việt Nam"),
    ("Ủy ban Mặt trận Tổ quốc", "UBMTTQ"),
)
"""Abbreviations that every clerk uses (tên viết tắt)."""


def short(name: str) -> str:
    """A name of an office with its first words abbreviated, where every clerk abbreviates them: lists show only a beginning."""
    for long, abbreviated in _SHORT:
        name = name.replace(long, abbreviated)
    return name


def value_words(field: str, value: str) -> str:
    """A field's value as people say it."""
    if field == "issued_on":
        return day_words(value)
    return DOCTYPE_WORDS.get(value, value) if field == "doctype" else value


_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def day_words(value: str) -> str:
    """An ISO day as it is written in Vietnam, 06/09/2021; anything else as it is."""
    return _DAY.sub(r"\3/\2/\1", value) if _DAY.fullmatch(value) else value


VIETNAM = dt.timezone(dt.timedelta(hours=7))
"""The one time of the country (giờ Việt Nam)."""


def moment_words(at: str) -> str:
    """An ISO time as the clocks of Vietnam show it, 08:42 24/11/2026."""
    return dt.datetime.fromisoformat(at).astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")

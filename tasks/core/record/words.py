"""What people read in place of our ASCII names: types, roles and long names of offices, Vietnamese first."""

from collections.abc import Mapping

from schemas.letter import DocumentRole
from schemas.routing import Role
from tasks.core.letter.doctypes import DOC_TYPES

DOCTYPE_WORDS: Mapping[str, str] = {kind.name: kind.words[0].capitalize() for kind in DOC_TYPES}
"""`cong_van` → “Công văn”."""

ROLE_WORDS: Mapping[Role, str] = {
    "lead": "chủ trì / lead",
    "cooperate": "phối hợp / cooperate",
    "act": "thực hiện / act",
    "inform": "để biết / inform",
    "file": "lưu / file",
}

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
    return DOCTYPE_WORDS.get(value, value) if field == "doctype" else value

"""Persons' names (họ tên): what is one, its family name, degrees and ranks before it."""

import re

from rapidfuzz.distance import Levenshtein

from tasks.core.letter.signs import bare, is_caps

_HONOURS = re.compile(
    r"^(?:(?:GS|PGS|TS|TSKH|Th[Ss]|CN|KS|KTS|BS|BSCK\w*|BS\.?\s?CK\s?[I1l]{1,2}|DS|DSCK\w*|CK[I1l]{1,2}|NGND|NGƯT|NGUT|TTND|TTƯT|TTUT|LS"
    r"|Ths|Ts|Bs|Ks|Cn|Dược sĩ|Bác sĩ|Thạc sĩ|Tiến sĩ|Kỹ sư|Luật sư|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|Trung úy"
    r"|Thiếu tướng|Trung tướng|Thượng tướng|Đại tướng|Ông|Bà|Đ/c)\b[\s.,]*)+"
)
_NAME = re.compile(r"^[^\W\d_]+(?:[ '’][^\W\d_]+){1,5}$")
_SURNAMES = frozenset((
    "am", "au", "bach", "be", "bien", "bo", "bui", "ca", "cam", "can", "cao", "chamale", "chang", "chau", "chim", "chu",
    "chung", "cil", "co", "cu", "da", "dam", "dang", "danh", "dao", "dau", "diep", "dieu", "dinh", "do", "doan", "doi", "dong",
    "duong", "giang", "giap", "h", "ha", "han", "hau", "hinh", "ho", "hoa", "hoang", "hua", "huynh", "hy", "khau", "khong",
    "khuc", "kieu", "kim", "ksor", "la", "lai", "lam", "lau", "le", "lieu", "linh", "lo", "lu", "luc", "luong", "luu", "ly",
    "ma", "mac", "mai", "mang", "mau", "mua", "nay", "ngac", "nghiem", "ngo", "nguyen", "nhu", "ninh", "nong", "ong", "pham",
    "phan", "phi", "phu", "phung", "puih", "quach", "quan", "quang", "quyen", "ra", "rah", "rmah", "ro", "sa", "sam", "siu",
    "son", "sung", "ta", "tan", "tang", "thach", "thai", "than", "thanh", "thao", "thi", "thuong", "tieu", "to", "toan",
    "tong", "tra", "tran", "trang", "trieu", "trinh", "truong", "tu", "ung", "van", "vang", "vi", "vien", "vo", "vu", "vuong",
    "y",
))  # fmt: skip
"""Family names (họ), bare, those of the peoples of Vietnam included."""


def honours(text: str) -> int:
    """Length of degrees and ranks before a name (PGS.TS., Đại tá); 0 for none."""
    found = _HONOURS.match(text)
    return found.end() if found and found.end() < len(text) else 0


def is_name(text: str) -> bool:
    """A person's name alone: 2 to 6 capitalised syllables, not in capitals throughout, no sentence."""
    name = text[honours(text) :].strip(" .,*_-~'’`|")
    if not _NAME.match(name) or len(name) > 40:
        return False
    words = name.split()
    if is_caps(name):
        return False
    return (
        all(word[0].isupper() or len(word) == 1 for word in words) and sum(w[0].isupper() and w[1:].islower() for w in words) >= 2
    )


def has_surname(text: str) -> bool:
    """The first syllable is a Vietnamese surname."""
    name = bare(text[honours(text) :].strip(" .,*_-~'’`|"))
    return bool(name) and name.split()[0] in _SURNAMES


_SPELLED_SURNAMES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Hoàng", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý",
    "Đinh", "Trịnh", "Mai", "Lâm", "Tạ", "Cao", "Thái", "Châu", "Quách", "Đào", "Đoàn", "Lương", "Trương", "Lưu", "Tô", "Hà",
    "Triệu", "Kiều", "Đàm", "Tăng", "Thạch", "Kim", "Danh", "Sơn", "Lữ", "Tống", "Khúc", "Nghiêm", "Bạch", "Vương", "Hứa",
    "Văn", "Phùng", "Khổng", "Nông", "Bế", "Mã", "Hoa", "Quan", "Vi", "Lục", "Lò", "Quàng", "Cù", "Chu", "Mạc", "Sầm", "Giang",
    "Từ", "Hàn", "Ninh", "Thân", "Quản", "Lại", "Doãn", "Đồng", "Tôn", "La", "Ông", "Phó", "Nhữ", "Âu",
)  # fmt: skip
"""Family names as they are spelt, the most frequent first (from memory; order matters only between near ones)."""
_BY_BARE: dict[str, list[str]] = {}
for _surname in _SPELLED_SURNAMES:
    _BY_BARE.setdefault(bare(_surname), []).append(_surname)


def mended_name(name: str) -> str:
    """The name with its family name put right where only one is meant: marks misread (Trân → Trần), or one letter (Bhạm → Phạm).

    Given names are free: they stay as read.
    """
    name = re.sub(r"\s+", " ", _NOT_OURS.sub(" ", name)).strip()
    first, blank, rest = name.partition(" ")
    if not blank or first.capitalize() in _SPELLED_SURNAMES:
        return name
    known = _BY_BARE.get(bare(first), [])
    if not known and len(first) >= 3 and bare(first) not in _SURNAMES:
        known = [
            spelt
            for low, spelts in _BY_BARE.items()
            if len(low) >= 4 and Levenshtein.distance(low, bare(first)) == 1
            for spelt in spelts
        ]
    return f"{known[0]}{blank}{rest}" if len(known) == 1 else name


_NOT_OURS = re.compile(r"[^A-Za-zÀ-ỹĐđ' ’-]|[ŸÿÄäËëÏïÖöÜüÅåÆæØøßÑñÇçÎîÛûŒœ]")
"""Letters that no Vietnamese name has: a stroke between two words, read as one."""
_LOOSE = re.compile(r"^[^\w]*[^\W\d_]+(?: ?[^\W\d_]+){1,5}[\W_]*$")


def is_damaged_name(text: str) -> bool:
    """Two to six words of letters, all but the first capitalised: a name whose start a seal or stroke has broken."""
    plain = text.strip(" .,*_-~'’`|\"“”‘—<>«»")
    words = plain.split()
    if not 2 <= len(words) <= 6 or len(plain) > 32 or not _LOOSE.match(plain) or is_caps(plain):
        return False
    return all(word[0].isupper() and word[1:].islower() for word in words[1:]) and len(plain) >= 7

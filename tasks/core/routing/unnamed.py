"""Roles that are said without a body (chức danh không nói của nơi nào): Chuyên viên theo dõi, Các PCVP, các PGĐ Sở.

They are of the issuer's own house, or of the body that the same item named before: no desk gets a letter for them alone.
"""

import re

_TITLE = (
    r"(?:(?:phó\s+)?(?:tổng\s+)?giám\s+đốc|P?T?GĐ|BGĐ|ban\s+giám\s+đốc|(?:phó\s+)?chánh\s+(?:văn\s+phòng|VP)|P?CVP|PVP|chánh|phó|"
    r"(?:phó\s+)?hiệu\s+trưởng|PHT|(?:phó\s+)?(?:chi\s+)?cục\s+trưởng|(?:phó\s+)?vụ\s+trưởng|(?:phó\s+)?trưởng\s+(?:các\s+)?phòng|lãnh\s+đạo|thủ\s+trưởng|"
    r"(?:các\s+)?chuyên\s+viên|CVNC|CV|cán\s+bộ|trợ\s+lý|thư\s+ký|kế\s+toán(?:\s+trưởng)?|người\s+phát\s+ngôn|(?:nhân\s+viên\s+)?văn\s+thư)"
)
_BESIDE = (
    r"(?:sở|ban|cục|chi\s+cục|cơ\s+quan|đơn\s+vị|văn\s+phòng|VP|nghiên\s+cứu|tham\s+mưu|giúp\s+việc|tổng\s+hợp|"
    r"phụ\s+trách|theo\s+dõi|(?:có\s+)?liên\s+quan)"
)
_AND = r"(?:\s*[,&]\s*|\s+)(?:và\s+)?(?:các\s+)?"
_ROLE = re.compile(rf"(?:(?:các|đ/c|đồng\s+chí|ông|bà)\s+)*{_TITLE}(?:{_AND}(?:{_TITLE}|{_BESIDE}))*\W*", re.IGNORECASE)


def is_role_without_body(words: str) -> bool:
    """Whether `words` are titles alone, with nothing that says whose."""
    return _ROLE.fullmatch(words.strip()) is not None

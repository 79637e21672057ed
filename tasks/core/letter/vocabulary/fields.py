"""What agencies are for, as their names say it (lĩnh vực, chức năng): words whose marks a bad scan loses (THỊ HÀNH ÁN DÂN SỰ).

Words of the names of ministries, departments and services by their decrees of organisation; only such of two syllables and more
that are nothing else with other marks, no place either (Văn Hóa is one of Vân Hòa; Thủy Lợi of Thụy Lôi).
"""

import re
from functools import lru_cache

from tasks.core.letter.rows.signs import bare
from tasks.core.vietnamese.normal import canonical_tone

_FIELDS = (
    "thi hành án dân sự", "thi hành án", "quản lý thị trường", "phát triển nông thôn", "tài nguyên và môi trường",
    "nông nghiệp và môi trường", "nông nghiệp và phát triển", "lao động - thương binh", "thương binh và xã hội",
    "văn hóa, thể thao", "văn hóa - xã hội", "văn hóa và thể thao", "thể thao và du lịch", "khoa học và công nghệ",
    "giáo dục và đào tạo", "kế hoạch và đầu tư", "thông tin và truyền thông", "giao thông vận tải", "bảo hiểm xã hội",
    "chính sách xã hội", "chăn nuôi và thú y", "trồng trọt và bảo vệ thực vật", "bảo vệ thực vật", "phòng cháy, chữa cháy",
    "phòng cháy chữa cháy", "khí tượng thủy văn", "hàng không", "miền Trung", "xã hội", "Việt Nam", "nhân dân", "kiểm sát nhân dân",
    "tuyên giáo và dân vận", "phát thanh và truyền hình", "phát thanh, truyền hình", "kinh tế - xã hội", "hợp tác xã",
    "đăng ký đất đai", "phát triển quỹ đất", "dịch vụ việc làm", "kiểm soát bệnh tật", "đầu tư xây dựng", "bộ đội biên phòng",
    "phụ nữ", "cựu chiến binh", "liên đoàn lao động", "mặt trận tổ quốc", "nhà nước", "hành chính công", "khu công nghiệp",
    "quản lý dự án", "dân tộc và tôn giáo", "tổ chức - biên chế", "đăng kiểm", "kỹ thuật", "đại học", "cao đẳng", "trung học",
    "phổ thông", "tiểu học", "mầm non", "mẫu giáo", "đa khoa", "y dược cổ truyền", "dự phòng", "truyền hình",
    "phát triển", "kiểm lâm", "kiểm tra", "kiểm toán", "kiểm định", "kiểm nghiệm", "khuyến nông", "giám định", "nông dân",
    "cảnh sát", "quân sự", "bưu điện", "điện lực", "kế hoạch", "đầu tư", "quản lý",
)  # fmt: skip
_BY_BARE = {bare(field): field for field in sorted(_FIELDS, key=len, reverse=True)}
_ANY = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(plain) for plain in _BY_BARE) + r")(?!\w)")


@lru_cache(maxsize=512)
def with_marks_of_fields(text: str) -> str:
    """A row in capitals with the marks of these words; both places of a tone's mark stay as printed."""
    if not text.isupper():
        return text
    out = list(text)
    for found in _ANY.finditer(bare(text)):
        printed, meant = text[found.start() : found.end()], _BY_BARE[found[0]]
        if canonical_tone(printed.casefold()) != canonical_tone(meant.casefold()):
            out[found.start() : found.end()] = meant.upper()
    return "".join(out)

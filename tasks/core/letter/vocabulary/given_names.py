"""Given names (tên): which there are, and the one that a reading with other marks means."""

import re
import unicodedata

from rapidfuzz.distance import Levenshtein

from tasks.core.letter.rows.signs import bare
from tasks.core.vietnamese.syllable import is_syllable

GIVEN = (
    "An", "Anh", "Ánh", "Ân", "Bảo", "Bắc", "Bằng", "Bích", "Bình", "Ca", "Cường", "Châu", "Chi", "Chiến", "Chinh", "Chính",
    "Chung", "Chương", "Công", "Cúc", "Danh", "Diễm", "Diệp", "Diệu", "Dũng", "Dung", "Duy", "Duyên", "Dương", "Đại", "Đạo",
    "Đạt", "Đệ", "Điền", "Điệp", "Đình", "Định", "Đoàn", "Đô", "Đông", "Đồng", "Đức", "Giang", "Giàu", "Hà", "Hạ", "Hải",
    "Hân", "Hạnh", "Hảo", "Hào", "Hằng", "Hậu", "Hiền", "Hiển", "Hiếu", "Hiệp", "Hoa", "Hòa", "Hoài", "Hoàn", "Hoàng",
    "Hoạt", "Hồng", "Hợi", "Hợp", "Huân", "Huệ", "Hùng", "Hưng", "Huy", "Huyền", "Hương", "Hường", "Hữu", "Kiên", "Kiệt",
    "Kiều", "Kim", "Khải", "Khang", "Khánh", "Khoa", "Khôi", "Khuê", "Kỳ", "Lam", "Lan", "Lâm", "Lập", "Lệ", "Lê", "Liên",
    "Liễu", "Linh", "Loan", "Long", "Lộc", "Lợi", "Luân", "Lương", "Ly", "Mai", "Mạnh", "Minh", "My", "Mỹ", "Nam", "Nga",
    "Ngà", "Ngân", "Nghĩa", "Ngọc", "Nguyên", "Nguyệt", "Nhã", "Nhàn", "Nhân", "Nhật", "Nhi", "Nhiên", "Nhung", "Như",
    "Ninh", "Oanh", "Phát", "Phi", "Phong", "Phú", "Phúc", "Phước", "Phương", "Phượng", "Quân", "Quang", "Quảng", "Quốc",
    "Quế", "Quý", "Quyên", "Quyết", "Quyền", "Quỳnh", "Sang", "Sáng", "Sâm", "Sinh", "Sơn", "Sương", "Sỹ", "Tài", "Tâm",
    "Tân", "Tấn", "Tấm", "Tiên", "Tiến", "Tín", "Tịnh", "Toàn", "Toản", "Tú", "Tuấn", "Tuyên", "Tuyền", "Tuyến", "Tuyết",
    "Tùng", "Tường", "Thái", "Thanh", "Thành", "Thạch", "Thảo", "Thắm", "Thắng", "Thân", "Thế", "Thi", "Thị", "Thiên",
    "Thiện", "Thịnh", "Thoa", "Thọ", "Thơ", "Thu", "Thuần", "Thuận", "Thúy", "Thủy", "Thùy", "Thụy", "Thư", "Thương",
    "Thường", "Trà", "Trang", "Trâm", "Trân", "Tri", "Trí", "Triều", "Trinh", "Trình", "Trọng", "Trúc", "Trung", "Trường",
    "Uyên", "Văn", "Vân", "Vi", "Viên", "Việt", "Vinh", "Vĩnh", "Vũ", "Vương", "Vượng", "Vy", "Vỹ", "Xuân", "Xuyến", "Yên",
    "Yến", "Ý", "Ẩn", "Ảnh", "Băng", "Bảng", "Bang", "Báo", "Bạc", "Bính", "Cương", "Cưỡng", "Chí", "Chúng", "Dành",
    "Duyến", "Dưỡng", "Đài", "Đào", "Đảo", "Diên", "Diễn", "Đoan", "Doãn", "Đỗ", "Độ", "Giảng", "Giáng", "Hai", "Hành",
    "Hanh", "Hạo", "Hiến", "Hiên", "Hiểu", "Họa", "Hóa", "Hoan", "Hoán", "Huấn", "Huế", "Huyên", "Hưởng", "Hướng", "Kiện",
    "Kiến", "Kiểu", "Khái", "Khai", "Khanh", "Khóa", "Kỷ", "Kỹ", "Lãm", "Lân", "Lễ", "Liêu", "Lĩnh", "Luận", "Lượng", "Lý",
    "Năm", "Ngạn", "Nghị", "Nguyện", "Nguyễn", "Nhẫn", "Nhạn", "Nhị", "Nhu", "Phủ", "Phục", "Quán", "Quỳ", "Quyến", "Sam",
    "Sĩ", "Tám", "Tiền", "Tĩnh", "Tính", "Toán", "Tư", "Từ", "Tuân", "Tuyển", "Tưởng", "Tướng", "Thạnh", "Thánh", "Thao",
    "Thạo", "Thám", "Thâm", "Thăng", "Thận", "Thản", "Thể", "Thê", "Thí", "Thiền", "Thinh", "Thỉnh", "Thỏa", "Thứ", "Thụ",
    "Thuân", "Thưởng", "Thượng", "Tráng", "Trạng", "Trần", "Trấn", "Trị", "Triệu", "Trịnh", "Trực", "Trưng", "Trương",
    "Trưởng", "Uyển", "Vạn", "Vấn", "Vĩ", "Viễn", "Viện", "Viết", "Xuyên", "Đương", "Đường", "Đăng", "Đặng", "Đang", "Đính",
    "Đinh", "Khoái", "Khương", "Khuyên", "Khuyến", "Kính", "Lành", "Lanh", "Lịch", "Lực", "Lục", "Lưu", "Mậu", "Mẫn", "Mến",
    "Miên", "Mười", "Mùi", "Nết", "Nghiêm", "Nhạc", "Nở", "Phấn", "Phận", "Phán", "Phiên", "Phùng", "Phụng", "Quát", "Sử",
    "Sửu", "Tặng", "Tăng", "Tảo", "Tạo", "Tích", "Tịch", "Tỉnh", "Tố", "Tô", "Tốt", "Thông", "Thuyên", "Thuyết", "Thực",
    "Thức", "Tiệp", "Tiếp", "Toại", "Trai", "Trác", "Triển", "Truyền", "Ước", "Vàng", "Vang", "Viêm", "Việc", "Vọng",
    "Xinh",
    "Nhuận", "Nhượng", "Sao", "Sen", "Soan", "Tới", "Tuất", "Tuế", "Thêm", "Thìn", "Thuật", "Tòng", "Trước", "Trụ", "Tuy",
    "Úy", "Vui", "Vóc", "Xứng", "Xoan", "Bổn", "Bửu", "Ba", "Bảy", "Bé", "Biên", "Bền", "Cảnh", "Cần", "Cẩm", "Cao", "Chân",
    "Chất", "Chánh", "Chuyên", "Chức", "Cư", "Cung", "Cửu", "Dân", "Dậu", "Doanh", "Du", "Đa", "Đàm", "Đích", "Đôn", "Đởm",
    "Gấm", "Giác", "Giáp", "Giới", "Hàm", "Hoành", "Hớn", "Ích", "Kha", "Khắc", "Khiêm", "Khiết", "Lạc", "Lai", "Lãng",
    "Liêm", "Lũy", "Luyến", "Lữ", "Mão", "Mừng", "Ngoan", "Ngọ", "Ngôn", "Nho", "Nương", "Nữ", "Phác", "Phái", "Pháp", "Phẩm",
    "Phổ", "Rạng", "San", "Sắc", "Sóc", "Song", "Tá", "Tác", "Tập", "Tề", "Thất", "Thiêm", "Thiết", "Thiệp", "Thiệu", "Thoại",
    "Thoan", "Thới", "Thung", "Thừa", "Tiềm", "Tôn", "Trạch", "Tranh", "Triết", "Truật", "Túc", "Tý", "Ưng", "Út", "Võ",
    "Vững", "Xanh", "Xương", "Gia", "Huỳnh", "Khuynh", "Kích", "Mịch", "Ngạc", "Nghiệp", "Nhiệm", "Nhiệt", "Quách", "Sung",
    "Thích", "Thước", "Tiết", "Tiêu", "Vệ", "Vượt", "Xích", "Xuất", "Yết",
    "Duệ", "Duẩn", "Dự", "Dụng", "Đảm", "Đắc", "Đĩnh", "Giao", "Hạc", "Hoạch", "Hoằng", "Kế", "Khả", "Khâm", "Khởi",
    "Luyện", "Lụa", "Mơ", "Mộng", "Ngãi", "Nhơn", "Nhường", "Quới", "Soạn", "Sự", "Tất", "Thẩm", "Thiều", "Thuyền",
    "Vận",
    "Ái", "Bá", "Bách", "Đàn", "Đáng", "Đằng", "Hệ", "Hinh", "Khoát", "Luật", "Mẫu", "Ngần", "Oai", "Ơn", "Pha", "Thuấn",
    "Thục", "Thược", "Tuệ", "Tứ", "Vịnh",
)  # fmt: skip
"""Syllables of given names as they are spelt (from memory)."""
_BY_BARE: dict[str, list[str]] = {}
for _name in GIVEN:
    _BY_BARE.setdefault(bare(_name), []).append(_name)


def is_given(syllable: str) -> bool:
    """Whether the syllable, spelt so, stands in given names."""
    return syllable in _KNOWN


def is_only_one(syllable: str) -> bool:
    """Whether the syllable, spelt so, is the one of given names with its letters (Hằng): readings with other marks mean it, too."""
    return _BY_BARE.get(bare(syllable)) == [syllable]


def is_initialed(mark: str) -> bool:
    """Whether a drafter's mark is an initial and a given name without marks (vtuan, lnga), and no syllable (nhung)."""
    return mark.isascii() and mark.islower() and mark[1:] in _BY_BARE and not is_syllable(mark)


def meant_initialed(mark: str) -> str | None:
    """The initial and name that a drafter's mark is whose l was read as an i (vian: vlan); None where it is one, or no other."""
    if is_initialed(mark) or is_syllable(mark) or mark[1:2] != "i":
        return None
    meant = f"{mark[0]}l{mark[2:]}"
    return meant if is_initialed(meant) else None


_KNOWN = frozenset(GIVEN)
_MIDDLE = ("Thị", "Văn", "Hữu", "Đức", "Đình", "Xuân", "Ngọc", "Thanh", "Minh", "Quang", "Công", "Quốc", "Hoàng", "Thắng")
"""Of syllables that share their letters the one that most names have."""


def mended_last(name: str) -> str:
    """The name with its given syllables' marks put right, where one given name alone has their letters (Hãng: Hằng).

    Where several have, the most frequent middle name is meant (Van: Văn).
    """
    family, *given = name.split(" ")
    return " ".join((family, *(_spelt(one) for one in given)))


def _spelt(syllable: str) -> str:
    meant = _BY_BARE.get(bare(syllable), [])
    if syllable in _KNOWN or len(syllable) < _LEAST:
        return syllable
    usual = [one for one in meant if one in _MIDDLE]
    return meant[0] if len(meant) == 1 else usual[0] if len(usual) == 1 else syllable


_LEAST = 3


_FREQUENT_GIVEN = (
    "Ngọc", "Thị", "Văn", "Minh", "Hữu", "Đức", "Thanh", "Quang", "Xuân", "Hồng", "Thành", "Tuấn", "Hùng", "Dũng", "Công",
    "Trung", "Quốc", "Phương", "Hoàng", "Hương", "Thùy", "Thúy", "Bích", "Mạnh", "Khánh", "Hạnh", "Phúc", "Vinh", "Thắng",
    "Hiệp", "Hiền", "Long", "Chính", "Đình", "Trọng", "Viết", "Trường", "Thanh", "Nhật", "Thiện", "Phong", "Tiến", "Cường",
)  # fmt: skip
"""Syllables that stand in a great many given names (from memory)."""


def mended_given(name: str) -> tuple[str, bool]:
    """Impossible syllables of a name put right where one frequent syllable is a letter away (Kgọc → Ngọc); whether all are now."""
    first, *rest = name.split(" ")
    rest = [f"T{word[1:]}" if re.match(r"[IlJ1][hrR]", word) else word for word in rest]  # no syllable begins with ih, lh, ir
    mended = [word if is_syllable(word) or len(word) < 3 else _given(word) for word in rest]
    if len(mended) == _LONG and not is_syllable(mended[0]) and is_given(mended[1]) and is_given(mended[2]):
        return " ".join((first, "Thị", *mended[1:])), False  # AXñ: the most frequent by far where three follow the family
    if len(mended) > 1 and bare(mended[0]) == "van" and mended[0] not in _OF_VAN:
        return " ".join((first, "Văn", *mended[1:])), False  # Vấn: a stroke above the a
    return " ".join((first, *mended)), all(is_syllable(word) or len(word) < 3 for word in (first, *mended))


_LONG = 3
_OF_VAN = frozenset({"Văn", "Vân", "Vạn"})
"""What a middle name of these letters is; Vấn, Vận and others are last names."""


_TONES = "\u0300\u0301\u0303\u0309\u0323"


def may_lack_its_tone(syllable: str) -> bool:
    """Whether a syllable without a tone mark is a frequent given name with one (Tuân: Tuấn), and no frequent one itself."""
    if syllable in _FREQUENT_GIVEN:
        return False
    return any(syllable == _toneless(one) != one for one in _FREQUENT_GIVEN)


def _toneless(syllable: str) -> str:
    kept = (sign for sign in unicodedata.normalize("NFD", syllable) if sign not in _TONES)
    return unicodedata.normalize("NFC", "".join(kept))


def _given(word: str) -> str:
    near = {one for one in _FREQUENT_GIVEN if Levenshtein.distance(one.lower(), word.lower()) == 1}
    return near.pop() if len(near) == 1 else word

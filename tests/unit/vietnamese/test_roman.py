"""III read HH behind a word that counts in Roman figures; HH elsewhere stays."""

import pytest

from tests.unit.vietnamese.scans import cleaned, scan


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("- Trung tâm LTQG HH;", "- Trung tâm LTQG III;"),
        ("Kính gửi: Học viện Chính trị khu vực HH.", "Kính gửi: Học viện Chính trị khu vực III."),
        ("KHO BẠC NHÀ NƯỚC KHU VỰC VHI", "KHO BẠC NHÀ NƯỚC KHU VỰC VIII"),
        ("Bệnh viện đa khoa hạng IH của tỉnh", "Bệnh viện đa khoa hạng III của tỉnh"),
        ("Báo cáo kết quả quý HI năm 2024 và quý H năm 2025", "Báo cáo kết quả quý III năm 2024 và quý II năm 2025"),
        ("Đại hội Đảng toàn quốc lần thứ XHI thành công", "Đại hội Đảng toàn quốc lần thứ XIII thành công"),
    ],
)
def test_strokes_read_as_h_are_a_roman_figure(read: str, meant: str):
    assert cleaned(scan(read)) == [meant]


@pytest.mark.parametrize(
    "text",
    ["- Cảng vụ HH miền Nam;", "- Khu vực H của bến cảng;", "- Nhóm HHT;", "- Tổng công ty HH Việt Nam;", "Lưu: VT, KHTH, HI."],
)
def test_letters_that_count_nothing_stay(text: str):
    assert cleaned(scan(text)) == [text]

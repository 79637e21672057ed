"""Marks of urgency in a head that a bad scan tore."""

import pytest

from tasks.core.letter.fields.head_marks import URGENCY, _parted, _torn_word, find_circulation
from tests.unit.letter.made import span_of


@pytest.mark.parametrize(
    ("read", "word"),
    [
        ("LHOA cóc,", "HỎA TỐC"),
        ("PRHĂN", "KHẨN"),
        ("§T7TT 06/7/202, XĂNH", None),
        ("SAO Y BẢN CHÍNH", None),
        ("ĐẾN", None),
        ("— 1 TH. xu 0/4202", None),
        ("KH.", "KHẨN"),
        ("HẨN", "KHẨN"),
        ("HẠN 12/2024", None),
    ],
)
def test_a_torn_urgency_stamp_by_most_of_its_letters(read: str, word: str | None):
    assert _torn_word(read, URGENCY) == word


@pytest.mark.parametrize(
    ("read", "word"),
    [
        ("HÓA `Ở Ty CHỈ } © TỐC ĐEN, / - ấn", "HỎA TỐC"),
        ("SỞ VĂN HÓA BAN DÂN TỘC ĐẾN", None),
        ("BAN DÂN TỘC ĐẾN 12", None),
        ("TRUNG TÂM HÓA CHẤT ĐẾN", None),
    ],
)
def test_the_two_words_of_a_stamp_apart_among_a_receipts(read: str, word: str | None):
    assert _parted(read) == word


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Tài liệu này chỉ lưu hành nội bộ trong ngành.", "Tài liệu này chỉ lưu hành nội bộ trong ngành"),
        ("Văn bản này được phổ biến đến cấp xã.", "Văn bản này được phổ biến đến cấp xã"),
        ("Không lưu hành nội bộ các tài liệu trái quy định.", None),
    ],
)
def test_how_far_a_document_may_go(text: str, scope: str | None):
    found = find_circulation(span_of(text), ())
    assert (found.value if found else None) == scope

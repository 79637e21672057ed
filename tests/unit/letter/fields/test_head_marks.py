"""Marks of urgency in a head that a bad scan tore."""

import pytest

from tasks.core.letter.fields.head_marks import URGENCY, _torn_word


@pytest.mark.parametrize(
    ("read", "word"),
    [("LHOA cóc,", "HỎA TỐC"), ("PRHĂN", "KHẨN"), ("§T7TT 06/7/202, XĂNH", None), ("SAO Y BẢN CHÍNH", None), ("ĐẾN", None)],
)
def test_a_torn_urgency_stamp_by_most_of_its_letters(read: str, word: str | None):
    assert _torn_word(read, URGENCY) == word

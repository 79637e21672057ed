"""Đ that was read as both of its look-alikes."""

import pytest

from tasks.core.vietnamese.normal import one_d, repair


@pytest.mark.parametrize(
    ("read", "printed"),
    [("62/QĐÐ-TTg", "62/QĐ-TTg"), ("52-QĐ/ĐÐU", "52-QĐ/ĐU"), ("GD&ĐÐĐT", "GD&ĐT"), ("VPĐKĐĐ", "VPĐKĐĐ"), ("TNMT-ÐÐ", "TNMT-ĐĐ")],
)
def test_one_letter_read_as_two(read: str, printed: str) -> None:
    assert repair(one_d(read)) == printed

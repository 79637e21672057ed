"""The Party's title over a letter, and names that end like it."""

import pytest

from tasks.core.letter.rows.signs import party_title


@pytest.mark.parametrize(
    "row",
    [
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "DANG CONG SAN VIET NAM",
        "ĐẢNGCỘNG SẢN VIỆT NAM",
        "BẢNG CỘNG SÀN VIỆT NAM",
        "TỈNH ỦY BẮC GIANG  ĐẢNG CỌNG SẢN VIẸT NAM",
        "ĐẢNG CỘNG SẢN VIỆT N",
    ],
)
def test_the_title_is_known_also_misread(row: str) -> None:
    assert party_title(row) is not None


@pytest.mark.parametrize(
    "row", ["- KHOÁNG SẢN VIỆT NAM", "CỤC KHOÁNG SẢN VIỆT NAM", "CỤC THỦY SẢN VIỆT NAM", "TỔNG CÔNG TY LÂM SẢN VIỆT NAM"]
)
def test_a_name_that_ends_alike_is_not_the_title(row: str) -> None:
    """The second row of a company's name beside Quốc hiệu began another document, and the letter's fields were lost."""
    assert party_title(row) is None

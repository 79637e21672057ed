"""The office above is plain, the issuer bold: whose row is whose where the words alone mislead."""

import pytest

from schemas.page import Line, Zone
from tasks.core.letter.issuer.issuer import split_letterhead
from tasks.core.letter.issuer.typeface import bold_from
from tasks.core.letter.rows.lines import Row


def rows(*printed: tuple[str, float | None]) -> list[Row]:
    """Rows of a letterhead, each with the thickness of its strokes."""
    lines = [
        Line(page=1, raw=text, text=text, start=0, end=len(text), zone=Zone.HEAD_LEFT, block=0, stroke=stroke)
        for text, stroke in printed
    ]
    return [Row(line, line.text, tuple(range(len(line.text))), order, line.zone) for order, line in enumerate(lines)]


def parts(*printed: tuple[str, float | None]) -> tuple[list[str], list[str]]:
    above, own = split_letterhead(rows(*printed))
    return [row.text for row in above], [row.text for row in own]


@pytest.mark.parametrize(
    ("above", "own"),
    [
        (["ĐẢNG BỘ TỈNH HOA LÂM"], ["ĐẢNG ỦY PHƯỜNG", "SÔNG MÂY BẮC"]),
        (["BỘ ĐỘI BIÊN PHÒNG"], ["BỘ CHỈ HUY", "BỘ ĐỘI BIÊN PHÒNG TỈNH HOA LÂM"]),
        (["ĐẢNG BỘ TỈNH HOA LÂM"], ["ĐẢNG ỦY", "ỦY BAN NHÂN DÂN TỈNH"]),
        (["HỘI ĐỒNG TRỊ SỰ", "GIÁO HỘI PHẬT GIÁO VIỆT NAM"], ["THIỀN VIỆN MÂY TRẮNG"]),
        (["TRUNG TÂM QUY HOẠCH", "TÀI NGUYÊN NƯỚC"], ["LIÊN ĐOÀN QUY HOẠCH", "MIỀN NÚI"]),
    ],
)
def test_the_bold_rows_are_the_issuers(above: list[str], own: list[str]):
    assert parts(*((row, 3.1) for row in above), *((row, 4.6) for row in own)) == (above, own)


def test_the_name_of_a_place_is_no_issuer_of_its_own():
    assert parts(("ỦY BAN NHÂN DÂN", 3.0), ("TỈNH HOA LÂM", 4.6)) == ([], ["ỦY BAN NHÂN DÂN", "TỈNH HOA LÂM"])


def test_rows_of_one_thickness_are_told_by_their_words():
    assert parts(("UBND TỈNH HOA LÂM", 4.4), ("SỞ NỘI VỤ", 4.6)) == (["UBND TỈNH HOA LÂM"], ["SỞ NỘI VỤ"])
    assert parts(("ỦY BAN NHÂN DÂN", 4.4), ("TỈNH HOA LÂM", 4.6)) == ([], ["ỦY BAN NHÂN DÂN", "TỈNH HOA LÂM"])


@pytest.mark.parametrize(
    ("strokes", "at"),
    [
        ((3.0, 4.5), 1),
        ((3.0, 3.2, 4.5), 2),
        ((3.0, 4.5, None), 1),  # a row of a few letters
        ((3.0, None, 4.5), 2),
        ((None, 3.0, 4.5), None),  # whether the first is bold is not known
        ((4.5, 3.0), None),
        ((3.0, 4.5, 3.1), None),
        ((3.0,), None),
        ((None, None), None),
        ((), None),
    ],
)
def test_bold_begins_where_all_before_is_plain(strokes: tuple[float | None, ...], at: int | None):
    assert bold_from(rows(*((f"ROW {number}", stroke) for number, stroke in enumerate(strokes)))) == at

"""Titles that go on in a second row, stand beside another or are near one of the list; all invented."""

import pytest

from schemas.letter import Signer
from tasks.core.letter.rows.lines import row_of
from tasks.core.letter.signer.signers import find_signers
from tests.unit.letter.letters import Sheet
from tests.unit.letter.made import text_rows


def signed(*rows: str, sure: float = 0.95) -> Signer:
    """The signer of a scan's column of rows, the words of all but the last (the name) read with so much confidence."""
    sheet = Sheet()
    sheet.foot(("Nơi nhận:", "- Như trên;", "- Lưu: VT."), rows)
    lines = [line for line in sheet.lines if line.zone == "foot_right"]
    told = [
        line.model_copy(update={"words": tuple(word.model_copy(update={"confidence": sure}) for word in line.words)})
        for line in lines[:-1]
    ]
    (signer,) = find_signers([row_of(line, at) for at, line in enumerate((*told, lines[-1]))])
    return signer


def title(*rows: str, sure: float = 0.95) -> str | None:
    found = signed(*rows, "", "", "Lê Thị Mai", sure=sure).title
    return found.value if found else None


@pytest.mark.parametrize("printed", ["KIỂM TOÁN TRƯỞNG", "TRƯỞNG CÔNG AN XÃ", "PHÓ TRƯỞNG CÔNG AN XÃ"])
def test_a_title_that_was_read_well_is_none_that_is_like_it(printed: str) -> None:
    assert title(printed) == printed


@pytest.mark.parametrize(("printed", "meant"), [("KẾ TOÁNX TRƯỞNG", "KẾ TOÁN TRƯỞNG"), ("PHÓ TRƯỞNG BA", "PHÓ TRƯỞNG BAN")])
def test_a_title_that_was_torn_is_put_right(printed: str, meant: str) -> None:
    assert title(printed) == meant


def test_words_near_a_title_that_were_read_with_doubt_are_that_title() -> None:
    assert title("KỂ TOAM TRƯỞNG", sure=0.6) == "KẾ TOÁN TRƯỞNG"


def test_the_last_word_of_a_title_that_fills_its_row_stands_alone_below() -> None:
    assert title("TRƯỞNG PHÒNG QUẢN LÝ CÔNG NGHỆ SINH", "HỌC") == "TRƯỞNG PHÒNG QUẢN LÝ CÔNG NGHỆ SINH HỌC"
    assert title("GIÁM ĐỐC", "HỌC") == "GIÁM ĐỐC"
    assert title("KT. TƯ LỆNH", "PHÓ TƯ LỆNH - THAM MƯU", "TRƯỞNG") == "PHÓ TƯ LỆNH - THAM MƯU TRƯỞNG"


def test_a_deputy_who_holds_another_office_has_both() -> None:
    rows = text_rows("KT. TƯ LỆNH\nPHÓ TƯ LỆNH - THAM MƯU TRƯỞNG\n\n\nLê Thị Mai")
    (signer,) = find_signers(rows)
    assert signer.title is not None
    assert signer.title.value == "PHÓ TƯ LỆNH - THAM MƯU TRƯỞNG"
    assert title("KT. TƯ LỆNH", "PHÓ TƯ 7 - THAM MƯU TRƯỞNG", sure=0.6) == "PHÓ TƯ LỆNH - THAM MƯU TRƯỞNG"


def test_a_deputys_title_that_is_whole_is_no_beginning_of_a_longer_one() -> None:
    assert title("KT. CỤC TRƯỞNG CỤC BẢN ĐỒ", "PHÓ CỤC TRƯỞNG") == "PHÓ CỤC TRƯỞNG"
    assert title("KT. GIÁM ĐỐC", "PHÓ GIÁM", sure=0.6) == "PHÓ GIÁM ĐỐC"


def test_a_speck_inside_a_word_of_a_title_is_no_dash() -> None:
    assert title("KT. TƯ LỆNH", "PHÓ TƯ-LỆNH - THAM MƯU TRƯỞNG") == "PHÓ TƯ LỆNH - THAM MƯU TRƯỞNG"
    assert title("TRƯỞNG PHÒNG TỔ CHỨC-HÀNH CHÍNH") == "TRƯỞNG PHÒNG TỔ CHỨC-HÀNH CHÍNH"

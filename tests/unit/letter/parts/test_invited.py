"""Whom an invitation's sentence names."""

from tasks.core.letter.parts.columns import rows_of
from tasks.core.letter.parts.kinh_gui import invited_rows
from tasks.core.letter.parts.marking import mark
from tasks.core.vietnamese.text import text_page


def invited(text: str) -> list[str]:
    return [row.text.strip() for row in invited_rows(mark(rows_of([text_page(text)])), 0)]


def test_a_sentence_that_goes_on_below_names_nobody_by_its_row() -> None:
    text = "Ban Chỉ đạo trồng rừng huyện Mây trân trọng kính mời các đồng\nchí thành viên Ban Chỉ đạo dự họp quý I.\n"
    assert invited(text) == []


def test_one_row_that_names_whom_it_invites_is_taken() -> None:
    assert invited("Kính mời: Ông Giám đốc Sở Mây đến dự cuộc họp.\nthời gian: 14 giờ.\n") == ["Ông Giám đốc Sở Mây"]
    assert invited("Ủy ban nhân dân huyện Mây trân trọng kính mời Giám đốc Sở Gió dự cuộc họp.\n") == ["Giám đốc Sở Gió"]

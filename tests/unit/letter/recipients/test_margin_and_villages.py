"""What stands left of Nơi nhận is no part of an item, and villages are no bodies. Every letter is invented."""

from schemas.page import Zone
from tasks.core.letter.parts.foot import _without_margin
from tasks.core.letter.recipients.mended_items import mended_text
from tasks.core.letter.rows.lines import row_of
from tests.unit.letter.letters import Sheet


def test_a_punched_hole_left_of_the_list_is_no_part_of_an_item() -> None:
    sheet = Sheet()
    sheet.put("@ HĐND phường;", Zone.FOOT_LEFT, left=0.03)
    row = row_of(sheet.lines[-1])
    assert row.line.words
    assert _without_margin(row, 0.147).text == "HĐND phường;"
    assert _without_margin(row, 0.03).text == "@ HĐND phường;"


def test_villages_are_no_bodies_whose_marks_were_misread() -> None:
    assert mended_text("Các bản, khối", lambda text: "Các ban" if text == "Các bản" else None, letters=False) == "Các bản, khối"

"""A first item of Kính gửi that a stamp hides, and a drafter's mark behind a stop. Every letter is invented."""

import pytest

from schemas.page import Zone
from tasks.core.letter.parts.columns import UNREAD
from tasks.core.letter.parts.foot import _item_alone
from tasks.core.letter.recipients.addressees import find_addressees
from tasks.core.letter.rows.lines import row_of
from tests.unit.letter.letters import Sheet


@pytest.mark.parametrize(("lost", "doubted"), [(0.0, False), (0.02, True)])
def test_room_for_a_row_between_the_label_and_the_first_item_is_one_that_was_not_read(lost: float, *, doubted: bool) -> None:
    sheet = Sheet()
    sheet.put("Kính gửi:", Zone.BODY, left=0.3)
    sheet.top += lost
    sheet.put("- Sở Tài chính;", Zone.BODY, left=0.4)
    sheet.put("- Sở Y tế.", Zone.BODY, left=0.4)
    first, second = find_addressees([row_of(line) for line in sheet.lines])
    assert (first.value, second.value) == ("Sở Tài chính", "Sở Y tế")
    assert first.raw.startswith(UNREAD) is doubted
    assert (first.confidence <= 0.5) is doubted
    assert second.confidence > 0.5


def test_a_label_with_the_first_item_beside_it_lost_none() -> None:
    sheet = Sheet()
    sheet.put("Kính gửi: - Sở Tài chính;", Zone.BODY, left=0.3)
    sheet.top += 0.02
    sheet.put("- Sở Y tế.", Zone.BODY, left=0.4)
    assert not any(item.raw.startswith(UNREAD) for item in find_addressees([row_of(line) for line in sheet.lines]))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("- Lưu: VT, BVMT. hnga.", "- Lưu: VT, BVMT. hnga."),
        ("- Lưu: VT, BVMT. ÁM", "- Lưu: VT, BVMT."),
        ("- Sở Y tế; Vf", "- Sở Y tế;"),
    ],
)
def test_a_drafters_mark_behind_a_stop_is_no_pens_stroke(text: str, left: str) -> None:
    sheet = Sheet()
    sheet.put(text, Zone.FOOT_LEFT, left=0.1)
    line = sheet.lines[-1]
    words = tuple(
        word.model_copy(update={"confidence": 0.4 if at == len(line.words) - 1 else 0.96}) for at, word in enumerate(line.words)
    )
    assert _item_alone(row_of(line.model_copy(update={"words": words}))).text == left

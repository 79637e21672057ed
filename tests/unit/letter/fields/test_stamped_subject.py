"""A subject beside an arrival stamp whose figures, well read, stand in the row under the type word. Every letter is invented."""

import pytest

from schemas.page import Zone
from tasks.core.letter.fields.subject import _far_left
from tasks.core.letter.rows.lines import Flow, row_of
from tasks.core.letter.understand import understand
from tests.unit.letter.letters import FOOT_LEFT, FOOT_RIGHT, SENTENCES, STATE, Sheet


def subject(*rows: str, beside: str = "") -> str | None:
    sheet = Sheet()
    sheet.head(("UBND TỈNH KIÊN GIANG", "SỞ NỘI VỤ", "Số: 45/TTr-SNV"), (*STATE, "Kiên Giang, ngày 08 tháng 3 năm 2022"))
    sheet.centred("TỜ TRÌNH")
    if beside:
        sheet.put(beside, Zone.BODY, left=0.16, sure=0.93)
    sheet.centred(*rows)
    sheet.put("Kính gửi: Ủy ban nhân dân tỉnh.", Zone.BODY, centre=0.5)
    sheet.body(*SENTENCES)
    sheet.foot(FOOT_LEFT, FOOT_RIGHT)
    found = understand([sheet.page()]).documents[0].subject
    return found.value if found else None


@pytest.mark.parametrize("beside", ["18 3,22.", "4711", "08/3/2022"])
def test_figures_left_of_the_type_word_are_the_stamps_however_well_they_were_read(beside: str) -> None:
    assert subject("Về việc tặng thưởng cán bộ xã", beside=beside) == "tặng thưởng cán bộ xã"


@pytest.mark.parametrize("torn", ["%a", "#e", "*ề"])
def test_a_word_with_a_sign_before_viec_was_ve(torn: str) -> None:
    assert subject(f"{torn} việc tặng thưởng cán bộ xã") == "tặng thưởng cán bộ xã"


def test_other_words_before_viec_stay() -> None:
    assert subject("Vụ việc tranh chấp đất tại xã Hòa Thuận") == "Vụ việc tranh chấp đất tại xã Hòa Thuận"


@pytest.mark.parametrize(("apart", "begins"), [(0.1, len("4/2021 ")), (0.0, 0)])
def test_figures_far_left_in_the_subjects_own_row_are_the_stamps(apart: float, begins: int) -> None:
    sheet = Sheet()
    sheet.put("4/2021 Khám, chữa bệnh bằng thuốc nam", Zone.BODY, left=0.2)
    line = sheet.lines[-1]
    first, *others = line.words
    moved = [
        word.model_copy(update={"box": (word.box[0] + apart, word.box[1], word.box[2] + apart, word.box[3])}) for word in others
    ]
    assert _far_left(Flow([row_of(line.model_copy(update={"words": (first, *moved)}))])) == begins

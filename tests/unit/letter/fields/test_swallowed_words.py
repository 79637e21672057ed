"""A subject of whose row words were not read: one short word's box holds their place. Every letter is invented."""

import pytest

from schemas.found import Found
from tasks.core.letter.understand import understand
from tasks.core.record.review import TORN
from tests.unit.letter.letters import FOOT_LEFT, FOOT_RIGHT, SENTENCES, STATE, WIDTH, Sheet


def subject(*, wide: float) -> Found | None:
    """The subject of a notice whose 9 (months) is `wide` letters wide."""
    sheet = Sheet()
    sheet.head(("UBND TỈNH KIÊN GIANG", "SỞ NỘI VỤ", "Số: 45/TB-SNV"), (*STATE, "Kiên Giang, ngày 08 tháng 7 năm 2022"))
    sheet.centred("THÔNG BÁO", "Kết quả công tác 9 tháng đầu năm 2022")
    line = sheet.lines[-1]
    at = next(at for at, word in enumerate(line.words) if word.text == "9")
    box = line.words[at].box
    assert box is not None
    stretched = line.words[at].model_copy(update={"box": (box[0], box[1], box[0] + wide * WIDTH, box[3])})
    sheet.lines[-1] = line.model_copy(update={"words": (*line.words[:at], stretched, *line.words[at + 1 :])})
    sheet.body(*SENTENCES)
    sheet.foot(FOOT_LEFT, FOOT_RIGHT)
    return understand([sheet.page()]).documents[0].subject


@pytest.mark.parametrize(("wide", "torn"), [(1, False), (2, False), (7, True)])
def test_a_figure_as_wide_as_words_makes_the_subject_doubtful(wide: float, *, torn: bool):
    found = subject(wide=wide)
    assert found is not None
    assert found.rule.endswith(".torn") is torn
    assert (found.confidence < TORN) is torn

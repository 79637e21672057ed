"""The words of a written day: two of them say what the third is."""

import pytest

from tasks.core.vietnamese.dates import mend_dates
from tasks.core.vietnamese.draft import Draft


@pytest.mark.parametrize(
    ("read", "mended"),
    [
        ("Sơn Tây, ndày 13 tháng 9 năm 2020", "Sơn Tây, ngày 13 tháng 9 năm 2020"),
        ("Ngàv 05 tháng 10 năm 2021 tại", "Ngày 05 tháng 10 năm 2021 tại"),
        ("trước ngày 13 thúng 9 năm 2020.", "trước ngày 13 tháng 9 năm 2020."),
        ("ngày 13 tháng 9 nãrm 2020", "ngày 13 tháng 9 năm 2020"),
        ("NGÀV 13 THÁNG 9 NĂM 2020", "NGÀY 13 THÁNG 9 NĂM 2020"),
    ],
)
def test_the_one_misread_word_of_a_day_is_put_right(read: str, mended: str):
    draft = Draft(read)
    mend_dates(draft)
    assert draft.text == mended


@pytest.mark.parametrize(
    "read",
    [
        "hôm nay 13 tháng 9 năm 2020",  # a syllable before the figure is another word
        "đến 13 tháng 9 năm 2020",
        "ndày 13 thúng 9 năm 2020",  # two words in doubt say nothing of each other
        "ngày 13 tuần 9 năm 2020",
        "mgày 13 tháng 9",
    ],
)
def test_what_may_be_another_word_stays(read: str):
    draft = Draft(read)
    mend_dates(draft)
    assert draft.text == read

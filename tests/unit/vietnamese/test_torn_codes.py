"""Codes that a scan tears in two; every page is made up."""

import pytest

from schemas.page import Line, Page, Zone
from tasks.adapters.vocabulary_files import load_vocabulary
from tasks.core.vietnamese.clean import clean
from tests.unit.vietnamese.scans import cleaned, scan


def spaced(page: Page, narrow: str) -> Page:
    """The page with its words side by side, a blank between them; half a blank before the words that read `narrow`."""
    lines: list[Line] = []
    for line in page.lines:
        left, words = 0.1, []
        for word in line.words:
            left += -0.004 if word.text == narrow else 0.0
            words.append(word.model_copy(update={"box": (left, 0.1, left + 0.01 * len(word.text), 0.12)}))
            left += 0.01 * len(word.text) + 0.008
        lines.append(line.model_copy(update={"words": tuple(words)}))
    return page.model_copy(update={"lines": tuple(lines)})


def mended(*lines: str, narrow: str) -> str:
    page = spaced(scan(*((line, 0.9, Zone.FOOT_LEFT) for line in lines)), narrow)
    return clean([page], load_vocabulary()).pages[0].lines[0].text


def test_halves_with_less_than_a_blank_between_them_are_a_known_code():
    assert mended("- Phòng KT TH tỉnh Hòa Lạc;", narrow="TH") == "- Phòng KTTH tỉnh Hòa Lạc;"
    assert mended("- Phòng KT TH tỉnh Hòa Lạc;", narrow="none") == "- Phòng KT TH tỉnh Hòa Lạc;"


def test_halves_of_a_code_that_the_letter_says_elsewhere():
    item = "- Văn phòng BCH QX TT&TKCN huyện;"
    assert mended(item, "giao Văn phòng BCH QXTT&TKCN huyện", narrow="TT&TKCN") == "- Văn phòng BCH QXTT&TKCN huyện;"
    assert mended(item, "giao Văn phòng huyện thực hiện", narrow="TT&TKCN") == item


@pytest.mark.parametrize("right", ["- Phòng Nông nghiệp NN & PTNT huyện;", "- TT HĐND tỉnh, UBND tỉnh;"])
def test_words_that_are_printed_apart_stay(right: str):
    assert cleaned(scan((right, 0.9, Zone.FOOT_LEFT))) == [right]


def test_no_code_ends_with_its_and_sign():
    assert cleaned(scan(("- Sở GD& ĐT tỉnh;", 0.9, Zone.FOOT_LEFT))) == ["- Sở GD&ĐT tỉnh;"]

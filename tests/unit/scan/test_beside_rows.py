"""Ink beside the words of a row: lost dashes and lost words."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from schemas.page import Zone
from tasks.core.scan.words.assemble import Row, Token
from tasks.core.scan.words.beside_rows import has_more, with_dashes
from tests.drawn import SERIF

SIZE = 40
FONT = ImageFont.truetype(str(SERIF), SIZE)


def page(*rows, zone=Zone.FOOT_LEFT):
    """A page with rows of words below each other; words in brackets are drawn and not read."""
    image = Image.new("L", (900, 120 + 80 * len(rows)), 255)
    pen, read = ImageDraw.Draw(image), []
    for number, (left, text) in enumerate(rows):
        x, base, tokens = float(left), 100 + 80 * number, []
        for word in text.split():
            seen = word.strip("[]")
            pen.text((x, base), seen, font=FONT, fill=0, anchor="ls")
            wide = FONT.getlength(seen)
            if not word.startswith("["):
                tokens.append(Token(seen, 0.9, x, base - 0.7 * SIZE, x + wide, base, zone, (number,)))
            x += wide + FONT.getlength(" ")
        read.append(Row(zone, tuple(tokens)))
    return np.asarray(image), read


def dashed(*rows, zone=Zone.FOOT_LEFT):
    image, read = page(*rows, zone=zone)
    return [row.text for row in with_dashes(read, image)]


def test_a_dash_that_was_left_out_stands_before_its_item_again():
    assert dashed((60, "- Như trên;"), (60, "[-] Sở Nội vụ;")) == ["- Như trên;", "- Sở Nội vụ;"]


def test_an_items_second_row_gets_none():
    assert dashed((60, "- Như trên;"), (82, "Sở Nội vụ;")) == ["- Như trên;", "Sở Nội vụ;"]


def test_a_letter_before_a_row_is_no_dash():
    assert dashed((60, "- Như trên;"), (60, "[I] Sở Nội vụ;")) == ["- Như trên;", "Sở Nội vụ;"]


def test_a_dash_at_another_place_than_the_lists_is_none():
    assert dashed((60, "- Như trên;"), (180, "[-] Sở Nội vụ;")) == ["- Như trên;", "Sở Nội vụ;"]


def test_a_list_without_dashes_gets_none():
    assert dashed((60, "Như trên;"), (60, "[-] Sở Nội vụ;")) == ["Như trên;", "Sở Nội vụ;"]


def test_rows_of_other_zones_are_left_alone():
    assert dashed((60, "- Như trên;"), (60, "[-] Sở Nội vụ;"), zone=Zone.FOOT_RIGHT)[1] == "Sở Nội vụ;"


@pytest.mark.parametrize(
    ("text", "more"),
    [("Chí Hiển", False), ("[Đỗ] Chí Hiển", True), ("GIÁM [ĐỐC]", True), ("[-] Như trên", False), ("[.] Như trên", False)],
)
def test_a_word_that_was_left_out_is_seen_beside_its_row(text, more):
    image, (row,) = page((120, text))
    assert has_more(row, image) is more


def test_of_a_row_without_a_word_nothing_is_known():
    image, _ = page((120, "Như trên"))
    assert has_more(Row(Zone.FOOT_LEFT, (Token("|", 0.2, 120, 70, 122, 100, Zone.FOOT_LEFT, (0,)),)), image)

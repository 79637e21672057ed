"""Rows of drawn print read by the net that ships, and weighed against what an engine might have read there."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from schemas.page import Zone
from tasks.core.scan.words import assemble
from tasks.core.scan.words.assemble import Token
from tasks.stations import row_net
from tasks.stations.row_net import Pictures, knows, settled, with_net
from tests.drawn import BOLD, SERIF

SIZE = 40


def page(text, *, zone=Zone.FOOT_LEFT, read=None, sure=0.9, bold=False, left_out=0):
    """A row drawn as `text` and read as `read`, word by word; the first `left_out` words were not read."""
    font = ImageFont.truetype(str(BOLD if bold else SERIF), SIZE)
    image, tokens, x = Image.new("L", (1200, 200), 245), [], 120.0
    pen = ImageDraw.Draw(image)
    for number, word in enumerate(text.split()):
        pen.text((x, 110), word, font=font, fill=20, anchor="ls")
        wide = font.getlength(word)
        seen = (read or {}).get(word, word)
        if number >= left_out and seen:
            tokens.append(Token(seen, sure, x, 80, x + wide, 110, zone, (1,)))
        x += wide + font.getlength(" ")
    return tokens, Pictures(np.asarray(image), np.asarray(image), torn=False)


def text_of(tokens):
    return " ".join(token.text for token in tokens)


ITEM = "- Sở Nông nghiệp và Môi trường;"


def test_what_the_engine_misread_is_put_right():
    tokens, seen = page(ITEM, read={"Sở": "Sớ", "và": "vả"}, sure=0.7)
    found = with_net(tokens, seen)
    assert text_of(found) == ITEM
    assert min(token.confidence for token in found) > 0.9


def test_a_row_that_both_read_alike_is_settled():
    tokens, seen = page(ITEM, sure=0.6)
    found, done = settled(tokens, seen)
    assert text_of(found) == text_of(done) == ITEM


def test_a_row_that_lost_its_first_word_is_not_settled():
    tokens, seen = page("Chủ tịch, các PCT UBND tỉnh;", left_out=1)
    found, done = settled(tokens, seen)
    assert done == []
    assert found == tokens


def test_what_is_settled_is_not_read_again(monkeypatch):
    tokens, seen = page(ITEM)
    found, done = settled(tokens, seen)
    monkeypatch.setattr(row_net, "chances", lambda _: pytest.fail("read again"))
    assert with_net(found, seen, done) == found


def test_words_of_the_text_that_were_read_well_are_not_asked_about(monkeypatch):
    tokens, seen = page(ITEM, zone=Zone.BODY, sure=0.97)
    monkeypatch.setattr(row_net, "chances", lambda _: pytest.fail("read"))
    assert with_net(tokens, seen) == tokens


def test_a_name_under_a_seal_is_read_from_the_picture_with_it():
    tokens, seen = page("Đỗ Chí Hiển", zone=Zone.FOOT_RIGHT, read={"Đỗ": "“1o"}, sure=0.5, bold=True)
    torn = np.where(np.arange(1200)[None, :] < 170, 245, seen.image).astype(np.uint8)  # the seal took the first word along
    found = with_net(tokens, replace_image(seen, torn))
    assert text_of(found) == "Đỗ Chí Hiển"
    assert min(token.confidence for token in found) >= 0.95


def replace_image(seen, image):
    return seen._replace(image=image)


@pytest.mark.parametrize("gap", [0, 90])
def test_a_symbol_is_read_behind_a_gap_of_any_width(gap):
    font = ImageFont.truetype(str(SERIF), SIZE)
    image = Image.new("L", (1200, 200), 245)
    pen = ImageDraw.Draw(image)
    pen.text((120, 110), "Số:", font=font, fill=20, anchor="ls")
    start = 120 + font.getlength("Số: ")
    pen.text((start + gap, 110), "27/HĐND-VP", font=font, fill=20, anchor="ls")
    right = start + gap + font.getlength("27/HĐND-VP")
    tokens = [
        Token("Số:", 0.9, 120, 80, 120 + font.getlength("Số:"), 110, Zone.HEAD_LEFT, (1,)),
        Token("27/HDND-VP", 0.6, start, 80, right, 110, Zone.HEAD_LEFT, (1,)),
    ]
    found = with_net(tokens, Pictures(np.asarray(image), np.asarray(image), torn=False))
    assert text_of(found) == "Số: 27/HĐND-VP"


def test_a_page_whose_marks_the_net_does_not_see_as_the_engine_does_is_not_asked_about():
    tokens, seen = page("về việc kiểm tra phổ biến chuyển đổi tổ chức hiệu quả")
    assert knows(tokens, seen)
    lost = [replace(token, text=token.text.replace("ổ", "ỗ").replace("ể", "ễ").replace("ề", "ế")) for token in tokens]
    assert not knows(lost, seen)


def test_a_row_whose_boxes_are_far_too_wide_for_its_letters_is_not_read():
    tokens, seen = page(ITEM, read={"Sở": "Sớ"}, sure=0.7)
    written = replace(tokens[0], text="Só.42", confidence=0.3, right=tokens[0].left + 400, line=(2,), top=140, bottom=170)
    found = with_net([*tokens, written], seen)
    assert text_of(found[:-1]) == ITEM
    assert found[-1] == written


def test_nothing_is_changed_where_no_print_is_seen():
    blank = np.full((200, 1200), 255, np.uint8)
    tokens, _ = page(ITEM)
    assert with_net(tokens, Pictures(blank, blank, torn=True)) == tokens


def test_every_word_stays_in_its_row_and_zone():
    tokens, seen = page(ITEM)
    other = [replace(token, zone=Zone.BODY, line=(2,), top=140, bottom=170) for token in tokens]
    rows = assemble.rows_of(with_net([*tokens, *other], seen))
    assert [row.zone for row in rows] == [Zone.BODY, Zone.FOOT_LEFT]

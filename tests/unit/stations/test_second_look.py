from dataclasses import replace

import numpy as np

from schemas.page import Zone
from tasks.adapters.tesseract import EngineWord
from tasks.core.scan.ink.ink import Cleaned
from tasks.core.scan.words.assemble import Token
from tasks.core.scan.words.compose import Part
from tasks.stations.second_look import look_again
from tests.unit.scan.drawing import line, white

PARTS = [Part(Zone.BODY, 100, 200, 760, 690), Part(Zone.FOOT_RIGHT, 400, 700, 800, 1000)]


def page():
    picture = white()
    line(picture, 110, 300, 750, height=14)
    line(picture, 480, 720, 640, height=14)
    line(picture, 500, 900, 640, height=14)
    return Cleaned(picture, picture, (), coloured=False)


def token(text, *, top, left=480.0, confidence=0.95, zone=Zone.FOOT_RIGHT):
    return Token(text, confidence, left, top - 2, left + 150, top + 16, zone, (1, 1, int(top)))


def engine(said):
    """An engine that reads every row of a stack as `said`."""

    def read(stack):
        inked = np.flatnonzero((stack < 128).any(axis=1))
        starts = [row for row in inked if row - 1 not in inked]
        ends = [row for row in inked if row + 1 not in inked]
        return [
            EngineWord(said, 0.9, 10, int(top), 120, int(bottom) + 1, (1, 1, number))
            for number, (top, bottom) in enumerate(zip(starts, ends, strict=True))
        ]

    return read


def never(stack):
    raise AssertionError(f"nothing is doubtful here: {stack.shape}")


def test_a_page_that_was_read_well_costs_no_second_call():
    tokens = [token("bày", top=300, left=110, zone=Zone.BODY), token("ĐỐC", top=720), token("Lan", top=900)]
    assert look_again(tokens, PARTS, page(), 100, never) == tokens


def test_a_row_that_was_left_out_is_read_and_stands_at_its_place():
    tokens = [token("bày", top=300, left=110, zone=Zone.BODY), token("ĐỐC", top=720)]
    again = look_again(tokens, PARTS, page(), 100, engine("Lan"))
    assert again[:2] == tokens
    (name,) = again[2:]
    assert (name.text, name.zone) == ("Lan", Zone.FOOT_RIGHT)
    assert 895 < name.middle < 920


def test_a_word_that_two_more_looks_read_differently_is_outvoted():
    tokens = [token("bày", top=300, left=110, zone=Zone.BODY), token("ĐỐC", top=720), token("Len", top=900, confidence=0.3)]
    again = look_again(tokens, PARTS, page(), 100, engine("Lan"))
    assert [one.text for one in again] == ["bày", "ĐỐC", "Lan"]


def test_a_line_of_the_body_that_was_left_out_is_read_at_its_place():
    tokens = [token("ĐỐC", top=720), token("Lan", top=900)]
    again = look_again(tokens, PARTS, page(), 100, engine("Kính gửi"))
    assert again[:2] == tokens
    (found,) = again[2:]
    assert found.zone is Zone.BODY
    assert 295 < found.middle < 320


def test_what_is_no_print_in_the_body_stays_unread():
    def unsure(stack):
        return [word._replace(confidence=0.3) for word in engine("x")(stack)]

    tokens = [token("ĐỐC", top=720), token("Lan", top=900)]
    assert look_again(tokens, PARTS, page(), 100, unsure) == tokens


def test_a_page_without_words_is_left_alone():
    assert look_again([], PARTS, page(), 100, never) == []


def test_a_page_that_begins_with_the_recipients_has_a_foot_and_no_head():
    """Its signature block is read again as a foot's is; in a head such a row would be sure enough."""
    parts = [Part(Zone.HEAD_LEFT, 90, 700, 380, 1000), Part(Zone.HEAD_RIGHT, 400, 700, 800, 1000)]
    tokens = [
        token("Nơi", top=720, left=110, zone=Zone.HEAD_LEFT),
        token("nhận:", top=720, left=210, zone=Zone.HEAD_LEFT),
        token("ĐỐC", top=720, zone=Zone.HEAD_RIGHT),
        token("Len", top=900, confidence=0.85, zone=Zone.HEAD_RIGHT),
    ]
    again = look_again(tokens, parts, page(), 100, engine("Lan"))
    assert [(one.text, one.zone) for one in again[-2:]] == [("ĐỐC", Zone.FOOT_RIGHT), ("Lan", Zone.FOOT_RIGHT)]


def test_a_torn_scan_is_read_strengthened_and_as_it_is():
    heights = []

    def read(stack):
        heights.append(stack.shape[0])
        return engine("Lan")(stack)

    tokens = [token("bày", top=300, left=110, zone=Zone.BODY), token("ĐỐC", top=720), token("Len", top=900, confidence=0.3)]
    look_again(tokens, PARTS, page(), 100, read)
    assert [one.text for one in look_again(tokens, PARTS, page(), 100, read, torn=True)] == ["bày", "ĐỐC", "Lan"]
    assert heights[1] > heights[0]


def test_a_doubtful_row_of_a_head_in_the_middle_below_another_is_read_again_once():
    picture = white()
    line(picture, 100, 120, 400, height=14)
    line(picture, 200, 145, 300, height=14)
    head = Cleaned(picture, picture, (), coloured=False)
    rows = [
        replace(token("TỈNH", top=120, left=100, zone=Zone.HEAD_LEFT), right=400.0),
        replace(token("SỜ", top=145, left=200, zone=Zone.HEAD_LEFT, confidence=0.4), right=300.0),
    ]
    again = look_again(rows, [Part(Zone.HEAD_LEFT, 50, 80, 450, 250)], head, 100, engine("SỞ"))
    assert [one.text for one in again] == ["TỈNH", "SỞ"]


def test_items_of_whole_print_are_read_by_a_call_of_their_own():
    calls = []

    def read(stack):
        calls.append(stack.shape)
        return engine("Sở")(stack)

    picture = page().image
    line(picture, 110, 900, 250, height=14)
    items = [token("S@", top=900, left=110, confidence=0.9, zone=Zone.FOOT_LEFT)]
    tokens = [token("bày", top=300, left=110, zone=Zone.BODY), token("ĐỐC", top=720, confidence=0.5), *items]
    again = look_again(tokens, PARTS, Cleaned(picture, picture, (), coloured=False), 100, read)
    assert len(calls) == 2
    assert {one.text for one in again if one.zone is Zone.FOOT_LEFT} == {"Sở"}
    assert len({one.line for one in again}) == len(again)


def test_a_name_that_only_the_second_look_found_is_read_once_more_with_what_stands_before_it():
    calls = []

    def read(stack):
        calls.append(stack.shape)
        said = "Lan Mai" if len(calls) == 1 else "Trần Lan Mai"
        inked = np.flatnonzero((stack < 128).any(axis=1))
        starts = [row for row in inked if row - 1 not in inked]
        return [
            EngineWord(word, 0.9, 10 + 60 * at, int(top), 60 + 60 * at, int(top) + 14, (1, 1, number))
            for number, top in enumerate(starts)
            for at, word in enumerate(said.split())
        ]

    tokens = [token("bày", top=300, left=110, zone=Zone.BODY), token("ĐỐC", top=720)]
    again = look_again(tokens, PARTS, page(), 100, read, torn=True)
    assert len(calls) == 2
    assert "Trần" in [one.text for one in again]
    calls.clear()
    look_again(tokens, PARTS, page(), 100, read)
    assert len(calls) == 1

"""Codes of rooms in items of Nơi nhận, print that no word covers; words and places are made up."""

from dataclasses import replace

import pytest

from schemas.page import Zone
from tasks.core.scan.words import doubted_rows
from tasks.core.scan.words.assemble import Row
from tasks.core.scan.words.item_codes import codes_of, is_doubted_code, with_agreed, with_finest, with_whole
from tasks.core.scan.words.row_vote import vote
from tasks.core.scan.words.tidy import tidy
from tasks.core.scan.words.unread import UNREAD, with_unread
from tests.unit.scan.drawing import line, white
from tests.unit.scan.test_second_look import texts, token


def item(*words, confidence=0.95, top=100.0):
    return [token(word, confidence=confidence, left=100.0 + 70 * at, top=top, zone=Zone.FOOT_LEFT) for at, word in enumerate(words)]


def test_a_code_is_told_from_words_whatever_is_glued_to_it():
    assert codes_of("VT,QLKH.") == ["VT", "QLKH"]
    assert codes_of("Lưu:TH") == ["TH"]
    assert codes_of("TTra;") == ["TTra"]
    assert codes_of("TC-HC;") == ["TC", "HC"]
    assert codes_of("LĐÐ") == codes_of("LÐ") == ["LĐ"]
    assert codes_of("Phòng") == codes_of("trên;") == []


def test_an_item_with_a_code_in_doubt_is_read_again_and_one_with_a_word_in_doubt_is_not():
    code, word = token("QLKH;", confidence=0.8), token("Phòng", confidence=0.8)
    assert is_doubted_code(code)
    assert not is_doubted_code(word)
    assert not is_doubted_code(token("VT,", confidence=0.8))
    rows = [
        Row(Zone.FOOT_LEFT, tuple(item("-", "Phòng", one.text, confidence=0.8, top=top))) for one, top in ((code, 100), (word, 200))
    ]
    cuts = doubted_rows.doubtful_items(rows, (1000, 800), torn=False)
    assert [cut.top < 110 < cut.bottom for cut in cuts] == [True]


def test_on_a_torn_scan_too_a_code_in_doubt_is_read_again_and_its_words_stay():
    rows = [
        Row(Zone.FOOT_LEFT, tuple(item("-", "Phòng", one, confidence=0.85, top=top))) for one, top in (("QLKH;", 100), ("vụ;", 200))
    ]
    cuts = doubted_rows.doubtful_items(rows, (1000, 800), torn=True)
    assert [cut.top < 110 < cut.bottom for cut in cuts] == [True]
    assert not doubted_rows.is_doubted_item(rows[0].tokens, torn=True)


def test_a_word_whose_box_was_read_over_its_neighbours_does_not_hide_them():
    first = item("Lưu:", "VI,", "NDLT.", confidence=0.6)
    wide = [
        token("Lưu:", confidence=0.9, left=100, width=200, zone=Zone.FOOT_LEFT),
        *item("Lưu:", "VT,", "NDTT.", confidence=0.8)[1:],
    ]
    again = [wide, item("Lưu:", "VL,", "NĐTT.", confidence=0.8), item("Lưu:", "VT,", "NĐTT.", confidence=0.8)]
    assert texts(vote(first, again, torn=True)) == ["Lưu:", "VT,", "NĐTT."]


def sureness(first, *others, filed=False):
    """The confidences of the words of a row that was read so, and otherwise by `others`, in all four times at least."""
    return [one.confidence for one in with_agreed(first, [first] * (4 - len(others)) + list(others), filed=filed)]


def test_a_code_that_every_reading_has_is_sure():
    assert sureness(item("Phòng", "QLKH;", confidence=0.7)) == [0.7, 0.95]
    assert sureness(item("Lưu:", "QLKH.", confidence=0.7), filed=True) == [0.7, 0.95]


@pytest.mark.parametrize("code", ["LĐÐ", "TC-HC;"])
def test_a_letter_read_twice_and_codes_with_a_hyphen_are_as_sure(code):
    first = item("Phòng", code, confidence=0.5)
    assert sureness(first, item("Phòng", "LĐ" if "L" in code else "TC-HC")) == [0.5, 0.95]
    assert sureness(first, item("Phòng", "LB"), item("Phòng", "TC-HO")) == [0.5, 0.5]


@pytest.mark.parametrize("other", ["QUKH;", "QLKHH;", "QL;"])
def test_a_code_that_one_reading_has_otherwise_is_less_sure_and_one_that_two_have_is_as_sure_as_before(other):
    first = item("Phòng", "QLKH;", confidence=0.7)
    assert sureness(first, item("Phòng", other)) == [0.7, 0.92]
    assert sureness(first, item("Phòng", other), item("Phòng", other)) == [0.7, 0.7]
    assert sureness(first, item("Phòng", other), filed=True) == [0.7, 0.7]  # a paraph


@pytest.mark.parametrize("code", ["QLHTI", "VI5", "PVO1", "UBMTT(Q"])
def test_a_stroke_that_may_be_a_figure_and_a_torn_code_are_never_sure(code):
    assert sureness(item("Phòng", code, confidence=0.7)) == [0.7, 0.7]


def code_of(first, *others, torn=False):
    (*_, word) = with_agreed(
        item("Phòng", first, confidence=0.9), [item("Phòng", one) for one in (first, *others)], filed=False, torn=torn
    )
    return word.text, word.confidence


def test_a_small_letter_or_a_bar_that_other_readings_lose_is_what_is_printed():
    assert code_of("CTTTT.", "CTTTT.", "CTrTT.", "CTrTT.", "CTTTT.") == ("CTrTT.", 0.92)
    assert code_of("HDQT;", "HĐQT;", "HDQT;", "HĐQT;", "HDQT;") == ("HĐQT;", 0.92)


def test_so_it_is_in_the_symbol_of_a_number_line():
    voted = item("Số:", "39/BC-CTTTT", confidence=0.9)
    again = [item("Số:", "39/BC-CTTTT"), item("Số:", "39/BC-CTrTT"), item("Số:", "39/BC-CTrTT")]
    assert [(one.text, one.confidence) for one in with_finest(voted, again)] == [("Số:", 0.9), ("39/BC-CTrTT", 0.9)]
    assert with_finest(voted, again[:2])[-1].confidence == 0.6
    assert with_finest(item("Số:", "7/TB-DU"), [item("Số:", "7/TB-ĐU"), item("Số:", "7/TB-ĐU")])[-1].text == "7/TB-ĐU"


def test_one_that_a_single_reading_has_is_doubted():
    assert code_of("CTTTT", "CTTTT", "CTrTT", "CTTTT", "CTTTT") == ("CTrTT", 0.6)  # such letters are lost, not made
    assert code_of("PGD;", "PGD;", "PGĐ;", "PGD;", "PGD;") == ("PGD;", 0.6)  # of a bar a speck may be one
    assert code_of("KHCN", "KHcN", "KHCN", "KHCN", "KHCN") == ("KHCN", 0.92)  # c and C look alike: a reading otherwise


def test_on_a_torn_scan_all_readings_must_have_a_code():
    assert code_of("QLKH", "QLKH", "QLKH", "QLKH", torn=True) == ("QLKH", 0.95)
    assert code_of("QLKH", "QLKH", "QLRH", "QLKH", torn=True) == ("QLKH", 0.9)
    assert code_of("QLRH", "QLRH", "QLRH", "QLRH", torn=True) == ("QLKH", 0.6)  # a K is read so there, by all alike
    assert code_of("QLBVR", "QLBVR", "QLBVR", "QLBVR", torn=True) == ("QLBVR", 0.9)  # but a forest's
    assert code_of("QLRH", "QLRH", "QLRH", "QLRH") == ("QLRH", 0.95)


def test_letters_of_a_torn_code_that_lost_a_stroke_are_whole_again_and_doubted():
    assert code_of("QI.DA;", "QI.DA", "QI.DA", "QIL.DA", torn=True)[0] == "QLDA;"
    assert code_of("BIV;", "BTV", "BIV", "BIV", torn=True) == ("BTV;", 0.6)
    assert code_of("QI.DA;", "QI.DA", "QI.DA", "QI.DA")[0] == "QI.DA;"  # on whole print a stop is one


def test_so_it_is_in_rows_that_were_not_read_again():
    torn = Row(Zone.FOOT_LEFT, tuple(item("Phòng", "QI.DA,", "VRSNV;", confidence=0.4)))
    body = Row(Zone.BODY, tuple(item("VRSNV", confidence=0.4)))
    sure = Row(Zone.FOOT_LEFT, tuple(item("VRSNV", "QI.DA", confidence=0.95)))
    read = [" ".join(texts(row.tokens)) for row in with_whole([torn, body, sure])]
    assert read == ["Phòng QLDA, VKSNV;", "VRSNV", "VRSNV QLDA"]


def test_a_stroke_before_a_figure_is_a_one_and_a_ring_a_zero():
    assert code_of("KVI2;", "KVI2", "KV12", "KV12") == ("KV12;", 0.9)
    assert code_of("PVO3", "PV03", "PVO3", "PV03") == ("PV03", 0.9)


def test_three_readings_are_too_few():
    first = item("Phòng", "QLKH;", confidence=0.7)
    assert with_agreed(first, [first] * 3, filed=False) == first


def test_the_purpose_in_brackets_is_one_whatever_is_read_of_its_letters():
    first = item("Sở", "(/©);", confidence=0.3)
    again = [item("Sở", read, confidence=0.3) for read in ("(b/€);", "(l/€);", "(/c);")]
    assert texts(vote(first, again, torn=True, stays=0.88))[-1] == "(/c);"


def test_the_purpose_is_no_speck_and_a_punch_hole_no_word():
    rows = [
        Row(Zone.FOOT_LEFT, tuple(item("Nơi", "nhận:"))),
        Row(Zone.FOOT_LEFT, tuple(item("G", "-", "Như", "trên;", top=130))),
        Row(
            Zone.FOOT_LEFT,
            (*item("-", "Sở", "Nội", "vụ", top=160), token("(/€);", confidence=0.3, left=380, top=160, zone=Zone.FOOT_LEFT)),
        ),
    ]
    assert [row.text for row in tidy(rows).rows] == ["Nơi nhận:", "- Như trên;", "- Sở Nội vụ (/€);"]


def page_of_items():
    page = white((400, 800))
    line(page, 100, 103, 230, height=14)
    return page


def test_print_behind_an_item_that_no_word_covers_is_marked_as_unread():
    page = page_of_items()
    row = Row(Zone.FOOT_LEFT, tuple(item("-", "Sở")))
    assert [one.text for one in with_unread([row], page, 800)] == ["- Sở"]
    line(page, 240, 103, 270, height=14)
    (marked,) = with_unread([row], page, 800)
    assert marked.text == f"- Sở {UNREAD}"
    assert marked.tokens[-1].confidence == 0.0
    assert [one.text for one in with_unread([row], page, 235)] == ["- Sở"]  # another column's


def test_print_between_two_words_of_an_item_that_no_word_covers_is_marked_as_unread():
    page = page_of_items()
    words = [*item("-", "Cục"), token("NC;", left=330, top=100, zone=Zone.FOOT_LEFT)]
    row = Row(Zone.FOOT_LEFT, tuple(words))
    assert with_unread([row], page, 800) == [row]  # a gap without print: a tab
    line(page, 240, 103, 270, height=14)
    (marked,) = with_unread([row], page, 800)
    assert marked.text == f"- Cục {UNREAD} NC;"
    assert with_unread([replace(row, zone=Zone.BODY)], page, 800) == [replace(row, zone=Zone.BODY)]


@pytest.mark.parametrize("words", [("-", "Sở;"), ("Lưu:", "VT")])
def test_behind_a_stop_and_the_file_item_stand_paraphs(words):
    page = page_of_items()
    line(page, 240, 103, 270, height=14)
    row = Row(Zone.FOOT_LEFT, tuple(item(*words)))
    assert with_unread([row], page, 800) == [row]


def test_a_stroke_far_off_or_higher_than_a_row_is_no_print_of_it():
    page = page_of_items()
    page[60:170, 240:243] = page[60:170, 250:253] = 0
    line(page, 400, 103, 430, height=14)
    row = Row(Zone.FOOT_LEFT, tuple(item("-", "Sở")))
    assert with_unread([row], page, 800) == [row]

from dataclasses import replace

import pytest

from schemas.page import Zone
from tasks.core.scan.words.assemble import Row, Token
from tasks.core.scan.words.tidy import tidy


def row(text, *, zone=Zone.BODY, top=100.0, left=100.0, confidence=0.95):
    tokens = []
    x = left
    for word in text.split():
        tokens.append(Token(word, confidence, x, top, x + 10 * len(word), top + 20, zone, (1,)))
        x += 10 * len(word) + 6
    return Row(zone, tuple(tokens))


def texts(tidied):
    return [(one.zone, one.text) for one in tidied.rows]


def test_lines_from_the_addressees_on_are_body():
    rows = [row("Số: 12/SYT", zone=Zone.HEAD_LEFT, top=100), row("Kinh gửi:", zone=Zone.HEAD_LEFT, top=160)]
    rows.append(row("- Sở Nội vụ;", zone=Zone.HEAD_RIGHT, top=180))
    zones = [zone for zone, _ in texts(tidy(rows))]
    assert zones == [Zone.HEAD_LEFT, Zone.BODY, Zone.BODY]


def test_the_end_of_the_body_is_taken_back_from_the_foot_and_joined():
    rows = [
        row("thông báo để các", zone=Zone.FOOT_LEFT, top=600),
        row("đơn vị biết.", zone=Zone.FOOT_RIGHT, top=600, left=400),
        row("Nơi nhận:", zone=Zone.FOOT_LEFT, top=660),
        row("GIÁM ĐỐC", zone=Zone.FOOT_RIGHT, top=655, left=400),
    ]
    assert texts(tidy(rows)) == [
        (Zone.BODY, "thông báo để các đơn vị biết."),
        (Zone.FOOT_LEFT, "Nơi nhận:"),
        (Zone.FOOT_RIGHT, "GIÁM ĐỐC"),
    ]


def test_a_paraph_after_the_end_mark_becomes_a_mark():
    done = tidy([row("nghiêm túc thực hiện./. Ñ")])
    assert texts(done) == [(Zone.BODY, "nghiêm túc thực hiện./.")]
    assert [aside.kind for aside in done.asides] == ["signature"]


def test_the_text_of_signing_software_becomes_a_mark_with_its_words():
    rows = [
        row("Tỉnh ủy Bình An", zone=Zone.HEAD_RIGHT, top=20),
        row("12.03.2024 08:15:31 +07:00", zone=Zone.HEAD_RIGHT, top=44),
        row("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", zone=Zone.HEAD_RIGHT, top=100),
    ]
    done = tidy(rows)
    assert texts(done) == [(Zone.HEAD_RIGHT, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")]
    assert [(aside.kind, aside.text) for aside in done.asides] == [
        ("digital_signature", "Tỉnh ủy Bình An 12.03.2024 08:15:31 +07:00")
    ]


def test_a_date_in_the_body_is_no_signing_time():
    assert len(tidy([row("trước ngày 20/01/2025 và lúc 14:30 giờ")]).rows) == 1


def test_an_hour_above_the_motto_is_of_signing_software_however_the_rest_was_read():
    rows = [
        row("Tinh uy Binh An", zone=Zone.HEAD_RIGHT, top=20),
        row("12.03.1024", zone=Zone.HEAD_RIGHT, top=44),
        row("08:15:31 +017:00", zone=Zone.HEAD_RIGHT, top=66),
        row("ĐẢNG CỘNG SẢN VIỆT NAM", zone=Zone.HEAD_RIGHT, top=100),
    ]
    assert texts(tidy(rows)) == [(Zone.HEAD_RIGHT, "ĐẢNG CỘNG SẢN VIỆT NAM")]


@pytest.mark.parametrize(
    ("read", "kept"),
    [
        ("- Lưu: VT, TH, hoa. Ñ/", "- Lưu: VT, TH, hoa."),
        ("- Lưu: VT, TH (3). AM", "- Lưu: VT, TH (3)."),
        ("- Lưu Văn phòng. Ñ |", "- Lưu Văn phòng."),
        ("- Lưu: VT. TH", "- Lưu: VT. TH"),
        ("- Lưu: VT, TH (3b).", "- Lưu: VT, TH (3b)."),
        ("- Sở Y tế; các sở", "- Sở Y tế; các sở"),
    ],
)
def test_a_paraph_after_the_full_stop_of_the_recipients_is_no_word(read, kept):
    done = tidy([row("Nơi nhận:", zone=Zone.FOOT_LEFT, top=60), row(read, zone=Zone.FOOT_LEFT)])
    assert texts(done)[1:] == [(Zone.FOOT_LEFT, kept)]


@pytest.mark.parametrize("read", ["`~Lê Văn Bình", "__ Lê Văn Bình.", "⁄⁄:Lê Văn Bình ’"])
def test_strokes_at_the_edges_of_a_name_are_no_part_of_it(read):
    assert texts(tidy([row(read, zone=Zone.FOOT_RIGHT)])) == [(Zone.FOOT_RIGHT, "Lê Văn Bình")]


def test_a_doubtful_stub_beside_a_title_is_no_part_of_it():
    name = row("„s PHÓ CHỦ TỊCH", zone=Zone.FOOT_RIGHT)
    doubtful = Row(name.zone, (replace(name.tokens[0], confidence=0.4), *name.tokens[1:]))
    assert texts(tidy([doubtful])) == [(Zone.FOOT_RIGHT, "PHÓ CHỦ TỊCH")]


def test_the_number_of_the_letter_is_kept_however_badly_it_was_read():
    rows = [row("Sö: 67Ÿ3 UBND", zone=Zone.HEAD_LEFT, confidence=0.05), row("¡ ‹l", zone=Zone.HEAD_LEFT, top=140, confidence=0.05)]
    assert texts(tidy(rows)) == [(Zone.HEAD_LEFT, "Sö: 67Ÿ3 UBND")]


def test_what_the_engine_made_of_a_signature_is_no_text():
    done = tidy([row("/ l\\ ⁄4 ˆ", zone=Zone.FOOT_RIGHT, confidence=0.2), row("Lê Văn Bình", zone=Zone.FOOT_RIGHT, top=200)])
    assert texts(done) == [(Zone.FOOT_RIGHT, "Lê Văn Bình")]


def test_a_line_of_two_letters_in_the_signature_block_is_a_pen_stroke():
    done = tidy([row("VÀ", zone=Zone.FOOT_RIGHT), row("Lê Văn Bình", zone=Zone.FOOT_RIGHT, top=200)])
    assert texts(done) == [(Zone.FOOT_RIGHT, "Lê Văn Bình")]
    assert [aside.kind for aside in done.asides] == ["signature"]


def test_a_doubtful_title_in_capitals_is_kept():
    done = tidy([row("EÍ THƯ", zone=Zone.FOOT_RIGHT, confidence=0.4), row("EÍ th/", zone=Zone.FOOT_RIGHT, top=160, confidence=0.4)])
    assert texts(done) == [(Zone.FOOT_RIGHT, "EÍ THƯ")]


def test_specks_are_cut_off_and_a_dash_stays():
    done = tidy([row("_ - Như trên; |", zone=Zone.FOOT_LEFT)])
    assert texts(done) == [(Zone.FOOT_LEFT, "- Như trên;")]


def test_a_clear_page_keeps_every_word():
    rows = [row("1. Giao Sở Y tế chủ trì", top=100), row("(có văn bản kèm theo).", top=130)]
    assert [text for _, text in texts(tidy(rows))] == [one.text for one in rows]


def test_a_page_that_begins_with_the_recipients_has_a_foot_and_no_head():
    rows = [
        row("2", zone=Zone.PAGE_NUMBER, top=40),
        row("Nơi nhận:", zone=Zone.HEAD_LEFT, top=100),
        row("T/M BAN THƯỜNG VỤ", zone=Zone.HEAD_RIGHT, top=100, left=400),
        row("Trần Thị Hòa", zone=Zone.BODY, top=300, left=420),
    ]
    assert [zone for zone, _ in texts(tidy(rows))] == [Zone.PAGE_NUMBER, Zone.FOOT_LEFT, Zone.FOOT_RIGHT, Zone.FOOT_RIGHT]


def test_a_rule_that_hangs_on_a_word_is_no_part_of_it_nor_of_its_box():
    (kept,) = tidy([row("——————Kết luận của Chủ tịch")]).rows
    assert kept.text == "Kết luận của Chủ tịch"
    assert kept.tokens[0].left == pytest.approx(160.0)
    (item,) = tidy([row("-Sở Nội vụ và các đơn vị")]).rows
    assert item.text.startswith("-Sở")


def test_a_unit_after_a_comma_is_no_paraph_however_badly_it_is_read():
    item = row("Cục: TH, NC, Si;", zone=Zone.FOOT_LEFT)
    doubtful = Row(item.zone, (*item.tokens[:-1], replace(item.tokens[-1], confidence=0.0)))
    assert texts(tidy([row("Nơi nhận:", zone=Zone.FOOT_LEFT, top=60), doubtful]))[1:] == [(Zone.FOOT_LEFT, "Cục: TH, NC, Si;")]


def test_what_a_receipt_stamp_left_before_the_addressees_is_no_text():
    rows = [row("Số: 12/SYT", zone=Zone.HEAD_LEFT, top=100), row("Ÿ382 ” Kính gửi:", zone=Zone.HEAD_LEFT, top=160)]
    tidied = tidy(rows)
    assert texts(tidied) == [(Zone.HEAD_LEFT, "Số: 12/SYT"), (Zone.BODY, "Kính gửi:")]
    assert [(aside.kind, aside.text) for aside in tidied.asides] == [("incoming_stamp", "Ÿ382 ”")]


def test_words_before_the_addressees_are_not_taken_for_a_stamp():
    rows = [row("Số: 12/SYT", zone=Zone.HEAD_LEFT, top=100), row("tại thư Kính gửi", zone=Zone.HEAD_LEFT, top=160)]
    assert texts(tidy(rows))[-1] == (Zone.HEAD_LEFT, "tại thư Kính gửi")

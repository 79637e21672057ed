from schemas.page import Zone
from tasks.core.scan.assemble import Row, Token
from tasks.core.scan.tidy import tidy


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


def test_what_the_engine_made_of_a_signature_is_no_text():
    done = tidy([row("/ l\\ ⁄4 ˆ", zone=Zone.FOOT_RIGHT, confidence=0.2), row("Lê Văn Bình", zone=Zone.FOOT_RIGHT, top=200)])
    assert texts(done) == [(Zone.FOOT_RIGHT, "Lê Văn Bình")]


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

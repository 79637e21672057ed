"""Scans that we read: the reader's confidence, the zones and the seal over the signature count."""

import pytest

from schemas.page import Zone
from tasks.adapters.vocabulary_files import load_vocabulary
from tasks.core.vietnamese.clean import clean_pages
from tasks.core.vietnamese.text import text_page
from tests.unit.vietnamese.scans import cleaned, scan


def test_doubt_lowers_the_bar():
    line = "Vận động nhân dân đóng gop công sức."
    assert cleaned(scan((line, 0.97))) == [line]
    assert cleaned(scan((line, 0.4))) == [line.replace("gop", "góp")]


def test_what_the_letter_says_elsewhere_speaks_for_a_word():
    once = "Sở Công Thương kiểm soát việc găm hàng, thổi giá xăng dầu."
    again = "Chấm dứt tình trạng găm hàng, thối giá xăng dầu."
    assert cleaned(scan((again, 0.8))) == [again]
    assert cleaned(scan(once, once, once, (again, 0.8)))[3] == again.replace("thối", "thổi")


def test_an_error_that_the_engine_makes_each_time_is_no_witness_for_itself():
    line = "Tiếp tục chỉ trả chế độ cho người lao động."
    assert cleaned(scan(*[(line, 0.8)] * 3)) == [line.replace("chỉ trả", "chi trả")] * 3


def test_a_name_broken_over_lines_stays():
    page = scan(
        ("dưới sự chủ trì của Phó Thủ tướng Lâm Công", 0.5),
        ("Nhàn đã kết luận như sau, giao ông Đỗ Văn", 0.5),
        ("Thản theo dõi.", 0.5),
    )
    assert cleaned(page) == [line.raw for line in page.lines]


def test_the_drafter_of_the_file_copy_stays():
    page = scan(("- Như trên;", 0.9, Zone.FOOT_LEFT), ("- Lưu: VT, THKT, kiêm.", 0.3, Zone.FOOT_LEFT))
    assert cleaned(page)[1] == "- Lưu: VT, THKT, kiêm."


def test_a_small_word_read_with_a_capital_of_its_shape():
    page = scan("Ủy ban nhân dân tỉnh có ý kiến như", "Sau: giao Sở Y tế Và Sở Nội vụ.")
    assert cleaned(page)[1] == "sau: giao Sở Y tế Và Sở Nội vụ."


def test_marks_that_no_letter_has_go():
    assert cleaned(scan("Bộ CHQ§S tỉnh tăng cường‡ tuần tra.")) == ["Bộ CHQS tỉnh tăng cường tuần tra."]


@pytest.mark.parametrize(
    ("read", "title"),
    [
        ("_—KT. GIAM ĐỌC", "KT. GIÁM ĐỐC"),
        ("4+ “PHÓ)GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        ("T JY BAN NHAN DAN", "TM. ỦY BAN NHÂN DÂN"),
        ("KT. BỘ TRƯỚNG, CHÚ NHIỆM", "KT. BỘ TRƯỞNG, CHỦ NHIỆM"),
        ("T/M.BẠN THƯỜNG VỤ", "T/M BAN THƯỜNG VỤ"),
    ],
)
def test_titles_under_a_seal_are_put_right(read: str, title: str):
    assert cleaned(scan((read, 0.5, Zone.FOOT_RIGHT))) == [title]


def test_the_title_below_tells_whose_deputy_signs():
    page = scan(("KT. CHỦ TỊCH", 0.95, Zone.FOOT_RIGHT), ("⁄<® TÀI TỊCH", 0.6, Zone.FOOT_RIGHT))
    assert cleaned(page) == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]


def test_a_well_read_title_that_is_not_in_the_list_stays():
    assert cleaned(scan(("TRƯỞNG ĐOÀN", 0.96, Zone.FOOT_RIGHT))) == ["TRƯỞNG ĐOÀN"]


def test_a_signers_name_loses_specks_and_nothing_else():
    assert cleaned(scan((">=Võ Thị Thân", 0.9, Zone.FOOT_RIGHT))) == ["Võ Thị Thân"]


def test_a_letter_that_the_seal_s_edge_strikes_through_is_a_c():
    assert cleaned(scan((">—€hâu Hữu Trung", 0.9, Zone.FOOT_RIGHT))) == ["Châu Hữu Trung"]
    assert cleaned(scan(("PHÓ €HỦ TỊCH", 0.9, Zone.FOOT_RIGHT))) == ["PHÓ CHỦ TỊCH"]


def test_a_signature_read_as_letters_goes():
    assert cleaned(scan(("Zjw/ ~N Ĩ", 0.2, Zone.FOOT_RIGHT))) == [""]


def test_frames_of_stamps_go_from_a_lines_ends():
    assert cleaned(scan(("| Ngày 12/5/2021 |", 0.9))) == ["Ngày 12/5/2021"]


def test_dashes_of_lists_stay_however_badly_read():
    assert cleaned(scan(("- Như trên;", 0.1, Zone.FOOT_LEFT))) == ["- Như trên;"]


def test_the_end_of_an_item_before_another_item_is_a_semicolon():
    page = scan(("- BHXH tỉnh:", 0.9, Zone.FOOT_LEFT), ("- Lưu: VT.", 0.9, Zone.FOOT_LEFT))
    assert cleaned(page) == ["- BHXH tỉnh;", "- Lưu: VT."]


def test_a_colon_that_calls_for_units_ends_no_item():
    rows = ("- Sở Mây;", "- VPCP: BTCN, các Vụ:", "CN, KTTH;", "- Lưu: VT.")
    assert cleaned(scan(*((row, 0.9, Zone.FOOT_LEFT) for row in rows))) == list(rows)


def test_the_asterisk_of_party_letters():
    zones = Zone.HEAD_LEFT
    assert cleaned(scan(("TỈNH ỦY CÀ MAU", 0.9, zones), ("»", 0.3, zones), ("Số 12-CV/TU", 0.9, zones)))[1] == "*"


def test_a_label_behind_a_speck():
    assert cleaned(scan(("INơi nhạn:", 0.6, Zone.FOOT_LEFT))) == ["Nơi nhận:"]


def test_a_date_half_read_is_left_to_people():
    line = "Kiên Giang, ngày lề tháng IÔ năm 2017"
    assert cleaned(scan((line, 0.2, Zone.HEAD_RIGHT))) == [line]


def test_blanks_of_a_scan_are_as_printed():
    assert cleaned(scan(("Số: 771 /UBND-NNTN", 0.9, Zone.HEAD_LEFT))) == ["Số: 771 /UBND-NNTN"]


def test_a_stop_inside_a_sentence_is_a_comma_or_a_speck():
    assert cleaned(scan("Yêu cầu các sở, ngành khẩn trương thẩm định. hướng dẫn các địa phương.")) == [
        "Yêu cầu các sở, ngành khẩn trương thẩm định, hướng dẫn các địa phương."
    ]
    assert cleaned(scan("Tiếp tục nâng. cao chất lượng phục vụ.")) == ["Tiếp tục nâng cao chất lượng phục vụ."]


def test_a_stop_before_a_capital_ends_a_sentence():
    right = "Hoàn thành trước ngày 05/8/2021. Quá thời hạn phải báo cáo."
    assert cleaned(scan(right)) == [right]


def test_a_stop_inside_the_name_of_a_body_is_the_names_comma():
    assert cleaned(scan("Sở Văn hóa. Thể thao và Du lịch")) == ["Sở Văn hóa, Thể thao và Du lịch"]


def test_two_neighbours_misread_together_are_mended_together():
    read = "Các đơn vị đã có nhiều nỗ lực, cô găng và đạt kết quả tốt."
    assert cleaned(scan((read, 0.6))) == [read.replace("cô găng", "cố gắng")]


def test_a_long_text_is_weighed_in_parts_without_a_difference():
    sentence = "Hội nghị thông nhất chủ trương đầu tư dự án."
    (page,) = clean_pages([text_page("\n\n".join([sentence] * 1200))], load_vocabulary())
    assert page.text == "\n\n".join([sentence.replace("thông nhất", "thống nhất")] * 1200)


def test_a_short_syllable_is_no_word_of_which_half_the_letters_are_others():
    assert cleaned(scan(("TỔNG CỤC THỊ HÀNH ÁN DÂN", 0.6), "SỰ"))[0] in ("TỔNG CỤC THỊ HÀNH ÁN DÂN", "TỔNG CỤC THI HÀNH ÁN DÂN")


@pytest.mark.parametrize(
    "right",
    [
        ("- Các Thống kê cơ sở;",),  # no Cục Thống kê
        ("nghĩa vụ theo quy định.", "4. Giao Hạt Kiểm lâm huyện bố trí lực lượng."),
        ("- Chi cục Thú", "y tỉnh"),  # no Chi cục Thuế
        ("CHI CỤC TRỒNG TRỌT", "VÀ CHĂN NUÔI"),  # makes a pair with the word behind it: no CHI CỤC TRƯỞNG
        ("Về việc thẩm định hồ sơ xây dựng trường học",),  # no Sở Xây dựng
        ("Giao Ban Kinh tế - Xã hội phối hợp thực hiện.",),
    ],
)
def test_a_right_word_is_no_part_of_a_name_that_is_near(right: tuple[str, ...]):
    assert cleaned(scan(*((line, 0.88) for line in right))) == list(right)


def test_a_word_that_lost_a_mark_and_leads_on_is_no_part_of_a_name_either():
    (line,) = cleaned(scan(("CHI CỤC TRÔNG TRỌT", 0.88)))
    assert line in ("CHI CỤC TRÔNG TRỌT", "CHI CỤC TRỒNG TRỌT")  # and no CHI CỤC TRƯỞNG


def test_a_misread_word_of_a_name_is_still_put_right():
    assert cleaned(scan(("giao Sử Nội vụ phối hợp thực hiện.", 0.7))) == ["giao Sở Nội vụ phối hợp thực hiện."]


@pytest.mark.parametrize(
    "block",
    [
        ("TM. THƯỜNG TRỰC HỘI ĐỒNG", "NHÂN DÂN", "CHỦ TỊCH"),  # a title that is broken over two lines
        ("PHÓ CHÁNH VĂN",),  # whose last word is under the seal: no PHÓ CHÁNH ÁN
    ],
)
def test_a_part_of_a_title_is_no_other_title(block: tuple[str, ...]):
    assert cleaned(scan(*((line, 0.5, Zone.FOOT_RIGHT) for line in block))) == list(block)


def test_a_letterhead_is_no_sentence():
    rows = (("TRƯỜNG PTDTBT THCS", 0.92, Zone.HEAD_LEFT), ("NẬM CẢN", 0.92, Zone.HEAD_LEFT))
    assert cleaned(scan(*rows)) == ["TRƯỜNG PTDTBT THCS", "NẬM CẢN"]
    assert cleaned(scan(("BỘ TƯ LỆNH CẢNH SÁT BIẾN", 0.7, Zone.HEAD_LEFT))) == ["BỘ TƯ LỆNH CẢNH SÁT BIỂN"]


def test_a_rule_before_a_number_at_a_rows_start_is_a_speck():
    assert cleaned(scan("__1085/BTC-QLCS ngày 31/8/2018 của Bộ Tài chính.")) == ["1085/BTC-QLCS ngày 31/8/2018 của Bộ Tài chính."]

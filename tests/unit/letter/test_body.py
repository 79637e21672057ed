import pytest

from schemas.page import Zone
from tasks.core.letter.body import read_body
from tests.unit.letter.made import scan_rows, span_of

FULL = (0.12, 0.9)


def body(text: str) -> list[str]:
    return read_body(span_of(text)).split("\n")


def test_a_sentence_broken_by_a_page_goes_on() -> None:
    assert body("Các đơn vị tiếp tục rà soát, bổ\n\nsung kế hoạch năm sau.") == [
        "Các đơn vị tiếp tục rà soát, bổ sung kế hoạch năm sau."
    ]


@pytest.mark.parametrize("number", ["2", "- 3 -", "Trang"])
def test_a_page_number_does_not_break_a_sentence(number: str) -> None:
    joined = body(f"Sở báo cáo kết quả theo\n\n{number}\n\nmẫu đã gửi.")
    assert (joined == ["Sở báo cáo kết quả theo mẫu đã gửi."]) == (number != "Trang")


def test_a_sentence_that_stops_on_a_comma_goes_on_even_with_a_capital() -> None:
    assert body("Giao Văn phòng,\n\nThanh tra tỉnh phối hợp.") == ["Giao Văn phòng, Thanh tra tỉnh phối hợp."]


def test_list_items_begin_paragraphs() -> None:
    text = "Yêu cầu:\n1. Rà soát danh mục;\n- Gửi về Sở;\na) Đúng hạn;\n3.1. Đầy đủ."
    assert body(text) == ["Yêu cầu:", "1. Rà soát danh mục;", "- Gửi về Sở;", "a) Đúng hạn;", "3.1. Đầy đủ."]


def test_a_dash_inside_a_name_is_no_list_item() -> None:
    text = "Giao Sở Lao động\n- Thương binh và Xã hội phối hợp phát triển kinh tế\n- xã hội địa phương."
    assert body(text) == ["Giao Sở Lao động - Thương binh và Xã hội phối hợp phát triển kinh tế - xã hội địa phương."]


def test_a_number_broken_over_lines_is_closed_up() -> None:
    rows = scan_rows(
        [("Thực hiện Kế hoạch số 16/KH-", *FULL), ("UBND của tỉnh và Covid-", *FULL), ("19, các sở báo cáo.", 0.12, 0.4)]
    )
    assert read_body(span_of(rows)) == "Thực hiện Kế hoạch số 16/KH-UBND của tỉnh và Covid-19, các sở báo cáo."


def test_the_end_mark_stays_and_initials_go() -> None:
    assert body("Đề nghị các đơn vị thực hiện./. hkt") == ["Đề nghị các đơn vị thực hiện./."]
    assert body("Đề nghị các đơn vị thực hiện. *tv*") == ["Đề nghị các đơn vị thực hiện."]


def test_indented_lines_of_a_scan_begin_paragraphs() -> None:
    rows = scan_rows(
        [
            ("Trong tháng qua, các đơn vị đã nỗ lực triển khai nhiệm vụ", 0.16, 0.9),
            ("được giao và đạt kết quả.", 0.12, 0.4),
            ("Tuy nhiên, một số nơi còn chậm gửi báo cáo theo quy định của", 0.16, 0.9),
            ("tỉnh", 0.12, 0.16),
        ]
    )
    assert len(read_body(span_of(rows)).split("\n")) == 2


def test_a_sentence_that_ends_with_its_line_does_not_end_the_paragraph() -> None:
    rows = scan_rows(
        [
            ("Các đơn vị đã hoàn thành việc rà soát hồ sơ trong tháng này.", 0.16, 0.9),
            ("Việc bổ sung được làm trong tháng sau và báo cáo về Sở trước", 0.12, 0.9),
            ("ngày 05 hằng tháng.", 0.12, 0.3),
        ]
    )
    assert len(read_body(span_of(rows)).split("\n")) == 1


def test_a_paragraph_goes_on_over_the_page_of_a_scan() -> None:
    first = scan_rows([("Giao các phòng chuyên môn tổng hợp số liệu, lập biểu và gửi cho", 0.16, 0.9)], page=1)
    number = scan_rows([("2", 0.5, 0.51)], page=2, zone=Zone.PAGE_NUMBER)
    second = scan_rows([("bộ phận văn thư lưu trữ.", 0.12, 0.4)], page=2)
    assert read_body(span_of((*first, *number, *second))) == (
        "Giao các phòng chuyên môn tổng hợp số liệu, lập biểu và gửi cho bộ phận văn thư lưu trữ."
    )


def test_wrapped_text_files_are_joined_by_their_width() -> None:
    text = (
        "Sở Nội vụ đề nghị các đơn vị rà soát hồ sơ cán bộ, công chức\n"
        "thuộc quyền quản lý và gửi báo cáo về Sở để tổng hợp chung.\n"
        "Báo cáo gồm hai phần.\n"
        "Phần thứ nhất nêu kết quả, phần thứ hai nêu khó khăn của từng\n"
        "đơn vị trong năm."
    )
    assert len(body(text)) == 2


def test_no_body_gives_no_text() -> None:
    assert read_body(span_of("")) == ""

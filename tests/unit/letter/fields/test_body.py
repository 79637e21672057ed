import pytest

from schemas.page import Zone
from tasks.core.letter.fields.body import read_body
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


TOP = (
    ("Các cơ quan tiếp tục rà soát, bổ sung các nội dung của kế hoạch theo", 0.16, 0.9),
    ("chỉ đạo của tỉnh và hướng dẫn của cơ quan cấp trên, bảo đảm đúng", *FULL),
)
BOTTOM = (("và không trùng lặp giữa các đơn vị trong tỉnh với nhau cho đến hết", *FULL), ("cả năm.", 0.12, 0.2))


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("thời hạn đã nêu trong Công văn số 12/UBND-", "KT của tỉnh, không đùn đẩy trách nhiệm", "số 12/UBND-KT của tỉnh"),
        ("thời hạn đã nêu ngày 15 tháng 3 năm", "2021 của tỉnh, không đùn đẩy trách nhiệm", "năm 2021 của tỉnh"),
        ("thời hạn đã nêu của Sở Lao động", "- Thương binh và Xã hội, không đùn đẩy", "Sở Lao động - Thương binh và Xã hội"),
        ("thời hạn mà tỉnh giao cho ông Trần Văn Sáu ở", "Bản Mây thực hiện, không đùn đẩy", "ông Trần Văn Sáu ở Bản Mây"),
        ("thời hạn, riêng việc trên địa bàn thành phố thì do", "Sở Y tế làm, không đùn đẩy", "thì do Sở Y tế làm"),
    ],
)
def test_what_a_page_breaks_in_two_is_one(before: str, after: str, joined: str) -> None:
    first = scan_rows([*TOP, (before, *FULL)], page=1)
    second = scan_rows([(after, *FULL), *BOTTOM], page=2)
    text = read_body(span_of([*first, *second]))
    assert joined in text
    assert "\n" not in text


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        (("báo cáo Ủy ban nhân dân tỉnh.", 0.12, 0.5), "2. Sở Y tế chủ trì rà soát nội dung được giao", 0.16),
        (("việc rà soát trong tháng này của tất cả các đơn vị trực thuộc Sở.", *FULL), "Việc bổ sung làm trong tháng sau", 0.16),
        (("các nhiệm vụ sau đây:", 0.12, 0.4), "- Rà soát nội dung được giao trong năm", 0.16),
    ],
)
def test_a_page_may_also_begin_a_paragraph(before: tuple[str, float, float], after: str, left: float) -> None:
    first = scan_rows([*TOP, before], page=1)
    second = scan_rows([(after, left, 0.9), *BOTTOM], page=2)
    assert len(read_body(span_of([*first, *second])).split("\n")) == 2


@pytest.mark.parametrize("number", ["2", "- 2 -", "Trang 2", "Trang 2/5", "2/5", "_2_"])
@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("Báo cáo Sở trước ngày 05/", "9/2021 để tổng hợp.", "Báo cáo Sở trước ngày 05/9/2021 để tổng hợp."),
        ("Kinh phí là 12.500", "triệu đồng.", "Kinh phí là 12.500 triệu đồng."),
        ("Giao UBND các huyện, thành", "phố Sao Mai làm.", "Giao UBND các huyện, thành phố Sao Mai làm."),
        ("Các xã do Sở chọn, riêng", "Sở Y tế tự kiểm tra.", "Các xã do Sở chọn, riêng Sở Y tế tự kiểm tra."),
    ],
)
def test_page_numbers_of_every_form_stand_outside_the_sentence(before: str, after: str, joined: str, number: str) -> None:
    assert body(f"{before}\n\n{number}\n\n{after}") == [joined]

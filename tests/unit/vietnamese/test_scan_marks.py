"""What fax, seal and dirt did to marks and blanks of scans: words run together, dashes lost, capitals that are none."""

import pytest

from schemas.page import Zone
from tests.unit.vietnamese.scans import cleaned, scan

FOOT = Zone.FOOT_LEFT


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Người dân phản ánh-về Sở Nội vụ để được giải quyết.", "Người dân phản ánh về Sở Nội vụ để được giải quyết."),
        ("Các đơn.vị báo cáo kết quả thực hiện.", "Các đơn vị báo cáo kết quả thực hiện."),
        ("Diễn biến phức tạp, khó lường,-tiềm ẩn nguy cơ.", "Diễn biến phức tạp, khó lường, tiềm ẩn nguy cơ."),
        ("Giao Sở Khoa học và.Công nghệ chủ trì.", "Giao Sở Khoa học và Công nghệ chủ trì."),
        ("3.-Giao Sở Tài chính bố trí kinh phí.", "3. Giao Sở Tài chính bố trí kinh phí."),
        ("Ủy ban MTTQ Việt Namtỉnh giám sát việc thực hiện.", "Ủy ban MTTQ Việt Nam tỉnh giám sát việc thực hiện."),
        ("cải cách thủ tục hành chính.(TTHC) năm nay", "cải cách thủ tục hành chính (TTHC) năm nay"),
        ("Nghị quyết của .Hội đồng nhân dân tỉnh.", "Nghị quyết của Hội đồng nhân dân tỉnh."),
        ("đi kiểm tra tại các địa bàn quản lý..", "đi kiểm tra tại các địa bàn quản lý."),
        ("đúng quy định của pháp' luật", "đúng quy định của pháp luật"),
        ("UBND-TỈNH KIÊN GIANG", "UBND TỈNH KIÊN GIANG"),
        ("Thường trực HĐND.tỉnh", "Thường trực HĐND tỉnh"),
    ],
)
def test_words_are_parted_and_specks_taken_off(read: str, printed: str):
    assert cleaned(scan((read, 0.8))) == [printed]


@pytest.mark.parametrize(
    "right",
    [
        "phát triển kinh tế-xã hội của tỉnh",
        "Văn phòng HĐND-UBND tỉnh",
        "Liên hệ: vp.phong12@tinh.gov.vn hoặc www.tinh.gov.vn.",
        "tuyến đường Hà Nội-Hải Phòng",
        "theo Nghị quyết số 12-NQ/TW, ngày 05-8-2021",
        "các huyện Cư M'gar, Ea H'leo",
        "Nguồn lực... và các nội dung khác",
        "bệnh Covid-19; vắc-xin; X-quang",
    ],
)
def test_marks_inside_words_that_are_printed_stay(right: str):
    assert cleaned(scan((right, 0.8))) == [right]


def test_items_of_the_list_of_recipients_get_their_dashes_back():
    page = scan(
        *(
            (line, 0.9, FOOT)
            for line in (
                "Nơi nhận:",
                "Như trên;",
                "- CT, các PCT. UBND tỉnh:",
                "=Sở Y tế;",
                "Công an tỉnh;",
                "- VPCP: BTCN, các PCN, Trợ lý TTg,",
                "các Vụ, Cục;",
                "- Lưu: VT, KTTH (5).",
            )
        )
    )
    assert cleaned(page) == [
        "Nơi nhận:",
        "- Như trên;",
        "- CT, các PCT. UBND tỉnh;",
        "- Sở Y tế;",
        "- Công an tỉnh;",
        "- VPCP: BTCN, các PCN, Trợ lý TTg,",
        "các Vụ, Cục;",
        "- Lưu: VT, KTTH (5).",
    ]


def test_a_list_without_dashes_gets_none():
    lines = ("Nơi nhận:", "Như trên;", "Sở Y tế;", "Lưu: VT.")
    assert cleaned(scan(*((line, 0.9, FOOT) for line in lines))) == list(lines)


@pytest.mark.parametrize("read", ["hiện./,", "hiện...", "hiện,/-", "hiện./"])
def test_the_end_mark_before_the_recipients_is_whole(read: str):
    page = scan((f"đề nghị các đơn vị triển khai thực {read}", 0.9), ("Nơi nhận:", 0.9, FOOT))
    assert cleaned(page)[0].endswith("thực hiện./.")


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("cập nhật CƠ SỞ dữ liệu", "cập nhật cơ sở dữ liệu"),
        ("việc tổ chức ở một Số nơi còn chậm", "việc tổ chức ở một số nơi còn chậm"),
        ("công trình đang xuỐng cấp", "công trình đang xuống cấp"),
        ("nhiệm vụ được giao, Khẩn trương triển khai", "nhiệm vụ được giao, khẩn trương triển khai"),
        ("chính trị - Xã hội", "chính trị - xã hội"),
    ],
)
def test_small_letters_read_as_capitals(read: str, printed: str):
    assert cleaned(scan(read)) == [printed]


@pytest.mark.parametrize(
    "right",
    [
        "Căn cứ Chỉ thị số 12/CT-TTg ngày 05/3/2021",
        "Thủ trưởng các Sở, ban, ngành của tỉnh",
        "Hội đồng Xét công nhận sáng kiến",
        "khảo sát tại huyện Cần Giờ và xã Vàm Cỏ",
        "hệ thống VNPT, iOffice",
    ],
)
def test_capitals_that_are_printed_stay(right: str):
    assert cleaned(scan(right)) == [right]


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Chủ tịch UISND tỉnh", "Chủ tịch UBND tỉnh"),
        ("Đoàn IBQH tỉnh", "Đoàn ĐBQH tỉnh"),
        ("giao Sử Tài chính thẩm định", "giao Sở Tài chính thẩm định"),
        ("Sở Nông nghiệp và Phát triển riông thôn", "Sở Nông nghiệp và Phát triển nông thôn"),
    ],
)
def test_letters_of_formulas_and_abbreviations(read: str, printed: str):
    assert cleaned(scan((read, 0.6))) == [printed]


@pytest.mark.parametrize(
    "right",
    ["Phòng Y tế, TTYT, BVĐK huyện", "Hội đồng HĐTĐ họp", "Vụ Tài chính", "Số 12 - Thủ tướng Chính phủ", "Chi cục Thống kê"],
)
def test_abbreviations_of_an_office_and_other_bodies_stay(right: str):
    assert cleaned(scan((right, 0.6))) == [right]


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Giao UBND huyện Giồng Riêng phối hợp", "Giao UBND huyện Giồng Riềng phối hợp"),
        ("ỦY BAN NHÂN DÂN HUYỆN NGỌC HIẾN", "ỦY BAN NHÂN DÂN HUYỆN NGỌC HIỂN"),
        ("tại huyện Lãk", "tại huyện Lắk"),
        ("xã Giồng Riêng và xã Ngọc Hiến", "xã Giồng Riêng và xã Ngọc Hiến"),
        ("huyện Thạnh Trị và huyện Thanh Trì", "huyện Thạnh Trị và huyện Thanh Trì"),
    ],
)
def test_names_of_districts_get_their_marks(read: str, printed: str):
    assert cleaned(scan((read, 0.8))) == [printed]


def test_a_colon_deep_in_a_sentence_is_a_semicolon():
    head = "Yêu cầu các đơn vị tổ chức kiểm tra thường xuyên, xử lý kịp thời các vi phạm, không để hình thành điểm nóng"
    assert cleaned(scan(f"{head}: báo cáo kết quả.")) == [f"{head}; báo cáo kết quả."]
    told = f"{head}, tập trung các nội dung sau: báo cáo kết quả."
    assert cleaned(scan(told)) == [told]
    assert cleaned(scan("Thời gian thực hiện: trong quý III.")) == ["Thời gian thực hiện: trong quý III."]


def test_a_title_keeps_the_mark_that_it_was_read_with():
    assert cleaned(scan(("KT. ƯỞNG, CHỦ NHIỆM", 0.5, Zone.FOOT_RIGHT))) == ["KT. BỘ TRƯỞNG, CHỦ NHIỆM"]

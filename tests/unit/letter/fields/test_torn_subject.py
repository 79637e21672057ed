"""The subject (trích yếu) of a bad scan: short last rows, stamps beside it, specks before it. Every letter is invented."""

import pytest

from schemas.page import Line, Zone
from tasks.core.letter.fields.subject import find_subject
from tasks.core.letter.rows.lines import row_of
from tasks.core.letter.rows.span import Span
from tasks.core.letter.understand import understand
from tests.unit.letter.letters import FOOT_LEFT, FOOT_RIGHT, SENTENCES, STATE, WIDTH, Sheet, letter_sheet


def subject(sheet: Sheet) -> str | None:
    sheet.foot(FOOT_LEFT, FOOT_RIGHT)
    value = understand([sheet.page()]).documents[0].subject
    return value.value if value else None


def party(*about: str) -> Sheet:
    sheet = Sheet()
    sheet.head(("TỈNH ỦY KIÊN GIANG", "*", "Số 139-CV/TU"), ("ĐẢNG CỘNG SẢN VIỆT NAM", "Kiên Giang, ngày 08 tháng 3 năm 2022"))
    for text, sure in zip(about, (0.95, 0.8), strict=True):
        sheet.put(text, Zone.HEAD_LEFT, centre=0.3, sure=sure)
    sheet.put("Kính gửi: Các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy.", Zone.BODY)
    sheet.body(*SENTENCES)
    return sheet


def test_a_short_last_row_on_the_columns_middle_is_of_the_subject():
    assert subject(party("tăng cường quản lý đầu tư", "công")) == "tăng cường quản lý đầu tư công"


@pytest.mark.parametrize("about", ["vận động ủng hộ đồng bào", "việc chấp hành kỷ luật", "viết bài cho bản tin"])
def test_a_partys_subject_that_begins_with_v_is_whole(about: str):
    assert subject(party(about, "vùng lũ")) == f"{about} vùng lũ"


def test_a_stamps_word_at_the_left_of_a_centred_subject_is_not():
    left = ("UBND TỈNH KIÊN GIANG", "SỞ NỘI VỤ", "Số: 45/SNV-CCHC", "V/v báo cáo kết quả công tác", "cải cách hành chính")
    sheet = Sheet()
    sheet.head(left, (*STATE, "Kiên Giang, ngày 08 tháng 3 năm 2022"))
    start = min(line.box[0] for line in sheet.lines if line.box and line.text.startswith("V/v"))
    sheet.top -= 0.01
    sheet.put("Tục", Zone.HEAD_LEFT, left=start, sure=0.7)
    sheet.put("Kính gửi: Sở Tài chính.", Zone.BODY)
    sheet.body(*SENTENCES)
    assert subject(sheet) == "báo cáo kết quả công tác cải cách hành chính"


def test_a_speck_right_before_a_subjects_second_row_is_no_dash_of_a_list():
    sheet = Sheet()
    sheet.head(("UBND TỈNH KIÊN GIANG", "SỞ NỘI VỤ", "Số: 45/TB-SNV"), (*STATE, "Kiên Giang, ngày 08 tháng 3 năm 2022"))
    sheet.centred("THÔNG BÁO", "Kết luận của Giám đốc Sở tại cuộc họp", "-trực tuyến với các địa phương")
    sheet.body(*SENTENCES)
    assert subject(sheet) == "Kết luận của Giám đốc Sở tại cuộc họp trực tuyến với các địa phương"


def test_what_an_arrival_stamp_left_under_the_type_word_does_not_end_the_subject():
    sheet = Sheet()
    sheet.head(("TỈNH ỦY KIÊN GIANG", "*", "Số 78-KH/TU"), ("ĐẢNG CỘNG SẢN VIỆT NAM", "Kiên Giang, ngày 08 tháng 3 năm 2022"))
    sheet.centred("KẾ HOẠCH")
    sheet.put("ĐỊN 20; {2/2022", Zone.BODY, left=0.09, sure=0.6)
    sheet.centred("CỦA BAN THƯỜNG VỤ TỈNH ỦY", "về ứng phó với áp thấp nhiệt đới và mưa lũ")
    sheet.body(*SENTENCES)
    assert subject(sheet) == "về ứng phó với áp thấp nhiệt đới và mưa lũ"


def of_party(*rows: str) -> Sheet:
    sheet = Sheet()
    sheet.head(("TỈNH ỦY KIÊN GIANG", "*", "Số 78-KH/TU"), ("ĐẢNG CỘNG SẢN VIỆT NAM", "Kiên Giang, ngày 08 tháng 3 năm 2022"))
    sheet.centred(*rows)
    sheet.body(*SENTENCES)
    return sheet


def test_figures_of_a_stamp_before_whose_document_it_is_are_no_subject():
    sheet = of_party("KẾ HOẠCH", "06/3/2022 CỦA BAN THƯỜNG VỤ TỈNH ỦY", "về ứng phó với áp thấp nhiệt đới")
    assert subject(sheet) == "về ứng phó với áp thấp nhiệt đới"


def test_below_a_type_word_under_a_stamp_the_subject_is_found_by_whose_document_it_is():
    sheet = of_party("(UY N | 97/8/20 . HỌTp", "1J-_ = CỦA BAN THƯỜNG VỤ TỈNH ỦY", "về ứng phó với áp thấp nhiệt đới")
    assert subject(sheet) == "về ứng phó với áp thấp nhiệt đới"


def test_a_quotation_mark_that_nothing_closes_is_a_speck():
    assert subject(of_party("KẾ HOẠCH", "về quản lý vốn”đầu tư công")) == "về quản lý vốn đầu tư công"
    assert subject(of_party("KẾ HOẠCH", "về tuần lễ “Sao Mai” năm 2022")) == "về tuần lễ “Sao Mai” năm 2022"


def test_a_family_name_behind_an_office_lost_its_mark():
    told = "Kết luận của Phó Thủ tướng Chính phủ Đỉnh Hoài Sao tại cuộc họp"
    assert subject(of_party("THÔNG BÁO", told)) == told.replace("Đỉnh", "Đinh")
    for other in ("Kết luận của Chủ tịch Hội Cựu Giáo chức tại cuộc họp", "Kết luận tại hội nghị ở Đỉnh Hoài Sao trong năm"):
        assert subject(of_party("THÔNG BÁO", other)) == other


def test_a_word_before_whose_document_it_is_stays_in_the_subject():
    sheet = of_party("THÔNG BÁO", "KẾT LUẬN CỦA BAN THƯỜNG VỤ TỈNH ỦY", "về công tác cán bộ quý I năm 2022")
    assert subject(sheet) == "KẾT LUẬN CỦA BAN THƯỜNG VỤ TỈNH ỦY về công tác cán bộ quý I năm 2022"


def test_a_label_whose_first_letter_was_read_as_a_figure_is_a_label():
    left = ("UBND TỈNH KIÊN GIANG", "SỞ NỘI VỤ", "Số: 45/SNV-CCHC", "7/v báo cáo kết quả công tác", "cải cách hành chính")
    sheet = Sheet()
    sheet.head(left, (*STATE, "Kiên Giang, ngày 08 tháng 3 năm 2022"))
    sheet.put("Kính gửi: Sở Tài chính.", Zone.BODY)
    sheet.body(*SENTENCES)
    assert subject(sheet) == "báo cáo kết quả công tác cải cách hành chính"


def test_a_stroke_before_a_subjects_last_row_makes_no_item_of_it():
    def told(*about: str) -> str | None:
        sheet = Sheet()
        sheet.head(("UBND TỈNH KIÊN GIANG", "VĂN PHÒNG", "Số: 45/VP-NC", *about), (*STATE, "Kiên Giang, ngày 08 tháng 3 năm 2022"))
        sheet.put("Kính gửi: Sở Tài chính.", Zone.BODY)
        sheet.body(*SENTENCES)
        return subject(sheet)

    assert told("V/v chống buôn lậu, gian lận", "— thương mại") == "chống buôn lậu, gian lận thương mại"
    assert told("V/v chống buôn lậu, gian lận", "- Văn phòng UBND tỉnh;") == "chống buôn lậu, gian lận"


def test_what_a_receipt_stamp_left_above_whose_document_it_is_is_no_subject():
    sheet = of_party("CHỈ THỊ", "TT 47/1; UU", "CỦA BAN THƯỜNG VỤ TỈNH ỦY", "về ứng phó với áp thấp nhiệt đới")
    assert subject(sheet) == "về ứng phó với áp thấp nhiệt đới"


@pytest.mark.parametrize(
    ("read", "sure", "value"),
    [
        ("~——L--.Công tác phòng, chống dịch bệnh mùa hè", 0.95, "Công tác phòng, chống dịch bệnh mùa hè"),
        ("2H26 Quản lý chất thải rắn sinh hoạt tại đô thị", 0.4, "Quản lý chất thải rắn sinh hoạt tại đô thị"),
        ("4G Viễn thông và hạ tầng số của tỉnh năm nay", 0.95, "4G Viễn thông và hạ tầng số của tỉnh năm nay"),
    ],
)
def test_what_an_arrival_stamp_left_before_a_title_is_no_part_of_it(read: str, sure: float, value: str) -> None:
    row = row_of(_with_first_word(letter_sheet(), read, sure))
    found = find_subject(Span(index=0, rows=(row,), subject=(row,)))
    assert found is not None
    assert found.value == value


def _with_first_word(sheet: Sheet, text: str, sure: float) -> Line:
    """A row whose first word was read with that confidence."""
    sheet.put(text, Zone.BODY)
    line = sheet.lines.pop()
    first, *others = line.words
    return line.model_copy(update={"words": (first.model_copy(update={"confidence": sure}), *others)})


def test_strokes_and_a_line_before_a_subjects_first_row_are_no_item():
    sheet = Sheet()
    sheet.head(("UBND TỈNH KIÊN GIANG", "SỞ NỘI VỤ", "Số: 45/CT-SNV"), (*STATE, "Kiên Giang, ngày 08 tháng 3 năm 2022"))
    sheet.centred("CHỈ THỊ", "+ _ Kiểm soát giá cả, bình ổn thị trường", "và chống buôn lậu")
    sheet.body(*SENTENCES)
    assert subject(sheet) == "Kiểm soát giá cả, bình ổn thị trường và chống buôn lậu"


def meeting(*about: str, off: float = 0.0) -> Sheet:
    """A notice whose subject's first row begins `off` further right than a centred one, its end where that of the whole row is."""
    sheet = Sheet()
    sheet.head(("UBND TỈNH KIÊN GIANG", "SỞ NỘI VỤ", "Số: 45/TB-SNV"), (*STATE, "Kiên Giang, ngày 08 tháng 3 năm 2022"))
    sheet.centred("THÔNG BÁO")
    sheet.put(about[0], Zone.BODY, centre=0.5 + off)
    sheet.centred(*about[1:])
    sheet.body(*SENTENCES)
    sheet.foot(FOOT_LEFT, FOOT_RIGHT)
    return sheet


def test_a_subject_that_has_lost_its_first_words_under_a_stamp_needs_a_person():
    whole = meeting("Kết luận của Giám đốc Sở tại cuộc họp về ứng", "phó với mưa lũ")
    (document,) = understand([whole.page()]).documents
    assert document.subject is not None
    assert document.subject.confidence > 0.85
    torn = meeting("Giám đốc Sở tại cuộc họp về ứng", "phó với mưa lũ", off=WIDTH * 6.5)
    (document,) = understand([torn.page()]).documents
    assert document.subject is not None
    assert document.subject.value == "Kết luận của Giám đốc Sở tại cuộc họp về ứng phó với mưa lũ"
    assert document.subject.confidence < 0.75
    other = meeting("tình hình thực hiện nhiệm vụ quý I", "của các phòng", off=WIDTH * 6.5)
    (document,) = understand([other.page()]).documents
    assert document.subject is not None
    assert document.subject.value == "tình hình thực hiện nhiệm vụ quý I của các phòng"
    assert document.subject.confidence < 0.75


def test_a_label_that_lost_its_stroke_is_one():
    left = ("UBND TỈNH KIÊN GIANG", "SỞ NỘI VỤ", "Số: 45/SNV-CCHC", "V v báo cáo kết quả công tác", "cải cách hành chính")
    assert subject(letter_sheet(left=left)) == "báo cáo kết quả công tác cải cách hành chính"


def test_what_a_stamp_left_before_a_partys_body_goes_with_it():
    sheet = Sheet()
    sheet.head(("TỈNH ỦY KIÊN GIANG", "*", "Số 78-TB/TU"), ("ĐẢNG CỘNG SẢN VIỆT NAM", "Kiên Giang, ngày 08 tháng 3 năm 2022"))
    sheet.centred("THÔNG BÁO", "_Ì. “ KẾT LUẬN CỦA BAN THƯỜNG VỤ TỈNH ỦY", "về tăng cường phòng cháy, chữa cháy")
    sheet.body(*SENTENCES)
    assert subject(sheet) == "về tăng cường phòng cháy, chữa cháy"


@pytest.mark.parametrize(
    ("about", "rule"),
    [("", "subject.title"), *((about, "subject.title.ve_viec") for about in ("Về việc", "W việc", "ễ việc", "e việt"))],
)
def test_a_subject_under_its_type_of_which_ve_viec_was_taken_off_has_its_start(about: str, rule: str):
    """Without it a small letter at the start says that a first row was not read."""
    sheet = Sheet()
    sheet.head(("BỘ CÔNG AN", "CÔNG AN TỈNH LẠNG SƠN", "Số: 88/TB-CAT-PV01"), (*STATE, "Lạng Sơn, ngày 20 tháng 8 năm 2024"))
    sheet.put("THÔNG BÁO", Zone.BODY, centre=0.5)
    sheet.put(f"{about} tiếp nhận hồ sơ cấp hộ chiếu phổ thông".strip(), Zone.BODY, centre=0.5)
    sheet.body(*SENTENCES)
    sheet.foot(FOOT_LEFT, FOOT_RIGHT)
    found = understand([sheet.page()]).documents[0].subject
    assert found is not None
    assert (found.value, found.rule) == ("tiếp nhận hồ sơ cấp hộ chiếu phổ thông", rule)
    assert (found.confidence >= 0.75) is bool(about)


@pytest.mark.parametrize(
    ("read", "sure", "about"),
    [
        (("+ 409 và việc phòng trừ sâu bệnh trên cây ăn quả",), 0.4, "phòng trừ sâu bệnh trên cây ăn quả"),
        (("ˆ", "Về việc phòng trừ sâu bệnh trên cây ăn quả"), 0.95, "phòng trừ sâu bệnh trên cây ăn quả"),
    ],
)
def test_about_whose_first_word_a_stamp_has_torn(read: tuple[str, ...], sure: float, about: str):
    """`sure`: of the row's words up to the one before việc."""
    sheet = Sheet()
    sheet.head(("UBND TỈNH KIÊN GIANG", "SỞ NỘI VỤ", "Số: 45/TB-SNV"), (*STATE, "Kiên Giang, ngày 08 tháng 3 năm 2022"))
    sheet.centred("THÔNG BÁO", *read)
    line = sheet.lines[-1]
    at = next(at for at, word in enumerate(line.words) if word.text == "việc")
    torn = tuple(word.model_copy(update={"confidence": sure}) for word in line.words[:at])
    sheet.lines[-1] = line.model_copy(update={"words": (*torn, *line.words[at:])})
    sheet.body(*SENTENCES)
    assert subject(sheet) == about


def test_a_receipt_stamps_agency_and_day_are_no_words_of_a_subject():
    sheet = Sheet()
    left = ("UBND TỈNH KIÊN GIANG", "SỞ NỘI VỤ", "Số: 45/SNV-CCHC", "V/v vận hành nhà chung cư", "SỞ Y Tí")
    sheet.head(left, (*STATE, "Kiên Giang, ngày 08 tháng 3 năm 2022"))
    sheet.put("Kính gửi: Sở Tài chính.", Zone.BODY)
    sheet.body(*SENTENCES)
    assert subject(sheet) == "vận hành nhà chung cư"
    assert subject(notice("=Kiểm kê tài sản công")) == "Kiểm kê tài sản công"
    assert subject(notice("14/1/2018 Tiêu hủy tài liệu hết giá trị")) == "Tiêu hủy tài liệu hết giá trị"


def notice(*rows: str) -> Sheet:
    sheet = Sheet()
    sheet.head(("UBND TỈNH KIÊN GIANG", "SỞ NỘI VỤ", "Số: 45/TB-SNV"), (*STATE, "Kiên Giang, ngày 08 tháng 3 năm 2022"))
    sheet.centred("THÔNG BÁO", *rows)
    sheet.body(*SENTENCES)
    return sheet


def test_who_has_studied_a_letter_opens_the_body():
    sheet = notice("Về nợ đọng xây dựng cơ bản")
    body = sheet.lines[-len(SENTENCES) :]
    del sheet.lines[-len(SENTENCES) :]
    sheet.put("Nhà trường đã nghiên cứu Công văn số 582/BTC-QLCS của Bộ", Zone.BODY)
    sheet.lines.extend(body)
    assert subject(sheet) == "Về nợ đọng xây dựng cơ bản"


def titled(*rows: str) -> Sheet:
    """A submission with these rows under its type word."""
    sheet = Sheet()
    sheet.head(("UBND TỈNH KIÊN GIANG", "SỞ NỘI VỤ", "Số: 45/TTr-SNV"), (*STATE, "Kiên Giang, ngày 08 tháng 3 năm 2022"))
    sheet.centred("TỜ TRÌNH", *rows)
    sheet.body(*SENTENCES)
    return sheet


@pytest.mark.parametrize("label", ["Về việc", "z V/v"])
def test_a_speck_before_the_label_is_no_word_of_the_subject(label: str):
    assert subject(titled(f"{label} cải tạo trụ sở làm việc")) == "cải tạo trụ sở làm việc"


def test_what_a_notice_says_at_once_is_no_row_of_its_subject():
    about, said = "Về việc phân công trực phòng, chống thiên tai", "UBND xã thông báo việc phân công trực như sau:"
    assert subject(titled(about, said)) == about.removeprefix("Về việc ")

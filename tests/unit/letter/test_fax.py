"""What a fax does to a letter: torn stamps, lost stops and dashes, letters that look alike. Every letter is invented."""

import pytest

from schemas.found import Found
from schemas.letter import Document, NumberParts, Reference
from schemas.page import Zone
from tasks.core.letter.citation import find_citations, normal_number
from tasks.core.letter.codes import looks_like
from tasks.core.letter.evidence import of_number
from tasks.core.letter.given_names import mended_last
from tasks.core.letter.head_marks import URGENCY, _torn_word
from tasks.core.letter.names import mended_given, mended_name
from tasks.core.letter.number import find_number
from tasks.core.letter.place_date import agreed_place
from tasks.core.letter.signer_evidence import of_name
from tasks.core.letter.understand import understand
from tests.unit.letter.letters import FOOT_LEFT, FOOT_RIGHT, SENTENCES, STATE, Sheet, letter_sheet
from tests.unit.letter.made import document, found, text_rows


def only(sheet: Sheet) -> Document:
    (document,) = understand([sheet.page()]).documents
    return document


def listed(*rows: str) -> list[str]:
    sheet = letter_sheet()
    sheet.foot(("Nơi nhận:", *rows), FOOT_RIGHT)
    return [item.value for item in only(sheet).printed_recipients]


def test_two_whole_items_of_which_the_second_lost_its_dash_are_two():
    assert listed("- UBKT Tỉnh ủy,", "Thường trực HĐND tỉnh;", "- Lưu: VT, CCHC.")[:2] == ["UBKT Tỉnh ủy", "Thường trực HĐND tỉnh"]


def test_a_list_that_goes_on_after_a_comma_is_one_item():
    assert listed("- Thường trực Tỉnh ủy,", "HĐND tỉnh;", "- Lưu: VT, CCHC.")[0] == "Thường trực Tỉnh ủy, HĐND tỉnh"


def test_a_small_letter_read_for_a_dash_begins_an_item():
    assert listed("- Đoàn ĐBQH tỉnh;", "z CT, các PCT. UBND tỉnh;", "- Lưu: VT, KT (10).")[1] == "CT, các PCT. UBND tỉnh"


def test_the_file_item_is_known_by_its_room_whatever_its_label_was_read_as():
    sheet = letter_sheet()
    sheet.foot(("Nơi nhận:", "- Như trên;", "- 1mu: VI, CCHC, nmai."), FOOT_RIGHT)
    item = only(sheet).printed_recipients[-1]
    assert (item.kind, item.drafting_unit, item.drafter) == ("file", "CCHC", "nmai")


def test_a_word_behind_a_wide_blank_of_a_badly_read_list_stays():
    sheet = letter_sheet()
    sheet.foot(FOOT_LEFT[:-1], FOOT_RIGHT)
    sheet.put("- Lưu: VT, CCHC  nmai.", Zone.FOOT_LEFT, left=0.15, sure=0.3)
    assert only(sheet).printed_recipients[-1].value.endswith("nmai")


def test_strokes_of_a_pen_behind_the_drafters_mark_are_not_of_the_item():
    sheet = letter_sheet()
    sheet.foot(FOOT_LEFT[:-1], FOOT_RIGHT)
    sheet.put("- Lưu: VT, CCHC, nmai: 7Ê", Zone.FOOT_LEFT, left=0.15, sure=0.6)
    assert only(sheet).printed_recipients[-1].value == "Lưu: VT, CCHC, nmai"


def test_a_room_of_which_one_letter_is_left_is_the_clerks():
    assert listed("- Như trên;", "- bưu: V, KGVX (4).")[1] == "Lưu: VT, KGVX (4)"


def subject(sheet: Sheet) -> str | None:
    sheet.foot(FOOT_LEFT, FOOT_RIGHT)
    value = only(sheet).subject
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


def test_a_stroke_right_before_a_title_goes():
    sheet = letter_sheet()
    sheet.foot(FOOT_LEFT, ("öGIÁM ĐỐC", "", "Trần I ưu Thắng"))
    (signer,) = only(sheet).signers
    assert signer.title is not None
    assert signer.name is not None
    assert (signer.title.value, signer.name.value) == ("GIÁM ĐỐC", "Trần Lưu Thắng")


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("I.ê Văn Bảo", "Lê Văn Bảo"),
        ("ý Văn Bảo", "Lý Văn Bảo"),
        ("Vẽ Thị Mai", "Võ Thị Mai"),
        ("Tẫm Văn Bảo", "Lâm Văn Bảo"),
        ("tấm Văn Bảo", "Lâm Văn Bảo"),
        ("Đã Văn Bảo", "Đỗ Văn Bảo"),
        ("HữŸnh Văn Bảo", "Huỳnh Văn Bảo"),
        ("Fa Thị Mai", "Tạ Thị Mai"),
        ("Tế Văn Bảo", "Tế Văn Bảo"),
    ],
)
def test_a_short_family_name_by_letters_that_look_alike(read: str, meant: str):
    assert mended_name(read) == meant


def test_no_syllable_of_a_name_begins_with_ih():
    assert mended_given("Vũ Thị Ihu Loan") == ("Vũ Thị Thu Loan", True)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Bùi Thị Hãng", "Bùi Thị Hằng"),
        ("Bùi Thị Băng", "Bùi Thị Băng"),
        ("Lê Văn Thuy", "Lê Văn Thuy"),
        ("Bùi Xoang", "Bùi Xoang"),
    ],
)
def test_the_marks_of_a_given_name_where_one_alone_has_its_letters(read: str, meant: str):
    assert mended_last(read) == meant


def numbered(own: str, cited: str) -> float:
    citing = document(index=0, references=(Reference(**found(cited).model_dump()),))
    issued = document(index=1, number=found(own), number_parts=NumberParts(number=own[:3], symbol="TB-VPCP", type_code="TB"))
    return of_number(issued, [citing, issued], None)


def test_a_number_that_is_cited_but_for_one_figure_is_doubted():
    assert numbered("371/TB-VPCP", "371/TB-VPCP") > numbered("371/TB-VPCP", "15/KH-UBND") > numbered("371/TB-VPCP", "271/TB-VPCP")


@pytest.mark.parametrize(
    ("read", "number"),
    [("Số: 3477 /7TB-UBND", "3477/TB-UBND"), ("Số: 368 /IB-VPCP", "368/TB-VPCP"), ("Số: 140 /0:TB-VPCP", "140/TB-VPCP")],
)
def test_strokes_before_a_types_code_and_a_t_read_as_a_bar(read: str, number: str):
    value, _ = find_number(text_rows(read), "state")
    assert value is not None
    assert value.value == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Nghị quyết số 4L/NQ-CP ngày 12/5/2024 của Chính phủ", "41/NQ-CP"),
        ("Thông báo số 44-TB/TÚ, ngày 16-7-2024 của Tỉnh ủy", "44-TB/TU"),
        ("Thông báo số 218:TB-VPCP ngày 12/01/2022", "218/TB-VPCP"),
        ("Nghị định số 83:2020 ND-CP ngày 17/7/2020", "83/2020/NĐ-CP"),
        ("Công văn số 1178 BTC-NSNN ngày 12/01/2022", "1178/BTC-NSNN"),
        ("Công văn số 6920/BTC.-NSNN ngày 12/01/2022", "6920/BTC-NSNN"),
        ("Tờ trình số 180/TTï-SXD ngày 12/01/2022", "180/TTr-SXD"),
        ("Thông tư số 20/2022/1T-BTNMT ngày 21/01/2022", "20/2022/TT-BTNMT"),
    ],
)
def test_citations_with_letters_for_figures_and_specks_over_codes(text: str, number: str):
    assert [citation.number for citation in find_citations(text)] == [number]


def test_a_name_with_an_impossible_syllable_or_without_its_capital_is_doubted():
    assert of_name(found("Vũ Thị Thxu Loan")) < of_name(found("Vũ Thị Thu Loan")) - 2
    assert of_name(found("Trần Văn Bảo", raw="tnan Văn Bảo")) < of_name(found("Trần Văn Bảo", raw="Tnan Văn Bảo"))


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("358/TTr-SVHTTDI", "358/TTr-SVHTTDL"),
        ("2712/BYF-DP", "2712/BYT-DP"),
        ("12/SYI-NVY", "12/SYT-NVY"),
        ("12/ABC-XYZ", "12/ABC-XYZ"),
    ],
)
def test_the_code_of_an_office_that_looks_like_the_one_read(read: str, meant: str):
    assert normal_number(read) == meant


def test_of_two_codes_that_look_alike_the_one_with_the_first_letter_is_meant():
    assert looks_like("BYF", ("BYT", "SYT")) == "BYT"
    assert looks_like("RYF", ("BYT", "SYT")) is None
    assert looks_like("BYT", ("BYT", "SYT")) is None


def test_a_number_right_behind_its_label_is_cited():
    sheet = letter_sheet()
    sheet.body("Căn cứ Thông báo số.278/TB-VPCP ngày 12/01/2022 của Văn phòng Chính phủ./.")
    sheet.foot(FOOT_LEFT, FOOT_RIGHT)
    assert "278/TB-VPCP" in [reference.value for reference in only(sheet).references]


@pytest.mark.parametrize(
    ("printed", "issuer", "place"),
    [
        ("Ninh Hỏi", "Ủy ban nhân dân huyện Ninh Hải", "Ninh Hải"),
        ("Thanh Hóa", "Ủy ban nhân dân huyện Thạnh Hóa, tỉnh Long An", "Thạnh Hóa"),
        ("Phan Rang", "Ủy ban nhân dân tỉnh Ninh Thuận", "Phan Rang"),
        ("Hà Nội", "Ủy ban nhân dân thành phố Hà Nội", "Hà Nội"),
    ],
)
def test_the_place_is_spelt_as_in_the_issuers_name(printed: str, issuer: str, place: str):
    agreed = agreed_place(found(printed), found(issuer))
    assert isinstance(agreed, Found)
    assert agreed.value == place


@pytest.mark.parametrize(
    ("read", "word"),
    [("LHOA cóc,", "HỎA TỐC"), ("PRHĂN", "KHẨN"), ("§T7TT 06/7/202, XĂNH", None), ("SAO Y BẢN CHÍNH", None), ("ĐẾN", None)],
)
def test_a_torn_urgency_stamp_by_most_of_its_letters(read: str, word: str | None):
    assert _torn_word(read, URGENCY) == word


def test_a_dash_for_a_blank_in_the_date_line():
    sheet = letter_sheet(date="Kiên Giang, ngày 24 tháng 6-năm-2023")
    sheet.foot(FOOT_LEFT, FOOT_RIGHT)
    issued = only(sheet).issued_on
    assert issued is not None
    assert issued.value == "2023-06-24"

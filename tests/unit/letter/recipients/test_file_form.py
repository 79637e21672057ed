"""The form of Lưu items of other offices, what of a list's rows is none of an item, and where names and subjects end in a text."""

import pytest

from tasks.core.letter.issuer.full_name import join_names
from tasks.core.letter.issuer.issuer import split_letterhead
from tasks.core.letter.issuer.letterhead import letterhead
from tasks.core.letter.recipients.file_form import has_form, is_unit_by_name
from tasks.core.letter.recipients.naming import is_garbled, squash
from tasks.core.letter.recipients.recipients import file_parts, find_recipients
from tasks.core.letter.rows.signs import national_title
from tasks.core.letter.understand import understand
from tasks.core.vietnamese.text import text_page
from tests.unit.letter.made import span_of, text_rows


@pytest.mark.parametrize(
    "text",
    [
        "Lưu: PC08",
        "Lưu: VT, QLN (Hg.08b)",
        "Lưu: VT, TM. H08",
        "Lưu VT, Phòng TT-BC",
        "Lưu VP Đảng ủy",
        "Lưu: VT, KTN (lnphong)",
        'Lưu: VT, hthoa, "HT"',
        "Lưu VP, phòng LLCT",
        "Lưu VT, hồ sơ",
        "Lưu: VT, NVDTPC, 7b",
        "Lưu: VT, P.KHCN&HTQT",
        "Lưu: VT, Phòng TTr",
        "Lưu: VT, CC KL, QLĐĐ",
        "Lưu: CAH (CSGT)",
        "Lưu: VT, KH+VT, KT",
    ],
)
def test_lists_of_police_departments_and_the_party_end_so(text: str) -> None:
    assert has_form(text)


def test_torn_letters_are_no_form() -> None:
    assert not has_form("Lưu: VT, §KH o")


def test_a_unit_is_known_by_its_name_and_its_number_only_where_it_was_well_read() -> None:
    assert is_unit_by_name("Lưu Văn phòng, Phòng Nghiệp vụ I", well_read=True)
    assert not is_unit_by_name("Lưu Văn phòng, Phòng Nghiệp vụ I", well_read=False)
    assert is_unit_by_name("Lưu: VT, Ban Phong trào", well_read=False)


def test_an_office_of_the_police_is_a_unit_and_no_drafter() -> None:
    assert file_parts("Lưu: VT, PC08")[:2] == ("PC08", None)


@pytest.mark.parametrize("text", ["Ban Thường trực MTTQ Việt Nam KT. (để b/c)", "Chi nhánh các huyện, thành PHÓ GIÁM ĐỐC phố"])
def test_words_of_the_signers_column_are_none_of_an_item(text: str) -> None:
    assert is_garbled(text)


def test_codes_in_an_item_are_no_words_of_signers() -> None:
    assert not is_garbled("Phòng KHTC, Phòng QLVT - Sở GTVT")


def test_a_c_read_as_the_sign_of_a_currency_is_the_same_letter() -> None:
    assert squash("Giám đốc (b/€)") == squash("Giám đốc (b/c)")


def test_the_last_word_of_a_name_is_no_body() -> None:
    """ĐAI of đất đai looks like ĐÀI."""
    above, own = split_letterhead(list(text_rows("SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG\nTỈNH SAO MAI\nVĂN PHÒNG ĐĂNG KÝ ĐẤT\nĐAI")))
    assert [row.text for row in own] == ["VĂN PHÒNG ĐĂNG KÝ ĐẤT", "ĐAI"]
    assert len(above) == 2


def test_the_standing_committee_of_a_council_is_named_with_it() -> None:
    above, own = split_letterhead(list(text_rows("HỘI ĐỒNG NHÂN DÂN\nTỈNH SAO MAI\nTHƯỜNG TRỰC")))
    assert ([len(above), own[0].text]) == [2, "THƯỜNG TRỰC"]
    assert join_names("Thường trực", "Hội đồng nhân dân tỉnh Sao Mai") == "Thường trực Hội đồng nhân dân tỉnh Sao Mai"


def test_a_paragraph_behind_the_subject_of_a_text_is_none_of_it() -> None:
    body = "Trong 24 giờ qua, ở khu vực này đã có mưa to đến rất to; lượng mưa phổ biến 80 - 150 mm, có nơi trên 200 mm, " * 2
    head = "ĐÀI KHÍ TƯỢNG THỦY VĂN\nKHU VỰC SAO MAI\nSố: 126/TB-ĐKV\nSao Mai, ngày 26 tháng 9 năm 2023\nTHÔNG BÁO"
    page = text_page(f"{head}\nVề diễn biến mưa, lũ trên khu vực\n{body}lũ có thể lên.\nNơi nhận:\n- Lưu: VT.")
    letter = understand([page]).documents[0]
    assert letter.subject is not None
    assert letter.subject.value == "Về diễn biến mưa, lũ trên khu vực"


def test_a_purpose_on_a_row_of_its_own_is_of_the_item_above() -> None:
    rows = text_rows("Nơi nhận:\n- Ban Tuyên giáo và Dân vận Trung ương\n(b/c);\n- Lưu: VT.")
    assert [item.value for item in find_recipients(rows)] == ["Ban Tuyên giáo và Dân vận Trung ương (b/c)", "Lưu: VT"]


def test_whose_committee_it_is_may_stand_on_the_next_row() -> None:
    above, own = split_letterhead(list(text_rows("ĐẢNG BỘ TỈNH SAO MAI\nBAN CHẤP HÀNH\nĐẢNG BỘ XÃ HÒA HỢP")))
    assert [row.text for row in above] == ["ĐẢNG BỘ TỈNH SAO MAI"]
    assert [row.text for row in own] == ["BAN CHẤP HÀNH", "ĐẢNG BỘ XÃ HÒA HỢP"]


def test_codes_of_bodies_run_in_capitals_and_are_no_words_of_a_signer() -> None:
    assert not is_garbled("CT, các PCT UBND tỉnh (b/c)")


@pytest.mark.parametrize(
    "name",
    ["HỘI CHỮ THẬP ĐỎ VIỆT NAM", "CỤC HÀNG HẢI VIỆT NAM", "HỘI LUẬT GIA VIỆT NAM", "HỘI HỮU NGHỊ VIỆT NAM", "HỘI NGHỀ CÁ VIỆT NAM"],
)
def test_a_name_that_ends_in_viet_nam_is_no_national_title(name: str) -> None:
    assert national_title(name) is None


@pytest.mark.parametrize(
    "title",
    [
        "CỘNG HÒA XÃ HÔI CHÙ NGHĨA VIÊT NAM",
        "XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "GONG HOA XA HQI CHỦ NGHlA VlỆT N",
        "A XQ HỘI CHQ NGHĨQ VIỆT NAM",
    ],
)
def test_a_torn_national_title_is_one(title: str) -> None:
    assert national_title(title) is not None


def test_a_star_below_the_name_of_a_committee_is_none_of_it() -> None:
    head = span_of("", head="ĐẢNG BỘ TỈNH SAO MAI\nĐẢNG ỦY CÁC CƠ QUAN ĐẢNG TỈNH\n3k\nSố 33-TB/ĐU")
    assert [row.text for row in letterhead(head)] == ["ĐẢNG BỘ TỈNH SAO MAI", "ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG TỈNH"]


def test_a_branch_is_told_from_its_company_by_its_code() -> None:
    rows = list(text_rows("CÔNG TY ĐIỆN LỰC SAO MAI\nĐIỆN LỰC HÒA HỢP"))
    assert [len(part) for part in split_letterhead(rows, "ĐLHH")] == [1, 1]
    assert [len(part) for part in split_letterhead(rows, "PCSM")] == [0, 2]


def test_the_state_at_the_end_of_a_name_is_no_body_of_its_own() -> None:
    above, own = split_letterhead(list(text_rows("BỘ SAO MAI\nCỤC VĂN THƯ VÀ LƯU TRỮ\nNHÀ NƯỚC")))
    assert ([row.text for row in above], len(own)) == (["BỘ SAO MAI"], 2)

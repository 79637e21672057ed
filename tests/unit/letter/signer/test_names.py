"""Names of signers as bad scans show them; all invented."""

import pytest

from tasks.core.letter.signer.signer_name import as_name, name_of
from tasks.core.letter.vocabulary.family_names import meant_family
from tasks.core.letter.vocabulary.given_names import mended_given, mended_last
from tasks.core.letter.vocabulary.names import has_surname, is_name, is_name_word, mended_name
from tasks.core.letter.vocabulary.titles import torn
from tasks.core.letter.vocabulary.whole_name import is_damaged_name
from tests.unit.letter.made import text_rows


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Bhạm Thị Lệ Chi", "Phạm Thị Lệ Chi"),
        ("Huàng Văn Bảo", "Hoàng Văn Bảo"),
        ("Puan Hữu Tín", "Phan Hữu Tín"),
        ("VWõ Đức Tâm", "Võ Đức Tâm"),
        ("Höàng Minh Tâm", "Hoàng Minh Tâm"),
        ("Võ-Thị Ngọc Mai", "Võ Thị Ngọc Mai"),
        ("Trần Phị Bích Chi", "Trần Thị Bích Chi"),
        ("Lý Vhị Bích Chi", "Lý Thị Bích Chi"),
        ("®gö Thị Bích Chi", "Ngô Thị Bích Chi"),
        ("H àng Minh Tâm", "Hoàng Minh Tâm"),
        ("M i Lưu Chung", "Mai Lưu Chung"),
        ("1rịnh Hữu Sang", "Trịnh Hữu Sang"),
        ("xVũ Thị Bích Chi", "Vũ Thị Bích Chi"),
    ],
)
def test_a_family_name_is_put_right_where_one_is_meant(read: str, meant: str):
    assert mended_name(read) == meant
    assert is_name(meant)


@pytest.mark.parametrize(
    "read",
    ["Ương Thị Thu Chi", "V Minh An", "Thị Lệ Chi", "Lê Nhị Hà", "Công Hoàn", "Y Thanh Hà Niê Kđăm", "Chu Văn An"],
)
def test_a_name_that_several_may_be_meant_by_stays_as_read(read: str):
    assert mended_name(read) == read


def test_thi_alone_is_no_family_name():
    assert not has_surname("Thị Lệ Chi")
    assert has_surname("Tạ Thị Lệ Chi")


@pytest.mark.parametrize(
    ("read", "title"),
    [
        ("N THƯƠNG VỤ", "BAN THƯỜNG VỤ"),
        ("BÍ THƯ THƯỜNG TRỰC", "PHÓ BÍ THƯ THƯỜNG TRỰC"),
        ("páô Bí THỪ THƯỜNG TRỰC", "PHÓ BÍ THƯ THƯỜNG TRỰC"),
    ],
)
def test_a_title_half_under_the_seal_is_known_by_the_rest(read: str, title: str):
    assert torn(read) == title


@pytest.mark.parametrize("read", ["SỞ TÀI CHÍNH", "NGUYỄN VĂN THANH", "PHÒNG CHÁY", "TRƯỞNG", "KÝ TÊN ĐÓNG DẤU"])
def test_other_capitals_are_no_title(read: str):
    assert torn(read) is None


@pytest.mark.parametrize(
    ("read", "meant", "possible"),
    [
        ("Hồ Kgọc Hiệp", "Hồ Ngọc Hiệp", True),
        ("Lê Thị Mai", "Lê Thị Mai", True),
        ("Lê Xqrt Mai", "Lê Xqrt Mai", False),
        ("Y Thoan Niê", "Y Thoan Niê", False),
        ("Hồ Vấn Khánh", "Hồ Văn Khánh", False),
        ("Hồ Vân Khánh", "Hồ Vân Khánh", True),
        ("Hồ Thị Vấn", "Hồ Thị Vấn", True),
        ("Lâm AXn Ngọc Tuyết", "Lâm Thị Ngọc Tuyết", False),
    ],
)
def test_syllables_that_no_name_has(read: str, meant: str, possible: bool):  # noqa: FBT001
    assert mended_given(read) == (meant, possible)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("TIồ Thị Cúc", "Hồ Thị Cúc"),
        ("lạ Đình Khôi", "Tạ Đình Khôi"),
        ("Iê Văn Sáu", "Lê Văn Sáu"),
        ("Lm Quang Hợi", "Lâm Quang Hợi"),
        ("Caø Minh Thơ", "Cao Minh Thơ"),
        ("T:ầñ Ngọc Quế", "Trần Ngọc Quế"),
        ("N Cao Minh Thơ", "Cao Minh Thơ"),
        ("LếMinh Hạo", "Lê Minh Hạo"),
        ("Vũ 1hị Nết", "Vũ Thị Nết"),
        ("Vũ T hị Hoài Nết", "Vũ Thị Hoài Nết"),
        ("Vũ Thị kim Í.oan", "Vũ Thị Kim Loan"),
        ("Chấn Văn Út", "Châu Văn Út"),
        ("Lạ Văn Út", "Tạ Văn Út"),
        ("La Văn Út", "La Văn Út"),
        ("trần Văn Út", "Trần Văn Út"),
    ],
)
def test_a_family_name_of_which_the_scan_has_torn_a_stroke_is_put_right(read: str, meant: str) -> None:
    assert as_name(read) == meant


@pytest.mark.parametrize("text", ["Sở Tư pháp xem xét", "Trần Thị xã Bình"])
def test_a_small_letter_that_no_given_name_begins_with_stays(text: str) -> None:
    assert as_name(text) == text


@pytest.mark.parametrize("name", ["Y Cao Biêr Niê", "H Cao Văn A", "Lê Văn Tám", "Tần Văn Minh", "Tạ Đình Anh", "Nguyễn An"])
def test_a_name_that_is_whole_stays(name: str) -> None:
    assert as_name(name) == name


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("I.ê Văn Bảo", "Lê Văn Bảo"),
        ("ý Văn Bảo", "Lý Văn Bảo"),
        ("Vẽ Thị Mai", "Võ Thị Mai"),
        ("Hữ Thị Mai", "Hồ Thị Mai"),
        ("Đặng 7 Văn Bảo", "Đặng Văn Bảo"),
        ("Tẫm Văn Bảo", "Lâm Văn Bảo"),
        ("tấm Văn Bảo", "Lâm Văn Bảo"),
        ("Đã Văn Bảo", "Đỗ Văn Bảo"),
        ("HữŸnh Văn Bảo", "Huỳnh Văn Bảo"),
        ("Fa Thị Mai", "Tạ Thị Mai"),
        ("Tế Văn Bảo", "Lê Văn Bảo"),
        ("tuáchrThị Ngọc Mai", "Quách Thị Ngọc Mai"),
        ("bê Thị Mai", "Lê Thị Mai"),
        ("f\u203ahâu Đức Bảo", "Châu Đức Bảo"),
        ("Đinh X Thị Lệ Mai", "Đinh Thị Lệ Mai"),
        ("Tạ THÍ Ngọc Mai", "Tạ Thị Ngọc Mai"),
        ("Tạ TÍl Ngọc Mai", "Tạ Thị Ngọc Mai"),
        ("Trần Minh T huận", "Trần Minh Thuận"),
        ("Trần Minh H xyz", "Trần Minh H xyz"),
        ("Tý Văn Bảo", "Lý Văn Bảo"),
        ("Chân Thị Mai", "Châu Thị Mai"),
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
        ("Bùi Van Xinh", "Bùi Văn Xinh"),
        ("Bùi Xoang", "Bùi Xoang"),
    ],
)
def test_the_marks_of_a_given_name_where_one_alone_has_its_letters(read: str, meant: str):
    assert mended_last(read) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Bài", "Bùi"),
        ("Fran", "Trần"),
        ("Eế", "Lê"),
        ("Iran", "Trần"),
        ("guyễn", "Nguyễn"),
        ("Bùi", "Bùi"),
        ("ương", None),
        ("a", None),
        ("Xyz", None),
        ("...", None),
    ],
)
def test_the_family_name_that_a_torn_syllable_is_most_likely(read: str, meant: str | None):
    assert meant_family(read) == meant


def test_a_word_of_a_name_is_known_by_its_spelling():
    assert is_name_word("Trần")
    assert is_name_word("Hằng")
    assert not is_name_word("Tran")
    assert not is_name_word("Van")


def test_an_arc_in_a_names_first_word_leaves_it_a_damaged_name():
    assert is_damaged_name("f\u203ahâu Đức Bảo")
    assert not is_damaged_name("f\u203ahâu đức bảo")


def test_a_rare_family_name_stays_as_a_text_has_it_and_is_a_misread_one_on_a_bad_scan():
    (row,) = text_rows("Ngọ Văn Bình")
    assert name_of(row).value == "Ngọ Văn Bình"
    assert name_of(row).confidence > 0.9
    assert mended_name("Ngọ Văn Bình") == "Ngô Văn Bình"
    assert mended_name("Ngọ Văn Bình", rare=True) == "Ngọ Văn Bình"

import pytest

from schemas.letter import NumberParts
from tasks.core.letter.parts.doctype import find_doctype, type_word
from tasks.core.letter.vocabulary.doctypes import BY_CODE, BY_WORD, CODES_OF, DOC_TYPES
from tests.unit.letter.made import found, text_rows


@pytest.mark.parametrize(
    ("printed", "word"),
    [
        ("THÔNG BÁO", "THÔNG BÁO"),
        ("QUYẾT ĐỊNH:", "QUYẾT ĐỊNH"),
        ("- KẾ HOẠCH -", "KẾ HOẠCH"),
        ("_ TỜTRÌNH ộ", "TỜ TRÌNH"),
        ("im CHỈ THỊ", "CHỈ THỊ"),
        ("B Á O C Á O", "BÁO CÁO"),
        ("THỐNG BÁO", "THÔNG BÁO"),
        ("BÁO CÁO Kết quả thực hiện nhiệm vụ năm 2022", "BÁO CÁO"),
        ("THƯ MỜI", "THƯ MỜI"),
    ],
)
def test_type_words(printed: str, word: str) -> None:
    found = type_word(printed)
    assert found is not None
    assert found[0] == word


@pytest.mark.parametrize(
    "text",
    [
        "Thông báo",
        "UBND TỈNH KIÊN GIANG",
        "CHÁNH VĂN PHÒNG",
        "BAN THƯỜNG VỤ",
        "PHÓ CHỦ TỊCH",
        "Báo cáo số 12/BC-SNV",
        "VĂN PHÒNG",
        "HỘI ĐỒNG NHÂN DÂN",
        "BỘ TƯ LỆNH",
        "CÔNG AN",
        "HỘI ĐỒNG",
        "SỞ KẾ HOẠCH",
        "KẾ HOẠCH VÀ ĐẦU TƯ",
    ],
)
def test_what_is_no_type_word(text: str) -> None:
    assert type_word(text) is None


def test_the_type_word_decides_and_a_contrary_code_makes_it_less_sure() -> None:
    row = text_rows("GIẤY MỜI")[0]
    agreeing = find_doctype(row, NumberParts(type_code="GM"), None, "state", form=None)
    contrary = find_doctype(row, NumberParts(type_code="TB"), None, "state", form=None)
    assert agreeing is not None
    assert contrary is not None
    assert agreeing.value == contrary.value == "giay_moi"
    assert contrary.confidence < agreeing.confidence


def test_without_a_type_word_the_code_decides_then_the_form() -> None:
    row = text_rows("Số: 12/TB-SNV")[0]
    number = row.found(4, 13, rule="number.state")
    by_code = find_doctype(None, NumberParts(type_code="TB"), number, "state", form=None)
    assert by_code is not None
    assert (by_code.value, by_code.rule) == ("thong_bao", "doctype.symbol_code")
    by_form = find_doctype(None, NumberParts(), None, "state", form=text_rows("V/v nghỉ lễ")[0])
    assert by_form is not None
    assert (by_form.value, by_form.rule) == ("cong_van", "doctype.form")


def test_nothing_shown_is_nothing_found() -> None:
    assert find_doctype(None, None, None, "state", form=None) is None


def test_a_code_of_the_places_letters_is_no_types_for_sure() -> None:
    number, form = found("2760/KH-THNS"), text_rows("V/v nghỉ lễ")[0]
    own = find_doctype(None, NumberParts(type_code="KH"), number, "state", form=form, place="Khánh Hòa")
    plan = find_doctype(None, NumberParts(type_code="KH"), number, "state", form=form, place="Long An")
    assert own is not None
    assert plan is not None
    assert own.value == "cong_van"
    assert own.confidence < 0.7
    assert plan.value == "ke_hoach"


def test_the_partys_letters_carry_a_code() -> None:
    row = text_rows("Số 12-CV/TU")[0]
    number = row.found(3, 11, rule="number.party")
    found = find_doctype(None, NumberParts(type_code="CV"), number, "party", form=None)
    assert found is not None
    assert found.value == "cong_van"


def test_the_table_has_all_types_of_the_decree_and_no_code_twice() -> None:
    decree = {
        "NQ",
        "QĐ",
        "CT",
        "QC",
        "QyĐ",
        "TC",
        "TB",
        "HD",
        "CTr",
        "KH",
        "PA",
        "ĐA",
        "DA",
        "BC",
        "BB",
        "TTr",
        "HĐ",
        "CĐ",
        "BGN",
        "BTT",
        "GUQ",
    }
    assert decree | {"GM", "GGT", "GNP", "PG", "PC", "PB", "SY", "TrS", "SL"} <= set(BY_CODE)
    codes = [code for kind in DOC_TYPES for code in kind.codes]
    assert len(codes) == len(set(codes))
    assert all(CODES_OF[name] or name for name in BY_WORD.values())

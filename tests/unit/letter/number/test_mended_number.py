import pytest

from schemas.letter import NumberParts, System
from schemas.page import Zone
from tasks.core.letter.number.mended_number import (
    expected_code,
    glued_symbol,
    mend_number,
    torn_number,
    with_torn_stroke,
    with_year,
)
from tasks.core.letter.number.number import parts_of
from tasks.core.letter.number.torn_symbols import mended_number
from tasks.core.letter.rows.lines import row_of
from tests.unit.letter.letters import Sheet
from tests.unit.letter.made import found


@pytest.mark.parametrize(
    ("issuer", "code"),
    [
        ("SỞ Y TẾ", "SYT"),
        ("SỞ NGOẠI VỤ", "SNgV"),
        ("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "SLĐTBXH"),
        ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "SVHTTDL"),
        ("ỦY BAN NHÂN DÂN TỈNH LONG AN", "UBND"),
        ("VĂN PHÒNG CHÍNH PHỦ", "VPCP"),
        ("TRƯỜNG ĐẠI HỌC SAO MAI", None),
    ],
)
def test_codes_that_names_give(issuer: str, code: str | None) -> None:
    assert expected_code(issuer) == code


def mended(code: str, confidence: float, *, issuer: str = "SỞ Y TẾ") -> tuple[str, str, float]:
    number = found(f"45/{code}-NVY", confidence=confidence, rule="number.state")
    parts = NumberParts(number="45", symbol=f"{code}-NVY", issuer_code=code, unit_code="NVY")
    value, changed = mend_number(number, parts, found("Sở Y tế", raw=issuer, rule="issuer.head"), None)
    assert value is not None
    assert changed is not None
    assert value.value == f"45/{changed.symbol}"
    return value.value, value.rule, value.confidence


def test_a_badly_read_code_gets_its_letter_back_and_stays_unsure() -> None:
    assert mended("SVT", 0.7) == ("45/SYT-NVY", "number.state.mended", 0.6)
    assert mended("JJSYT", 0.3) == ("45/SYT-NVY", "number.state.mended", 0.3)


@pytest.mark.parametrize(("code", "confidence"), [("SVT", 0.95), ("STC", 0.5), ("SYT", 0.5), ("UBND", 0.5)])
def test_well_read_or_far_codes_stay(code: str, confidence: float) -> None:
    assert mended(code, confidence) == (f"45/{code}-NVY", "number.state", confidence)


def test_a_type_code_against_the_type_word() -> None:
    number = found("77/PB-VPCP", confidence=0.4, rule="number.state")
    parts = NumberParts(number="77", symbol="PB-VPCP", type_code="PB", issuer_code="VPCP")
    value, changed = mend_number(number, parts, None, found("thong_bao", rule="doctype.type_word"))
    assert value is not None
    assert changed is not None
    assert (value.value, changed.type_code) == ("77/TB-VPCP", "TB")


def test_nothing_to_mend() -> None:
    assert mend_number(None, None, None, None) == (None, None)


@pytest.mark.parametrize(
    ("read", "filed", "meant"),
    [
        ("HCTCG", "HCTC", "HCTC"),
        ("RT", "KT", "KT"),
        ("RSTT", None, "KSTT"),
        ("QLDT", None, "QLĐT"),
        ("NVX", "NVY", "NVX"),
        ("KSTT", "KSTC", "KSTT"),
        ("TCKB", None, "TCKB"),
        ("P", "PC", "PC"),  # its end is gone
        ("QLDI", "QLĐT", "QLĐT"),
        ("TM", "TMXD", "TM"),
    ],
)
def test_a_badly_read_unit_is_the_one_that_the_file_item_names(read: str, filed: str | None, meant: str) -> None:
    number = found(f"45/SYT-{read}", confidence=0.5, rule="number.state")
    parts = NumberParts(number="45", symbol=f"SYT-{read}", issuer_code="SYT", unit_code=read)
    value, changed = mend_number(number, parts, None, None, filed)
    assert value is not None
    assert changed is not None
    assert (value.value, changed.unit_code) == (f"45/SYT-{meant}", meant)
    well_read = number.model_copy(update={"confidence": 0.95})
    assert mend_number(well_read, parts, None, None, filed) == (well_read, parts)


def test_a_units_code_that_nobody_has_is_doubted_where_the_file_item_has_one_that_looks_like_it() -> None:
    number = found("45/SYT-VE", confidence=0.92, rule="number.state")
    parts = NumberParts(number="45", symbol="SYT-VE", issuer_code="SYT", unit_code="VE")
    value, changed = mend_number(number, parts, None, None, "VP")
    assert value is not None
    assert changed is not None
    assert (value.value, changed.unit_code) == ("45/SYT-VP", "VP")
    assert value.confidence < 0.9
    for filed in (None, "NC", "VE", "VF"):  # VF: no list has it either
        assert mend_number(number, parts, None, None, filed) == (number, parts)


def test_the_units_code_is_put_right_and_not_the_same_letter_before_it() -> None:
    number = found("45/SP-P", confidence=0.5, rule="number.state")
    value, _ = mend_number(number, NumberParts(number="45", symbol="SP-P", issuer_code="SP", unit_code="P"), None, None, "PC")
    assert value is not None
    assert value.value == "45/SP-PC"


def test_a_code_that_nobody_has_is_its_printed_issuers() -> None:
    assert mended("SXĐĐ", 0.4, issuer="SỞ XÂY DỰNG")[0] == "45/SXD-NVY"
    assert mended("SCT", 0.4, issuer="SỞ XÂY DỰNG")[0] == "45/SCT-NVY"


def test_a_blank_before_a_code_is_where_the_stroke_was() -> None:
    assert mended_number("6217 SGTVT-CCHC", "cong_van", None, bodies=("SGTVT",)) == "6217/SGTVT-CCHC"
    assert mended_number("6217SGTVT-CCHC", "cong_van", None, bodies=("SGTVT",)) == "621/SGTVT-CCHC"


@pytest.mark.parametrize(
    ("read_as", "doctype", "value"),
    [
        ("Số: AđĐirB-ĐH SM", "thong_bao", "/TB-ĐHSM"),
        ("Số: 4KH-ĐHSM", "ke_hoach", "/KH-ĐHSM"),
        ("Số: AđĐirB-ĐHSM", "quyet_dinh", None),
        ("Số: AđĐirB", "thong_bao", None),
    ],
)
def test_a_number_that_was_written_over_the_stroke_leaves_the_symbol(read_as: str, doctype: str, value: str | None) -> None:
    sheet = Sheet()
    sheet.put(read_as, Zone.HEAD_LEFT, left=0.2)
    rows = [row_of(line) for line in sheet.page().lines]
    number, parts = glued_symbol(rows, found(doctype, rule="doctype.type_word"))
    assert (number.value if number else None) == value
    assert number is None or (number.confidence <= 0.3 and parts is not None and parts.number is None)


@pytest.mark.parametrize(
    ("read_as", "year", "value"),
    [("122025", 2025, "12/2025/NQ-HĐND"), ("122025", 2024, "122025/NQ-HĐND"), ("2025", 2025, "2025/NQ-HĐND")],
)
def test_a_year_that_ran_into_the_number(read_as: str, year: int, value: str) -> None:
    parts = NumberParts(number=read_as, symbol="NQ-HĐND", type_code="NQ", issuer_code="HĐND")
    number, changed = with_year(found(f"{read_as}/NQ-HĐND", rule="number.state"), parts, year)
    assert number is not None
    assert number.value == value
    assert changed is not None
    assert (changed.year == year) == (value.count("/") == 2)


@pytest.mark.parametrize(
    ("raw", "value", "kind", "issuer", "meant"),
    [
        ("Số: 30087LB-VP", "30087/LB-VP", "thong_bao", "VĂN PHÒNG", "3008/TB-VP"),
        ("Số: 208 RH-SLLTTI", "208/RH-SLLTTI", "ke_hoach", "SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "208/KH-STTTT"),
        ("Số: 12/TB-VP", "12/TB-VP", "thong_bao", "VĂN PHÒNG", "12/TB-VP"),
        ("Số: 12/XY-VP", "12/XY-VP", "thong_bao", "CÔNG TY ĐIỆN LỰC", "12/XY-VP"),
    ],
)
def test_a_heads_number_that_lost_its_stroke(raw: str, value: str, kind: str, issuer: str, meant: str):
    parts = parts_of(value, "state")
    read = found(value, raw=raw, confidence=0.5, rule="number.state")
    head, word = found(issuer, rule="issuer.head"), found(kind, rule="doctype.type_word")
    number, mended = with_torn_stroke(read, parts, head, word, "state")
    assert number is not None
    assert mended is not None
    assert number.value == meant
    assert number.confidence == 0.5
    sure = read.model_copy(update={"confidence": 0.95})
    assert with_torn_stroke(sure, parts, head, word, "state")[0] == sure


def test_a_code_whose_letters_all_look_like_the_issuers_is_that_one():
    read = found("2293/STLLT-BVMT", confidence=0.6, rule="number.state")
    number, _ = mend_number(read, parts_of(read.value, "state"), found("SỞ THÔNG TIN VÀ TRUYỀN THÔNG", rule="issuer.head"), None)
    assert number is not None
    assert number.value == "2293/STTTT-BVMT"


@pytest.mark.parametrize(
    ("text", "system", "issuer", "kind", "meant"),
    [
        ("Số 192-CT TU", "party", "TỈNH ỦY KIÊN GIANG", "chi_thi", "192-CT/TU"),
        ("Số 267 -TI3/TU", "party", "TỈNH ỦY KIÊN GIANG", "thong_bao", "267-TB/TU"),
        ("Số: 150 FB-VPCP", "state", "VĂN PHÒNG CHÍNH PHỦ", "thong_bao", "150/TB-VPCP"),
        ("Số:", "state", "VĂN PHÒNG CHÍNH PHỦ", "thong_bao", None),
        ("Số: 12 Hùng Vương", "state", "VĂN PHÒNG CHÍNH PHỦ", "thong_bao", None),
    ],
)
def test_a_number_line_without_strokes_is_read_by_its_type(text: str, system: System, issuer: str, kind: str, meant: str | None):
    sheet = Sheet()
    sheet.put(text, Zone.HEAD_LEFT, left=0.2, sure=0.6)
    rows = [row_of(line, 0) for line in sheet.lines]
    number, parts = torn_number(rows, found(issuer, rule="issuer.head"), found(kind, rule="doctype.type_word"), system)
    assert (number.value if number else None) == meant
    assert (parts is None) == (meant is None)
    assert number is None or number.confidence <= 0.6


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Số: 1223 /35SIC-NVY", "1223/STC-NVY"),
        ("Số: 1223 /7STC-NVY", "1223/STC-NVY"),
        ("Số: 1669 1669:STTC-VX", "1669/STC-VX"),
        ("Số: 7995 /5:5TC-VP", "7995/STC-VP"),
        ("Số: 1223/35SXD-NVY", None),
        ("Số: 12 Hùng Vương", None),
    ],
)
def test_strokes_before_a_letters_code_go_where_the_issuers_is_meant(text: str, meant: str | None):
    sheet = Sheet()
    sheet.put(text, Zone.HEAD_LEFT, left=0.2, sure=0.9)
    rows = [row_of(line, 0) for line in sheet.lines]
    kind = found("cong_van", rule="doctype.form")
    number, _ = torn_number(rows, found("Sở Tài chính", raw="SỞ TÀI CHÍNH", rule="issuer.head"), kind, "state")
    assert (number.value if number else None) == meant
    assert number is None or number.confidence <= 0.6


@pytest.mark.parametrize(
    ("read", "kind", "rule", "meant"),
    [
        ("42-CT/FU", "chi_thi", "doctype.type_word", "42-CT/TU"),  # F is no letter of an office's code
        ("63/TU", "thong_bao", "doctype.type_word", "63-TB/TU"),
        ("42-CT/HU", "chi_thi", "doctype.type_word", "42-CT/HU"),
    ],
)
def test_a_party_symbol_that_no_body_has_is_the_issuers_and_unsure(read: str, kind: str, rule: str, meant: str):
    sure = 0.93 if "-" in read else 0.7
    number, parts = found(read, confidence=sure, rule="number.party"), parts_of(read, "party")
    issuer, word = found("Tỉnh ủy Kiên Giang", raw="TỈNH ỦY KIÊN GIANG", rule="issuer.head"), found(kind, rule=rule)
    torn = with_torn_stroke(number, parts, issuer, word, "party")
    mended_one, _ = mend_number(*torn, issuer, word)
    assert mended_one is not None
    assert mended_one.value == meant
    assert mended_one.confidence <= 0.6 or meant == read


def test_a_party_letter_whose_stroke_was_read_as_a_figure():
    sheet = Sheet()
    sheet.put("Số 436-CV7TU", Zone.HEAD_LEFT, left=0.2, sure=0.8)
    rows = [row_of(line, 0) for line in sheet.lines]
    issuer, kind = found("Tỉnh ủy", raw="TỈNH ỦY LÂM ĐỒNG", rule="issuer.head"), found("cong_van", rule="doctype.form")
    number, _ = torn_number(rows, issuer, kind, "party")
    assert number is not None
    assert (number.value, number.confidence <= 0.6) == ("436-CV/TU", True)

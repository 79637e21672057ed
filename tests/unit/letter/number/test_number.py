import pytest

from schemas.letter import NumberParts, System
from tasks.core.letter.number.number import find_number, parts_of
from tasks.core.letter.rows.lines import row_of
from tests.unit.letter.letters import Sheet
from tests.unit.letter.made import text_rows


def number(text: str, system: System = "state") -> tuple[str | None, NumberParts | None]:
    value, parts = find_number(text_rows(text), system)
    return value.value if value else None, parts


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("Số: 45/SNV-CCHC", "45/SNV-CCHC"),
        ("Số: 4512 /UBND-NC", "4512/UBND-NC"),
        ("Số: 871/ SXD- QLN", "871/SXD-QLN"),
        ("Số: 07/2022/QĐ-UBND", "07/2022/QĐ-UBND"),
        ("SỐ: 12/TB-VPCP", "12/TB-VPCP"),
        ("Sô : 12/TTr-STC", "12/TTr-STC"),
        ("_Số: 33/BC-UBND", "33/BC-UBND"),
        ("Số: 15/QD-UBND", "15/QĐ-UBND"),
        ("Số: 6/CTr-SNV", "6/CTr-SNV"),
        ("Số: 21/GM-BCĐ389", "21/GM-BCĐ389"),
        ("Số: 18/NQ-HĐND.", "18/NQ-HĐND"),
        ("Số: 12a/UBND-VX", "12a/UBND-VX"),
        ("Số: 318 /'SNV-CCHC", "318/SNV-CCHC"),
        ("Số: 6222/5XD-KHTC", "6222/SXD-KHTC"),
    ],
)
def test_number_lines_of_the_state(printed: str, value: str) -> None:
    assert number(printed)[0] == value


@pytest.mark.parametrize("printed", ["Số 52-TB/TU", "Số: 52-TB/TU", "Số 52 - TB/TU"])
def test_number_lines_of_the_party(printed: str) -> None:
    value, parts = number(printed, "party")
    assert value == "52-TB/TU"
    assert parts == NumberParts(number="52", symbol="TB/TU", type_code="TB", issuer_code="TU")


def test_parts_of_a_letter_without_a_type_code() -> None:
    assert number("Số: 45/SNV-CCHC")[1] == NumberParts(number="45", symbol="SNV-CCHC", issuer_code="SNV", unit_code="CCHC")


def test_parts_of_a_legal_document_have_its_year() -> None:
    parts = NumberParts(number="07", symbol="QĐ-UBND", type_code="QĐ", issuer_code="UBND", year=2022)
    assert number("Số: 07/2022/QĐ-UBND")[1] == parts


@pytest.mark.parametrize("printed", ["Số:      /UBND-KT", "Số: đổ? UBND-KT", "Số: ……/UBND-KT", "Số: ổ?ƒ/UBND-KT", "Số: 2đ/UBND-KT"])
def test_an_unreadable_number_is_not_made_up_and_the_symbol_stays(printed: str) -> None:
    value, parts = find_number(text_rows(printed), "state")
    assert value is not None
    assert (value.value, value.rule) == ("/UBND-KT", "number.symbol_only")
    assert value.confidence <= 0.3
    assert parts is not None
    assert (parts.number, parts.symbol) == (None, "UBND-KT")


@pytest.mark.parametrize(
    "printed", ["Số: 2352", "Số đến: 12", "số 12/KH-UBND của tỉnh là", "Kế hoạch số 12/KH-UBND", "Ngày 12/5/2022"]
)
def test_what_is_no_number_line_of_a_head(printed: str) -> None:
    value = number(printed)[0]
    assert value is None or value.startswith("12/KH-UBND") is printed.startswith("số")


def test_a_lost_slash_is_put_back_and_said_to_be_unsure() -> None:
    value, _ = find_number(text_rows("Số: 3725UBND-KT"), "state")
    assert value is not None
    assert value.value == "3725/UBND-KT"
    assert value.confidence <= 0.6


def test_a_letter_read_for_a_digit_makes_the_number_unsure() -> None:
    value, _ = find_number(text_rows("Số: 1O5/UBND-KT"), "state")
    assert value is not None
    assert value.value == "105/UBND-KT"
    assert value.confidence <= 0.6


def test_the_number_is_only_as_sure_as_its_own_digits() -> None:
    sheet = Sheet()
    sheet.head(["Số: 45/SNV-CCHC"], [], sure=0.95)
    line = sheet.lines[0]
    unsure = line.model_copy(
        update={"words": tuple(w.model_copy(update={"confidence": 0.31}) if "45" in w.text else w for w in line.words)}
    )

    value, _ = find_number([row_of(unsure)], "state")
    assert value is not None
    assert value.confidence < 0.32


@pytest.mark.parametrize(
    ("read", "value"), [("Số: 4338:5XD-TCCB", "4338/SXD-TCCB"), ("Số: 612.UBND-NC", "612/UBND-NC"), ("Số: 256 VTLT", "256/VTLT")]
)
def test_a_stroke_of_which_two_ends_are_left_is_a_stroke(read: str, value: str) -> None:
    assert number(read)[0] == value


@pytest.mark.parametrize(
    ("cited", "system", "parts"),
    [
        ("215/TB-VPCP", "state", ("215", "TB-VPCP")),
        ("37-TB/TU", "party", ("37", "TB/TU")),
        ("Chỉ thị 15", "state", None),
    ],
)
def test_parts_of_a_cited_number(cited: str, system: System, parts: tuple[str, str] | None) -> None:
    found = parts_of(cited, system)
    assert (found and (found.number, found.symbol)) == parts


@pytest.mark.parametrize(
    ("read", "number"),
    [("Số: 3477 /7TB-UBND", "3477/TB-UBND"), ("Số: 368 /IB-VPCP", "368/TB-VPCP"), ("Số: 140 /0:TB-VPCP", "140/TB-VPCP")],
)
def test_strokes_before_a_types_code_and_a_t_read_as_a_bar(read: str, number: str):
    value, _ = find_number(text_rows(read), "state")
    assert value is not None
    assert value.value == number


@pytest.mark.parametrize(
    ("read", "system", "value"),
    [
        ("Số: 291 /TB:VPCP", "state", "291/TB-VPCP"),
        ("Số 61-TB:TU", "party", "61-TB/TU"),
        ("Số: 4875;.UBND-KT", "state", "4875/UBND-KT"),
    ],
)
def test_a_colon_between_codes_is_a_torn_sign_on_a_scan_only(read: str, system: System, value: str) -> None:
    sheet = Sheet()
    sheet.head([read], [], sure=0.7)
    row = row_of(sheet.lines[0])
    found, _ = find_number([row], system)
    assert found is not None
    assert found.value == value
    assert found.confidence <= 0.6


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("Số: 517 /TTr--BVĐKT", "517/TTr-BVĐKT"),
        ("Số: 2874/CATP-PV01(TM)", "2874/CATP-PV01(TM)"),
        ("Số: 45/SYT-NVY (bản chính)", "45/SYT-NVY"),
    ],
)
def test_a_dash_read_twice_and_a_bracket_of_the_symbol(row: str, value: str) -> None:
    number, _ = find_number(text_rows(row), "state")
    assert number is not None
    assert number.value == value

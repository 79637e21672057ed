"""A unit's code that nothing else knows speaks against a number that was not read very well."""

from typing import Any

import pytest

from schemas.letter import Authority, NumberParts, PrintedRecipient, Signer
from tasks.core.letter.confidence.calibration import calibrate
from tasks.core.letter.confidence.evidence import of_issuer, of_number
from tasks.core.letter.confidence.unit_evidence import has_lost_twin, is_like_counted, is_like_inspectorate, is_unknown_unit
from tasks.stations.routing import load_registry
from tests.unit.letter.made import document, found


def numbered(unit: str, confidence: float = 0.92, filed: str | None = None, **parts: Any) -> dict[str, Any]:
    item = PrintedRecipient(**found(f"Lưu: VT, {filed}").model_dump(), kind="file", drafting_unit=filed)
    return {
        "number": found(f"45/UBND-{unit}", confidence=confidence),
        "number_parts": NumberParts(number="45", symbol=f"UBND-{unit}", issuer_code="UBND", unit_code=unit, **parts),
        "printed_recipients": (item,) if filed else (),
    }


@pytest.mark.parametrize(
    ("fields", "unknown"),
    [
        (numbered("VE"), True),
        (numbered("VE", filed="NC"), True),
        (numbered("VE", filed="VE"), False),
        (numbered("VE", confidence=0.96), False),
        (numbered("NC"), False),
        (numbered("QLXD"), False),
        (numbered("VE", type_code="TB"), False),
    ],
)
def test_a_units_code_that_nothing_knows(fields: dict[str, Any], *, unknown: bool) -> None:
    assert is_unknown_unit(document(**fields), None) is unknown


@pytest.mark.parametrize(("unit", "unknown"), [("TTT", True), ("TTr", False), ("STC", False)])
def test_a_bodys_code_is_no_witness_where_it_is_a_letter_from_a_units(unit: str, *, unknown: bool) -> None:
    assert is_unknown_unit(document(**numbered(unit)), load_registry()) is unknown


def test_a_code_of_two_parts_is_known_by_its_parts() -> None:
    assert not is_unknown_unit(document(**numbered("BTT-TG")), None)
    assert not is_unknown_unit(document(**numbered("HC-KT")), None)
    assert is_unknown_unit(document(**numbered("BTT-VE")), None)


@pytest.mark.parametrize("unit", ["Đ2", "P4", "NV1", "PC08"])
def test_units_that_an_office_counts_are_known(unit: str) -> None:
    assert not is_unknown_unit(document(**numbered(unit)), None)


def test_a_code_that_the_signers_office_spells_is_known() -> None:
    signer = Signer(authority=(Authority(mark="TM.", of="THƯỜNG TRỰC HĐND"),), name=found("Vũ Văn Mây"))
    assert not is_unknown_unit(document(**numbered("TT"), signers=(signer,)), None)
    assert is_unknown_unit(document(**numbered("TT")), None)


def test_a_code_that_an_item_spells_is_known() -> None:
    fields = numbered("VHM") | {"printed_recipients": (PrintedRecipient(**found("Phòng Văn hóa Mây").model_dump()),)}
    assert not is_unknown_unit(document(**fields), None)


def test_a_short_code_inside_another_of_the_file_item_is_no_witness() -> None:
    assert is_unknown_unit(document(**numbered("VE", filed="VEX")), None)
    assert not is_unknown_unit(document(**numbered("VE", filed="PVE")), None)


def test_a_code_that_the_issuers_name_spells_does_not_contradict_the_listed_one() -> None:
    """387/BCH-ĐVQL of an office that the registry has with BCHQS."""
    registry = load_registry()
    parts = {code: NumberParts(number="45", symbol=f"{code}-VP", issuer_code=code, unit_code="VP") for code in ("BCH", "XYZ")}
    issuer = found("Bộ Chỉ huy Quân sự tỉnh Gia Lai", raw="BỘ CHỈ HUY QUÂN SỰ TỈNH GIA LAI")
    spelt, other = (
        document(number=found(f"45/{code}-VP"), number_parts=parts[code], issuer=issuer, issuer_id="gia-lai/bchqs")
        for code in parts
    )
    assert of_number(spelt, [spelt], registry) >= 2.5 + of_number(other, [other], registry)


def test_a_file_item_that_was_mended_by_the_symbol_is_no_witness() -> None:
    fields = numbered("VE", filed="VE")
    fields["printed_recipients"] = tuple(item.model_copy(update={"raw": "Lưu: VT VP"}) for item in fields["printed_recipients"])
    assert is_unknown_unit(document(**fields), None)


def test_of_a_text_every_code_is_as_printed() -> None:
    fields = numbered("VE")
    fields["number"] = fields["number"].model_copy(update={"box": None, "page": None})
    assert not is_unknown_unit(document(**fields), None)


def test_such_a_number_is_not_sure() -> None:
    doubted, sure = (calibrate([document(**numbered(unit))])[0].number for unit in ("VE", "NC"))
    assert doubted is not None
    assert sure is not None
    assert doubted.confidence < 0.9 <= sure.confidence


def test_a_unit_that_the_subject_says_in_words_is_known() -> None:
    fields = numbered("VHM") | {"subject": found("quản lý vùng hồ mây năm 2024")}
    assert not is_unknown_unit(document(**fields), None)


@pytest.mark.parametrize(("issuer", "doubted"), [("Thanh tra tỉnh Mây", True), ("Trung tâm Tin tức Mây", False)])
def test_an_inspectorates_own_code_may_have_lost_its_small_letter(issuer: str, *, doubted: bool) -> None:
    parts = NumberParts(number="45", symbol="TTT-VP", issuer_code="TTT", unit_code="VP")
    assert is_like_inspectorate(document(number=found("45/TTT-VP"), number_parts=parts, issuer=found(issuer))) is doubted


def test_a_communes_name_that_no_commune_has_speaks_against_the_issuer() -> None:
    registry = load_registry()
    right, lost = (
        document(issuer=found(name), issuer_id="hung-yen/xa-an-thi/dang-uy") for name in ("Đảng ủy xã Ân Thi", "Đảng ủy xã Ân Thị")
    )
    assert of_issuer(right, registry) >= 2 + of_issuer(lost, registry)


@pytest.mark.parametrize("unit", ["KTTI", "QLDAI", "QLDNl", "NVI", "CT-QLHTI", "TB-THSITP"])
def test_an_i_behind_capitals_may_be_a_one_however_sure_it_was_read(unit: str) -> None:
    one = document(**numbered(unit, confidence=0.99, filed=unit))
    assert is_like_counted(one)
    number = calibrate([one])[0].number
    assert number is not None
    assert number.confidence < 0.9


@pytest.mark.parametrize("unit", ["KTT1", "HQKVI", "HQKVVI", "HQKVVII", "KVXI", "CNIII", "NC", "KVIIIA", "VIWASE"])
def test_roman_numbers_and_figures_are_not_doubted(unit: str) -> None:
    assert not is_like_counted(document(**numbered(unit)))


@pytest.mark.parametrize(
    ("code", "name", "lost"),
    [
        ("ĐBQH", "Đoàn đại biểu Quốc hội tỉnh Hoa Lâm", True),
        ("ĐĐBQH", "Đoàn đại biểu Quốc hội tỉnh Hoa Lâm", False),
        ("TTYT", "Trung tâm Y tế huyện Mây", False),
        ("TYT", "Trung tâm Y tế huyện Mây", True),
        ("TT", "Thanh tra tỉnh Hoa Lâm", False),
        ("UBND", "Ủy ban nhân dân huyện Mây", False),
    ],
)
def test_two_letters_alike_that_were_read_as_one_are_doubted(code: str, name: str, *, lost: bool) -> None:
    parts = NumberParts(number="14", symbol=code, issuer_code=code)
    assert has_lost_twin(document(number=found(f"14/{code}"), number_parts=parts, issuer=found(name))) is lost

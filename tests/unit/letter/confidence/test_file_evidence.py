"""How sure a Lưu item is: as it was read, mended, in a form of its own; figures and small letters of a subject."""

from schemas.letter import NumberParts, PrintedRecipient
from tasks.core.letter.confidence.evidence import FIRMLY, of_subject
from tasks.core.letter.confidence.item_evidence import of_item
from tasks.stations.routing import load_registry
from tests.unit.letter.made import document, found


def weight(value: str, confidence: float, *, rule: str = "recipients.noi_nhan", unit: str | None = None) -> float:
    item = PrintedRecipient(
        value=value, raw=value, confidence=confidence, rule=rule, kind="file", page=1, box=(0.1, 0.1, 0.2, 0.2), drafting_unit=unit
    )
    parts = NumberParts(number="45", symbol="TSKN-KTTS", issuer_code="TSKN", unit_code="KTTS")
    return of_item(item, document(number_parts=parts, printed_recipients=(item,)), load_registry(), None, whole=True)


def test_an_office_may_file_in_a_way_of_its_own() -> None:
    assert weight("Lưu: VP giáo xứ", 0.9) == 0.0
    assert weight("Lưu: VP giáo xứ", 0.8) <= FIRMLY


def test_a_unit_that_was_changed_to_the_symbols_says_nothing_for_itself() -> None:
    assert weight("Lưu: VT, KTTS", 0.7, unit="KTTS") > 0
    assert weight("Lưu: VT, KTTS", 0.7, rule="recipients.noi_nhan.mended", unit="KTTS") < 0


def test_a_partys_subject_may_begin_with_a_verb_in_small_letters() -> None:
    plan = {"doctype": found("ke_hoach"), "system": "party", "body": "Ban Thường vụ ban hành kế hoạch tổ chức Ngày hội Sao Mai."}
    whole = found("tổ chức Ngày hội Sao Mai", rule="subject.title", confidence=0.93)
    torn = found("ình hình tổ chức Ngày hội", rule="subject.title", confidence=0.8)
    assert of_subject(document(subject=whole, **plan)) > 0
    assert of_subject(document(subject=torn, **plan)) < 0
    assert of_subject(document(subject=whole, **{**plan, "system": "state"})) < 0

import pytest

from schemas.letter import DigitalSignature, Document
from tasks.core.letter.finish import beside_stamp, finish, with_doubt
from tasks.core.letter.rows.span import Span
from tests.unit.letter.made import document, found, scan_rows, span_of, text_rows


def filed(text: str) -> Span:
    rows = text_rows(f"Nơi nhận:\n- Như trên;\n- {text}")
    return Span(index=0, rows=rows, recipients=rows)


def doubted(printed: str, value: str) -> bool:
    item = found(value).model_dump() | {"kind": "file"}
    before = document(printed_recipients=[item])
    return with_doubt(before, filed(printed)) != before


@pytest.mark.parametrize("printed", ["Lưu: VT, TCCB.", "Lưu: VT, TCCB (3).", "Lưu: VT, TCCB, hhoa.", "Lưu: VT, TCCB, hhoa"])
def test_a_file_item_that_ends_as_such_items_do_is_not_doubted(printed: str) -> None:
    assert not doubted(printed, printed.rstrip("."))


def test_a_file_item_that_stops_at_a_code_is_doubted() -> None:
    assert doubted("Lưu: VT, TCCB", "Lưu: VT, TCCB")


def test_signatures_links_confidence_and_checks_come_together() -> None:
    cover = document(references=[found("61/KH-UBND").model_dump() | {"issued_on": "2022-03-02"}])
    plan = document(index=1, number=found("61/KH-UBND"), number_parts=None, issued_on=found("2022-03-01", raw="ngày 01 tháng 3"))
    proven = DigitalSignature(kind="cryptographic", signer="Sở Nội vụ", valid=False, detail="changed after signing")
    understanding = finish([cover, plan], [span_of(""), span_of("")], [], None, signatures=[proven])
    assert understanding.documents[0].references[0].document == 1
    assert [len(d.digital_signatures) for d in understanding.documents] == [1, 0]
    codes = {finding.code for finding in understanding.findings}
    assert {"enclosure.date_mismatch", "signature.invalid"} <= codes
    assert understanding.documents[1].issued_on is not None
    assert understanding.documents[1].issued_on.confidence < 0.9


def addressed(*texts: str) -> tuple[Document, Span]:
    rows = scan_rows([("Kính gửi:", 0.3, 0.4), *((text, 0.42, 0.7) for text in texts)])
    items = [row.found(2, len(row.text) - 1, rule="t").model_dump() for row in rows[1:] if row.text.startswith("- ")]
    return document(addressees=items), Span(index=0, rows=rows, head=rows)


def test_a_row_under_a_stamp_doubts_the_addressees() -> None:
    whole, span = addressed("- Sở Tài chính;", "- Công an tỉnh;")
    assert beside_stamp(whole, span) == whole
    broken, span = addressed("Tan thÃng vrần", "- Sở Tài chính;", "- Công an tỉnh;")
    assert all(item.confidence < 0.5 for item in beside_stamp(broken, span).addressees)

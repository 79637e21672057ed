"""Annexes that say to which letter they belong."""

from dataclasses import replace

import pytest

from schemas.letter import Document, Finding
from tasks.core.letter.checks.annexes import check_annexes
from tests.unit.letter.made import document, found, span_of, text_rows

DECISION = document(
    doctype=found("quyet_dinh"), number=found("45/QĐ-SNV"), number_parts={"number": "45", "symbol": "QĐ-SNV", "issuer_code": "SNV"}
)


def behind(letter: Document, annex: str) -> list[Finding]:
    """Findings of rows that stand behind a letter's own foot."""
    return list(check_annexes([letter], [replace(span_of("Nội dung."), annexes=text_rows(annex))]))


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("(Kèm theo Quyết định số 45/QĐ-SNV ngày 08 tháng 3 năm 2022)", []),
        ("(Kèm theo Quyết định số 45/QĐ-SNV ngày 08/3/2022 của Sở Nội vụ)", []),
        ("(Kèm theo Quyết định số 54/QĐ-SNV ngày 08 tháng 3 năm 2022)", ["enclosure.number_mismatch"]),
        ("(Ban hành kèm theo Quyết định số 45/QĐ-SNV ngày 09 tháng 3 năm 2022)", ["enclosure.date_mismatch"]),
        ("(Kèm theo Quyết định số      /QĐ-SNV ngày     tháng 3 năm 2022)", []),
        ("(Biểu mẫu ban hành kèm theo Thông tư số 12/2022/TT-BNV ngày 01/02/2022)", []),
        ("Căn cứ Quyết định số 54/QĐ-SNV ngày 01/02/2022; danh sách kèm theo.", []),
    ],
)
def test_a_phu_luc_behind_the_foot_names_its_letter(said: str, codes: list[str]) -> None:
    found_here = behind(DECISION, f"PHỤ LỤC\nDANH SÁCH LỚP HỌC\n{said}")
    assert [finding.code for finding in found_here] == codes
    assert all(finding.severity == "warning" for finding in found_here)


def test_only_the_first_statement_counts() -> None:
    rows = "PHỤ LỤC\n(Kèm theo Quyết định số 45/QĐ-SNV)\nMẫu số 1 (ban hành kèm theo Quyết định số 54/QĐ-SNV)"
    assert behind(DECISION, rows) == []


def test_rules_that_name_another_decision_hold_the_letter() -> None:
    rules = document(index=1, role="attachment", attached_to=0, doctype=found("quy_che"), number=None, number_parts=None)
    spans = [span_of("Nội dung."), span_of("QUY CHẾ\n(Ban hành kèm theo Quyết định số 54/QĐ-SNV ngày 08 tháng 3 năm 2022)")]
    (mismatch,) = check_annexes([DECISION, rules], spans)
    assert (mismatch.code, mismatch.severity, mismatch.documents) == ("enclosure.number_mismatch", "error", (0, 1))
    assert [evidence.value for evidence in mismatch.evidence] == ["54/QĐ-SNV", "45/QĐ-SNV"]


def test_a_letter_whose_number_was_not_read_is_compared_by_type() -> None:
    unread = DECISION.model_copy(update={"number": None, "number_parts": None})
    assert behind(unread, "PHỤ LỤC\n(Kèm theo Quyết định số 54/QĐ-SNV ngày 08 tháng 3 năm 2022)") == []
    (mismatch,) = behind(unread, "PHỤ LỤC\n(Kèm theo Quyết định số 54/QĐ-SNV ngày 09 tháng 3 năm 2022)")
    assert mismatch.code == "enclosure.date_mismatch"

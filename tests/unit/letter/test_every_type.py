"""Every type of document is known by its word and by its code, in state and in Party form (Nghị định 30/2020 Điều 7; 66-QĐ/TW)."""

import pytest

from schemas.page import Page
from tasks.core.letter.understand import understand
from tasks.core.letter.vocabulary.doctypes import DOC_TYPES, DocType
from tests.unit.letter.letters import SENTENCES, STATE, Sheet

STATE_TYPES = [kind for kind in DOC_TYPES if kind.codes and kind.name not in ("cong_van", "sao_y", "sao_luc", "trich_sao")]
PARTY_TYPES = [kind for kind in DOC_TYPES if kind.party_codes]


def state_page(kind: DocType, *, word: bool = True, code: bool = True) -> Page:
    sheet = Sheet()
    symbol = f"{kind.codes[0]}-SNV" if code else "SNV-VP"
    sheet.head(("UBND TỈNH LONG AN", "SỞ NỘI VỤ", f"Số: 45/{symbol}"), (*STATE, "Long An, ngày 05 tháng 4 năm 2022"))
    if word:
        sheet.centred(kind.words[0], "Về việc sắp xếp kho lưu trữ")
    sheet.body(*SENTENCES)
    return sheet.page()


def party_page(kind: DocType) -> Page:
    sheet = Sheet()
    head = ("TỈNH ỦY LONG AN", "*", f"Số 52-{kind.party_codes[0]}/TU")
    sheet.head(head, ("ĐẢNG CỘNG SẢN VIỆT NAM", "Long An, ngày 05 tháng 4 năm 2022"))
    if kind.name != "cong_van":
        sheet.centred(kind.words[0], "về sắp xếp kho lưu trữ")
    sheet.body(*SENTENCES)
    return sheet.page()


def read(page: Page) -> tuple[str, str | None]:
    (document,) = understand([page]).documents
    return document.system, document.doctype.value if document.doctype else None


@pytest.mark.parametrize("kind", STATE_TYPES, ids=lambda kind: kind.name)
def test_a_state_document_of_every_type(kind: DocType) -> None:
    assert read(state_page(kind)) == ("state", kind.name)


@pytest.mark.parametrize("kind", STATE_TYPES, ids=lambda kind: kind.name)
def test_the_word_alone_or_the_code_alone_is_enough(kind: DocType) -> None:
    assert read(state_page(kind, code=False)) == ("state", kind.name)
    assert read(state_page(kind, word=False)) == ("state", kind.name)


@pytest.mark.parametrize("kind", PARTY_TYPES, ids=lambda kind: kind.name)
def test_a_party_document_of_every_type(kind: DocType) -> None:
    assert read(party_page(kind)) == ("party", kind.name)


def test_types_without_a_code_are_known_by_their_word() -> None:
    for kind in DOC_TYPES:
        if not kind.codes and kind.words and not kind.party_codes:
            sheet = Sheet()
            sheet.head(("UBND TỈNH LONG AN", "SỞ NỘI VỤ", "Số: 45/SNV-VP"), (*STATE, "Long An, ngày 05 tháng 4 năm 2022"))
            sheet.centred(kind.words[0], "Về việc sắp xếp kho lưu trữ")
            sheet.body(*SENTENCES)
            assert read(sheet.page()) == ("state", kind.name)


def test_qd_is_the_code_of_a_quy_dinh_of_the_party_as_well() -> None:
    sheet = Sheet()
    sheet.head(("TỈNH ỦY LONG AN", "*", "Số 52-QĐ/TU"), ("ĐẢNG CỘNG SẢN VIỆT NAM", "Long An, ngày 05 tháng 4 năm 2022"))
    sheet.centred("QUY ĐỊNH", "về sắp xếp kho lưu trữ")
    sheet.body(*SENTENCES)
    understanding = understand([sheet.page()])
    assert [d.doctype.value for d in understanding.documents if d.doctype] == ["quy_dinh"]
    assert "number.type_mismatch" not in [finding.code for finding in understanding.findings]

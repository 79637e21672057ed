"""Under the type word: who decides is no subject, nor is a text's first row a gap below it. Every letter is invented."""

import pytest

from schemas.page import Zone
from tasks.core.letter.understand import understand
from tests.unit.letter.letters import FOOT_LEFT, FOOT_RIGHT, SENTENCES, STATE, Sheet


def sheet_of(number: str) -> Sheet:
    sheet = Sheet()
    sheet.head(("UBND TỈNH KIÊN GIANG", "SỞ NỘI VỤ", f"Số: 45/{number}"), (*STATE, "Kiên Giang, ngày 08 tháng 7 năm 2022"))
    return sheet


def subject(sheet: Sheet) -> str | None:
    sheet.foot(FOOT_LEFT, FOOT_RIGHT)
    value = understand([sheet.page()]).documents[0].subject
    return value.value if value else None


@pytest.mark.parametrize("who", ["GIÁM ĐỐC SỞ NỘI VỤ", "ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG", "CỤC TRƯỞNG CỤC HẢI QUAN"])
def test_who_decides_is_no_subject_of_a_decision(who: str):
    lost, whole = sheet_of("QĐ-SNV"), sheet_of("QĐ-SNV")
    lost.centred("QUYẾT ĐỊNH", who)
    whole.centred("QUYẾT ĐỊNH", "Về việc điều động viên chức", who)
    for sheet in (lost, whole):
        sheet.body("Căn cứ Luật Viên chức ngày 15 tháng 11 năm 2010;", *SENTENCES)
    assert subject(lost) is None
    assert subject(whole) == "điều động viên chức"


def test_a_short_letters_text_is_not_its_subject():
    sheet = sheet_of("KH-SNV")
    sheet.centred("KẾ HOẠCH", "Tổ chức phong trào Tết nhân ái năm 2023 tại các xã vùng", "cao")
    sheet.top += 0.02
    sheet.put("Thực hiện chương trình công tác năm, Sở Nội vụ xây dựng kế hoạch", Zone.BODY, left=0.218, right=0.916)
    sheet.put("như sau:", Zone.BODY, left=0.157)
    sheet.put("1. Vận động quà Tết.", Zone.BODY, left=0.218)
    assert subject(sheet) == "Tổ chức phong trào Tết nhân ái năm 2023 tại các xã vùng cao"


def test_a_torn_stamp_of_urgency_is_no_type_word():
    sheet = sheet_of("KH-SNV")
    sheet.put("THƯỢNG", Zone.BODY, left=0.2, sure=0.8)
    sheet.centred("KẾ HOẠCH", "Tổ chức phong trào Tết nhân ái")
    sheet.body(*SENTENCES)
    sheet.foot(FOOT_LEFT, FOOT_RIGHT)
    document = understand([sheet.page()]).documents[0]
    assert document.doctype is not None
    assert document.doctype.value == "ke_hoach"
    assert document.subject is not None
    assert document.subject.value == "Tổ chức phong trào Tết nhân ái"

"""Letterheads of companies, courts' offices and the Youth Union, and Lưu items with marks of their own. All is invented."""

import datetime as dt

import pytest

from schemas.letter import PrintedRecipient
from tasks.core.letter.confidence.item_evidence import of_item
from tasks.core.letter.issuer.issuer import split_letterhead
from tasks.core.letter.recipients.file_form import has_form
from tasks.core.letter.understand import understand
from tasks.core.registry.issuer import read_letterhead
from tasks.core.vietnamese.text import text_page
from tasks.stations.routing import load_registry
from tests.unit.letter.made import document, text_rows

UNION = """
          BCH ĐOÀN TỈNH SAO MAI                ĐOÀN TNCS HỒ CHÍ MINH
              BAN THƯỜNG VỤ
                    *                          Sao Mai, ngày 18 tháng 9 năm 2025
             Số 78-TB/TĐTN-BPT
THÔNG BÁO
về việc tổ chức Ngày hội
Ban Thường vụ Tỉnh đoàn thông báo tổ chức Ngày hội như sau.
"""


@pytest.mark.parametrize(
    ("parent", "own", "code"),
    [
        (["TẬP ĐOÀN BƯU CHÍNH", "VIỄN THÔNG VIỆT NAM"], ["VNPT SAO MAI"], "VNPT.SM"),
        (["TỔNG CÔNG TY ĐIỆN LỰC MIỀN ĐÔNG"], ["CÔNG TY CỔ PHẦN", "ĐIỆN LỰC SAO MAI"], "ĐLSM"),
        (["BỘ TƯ LỆNH BỘ ĐỘI BIÊN", "PHÒNG"], ["BỘ CHỈ HUY BỘ ĐỘI BIÊN", "PHÒNG", "TỈNH SAO MAI"], "BCH"),
    ],
)
def test_where_the_body_above_a_company_or_a_command_ends(parent: list[str], own: list[str], code: str) -> None:
    above, name = split_letterhead(list(text_rows("\n".join([*parent, *own]))), code)
    assert ([row.text for row in above], [row.text for row in name]) == (parent, own)


def test_the_youth_unions_title_beside_its_name_is_none_of_it() -> None:
    one = understand([text_page(UNION)]).documents[0]
    assert one.parent_issuer is not None
    assert one.parent_issuer.raw == "BCH ĐOÀN TỈNH SAO MAI"


def test_the_office_of_a_court_is_not_that_of_the_peoples_committee() -> None:
    found = read_letterhead(
        load_registry(),
        ["TÒA ÁN NHÂN DÂN", "TỈNH QUẢNG TRỊ", "VĂN PHÒNG"],
        symbol="TB-VP",
        place="Quảng Trị",
        on=dt.date(2025, 10, 3),
    )
    assert found is None
    found = read_letterhead(load_registry(), ["UBND TỈNH QUẢNG TRỊ", "VĂN PHÒNG"], symbol="TB-VP", place="Quảng Trị")
    assert found is not None
    assert found.entry.id == "quang-tri/vp-ubnd"


def test_a_name_of_which_the_registry_says_the_ministry_too_stays_as_printed() -> None:
    text = """BỘ TÀI CHÍNH
BẢO HIỂM XÃ HỘI VIỆT NAM
Số: 733/BHXH-CSYT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 29 tháng 5 năm 2025
Kính gửi: Bộ Y tế
Bảo hiểm xã hội Việt Nam đề nghị phối hợp.
"""
    one = understand([text_page(text)], load_registry()).documents[0]
    assert one.issuer is not None
    assert one.issuer.raw == "BẢO HIỂM XÃ HỘI VIỆT NAM"


@pytest.mark.parametrize(
    "text",
    ["Lưu: VT, PCMT; Đ10b", "Lưu: VT, CNN&XD. Thắngvq", "Lưu: VT, ƯPTT", "Lưu: VT, VHTV, TH.60", "Lưu: VT (TrH)"],
)
def test_marks_of_drafters_and_copies_are_of_a_file_items_form(text: str) -> None:
    assert has_form(text)


def test_a_drafters_mark_with_a_capital_within_is_no_stray_sign() -> None:
    item = PrintedRecipient(raw="Lưu: VT (TrH)", value="Lưu: VT (TrH)", kind="file", confidence=0.96, rule="recipients.noi_nhan")
    assert of_item(item, document(), load_registry(), None, whole=True) > 0

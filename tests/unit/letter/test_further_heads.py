"""Letterheads of companies, courts' offices and the Youth Union, and Lưu items with marks of their own. All is invented."""

import datetime as dt

import pytest

from schemas.letter import NumberParts, PrintedRecipient
from tasks.core.letter.confidence.item_evidence import of_item, vouches_for_mark
from tasks.core.letter.issuer.full_name import join_names
from tasks.core.letter.issuer.issuer import split_letterhead
from tasks.core.letter.recipients.file_form import has_form
from tasks.core.letter.recipients.mended_items import mended_text
from tasks.core.letter.understand import understand
from tasks.core.registry.issuer import read_letterhead
from tasks.core.vietnamese.text import text_page
from tasks.stations.routing import load_registry
from tests.unit.letter.made import document, found, text_rows

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
    entry = read_letterhead(
        load_registry(),
        ["TÒA ÁN NHÂN DÂN", "TỈNH QUẢNG TRỊ", "VĂN PHÒNG"],
        symbol="TB-VP",
        place="Quảng Trị",
        on=dt.date(2025, 10, 3),
    )
    assert entry is None
    entry = read_letterhead(load_registry(), ["UBND TỈNH QUẢNG TRỊ", "VĂN PHÒNG"], symbol="TB-VP", place="Quảng Trị")
    assert entry is not None
    assert entry.entry.id == "quang-tri/vp-ubnd"


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


def test_a_branch_stands_below_the_body_whose_it_is() -> None:
    above, name = split_letterhead(list(text_rows("NGÂN HÀNG CHÍNH SÁCH XÃ HỘI\nCHI NHÁNH TỈNH SAO MAI")))
    assert ([row.text for row in above], [row.text for row in name]) == (
        ["NGÂN HÀNG CHÍNH SÁCH XÃ HỘI"],
        ["CHI NHÁNH TỈNH SAO MAI"],
    )
    rows = ["NGÂN HÀNG NHÀ NƯỚC VIỆT NAM", "NGÂN HÀNG NHÀ NƯỚC", "CHI NHÁNH KHU VỰC 9"]
    above, name = split_letterhead(list(text_rows("\n".join(rows))))
    assert [row.text for row in above] == rows[:1]
    full = join_names("Chi nhánh tỉnh Sao Mai", "Ngân hàng Chính sách xã hội")
    assert full == "Ngân hàng Chính sách xã hội chi nhánh tỉnh Sao Mai"
    own = "Chi nhánh Khai thác đường sắt Sao Mai"  # which says enough by itself
    assert join_names(own, "Tổng công ty Đường sắt Việt Nam") == own


def test_an_inspectorates_code_over_a_subject_with_vv_is_no_petition() -> None:
    text = """UBND TỈNH HẬU GIANG
THANH TRA TỈNH
Số: 233/TTr-NV3
V/v cung cấp hồ sơ, tài liệu
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hậu Giang, ngày 08 tháng 3 năm 2023
Kính gửi: Chủ tịch UBND huyện Phụng Hiệp
Thanh tra tỉnh Hậu Giang đề nghị cung cấp hồ sơ quản lý đất đai.
"""
    one = understand([text_page(text)], load_registry()).documents[0]
    assert one.doctype is not None
    assert one.doctype.value == "cong_van"


@pytest.mark.parametrize("text", ["Lưu: VT, Ban KSC (35 bản)", "Lưu: VT, KHNV (V.Anh)"])
def test_copies_in_words_and_initials_with_a_name(text: str) -> None:
    assert has_form(text)


def _filed(drafter: str, *, confidence: float, unit: str | None = None) -> PrintedRecipient:
    text = f"Lưu: VT, {unit}, {drafter}" if unit else f"Lưu: VT, {drafter}"
    rule = "recipients.noi_nhan.doubted"
    return PrintedRecipient(
        raw=text, value=text, kind="file", confidence=confidence, page=1, rule=rule, drafting_unit=unit, drafter=drafter
    )


@pytest.mark.parametrize(
    ("symbol", "drafter", "confidence", "said"),
    [
        ("ĐHDA2", "ĐHDA2", 0.4, "vouched"),  # read at two places
        ("VI5", "VI5", 0.8, "doubted"),  # V15 is read so at both
        ("NV3", "TCCB", 0.7, "vouched"),  # a frequent unit
        ("NV3", "TCCB", 0.3, "doubted"),
        ("NV3", "Hgiang", 0.8, "doubted"),
    ],
)
def test_a_units_code_where_a_mark_stands_is_vouched_for(symbol: str, drafter: str, confidence: float, said: str) -> None:
    letter = document(
        number=found(f"15/BQL-{symbol}"), number_parts=NumberParts(symbol=f"BQL-{symbol}", issuer_code="BQL", unit_code=symbol)
    )
    item = _filed(drafter, confidence=confidence)
    assert vouches_for_mark(item, letter) is (said == "vouched")


def test_a_bodys_code_of_three_letters_is_none_of_four() -> None:
    assert mended_text("Cục CST, Vụ PC (BTC)", lambda _: None, letters=True).startswith("Cục CST")


@pytest.mark.parametrize("text", ["Lưu: VT, TM. L18b", "Lưu: VT, CA xã"])
def test_typists_marks_and_the_police_of_a_commune(text: str) -> None:
    assert has_form(text)


def test_the_office_of_execution_stands_below_its_ministry() -> None:
    above, name = split_letterhead(list(text_rows("BỘ TƯ PHÁP\nTHI HÀNH ÁN DÂN SỰ\nTỈNH SAO MAI")))
    assert ([row.text for row in above], [row.text for row in name]) == (["BỘ TƯ PHÁP"], ["THI HÀNH ÁN DÂN SỰ", "TỈNH SAO MAI"])


def test_a_numbered_quarter_is_a_place_of_issue() -> None:
    text = """UBND QUẬN 8
PHÒNG GIÁO DỤC VÀ ĐÀO TẠO
Số: 883/GDĐT-TH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Quận 8, ngày 17 tháng 9 năm 2021
Kính gửi: Hiệu trưởng các trường Tiểu học
Phòng Giáo dục và Đào tạo Quận 8 yêu cầu thực hiện.
"""
    one = understand([text_page(text)], load_registry()).documents[0]
    assert one.issued_on is not None
    assert one.issued_on.value == "2021-09-17"
    assert one.place is not None
    assert one.place.value == "Quận 8"


def test_a_provinces_post_stands_below_its_corporation() -> None:
    above, name = split_letterhead(list(text_rows("TỔNG CÔNG TY BƯU ĐIỆN VIỆT NAM\nBƯU ĐIỆN TỈNH SAO MAI")))
    assert [row.text for row in name] == ["BƯU ĐIỆN TỈNH SAO MAI"]
    assert [row.text for row in above] == ["TỔNG CÔNG TY BƯU ĐIỆN VIỆT NAM"]


@pytest.mark.parametrize(
    "row",
    [
        "Báo cáo gửi về Sở, email: vanthu@saomai.vn.",
        "Thời gian tính từ ngày ký ban hành.",
        "Người ký biên bản chịu trách nhiệm.",
        "Số: 12 đường Sao Mai",
        "Sao Mai, ngày 20 tháng 4 năm 2022",
        "20/4/2022",
    ],
)
def test_a_row_of_the_body_that_looks_like_one_of_the_head_does_not_take_the_body_with_it(row: str) -> None:
    text = (
        "UBND TỈNH LONG AN\nSỞ NỘI VỤ\nSố: 45/SNV-VP\nV/v sửa kho lưu trữ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nLong An, ngày 05 tháng 4 năm 2022\n\nKính gửi: Sở Tài chính.\n\n"
        "Vừa qua, Sở Nội vụ đã kiểm tra kho theo Kế hoạch số 12/KH-SNV ngày 01/3/2022.\n\n"
        f"Đề nghị Sở Tài chính báo cáo trước ngày 25/4/2022.\n\n{row}\n\nRất mong được phối hợp./.\n\n"
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nLê Thị Mai\n"
    )
    (document,) = understand([text_page(text)]).documents
    assert [reference.value for reference in document.references] == ["12/KH-SNV"]
    assert [one.deadline.value for one in document.directives if one.deadline] == ["2022-04-25"]
    assert document.issued_on is not None
    assert document.issued_on.value == "2022-04-05"

"""Letterheads of churches, museums, federations and treasuries, and a symbol that leaves out what all of a sort are called."""

from dataclasses import replace

import pytest

from schemas.letter import NumberParts
from tasks.core.letter.confidence.issuer_evidence import is_code_of
from tasks.core.letter.issuer.full_name import join_names
from tasks.core.letter.issuer.issuer import split_letterhead
from tasks.core.letter.issuer.letterhead import letterhead
from tasks.core.letter.issuer.parent_names import is_place_name
from tasks.core.letter.rows.span import Span
from tasks.core.letter.understand import understand
from tasks.core.vietnamese.text import text_page
from tests.unit.letter.made import document, found, scan_rows, text_rows


@pytest.mark.parametrize(
    ("parent", "own"),
    [
        (["SỞ VĂN HÓA VÀ THỂ THAO"], ["BẢO TÀNG", "GỐM SAO MAI"]),
        (["LIÊN ĐOÀN CỜ VIỆT NAM"], ["HỘI CỜ", "TỈNH SAO MAI"]),
        (["TRUNG TÂM QUAN TRẮC VÀ", "DỰ BÁO BIỂN QUỐC GIA"], ["LIÊN ĐOÀN QUAN TRẮC BIỂN", "MIỀN ĐÔNG"]),
        (["GIÁO HỘI PHẬT GIÁO"], ["BAN TRỊ SỰ", "TỈNH SAO MAI"]),
        (["CÔNG TY CỔ PHẦN ĐẦU TƯ SAO MAI"], ["BAN ĐIỀU HÀNH DỰ ÁN", "KHU ĐÔ THỊ BẾN MÂY"]),
        (["TỈNH ĐOÀN SAO MAI"], ["ĐOÀN THANH NIÊN ĐIỆN LỰC"]),
        (["TÒA GIÁM MỤC SAO MAI"], ["GIÁO XỨ BẾN MÂY"]),
        (["BAN CHẤP HÀNH TRUNG ƯƠNG", "HỘI NGƯỜI MÙ VIỆT NAM"], ["HỘI NGƯỜI MÙ", "TỈNH SAO MAI"]),
        (["BỘ TÀI CHÍNH"], ["CỤC QUẢN LÝ, GIÁM SÁT", "BẢO HIỂM"]),
        ([], ["HỘI ĐỒNG THI TUYỂN", "VIÊN CHỨC HUYỆN SAO MAI"]),
    ],
)
def test_where_the_body_above_ends(parent: list[str], own: list[str]) -> None:
    above, name = split_letterhead(list(text_rows("\n".join([*parent, *own]))))
    assert ([row.text for row in above], [row.text for row in name]) == (parent, own)


@pytest.mark.parametrize(
    ("own", "parent"),
    [
        ("Ban Thường vụ Huyện đoàn Sao Mai", "Ban Chấp hành Đoàn tỉnh Mây"),
        ("Ban Chỉ huy Phòng thủ khu vực 3 - Sao Mai", "Bộ Chỉ huy Quân sự tỉnh Mây"),
    ],
)
def test_whose_committee_or_command_was_said_needs_no_office_above(own: str, parent: str) -> None:
    assert join_names(own, parent) == own


@pytest.mark.parametrize(("row", "place"), [("BẢO LỘC", True), ("QUY NHƠN", True), ("BẢO TÀNG", False), ("BẢO HIỂM", True)])
def test_a_sort_of_bodies_is_no_place(row: str, place: bool) -> None:  # noqa: FBT001
    assert is_place_name(row) is place


def test_a_symbol_may_leave_out_what_every_body_of_the_sort_is_called() -> None:
    name = found("BAN CHỈ HUY PHÒNG THỦ KHU VỰC 3 - SAO MAI")
    assert is_code_of(document(issuer=name, number_parts=NumberParts(number="46", symbol="BC-PTKV3", issuer_code="PTKV3")))
    assert not is_code_of(document(issuer=name, number_parts=NumberParts(number="46", symbol="BC-PTKV8", issuer_code="PTKV8")))
    short = NumberParts(number="46", symbol="BC-KV3", issuer_code="KV3")  # too little to be found so far inside a name
    assert not is_code_of(document(issuer=name, number_parts=short))


def head(*tops: float) -> Span:
    """A treasury's head whose first two rows say the same, with tops at these heights."""
    rows = scan_rows(
        [("KHO BẠC NHÀ NƯỚC", 0.1, 0.3), ("KHO BẠC NHÀ NƯỚC", 0.1, 0.3), ("SAO MAI", 0.1, 0.2), ("Số: 12/KBSM-TCHC", 0.1, 0.3)]
    )
    moved = [
        replace(row, line=row.line.model_copy(update={"box": (0.1, top, 0.3, top + 0.015)}))
        for row, top in zip(rows, tops, strict=True)
    ]
    return Span(index=0, rows=tuple(moved), head=tuple(moved), body=(), other=())


def test_a_row_that_is_printed_twice_stays_and_one_that_was_read_twice_does_not() -> None:
    printed, read = head(0.1, 0.12, 0.14, 0.16), head(0.1, 0.103, 0.12, 0.14)
    assert [row.text for row in letterhead(printed)] == ["KHO BẠC NHÀ NƯỚC", "KHO BẠC NHÀ NƯỚC", "SAO MAI"]
    assert [row.text for row in letterhead(read)] == ["KHO BẠC NHÀ NƯỚC", "SAO MAI"]


def test_and_as_a_sloppy_label_is_none_of_the_subject() -> None:
    (one,) = understand([text_page(TITLED)]).documents
    assert one.subject is not None
    assert one.subject.value == "phê duyệt kè suối Mây"


TITLED = """
UBND HUYỆN SAO MAI                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
BAN QUẢN LÝ DỰ ÁN                          Độc lập - Tự do - Hạnh phúc
Số: 96/TTr-BQL                        Sao Mai, ngày 16 tháng 10 năm 2023

TỜ TRÌNH
Và việc phê duyệt kè suối Mây

Ban Quản lý dự án trình Ủy ban nhân dân huyện xem xét.
"""

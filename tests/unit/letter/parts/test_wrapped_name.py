"""An office's name over several rows: one that goes on behind a dash, one that holds the word of a type."""

import pytest

from schemas.page import Zone
from tasks.core.letter.issuer.issuer import split_letterhead
from tasks.core.letter.issuer.letterhead import letterhead
from tasks.core.letter.parts.columns import rows_of
from tasks.core.letter.parts.marking import Sign, mark
from tasks.core.letter.parts.split import split_documents
from tasks.core.letter.rows.lines import Row
from tasks.core.vietnamese.text import text_page
from tests.unit.letter.made import scan_rows

QUOC_HIEU = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
TEXT = """
      TẬP ĐOÀN CÔNG NGHIỆP THAN         CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        - KHOÁNG SẢN VIỆT NAM               Độc lập - Tự do - Hạnh phúc
        CÔNG TY THAN MÂY GIÓ
           Số: 15/MG-AT                  Quảng Ninh, ngày 03 tháng 6 năm 2024
Kính gửi: Trung tâm Cứu hộ mỏ.
- PHÒNG AN TOÀN
Công ty báo cáo kết quả công tác phòng chống thiên tai 6 tháng đầu năm như sau.
"""


def test_the_second_row_of_a_long_name_begins_no_document_and_is_no_item() -> None:
    pages = [text_page(TEXT)]
    assert len(split_documents(pages)) == 1
    marked = {item.row.text: item.sign for item in mark(rows_of(pages))}
    assert marked["- KHOÁNG SẢN VIỆT NAM"] is Sign.CAPS
    assert marked["- PHÒNG AN TOÀN"] is Sign.ITEM


def scanned(*left: str) -> list[Row]:
    """The rows of ô 2 and the number of a scan, then its title."""
    number = "Số: 45/TB-MG"
    head = scan_rows([(row, 0.1, 0.4) for row in (*left, number)], zone=Zone.HEAD_LEFT)
    return [*head, *scan_rows([("THÔNG BÁO", 0.4, 0.6)])]


@pytest.mark.parametrize(
    "name",
    [
        ("BỘ TƯ LỆNH", "VÙNG MÂY GIÓ 3"),
        ("SỞ", "KẾ HOẠCH VÀ ĐẦU TƯ"),
        ("SỞ QUY HOẠCH", "- KIẾN TRÚC"),
        ("VIỆN", "QUY HOẠCH MÂY GIÓ"),
        ("TRUNG TÂM DỰ BÁO VÀ", "THÔNG BÁO THIÊN TAI"),
        ("BAN CHỈ HUY", "CHƯƠNG TRÌNH MÂY GIÓ"),
    ],
)
def test_a_type_word_in_an_agencys_name_above_the_number_is_no_title(name: tuple[str, ...]) -> None:
    signs = [item.sign for item in mark(scanned("UBND TỈNH SAO MAI", *name))]
    assert signs == [Sign.CAPS] * 3 + [Sign.NUMBER, Sign.TYPE]


def test_beside_the_national_title_no_type_word_is_a_title_though_the_number_is_lost() -> None:
    left = scan_rows([("SỞ", 0.1, 0.4), ("KẾ HOẠCH VÀ ĐẦU TƯ", 0.1, 0.4), ("THÔNG BÁO", 0.1, 0.4)], zone=Zone.HEAD_LEFT)
    right = scan_rows([(QUOC_HIEU, 0.5, 0.9), ("Độc lập - Tự do - Hạnh phúc", 0.5, 0.9)], zone=Zone.HEAD_RIGHT)
    assert [item.sign for item in mark([*left, *right])][:3] == [Sign.CAPS, Sign.CAPS, Sign.TYPE]


def test_a_copys_form_word_stays_one_above_a_number() -> None:
    assert [item.sign for item in mark(scanned("UBND TỈNH SAO MAI", "SAO Y"))][1] is Sign.TYPE


COMMAND = """
BỘ TƯ LỆNH MÂY GIÓ
BỘ TƯ LỆNH
VÙNG MÂY GIÓ 3
Số: 45/TB-BTL
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sao Mai, ngày 18 tháng 7 năm 2018
THÔNG BÁO
Về việc phòng chống rét
Bộ Tư lệnh Vùng hướng dẫn một số nội dung cụ thể như sau, các đơn vị thực hiện.
"""


def test_a_command_under_a_command_is_the_issuer_and_the_title_stands_below() -> None:
    (span,) = split_documents([text_page(COMMAND)])
    assert span.title is not None
    assert span.title.text == "THÔNG BÁO"
    above, own = split_letterhead(letterhead(span))
    assert [row.text for row in above] == ["BỘ TƯ LỆNH MÂY GIÓ"]
    assert [row.text for row in own] == ["BỘ TƯ LỆNH", "VÙNG MÂY GIÓ 3"]


POLICE = """
CÔNG AN TỈNH SAO MAI
CÔNG AN
HUYỆN MÂY GIÓ
Số: 45/CAH-TH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
V/v phòng chống rét
Kính gửi: Công an các xã.
"""


def test_the_kind_of_an_agency_alone_on_its_row_is_no_damaged_type_word() -> None:
    (span,) = split_documents([text_page(POLICE)])
    assert span.title is None
    above, own = split_letterhead(letterhead(span))
    assert [row.text for row in own] == ["CÔNG AN", "HUYỆN MÂY GIÓ"]
    assert [row.text for row in above] == ["CÔNG AN TỈNH SAO MAI"]


DEPARTMENT = """
UBND TỈNH SAO MAI
SỞ
KẾ HOẠCH VÀ ĐẦU TƯ
Số: 45/SKHĐT-TH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Kính gửi: Sở Tài chính.
"""


def test_of_a_text_a_type_word_below_a_kind_of_agency_is_its_name() -> None:
    marked = mark(rows_of([text_page(DEPARTMENT)]))
    assert all(item.sign is not Sign.TYPE for item in marked)


def test_an_older_forms_title_above_its_number_stays_one() -> None:
    text = "UBND TỈNH SAO MAI\nQUYẾT ĐỊNH\nSố: 45/QĐ-UBND\nVề việc phòng chống rét\n"
    assert [item.sign for item in mark(rows_of([text_page(text)]))][1] is Sign.TYPE


SEA = """
CỤC HÀNG HẢI VIỆT NAM
CẢNG VỤ HÀNG HẢI
SAO MAI
Số: 1868/CVHHSM-PC
V/v bảo đảm an toàn
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sao Mai, ngày 12 tháng 7 năm 2024
Kính gửi: Ban Quản lý Cảng cá Mây Gió.
Cảng vụ Hàng hải Sao Mai đề nghị quý đơn vị quan tâm một số việc sau đây, báo cáo về Cảng vụ.
"""


def test_a_parents_name_that_ends_as_the_national_title_begins_no_document() -> None:
    (span,) = split_documents([text_page(SEA)])
    above, own = split_letterhead(letterhead(span))
    assert [row.text for row in above] == ["CỤC HÀNG HẢI VIỆT NAM"]
    assert [row.text for row in own] == ["CẢNG VỤ HÀNG HẢI", "SAO MAI"]

"""An office's name that goes on behind a dash, beside Quốc hiệu."""

from tasks.core.letter.parts.columns import rows_of
from tasks.core.letter.parts.marking import Sign, mark
from tasks.core.letter.parts.split import split_documents
from tasks.core.vietnamese.text import text_page

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

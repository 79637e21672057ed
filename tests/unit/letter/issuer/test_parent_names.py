"""The office above an issuer, written out or abbreviated, and names that go on below such a row."""

import pytest

from tasks.core.letter.issuer.issuer import find_issuer
from tasks.core.letter.issuer.known import Known
from tasks.core.letter.issuer.parent_names import is_abbreviated
from tasks.core.letter.rows.span import Span
from tasks.core.letter.vocabulary.agencies import canonical
from tasks.core.letter.vocabulary.codes import body_of
from tasks.core.letter.vocabulary.provinces import with_marks_of_province
from tests.unit.letter.made import text_rows


def head(lines: str) -> tuple[str | None, str | None]:
    """Parent and issuer of a head as printed."""
    rows = text_rows(f"{lines}\nSố: 12/ABC-VP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    found = find_issuer(Span(index=0, rows=rows, head=rows), Known())
    return found.parent.raw if found.parent else None, found.issuer.raw if found.issuer else None


@pytest.mark.parametrize(
    ("parent", "issuer"),
    [
        ("UBTW MTTQ VIỆT NAM", "ỦY BAN MTTQ VIỆT NAM\nTỈNH LONG AN"),
        ("ỦY BAN TRUNG ƯƠNG\nMTTQ VIỆT NAM", "ỦY BAN MTTQ VIỆT NAM\nTỈNH LONG AN"),
        ("TLĐLĐ VIỆT NAM", "CÔNG ĐOÀN XÂY DỰNG VIỆT NAM"),
        ("TW HỘI CHỮ THẬP ĐỎ VIỆT\nNAM", "HỘI CHỮ THẬP ĐỎ\nTỈNH LONG AN"),
        ("BỘ CHỈ HUY BĐBP\nTỈNH LONG AN", "ĐỒN BIÊN PHÒNG\nMỸ QUÝ"),
        ("TW HỘI NÔNG DÂN VIỆT NAM", "HỘI NÔNG DÂN TỈNH LONG AN"),
        ("TƯ HỘI CCB VIỆT NAM", "HỘI CỰU CHIẾN BINH\nTỈNH LONG AN"),
        ("BTL QUÂN KHU 7", "BỘ CHỈ HUY QUÂN SỰ TỈNH LONG AN"),
        ("TCT ĐƯỜNG SẮT VIỆT NAM", "CÔNG TY CP ĐƯỜNG SẮT MÂY TRẮNG"),
        ("LIÊN MINH HTX VIỆT NAM", "LIÊN MINH HỢP TÁC XÃ\nTỈNH LONG AN"),
        ("NHCSXH VIỆT NAM", "CHI NHÁNH TỈNH LONG AN"),
        ("ĐHQG HÀ NỘI", "TRƯỜNG ĐẠI HỌC MÂY TRẮNG"),
        ("CA TỈNH LONG AN", "PHÒNG CẢNH SÁT HÌNH SỰ"),
        ("EVNSPC", "CÔNG TY ĐIỆN LỰC LONG AN"),
        ("ĐÀI TIẾNG NÓI VIỆT NAM", "CƠ QUAN THƯỜNG TRÚ\nKHU VỰC TÂY BẮC"),
        (None, "TRƯỜNG THCS\nĐOÀN THỊ ĐIỂM"),
        ("TỈNH ỦY LONG AN", "ĐẢNG ỦY TRƯỜNG ĐẠI HỌC\nQUY NHƠN"),
        ("SỞ Y TẾ LONG AN", "TRUNG TÂM Y TẾ\nBẢO LỘC"),
        ("BỘ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG ĐẠI HỌC\nCÔNG ĐOÀN"),
        (None, "BV ĐA KHOA\nTRUNG TÂM LONG AN"),
        (None, "CTY TNHH MTV\nBỆNH VIỆN MÂY TRẮNG"),
        (None, "BCH PCTT VÀ TKCN\nTỈNH LONG AN"),
        (None, "UB MTTQ VIỆT NAM\nTỈNH LONG AN"),
    ],
)
def test_the_row_above_the_issuer_is_the_office_above_it(parent: str | None, issuer: str) -> None:
    lines = f"{parent}\n{issuer}" if parent else issuer
    assert head(lines) == (parent and parent.replace("\n", " "), issuer.replace("\n", " "))


@pytest.mark.parametrize("row", ["UYBAN NHÂN DÂN", "THANH TRA", "SỞ YTẾ", "XF", "BV ĐA KHOA", "TTYT HUYỆN"])
def test_what_is_no_abbreviation_of_an_office_above(row: str) -> None:
    assert not is_abbreviated(row)


def test_a_command_has_no_ministrys_code() -> None:
    assert body_of("BỘ CHỈ HUY QUÂN SỰ TỈNH LONG AN") is None
    assert body_of("BỘ XÂY DỰNG") == "BXD"


def test_a_cooperative_is_no_commune() -> None:
    assert canonical("LIÊN MINH HỢP TÁC XÃ TỈNH LONG AN") == "Liên minh Hợp tác xã tỉnh Long An"


def test_the_countrys_two_words_may_run_together() -> None:
    assert head("TCT ĐƯỜNG SẮT VIỆTNAM\nCÔNG TY ĐƯỜNG SẮT MÂY TRẮNG")[0] == "TCT ĐƯỜNG SẮT VIỆT NAM"


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("MTTQ VIỆT NAM TỈNH TUYỂN QUANG", "MTTQ VIỆT NAM TỈNH TUYÊN QUANG"),
        ("UBND TỈNH HOÀ BÌNH", "UBND TỈNH HOÀ BÌNH"),
        ("UBND HUYỆN TUYỂN QUANG", "UBND HUYỆN TUYỂN QUANG"),
        ("BỆNH VIỆN ĐA KHOA TỈNH", "BỆNH VIỆN ĐA KHOA TỈNH"),
    ],
)
def test_a_provinces_name_has_its_own_marks(read: str, meant: str) -> None:
    assert with_marks_of_province(read) == meant


def test_cp_of_a_company_is_no_government() -> None:
    assert canonical("CÔNG TY CP MÂY TRẮNG").startswith("Công ty Cổ phần")

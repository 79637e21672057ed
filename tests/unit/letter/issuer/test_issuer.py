import pytest

from schemas.letter import NumberParts
from tasks.core.letter.issuer.full_name import join_names
from tasks.core.letter.issuer.issuer import find_issuer, split_letterhead
from tasks.core.letter.issuer.known import Issuer, Known
from tasks.core.letter.issuer.letterhead import letterhead
from tasks.core.letter.number.number import find_number
from tasks.core.letter.rows.span import Span
from tasks.core.letter.vocabulary.agencies import canonical, marked_head, starts_agency
from tasks.stations.routing import load_registry
from tests.unit.letter.made import text_rows


def span(head: str, body: str = "", subject: str = "") -> Span:
    rows = text_rows(head)
    return Span(index=0, rows=rows, head=rows, body=text_rows(body), subject=text_rows(subject))


def issuer(head: str, **known: object) -> Issuer:
    return find_issuer(span(head), Known(**known))  # type: ignore[arg-type]


def values(found: Issuer) -> tuple[str | None, str | None]:
    return found.parent.value if found.parent else None, found.issuer.value if found.issuer else None


@pytest.mark.parametrize(
    ("lines", "parent", "name"),
    [
        ("ỦY BAN NHÂN DÂN\nTỈNH LONG AN", None, "Ủy ban nhân dân tỉnh Long An"),
        ("UỶ BAN NHÂN DÂN\nHUYỆN CẦN ĐƯỚC", None, "Uỷ ban nhân dân huyện Cần Đước"),
        ("UBND-TỈNH LONG AN\nSỞ NỘI VỤ", "Ủy ban nhân dân tỉnh Long An", "Sở Nội vụ tỉnh Long An"),
        ("UBND TỈNH LONG AN\nVĂN PHÒNG", "Ủy ban nhân dân tỉnh Long An", "Văn phòng Ủy ban nhân dân tỉnh Long An"),
        ("UBND TỈNH LONG AN\nSỞ GIÁO DỤC\nVÀ ĐÀO TẠO", "Ủy ban nhân dân tỉnh Long An", "Sở Giáo dục và Đào tạo tỉnh Long An"),
        ("SỞ Y TẾ LONG AN\nTHANH TRA", "Sở Y tế Long An", "Thanh tra Sở Y tế Long An"),
        (
            "UBND THÀNH PHỐ CẦN THƠ\nTRƯỜNG ĐẠI HỌC\nKINH TẾ CẦN THƠ",
            "Ủy ban nhân dân thành phố Cần Thơ",
            "Trường Đại học Kinh tế Cần Thơ",
        ),
        ("UBND TỈNH LONG AN\nBAN CHỈ ĐẠO 389", "Ủy ban nhân dân tỉnh Long An", "Ban Chỉ đạo 389 tỉnh Long An"),
        (
            "UBND HUYỆN BẾN LỨC\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO",
            "Ủy ban nhân dân huyện Bến Lức",
            "Phòng Giáo dục và Đào tạo huyện Bến Lức",
        ),
        ("BỘ Y TẾ\nBỆNH VIỆN ĐA KHOA\nTRUNG ƯƠNG CẦN THƠ", "Bộ Y tế", "Bệnh viện Đa khoa Trung ương Cần Thơ"),
        ("VĂN PHÒNG CHÍNH PHỦ", None, "Văn phòng Chính phủ"),
        ("BỘ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI", None, "Bộ Lao động - Thương binh và Xã hội"),
        (
            "UBND TỈNH LONG AN\nTRUNG TÂM BẢO TỒN\nDI TÍCH THÀNH CỔ",
            "Ủy ban nhân dân tỉnh Long An",
            "Trung tâm Bảo tồn Di tích Thành cổ tỉnh Long An",
        ),
        (
            "TRUNG ƯƠNG HỘI\nLIÊN HIỆP PHỤ NỮ VIỆT NAM\nHỘI LIÊN HIỆP PHỤ NỮ\nTỈNH LONG AN",
            "Trung ương Hội liên hiệp phụ nữ Việt Nam",
            "Hội Liên hiệp Phụ nữ tỉnh Long An",
        ),
        ("HỘI ĐỒNG NHÂN DÂN\nXÃ TÂN HÒA", None, "Hội đồng nhân dân xã Tân Hòa"),
    ],
)
def test_letterheads(lines: str, parent: str | None, name: str) -> None:
    found = issuer(f"{lines}\nSố: 12/ABC-VP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    got_parent, got = values(found)
    assert (got_parent, (got or "").lower()) == (parent, name.lower())


def test_raw_is_as_printed_on_one_line() -> None:
    found = issuer("ỦY BAN NHÂN DÂN\nTỈNH LONG AN\nSố: 1/UBND-VX").issuer
    assert found is not None
    assert (found.raw, found.rule) == ("ỦY BAN NHÂN DÂN TỈNH LONG AN", "issuer.head")


def test_a_badly_read_parent_row_is_known_by_its_province_and_said_to_be_mended() -> None:
    found = issuer("UBNDTÌINHPHÚTHỌ\nSỞ CÔNG THƯƠNG\nSố: 1/SCT-QL").parent
    assert found is not None
    assert (found.raw, found.rule) == ("UBND TỈNH PHÚ THỌ", "issuer.head.parent.mended")
    assert found.confidence <= 0.6


def test_a_receipt_stamp_and_the_national_title_are_no_agency() -> None:
    rows = letterhead(span("SỞ TÀI CHÍNH\nCÔNG VĂN ĐẾN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 3/STC-NS"))
    assert [row.text for row in rows] == ["SỞ TÀI CHÍNH"]


def test_a_party_committee_gets_its_place() -> None:
    found = issuer("TỈNH ỦY\n*\nSố 5-TB/TU", place="Long An", system="party")
    assert values(found)[1] == "Tỉnh ủy Long An"


def test_a_lost_head_is_inferred_from_the_symbol() -> None:
    rows = text_rows("Số: 285/TB-VPCP")
    parts = find_number(rows, "state")[1]
    found = find_issuer(Span(index=0, rows=rows, head=rows), Known(parts=parts)).issuer
    assert found is not None
    assert (found.value, found.raw, found.rule) == ("Văn phòng Chính phủ", "VPCP", "issuer.inferred.symbol")


def test_a_committees_symbol_needs_its_place() -> None:
    rows = text_rows("Số: 12/UBND-KT")
    parts = NumberParts(number="12", symbol="UBND-KT", issuer_code="UBND", unit_code="KT")
    lost = Span(index=0, rows=rows, head=rows)
    assert values(find_issuer(lost, Known(parts=parts, place="Long An")))[1] == "Ủy ban nhân dân tỉnh Long An"
    assert find_issuer(lost, Known(parts=parts)).issuer is None


def test_a_lost_head_is_inferred_from_the_closing_sentence() -> None:
    made = span("THÔNG BÁO", body="Hội nghị kết luận như sau.\nBộ Xây dựng thông báo để các đơn vị biết, thực hiện./.")
    found = find_issuer(made, Known()).issuer
    assert found is not None
    assert (found.value, found.rule) == ("Bộ Xây dựng", "issuer.inferred.closing_sentence")


def test_a_body_inside_a_committee_is_not_the_issuer() -> None:
    made = span("THÔNG BÁO", body="Ban Thường vụ Tỉnh ủy thông báo đến các cấp ủy biết, thực hiện.")
    assert find_issuer(made, Known()).issuer is None


def test_nobody_named_is_nobody_found() -> None:
    assert find_issuer(span("THÔNG BÁO", body="Hội nghị kết thúc lúc 17 giờ."), Known()) == Issuer(None, None, None)


@pytest.mark.parametrize(
    ("printed", "spelt"),
    [
        ("SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG", "Sở Tài nguyên và Môi trường"),
        ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Sở Văn hóa, Thể thao và Du lịch"),
        ("UBND TP. ĐÀ NẴNG", "Ủy ban nhân dân thành phố Đà Nẵng"),
        ("TỈNH ỦY NINH THUẬN", "Tỉnh ủy Ninh Thuận"),
        ("UBND THỊ TRẤN GÒ QUAO", "Ủy ban nhân dân thị trấn Gò Quao"),
        ("PHÒNG GD&ĐT", "Phòng Giáo dục và Đào tạo"),
        ("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Sở Lao động - Thương binh và Xã hội"),
    ],
)
def test_names_in_capitals_are_spelt_in_full(printed: str, spelt: str) -> None:
    assert canonical(printed) == spelt


def test_a_school_is_whole_by_itself() -> None:
    assert join_names("Trường Đại học Kinh tế Cần Thơ", "Ủy ban nhân dân thành phố Cần Thơ") == "Trường Đại học Kinh tế Cần Thơ"


def test_splitting_keeps_one_name_on_two_lines() -> None:
    assert [len(part) for part in split_letterhead(list(text_rows("ỦY BAN NHÂN DÂN\nTHỊ XÃ GÒ CÔNG")))] == [0, 2]
    assert starts_agency("CHI CỤC THỦY SẢN")
    assert not starts_agency("TỈNH LONG AN")


@pytest.mark.parametrize(
    ("read_as", "meant"),
    [
        ("TỈNH ÚY SAO MAI", "TỈNH ỦY SAO MAI"),
        ("BAN CHÍ ĐẠO 45", "BAN CHỈ ĐẠO 45"),
        ("UỶ BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN"),
        ("XÃ HỘI ĐÔNG", "XÃ HỘI ĐÔNG"),
    ],
)
def test_the_first_words_of_an_agency_get_their_marks(read_as: str, meant: str) -> None:
    assert marked_head(read_as) == meant


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("ĐẠI HỌC HUẾ", "Đại học Huế"),
        ("HỌC VIỆN CHÍNH TRỊ KHU VỰC III", "Học viện Chính trị khu vực III"),
        ("BỆNH VIỆN CHỢ RẪY", "Bệnh viện Chợ Rẫy"),
        ("BỆNH VIỆN PHỤ SẢN TRUNG ƯƠNG", "Bệnh viện Phụ sản Trung ương"),
        ("BAN QUẢN LÝ KHU KINH TẾ DUNG QUẤT", "Ban Quản lý Khu kinh tế Dung Quất"),
        ("BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP", "Ban Quản lý các Khu công nghiệp"),
        ("BỘ ĐỘI BIÊN PHÒNG TỈNH SAO MAI", "Bộ đội Biên phòng tỉnh Sao Mai"),
        ("TỔNG CÔNG TY LƯƠNG THỰC MIỀN BẮC", "Tổng công ty Lương thực miền Bắc"),
    ],
)
def test_capitals_of_a_name_that_was_printed_in_capitals(printed: str, name: str) -> None:
    assert canonical(printed) == name


@pytest.mark.parametrize(
    ("rows", "parent", "own"),
    [
        ("UBND TỈNH SAO MAI\nSỞ TÀI NGUYÊN VÀ MÔI\nTRƯỜNG", 1, 2),
        ("BẢO HIỂM XÃ\nHỘI VIỆT NAM", 0, 2),
        ("UBND HUYỆN PHÚ QUỐC\nPHÒNG TƯ PHÁP", 1, 1),
    ],
)
def test_a_word_of_two_syllables_parted_by_the_rows_is_one_name(rows: str, parent: int, own: int) -> None:
    above, below = split_letterhead(list(text_rows(rows)))
    assert (len(above), len(below)) == (parent, own)


@pytest.mark.parametrize(
    ("rows", "parent", "own"),
    [
        ("HỘI ĐỒNG TRỊ SỰ\nGIÁO HỘI PHẬT GIÁO VIỆT NAM", 0, 2),
        ("HỘI ĐỒNG QUẢN TRỊ\nTẬP ĐOÀN MÂY TRẮNG\nVIỆT NAM", 0, 3),
        ("TỔNG CỤC MÂY TRẮNG VIỆT NAM\nHỘI ĐỒNG THI", 1, 1),
        ("UBND TỈNH HOA LÂM\nHỘI ĐỒNG THI", 1, 1),
    ],
)
def test_a_council_and_the_countrys_body_that_it_leads_are_one_name(rows: str, parent: int, own: int) -> None:
    above, below = split_letterhead(list(text_rows(rows)))
    assert (len(above), len(below)) == (parent, own)


def test_what_was_read_surely_is_as_printed_however_the_registry_has_it() -> None:
    head = text_rows("UBND TỈNH ĐẮK LẮK\nĐÀI PHÁT THANH - TRUYỀN HÌNH\n\nSố: 15/ĐPTTH")
    found = find_issuer(Span(index=0, rows=head, head=head), Known(registry=load_registry())).issuer
    assert found is not None
    assert found.raw == "ĐÀI PHÁT THANH - TRUYỀN HÌNH"


def test_a_known_body_has_the_registrys_capitals() -> None:
    head = text_rows("BỘ Y TẾ\nCỤC QUẢN LÝ KHÁM, CHỮA BỆNH\n\nSố: 15/KCB-NV")
    found = find_issuer(Span(index=0, rows=head, head=head), Known(registry=load_registry())).issuer
    assert found is not None
    assert found.value == "Cục Quản lý Khám, chữa bệnh"


@pytest.mark.parametrize(
    ("rows", "printed"),
    [
        ("BÁO VÀ PHÁT THANH,\nTRUYỀN HÌNH", "BÁO VÀ PHÁT THANH, TRUYỀN HÌNH"),
        ("SỞ VĂN HÓA,\nTHỂ THAO VÀ DU LỊCH", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"),
        ("SỞ VĂN HÓA, THỂ THAO\nVÀ DU LỊCH,", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"),
        ("ỦY BAN NHÂN DÂN,\nTỈNH SAO MAI", "ỦY BAN NHÂN DÂN TỈNH SAO MAI"),
    ],
)
def test_the_comma_at_the_end_of_a_names_row_stays(rows: str, printed: str) -> None:
    found = issuer(f"{rows}\nSố: 12/ABC-VP").issuer
    assert found is not None
    assert found.raw == printed


def test_a_speck_behind_the_parents_name_is_no_comma_of_it() -> None:
    found = issuer("UBND TỈNH LONG AN,\nSỞ Y TẾ\nSố: 12/SYT-NV")
    assert found.parent is not None
    assert (found.parent.raw, found.issuer.raw if found.issuer else None) == ("UBND TỈNH LONG AN", "SỞ Y TẾ")

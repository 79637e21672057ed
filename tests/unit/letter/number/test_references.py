import pytest

from schemas.letter import Reference
from tasks.core.letter.number.references import find_references, type_of_number
from tests.unit.letter.made import found, scan_rows, span_of


def references(text: str, **extra: str) -> tuple[Reference, ...]:
    return find_references(
        span_of(text), own_number=extra.get("own"), subject=found(extra["subject"]) if "subject" in extra else None
    )


@pytest.mark.parametrize(
    ("text", "number", "doctype", "issuer", "day"),
    [
        ("theo Kế hoạch số 61/KH-UBND ngày 05/4/2022 của UBND tỉnh về nghề", "61/KH-UBND", "ke_hoach", "UBND tỉnh", "2022-04-05"),
        ("tại Thông báo số 15-TB/HU, ngày 09-5-2022 của Huyện ủy", "15-TB/HU", "thong_bao", "Huyện ủy", "2022-05-09"),
        ("Nghị định số 07/2022/NĐ-CP ngày 10 tháng 01 năm 2022 của Bộ", "07/2022/NĐ-CP", "nghi_dinh", "Bộ", "2022-01-10"),
        ("Luật số 88/2025/QH15", "88/2025/QH15", "luat", None, None),
        ("Nghị quyết số 41/2025/UBTVQH15 ngày 04/3/2025", "41/2025/UBTVQH15", "nghi_quyet", None, "2025-03-04"),
        ("Công văn 912/ STC- NS ngày 02/6/2022", "912/STC-NS", "cong_van", None, "2022-06-02"),
        ("Công điện số 77/CD-TTg của Thủ tướng Chính phủ", "77/CĐ-TTg", "cong_dien", "Thủ tướng Chính phủ", None),
        ("Thông tư 09/2022/TT-BX của Bộ Xây dựng và Nhà ở", "09/2022/TT-BX", "thong_tu", "Bộ Xây dựng và Nhà ở", None),
    ],
)  # fmt: skip
def test_one_citation_is_read_whole(text: str, number: str, doctype: str, issuer: str | None, day: str | None) -> None:
    (reference,) = references(text)
    assert (reference.value, reference.doctype, reference.issuer, reference.issued_on) == (number, doctype, issuer, day)


def test_a_code_that_was_put_right_is_no_longer_sure() -> None:
    (whole,), (mended,) = references("Quyết định số 45/QĐ-TNMT của Sở"), references("Quyết định số 45/QĐ-TNNT của Sở")
    assert whole.confidence == 1.0
    assert mended.confidence < 0.9


def test_a_number_broken_over_two_lines_is_found_with_its_place() -> None:
    rows = scan_rows([("Thực hiện Thông báo số 33/TB-", 0.12, 0.9), ("VPUB ngày 01/6/2022, Sở báo cáo.", 0.12, 0.6)])
    (reference,) = find_references(span_of(rows))
    assert reference.value == "33/TB-VPUB"
    assert reference.page == 1
    assert reference.box is not None


def test_a_number_cited_twice_is_one_reference_that_knows_all() -> None:
    (reference,) = references("Theo Kế hoạch 61/KH-UBND, các sở làm. Kế hoạch số 61/KH-UBND ngày 05/4/2022 của UBND tỉnh đã giao.")
    assert (reference.issued_on, reference.issuer) == ("2022-04-05", "UBND tỉnh")


def test_a_short_citation_means_the_full_one_before_it() -> None:
    assert [
        r.value for r in references("Thực hiện Chỉ thị số 21/CT-UBND ngày 02/5/2022. Các nội dung của Chỉ thị 21 cần làm ngay.")
    ] == ["21/CT-UBND"]


def test_a_short_citation_is_completed_only_where_its_issuer_has_one_symbol() -> None:
    found_ones = references("Theo Chỉ thị 40 của Thủ tướng Chính phủ và Công điện 512 của Ủy ban nhân dân tỉnh.")
    assert [(r.value, r.rule) for r in found_ones] == [("40/CT-TTg", "reference.completed"), ("512", "reference.short")]


def test_a_list_shares_its_type_forwards_and_its_issuer_backwards() -> None:
    first, second = references("Chỉ thị số 15/CT-TTg, số 16/CT-TTg của Thủ tướng Chính phủ")
    assert first.doctype == second.doctype == "chi_thi"
    assert first.issuer == second.issuer == "Thủ tướng Chính phủ"


def test_the_letters_own_number_is_no_reference() -> None:
    assert references("Tại văn bản số 45/SNV-CCHC này", own="45/SNV-CCHC") == ()


def test_the_subject_counts() -> None:
    (reference,) = references("Các đơn vị thực hiện.", subject="triển khai Kết luận số 12-KL/TU của Ban Thường vụ Tỉnh ủy")
    assert (reference.value, reference.doctype) == ("12-KL/TU", "ket_luan")


@pytest.mark.parametrize(
    "text",
    ["đạt 08/23 xã", "ngày 12/2021", "Mẫu số 02/BC-TH kèm theo", "giá 20.000 đồng/kg", "số điện thoại 0297-3862",
     "Kế hoạch 5 năm", "thông báo 15 ngày"],
)  # fmt: skip
def test_what_is_no_citation(text: str) -> None:
    assert references(text) == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Tờ trình số 58/TIr-SNV", "58/TTr-SNV"),
        ("Chỉ thị số 79/CT-TTEg", "79/CT-TTg"),
        ("Công điện số 40/CĐÐ-TTg", "40/CĐ-TTg"),
        ("Tờ trình số 189/TTr-SI.ĐTI3XH", "189/TTr-SLĐTBXH"),
        ("Công văn số 705/SY T-NV", "705/SYT-NV"),
        ("Công văn số 12/UBND-VX", "12/UBND-VX"),
        ("Kế hoạch số 5/KH-VPC", "5/KH-VPC"),
        ("Chỉ thị số 214-CT/IW", "214-CT/TW"),
        ("Thông báo số 25-TH/FU", "25-TB/TU"),
        ("Kết luận số 7-KL/HU", "7-KL/HU"),
        ("Công văn số 7/SY-NV", "7/SY-NV"),
    ],
)
def test_codes_that_the_engine_damaged(text: str, number: str) -> None:
    assert [reference.value for reference in references(text)] == [number]


def test_type_of_number() -> None:
    assert type_of_number("12/KH-UBND") == "ke_hoach"
    assert type_of_number("12-KL/TU") == "ket_luan"
    assert type_of_number("45/SNV-CCHC") is None

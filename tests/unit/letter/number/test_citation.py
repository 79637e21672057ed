"""Citations in running text, whole and torn (viện dẫn văn bản). Every letter is invented."""

import pytest

from tasks.core.letter.number.citation import find_citations, normal_number
from tasks.core.letter.number.torn_symbols import mended_number
from tasks.core.letter.vocabulary.codes import body_of, looks_like


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Nghị quyết số 4L/NQ-CP ngày 12/5/2024 của Chính phủ", "41/NQ-CP"),
        ("Thông báo số 44-TB/TÚ, ngày 16-7-2024 của Tỉnh ủy", "44-TB/TU"),
        ("Thông báo số 218:TB-VPCP ngày 12/01/2022", "218/TB-VPCP"),
        ("Nghị định số 83:2020 ND-CP ngày 17/7/2020", "83/2020/NĐ-CP"),
        ("Công văn số 1178 BTC-NSNN ngày 12/01/2022", "1178/BTC-NSNN"),
        ("Công văn số 6920/BTC.-NSNN ngày 12/01/2022", "6920/BTC-NSNN"),
        ("Tờ trình số 180/TTï-SXD ngày 12/01/2022", "180/TTr-SXD"),
        ("Thông tư số 20/2022/1T-BTNMT ngày 21/01/2022", "20/2022/TT-BTNMT"),
    ],
)
def test_citations_with_letters_for_figures_and_specks_over_codes(text: str, number: str):
    assert [citation.number for citation in find_citations(text)] == [number]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("358/TTr-SVHTTDI", "358/TTr-SVHTTDL"),
        ("2712/BYF-DP", "2712/BYT-DP"),
        ("12/SYI-NVY", "12/SYT-NVY"),
        ("12/ABC-XYZ", "12/ABC-XYZ"),
    ],
)
def test_the_code_of_an_office_that_looks_like_the_one_read(read: str, meant: str):
    assert normal_number(read) == meant


def test_of_two_codes_that_look_alike_the_one_with_the_first_letter_is_meant():
    assert looks_like("BYF", ("BYT", "SYT")) == "BYT"
    assert looks_like("RYF", ("BYT", "SYT")) is None
    assert looks_like("BYT", ("BYT", "SYT")) is None


def test_a_number_right_behind_its_label_is_cited():
    text = "Căn cứ Thông báo số.278/TB-VPCP ngày 12/01/2022 của Văn phòng Chính phủ./."
    assert [citation.number for citation in find_citations(text)] == ["278/TB-VPCP"]


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        ("Thông báo số 1117TB-VPCP ngày 12/3/2020 của Văn phòng Chính phủ", "111/TB-VPCP", "2020-03-12"),
        ("Công văn số 8800BNV-CCHC ngày 05/5/2022 của Bộ Nội vụ", "8800/BNV-CCHC", "2022-05-05"),
        ("Thông tư số 287/2020/EƑT-BENME ngày 1662020 của Bộ Tài nguyên và Môi trường", "287/2020/TT-BTNMT", "2020-06-16"),
        ("Nghị định số 8072024/ND-CP ngày 08/6/2024 của Chính phủ", "80/2024/NĐ-CP", "2024-06-08"),
        ("Chỉ thị số B1:C T-TFg ngày 23/01:2024 của Thủ tướng Chính phủ", "81/CT-TTg", "2024-01-23"),
        ("Tờ trình số 69 PEr-SNNPENT ngày 1278:2020 về việc", "69/TTr-SNNPTNT", "2020-08-12"),
        ("Kế hoạch số 885-KHZTU, ngày 3024:2021 của Tỉnh ủy", "885-KH/TU", "2021-04-30"),
        ("Công điện số 319/C-Lg ngày 27/4/2021 của Thủ tướng Chính phủ", "319/CĐ-TTg", "2021-04-27"),
        ("Công văn số 3543/BYT-:DP ngày 25/11/2019 của Bộ Y tế", "3543/BYT-DP", "2019-11-25"),
        ("Công văn số 6681/VPCP-KSTTT ngày 24/7/2021 của Văn phòng Chính phủ", "6681/VPCP-KSTT", "2021-07-24"),
    ],
)
def test_a_torn_number_is_the_one_that_type_and_issuer_leave(text: str, number: str, day: str):
    (citation,) = find_citations(text)
    assert (citation.number, citation.issued_on) == (number, day)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Quyết định số 25/QĐ-BHXH ngày 12/3/2020", ["25/QĐ-BHXH"]),
        ("Quy định số 66-QĐ/TW và Hướng dẫn số 36-HD/VPTW", ["66-QĐ/TW", "36-HD/VPTW"]),
        ("Thông báo số 45/TB-HĐND của UBND tỉnh", ["45/TB-HĐND"]),
        ("nhà số 5 Hùng Vương có số 25 người", []),
        ("Công văn số 123/VPCP-QHQT và số 24/VP-KGVX", ["123/VPCP-QHQT", "24/VP-KGVX"]),
        ("Luật số 45/2019/QH14 ngày 20/11/2019", ["45/2019/QH14"]),
    ],
)
def test_a_number_that_an_office_can_have_printed_so_stays(text: str, numbers: list[str]):
    found_ones = find_citations(text)
    assert [citation.number for citation in found_ones] == numbers
    assert not any(citation.is_torn for citation in found_ones)


@pytest.mark.parametrize(
    ("read", "kind", "bodies", "meant"),
    [
        ("30087LB-VP", "thong_bao", ("VP",), "3008/TB-VP"),
        ("208 RH-SLLTTI", "ke_hoach", ("STTTT",), "208/KH-STTTT"),
        ("22/QĐ-BVTN", "quyet_dinh", ("SXD",), None),
        ("/TB-VP", "thong_bao", ("VP",), None),
        ("47/LB", "thong_bao", ("VP",), None),
    ],
)
def test_a_heads_number_by_its_type_and_the_issuers_code(read: str, kind: str, bodies: tuple[str, ...], meant: str | None):
    assert mended_number(read, kind, None, bodies=bodies) == meant


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Thủ tướng Chính phủ", "TTg"),
        ("Văn phòng Chính phủ", "VPCP"),
        ("Bộ Kế hoạch và Đầu tư", "BKHĐT"),
        ("Ban Bí thư Trung ương Đảng", "TW"),
        ("Hội đồng nhân dân tỉnh", "HĐND"),
        ("Công ty Điện lực", None),
    ],
)
def test_the_code_that_a_bodys_name_gives(name: str, code: str | None):
    assert body_of(name) == code


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Nghị quyết số 76/2025/UBTVQHI5 ngày 14/4/2025 của Ủy ban Thường vụ Quốc hội", "76/2025/UBTVQH15"),
        ("Nghị quyết số 1654/NQ-UBTVQHl5 ngày 16/6/2025", "1654/NQ-UBTVQH15"),
        ("Luật số 31/2024/QHl5 ngày 18/01/2024", "31/2024/QH15"),
        ("Công văn số 5600/BYTT-DP ngày 12/3/2020", "5600/BYT-DP"),
        ("Công văn số 5600/BTTTT-CVT ngày 12/3/2020", "5600/BTTTT-CVT"),
    ],
)
def test_a_one_of_a_term_read_as_a_letter_and_a_letter_read_twice(text: str, number: str):
    assert [citation.number for citation in find_citations(text)] == [number]

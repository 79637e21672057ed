"""Texts that another program read: what is mended and what is left alone."""

import pytest

from schemas.page import Page
from tasks.adapters.vocabulary_files import load_vocabulary
from tasks.core.vietnamese.clean import clean, clean_pages
from tasks.core.vietnamese.text import text_page


def _clean(text: str) -> Page:
    return clean_pages([text_page(text)], load_vocabulary())[0]


@pytest.mark.parametrize(
    ("read", "mended"),
    [
        ("## **THÔNG BÁO**", "THÔNG BÁO"),
        ("**5.** Giao Văn phòng", "5. Giao Văn phòng"),
        ("*Hậu Giang, ngày 02 tháng 8 năm 2021*", "Hậu Giang, ngày 02 tháng 8 năm 2021"),
        ("\\*", "*"),
        ("1\\. Yêu cầu", "1. Yêu cầu"),
        ("các cấp biết, thực hiện. *qvt*", "các cấp biết, thực hiện."),
        ("khẩn trương triển khai thực hiện./.hm", "khẩn trương triển khai thực hiện./."),
        ("để biết, thực hiện./", "để biết, thực hiện./."),
        ("- Lưu: VT, NNTN (5)..H", "- Lưu: VT, NNTN (5). H"),
        ("TL.GIÁM ĐỐC", "TL. GIÁM ĐỐC"),
        ("Số: 771 /UBND-NNTN", "Số: 771/UBND-NNTN"),
        ("Nơi nh\u00e2\u0323n:", "Nơi nhận:"),
        ("ðiều 2. Hi\u1ec7u l\u1ef1c", "Điều 2. Hiệu lực".replace("Đ", "đ")),
        ("BHXHtỉnh; HĐNDtỉnh", "BHXH tỉnh; HĐND tỉnh"),
    ],
)
def test_traces_of_page_hand_and_markdown_go(read: str, mended: str):
    assert _clean(read).text == mended


@pytest.mark.parametrize(
    ("read", "mended"),
    [
        ("Noi nhận:", "Nơi nhận:"),
        ("**Nơti nhận:**", "Nơi nhận:"),
        ("Kinh gưi: Sở Y tế.", "Kính gửi: Sở Y tế."),
        ("Công điện số 905/CD-TTg ngày 03/4/2021", "Công điện số 905/CĐ-TTg ngày 03/4/2021"),
        ("theo Nghị định số 77/2020/ND-CP", "theo Nghị định số 77/2020/NĐ-CP"),
        ("Tờ trình số 12/TTr-SKHDT", "Tờ trình số 12/TTr-SKHĐT"),
        ("- HDND tỉnh; UBND tỉnh;", "- HĐND tỉnh; UBND tỉnh;"),
        ("CỘNG HÒA XÃ HỘI CHÚ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Độc lâp - Tư do - Hạnh phúc", "Độc lập - Tự do - Hạnh phúc"),
        ("Bộ Nông nghiệp và Phát triên nông thôn", "Bộ Nông nghiệp và Phát triển nông thôn"),
        ("QUYÊT ĐỊNH", "QUYẾT ĐỊNH"),
        ("UBND TÍNH KIEN GIANG", "UBND TỈNH KIÊN GIANG"),
        ("Hâu Giang, ngày 02 tháng 8 năm 2021", "Hậu Giang, ngày 02 tháng 8 năm 2021"),
        ("- VPCP: các PCN, TGĐ công TTĐT;", "- VPCP: các PCN, TGĐ Cổng TTĐT;"),
    ],
)
def test_fixed_vocabulary_is_put_right(read: str, mended: str):
    assert _clean(read).text == mended


@pytest.mark.parametrize("symbol", ["Số: 136/PVHXH-GD", "Số: 12/PGD-THCS", "Công văn số 7/SYT-GD ngày 02/3/2024"])
def test_of_education_a_symbol_has_the_code_and_no_head_of_an_office(symbol: str):
    assert _clean(symbol).text == symbol


@pytest.mark.parametrize(
    ("read", "wrong", "right"),
    [
        ("Các đơn vị phân đầu hoàn thành kế hoạch được giao.", "phân đầu", "phấn đấu"),
        ("Hội nghị thông nhất chủ trương đầu tư dự án.", "thông nhất", "thống nhất"),
        ("Lực lượng y tế truy vết thân tốc các ca bệnh mới.", "thân tốc", "thần tốc"),
        ("Khẩn trương triên khai các nhiệm vụ được giao.", "triên khai", "triển khai"),
        ("Ủy ban nhân dân tỉnh quyêt định phê duyệt dự án.", "quyêt định", "quyết định"),
        ("Người lái xe phải giữ tinh táo trên suốt hành trình.", "tinh táo", "tỉnh táo"),
        ("Công an tỉnh tăng cường tuần tra, kiếm soát trên biển.", "kiếm soát", "kiểm soát"),
        ("Thực hiện nghiêm các biên pháp bảo đảm an toàn lao động.", "biên pháp", "biện pháp"),
    ],
)
def test_a_valid_word_that_is_the_wrong_one_is_found_by_its_neighbours(read: str, wrong: str, right: str):
    assert _clean(read).text == read.replace(wrong, right)


@pytest.mark.parametrize(
    "read",
    [
        "Các đơn vị chủ động, linh hoạt; không lơ là, chủ quan, mất cảnh giác.",
        "Tuyệt đối không lơ là trong công tác phòng, chống dịch.",
    ],
)
def test_two_neighbours_are_not_changed_where_one_belongs_to_the_word_on_its_other_side(read: str):
    """khổng lồ is a word, and lơ là is one too."""
    assert _clean(read).text == read


@pytest.mark.parametrize(
    "right",
    [
        "Đồng chí Nguyễn Văn Thân, Trưởng phòng, chịu trách nhiệm.",
        "Bà Trần Thị Phân trình bày ý kiến tại cuộc họp.",
        "Căn cứ Công văn số 120/SNgV-LS ngày 05/3/2021 của Sở Ngoại vụ.",
        "Liên hệ qua Zalo, e-mail: tham.kiem@tinh.gov.vn hoặc www.thongnhat.vn.",
        "- Lưu: VT, KGVX, ttinh.",
        "xã Tinh Giang, huyện Phân Đầu, tỉnh Quảng Ngãi",
        "khẩu hiệu “tinh táo”",
        "Học sinh dùng app test online trên iPhone.",
        "Hội đồng thẩm định họp lúc 7 giờ 30 phút, ngày 02-9-2021.",
    ],
)
def test_names_symbols_quotes_and_foreign_words_stay(right: str):
    assert _clean(right).text == right


def test_both_placements_of_the_tone_mark_are_right():
    right = "Uỷ ban nhân dân tỉnh Hoà Bình đồng ý chủ trương phong toả, thu hồi hóa đơn."
    assert _clean(right).text == right


def test_a_sentence_goes_on_over_a_broken_line():
    assert "phấn đấu" in _clean("Các đơn vị phân\nđấu hoàn thành kế hoạch được giao.").text.replace("\n", " ")


def test_what_is_only_suspected_is_a_finding_and_no_change():
    page = text_page("Chính sách, chế độ đề lại nhiều bài học, cần xem xét để sửa, dễ bổ sung.")
    result = clean([page], load_vocabulary())
    suspected = {finding.evidence[0].raw for finding in result.suspicions}
    assert {finding.code for finding in result.suspicions} <= {"word.suspected"}
    assert all(word in result.pages[0].text for word in suspected)


def test_the_account_names_place_rule_and_confidence():
    page = _clean("Hội nghị thông nhất chủ trương đầu tư dự án.")
    (change,) = page.corrections
    assert (change.before, change.after, change.rule, change.start) == ("thông", "thống", "context", 9)
    assert 0.5 < change.confidence < 1


def test_a_digital_page_keeps_its_words():
    page = text_page("Hội nghị thông nhất chủ trương đầu tư dự án.").model_copy(update={"kind": "digital"})
    assert clean_pages([page], load_vocabulary())[0].text == page.text_raw


def test_no_page_and_an_empty_page_are_cleaned_too():
    assert clean_pages([], load_vocabulary()) == []
    assert clean_pages([Page(number=1, kind="blank")], load_vocabulary())[0].text == ""

"""The account of cleaning as a person reads it."""

from tasks.adapters.vocabulary_files import load_vocabulary
from tasks.core.vietnamese.account import RULES, describe
from tasks.core.vietnamese.clean import clean
from tasks.core.vietnamese.text import text_page

TEXT = "## KẾ HOẠCH\n\nHội nghị thông nhất chủ trương đầu tư, phân đầu hoàn thành./.kol\n\nCác đơn vị thực hiện."


def _account(text: str) -> str:
    result = clean([text_page(text)], load_vocabulary())
    return describe(result.pages[0], result.suspicions)


def test_every_changed_line_is_shown_before_and_after_with_its_reasons():
    rows = _account(TEXT).splitlines()
    assert rows[0] == "4 chỗ sửa / corrections"
    assert rows[2].split(maxsplit=2) == ["dòng", "3", "Hội nghị thông nhất chủ trương đầu tư, phân đầu hoàn thành./.kol"]
    assert rows[3].split(maxsplit=1) == ["→", "Hội nghị thống nhất chủ trương đầu tư, phấn đấu hoàn thành./."]
    assert rows[4].split("[")[0].strip() == f"thông → thống: {RULES['context']}"
    assert "Các đơn vị" not in "".join(rows)


def test_marks_are_told_as_a_sum():
    assert f"1 × {RULES['markdown']}" in _account(TEXT)


def test_a_right_text_has_an_account_of_one_row():
    assert _account("Các đơn vị nghiêm túc thực hiện.") == "0 chỗ sửa / corrections"


def test_what_is_suspected_says_what_it_may_be():
    account = _account("Chính sách, chế độ đề lại nhiều bài học, cần xem xét để sửa, dễ bổ sung.")
    assert "không sửa" not in account or "có thể là" in account

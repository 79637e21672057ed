"""An office's own word list: a file that people read and edit, honoured at once."""

from pathlib import Path

import pytest

from schemas.errors import UsageError
from tasks.adapters.vocabulary_files import add_office_words, load_vocabulary, read_office_words
from tasks.core.vietnamese.clean import clean_pages
from tasks.core.vietnamese.text import text_page


def _clean(text: str, wordlist: Path) -> str:
    return clean_pages([text_page(text)], load_vocabulary(wordlist))[0].text


def test_a_known_phrase_is_never_changed(tmp_path: Path):
    wordlist = tmp_path / "words.txt"
    text = "Các đơn vị tham gia chương trình phân đầu hoàn thành."
    wordlist.write_text("# tên riêng của ta\n", "utf-8")
    assert "phấn đấu" in _clean(text, wordlist)
    wordlist.write_text("phân đầu\n", "utf-8")
    assert _clean(text, wordlist) == text


def test_what_reviewers_mended_is_mended(tmp_path: Path):
    wordlist = tmp_path / "words.txt"
    wordlist.write_text("Nguyễn Văn Thản = Nguyễn Văn Thân  # Trưởng phòng Tổng hợp\n", "utf-8")
    assert _clean("Giao ông Nguyễn Văn Thản chủ trì.", wordlist) == "Giao ông Nguyễn Văn Thân chủ trì."


@pytest.mark.parametrize(("line", "why"), [("= đúng", "line 1"), ("sai =", "line 1"), ("a = b a", "again")])
def test_a_line_that_means_nothing_is_told(tmp_path: Path, line: str, why: str):
    wordlist = tmp_path / "words.txt"
    wordlist.write_text(line, "utf-8")
    with pytest.raises(UsageError, match=why):
        read_office_words(wordlist)


def test_a_list_that_is_not_there_is_told(tmp_path: Path):
    with pytest.raises(UsageError, match="can't be read"):
        load_vocabulary(tmp_path / "none.txt")


def test_words_of_reviewers_are_added_and_honoured(tmp_path: Path):
    wordlist = tmp_path / "office" / "words.txt"
    text = "Các đơn vị tham gia chương trình phân đầu hoàn thành."
    add_office_words(wordlist, ["phân đầu", "Trảng Lớn"])
    assert _clean(text, wordlist) == text
    add_office_words(wordlist, ["phân đầu", "Sở Y Tê = Sở Y tế"])
    assert wordlist.read_text("utf-8").splitlines() == ["phân đầu", "Trảng Lớn", "Sở Y Tê = Sở Y tế"]
    assert _clean("Giao Sở Y Tê chủ trì.", wordlist) == "Giao Sở Y tế chủ trì."


def test_a_list_that_people_left_without_a_line_end_is_gone_on_with(tmp_path: Path):
    wordlist = tmp_path / "words.txt"
    wordlist.write_text("# của ta\nTrảng Lớn", "utf-8")
    add_office_words(wordlist, ["Mốc Ninh"])
    assert wordlist.read_text("utf-8") == "# của ta\nTrảng Lớn\nMốc Ninh\n"


@pytest.mark.parametrize("entry", ["= đúng", "a = b a", "một\nhai"])
def test_an_entry_that_would_break_the_list_is_refused(tmp_path: Path, entry: str):
    wordlist = tmp_path / "words.txt"
    add_office_words(wordlist, ["Trảng Lớn"])
    with pytest.raises(UsageError):
        add_office_words(wordlist, [entry])
    assert wordlist.read_text("utf-8") == "Trảng Lớn\n"
    assert [path.name for path in tmp_path.iterdir()] == ["words.txt"]

"""Signers' names as the net of rows reads them."""

import pytest

from schemas.page import Zone
from tasks.core.letter.vocabulary.names import is_name_word
from tasks.core.scan.words.assemble import Token
from tasks.core.scan.words.row_names import named
from tasks.core.scan.words.row_signs import ReadWord
from tasks.stations.row_net import _family

READ = [Token("“1o", 0.4, 10, 10, 40, 32, Zone.FOOT_RIGHT, (3,)), Token("Hiển", 0.9, 90, 10, 130, 30, Zone.FOOT_RIGHT, (3,))]


def words(text, *sure):
    return [ReadWord(one, sure[at] if at < len(sure) else 0.99, 50.0 * at, 50.0 * at + 40) for at, one in enumerate(text.split())]


def names(text, *sure):
    return named(READ, words(text, *sure), is_name_word, _family)


def test_a_name_that_the_net_reads_surely_stands_where_it_saw_it():
    found = names("Đỗ Chí Hiển")
    assert [(one.text, one.left, one.right) for one in found] == [("Đỗ", 0, 40), ("Chí", 50, 90), ("Hiển", 100, 140)]
    assert {(one.zone, one.line) for one in found} == {(Zone.FOOT_RIGHT, (3,))}
    assert min(one.confidence for one in found) >= 0.95


def test_a_word_of_names_needs_less():
    assert names("Hồ Văn Khánh", 1.0, 0.8)
    assert not names("Hồ Vxn Khánh", 1.0, 0.8)


def test_a_word_that_no_list_has_is_less_sure():
    known, other = names("Lê Văn An"), names("Lê Vxn An", 1.0, 0.93)
    assert other[1].confidence < known[1].confidence


@pytest.mark.parametrize(
    "text", ["Khánh", "GIÁM ĐỐC", "Nơi nhận: Như trên", "An 12", "Hồ văn Khánh", "A B C D E G H"], ids=lambda text: text.split()[0]
)
def test_what_is_no_name_is_left_to_others(text):
    assert names(text) == []


def test_a_first_word_with_one_frequent_family_names_letters_is_that_name_with_some_doubt():
    found = names("Lế Thị Thanh")
    assert [one.text for one in found] == ["Lê", "Thị", "Thanh"]
    assert found[0].confidence <= 0.9


@pytest.mark.parametrize("text", ["Ngọc Đệ", "Tẫn Công Đáng"], ids=["the family's name is lost", "nearly Trần"])
def test_what_has_no_family_name_is_left_to_others(text):
    assert names(text) == []


def test_a_rare_family_name_stays():
    assert names("Uông Danh Đàn")[0].text == "Uông"


def test_nothing_read_is_no_name():
    assert named(READ, [], is_name_word, _family) == []

import unicodedata

import pytest

from tasks.core.vietnamese.normal import canonical_tone, fold, key, normalise, repair, split_tone


def test_composed_letters_become_one_letter_each():
    assert repair(unicodedata.normalize("NFD", "Ủy ban nhân dân")) == "Ủy ban nhân dân"


def test_eth_is_read_as_the_vietnamese_letter():
    assert repair("ðiều 5, \u00d0ảng") == "điều 5, Đảng"


def test_blanks_of_every_kind_become_plain_and_unseen_marks_go():
    assert repair("Số:\u00a012\u200b/UBND\u00ad-VX\ufeff") == "Số: 12/UBND-VX"


def test_line_ends_stay_with_repair_and_go_with_normalise():
    assert repair("một\nhai") == "một\nhai"
    assert normalise(" một\n hai  ba ") == "một hai ba"


def test_quotes_and_dashes_become_plain():
    assert normalise("“vùng xanh” – ‘an toàn’…") == "\"vùng xanh\" - 'an toàn'..."


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("hoà", "hòa"),
        ("Uỷ ban", "Ủy ban"),
        ("UỶ BAN", "ỦY BAN"),
        ("sức khoẻ", "sức khỏe"),
        ("HOÀ BÌNH", "HÒA BÌNH"),
        ("quý", "quý"),
        ("Quỳnh", "Quỳnh"),
        ("hoàn", "hoàn"),
        ("của", "của"),
        ("thuỷ", "thủy"),
        ("huỳnh", "huỳnh"),
    ],
)
def test_tone_mark_moves_only_where_two_spellings_exist(printed: str, canonical: str):
    assert canonical_tone(printed) == canonical


def test_key_is_the_same_for_two_printings_of_one_name():
    assert key("UỶ BAN  NHÂN DÂN\u00a0tỉnh") == key("Ủy ban nhân dân Tỉnh")


def test_fold_leaves_bare_letters():
    assert fold("Đảng ủy Đắk Lắk 12/VP-KGVX") == "dang uy dak lak 12/vp-kgvx"


def test_split_tone_keeps_hats_and_horns():
    assert split_tone("phấn") == ("phân", 2)
    assert split_tone("đường") == ("đương", 1)
    assert split_tone("ban") == ("ban", 0)

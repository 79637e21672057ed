import numpy as np
import pytest

from tasks.core.scan.words import own_text
from tasks.core.scan.words.own_text import Sign

UNICODE = "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành, địa phương khẩn trương triển khai thực hiện."
TCVN3 = "Uû ban nh©n d©n tØnh yªu cÇu c¸c së, ban, ngµnh, ®Þa ph¬ng khÈn tr¬ng triÓn khai thùc hiÖn."
VNI = "UÛy ban nhaân daân tænh yeâu caàu caùc sôû, ban, ngaønh, ñòa phöông khaån tröông trieån khai thöïc hieän."


@pytest.mark.parametrize(("text", "encoding"), [(UNICODE, None), (TCVN3, "TCVN3"), (VNI, "VNI"), ("Total 12 %", None)])
def test_encodings_from_before_unicode_are_told(text, encoding):
    assert own_text.legacy_encoding(text) == encoding


def test_signs_without_meaning_are_counted():
    assert own_text.broken_share("ab\ufffd\ue123") == 0.5
    assert own_text.broken_share(UNICODE) == 0.0


def signs(text, top=0.1, left=0.1):
    return [Sign(letter, (left + 0.01 * n, top, left + 0.01 * n + 0.009, top + 0.02)) for n, letter in enumerate(text)]


def test_signs_join_to_words_at_blanks_and_at_gaps():
    far = [Sign("x", (0.8, 0.1, 0.81, 0.12))]
    assert [word.text for word in own_text.words_of([*signs("Như trên"), *far])] == ["Như", "trên", "x"]


def test_text_over_white_does_not_agree_with_the_page():
    page = np.zeros((1000, 1000), np.bool_)
    page[100:120, 100:128] = True
    page[100:120, 142:178] = True
    words = own_text.words_of(signs("Như trên"))
    assert own_text.agreement(words, page) == (1.0, pytest.approx(1.0, abs=0.02))
    on_ink, covered = own_text.agreement(own_text.words_of(signs("Như trên", top=0.5)), page)
    assert (on_ink, covered) == (0.0, 0.0)

"""Whether the net of rows knows the type of a page, by words that the engine read well."""

import pytest

from schemas.page import Zone
from tasks.core.scan.words.assemble import Token
from tasks.core.scan.words.row_signs import ReadWord
from tasks.core.scan.words.row_type import is_known, marked_words
from tasks.core.scan.words.row_weigh import places


def found(engine, net):
    tokens = [Token(word, 0.96, 100 * at, 0, 100 * at + 80, 20, Zone.BODY, (1,)) for at, word in enumerate(engine.split())]
    words = [ReadWord(word, 0.98, 100.0 * at, 100.0 * at + 80) for at, word in enumerate(net.split())]
    return places(tokens, words)


def test_words_with_a_hat_and_a_tone_are_compared_and_no_others():
    assert marked_words(found("về việc kiểm tra ngày", "vê việc kiểm tra nqày")) == (3, 2)
    assert marked_words(found("ngày 12 tháng 3", "nqày 12 thánq 3")) == (0, 0)


def test_an_end_mark_is_no_other_word():
    assert marked_words(found("phổ biến,", "phổ biến")) == (2, 2)


@pytest.mark.parametrize(
    ("asked", "alike", "torn", "known"),
    [
        (0, 0, False, True),
        (40, 40, False, True),
        (40, 34, False, False),
        (2, 2, False, True),
        (24, 21, True, True),
        (44, 38, True, False),
    ],
)
def test_a_type_is_known_by_what_was_read_alike(asked, alike, *, torn, known):
    assert is_known(asked, alike, torn=torn) is known

import pytest

from schemas.page import Zone
from tasks.core.scan.words.assemble import Row, Token
from tasks.core.scan.words.crossed_rows import doubted, is_better, is_broken, no_surer
from tasks.core.scan.words.second_look import Cut

CUT = Cut(Zone.FOOT_RIGHT, 100, 200, 400, 240, (200.0, 240.0))


def words(text, *, left=110, confidence=0.95):
    found = []
    for word in text.split():
        right = left + 18 * len(word)
        found.append(Token(word, confidence, left, 205, right, 235, Zone.FOOT_RIGHT, (1,)))
        left = right + 12
    return tuple(found)


def row(text, **places):
    return [Row(Zone.FOOT_RIGHT, words(text, **places))]


def test_a_row_that_is_read_whole_and_surely_is_not_read_again():
    assert doubted([CUT], row("Lan Thanh Hoa An"), row("Lan Thanh Hoa An")) == []


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (row("Lan Thanh Hoa An", confidence=0.6), []),
        (row("Thanh Hoa", left=180), []),
        (row("an Thanh Hoa Ân"), []),
        (row("Lan T hanh Hoa A"), []),
        (row("Thanh Hoa An", left=120), row("Lan Thanh Hoa An", left=60)),
        ([], []),
    ],
)
def test_doubt_ink_without_words_broken_and_lost_words_are_read_again(now, before):
    assert len(doubted([CUT], now, before)) == 1


def test_a_title_that_was_read_well_enough_is_not_asked_about_once_more():
    doubtful = row("TRUONG PHONG DEM", confidence=0.85, left=105)
    cut = Cut(Zone.FOOT_RIGHT, 100, 200, round(doubtful[0].tokens[-1].right) + 5, 240, (200.0, 240.0))
    assert doubted([cut], doubtful, doubtful, lambda text: text.startswith("TRUONG")) == []
    assert doubted([cut], doubtful, doubtful) != []
    assert doubted([cut], doubtful, row("PHO TRUONG PHONG DEM", left=20), lambda text: text.startswith("TRUONG")) != []


def test_a_row_is_as_wide_as_what_was_read_of_it_before_and_a_letter_wider_where_it_begins_small():
    (lost,) = doubted([CUT], row("Thanh Hoa An", left=120), row("Lan Thanh Hoa An", left=60))
    assert lost.left < 60
    (small,) = doubted([CUT], row("an Thanh Hoa Ân"), [])
    assert small.left == CUT.left - 48


def test_a_lone_capital_before_small_letters_is_broken_and_an_initial_is_not():
    assert is_broken(words("Lan N gọc"))
    assert not is_broken(words("Y Thanh"))


def test_a_sign_before_a_small_letter_hides_it_not():
    assert is_broken(words("“hai Thanh"))
    assert not is_broken(words("“Hai Thanh"))
    assert not is_broken(words("“- Hai"))


def test_a_surer_reading_with_as_many_letters_is_better():
    own = words("Han Thanh", confidence=0.6)
    assert is_better([words("Phan Thanh"), words("Phan Thanh")], own)
    assert not is_better([words("Thanh"), words("Thanh")], own)
    assert not is_better([words("Phan Thanh", confidence=0.5)] * 2, own)


def test_a_whole_word_is_better_than_a_broken_one_and_a_word_more_than_none():
    assert is_better([words("Lan Ngọc")] * 2, words("Lan N gọc"))
    assert is_better([words("Phan Thanh Hoa", confidence=0.8)] * 2, words("Thanh Hoa"))


def test_where_nothing_was_read_all_readings_must_be_good_and_of_two_words():
    assert is_better([words("Phan Thanh")] * 2, ())
    assert not is_better([words("SỐ")] * 2, ())
    assert not is_better([words("Phan Thanh"), ()], ())
    assert not is_better([words("Phan Thanh", confidence=0.5)] * 2, ())
    assert not is_better([], ())


def test_a_word_that_the_page_with_its_strokes_does_not_say_is_never_sure():
    sure = no_surer(words("Phan Thanh"), words("Han Thanh"))
    assert [token.confidence for token in sure] == [0.85, 0.95]

import pytest

from tasks.core.vietnamese.syllable import is_syllable, place_tone, syllables

GOOD = "và của quý gì gìn giếng giết yên yêu nghiêm khuya thuở quốc xoong khoẻ khỏe hòa hoà ủy uỷ Uỷ chuyển nguyễn khuỷu đường ỦY"
BAD = "Üy Noti kol nel tòan biêt cac iên kê1 nghành công-an ngiêm qảng thưc f w zô Covid"


@pytest.mark.parametrize("word", GOOD.split())
def test_syllables_of_the_language_are_known(word: str):
    assert is_syllable(word)


@pytest.mark.parametrize("word", BAD.split())
def test_what_spelling_forbids_is_refused(word: str):
    assert not is_syllable(word)


def test_the_set_has_the_size_that_the_grammar_gives():
    assert 16_000 < len(syllables()) < 16_500


@pytest.mark.parametrize(
    ("base", "tone", "word"),
    [
        ("hoa", 1, "hòa"),
        ("uy", 3, "ủy"),
        ("đương", 1, "đường"),
        ("quy", 2, "quý"),
        ("gia", 3, "giả"),
        ("khuyên", 3, "khuyển"),
        ("toan", 1, "toàn"),
    ],
)
def test_the_mark_stands_where_official_spelling_puts_it(base: str, tone: int, word: str):
    assert place_tone(base, tone) == word

import pytest

from schemas.page import Line, Word, Zone
from tasks.core.scan.words.place import place_words


def line(text, raw="Sở Nội vụ"):
    words, start = [], 0
    for number, word in enumerate(raw.split()):
        box = (0.1 + 0.1 * number, 0.5, 0.18 + 0.1 * number, 0.52)
        words.append(Word(text=word, confidence=0.9, box=box, start=start, end=start + len(word)))
        start += len(word) + 1
    return Line(
        page=1, raw=raw, text=text, start=0, end=len(raw), zone=Zone.BODY, block=0, box=(0.1, 0.5, 0.38, 0.52), words=tuple(words)
    )


def test_cleaned_words_stand_where_the_read_ones_stood():
    placed = place_words(line("Sở Nội vụ", raw="Sơ Nội vu"))
    assert [text for text, _ in placed] == ["Sở", "Nội", "vụ"]
    assert [box[0] for _, box in placed] == pytest.approx([0.1, 0.2, 0.3])


def test_words_that_cleaning_joined_share_the_line():
    placed = place_words(line("SởNội vụ"))
    assert [text for text, _ in placed] == ["SởNội", "vụ"]
    assert placed[0][1][0] == pytest.approx(0.1)
    assert placed[-1][1][2] == pytest.approx(0.38)


def test_a_line_that_cleaning_emptied_has_no_words():
    assert place_words(line("")) == []

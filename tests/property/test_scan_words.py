"""What must hold of any words on any page: none lost, none twice, offsets true, boxes within the page."""

from hypothesis import given
from hypothesis import strategies as st

from schemas.page import Zone
from tasks.core.scan.words import assemble
from tasks.core.scan.words.assemble import BoxMaker, Token
from tasks.core.scan.words.own_text import Sign, legacy_encoding, words_of
from tasks.core.scan.words.place import place_words
from tasks.core.scan.words.tidy import tidy

ZONES = [Zone.HEAD_LEFT, Zone.HEAD_RIGHT, Zone.BODY, Zone.FOOT_LEFT, Zone.FOOT_RIGHT, Zone.PAGE_NUMBER]

texts = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyếộẫĐ0123456789-./;:|_", min_size=1, max_size=9)


@st.composite
def tokens(draw: st.DrawFn) -> Token:
    left, top = draw(st.floats(0, 900)), draw(st.floats(0, 1300))
    width, height = draw(st.floats(1, 200)), draw(st.floats(3, 40))
    line = (draw(st.integers(0, 6)),)
    return Token(draw(texts), draw(st.floats(0, 1)), left, top, left + width, top + height, draw(st.sampled_from(ZONES)), line)


IDENTITY = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]


@given(st.lists(tokens(), max_size=40))
def test_every_word_stands_on_one_line_once(words):
    rows = assemble.rows_of(words)
    assert sorted(id(token) for row in rows for token in row.tokens) == sorted(map(id, words))


@given(st.lists(tokens(), max_size=40))
def test_offsets_give_back_lines_and_words(words):
    text, lines = assemble.to_lines(assemble.rows_of(words), 1, BoxMaker(IDENTITY, 1000, 1400))
    for line in lines:
        assert text[line.start : line.end] == line.raw
        assert [line.raw[word.start : word.end] for word in line.words] == [word.text for word in line.words]
    assert [line.block for line in lines] == sorted(line.block for line in lines)


@given(st.lists(tokens(), min_size=1, max_size=20), st.lists(st.floats(-2, 2), min_size=9, max_size=9))
def test_boxes_stay_within_the_page_whatever_the_homography(words, entries):
    matrix = [entries[0:3], entries[3:6], [entries[6] * 1e-4, entries[7] * 1e-4, 1.0]]
    _, lines = assemble.to_lines(assemble.rows_of(words), 1, BoxMaker(matrix, 1000, 1400))
    for line in lines:
        for word in line.words:
            left, top, right, bottom = word.box
            assert 0 <= left <= right <= 1
            assert 0 <= top <= bottom <= 1


@given(st.lists(tokens(), max_size=30))
def test_tidying_adds_no_word_and_is_done_at_once(words):
    rows = assemble.rows_of(words)
    done = tidy(rows)
    before = [token for row in rows for token in row.tokens]
    for token in (token for row in done.rows for token in row.tokens):
        same = [other for other in before if (other.left, other.top) == (token.left, token.top) and token.text in other.text]
        before.remove(min(same, key=lambda other: len(other.text)))  # signs at its edges may be gone
    assert all(row.tokens for row in done.rows)


@given(st.lists(tokens(), min_size=1, max_size=12), st.text(max_size=60))
def test_cleaned_words_are_all_placed_within_the_page(words, cleaned):
    _, lines = assemble.to_lines(assemble.rows_of(words), 1, BoxMaker(IDENTITY, 1000, 1400))
    line = lines[0].model_copy(update={"text": cleaned})
    placed = place_words(line)
    assert [text for text, _ in placed] == cleaned.split()
    assert all(0 <= edge <= 1 + 1e-9 for _, box in placed for edge in box)


@given(st.text(max_size=200))
def test_words_of_own_text_keep_every_sign(text):
    signs = [Sign(letter, (0.001 * n, 0.1, 0.001 * n + 0.001, 0.12)) for n, letter in enumerate(text)]
    assert "".join(word.text for word in words_of(signs)) == "".join(sign.text for sign in signs if sign.text.strip())
    legacy_encoding(text)

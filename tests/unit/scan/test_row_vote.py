import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.core.scan.words.row_vote import vote
from tests.unit.scan.test_second_look import KNOWN, texts, token


def test_two_readings_that_agree_outvote_a_doubtful_third():
    first = [token("Lê", left=100, width=30), token("Tuân", confidence=0.6, left=140)]
    again = [[token("Lê", left=100, width=30), token("Tuấn", confidence=0.9, left=141)] for _ in range(2)]
    voted = vote(first, again)
    assert texts(voted) == ["Lê", "Tuấn"]
    assert voted[0].confidence == pytest.approx(0.95)
    assert voted[1].confidence < 0.9


def test_what_only_one_reading_sees_and_doubts_is_no_word():
    assert texts(vote([], [[token("vẻ", confidence=0.3)], [], []])) == []


def test_a_row_that_was_left_out_comes_from_the_second_look():
    again = [[token("Lê", left=100, width=30), token("Na", left=140)], [token("Lê", left=100, width=30), token("Na.", left=140)]]
    assert texts(vote([], again)) == ["Lê", "Na"]


WORDS = st.lists(
    st.builds(
        token,
        st.text("aăâbcd", min_size=1, max_size=4),
        confidence=st.floats(0, 1),
        left=st.floats(0, 900),
        width=st.one_of(st.just(0.0), st.floats(5, 90)),
    ),
    max_size=6,
)


@settings(deadline=None)  # the table of syllables is made at the first question
@given(WORDS, st.lists(WORDS, max_size=3))
def test_a_vote_invents_no_word_and_no_confidence(first, again):
    read = [*first, *(word for reading in again for word in reading)]
    for word in vote(first, again):
        assert word.text in texts(read)
        assert word.confidence <= max(one.confidence for one in read) + 1e-9


def test_on_a_torn_scan_a_word_that_every_look_reads_otherwise_stays_and_is_doubted():
    read = [[token(text, confidence=sure)] for text, sure in (("lrịnh", 0.0), ("Irinh", 0.0), ("drịnh", 0.25), ("Trịnh", 0.5))]
    first, *again = read
    (kept,) = vote(first, again, torn=True)
    assert kept.text == "Trịnh"
    assert kept.confidence < 0.9


def row(*words: tuple[str, float]):
    return [token(text, confidence=sure, left=100 + 60 * at, width=50) for at, (text, sure) in enumerate(words)]


def test_a_first_word_that_all_looks_have_alike_but_for_a_letter_stays_however_unsure_they_are():
    first = row(("TỐNG", 0.12), ("CỤC", 0.97))
    again = [row(("TỔỐNG", 0.23), ("CỤC", 0.95)), row(("TỔỐNG", 0.07), ("CỤC", 0.96))]
    voted = vote(first, again)
    assert texts(voted) == ["TỐNG", "CỤC"]  # a syllable goes before letters that are none
    assert voted[0].confidence < 0.5


@pytest.mark.parametrize("looks", [("Ph", "TỈ", "Ơn"), ("7", "?", "7"), ("TỈN", "", "")])
def test_strokes_before_a_row_of_which_each_look_makes_other_letters_are_no_word(looks: tuple[str, ...]):
    last = token("CỤC", confidence=0.97, left=160, width=50)
    read = [[*row(*((look, 0.1) for look in [look] if look)), last] for look in looks]
    assert texts(vote(read[0], read[1:])) == ["CỤC"]


def test_what_few_looks_see_is_no_word_on_a_torn_scan_either():
    assert vote([token("vẻ", confidence=0.1)], [[], [], []], torn=True) == []


def test_what_begins_small_is_hardly_a_names_first_word():
    torn, small = token("Bửi", confidence=0.4), token("hi", confidence=0.5)
    assert texts(vote([torn], [[small], [small]], torn=True, known=KNOWN)) == ["Bửi"]


def test_of_a_names_readings_one_that_is_a_names_word_counts_for_three_but_is_no_surer():
    wrong, right = token("Fran", confidence=0.6), token("Trần", confidence=0.8)
    (chosen,) = vote([wrong], [[wrong], [right]], torn=True, known=KNOWN)
    assert chosen.text == "Trần"
    assert chosen.confidence < 0.8
    (without,) = vote([wrong], [[wrong], [right]], torn=True)
    assert without.text == "Fran"


def test_a_word_whose_box_holds_its_lost_neighbour_does_not_push_that_out():
    family, given = token("Šu", confidence=0.4, left=500, width=50), token("Thị", left=560, width=50)
    wide = token("Thị", left=500, width=110)
    chosen = vote([family, given], [[family, given], [wide]], torn=True, known=KNOWN)
    assert texts(chosen) == ["Šu", "Thị"]


def test_the_sign_that_brackets_are_misread_as_is_no_reading():
    first = [token("VT,", left=100, width=30), token("@).", confidence=0.9, left=140)]
    again = [[token("VT,", left=100, width=30), token(text, confidence=0.8, left=140)] for text in ("(5).", "(@).", "(5)")]
    voted = vote(first, again)
    assert voted[1].text.startswith("(5)")
    assert voted[1].confidence == pytest.approx(0.8)  # the two that say something agree


def test_words_that_one_reading_runs_together_stay_apart():
    apart = [token("VT,", confidence=0.7, left=100, width=30), token("TH.", confidence=0.7, left=140, width=30)]
    together = [token("VT,TH.", confidence=0.9, left=100, width=70)]
    assert texts(vote(apart, [together, together])) == ["VT,", "TH."]


def test_a_word_between_two_others_stays_however_much_the_readings_differ():
    def title(*words):
        return [token(text, confidence=sure, left=100 + 70 * at) for at, (text, sure) in enumerate(words)]

    first = title(("PHÓ", 0.9), ("THUTHƯỜNG", 0.0), ("TRỰC", 0.9))
    again = [title(("PHÓ", 0.9), (middle, 0.3), ("TRỰC", 0.9)) for middle in ("THỪ4THƯỜNG", "THƯTHƯNG")]
    voted = vote(first, again)
    assert texts(voted)[::2] == ["PHÓ", "TRỰC"]
    assert voted[1].confidence < 0.4
    assert texts(vote(first[:2], [reading[:2] for reading in again])) == ["PHÓ"]  # at the end it may be a pen


def test_two_words_that_one_reading_ran_together_stay_two():
    glued = [token("”bETHƯ", confidence=0.5, left=100, width=100)]
    apart = [[token("BÍ", confidence=0.8, left=100, width=35), token("THƯ", confidence=0.9, left=145, width=55)] for _ in range(2)]
    voted = vote(glued, apart, torn=True)
    assert texts(voted) == ["BÍ", "THƯ"]
    assert min(one.confidence for one in voted) > 0.75  # nobody read anything else there


def test_a_word_whose_box_alone_is_too_wide_stays():
    first = [token("Tỉnh", left=100, width=100), token("ủy,", left=165, width=35)]
    again = [[token("Tỉnh", left=100, width=55), token("ủy,", left=165, width=35)] for _ in range(3)]
    assert texts(vote(first, again, torn=True)) == ["Tỉnh", "ủy,"]


def test_a_mark_that_other_readings_lack_costs_less_than_other_letters():
    marks = vote([token("phi", confidence=0.75)], [[token("phí", confidence=0.94)], [token("phi", confidence=0.7)]])
    letters = vote([token("nhi", confidence=0.75)], [[token("phí", confidence=0.94)], [token("nho", confidence=0.7)]])
    assert texts(marks) == texts(letters) == ["phí"]
    assert marks[0].confidence > letters[0].confidence + 0.1


def test_a_word_that_the_page_was_sure_of_stays_and_is_no_less_sure():
    first = [token("VT,", confidence=0.9, left=100, width=30), token("tthuy", confidence=0.5, left=140)]
    again = [[token("VI,", confidence=0.95, left=100, width=30), token("tthuý", confidence=0.8, left=140)] for _ in range(2)]
    voted = vote(first, again, stays=0.8)
    assert (voted[0].text, voted[0].confidence) == ("VT,", 0.9)
    assert voted[1].text == "tthuý"
    assert texts(vote(first, again)) == ["VI,", "tthuý"]


def test_a_word_that_another_reading_parts_and_a_third_lacks_is_voted_on():
    halves = [token("a", confidence=0.0, left=0, width=5), token("a", confidence=0.5, left=0, width=5)]
    assert len(vote([token("aa", confidence=0.0, left=0, width=5)], [[], halves])) <= len(halves)


NAMES = frozenset({"Mai", "Quốc", "Lợi"}).__contains__


def test_a_signatures_strokes_above_a_name_are_no_words_of_it():
    """What stands over a known word in the same reading is of another row, however wide its box is."""
    name = [token("Mai", left=100, width=60), token("Lợi", left=260, width=60)]
    first = [*name, token("VU", confidence=0.13, left=255, width=120)]
    whole = [name[0], token("Quốc", left=170, width=80), name[1]]
    again = [[*whole, token(text, confidence=0.5, left=left, width=140)] for text, left in (("mm", 200), ("vn", 230), ("Tn", 210))]
    assert texts(vote(first, again, torn=True, known=NAMES)) == ["Mai", "Quốc", "Lợi"]


def test_a_blank_that_other_readings_lack_makes_the_letters_no_less_sure():
    title = [token("BÍ", confidence=0.4, left=100, width=60), token("THƯ", confidence=0.4, left=170, width=80)]
    again = [[token("BÍTHƯ", confidence=0.9, left=100, width=150)] for _ in range(3)]
    voted = vote(title, again)
    assert texts(voted) == ["BÍ", "THƯ"]
    assert min(one.confidence for one in voted) > 0.8

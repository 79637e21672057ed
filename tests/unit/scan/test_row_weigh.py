"""The engine's and the net's words of a row weighed place by place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.page import Zone
from tasks.core.scan.words.assemble import Token
from tasks.core.scan.words.row_signs import ReadWord
from tasks.core.scan.words.row_weigh import Place, features, is_paraph, places, weigh


def token(text, confidence=0.9, left=0.0, right=None, zone=Zone.FOOT_LEFT):
    return Token(text, confidence, left, 10, left + 12 * len(text) if right is None else right, 30, zone, (1,))


def word(text, sure=0.99, left=0.0, right=None):
    return ReadWord(text, sure, left, left + 12 * len(text) if right is None else right)


def weighed(tokens, words, *, torn=True, within=True):
    return weigh(Place(tuple(tokens), tuple(words)), torn=torn, within=within)


def texts(tokens):
    return [one.text for one in tokens]


def test_words_over_each_other_are_one_place():
    found = places([token("Tổng", left=0), token("cục", left=60)], [word("Tổng", left=2), word("cục", left=62)])
    assert [(texts(place.engine), texts(place.net)) for place in found] == [(["Tổng"], ["Tổng"]), (["cục"], ["cục"])]


def test_a_word_whose_box_is_off_is_the_same_word():
    found = places(
        [token("Chú", 0.2, left=0, right=14), token("tịch,", left=60)], [word("Chủ", left=16, right=40), word("tịch,", left=60)]
    )
    assert [(texts(place.engine), texts(place.net)) for place in found] == [(["Chú"], ["Chủ"]), (["tịch,"], ["tịch,"])]
    found = places([token("KINH", left=0, right=14)], [word("H", left=16, right=40)])
    assert [(texts(place.engine), texts(place.net)) for place in found] == [(["KINH"], []), ([], ["H"])]


def test_words_that_one_reading_runs_together_are_one_place():
    (place,) = places([token("TÍNH-PHÚ", left=0)], [word("TỈNH", left=0), word("PHÚ", left=60)])
    assert texts(place.engine) == ["TÍNH-PHÚ"]
    assert texts(place.net) == ["TỈNH", "PHÚ"]


def test_what_both_read_alike_is_surer_than_the_engine_alone():
    (one,) = weighed([token("Sở", 0.7)], [word("Sở")])
    assert one.text == "Sở"
    assert one.confidence > 0.9


def test_what_the_net_doubts_too_is_doubted():
    (one,) = weighed([token("phô", 0.95)], [word("phô", 0.5)])
    assert one.confidence < 0.85


def test_the_nets_word_takes_the_place_of_a_doubtful_one():
    (one,) = weighed([token("Gác", 0.68)], [word("Các")])
    assert one.text == "Các"
    assert one.confidence > 0.9


def test_a_sure_word_stays_against_a_doubtful_reading():
    (one,) = weighed([token("chứa", 0.97)], [word("chửa", 0.45)])
    assert one.text == "chứa"
    assert one.confidence < 0.9


def test_a_stroke_where_the_net_sees_paper_is_no_word():
    assert weighed([token("Ñ|", 0.4)], []) == ()


def test_a_well_read_word_that_the_net_misses_stays_with_doubt():
    (one,) = weighed([token("Cô", 0.94)], [])
    assert one.text == "Cô"
    assert one.confidence < 0.5


def test_what_a_stamp_left_in_the_text_stays():
    (one,) = weighed([token("ĐĨA", 0.26, zone=Zone.BODY)], [], within=False)
    assert (one.text, one.confidence) == ("ĐĨA", 0.26)


def test_what_a_pen_left_behind_the_text_goes():
    assert weighed([token("ẨAA", 0.26, zone=Zone.BODY)], []) == ()


def test_paper_between_words_parts_them_though_the_net_joins_them():
    apart = [token("16/TB-QTDTB", 0.6, right=120), token("Đồng", left=130)]
    assert texts(weighed(apart, [word("16/TB-QTDTBĐồng", right=170)])) == ["16/TB-QTDTB", "Đồng"]
    beside = [token("UBM", 0.6, right=40), token("TTQVN", 0.6, left=41)]
    assert texts(weighed(beside, [word("UBMTTQVN", right=100)])) == ["UBMTTQVN"]


def test_the_letters_end_mark_stays():
    (one,) = weighed([token("hiện./.", 0.93, zone=Zone.BODY)], [word("hiện.,")])
    assert one.text == "hiện./."


def test_strokes_that_neither_reads_surely_stay_as_they_are():
    found = weighed([token("ĐEN", 0.65), token("|", 0.8, left=40), token("05.-7/2024", 0.57, left=60)], [word("P05-7/2024-", 0.3)])
    assert texts(found) == ["ĐEN", "|", "05.-7/2024"]
    assert max(one.confidence for one in found) <= 0.5


def test_a_word_of_the_net_alone_makes_none():
    assert weighed([], [word("Cô")]) == ()


def test_a_label_of_the_form_is_not_made_another_word():
    (one,) = weighed([token("Số:", 0.88)], [word("Sối")])
    assert one.text == "Số:"


def test_a_label_stays_apart_from_what_stands_behind_it():
    found = weighed([token("Số:", right=40), token("27/HDND-VP", 0.6, left=50)], [word("Số:27/HĐND-VP")])
    assert texts(found) == ["Số:", "27/HĐND-VP"]
    assert texts(weighed([token("Lưu:", right=40), token("VT.", 0.9, left=50)], [word("Lưu:VT.")])) == ["Lưu:", "VT."]


def test_a_label_gets_its_colon():
    (one,) = weighed([token("Lưu", 0.6)], [word("Lưu:")])
    assert one.text == "Lưu:"


def test_the_stop_of_an_item_that_the_net_lost_stays():
    (one,) = weighed([token("HĐTT.", 0.95)], [word("HĐTT")])
    assert one.text == "HĐTT."


def test_a_speck_behind_a_title_is_no_stop():
    (one,) = weighed([token("TỊCH,", 0.8, zone=Zone.FOOT_RIGHT)], [word("TỊCH")])
    assert one.text == "TỊCH"


def test_what_stands_for_an_authority_keeps_its_stop():
    (one,) = weighed([token("TUQ.", 0.9, zone=Zone.FOOT_RIGHT)], [word("TUQ")])
    assert one.text == "TUQ."


def test_a_pens_initials_are_left_to_those_who_know_them():
    (one,) = weighed([token("\\/", 0.3)], [word("V")])
    assert (one.text, one.confidence) == ("\\/", 0.3)


def test_a_sign_that_the_net_never_saw_stays():
    (one,) = weighed([token("Website", 0.6)], [word("Vebsite")])
    assert (one.text, one.confidence) == ("Website", 0.6)


def test_units_that_a_plus_joins_stay_joined():
    (one,) = weighed([token("KT+KD.", 0.8)], [word("KT KD.")])
    assert one.text == "KT+KD."


def test_capitals_read_with_doubt_are_as_the_net_surely_has_them():
    (one,) = weighed([token("FIPVHCC.", 0.54)], [word("TTPVHCC.")])
    assert one.text == "TTPVHCC."
    (one,) = weighed([token("FPT.", 0.93)], [word("TPT.")])
    assert one.text == "FPT."


def test_beside_written_digits_the_symbol_is_the_nets():
    read = [word("1S", 0.6, right=20), word("6", left=22, right=30), word("/KDTVVIII-HC", left=35)]
    (one,) = weighed([token("Í5ế/KDTVVII-HC", 0.83, zone=Zone.HEAD_LEFT)], read)
    assert (one.text, one.confidence) == ("Í5ế/KDTVVIII-HC", 0.83)


def test_quotes_are_strokes_beside_the_text():
    (one,) = weighed([token('"Trần', 0.6, zone=Zone.FOOT_RIGHT)], [word("Trần")])
    assert one.text == "Trần"
    (one,) = weighed([token("“Về", 0.6, zone=Zone.BODY)], [word("Về")])
    assert one.text == "“Về"


def test_a_number_and_its_symbol_stay_one_word():
    (one,) = weighed([token("2f4/TACC-VP", 0.5, zone=Zone.HEAD_LEFT)], [word("214", right=30), word("/TACC-VP", left=40)])
    assert one.text == "214/TACC-VP"
    assert (one.left, one.right) == (0, token("2f4/TACC-VP").right)


def test_the_next_columns_word_is_no_part_of_a_symbol():
    found = weighed([token("35/TB-KBDH", 0.9, right=200)], [word("35/TB-KBDH", right=120), word("Duyên", left=130)])
    assert not any("KBDHDuyên" in one.text for one in found)


def test_more_words_than_the_engine_has_stand_where_the_net_saw_them():
    found = weighed([token("TÍNH-PHÚ", 0.6)], [word("TỈNH", right=48), word("PHÚ", left=60, right=96)])
    assert [(one.text, one.left, one.right) for one in found] == [("TỈNH", 0, 48), ("PHÚ", 60, 96)]


def test_a_net_that_spells_better_counts_for_more():
    plain = features("Viêt", "Việt", 0.8, 0.9, torn=False)
    odd = features("Việt", "Viêt", 0.8, 0.9, torn=False)
    assert plain[3] == -odd[3] == 0.0 or plain[3] > odd[3]


@pytest.mark.parametrize(
    ("engine", "net", "paraph"),
    [
        (token("ÁẦ", 0.2), [word("Â", 0.8)], True),
        (token("My", 0.3), [], True),
        (token("TH", 0.3), [word("TH")], False),
        (token("NV", 0.9), [word("V", 0.6)], False),
        (token("(5)", 0.2), [word("(8)", 0.7)], False),
        (token("KTN", 0.4), [word("KTNN", 0.9)], False),
    ],
)
def test_a_pens_mark_at_the_end_of_the_lists_last_item_is_told_by_what_the_net_makes_of_it(engine, net, *, paraph):
    assert is_paraph(Place((engine,), tuple(net))) is paraph


TEXTS = st.text("aăâbcdNVT.,;/-1 ", min_size=1, max_size=6).filter(str.strip)
TOKENS = st.lists(st.builds(token, TEXTS, st.floats(0, 0.97), st.floats(0, 300)), max_size=4)
WORDS = st.lists(st.builds(word, TEXTS, st.floats(1e-6, 1), st.floats(0, 300)), max_size=4)


@settings(deadline=None)  # the table of syllables is made at the first question
@given(TOKENS, WORDS, st.booleans())
def test_every_word_has_one_place_and_nothing_is_made_up(tokens, words, torn):
    found = places(tokens, words)
    assert sorted(one.left for place in found for one in place.engine) == sorted(one.left for one in tokens)
    assert sorted(one.left for place in found for one in place.net) == sorted(one.left for one in words)
    given_texts = {one.text.replace(" ", "") for one in (*tokens, *words)}
    for place in found:
        for one in weigh(place, torn=torn):
            assert 0 <= one.confidence <= 0.97
            assert any(one.text.replace(" ", "") in text or text in one.text for text in given_texts)

"""A small r within a unit's code (CTrTT, chính trị tư tưởng) is what is printed, whatever the Lưu item was read as."""

from tasks.core.letter.number.mended_number import _meant_unit


def test_a_small_r_is_no_misread_capital() -> None:
    assert _meant_unit("CTrTT", "CTTTT") is None
    assert _meant_unit("HCTCG", "HCTC") == "HCTC"

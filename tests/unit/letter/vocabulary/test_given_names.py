"""Syllables of given names that are frequent in the middle of one (Bá) or at its end (Bách) are none of another name misread."""

import pytest

from tasks.core.letter.vocabulary.given_names import is_given


@pytest.mark.parametrize("syllable", ["Bá", "Bách", "Khoát", "Tuệ", "Tứ", "Vịnh"])
def test_it_is_one(syllable: str) -> None:
    assert is_given(syllable)

"""Words of print that every reading doubts: hats and tones over capitals make the engine unsure of a whole word (TỔNG)."""

from collections.abc import Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from tasks.core.vietnamese.syllable import is_syllable

_LEAST = 2
"""Letters of such a word; one of two is alike in all its letters only."""


def likeliest(texts: Sequence[tuple[str, str]], support: Mapping[str, float], readings: int) -> str | None:
    """The letters that print at one place most likely has, where most of the `readings` have them alike but for one; else None.

    `texts`: what each reading that has something there made of it, its letters alone before it as it stands; `support`: the
    confidences of all that have the same letters, together. Of a pen's strokes and of specks each reading makes other letters, and
    hardly a syllable; where no reading has one (TỔỐNG beside TỐNG), nothing is said.
    """
    words = [(letters, text) for letters, text in texts if len(letters) >= _LEAST and letters.isalpha()]

    def like(letters: str) -> list[tuple[str, str]]:
        far = int(len(letters) > _LEAST)
        return [one for one in words if Levenshtein.distance(one[0], letters, score_cutoff=far) <= far]

    most = max((like(letters) for letters, _ in words), key=len, default=[])
    syllables = [letters for letters, text in most if is_syllable(text.strip(_ENDS).lower())]
    return max(syllables, key=lambda letters: support[letters]) if syllables and len(most) > max(readings / 2, 1) else None


_ENDS = ".,:;"

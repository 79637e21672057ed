"""The grammar of the Vietnamese syllable (âm tiết): onset + rhyme + tone, as official spelling writes them.

Rules: domain reference 7.4, checked there against 13,757 words of real letters. The set holds what is possible (about
16,000 spellings); what is used is far less and is known by counts.
"""

import unicodedata
from functools import lru_cache

from tasks.core.vietnamese.normal import TONE_MARKS, canonical_tone

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q r s t th tr v x"  # and none

_PLAIN = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
    "i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu "
    "o oc oi om on ong op ot ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt "
    "ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu"
)
_GLIDE = (
    "oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oec oem oen oeo oet "
    "uân uâng uât uây uê uên uêch uênh uêt uêu uơ uy uya uych uynh uyn uyp uyt uyu uyên uyêt"
)
_AFTER_Q = (
    "ua uac uach uai uan uang uanh uao uap uat uau uay uăc uăm uăn uăng uăp uăt uân uâng uât uây uâu "
    "ue uec uem uen ueo uet uê uên uêch uênh uêt uêu ui uich uin uinh uip uit uiu uơ uơi uơn uơt "
    "uy uych uyn uynh uyp uyt uyu uyên uyêt uôc"
)
_WITH_Y = ["", "h", "k", "l", "m", "s", "t", "v"]
_WITH_GLIDE = ["", "ch", "d", "đ", "h", "kh", "l", "n", "ng", "nh", "r", "s", "t", "th", "tr", "x"]
_LOANS = ["buyt", "voan", "phuy"]  # labials take the glide in loans only
_FRONT = frozenset("eêi")


def _takes(onset: str, rhyme: str) -> bool:
    """Whether spelling lets this onset stand before this plain rhyme: k, gh, ngh before e ê i; c, g, ng elsewhere."""
    front = rhyme[0] in _FRONT
    if onset in ("k", "gh", "ngh"):
        return front
    if onset in ("c", "g", "ng"):
        return not front
    if onset == "gi":
        return rhyme[0] != "i" or rhyme.startswith("iê")
    if onset == "":
        return not rhyme.startswith("iê")
    return True


def _bases() -> set[str]:
    plain, glide = _PLAIN.split(), _GLIDE.split()
    bases = {onset + rhyme for onset in ["", *_ONSETS.split()] if onset != "q" for rhyme in plain if _takes(onset, rhyme)}
    bases |= {"gi" + rhyme[1:] for rhyme in plain if rhyme[0] == "i"}
    bases |= {onset + rhyme for onset in _WITH_GLIDE for rhyme in glide}
    bases |= {"g" + rhyme for rhyme in glide if rhyme[0] == "o"}
    bases |= {"q" + rhyme for rhyme in _AFTER_Q.split()}
    bases |= {onset + "y" for onset in _WITH_Y} | {"yêm", "yên", "yêng", "yêt", "yêu"}
    return bases | set(_LOANS)


def _nucleus(base: str) -> tuple[int, int]:
    """Start and end of the vowel group that may bear the mark, the u of qu and the i of gi + vowel left out."""
    vowels = [i for i, char in enumerate(base) if char in "aăâeêioôơuưy"]
    start, end = vowels[0], vowels[-1] + 1
    if base.startswith(("qu", "gi")) and end - start > 1:
        start += 1
    return start, end


def place_tone(base: str, tone: int) -> str:
    """A toneless syllable with its tone mark in the older placement (hòa, ủy), as a keyboard for Vietnamese puts it.

    `base`: lower case, NFC, with hats and horns; `tone`: 0 to 5 as `split_tone` gives it.
    """
    if not tone:
        return base
    start, end = _nucleus(base)
    group = base[start:end]
    marked = [i for i, char in enumerate(group) if char in "ăâêôơư"]
    if marked:
        at = marked[-1]  # of ươ the ơ
    elif len(group) == 1 or (len(group) == 2 and end == len(base)):
        at = 0
    elif len(group) == 2:
        at = 1
    else:
        at = 1 if end == len(base) else len(group) - 1
    at += start
    return unicodedata.normalize("NFC", base[: at + 1] + TONE_MARKS[tone] + base[at + 1 :])


@lru_cache(maxsize=1)
def syllables() -> frozenset[str]:
    """Every possible syllable, lower case, older tone placement. Rhymes in c, ch, p, t take only sắc and nặng."""
    return frozenset(
        place_tone(base, tone) for base in _bases() for tone in ((2, 5) if base.endswith(("c", "ch", "p", "t")) else range(6))
    )


def is_syllable(word: str) -> bool:
    """Whether the word is a possible Vietnamese syllable, in any case and in either placement of the tone mark."""
    return canonical_tone(word.lower()) in syllables()

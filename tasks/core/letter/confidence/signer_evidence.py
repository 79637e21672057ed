"""Independent evidence for names and titles of signers (họ tên, chức vụ): their shape, and what had to be put right in them."""

from rapidfuzz.distance import Levenshtein

from schemas.found import Found
from tasks.core.letter.confidence.evidence import AGAINST, FIRMLY, FOR, is_odd
from tasks.core.letter.rows.signs import bare, caps_share
from tasks.core.letter.vocabulary.family_names import FREQUENT, RARE, SPELLED, ends_as_usual, is_clear, is_family, is_like_a_family
from tasks.core.letter.vocabulary.given_names import is_given
from tasks.core.letter.vocabulary.names import has_surname, honours, mended_name, tidied
from tasks.core.letter.vocabulary.titles import SPELLED as SPELLED_TITLES
from tasks.core.vietnamese.syllable import is_syllable


def of_name(name: Found) -> float:
    """For họ tên: a known surname and two to five syllables, nothing else; against it a family name whose letters were guessed."""
    syllables = name.value.split()
    mended = mended_name(name.raw, rare=bool(syllables) and syllables[0] in RARE)
    weight = FOR if _has_family(name.value) else AGAINST
    weight += 0.0 if mended == name.raw else -0.5 if bare(mended) == bare(tidied(name.raw)) else AGAINST
    weight += AGAINST if name.raw[:1].islower() else 0.0  # its capital is gone: more of it was guessed
    weight += 0.0 if 2 <= len(syllables) <= 5 else AGAINST
    if len(syllables) == 2:  # as a rule a name has three: the first may be under the seal
        weight += FIRMLY if bare(syllables[0]) in _MIDDLE else AGAINST
    weight += FIRMLY if any(word.lower() in _UNMARKED for word in syllables[1:]) else 0.0
    weight += FIRMLY if any(len(word) > 2 and not is_syllable(word) for word in syllables) else 0.0  # of two letters: H', Y
    return weight + (FIRMLY if is_odd(name.value) or any(c.isdigit() for c in name.value) else 0.0)


_MIDDLE = frozenset({"van", "thi", "huu", "duc", "dinh", "xuan", "ngoc", "thanh", "minh", "quang"})
"""Middle names that few or no families bear: first of two syllables, one has lost the family's name."""
_UNMARKED = frozenset((
    "binh", "bich", "cuong", "dat", "dinh", "dong", "duc", "hanh", "hien", "hiep", "hoang", "hong", "hung", "huong", "huu", "hai",
    "loc", "loi", "luong", "manh", "nghia", "ngoc", "nguyet", "phuc", "phuoc", "quoc", "son", "thang", "thi", "thinh", "thuan",
    "thuy", "tien", "trong", "truong", "tuan", "van", "viet", "xuan",
))  # fmt: skip
"""Syllables of given names that bear a mark in nearly every name (Bình, Hùng, Ngọc): without it, it was not read. From memory."""


DOUBTED = 0.6
"""No name that `is_doubted` is surer: a person looks at it (docs/review.md)."""


def is_doubted(name: Found) -> bool:
    """Whether part of a name on a scan was guessed, or is none: its family name, a given syllable, all but two syllables.

    What the engine made of each word has been weighed before: the end of the name's rule tells (`signer_name.name_of`).
    """
    family, *given = name.value.split()
    printed = name.raw.strip(" .,;:*_-–'’`\"“”").split()
    if name.box is None or honours(name.value):
        return False
    if not _has_family(name.value) or (family in SPELLED and _is_guessed(family, printed[0] if printed else "")):
        return True
    if is_given(family) and is_like_a_family(family):  # Tấn Láo Tả: a mark of Tẩn was lost, or the family's name
        return True
    if name.rule.endswith((".torn", ".unusual")) or (name.confidence < _SURE_PRINT and _is_unknown(family)):
        return True  # Thương: Dương is as likely, of whose capital a seal's edge made two letters
    return len(given) == 1 and (len(family) == 1 or (is_given(family) and family not in FREQUENT))
    # Kim Hương: more likely two given names; Y Sương: more of it may be covered


def _has_family(name: str) -> bool:
    return has_surname(name) or is_family(name.split(maxsplit=1)[0])


def most_of(name: Found) -> float:
    """The most that a name's confidence may be: where marks of a given name were put right, seven of nine were (docs/review.md)."""
    return DOUBTED if is_doubted(name) else _MENDED if name.rule.endswith(".mended") else 1.0


_MENDED = 0.8
_SURE_PRINT = 0.92
"""Of a name as read, before any witness: the rule's 0.97 times the engine's confidence in its words, nothing over them."""


def _is_unknown(family: str) -> bool:
    """Whether a family name is in no list and ends from its vowel on as a usual one does: its beginning may have been another."""
    return not is_family(family) and ends_as_usual(family)


def _is_guessed(family: str, printed: str) -> bool:
    """Whether letters of a family name were put right, or marks of one that another differs from by a letter (Pham: Phan, Phạm)."""
    if bare(family) != bare(printed):
        return not is_clear(printed, family)
    if family == printed:
        return False
    twins = family not in FREQUENT and any(bare(other) == bare(family) for other in (*SPELLED, *RARE) if other != family)
    alike = (other for other in SPELLED if other != family and other[1:] == printed[1:] and len(family) == _SHORTEST)
    if twins or is_family(printed) or any({printed[0], other[0]} <= _STEMS for other in alike):
        return True  # nor Hạ a Hà
    return any(Levenshtein.distance(bare(other), bare(family)) == 1 and len(other) == len(family) > _SHORT for other in FREQUENT)


_SHORTEST, _SHORT = 2, 3
_STEMS = frozenset("THLFEI")
"""Capitals that a seal's edge or a stroke makes of each other."""


def of_title(title: Found) -> float:
    """For chức vụ: capitals and nothing odd; on a scan one of the usual titles, as long as what was read of it."""
    weight = AGAINST if "inferred" in title.rule else 0.0
    if title.box is not None:
        weight += FIRMLY if bare(title.value) not in _TITLES else 0.0  # PHÒNG: half of one
        weight += FIRMLY if len(title.value) > len(title.raw.strip()) + _ADDED else 0.0  # PHÓ BỊ: PHÓ BÍ THƯ
    return weight + (FIRMLY if is_odd(title.value) else 0.0) + (0.5 if caps_share(title.value) > 0.9 else 0.0)


_TITLES = frozenset(bare(title) for title in SPELLED_TITLES)
_ADDED = 2
"""Letters that a title may have more than was read of it."""

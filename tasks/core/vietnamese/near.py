"""Formulas and abbreviations of which the reader got letters wrong, on scans: one word of a formula, one or two letters of `UBND`.

Marks are put right by `fixed`; here letters are, and only where the reader doubted the word and everything round it says so.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from rapidfuzz.distance import LCSseq, Levenshtein

from schemas.page import Line
from schemas.vocabulary import Vocabulary
from tasks.core.vietnamese.counts import Model, model_of
from tasks.core.vietnamese.draft import Draft
from tasks.core.vietnamese.fixed import Fixed, Phrase, fixed_of
from tasks.core.vietnamese.joins import confidence_at
from tasks.core.vietnamese.normal import fold
from tasks.core.vietnamese.syllable import is_syllable
from tasks.core.vietnamese.words import Word, folded, plain, same_case, words

_DOUBT = 0.93
_CONFIDENCE = 0.9
_ANCHORED = (
    ("UBND", frozenset[str](), frozenset({"tinh", "huyen", "cac", "thanh", "xa", "phuong", "thi", "quan"})),
    ("MTTQ", frozenset({"ban"}), frozenset({"viet", "tinh"})),
    ("ĐBQH", frozenset({"doan"}), frozenset[str]()),
    ("TTĐT", frozenset({"cong"}), frozenset[str]()),
    ("CHQS", frozenset({"bo"}), frozenset[str]()),
)
"""Abbreviations of every office, the words before and those behind them, without marks; none: any. No others are guessed."""
_NOT_SET_APART = frozenset(" -–,.")
_SEVERAL = "các"
"""Stands before the names of bodies, and is near to the first word of some (Các Thống kê cơ sở: no Cục Thống kê)."""


@lru_cache(maxsize=4)
def _by_second(vocabulary: Vocabulary) -> dict[str, tuple[Phrase, ...]]:
    """The formulas of three words and more by their second word, for those whose first was misread."""
    found: dict[str, list[Phrase]] = defaultdict(list)
    for phrases in fixed_of(vocabulary).phrases.values():
        for phrase in phrases:
            if len(phrase.words) > 2:
                found[phrase.folds[1]].append(phrase)
    return {second: tuple(phrases) for second, phrases in found.items()}


def mend_near(draft: Draft, line: Line, fixed: Fixed, vocabulary: Vocabulary) -> None:
    """Mend one line of a scan."""
    if not line.words:
        return
    model = model_of(vocabulary.counts)

    def may_change(found: Sequence[Word], at: int, first: int) -> bool:
        """Whether the reader doubted the word and it makes no known pair with a neighbour (CHI CỤC TRỒNG TRỌT: no TRƯỞNG).

        The `first` word of a name makes pairs with nothing that was meant, where its capital tells of a name (Sử Thông tin: Sở).
        """
        word = found[at]
        if confidence_at(draft, line, word.start) >= _DOUBT or word.text.lower() == _SEVERAL:
            return False
        told = word.text.islower() or word.text.isupper() or at != first
        return not (told and is_syllable(word.text.lower()) and _makes_a_pair(found, at, model))

    _mend_bodies(draft, fixed, may_change)
    _mend_phrases(draft, fixed, _by_second(vocabulary), may_change)


def _makes_a_pair(found: Sequence[Word], at: int, model: Model) -> bool:
    around = [model.number.get(plain(word.text), model.unknown) for word in found[max(0, at - 1) : at + 2]]
    pairs = model.pair_log_count(np.array(around[:-1]), np.array(around[1:])) if len(around) > 1 else np.zeros(1)
    return bool((pairs > 0).any()) or _leads_on(found, at, model)


@lru_cache(maxsize=4)
def _by_letters(model: Model) -> dict[str, list[int]]:
    """Numbers of the words that have the same letters but for marks."""
    found: dict[str, list[int]] = defaultdict(list)
    for word, number in model.number.items():
        found[fold(word)].append(number)
    return found


_BOUND = 4.0
"""How much more often than by chance two words stand together, as a logarithm, that belong together (trồng trọt)."""


def _leads_on(found: Sequence[Word], at: int, model: Model) -> bool:
    """Whether a word with other marks belongs together with the next one, as it is printed (TRÔNG TRỌT: trồng trọt)."""
    if at + 1 >= len(found):
        return False
    ways = np.array(_by_letters(model).get(folded(found[at].text), [model.unknown]))
    following = np.full(len(ways), model.number.get(plain(found[at + 1].text), model.unknown))
    pairs = model.pair_log_count(ways, following)
    return bool(((pairs > 0) & (pairs > model.expected_log_count(ways, following) + _BOUND)).any())


def _mend_bodies(draft: Draft, fixed: Fixed, may_change: Callable[[Sequence[Word], int, int], bool]) -> None:
    """Abbreviations in capitals that are a letter or two away from one that stands in such a place; never within a symbol."""
    found = words(draft.text)
    for at in reversed(range(len(found))):
        read = found[at].text
        if not 3 <= len(read) <= 6 or not read.isupper() or read in fixed.codes or is_syllable(read):
            continue
        before, behind = draft.text[: found[at].start], draft.text[found[at].end :]
        if before[-1:] in {"-", "/"} or (behind[:1] in {"-", "/", "."} and behind[1:2].isalnum()) or behind[:1].isdigit():
            continue
        left, right = (folded(found[n].text) if 0 <= n < len(found) else "" for n in (at - 1, at + 1))
        for body, lefts, rights in _ANCHORED:
            anchored = (not lefts or left in lefts) and (not rights or right in rights)
            if anchored and _shared(fold(read), fold(body)) >= len(body) - 1 and may_change(found, at, at):
                draft.change(found[at].start, found[at].end, body, "code", _CONFIDENCE)
                break


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common, in order."""
    return LCSseq.similarity(one, other)


def _mend_phrases(
    draft: Draft,
    fixed: Fixed,
    by_second: dict[str, tuple[Phrase, ...]],
    may_change: Callable[[Sequence[Word], int, int], bool],
) -> None:
    found = words(draft.text)
    folds = [folded(word.text) for word in found]
    changes: list[tuple[Word, str]] = []
    at = 0
    while at < len(found) - 1:
        some = [*fixed.phrases.get(folds[at], ()), *by_second.get(folds[at + 1], ())]
        near = {hit for phrase in some if (hit := _wrong_word(draft.text, found, folds, at, phrase)) is not None}
        whole = any(_is_whole(folds[at : at + len(phrase.folds)], phrase) for phrase in some)
        if len(near) == 1 and not whole:
            ((place, right),) = near
            same = found[place].text[0].isupper() == right[0].isupper() or found[place].text.isupper()
            if same and may_change(found, place, at):
                changes.append((found[place], same_case(found[place].text, right)))
                at = place
        at += 1
    for word, right in reversed(changes):
        draft.change(word.start, word.end, right, "phrase", _CONFIDENCE)


def _is_whole(read: list[str], phrase: Phrase) -> bool:
    """Whether a formula stands there as it is; its end may be on the next line (TỔNG CỤC THI HÀNH ÁN DÂN: no Tổng cục Thuế)."""
    return len(read) > 2 and tuple(read) == phrase.folds[: len(read)]


def _wrong_word(text: str, found: list[Word], folds: list[str], at: int, phrase: Phrase) -> tuple[int, str] | None:
    """Place and right form of the one word that a formula, begun here, differs in by a letter; two where it is long."""
    size = len(phrase.words)
    here = folds[at : at + size]
    if size < 3 or len(here) < size:
        return None
    wrong = [n for n, (read, right) in enumerate(zip(here, phrase.folds, strict=True)) if read != right]
    gaps = (text[a.end : b.start] for a, b in pairwise(found[at : at + size]))
    if len(wrong) != 1 or not all(0 < len(gap) <= 3 and _NOT_SET_APART.issuperset(gap) for gap in gaps):
        return None
    place = wrong[0]
    short = len(phrase.folds[place]) < (5 if is_syllable(found[at + place].text.lower()) else 4)  # THỊ HÀNH ÁN is no Tổng cục Thuế
    allowed = 1 if short else 2
    if Levenshtein.distance(here[place], phrase.folds[place], score_cutoff=allowed) > allowed:
        return None
    return at + place, phrase.words[place]

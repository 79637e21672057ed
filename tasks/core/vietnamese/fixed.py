"""Fixed vocabulary (từ ngữ cố định): labels, symbols and formulas of the form, matched without their marks where they stand.

What is fixed can be put right without guessing: `Noti nhận:` alone on a line is `Nơi nhận:`, `1099/CD-TTg` is `1099/CĐ-TTg`.
Digits are never touched.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from schemas.vocabulary import Vocabulary
from tasks.core.vietnamese.draft import Draft
from tasks.core.vietnamese.normal import canonical_tone, repair
from tasks.core.vietnamese.syllable import is_syllable
from tasks.core.vietnamese.words import Word, folded, plain, same_case, words

_LABEL = re.compile(r"^([\W_]{0,3})([^\W\d_][^:\d\n]{3,15}?)\s*(:|$)")
_DIRTY_LABEL = re.compile(r"^[\W\d_]{0,5}([^:\n]{6,12}?)\s*:\s*$")
_SYMBOL = re.compile(r"(?<=\d)\s?[/-]\s?((?:[^\W\d_]|&)+(?:\s?[-/]\s?(?:[^\W\d_]|&)+)*)")
_GAP = frozenset(" -–,.")
_UNMARKED = str.maketrans("ĐđĂÂÊÔƠƯăâêôơư", "DdAAEOOUaaeoou")


@dataclass(frozen=True)
class Phrase:
    """A formula or a name: its words as written in running text, and the same without marks."""

    words: tuple[str, ...]
    folds: tuple[str, ...]
    gaps: tuple[str, ...]  # what stands between its words


@dataclass(frozen=True)
class Fixed:
    """Vocabulary made ready for looking up."""

    office: tuple[tuple[re.Pattern[str], str], ...]  # what reviewers put right
    labels: tuple[tuple[str, str], ...]  # without marks and blanks, as printed
    codes: frozenset[str]
    code_of: dict[str, str]  # without marks → the one code that reads so
    phrases: dict[str, tuple[Phrase, ...]]  # by their first word without marks, longest first


@lru_cache(maxsize=4)
def fixed_of(vocabulary: Vocabulary) -> Fixed:
    """Make the fixed vocabulary ready, once."""
    by_form: dict[str, set[str]] = defaultdict(set)
    for code in vocabulary.codes:
        by_form[code.translate(_UNMARKED)].add(code)
    by_first: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in vocabulary.phrases:
        found = words(phrase)
        parts = tuple(word.text for word in found)
        gaps = tuple(phrase[a.end : b.start] for a, b in pairwise(found))
        made = Phrase(parts, tuple(map(folded, parts)), gaps)
        by_first[made.folds[0]].append(made)
    return Fixed(
        office=tuple((re.compile(rf"(?<!\w){re.escape(wrong)}(?!\w)"), right) for wrong, right in vocabulary.office.mended.items()),
        labels=tuple((folded(label).replace(" ", ""), label) for label in vocabulary.labels),
        codes=vocabulary.codes,
        code_of={form: next(iter(codes)) for form, codes in by_form.items() if len(codes) == 1},
        phrases={first: tuple(sorted(found, key=lambda p: -len(p.words))) for first, found in by_first.items()},
    )


def mend_fixed(draft: Draft, fixed: Fixed) -> None:
    """Put labels, symbols and formulas of one line right; an office's own corrections first."""
    for pattern, right in fixed.office:
        for match in reversed(list(pattern.finditer(draft.text))):
            draft.change(match.start(), match.end(), right, "office", 0.99)
    _mend_label(draft, fixed)
    _mend_symbols(draft, fixed)
    _mend_phrases(draft, fixed)


def _mend_label(draft: Draft, fixed: Fixed) -> None:
    """A label that stands first on its line and alone or before a colon: at most one letter wrong, two before a colon."""
    match = _LABEL.match(draft.text)
    if not match:
        return
    read = folded(match[2]).replace(" ", "")
    allowed = 2 if match[3] else 1
    for form, label in fixed.labels:
        if Levenshtein.distance(read, form, score_cutoff=allowed) <= allowed and read[0] == form[0]:
            if canonical_tone(repair(match[2]).casefold()) != label.casefold():
                right = label.upper() if match[2].isupper() else label
                draft.change(match.start(2), match.end(2), right, "label", 0.98)
            return


def mend_dirty_label(draft: Draft, fixed: Fixed) -> None:
    """A label alone on its line with a speck read as a letter in front, as it stands at the paper's edge on scans."""
    match = _DIRTY_LABEL.match(draft.text)
    if not match or not any(char.isalpha() for char in match[1]):
        return
    read = "".join(char for char in folded(match[1]) if char.isalpha())
    for form, label in fixed.labels:
        if Levenshtein.distance(read, form, score_cutoff=2) <= 2 and draft.text != f"{label}:":
            if canonical_tone(draft.text.strip().casefold()) != f"{label}:".casefold():
                draft.change(0, len(draft.text), f"{label}:", "label", 0.95)
            return


def _mend_symbols(draft: Draft, fixed: Fixed) -> None:
    """Lost marks in abbreviations: in a document's symbol any known part, elsewhere only long ones (HDND, GDTNTNND)."""
    if "/" in draft.text or "-" in draft.text:
        for match in reversed(list(_SYMBOL.finditer(draft.text))):
            for part in reversed(words(match[1])):
                if part.text not in _NO_HEADS:
                    _mend_code(draft, fixed, part, match.start(1))
    for word in reversed(words(draft.text)):
        if len(word.text) >= 4 and word.text.isupper():
            _mend_code(draft, fixed, word, 0)


_NO_HEADS = frozenset({"GD", "PGD", "TGD"})
"""Codes of Giáo dục, which a symbol has; Giám đốc (GĐ, PGĐ, TGĐ) no symbol has."""


def _mend_code(draft: Draft, fixed: Fixed, part: Word, offset: int) -> None:
    if part.text in fixed.codes or len(part.text) < 2 or (part.text[1:].islower() and is_syllable(part.text)):
        return  # `số 12 - Thủ tướng` has no symbol ThU in it
    code = fixed.code_of.get(canonical_tone(part.text).translate(_UNMARKED)) or _mixed_case(part.text, fixed)
    if code is not None and code != part.text:
        draft.change(offset + part.start, offset + part.end, code, "code", 0.97)


def _mixed_case(part: str, fixed: Fixed) -> str | None:
    """The one code in mixed case (TTr, TTg, CTr) that a part in mixed case is one letter away from."""
    if part.isupper() or not part[0].isupper() or not part[-1].islower():
        return None
    near = [code for code in fixed.codes if not code.isupper() and Levenshtein.distance(code, part, score_cutoff=1) <= 1]
    return near[0] if len(near) == 1 else None


def _mend_phrases(draft: Draft, fixed: Fixed) -> None:
    """Formulas whose letters are right and whose marks are not: three words or more, at most half of them wrong.

    A formula of two words counts only as a whole line (a title, as THÔNG BÁO) or with an abbreviation in it (Cổng TTĐT): inside a
    sentence it may be other words.
    """
    found = words(draft.text)
    folds = [folded(word.text) for word in found]
    changes: list[tuple[Word, str]] = []
    at = 0
    while at < len(found):
        phrase = _phrase_at(draft.text, found, folds, at, fixed)
        if phrase is None:
            at += 1
            continue
        read = found[at : at + len(phrase.words)]
        changes += sorted(
            [*_wrong_words(read, phrase), *_stray_stops(draft.text, read, phrase)], key=lambda change: change[0].start
        )
        at += len(phrase.words)
    for word, right in reversed(changes):
        draft.change(word.start, word.end, right, "phrase", 0.97)


def _phrase_at(text: str, found: list[Word], folds: list[str], at: int, fixed: Fixed) -> Phrase | None:
    for phrase in fixed.phrases.get(folds[at], ()):
        size = len(phrase.words)
        if tuple(folds[at : at + size]) != phrase.folds:
            continue
        gaps = zip(found[at:], found[at + 1 : at + size], strict=False)
        if all(0 < b.start - a.end <= 3 and _GAP.issuperset(text[a.end : b.start]) for a, b in gaps) and (
            size > 2 or _is_line(text, found, at) or not fixed.codes.isdisjoint(phrase.words)
        ):
            return phrase
    return None


def _stray_stops(text: str, read: list[Word], phrase: Phrase) -> list[tuple[Word, str]]:
    """Full stops between words of one formula: commas that lost their tails, or specks."""
    gaps = [Word(text[a.end : b.start], a.end, b.start) for a, b in pairwise(read)]
    return [(gap, right) for gap, right in zip(gaps, phrase.gaps, strict=True) if set(gap.text) == {".", " "}]


def _is_line(text: str, found: list[Word], at: int) -> bool:
    return len(found) == 2 and at == 0 and not any(char.isdigit() for char in text)


def _wrong_words(read: list[Word], phrase: Phrase) -> list[tuple[Word, str]]:
    wrong = [
        (word, same_case(word.text, right))
        for word, right in zip(read, phrase.words, strict=True)
        if plain(word.text) != plain(right)
    ]
    capitals = [word for word, right in zip(read, phrase.words, strict=True) if right[0].isupper()]
    if len(capitals) > 1 and all(word.text.islower() and is_syllable(word.text) for word in capitals):
        return []  # hồ sơ xây dựng: words of the sentence, no name (Sở Xây dựng)
    return wrong if len(wrong) * 2 <= len(read) else []

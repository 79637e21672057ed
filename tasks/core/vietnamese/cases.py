"""Capitals on scans that are small letters: c o s u v x z differ from theirs by nothing but size, k nearly so."""

from collections.abc import Iterable, Sequence

from schemas.page import Line
from schemas.vocabulary import Vocabulary
from tasks.core.vietnamese.draft import Draft
from tasks.core.vietnamese.stream import is_capitals
from tasks.core.vietnamese.syllable import is_syllable
from tasks.core.vietnamese.words import Word, folded, plain, words

_ROUND = frozenset("cosuvxz")
_SMALL_WORDS = "sau và với vào về vì của cũng còn có cho cùng sẽ ở các cả chưa cần xảy xuống không kịp khi khó"
_SMALL = frozenset(_SMALL_WORDS.split())  # no name begins with them, and their first letters are alike in both sizes
_AFTER_COMMA = frozenset({"và", "với", "của", "không", "kịp", "khẩn", "xử", "xem", "xét", "so", "chưa"})
_BEHIND = {
    "số": frozenset({"một", "đổi", "tổng", "đa", "chỉ"}),
    "xã": frozenset({"trị", "tế"}),
    "sở": frozenset({"cơ"}),
    "xét": frozenset({"xem"}),
    "cường": frozenset({"tăng"}),
    "cấp": frozenset({"xuất", "cung"}),
}
"""Words that are also the first of names, and those before them that say they are none here."""
_CONFIDENCE = 0.9


def mend_case(drafts: Sequence[Draft], lines: Sequence[Line], vocabulary: Vocabulary) -> None:
    """Put words of a page's sentences into small letters: `như Sau`, `CƠ SỞ dữ liệu`, `xuỐng`."""
    for at, (draft, line) in enumerate(zip(drafts, lines, strict=True)):
        if is_capitals(draft.text):
            continue
        goes_on = at > 0 and lines[at - 1].block == line.block and drafts[at - 1].text[-1:].islower()
        last = words(drafts[at - 1].text)[-1].text if goes_on and words(drafts[at - 1].text) else ""
        found = words(draft.text)
        for n in reversed(range(len(found))):
            small = _small(draft.text, found, n, last, vocabulary)
            if small is not None and small != found[n].text:
                draft.change(found[n].start, found[n].end, small, "case", _CONFIDENCE)


def _small(text: str, found: Sequence[Word], n: int, last: str, vocabulary: Vocabulary) -> str | None:
    """The word in small letters where it is meant so; None where it is right as read."""
    word = found[n].text
    if word.islower() or word in vocabulary.codes or not is_syllable(word):
        return None
    if len(word) > 2 and not word[1:].islower() and not word.isupper():
        return word[0] + word[1:].lower() if _are_round(filter(str.isupper, word[1:])) else None
    before = text[found[n - 1].end : found[n].start] if n else ""
    left = found[n - 1].text if n else last
    follows = found[n + 1].text if n + 1 < len(found) else ""
    small_around = left.islower() and (not follows or follows.islower() or (follows.isupper() and _are_round(follows)))
    if not small_around or not _goes_on(text[found[n].end : found[n].end + 2]):
        return None
    named = n > 1 and found[n - 2].text[0].isupper()  # Ban Kinh tế - Xã hội; kinh tế - xã hội
    return word.lower() if _is_small(word, plain(left), before, follows, named=named) else None


def _is_small(word: str, left: str, before: str, follows: str, *, named: bool) -> bool:
    """Whether this word, whose neighbours are in small letters, is so too. `before`: what stands between it and the left one.

    `named`: the left one is the last of a name, whose parts all begin with a capital.
    """
    known = plain(word)
    if word[1:].islower() and known in _BEHIND:
        return bool(follows) and left in _BEHIND[known] and before in {"", " ", ", ", " - "} and not (before == " - " and named)
    if word[1:].islower():
        return before in {"", " ", ", "} and known in (_AFTER_COMMA if before == ", " else _SMALL)
    return len(word) > 1 and before in {" ", ", "} and _are_round(word)


def _goes_on(behind: str) -> bool:
    return not behind or behind[0] in ",.;:" or (behind[0] == " " and (behind[1:].isalpha() or not behind[1:]))


def _are_round(chars: Iterable[str]) -> bool:
    return all(folded(char.lower()) in _ROUND for char in chars)

"""Trích yếu that a scan misread, put right where the letter says it again (về việc …): in its body, in what it encloses.

The subject stands in small print or in bold that a fax tears; the body has the same words in its own size, as a rule more than
once. A word gives way only to one that looks like it, and never one with a figure; what was put right is not sure.
"""

import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from schemas.letter import Document
from tasks.core.letter.rows.signs import bare

AGREED = ".agreed"
_ALIKE = 0.75
"""Share of the words that are the same, marks aside, where a text says the subject again."""
_LEAST_WORDS, _MOST_WORDS = 4, 60
_FAR, _WITNESSES = 2, 2
"""Letters or marks of a word that may differ, and how often the other way must be read."""
_SURE = 0.85
_ENDS = ".,;:()/*_“”\"' "
_KEPT = frozenset({"-", "–", "&", "+", "I", "V", "X", "Ý", "Y"})
_BEFORE_TITLE = re.compile(r"^\S{1,3}\s(?=Kết luận của\s)")
"""A stroke before the row under a type word (Non Kết luận của …)."""
_TAIL = re.compile(r"(?<=[^\W\d_]{2})\s+\.\s?\S{0,2}$")
"""A full stop that stands alone, and a stroke behind it (phổ thông .h)."""


def with_agreed_subjects(documents: Sequence[Document]) -> list[Document]:
    """The documents of one scan, subjects that were misread put right, rule `….agreed`; texts without boxes stay as they are."""
    bodies = [(document.body or "").split() for document in documents]
    subjects = [document.subject.value.split() if document.subject else [] for document in documents]
    return [_agreed(document, [*bodies, *subjects[:at], *subjects[at + 1 :]]) for at, document in enumerate(documents)]


def _agreed(document: Document, texts: Sequence[Sequence[str]]) -> Document:
    subject = document.subject
    if subject is None or subject.box is None:
        return document
    value = _TAIL.sub("", _BEFORE_TITLE.sub("", subject.value))
    own = value.split()
    if _LEAST_WORDS <= len(own) <= _MOST_WORDS:
        whole = [word for word in own if not _is_stray(word)]
        again = [found for text in texts for found in _said_again(whole, text)]
        value = _meant(whole, again) if again else value
    if value == subject.value:
        return document
    update = {"value": value, "rule": f"{subject.rule}{AGREED}", "confidence": min(_SURE, subject.confidence)}
    return document.model_copy(update={"subject": subject.model_copy(update=update)})


def _is_stray(word: str) -> bool:
    """A sign or a capital alone: a stroke or a stamp's letter that was read into the row."""
    plain = word.strip(_ENDS)
    return len(plain) < 2 and not plain.isdigit() and not plain.islower() and word not in _KEPT


def _said_again(own: Sequence[str], text: Sequence[str]) -> list[tuple[str, ...]]:
    """The places of a text that say the subject, word for word as many, without the signs at their ends."""
    low = [bare(word.strip(_ENDS)) for word in own]
    plain = [word.strip(_ENDS) for word in text]
    others = [bare(word) for word in plain]
    found = []
    for at in range(len(text) - len(own) + 1):
        same = sum(one == other for one, other in zip(low, others[at : at + len(own)], strict=True))
        if same >= _ALIKE * len(own):
            found.append(tuple(plain[at : at + len(own)]))
    return found


def _meant(own: Sequence[str], again: Sequence[tuple[str, ...]]) -> str:
    """The subject's words, each as most places have it, the subject's own among them."""
    runs = [tuple(word.strip(_ENDS) for word in own), *again]
    return " ".join(_word(word, Counter(run[at] for run in runs)) for at, word in enumerate(own))


def _word(word: str, ways: Counter[str]) -> str:
    plain = word.strip(_ENDS)
    alike = sum(count for way, count in ways.items() if way.casefold() == plain.casefold())
    usual, seen = max(ways.items(), key=lambda way: way[1], default=(plain, 0))
    if seen < _WITNESSES or seen <= alike or usual.casefold() == plain.casefold() or not _may_be(plain, usual):
        return word
    return word.replace(plain, usual, 1) if plain else usual


def _may_be(read: str, meant: str) -> bool:
    """Whether a word may have been read so: small letters, near enough, and no figure in either."""
    if any(sign.isdigit() for sign in read + meant) or not meant or read[:1].isupper() != meant[:1].isupper():
        return False
    return Levenshtein.distance(read, meant) <= _FAR or Levenshtein.distance(bare(read), bare(meant)) < _FAR

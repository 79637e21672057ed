"""Words run together, on scans: a speck between two of them read as a mark, or the blank lost; and specks before and behind words.

The counts say what stood between them: `phản ánh-về` is `phản ánh về`, `kinh tế-xã hội` stays.
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from schemas.page import Line, Zone
from tasks.core.vietnamese.counts import Model
from tasks.core.vietnamese.draft import Draft
from tasks.core.vietnamese.syllable import is_syllable
from tasks.core.vietnamese.words import plain, words

_JOINED = re.compile(r"(?<![^\s(])([^\W\d_]{2,7}|[yỷởýYÝỞ])([.,:;'’°*_-]{1,2})([^\W\d_]{2,7})(?=[\s.,;:)]|$)")
_ITEM = re.compile(r"^[_'\"]?(\d{1,2}[.)])[-–'.,_]{1,2}\s?(?=[^\W\d_]{2})")
_BEFORE = re.compile(r"(?:(?<=\s)|^)[.,:;'’`\u00b4°*^~_=]{1,2}(?=[^\W\d_]{2})")
_HYPHEN_BEFORE = re.compile(r"(?<=[^\W\d_] )-(?=[^\W\d_]{2})")
_BEHIND = re.compile(r"(?<=[^\W\d_])['’`\u00b4°^]+(?=[\s.,;:)]|$)")
_TWO_ENDS = re.compile(r"(?<=[\w)])([;,:.])(?:[.,:;'`\u00b4_]{1,2})(?=\s|$)")
_OPENED = re.compile(r"[\"“‘'’`](?=\w)")
_BRACKET = re.compile(r"(?<=[^\W\d_])[.,'’]?(?=\([^\W\d_])")
_BODY_AND_KIND = re.compile(
    r"(?:(?<=\bUBND)|(?<=\bHĐND))[-–.,_~'’]{1,2}(?=(?:tỉnh|huyện|thành phố|thị|quận|phường|xã)\b)", re.IGNORECASE
)
_NUMBER_LABEL = re.compile(r"^Số:(?=\d)")
_RUN = re.compile(r"(?<![^\s(])[^\W\d_]{5,14}(?=[\s.,;:)]|$)")
_DOUBT = 0.93  # hyphens read with more stay
_LEAST_GAIN = 1.0  # nats
_USUAL = 5.0  # nats: a hyphen behind this word costs less (vắc-xin, kinh tế-xã hội)
_LEAST_PAIR = 3.0  # log count of two words that are parted
_CONFIDENCE = 0.85
_WAYS = {"-": {"-"}, ", ": {",", "."}, "; ": {";"}, ". ": {"."}}  # what may stand there, and of which marks it may be left
_SET: dict[str, list[str]] = {" ": [], "-": ["-"], ", ": [","], "; ": ["<s>"], ". ": ["<s>"]}  # as the counts know it
_MARKS = frozenset({"<s>", ",", "-"})


def mend_joins(draft: Draft, line: Line, behind: str, model: Model) -> None:
    """Part the words of one line of a scan and take specks off them. `behind`: what the sentence goes on to on the next line."""
    _take_specks_off(draft, line)
    _put_blanks(draft)
    for match in reversed(list(_JOINED.finditer(draft.text))):
        between = _between(draft, line, match, behind, model)
        if between is not None:
            draft.change(match.start(2), match.end(2), between, "blank.lost", _CONFIDENCE)
    for match in reversed(list(_RUN.finditer(draft.text))):
        place = _place_to_part(match[0], model, doubted=confidence_at(draft, line, match.start()) < _DOUBT)
        if place:
            draft.change(match.start() + place, match.start() + place, " ", "blank.lost", _CONFIDENCE)


def _take_specks_off(draft: Draft, line: Line) -> None:
    """Marks that touch a word where none is printed: `.nghiêm túc`, `quản lý..`, `3.-Giao`."""
    for pattern, after in ((_ITEM, r"\1 "), (_BEFORE, ""), (_TWO_ENDS, r"\1")):
        for match in reversed(list(pattern.finditer(draft.text))):
            if "..." not in match[0]:
                draft.change(match.start(), match.end(), match.expand(after), "speck", _CONFIDENCE)
    for match in reversed(list(_HYPHEN_BEFORE.finditer(draft.text))):
        if confidence_at(draft, line, match.start()) < _DOUBT:
            draft.change(match.start(), match.end(), "", "speck", _CONFIDENCE)
    for match in () if _OPENED.search(draft.text) else reversed(list(_BEHIND.finditer(draft.text))):
        draft.change(match.start(), match.end(), "", "speck", _CONFIDENCE)


def _put_blanks(draft: Draft) -> None:
    """The blank before a bracket, behind `Số:`, and behind a council's or committee's short name (UBND-TỈNH)."""
    for match in reversed(list(_BODY_AND_KIND.finditer(draft.text))):
        draft.change(match.start(), match.end(), " ", "blank.lost", _CONFIDENCE)
    for match in reversed(list(_BRACKET.finditer(draft.text))):
        if is_syllable(words(draft.text[: match.start()])[-1].text):
            draft.change(match.start(), match.end(), " ", "blank.lost", _CONFIDENCE)
    label = _NUMBER_LABEL.match(draft.text)
    if label:
        draft.change(label.end(), label.end(), " ", "blank.lost", _CONFIDENCE)


def _between(draft: Draft, line: Line, match: re.Match[str], behind: str, model: Model) -> str | None:
    """What stood between two words where a mark was read; None: what was read."""
    left, mark, right = match[1], match[2], match[3]
    words_both = is_syllable(left) and (is_syllable(right) or plain(right) in model.number)
    label = mark == ":" and not match.start() and line.zone is not Zone.BODY
    if label or not words_both or (left.isupper() and len(left) < 3):
        return None
    if mark in {",-", ";-"}:
        return f"{mark[0]} "
    if "-" in mark and (confidence_at(draft, line, match.start()) >= _DOUBT or _may_be_hyphened(left, right, model)):
        return None
    before = [word.text for word in words(draft.text[: match.start()])][-1:] or ["<s>"]
    after = [word.text for word in words(f"{draft.text[match.end() :]} {behind}")][:1] or ["<s>"]
    ways = [way for way, of in _WAYS.items() if of & set(mark) and (way != ". " or (mark == "." and right[0].isupper()))]
    costs = {way: _cost([*before, left, *_SET[way], right, *after], model) for way in [" ", *ways]}
    best = min(costs, key=lambda way: costs[way])
    return None if "-" in mark and (best == "-" or costs["-"] - costs[best] < _LEAST_GAIN) else best


def _may_be_hyphened(left: str, right: str, model: Model) -> bool:
    """Whether the words are never seen beside each other, or a hyphen behind the left one is usual."""
    first, second = (np.array([model.number.get(plain(word), model.unknown)]) for word in (left, right))
    hyphen, bound = np.array([model.number["-"]]), np.array([model.number["<s>"]])
    return bool(model.pair_log_count(first, second)[0] <= 0 or model.cost(bound, first, hyphen)[0] < _USUAL)


def _cost(found: Sequence[str], model: Model) -> float:
    """Cost of some words and marks in a row, in nats."""
    ids = [model.number.get(word if word in _MARKS else plain(word), model.unknown) for word in found]
    row = np.array([model.number["<s>"], *ids], dtype=np.int64)
    return float(model.cost(row[:-2], row[1:-1], row[2:]).sum())


def _place_to_part(run: str, model: Model, *, doubted: bool) -> int:
    """Where two words without a blank between them are to be parted; 0: nowhere."""
    if is_syllable(run) or (run.isascii() and not doubted) or plain(run) in model.number:
        return 0
    pairs = list(_ways_to_part(run, model))
    best = max(pairs, default=(0.0, 0))
    return best[1] if best[0] >= _LEAST_PAIR else 0


def _ways_to_part(run: str, model: Model) -> Iterator[tuple[float, int]]:
    for at in range(2, len(run) - 1):
        left, right = run[:at], run[at:]
        cased = left.isupper() == right.isupper() and (right.islower() or run.isupper())
        if not cased or not is_syllable(left) or not is_syllable(right):
            continue
        ids = [model.number.get(plain(part), model.unknown) for part in (left, right)]
        yield float(model.pair_log_count(np.array(ids[:1]), np.array(ids[1:]))[0]), at


def confidence_at(draft: Draft, line: Line, place: int) -> float:
    """The reader's confidence in the word at this place of the draft's text."""
    raw = draft.raw_place(place)
    return next((word.confidence for word in line.words if word.start <= raw < word.end), 1.0)

"""The words of a scan in one row, as the counts know them: what stands beside what, and what may be changed at all.

Never changed: numbers, dates, symbols, abbreviations, names of persons and places, foreign words, an office's own words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from schemas.page import Line, Zone
from schemas.vocabulary import Vocabulary
from tasks.core.vietnamese.counts import Model
from tasks.core.vietnamese.syllable import syllables
from tasks.core.vietnamese.words import folded, plain

_TOKEN = re.compile(
    r"(?P<code>\d+(?:/\d{4})?\s?[/-]\s?[^\W\d_]{2}[\w/&-]*)|(?P<number>\d[\d.,/:-]*)|(?P<word>[^\W\d_]+)|(?P<mark>[^\s\w])"
)
_CLASSES = dict.fromkeys(".;:!?…", "<s>") | dict.fromkeys('()[]{}"“”', "(") | dict.fromkeys("-–—", "-") | {",": ",", "/": "/"}
_ENDS = (".", ";", ":", "!", "?", "…")
_QUOTES = re.compile(r"[“\"]([^“”\"\n]{1,200})[”\"]")
_ADDRESS = re.compile(r"\S*(?:@|www\.|://|\.vn\b|\.com\b)\S*")
_PLACE_KINDS = "tỉnh huyện xã phường quận trấn phố tp ấp thôn bản khóm làng đường sông núi hồ đảo cầu chợ cảng buôn sóc khu tổ"
_KINDS = frozenset(_PLACE_KINDS.split())  # what stands before the name of a place
_PERSON_TITLES = "ông bà đ/c chí anh chị em cháu bs ts ths gs pgs cụ"
_TITLES = frozenset(_PERSON_TITLES.split())  # what stands before the name of a person

_DATE_WORDS = frozenset({"ngay", "thang", "nam"})

FREE, CAREFUL, NEVER = 0, 1, 2


@dataclass(slots=True)
class Stream:
    """Parallel lists, one entry for each word, number or mark. `line` is -1 for a bound that no line holds.

    `guard`: FREE may be changed, CAREFUL only on strong proof, NEVER not at all.
    """

    ids: list[int] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    line: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    guard: list[int] = field(default_factory=list)

    def add(self, number: int, text: str = "", line: int = -1, start: int = 0, guard: int = NEVER) -> None:
        """Put one more entry at the end."""
        self.ids.append(number)
        self.text.append(text)
        self.line.append(line)
        self.start.append(start)
        self.guard.append(guard)


def stream_of(lines: Sequence[Line], texts: Sequence[str], model: Model, vocabulary: Vocabulary) -> Stream:
    """The words of these lines, whose text now is `texts`. Page numbers are left out: sentences go on round them."""
    stream = Stream()
    bound = model.number["<s>"]
    stream.add(bound)
    last: tuple[Line, str] | None = None
    for number, (line, text) in enumerate(zip(lines, texts, strict=True)):
        if line.zone is Zone.PAGE_NUMBER or not text:
            continue
        if last is not None and not _goes_on(last, line, text) and stream.ids[-1] != bound:
            stream.add(bound)
        _add_line(stream, number, text, model, vocabulary, signature=line.zone is Zone.FOOT_RIGHT)
        last = (line, text)
    stream.add(bound)
    stream.add(bound)
    return stream


def _goes_on(last: tuple[Line, str], line: Line, text: str) -> bool:
    """Whether a sentence runs from one line into the next: the same paragraph, or one that was broken over pages."""
    before, printed = last
    if before.zone is not line.zone or printed.endswith(_ENDS) or text[0] in "-+*•":
        return False
    return (before.block == line.block and before.page == line.page) or text[0].islower()


def _add_line(stream: Stream, number: int, text: str, model: Model, vocabulary: Vocabulary, *, signature: bool) -> None:
    guards = guards_of(text, vocabulary, signature=signature)
    bound = model.number["<s>"]
    for match in _TOKEN.finditer(text):
        kind, found = match.lastgroup, match[0]
        if kind == "word":
            known = model.number.get(plain(found), model.unknown)
            stream.add(known, found, number, match.start(), guards.get(match.start(), NEVER))
        elif kind == "code":
            stream.add(model.number["<c>"])
        elif kind == "number":
            stream.add(model.number["<n>"])
        else:
            name = _CLASSES.get(found)
            if name is not None and not (name == "<s>" and stream.ids[-1] == bound):
                stream.add(model.number[name])


def _is_dated(spots: "Sequence[_Spot]") -> bool:
    """Whether a line is a place and a date (ô 4): what stands between its words is a number, however it was read."""
    found = {folded(spot.text) for spot in spots}
    return len(spots) <= 10 and "thang" in found and len(_DATE_WORDS & found) >= 2


@dataclass(frozen=True, slots=True)
class _Spot:
    """A word of a line with what its neighbourhood says about it."""

    text: str
    start: int
    end: int
    joined: bool  # letters, digits or an apostrophe touch it


def guards_of(text: str, vocabulary: Vocabulary, *, signature: bool = False) -> dict[int, int]:
    """For each word of a line, by its start: FREE, CAREFUL or NEVER.

    `signature`: the line stands in a signature block, where what is not set in capitals is the signer's name.
    """
    spots = [
        _Spot(match["word"], match.start(), match.end(), _is_joined(text, match.start(), match.end()))
        for match in _TOKEN.finditer(text)
        if match["word"]
    ]
    capitals = is_capitals(text)
    guards = {spot.start: _guard(spot, text, vocabulary, capitals=capitals) for spot in spots}
    if signature and not capitals and text[:1] != "-":
        return {spot.start: NEVER for spot in spots}
    if _is_dated(spots):
        guards.update({spot.start: NEVER for spot in spots if folded(spot.text) not in _DATE_WORDS})
    for start, end in _names(spots, text, vocabulary, capitals=capitals):
        guards.update({spot.start: NEVER for spot in spots if start <= spot.start < end})
    for start, end in _known(text, vocabulary):
        guards.update({spot.start: NEVER for spot in spots if start <= spot.start < end})
    for match in _ADDRESS.finditer(text):
        guards.update({spot.start: NEVER for spot in spots if match.start() <= spot.start < match.end()})
    for match in _QUOTES.finditer(text):
        short = match[1].count(" ") < 2  # “HT”, “vùng cam”: quoted for how it is written
        quoted = {spot.start for spot in spots if match.start() <= spot.start < match.end()}
        guards.update({start: NEVER if short else max(CAREFUL, guards[start]) for start in quoted})
    return guards


def _known(text: str, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """Where words and phrases of an office's own list stand."""
    lower = text.lower()
    return [
        (match.start(), match.end())
        for phrase in vocabulary.office.known
        if phrase in lower
        for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", lower)
    ]


def is_capitals(text: str) -> bool:
    """Whether a line is set in capitals: abbreviations can't be told from words by their case there."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 3 and sum(char.isupper() for char in letters) >= 0.7 * len(letters) and " " in text.strip()


def _is_joined(text: str, start: int, end: int) -> bool:
    near = text[max(0, start - 1) : start] + text[end : end + 1]
    return any(char.isdigit() or char in "_'’&@" for char in near)


def _guard(spot: _Spot, text: str, vocabulary: Vocabulary, *, capitals: bool) -> int:
    word = spot.text
    if spot.joined or word in vocabulary.codes:
        return NEVER
    if len(word) == 1:
        alone = text[spot.start - 1 : spot.start].isspace() and text[spot.end : spot.end + 1].isspace()
        return CAREFUL if alone and word in "ởýàóờớơoôố" else NEVER
    if word.isupper():
        return FREE if capitals and _is_word(word) else NEVER
    if not word[1:].islower():
        return NEVER
    if not _is_word(word):
        return NEVER
    return FREE if word.islower() or _begins(text, spot.start) else CAREFUL


def _is_word(word: str) -> bool:
    """A syllable, or letters with Vietnamese marks that are none: damaged, not foreign."""
    return plain(word) in syllables() or folded(word) != word.lower()


def _begins(text: str, start: int) -> bool:
    """Whether a capital stands there because a sentence begins."""
    before = text[:start].rstrip(' -+*•“"(')
    return not before or before[-1] in ".;:!?)"


def _names(spots: Sequence[_Spot], text: str, vocabulary: Vocabulary, *, capitals: bool) -> list[tuple[int, int]]:
    """Where names of persons and places stand in a line.

    They are runs of capitals behind a title or the kind of a place, with a surname first, or alone on the line as a signer's is.
    """
    found: list[tuple[int, int]] = []
    for i, spot in enumerate(spots):
        run = _run(spots, i, text, capitals=capitals)
        before = plain(spots[i - 1].text) if i and _is_next(spots[i - 1], spot, text) else ""
        if not run:
            continue
        ends = spots[i + run - 1].end
        introduced = before in _KINDS or before in _TITLES
        full_name = not capitals and 2 <= run <= 6 and folded(spot.text) in _surname_folds(vocabulary)
        signed = not capitals and i == 0 and 2 <= run <= 5 and run == len(spots)
        if introduced or full_name or signed:
            found.append((spot.start, ends))
    return found


def _run(spots: Sequence[_Spot], at: int, text: str, *, capitals: bool) -> int:
    """How many words with a first capital follow one another from here, parted by single blanks or hyphens."""
    size = 0
    for i in range(at, len(spots)):
        word = spots[i].text
        shaped = word.isupper() if capitals else word[0].isupper() and (len(word) == 1 or word[1:].islower())
        if not shaped or (i > at and not _is_next(spots[i - 1], spots[i], text)):
            break
        size += 1
    return size


def _is_next(left: _Spot, right: _Spot, text: str) -> bool:
    return text[left.end : right.start] in {" ", "-", " - ", ". "}


@lru_cache(maxsize=4)
def _surname_folds(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(map(folded, vocabulary.surnames))

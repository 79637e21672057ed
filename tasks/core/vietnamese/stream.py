"""The words of a scan in one row, as the counts know them: what stands beside what, and what may be changed at all.

Never changed: numbers, dates, symbols, abbreviations, names of persons and places, foreign words, an office's own words.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

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

_FILE_COPY = re.compile(r"Lưu\s?:?\s?(VT\b.*)")  # unit and drafter, however they write themselves
_REACH = 60  # characters of the next line that a name may reach into
_DATE_WORDS = frozenset({"ngay", "thang", "nam"})

FREE, CAREFUL, NEVER, DOUBTED = 0, 1, 2, 3


@dataclass(slots=True)
class Stream:
    """Parallel lists, one entry for each word, number or mark. `line` is -1 for a bound that no line holds.

    `guard`: FREE may be changed, CAREFUL only on strong proof, NEVER not at all, DOUBTED only where the reader doubted it: what
    is no word of the language and was read well is foreign.
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
    kept = [
        (number, line, text)
        for number, (line, text) in enumerate(zip(lines, texts, strict=True))
        if line.zone is not Zone.PAGE_NUMBER and text
    ]
    joined = [False, *(_goes_on((a[1], a[2]), b[1], b[2]) for a, b in pairwise(kept)), False]
    for at, (number, line, text) in enumerate(kept):
        if at and not joined[at] and stream.ids[-1] != bound:
            stream.add(bound)
        before = kept[at - 1][2][-_REACH:] if joined[at] else ""
        after = kept[at + 1][2][:_REACH] if joined[at + 1] else ""
        guards = guards_of(text, vocabulary, signature=line.zone is Zone.FOOT_RIGHT, before=before, after=after)
        _add_line(stream, number, text, guards, model)
    stream.add(bound)
    stream.add(bound)
    return stream


def _goes_on(last: tuple[Line, str], line: Line, text: str) -> bool:
    """Whether a sentence runs from one line into the next: the same paragraph, or one that was broken over pages."""
    before, printed = last
    if before.zone is not line.zone or printed.endswith(_ENDS) or text[0] in "-+*•":
        return False
    return (before.block == line.block and before.page == line.page) or text[0].islower()


def _add_line(stream: Stream, number: int, text: str, guards: Mapping[int, int], model: Model) -> None:
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


def guards_of(text: str, vocabulary: Vocabulary, *, signature: bool = False, before: str = "", after: str = "") -> dict[int, int]:
    """For each word of a line, by its start: FREE, CAREFUL, NEVER or DOUBTED.

    `signature`: the line stands in a signature block, where what is not set in capitals is the signer's name. `before`, `after`:
    ends of the lines that the sentence comes from and goes on to: names are broken over lines too.
    """
    own = _spots(text)
    capitals = is_capitals(text)
    if signature and not capitals and text[:1] != "-":
        return {spot.start: NEVER for spot in own}
    whole, offset = f"{before} {text} {after}" if before or after else text, len(before) + 1 if before or after else 0
    spots = _spots(whole)
    guards = {spot.start: _guard(spot, whole, vocabulary, capitals=capitals) for spot in spots}
    never = [*_names(spots, whole, vocabulary, capitals=capitals), *_known(whole, vocabulary)]
    never += [match.span() for match in _ADDRESS.finditer(whole)]
    never += [match.span(1) for match in _FILE_COPY.finditer(whole)]
    if not capitals and _is_name_alone(own, text):
        never.append((offset, offset + len(text)))
    if _is_dated(own):
        never += [(offset + spot.start, offset + spot.end) for spot in own if folded(spot.text) not in _DATE_WORDS]
    for start, end in never:
        guards.update({spot.start: NEVER for spot in spots if start <= spot.start < end})
    _guard_quotes(guards, whole)
    return {start - offset: guard for start, guard in guards.items() if 0 <= start - offset < len(text)}


def _spots(text: str) -> list["_Spot"]:
    return [
        _Spot(match["word"], match.start(), match.end(), _is_joined(text, match.start(), match.end()))
        for match in _TOKEN.finditer(text)
        if match["word"]
    ]


def _guard_quotes(guards: dict[int, int], text: str) -> None:
    """What is quoted may be quoted for how it is written: “HT”, “vùng cam” stay, longer quotations change on strong proof."""
    for match in _QUOTES.finditer(text):
        short = match[1].count(" ") < 2
        quoted = {start: guard for start, guard in guards.items() if match.start() <= start < match.end()}
        guards.update({start: NEVER if short or guard == DOUBTED else max(CAREFUL, guard) for start, guard in quoted.items()})


def _known(text: str, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """Where words and phrases of an office's own list stand, and formulas of the form as they are spelt."""
    lower = text.lower()
    return [
        (match.start(), match.end())
        for phrase in (*vocabulary.office.known, *_lowered(vocabulary.phrases))
        if phrase in lower
        for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", lower)
    ]


@lru_cache(maxsize=4)
def _lowered(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(phrase.lower() for phrase in phrases)


def is_capitals(text: str) -> bool:
    """Whether a line is set in capitals: abbreviations can't be told from words by their case there."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 3 and sum(char.isupper() for char in letters) >= 0.7 * len(letters) and " " in text.strip()


def _is_joined(text: str, start: int, end: int) -> bool:
    near = text[max(0, start - 1) : start] + text[end : end + 1]
    return any(char.isdigit() or char in "_'’&@" for char in near)


def _guard(spot: _Spot, text: str, vocabulary: Vocabulary, *, capitals: bool) -> int:
    word = spot.text
    if spot.joined or word in vocabulary.codes or _assigns(spot, text):
        return NEVER
    if len(word) == 1:
        alone = text[spot.start - 1 : spot.start].isspace() and text[spot.end : spot.end + 1].isspace()
        return CAREFUL if alone and word in "ởýàóờớơoôố" else NEVER
    if word.isupper():
        return FREE if capitals and _is_word(word) else NEVER
    if not word[1:].islower():
        return DOUBTED if _is_shaken(word) else NEVER
    if not _is_word(word):
        return DOUBTED if word.islower() and len(word) > 1 else NEVER
    return FREE if word.islower() or _begins(text, spot.start) else CAREFUL


def _is_shaken(word: str) -> bool:
    """A word with capitals among its small letters and Vietnamese marks, or nothing but a syllable: chínHi, tInh, CaC."""
    capitals = sum(map(str.isupper, word))
    return len(word) > 2 and capitals * 2 <= len(word) and (_is_word(word) or word[:-1].islower())


def _is_word(word: str) -> bool:
    """A syllable, or letters with Vietnamese marks that are none: damaged, not foreign."""
    return plain(word) in syllables() or folded(word) != word.lower()


def _begins(text: str, start: int) -> bool:
    """Whether a capital stands there because a sentence begins."""
    before = text[:start].rstrip(' -+*•“"(')
    return not before or before[-1] in ".;:!?)"


def _assigns(spot: _Spot, text: str) -> bool:
    """Whether it gives a body a task, of whose name the counts make a pair with the verb (Giao Hạt Kiểm lâm: no giáo hạt)."""
    named = text[spot.end : spot.end + 1] == " " and text[spot.end + 1 : spot.end + 2].isupper()
    return spot.text == "Giao" and named and text[spot.end + 2 : spot.end + 3].islower() and _begins(text, spot.start)


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
        if introduced or full_name:
            found.append((spot.start, ends))
    return found


def _is_name_alone(spots: Sequence[_Spot], text: str) -> bool:
    """Whether the line is nothing but a name, as a signer's is."""
    return 2 <= len(spots) <= 5 and _run(spots, 0, text, capitals=False) == len(spots)


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

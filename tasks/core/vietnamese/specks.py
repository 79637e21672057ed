"""Specks (vết bẩn): what ink of seals, signatures, frames and dirt was read as, on scans only.

Letters and digits are taken out only where a whole line of the signature's place is nothing else; marks only at a line's ends.
"""

import re
from collections.abc import Sequence

from schemas.page import Line, Zone
from tasks.core.vietnamese.draft import Draft
from tasks.core.vietnamese.syllable import is_syllable

_CHUNK = re.compile(r"\S+")
_PRINTED = frozenset({"-", "–", "—", "+", "*", "/", "&", "=", ".", ",", ";", ":", "...", "…", "./.", "(", ")", "%", "-----"})
_FRAMES = frozenset("|¦")  # borders of stamps; letters have none
_DOUBT = 0.7  # marks read with more than this stay
_GARBAGE = 0.45  # a signature's line read worse than this, without one good word, is ink
_GOOD_WORD = 0.8
_BRACKETS = re.compile(r"\([^()]{0,2}/[^()]{1,2}\)")  # (/€), of which nothing was read right: (b/c)
_JUNK_FIRST = re.compile(r"^[^\w(“\"'\-+*]*[^\w\s(+*-][^\w]*(?=[^\W\d_])")
_JUNK_LAST = re.compile(r"(?<=[^\W\d_])\s+[^\w]+$")
_STAR_LIKE = re.compile(r"^(?:[^\w\s]{1,3}|[>3]?[kKxX])$")
_STRUCK_C = re.compile(r"(?<![^\W_])€(?=[^\W\d_])")
_LONE_QUOTE = re.compile(r"(?<!\S)['‘’`](?=[^\W\d_]{2})")
_FILE_COPY = re.compile(r"(?<=Lưu: VT),(?=[^\W\d_])")
_DOUBLE_END = re.compile(r"([;,])\s?[.,'`]$|(?<=CHỦ NGHĨA VIỆT NAM)\s?[.,:'`]+$")
_NEVER_PRINTED = re.compile(
    r"(?<=[^\W\d])(?<!\(b)[‡†§¬¦©®€¥¤¿¡]+|[‡†§¬¦©®€¥¤¿¡]+(?=[^\W\d])|^(?:[_~=|\\<>«»^#]+|[-—–]{2,})(?=[^\W\d_])|^_+(?=\d)"
)


def mend_specks(draft: Draft, line: Line) -> None:
    """Take specks out of one line of a scan."""
    if not line.words or not draft.text:
        return
    if line.zone is Zone.FOOT_RIGHT and draft.text[0] not in "-+":
        if _is_ink(line):
            draft.change(0, len(draft.text), "", "speck.ink", 0.8)
            return
        _mend_struck(draft)
        _strip(draft)
    _drop_marks(draft, line)
    _mend_letters(draft)


def _mend_struck(draft: Draft) -> None:
    """A C that a seal's edge strikes through (€hâu, CHÁNH as €HÁNH): signature blocks name no sums of money."""
    for match in reversed(list(_STRUCK_C.finditer(draft.text))):
        draft.change(match.start(), match.end(), "C", "speck", 0.7)


def _mend_letters(draft: Draft) -> None:
    """Marks that no letter has, a quote that is half of a letter, the blank behind `Lưu: VT,`."""
    if not draft.text:
        return
    for match in reversed(list(_NEVER_PRINTED.finditer(draft.text))):
        draft.change(match.start(), match.end(), "", "speck", 0.85)
    for match in reversed(list(_LONE_QUOTE.finditer(draft.text))):
        if not any(quote in draft.text[match.end() :] for quote in "'’"):
            draft.change(match.start(), match.end(), "", "speck", 0.85)
    ends = _DOUBLE_END.search(draft.text)
    if ends:
        draft.change(ends.start(), ends.end(), ends[1] or "", "speck", 0.85)
    for match in _FILE_COPY.finditer(draft.text):
        draft.change(match.start(), match.end(), ", ", "blank.lost", 0.9)


def _is_ink(line: Line) -> bool:
    """Whether a line is a signature or a seal's edge read as text: low confidence and no word read well."""
    if sum(word.confidence for word in line.words) / len(line.words) >= _GARBAGE:
        return False
    if any(word.confidence >= _DOUBT and any(char.isdigit() for char in word.text) for word in line.words):
        return False
    return not any(
        word.confidence >= _GOOD_WORD and len(word.text) > 1 and is_syllable(word.text.strip(".,;:")) for word in line.words
    )


def _strip(draft: Draft) -> None:
    """Marks glued to or beside a title or a name, which have none."""
    for pattern in (_JUNK_LAST, _JUNK_FIRST):
        match = pattern.search(draft.text)
        if match:
            draft.change(match.start(), match.end(), "", "speck", 0.85)


def _drop_marks(draft: Draft, line: Line) -> None:
    """Chunks without letter or digit at the line's ends that no printer sets, read with doubt."""
    while True:
        chunks = list(_CHUNK.finditer(draft.text))
        ends = [chunks[0], chunks[-1]] if len(chunks) > 1 else []
        doomed = next((chunk for chunk in ends if _is_mark(chunk[0], _confidence(draft, line, chunk.start()))), None)
        if doomed is None:
            return
        if doomed is ends[0]:
            draft.change(0, chunks[1].start(), "", "speck", 0.85)
        else:
            draft.change(chunks[-2].end(), len(draft.text), "", "speck", 0.85)


def _is_mark(chunk: str, confidence: float) -> bool:
    if any(char.isalnum() for char in chunk) or _BRACKETS.match(chunk):
        return False
    return _FRAMES.issuperset(chunk) or (chunk not in _PRINTED and confidence < _DOUBT)


def _confidence(draft: Draft, line: Line, place: int) -> float:
    raw = draft.raw_place(place)
    return next((word.confidence for word in line.words if word.start <= raw < word.end), 1.0)


def mend_star(drafts: Sequence[Draft], lines: Sequence[Line]) -> None:
    """The asterisk that Party documents set between the issuer and the number (Hướng dẫn 36-HD/VPTW), read as another mark."""
    for at in range(1, len(drafts) - 1):
        above, here, below = drafts[at - 1].text, drafts[at], drafts[at + 1].text
        in_head = all(line.zone is Zone.HEAD_LEFT for line in lines[at - 1 : at + 2])
        if in_head and here.text != "*" and _STAR_LIKE.match(here.text) and above.isupper() and re.match(r"Số\s+\S+-", below):
            here.change(0, len(here.text), "*", "star", 0.9)

"""A page's own text (lớp văn bản): its words and lines, and whether it can be believed (legacy encodings, garbage, hidden text)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from schemas.base import Box
from schemas.page import Zone
from tasks.core.scan.sheet.paper import Mask
from tasks.core.scan.words.assemble import Token

LEAST = 30
"""Fewer letters are no text of a page: overlays of an e-signature alone have about a hundred signs but few words on their page."""

_TCVN3 = frozenset("\u00a9\u00aa\u00ab\u00ae\u00b5\u00b8\u00b9\u00b6\u00b7\u00a8\u00ad\u00ac")
# signs that stand for letters in TCVN3 (â ê ô đ à á ạ ả ã ă ư ơ) and hardly ever occur in Vietnamese typed in Unicode
_VNI = re.compile(r"[aeoAEO][øùûõïâêåäáàéèëúüÂÊ]|[uU][øùûõï]|[öÖ][øùûõï]?|ñ")
_VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
_UNSURE = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Sign:
    """A character of the page's own text and its box (fractions of the page)."""

    text: str
    box: Box


def legacy_encoding(text: str) -> str | None:
    """Name of the encoding that a text was typed in before Unicode (TCVN3, VNI), or None. The tables are domain.md 7.3's."""
    letters = sum(sign.isalpha() or sign in _TCVN3 for sign in text)
    if letters < LEAST:
        return None
    if sum(sign in _TCVN3 for sign in text) > 0.03 * letters:
        return "TCVN3"
    right = len(_VIETNAMESE.findall(text))
    if len(_VNI.findall(text)) > 0.06 * letters and right < 0.12 * letters:
        return "VNI"
    return None


def broken_share(text: str) -> float:
    """Share of signs that stand for no letter: replacement, private use and control signs."""
    return len(_UNSURE.findall(text)) / max(len(text), 1)


def words_of(signs: Iterable[Sign]) -> list[Sign]:
    """Signs joined to words: a blank, or a gap wider than a third of the height, parts two."""
    words: list[Sign] = []
    open_word = False
    for sign in signs:
        if not sign.text.strip():
            open_word = False
            continue
        if open_word and _continues(words[-1].box, sign.box):
            words[-1] = Sign(words[-1].text + sign.text, _union(words[-1].box, sign.box))
        else:
            words.append(sign)
        open_word = True
    return words


def _continues(word: Box, sign: Box) -> bool:
    height = max(word[3] - word[1], sign[3] - sign[1], 1e-6)
    level = min(word[3], sign[3]) - max(word[1], sign[1]) > 0.0 or abs(word[3] - sign[3]) < 0.5 * height
    return level and -0.5 * height < sign[0] - word[2] < 0.35 * height


def _union(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def agreement(words: Sequence[Sign], mask: Mask) -> tuple[float, float]:
    """Share of the words that stand on ink, and share of the ink that stands under words; `mask` is the page's ink."""
    height, width = mask.shape
    under = mask.copy()
    inked = 0
    for word in words:
        left, top, right, bottom = (round(edge * size) for edge, size in zip(word.box, (width, height, width, height), strict=True))
        place = slice(max(top - 2, 0), bottom + 2), slice(max(left - 2, 0), right + 2)
        inked += bool(mask[place].any())
        under[place] = False
    ink = int(mask.sum())
    return inked / max(len(words), 1), 1 - int(under.sum()) / max(ink, 1)


def tokens_of(words: Sequence[Sign], size: tuple[int, int]) -> list[Token]:
    """Words as tokens of a page of `size` (width, height) pixels, with lines by their height; the zone is set later."""
    width, height = size
    return [
        Token(word.text, 1.0, word.box[0] * width, word.box[1] * height, word.box[2] * width, word.box[3] * height, Zone.BODY, (0,))
        for word in words
    ]


def on_lines(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with a line for each height within their zone."""
    out: list[Token] = []
    number = 0
    for token in sorted(tokens, key=lambda token: (token.zone, token.bottom)):
        last = out[-1] if out else None
        if last is None or last.zone != token.zone or token.bottom - last.bottom > 0.45 * max(token.bottom - token.top, 1.0):
            number += 1
        out.append(replace(token, line=(number,)))
    return out


def same_words(one: str, other: str) -> float:
    """How alike two readings of the same place are, 0 to 1, whatever their order of lines."""
    return fuzz.token_sort_ratio(one.casefold(), other.casefold()) / 100

"""Framed stamps in whose frame the page's one reading saw no stamp's word are read again, each by itself.

Among zones of small print the engine now and then passes over a stamp (độ khẩn, độ mật) that it reads well alone: HỎA TỐC and KHẨN,
clear on two of six pages of a telephone.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from tasks.adapters.tesseract import EngineWord
from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.stamps.secrecy_words import is_stamp_text, is_urgency_word
from tasks.core.scan.words import compose

HEAD = 0.5
"""Share of the page's height above which stamps of urgency and secrecy stand."""

MOST = 2
"""Most stamps of a page that are read again: each is a call of the engine (0.1 s)."""

MANY = 12
"""Letters of a stamp that has more to say than its level, such as an arrival stamp (ĐẾN) with its office."""

PSM = 4
"""As the page itself: with one block (6) the engine sees nothing in some frames."""

_EDGE = 20  # white around a cut, in pixels: the engine wants some


def look_alone(
    stamps: Mapping[int, Sequence[str]], parts: Sequence[compose.Part], image: Grey, read: Callable[[Grey], list[EngineWord]]
) -> dict[int, list[str]]:
    """The words of each stamp, by the number of its mark; of one read again only when it gave a stamp's word."""
    words = {mark: list(texts) for mark, texts in stamps.items()}
    unread = [part for part in parts if part.mark is not None and _may_be_one(part, words.get(part.mark, ()), image.shape[0])]
    for part in unread[:MOST]:
        cut = np.pad(compose.cut_out(image, part), _EDGE, constant_values=255)
        alone = [word.text for word in read(cut)]
        if part.mark is not None and says_level(alone):
            words[part.mark] = alone
    return words


def says_level(texts: Sequence[str]) -> bool:
    """Whether words of a stamp tell urgency or secrecy."""
    return any(map(is_urgency_word, texts)) or is_stamp_text(" ".join(texts))


def _may_be_one(part: compose.Part, texts: Sequence[str], height: int) -> bool:
    letters = sum(letter.isalpha() for text in texts for letter in text)
    return part.bottom < HEAD * height and letters < MANY and not says_level(texts)

"""Rows of a signature block of which letters are lost to a pen's stroke, after the second look: told by what was read of them."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

from tasks.core.scan.words.assemble import Row, Token, mean_confidence
from tasks.core.scan.words.second_look import Cut, held, is_fair, says_something

_DOUBT = 0.9  # a word with less confidence is doubted
_PAD = 4  # pixels beside a word
_SHORT = 0.9  # of a row's height: wider ink at an end of a row that no word stands on is a letter that was left out
_LETTER = 1.2  # of a row's height: the widest letter of a name
_NEAR = 3  # of a row's height: a word so far from its ink is no part of it
_SURER, _AS_MANY = 0.02, 0.9  # confidence and share of the letters from which a reading without strokes is the better one
_GOOD, _WORDS = 0.8, 2  # confidence and words of a row of which nothing was read before
_FAIR, _WORD = 0.6, 2  # confidence of a row that has a word more, and the letters of one
_AT_MOST = 0.85  # confidence in a word that the page with its strokes does not say


def doubted(
    cuts: Sequence[Cut], rows: Sequence[Row], before: Sequence[Row], is_known: Callable[[str], bool] = lambda _: False
) -> list[Cut]:
    """Of the rows by ink, those with a word of doubt, a broken one, or less words than ink or than `before` the second look.

    Not those that read as one of few (`is_known`), as in the second look.

    Each as wide as its words, and a letter wider where it begins with a small one, as neither title nor name does: where letters
    are tied to a stroke the row's ink ends short of them.
    """
    found = []
    for cut in cuts:
        read, had = held(cut, rows), [token for token in held(cut, before) if says_something(token)]
        words = [token for token in read if says_something(token)]
        if len(had) <= len(words) and is_fair(read, cut, is_known):
            continue
        unsure = not words or any(token.confidence < _DOUBT for token in words) or len(had) > len(words)
        if unsure or is_broken(read) or _breaks_off(cut, words):
            room = round(_LETTER * _height(cut)) if begins_small(words) else 0
            beside = [token for token in (*words, *had) if -_NEAR * _height(cut) < token.right - cut.left < cut.right - cut.left]
            left = min([cut.left - room, *(round(token.left) - _PAD for token in beside)])
            found.append(replace(cut, left=max(left, 0)))
    return found


def _height(cut: Cut) -> int:
    return cut.bottom - cut.top


def _breaks_off(cut: Cut, words: Sequence[Token]) -> bool:
    """Whether ink of the width of a letter or two stands before the first word or behind the last one."""
    room = _SHORT * _height(cut)
    return bool(words) and (
        min(token.left for token in words) - cut.left > room or cut.right - max(token.right for token in words) > room
    )


def is_broken(tokens: Sequence[Token]) -> bool:
    """Whether a capital stands alone before small letters (N gọc), or a row begins with a small one (ai Thị Thu)."""
    pairs = itertools.pairwise(token.text for token in tokens)
    torn = any(len(one) == 1 and one.isupper() and other[:1].islower() for one, other in pairs)
    return torn or begins_small([token for token in tokens if says_something(token)])


def begins_small(words: Sequence[Token]) -> bool:
    """Whether the first letter of a row's words is a small one; a sign may stand before it."""
    return bool(words) and next((sign for sign in words[0].text if sign.isalnum()), "").islower()


def is_better(readings: Sequence[Sequence[Token]], own: Sequence[Token]) -> bool:
    """Whether a row's readings without strokes are the better ones: surer, whole where it was broken, or with a word more.

    Where nothing was read all of them must be good, and have two words: else it is a pen's, or a seal's.
    """
    every = [token for reading in readings for token in reading]
    if not every:
        return False
    letters, had = _letters(every) / len(readings), _letters(own)
    sure, before = mean_confidence(every), mean_confidence(own)
    if not own:
        return sure > _GOOD and all(sum(map(says_something, reading)) >= _WORDS for reading in readings)
    whole = is_broken(own) and not any(map(is_broken, readings))
    more = letters >= had + _WORD and sure > _FAIR
    return whole or more or (sure > before + _SURER and letters >= _AS_MANY * had)


def _letters(tokens: Sequence[Token]) -> int:
    return sum(len(token.text) for token in tokens)


def no_surer(kept: Sequence[Token], own: Sequence[Token]) -> list[Token]:
    """The words that were voted for; one that was not read with the strokes stays in doubt."""
    said = {token.text for token in own}
    return [token if token.text in said else replace(token, confidence=min(token.confidence, _AT_MOST)) for token in kept]

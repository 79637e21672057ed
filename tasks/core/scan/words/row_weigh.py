"""The engine's reading of a row and the net's, weighed word by word (docs/reading.md, rows read by a net)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from schemas.page import Zone
from tasks.core.scan.words.assemble import Token
from tasks.core.scan.words.row_signs import ReadWord
from tasks.core.scan.words.row_vote import plain
from tasks.core.vietnamese.syllable import is_syllable

_SHARED = 0.4
"""Share of the narrower of two words that lies on the other where both stand at one place."""
_MOST = 0.97
"""Most that a word is sure, as of the engine's own words."""
_SCRAP = 0.9
"""A word of the engine's where the net sees paper is none below this confidence (of 206 words 204: strokes, specks).

Above it every second is one.
"""
_UNTAUGHT, _UNTAUGHT_IN_TEXT = frozenset("fjwzFJWZ%"), frozenset('"“”…–!?+')
"""Signs that the net was never or hardly shown, so that it can't read them; the latter are a pen's strokes in head and foot."""
_JOINED = re.compile(r"\w\+\w")
"""KT+KD; a plus by itself is a stroke."""
_LEAST, _UP_TO = 0.02, 0.995
_LIKELY, _HARDLY, _WELL, _WORD, _OF_PARAPH = 0.5, 0.2, 0.9, 2, 3
_BLANK = 0.2
"""Heights of a word that a blank is wide at least."""
_ODD = re.compile(r"[^\w\s.,;:/()&%-]|_")
_END, _CLOSED = ".,;:", "./."
_AROUND = ".,;:-/()*\"'`~_“”’"
_PARTS, _CODE = re.compile(r"[^\W_]+"), re.compile(r"[A-ZĐƯ]{2,}\d*|\d+")
_INITIAL = re.compile(r"[^\W\d_]{1,2}")
_NUMBER = re.compile(r"\d{1,5}[a-zđ]? ?[/-]\S*[A-ZĐƯ]\S*")
"""A number and its symbol, one word to the engine: what is written in the gap stands off."""
_SHORT = re.compile(r"[A-Z]{2,3}\.")
"""KT., TM., TUQ."""
_SYMBOL = re.compile(r"[/-][^\W\d_]\S*[A-ZĐƯ]\S*$")
_LABELS = frozenset({"số", "kính", "gửi", "nơi", "nhận", "lưu", "ngày", "tháng", "năm", "v/v"})
"""Words that the form itself has: where the engine reads one it stands there."""

_ALIKE = (1.19, 0.32, 1.01, -1.57)
"""What speaks for a word that both read alike (`alike`), fitted on 61,776 words of 213 faxes, pictures and office scans."""
_ENGINE = (-0.12, 0.8, 0.05, -0.58, -3.27, -0.27, -0.31, -1.25)
_NET = (-0.39, 0.39, 0.88, 1.29, -1.75, -0.67, 0.15, -0.97)
"""What speaks for either reading (`features`), and not for neither, where they differ; on 4,004 words of the same letters."""


class Place(NamedTuple):
    """What the engine and the net have at one place of a row, each from left to right; one of them may have nothing."""

    engine: tuple[Token, ...]
    net: tuple[ReadWord, ...]

    @property
    def left(self) -> float:
        """Where the place begins."""
        return min([*(token.left for token in self.engine), *(word.left for word in self.net)])


def places(tokens: Sequence[Token], words: Sequence[ReadWord]) -> list[Place]:
    """The places of a row from left to right: words of both readings that stand over each other, and what either has alone."""
    groups: list[Place] = [Place((token,), ()) for token in tokens]
    for word in words:
        touched = [group for group in groups if any(_over(one, word) for one in group.engine)]
        rest = [group for group in groups if group not in touched]
        engine = tuple(token for group in touched for token in group.engine)
        net = tuple(one for group in touched for one in group.net)
        groups = [*rest, Place(engine, (*net, word))]
    return _together(sorted((_in_order(one) for one in groups), key=lambda place: place.left))


def _together(found: Sequence[Place]) -> list[Place]:
    """The places with two beside each other as one where each reading has the same letters in one of them: a box was off."""
    done: list[Place] = []
    for place in found:
        before = done[-1] if done else None
        if before and not (before.net and before.engine) and _are_alike(before, place):
            done[-1] = Place((*before.engine, *place.engine), (*before.net, *place.net))
        else:
            done.append(place)
    return done


def _are_alike(one: Place, other: Place) -> bool:
    if (one.engine and other.engine) or (one.net and other.net):
        return False
    engine, net = _texts(Place((*one.engine, *other.engine), (*one.net, *other.net)))
    return plain(engine) == plain(net) and any(sign.isalnum() for sign in engine)


def _in_order(place: Place) -> Place:
    engine = sorted(place.engine, key=lambda token: token.left)
    return Place(tuple(engine), tuple(sorted(place.net, key=lambda word: word.left)))


def _over(token: Token, word: ReadWord) -> bool:
    shared = min(token.right, word.right) - max(token.left, word.left)
    return shared > _SHARED * min(token.right - token.left, word.right - word.left)


def weigh(place: Place, *, torn: bool, within: bool = True) -> tuple[Token, ...]:
    """The words of one place: the likelier of the two readings, as sure as it is likely; the engine's where it alone reads.

    `within`: behind a word of the row that the net reads too.
    """
    if not place.engine or not place.net:
        return _alone(place.engine, within=within)
    parts = _behind_label(place) or [place]
    return tuple(token for part in parts for token in _weighed(part, torn=torn))


def _weighed(place: Place, *, torn: bool) -> tuple[Token, ...]:
    """The words of a place where both have some."""
    engine, net = _texts(place)
    sure, seen = min(token.confidence for token in place.engine), min(word.sure for word in place.net)
    if len(place.engine) == 1 and _NUMBER.fullmatch(net):
        net = net.replace(" ", "")
        place = Place(place.engine, (ReadWord(net, seen, place.net[0].left, place.net[-1].right),))
    if engine == net or _is_parted(place, engine, net):
        return _with(place.engine, _chance(_ALIKE, alike(sure, seen, torn=torn)))
    of_engine, of_net, _ = _shares(features(engine, net, sure, seen, torn=torn))
    if number := _numbered(place, engine, net):
        return number
    if _stays(engine, net, place.engine[-1].zone) and not _is_misread_code(engine, sure, seen):
        return place.engine
    if max(of_engine, of_net) < (_LIKELY if _is_heap(place, net) else _HARDLY):
        return tuple(replace(token, confidence=min(token.confidence, _LIKELY)) for token in place.engine)
    return _with(place.engine, of_engine) if of_engine >= of_net else _as_net(place, of_net)


def _behind_label(place: Place) -> list[Place]:
    """A label and what stands behind it (Số: 27/HĐND) that the net runs together, each a place of its own; else none."""
    (label, *others), read = place.engine, place.net[0]
    behind = read.text.removeprefix(label.text)
    if len(place.net) > 1 or not others or not behind or behind == read.text or label.text.strip(_AROUND).casefold() not in _LABELS:
        return []
    edge = others[0].left
    return [
        Place((label,), (read._replace(text=label.text, right=edge),)),
        Place(tuple(others), (read._replace(text=behind, left=edge),)),
    ]


def _numbered(place: Place, engine: str, net: str) -> tuple[Token, ...]:
    """A number's word whose digits neither reads, as they are written, with the symbol that the net surely reads behind them."""
    read, printed = place.net[-1], _SYMBOL.search(engine)
    if len(place.engine) > 1 or printed is None or not _SYMBOL.fullmatch(read.text) or read.sure < _WELL or _NUMBER.fullmatch(net):
        return ()
    return (replace(place.engine[0], text=engine[: printed.start()] + read.text),)


def _is_parted(place: Place, engine: str, net: str) -> bool:
    """Whether only blanks differ, where paper parts the words of the engine: columns that nearly touch, a narrow blank."""
    if len(place.engine) <= len(place.net) or engine.replace(" ", "") != net.replace(" ", ""):
        return False
    high = min(token.bottom - token.top for token in place.engine)
    return all(after.left - before.right > _BLANK * high for before, after in pairwise(place.engine))


def _is_heap(place: Place, net: str) -> bool:
    """Whether the net makes one word of several, or none of letters: of strokes, and of a stamp's words beside the row's."""
    return len(place.engine) > len(place.net) or sum(sign.isalnum() for sign in net) < _WORD


def _is_misread_code(engine: str, sure: float, seen: float) -> bool:
    """Whether capitals with a sign that the net can't read were read with doubt and the net has others (FIPVHCC: TTPVHCC)."""
    return engine.isupper() and sure < _WELL < seen and _JOINED.search(engine) is None


def _alone(tokens: Sequence[Token], *, within: bool) -> tuple[Token, ...]:
    """The engine's words where the net sees paper: strokes as a rule.

    Before the text they stay: by what a stamp left in it the stamp is known.
    """
    if not tokens or (tokens[0].zone is Zone.BODY and not within):
        return tuple(tokens)
    sure = min(token.confidence for token in tokens)
    return () if sure < _SCRAP else tuple(replace(token, confidence=token.confidence / 2) for token in tokens)


def _stays(engine: str, net: str, zone: Zone) -> bool:
    """Whether the engine's word stays, whatever the net says of it."""
    untaught = _UNTAUGHT | (_UNTAUGHT_IN_TEXT if zone is Zone.BODY else frozenset())
    if (not untaught.isdisjoint(engine) or _JOINED.search(engine)) and _NUMBER.fullmatch(net) is None:
        return True
    return _is_initial(engine, net) or _is_label(engine, net) or _has_its_stop(engine, net, zone)


def is_paraph(place: Place) -> bool:
    """Whether what stands last in a Lưu item's row is a pen's: hardly read, of few letters, and the net has others or sees none."""
    engine, net = _texts(place)
    doubted = bool(place.engine) and min(token.confidence for token in place.engine) < _LIKELY
    return doubted and len(engine) <= _OF_PARAPH and engine.isalpha() and len(net) < _OF_PARAPH and engine != net


def _is_initial(engine: str, net: str) -> bool:
    """Whether a pen's initials beside the list are read, which look like a V to the net."""
    return bool(_INITIAL.fullmatch(net)) and not engine.isalnum()


def _has_its_stop(engine: str, net: str, zone: Zone) -> bool:
    """Whether the net lost the mark that ends a word, however sure it is: so in 20 of 21 words of items, elsewhere in 2 of 12."""
    if engine.endswith(_CLOSED) and net.startswith(engine.removesuffix(_CLOSED)):
        return True
    lost = engine != net and engine.rstrip(_END) == net
    return lost and (zone is Zone.FOOT_LEFT or _SHORT.fullmatch(engine) is not None)


def _is_label(engine: str, net: str) -> bool:
    read = engine.strip(_AROUND).casefold()
    return read in _LABELS and read != net.strip(_AROUND).casefold()


def _texts(place: Place) -> tuple[str, str]:
    return " ".join(token.text for token in place.engine), " ".join(word.text for word in place.net)


def _with(tokens: Sequence[Token], chance: float) -> tuple[Token, ...]:
    return tuple(replace(token, confidence=min(chance, _MOST)) for token in tokens)


def _as_net(place: Place, chance: float) -> tuple[Token, ...]:
    """The net's words in the engine's boxes, each its own where there are as many."""
    if len(place.net) == len(place.engine):
        return tuple(
            replace(token, text=word.text, confidence=min(chance, _MOST))
            for token, word in zip(place.engine, place.net, strict=True)
        )
    first = place.engine[0]
    top, bottom = min(token.top for token in place.engine), max(token.bottom for token in place.engine)
    return tuple(
        replace(first, text=word.text, confidence=min(chance, _MOST), left=word.left, right=word.right, top=top, bottom=bottom)
        for word in place.net
    )


def alike(sure: float, seen: float, *, torn: bool) -> tuple[float, ...]:
    """What is known of a word that both read alike: 1, how sure each is (log odds), whether the scan is torn."""
    return (1.0, _odds(sure), _odds(seen), float(torn))


def features(engine: str, net: str, sure: float, seen: float, *, torn: bool) -> tuple[float, ...]:
    """What is known of a word that both read otherwise.

    1, how sure each is (log odds), how much better the net's is spelt, whether the engine's has odd signs, whether only capitals
    differ, whether the scan is torn, whether the net's may be a pen's initials.
    """
    return (
        1.0,
        _odds(sure),
        _odds(seen),
        _spelt(net) - _spelt(engine),
        float(bool(_ODD.search(engine))),
        float(engine.casefold() == net.casefold()),
        float(torn),
        float(bool(_INITIAL.fullmatch(net))),
    )


def _spelt(text: str) -> float:
    """Share of the parts of words, of two signs and more, that Vietnamese spelling allows or that look like a code or number."""
    parts = [part for part in _PARTS.findall(text) if len(part) > 1]
    good = sum(bool(_CODE.fullmatch(part)) or is_syllable(part) for part in parts)
    return good / len(parts) if parts else 0.0


def _odds(chance: float) -> float:
    within = min(max(chance, _LEAST), _UP_TO)
    return float(np.log(within / (1 - within)))


def _chance(weights: Sequence[float], values: Sequence[float]) -> float:
    return float(1 / (1 + np.exp(-np.dot(weights, values))))


def _shares(told: Sequence[float]) -> tuple[float, float, float]:
    """Chances that the engine, the net and neither is right."""
    powers = np.exp([*(np.dot(weights, told) for weights in (_ENGINE, _NET)), 0.0])
    engine, net, neither = (float(power) for power in powers / powers.sum())
    return engine, net, neither

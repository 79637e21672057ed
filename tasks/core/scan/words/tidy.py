"""What is read but is no text of the letter goes to the marks: paraphs, e-signature stamps, what the engine made of pen strokes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from schemas.page import MarkKind, Zone
from tasks.core.scan.words.assemble import Row, Token, in_order, mean_confidence

_HEAD = (Zone.HEAD_LEFT, Zone.HEAD_RIGHT)
_FOOT = (Zone.FOOT_LEFT, Zone.FOOT_RIGHT)

_TIMESTAMP = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}\D{0,3}\d{1,2}[:.]\d{2}[:.]\d{2}|\+0?7[:.]?00")
_HOUR = re.compile(r"\d{1,2}\s?[:.;]\s?\d{2}\s?[:.;]\s?\d{2}\b")
_ESIGN = re.compile(r"^\W*(người ký|ký bởi|ký số bởi|thời gian ký|ngày ký|email|cơ quan|chức vụ|được ký bởi)\s*:", re.IGNORECASE)
_MOTTO = ("cộng hòa xã hội chủ nghĩa việt nam", "đảng cộng sản việt nam")
_END = re.compile(r"\./\.?[,;]?$")  # the end mark of a letter's text; nothing but a paraph follows it on its line
_CODE = re.compile(r"[A-ZĐ0-9]{2,}\b(?!/)")  # of an office or a file: VT, KGVX; a paraph is no AA/
_NUMBER = re.compile(r"^S[ốổôóoỐỔÔÓO]\b|\d\d")  # the letter's number is kept however badly it was read
_NOISE = {Zone.FOOT_RIGHT: 0.55, Zone.HEAD_LEFT: 0.15}
"""Confidence below which a line without a sure word is none: signatures stand in the foot, numbers written by hand in the head."""

_BARE = (Zone.HEAD_RIGHT, Zone.FOOT_RIGHT)
"""Zones whose lines neither begin nor end with a sign: motto, place and date, titles and names."""

_NEVER = "_`~^\N{ACUTE ACCENT}|\\¬°«»<>=\N{FRACTION SLASH}"
"""Signs that no word of a head or of a signature block has at its edges; specks, pen strokes and rings are read as such."""

_STROKES = _NEVER + ".:;*+'\"/·-\N{EN DASH}\N{EM DASH}\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}“”"

_RULE = re.compile(r"^[-–—_]{3,}(?=[^\W\d_])")  # a stamp's lower edge, glued to the word that stands beside it

_BRACKETS = re.compile(r"\([^()]{0,2}/[^()]{1,2}\)")  # (/€), as (b/c) is read in small print: what an item's body gets it for

_DASHES = frozenset({"-", "–", "—", "+", "*", "•"})


@dataclass(frozen=True, slots=True)
class Aside:
    """What was taken out of the text: its kind, its words, its box in upright pixels."""

    kind: MarkKind
    text: str | None
    box: tuple[float, float, float, float]


@dataclass(slots=True)
class Tidied:
    """The rows that are the letter's text, and what was taken out."""

    rows: list[Row] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)


def tidy(rows: Sequence[Row]) -> Tidied:
    """Mend the zones by what the lines say, then part text from what is none."""
    done = Tidied()
    whole = [_without_stamp(row, done.asides) for row in foot_alone(list(rows))]
    placed = _foot_starts_at_recipients(_body_starts_at_addressees(whole))
    for row in _without_esign(placed, done.asides):
        kept = _trim(_without_rule(row))  # a speck may stand behind a paraph
        if kept.tokens:
            kept = _trim(_without_paraph(kept, done.asides))
        if not kept.tokens:
            continue
        if _is_noise(kept):
            if kept.zone is Zone.FOOT_RIGHT:
                done.asides.append(_aside("signature", kept.tokens, text=None))
            continue
        done.rows.append(kept)
    done.rows = in_order(done.rows)
    return done


def _aside(kind: MarkKind, tokens: Sequence[Token], *, text: str | None) -> Aside:
    left, top = min(token.left for token in tokens), min(token.top for token in tokens)
    return Aside(kind, text, (left, top, max(token.right for token in tokens), max(token.bottom for token in tokens)))


def _says(row: Row, words: str) -> bool:
    return fuzz.ratio(row.text.casefold()[: len(words) + 2].strip(" :.;_-"), words) >= 75


def foot_alone(rows: list[Row]) -> list[Row]:
    """A page that begins with "Nơi nhận" has a foot and no head, alike as the two are."""
    label = next((row for row in rows if row.zone is Zone.HEAD_LEFT and _says(row, "nơi nhận")), None)
    if label is None:
        return rows
    column = max(row.right for row in rows if row.zone is Zone.HEAD_LEFT)
    out = []
    for row in rows:
        beside = row.zone is Zone.HEAD_RIGHT or (row.zone is not Zone.HEAD_LEFT and row.left > column)
        below = row.zone in _HEAD or row.middle > label.top
        out.append(row.in_zone(Zone.FOOT_RIGHT if beside else Zone.FOOT_LEFT) if below else row)
    return in_order(out)


def _without_stamp(row: Row, asides: list[Aside]) -> Row:
    """A row of the head's left column without what a receipt stamp left before "Kính gửi" (Ÿ382 ” Kính gửi:)."""
    if row.zone is not Zone.HEAD_LEFT:
        return row
    for at in range(1, min(len(row.tokens) - 1, _MOST_BEFORE + 1)):
        label = " ".join(token.text for token in row.tokens[at : at + 2]).casefold().strip(" :.;_-")
        if fuzz.ratio(label, "kính gửi") >= _ALIKE and not any(map(_is_word, row.tokens[:at])):
            asides.append(_aside("incoming_stamp", row.tokens[:at], text=" ".join(token.text for token in row.tokens[:at])))
            return replace(row, tokens=row.tokens[at:])
    return row


def _is_word(token: Token) -> bool:
    return len(token.text) > 1 and token.text.isalpha() and not token.text.isupper()


_MOST_BEFORE, _ALIKE = 4, 80


def _body_starts_at_addressees(rows: list[Row]) -> list[Row]:
    """No line of the head stands beside or below "Kính gửi"."""
    start = min((row.top for row in rows if row.zone in _HEAD and _says(row, "kính gửi")), default=None)
    if start is None:
        return rows
    return in_order(row.in_zone(Zone.BODY) if row.zone in _HEAD and row.middle > start else row for row in rows)


def _foot_starts_at_recipients(rows: list[Row]) -> list[Row]:
    """Lines of the foot's left column above "Nơi nhận" are the end of the body."""
    label = next((row for row in rows if row.zone is Zone.FOOT_LEFT and _says(row, "nơi nhận")), None)
    if label is None:
        return rows
    start = label.top - 0.3 * label.height
    moved = [row for row in rows if row.zone is Zone.FOOT_LEFT and row.middle < start]
    heights = [(row.top, row.bottom) for row in moved]
    out = []
    for row in rows:
        beside = row.zone is Zone.FOOT_RIGHT and any(top < row.middle < bottom for top, bottom in heights)
        out.append(row.in_zone(Zone.BODY) if row in moved or beside else row)
    return in_order(_joined(out))


def _joined(rows: Sequence[Row]) -> list[Row]:
    """Halves of a line of the body that were cut between two columns, joined again."""
    out: list[Row] = []
    for row in in_order(rows):
        same = next((other for other in out if other.zone is row.zone is Zone.BODY and _level(other, row)), None)
        if same is None:
            out.append(row)
        else:
            tokens = sorted((*same.tokens, *row.tokens), key=lambda token: token.left)
            out[out.index(same)] = Row(row.zone, tuple(tokens))
    return out


def _level(one: Row, other: Row) -> bool:
    apart = one.left > other.right or other.left > one.right
    return apart and abs(one.middle - other.middle) < 0.4 * min(one.height, other.height)


def _without_esign(rows: Sequence[Row], asides: list[Aside]) -> list[Row]:
    """Take out the text that signing software prints: its own labels, its time, and what stands above the head with them."""
    motto = min((row.top for row in rows if _is_motto(row)), default=0.0)
    stamped = [row for row in rows if _TIMESTAMP.search(row.text) or _ESIGN.search(row.text) or _is_hour(row, motto)]
    if not any(_TIMESTAMP.search(row.text) or _is_hour(row, motto) for row in stamped) and len(stamped) < 2:
        return list(rows)
    lowest = max((row.bottom for row in stamped if row.middle < motto), default=0.0)
    taken = [row for row in rows if row in stamped or (row.zone in _HEAD and row.middle < min(lowest, motto))]
    if taken:
        tokens = [token for row in taken for token in row.tokens]
        asides.append(_aside("digital_signature", tokens, text=" ".join(row.text for row in taken)))
    return [row for row in rows if row not in taken]


def _is_hour(row: Row, motto: float) -> bool:
    """An hour to the second above the motto, whatever is left of the time zone behind it."""
    return row.middle < motto and bool(_HOUR.search(row.text))


def _is_motto(row: Row) -> bool:
    return any(fuzz.ratio(row.text.casefold(), motto) >= 75 for motto in _MOTTO)


def _without_paraph(row: Row, asides: list[Aside]) -> Row:
    """Cut what follows the end mark "./." on its line, and a last short doubtful word after the file's line (Lưu)."""
    for number, token in enumerate(row.tokens[:-1]):
        if _END.search(token.text):
            asides.append(_aside("signature", row.tokens[number + 1 :], text=None))
            return replace(row, tokens=row.tokens[: number + 1])
    last = row.tokens[-1]
    if row.zone is Zone.FOOT_LEFT and len(row.tokens) > 1 and _is_paraph(last, row.tokens[-2]):
        asides.append(_aside("signature", [last], text=None))
        return replace(row, tokens=row.tokens[:-1])
    if row.zone is Zone.FOOT_LEFT and len(row.tokens) > 2 and last.confidence < 0.6 and len(last.text) <= 4:
        before = row.tokens[-2]
        listed = before.text.endswith(",")  # a list goes on: a unit's code under a paraph, and somebody's letter
        if before.text.endswith((".", ";")) or (not listed and last.left - before.right > 0.8 * row.height):
            asides.append(_aside("signature", [last], text=None))
            return replace(row, tokens=row.tokens[:-1])
    return row


def _is_paraph(last: Token, before: Token) -> bool:
    """A line of recipients is done with its full stop or semicolon: a stub behind it is a pen stroke, however sure the engine."""
    done = before.text.endswith((".", ";")) and len(before.text) > 1
    code = _CODE.match(last.text) and _CODE.match(before.text)  # "VT. TH", where the stop was a comma
    return done and len(last.text) <= 4 and not code and not last.text.endswith((".", ";", ")"))


def _trim(row: Row) -> Row:
    """Cut lone signs without a letter or digit off both ends; a dash at the start stays."""
    tokens = [_without_edges(token, row.zone) for token in row.tokens]
    tokens = [token for token in tokens if token.text]
    while tokens and _is_speck(tokens[-1]):
        tokens.pop()
    most = 1 if row.zone is Zone.FOOT_LEFT else 0  # a punch hole beside an item is read as a letter
    if len(tokens) > 2 and tokens[1].text in _DASHES and sum(sign.isalnum() for sign in tokens[0].text) <= most:
        tokens.pop(0)  # an item of a list begins with its dash, whatever was read before it
    while tokens and _is_speck(tokens[0]) and not (tokens[0].text in _DASHES and len(tokens) > 1):
        tokens.pop(0)
    while len(tokens) > 1 and row.zone is Zone.FOOT_RIGHT and _is_stub(tokens[0]):
        tokens.pop(0)
    while len(tokens) > 1 and row.zone is Zone.FOOT_RIGHT and _is_stub(tokens[-1]):
        tokens.pop()
    if tokens and row.zone in _BARE:
        tokens[0] = replace(tokens[0], text=tokens[0].text.lstrip(_STROKES + ",") or tokens[0].text)
        tokens[-1] = replace(tokens[-1], text=tokens[-1].text.rstrip(_STROKES) or tokens[-1].text)
    return replace(row, tokens=tuple(tokens))


def _without_rule(row: Row) -> Row:
    """The first word without a ruled line glued to it, in a box as wide as its letters: a centred row stays centred."""
    first, *others = row.tokens
    letters = _RULE.sub("", first.text)
    if letters == first.text:
        return row
    wide = others or [first]
    sign = sum(token.right - token.left for token in wide) / sum(len(token.text) for token in wide)
    return replace(row, tokens=(replace(first, text=letters, left=max(first.left, first.right - sign * len(letters))), *others))


def _is_stub(token: Token) -> bool:
    """What a pen stroke beside a title or a name is read as: a sign, or one letter and doubtful."""
    letters = sum(sign.isalnum() for sign in token.text)
    return letters == 0 or (letters == 1 and token.confidence < 0.75)


def _without_edges(token: Token, zone: Zone) -> Token:
    """The word without what no word of a letter has at its edges, left by specks, pen strokes and rings."""
    text = token.text.lstrip(_NEVER).rstrip(_NEVER) if zone in (*_BARE, Zone.HEAD_LEFT) else token.text
    return token if text == token.text else replace(token, text=text)


def _is_speck(token: Token) -> bool:
    if _BRACKETS.match(token.text):
        return False
    return not any(sign.isalnum() for sign in token.text) and (token.confidence < 0.75 or not token.text.strip(_NEVER))


def _is_noise(row: Row) -> bool:
    """Nothing in the row is likely a word: low confidence all over, and no longer word that the engine was sure of."""
    sure = any(len(token.text) >= 3 and token.confidence > 0.75 for token in row.tokens)
    letters = sum(sign.isalnum() for sign in row.text)
    mean = mean_confidence(row.tokens)
    if row.zone is Zone.PAGE_NUMBER:
        return letters == 0
    if row.zone is Zone.FOOT_RIGHT and letters <= 3:  # no title and no name is so short
        return letters <= 2 or mean < 0.8
    if row.zone is Zone.FOOT_RIGHT and letters >= 5 and row.text.isupper() and row.text.replace(" ", "").isalpha():
        return not sure and mean < 0.3  # a title under a seal is doubtful, but pens make no row of capitals
    if letters <= 2 and row.zone is not Zone.HEAD_LEFT:
        return mean < 0.6
    if row.zone is Zone.HEAD_LEFT and _NUMBER.search(row.text):
        return False
    return not sure and mean < _NOISE.get(row.zone, 0.3)

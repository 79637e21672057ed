"""Lines with the written numbers in them: what the recogniser read in a gap takes the place of what the engine made of it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from tasks.core.scan.handwriting.digits import Weights, chance_of, chances, span_of, within
from tasks.core.scan.handwriting.gaps import VIEWS, Gap, View, cut, find_gaps, plain, scale_of, symbol_start
from tasks.core.scan.handwriting.printed import are_printed, are_torn_print
from tasks.core.scan.handwriting.vote import EngineReading, Reading, engine_digits, vote
from tasks.core.scan.net import Array
from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.words.assemble import Row, Token

_AS_PRINTED = 0.9
"""The engine's reading of digits stays as it is from this confidence on, where the net reads the same."""

_DOUBT = 0.45
"""The engine's digits are no surer than this where the net does not read them."""

_PLAIN = 0.65
"""How sure the engine is at least of print that is torn; of writing beside print it hardly ever is."""

_PRINTED = 0.95
"""Printed digits that engine and net read alike are at least so sure (of 60 such numbers none was wrong)."""

_WIDEST = 1.35
"""Heights of a capital from one digit to the next: 0.8 to 0.95 in print, 1.0 to 1.2 in writing (40 numbers of faxes)."""

_SPREAD = 0.15
"""How many heights more a number's ink may seem to be wide: columns of the net are coarse."""

_BEYOND, _CUT = 1.0, 0.2
"""Heights of a capital beyond the gap that are looked at too, and the chance there below which a number lost a digit to the gap's
edge: of 106 numbers that were right none had it, of the one that the engine's box of the symbol cut it was 0.00."""

_SHARED = 3  # digits of two readings of which all but one at either end are the same
_DIGIT = 0.5  # width of a printed digit in ems
_LABEL_LEAST = 0.6
_WITH_LETTER = re.compile(r"^\d{1,5}[a-zđ]$")


class Seen(NamedTuple):
    """Chances of digits within the gap and somewhat beyond it; the page's x of the first column (two of the picture's)."""

    inside: Array
    beyond: Array
    start: float


class Written(NamedTuple):
    """What the net and the engine together read in a gap, and from where to where it stands (pixels of the upright page)."""

    gap: Gap
    reading: Reading | None
    left: float
    right: float
    printed: bool = False


def read_gaps(rows: Sequence[Row], image: Grey, dpi: float, nets: Sequence[Weights]) -> list[Row]:
    """The rows with what is written in their gaps. `image`: the upright page, grey, paper white; rows in its pixels."""
    done = list(rows)
    gaps = find_gaps(rows, dpi, image.shape[1])
    for gap in sorted(gaps, key=lambda gap: (gap.row, -gap.first)):  # from the right, so that places to the left stay
        done[gap.row] = with_written(done[gap.row], read_gap(gap, done[gap.row], image, nets))
    return done


def read_gap(gap: Gap, row: Row, image: Grey, nets: Sequence[Weights]) -> Written:
    """Read one gap: every net looks at every view of it."""
    seen = [_look(image, gap, view, net) for view in VIEWS for net in nets]
    first, scale = seen[0], 2 * scale_of(gap)
    span, start = span_of(first.inside), first.start
    left, right = (gap.left, gap.right) if span is None else (start + scale * span[0], start + scale * (span[1] + 1))
    reading = vote(gap.kind, [one.inside for one in seen], engine_reading(gap, row))
    if reading is None or gap.kind != "number":
        return Written(gap, reading, left, right)
    whole = joined(reading.value, engine_digits(engine_reading(gap, row))[0])
    if whole is not None:
        return Written(gap, _doubted(reading._replace(value=whole)), left, right)
    if is_cut_off(reading.value, first.beyond):
        digits, _ = engine_digits(engine_reading(gap, row))
        return Written(gap, _doubted(reading), left, right) if digits else wider(gap, reading, seen, left, right)
    if is_too_wide(reading.value, (right - left) / gap.capital):
        reading = _doubted(reading)
    elif _is_print(reading.value, gap, row, image, (left, right)):
        return Written(gap, reading._replace(confidence=max(reading.confidence, _PRINTED)), left, right, printed=True)
    return Written(gap, reading, left, right)


def joined(read: str, engine: str) -> str | None:
    """The number of which net and engine have each lost another end (745 and 450: 7450); None where they do not say so."""
    if len(read) < _SHARED or len(read) != len(engine) or read == engine:
        return None
    for one, other in ((read, engine), (engine, read)):
        if one[1:] == other[:-1] and len(set(one)) > 1:
            return one + other[-1]
    return None


def wider(gap: Gap, reading: Reading, seen: Sequence[Seen], left: float, right: float) -> Written:
    """A number that goes on beyond its gap with the one digit more that stands there, if what is before is the same; never sure."""
    whole = vote(gap.kind, [one.beyond for one in seen], EngineReading("", 0.0))
    longer = whole is not None and len(whole.value) == len(reading.value) + 1 and whole.value.startswith(reading.value)
    if whole is None or not longer:
        return Written(gap, _doubted(reading), left, right)
    return Written(gap, _doubted(reading._replace(value=whole.value)), left, right + _DIGIT * gap.em)


def _doubted(reading: Reading) -> Reading:
    return reading._replace(confidence=min(reading.confidence, _DOUBT))


def _is_print(digits: str, gap: Gap, row: Row, image: Grey, ink: tuple[float, float]) -> bool:
    """Whether engine and net read the same digits and these are print, from `ink[0]` to `ink[1]`: no written number, then."""
    engine, sure = engine_digits(engine_reading(gap, row))
    if engine != digits:
        return False
    return are_printed(image, gap, *ink, len(digits)) or (sure >= _PLAIN and are_torn_print(image, gap, *ink, len(digits)))


def is_too_wide(digits: str, wide: float) -> bool:
    """Whether a number's ink, `wide` heights of a capital, has room for one digit more: of two equal ones one was lost."""
    return len(digits) > 1 and wide - _SPREAD >= _WIDEST * (len(digits) - 1)


def is_cut_off(digits: str, beyond: Array) -> bool:
    """Whether a number goes on beyond its gap, by the chances of digits there: the engine's box of the symbol lies on its end."""
    return chance_of(beyond, digits) < _CUT


def _look(image: Grey, gap: Gap, view: View, net: Weights) -> Seen:
    picture, start = cut(image, gap, view)
    scale = 2 * scale_of(gap, view)
    first = (gap.left - 0.5 * gap.capital - start) / scale
    last = (gap.right + gap.unsure * gap.capital - start) / scale
    columns, more = chances(picture, net), _BEYOND * gap.capital / scale
    return Seen(within(columns, first, last), within(columns, first - more, last + more), start)


def engine_reading(gap: Gap, row: Row) -> EngineReading:
    """What the engine read in the gap, without the print that it glued to it."""
    tokens = row.tokens[gap.first : gap.last]
    text = " ".join(token.text for token in tokens)
    if gap.kind == "number":
        start = symbol_start(text, "".join(token.text for token in row.tokens[gap.last :]))
        text = re.sub(r"^\W{0,2}[Ss5]\w[:;.,]", "", text if start is None else text[:start])
    else:
        text = re.sub(r"tháng$|^.*?ng[aàáâ][yỳýu]|^tháng|năm$", "", text)
    return EngineReading(text, min((token.confidence for token in tokens), default=0.0))


def with_written(row: Row, written: Written) -> Row:
    """The row with the reading as a word of its own between the printed words; unchanged where there is nothing to say."""
    gap, reading = written.gap, written.reading
    inside = row.tokens[gap.first : gap.last]
    engine = engine_reading(gap, row)
    digits, _ = engine_digits(engine)
    if gap.kind == "number" and _WITH_LETTER.match(engine.text):
        return row  # 12a: a number with a letter is not the net's business
    if reading is None:
        if not digits or engine.confidence <= _DOUBT:
            return row
        doubted = tuple(replace(token, confidence=min(token.confidence, _DOUBT)) for token in inside)
        return replace(row, tokens=(*row.tokens[: gap.first], *doubted, *row.tokens[gap.last :]))
    if engine.confidence >= _AS_PRINTED and engine.text == reading.value:
        return row
    before, after = _print_around(gap, row, written)
    model = row.tokens[min(gap.first, len(row.tokens) - 1)]
    top, bottom = gap.baseline - 1.6 * gap.capital, gap.baseline + 0.3 * gap.capital
    word = replace(
        model,
        text=reading.value,
        confidence=reading.confidence,
        left=written.left,
        top=top,
        right=max(written.right, written.left + 1),
        bottom=bottom,
        written=not written.printed,
    )
    return replace(row, tokens=(*row.tokens[: gap.first], *before, word, *after, *row.tokens[gap.last :]))


def _print_around(gap: Gap, row: Row, written: Written) -> tuple[list[Token], list[Token]]:
    """The printed words that the engine glued to what is written in the gap: before and after it."""
    inside = row.tokens[gap.first : gap.last]
    if not inside:
        return [], []
    before: list[Token] = []
    first, last = inside[0], inside[-1]
    label = {"number": "Số:", "day": "ngày", "month": "tháng"}[gap.kind]
    if first.left < gap.left - gap.em / 2:
        text = _until_label(first.text) + label if gap.kind == "day" else label
        before = [replace(first, text=text, right=gap.left, confidence=max(first.confidence, _LABEL_LEAST))]
    if gap.kind == "number":
        return before, _symbol(gap, row, written)
    if gap.kind == "day" and plain(last.text).endswith("thang") and last.right > gap.right + gap.em:
        return before, [replace(last, text="tháng", left=gap.right)]
    return before, []


def _until_label(text: str) -> str:
    """What stands before `ngày` in a word (`Ngãi,ngày`)."""
    found = re.search(r"n?g[aàáâ]", text.lower())
    return text[: found.start()] if found else ""


def _stroke_lost(token: Token, written: Written) -> Token | None:
    """The symbol behind the digits that net and engine both have in a word, after a stroke that was not read; None where it was.

    A pale stroke is left out (14GM-MTTQ) or becomes another sign (256'VTLT): what stands right behind the digits is the symbol's
    first letter, whatever dash comes after it.
    """
    digits = written.reading.value if written.reading else ""
    lost = re.search(rf"(?<!\d){digits}[^\w\s/–-]?(?=[A-ZĐ]{{2}})", token.text) if digits else None
    if lost is None:
        return None
    return replace(token, text="/" + token.text[lost.end() :], confidence=min(token.confidence, _DOUBT))


def _symbol(gap: Gap, row: Row, written: Written) -> list[Token]:
    """The symbol's part of the words in the gap; where its stroke was not read, what stands right of the digits, after one."""
    after = "".join(token.text for token in row.tokens[gap.last :])
    for at, token in enumerate(row.tokens[gap.first : gap.last], gap.first):
        rest = "".join(t.text for t in row.tokens[at + 1 : gap.last]) + after
        start = symbol_start(token.text, rest)
        symbol = _stroke_lost(token, written) or (replace(token, text=token.text[start:]) if start is not None else None)
        if symbol is None:
            continue
        left = max(token.left, written.right)
        return [replace(symbol, left=min(left, token.right)), *row.tokens[at + 1 : gap.last]]
    last = row.tokens[gap.last - 1]
    if gap.last < len(row.tokens) and symbol_start(row.tokens[gap.last].text, after) == 0:
        return []
    if last.right <= written.right + gap.em / 3:
        return []
    share = (last.right - written.right) / max(last.right - last.left, 1)
    kept = round(len(last.text) * min(share, 1))
    text = last.text[len(last.text) - kept :].lstrip("/|.,:;JIl1")
    return [replace(last, text="/" + text, left=written.right)] if text else []

"""Badly read items of Nơi nhận and Kính gửi put right by what such lists say: usual items, the registry, the symbol's unit code.

Only where one wording is near and no other is; the raw reading stays, and the item is then unsure.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from rapidfuzz.distance import Levenshtein

from schemas.letter import Addressee, PrintedRecipient
from tasks.core.letter.recipients.file_item import mended_file
from tasks.core.letter.recipients.naming import MISREAD_PURPOSE, kind_of, letters_of, signs_of, squash, strokes
from tasks.core.letter.recipients.recipients import file_parts
from tasks.core.letter.recipients.unit_codes import unit_codes
from tasks.core.letter.rows.signs import bare
from tasks.core.letter.vocabulary.agencies import ABBREVIATIONS
from tasks.core.letter.vocabulary.codes import look_small
from tasks.core.letter.vocabulary.usual_items import KNOWN_ITEMS, USUAL_ITEMS, VPCP_UNITS
from tasks.core.routing.house_words import ABBREVIATED, OWN_COMMITTEES
from tasks.core.vietnamese.syllable import is_syllable

if TYPE_CHECKING:
    from tasks.core.letter.issuer.known import Known

Item = TypeVar("Item", Addressee, PrintedRecipient)
Names = Callable[[str], "str | None"]
"""The registry's spelling of a badly read name; the name itself where it is known as printed; None where nothing is near."""

_SURE_PRINT = 0.9
"""An item read with more confidence than this is only put right in its marks, never in its letters."""
_GOOD_PRINT = 0.8
"""From here on Lưu's codes are as they were read: of nine that were changed to codes near them six had been right, then none."""
_SIGNS = 0.85  # from here on signs too are as they were read: TT Huyện ủy, Cục VTLTNN are printed as often as TT., VT&LTNN
_LEFT_OUT = re.compile(r"[\s.&]")
_FAIR_PRINT = 0.7
"""An item read with more confidence than this has no letter that was read as one that looks otherwise (KCHT is no KTHT)."""
_MARKS_CAP, _LETTERS_CAP = 0.85, 0.7
_SHORTEST = 6  # letters of a name of which one may be misread
_SPLIT = re.compile(r"(\s*[,;:]\s*)")
_UNITS = re.compile(r"(?:Vụ|Cục)(?P<sign>\s*[:.]\s*|\s(?=[A-ZĐ]{2,5}[,.;\s]))(?P<list>.+)$")


def mend_recipients(items: Sequence[PrintedRecipient], known: "Known", issuer_id: str | None) -> tuple[PrintedRecipient, ...]:
    """Items of Nơi nhận with what was misread put right. Rule: `….mended`."""
    names = _names(known, issuer_id)
    unit = known.parts.unit_code if known.parts else None
    return tuple(_mended_file(item, unit) if item.kind == "file" else _mended(item, names) for item in items)


def mend_addressees(items: Sequence[Addressee], known: "Known", issuer_id: str | None) -> tuple[Addressee, ...]:
    """Items of Kính gửi with what was misread put right. Rule: `….mended`."""
    names = _names(known, issuer_id)
    return tuple(_mended(item, names) for item in items)


def _names(known: "Known", issuer_id: str | None) -> Names:
    def name(text: str) -> str | None:
        registry = known.registry
        match = registry.best(text, on=known.on, near=issuer_id) if registry is not None else None
        if match is None:
            return None
        return text if match.how not in ("fuzzy", "folded") else _surface(text, (match.entry.name, *match.entry.aliases))

    return name


def _surface(text: str, names: Sequence[str]) -> str | None:
    """The spelling of one entry that is nearest to the print: its name, a short form, the province said or left out."""
    forms = {form for name in names for form in (name, re.sub(r"(?<= tỉnh) .+$|(?<=.) tỉnh .+$", "", name), f"{name} tỉnh")}
    low = squash(text)
    best = min(forms, key=lambda form: (Levenshtein.distance(squash(form), low), Levenshtein.distance(form, text)))
    return best if Levenshtein.distance(squash(best), low) <= max(1, len(low) // 6) else None


def _mended(item: Item, names: Names) -> Item:
    team = _TEAM.sub(lambda read: read[0].replace("ố", "ổ"), item.value) if item.box is not None else item.value
    if team != item.value:  # no item begins with Tố: as sure as it was read
        return _mended(item.model_copy(update={"value": team}), names)
    letters = item.confidence < _SURE_PRINT
    comrade = _COMRADE.match(item.value)  # no part of the name, and printed
    printed = comrade[0].replace("Ð", "Đ") if comrade else ""
    value = printed + mended_text(item.value[comrade.end() if comrade else 0 :], names, letters=letters)
    of_bracket = value.split("(")[0] == item.value.split("(")[0]
    as_good = signs_of(value) == signs_of(item.value)
    signs_only = item.confidence >= _SIGNS and _LEFT_OUT.sub("", value).casefold() == _LEFT_OUT.sub("", item.value).casefold()
    if value == item.value or (not of_bracket and ((not letters and as_good) or signs_only)):
        return item
    cap = _MARKS_CAP if strokes(squash(value)) == strokes(squash(item.value)) else _LETTERS_CAP
    if of_bracket:
        cap = 1.0  # only the purpose in brackets is put right: the name is as it was read
    update = {
        "value": value,
        "kind": kind_of(value),
        "confidence": round(min(item.confidence, cap), 4),
        "rule": f"{item.rule}.mended",
    }
    return item.model_copy(update=update)


_VILLAGES = re.compile(
    r"(?:(?:Trưởng|Bí thư(?: chi bộ)?|Ban nhân dân|Ban quản lý)\s)?[Cc]ác (?:bản|bon|buôn|ấp|sóc|phum|làng|khóm)"
)
"""Villages, whose words differ from those of bodies in their marks only (Các bản, Các ban)."""
_TEAM = re.compile(r"^(?:Tố|Các tố) (?!cáo|tụng)(?=\w)")
"""Teams (tổ) whose tone a telephone's picture has as another (Tố TK&VV)."""
_COMRADE = re.compile(r"(?:[ĐÐđ]/c|[ĐÐđ]ồng chí)\s+(?=[^\W\d_])")


def mended_text(text: str, names: Names, *, letters: bool) -> str:
    """An item as it was meant; as read where nothing usual is near. `letters`: letters may be misread, not only marks."""
    if text in KNOWN_ITEMS or text.lower() in OWN_COMMITTEES or _VILLAGES.fullmatch(text) or names(text) == text:
        return text
    text = _FRONT.sub("UBMTTQ", text)
    text = _POLICE_ROOM.sub(r"\g<1>01", _POLICE_STROKE.sub(r"\g<1>1", text))
    text = _REGION.sub(lambda read: read[1] + _FIGURES[read[2]], text)
    text = _STANDING.sub("TT. ", text) if letters else text
    units = _UNITS.search(text)
    if units and (units["sign"].strip() or not set(re.findall(r"\w+", units["list"])).isdisjoint(VPCP_UNITS)):
        head = text[: units.start("list")].rstrip(" :.")
        return f"{mended_text(head, names, letters=letters)}: {unit_codes(units['list'])}"
    purpose = MISREAD_PURPOSE.search(text)
    if purpose and squash(text) not in _SQUASHED:  # what a body gets it for is never usual or unusual: it stays
        bracket = re.sub(r"(?<=[(\s])(?!B/[cC])[bBhlt1I]{0,2}\s?/\s?[cC€@©]", "b/c", purpose[0])
        bracket = re.sub(r"(?<=[(\s])[tuv1l]\s?/?\s?h(?=\s*\))", "t/h", bracket, flags=re.IGNORECASE)
        return mended_text(text[: purpose.start()], names, letters=letters) + bracket
    for meant in (_usual(text, _WHOLE, letters=letters), names(text)):
        if meant is not None and _is_same(text, meant):
            return meant
    parts = _SPLIT.split(text)
    if len(parts) == 1:
        return text
    return "".join(part if at % 2 else _piece(part, names, letters=letters) for at, part in enumerate(parts))


def _piece(text: str, names: Names, *, letters: bool) -> str:
    if text in KNOWN_ITEMS or text.lower() in OWN_COMMITTEES or _VILLAGES.fullmatch(text) or len(squash(text)) < _SHORTEST:
        return text
    meant = _usual(text, _PIECES, letters=letters) or names(text)
    return meant if meant and _is_same(text, meant) else text


def _is_same(read: str, meant: str) -> bool:
    """Whether a wording can be what was printed: no other kind of place (TP is no tỉnh), no whole word more, less or another."""
    committees = [set(_COMMITTEES.findall(bare(text))) for text in (read, meant)]
    other_committee = all(committees) and committees[0] != committees[1]  # Thành ủy is no Tỉnh ủy that was misread
    if other_committee or _has_strange_word(meant, read) or _has_strange_word(read, meant):
        return False
    own, other = (set(re.findall(r"[a-z0-9&]+", bare(text))) for text in (read, meant))
    if other & _KINDS and own & _KINDS and not own & other & _KINDS:
        return False
    if _SORTS & set(re.findall(r"\w+", read)) - set(re.findall(r"\w+", meant)) and _SORTS & set(re.findall(r"\w+", meant)) - set(
        re.findall(r"\w+", read)
    ):
        return False
    codes = set(re.findall(r"(?<!\w)[A-ZĐ]{2}[A-Za-zĐđ]*[A-ZĐ](?!\w)", read)) - set(re.findall(r"\w+", meant))
    if any(code in _AGENCIES or code.lower() in ABBREVIATED for code in codes):  # LĐLĐ is no UBND that was misread, TTgCP no TTg
        return False
    code, other_code = _SORT_AND_CODE.fullmatch(read), _SORT_AND_CODE.fullmatch(meant)
    if code and other_code and len(code["code"]) != len(other_code["code"]):  # Cục CST is no Cục CSGT
        return False
    lost = [word for word in re.findall(r"(?<!\w)[A-ZĐ]{2,}(?!\w)", read) if bare(word) not in other]
    rest = squash(re.sub(rf"(?<!\w){lost[0]}(?!\w)", "", read)) if len(lost) == 1 else ""
    return not rest or rest != squash(meant)


def _has_strange_word(text: str, other: str) -> bool:
    """Whether of a syllable of `text`, of two letters and more, not half the letters stand in its place in `other`."""
    words = [(word, squash(word)) for word in re.findall(r"\w+", text)]
    plain = "".join(word for _, word in words)
    same = [False] * len(plain)
    for step in Levenshtein.opcodes(plain, squash(other)):
        if step.tag == "equal":
            same[step.src_start : step.src_end] = [True] * (step.src_end - step.src_start)
    at = 0
    for printed, word in words:
        least = len(word) / 2 if is_syllable(printed.lower()) else 1  # what is no syllable was misread
        if len(word) > 1 and sum(same[at : at + len(word)]) < least:
            return True
        at += len(word)
    return False


_FRONT = re.compile(r"(?<!\w)UBM(?!TTQ)[TI(1]{2,4}Q(?=VN|\W|$)")
"""The Fatherland Front's committee with one of its strokes twice (UBMTTTQ)."""
_POLICE_ROOM = re.compile(r"(?<!\w)(P[ACKHVX])[0OU][1Il](?!\w)")
_POLICE_STROKE = re.compile(r"(?<!\w)(P[ACKHVX][01])[Il](?!\w)")
"""Rooms of a province's police are counted in two figures: PV0I and PVUI are PV01."""
_REGION = re.compile(r"(\b(?:khu vực|cơ sở) )([GSBZ])(?=$|[\s,;(])")
_STANDING = re.compile(r"(?:(?<=^TT. Tỉnh ủy, )|(?<=^TT Tỉnh ủy, ))(?!TT)[^\s,;]{1,3}\.? (?=H[ĐD]ND )")
"""TT. Tỉnh ủy, TT. HĐND tỉnh: what is left of the second Thường trực (VF. HĐND, E. HĐND); without it no sign stands there."""
_FIGURES = {"G": "6", "S": "5", "B": "8", "Z": "2"}
"""A region's number of one figure that was read as a capital: regions are counted in figures (VKSND khu vực 6)."""
_AGENCIES = frozenset(short for short, _ in ABBREVIATIONS)
_SORTS = frozenset({"Đoàn", "Đảng", "Hội", "Đội", "Sở", "Bộ", "Cục", "Ban", "Vụ", "Báo", "Đài"})
"""Sorts of bodies, as they are spelt: one of them is no other that was misread (Văn phòng Trung ương Đoàn, … Đảng)."""
_KINDS = frozenset({"tp", "tinh", "huyen", "quan", "xa", "phuong"})
_COMMITTEES = re.compile(r"(?<!\w)(tinh|thanh|huyen|quan|thi|dang) uy(?!\w)")
_SORT_AND_CODE = re.compile(r"(?:Bộ|Sở|Cục|Vụ|Ban|Phòng) (?P<code>[A-ZĐ]{2,})")
"""A body's sort and its code, which is all of its name."""
_WHOLE = tuple((squash(item), item) for item in USUAL_ITEMS)
_SQUASHED = frozenset(plain for plain, _ in _WHOLE)
_FILED = tuple((plain, item) for plain, item in _WHOLE if plain.startswith("luu"))
_PIECES = tuple((squash(item), item) for item in sorted(KNOWN_ITEMS))


@lru_cache(maxsize=4096)
def _usual(text: str, among: tuple[tuple[str, str], ...], *, letters: bool) -> str | None:
    """The one usual wording that the text is: letter for letter without marks, or one letter in five off and no other as near."""
    low = squash(text)
    same = [item for plain, item in among if plain == low]
    if same:
        return min(same, key=lambda item: Levenshtein.distance(item, text))
    most = len(low) // 5
    if not letters or len(low) < _SHORTEST:
        return None
    scored = sorted(
        (distance, -item.count("."), Levenshtein.distance(item, text), plain, item)  # stops are lost, hardly ever made
        for plain, item in among
        if abs(len(plain) - len(low)) <= most and (distance := Levenshtein.distance(plain, low, score_cutoff=most)) <= most
    )
    if not scored:
        return _alike(low, text, among)
    nearest = scored[0]
    rival = next((one for one in scored if one[3] != nearest[3]), None)
    return nearest[4] if rival is None or rival[0] > nearest[0] else None


_LONG = 8  # letters of an item of which half a letter more may be another
_TORN, _MARGIN = 0.25, 1.0  # share of the letters that may be others, and how much further off the next wording is


def _alike(low: str, text: str, among: tuple[tuple[str, str], ...]) -> str | None:
    """The one usual wording that a torn item looks like: letters that look alike count half (TỊ Linh úv: TT. Tỉnh ủy)."""
    most, seen = _TORN * len(low) + (0.5 if len(low) >= _LONG else 0.0), look_small(low)
    costs: dict[str, tuple[float, int, int, str]] = {}
    for plain, item in among:
        if abs(len(plain) - len(low)) > 2 * most or Levenshtein.distance(plain, low, score_cutoff=int(2 * most)) > 2 * most:
            continue
        cost = (Levenshtein.distance(plain, low) + Levenshtein.distance(look_small(plain), seen)) / 2
        one = (cost, -item.count("."), Levenshtein.distance(item, text), item)
        costs[plain] = min(costs.get(plain, one), one)
    ranked = sorted(costs.values())
    if not ranked or ranked[0][0] > most or (len(ranked) > 1 and ranked[1][0] - ranked[0][0] < _MARGIN):
        return None
    return ranked[0][3]


def _mended_file(item: PrintedRecipient, unit: str | None) -> PrintedRecipient:
    torn = item.confidence < _GOOD_PRINT or "Ñ" in item.value  # bold N, a letter that no code has
    value = _filed(item.value, unit, torn=torn, badly=item.confidence < _FAIR_PRINT)
    if value == item.value or (item.confidence >= _SURE_PRINT and letters_of(value) == letters_of(item.value)):
        return item
    drafting_unit, drafter, copies = file_parts(value)
    room_only = strokes(letters_of(_ROOM.sub("", value))) == strokes(letters_of(_ROOM.sub("", item.value)))
    update = {
        "value": value,
        "confidence": item.confidence if room_only else round(min(item.confidence, _LETTERS_CAP), 4),
        "rule": item.rule if room_only else f"{item.rule}.mended",
        "drafting_unit": drafting_unit,
        "drafter": drafter,
        "copies": copies,
    }
    return item.model_copy(update=update)


def filed_unit(item: PrintedRecipient) -> str | None:
    """The drafting unit that a Lưu item names, the item put into its form first."""
    return file_parts(_filed(item.value, None, torn=item.confidence < _GOOD_PRINT))[0]


def _filed(text: str, unit: str | None, *, torn: bool, badly: bool = True) -> str:
    """A Lưu item as it was meant; `unit`: the unit code of the letter's symbol."""
    value = mended_file(text, unit, torn=torn, badly=badly)
    return value if value != text or _ROOM_OF_STATE.match(text) else _usual(text, _FILED, letters=torn) or text


_ROOM = re.compile(r"^L[uư]u\W{0,3}V(?:LE|[TI1lLEFYÍÌÝ][jýy]?)(?!\w)", re.IGNORECASE)
"""Lưu VT, whose T is read as another stroke: no guess, it stands in every letter."""
_ROOM_OF_STATE = re.compile(r"Lưu:? (?:VT|VP|HC)\b")

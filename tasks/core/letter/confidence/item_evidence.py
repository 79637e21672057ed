"""Independent evidence for printed names: items of Kính gửi and Nơi nhận, the Lưu item among them."""

import re
from datetime import date
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from schemas.found import Found
from schemas.letter import Addressee, Document, PrintedRecipient
from tasks.core.letter.confidence.evidence import AGAINST, FIRMLY, FOR, STRONGLY, SURE, is_odd
from tasks.core.letter.confidence.issuer_evidence import has_initials
from tasks.core.letter.parts.columns import UNREAD
from tasks.core.letter.recipients.file_form import POLICE_OFFICE, has_form, is_unit_by_name
from tasks.core.letter.recipients.naming import is_garbled, name_end, squash, strokes
from tasks.core.letter.vocabulary.agencies import ABBREVIATIONS
from tasks.core.letter.vocabulary.codes import BODY_CODES, KNOWN_UNITS, OF_LISTS, OTHER_UNITS, has_letter_for_count
from tasks.core.letter.vocabulary.usual_items import KNOWN_ITEMS, USUAL_ITEMS, VPCP_UNITS
from tasks.core.routing.house_words import ABBREVIATED
from tasks.core.routing.items import is_publication
from tasks.core.routing.pieces import Leftover, Piece, Target
from tasks.core.routing.resolve import resolve
from tasks.core.routing.standpoint import view_of
from tasks.core.vietnamese.syllable import is_syllable

if TYPE_CHECKING:
    from tasks.core.registry.registry import Registry

_MOST_FOR_LIST = 3.5


def of_item(
    item: Addressee | PrintedRecipient, document: Document, registry: "Registry | None", on: date | None, *, whole: bool
) -> float:
    """For one printed name: the registry knows it as a body or a group. `whole`: its list ends as lists end."""
    marked = item.kind == "file" and has_form(item.value)  # a drafter's mark has capitals within: (TrH)
    torn = (is_odd(item.value) and not marked) or (
        item.kind != "file" and (is_garbled(item.value) or _may_lack_a_stroke(item, document) or _has_torn_code(item, document))
    )
    torn = torn or (item.confidence <= _TORN and _CALLS.search(item.value) is not None) or (item.page is not None and _is_cut(item))
    weight = (0.0 if whole else AGAINST) + (FIRMLY if torn else 0.0)
    weight += AGAINST if len(item.value) < 3 or len(item.value) > 250 else 0.0
    if registry is None or (torn and item.kind != "file"):  # that a part of it is known says nothing of the torn word
        return weight
    if item.kind == "file":
        return weight + _of_form(item, document)
    if item.kind in ("as_above", "as_article"):
        return weight + (AGAINST if _is_mended_otherwise(item) else FOR)  # Như trên, các PCT …: two items run together
    if item.value in KNOWN_ITEMS or _is_guessed(item):  # guessed towards what is known: that it is known says nothing
        return weight + (AGAINST if _is_guessed(item) else STRONGLY)
    view = view_of(document, registry, on)
    published = is_publication(item.value, view) and not _PERSONS.search(item.value)
    known = [FOR] if published else [_known(piece) for piece in resolve(item.value, view)] or [-0.5]
    if item.confidence <= _TORN and not all(isinstance(piece, Target) for piece in resolve(item.value, view)):
        return weight + AGAINST  # a set, a company or a branch is known by its words, and of these some are lost
    if min(known) == AGAINST and _is_well_read(item):
        known = [0.0]
    return weight + (min(_MOST_FOR_LIST, sum(known)) if min(known) > 0 else min(known))


def _is_cut(item: Found) -> bool:
    """Whether a part of a scan's item was not read: print of which nothing was, half a pair of brackets, what và calls for."""
    return UNREAD in item.raw or item.value.count("(") != item.value.count(")") or _HANGS.search(item.value) is not None


_HANGS = re.compile(r"(?:,|\svà)\sTT$|\s(?:và|các|của)$")
"""TT. Tỉnh ủy, TT: whose standing committee was lost."""


_PERSONS = re.compile(r"(?<!\w)(?:các|CT|PCT|PCVP|PGĐ)(?!\w)")
"""Nobody's web site: with one of these two items run together (Website Sở CT, các PCT)."""


def _is_well_read(item: Addressee | PrintedRecipient) -> bool:
    """Whether a name that the registry lacks was read as print is: nothing guessed, the engine sure, every word one or a code."""
    name = item.value[: name_end(item.value)]
    words = [word for word in re.split(r"[^\w&]+", name) if word and not word.isdigit()]
    plain = all(is_syllable(word.lower()) or _CODE.fullmatch(word) for word in words)
    as_read = strokes(item.raw[: name_end(item.raw)].casefold()) == strokes(name.casefold())
    return plain and as_read and item.confidence >= _WELL_READ


def _has_torn_code(item: Found, document: Document) -> bool:
    """Whether an item that was read with doubt has a code that nobody has (CHND): letters of one, or of two items run together.

    A code that the letter says in words is one (TCT of Tổng cục Thuế, CST of chính sách thuế).
    """
    if item.confidence >= _WELL_READ:
        return False
    unknown = [code for code in re.findall(r"(?<!\w)[A-ZĐ]{3,}(?!\w)", item.value) if code not in _CODES]
    return any(not has_initials(code, _said_by(document)) for code in unknown)


def _said_by(document: Document) -> str:
    """What a letter says of itself beside its lists: whose it is and what of."""
    found = (document.parent_issuer, document.issuer, document.subject)
    return "\n".join((*(one.value for one in found if one is not None), document.body))


_CODES = frozenset(
    {
        *KNOWN_UNITS,
        *OTHER_UNITS,
        *BODY_CODES,
        *VPCP_UNITS,
        *(short.upper() for short in ABBREVIATED),
        *OF_LISTS,
        *(short for short, _ in ABBREVIATIONS),
        *(code for known in KNOWN_ITEMS for code in re.findall(r"[A-ZĐ]{3,}", known)),
    }
)


def _may_lack_a_stroke(item: Found, document: Document) -> bool:
    """Whether a region's number may have lost a stroke; not on a page where it reads well, whose strokes were counted."""
    return (item.page is None or item.confidence < _WELL_READ) and lost_a_stroke(item.value, document)


def lost_a_stroke(text: str, document: Document) -> bool:
    """Whether a region's Roman number may have lost a stroke (KBNN khu vực VII for VIII): nothing else in the letter says it.

    Of twelve numbers with two equal strokes in scans two had lost one, and the registry knows both bodies.
    """
    region = _REGION.search(text)
    if region is None:
        return False
    number, own = region["number"], document.issuer.value if document.issuer else ""
    others = (one.value for one in (*document.addressees, *document.printed_recipients) if one.value != text)
    said = "\n".join((document.body, own, *others))
    return "II" in number and re.search(rf"(?:khu vực|KV|Vùng)\s+{number}(?!\w)", said) is None


_REGION = re.compile(r"(?:khu vực|KV|Vùng)\s+(?P<number>[IVX]+)(?!\w)")
_CODE = re.compile(r"(?=.*[A-ZĐ]{2})[A-Za-zĐđ&]{2,9}\d{0,2}|[bpt]|[A-ZĐ]\d{0,2}")
_TORN = 0.6
"""How sure an item is at most whose end was not read (recipients.py), or of which half the words are doubtful."""
_CALLS = re.compile(r", (?:Cục|Vụ|Phòng|Ban)$")
"""How an item ends whose units come next (VPCP: …, các Vụ, Cục: TH, KTTH): where its end was not read, they were lost."""
_WELL_READ = 0.88
"""Of an item as read, before any witness: the rule's 0.96 times the engine's confidence in its words."""


def _is_mended_otherwise(item: Found) -> bool:
    return item.rule.endswith(".mended") and item.value not in USUAL_ITEMS


def _is_guessed(item: Found) -> bool:
    """Whether a tenth of the letters are others than were read, or a word is another's.

    Of a long usual item a fifth may be: of 38 such items of bad scans none was wrong, of 98 with fewer one, which lost a word.
    """
    value, read = strokes(squash(item.value)), strokes(squash(item.raw))  # PV0I is no guess at PV01: such rooms are counted
    if value != read and item.value in USUAL_ITEMS and _words(item.raw) > _words(item.value):
        return True
    most = len(value) / (5 if item.value in USUAL_ITEMS and len(value) >= _LONG else 10)
    return Levenshtein.distance(value, read) > most


def _words(text: str) -> int:
    return len(re.findall(r"[^\W_]+", text))


_LONG = 8


def _of_form(item: Addressee | PrintedRecipient, document: Document) -> float:
    """For a Lưu item: whether it has the form of one, and what its unit is known by."""
    well_read = item.page is None or item.confidence >= _WELL_READ
    if _is_own_code(item.value, document) or is_unit_by_name(item.value, well_read=well_read):
        return STRONGLY
    if has_form(item.value):
        return _filed(item, document)
    as_read = has_form(item.value.replace("Ñ", "N"))  # bold N, a letter that Vietnamese lacks
    if item.page is not None and item.confidence >= _WELL_READ and not _is_mended_otherwise(item):
        as_read = True  # offices file in ways of their own (Lưu: VP giáo xứ): of 13 that were read so all were right
    return 0.0 if as_read else FIRMLY


def _filed(item: Addressee | PrintedRecipient, document: Document) -> float:
    """For a Lưu item in its form: its unit is the symbol's, read at two places; a frequent one, or none; one that none knows."""
    mended = _is_mended_otherwise(item)
    own = document.number_parts.unit_code if document.number_parts else None
    if not isinstance(item, PrintedRecipient) or item.drafting_unit is None:
        return -FOR if mended else STRONGLY + FOR if vouches_for_mark(item, document) else FOR
    counted = item.page is not None and has_letter_for_count(item.drafting_unit)
    if mended or counted:  # the symbol's unit or a frequent one, because what was read is near it; an I for a 1
        return FIRMLY if counted else -FOR
    if item.drafting_unit == own:
        return STRONGLY + FOR
    unit = _ROOM_SIGN.sub("", item.drafting_unit)
    if has_initials(item.drafting_unit, _rest_of(document)) or has_initials(unit, _rest_of(document)):
        return STRONGLY
    known = unit in KNOWN_UNITS or unit in OTHER_UNITS or POLICE_OFFICE.fullmatch(unit) is not None
    if known or item.page is None:  # a text: no stroke was taken for another
        return STRONGLY if vouches_for_mark(item, document) else FOR
    return -FOR


def vouches_for_mark(item: Found, document: Document) -> bool:
    """Whether what stands where a drafter's mark does is a unit's code: the symbol's (read at two places), or a frequent one.

    A one between letters is no witness: 1402/VKSTC-V15 and Lưu: VT, V15 were both read VI5.
    """
    mark = item.drafter if isinstance(item, PrintedRecipient) else None
    parts = document.number_parts
    if mark is None or _ONE.search(mark):
        return False
    known = mark in KNOWN_UNITS or mark in OTHER_UNITS
    return (parts is not None and mark == parts.unit_code) or (known and item.confidence >= _READ_SO)


_READ_SO = 0.5
"""Of a frequent unit's code: from here on it was read, and not guessed."""
_ONE = re.compile(r"I(?=\d)|(?<=[A-ZĐ])I$")
_ROOM_SIGN = re.compile(r"^P\.\s?")
"""P. of a room (P.CNTT), no part of its code."""


def _is_own_code(text: str, document: Document) -> bool:
    """Whether it is filed under a code that the symbol has too (67/TB-CAP: Lưu: CAP): the same letters were read at two places."""
    parts = document.number_parts
    code = re.fullmatch(r"Lưu:? ([A-ZĐ]{2,8})\.?", text)
    return code is not None and parts is not None and code[1] in (parts.issuer_code, parts.unit_code)


def _rest_of(document: Document) -> str:
    """All that a letter says but its Lưu item: words of which a drafting unit's code may be made."""
    found = (document.subject, document.issuer, *document.addressees, *document.printed_recipients)
    said = (one.value for one in found if one is not None and getattr(one, "kind", None) != "file")
    return "\n".join((*said, document.body))


def _known(piece: Piece) -> float:
    """What the registry makes of one name of a list; an open set is known by its words."""
    if not isinstance(piece, Target):  # told by its form: the issuer's own people, a company, a school
        known = {"open_set": STRONGLY, "commune": FOR, "branch": FOR, "unit_of_body": FOR}
        return known.get(piece.reason, AGAINST if isinstance(piece, Leftover) else FOR)
    return STRONGLY if piece.group is not None else SURE.get(piece.how, FOR)


def is_whole(document: Document) -> bool:
    """Whether Nơi nhận ends with the Lưu item, as every list does: else its end is lost."""
    return bool(document.printed_recipients) and document.printed_recipients[-1].kind == "file"

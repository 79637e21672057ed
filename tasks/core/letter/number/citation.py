"""How a document is cited: type word, number and symbol, date, issuer (Nghị định 30/2020, Phụ lục I, II.6), in running text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from tasks.core.letter.number.torn_symbols import mended_number, undoubled
from tasks.core.letter.vocabulary.codes import BODY_CODES, KNOWN_UNITS, looks_like
from tasks.core.letter.vocabulary.dates import find_dates
from tasks.core.letter.vocabulary.doctypes import BY_CODE, BY_PARTY_CODE, CODES_OF
from tasks.core.vietnamese.normal import fold

_LETTERS = "A-ZĐÐ"
_GROUP = rf"(?:[{_LETTERS}]{{1,3}}\s(?=[{_LETTERS}]{{1,4}}-[{_LETTERS}]))?[{_LETTERS}][A-Za-zĐđÐ0-9&]*(?:\.[A-Za-zĐđ0-9]+)*"
# a blank on one side of a separator is a broken line or a careless typist (2264/ SYT- NVY); then the group must look like a code
_CODE = rf"[{_LETTERS}]{{1,3}}[A-Za-zđ]{{0,2}}[{_LETTERS}][{_LETTERS}a-z0-9&]*"
_DASH = rf"(?:\.?-{_GROUP}|(?:-\s|\s-){_CODE}(?![\w]))"
_STATE = rf"\d[\dlLIO]{{0,4}}(?:\s?/\s?(?:19|20)\d{{2}})?(?:/|\s/|/\s){_GROUP}(?:/{_CODE}(?=-))?(?:{_DASH})*"
_PARTY = rf"\d{{1,5}}\s?-\s?[{_LETTERS}][{_LETTERS}a-z]{{1,3}}\s?/\s?[{_LETTERS}]{{2,}}(?:-[{_LETTERS}]+)?"
NUMBER = re.compile(rf"(?:(?<![\w/.,-])|(?<=[Ss]ố\.))(?:{_PARTY}|{_STATE})(?![\w/])")
"""Số và ký hiệu in running text: 285/TB-VPCP, 23/2021/QĐ-TTg, 29/2018/QH14, 374-TB/TU."""

TYPE_WORDS = (
    "nghi quyet lien tich", "thong tu lien tich", "nghi quyet", "quyet dinh", "chi thi", "quy che", "quy dinh", "thong cao",
    "thong bao", "huong dan", "chuong trinh", "ke hoach", "phuong an", "de an", "du an", "bao cao", "bien ban", "to trinh",
    "hop dong", "cong van", "cong dien", "giay moi", "nghi dinh", "thong tu", "luat", "phap lenh", "ket luan", "thong tri",
    "phieu chuyen", "van ban", "giay phep",
)  # fmt: skip
_TYPE = "|".join(sorted(TYPE_WORDS, key=len, reverse=True))
_TYPE_BEFORE = re.compile(rf"\b(?P<type>{_TYPE})\s*(?:(?:hoa toc|khan|mat)\s+)?(?:so\s*)?:?\s*$")
_LISTED_BEFORE = re.compile(r"(?:[,;]|\bva)\s*(?:so\s*)?:?\s*$")
_FORM_BEFORE = re.compile(r"\bmau\s*(?:so\s*)?:?\s*$")
_SHORT_TYPES = (
    "chi thi|nghi quyet|quyet dinh|cong dien|cong van|thong bao|ket luan|nghi dinh|thong tu|to trinh|ke hoach|huong dan|"
    "bao cao|chuong trinh|luat"
)
_TAIL = r"(?=\s*(?:[;:)]|[.,](?!\d)|$)|\s+(?:cua|ngay\s+\d|va|neu|noi|tren|nay|de|la|da|theo|xuong|len|den|cho|tai|do|ve)\b)"
_SHORT = re.compile(rf"\b(?P<type>{_SHORT_TYPES})\s+(?P<so>so\s*:?\s*)?(?P<number>\d{{1,5}}(?:/20\d{{2}})?)(?![\w/-]){_TAIL}")
_LINK = re.compile(rf"[\s,;]*(?:va\s+)?(?:(?:{_TYPE})\s+)?(?:so\s*)?")
_DATE_LEAD = re.compile(r"[\s,]*(?:ban hành\s+|ký\s+|ra\s+)?(?:ngà[yv]\s*)?", re.IGNORECASE)
_STOP = (
    r"về|v/v|quy định|qui định|rà soát|tổng hợp|năm(?=\s+\d)|hướng dẫn|ban hành|"
    r"phê duyệt|thông báo|trong|trên|tại|để|đã|có|là|xuống|lên|cho|theo|gửi|yêu cầu|đề nghị|"
    r"giao|kết luận|triển khai|thực hiện|sửa đổi|nêu|nhằm|với|do|đến|và\s+(?=[a-zđ])|"
    r"và\s+(?:Nghị|Quyết|Chỉ|Thông|Công|Kế|Tờ|Báo|Kết|Hướng|Luật)"
)
_ISSUER = re.compile(
    rf"\s*,?\s*của\s+(?P<issuer>(?:Bộ Văn hóa, Thể thao và Du lịch|Sở Văn hóa, Thể thao và Du lịch|[^,.;:()]{{2,80}}?))"
    rf"(?=\s+(?:{_STOP})\b|\s*[,.;:()]|$)"
)
_DAMAGED = {
    "CD": "CĐ", "QD": "QĐ", "ND": "NĐ", "HDND": "HĐND", "BGDDT": "BGDĐT", "BLDTBXH": "BLĐTBXH",
    "SGDDT": "SGDĐT", "SLDTBXH": "SLĐTBXH",
}  # fmt: skip
"""Codes whose Đ an engine reads as D and that mean nothing else (public copies of symbols; domain rule 1.3)."""

_CENTRAL = frozenset(("TTg", "VPCP", "UBND", "HĐND", "VPTW", "UBTVQH"))
_PARTY_BODIES = frozenset(("TW", "TU"))
_OTHER_PARTY_BODIES = frozenset(("HU", "ĐU", "ThU", "QU", "CB", "ĐB", "BCS", "ĐĐ"))
_ALL_CODES = frozenset(BY_CODE) | frozenset(BY_PARTY_CODE) | _CENTRAL | _PARTY_BODIES | _OTHER_PARTY_BODIES


@dataclass(frozen=True)
class Citation:
    """One citation in a text, characters `start` to `end`. `number` normalised; `is_short`: printed without its symbol."""

    start: int
    end: int
    number: str
    doctype: str | None
    issued_on: str | None = None
    issuer: str | None = None
    is_short: bool = False
    stop: int = 0  # where date and issuer end
    is_torn: bool = False  # put right by type and issuer


_DOTTED = re.compile(r"/(?P<type>[^\W\d_]{1,4})\.(?=[A-ZĐ]{2,}$)")
"""A dash between the type's code and the body's that was read as a stop: 389/TB.VPCP."""


def whole_letters(symbol: str) -> str:
    """A symbol with letters put together that an engine took for two signs: L read as I., B read as I3 (SI.ĐTI3XH: SLĐTBXH)."""
    return re.sub(r"(?<=[A-ZĐ])I3(?=[A-ZĐ]|$)", "B", re.sub(r"(?<=[A-ZĐ/-])I\.(?=[A-ZĐ])", "L", symbol))


_FIGURES = re.compile(r"^\d[\dlLIO]+(?=[/-])")
_DIGITS = str.maketrans("lLIO", "1110")


def normal_number(text: str, doctype: str | None = None) -> str:
    """Số và ký hiệu without blanks, with what an engine did to its codes mended.

    A code that is one letter away from the only code of its type word (Tờ trình … TIr: TTr), or from one of the few central
    codes (TTEg: TTg), is that code; a known code stays what it is (domain rule 1.3).
    """
    plain = whole_letters(re.sub(r"\s+", "", text).replace("Ð", "Đ").rstrip("."))
    plain = plain.replace(".-", "-")
    plain = _FIGURES.sub(lambda found: found[0].translate(_DIGITS), plain)
    plain = re.sub(r"[^\W\d_]+", lambda found: _DAMAGED.get(found[0], found[0]), plain)
    plain = _DOTTED.sub(lambda found: f"/{found['type']}-" if found["type"] in BY_CODE else found[0], plain)
    groups = [_of_office(group) for group in re.split(r"([/-])", plain)]
    at = next((i for i, group in enumerate(groups) if group[:1].isalpha()), len(groups))
    for i in range(at, len(groups), 2):
        own = CODES_OF.get(doctype or "", frozenset()) if i == at else frozenset()
        groups[i] = _nearest(groups[i], own or _bodies(groups, at, i, doctype))
    return "".join(groups)


def _of_office(group: str) -> str:
    """A ministry's or department's code, or a unit's of four letters, of which a letter was read as one that looks like it."""
    if not group[:1].isalpha() or group in _ALL_CODES or len(group) < _LEAST_CODE:
        return group
    alike = looks_like(group, BODY_CODES) or looks_like(group, (code for code in KNOWN_UNITS if len(code) > _LEAST_CODE))
    once = {group[:at] + group[at + 1 :] for at in range(1, len(group)) if group[at] == group[at - 1]} & set(BODY_CODES)
    return alike or (once.pop() if len(once) == 1 else undoubled(group))  # BYTT: BYT


_LEAST_CODE = 3


def _bodies(groups: list[str], at: int, i: int, doctype: str | None) -> frozenset[str]:
    """The few bodies whose codes are known everywhere: of the Party after a slash (223-CT/TW), else of the state."""
    if i == at and doctype is None:
        return frozenset()
    return _PARTY_BODIES if i == at + 2 and groups[i - 1] == "/" else _CENTRAL


def _nearest(code: str, known: frozenset[str]) -> str:
    """The one known code that is a letter away; the code itself where it is known, too short, or several are as near."""
    if code in _ALL_CODES or code in known or len(code) < 2:
        return code
    near = [other for other in known if 2 <= len(other) <= len(code) and Levenshtein.distance(code, other, score_cutoff=1) <= 1]
    return near[0] if len(near) == 1 else code


_TORN = (
    (re.compile(r"(?<=[A-Z]/)T[ÚÙŨỦỤ](?![^\W_])"), "TU"),
    (re.compile(r"(?<=\d{4}/)1T(?=-[A-ZĐ])"), "TT"),
    (re.compile(r"(?<=/TT)[ïíîìÏ](?=-)"), "r"),
    (re.compile(r"(?<=\d):(?=[A-ZĐ]{2,4}-[A-ZĐ]|(?:19|20)\d\d[/ ][A-ZĐ]{2})"), "/"),
    (re.compile(r"(?<=[/:](?:19|20)\d\d) (?=[A-ZĐ]{2,3}-[A-ZĐ])"), "/"),
    (re.compile(r"(?<=số \d{4}) (?=[A-ZĐ]{2,6}-[A-ZĐ]{2})"), "/"),
    (re.compile(r"(?<=\d/(?:UBTV)QH)[Il|](?=\d(?!\d))|(?<=\d/QH)[Il|](?=\d(?!\d))|(?<=-UBTVQH)[Il|](?=\d(?!\d))"), "1"),
)
"""What a bad scan makes of a symbol, and what was printed, as long: specks over a Party committee's code (44-TB/TÚ), a T read as a
figure, a colon or nothing for a slash (218:TB-VPCP, 83:2020 ND-CP)."""


def find_citations(text: str) -> list[Citation]:
    """Every citation of a document in `text`, in order: full ones and short ones (Chỉ thị 15), with date and issuer."""
    for read, printed in _TORN:
        text = read.sub(printed, text)
    folded = fold(text) if len(fold(text)) == len(text) else text.casefold()
    torn = list(_torn(text, folded))
    spans = [(c.start, c.end) for c in torn]
    full = [
        _full(text, folded, match)
        for match in NUMBER.finditer(text)
        if not _FORM_BEFORE.search(folded, 0, match.start()) and not _touches(match.span(), spans)
    ]
    full = [*torn, *full]
    short = [_short(text, match) for match in _SHORT.finditer(folded) if match["so"] or text[match.start()].isupper()]
    taken = [(c.start, c.end) for c in full]
    free = [c for c in short if not _touches((c.start, c.end), taken)]
    return _share(folded, sorted([*full, *free], key=lambda citation: citation.start))


def _touches(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < end and span[1] > start for start, end in others)


_LABEL = re.compile(rf"\b(?:(?P<type>{_TYPE})\s*(?:(?:hoa toc|khan|mat)\s+)?(?:so\s*)?|so\s*):?\s*(?=[\diloz|!bs])")
_RUN = re.compile(r"[^\s;(),“”\"]{4,28}")
_PARTED_RUN = re.compile(r"[^\s;(),“”\"]{1,7}\s(?=[A-ZĐ])[^\s;(),“”\"]{3,20}")
_IMPOSSIBLE = re.compile(r"[FJWZ]|(?<![^\W_])[A-ZĐ][a-z](?![^\W_])")
"""Letters that no code has; a code of one capital and a small letter."""


def _torn(text: str, folded: str) -> Iterator[Citation]:
    """Citations that a bad scan tore, behind their type word or `số`; those that can be read as they stand are none."""
    for label in _LABEL.finditer(folded):
        kind = label["type"].replace(" ", "_") if label["type"] else None
        run = _RUN.match(text, label.end()) or _PARTED_RUN.match(text, label.end())
        parted = _PARTED_RUN.match(text, label.end())
        for match in (run, parted):
            if match is None or _is_sound(match[0], kind):
                break
            end = match.end() - len(match[0]) + len(match[0].rstrip(".,:;'"))
            cited = _with_tail(text, Citation(match.start(), end, "", kind, stop=end, is_torn=True))
            number = mended_number(text[match.start() : end], kind, cited.issuer)
            if number is not None:
                yield replace(cited, number=number)
                break


_OF_NATION = re.compile(r"(?:UBTV)?QH\d{1,2}")
"""The National Assembly and its Standing Committee with their term, in place of a type's code: Nghị quyết 76/2025/UBTVQH15."""


def _is_sound(run: str, kind: str | None) -> bool:
    """Whether a run of signs is a number and symbol that an office can have printed so: type, and codes without foreign letters."""
    whole = NUMBER.match(run)
    if whole is None or whole.end() < len(run.rstrip(".,:;'")):
        return False
    number = normal_number(whole[0], kind)
    first = re.split(r"[/-]", re.sub(r"^\d+[/-](?:\d{4}/)?", "", number))[0]
    codes = CODES_OF.get(kind or "", frozenset())
    known = first in codes or first in _ALL_CODES or not codes or kind == "cong_van" or _OF_NATION.fullmatch(first) is not None
    return known and not _IMPOSSIBLE.search(number.replace("TW", ""))


def _full(text: str, folded: str, match: re.Match[str]) -> Citation:
    before = folded[max(0, match.start() - 60) : match.start()]
    word = _TYPE_BEFORE.search(before)
    kind = word["type"].replace(" ", "_") if word else None
    return _with_tail(text, Citation(match.start(), match.end(), normal_number(match[0], kind), kind, stop=match.end()))


def _short(text: str, match: re.Match[str]) -> Citation:
    kind = match["type"].replace(" ", "_")
    return _with_tail(text, Citation(match.start(), match.end(), match["number"], kind, is_short=True, stop=match.end()))


def _with_tail(text: str, citation: Citation) -> Citation:
    """Read date and issuer that follow the number."""
    at, issued_on = citation.end, None
    window = text[at : at + 60]
    for mention in find_dates(window)[:1]:
        lead = _DATE_LEAD.match(window)
        day = mention.resolve(None)
        if lead is not None and mention.start <= lead.end() and day is not None:
            issued_on, at = day.isoformat(), at + mention.end
    issuer = _ISSUER.match(text, at)
    stop = issuer.end() if issuer else at
    return replace(citation, issued_on=issued_on, issuer=" ".join(issuer["issuer"].split()) if issuer else None, stop=stop)


def _share(folded: str, citations: list[Citation]) -> list[Citation]:
    """In a list (số 15/CT-TTg, số 16/CT-TTg của Thủ tướng) the type word counts forwards, the issuer backwards."""
    for at in range(1, len(citations)):
        last, this = citations[at - 1], citations[at]
        if this.doctype is None and last.stop <= this.start and _LINK.fullmatch(folded, last.stop, this.start):
            citations[at] = replace(this, doctype=last.doctype)
    for at in range(len(citations) - 2, -1, -1):
        this, following = citations[at], citations[at + 1]
        if this.issuer is None and this.stop <= following.start and _LINK.fullmatch(folded, this.stop, following.start):
            citations[at] = replace(this, issuer=following.issuer)
    return citations

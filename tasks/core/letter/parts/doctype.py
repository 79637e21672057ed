"""Tên loại: which type a document is, by type word, code in the symbol, or form (domain rule 1.4)."""

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from schemas.found import Found
from schemas.letter import NumberParts, System
from tasks.core.letter.rows.lines import Row
from tasks.core.letter.rows.signs import bare, caps_share
from tasks.core.letter.vocabulary.agencies import is_kind_of_agency
from tasks.core.letter.vocabulary.doctypes import BY_CODE, BY_PARTY_CODE, BY_WORD, CODES_OF, COPIES

_WORDS = sorted(((bare(word), word) for word in BY_WORD), key=lambda pair: -len(pair[0]))
_SPACED = re.compile(r"^(?:\w ){3,}\w$")


_RARE = frozenset({"PB", "PC", "PG", "PA", "DA", "ĐA", "TC", "QC", "BB", "HĐ", "TTr", "CT", "BTT", "BGN", "GUQ", "GGT", "GNP"})
"""Codes of types that are titled always; over a V/v they are the issuer's own letters.

1127/PB-MTYT is of Cục Phòng bệnh, 233/TTr-NV3 of a Thanh tra, 3127/CT-CS of Cục Thuế, 45/BTT-VP of a Ban Thường trực.
"""
_ABOUT = re.compile(r"^\W*(?:v\s?/\s?v|ve viec)\b")


@lru_cache(maxsize=4096)
def type_word(text: str) -> tuple[str, int] | None:
    """The type word that the row starts with in capitals, and where it ends; None where there is none.

    The word stands alone or before a subject in the same row. At most one letter in six may be misread when it stands alone.
    """
    plain = text.strip(" .:;*_-\"'|")
    if len(plain) < 4 or len(plain) > 220:
        return None
    start = text.find(plain[0])
    low = bare(plain)
    if _SPACED.match(low):
        low = low.replace(" ", "")  # B Á O  C Á O: letter-spaced print
        return next(((word, start + len(plain)) for folded, word in _WORDS if folded.replace(" ", "") == low), None)
    for folded, word in _WORDS:
        if low.startswith(folded) and not low[len(folded) : len(folded) + 1].isalpha() and caps_share(plain[: len(folded)]) >= 0.85:
            if len(low) > len(folded) and not _may_follow(plain[len(folded) :]):
                continue
            return word, start + len(folded)
    if len(low) <= 28 and caps_share(plain) >= 0.6:
        damaged = None if _BODIES.match(low) or is_kind_of_agency(plain) else _damaged(low)
        return (damaged, len(text)) if damaged else None
    return None


def _damaged(low: str) -> str | None:
    """A type word alone on its row with lost blanks, a misread letter, specks at its ends (_ TỜTRÌNH ộ)."""
    tokens = [match for match in re.finditer(r"\S+", low) if sum(c.isalpha() for c in match[0]) > 1]
    if not tokens:
        return None
    words = [match[0] for match in tokens]
    if words == ["thuong"]:  # of a torn stamp THƯỢNG KHẨN: one letter from THƯ CÔNG
        return None
    found = _near("".join(words), exact=False)
    while found is None and len(words) > 1 and (len(words[0]) <= 2 or len(words[-1]) <= 2):
        words = words[1:] if len(words[0]) <= 2 else words[:-1]
        found = _near("".join(words), exact=True)
    return found


_BODIES = re.compile(r"^\W*(?:bo|so|vu|tu|uy|xa) (?=[a-z]{2})")
"""Words of two letters that open the name of an agency or a rank: no specks before a type word (SỞ KẾ HOẠCH, BỘ TƯ LỆNH)."""


def _near(squashed: str, *, exact: bool) -> str | None:
    folded = ((one.replace(" ", ""), word) for one, word in _WORDS)
    return next((word for one, word in folded if one == squashed or (not exact and _almost(squashed, one))), None)


def _almost(low: str, folded: str) -> bool:
    if len(folded) < 6 or abs(len(low) - len(folded)) > 1:
        return False
    return Levenshtein.distance(low, folded) <= min(2, len(folded) // 6)


def _may_follow(rest: str) -> bool:
    """What can share a row with the type word: the subject, not the continuation of a sentence or a name in capitals."""
    rest = rest.lstrip()
    return rest[:1] not in {",", ";", ")", "/"} and not rest.lower().startswith(("số ", "nêu trên", "đến", "đi ", "và "))


def is_copy(title: Row) -> bool:
    """The row is a copy's form word (SAO Y, SAO LỤC, TRÍCH SAO)."""
    word = type_word(title.text)
    return word is not None and BY_WORD[word[0]] in COPIES


def find_doctype(
    row: Row | None,
    parts: NumberParts | None,
    number: Found | None,
    system: System,
    *,
    form: Row | None,
    place: str | None = None,
) -> Found | None:
    """The type of a document.

    `row`: the row with the type word. `parts`, `number`: the number and its parts. `form`: a row with V/v or Kính gửi, which
    make a công văn where there is no type word. `place`: of issue (địa danh).
    Rules: `doctype.type_word`, `doctype.symbol_code`, `doctype.form`.
    """
    known = type_word(row.text) if row else None
    code = parts.type_code if parts else None
    by_code = ({**BY_CODE, **BY_PARTY_CODE} if system == "party" else BY_CODE).get(code or "")
    if row and known:
        if system == "party" and code in CODES_OF[BY_WORD[known[0]]]:
            by_code = BY_WORD[known[0]]  # QĐ is a Quy định's as well
        name, sure = _weighed(row.text, known[0], by_code)
        start = len(row.text) - len(row.text.lstrip(" .:;*_-\"'|"))
        return row.found(start, known[1], value=name, rule="doctype.type_word", sure=sure)
    about = form if form is not None and _ABOUT.match(bare(form.text)) else None
    if about and code and code == "".join(word[0] for word in (place or "").upper().split()):
        return about.found(0, len(about.text), value="cong_van", rule="doctype.form", sure=_OF_PLACE)  # KH: or Khánh Hòa's
    if by_code and number and not (code in _RARE and about):
        return number.model_copy(
            update={"value": by_code, "rule": "doctype.symbol_code", "confidence": round(number.confidence * 0.97, 4)}
        )
    if form:
        return form.found(0, len(form.text), value="cong_van", rule="doctype.form", sure=0.97)
    return None


_OF_PLACE = 0.6


def with_own_code(parts: NumberParts | None, doctype: Found | None) -> NumberParts | None:
    """The parts of a công văn's number whose first code is no type's but the issuer's: PB of Cục Phòng bệnh."""
    if parts is None or parts.type_code is None or doctype is None or doctype.rule != "doctype.form":
        return parts
    return parts.model_copy(update={"type_code": None, "issuer_code": parts.type_code, "unit_code": parts.issuer_code})


def _weighed(text: str, word: str, by_code: str | None) -> tuple[str, float]:
    """The type that word and code show together, and how sure it is.

    A word one letter from that of the code's type is that type (THÔNG CÁO with TB is a misread THÔNG BÁO); a damaged word that no
    code bears out is unsure.
    """
    name = BY_WORD[word]
    exact = bare(word) in bare(text)
    if by_code in (None, name):
        return name, 0.99 if exact else 0.85 if by_code else 0.7
    words = [other for other in BY_WORD if BY_WORD[other] == by_code]
    near = any(_almost(bare(word).replace(" ", ""), bare(other).replace(" ", "")) for other in words)
    return (str(by_code), 0.8) if near else (name, 0.9 if exact else 0.6)

"""Witnesses for an issuer that no registry knows: its own symbol, and its own text (bằng chứng về cơ quan ban hành)."""

import re

from schemas.letter import Document
from tasks.core.letter.rows.signs import bare
from tasks.core.letter.vocabulary.agencies import canonical, expand, is_kind_of_agency, starts_agency
from tasks.core.vietnamese.normal import canonical_tone, key, normalise

_SHORTEST_CODE = 2
_SHORTEST_NAME = 12
"""Letters of a name that is looked for in the text: a shorter one may stand there for another body."""


def is_code_of(document: Document) -> bool:
    """Whether the symbol's code is made of first letters of the printed issuer, in their order: BVTN of BỆNH VIỆN THỐNG NHẤT.

    As printed (`UBND`, of which each letter counts, stands for itself) or written out (Ủy ban nhân dân).
    """
    return document.issuer is not None and _is_code_of(document, document.issuer.raw)


def is_code_of_branch(document: Document) -> bool:
    """Whether the code is that of the body whose branch the issuer is: NHNo under NGÂN HÀNG NÔNG NGHIỆP …."""
    issuer, parent = document.issuer, document.parent_issuer
    return (
        issuer is not None and parent is not None and bare(issuer.raw).startswith("chi nhanh") and _is_code_of(document, parent.raw)
    )


def _is_code_of(document: Document, printed: str) -> bool:
    code = document.number_parts.issuer_code if document.number_parts else None
    if code is None or len(code) < _SHORTEST_CODE:
        return False
    if code in printed.split():  # TH&THCS of TRƯỜNG TH&THCS …
        return True
    wanted = {_plain(code), _plain(re.sub("[a-z]", "", code))}  # TTrB, SNgV: small letters only tell two bodies apart
    central = re.sub(r"trung ương", "T W", printed, flags=re.IGNORECASE)
    names = (printed, canonical(printed), central, without_committee(printed), _OF_BOARD.sub("", printed))
    codes = [one for one in wanted if len(one) >= _SHORTEST_CODE]
    return any(_spells(one, name) or _is_within(one, name) for one in codes for name in names) or any(
        _spells_place(one, printed) for one in codes
    )


def _is_within(code: str, name: str) -> bool:
    """Whether a code of three letters and more is made of what the body's sort is followed by.

    HGP of Công ty TNHH … Hoàng Gia Phát, CGTL of Trường Cao đẳng Cơ giới và Thủy lợi; with words left out TĐC of … Tiêu chuẩn
    Đo lường Chất lượng.
    """
    initials = "".join(word[:1] for word in (_plain(one) for one in re.findall(r"\w+", name)) if word != "VA")
    if len(code) < _SHORTEST_INITIALS or not code.isalpha():
        return False
    return code in initials or any(initials[at : at + 1] == code[0] and _in_order(code, initials[at:]) for at in range(1, 4))


def _spells_place(code: str, name: str) -> bool:
    """Whether a code ends in a place's letters as taxes, customs and banks shorten it: LSO, CTTVI of … TỈNH LẠNG SƠN, TRÀ VINH."""
    words = [_plain(word) for word in re.findall(r"[^\W\d_]+", name)]
    first, last = words[-2:] if len(words) > _OF_PLACE else ("", "")
    short = code[-_OF_PLACE - 1 :]
    if len(short) != _SHORTEST_INITIALS or not first:
        return False
    sort = "".join(word[0] for word in words[:-_OF_PLACE])
    fits = short == first[0] + last[:2] or short == first[:2] + last[0]
    return fits and _in_order(code[: -len(short)], sort)


_OF_PLACE = 2
"""Syllables of a province's name, of which the code has three letters."""


def without_committee(name: str) -> str:
    """A mass organisation's name without its committee: HỘI NÔNG DÂN XÃ … of BAN CHẤP HÀNH HỘI NÔNG DÂN XÃ …."""
    return _OF_COMMITTEE.sub("", name)


_OF_COMMITTEE = re.compile(r"^(?:ban (?:chấp hành|thường vụ)|bch|btv)\s+(?=hội|liên|công|đoàn)", re.IGNORECASE)
_OF_BOARD = re.compile(r"^(?:BAN QUẢN LÝ|BQL)\s+(?=KHU|VƯỜN|RỪNG|DI TÍCH)")
"""What is managed has the code (KBT of BAN QUẢN LÝ KHU BẢO TỒN …)."""


def is_named_by_place(document: Document) -> bool:
    """Whether the printed issuer is an agency's sort and the letter's own place: CHI NHÁNH TỈNH X, and X, ngày …."""
    if document.issuer is None or document.place is None:
        return False
    name, place = (canonical_tone(normalise(text)).casefold() for text in (document.issuer.raw, document.place.value))
    sort = re.sub(r"\s(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường)$", "", name.removesuffix(place).rstrip())
    return name.endswith(f" {place}") and (is_kind_of_agency(sort) or sort == "chi nhánh")


def is_said_otherwise(document: Document) -> bool:
    """Whether the text gives the issuer's number as another one and never as this: a stroke of khu vực VIII was lost."""
    if document.issuer is None:
        return False
    own = canonical_tone(normalise(expand(canonical(document.issuer.raw)))).casefold()
    numbered = _NUMBERED.match(own)
    if numbered is None:
        return False
    text = canonical_tone(normalise(expand(document.body))).casefold()
    said = {found[1] for found in re.finditer(rf"(?<!\w){re.escape(numbered['stem'])}\s+([ivx]+|\d{{1,2}})(?!\w)", text)}
    return bool(said) and numbered["number"] not in said


_NUMBERED = re.compile(r"(?P<stem>.{4,}(?:khu vực|số|cơ sở|quân khu|trung đoàn|lữ đoàn|sư đoàn))\s+(?P<number>[ivxị]+|\d{1,3})$")


def has_initials(code: str, text: str) -> bool:
    """Whether a code is printed in a text as it is, or made of first letters of words that follow one another there.

    KTNN of `kế toán nhà nước`; `và`, `của` and signs may stand between. A code of three letters at least; & stands for `và`.
    """
    plain = _plain(code.replace("&", ""))
    if re.search(rf"(?<![\w&]){re.escape(code)}(?![\w&])", text):
        return True
    if len(plain) < _SHORTEST_INITIALS or not plain.isalpha():
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word.lower() not in ("và", "của")]
    return plain in "".join(_plain(word[0]) for word in words)


_SHORTEST_INITIALS = 3


def _spells(code: str, name: str) -> bool:
    """Whether a code's letters come in the name in this order: first letters of its words, any letter of an abbreviation."""
    words = [_plain(word) for word in re.findall(r"\w+", name)]
    initials = "".join(word[:1] for word in words if word != "VA")
    if any(initials[at:].startswith(code) for at in range(1, _LONG_CODE if len(code) > _LONG_CODE else 3)):
        # PTKV3 of Ban Chỉ huy Phòng thủ khu vực 3
        return True  # PB of Cục Phòng bệnh, ĐHHV of Trường Đại học Hùng Vương: what every body of the sort is called is left out
    if not words or not code.startswith((words[0][:1], initials[1:2] or words[0][:1])):
        return False
    if not code.startswith(words[0][:1]):  # QLTTLS of Cục Quản lý thị trường tỉnh Lạng Sơn
        return len(code) > _LONG_CODE and code[-1] == initials[-1] and _in_order(code, initials[1:])
    whole = (word for word in words if word.isdigit() or (len(word) > 1 and _ABBREVIATION.fullmatch(word)))
    printed = frozenset(whole)
    letters = iter("".join(word if word in printed else word[:1] for word in words))
    return all(letter in letters for letter in code)


def _in_order(code: str, letters: str) -> bool:
    rest = iter(letters)
    return all(letter in rest for letter in code)


_LONG_CODE = 4  # letters of a code that begins with the second word


def _plain(text: str) -> str:
    """Capitals without marks; Đ stays, for it is another letter in codes."""
    return "".join("Đ" if letter == "Đ" else bare(letter) for letter in text.upper()).upper()


_ABBREVIATION = re.compile(r"[BCDGHKLMNPQRSTVXĐ]+|UBND|HĐND|UBMTTQ(?:VN)?|UBKT")


def is_said(document: Document) -> bool:
    """Whether the text says the issuer's name, letter for letter, where a sentence or a part of one begins.

    `…, Kho bạc Nhà nước khu vực IX đề nghị`: the name was read at two places. Not inside another body's name (Văn phòng …).
    """
    if document.issuer is None or not document.body:
        return False
    own = expand(canonical(document.issuer.raw))
    if len(own) < _SHORTEST_NAME or not starts_agency(own):
        return False
    name = key(own)
    for paragraph in document.body.split("\n"):
        text = canonical_tone(normalise(expand(paragraph)))
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text.casefold()):
            begins = found.start() == 0 or text[: found.start()].rstrip()[-1:] in ".,;:(-"
            if begins and text[found.start()].isupper():
                return True
    return False

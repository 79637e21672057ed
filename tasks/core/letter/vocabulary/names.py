"""Persons' names (họ tên): what is one, its family name, degrees and ranks before it."""

import re
import unicodedata

from rapidfuzz.distance import Levenshtein

from tasks.core.letter.rows.signs import bare, is_caps
from tasks.core.letter.vocabulary.codes import look_small
from tasks.core.letter.vocabulary.family_names import FREQUENT, RARE, SPELLED, is_ong, is_other, meant_by_tone, meant_family
from tasks.core.letter.vocabulary.given_names import GIVEN, is_given

_HONOURS = re.compile(
    r"^(?:(?:GS|PGS|TS|TSKH|Th[Ss]|CN|KS|KTS|BS|BSCK\w*|BS\.?\s?CK\s?[I1l]{1,2}|DS|DSCK\w*|CK[I1l]{1,2}|NGND|NGƯT|NGUT|TTND|TTƯT|TTUT|LS"
    r"|Ths|Ts|Bs|Ks|Cn|Dược sĩ|Bác sĩ|Thạc sĩ|Tiến sĩ|Kỹ sư|Luật sư|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|Trung úy"
    r"|Thiếu tướng|Trung tướng|Thượng tướng|Đại tướng|Ông|Bà|Đ/c)\b[\s.,]*)+"
)
_NAME = re.compile(r"^[^\W\d_]+(?:(?:[ '’]|['’] )[^\W\d_]+){1,5}$")
_SURNAMES = frozenset((
    "am", "au", "bach", "be", "bien", "bo", "bui", "ca", "cam", "can", "cao", "chamale", "chang", "chau", "chim", "chu",
    "chung", "cil", "co", "cu", "da", "dam", "dang", "danh", "dao", "dau", "diep", "dieu", "dinh", "do", "doan", "doi", "dong",
    "duong", "giang", "giap", "h", "ha", "han", "hau", "hinh", "ho", "hoa", "hoang", "hua", "huynh", "hy", "khau", "khong",
    "khuc", "kieu", "kim", "ksor", "la", "lai", "lam", "lau", "le", "lieu", "linh", "lo", "lu", "luc", "luong", "luu", "ly",
    "ma", "mac", "mai", "mang", "mau", "mua", "nay", "ngac", "nghiem", "ngo", "nguyen", "nhu", "ninh", "nong", "ong", "pham",
    "phan", "phi", "phu", "phung", "puih", "quach", "quan", "quang", "quyen", "ra", "rah", "rmah", "ro", "sa", "sam", "siu",
    "son", "sung", "ta", "tan", "tang", "thach", "thai", "than", "thanh", "thao", "thuong", "tieu", "to", "toan",
    "tong", "tra", "tran", "trang", "trieu", "trinh", "truong", "tu", "ung", "van", "vang", "vi", "vien", "vo", "vu", "vuong",
    "y",
))  # fmt: skip
"""Family names (họ), bare, those of the peoples of Vietnam included."""


def honours(text: str) -> int:
    """Length of degrees and ranks before a name (PGS.TS., Đại tá); 0 for none."""
    found = _HONOURS.match(text)
    end = found.end() if found else 0
    return end if end < len(text) and not is_ong(text[:end], text[end:]) else 0


def is_name(text: str) -> bool:
    """A person's name alone: 2 to 6 capitalised syllables, not in capitals throughout, no sentence."""
    name = text[honours(text) :].strip(" .,*_-~'’`|")
    if not _NAME.match(name) or len(name) > 40:
        return False
    words = re.split(r"[\s'’]+", name)
    if is_caps(name):
        return False
    return (
        all(word[0].isupper() or len(word) == 1 for word in words) and sum(w[0].isupper() and w[1:].islower() for w in words) >= 2
    )


def has_surname(text: str) -> bool:
    """The first syllable is a Vietnamese surname."""
    name = bare(text[honours(text) :].strip(" .,*_-~'’`|"))
    return bool(name) and re.split(r"[\s'’]", name)[0] in _SURNAMES


_NAME_WORDS = frozenset((*SPELLED, *GIVEN))


def is_name_word(word: str) -> bool:
    """Whether the word, spelt so, is a family name or a syllable of given names."""
    return word in _NAME_WORDS


_BY_BARE: dict[str, list[str]] = {}
for _surname in SPELLED:
    _BY_BARE.setdefault(bare(_surname), []).append(_surname)


_HIGHLANDS = re.compile(r"[HY]['’][A-ZĐÀ-Ỹ][^\W\d_]")
"""Names of the Central Highlands (H’Yâo Knul, Y’Thanh Niê): their first word is no family name."""


def mended_name(name: str, *, rare: bool = False) -> str:
    """The name with its family name put right where only one is meant: marks misread (Trân → Trần), or one letter (Bhạm → Phạm).

    `rare`: it was read so well that a rare family name stays (Ngọ is no Ngô), and a syllable that has no family's letters.
    Of given names only Thị is put right, the most frequent middle name; all others are free and stay as read.
    """
    if _HIGHLANDS.match(name):
        return re.sub(r"\s+", " ", name)
    name = _SEAL_IN_WORD.sub("", name)
    name = _with_its_end(_TORN_L.sub("L", without_specks(name)))
    name = re.sub(r"\s+", " ", _NOT_OURS.sub(" ", tidied(name))).strip()
    first, blank, rest = _rejoined(name).partition(" ")
    if not blank:
        return name
    second, more, last = rest.partition(" ")
    if more and _LIKE_THI.match(second) and second != "Phi":  # a name of its own, and Thị has lost its mark and a stroke at once
        rest = f"Thị {last}"
    rest = _with_capitals(rest) if first in SPELLED else rest
    if rare and (first in RARE or is_other(first)):
        return f"{first} {rest}"
    if first not in SPELLED and is_given(first) and " " not in rest and bare(first) not in _BY_BARE:
        return f"{first} {rest}"  # Công Hoàn: the family's name is covered, and this is the next
    whole = first[:1].isupper() and first.capitalize() in SPELLED
    surname = first if whole else _torn_start(first) or _small_start(first) or _surname_of(first)
    surname = surname or (None if bare(first) in _NO_FAMILY or is_given(first) else meant_family(first))
    return f"{surname or first} {rest}"


def _with_capitals(given: str) -> str:
    """Given names behind Thị of which a small letter was read for a capital, between two others (Thị kim Loan)."""
    words = given.split(" ")
    if words[0] != "Thị" or len(words) != _THREE or not words[-1][:1].isupper() or not is_given(words[1].capitalize()):
        return given
    return " ".join((words[0], words[1].capitalize(), words[2]))


_THREE = 3


def without_specks(name: str) -> str:
    """A name without what specks and strokes made of its letters: T:ần (Trần), a capital before the family name, 1hị, LếMinh."""
    name = _PARTED.sub(lambda found: found[0].replace(" ", "") if is_given(found[0].replace(" ", "")) else found[0], name)
    name = _RUN_ON.sub(" ", name)
    name = re.sub(r"(?<=^[A-ZĐ][a-zđà-ỹ])(?=[A-ZĐ][a-zđà-ỹ])", " ", _FIGURE.sub(" ", _THI.sub("Thị", name)))
    stray = _STRAY.match(name)
    name = name[stray.end() :] if stray and stray["first"].translate(_FOREIGN) in SPELLED else name
    speck = _SPECK.match(name)
    if speck is None:
        return name
    start, end = speck["start"], speck["end"].translate(_FOREIGN)
    meant = [one for one in SPELLED if len(one) == len(end) + 2 and one[0] == start and one.endswith(end)]
    return f"{meant[0] if len(meant) == 1 else start + end}{name[speck.end() :]}"


def _with_its_end(name: str) -> str:
    """A family name of two letters of which the second is left (ý Đức: Lý Đức), where one alone ends so, mark and all."""
    torn = re.match(r"([a-zđà-ỹ]) (?=[A-ZĐ])", name)
    meant = [one for one in SPELLED if torn and len(one) == 2 and one[1] == torn[1]]
    return f"{meant[0]} {name[torn.end() :]}" if torn and len(meant) == 1 else name


def _rejoined(name: str) -> str:
    """A family name in two pieces put together, where its first letter and its end show only one (H àng → Hoàng)."""
    words = name.split()
    if len(words) < 3 or len(words[0]) != 1 or not words[1][:1].islower():
        return name
    head, tail = bare(words[0]), bare(words[1])
    meant = [one for one in SPELLED if bare(one).startswith(head) and bare(one).endswith(tail)]
    return " ".join((meant[0], *words[2:])) if len(meant) == 1 else name


def tidied(name: str) -> str:
    """A name without strokes read into it: dashes between syllables, letters before a capital (xVũ), a small letter alone."""
    name = re.sub(r"(?<=[^\W\d_])[-–~_](?=[^\W\d_])", " ", name.translate(_FOREIGN))
    words = (re.sub(r"^(?:[^\W\d_]{1,2}(?=[^\W\d_]{2})|\d)", _before_capital, word) for word in name.split())
    kept = [word for word in words if word]
    kept = [word for word in kept if len(kept) <= _THREE or word not in _STROKES]
    torn = len(kept) > 1 and len(kept[0]) == 1  # M i Lưu Quảng: a family name in two pieces
    return " ".join(word for at, word in enumerate(kept) if not (len(word) == 1 and word.islower()) or (torn and at == 1))


_STROKES = frozenset("XVLTINKZ")
"""Capitals alone among three words and more of a name: a signature's strokes."""


def _before_capital(found: re.Match[str]) -> str:
    start, rest = found[0], found.string[found.end() :]
    return "" if start.isdigit() or (start.islower() and rest[:1].isupper()) else start


def _surname_of(first: str) -> str | None:
    """The family name that a badly read first syllable is; None where none or several are near."""
    if first[:1] == "F" and len(first) < _LEAST_TORN:  # a T or P of which a stroke is lost
        torn = [one for start in "TP" for one in _BY_BARE.get(bare(start + first[1:]), [])]
        first = torn[0] if len(torn) == 1 else first
    plain = re.sub(r"[FJWZfjwz]", "", first)  # letters that no Vietnamese name has: strokes
    if plain.capitalize() in SPELLED:
        return plain.capitalize()
    known = [meant] if (meant := meant_by_tone(plain, _BY_BARE.get(bare(plain), []))) else _BY_BARE.get(bare(plain), [])
    if len(plain) == 2 and plain.islower() and not known:  # its capital is under a stroke
        return _by_its_end(bare(plain))
    if not known and plain == first and len(plain) < _LEAST_TORN and (short := _short_surname(plain)):
        return short
    if known or len(plain) < 3 or bare(plain) in _NO_FAMILY or plain != first:
        return known[0] if len(known) == 1 else None
    near = _a_letter_away(plain)
    frequent = [one for one in near if one in FREQUENT]
    if len(near) == 1 or len(frequent) == 1:
        return frequent[0] if frequent else near[0]
    return None if near else _by_its_end(bare(plain))


def _a_letter_away(plain: str) -> list[str]:
    """Family names of four letters that a syllable misses by one, marks counted, else without; of several one that begins alike."""
    near = [one for one in SPELLED if len(one) >= _LEAST_TORN and Levenshtein.distance(one.lower(), plain.lower()) == 1]
    if not near:
        near = [one for one in SPELLED if len(one) >= _LEAST_TORN and Levenshtein.distance(bare(one), bare(plain)) == 1]
    alike = [one for one in near if bare(one)[:2] == bare(plain)[:2]]  # its end is another one's start: Chấn is no Phan
    return alike if len(alike) == 1 else near


_LEAST_TORN = 4
"""Letters of a family name from which it is known by all but one of them."""


def _short_surname(plain: str) -> str | None:
    """The one family name of two or three letters that looks like a misread one; of two letters its capital and tone stay."""
    if len(plain) > 2:
        alike = [one for one in SPELLED if look_small(bare(one)) == look_small(bare(plain))]
        return alike[0] if len(alike) == 1 and bare(plain) not in _NO_FAMILY else None
    tone = _tone(plain)
    near = [one for one in SPELLED if tone and len(one) == len(plain) and one[0] == plain[0] and _tone(one) == tone]
    if len(near) > 1:
        near = [one for one in near if look_small(bare(one)) == look_small(bare(plain))]
    if not near and len(plain) == 2 and plain[0] in _UPRIGHT:  # Tý: the foot of Lý is torn off
        near = [one for one in SPELLED if one[1:] == plain[1:] and one[0] in _UPRIGHT]
    if not near and _has_hat(plain):  # Hữ is a Hồ and no Hà
        near = [one for one in SPELLED if len(one) == len(plain) and one[0] == plain[0] and _has_hat(one)]
    return near[0] if len(near) == 1 else None


_UPRIGHT = frozenset("TLEFI")
"""Capitals of one upright stroke: what a scan leaves of each looks like another."""


def _has_hat(syllable: str) -> bool:
    """Whether a vowel bears a hat, a breve or a horn (ô, ă, ư)."""
    return any(char in "\u0302\u0306\u031b" for char in unicodedata.normalize("NFD", syllable))


def _torn_start(first: str) -> str | None:
    """The family name of a syllable whose capital fell into two strokes (TIồ: Hồ) or into one (lạ: Tạ), or that lost its vowel."""
    for strokes, capital in (("[TIl1|][Il1|]", "H"), ("[Il1|]", "T"), ("[Il1|]", "L")):
        whole = re.sub(f"^{strokes}(?=[a-zà-ỹ])", capital, first)
        if whole != first and whole in SPELLED:
            return whole
    low = bare(first)
    if len(low) < 2 or set("aeiouy") & set(low):
        return None
    alike = [one for one in SPELLED if re.sub("[aeiouy]", "", bare(one)) == low]
    return alike[0] if len(alike) == 1 else None


def _small_start(first: str) -> str | None:
    """The family name whose capital was read for a small letter, where one alone goes on so (bê: Lê)."""
    same = [one for one in SPELLED if one[1:] == first[1:]] if first[:1].islower() else []
    return same[0] if len(same) == 1 else None


def _tone(syllable: str) -> str:
    """The tone mark of a syllable; empty for the level tone."""
    return "".join(char for char in unicodedata.normalize("NFD", syllable) if char in "\u0300\u0301\u0303\u0309\u0323")


def _by_its_end(low: str) -> str | None:
    """The one family name that ends as a torn syllable does (rịnh, tioảng): three letters or more, or all but its first (gô)."""
    if len(low) == 2:
        whole = [one for one in SPELLED if bare(one)[1:] == low]
        return whole[0] if len(whole) == 1 else None
    for start in range(len(low) - 2):
        ends = [one for one in SPELLED if bare(one).endswith(low[start:]) and len(bare(one)) - len(low) + start <= 2]
        if ends:
            return ends[0] if len(ends) == 1 else None
    return None


_SEAL_IN_WORD = re.compile(r"(?<=[^\W\d_])[\u203a\u2039<>\u00a1](?=[a-zđà-ỹ])")
_PARTED = re.compile(r"(?<= )[A-ZĐ] [a-zđà-ỹ]{2,}(?= |$)")
_RUN_ON = re.compile(r"(?<=[a-zđà-ỹ]{3})(?=[A-ZĐ][a-zđà-ỹ]{2})")
"""Two syllables that an arc of the seal joins (tuáchrThị)."""
_SPECK = re.compile(r"^(?P<start>[A-ZĐ])[:;.,'](?P<end>[^\W\d_]{2,4})(?= )")
_STRAY = re.compile(r"^[A-GI-XZĐ]\s(?=(?P<first>[^\W\d_]{2,6})(?: [^\W\d_]+){2})")
"""A capital alone before a name that is whole without it; Y and H begin names of the Central Highlands."""
_FIGURE = re.compile(r"(?<=[^\W\d_]{2})\s\d\s(?=[A-ZĐ][^\W\d_])")
"""A stroke between two words of a name, read as a figure."""
_THI = re.compile(r"(?<= )(?:[1I|l!]hị|T\shị)(?= )")
_TORN_L = re.compile(r"(?:^|(?<= ))(?:[I1l|][.,'’ ]{1,2}(?=[^\W\d_A-Z]{1,5} [A-ZĐ])|[IÍÌl|][.,](?=[^\W\d_A-Z]{2,5}$))")
"""An L whose foot stands apart (I.ê Công; Kim Í.oan): before small letters."""
_NO_FAMILY = _SURNAMES | {"thi"}
"""First syllables that stay as they are: family names, and Thị, before which the family name is covered."""
_FOREIGN = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "Ñ": "N",
        "ÿ": "ỳ",
        "Ÿ": "ỳ",
        "ö": "o",
        "Ö": "O",
        "ä": "a",
        "Ä": "A",
        "ü": "u",
        "Ü": "U",
        "ë": "e",
        "ï": "i",
        "ñ": "n",
        "ç": "c",
    }
)
"""Letters of other tongues, read for ours with a speck above."""
_LIKE_THI = re.compile(r"^(?:[PTFI1]h[iịíìỉl1]|[BDĐHJLMRSVWXYZỳ]hị|T[hH][íìỉl1ijÍÌ]|Tbị|lhị|Thi|T[ÍÌIlt]{1,2}[ịijl])$")
_NOT_OURS = re.compile(r"[^A-Za-zÀ-ɏḀ-ỹ' ’-]|[ŸÿÄäËëÏïÖöÜüÅåÆæØøßÑñÇçÎîÛûŒœƑƒ×÷]")
"""Letters that no Vietnamese name has: a stroke between two words, read as one."""

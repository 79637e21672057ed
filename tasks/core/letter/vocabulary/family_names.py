"""Family names (họ): how they are spelt, and which of them a torn one is most likely.

A seal's edge runs through the family name as a rule, since it stands left of the title (Nghị định 30/2020: a third of the
signature under it). What is left of the syllable is weighed against each family name, the frequent ones first.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from tasks.core.vietnamese.syllable import is_syllable

SPELLED = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Hoàng", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý",
    "Đinh", "Trịnh", "Mai", "Lâm", "Tạ", "Cao", "Thái", "Châu", "Quách", "Đào", "Đoàn", "Lương", "Trương", "Lưu", "Tô", "Hà",
    "Triệu", "Kiều", "Đàm", "Tăng", "Thạch", "Kim", "Danh", "Sơn", "Lữ", "Tống", "Khúc", "Nghiêm", "Bạch", "Vương", "Hứa",
    "Văn", "Phùng", "Khổng", "Nông", "Bế", "Mã", "Hoa", "Quan", "Vi", "Lục", "Lò", "Quàng", "Cù", "Chu", "Mạc", "Sầm", "Giang",
    "Từ", "Hàn", "Ninh", "Thân", "Quản", "Lại", "Doãn", "Đồng", "Tôn", "La", "Ông", "Phó", "Nhữ", "Âu",
)  # fmt: skip
"""Family names as they are spelt, the most frequent first (from memory; order matters only between near ones)."""
RARE = frozenset((
    # as those above but for their marks
    "Ngọ", "Lã", "Lô", "Ma", "Chử", "Lường", "Tòng", "Giàng", "Vì", "Đổng", "Lư", "Lừ", "Lù",
    # Kinh, Hoa
    "Bành", "Bàng", "Biện", "Cát", "Cấn", "Chung", "Cung", "Diêm", "Diệp", "Dư", "Đái", "Đậu", "Đới", "Đôn",
    "Giản", "Giáp", "Hán", "Hầu", "Hình", "Kha", "Khiếu", "Khuất", "Khương", "Khưu", "Lạc", "Lãnh", "Lăng", "Lều",
    "Liêu", "Lỗ", "Lộ", "Luyện", "Mầu", "Mẫn", "Mông", "Ngạc", "Ngân", "Ngụy", "Nhan", "Nhâm", "Nhiếp", "Ôn", "Phí",
    "Phù", "Quế", "Quyền", "Sái", "Sử", "Tào", "Thẩm", "Thiều", "Thiệu", "Tiêu", "Tiết", "Trà", "Trầm",
    "Tưởng", "Uông", "Ứng", "Viên", "Vòng", "Voòng", "Vưu",
    # Hmông, Dao, Tày, Nùng, Thái, Mường, Khơ Mú, Hà Nhì
    "Bạc", "Bàn", "Cà", "Cầm", "Cháng", "Chảo", "Cứ", "Cụt", "Điêu", "Đèo", "Giào", "Hạng", "Khoàng", "Lầu", "Lèo", "Mè",
    "Moong", "Mùa", "Phàn", "Pờ", "Sùng", "Tẩn", "Tằng", "Thang", "Thào", "Tráng", "Vàng", "Vừ", "Xa", "Xồng",
    # Khmer, Chăm
    "Bá", "Kiên", "Nại", "Não", "Néang", "Quảng", "Thiết", "Tượng",
    # peoples of the Central Highlands and the Trường Sơn
    "A", "Adrơng", "Alăng", "Arất", "Ating", "Ayun", "Bhling", "Bhnướch", "Bríu", "Chamaléa", "Cil", "Coor", "Điểu", "Hiên",
    "Kpă", "Kring", "Ksor", "Liêng", "Mấu", "Mlô", "Nay", "Niê", "Pinăng", "Pơloong", "Puih", "Rah", "Rcom", "Rmah", "Siu", "Zơrâm",
))  # fmt: skip
"""Family names besides: as print has them, or one of those above with a mark or letter misread.

From memory, by vi.wikipedia.org "Họ người Việt Nam" (names by people; the fifteen most frequent are borne by some 90 %). Left
out is what a scan makes of one of the most frequent, a mark lost or added (Ly, Lam, Hạ), and what is a given name far more often.
"""
FREQUENT = frozenset(SPELLED[:14])
"""Borne by some nine of ten people: of two names that are as near, such a one is meant."""


def is_family(word: str) -> bool:
    """Whether the word, spelt so, is a family name, however rare."""
    return word in SPELLED or word in RARE


def is_ong(honour: str, rest: str) -> bool:
    """Whether Ông is the family's name (Ông Hoàng Minh): what follows is none without it. Nobody signs as Ông Nguyễn Văn X."""
    words = rest.strip(" .,*_-~'’`|").split()
    return honour.strip() == "Ông" and len(words) > 1 and (len(words) == len(("Hoàng", "Minh")) or words[0] not in SPELLED)


def is_other_name(read: str, meant: str) -> bool:
    """Whether a first word that was read surely is no slip for the family name `meant`: two of its marks are others (Đường: Dương).

    One mark more or less is what a seal's edge makes (Đương: Dương; of 87 sure words that no list has three were so).
    """
    return is_syllable(read) and read.istitle() and len(_marks(read) ^ _marks(meant)) > 1


def _marks(word: str) -> set[tuple[int, str]]:
    """The marks of a word with the number of the letter on which each stands; Đ has one."""
    letters, tone = _parted(word)
    return {(number, mark) for number, letter in enumerate(letters) for mark in letter[1:]} | ({(-1, tone)} if tone else set())


def is_like_a_family(word: str) -> bool:
    """Whether the word is no family name, and one has its letters under another tone mark (Tấn: Tẩn)."""
    letters, tone = _parted(word)
    alike = (_parted(name) for name in (*SPELLED, *RARE))
    return bool(tone) and not is_family(word) and any(other == letters and its_tone for other, its_tone in alike)


def is_other(first: str) -> bool:
    """Whether a first syllable is none that a scan makes of a family name's marks: there are hundreds of names in no list."""
    return first[:1].isupper() and is_syllable(first) and _bare(first) not in {"thi", *map(_bare, SPELLED)}


def is_unlike(first: str) -> bool:
    """Whether it is a rare family name by letters that no usual one has: no mark alone makes one of it."""
    return first in RARE and _bare(first) not in map(_bare, SPELLED)


def ends_as_usual(family: str) -> bool:
    """Whether a rare family name has the letters of a usual one, or ends as one from its vowel on: it may be that one, torn."""
    return any(_bare(other) == _bare(family) or _rhyme(other) == _rhyme(family) for other in SPELLED[:_USUAL] if other != family)


_USUAL = 50


def _rhyme(syllable: str) -> str:
    start = next((at for at, sign in enumerate(_bare(syllable)) if sign in "aeiouy"), 0)
    return syllable[start:].lower()


def _bare(syllable: str) -> str:
    return "".join(letter[0] for letter in _parted(syllable)[0])


_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ALIKE = ("tfeplij1", "bdh8", "oaecdg", "un", "nhm", "vyuxš", "ck", "gq")
_HAT, _LOOKS, _OTHER = 0.35, 0.5, 1.0
_FIRST_LOST, _FIRST_OTHER, _BEFORE_IT = 0.6, 0.7, 0.5
_LOST, _TOO_MANY = 0.8, 0.8
_TONE_LOST, _TONE_OTHER = 0.3, 0.4
_RANK = 0.012
_FAR, _A_SIGN, _MARGIN = 0.6, 0.28, 0.18
"""What may differ, and for each sign of the name; by how much the next name has to be worse."""


@lru_cache(maxsize=2048)
def meant_family(read: str) -> str | None:
    """The family name that a torn syllable is most likely (Bài: Bùi, Fran: Trần); None where too little of it is left."""
    letters, tone = _parted(read)
    if not letters:
        return None
    costs = sorted((_cost(letters, tone, name) + _RANK * rank, name) for rank, name in enumerate(SPELLED))
    (least, best), (second, _) = costs[:2]
    return best if least <= _FAR + _A_SIGN * len(best) and second - least >= _MARGIN else None


def meant_by_tone(read: str, known: Sequence[str]) -> str | None:
    """The family name that a syllable means by its tone mark, where those `known` by its letters bear others (Lạ: Tạ, no La)."""
    tone = _parted(read)[1]
    meant = meant_family(read) if tone and known and all(_parted(one)[1] != tone for one in known) else None
    return meant if meant and _parted(meant)[1] == tone else None


def is_clear(read: str, name: str) -> bool:
    """Whether a torn syllable is near one family name, far from the others (of 109 such rows none was wrong: docs/reading.md)."""
    (best, far), (_, second) = sorted(family_costs([(read, 1.0)]).items(), key=lambda one: one[1])[:2]
    return best == name and far <= _NEAR and second - far >= _APART


_NEAR, _APART = 1.0, 0.8


def family_costs(readings: Sequence[tuple[str, float]]) -> dict[str, float]:
    """How far each family name is from what several readings, each with its weight, made of one torn syllable."""
    ways = [(_ways(text), weight) for text, weight in readings]
    total = sum(weight for _, weight in ways)
    if not total:
        return {}

    def far(name: str) -> float:
        return (
            sum(weight * min(_MOST, *(_cost(read, tone, name) + more for read, tone, more in some)) for some, weight in ways)
            / total
        )

    return {name: far(name) + _RANK * rank for rank, name in enumerate(SPELLED)}


_MOST, _TORN_H = 3.0, 0.3
"""What one reading says at most against a name; an H that fell into its two strokes (1F, Ti, IFo)."""


def _ways(text: str) -> list[tuple[tuple[str, ...], str, float]]:
    """The letters and the tone of a reading, a figure 1 as a stroke; once more with an H for two strokes at its start."""
    letters, tone = _parted(text.replace("1", "l").replace("|", "l"))
    ways = [(letters, tone, 0.0)]
    if len(letters) > 1 and all(letter[0] in "iltfj" for letter in letters[:2]):
        ways.append((("h", *letters[2:]), tone, _TORN_H))
    return ways


@lru_cache(maxsize=2048)
def _parted(word: str) -> tuple[tuple[str, ...], str]:
    """The letters with their hats, small, and the tone mark of a syllable; signs that are no letters left out."""
    signs = unicodedata.normalize("NFD", word.lower().replace("đ", "d\u0335"))
    letters: list[str] = []
    tone = ""
    for sign in signs:
        if sign in _TONES:
            tone = sign
        elif unicodedata.combining(sign) and letters:
            letters[-1] += sign
        elif sign.isalpha():
            letters.append(sign)
    return tuple(letters), tone


def _cost(read: tuple[str, ...], tone: str, name: str) -> float:
    meant, right = _parted(name)
    row = [0.0]
    for at in range(len(meant)):
        row.append(row[-1] + (_LOST if at else _FIRST_LOST))
    for seen in read:
        before, row = row, [row[0] + _BEFORE_IT]
        for at, letter in enumerate(meant):
            swapped = before[at] + _swap(seen, letter, first=at == 0)
            row.append(min(swapped, before[at + 1] + _TOO_MANY, row[at] + (_LOST if at else _FIRST_LOST)))
    return row[-1] + (0.0 if tone == right else _TONE_OTHER if tone else _TONE_LOST)


def _swap(seen: str, meant: str, *, first: bool) -> float:
    if seen == meant:
        return 0.0
    if seen[0] == meant[0]:
        return _HAT
    if any(seen[0] in group and meant[0] in group for group in _ALIKE):
        return _LOOKS
    return _FIRST_OTHER if first else _OTHER

"""One spelling for every spelling: Unicode form, look-alike letters, blanks, quotes, placement of tone marks.

What is printed is kept; these functions serve comparing and matching. Only `repair` is also used to change a text:
it mends what no reader can see (composed letters, a look-alike of Đ, zero-width marks, odd blanks).
"""

import re
import unicodedata

_LOOKALIKES = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "\u2044": "/", "\u2215": "/"}
# Latin eth and African d for the Vietnamese đ, fraction slashes for the slash of symbols: typed by old keyboards, written by OCR
_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_REPAIR = str.maketrans(_LOOKALIKES | dict.fromkeys(_BLANKS, " ") | dict.fromkeys(_UNSEEN, ""))
_READ_TWICE = re.compile("[ĐÐ]*(?:ĐÐ|ÐĐ)[ĐÐ]*")
"""Đ and eth side by side: the engine gives both for one letter. All of 13 such pairs in scans were one Đ, none of 12 of two Đ."""
_PLAIN = str.maketrans(
    dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u0060\u00b4", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | {"\u2026": "..."}
)

_TONES = {"\u0300": 1, "\u0301": 2, "\u0309": 3, "\u0303": 4, "\u0323": 5}  # huyền, sắc, hỏi, ngã, nặng
TONE_MARKS = ("", *_TONES)

_MOVED = {
    unicodedata.normalize("NFC", pair[0] + pair[1] + mark): unicodedata.normalize("NFC", pair[0] + mark + pair[1])
    for base in ("oa", "oe", "uy")
    for pair in (base, base.upper(), base.capitalize())
    for mark in _TONES
}
# not after q (quý), not before another letter of the same syllable (hoàn): there is only one spelling
_NEW_STYLE = re.compile("(?<![qQ])(?:" + "|".join(_MOVED) + r")(?![^\W\d_])")


def repair(text: str) -> str:
    """NFC, eth → Đ, every kind of blank → one space each, zero-width marks gone. Line ends stay. Idempotent."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_REPAIR))


def one_d(text: str) -> str:
    """Text with one Đ for each that was read as Đ and eth (62/QĐÐ-TTg); two that were printed are read alike (QLĐĐ)."""
    return _READ_TWICE.sub("Đ", text)


def normalise(text: str) -> str:
    """`repair`, then plain quotes and dashes and single blanks, ends stripped: for comparing printed text. Case is kept."""
    return " ".join(repair(text).translate(_PLAIN).split())


def canonical_tone(text: str) -> str:
    """Tone marks of open `oa oe uy` put on the first vowel (hoà → hòa, uỷ → ủy; quý and hoàn have one spelling). Case is kept.

    Both placements are right Vietnamese and stand side by side in real letters, the decree included (domain rule 7.1).
    """
    return _NEW_STYLE.sub(lambda found: _MOVED[found[0]], text)


def key(text: str) -> str:
    """What two printings of one name have in common: `normalise`, canonical tone, case folded."""
    return canonical_tone(normalise(text).casefold())


def fold(text: str) -> str:
    """Letters without any mark, lower case: `Ủy ban` → `uy ban`, `Đảng` → `dang`. Everything else stays as it is."""
    bare = "".join(c for c in unicodedata.normalize("NFD", repair(text)) if not unicodedata.combining(c))
    return bare.replace("đ", "d").replace("Đ", "d").lower()


def split_tone(syllable: str) -> tuple[str, int]:
    """A syllable without its tone mark (hats and horns stay), and the tone: 0 ngang, 1 huyền, 2 sắc, 3 hỏi, 4 ngã, 5 nặng.

    With two tone marks, as only OCR writes them, the last one counts.
    """
    tone = 0
    kept: list[str] = []
    for char in unicodedata.normalize("NFD", syllable):
        if char in _TONES:
            tone = _TONES[char]
        else:
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept)), tone

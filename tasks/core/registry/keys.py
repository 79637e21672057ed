"""How names are compared (khóa so khớp): case, tone placement, abbreviations and joining words don't tell two names apart."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "\u2019": "'", "\u2018": "'", "\u00a0": " "})
_CENTRAL = re.compile(
    r"\bT\s?\.\s?(?:Ư|W|U\b)\.?|\bTƯ\b(?=\s*$|\s*[,;.)]|\s+(?:Đảng|Đoàn|Hội|ĐẢNG|ĐOÀN|HỘI|MTTQ)\b)"
)  # not in SỞ TƯ PHÁP
_COMRADE = re.compile(r"\bđ\s?/\s?c\b|\bđồng chí\b", re.IGNORECASE)
_JOINED = re.compile(r"(?<![\w&-])[A-ZĐ]{1,6}(?:(?:[&-]|\s+và\s+)[A-ZĐ]{1,6})+(?![\w&-])")
_QUARTER = re.compile(r"\bQ\.?\s?(\d{1,2})\b")  # UBND Q8
_REGION = re.compile(r"\bKV(?=[IVX]+\b|\d)")  # KBNN KVIX
_WORD = re.compile(r"[\w']+")
_STOP = frozenset({"và", "các", "của", "những"})
_MOST_REMEMBERED = 200_000
_CASE_MATTERS_UP_TO = 3  # CT, TT, TU, VP, PC, TTr: short ones are abbreviations only in capitals


@lru_cache(maxsize=65536)
def canonical(word: str) -> str:
    """A word in lower case with its tone at the end, so that hòa equals hoà; hats and đ stay."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tone = "".join(char for char in decomposed if char in _TONES)
    if not tone:
        return unicodedata.normalize("NFC", decomposed)
    return unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in _TONES)) + tone


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """A word without any mark: đ is d, y is i (kỹ, kĩ), as far apart as OCR keeps words."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return bare.replace("đ", "d").replace("y", "i").replace("'", "")


def is_one_off(one: str, other: str) -> bool:
    """Whether two words of one length differ in a letter at most."""
    return sum(a != b for a, b in zip(one, other, strict=True)) <= 1


class Keys:
    """Makes keys of names with a registry's abbreviations."""

    def __init__(self, abbreviations: Mapping[str, str]) -> None:
        """`abbreviations`: as printed, in capitals, to its words in lower case."""
        self._expansions = {short: tuple(_WORD.findall(long.lower())) for short, long in abbreviations.items()}
        self._memo: dict[str, tuple[str, ...]] = {}

    def words(self, text: str) -> tuple[str, ...]:
        """Lower-case words of `text`: abbreviations written out, punctuation, "và", "các", "của" and "đ/c" left out."""
        known = self._memo.get(text)
        if known is None:
            known = tuple(word for word in self._words(text) if word not in _STOP)
            if len(self._memo) > _MOST_REMEMBERED:
                self._memo.clear()
            self._memo[text] = known
        return known

    def said(self, text: str) -> str:
        """Key without marks of all words, joining ones too: "các cấp" is not "cấp"."""
        return " ".join(map(plain, self._words(text)))

    def _words(self, text: str) -> tuple[str, ...]:
        tidy = unicodedata.normalize("NFC", text).translate(_LOOKALIKES)
        tidy = _COMRADE.sub(" ", _CENTRAL.sub(" TW ", tidy))
        tidy = _REGION.sub("KV ", _QUARTER.sub(r"quận \1", _JOINED.sub(self._join, tidy)))
        words: list[str] = []
        for token in _WORD.findall(tidy.replace("_", " ")):
            words.extend(self._expand(token))
        return tuple(words)

    def _join(self, found: re.Match[str]) -> str:
        """GD&ĐT, PT-TH, NN và MT: one abbreviation when the registry has it without its sign."""
        whole = re.sub(r"[&-]|\s+và\s+", "", found.group())
        return whole if whole in self._expansions else found.group()

    def _expand(self, token: str) -> tuple[str, ...]:
        found = self._expansions.get(token)
        if found is None and len(token) > _CASE_MATTERS_UP_TO:
            found = self._expansions.get(token.upper())
        return found or (token.lower(),)

    def is_nearly_short(self, code: str) -> bool:
        """Whether a code is an abbreviation of the registry, or of four letters and more one with another letter: KTHI, KTHT."""
        long = len(code) > _CASE_MATTERS_UP_TO
        return code in self._expansions or (
            long and any(len(short) == len(code) and is_one_off(short, code) for short in self._expansions)
        )

    def exact(self, text: str) -> str:
        """Key that keeps marks."""
        return " ".join(map(canonical, self.words(text)))

    def folded(self, text: str) -> str:
        """Key without marks."""
        return " ".join(map(plain, self.words(text)))

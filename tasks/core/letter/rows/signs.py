"""What a row is by itself (dấu hiệu): Quốc hiệu, number line, place and date, type word, Kính gửi, Nơi nhận, authority, name.

All tests run on `bare` text: no marks, lower case, letter for letter as long as the original, so that damaged accents
(Noi nhận, SỐ, CỌNG HÒA) are seen through and places carry over.
"""

import re
import unicodedata

from rapidfuzz import fuzz

from tasks.core.letter.rows.lines import Row
from tasks.core.vietnamese.syllable import is_syllable


def _bare_table() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code):
            table[code] = base.lower()
    table |= dict.fromkeys((ord("đ"), ord("Đ"), ord("ð"), ord("Ð")), "d")
    table |= dict.fromkeys((0x2010, 0x2011, 0x2013, 0x2014, 0x2212), "-")
    table |= {ord(c): '"' for c in "“”„"}
    return table


_BARE = _bare_table()


def bare(text: str) -> str:
    """Lower case without marks, character for character: `bare(t)[i]` belongs to `t[i]`."""
    low = text.translate(_BARE)
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in low) if not low.isascii() else low.lower()


QUOC_HIEU = "cong hoa xa hoi chu nghia viet nam"
TIEU_NGU = "doc lap - tu do - hanh phuc"
PARTY_TITLE = "dang cong san viet nam"

_LETTERS = re.compile(r"[^\W\d_]")


def caps_share(text: str) -> float:
    """Share of capitals among the letters that have a case, 0 to 1; 0 for none."""
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) / len(letters) if letters else 0.0


def is_caps(text: str) -> bool:
    """Printed in capitals (one letter in ten may be misread)."""
    return len(_LETTERS.findall(text)) >= 2 and caps_share(text) >= 0.85


def national_title(text: str) -> tuple[int, int] | None:
    """Where Quốc hiệu stands in the row (all capitals), as (start, end); None where it does not."""
    low = bare(text)
    at = low.find(QUOC_HIEU)
    if at >= 0 and is_caps(text[at : at + len(QUOC_HIEU)]):
        return at, at + len(QUOC_HIEU)
    best = fuzz.partial_ratio_alignment(QUOC_HIEU, low, score_cutoff=80) if len(low) >= 20 else None
    if best is None or best.dest_end - best.dest_start < 20 or not is_caps(text[best.dest_start : best.dest_end]):
        return None
    if best.score < _OF_TITLE and fuzz.ratio(QUOC_HIEU, low[best.dest_start : best.dest_end]) < _WHOLE_TITLE:
        return None
    return best.dest_start, best.dest_end


_OF_TITLE, _WHOLE_TITLE = 93, 77
"""Likeness, of 100, of a row to the part of the title that it is likest, and to the whole: either says that it is the title.

Names that end as it does are like a part (CỤC HÀNG HẢI VIỆT NAM 82, HỘI HỮU NGHỊ VIỆT NAM 90) and not like the whole (62, 73); a
title that lost its first eight letters and has three wrong is 79 like.
"""


def motto(text: str) -> tuple[int, int] | None:
    """Where Tiêu ngữ (Độc lập - Tự do - Hạnh phúc) stands in the row; None where it does not."""
    low = bare(text)
    at = low.find(TIEU_NGU)
    if at >= 0:
        return at, at + len(TIEU_NGU)
    if len(low) < 15:
        return None
    best = fuzz.partial_ratio_alignment(TIEU_NGU, low, score_cutoff=82)
    return (best.dest_start, best.dest_end) if best and best.dest_end - best.dest_start >= 15 else None


def party_title(text: str) -> tuple[int, int] | None:
    """Where ĐẢNG CỘNG SẢN VIỆT NAM stands as a heading of its own (capitals); None where it does not."""
    low = bare(text)
    at = low.find(PARTY_TITLE)
    if at < 0 and len(low) >= 16:
        best = fuzz.partial_ratio_alignment(PARTY_TITLE, low, score_cutoff=85)
        whole = best is not None and (len(text.split()) >= _WORDS_OF_PARTY or not all(map(is_syllable, text.lower().split())))
        if best and whole and best.dest_end - best.dest_start >= 16 and _opens_as_party(low[: best.dest_end]):
            at, end = best.dest_start, best.dest_end
        else:
            return None
    else:
        end = at + len(PARTY_TITLE)
    if at < 0 or not is_caps(text[at:end]) or len(low) - (end - at) > 45:
        return None
    return at, end


def _opens_as_party(low: str) -> bool:
    """Whether ĐẢNG CỘNG, as it may be misread, stands before SẢN VIỆT NAM at the end of `low`; KHOÁNG SẢN is a company's."""
    letters = re.sub(r"[^a-z]", "", low)
    opening = "dangcong"
    return fuzz.ratio(letters[: -len("sanvietnam")][-len(opening) :], opening) >= _AS_PARTY


_WORDS_OF_PARTY = 5
"""Fewer words, all of them Vietnamese, are another's title: NÔNG DÂN VIỆT NAM, the second row of its association's name."""
_AS_PARTY = 55
"""Likeness, of 100: bang cong has 88, dan cong 93, khoang 43, thuy 17."""


UNION_TITLE = re.compile(r"doan (?:tncs|thanh nien cong san) ho chi minh\W*$")
"""What the letters of the Youth Union have at the top right in place of the national title. Runs on bare text."""


def union_title(text: str) -> tuple[int, int] | None:
    """Where it stands at the end of a row that has the name of a union (BCH ĐOÀN TỈNH X) before it; None where it does not."""
    low = bare(text)
    title = UNION_TITLE.search(low)
    if title is None or not is_caps(text) or re.search(r"\bdoan\b", low[: title.start()]) is None:
        return None
    return title.start(), title.end()


WRITTEN = ".written"
"""End of the rule of a value whose digits are written by hand or stamped: no witness makes it surer than its digits are."""

NUMBER_LINE = re.compile(
    r"^[\W_]{0,4}s[o60oe8]\s{0,2}(?:[:;.,]\s*|(?=\d)|\s(?=\S{0,6}\s?[-/])|\s+(?=[/.…_]))|^s[a-z]:\s?(?=\d+\W?\s?[a-z]{2,}\W)",
    re.IGNORECASE,
)
"""Số: (state), Số (Party), with a damaged vowel; anchored at the row's start. Runs on bare text."""

DATE_LINE = re.compile(
    r"(?P<place>(?:quan|phuong) \d\d?|[a-z][a-z .\-']{1,40}?)?"
    r"[\s,.;:]*\bng(?!(?:hi|he|heo|hia|hin|anh|an|ach|oai|uon|uoi)\b)[a-z]{1,3}(?!\W{1,3}ngay\b)[\s.:]*(?P<day>[^,]{0,7}?)[\s.]*"
    r"(?<![a-z])th[a-z]{1,2}n[a-z][\s.-]*(?P<month>(?!dau\b|cuoi\b)[^,]{0,5}?)[\s.-]*"
    r"(?<![a-z]{2})n[a-z]{1,2}[\s.-]*(?P<year>[\doil]{4}|20\d\s?-\s?1(?![\d-]))"
)
"""Địa danh, ngày … tháng … năm …; day and month may be blank (written by hand); Ngãi is no ngày, nor is what a
subject counts months by (hội nghị 6 tháng đầu năm 2020, ngành 9 tháng năm 2021). Runs on bare text."""

VE_VIEC = re.compile(r"^[\W_]{0,3}(?:v\s?[/il|1\]]\s?v\b|v[^\w\s]{1,3}v\b|v\s?v\b|ve\s+viec\b)\W{0,2}", re.IGNORECASE)
KINH_GUI = re.compile(
    r"^(?:[^a-z]{0,14}(?:k[ijl1]nh|[a-z]?[ijl1]nh(?=\s?g[a-z]{1,2}i\s*[:;]))\s?(?:g[a-z]{1,2}i\b|trinh\b(?=\s*:)|thua\b(?=\s*:))"
    r"|.{0,28}?(?<!nhu )k[ijl1]nh\s?g[a-z]{1,2}i(?=\s*[:;])|.{0,20}?(?<![a-z])[ijl1]?nh\s?g[a-z]{1,2}i(?=\s*:)"
    r"|\W{0,3}(?:thu tuong|chu tich|uy ban nhan dan|ubnd|ban chi (?:dao|huy)|bo |bo truong|van phong|tu lenh|chi huy truong"
    r"|giam doc|cuc truong|tong cuc)[^:;.]{0,70}?\b(?<!dai )dien(?=\s*:)|\W{0,3}duoc cu den(?=\s*:))\s*[:;.]?\s*"
)
"""Kính gửi, Kính trình, a công điện's … điện, Được cử đến of a giấy giới thiệu; strokes of a stamp may stand before it.

Of Kính beside a stamp sometimes only its end is left (Hi nh gửi:). Runs on bare text.
"""
NOI_NHAN = re.compile(r"^[\W_]{0,4}[a-z]?n[o0]\w?[itl1]?\s+(?:nh[a-z]{1,2}n|gui)\b[\W_]{0,4}")
LUU = re.compile(r"^[\W_]{0,3}(?:l[uư][uư]?\b|[1i|]\s?[.,']?\s?uu\b(?=\s*:)|[a-z]{1,2}uu?\b(?=\s*:?\s*v[tilp1]\b))\s*[:;.,]?\s*")
"""Lưu, with its first letter misread before VT. Runs on bare text."""
END_MARK = re.compile(r"\./\s*\.?")

AUTHORITY = re.compile(
    r"^\W{0,2}(?P<mark>t\s?/\s?m|k\s?/\s?t|t\s?/\s?l|tuq|tun|tm|kt|tl|q)(?P<dot>\s*[.,:;'*-]\s*|\s+|(?<=/[mtl])\s*)(?=\S)"
)
"""TM. KT. TL. TUQ. Q. and the Party's T/M K/T T/L before a title in capitals. Runs on bare text of a row in capitals."""

TITLES = (
    "bi thu", "bo truong", "chanh", "chi cuc truong", "chi huy", "chinh tri vien", "chinh uy", "chu nhiem", "chu tich",
    "chu toa", "chu tri", "chuyen vien", "cua hang truong", "cuc truong", "dai dien", "dai ta", "doi truong", "gia dinh",
    "giam doc", "hat truong", "hieu truong", "hoi truong", "ke toan", "kiem sat vien", "ky thuat", "nguoi", "nguoi lap",
    "pho", "phu trach", "quan doc", "quyen", "tham muu truong", "tham phan", "thieu ta", "thong doc", "thu ky", "thu truong",
    "thu tuong", "thuong ta", "thuong truc", "to truong", "tong bien tap", "tong cuc truong", "tong giam doc",
    "tong kiem toan", "tong thanh tra", "tong thu ky", "tram truong", "trung ta", "truong", "truong ban", "truong doan",
    "truong phong", "tu lenh", "uy vien", "vien truong", "vu truong",
)  # fmt: skip
TITLE = re.compile(r"^\W{0,2}(?:" + "|".join(sorted(TITLES, key=len, reverse=True)) + r")\b")
"""A title (chức vụ) at the start of a row in capitals. Runs on bare text."""

SIGNED = re.compile(r"[\W_]*(?:da ky|da ky ten|dong dau|ky ten|da ky va dong dau)(?:\s*,\s*dong dau)?[\W_]*")
"""(Đã ký), in place of a signature. Runs on bare text."""

COLLECTIVES = re.compile(r"^\W{0,2}(?:uy ban|ban|hoi dong|chinh phu|thuong truc|tap the|doan|dang uy|bch)\b")

APPROVAL = re.compile(r"^\W{0,2}(?:phe duyet|xac nhan|duyet|y kien|dong y|nguoi phe duyet)\b")

ANNEX = re.compile(r"^\W{0,3}(?:phu luc|bieu mau|mau so|bieu so|mau \d|bieu \d)\b", re.IGNORECASE)

E_SIGNATURE = re.compile(
    r"(?:ky boi|signed by|signature|(?:nguoi ky|ngay ky|email)\s*:|thoi gian ky|^\W{0,3}(?:nguoi|ngay) ky\b|co quan\s*:.{0,60}$)"
    r"|^\W{0,2}\d{1,2}:\d{2}(?::\d{2})?\W*(?:[+-]?\d{1,2}:?\d{2})?\W*$"
    r"|^\W{0,2}\d{1,2}[./-]\d{1,2}[./-]\d{4}(?:[ ;,]+\d{1,2}:\d{2}.*)?\W*$"
)
"""Text of a visible electronic signature (domain rule 1.11): its time never is the letter's date. Runs on bare text.

Kể từ ngày ký is none: inside a row a label has its colon.
"""

SEPARATOR = re.compile(r"^[\s*\-–—_=~.·•']{1,}$")
ITEM = re.compile(r"^(?:(?:[-–—]\s+)?\S{1,2}\s+(?=[-–—]\s))?(?:[-–—−•●▪◦+*~·]|\\?-|[_=»«](?=\s))\s*(?=\S)")
"""A list dash, as printed or as OCR reads it, behind what it made of a stroke in the margin (Ñ - , - Ñ - )."""


_AUTHOR = re.compile(r"(?<![a-z])cua (?:ban (?:thuong vu|chap hanh|bi thu)|thuong truc|bo chinh tri)(?: [a-z]+){0,6}\W*$")


def author_at(text: str) -> int | None:
    """Where a row in capitals names whose document it is (CỦA BAN THƯỜNG VỤ TỈNH ỦY), to its end; None where it does not.

    Before it only figures and strokes of a stamp may stand, no word: KẾT LUẬN CỦA … is a subject's.
    """
    match = _AUTHOR.search(bare(text))
    if match is None or not is_caps(text[match.start() :]):
        return None
    before = re.findall(r"[^\W\d_]{2,}", text[: match.start()])
    return None if any(is_syllable(word.lower()) for word in before) else match.start()


def is_noise(row: Row) -> bool:
    """Nothing but rules, dots, stars."""
    return SEPARATOR.match(row.text) is not None or not any(c.isalnum() for c in row.text)

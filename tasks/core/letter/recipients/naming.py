"""Printed items of Kính gửi and Nơi nhận: their ends, their purpose, what kind of recipient they name (domain rules 1.9, 4.6)."""

import re

from schemas.letter import RecipientKind
from tasks.core.letter.recipients.torn_items import torn_purpose
from tasks.core.letter.rows.signs import bare
from tasks.core.vietnamese.syllable import is_syllable

_AS_ABOVE = re.compile(r"^nhu (?:tren|kinh gui|thanh phan|tren kinh gui|noi nhan)")
_AS_ARTICLE = re.compile(r"^nhu (?:dieu|khoan|muc)\b|^cac (?:don vi|co quan|ong,? ba)? ?(?:co ten )?(?:tai|theo) dieu \d")
_FILE = re.compile(r"^(?:l|[1i|]\s?[.,']?\s?)uu\b(?=\s*(?::|v[tip]\b|van\b|$))|^luu\b")
_ROLE = re.compile(
    r"^(?:ct|pct|chanh|pho|cvp|pcvp|giam doc|gd|pgd|chu tich|bi thu|thu tuong|pttg|ttg|btcn|pcn|lanh dao|ldvp|truong|hieu truong"
    r"|thu truong|tro ly|tgd|bo truong|vien truong|chanh van phong|bgd|ban giam doc|ban giam hieu|chuyen vien|cv|tv|uv|dai bieu"
    r""
    r"|cuc truong|vu truong|chi cuc truong|tong cuc truong|tong giam doc|tong bien tap|ong|ba(?! ria)"
    r"|dong chi|d/c|cac? (?:ong|ba|dong chi|d/c|pct|pgd|pcvp|pho|thanh vien|uy vien|uv|tinh uy vien|chuyen vien|cv|chu tich|ct"
    r"|giam doc|thu truong|truong|lanh dao))\b"
)
_GROUP = re.compile(
    r"^(?:cac?|toan the|nhung)\b|\bcac (?:so|huyen|tinh|bo|ban|nganh|don vi|co quan|phong|truong|xa|phuong|quan|co so|trung tam)\b"
)
_UNIT = re.compile(r"^(?:phong|p\.|vu|ban|cuc|vp|vpub|vpcp|to|trung tam|khoa|bo phan|van thu|vt|website|webside|trang|cong)\b")


def kind_of(text: str) -> RecipientKind:
    """What the item names, by its words alone; the registry may know better."""
    low = bare(text).strip(" -.*")
    if _FILE.match(low):
        return "file"
    if _AS_ABOVE.match(low):
        return "as_above"
    if _AS_ARTICLE.match(low):
        return "as_article"
    if _ROLE.match(low):
        return "role"
    if _GROUP.search(low):
        return "group"
    return "unit" if _UNIT.match(low) else "organisation"


def squash(text: str) -> str:
    """Letters and figures alone, without marks: what is left of a name when stops and blanks are misread."""
    return re.sub(r"[^a-z0-9]", "", bare(text.replace("€", "c")))  # (b/€), the print's c with the stroke of its bracket


def trimmed(text: str) -> tuple[int, int]:
    """The item without its dash, blanks and end mark, as places in `text`; a bracket or quote that closes stays."""
    start, end = 0, len(text)
    speck = re.search(r"[;.]\s*[^\W\dA-ZĐ]?[^\w)\"”]*$", text)
    if speck and speck.start() > 3:
        end = speck.start()  # a speck or stroke read as a letter after the end mark
    while start < end and text[start] in " -–•*+_.,;:~`'‘’=|":
        start += 1
    while end > start and text[end - 1] in " ;,./*_\\|-–:~`‘='":
        end -= 1
    return start, end


_LOANS = frozenset(
    {"website", "web", "email", "copy", "fax", "internet", "file", "scan", "karaoke", "online", "logistics", "taxi", "photocopy"}
)
_TORN_ITEM = re.compile(r"[^:]{8}:\s(?:Các|Sở|Ban|UBND|Thường trực)\s|^[a-zđ]\s")


def is_garbled(text: str) -> bool:
    """Whether an item is no wording that anybody prints: words that are no syllable (lumxen), a small letter first, two in one.

    All come of torn print: letters that were lost, a semicolon read as a colon before a dash that was lost.
    """
    runs = (run[0].split() for run in _CAPITALS.finditer(text))
    if _ON_BEHALF.search(text) or any(all(is_syllable(word.lower()) for word in run) for run in runs):
        return True
    small = (word for word in re.findall(r"(?<![\w/])[^\W\d_]{3,}(?![\w/])", text) if word.islower())
    torn = _TORN_ITEM.search(text) is not None or _NO_RHYME.search(text) is not None
    return torn or any(word not in _LOANS and not is_syllable(word) for word in small)


_NO_RHYME = re.compile(r"(?<![\w/.&-])(?:nh|ng|ngh|kh|gh)(?![\w/.&-])")
"""How a syllable begins, without its vowel: of a word only that was read (Các nh ủy viên), and no office shortens one so."""
_ON_BEHALF = re.compile(r"(?<!\w)(?:KT|TM|TL|TUQ)\.(?!\w)")
_CAPITALS = re.compile(r"(?<=[a-zà-ỹ] )[A-ZĐÀ-Ỹ]{3,}(?: [A-ZĐÀ-Ỹ]{3,})+(?= [a-zà-ỹ(])")
"""Words of the signer's column within an item (Việt Nam KT. (để b/c); thành PHÓ GIÁM ĐỐC phố): two columns ran together."""
_PURPOSE = re.compile(r"\(([^()]*)\)\s*$")
_PURPOSES = {
    "b/c": "báo cáo",
    "bc": "báo cáo",
    "p/h": "phối hợp",
    "ph": "phối hợp",
    "t/h": "thực hiện",
    "th": "thực hiện",
    "t/d": "theo dõi",
}


MISREAD_PURPOSE = re.compile(
    r"\s*\((?:[đd]\S{1,2}\s)?(?:[bhlt1I]{0,2}\s?/\s?[c€@©]|b\s?/\s?.|bc|p/h|[tuv1l]\s?/?\s?h|[bpt]áo cáo|báo cáo|phối hợp|thực hiện"
    r"|chỉ đạo|biết)\s*\)$",
    re.IGNORECASE,
)
"""A purpose as small print has it and as it is misread, (b/c) most of all: (/€), (b/©)."""


def name_end(text: str) -> int:
    """Where the name of an item ends before the purpose in brackets, which is one of few however it was read."""
    purpose = MISREAD_PURPOSE.search(text)
    if purpose is not None and purpose.start():
        return purpose.start()
    torn = torn_purpose(text)
    return torn[0] if torn else len(text)


def purpose_of(text: str) -> str | None:
    """What stands in brackets after a name, written out: (để b/c) → để báo cáo; None where nothing does or it is no purpose."""
    match = _PURPOSE.search(text)
    if match is None:
        return None
    inner = match[1].strip()
    low = bare(inner)
    if not re.match(r"^(?:de\b|b/?c|p/?h|t/?h|t/?d|bao cao|thuc hien|phoi hop|theo doi|chi dao|biet)", low):
        return None
    for short, full in _PURPOSES.items():
        inner = re.sub(rf"(?<![\w/]){re.escape(short)}(?![\w/])", full, inner, flags=re.IGNORECASE)
    return inner


def strokes(letters: str) -> str:
    """A one and the capital or small letter that it was read as taken for the same (NVI for NV1, PV0I for PV01)."""
    return letters.replace("1", "i").replace("l", "i").replace("0", "o")


def signs_of(text: str) -> str:
    """Letters, figures and what parts names (a comma, a stroke): without stops and blanks."""
    return re.sub(r"[\s.]", "", text.casefold())


def letters_of(text: str) -> str:
    """Letters and figures with their marks: two writings of a name that differ in stops, blanks or capitals are as good."""
    return "".join(char for char in text.casefold() if char.isalnum())

"""Items of Nơi nhận on a torn scan, in what tears first: commas, the mark of a level's word, the stroke in a purpose (fax).

Of 1,951 different items of lists only TT., TP., P. and PCT. have a stop and a blank within: an item is no sentence, and a stop
between two of its names is a comma that lost its tail.
"""

import re

from tasks.core.letter.rows.signs import bare

_STOPPED = r"TTr?|TP|Tp|TX|Tx|PCT|PCVP|PGĐ|BTV|ThS|Ths|TS|PGS|GS|BS|KS|LS|Th|Tr|St|Cục|Vụ|Phòng|Ban|VPCP|VP"
"""Shortened words with a stop of their own; one letter with a stop is one too (P. KTTH), and VF. HĐND is TT. HĐND;
sorts of bodies behind which their list comes: Cục. TH is Cục: TH."""
_COMMA = re.compile(rf"(?<![\w.])(?!(?:{_STOPPED})\.|\S{{1,3}}\.\sH[ĐD]ND)(?P<word>[^\W\d_][\w&/-]+)\.\s(?=[^\W\d_])")
_MIDDLE = re.compile(r"(?<=\s(?:Văn|Thị))\.(?=\s[^\W\d_])")
"""A speck behind a person's middle name."""
_AFTER_ROOM = re.compile(r"(?<=^Lưu: V[TP])(?:\.\s|(?<=T)\s)(?=[A-ZĐ]{2})|(?<=^Lưu V[TP])\.\s(?=[A-ZĐ]{2})")
"""Behind the room that keeps it: Lưu: VP. VKS, Lưu: VT KSTT."""
_LEVEL = re.compile(r"(?<!máy )(?<!giới )(?<!đặc )(?<!\w)tính(?=$|,)")
"""tỉnh with another mark, where a name ends: no body's name ends with tính."""
_LEVEL_LEFT = re.compile(r"(?<=[A-ZĐ]{3}\s)[rtul]?nh(?=$|,)")
"""What is left of tỉnh behind a body's code (TAND nh, UBND rnh)."""
_COMMUNE = re.compile(r"(?<=[A-ZĐ]{2}\s)và$")
"""xã with another mark and stroke: no closed item ends with và."""
_COMRADE = re.compile(r"^[ĐÐ]c\s(?=[^\W\d_])|^Đức\s(?=(?:Phó|Trưởng|Chủ tịch|Bí thư|Giám đốc|Ủy viên|Cục trưởng)\s)")
_SORT = re.compile(r"(?<!\w)(?P<sort>[A-ZĐ][a-zà-ỹ]{1,4}|(?<=[Cc]ác\s)[a-zđ][a-zà-ỹ]{1,4})(?=\.?\s[A-ZĐ]{2})")
_SORTS = {bare(word): word for word in ("Phòng", "Ban", "Tổ", "Cục", "Vụ", "Sở", "Hội", "Đội", "Bộ", "Khoa", "Trạm", "Đoàn")}
"""Sorts of bodies before a code: Phong NV, Các Bạn HĐND. Those of which other marks make another such word are not among them."""


_TAX = re.compile(r"(?<!\w)Thu[eêéèẻẽ](?=$|,|\s(?:tỉnh|thành phố|cơ sở)(?!\w))")
"""Thuế with another mark, capital as the body's name is (Cục Thuê, Thuẻ cơ sở 3)."""


def put_right(text: str, *, closed: bool) -> tuple[str, bool]:
    """An item of a scan as it was printed, and whether letters of it were guessed. `closed`: its end mark was read."""
    purpose = torn_purpose(text)
    name, bracket = (text[: purpose[0]].rstrip(), f" ({purpose[1]})") if purpose else (text, "")
    name = _SORT.sub(_with_marks, _COMRADE.sub("Đ/c ", _MIDDLE.sub("", name)))
    name = _LEVEL.sub("tỉnh", _TAX.sub("Thuế", _COMMA.sub(r"\g<word>, ", name)))
    name = _COMMUNE.sub("xã", name) if closed else name
    whole = _LEVEL_LEFT.sub("tỉnh", name)
    return whole + bracket, whole != name


def filed(text: str) -> str:
    """A Lưu item of a scan with its colon, and the comma behind the room that keeps it."""
    return _AFTER_ROOM.sub(", ", re.sub(r"^Lưu[;.,](?=\s)", "Lưu:", text))


def _with_marks(read: re.Match[str]) -> str:
    meant = _SORTS.get(bare(read["sort"]), read["sort"])
    return meant if read["sort"][0].isupper() else meant.lower()


_BRACKET = re.compile(r"\s?\((?P<read>[^()]{1,40}?)\s?(?P<end>[)}\]]?)$")
_TO = re.compile(r"^[đdĐ][eêéèẻẽếềểễ]\s+(?=\S)")
_KINDS = (
    (re.compile(r"(?=..)[bBhÙ6íìlI1Œ]?(?:[iíìị]|[^\w\s]{0,2}\s?[^\w\s]?)[ceé€©¢]|b\W{0,2}"), "b/c"),
    (re.compile(r"[tuUvl1]?\W{0,3}h"), "t/h"),
    (re.compile(r"p\W{1,3}h"), "p/h"),
    (re.compile(r"[tuUvl1]\W{0,3}hi[eêéèếềệ]n"), "t/hiện"),
    (re.compile(r"p\W{1,3}h[oơợọ]p"), "p/hợp"),
    (re.compile(r"b\W{1,3}c[aá]o"), "b/cáo"),
)
"""(b/c), (t/h), (p/h) and their longer forms, whose stroke and first letter small print in brackets loses: (b c), (uh), (p:hợp)."""
_KNOW = re.compile(r"bi[eêéèếềẻể][tuUl]{1,2}")
"""biết, its last letter read together with the bracket behind it: (biêU."""

_ACT = re.compile(r"t\W?h[iìíl]")
"""t/h with the bracket behind it: (để thì."""


def torn_purpose(text: str) -> tuple[int, str] | None:
    """Where a bracket at the item's end begins that says torn what its body gets the letter for, and what it says; or None."""
    found = _BRACKET.search(text)
    if found is None or not found.start():
        return None
    read, to = _TO.sub("", found["read"]), "để " if _TO.match(found["read"]) else ""
    if _KNOW.fullmatch(read) and (not found["end"] or read != "biết"):
        return found.start(), f"{to}biết"
    if not found["end"]:
        return (found.start(), f"{to}t/h") if _ACT.fullmatch(read) else None
    said = next((whole for kind, whole in _KINDS if kind.fullmatch(read)), read)
    meant = to + (said if said.casefold() != read.casefold() else read)
    return None if meant == found["read"] and found["end"] == ")" else (found.start(), meant)

"""Names of agencies (cơ quan, tổ chức): which words start one, and how a name in capitals is spelt in full.

Spelling by Nghị định 30/2020, Phụ lục II: a capital on each word of type, function and field (Bộ Tài nguyên và Môi trường), on
`Ủy` of `Ủy ban nhân dân` only, on every syllable of a place; `tỉnh`, `huyện` and the like in lower case.
"""

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from tasks.core.letter.rows.signs import bare
from tasks.core.letter.vocabulary.fields import with_marks_of_fields
from tasks.core.letter.vocabulary.provinces import PROVINCES
from tasks.core.vietnamese.normal import canonical_tone
from tasks.core.vietnamese.syllable import is_syllable

HEADS: tuple[str, ...] = (
    "Ủy ban nhân dân", "Ủy ban Mặt trận Tổ quốc", "Ủy ban Kiểm tra", "Ủy ban", "Hội đồng nhân dân", "Hội đồng", "Văn phòng",
    "Sở", "Bộ Chỉ huy", "Bộ Tư lệnh", "Bộ", "Ban Chỉ đạo", "Ban Chỉ huy", "Ban Quản lý", "Ban Chấp hành", "Ban Thường vụ",
    "Ban Tổ chức", "Ban", "Phòng", "Chi cục", "Cục", "Tổng cục", "Vụ", "Viện kiểm sát nhân dân", "Viện", "Trường Đại học",
    "Trường Cao đẳng", "Trường Trung học phổ thông", "Trường Trung học cơ sở", "Trường Tiểu học", "Trường Mầm non", "Trường",
    "Trung tâm", "Bệnh viện", "Thanh tra",
    "Quân khu", "Quân đoàn", "Binh đoàn", "Sư đoàn", "Lữ đoàn", "Trung đoàn", "Tiểu đoàn", "Vườn quốc gia",
    "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "Đảng ủy", "Đảng bộ",
    "Đảng đoàn", "Chi bộ", "Công an", "Tòa án nhân dân", "Kho bạc Nhà nước", "Bảo hiểm xã hội", "Ngân hàng",
    "Liên đoàn Lao động", "Liên hiệp", "Hội", "Đoàn", "Mặt trận Tổ quốc", "Quốc hội", "Chính phủ", "Thủ tướng Chính phủ",
    "Kiểm toán nhà nước", "Đài", "Báo", "Tổng công ty", "Công ty", "Tập đoàn", "Học viện", "Tổ", "Trạm", "Xí nghiệp", "Hạt",
    "Quỹ", "Bảo tàng", "Thư viện", "Tạp chí", "Tiểu ban", "Đại học", "Nhà", "Cảng", "Khu", "Thông tấn xã", "Tổng Liên đoàn",
    "Trung ương", "Nhà máy", "Hợp tác xã", "Hạt Kiểm lâm", "Đội", "Câu lạc bộ", "Bộ đội Biên phòng", "Công đoàn", "Chủ tịch nước",
    "Liên minh", "Liên đoàn", "Giáo hội", "Giáo phận", "Giáo xứ", "Tòa Giám mục", "Tỉnh đoàn", "Thành đoàn", "Huyện đoàn",
    "Cơ quan thường trú", "Cơ quan đại diện", "Phân xã", "Phân viện",
    "Đồn Biên phòng", "Tòa án quân sự", "Chi hội", "Chi đoàn", "Nông trường", "Lâm trường", "Trại giam", "Trại tạm giam",
    "Hiệp hội", "Tổng hội", "Trại", "Thị đoàn", "Quận đoàn", "Nghiệp đoàn", "Viện nghiên cứu",
    "Hải đoàn", "Hải đội", "Quân chủng", "Binh chủng", "Phân hiệu", "Lãnh sự quán", "Đại sứ quán",
)  # fmt: skip
"""Words that start an agency's name."""

_LONGEST = tuple(sorted(HEADS, key=len, reverse=True))
_HEADS_BARE = tuple(sorted((bare(head) for head in HEADS), key=len, reverse=True))
_SHORT = re.compile(
    r"^(?:ubnd|hdnd|ubmttq\w*|mttq\w*|vp|vpdkdd|vpcp|bcd|bch|bql|bv|tt|truong|thpt|thcs|ubkt|ldld|dlld|bhxh|tand|vksnd|kbnn|nhnn|cty|qlnn|hvct|dhqg"
    r"|buu dien (?=(?:tinh|thanh pho|tp)\b)|thi hanh an dan su$"
    r"|(?:thue|thong ke|thi hanh an dan su) (?=(?:tinh|thanh pho|tp|huyen|quan|thi xa|khu vuc|co so)\b)"
    r"|thuong truc (?=(?:hdnd|hoi dong|tinh uy|thanh uy|huyen uy|dang uy)\b)"
    r"|vung (?=\d hai quan|canh sat bien)|co so (?=(?:cai nghien|bao tro|dieu tri|dao tao|giao duc|cham soc)\b)"
    r"|hai quan (?=(?:cua khau|khu vuc|tinh|thanh pho|san bay|cang)\b))\b"
)
"""Abbreviations that start a name; the offices of taxes, statistics, execution and customs that since 2025 are no Cục."""
UNITS: tuple[str, ...] = ("thành phố", "thị trấn", "thị xã", "tỉnh", "huyện", "quận", "phường", "xã", "đặc khu")
_UNIT = re.compile(r"(?<!\w)(?<!hợp tác )(" + "|".join(UNITS) + r")\s+(?!(?:[uủ]y|hội|đoàn)\b)(.+)$", re.IGNORECASE)

ABBREVIATIONS: tuple[tuple[str, str], ...] = (
    ("UBND", "Ủy ban nhân dân"), ("UBMTTQVN", "Ủy ban Mặt trận Tổ quốc Việt Nam"), ("UBMTTQ", "Ủy ban Mặt trận Tổ quốc"),
    ("HĐND", "Hội đồng nhân dân"), ("MTTQVN", "Mặt trận Tổ quốc Việt Nam"), ("MTTQ", "Mặt trận Tổ quốc"),
    ("TP.HCM", "thành phố Hồ Chí Minh"), ("TPHCM", "thành phố Hồ Chí Minh"), ("TP", "thành phố"), ("TX", "thị xã"),
    ("TT", "thị trấn"), ("BCĐ", "Ban Chỉ đạo"), ("BCH", "Ban Chấp hành"), ("BQL", "Ban Quản lý"),
    ("THPT", "Trung học phổ thông"), ("THCS", "Trung học cơ sở"), ("GD&ĐT", "Giáo dục và Đào tạo"),
    ("GDĐT", "Giáo dục và Đào tạo"), ("LĐ-TB&XH", "Lao động - Thương binh và Xã hội"),
    ("LĐTBXH", "Lao động - Thương binh và Xã hội"), ("NN&PTNT", "Nông nghiệp và Phát triển nông thôn"),
    ("TN&MT", "Tài nguyên và Môi trường"), ("KH&ĐT", "Kế hoạch và Đầu tư"), ("TT&TT", "Thông tin và Truyền thông"),
    ("KH&CN", "Khoa học và Công nghệ"), ("VH&TT", "Văn hóa và Thể thao"), ("VHTT&DL", "Văn hóa, Thể thao và Du lịch"),
    ("VH,TT&DL", "Văn hóa, Thể thao và Du lịch"), ("BHXH", "Bảo hiểm xã hội"), ("ĐBQH", "đại biểu Quốc hội"), ("CP", "Chính phủ"),
    ("TTgCP", "Thủ tướng Chính phủ"), ("VPCP", "Văn phòng Chính phủ"), ("VP", "Văn phòng"), ("TW", "Trung ương"),
    ("VN", "Việt Nam"), ("UBKT", "Ủy ban Kiểm tra"),
    ("BV", "Bệnh viện"), ("CHQS", "Chỉ huy Quân sự"), ("LHPN", "Liên hiệp Phụ nữ"),
    ("CCB", "Cựu chiến binh"), ("LĐLĐ", "Liên đoàn Lao động"), ("TANDTC", "Tòa án nhân dân tối cao"),
    ("VKSNDTC", "Viện kiểm sát nhân dân tối cao"), ("TGĐ", "Tổng Giám đốc"),
    ("VKSND", "Viện kiểm sát nhân dân"), ("TAND", "Tòa án nhân dân"), ("QLDA", "Quản lý dự án"), ("KCN", "khu công nghiệp"),
    ("CÔNG TY CP", "Công ty Cổ phần"), ("Công ty CP", "Công ty Cổ phần"), ("CTCP", "Công ty Cổ phần"),
    ("KBNN", "Kho bạc Nhà nước"), ("BĐBP", "Bộ đội Biên phòng"), ("KKT", "khu kinh tế"),
)  # fmt: skip
_COMMAND = re.compile(
    r"(?<!\w)BCH(?=\s+(?:QS|CHQS|PTKV|PCTT|PTDS|quân sự|phòng|thống nhất|bộ đội|biên phòng)(?!\w))", re.IGNORECASE
)
"""BCH of the armed forces and of emergencies is a command (Ban Chỉ huy), elsewhere a committee (Ban Chấp hành)."""
_ABBREVIATION = re.compile(
    r"(?<![\w&])(?:"
    + "|".join(re.escape(short) for short, _ in sorted(ABBREVIATIONS, key=lambda p: -len(p[0])))
    + r")(?![\w&])\.?\s?"
)
_FULL = dict(ABBREVIATIONS)

_PROPER: tuple[str, ...] = (
    "Việt Nam", "Hồ Chí Minh", "Chính phủ", "Nhà nước", "Quốc hội", "Trung ương", "Nhân dân", "Tổ quốc", "Quốc gia", "Đảng",
    "Công Thương", "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Mặt trận Tổ quốc", "Thương binh", "Xã hội", "Du lịch", "Thể thao",
    "miền Bắc", "miền Trung", "miền Nam", "Tây Nguyên", "Tây Bắc", "Biển Đông", "Tây Nam Bộ", "Biên phòng", "Khu công nghiệp",
    "Môi trường", "Đào tạo", "Đầu tư", "Truyền thông", "Công nghệ", "Đại học", "Cao đẳng", "Ủy ban",
)  # fmt: skip
_PROPER_BARE = sorted(((bare(phrase), phrase) for phrase in (*_PROPER, *PROVINCES)), key=lambda pair: -len(pair[0]))


def starts_agency(text: str) -> bool:
    """The text starts like an agency's name."""
    low = bare(text).lstrip(" *-")
    if _NO_AGENCY.match(low):
        return False
    return _SHORT.match(low) is not None or any(
        low.startswith(head) and not low[len(head) : len(head) + 1].isalpha() for head in _HEADS_BARE
    )


_NO_AGENCY = re.compile(r"(?:vien chuc|to (?:cao|tung)|so \d|nha (?:tam|dot|o)|phong (?:chong|chay|benh|ngua|thu|ho(?! tro)))\b")
"""Whom a council examines (HỘI ĐỒNG THI TUYỂN / VIÊN CHỨC) is no Viện, nor is TỐ CÁO a Tổ, SỐ 2 a Sở, NHÀ TẠM a Nhà;
PHÒNG CHỐNG and the like are what is done. Runs on bare text."""


def is_kind_of_agency(text: str) -> bool:
    """The text is the first words of an agency's name and no more (SỞ, BỘ TƯ LỆNH): its name goes on in the next row."""
    return bare(text).strip(" *-") in _HEADS_BARE


_WHOLE_HEADS = tuple(sorted(((bare(head), head) for head in HEADS if " " in head), key=lambda pair: -len(pair[0])))


def marked_head(text: str) -> str:
    """A row of a letterhead with the marks that the words of agencies' names have.

    First words of two syllables and more (TỈNH ÚY …), also with one letter too many or another that makes them none (ĐÁẢNG ỦY);
    and what agencies are for (THỊ HÀNH ÁN DÂN SỰ). Both places of a tone's mark (UỶ, ỦY) stay as printed.
    """
    return with_marks_of_fields(_with_head(text))


def _with_head(text: str) -> str:
    low = bare(text)
    for plain, head in _WHOLE_HEADS:
        if low.startswith(plain) and not low[len(plain) : len(plain) + 1].isalpha():
            printed = text[: len(plain)]
            same = canonical_tone(printed.casefold()) == canonical_tone(head.casefold())
            return text if same or not printed.isupper() else head.upper() + text[len(plain) :]
    first, _, rest = text.partition(" ")
    if not rest or is_syllable(first.lower()) or not text.isupper() or len(first) < _LEAST:
        return text
    of_two = {head for _, head in _WHOLE_HEADS if bare(rest).startswith(f"{bare(head).split(' ', 1)[1]} ")}
    near = {head.split()[0] for head in of_two if Levenshtein.distance(bare(head.split()[0]), bare(first), score_cutoff=1) <= 1}
    return f"{near.pop().upper()} {rest}" if len(near) == 1 else text


_LEAST = 4
"""Letters of a misread first word at least."""


def is_place_line(text: str) -> bool:
    """Only a place (TỈNH LONG AN, HUYỆN AN BIÊN): the second line of one name, not an agency."""
    return _PLACE_LINE.match(bare(text)) is not None


_PLACE_LINE = re.compile(
    r"^\W*(?:tinh|thanh pho|tp\.?|huyen|thi xa|tx\.?|quan|xa|phuong|thi tran|dac khu)\s(?!(?:uy|doan|doi|hoi|khu|nhu)\b)"
)
"""Not HUYỆN ỦY, TỈNH ĐOÀN, QUẬN ĐOÀN: those are bodies of their own."""


def expand(text: str) -> str:
    """Common abbreviations of agencies' names written out: UBND TỈNH → Ủy ban nhân dân TỈNH."""
    text = _COMMAND.sub("Ban Chỉ huy", text)
    return re.sub(r"\s+", " ", _ABBREVIATION.sub(lambda m: _FULL[m[0].rstrip(" .")] + " ", text)).strip()


@lru_cache(maxsize=512)
def canonical(printed: str) -> str:
    """The full name as it is spelt in running text: `UBND TỈNH KIÊN GIANG` → `Ủy ban nhân dân tỉnh Kiên Giang`."""
    full = expand(_SPECK.sub(" ", re.sub(r"\s+", " ", printed).strip(" *.,;:-")))
    for joint in _JOINT.finditer(full):
        if starts_agency(full[joint.end() :]):
            return f"{canonical(full[: joint.start()])} - {canonical(full[joint.end() :])}"
    unit = _UNIT.search(full)
    before, place = (full[: unit.start()], f"{unit[1].lower()} {_capitalise(unit[2])}") if unit else (full, "")
    return f"{_spell(before)} {place}".strip()


_SPECK = re.compile(r"(?<=UBND|HĐND)[-.,](?=(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|XÃ|PHƯỜNG)(?!\w))")
"""A speck in the blank behind a committee's short name (UBND-TỈNH SAO MAI)."""
_JOINT = re.compile(r"\s+[-–]\s+")
"""Between two agencies of one joint letterhead (BỘ Y TẾ - BỘ TÀI CHÍNH), and inside names (Lao động - Thương binh)."""
_SHORTENED = re.compile(r"(?<!\w)[bcdghklmnpqrstvx]{3,}(?!\w)")
"""An abbreviation: three letters and more without a vowel (TNCS, TNHH). Runs on bare text."""
_FIELDS_OF_MEDICINE = (
    "đa khoa|chuyên khoa|sản|phụ sản|nhi|mắt|tâm thần|y học|y dược|lao|phổi|ung bướu|da liễu|tim|điều dưỡng|phục hồi|chỉnh hình|"
    "chấn thương|răng|tai|nội tiết|truyền máu|bệnh|nhiệt đới|quốc tế|hữu nghị|quân|công an|trường|dã chiến|đại học|trung ương|"
    "tỉnh|huyện|thành phố|thị xã|quận|khu vực|giao thông|bưu điện|xây dựng|dệt may|lão khoa"
)
_OWN_NAME = re.compile(
    r"(?:khu vực|trường (?:tiểu học|mầm non|trung học cơ sở|trung học phổ thông)(?: (?:chuyên|nội trú|dân tộc nội trú))?"
    rf"|khu kinh tế(?: cửa khẩu)?|khu công nghiệp|vườn quốc gia|bệnh viện(?: đa khoa)?(?!\s(?:{_FIELDS_OF_MEDICINE})\b))\s+"
    r"(?!số\b|trực thuộc)(?P<name>.+?)(?=\s+(?:và|các)\s|,|$)"
)
"""After these words a school's, hospital's or zone's name is a place's or a person's: a capital on every syllable."""
_ROMAN = re.compile(
    r"(?<=(?<!\w)khu vực )[ivx]{1,5}$|(?<=(?<!\w)quốc gia )[ivx]{1,4}$"
    r"|(?<=(?<!\w)vùng )[ivx]{1,4}$|(?<=(?<!\w)trung ương )[ivx]{1,4}$"
    r"|(?<=\s)(?:i{1,3}|iv|v|vi{2,3}|ix|x|xi{2,3}|xi?v|xvi{1,3})$",
    re.IGNORECASE,
)
"""A Roman number at a name's end: VI and XI are syllables too, so those only behind what is counted so."""


def with_place(name: str, place: str | None) -> str:
    """The name with the place of the letter's own head (địa danh) spelt in it as there (TRƯỜNG … LẠC SƠN; Lạc Sơn, ngày)."""
    if not place or len(place) < 3:
        return name
    return re.sub(rf"(?<!\w){re.escape(place)}(?!\w)", place, name, flags=re.IGNORECASE)


def as_spelt(name: str, text: str) -> str:
    """The name as running text has it, where that differs in capitals only; the capitals of a printed head say nothing."""
    spellings = [match[0] for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)]
    own = [one for one in spellings if one[:1].isupper() and not one.isupper()]
    return max(own, key=own.count) if own else name


def _capitalise(place: str) -> str:
    """Every syllable of a place's name with a capital."""
    words = [word[:1].upper() + word[1:].lower() for word in place.split()]
    return re.sub(r"(?<=[-'])\w", lambda m: m[0].upper() if m.start() and place[m.start() - 1] == "-" else m[0], " ".join(words))


def _spell(text: str) -> str:
    words = text.lower()
    low = bare(words)
    chars = list(words)
    head = next((h for h in _LONGEST if low.startswith(bare(h)) and not low[len(bare(h)) : len(bare(h)) + 1].isalpha()), None)
    at = 0
    if head:
        chars[: len(head)] = list(_like(head, words[: len(head)]))
        at = len(head)
    field = re.compile(r"(?:^|(?<=\s)|(?<=,)|(?<=-))[^\W\d_]")
    rest = words[at:]
    for match in field.finditer(rest):
        before = rest[: match.start()].rstrip()
        first = not before
        opens = first or before.endswith((",", "-")) or re.search(r"(?:^|\s)(?:và|của)$", before)
        if opens and not re.match(r"(?:và|của|các|trực|thuộc|tối cao|khu vực)\b", rest[match.start() :]):
            chars[at + match.start()] = chars[at + match.start()].upper()
    _spell_phrases(chars, words, at)
    for kept in _SHORTENED.finditer(low):
        chars[kept.start() : kept.end()] = list(text[kept.start() : kept.end()])
    if name := _OWN_NAME.search(words):
        chars[name.start("name") : name.end("name")] = list(_capitalise(name["name"]))
    spelt = _ROMAN.sub(lambda number: number[0].upper(), "".join(chars).strip())
    return _AT_END.sub(lambda kind: kind[0].lower(), spelt)


_AT_END = re.compile(r"(?<=\s)(?:Tỉnh|Huyện|Xã|Phường)$")
"""A kind of place at a name's end, whose name stands elsewhere (BẢO TÀNG TỈNH)."""


def _spell_phrases(chars: list[str], words: str, at: int) -> None:
    """Give the proper phrases and places of a name, from `at` on, their capitals."""
    low = bare(words)
    for phrase_bare, phrase in _PROPER_BARE:
        for found in re.finditer(rf"(?<!\w){re.escape(phrase_bare)}(?!\w)", low):
            if found.start() >= at and not (phrase == "Nhân dân" and _OF_PEOPLE.search(low, 0, found.start())):
                chars[found.start() : found.end()] = list(_like(phrase, words[found.start() : found.end()]))


_OF_PEOPLE = re.compile(r"(?:uy ban|hoi dong|toa an|vien kiem sat)\s+$")
"""Bodies whose name goes on in lower case (Ủy ban nhân dân; Nghị định 30/2020, Phụ lục II)."""


def _like(model: str, text: str) -> str:
    """`text` with the capitals of `model`; letters stay as printed where they differ only in their marks."""
    return "".join(t.upper() if m.isupper() else t for m, t in zip(model, text, strict=True))

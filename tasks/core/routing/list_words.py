"""Words by which printed items are parted and put together (từ nối, từ chỉ chung của một mục)."""

import re

STRONG = re.compile(r"\s*[;+]\s*")
WEAK = re.compile(r"\s*,\s*|\s+và\s+|\s+cùng\s+")
UNIT_LIST = re.compile(
    r"(?:các\s+)?(?:Vụ|Cục|Phòng|Ban|đơn vị|Đơn vị)(?:\s*(?:,|và)\s*(?:Vụ|Cục|Phòng|Ban|đơn vị|Đơn vị))*\s*:\s*", re.IGNORECASE
)
BRACKETS = re.compile(r"\s*\([^()]*\)")
DELEGATES = re.compile(r"^(?:đại diện|mời)\s+", re.IGNORECASE)
IN_CHARGE = re.compile(
    r"(?<=\w)\s+(?:được\s+(?:giao|phân\s+công)\s+)?(?:phụ\s+trách|theo\s+dõi)(?:\s+(?:khối|chung|ngành|lĩnh\s+vực)\b[^,;]*)?$",
    re.IGNORECASE,
)
"""What a deputy or specialist has charge of (Phó Chủ tịch UBND tỉnh *phụ trách khối*): no part of whose he is."""
STANDING = re.compile(r"(?<!\w)TTr\.?\s*(?=(?:Đảng ủy|HĐND|Tỉnh ủy|Huyện ủy|Thành ủy|Thị ủy|Quận ủy|UBMTTQ)(?!\w))")
"""Thường trực of a council or committee; TTr alone is an inspectorate."""
CENTRE = re.compile(
    r"(?<!\w)TT\.?\s+(?=(?:PVHCC|HCC|KSBT|GDTX|GDNN|CNTT|VHTT|YT|DVVL|PTQĐ|TGPL|KN|KC|XTTM|XTĐT|DVNN|VH|TDTT|CDC|HTCĐ)(?!\w))"
)
"""A centre before what it is for (TT KSBT, TT PVHCC); before a council or committee TT is who stands for it."""
BOARD = re.compile(r"(?<!\w)Ban QL(?!\w)")
BRANCH = re.compile(r"(?<!\w)CN\.?\s+(?=VP\s?ĐK|Văn phòng Đăng ký|NHCSXH|NHNN|NH\s|Ngân hàng|KBNN)")
VICE = re.compile(r"(?:^|(?<=,\s))TTr?\.?\s+(?=(?P<name>[^,()]+)(?:$|,))")
"""Thứ trưởng before a name, in the letters of a ministry (TT. Trần Văn An)."""
HOLDER = re.compile(
    r"^(?:(?:đồng chí|đ/c|ông|bà)[\s.:]+)+(?-i:(?:[A-ZĐÀ-Ỹ][a-zđà-ỹ]*\s+){2,5})[-–]\s*"
    r"(?=(?:phó|chủ tịch|P?CT|bí thư|PBT|(?:tổng )?giám đốc|P?GĐ|trưởng|bộ trưởng|thứ trưởng|chánh|cục trưởng|ủy viên)(?!\w))",
    re.IGNORECASE,
)
"""Who holds an office, before the office (Đ/c Trần Văn An - PCT UBND tỉnh): the office says where he is."""
CHIEF = re.compile(r"^C(?=,\s*(?:các\s+)?P[CV]*VP\b)")
"""The chief of an office before his deputies (C, PCVP)."""
BODY_OF_COMMUNE = re.compile(r"(?P<body>\S+(?: \S+){0,4}?) (?:các )?(?:xã|phường|đặc khu)\b")
PERSONS = re.compile(r"^(?:các\s+)?(?:ông|bà|đồng chí|đ/c)\b[\s,/()]*(?:\(?bà\)?)?\s*$", re.IGNORECASE)
KIND_AGAIN = re.compile(r"^(?:tỉnh|thành phố|TP|huyện|quận|thị xã)\s+(?!trực thuộc|thuộc)\S", re.IGNORECASE)
FARTHEST_TAIL = 3  # parts behind a name in which the words may stand that complete it
PRESS = re.compile(r"các\s+(?:cơ quan\s+)?(?:báo|đài|thông tấn|tạp chí|phương tiện thông tin)\b(?!\s+cáo)", re.IGNORECASE)
"""Newspapers and stations together (Các báo, đài Trung ương và địa phương): no one of them."""
LOCAL_COMMAND = re.compile(r"\bBCH\s?QS(?=\s+(?:(?:các|cấp)\s+)?(?:huyện|quận|thị|xã|phường|đặc khu))")
"""Ban CHQS of a district or commune; a province's is a Bộ CHQS, and BCHQS alone means that."""
LONGEST_HEAD = 7  # words of a body's name before that of its place: Tòa án nhân dân cấp cao tại
KIND = re.compile(r"(?:tỉnh|thành|huyện|quận|thị|xã|phường|đặc|các)$", re.IGNORECASE)
LONGEST_CHUNK = 7  # parts of one name or group phrase: "Các sở, ban, ngành, mặt trận, đoàn thể" has five
EVERY_KIND = re.compile(
    r"\s+(?:của\s+)?các\s+(?:tỉnh|thành phố|TP|huyện|quận|thị xã|xã|phường)(?:\s*(?:,|và)\s*(?:các\s+)?"
    r"(?:tỉnh|thành phố|TP|huyện|quận|thị xã|xã|phường|đặc khu))*\s*$",
    re.IGNORECASE,
)
"""The kinds of places before a colon: Sở Y tế *các tỉnh, thành phố*: Thái Nguyên, Lạng Sơn."""
EVERY_DEPARTMENT = re.compile(r"^(?:giám đốc\s+)?các\s+(?=sở\s+(?!ban\b|ngành\b|và\b)\w)", re.IGNORECASE)
OF_OFFICE = re.compile(r"(?:các\s+)?(?:P?CVP|PVP|(?:phó\s+)?chánh\s+văn\s+phòng|LĐVP|chuyên\s+viên)\b", re.IGNORECASE)
OFFICE = re.compile(r"(?:VP|văn\s+phòng)\b", re.IGNORECASE)
UNIT_WORDS = frozenset({"vụ", "cục", "phòng", "chi cục", "khoa", "tổ", "bộ phận", "trung tâm"})
OPENS_LIST = re.compile(
    r"(?:(?:giám đốc|thủ trưởng|trưởng|chủ tịch|lãnh đạo|chánh)\s+(?:[A-ZĐ]+\s+)?)?(?:các|phòng|vụ|cục)(?:\s|$)", re.IGNORECASE
)
"""What governs the names behind a colon, after a comma (Chánh Văn phòng, Giám đốc các Sở: Y tế, Tài chính)."""

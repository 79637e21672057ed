"""Recipients that by their form are none of the registry's (ngoài danh mục): companies, persons, schools, hospitals, communes.

The letter goes to them by post or through the network of the state, and nobody has to look. Only what opens with such words
counts: a name that the registry knows was found before.
"""

import re
from collections.abc import Mapping

from tasks.core.letter.vocabulary.names import has_surname
from tasks.core.routing.pieces import Away

_FORMS: Mapping[str, str] = {
    "company": (
        r"(?:quý\s+)?(?:các\s+)?(?:tổng\s+)?(?:công\s+ty|doanh\s+nghiệp|thương\s+nhân|hộ\s+kinh\s+doanh|(?:hộ|cá\s+nhân|tổ\s+chức),?\s+(?:và\s+)?(?:hộ|cá\s+nhân)\b|người\s+nộp\s+thuế|tập\s+đoàn|hợp\s+tác\s+xã|HTX|liên\s+danh|nhà\s+máy|xí\s+nghiệp|"
        r"văn\s+phòng\s+(?:luật\s+sư|công\s+chứng)|(?:tổ\s+chức|đơn\s+vị|trung\s+tâm)\s+(?:đăng\s+kiểm|hành\s+nghề|đấu\s+giá|giám\s+định|thẩm\s+định)|chi\s+nhánh\s+(?:tổng\s+)?công\s+ty|tổng\s+công\s+ty|nhà\s+thầu|nhà\s+xuất\s+bản|NXB|(?:đơn\s+vị\s+)?chủ\s+rừng|đơn\s+vị\s+(?:cấp\s+nước|thi\s+công|tư\s+vấn)|"
        r"chủ\s+đầu\s+tư|(?:quý\s+)?(?:khách\s+hàng|cổ\s+đông|nhà\s+(?:đầu\s+tư|cung\s+cấp|cung\s+ứng|sản\s+xuất|phân\s+phối|thầu)|hãng\s+(?:sản\s+xuất|hàng\s+không|tàu|xe)|(?:cơ\s+sở|hộ)\s+(?:sản\s+xuất|kinh\s+doanh|tiểu\s+thương)|tiểu\s+thương|nhà\s+hảo\s+tâm)|EVN\w*|PVN|TKV|VNPT|Viettel|MobiFone|ACV|VATM|VEC|VNR|VRG|SCIC|VIMC|Petrolimex|Vinachem|Vinacomin)\b"
    ),
    "bank": (
        r"(?:các\s+)?(?:chi\s+nhánh\s+)?(?:(?:ngân\s+hàng|NH)\s+(?:TMCP|thương\s+mại|TM|chính\s+sách|CSXH|phát\s+triển|hợp\s+tác|"
        r"nông\s+nghiệp)|NHTM|NHCSXH|(?:các\s+)?(?:tổ\s+chức\s+tín\s+dụng|TCTD)|quỹ\s+tín\s+dụng|quỹ\s+đầu\s+tư|Agribank|BIDV|\w+[bB]ank)\b"
    ),
    "school": (
        r"(?:(?:hiệu\s+trưởng|giám\s+đốc)\s+)?(?:các\s+)?(?:trường\s+(?:học|THPT|THCS|PTDTNT|PTDTBT|TH\b|tiểu\s+học|mầm\s+non|mẫu\s+giáo|trung\s+học|phổ\s+thông|"
        r"cao\s+đẳng|CĐ\w*|trung\s+cấp|đại\s+học|ĐH\w*|liên\s+cấp)|trung\s+tâm\s+(?:GDTX|GDNN|giáo\s+dục)|đại\s+học|học\s+viện|viện\s+đại\s+học)\b"
    ),
    "hospital": (
        r"(?:giám\s+đốc\s+)?(?:các\s+)?(?:bệnh\s+viện|BV[A-ZĐ]*|CDC|trung\s+tâm\s+y\s+tế|TTYT|trạm\s+y\s+tế|phòng\s+khám|trung\s+tâm\s+(?:kiểm\s+soát\s+bệnh\s+tật|KSBT))\b"
    ),
    "institute": r"(?:các\s+)?(?:viện|VKN)\s+(?!kiểm\s+sát|KS|hàn\s+lâm|trưởng)\w",
    "embassy": r"(?:đại\s+sứ\s+quán|tổng\s+lãnh\s+sự\s+quán|phái\s+đoàn)\b",
    "person": (
        r"(?:các\s+)?(?:hộ\s+)?(?:gia\s+đình\s+)?(?:(?:ông|bà)(?:\s*[(/,]?\s*(?:và\s+)?(?:ông|bà)\)?)?\s*:?\s+(?-i:[A-ZĐÀ-Ỹ])(?!ịa\b)|(?:quý\s+đại\s+biểu|"
        r"khách\s+mời|(?<!\w)(?:(?:đồng\s+chí|đ/c|quý)\s+)?(?:sinh\s+viên|học\s+sinh|học\s+viên(?!\s+viện)|phụ\s+huynh|cha\s+mẹ|CMHS|PHHS|người\s+dân|hộ\s+dân|cử\s+tri|đoàn\s+viên|hội\s+viên))\b)"
    ),
    "association": (
        r"(?:các\s+)?(?:hiệp\s+hội|liên\s+đoàn\s+(?:thương\s+mại|luật\s+sư|bóng|thể\s+thao)|VCCI|liên\s+hiệp\s+các\s+(?:hội|tổ\s+chức)|đoàn\s+(?:luật\s+sư|hội\s+thẩm)|hội\s+(?:luật\s+gia|đoàn\s+kết|chữ\s+thập\s+đỏ|người\s+cao\s+tuổi|khuyến\s+học|nhà\s+báo|đông\s+y|"
        r"cựu\s+giáo\s+chức|doanh\s+nghiệp|doanh\s+nhân)|câu\s+lạc\s+bộ|ban\s+đại\s+diện\s+(?:cha\s+mẹ|CMHS|phụ\s+huynh)|liên\s+minh\s+hợp\s+tác\s+xã)\b"
    ),
}
_FORM = tuple((reason, re.compile(r"^\W*" + form, re.IGNORECASE)) for reason, form in _FORMS.items())
_NAMED = re.compile(
    r"^\W*(?:(?:đồng\s+chí|đ/c|ông|bà|pgs|gs|tskh|ts|ths|bs|ckii?|ks|luật\s+sư)[\s.:]+)+(?-i:(?:[A-ZĐÀ-Ỹ][a-zđà-ỹ]*\s*){2,5})(?:[,;(-]|$)",
    re.IGNORECASE,
)
_COMMUNE_KIND = r"(?:(?<!thị )(?<!tác )xã(?!\s+hội)|phường|thị\s+trấn|đặc\s+khu)"
_HEAD = (
    r"(?:(?:chủ\s+tịch|phó\s+chủ\s+tịch|CT|PCT|bí\s+thư|thường\s+trực|TT|lãnh\s+đạo|trưởng)\b[\s.,]*)*"
    r"(?:UBND|HĐND|TTĐU|ĐU|UBKT|UB|công\s+đoàn|UBMTTQ\w*|MTTQ|ủy\s+ban|uỷ\s+ban|hội\s+đồng|đảng\s+[uủ][yỷ]|công\s+an|CA|ban\s+ch|BCH|đoàn|hội|trạm|trung\s+tâm|mặt\s+trận|"
    r"ban|phòng|ngành|cơ\s+quan|đơn\s+vị|tổ\s+chức\s+chính\s+trị)\b"
)
_COMMUNE = re.compile(rf"^\W*(?:các\s+)?{_HEAD}.*?\b{_COMMUNE_KIND}\b|^\W*(?:các\s+)?{_COMMUNE_KIND}\b", re.IGNORECASE)
_SETTLEMENT = re.compile(
    r"^\W*(?:(?:tổ\s+)?trưởng\s+)?(?:các\s+|\d+\s+)?(?:ban\s+(?:điều\s+hành|công\s+tác\s+mặt\s+trận|CTMT|nhân\s+dân|chỉ\s+huy)\s+)?(?:các\s+)?"
    r"(?:thôn|ấp|(?<=các )bản|buôn|làng|khu\s+phố|(?<=các )phố|khóm|khu\s+dân\s+cư|tổ\s+dân\s+phố|tổ\s+dân\s+cư|KDC|TDP|"
    r"chi\s+bộ\s+(?:thôn|ấp))\b",
    re.IGNORECASE,
)


_NUMBER = r"(?:số\s+)?(?-i:[IVXl\d]{1,6})(?!\w)"
_BRANCH = re.compile(
    r"^\W*(?:(?:chánh án|viện trưởng|trưởng|giám đốc|lãnh đạo|chi cục trưởng)\s+)?(?:"
    r"(?:các\s+)?(?:TAND|tòa\s+án\s+nhân\s+dân|VKSND|VKS|viện\s+(?:KSND|kiểm\s+sát\s+nhân\s+dân)|(?:phòng\s+)?(?:THADS|thi\s+hành\s+án\s+dân\s+sự)|"
    r"(?:(?:ban\s+chỉ\s+huy|BCH)\s+)?phòng\s+thủ|chi\s+cục|kho\s+bạc(?:\s+nhà\s+nước)?|KBNN|đội\s+(?:QLTT|quản\s+lý\s+thị\s+trường)|"
    r"ngân\s+hàng\s+nhà\s+nước|NHNN|kiểm\s+toán\s+nhà\s+nước|KTNN)\b[^,;]*?(?:\bkhu\s+vực\s+|\bKV\s?|số\s+)"
    rf"{_NUMBER}"
    rf"|(?:(?:ban\s+chỉ\s+huy|BCH)\s+)?PTKV\s+{_NUMBER}"
    r"|(?:TAND|VKSND|tòa\s+án\s+nhân\s+dân|viện\s+kiểm\s+sát\s+nhân\s+dân|phòng\s+THADS)\s+(?:các\s+)?khu\s+vực\b"
    r"|(?:các\s+)?(?:thuế|BHXH|bảo\s+hiểm\s+xã\s+hội|thống\s+kê)\s+cơ\s+sở\b"
    r"|(?:các\s+)?đội\s+(?:thuế|thống\s+kê)\b|(?:các\s+)?(?:phòng\s+giao\s+dịch|PGD(?!\s*[&-]|\s+[ĐD]T\b))\b"
    r"|công\s+đoàn\s+(?:ngành\s+)?(?:giáo\s+dục|y\s+tế|viên\s+chức|công\s+thương|xây\s+dựng|các\s+(?:khu|KCN|KKT))\b"
    r"|chi\s+nhánh\s+(?:văn\s+phòng|VP)\s*(?:đăng\s+ký|ĐK)|đảng\s+[uủ][yỷ]\s+(?:các\s+)?(?:HĐND|hội\s+đồng\s+nhân\s+dân|sở|trường)\b"
    r"|(?:đảng\s+[uủ][yỷ]|(?:chi|đảng)\s+bộ|công\s+đoàn|đoàn\s+(?:thanh\s+niên|TN))\s+(?:các\s+)?(?:(?:tổng\s+)?công\s+ty|tập\s+đoàn|ngân\s+hàng|"
    r"bệnh\s+viện|học\s+viện|đại\s+học|xí\s+nghiệp|nhà\s+máy)\b|đoàn\s+trường\s+(?-i:[A-ZĐ])"
    r"|hải\s+quan\s+(?:cửa\s+khẩu|cảng|sân\s+bay|KCN|khu)\b|(?:các\s+)?đồn\s+(?:biên\s+phòng|BP)\b|hạt\s+(?:kiểm\s+lâm|KL)\b|vườn\s+quốc\s+gia\b"
    r"|(?:các\s+)?(?:BQL|ban\s+quản\s+lý)\s+(?:các\s+)?(?:dự\s+án|DA|rừng|khu|ký\s+túc\s+xá|KTX|cụm\s+công\s+nghiệp|CCN|chung\s+cư|nghĩa\s+trang|KKT|KCN|KCX|KCNC|vườn|cảng|đầu\s+tư|di\s+tích|chợ)\b|(?:ban\s+)?(?:BQLDA|QLDA)\b"
    r")",
    re.IGNORECASE,
)
"""Offices of a region, a customs post, a project's board: each has clerks of its own, and no list of ours has them all."""


_LOCAL_OFFICE = re.compile(
    r"^\W*(?:(?:giám đốc|lãnh đạo|chi cục trưởng)\s+)?(?:các\s+)?(?:chi\s+cục\s+(?-i:[A-ZĐÀ-Ỹ])"
    r"|trung\s+tâm\s+(?-i:[A-ZĐÀ-Ỹ])(?!.*(?:công\s+báo|hành\s+chính\s+công|HCC\b))"
    r"|(?:viễn\s+thông|bưu\s+điện|điện\s+lực)\s+(?:các\s+(?:tỉnh|huyện|xã)|tỉnh|huyện|thành\s+phố|khu\s+vực|(?-i:[A-ZĐÀ-Ỹ]))"
    r"|(?:bảo\s+tàng|thư\s+viện|nhà\s+hát|nhà\s+văn\s+hóa|nhà\s+thiếu\s+nhi|cung\s+(?:văn\s+hóa|thiếu\s+nhi)|quỹ\s+(?:bảo\s+vệ|phát\s+triển|bảo\s+lãnh|bảo\s+trì|hỗ\s+trợ))\b"
    r"|(?:sư|lữ|trung|tiểu|hải)\s+đoàn\s+\d{1,4}\b|(?:quân|binh)\s+đoàn\s+\d{1,2}\b|vùng\s+(?:cảnh\s+sát\s+biển|CSB|hải\s+quân)\s+\d\b|vùng\s+\d\s+(?:cảnh\s+sát\s+biển|CSB|hải\s+quân)\b"
    r"|đài\s+(?:khí\s+tượng|KTTV)\b|khu\s+quản\s+lý\s+đường\b|(?:chi|đảng)\s+bộ\s+(?:trường|công\s+ty|bệnh\s+viện|trung\s+tâm|trạm|sở|phòng|ban|công\s+an|quân\s+sự|cơ\s+quan)\s+(?-i:[A-ZĐÀ-Ỹ])|cảng\s+(?:vụ|hàng\s+không)\b"
    r"|cơ\s+quan\s+(?:CSĐT|ANĐT|THAHS|cảnh\s+sát\s+điều\s+tra|an\s+ninh\s+điều\s+tra|thi\s+hành\s+án\s+hình\s+sự|điều\s+tra)\b)",
    re.IGNORECASE,
)
"""Offices under a department or a ministry that no list of ours has: Chi cục Thủy lợi, Trung tâm Khuyến nông, Bưu điện tỉnh."""


def away_of(words: str) -> Away | None:
    """Whether `words` name somebody of whom the registry can hold nothing, and what sort."""
    for reason, form in _FORM:
        if form.match(words):
            return Away(words, reason)
    return Away(words, "person") if _NAMED.match(words) else None


def is_of_commune(words: str) -> bool:
    """Whether `words` name a body of a commune, or those of several: UBND xã Cẩm Bình, UBND các xã, phường."""
    return _COMMUNE.match(words) is not None


def is_branch(words: str) -> bool:
    """Whether `words` name a state body that is known by its form: TAND khu vực 3, Thuế cơ sở 4, BQLDA X."""
    return _BRANCH.match(words) is not None


def is_local_office(words: str) -> bool:
    """Whether `words` name an office under a department or ministry, known by its form: Chi cục Thủy lợi, Bưu điện tỉnh."""
    return _LOCAL_OFFICE.match(words) is not None


def is_settlement(words: str) -> bool:
    """Whether `words` name villages or quarters, which are no bodies: 32 khu dân cư, Trưởng các thôn."""
    return _SETTLEMENT.match(words) is not None


def ends_in_name(words: str, count: int) -> bool:
    """Whether the last `count` words are a person's name: two to five, capitalised, a family name first."""
    name = words.split("(", maxsplit=1)[0].split()[-count:]
    return 2 <= len(name) <= 5 and all(word[:1].isupper() and word[1:].islower() for word in name) and has_surname(" ".join(name))

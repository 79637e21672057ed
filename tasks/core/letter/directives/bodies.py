"""How organisations, offices and persons are named at the head of a task (chủ thể), and where such a name ends."""

import re

UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
"""Capitals of Vietnamese, for character classes (their code points lie among the small letters)."""

_MANY = (
    "sở|ban|bộ|ngành|cơ quan|đơn vị|địa phương|huyện|thành|thị|xã|phường|cấp|tổ chức|đồng chí|đ/c|tiểu ban|đài|báo|"
    "trường(?! hợp)|doanh nghiệp|"
    "hội|đoàn|tỉnh|phòng|cục|vụ|chi cục|trung tâm|lực lượng|chủ đầu tư|tập đoàn|ngân hàng|đảng|chi bộ|bệnh viện|phó|"
    "thôn|ấp|khu phố|"
    "quận|thành viên|công ty|cơ sở|chính quyền|đại biểu|chi nhánh|nhà thầu|chủ tịch|giám đốc|thủ trưởng|ủy ban|tổ|đội|"
    "viện|học viện|đại học"
)
_PROPER = (  # a common word unless a proper name follows: Báo cáo, Ban hành, Phòng dịch, Tổ chức, Hội nghị, Trường hợp are none
    "Sở|Ban|Bộ|Báo|Đài|Cục|Hội|Đoàn|Viện|Trường|Phòng|Vụ|Tổ|Quỹ|Trưởng|Chánh|Cổng|Đảng bộ"
)
_COMMON_NAMES = (
    "Ban (?:cán sự|chỉ đạo|chỉ huy|quản lý|thường vụ|chấp hành|giám đốc|giám hiệu)|Tổ công tác|Đài (?:phát thanh|truyền hình)|"
    "Báo chí|Phòng chức năng|Hội đồng|Hội (?:nông dân|phụ nữ)|Công an"
)
_STARTS = (
    rf"(?:[Cc]ác|[Tt]ừng|[Mm]ỗi|[Nn]hững|[Mm]ột số)\s+(?i:{_MANY}|UBND|HĐND)|(?:{_PROPER})(?=\s[{UPPER}])|{_COMMON_NAMES}|"
    "UBND|HĐND|[UỦÜ][yỷ] ban|[uủ][yỷ] ban nhân dân|Văn phòng|Chủ tịch|Phó Chủ tịch|Thủ tướng|Phó Thủ tướng|Bộ trưởng|"
    "Thứ trưởng|"
    "Hiệu trưởng|Viện trưởng|Cục trưởng|Vụ trưởng|Chi cục trưởng|Tổng cục trưởng|Chỉ huy trưởng|Trưởng (?:phòng|ban|công an)|"
    "Giám đốc|Phó Giám đốc|Tổng Giám đốc|Thủ trưởng|Liên đoàn|Liên minh|Tổng cục|Chi cục|Trung tâm|Trung ương|Kho bạc|"
    "Ngân hàng|"
    "Bảo hiểm|BHXH|(?:Tỉnh|Thành|Huyện|Thị|Đảng) [uủ][yỷ]|[Mm]ặt trận|MTTQ|UBMTTQ|Thanh tra|T[oò][aà] án|TAND|VKSND|Bệnh viện|"
    "Tập đoàn|Tổng công ty|Công ty|Tiểu ban|[Bb]í thư|[Cc]ấp [uủ][yỷ]|[Cc]ơ quan|Thông tấn xã|Quân khu|Thành viên|Lãnh đạo|"
    "[Nn]gười đứng đầu|Thường trực|[Cc]hính quyền|[Đđ]ồng chí|đ/c|Ông|Bà|ông|bà|TTXVN|VTV|VOV|Học viện|BCH|BCĐ|Bộ đội|"
    "[Đđ]ơn vị|"
    "[Dd]oanh nghiệp|Đảng đoàn|Quý (?:cơ quan|đơn vị|Bộ|Sở|Ban|Cục|Ủy ban|Công ty)|"
    "[Cc]ả hệ thống|Công đoàn|Nhà máy|Xí nghiệp|Hợp tác xã|Chi nhánh|Điện lực|Bưu điện|"
    "Viễn thông|VNPT|Viettel|Hạt Kiểm lâm|Đồn Biên phòng|(?:Tỉnh|Thành|Huyện|Thị|Quận) [Đđ]oàn|Nhà trường|Ban CHQS|Bộ CHQS"
)
START = re.compile(rf"(?:{_STARTS})(?=[\s:,](?!\d)|$)")
"""First words of a body's name; capitals count (`Tổ chức` the verb is not at the head of a sentence's subject)."""

_UNIT = (
    "ban|tổ|đội|đoàn|tiểu ban|hội đồng|bộ phận|hệ thống|phương tiện|cổng|lực lượng|công tác|việc|trung tâm|cán bộ|"
    "(?<!quốc )phòng|tổ công tác"
)
_WORK = (
    "chỉ đạo|kiểm tra|giám sát|quản lý|tổ chức|thực hiện|thông tin|tuyên truyền|báo cáo|thẩm định|hướng dẫn|tổng hợp|đầu tư|"
    "điều tra|kiểm soát|phối hợp|hỗ trợ|tiếp nhận|sử dụng|đăng ký|cung cấp|thẩm tra|truyền thông|vận động|xử lý|giải quyết"
)
_VERBS = (
    "chủ trì|chủ động|phối hợp|căn cứ|theo chức năng|theo dõi|theo nhiệm vụ|theo thẩm quyền|tham mưu|rà soát|"
    "tổ chức(?! đảng| chính trị| xã hội)|"
    "triển khai|chỉ đạo|khẩn trương|tăng cường|xây dựng|báo cáo|thực hiện|hướng dẫn|kiểm tra|đôn đốc|tiếp tục|chịu trách nhiệm|"
    "có trách nhiệm|có văn bản|có kế hoạch|có biện pháp|nghiên cứu|tổng hợp|đẩy mạnh|quán triệt|bố trí|đánh giá|"
    "phê duyệt|xem xét|làm|"
    "phát huy|cử|tập trung|làm việc|bảo đảm|đảm bảo|hoàn thiện|hoàn thành|cần|phải|thẩm định|cấp phát(?! huy)|"
    "tuyên truyền|vận động|"
    "thông báo|công bố|công khai|ban hành|đề xuất|trình|gửi|cung cấp|cập nhật|tiếp nhận|xử lý|giải quyết|thành lập|"
    "kiện toàn|lập|"
    "tích cực|quan tâm|nâng cao|chấp hành|khắc phục|duy trì|giám sát|thường xuyên|kịp thời|sớm|trực tiếp|tháo gỡ|"
    "chuẩn bị|hỗ trợ|"
    "tạo điều kiện|phân công|tham gia|đăng tải|đưa tin|tăng|bám sát|nắm|dự thảo|nhanh chóng|kết nối|bổ sung|thống nhất|liên hệ|"
    "đăng ký|phổ biến|sử dụng|trên cơ sở|được giao|định kỳ|kết hợp|chấn chỉnh|thông tin|lựa chọn|góp ý|tập huấn|"
    "khảo sát|vào cuộc|trực ban|ứng trực|tuần tra|phân luồng|cảnh giới|trao đổi|nạo vét|sửa chữa|lắp đặt|cưỡng chế|tống đạt|"
    "sẵn sàng|huy động|đấu tranh|kiểm soát|đầu tư|có giải pháp|có phương án|biết|nghiêm túc|đăng|mở|điều tra|thu hồi|in|"
    "bàn giao|"
    "yêu cầu|đề nghị|giao(?! thông| dịch)|phúc đáp|cảm ơn|chuyển|"
    "chưa|không|kính|khi|nếu|để|nhằm|đã|đang|sẽ|vẫn|còn|nhận được|có ý kiến|kết luận|ghi nhận|biểu dương|"
    "truyền đạt|xin|tham dự|"
    "quyết định|cho|hoan nghênh|thấu hiểu|là|do|bị|được|ngăn chặn|nêu|tại|trả lời|phản ánh|đồng ý|nhất trí|lưu ý|tiến hành|"
    "dự(?! phòng| án| toán)|"
    "hợp tác|quy định|đón|thẩm tra|kê khai|đóng góp|thúc đẩy|giữ|phân bổ|điều chỉnh|quản lý|"
    "có nhiệm vụ|phúc tra|sơ tán|di dời|tiết kiệm|tạm dừng|dừng|"
    "đình chỉ|hoàn chỉnh|đẩy nhanh|cấp (?=bổ sung|mới|đổi|lại|kinh phí|giấy|phép|phát)|xác minh|thống kê|chi trả|niêm yết|"
    "phân loại|nhắc nhở|xử phạt|thu thập|tổng kết|sơ kết|rút kinh nghiệm|đối chiếu|xác nhận|thay thế|sửa đổi|hoàn trả|nộp|"
    "khen thưởng|lồng ghép|mời|quyết toán|thanh toán|giải ngân|xác định|cân đối|tiếp thu|giải trình|điều động|luân chuyển|"
    "phong tỏa|trang bị|tự kiểm tra|tổ chức lại|sắp xếp|bồi dưỡng|tuyển dụng|khôi phục|gia hạn|thu thập|ký kết|"
    "(?<!các )(?<!chí )lãnh đạo(?=,\\s+chỉ đạo|\\s+(?:Sở|UBND|các|việc|thực|tổ|triển|toàn|xây dựng|công tác|hoàn))"
)
_END = re.compile(
    rf"(?<![\w/])(?<!\bban )(?<!\bBan )(?<!\bcông )(?P<verb>{_VERBS})(?![\w/])|[:;]|\.(?=\s|$)|\((?:\d|i{{1,3}}|iv|v)\)|"
    rf",\s+(?=trong đó|nhất là|bao gồm)"
)
_IN_NAME = re.compile(
    rf"(?:(?i:\b(?:{_UNIT})\s+)(?:{_WORK})|(?i:\b(?:dịch vụ|kỹ thuật))\s+tổng hợp|"
    rf"\b(?:các|những|cơ quan|đơn vị)\s+(?:quản lý|tổ chức))$"
)
_PROJECTS = re.compile(r"(?:Ban [Qq]uản lý|BQL)\b[^,;.]*\b(?:dự án|đầu tư)\s+(?:đầu tư|xây dựng)$")
"""Ban Quản lý dự án đầu tư xây dựng tỉnh: what it is for is its name."""
_HELD = re.compile(
    r"\s+(?:thực hiện|triển khai|tổng kết|sơ kết|rà soát|quán triệt|kiểm tra|tuyên truyền|họp|hội nghị|tập huấn|phổ biến|xây dựng|"
    r"đánh giá|lấy ý kiến|khắc phục|học tập|ký|đăng ký|các hoạt động|lễ|cho)\b"
)
_OFFICE_OF = "".join(
    rf"(?<!{head} {first})"
    for first in ("HĐND", "Hội đồng nhân dân", "Đoàn ĐBQH", "Đoàn đại biểu Quốc hội", "Đoàn Đại biểu Quốc hội")
    for head in ("Văn phòng", "văn phòng")
)
"""One office serves two bodies: Văn phòng HĐND và UBND, Văn phòng Đoàn ĐBQH và HĐND."""
_SPLIT = re.compile(rf"\s*(?:[,;]\s*(?:và\s+|cùng\s+)?|{_OFFICE_OF}\s(?:và|cùng|với)\s+)(?=(?:{_STARTS})(?:[\s,:]|$))")
_MINISTRIES = re.compile(r"[Cc]ác\s+(?P<kind>[Bb]ộ|[Ss]ở)\s*:\s*")
_FIELD = re.compile(  # one field of a ministry or department; those with a comma, a dash or `và` in them in full
    r"\s*(?:[,;]\s*)?(?:và\s+)?(?P<name>Văn h[oó][aá], Thể thao(?: và Du lịch)?|Lao động - Thương binh và Xã hội|"
    rf"[{UPPER}][^\s,;.()]*(?:\s(?!và\s)[^\s,;.(){UPPER}-]+|\s(?:Thương|Vận tải))*"
    r"(?:\svà\s(?:Phát triển nông thôn|Môi trường|Đầu tư|Đào tạo|Truyền thông|Công nghệ|Tôn giáo|Du lịch|"
    r"Thể thao))?)(?=\s?[,;.(]|\s|$)"
)
_REPORTED = re.compile(
    "đã|chưa|không|kính|đang|sẽ|nhận được|có ý kiến|kết luận|ghi nhận|biểu dương|truyền đạt|xin|tham dự|thông báo|"
    "cho|hoan nghênh|thấu hiểu|là|do|bị|được|vẫn|còn|nêu|tại|khi|nếu|đồng ý|nhất trí|quyết định|dự|quy định|để|nhằm|in|"
    "đánh giá|yêu cầu|đề nghị|giao|thống nhất|trả lời|phúc đáp|cảm ơn"
)


def is_reported(verb: str | None) -> bool:
    """Whether a body before this verb is reported on, not told to do something."""
    return verb is not None and _REPORTED.fullmatch(verb) is not None


def name_end(text: str, start: int, limit: int = 320) -> tuple[int, str | None]:
    """Where the list of bodies that begins at `start` ends, and the verb that ends it (None: punctuation or the text's end)."""
    stop = min(len(text), start + limit)
    at = start
    while match := _END.search(text, at, stop):
        verb = match["verb"]
        if not _is_inside_name(text, start, match):
            return match.start(), verb
        at = match.start() + 1
    return stop, None


def _is_inside_name(text: str, start: int, match: re.Match[str]) -> bool:
    """Các Bộ: Y tế, …; đoàn kiểm tra; cơ quan quản lý: what looks like the end belongs to the name."""
    if match[0] == ":":
        return _MINISTRIES.match(text, max(start, text.rfind("ác ", start, match.start()) - 1)) is not None
    if match["verb"] == "tổ chức" and _HELD.match(text, match.end()):
        return False  # các đơn vị tổ chức tổng kết
    if match["verb"] in ("đầu tư", "xây dựng") and _PROJECTS.match(text, start, match.end()):
        return True
    return match["verb"] is not None and _IN_NAME.search(text, start, match.end()) is not None


def split_names(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """The single names of a list as (start, end, value), trimmed. `Các Bộ: Y tế, Công an` gives Bộ Y tế and Bộ Công an."""
    names: list[tuple[int, int, str]] = []
    if ministries := _MINISTRIES.match(text, start, end):
        kind, at = ministries["kind"].capitalize(), ministries.end()
        while field := _FIELD.match(text, at, end):
            names.append((field.start("name"), field.end("name"), f"{kind} {field['name']}"))
            at = field.end()
        start = at
    return names + [(a, b, text[a:b]) for a, b in _pieces(text, start, end, _SPLIT)]


def _pieces(text: str, start: int, end: int, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    pieces, at = [], start
    for match in separator.finditer(text, start, end):
        pieces.append((at, match.start()))
        at = match.end()
    pieces.append((at, end))
    return [trimmed for a, b in pieces if (trimmed := _trim(text, a, b))]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start] in ' ,;:."“”(':
        start += 1
    while end > start and text[end - 1] in ' ,;:."“”':
        end -= 1
    for tail in (" và", " cùng", " có"):
        if text[start:end].endswith(tail):
            end -= len(tail)
    return (start, end) if end - start >= 2 else None

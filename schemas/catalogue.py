"""Every stable code with the words that a clerk reads: rejections, findings and review reasons. One place for all.

Words are Vietnamese first (the clerk's language), then English (the operator's and developer's).
"""

from schemas.catalogue_findings import FINDINGS, REVIEW_REASONS
from schemas.catalogue_text import Text

__all__ = ["FINDINGS", "REJECTIONS", "REVIEW_REASONS", "Text"]

REJECTIONS: dict[str, Text] = {
    "file.empty": Text(
        "Tệp rỗng, không có dữ liệu / The file is empty",
        "Quét lại rồi thả tệp mới vào inbox / Scan it again and drop the new file",
    ),
    "file.unsupported": Text(
        "Không phải PDF, ảnh (TIFF, PNG, JPEG) hay tệp văn bản / Not a PDF, an image or a text file",
        "Lưu lại dưới dạng PDF hoặc TIFF rồi thả lại / Save it as PDF or TIFF and drop it again",
    ),
    "file.too_large": Text(
        "Tệp lớn hơn giới hạn / The file is larger than the limit",
        "Quét ở 300 dpi, đen trắng hoặc xám, hoặc tách tệp; giới hạn: CONGVAN_MAX_BYTES / Scan at 300 dpi or split it",
    ),
    "file.ambiguous": Text(
        "Nội dung tệp không khớp với một định dạng duy nhất / The file is of two formats at once",
        "Xuất lại tệp từ phần mềm quét / Export it again from the scanner's software",
    ),
    "pdf.truncated": Text(
        "Tệp PDF bị cắt cụt hoặc hỏng / The PDF is truncated or broken",
        "Sao chép lại tệp đầy đủ rồi thả lại / Copy the whole file again and drop it again",
    ),
    "pdf.encrypted": Text(
        "Tệp PDF đặt mật khẩu / The PDF is protected by a password",
        "Gỡ mật khẩu rồi thả lại / Remove the password and drop it again",
    ),
    "pdf.no_pages": Text(
        "Tệp PDF không có trang nào / The PDF has no pages",
        "Quét lại văn bản / Scan the letter again",
    ),
    "pdf.too_many_pages": Text(
        "Quá nhiều trang so với giới hạn / More pages than the limit",
        "Tách tệp thành nhiều phần; giới hạn: CONGVAN_MAX_PAGES / Split the file",
    ),
    "image.undecodable": Text(
        "Không giải mã được ảnh / The image can't be decoded",
        "Quét lại hoặc lưu lại dưới dạng PNG, TIFF / Scan it again or save it as PNG or TIFF",
    ),
    "image.too_many_pixels": Text(
        "Ảnh có quá nhiều điểm ảnh / The image has more pixels than the limit",
        "Quét ở 300 dpi khổ A4; giới hạn: CONGVAN_MAX_PIXELS / Scan A4 at 300 dpi",
    ),
    "text.undecodable": Text(
        "Tệp văn bản không phải UTF-8 / The text file is not UTF-8",
        "Lưu lại với mã UTF-8 / Save it as UTF-8",
    ),
    "read.timeout": Text(
        "Đọc quá thời gian cho phép / Reading took longer than the limit",
        "Quét lại rõ hơn hoặc tách tệp; giới hạn: CONGVAN_FILE_SECONDS / Scan it again or split it",
    ),
    "read.memory": Text(
        "Đọc cần nhiều bộ nhớ hơn giới hạn / Reading needed more memory than the limit",
        "Quét lại ở 300 dpi hoặc tách tệp / Scan it again at 300 dpi or split it",
    ),
    "read.crashed": Text(
        "Trình đọc dừng bất thường với tệp này / The reader crashed on this file",
        "Xuất lại tệp rồi thả lại; báo người quản trị nếu lặp lại / Export it again; tell the operator if it repeats",
    ),
    "review.rejected": Text(
        "Người xét duyệt không nhận văn bản này / The person who reviewed it does not take this letter",
        "Lý do ghi trong lịch sử của hồ sơ; thả lại tệp nếu cần xử lý lại / The reason is in the record's history",
    ),
    "letter.crashed_repeatedly": Text(
        "Xử lý văn bản này đã dừng giữa chừng nhiều lần / Processing this letter died several times",
        "Người quản trị xem lịch sử rồi thả lại / The operator looks at its history, then drops it again",
    ),
}

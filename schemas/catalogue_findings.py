"""Words of the findings (phát hiện) and of the reasons for review (lý do cần người xem).

A finding that is an error sends the letter to a person, and its code is then a reason too: REVIEW_REASONS holds all of FINDINGS.
"""

from schemas.catalogue_text import Text

_LOOK = "Đối chiếu với bản quét / Compare with the scan"

FINDINGS: dict[str, Text] = {
    # words
    "word.suspected": Text(
        "Nghi đọc sai một chữ, không tự sửa / A word may have been misread; it was not changed",
        _LOOK,
    ),
    # dates and numbers against each other
    "reference.dated_after_letter": Text(
        "Văn bản viện dẫn có ngày sau ngày của văn bản này / A cited document is dated after the letter that cites it",
        "Một trong hai ngày bị đọc hoặc ghi nhầm; không tự sửa / One of the two dates was misread; neither was changed",
    ),
    "enclosure.number_mismatch": Text(
        "Số của văn bản kèm theo khác số nêu trong văn bản chính / The enclosure's number is not the one the cover gives",
        _LOOK,
    ),
    "enclosure.date_mismatch": Text(
        "Ngày của văn bản kèm theo khác ngày nêu trong văn bản chính / The enclosure's date is not the one the cover gives",
        _LOOK,
    ),
    "enclosure.missing": Text(
        "Văn bản nói gửi kèm nhưng không thấy trong bản quét / The letter says it encloses a document that is not in the scan",
        "Kiểm tra có thiếu trang khi quét / Check whether pages were left out of the scan",
    ),
    "date.impossible": Text("Ngày không có trong lịch / A day that no calendar has", _LOOK),
    "date.in_future": Text("Ngày văn bản ở tương lai / The letter is dated in the future", _LOOK),
    "date.weekday_mismatch": Text("Thứ không khớp với ngày / The weekday does not fit the date", _LOOK),
    "date.leading_zero": Text(
        "Ngày dưới 10 hoặc tháng 1, 2 thiếu số 0 đứng trước / A day below 10 or month 1, 2 without its leading zero",
        "Chỉ là thể thức (Nghị định 30/2020, Phụ lục I) / A matter of form only",
    ),
    "number.leading_zero": Text(
        "Số dưới 10 thiếu số 0 đứng trước / A number below 10 without its leading zero",
        "Chỉ là thể thức (Nghị định 30/2020, Điều 15) / A matter of form only",
    ),
    "number.handwritten": Text("Số văn bản viết tay hoặc đóng dấu số / The number is written by hand or stamped", _LOOK),
    "number.type_mismatch": Text(
        "Ký hiệu không khớp với tên loại văn bản / The code in the symbol does not fit the type word", _LOOK
    ),
    "number.issuer_mismatch": Text(
        "Ký hiệu không khớp với cơ quan ban hành / The code in the symbol does not fit the issuer", _LOOK
    ),
    "number.unknown_unit": Text(
        "Đơn vị soạn thảo trong ký hiệu chưa có trong danh mục / The unit code in the symbol is not in the registry",
        "Thêm vào danh mục nếu đúng / Add it to the registry if it is right",
    ),
    # deadlines
    "deadline.before_issue": Text("Thời hạn trước ngày ban hành / A deadline before the letter's own date", _LOOK),
    "deadline.passed": Text(
        "Thời hạn đã qua hoặc đến ngay trong ngày / A deadline that has passed or falls on the day of receipt",
        "Báo ngay đơn vị chủ trì / Tell the leading unit at once",
    ),
    "deadline.passed_when_sent": Text(
        "Thời hạn trong văn bản kèm theo đã đến khi văn bản chính được gửi / Due when the cover was sent",
        "Báo ngay đơn vị chủ trì / Tell the leading unit at once",
    ),
    # signatures
    "signature.before_issue": Text("Thời điểm ký số trước ngày ban hành / Signed electronically before the date of issue", _LOOK),
    "signature.invalid": Text(
        "Chữ ký số không hợp lệ: nội dung tệp đã bị thay đổi sau khi ký / Bytes were changed after signing",
        "Yêu cầu nơi gửi gửi lại / Ask the sender to send it again",
    ),
    "signature.unreadable": Text(
        "Không kiểm tra được chữ ký số của tệp / The file's digital signature could not be checked",
        "Kiểm tra bằng phần mềm ký số / Check it with signing software",
    ),
    "signature.untrusted": Text(
        "Chữ ký số toàn vẹn nhưng chưa xác định được nơi cấp chứng thư / Bytes untouched; its issuer is not verified offline",
        "Kiểm tra chứng thư khi cần / Check the certificate where it matters",
    ),
    "signature.expired": Text(
        "Chữ ký số được ký khi chứng thư chưa có hoặc đã hết hiệu lực / The certificate was not valid at the time of signing",
        "Kiểm tra bằng phần mềm ký số; hỏi nơi gửi / Check it with signing software; ask the sender",
    ),
    "signature.visible_differs": Text(
        "Người ký trên trang khác người ký trong chứng thư số / The page shows another signer than the file's certificate", _LOOK
    ),
    "signature.appended": Text(
        "Có nội dung thêm vào tệp sau khi ký / Something was added to the file after it was signed",
        "Xem phần được thêm có phải chữ ký khác không / See whether what was added is another signature",
    ),
    # form: Nghị định 30/2020, Phụ lục VI (widths of the metadata fields)
    "field.too_long": Text(
        "Trường dài hơn giới hạn của Nghị định 30/2020, Phụ lục VI / A field longer than Nghị định 30/2020, Phụ lục VI allows",
        _LOOK,
    ),
    "letter.duplicate": Text(
        "Trùng số, ký hiệu, cơ quan và năm với văn bản khác / Same number, symbol, issuer and year as another document",
        "Có thể là bản quét lại / It may be a second scan of the same letter",
    ),
    "letter.duplicate_in_archive": Text(
        "Đã có văn bản cùng số, ký hiệu, cơ quan và năm / A letter with this number, symbol, issuer and year came before",
        "Có thể là bản quét lại: mở văn bản kia, rồi chọn không nhận hoặc gửi đi"
        " / It may be a second scan: open the other letter, then reject this one or deliver it",
    ),
    "letter.empty": Text("Không thấy nội dung văn bản / No letter was found on the pages", "Quét lại / Scan it again"),
    "issuer.inferred": Text(
        "Không thấy tên cơ quan ở đầu văn bản; suy ra từ nội dung / No letterhead: the issuer is inferred from the text", _LOOK
    ),
    "system.mismatch": Text("Thể thức Đảng và nhà nước lẫn nhau / Party form and state form contradict each other", _LOOK),
    "split.uncertain": Text("Chưa chắc ranh giới giữa các văn bản / The border between two documents is not sure", _LOOK),
    "signer.uncertain": Text("Họ tên người ký chưa chắc / The signer's name is not quite sure", _LOOK),
    "signer.body_mismatch": Text(
        "Cơ quan kết luận khác cơ quan ký / The body in the title is not the body that signed", "Chỉ để biết / For information"
    ),
    # pages
    "page.timeout": Text(
        "Đọc trang quá thời gian / Reading the page took longer than the limit", "Quét lại trang / Scan the page again"
    ),
    "page.failed": Text("Không đọc được trang / The page could not be read", "Quét lại trang / Scan the page again"),
    "page.unreadable": Text(
        "Trang quá mờ để đọc chắc chắn / The page is too poor to be read with certainty", "Quét lại trang / Scan it again"
    ),
    "page.text_layer_distrusted": Text(
        "Lớp chữ của PDF không khớp hình ảnh; đã đọc từ hình / The PDF's text did not match its pixels; the image was read instead"
    ),
    "page.number_gap": Text(
        "Số trang không liên tục / The printed page numbers have a gap",
        "Kiểm tra có thiếu trang khi quét / Check whether pages were left out of the scan",
    ),
}
"""Codes of `findings[]`."""

_REASONS: dict[str, Text] = {
    "number.missing": Text("Không đọc được số và ký hiệu / No number and symbol was found", _LOOK),
    "number.low_confidence": Text("Số và ký hiệu chưa chắc / The number and symbol is not sure", _LOOK),
    "issued_on.missing": Text("Không đọc được ngày ban hành / No date of issue was found", _LOOK),
    "issued_on.low_confidence": Text("Ngày ban hành chưa chắc / The date of issue is not sure", _LOOK),
    "issuer.missing": Text("Không đọc được cơ quan ban hành / No issuer was found", _LOOK),
    "issuer.low_confidence": Text("Cơ quan ban hành chưa chắc / The issuer is not sure", _LOOK),
    "doctype.missing": Text("Chưa rõ loại văn bản / The type of document is not known", _LOOK),
    "doctype.low_confidence": Text("Loại văn bản chưa chắc / The type of document is not sure", _LOOK),
    "subject.missing": Text("Không đọc được trích yếu / No subject was found", _LOOK),
    "addressees.missing": Text("Không thấy Kính gửi / No addressees were found", _LOOK),
    "addressees.low_confidence": Text("Nơi được gửi (Kính gửi) chưa chắc / An addressee is not sure", _LOOK),
    "recipients.missing": Text("Không thấy Nơi nhận / No list of recipients was found", _LOOK),
    "recipients.low_confidence": Text("Một mục Nơi nhận chưa chắc / A recipient is not sure", _LOOK),
    "addressees.unresolved": Text(
        "Có nơi được gửi (Kính gửi) chưa khớp danh mục / An addressee matches no registry entry well enough",
        "Chọn nơi được gửi đúng, hoặc thêm vào danh mục / Choose the right one, or add it to the registry",
    ),
    "recipients.unresolved": Text(
        "Có nơi nhận chưa khớp danh mục / A recipient matches no registry entry well enough",
        "Chọn nơi nhận đúng, hoặc thêm vào danh mục / Choose the right one, or add it to the registry",
    ),
    "routing.nobody": Text(
        "Chưa xác định được nơi nhận nào / Nobody was found to deliver to", "Chọn nơi nhận / Choose who gets it"
    ),
    "urgency.missing": Text("Có dấu dưới số, ký hiệu mà không đọc được / A stamp under the number could not be read", _LOOK),
    "signers.missing": Text(
        "Không thấy người ký, hoặc không đọc được họ tên / No signer, or a signer without a name, was found",
        "Xem văn bản đã ký chưa, có đủ trang không / Look whether it is signed, and whether all pages are there",
    ),
    "subject.low_confidence": Text("Trích yếu chưa rõ / The subject was hardly read", _LOOK),
    "signers.low_confidence": Text("Họ tên người ký chưa rõ / A signer's name was hardly read", _LOOK),
    "deadlines.low_confidence": Text("Thời hạn trong văn bản chưa rõ / A deadline was hardly read", _LOOK),
    "urgency.low_confidence": Text("Dấu độ khẩn chưa chắc / The mark of urgency is not sure", _LOOK),
    "letter.secrecy_mark": Text(
        "Văn bản có dấu chỉ độ mật / The letter carries a secrecy mark",
        "Chuyển sang sổ văn bản mật; không xử lý ở đây / Take it to the register of secret documents; it is not for this system",
    ),
    "split.by_hand": Text(
        "Đã tách lại theo yêu cầu / The scan was split anew by hand",
        "Xem lại từng văn bản, rồi gửi đi / Look at each document, then deliver",
    ),
    "letter.not_understood": Text("Không nhận ra văn bản nào / No document was recognised", _LOOK),
}

REVIEW_REASONS: dict[str, Text] = {**_REASONS, **FINDINGS}
"""Codes of `review.reasons[]`."""

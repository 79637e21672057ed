"""Types of documents (tên loại): the word in ô 5a, the code in the symbol, our ASCII name.

Sources: Nghị định 30/2020 Điều 7 and Phụ lục III (29 types, codes and codes of copies), Luật Ban hành văn bản quy phạm pháp luật
(legal documents), Quy định 66-QĐ/TW and Hướng dẫn 36-HD/VPTW (Party). Case matters in codes: CTr is not CT, QyĐ is not QĐ.
"""

from typing import NamedTuple


class DocType(NamedTuple):
    """One type. `codes`: state and Party codes in the symbol; `words`: what is printed in ô 5a."""

    name: str
    words: tuple[str, ...]
    codes: tuple[str, ...] = ()
    party_codes: tuple[str, ...] = ()


DOC_TYPES: tuple[DocType, ...] = (
    DocType("nghi_quyet", ("NGHỊ QUYẾT", "NGHỊ QUYẾT LIÊN TỊCH"), ("NQ", "NQLT"), ("NQ",)),
    DocType("quyet_dinh", ("QUYẾT ĐỊNH",), ("QĐ",), ("QĐ",)),
    DocType("chi_thi", ("CHỈ THỊ",), ("CT",), ("CT",)),
    DocType("quy_che", ("QUY CHẾ", "QUY CHẾ PHỐI HỢP"), ("QC", "QCPH"), ("QC",)),
    DocType("quy_dinh", ("QUY ĐỊNH",), ("QyĐ",), ("QyĐ", "QĐ")),
    DocType("thong_cao", ("THÔNG CÁO", "THÔNG CÁO BÁO CHÍ"), ("TC",), ("TC",)),
    DocType(
        "thong_bao",
        ("THÔNG BÁO", "THÔNG BÁO LIÊN TỊCH", "THÔNG BÁO LIÊN NGÀNH", "THÔNG BÁO LIÊN SỞ"),
        ("TB", "TBLT", "TBLN", "TBLS"),
        ("TB",),
    ),
    DocType(
        "huong_dan",
        ("HƯỚNG DẪN", "HƯỚNG DẪN LIÊN NGÀNH", "HƯỚNG DẪN LIÊN TỊCH", "HƯỚNG DẪN LIÊN SỞ"),
        ("HD", "HDLN", "HDLT", "HDLS"),
        ("HD",),
    ),
    DocType(
        "chuong_trinh",
        ("CHƯƠNG TRÌNH", "CHƯƠNG TRÌNH HÀNH ĐỘNG", "CHƯƠNG TRÌNH CÔNG TÁC", "CHƯƠNG TRÌNH PHỐI HỢP", "CHƯƠNG TRÌNH LIÊN TỊCH"),
        ("CTr", "CTrHĐ", "CTPH", "CTrPH", "CTLT", "CTrLT"),
        ("CTr", "CTrHĐ"),
    ),
    DocType(
        "ke_hoach",
        ("KẾ HOẠCH", "KẾ HOẠCH LIÊN NGÀNH", "KẾ HOẠCH LIÊN TỊCH", "KẾ HOẠCH LIÊN SỞ", "KẾ HOẠCH PHỐI HỢP"),
        ("KH", "KHLN", "KHLT", "KHLS", "KHPH"),
        ("KH",),
    ),
    DocType("phuong_an", ("PHƯƠNG ÁN",), ("PA",), ("PA",)),
    DocType("de_an", ("ĐỀ ÁN",), ("ĐA",), ("ĐA",)),
    DocType("du_an", ("DỰ ÁN",), ("DA",)),
    DocType("bao_cao", ("BÁO CÁO", "BÁO CÁO TÓM TẮT"), ("BC",), ("BC",)),
    DocType("bien_ban", ("BIÊN BẢN", "BIÊN BẢN HỌP"), ("BB",), ("BB",)),
    DocType("to_trinh", ("TỜ TRÌNH", "TỜ TRÌNH LIÊN NGÀNH", "TỜ TRÌNH LIÊN SỞ"), ("TTr",), ("TTr",)),
    DocType("hop_dong", ("HỢP ĐỒNG",), ("HĐ",)),
    DocType("cong_van", ("CÔNG VĂN",), ("CV",), ("CV",)),
    DocType("cong_dien", ("CÔNG ĐIỆN", "CÔNG ĐIỆN KHẨN", "CÔNG ĐIỆN THƯỢNG KHẨN", "CÔNG ĐIỆN HỎA TỐC"), ("CĐ",), ("CĐ",)),
    DocType("ban_ghi_nho", ("BẢN GHI NHỚ", "BIÊN BẢN GHI NHỚ"), ("BGN",)),
    DocType("ban_thoa_thuan", ("BẢN THỎA THUẬN", "THỎA THUẬN"), ("BTT",)),
    DocType("giay_uy_quyen", ("GIẤY ỦY QUYỀN",), ("GUQ",)),
    DocType("giay_moi", ("GIẤY MỜI", "THƯ MỜI", "GIẤY MỜI HỌP", "GIẤY TRIỆU TẬP"), ("GM", "TM"), ("GM",)),
    DocType("giay_gioi_thieu", ("GIẤY GIỚI THIỆU",), ("GGT",), ("GT",)),
    DocType("giay_nghi_phep", ("GIẤY NGHỈ PHÉP",), ("GNP",)),
    DocType("phieu_gui", ("PHIẾU GỬI",), ("PG",)),
    DocType("phieu_chuyen", ("PHIẾU CHUYỂN", "PHIẾU CHUYỂN ĐƠN"), ("PC",)),
    DocType("phieu_bao", ("PHIẾU BÁO",), ("PB",)),
    DocType("thu_cong", ("THƯ CÔNG",), ()),
    DocType("ket_luan", ("KẾT LUẬN", "KẾT LUẬN THANH TRA"), ("KL", "KLTT"), ("KL",)),
    DocType("thong_tri", ("THÔNG TRI",), (), ("TT",)),
    DocType("cuong_linh", ("CƯƠNG LĨNH",)),
    DocType("dieu_le", ("ĐIỀU LỆ",)),
    DocType("chien_luoc", ("CHIẾN LƯỢC",)),
    DocType("quy_hoach", ("QUY HOẠCH",)),
    DocType("tuyen_bo", ("TUYÊN BỐ",)),
    DocType("loi_keu_goi", ("LỜI KÊU GỌI",)),
    DocType("giay_chung_nhan", ("GIẤY CHỨNG NHẬN",)),
    DocType("giay_di_duong", ("GIẤY ĐI ĐƯỜNG",)),
    DocType("quy_trinh", ("QUY TRÌNH",), ("QTr",)),
    DocType("sao_y", ("SAO Y", "SAO Y BẢN CHÍNH", "BẢN SAO Y"), ("SY", "SYBC")),
    DocType("sao_luc", ("SAO LỤC", "BẢN SAO LỤC"), ("SL",)),
    DocType("trich_sao", ("TRÍCH SAO", "BẢN TRÍCH SAO"), ("TrS",)),
    DocType("luat", ("LUẬT", "BỘ LUẬT"), ()),
    DocType("phap_lenh", ("PHÁP LỆNH",), ("PL",)),
    DocType("lenh", ("LỆNH",), ("L",)),
    DocType("nghi_dinh", ("NGHỊ ĐỊNH",), ("NĐ",)),
    DocType("thong_tu", ("THÔNG TƯ",), ("TT",)),
    DocType("thong_tu_lien_tich", ("THÔNG TƯ LIÊN TỊCH",), ("TTLT",)),
)

COPIES = frozenset({"sao_y", "sao_luc", "trich_sao"})
"""Bản sao: not a document of its own content but a copy's head."""

BY_CODE: dict[str, str] = {code: kind.name for kind in DOC_TYPES for code in kind.codes}
BY_PARTY_CODE: dict[str, str] = {code: kind.name for kind in reversed(DOC_TYPES) for code in kind.party_codes}
"""Of the Party QĐ is a Quyết định's and a Quy định's (66-QĐ/TW): alone it says Quyết định."""
CODES_OF: dict[str, frozenset[str]] = {kind.name: frozenset((*kind.codes, *kind.party_codes)) for kind in DOC_TYPES}
BY_WORD: dict[str, str] = {word: kind.name for kind in DOC_TYPES for word in kind.words}

LEGAL = frozenset({"luat", "phap_lenh", "lenh", "nghi_dinh", "thong_tu", "thong_tu_lien_tich"})
"""Văn bản quy phạm pháp luật that are nothing else."""

"""What Nơi nhận and Kính gửi usually say, one item a row: fixed vocabulary that a badly read item is held against.

Sources: Nghị định 30/2020, Phụ lục I; the practice of central, provincial and district offices (domain rules 1.9, 3, 4).
Names of single bodies come from the registry; here stand sets, offices named by their heads, and roles of the issuer's own house.
"""

import re

USUAL_ITEMS: tuple[str, ...] = tuple(
    """
Như trên
Như Điều 1
Như Điều 2
Như Điều 3
Như Điều 4
Như kính gửi
Thủ tướng Chính phủ
Thủ tướng, các Phó Thủ tướng
Thủ tướng, các Phó Thủ tướng CP
Thủ tướng, các Phó Thủ tướng Chính phủ
Ban Bí thư Trung ương Đảng
Bộ Chính trị
Các đ/c Ủy viên Bộ Chính trị
Văn phòng Tổng Bí thư
Văn phòng Trung ương Đảng
Văn phòng Trung ương và các Ban của Đảng
Văn phòng Trung ương Đảng và các Ban của Đảng
Văn phòng Chủ tịch nước
Văn phòng Quốc hội
Văn phòng Chính phủ
Hội đồng dân tộc và các Ủy ban của Quốc hội
Hội đồng Dân tộc và các Ủy ban của Quốc hội
Tòa án nhân dân tối cao
Viện kiểm sát nhân dân tối cao
Kiểm toán nhà nước
Ủy ban trung ương Mặt trận Tổ quốc Việt Nam
Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam
Cơ quan trung ương của các đoàn thể
Cơ quan Trung ương của các đoàn thể
Các Bộ, cơ quan ngang Bộ, cơ quan thuộc Chính phủ
Các Bộ, cơ quan ngang bộ, cơ quan thuộc CP
Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ
HĐND, UBND các tỉnh, thành phố trực thuộc trung ương
Tỉnh ủy, UBND các tỉnh, TP trực thuộc TW
Tỉnh ủy, Thành ủy, HĐND, UBND các tỉnh, TP trực thuộc TW
UBND các tỉnh, thành phố trực thuộc Trung ương
Ngân hàng Chính sách xã hội
Ngân hàng Phát triển Việt Nam
VPCP: BTCN, các PCN, Trợ lý TTg, các Vụ, Cục
Thường trực Tỉnh ủy
Thường trực Thành ủy
Thường trực Huyện ủy
Thường trực HĐND tỉnh
Thường trực HĐND huyện
Thường trực HĐND thành phố
Thường trực Tỉnh ủy, HĐND tỉnh
TT. Tỉnh ủy
TT. HĐND tỉnh
TT. UBND tỉnh
TT. Tỉnh ủy, TT. HĐND tỉnh
TT. Tỉnh ủy, HĐND tỉnh
TT. Huyện ủy, TT. HĐND huyện
TT Tỉnh ủy, TT HĐND tỉnh
Chủ tịch, các Phó Chủ tịch UBND tỉnh
Chủ tịch và các Phó Chủ tịch UBND tỉnh
CT, các PCT UBND tỉnh
CT, các PCT. UBND tỉnh
CT và các PCT UBND tỉnh
CT, PCT UBND tỉnh
CT, các PCT UBND huyện
CT, các PCT. UBND huyện
Ủy ban MTTQ Việt Nam tỉnh
Ủy ban MTTQ Việt Nam huyện
Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh
UBMTTQ Việt Nam tỉnh
UBMTTQVN tỉnh
Đoàn ĐBQH tỉnh
Đoàn ĐBQH và HĐND tỉnh
Văn phòng Đoàn ĐBQH và HĐND tỉnh
Văn phòng Tỉnh ủy
Văn phòng UBND tỉnh
Văn phòng HĐND tỉnh
VP Tỉnh ủy
VP UBND tỉnh
Các Ban Tỉnh ủy
Các ban đảng Tỉnh ủy
Các ban đảng, đảng đoàn, BCS đảng
Các ban, cơ quan tham mưu của Tỉnh ủy
Các đ/c Tỉnh ủy viên
Các đồng chí Tỉnh ủy viên
Các đ/c Ủy viên Ban Thường vụ Tỉnh ủy
Các huyện, thành ủy và tương đương
Các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy
Các huyện ủy, thị ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy
Các huyện, thị, thành ủy, đảng ủy trực thuộc
Các sở, ban, ngành cấp tỉnh
Các sở, ban, ngành tỉnh
Các sở, ban, ngành, đoàn thể cấp tỉnh
Các sở, ban, ngành, đoàn thể tỉnh
Các Sở, ban, ngành, đoàn thể tỉnh
Các sở, ngành
UBND các huyện, thị xã, thành phố
UBND các huyện, thành phố
UBND các xã, phường, thị trấn
UBND các xã, phường, đặc khu
HĐND, UBND các huyện, thị xã, thành phố
Các phòng, ban, ngành huyện
Các phòng, ban chuyên môn
Thủ trưởng các đơn vị trực thuộc
Thủ trưởng các sở, ban, ngành
Các đơn vị trực thuộc
Các đơn vị trực thuộc Sở
Các phòng chuyên môn thuộc Sở
Công an tỉnh
Công an huyện
Bộ CHQS tỉnh
Bộ Chỉ huy Quân sự tỉnh
Bộ Chỉ huy quân sự tỉnh
BCH Quân sự tỉnh
Bộ Chỉ huy BĐBP tỉnh
Bộ Chỉ huy Bộ đội Biên phòng tỉnh
Tòa án nhân dân tỉnh
Viện kiểm sát nhân dân tỉnh
TAND tỉnh
VKSND tỉnh
Cục Thuế tỉnh
Cục Thống kê tỉnh
Cục Hải quan tỉnh
Cục Thi hành án dân sự tỉnh
Kho bạc Nhà nước tỉnh
Bảo hiểm xã hội tỉnh
BHXH tỉnh
Ngân hàng Nhà nước chi nhánh tỉnh
Liên đoàn Lao động tỉnh
Hội Liên hiệp Phụ nữ tỉnh
Hội Nông dân tỉnh
Hội Cựu chiến binh tỉnh
Tỉnh đoàn
UBKT Tỉnh ủy
Ban Tổ chức Tỉnh ủy
Ban Tuyên giáo Tỉnh ủy
Ban Dân vận Tỉnh ủy
Ban Nội chính Tỉnh ủy
Báo, Đài PT-TH tỉnh
Báo, Đài PT&TH tỉnh
Báo, Đài PTTH tỉnh
Đài PT-TH tỉnh
Đài PT&TH tỉnh
Đài Phát thanh và Truyền hình tỉnh
Báo và Đài PT-TH tỉnh
Cổng TTĐT tỉnh
Cổng TTĐT Chính phủ
Cổng Thông tin điện tử tỉnh
Cổng Thông tin điện tử Chính phủ
Công báo tỉnh
Công báo
Trung tâm Công báo tỉnh
Trung tâm Phục vụ HCC
Trung tâm Phục vụ hành chính công
Trung tâm Phục vụ HCC tỉnh
Website Sở
Website tỉnh
Website
Trang thông tin điện tử
Cục Kiểm tra VBQPPL - Bộ Tư pháp
Cục Kiểm tra văn bản QPPL - Bộ Tư pháp
Giám đốc, các PGĐ Sở
Giám đốc, các Phó Giám đốc Sở
Giám đốc và các PGĐ Sở
Giám đốc Sở
Lãnh đạo Sở
Ban Giám đốc
Ban Giám đốc Sở
Lãnh đạo Văn phòng
Lãnh đạo VP
LĐVP
Chánh, Phó CVP
Chánh, Phó Chánh Văn phòng
CVP, các PCVP
CVP, PCVP
Các PCVP
CVP và các PCVP
VPUB: CVP, PCVP
VP: CVP, các PCVP
Chuyên viên nghiên cứu
Các chuyên viên nghiên cứu
Các phòng chuyên môn
Các phòng nghiên cứu
Lưu Văn phòng Tỉnh ủy
Lưu Văn phòng Thành ủy
Lưu Văn phòng Huyện ủy
Lưu VT
""".strip().splitlines()
)

KNOWN_ITEMS = frozenset({*USUAL_ITEMS, *(part for item in USUAL_ITEMS for part in re.split(r"\s*[,;:]\s*", item))})
"""The items and the names that they join."""

VPCP_UNITS: tuple[str, ...] = (
    "TH", "KTTH", "KGVX", "QHQT", "NC", "QHĐP", "TKBT", "NN", "CN", "PL", "TCCV", "ĐMDN", "KSTT", "HC", "TCCB", "QTTV", "ĐTTT",
)  # fmt: skip
"""Codes of the units of Văn phòng Chính phủ (domain rule 3), as they follow `các Vụ, Cục:`."""

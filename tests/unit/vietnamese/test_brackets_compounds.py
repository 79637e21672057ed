"""(b/c) whose c was read as a sign of money; chi read chỉ before what only chi stands before."""

import pytest

from tests.unit.vietnamese.scans import cleaned, scan


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("- UBND tỉnh (b/€);", "- UBND tỉnh (b/c);"),
        ("- Bộ Y tế (để b/€);", "- Bộ Y tế (để b/c);"),
        ("- Sở Nội vụ (bíc);", "- Sở Nội vụ (b/c);"),
        ("- Cục Thú y (l/€).", "- Cục Thú y (b/c)."),
        ("- Giám đốc (b/C);", "- Giám đốc (b/c);"),
        ("- Các chỉ bộ;", "- Các chi bộ;"),
        ("- Chỉ cục Kiểm lâm tỉnh;", "- Chi cục Kiểm lâm tỉnh;"),
        ("V/v chỉ trả lương hưu qua tài khoản", "V/v chi trả lương hưu qua tài khoản"),
        ("- Các chỉ hội trực thuộc;", "- Các chi hội trực thuộc;"),
        ("CHỈ NHÁNH TỈNH BẾN TRE", "CHI NHÁNH TỈNH BẾN TRE"),
        ("báo cáo chỉ tiết các khoản chí phí", "báo cáo chi tiết các khoản chi phí"),
    ],
)
def test_what_stands_for_one_wording_alone_is_put_right(read: str, meant: str):
    assert cleaned(scan(read)) == [meant]


@pytest.mark.parametrize(
    "text",
    [
        "Giá vé 20 (€) mỗi người tham dự",
        "- Phòng Nội vụ (b/h);",
        "Đơn vị chỉ trả lời bằng văn bản khi có yêu cầu",
        "Việc này chỉ bộ phận một cửa được thực hiện",
        "Không chỉ tiết kiệm mà còn chống lãng phí",
        "Giám đốc chỉ ủy quyền cho một Phó Giám đốc",
        "Không chỉ hội viên mà cả nhân dân cùng tham gia",
        "Các chỉ tiêu chủ yếu đều đạt kế hoạch",
        "Thiệt hại chỉ cục bộ ở một số nơi",
    ],
)
def test_what_may_be_meant_otherwise_stays(text: str):
    assert cleaned(scan(text)) == [text]

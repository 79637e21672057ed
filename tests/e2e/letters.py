"""Letters of our own making for the road: short, complete, each with a number of its own."""

LETTER = """ỦY BAN NHÂN DÂN
TỈNH KIÊN GIANG
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: {number}/UBND-VHXH
V/v rà soát kho lưu trữ đợt {number}
Kiên Giang, ngày 12 tháng 5 năm 2022

Kính gửi:
- Sở Nội vụ;
- Sở Tài chính.

Thực hiện kế hoạch công tác năm, Ủy ban nhân dân tỉnh đề nghị các cơ quan rà soát kho lưu trữ của mình và gửi báo cáo
về Sở Nội vụ trước ngày 30 tháng 5 năm 2022./.

Nơi nhận:
- Như trên;
- Lưu: VT, lthanh.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Trần Văn Mẫu
"""


def letter(number: int) -> str:
    """A text letter that differs from every other in its number."""
    return LETTER.format(number=number)


def naming(number: int, name: str) -> str:
    """One with an addressee that the registry does not know: it goes to the others, and a person is asked afterwards."""
    return letter(number).replace("- Sở Tài chính.", f"- Sở Tài chính;\n- Ban Quản lý bến {name}.")


def doubtful(number: int) -> str:
    """One with such an addressee that nobody signed: it goes to review."""
    return naming(number, "Rồng Vàng").replace("\nTrần Văn Mẫu\n", "")

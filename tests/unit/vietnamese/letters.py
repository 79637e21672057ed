"""Official letters that never were: right Vietnamese with every kind of thing that cleaning must leave alone."""

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = (
    "Nguyễn Hoài Ân|Trần Thị Mỹ Lệ|Lê Quý Đôn Phương|Phạm Sỹ Tiến|Hồ Văn Thỏa|Huỳnh Thị Kiều Oanh|Võ Tấn Đạt|Đặng Hữu Lộc|"
    "Bùi Thế Duệ|Đỗ Thị Lệ Hằng|Ngô Đình Trữ|Dương Mạnh Cẩm|Lý Thị Én|Đinh La Thắm|Mai Xuân Tứ|Y Lăng Niê|Ksor Hbia|Điểu Ghé|"
    "Thạch Sô Phia|Quách Thị Nở"
)
PLACES = (
    "tỉnh Kiên Giang|huyện Gò Quao|huyện Cư M'gar|xã Ea Tul|thị trấn Mốc Ninh|phường Vĩnh Thạnh Vân|thành phố Rạch Giá|"
    "huyện Krông Pắc|xã Tà Rụt|ấp Kênh Mới|huyện Mù Cang Chải|thị xã Sa Pa|thôn Bù Lạch|đường Lạc Hồng|quận Ô Môn|huyện Lắk|"
    "xã Đắk Ơ|đảo Thổ Chu"
)
CODES = (
    "128/NQ-CP|16/CT-TTg|1099/CĐ-TTg|23/2021/QĐ-TTg|30/2020/NĐ-CP|374-TB/TU|10-TB/VPTW|4011/VPCP-KSTT|08/2021/TT-BYT|2264/SYT-NVY|"
    "57/KH-UBND|12/2019/QH14|115/TTr-SKHĐT|88/BC-SLĐTBXH|03/HD-BTCTU|1186/UBND-VHXH|45/GM-VP|09/QyĐ-HĐND"
)
FOREIGN = (
    "Covid-19|SARS-CoV-2|QR Code|Zalo|test nhanh|internet|App Store|iPhone|VNeID|e-mail|5K|F0|GDP|Delta|flycam|OCOP|IUU|website"
)
SHORT = "UBND|HĐND|MTTQ|BCĐ|PCTT|VT|KGVX|TTĐT|CVP|PCVP|BHXH|KTXH|CCHC|ANTT|VPCP|QLNN|PTTH|TTHC"
OFFICES = "Sở Y tế|Sở Xây dựng|Sở Nội vụ|Văn phòng Ủy ban nhân dân tỉnh|Sở Công Thương|Công an tỉnh|Sở Ngoại vụ|Thanh tra tỉnh"
SENTENCES = """\
Giao {office} chủ trì, phối hợp với các cơ quan rà soát, tổng hợp số liệu của {n} hộ dân tại {place}; báo cáo trước ngày {date}.
Thực hiện Công văn số {code} ngày {date} về việc tăng cường quản lý đất đai, khoáng sản trên địa bàn {place}.
Theo báo cáo của ông {name}, đến hết tháng {m} năm {y} đã có {n} lượt người được khám, chữa bệnh miễn phí.
Đồng chí {name} chịu trách nhiệm trước Chủ tịch Ủy ban nhân dân tỉnh về tiến độ giải ngân {n} triệu đồng vốn đầu tư công.
Căn cứ Nghị định số {code} của Chính phủ về công tác văn thư và Quyết định số {code} về quy chế làm việc;
Các cơ quan báo chí đẩy mạnh tuyên truyền, phản ánh kịp thời gương người tốt, việc tốt trong phòng, chống dịch {foreign}.
Tổng diện tích lúa bị thiệt hại do mưa lũ là {n} ha, trong đó mất trắng {n} ha, tập trung ở {place} và {place}.
Đề nghị các đơn vị nghiêm túc thực hiện, nếu có vướng mắc liên hệ {office} (số điện thoại {phone}) để được hướng dẫn.
Hệ thống {foreign} được vận hành thông suốt, bảo đảm an toàn, an ninh mạng theo cấp độ {m}.
Ban Chỉ đạo phân công bà {name}, Phó Trưởng ban, trực tiếp kiểm tra việc chấp hành quy định tại {place}.
Tỷ lệ hồ sơ trực tuyến toàn trình đạt {pct}%, tăng {pct}% so với cùng kỳ năm {y}.
Việc bồi thường, hỗ trợ, tái định cư dự án đường ven biển qua {place} còn chậm so với kế hoạch đề ra.
Yêu cầu Thủ trưởng các sở, ban, ngành khẩn trương khắc phục các tồn tại, hạn chế đã được chỉ ra tại Kết luận số {code}.
Kinh phí thực hiện {n}.000.000 đồng, từ nguồn ngân sách tỉnh năm {y} và các nguồn hợp pháp khác.
Trung tâm Y tế tổ chức tiêm chủng cho {n} trẻ em, bảo đảm đúng đối tượng, không để lãng phí vật tư.
Nhà trường phối hợp với cha mẹ học sinh quản lý con em trong dịp nghỉ hè, phòng tránh tai nạn đuối nước.
Công an tỉnh xử lý nghiêm các trường hợp khai thác cát trái phép, vận chuyển hàng cấm qua biên giới.
Chủ tịch {short} các huyện, thành phố chỉ đạo phòng chuyên môn hoàn thành trước {m} giờ 30 phút ngày {date}.
Hội nghị thống nhất thông qua dự thảo quy chế, giao Văn phòng hoàn thiện trình ký trong tháng {m}/{y}.
Địa chỉ nhận báo cáo: phong{m}.vp@tinh.gov.vn; bản giấy gửi về Phòng {short}, tầng {m}, số {n} đường Hùng Vương.
Thời tiết diễn biến phức tạp, nguy cơ sạt lở bờ sông, bờ biển ở mức cao; chủ động di dời người dân đến nơi an toàn.
Biểu dương tinh thần trách nhiệm của cán bộ, chiến sĩ, y bác sĩ và các lực lượng tuyến đầu.
Khoản {m} Điều {m} Luật số {code} quy định rõ thẩm quyền, trình tự, thủ tục giải quyết.
Giá trị sản xuất nông nghiệp ước đạt {n} tỷ đồng; sản lượng thủy sản khai thác {n} tấn, bằng {pct}% kế hoạch năm.
Tiếp tục cải thiện môi trường đầu tư kinh doanh, tháo gỡ khó khăn cho doanh nghiệp, hợp tác xã.
Vùng trồng sầu riêng, hồ tiêu, chanh dây được cấp mã số theo yêu cầu của nước nhập khẩu.
Tổ công tác đã hòa giải thành {n} vụ việc tranh chấp, mâu thuẫn trong nội bộ nhân dân.
"""


def _one(chance: random.Random, words: str) -> str:
    return chance.choice(words.split("|"))


def _fill(sentence: str, chance: random.Random, kept: list[str]) -> str:
    makers: dict[str, Callable[[], str]] = {
        "name": lambda: _one(chance, NAMES),
        "place": lambda: _one(chance, PLACES),
        "code": lambda: _one(chance, CODES),
        "foreign": lambda: _one(chance, FOREIGN),
        "short": lambda: _one(chance, SHORT),
        "office": lambda: _one(chance, OFFICES),
        "date": lambda: f"{chance.randint(1, 28):02}/{chance.randint(1, 12)}/{chance.randint(2015, 2026)}",
        "n": lambda: str(chance.randint(2, 999)),
        "m": lambda: str(chance.randint(1, 12)),
        "y": lambda: str(chance.randint(2015, 2026)),
        "pct": lambda: f"{chance.randint(1, 99)},{chance.randint(1, 9)}",
        "phone": lambda: f"0297.{chance.randint(3000000, 3999999)}",
    }
    for key, make in makers.items():
        while f"{{{key}}}" in sentence:
            value = make()
            sentence = sentence.replace(f"{{{key}}}", value, 1)
            if key != "office":
                kept.append(value)
    return sentence


def body(seed: int, sentences: int) -> tuple[str, list[str]]:
    """Right paragraphs, and the names, places, numbers, symbols and foreign words in them."""
    chance = random.Random(seed)  # noqa: S311 - letters are made, not secrets
    kept: list[str] = []
    lines = [_fill(chance.choice(SENTENCES.splitlines()), chance, kept) for _ in range(sentences)]
    return "\n".join(lines), kept


def letter(seed: int, sentences: int = 12) -> tuple[str, list[str]]:
    """A whole letter: head, addressees, body, signature, Nơi nhận; and what in it must stay."""
    chance = random.Random(seed)  # noqa: S311 - letters are made, not secrets
    text, kept = body(seed + 1, sentences)
    name, place, number = _one(chance, NAMES), _one(chance, PLACES), f"{chance.randint(10, 9999)}/UBND-KTTH"
    head = f"ỦY BAN NHÂN DÂN\n{place.upper()}\n\nSố: {number}\nV/v triển khai nhiệm vụ tháng {chance.randint(3, 9)}\n\n"
    head += "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
    foot = "\n\nNơi nhận:\n- Như trên;\n- CT, các PCT. UBND tỉnh;\n- Các PCVP;\n- Lưu: VT, KTTH, tthuy.\n\n"
    foot += f"TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n{name}"
    return f"{head}Kính gửi: {_one(chance, OFFICES)}.\n\n{text}{foot}", [*kept, name, number]

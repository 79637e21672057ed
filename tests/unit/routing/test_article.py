from tasks.core.routing.article import article, charged_in_article

DECISION = """Điều 1. Phê duyệt kế hoạch theo Điều 2 Luật Mây.
Điều 2. Hiệu lực thi hành. Quyết định có hiệu lực từ ngày ký.
Điều 3. Tổ chức thực hiện: Chánh Văn phòng UBND tỉnh; Giám đốc Sở Mây căn cứ Quyết định thi hành./."""


def test_an_article_ends_where_the_next_begins():
    assert article(DECISION, 1) == "Phê duyệt kế hoạch theo Điều 2 Luật Mây."
    assert article(DECISION, 3) is not None
    assert article(DECISION, 4) is None


def test_those_charged_are_named_one_by_one():
    assert charged_in_article(DECISION, 3) == ["Chánh Văn phòng UBND tỉnh", "Giám đốc Sở Mây"]


def test_an_article_that_charges_nobody():
    assert charged_in_article(DECISION, 2) is None
    assert charged_in_article(DECISION, 9) is None

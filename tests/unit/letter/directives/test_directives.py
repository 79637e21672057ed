from datetime import date

import pytest

from schemas.letter import Directive
from tasks.core.letter.directives.directives import find_directives
from tests.unit.letter.made import scan_rows, span_of

ISSUED = date(2022, 3, 8)


def directives(text: str) -> tuple[Directive, ...]:
    return find_directives(span_of(text), ISSUED)


def leads(directive: Directive) -> list[str]:
    return [found.value for found in directive.lead]


def test_a_task_with_all_its_parts() -> None:
    (one,) = directives(
        "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính và các đơn vị liên quan rà soát biên chế (chậm nhất ngày 25/3/2022)."
    )
    assert leads(one) == ["Sở Nội vụ"]
    assert [found.value for found in one.cooperating] == ["Sở Tài chính", "các đơn vị liên quan"]
    assert one.action.startswith("chủ trì")
    assert one.deadline is not None
    assert (one.deadline.value, one.deadline.relative) == ("2022-03-25", False)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("- Sở Y tế theo chức năng, nhiệm vụ tổ chức kiểm tra.", ["Sở Y tế"]),
        ("2. Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh chủ động nắm tình hình.", ["Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh"]),
        ("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh tăng cường vận động.", ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"]),
        ("Yêu cầu Thủ trưởng các sở, ban, ngành cấp tỉnh khẩn trương thực hiện.", ["Thủ trưởng các sở, ban, ngành cấp tỉnh"]),
        ("Giám đốc Sở giao các phòng chuyên môn và UBND các xã triển khai.", ["các phòng chuyên môn", "UBND các xã"]),
        ("- Các Bộ: Tài chính, Nội vụ chủ động phối hợp.", ["Bộ Tài chính", "Bộ Nội vụ"]),
        ("- Về kinh phí: Ủy ban nhân dân huyện xem xét giải quyết.", ["Ủy ban nhân dân huyện"]),
        ("3. Sở Xây dựng: (1) Lập quy hoạch; (2) Công bố công khai.", ["Sở Xây dựng"]),
        ("Giao Ban Chỉ đạo phòng, chống thiên tai tỉnh kiểm tra các hồ chứa.", ["Ban Chỉ đạo phòng, chống thiên tai tỉnh"]),
        ("Theo chỉ đạo trên, Chủ tịch UBND các huyện khẩn trương thực hiện.", ["Chủ tịch UBND các huyện"]),
    ],
)
def test_who_is_told(text: str, names: list[str]) -> None:
    assert leads(directives(text)[0]) == names


def test_whom_a_partys_committee_directs_to_lead_leads_too() -> None:
    (one,) = directives(
        "Giao Ban cán sự đảng UBND tỉnh lãnh đạo, chỉ đạo Sở Nội vụ chủ trì, phối hợp với Sở Tài chính "
        "rà soát, xong trước ngày 25/3/2022."
    )
    assert leads(one) == ["Ban cán sự đảng UBND tỉnh", "Sở Nội vụ"]
    assert [found.value for found in one.cooperating] == ["Sở Tài chính"]
    assert one.deadline is not None


def test_who_is_directed_to_do_something_in_general_is_in_no_list() -> None:
    (one,) = directives("Giao UBND tỉnh chỉ đạo các sở, ngành thực hiện.")
    assert leads(one) == ["UBND tỉnh"]


def test_bodies_that_keep_watch_together_end_before_it() -> None:
    (one,) = directives("Giao Công an tỉnh phối hợp với Sở Y tế, UBND huyện Mây trực ban tại hiện trường.")
    assert [found.value for found in one.cooperating] == ["Sở Y tế", "UBND huyện Mây"]


@pytest.mark.parametrize(
    "text",
    [
        "2. Cử tri đề nghị Bộ Y tế bảo đảm thuốc tại các bệnh viện công lập.",
        "Một số địa phương đề nghị Bộ Tài chính bổ sung kinh phí.",
        "Ủy ban nhân dân tỉnh nhận được Công văn của Sở Y tế.",
        "Sở Nội vụ thông báo để các đơn vị biết, thực hiện.",
        "Các đơn vị đã hoàn thành nhiệm vụ năm 2021.",
        "Tổ chức thực hiện có nơi còn lúng túng.",
        "Ban hành kèm theo Quyết định này.",
        "Báo cáo kết quả theo quy định.",
        "Theo báo cáo của Sở Tài chính, tính đến ngày 05/3/2022, toàn tỉnh đạt 40%.",
        "UBND tỉnh chỉ đạo như sau:",
    ],
)
def test_what_is_no_task(text: str) -> None:
    assert directives(text) == ()


def test_a_deadline_that_names_nobody_is_kept() -> None:
    (one,) = directives("- Đẩy nhanh tiến độ tiêm phòng, hoàn thành trước ngày 30/4/2022.")
    assert one.lead == ()
    assert one.deadline is not None


def test_the_deadline_of_the_next_sentence_belongs_to_the_task() -> None:
    (one,) = directives("Giao Sở Y tế rà soát thuốc dự trữ. Báo cáo kết quả trước ngày 20/3/2022.")
    assert one.deadline is not None
    assert one.deadline.value == "2022-03-20"


def test_a_list_of_bodies_may_run_over_a_semicolon() -> None:
    (one,) = directives("Giao Văn phòng Tỉnh ủy; các ban đảng, đảng đoàn quán triệt Thông báo này.")
    assert leads(one) == ["Văn phòng Tỉnh ủy", "các ban đảng, đảng đoàn"]


def test_items_under_a_heading_are_tasks_of_its_bodies() -> None:
    text = "2. Sở Y tế có trách nhiệm:\na) Phối hợp với Công an tỉnh kiểm tra các trạm;\nb) Báo cáo trước 20/3/2022."
    first, second = directives(text)
    assert leads(first) == leads(second) == ["Sở Y tế"]
    assert [found.value for found in first.cooperating] == ["Công an tỉnh"]
    assert first.action.endswith("kiểm tra các trạm")
    assert second.deadline is not None


def test_a_relative_deadline_says_so() -> None:
    (one,) = directives("Yêu cầu các đơn vị báo cáo trong 05 ngày kể từ ngày ký.")
    assert one.deadline is not None
    assert (one.deadline.value, one.deadline.relative) == ("2022-03-13", True)


def test_a_day_long_past_is_a_cut_off_not_a_deadline() -> None:
    assert directives("Giao Sở Xây dựng kiểm tra các nhà dựng trước ngày 01/7/2014.")[0].deadline is None


def test_names_know_their_place_on_the_page() -> None:
    rows = scan_rows(
        [("Giao Sở Nội vụ chủ trì, phối hợp với Sở", 0.12, 0.9), ("Tài chính rà soát trước ngày 20/3/2022.", 0.12, 0.8)]
    )
    (one,) = find_directives(span_of(rows), ISSUED)
    assert one.lead[0].box is not None
    assert [found.value for found in one.cooperating] == ["Sở Tài chính"]
    assert one.page == 1


def test_labelled_rows_of_a_plan_are_one_task() -> None:
    first, second = directives(
        "1. Xây dựng cơ sở dữ liệu đất trồng\n- Cơ quan chủ trì: Sở Y tế.\n- Cơ quan phối hợp: Sở Nội vụ, UBND các xã.\n"
        "- Thời gian hoàn thành: Quý IV/2022.\n2. Tập huấn kỹ năng\n"
        "- Đơn vị thực hiện: Hội Nông dân tỉnh;\n- Thời gian thực hiện: Hằng năm.\n"
    )
    assert (leads(first), [found.value for found in first.cooperating]) == (["Sở Y tế"], ["Sở Nội vụ", "UBND các xã"])
    assert first.action == "Xây dựng cơ sở dữ liệu đất trồng"
    assert first.deadline is not None
    assert first.deadline.value == "2022-12-31"
    assert (leads(second), second.deadline) == (["Hội Nông dân tỉnh"], None)


@pytest.mark.parametrize(
    ("text", "names", "day"),
    [
        ("Trong thời hạn 05 ngày làm việc kể từ ngày ký, Sở Y tế có ý kiến gửi Sở Nội vụ.", ["Sở Y tế"], "2022-03-15"),
        ("Chậm nhất là ngày 01/4/2022, Bộ Chỉ huy quân sự tỉnh bàn giao kho.", ["Bộ Chỉ huy quân sự tỉnh"], "2022-04-01"),
        ("Sau 15 ngày kể từ ngày ban hành, các phòng, ban trực thuộc lập dự toán.", ["các phòng, ban trực thuộc"], "2022-03-23"),
        ("Định kỳ hằng tháng, các đơn vị báo cáo Sở Y tế.", ["các đơn vị"], None),
        ("Việc này được giao Thanh tra tỉnh chủ trì, xong trước ngày 15/4/2022.", ["Thanh tra tỉnh"], "2022-04-15"),
        ("Nhận được văn bản này, yêu cầu các đồng chí Giám đốc Sở Y tế, Chánh Thanh tra tỉnh thực hiện.",
         ["Giám đốc Sở Y tế", "Chánh Thanh tra tỉnh"], None),
        ("Kính đề nghị Quý Bộ sớm trả lời trước ngày 22/3/2022.", ["Quý Bộ"], "2022-03-22"),
        ("Yêu cầu Hiệu trưởng các trường công khai trước ngày 22/3/2022.", ["Hiệu trưởng các trường"], "2022-03-22"),
        ("Ban Quản lý dự án đầu tư xây dựng tỉnh phải khởi công.", ["Ban Quản lý dự án đầu tư xây dựng tỉnh"], None),
        ("Các cơ quan, đơn vị tổ chức tổng kết.", ["Các cơ quan", "đơn vị"], None),
    ],
)  # fmt: skip
def test_sentences_that_open_otherwise(text: str, names: list[str], day: str | None) -> None:
    (one,) = directives(text)
    assert leads(one) == names
    assert (one.deadline.value if one.deadline else None) == day


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sở Công Thương chủ trì, Cục Quản lý thị trường tỉnh phối hợp kiểm tra giá.", ["Cục Quản lý thị trường tỉnh"]),
        ("Sở Y tế chủ trì cùng với Sở Nội vụ kiểm tra.", ["Sở Nội vụ"]),
        ("Giao Công an tỉnh phối hợp với Thanh tra giao thông xử lý.", ["Thanh tra giao thông"]),
        ("Sở Y tế chủ trì, Sở Nội vụ báo cáo kết quả.", []),
    ],
)
def test_who_helps_said_otherwise(text: str, names: list[str]) -> None:
    assert [found.value for found in directives(text)[0].cooperating] == names


@pytest.mark.parametrize(
    "text",
    [
        "Thủ trưởng các cơ quan chịu trách nhiệm trước Chủ tịch tỉnh nếu để chậm trễ.",
        "Việc này đã được giao Sở Y tế chủ trì từ năm 2021.",
    ],
)
def test_who_answers_for_delay_and_what_was_given_before_is_no_task(text: str) -> None:
    assert directives(text) == ()


def test_what_another_letter_asked_for_is_no_deadline_of_this_one() -> None:
    assert [
        one.deadline.value if one.deadline else None
        for one in directives(
            "Sở đã có Công văn số 30/SNV-VP ngày 01/02/2022 đề nghị gửi báo cáo trước ngày 20/02/2022, đến nay chưa nhận được. "
            "Đề nghị gửi báo cáo trước ngày 20/3/2022."
        )
        if one.deadline
    ] == ["2022-03-20"]

"""A letter's text in Markdown shows itself and does nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.letter import Authority, Deadline, Directive, Signer
from schemas.routing import NotRouted
from tasks.core.letter.checks.finding import finding
from tasks.core.record.portrait import escape, finding_lines, portrait
from tests.unit.record.test_answers import found
from tests.unit.record.test_decide import a_record

HOSTILE = "[x](javascript:alert(1)) ![](http://evil/x.png) <img src=x onerror=1> | a | `b` *c* _d_ &lt; www.evil.vn a@b.vn $x$"
BARE = re.compile(r"(?<!\\)[\[\]<>|`*_!&~$]|://|[wW]{3}\.|\w@|[\n\r\x00-\x1f]")


def shown(text: str) -> str:
    """What a reader sees of escaped text."""
    return re.sub(r"\\(.)", r"\1", text).replace("\u2060", "")


def test_links_images_html_and_tables_of_a_letter_are_only_shown():
    assert shown(escape(HOSTILE)) == HOSTILE
    assert not BARE.search(escape(HOSTILE))


@given(st.text(alphabet=st.sampled_from("ab1 [](){}<>|`*_!&~$\\:/.w@#\n-"), max_size=60))
def test_whatever_the_letter_says_no_special_sign_is_left_bare(text: str):
    pieces = re.sub(r"\\.", "§", escape(text))  # a sign of its own in place of what is escaped: neighbours stay apart
    assert not re.search(r"[\\\[\]<>|`*_!&~$\n]|://|[wW]{3}\.|\w@", pieces)


@pytest.mark.parametrize("text", ["# h", "- one", "1. one", "12) one", "+ one", "=== "])
def test_a_line_makes_no_heading_or_list(text: str):
    assert escape(text).startswith("\\") or re.match(r"\d+\\", escape(text))


def test_direction_marks_are_dropped():
    assert escape("a\u202eb\u200b") == "a b"


def test_a_portrait_names_the_letter_its_fields_and_why_a_person_must_look():

    text = shown(portrait(a_record(), {"record.json": "http://127.0.0.1/r"}, "http://127.0.0.1/p.jpg"))
    assert text.startswith("# 77/UBND-VX · UBND tỉnh Kiên Giang")
    assert "![trang 1 / page 1](http://127.0.0.1/p.jpg)" in text
    assert "`number.low_confidence`" in text
    assert "Sở Lạ" in text


def test_a_portrait_says_why_each_recipient_gets_it_and_what_to_do_next():
    record = a_record()
    one = record.routing.deliveries[0].model_copy(update={"because": (found("Các sở"),), "deadline": "2022-05-20", "note": None})
    two = one.model_copy(update={"recipient_id": "b", "name": "Sở Gió"})
    sent = two.model_copy(
        update={"recipient_id": "c", "name": "Sở Mưa", "role": "file", "delivered_at": "2022-05-13T18:30:00+00:00"}
    )
    left = NotRouted(raw="Như trên", document=0, reason="as_above")
    routing = record.routing.model_copy(update={"deliveries": (one, two, sent), "not_routed": (left,)})
    text = shown(portrait(record.model_copy(update={"routing": routing, "status": "review"}), {}))
    assert f"(2): {one.name}; Sở Gió · hạn / deadline **20/05/2022** — vì ghi / printed: “Các sở” (trang 1) · chưa gửi" in text
    assert "Sở Mưa" in text
    assert "đã gửi / sent 01:30 14/05/2022" in text
    assert "“Như trên”: các nơi ở Kính gửi đã được chuyển" in text
    assert "/v2/runs?state=Suspended" in text


def test_a_letters_id_is_shown_by_its_first_digits_as_commands_take_them():
    letter_id = f"sha256:{'0123456789ab' + 'c' * 52}"
    one = finding("letter.duplicate_in_archive", "error", [0], [found(letter_id)])
    (line,) = finding_lines([one])
    assert "sha256:0123456789ab…" in line
    assert "abc" not in line


def test_who_signs_and_who_is_charged_stand_in_the_portrait_with_days_as_people_write_them():
    charged = Directive(
        action="lập danh mục", lead=(found("Sở Mây"),), deadline=Deadline(**found("2022-05-20", 0.6).model_dump()), page=1
    )
    signer = Signer(authority=(Authority(mark="KT.", of="CHỦ TỊCH"),), title=found("PHÓ CHỦ TỊCH"), name=found("Lê Thị Gió"))
    record = a_record()
    document = record.documents[0].model_copy(update={"directives": (charged,), "signers": (signer,)})
    text = shown(portrait(record.model_copy(update={"documents": (document,)}), {}))
    assert "| Lê Thị Gió (KT. CHỦ TỊCH, PHÓ CHỦ TỊCH) |" in text
    assert "| chủ trì / lead: Sở Mây; hạn / deadline: 20/05/2022 | 0.60 |" in text
    assert "lập danh mục" not in text
    assert "| 12/05/2022 |" in text

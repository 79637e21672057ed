"""The explanation says for each recipient which printed words brought the letter, and for each name without one why not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.cli.explain import main
from schemas.errors import UsageError
from schemas.letter import Review
from schemas.record import HeldRecord, Record, Source
from schemas.routing import Candidate, Delivery, NotRouted, Outside, Routing, Unresolved
from schemas.settings import settings
from tasks.adapters.connect import open_store
from tasks.core.record.explain import explain
from tasks.core.record.layout import record_key
from tasks.core.record.seal import sealed
from tasks.ports import ObjectStore
from tests.unit.routing.made import document, found

LETTER = "sha256:" + "a" * 64


def delivery(name: str, role: str, because: str, **more: object) -> Delivery:
    return Delivery.model_validate(
        {"recipient_id": name, "name": name, "queue": "q", "role": role, "because": (found(because),), "message_id": name, **more}
    )


def record(routing: Routing, **more: object) -> Record:
    source = Source(size=1, media_type="application/pdf", received_at="2021-09-06T08:00:00+07:00", sha256="a" * 64)
    values = {"letter_id": LETTER, "status": "read", "source": source, "documents": (document(),), "routing": routing, **more}
    return Record.model_validate(values)


def test_each_recipient_is_told_with_its_role_deadline_and_words():
    text = explain(
        record(
            Routing(
                deliveries=(
                    delivery("Sở Mây", "lead", "Sở Mây", deadline="2021-09-13"),
                    delivery("Sở Gió", "inform", "Các sở", note="thuộc nhóm: các sở"),
                    delivery("Sở Mưa", "inform", "Các sở", note="thuộc nhóm: các sở"),
                )
            )
        )
    )
    assert "CHỦ TRÌ (được giao việc): 1 nơi\n  - Sở Mây, hạn 13/09/2021\n      vì văn bản ghi: “Sở Mây” (trang 1)" in text
    assert "ĐỂ BIẾT: 2 nơi\n  - Sở Gió; Sở Mưa\n      vì văn bản ghi: “Các sở” (trang 1)" in text
    assert "ghi chú: thuộc nhóm: các sở" in text


def test_a_reason_names_the_value_that_is_least_sure():
    items = tuple(
        one.model_copy(update={"confidence": sure})
        for one, sure in zip(document(recipients=("Sở Mây", "Lưu: VT")).printed_recipients, (0.95, 0.74), strict=True)
    )
    doubted = record(
        Routing(),
        documents=(document(printed_recipients=items),),
        review=Review(required=True, reasons=("recipients.low_confidence",)),
    )
    assert "“Lưu: VT” (0.74)" in explain(doubted)


@pytest.mark.parametrize(("waits", "said"), [(True, "CẦN NGƯỜI CHỌN"), (False, "KHÔNG VÌ THẾ MÀ GIỮ VĂN BẢN LẠI")])
def test_what_is_unknown_is_said_to_hold_the_letter_only_where_it_does(*, waits: bool, said: str):
    far = (Candidate(recipient_id="t/gio", name="Sở Gió", score=0.4), Candidate(recipient_id="t/mua", name="Sở Mưa", score=0.7))
    routing = Routing(unresolved=(Unresolved(raw="Tổ Mây", document=0, reason="unknown", candidates=far),))
    text = explain(record(routing, review=Review(required=waits, reasons=("recipients.unresolved",) if waits else ())))
    assert f"CHƯA RÕ, {said}: 1" in text
    assert "Sở Mưa" in text
    assert "Sở Gió" not in text


def test_long_groups_are_shortened_and_counted():
    many = tuple(delivery(f"Sở {number}", "act", "Các sở") for number in range(40))
    assert "và 28 nơi nữa" in explain(record(Routing(deliveries=many)))


def test_who_could_not_be_told_is_named_with_the_reason():
    text = explain(
        record(
            Routing(
                unresolved=(
                    Unresolved(
                        raw="Sở Mù",
                        document=0,
                        reason="unknown",
                        candidates=(Candidate(recipient_id="m", name="Sở Mây", score=0.7),),
                    ),
                ),
                outside=(Outside(recipient_id="n", name="Sở Nắng", raw="SN", document=0),),
                not_routed=(NotRouted(raw="Như trên", document=0, reason="as_above"),),
            ),
            review=Review(required=True, reasons=("recipients.unresolved", "other.code")),
        )
    )
    assert "“Sở Mù”: không có trong danh mục" in text
    assert "Sở Mây (0.70)" in text
    assert "Sở Nắng, ghi là “SN”" in text
    assert "“Như trên”: các nơi ở Kính gửi đã được chuyển" in text
    assert "Có nơi nhận chưa khớp danh mục" in text
    assert "other.code" in text


def test_what_is_on_its_way_is_told():
    done = delivery("Sở Mây", "act", "Sở Mây", delivered_at="2021-09-06T09:00:00+07:00")
    waiting = delivery("Sở Gió", "act", "Sở Mây")
    assert "(đã chuyển)" in explain(record(Routing(deliveries=(done,))))
    assert "(còn 1 nơi chưa chuyển)" in explain(record(Routing(deliveries=(done, waiting))))


def test_a_held_letter_shows_nothing():
    held = HeldRecord(letter_id="held:1", page_count=3, held_at="2021-09-06")
    assert "bị giữ lại" in explain(held)
    assert "3" not in explain(held)


def test_the_command_reads_a_record_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "letter.json"
    path.write_text(record(Routing(deliveries=(delivery("Sở Mây", "act", "Sở Mây"),))).model_dump_json(), "utf-8")
    assert main([str(path)]) == 0
    assert "THỰC HIỆN: 1 nơi" in capsys.readouterr().out
    path.write_text(HeldRecord(letter_id="held:1", page_count=3, held_at="2021-09-06").model_dump_json(), "utf-8")
    assert main([str(path)]) == 0
    assert "bị giữ lại" in capsys.readouterr().out


@pytest.fixture
def archive(monkeypatch: pytest.MonkeyPatch) -> Iterator[ObjectStore]:
    monkeypatch.setenv("CONGVAN_S3_ENDPOINT", "memory:")
    monkeypatch.setenv("CONGVAN_BUCKET", "explain-test")
    settings.cache_clear()
    store = open_store()
    letter = document(number=found("12/VP-KGVX"))
    store.put(record_key(LETTER), sealed(record(Routing(deliveries=(delivery("Sở Mây", "act", "Sở Mây"),)), documents=(letter,))))
    yield store
    settings.cache_clear()


@pytest.mark.parametrize("asked", ["12/VP-KGVX", LETTER, LETTER[7:20]])
@pytest.mark.usefixtures("archive")
def test_a_letter_of_the_archive_is_found_by_number_or_id(asked: str, capsys: pytest.CaptureFixture[str]):
    assert main([asked]) == 0
    assert "THỰC HIỆN: 1 nơi" in capsys.readouterr().out


@pytest.mark.usefixtures("archive")
def test_a_letter_that_is_not_there_is_a_usage_error():
    with pytest.raises(UsageError, match="99/VP-KGVX"):
        main(["99/VP-KGVX"])


@pytest.mark.parametrize("text", ["not json", "[]", "{}"])
def test_what_is_no_record_is_a_usage_error(tmp_path: Path, text: str):
    (tmp_path / "x.json").write_text(text, "utf-8")
    with pytest.raises(UsageError, match="record"):
        main([str(tmp_path / "x.json")])


def test_a_file_that_is_not_there_is_a_usage_error(tmp_path: Path):
    with pytest.raises(UsageError, match="read"):
        main([str(tmp_path / "none.json")])

import json
from collections.abc import Iterator
from secrets import token_hex

import pytest

from infra.cli.receive import json_line, main, queue_of
from schemas.errors import UsageError
from schemas.settings import settings
from tasks.adapters.connect import open_queue, open_store
from tasks.adapters.queue_body import MOST_ATTEMPTS
from tasks.stations.routing import office_registry
from tests.contract.events import event

QUEUE = "so-y-te-0123abcd"


@pytest.fixture(autouse=True)
def own_bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CONGVAN_S3_ENDPOINT", "memory:")
    monkeypatch.setenv("CONGVAN_QUEUE_URL", "bucket:")
    monkeypatch.setenv("CONGVAN_BUCKET", f"test-{token_hex(6)}")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()]


def test_looking_shows_what_waits_and_leaves_it(capsys: pytest.CaptureFixture[str]):
    open_queue().publish(QUEUE, event("m1"))
    for _ in range(MOST_ATTEMPTS + 2):
        assert main([QUEUE]) == 0
        assert lines(capsys) == ["m1"]
    assert [one.attempt for one in open_queue().receive(QUEUE)] == [1]


def test_taking_takes_off(capsys: pytest.CaptureFixture[str]):
    for number in range(12):
        open_queue().publish(QUEUE, event(f"m{number}"))
    assert main([QUEUE, "--ack", "--most", "11"]) == 0
    assert len(lines(capsys)) == 11
    assert main([QUEUE, "--ack"]) == 0
    assert len(lines(capsys)) == 1
    assert main([QUEUE, "--ack"]) == 0
    assert capsys.readouterr() == ("", f"nothing waits in {QUEUE}\n")


def test_a_message_that_could_not_be_printed_is_not_taken_off(monkeypatch: pytest.MonkeyPatch):
    open_queue().publish(QUEUE, event("m1"))

    def gone(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("builtins.print", gone)
    with pytest.raises(BrokenPipeError):
        main([QUEUE, "--ack"])
    assert [message.id for message in open_queue().look(QUEUE)] == ["m1"]


def test_dead_letters_are_shown(capsys: pytest.CaptureFixture[str]):
    queue = open_queue()
    queue.publish(QUEUE, event("m1"))
    for _ in range(MOST_ATTEMPTS):
        (received,) = queue.receive(QUEUE)
        queue.give_back(QUEUE, received)
    assert queue.receive(QUEUE) == []
    assert main([QUEUE, "--dead"]) == 0
    assert lines(capsys) == ["m1"]


def test_without_a_name_the_queues_that_have_something_are_listed(capsys: pytest.CaptureFixture[str]):
    assert main([]) == 0
    assert capsys.readouterr() == ("", "no queue has a message\n")
    for number, name in enumerate((QUEUE, "vp-9876abcd", QUEUE)):
        open_queue().publish(name, event(f"m{number}"))
    assert main([]) == 0
    assert capsys.readouterr().out.split() == ["2", QUEUE, "1", "vp-9876abcd"]


def test_a_recipient_is_found_by_its_id_and_by_its_name():
    served = next(entry for entry in office_registry().entries.values() if entry.queue and "so-y-te" in entry.id)
    assert queue_of(served.id) == served.queue == queue_of(str(served.queue))
    assert queue_of(served.name) == served.queue


def test_what_nobody_is_called_is_refused():
    with pytest.raises(UsageError, match="registry find"):
        queue_of("Hội những người không có thật ở đâu cả")


@pytest.mark.parametrize("wrong", [["--most", "0"], ["--wait", "-1"], ["x", "--ack", "--dead"], ["--nonsense"]])
def test_a_wrong_call_is_told_so(wrong: list[str]):
    with pytest.raises(SystemExit) as told:
        main(wrong)
    assert told.value.code == 2


def test_nothing_in_a_letter_acts_on_the_terminal():
    hostile = event("m1", subject="\x1b[2J\x9b31m\u202egnp.\u2066x\u2028đúng\x00")
    line = json_line(hostile)
    assert not [char for char in line if ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or char in "\u202e\u2066\u2028"]
    assert json.loads(line)["data"]["subject"] == hostile.data.subject


def test_the_store_is_the_one_of_this_test():
    assert list(open_store().list("")) == []

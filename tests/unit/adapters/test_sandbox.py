import contextlib
import os
import signal
import socket
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from schemas.errors import Rejected, TransientError
from tasks.adapters import sandbox, sandbox_child

JOBS = "tests.unit.adapters.sandbox_jobs"
MEMORY = 1_000_000_000


def run(name: str, argument: dict[str, Any] | None = None, *, seconds: float = 30, **more: Any) -> dict[str, Any]:
    return sandbox.run_limited(f"{JOBS}:{name}", argument or {}, seconds=seconds, memory=MEMORY, **more)


def code_of(name: str, argument: dict[str, Any] | None = None, *, seconds: float = 30) -> str:
    with pytest.raises(Rejected) as caught:
        run(name, argument, seconds=seconds)
    return caught.value.code


OWN = os.getpid()
"""In the names of programs that a test looks for: the same test may run twice on one machine."""


def running(name: str) -> int:
    return subprocess.run(["pgrep", "-fc", f"sleep {name}$"], capture_output=True, text=True, check=False).stdout.strip() != "0"


def test_json_goes_in_and_comes_back() -> None:
    value = {"text": "Ủy ban nhân dân", "n": [1, 2.5, None, True], "odd": "\ud800 \0 "}
    assert run("echo", value) == value


def test_results_larger_than_a_pipe_come_back_whole() -> None:
    assert run("echo", {"text": "ệ" * 3_000_000})["text"].count("ệ") == 3_000_000


def test_threads_get_each_their_own_answer() -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: run("echo", {"n": n})["n"], range(40)))
    assert answers == list(range(40))


def test_a_refusal_keeps_its_code_and_detail() -> None:
    with pytest.raises(Rejected, match="xref") as caught:
        run("refuse", {"code": "pdf.truncated", "detail": "xref"})
    assert caught.value.code == "pdf.truncated"


def test_programs_that_end_leave_no_byte_in_open_files() -> None:
    """The byte of a signal's number once went into the engine's own output, in one page of some hundred under load."""
    assert run("start_programs_beside_open_files") == {"bytes": 0}


@pytest.mark.parametrize("job", ["away", "full"])
def test_trouble_of_the_machine_is_transient(job: str) -> None:
    with pytest.raises(TransientError):
        run(job)


@pytest.mark.parametrize(
    ("job", "code"),
    [
        ("eat", "read.memory"),
        ("write_much", "read.memory"),
        ("abort", "read.crashed"),
        ("segfault", "read.crashed"),
        ("leave", "read.crashed"),
        ("recurse", "read.crashed"),
        ("forge", "read.crashed"),
    ],
)
def test_every_end_of_a_child_has_its_code(job: str, code: str) -> None:
    assert code_of(job) == code
    assert run("echo", {"still": "there"}) == {"still": "there"}


@pytest.mark.parametrize("job", ["hang", "burn"])
def test_a_child_that_does_not_end_is_ended(job: str) -> None:
    assert code_of(job, seconds=1) == "read.timeout"


def test_the_programs_of_a_child_end_with_it() -> None:
    assert code_of("hang_in_a_program", {"name": f"71829.5{OWN}"}, seconds=1) == "read.timeout"
    assert not running(f"71829.5{OWN}")
    run("leave_orphans", {"name": f"71830.5{OWN}"})
    assert not running(f"71830.5{OWN}")


def test_what_an_exception_quotes_stays_inside() -> None:
    with pytest.raises(Rejected) as caught:
        run("quote_the_letter", {"text": "Kính gửi: Chủ tịch"})
    assert caught.value.code == "read.crashed"
    assert "Kính" not in str(caught.value)
    assert "ValueError at sandbox_jobs.py:" in caught.value.detail


def test_no_secret_and_no_open_file_reaches_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox.stop_sandbox()
    for name in (
        "CONGVAN_S3_SECRET_KEY",
        "CONGVAN_QUEUE_URL",
        "CONGVAN_NOTIFICATIONS_URL",
        "CONGVAN_PREFECT_DATABASE",
        "AWS_SECRET_ACCESS_KEY",
        "PREFECT_API_KEY",
    ):
        monkeypatch.setenv(name, "not-for-children")
    monkeypatch.setenv("CONGVAN_MAX_PAGES", "17")
    seen = run("facts")
    assert "not-for-children" not in str(seen["environment"])
    assert seen["environment"]["CONGVAN_MAX_PAGES"] == "17"
    assert seen["environment"]["OMP_THREAD_LIMIT"] == "1"
    assert len(seen["descriptors"]) == 2  # its argument and its result
    sandbox.stop_sandbox()


def test_the_temporary_folder_is_the_childs_own_and_goes_with_it() -> None:
    first, second = run("facts"), run("facts")
    assert first["folder"] == first["temporary"] != second["folder"]
    assert not Path(first["folder"]).exists()
    with pytest.raises(Rejected):
        run("hang", seconds=0.5)
    assert list(Path(first["folder"]).parent.iterdir()) == []


def test_a_child_reaches_no_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(Rejected):
        run("connect", {"port": server.getsockname()[1]})


def test_what_the_kernel_grants_is_in_force(tmp_path: Path) -> None:
    report = sandbox.sandbox_report()
    letter, out = tmp_path / "letter.pdf", tmp_path / "out"
    letter.write_bytes(b"a letter")
    out.mkdir()
    done = run("outcome_of", {"socket": 1, "write": str(tmp_path / "new"), "unshare": 1, "ptrace": 1})
    assert done["write"] is not report["files"]
    assert {done[name] for name in ("socket", "unshare", "ptrace")} == {not report["system_calls"]}
    assert run("outcome_of", {"path": str(letter), "read": str(letter)}) == {"read": True}
    assert run("outcome_of", {"write": str(out / "page"), "dummy": 1}, writes=[out]) == {"write": True}


def test_files_that_were_not_handed_over_stay_closed(tmp_path: Path) -> None:
    if not sandbox.sandbox_report()["files"]:
        pytest.skip("this kernel has no Landlock")
    key = tmp_path / "key"
    key.write_bytes(b"secret")
    for place in ("", "../../.."):  # a word of a letter that is a path opens nothing
        tried = {"read": f"{place}{key}", "list": f"{place}/root", "write": f"{place}{key}", "words": [str(key), "/"]}
        assert run("outcome_of", tried) == {"read": False, "list": False, "write": False}


def test_a_zygote_hears_of_its_children_whatever_its_parent_blocked() -> None:
    sandbox.stop_sandbox()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    try:
        assert run("echo", {"n": 1}, seconds=600) == {"n": 1}
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    assert run("blocked_signals") == {"blocked": []}
    sandbox.stop_sandbox()


def test_a_dead_zygote_is_replaced_and_leaves_no_child() -> None:
    run("echo")
    zygote = sandbox._zygotes[0]
    waiting = threading.Thread(target=lambda: code_of("hang_in_a_program", {"name": f"71831.5{OWN}"}, seconds=3))
    waiting.start()
    time.sleep(0.5)
    os.kill(zygote.process.pid, signal.SIGKILL)
    assert run("echo", {"n": 1}) == {"n": 1}
    waiting.join()
    assert not running(f"71831.5{OWN}")


def test_the_folder_of_a_dead_zygote_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox.stop_sandbox()
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    run("echo")
    zygote = sandbox._zygotes[0]
    (left,) = tmp_path.iterdir()
    (left / "page.png").write_bytes(b"pixels of a letter")
    os.kill(zygote.process.pid, signal.SIGKILL)
    run("echo")
    assert left not in list(tmp_path.iterdir())
    sandbox.stop_sandbox()
    assert list(tmp_path.iterdir()) == []


def test_a_forked_process_does_not_share_its_parents_zygote() -> None:
    run("echo")
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.write(write, str(run("echo", {"n": 2})["n"]).encode())
            sandbox.stop_sandbox()
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
    os.close(write)
    assert os.read(read, 10) == b"2"
    os.close(read)
    assert run("echo", {"n": 3}) == {"n": 3}


@pytest.mark.tesseract
def test_the_engine_runs_inside() -> None:
    assert run("engine_version")["version"][0].isdigit()


def children_of(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in path.read_text(encoding="ascii").split()] if path.exists() else []


def kill_children(times: int, seconds: float) -> int:
    """Kill the zygote's next children from outside, as the system does for want of memory; how many it got."""
    killed: set[int] = set()
    deadline = time.monotonic() + seconds
    while len(killed) < times and time.monotonic() < deadline:
        for child in set(children_of(sandbox._zygotes[0].process.pid)) - killed:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
                killed.add(child)
        time.sleep(0.01)
    return len(killed)


def test_a_kill_from_outside_says_nothing_about_the_file() -> None:
    run("echo")
    with ThreadPoolExecutor(1) as pool:
        killing = pool.submit(kill_children, 2, 20)
        assert run("nap", {"seconds": 1.0}) == {"slept": 1.0}
        assert killing.result() == 2


def test_a_file_under_which_every_child_is_killed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_PAUSES", (0.0,) * sandbox._TRIES)
    run("echo")
    with ThreadPoolExecutor(1) as pool:
        killing = pool.submit(kill_children, sandbox._TRIES, 120)
        assert code_of("nap", {"seconds": 5.0}) == "read.crashed"
        assert killing.result() == sandbox._TRIES


def test_letters_are_not_seen_where_the_home_lies_among_what_a_reader_needs(tmp_path: Path) -> None:
    """An installation below /opt or /usr, with its home in its own folder: of /opt all may be read, but not that."""
    for folder in ("other", "congvan/tasks", "congvan/.local/s3"):
        (tmp_path / folder).mkdir(parents=True)
    home = tmp_path / "congvan/.local"
    assert list(sandbox_child.without(home, tmp_path)) == [tmp_path / "congvan/tasks", tmp_path / "other"]
    assert list(sandbox_child.without(home, home)) == []
    assert list(sandbox_child.without(home, tmp_path / "other")) == [tmp_path / "other"]

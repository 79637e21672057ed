"""The command line answers every wrong call with one line and the right exit status."""

import errno
import importlib
import signal
from pathlib import Path

import pytest

from infra.cli import main as program
from infra.cli.__main__ import start
from infra.cli.main import COMMANDS, Command, main, run
from schemas.errors import TransientError, UsageError
from schemas.settings import settings


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]):
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert [name for name in COMMANDS if f"  {name} " not in shown] == []


@pytest.mark.parametrize("arguments", [[], ["no-such-command"]])
def test_a_wrong_call_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert "congvan" in shown.out + shown.err


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_exists(name: str):
    module, _, function = COMMANDS[name].target.partition(":")
    assert callable(getattr(importlib.import_module(module), function))


def refuse(_arguments: list[str]) -> int:
    raise UsageError("add --out DIR")


def go_away(_arguments: list[str]) -> int:
    raise TransientError("the store is away")


def stop(_arguments: list[str]) -> int:
    raise KeyboardInterrupt


def fill_the_disk(_arguments: list[str]) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


def write_where_nobody_can(_arguments: list[str]) -> int:
    Path("/proc/nowhere").mkdir()
    return 0


@pytest.mark.parametrize(
    ("function", "status", "says"),
    [
        (refuse, 2, "add --out DIR"),
        (go_away, 1, "the store is away"),
        (stop, 130, "stopped"),
        (fill_the_disk, 1, "No space left"),
        (write_where_nobody_can, 1, "/proc/nowhere: "),
    ],
)
def test_expected_trouble_is_one_line_on_standard_error(
    function: object, status: int, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(program, "trouble", function, raising=False)
    assert run(Command("infra.cli.main:trouble", ""), []) == status
    shown = capsys.readouterr().err
    assert says in shown
    assert shown.count("\n") == 1


def test_a_mistyped_command_is_told_the_one_that_was_meant(capsys: pytest.CaptureFixture[str]):
    assert main(["quarantine"]) == 2
    assert "Did you mean" not in capsys.readouterr().err
    assert main(["recieve", "so-ngoai-vu"]) == 2
    assert "Did you mean “receive”?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value"), [("CONGVAN_S3_PORT", "99999"), ("CONGVAN_S3_PORT", "secret"), ("CONGVAN_REVIEW_BAR", "7")]
)
def test_a_setting_that_cannot_be_is_named_without_its_value(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv(name, value)
    settings.cache_clear()
    assert main(["status"]) == 2
    shown = capsys.readouterr().err
    assert shown.startswith(f"congvan: {name}: ")
    assert (value in shown, shown.count("\n")) == (False, 1)


def test_a_misspelt_setting_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setenv("CONGVAN_REVIW_BAR", "0.5")
    assert main(["schema"]) == 0
    assert "CONGVAN_REVIW_BAR is no setting and changes nothing; did you mean CONGVAN_REVIEW_BAR?" in capsys.readouterr().err


def test_help_of_a_command_is_the_commands(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main(["help", "read"])
    assert ended.value.code == 0
    assert "usage: congvan read" in capsys.readouterr().out


def test_until_somebody_answers_ctrl_c_ends_without_a_word(monkeypatch: pytest.MonkeyPatch):
    done: list[object] = []
    monkeypatch.setattr(signal, "signal", lambda _, handler: done.append(handler))
    monkeypatch.setattr(program, "main", lambda: len(done))
    assert start() == 2
    assert done == [signal.SIG_DFL, signal.default_int_handler]

"""The command line answers every wrong call with one line and the right exit status."""

import importlib

import pytest

from infra.cli import main as program
from infra.cli.main import COMMANDS, Command, main, run
from schemas.errors import TransientError, UsageError


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


@pytest.mark.parametrize(
    ("function", "status", "says"), [(refuse, 2, "add --out DIR"), (go_away, 1, "the store is away"), (stop, 130, "stopped")]
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

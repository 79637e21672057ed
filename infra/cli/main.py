"""The command line: one word, one command, each in a file of its own that is imported only when called."""

import difflib
import errno
import importlib
import sys
from collections.abc import Sequence
from typing import NamedTuple

from pydantic import ValidationError

from infra.cli.terminal import harmless
from schemas.base import PIPELINE_VERSION
from schemas.errors import TransientError, UsageError
from schemas.settings import Settings, unknown_settings, wrong_settings


class Command(NamedTuple):
    """Where a command lives and what it does, in one line."""

    target: str  # module:function taking the remaining arguments and giving the exit status
    does: str


COMMANDS: dict[str, Command] = {
    "demo": Command("infra.cli.demo:main", "start the local stack, drop the sample scans, show what arrived where"),
    "up": Command("infra.cli.stack:up", "start the local stack (S3 server, Prefect server, watcher) and leave it running"),
    "down": Command("infra.cli.stack:down", "stop the local stack; nothing is lost"),
    "status": Command("infra.cli.stack:status", "say what the local stack is doing and what waits"),
    "read": Command("infra.cli.read:main", "read files into records, without any server"),
    "clean": Command("infra.cli.clean:main", "mend a text; --explain prints each correction with its rule"),
    "registry": Command("infra.cli.registry:main", "check a registry of recipients, or look a name up in it"),
    "receive": Command("infra.cli.receive:main", "show what waits in a recipient's queue; --ack takes it"),
    "explain": Command("infra.cli.explain:main", "say why each recipient got a letter or not"),
    "open": Command("infra.cli.open:main", "print fresh addresses that open a letter's record, PDF and picture for a while"),
    "erase": Command("infra.cli.erase:main", "remove a letter everywhere and prove it"),
    "schema": Command("infra.cli.schema:main", "print the JSON Schema of the record"),
    "bench": Command("infra.cli.bench:main", "measure reading or the road on this machine"),
    "doctor": Command("infra.cli.doctor:main", "say what of the environment is missing or behaves otherwise than needed"),
    "test": Command("infra.cli.test:main", "run the whole test suite"),
}


def usage() -> str:
    """The help text: what congvan is, the first command to try, every command."""
    width = max(map(len, COMMANDS))
    rows = "\n".join(f"  {name:{width}}  {command.does}" for name, command in COMMANDS.items())
    return (
        f"congvan {PIPELINE_VERSION}: scanned Vietnamese official letters become checked JSON\n"
        "and a message in the queue of everyone who must act or know.\n\n"
        "usage: ./congvan COMMAND [ARGUMENTS]      ./congvan COMMAND --help says more\n\n"
        f"{rows}\n\nNew here? Type: ./congvan demo"
    )


def meant(word: str) -> str:
    """` Did you mean “read”?` for a mistyped command, empty where none is near."""
    near = difflib.get_close_matches(word, COMMANDS, n=1)
    return f" Did you mean “{near[0]}”?" if near else ""


def run(command: Command, arguments: Sequence[str]) -> int:
    """Import and call one command; expected trouble becomes one line on standard error and an exit status."""
    module, _, function = command.target.partition(":")
    try:
        status = getattr(importlib.import_module(module), function)(list(arguments))
    except BrokenPipeError:  # the reader of our output has gone, as with `| head`
        sys.stderr.close()
        return 0
    except (UsageError, TransientError, ValidationError, OSError, KeyboardInterrupt) as error:
        status, says = _in_words(error)
        print(f"congvan: {harmless(says)}", file=sys.stderr)
    return int(status or 0)


def _in_words(error: BaseException) -> tuple[int, str]:
    """Exit status and words of expected trouble; what is a fault of the program is raised again."""
    match error:
        case UsageError():
            return 2, str(error)
        case ValidationError() if error.title == Settings.__name__:
            return 2, wrong_settings(error)
        case TransientError():
            return 1, f"{error} (./congvan status says what is running)"
        case KeyboardInterrupt():
            return 130, "stopped"
        case OSError() if error.filename is not None or error.errno == errno.ENOSPC:  # of the machine, not of the program
            return 1, f"{error.filename or 'the disk'}: {error.strerror}"
    raise error


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command named first. 0: done, 1: something was refused or failed, 2: a wrong call."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["help"] and len(arguments) > 1:
        arguments = [arguments[1], "--help"]
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(usage())
        return 0 if arguments else 2
    if arguments[0] in {"-V", "--version"}:
        print(PIPELINE_VERSION)
        return 0
    command = COMMANDS.get(arguments[0])
    if command is None:
        print(f"congvan: there is no command “{arguments[0]}”.{meant(arguments[0])} ./congvan --help lists them.", file=sys.stderr)
        return 2
    for line in unknown_settings():
        print(f"congvan: {line}", file=sys.stderr)
    return run(command, arguments[1:])


if __name__ == "__main__":
    sys.exit(main())

"""The local stack: S3 server, Prefect server, watchers. Brought up, brought down, mended when half of it is there."""

import fcntl
import hashlib
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.stack import processes, servers
from schemas.errors import TransientError, UsageError
from schemas.settings import ROOT, made_home, settings
from schemas.stack import Stack, StackProcess, read_stack, write_stack

S3, PREFECT, WATCHER = "s3", "prefect", "watcher"
S3_PORT, PREFECT_PORT = 9100, 4200
PATIENCE = {S3: 60.0, PREFECT: 480.0}
"""Seconds to wait until a server answers: the Prefect server migrates its database at its first start (25 s here)."""

_PORT_SECONDS = 3.0
"""A killed server's other threads hold its port for some milliseconds after the process counts as gone."""

Say = Callable[[str], None]


@contextmanager
def only_one() -> Iterator[Path]:
    """Hold the stack's lock and give its home: two `up` at once would start two of everything. Raises UsageError when taken."""
    home = made_home()
    with (home / "stack.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UsageError("another ./congvan up or down is at work on this stack; wait for it to end") from error
        yield home


def bring_up(say: Say) -> Stack:
    """Start what is not running and serving. Raises UsageError (port taken), TransientError (a server does not come up)."""
    with only_one() as home:
        stack = read_stack(home) or _new_stack()
        inbox = home / "s3" / settings().bucket / "inbox"
        inbox.mkdir(parents=True, exist_ok=True)
        (inbox / servers.KEEP).touch()
        (home / "prefect").mkdir(parents=True, exist_ok=True)
        before = stack
        for name in (S3, PREFECT):
            stack = _ensure_server(name, stack, say)
        if (stack.s3_endpoint, stack.prefect_url) != (before.s3_endpoint, before.prefect_url):
            _stop_watchers(stack, say)
        for number in range(1, settings().watchers + 1):
            stack = _ensure_watcher(number, stack, say)
        for name in (S3, PREFECT):
            _await(name, stack)
        _write_profile(stack)
        return _deploy(stack, say)


def bring_down(say: Say) -> None:
    """Stop the watchers first (they finish or drop what they hold), then the servers. Data and keys stay."""
    with only_one() as home:
        stack = read_stack(home)
        if stack is None:
            say("nothing to stop: there is no stack here")
            return
        for name in sorted(stack.processes, key=lambda name: (not name.startswith(WATCHER), name)):
            stopped = processes.stop(stack.processes[name], patience=15.0)
            say(f"{name}: {'stopped' if stopped else 'was not running'}")
        write_stack(home, stack.model_copy(update={"processes": {}}))


def serving(name: str, stack: Stack) -> bool:
    """Whether the named server's own process listens and answers: two stacks started at once may have chosen one port."""
    port = int(_public(name, stack).rpartition(":")[2])
    return processes.listens(stack.processes.get(name), port) and servers.answers(_probe(name, stack))


def _probe(name: str, stack: Stack) -> str:
    return stack.s3_endpoint if name == S3 else f"{stack.prefect_url}/health"


def _new_stack() -> Stack:
    """A stack that was never up: fresh keys, ports still to be chosen."""
    return Stack(
        s3_endpoint=_address(0),
        s3_access_key=f"congvan{secrets.token_hex(8)}",
        s3_secret_key=secrets.token_urlsafe(32),
        prefect_url=f"{_address(0)}/api",
    )


def _address(port: int) -> str:
    return f"http://{processes.LOOPBACK}:{port}"


def _ensure_server(name: str, stack: Stack, say: Say) -> Stack:
    """Leave a serving server alone; stop one that hangs; start one that is missing."""
    process = stack.processes.get(name)
    if processes.alive(process):
        if serving(name, stack):
            say(f"{name}: already running at {_public(name, stack)}")
            return stack
        say(f"{name}: its process {process.pid if process else ''} runs but does not answer; it is started again")
        processes.stop(stack.processes[name], patience=5.0)
    elif process is not None:
        say(f"{name}: process {process.pid} of the last time is gone; it is started again")
    stack = _choose_address(name, stack, say)
    home = settings().home
    if name == S3:
        if swept := servers.sweep_unfinished(home / "s3"):
            say(f"{name}: {swept} half-written objects of the last time are removed; whoever wrote them writes them again")
        started = processes.start(servers.s3_command(stack, home / "s3"), servers.s3_environment(stack), home / "log" / "s3.log")
    else:
        log = home / "log" / "prefect.log"
        started = processes.start(servers.prefect_command(stack), servers.prefect_environment(stack), log)
    first = name == PREFECT and not (home / "prefect" / "prefect.db").exists() and settings().prefect_database is None
    say(f"{name}: starting at {_public(name, stack)}{'; it makes its database first, half a minute' if first else ''}")
    return _noted(stack, name, started)


def _choose_address(name: str, stack: Stack, say: Say) -> Stack:
    """Keep the port of the last time while it is free, so that addresses in bookmarks and records stay right."""
    old = stack.s3_endpoint if name == S3 else stack.ui
    last = int(old.rpartition(":")[2])
    asked, usual = (settings().s3_port, S3_PORT) if name == S3 else (settings().prefect_port, PREFECT_PORT)
    setting = "CONGVAN_S3_PORT" if name == S3 else "CONGVAN_PREFECT_PORT"
    kept = (asked or last) and processes.becomes_free(asked or last, seconds=_PORT_SECONDS)
    port = last if kept and not asked else processes.choose_port(asked, usual, setting)
    if not asked and port != (last or usual):
        say(f"{name}: port {last or usual} is taken by another program; {port} is used ({setting} sets it)")
    update = {"s3_endpoint": _address(port)} if name == S3 else {"prefect_url": f"{_address(port)}/api"}
    return stack.model_copy(update=update)


def _public(name: str, stack: Stack) -> str:
    return stack.s3_endpoint if name == S3 else stack.ui


def _noted(stack: Stack, name: str, process: StackProcess) -> Stack:
    """Note a started process at once: a crash of `up` a moment later leaves nothing unknown behind."""
    stack = stack.model_copy(update={"processes": {**stack.processes, name: process}})
    write_stack(settings().home, stack)
    return stack


def _stop_watchers(stack: Stack, say: Say) -> None:
    """End the watchers that know the servers by their old addresses; what they hold is taken up again by its lease."""
    for name, process in stack.processes.items():
        if name.startswith(WATCHER) and processes.stop(process, patience=15.0):
            say(f"{name}: stopped, since a server has another address now")


def _ensure_watcher(number: int, stack: Stack, say: Say) -> Stack:
    name = f"{WATCHER}-{number}"
    if processes.alive(stack.processes.get(name)):
        say(f"{name}: already running")
        return stack
    command = [sys.executable, "-m", "infra.stack.watcher", name]
    say(f"{name}: starting")
    log = settings().home / "log" / f"{name}.log"
    return _noted(stack, name, processes.start(command, servers.prefect_environment(stack), log))


def _await(name: str, stack: Stack) -> None:
    """Wait until the server answers. Raises TransientError with the place of its log when it does not."""
    deadline = time.monotonic() + PATIENCE[name]
    while not serving(name, stack):
        log = settings().home / "log" / f"{name}.log"
        if not processes.alive(stack.processes.get(name)):
            raise TransientError(f"the {name} server ended at once; its log: {log}. Then: ./congvan down, ./congvan up")
        if time.monotonic() > deadline:
            raise TransientError(f"the {name} server does not answer after {PATIENCE[name]:.0f} s; its log: {log}")
        time.sleep(0.2)


def _write_profile(stack: Stack) -> None:
    """A Prefect profile beside the data: `PREFECT_HOME=<home>/prefect prefect …` talks to this server."""
    profile = f'active = "congvan"\n\n[profiles.congvan]\nPREFECT_API_URL = "{stack.prefect_url}"\n'
    (settings().home / "prefect" / "profiles.toml").write_text(profile, "utf-8")


def _deploy(stack: Stack, say: Say) -> Stack:
    """Register the deployments of prefect.yaml, unless this very server has these already."""
    digest = _deployment_digest()
    if stack.deployed == digest:
        return stack
    say("prefect: registering the deployments of prefect.yaml")
    servers.ensure_work_pool(stack)
    command = [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all"]
    done = subprocess.run(
        command, cwd=ROOT, env=servers.prefect_environment(stack), capture_output=True, text=True, check=False, timeout=600
    )
    if done.returncode != 0:
        (settings().home / "log" / "deploy.log").write_text(done.stdout + done.stderr, "utf-8")
        raise TransientError(f"prefect deploy --all failed; its output: {settings().home / 'log' / 'deploy.log'}")
    stack = stack.model_copy(update={"deployed": digest})
    write_stack(settings().home, stack)
    return stack


def _deployment_digest() -> str:
    """Digest of what a deployment is made of: prefect.yaml and the flows' signatures live in these files."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in (ROOT / "prefect.yaml", *sorted((ROOT / "flows").glob("*.py"))):
        digest.update(path.read_bytes())
    told = settings().notify_url
    digest.update(f"{told.get_secret_value() if told else ''} {settings().stall_minutes}".encode())
    database = settings().prefect_database
    digest.update((database.get_secret_value() if database else "").encode())
    return digest.hexdigest()

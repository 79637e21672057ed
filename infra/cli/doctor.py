"""`congvan doctor`: what of the environment is missing or behaves otherwise than needed, and which locks are in force."""

import argparse
import json
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from schemas.errors import CongvanError
from schemas.settings import made_home, settings, unknown_settings
from schemas.stack import STACK_FILE, read_stack

Verdict = Literal["ok", "note", "MISSING"]


class Finding(NamedTuple):
    """One line of the report. `MISSING` makes the command end with 1; a `note` is good to know."""

    verdict: Verdict
    what: str
    says: str


LOCKS = {
    "no_network": ("untrusted files are read without a network", "a reader can reach the network"),
    "process_namespace": ("a reader ends with all that it started", "what a reader started may outlive it"),
    "files": ("a reader sees no file but its own (Landlock)", "a reader sees other files: Landlock is not in force"),
    "system_calls": ("calls that reading never needs are refused (seccomp)", "no call is refused: seccomp is not in force"),
    "no_new_privileges": ("no setuid program works in a reader", "setuid programs work in a reader"),
    "capabilities_dropped": ("a reader has no rights of root", "a reader keeps rights of root"),
    "process_count_limited": (
        "a reader can't start processes without end",
        "a reader's processes are not counted: the kernel doesn't count root's, so run it as another user",
    ),
}
"""What locks a reader in: what is said where it is in force, and where it is not."""
NEEDED = frozenset({"no_network"})


def main(argv: Sequence[str]) -> int:
    """Look at everything; 0 when nothing that is needed is missing, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="congvan doctor", description="What of the environment is missing, and what is in force.")
    parser.add_argument("--json", action="store_true", help="print JSON instead of lines")
    args = parser.parse_args(argv)
    findings = list(examine())
    if args.json:
        print(json.dumps([finding._asdict() for finding in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            print(f"{finding.verdict:8} {finding.what:12} {finding.says}")
    return int(any(finding.verdict == "MISSING" for finding in findings))


def examine() -> Iterator[Finding]:
    """Every finding; a look that fails is a finding itself."""
    looks: tuple[tuple[str, Callable[[], Iterator[Finding]]], ...] = (
        ("Python", _python),
        ("settings", _settings),
        ("Tesseract", _engine),
        ("home", _home),
        ("sandbox", _sandbox),
        ("registry", _registry),
        ("store", _store),
        ("queue", _queue),
        ("Prefect", _prefect),
        ("network", _network),
    )
    for what, look in looks:
        try:
            yield from look()
        except CongvanError as error:
            yield Finding("MISSING", what, str(error))
        except Exception as error:  # noqa: BLE001 - a doctor says what is wrong with any patient
            yield Finding("MISSING", what, f"{type(error).__name__}: {error}")


def _python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("ok" if sys.version_info >= (3, 11) else "MISSING", "Python", f"{version} (3.11 or newer is needed)")


def _settings() -> Iterator[Finding]:
    unknown = list(unknown_settings())
    yield from (Finding("note", "settings", line) for line in unknown)
    if not unknown:
        yield Finding("ok", "settings", "every CONGVAN_… of the environment is a setting (docs/settings.md)")


def _engine() -> Iterator[Finding]:
    program = shutil.which("tesseract")
    if program is None:
        yield Finding("MISSING", "Tesseract", "not on PATH: apt-get install tesseract-ocr tesseract-ocr-vie")
        return
    version = _said(program, "--version").split("\n", 1)[0].removeprefix("tesseract ")
    models = _said(program, "--list-langs").split()
    yield Finding("ok" if version[:1] >= "5" else "note", "Tesseract", f"{version} ({program}); measured with 5.3")
    has_model = "vie" in models
    yield Finding(
        "ok" if has_model else "MISSING",
        "Tesseract",
        "model vie" if has_model else "no model vie: apt-get install tesseract-ocr-vie",
    )


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    return done.stdout or done.stderr


def _home() -> Iterator[Finding]:
    home = made_home()
    free = shutil.disk_usage(home).free
    enough = free > 10 * settings().max_bytes
    yield Finding(
        "ok" if enough else "note",
        "home",
        f"{home}: {free / 1e9:.1f} GB free, ten of the largest files need {settings().max_bytes / 1e8:.0f}",
    )
    if home.stat().st_mode & 0o077:
        yield Finding("note", "home", f"{home} is not its owner's alone: who may enter can read every letter; chmod 700 {home}")
    keys = home / STACK_FILE
    if keys.exists() and keys.stat().st_mode & 0o077:
        yield Finding("MISSING", "home", f"{keys} holds keys and can be read by others: chmod 600")


def _sandbox() -> Iterator[Finding]:
    from tasks.adapters.sandbox import sandbox_report  # noqa: PLC0415 - loads the readers' libraries

    report = sandbox_report()
    for name, (holds, lacks) in LOCKS.items():
        without: Verdict = "MISSING" if name in NEEDED else "note"
        yield Finding("ok" if report[name] else without, "sandbox", holds if report[name] else lacks)
    limits = (
        f"{settings().child_memory / 1e9:.1f} GB, {settings().page_seconds:.0f} s a page, {settings().file_seconds:.0f} s a file"
    )
    yield Finding("ok", "sandbox", f"limits of a reader: {limits}; also {', '.join(report['limits'])}")


def _registry() -> Iterator[Finding]:
    from tasks.stations.routing import office_registry  # noqa: PLC0415 - read only when asked

    registry = office_registry()
    own = settings().own_organisation
    yield Finding(
        "ok", "registry", f"version {registry.version}" + (f", with {settings().registry}" if settings().registry else "")
    )
    if own is None:
        yield Finding("note", "registry", "CONGVAN_OWN_ORGANISATION is not set: no letter counts as addressed to this office")
    elif registry.get(own) is None:
        yield Finding(
            "MISSING", "registry", f"CONGVAN_OWN_ORGANISATION={own}: no such id; ./congvan registry find NAME says the id"
        )


def _store() -> Iterator[Finding]:
    from tasks.adapters.connect import open_store  # noqa: PLC0415 - boto3 takes half a second to import
    from tasks.adapters.s3_store import S3Store  # noqa: PLC0415
    from tasks.adapters.store_probe import probe  # noqa: PLC0415

    if settings().s3_endpoint is None and read_stack(settings().home) is None:
        yield Finding("note", "store", "none yet: ./congvan up starts the local one, CONGVAN_S3_ENDPOINT names another")
        return
    store = open_store()
    if not isinstance(store, S3Store):
        yield Finding("note", "store", "in memory, for trials")
        return
    seen = probe(store)
    yield Finding("ok", "store", f"bucket {store.bucket} answers, writes, lists and deletes")
    for has, holds, lacks in (
        (
            seen.conditional_put,
            "conditional writes: consumers of one queue take turns in fewer requests",
            "no conditional writes: consumers of one queue take turns by claims instead (docs/queues.md)",
        ),
        (
            seen.versioning,
            "versions: an overwritten object can be had back",
            "no versions: what is overwritten is gone; back it up",
        ),
        (
            seen.etag,
            "ETags in listings: a file that is still being written is told from a finished one",
            "no ETags in listings: a file still being written is told by size and time alone",
        ),
        (seen.key_below_key, "a key and a key below it at once", "no key below a key: nothing here needs it"),
        (
            seen.listing_seconds is not None,
            f"a new object is listed within {seen.listing_seconds or 5:.1f} s",
            "a new object was not listed within 5 s: scans are taken late",
        ),
    ):
        yield Finding("ok" if has else "note", "store", holds if has else lacks)


def _queue() -> Iterator[Finding]:
    from tasks.adapters.connect import open_queue  # noqa: PLC0415 - as above

    scheme = settings().queue_url.split(":", 1)[0]
    if scheme == "bucket" and settings().s3_endpoint is None and read_stack(settings().home) is None:
        yield Finding("note", "queue", "in the bucket, which is not there yet")
        return
    open_queue().dead_letters("congvan-doctor")
    yield Finding("ok", "queue", f"{scheme}: answers")


def _prefect() -> Iterator[Finding]:
    stack = read_stack(settings().home)
    address = settings().prefect_url or (stack.prefect_url if stack else None)
    if address is None:
        yield Finding("note", "Prefect", "no server yet: ./congvan up starts one, CONGVAN_PREFECT_URL names another")
        return
    with urllib.request.urlopen(f"{address}/admin/version", timeout=10) as answer:  # noqa: S310 - the address of our own server
        version = json.loads(answer.read())
    yield Finding(
        "ok" if str(version).startswith("3.") else "MISSING", "Prefect", f"server {version} at {address}; 3.8.8 or newer is needed"
    )


def _network() -> Iterator[Finding]:
    """Whether what goes to the addresses that are set crosses a network in the clear."""
    plain = [f"{variable} ({address})" for variable, address in _addresses() if _is_plain(address) and not _is_local(address)]
    for one in plain:
        yield Finding("note", "network", f"{one} is not encrypted: letters or keys cross the network in the clear")
    if not plain:
        yield Finding("ok", "network", "every address is on this machine or encrypted (TLS)")


def _addresses() -> Iterator[tuple[str, str]]:
    """Variable and address (without user and password) of each connection."""
    chosen = settings()
    database = chosen.prefect_database.get_secret_value() if chosen.prefect_database else None
    told = chosen.notify_url.get_secret_value() if chosen.notify_url else None
    for variable, url in (
        ("CONGVAN_S3_ENDPOINT", chosen.s3_endpoint),
        ("CONGVAN_QUEUE_URL", chosen.queue_url),
        ("CONGVAN_NOTIFICATIONS_URL", chosen.notifications_url),
        ("CONGVAN_PREFECT_URL", chosen.prefect_url),
        ("CONGVAN_PREFECT_DATABASE", database),
        ("CONGVAN_NOTIFY_URL", told),
    ):
        if url:
            parts = urlsplit(url)
            endpoint = dict(parse_qsl(parts.query)).get("endpoint") if parts.scheme == "sqs" else None
            options = dict(parse_qsl(parts.query))
            encrypted = parts.scheme.startswith("postgresql") and _ENCRYPTED & {options.get("ssl"), options.get("sslmode")}
            scheme = f"{parts.scheme}+tls" if encrypted else parts.scheme
            yield variable, endpoint or f"{scheme}://{parts.netloc.rpartition('@')[2]}"


_ENCRYPTED = frozenset({"require", "verify-ca", "verify-full", "true"})
"""What PostgreSQL's drivers never fall back from; with "prefer" or "allow" they do, and nobody sees it."""


def _is_plain(address: str) -> bool:
    scheme = address.partition("://")[0]
    return scheme in {"http", "amqp"} or (scheme.startswith("postgresql") and not scheme.endswith("+tls"))


def _is_local(address: str) -> bool:
    host = urlsplit(address).hostname
    return host in {"localhost", "127.0.0.1", "::1"}

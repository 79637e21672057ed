"""`congvan registry`: check registry files, each fault with its file and line; or look a name up."""

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

from schemas.errors import UsageError
from schemas.registry import RegistryFile
from schemas.settings import settings
from tasks.adapters.registry_files import SHIPPED, form_faults, line_of, parse, registry_files
from tasks.core.registry.check import check
from tasks.stations.routing import office_registry

_EPILOG = """examples:
  ./congvan registry check my.yaml                             every fault, with its line
  ./congvan registry find "Sở Y tế" --near kien-giang/ubnd     whom a letter of that issuer means by it

Your office's own entries: a file or folder that CONGVAN_REGISTRY names (docs/registry.md)."""


def main(argv: Sequence[str]) -> int:
    """0: no fault, or found; 1: faults, or not found; 2: a wrong call."""
    parser = argparse.ArgumentParser(
        prog="congvan registry",
        description="The registry of recipients.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="say every fault of registry files, with file and line")
    checking.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="YAML files or folders; none: the shipped ones and the office's own"
    )
    finding = commands.add_parser("find", help="say whom a printed name means")
    finding.add_argument("name", nargs="+", metavar="NAME", help="the name as printed")
    finding.add_argument("--near", metavar="ID", help="registry id of the letter's issuer")
    finding.add_argument("--on", metavar="DATE", help="the letter's date, YYYY-MM-DD")
    args = parser.parse_args(argv)
    return _check(args.files) if args.command == "check" else _find(" ".join(args.name), args.near, args.on)


def _check(given: Sequence[Path]) -> int:
    files = _files(given) or registry_files(settings().registry)
    faults = sum(_check_one(path) for path in files)
    entries = "" if faults else f", {len(office_registry().entries)} entries with the office's own files"
    print(f"{len(files)} file(s), {faults} fault(s){entries}", file=sys.stderr if faults else sys.stdout)
    return 1 if faults else 0


def _files(given: Sequence[Path]) -> list[Path]:
    files: list[Path] = []
    for path in given:
        if not path.exists():
            raise UsageError(f"no such file or folder: {path}")
        files += sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    return files


def _check_one(path: Path) -> int:
    """Print the faults of one file as `file:line: what`, and give their number."""
    text = path.read_bytes()
    form = form_faults(text)
    for fault in form:
        print(f"{path}:{fault.line or line_of(text, fault.where)}: {_way(fault.where)}{fault.message}")
    if form:
        return len(form)
    faults = check(RegistryFile.model_validate(parse(text)), _below(path))
    for finding in faults:
        print(f"{path}:{line_of(text, finding.where)}: {_way(finding.where)}{finding.message}")
    return len(faults)


def _way(where: Sequence[str | int]) -> str:
    return f"{'.'.join(map(str, where))}: " if where else ""


def _below(path: Path) -> list[RegistryFile]:
    """The files that a file is laid over: of the shipped ones all others, of an office's file the shipped and its neighbours."""
    shipped = [file for file in registry_files() if file.resolve() != path.resolve()]
    beside = [] if path.resolve().parent == SHIPPED else [file for file in path.parent.glob("*.yaml") if file != path]
    usable = [file.read_bytes() for file in [*shipped, *sorted(beside)]]
    return [RegistryFile.model_validate(parse(text)) for text in usable if not form_faults(text)]


def _find(name: str, near: str | None, on: str | None) -> int:
    registry = office_registry()
    day = _day(on)
    if near is not None and registry.get(near) is None and near not in registry.places:
        raise UsageError(f"the registry has no “{near}”")
    group = registry.group(name, on=day, near=near)
    if group is not None:
        place = f", {group.place.name}" if group.place else ""
        print(f"{group.rule.name}{place}: {len(group.members)}")
        for member in group.members:
            print(f"  {member.id}  {member.name}")
        return 0
    matches = registry.match(name, on=day, near=near) or registry.suggest(name, on=day, near=near)
    best = registry.best(name, on=day, near=near)
    for match in matches:
        mark = "→" if best is not None and match.entry.id == best.entry.id else " "
        ended = f"  (follows {match.ended.name}, ended {match.ended.valid_to})" if match.ended else ""
        print(f"{mark} {match.score:.2f} {match.how:9} {match.entry.id}  {match.entry.name}{ended}")
    if best is None:
        print("no entry is near enough to be used; a person would be asked", file=sys.stderr)
    return 0 if best is not None else 1


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"“{text}” is not a date; write it as 2021-09-06") from error

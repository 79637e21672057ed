"""Registry files on disk: the shipped ones under infra/registry, an office's own laid over them, and aliases people gave."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from schemas.registry import RegistryFile
from schemas.settings import ROOT

SHIPPED = ROOT / "infra" / "registry"
ALIASES = "aliases.yaml"
"""File of an office's folder that review writes to; read after all others."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def registry_files(extra: Path | None = None) -> list[Path]:
    """The files of a registry in the order in which they are laid over each other."""
    files = sorted(SHIPPED.glob("*.yaml"))
    if extra is not None:
        files += sorted(extra.glob("*.yaml"), key=lambda path: (path.name == ALIASES, path.name))
    return files


@dataclass(frozen=True, eq=False)
class RegistryText:
    """The files of a registry as they stand on disk, and the version that their bytes have."""

    files: tuple[RegistryFile, ...]
    version: str


def read_registry(extra: Path | None = None) -> RegistryText:
    """The shipped files and those of the folder `extra`; read anew only when a file has changed (the same object otherwise).

    Raises FileNotFoundError when `extra` is not there, yaml.YAMLError or pydantic.ValidationError for a faulty file:
    `congvan registry check FILE` says where.
    """
    if extra is not None and not extra.is_dir():
        raise FileNotFoundError(f"no such registry folder: {extra}")
    return _read(tuple((path, path.stat().st_mtime_ns) for path in registry_files(extra)))


@lru_cache(maxsize=4)
def _read(files: tuple[tuple[Path, int], ...]) -> RegistryText:
    texts = [path.read_bytes() for path, _ in files]
    return RegistryText(tuple(RegistryFile.model_validate(parse(text)) for text in texts), version_of(texts))


def parse(text: bytes) -> dict[str, Any]:
    """The mapping of a YAML text; an empty text is an empty file. Raises yaml.YAMLError."""
    try:
        return yaml.load(text, Loader=_LOADER) or {}  # noqa: S506 - both loaders are safe ones
    except ValueError as error:  # a day that is none (2026-02-30), a number of more digits than Python reads
        raise yaml.YAMLError(f"a value that can't be: {error}") from error


def version_of(texts: Iterable[bytes]) -> str:
    """Twelve hex digits of what the files hold, in their order."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(hashlib.sha256(text).digest())
    return digest.hexdigest()[:12]


def append_alias(folder: Path, entry_id: str, alias: str, *, home: str | None = None) -> Path:
    """Remember that people mean `entry_id` by `alias`; gives the file written. The same alias twice changes nothing.

    `home`: id of the issuer (or place) that says it so; none: everywhere. The file is replaced whole, so that a reader never
    sees half of it. Raises OSError, and ValueError for a blank alias.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / ALIASES
    known = parse(target.read_bytes()) if target.exists() else {}
    names = known.setdefault("add_local_names", {}).setdefault(entry_id, {}) if home else known.setdefault("add_aliases", {})
    said = names.setdefault(home or entry_id, [])
    if alias in said:
        return target
    said.append(alias)
    known.setdefault("about", "Tên gọi do người xem xét xác nhận / Names confirmed in review")
    RegistryFile.model_validate(known)
    text = yaml.safe_dump(known, allow_unicode=True, sort_keys=True, width=120)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=folder, prefix=".aliases", delete=False) as draft:
        draft.write(text)
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).replace(target)
    return target


@dataclass(frozen=True)
class FormFault:
    """A fault of form: the way to it in the file, and what it is."""

    where: tuple[str | int, ...]
    message: str
    line: int | None = None


def form_faults(text: bytes) -> list[FormFault]:
    """What keeps a text from being a registry file: not YAML, unknown or missing fields, values of the wrong form."""
    try:
        RegistryFile.model_validate(parse(text))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        return [FormFault((), f"not YAML: {problem}", mark.line + 1 if mark else None)]
    except ValidationError as error:
        return [FormFault(tuple(fault["loc"]), fault["msg"]) for fault in error.errors()]
    return []


def line_of(text: bytes, where: Sequence[str | int]) -> int:
    """Line (from 1) of the value that `where` leads to in a YAML text, or of the deepest part of the way that is there."""
    node = yaml.compose(text, Loader=_LOADER)
    line = node.start_mark.line + 1 if node else 1
    for step in where:
        node = _step(node, step)
        if node is None:
            break
        line = node.start_mark.line + 1
    return line


def _step(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]  # type: ignore[no-any-return]  # PyYAML's types stop at the node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key if isinstance(value, yaml.ScalarNode) else value  # type: ignore[no-any-return]  # as above
    return None

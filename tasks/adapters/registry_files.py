"""Registry files on disk: the shipped ones under infra/registry, an office's own laid over them, and aliases people gave."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

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
    return yaml.load(text, Loader=_LOADER) or {}  # noqa: S506 - both loaders are safe ones


def version_of(texts: Iterable[bytes]) -> str:
    """Twelve hex digits of what the files hold, in their order."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(hashlib.sha256(text).digest())
    return digest.hexdigest()[:12]


def append_alias(folder: Path, entry_id: str, alias: str) -> Path:
    """Remember that people mean `entry_id` by `alias`; gives the file written. The same alias twice changes nothing.

    The file is replaced whole, so that a reader never sees half of it. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / ALIASES
    known = parse(target.read_bytes()) if target.exists() else {}
    names = known.setdefault("add_aliases", {}).setdefault(entry_id, [])
    if alias in names:
        return target
    names.append(alias)
    known.setdefault("about", "Tên gọi do người xem xét xác nhận / Names confirmed in review")
    RegistryFile.model_validate(known)
    text = yaml.safe_dump(known, allow_unicode=True, sort_keys=True, width=120)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=folder, prefix=".aliases", delete=False) as draft:
        draft.write(text)
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).replace(target)
    return target

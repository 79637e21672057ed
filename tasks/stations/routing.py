"""Routing as the CLI and the flow's tasks use it: the office's registry from its settings, and the decision for one letter."""

import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import yaml

from schemas.errors import UsageError
from schemas.letter import Document
from schemas.routing import Routing, RoutingPolicy
from schemas.settings import settings
from tasks.adapters.registry_files import RegistryText, append_alias, read_registry
from tasks.core.registry.expand import expand
from tasks.core.registry.registry import Registry
from tasks.core.routing.route import route


def office_registry() -> Registry:
    """The shipped registry with the office's own files (`CONGVAN_REGISTRY`, or what people taught) laid over it.

    Loaded once, and anew when a file changes.

    Raises UsageError when the folder is not there or a file is faulty.
    """
    return load_registry(settings().office_registry)


def load_registry(extra: Path | None = None) -> Registry:
    """The registry of the shipped files and those of the folder `extra`. Raises UsageError for what is at fault in them."""
    try:
        return _build(read_registry(extra))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise UsageError(f"the registry can't be loaded: {error}. ./congvan registry check FILE says where") from error


@lru_cache(maxsize=2)  # some 70 MB each: the one that stands, and the one before while letters still use it
def _build(text: RegistryText) -> Registry:
    return Registry(expand(text.files), version=text.version)


def office_policy() -> RoutingPolicy:
    """What this office decided about routing, from its settings.

    Raises UsageError when `CONGVAN_OWN_ORGANISATION` is not in the registry: everything would silently be outside.
    """
    own = settings().own_organisation
    if own is not None and office_registry().get(own) is None:
        raise UsageError(f"CONGVAN_OWN_ORGANISATION: the registry has no “{own}”; ./congvan registry find NAME gives ids")
    return RoutingPolicy(own_organisation=own, attachments_route=settings().attachments_route)


def route_documents(letter_id: str, documents: Sequence[Document], *, revision: int = 1) -> tuple[tuple[Document, ...], Routing]:
    """Decide who gets the letter. Gives the documents with their recipients understood, and the decision."""
    return route(letter_id, documents, office_registry(), office_policy(), revision=revision)


_learning = threading.Lock()


def learn_alias(entry_id: str, name: str, *, issuer_id: str | None = None) -> None:
    """Remember that a person meant `entry_id` by `name`, in the office's own registry files.

    With `issuer_id` the name holds for letters of that issuer only: "Phòng TH" is another room elsewhere.
    Raises KeyError when the registry has no such entry.
    """
    if office_registry().get(entry_id) is None:
        raise KeyError(entry_id)
    folder = settings().learnt_registry
    with _learning:  # letters are decided side by side, and the file is read, added to and replaced
        append_alias(folder, entry_id, name, home=issuer_id)

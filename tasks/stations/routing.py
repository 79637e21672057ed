"""The routing station (chuyển văn bản): documents and this office's registry in, the whole decision out."""

from collections.abc import Sequence

from schemas.letter import Document
from schemas.routing import Routing, RoutingPolicy
from schemas.settings import settings
from tasks.adapters.registry_files import load_registry
from tasks.core.registry.registry import Registry
from tasks.core.routing.route import route


def office_registry() -> Registry:
    """The registry shipped with the program, with this office's own files laid over it."""
    return load_registry(settings().registry)


def route_documents(letter_id: str, documents: Sequence[Document], *, revision: int = 1) -> tuple[tuple[Document, ...], Routing]:
    """Decide who gets the letter, by this office's registry and settings."""
    policy = RoutingPolicy(own_organisation=settings().own_organisation)
    return route(letter_id, documents, office_registry(), policy, revision=revision)

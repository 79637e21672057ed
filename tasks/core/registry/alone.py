"""One question at a time (mỗi lúc một câu hỏi): a registry reads names when they are first needed, and threads share it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar


class Locked(Protocol):
    """What has a lock that one thread may take again."""

    @property
    def lock(self) -> AbstractContextManager[bool]:
        """Held while it answers."""


_Owner = TypeVar("_Owner", bound=Locked)
_Answer = TypeVar("_Answer")
_Asked = ParamSpec("_Asked")


def alone(question: Callable[Concatenate[_Owner, _Asked], _Answer]) -> Callable[Concatenate[_Owner, _Asked], _Answer]:
    """`question`, while no other thread asks the same registry anything."""

    @wraps(question)
    def asked(owner: _Owner, /, *args: _Asked.args, **kwargs: _Asked.kwargs) -> _Answer:
        with owner.lock:
            return question(owner, *args, **kwargs)

    return asked

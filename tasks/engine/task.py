"""The one way a station becomes a Prefect task: retried on transient trouble, silent about the letter's text."""

import logging
import traceback
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun

from schemas.errors import CongvanError, TransientError

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

RETRY_DELAYS = [1.0, 3.0, 10.0, 30.0]
"""Seconds before each further try of a step that met with transient trouble; then the whole letter is tried again later."""


class FaultError(Exception):
    """A fault in the program. It carries the kind of error and its place, never its text: that may be the letter's."""


def letter_task(function: Callable[P, R]) -> Task[P, R]:
    """Make a task of a function, named like it. Its results stay in this process."""

    @wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except CongvanError:
            raise
        except Exception as error:  # noqa: BLE001 - told without its text, below
            place = traceback.extract_tb(error.__traceback__)[-1]
            fault = f"{type(error).__name__} at {place.filename.rpartition('/')[2]}:{place.lineno}"
            frames = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
            log.error("%s: %s\n%s", function.__name__, fault, frames)  # noqa: TRY400 - frames without the error's text
        raise FaultError(fault)

    made = task(
        name=function.__name__,
        retries=len(RETRY_DELAYS),
        retry_delay_seconds=RETRY_DELAYS,
        retry_jitter_factor=0.5,
        retry_condition_fn=_is_transient,
        cache_policy=NO_CACHE,
        persist_result=False,
        log_prints=False,
    )
    return made(guarded)


def _is_transient(task: Task[..., Any], run: TaskRun, state: State[Any]) -> bool:
    """Only trouble of the outside world is tried again: the same file gives the same refusal."""
    del task, run
    try:
        state.result(raise_on_failure=True)
    except TransientError:
        return True
    except Exception:  # noqa: BLE001 - whatever else it was, it is not transient
        return False
    return False

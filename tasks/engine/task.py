"""The one way a station becomes a Prefect task: cheap, retried on transient trouble, silent about the letter's text.

A task run costs Prefect's server 16 ms of CPU for each change of its state, and three changes are the rule (Pending, Running,
Completed). Ours tell the last one, and what comes of a retry: the server then knows the run with its start, its end and its
state (measured: 0.05 s for a task in all three, see docs/operating.md). How a step is executed: `step`.
"""

import logging
import traceback
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import prefect.task_engine
from prefect import Task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.events import Event
from prefect.utilities.engine import emit_task_run_state_change_event

from schemas.errors import CongvanError, TransientError
from tasks.engine.step import execute_step

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

RETRY_DELAYS = [1.0, 3.0, 10.0, 30.0]
"""Seconds before each further try of a step that met with transient trouble; then the whole letter is tried again later."""

_UNTOLD = frozenset({"Pending", "Running"})

_tell_all = emit_task_run_state_change_event


def _tell_the_end(
    task_run: TaskRun, initial_state: State[Any] | None, validated_state: State[Any], follows: Event | None = None
) -> Event | None:
    """Tell the server of a task's state unless it only says that the task began."""
    if validated_state.name in _UNTOLD and validated_state.type.value.title() == validated_state.name:
        return None
    return _tell_all(task_run, initial_state, validated_state, follows)


vars(prefect.task_engine)["emit_task_run_state_change_event"] = _tell_the_end


class FaultError(Exception):
    """A fault in the program. It carries the kind of error and its place, never its text: that may be the letter's."""


class LetterTask(Task[P, R]):
    """A task whose arguments are handed on as they are, and that is executed by our own engine."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run it, here and now, as a step of the run that this is."""
        return execute_step(self, lambda: self.fn(*args, **kwargs))


def letter_task(function: Callable[P, R]) -> Callable[P, R]:
    """Make a task of a function, named like it. Its results stay in this process; `.fn` is the bare function."""

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

    made: LetterTask[P, R] = LetterTask(
        guarded,
        name=function.__name__,
        retries=len(RETRY_DELAYS),
        retry_delay_seconds=RETRY_DELAYS,
        retry_jitter_factor=0.5,
        retry_condition_fn=_is_transient,
        cache_policy=NO_CACHE,
        persist_result=False,
        log_prints=False,
    )
    return made


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

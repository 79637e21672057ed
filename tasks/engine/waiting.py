"""The run that waits for a person: made waiting, its name and tags in the lists, its form and the sheet above it."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import httpx
from prefect._internal.pydantic.v2_schema import create_v2_schema
from prefect.client.schemas import FlowRun
from prefect.client.schemas.filters import FlowFilter, FlowRunFilter
from prefect.client.schemas.sorting import FlowRunSort
from prefect.context import FlowRunContext
from prefect.exceptions import ObjectNotFound
from prefect.input import RunInput
from prefect.states import Cancelled

from schemas.decision import Decision
from schemas.record import Record
from schemas.settings import settings
from tasks.adapters.connect import open_store
from tasks.core.record.sheet import HEADING, picture_keys, sheet
from tasks.core.record.title import title
from tasks.core.record.words import moment_words
from tasks.engine import runs
from tasks.engine.api import client, patiently
from tasks.engine.ask import form_for, pause_key
from tasks.engine.tell import is_urgent, say, this_run
from tasks.stations.addresses import FIRST_PICTURE, addresses_of, links
from tasks.stations.archive import load_record

log = logging.getLogger(__name__)

_WHAT_TO_DO = "Bấm ⋮ ở góc trên bên phải, chọn Resume, xem phiếu và quyết định / press ⋮ in the upper right corner, then Resume"
_WHERE_TO_DECIDE = "Cần người xem, ở lượt chạy “Cần xem: …” / a person must look, in the run /v2/runs/flow-run/{run}"
_WHERE_TO_ANSWER = (
    "Đã gửi; còn một câu hỏi, ở lượt chạy “Hỏi sau: …” / delivered; a question is left, in the run /v2/runs/flow-run/{run}"
)
_READ_AGAIN = "văn bản đã được xử lý lại / the letter was read again"

FORMS_AT_ONCE = 200
"""Waiting runs that are asked for at a time."""


def ask_for_review(letter: Record) -> None:
    """Make the run that waits for a person's decision, and its form; the same letter and revision never make a second one.

    It is made waiting: to start it so that it suspends itself took six requests more and a watcher's time. Its form follows at
    once, as where a run suspends itself; after a crash between the two the letter's run is repeated, or `refresh_forms` writes it.
    """
    run = runs.create(
        "review_letter",
        {"letter_id": letter.letter_id, "process_run": str(this_run())},
        key=f"review/{letter.letter_id}/{letter.revision}/{letter.source.received_at}",
        name=_name(letter),
        tags=_tags(letter),
        waits_for=pause_key(letter),
    )
    if run.state is not None and run.state.is_paused():
        _bring_form(run, letter)
        where = _WHERE_TO_DECIDE if letter.review.required else _WHERE_TO_ANSWER
        say({run.id: _WHAT_TO_DO, this_run(): where.format(run=run.id)})


def _bring_form(run: FlowRun, letter: Record) -> None:
    """Write the form of the first round where it is not there yet, the sheet above it last: who lacks it lacks nothing else."""
    keys = (run.state.state_details.run_input_keyset or {}) if run.state is not None else {}
    form = form_for(letter, {}, review_sheet(letter))
    parts = {"schema": schema_of(form), "description": form._description}  # noqa: SLF001 - as `RunInput.save` does
    for part, value in parts.items():
        if part in keys:
            _write_input(run.id, keys[part], value)


def schema_of(form: type[RunInput]) -> dict[str, Any]:
    """The form as Prefect's UI and server want it."""
    return create_v2_schema(form.__name__, model_base=form)


def _write_input(run_id: UUID, key: str, value: object) -> None:
    """Write one input of a run; one that is there stands."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        patiently(lambda: client().create_flow_run_input(run_id, key, text))
    except httpx.HTTPStatusError as error:
        if error.response.status_code != httpx.codes.CONFLICT:
            raise


def _read_input(run_id: UUID, key: str) -> str | None:
    """One input of a run as JSON; None when it is not there."""
    try:
        text: str = patiently(lambda: client().read_flow_run_input(run_id, key))
    except ObjectNotFound:
        return None
    except httpx.HTTPStatusError as error:
        if error.response.status_code != httpx.codes.NOT_FOUND:
            raise
        return None
    return text


def tell_review(letter: Record, deferred: Decision | None = None) -> None:
    """Name and tag the run that waits for a person's decision, where it is not so named; one that was deferred says by whom."""
    name, tags = _name(letter, deferred), _tags(letter, deferred)
    context = FlowRunContext.get()
    run = context.flow_run if context is not None else None
    if run is None or (run.name, sorted(run.tags)) != (name, sorted(tags)):
        run_id = this_run()
        patiently(lambda: client().update_flow_run(run_id, name=name, tags=tags))


def _name(letter: Record, deferred: Decision | None = None) -> str:
    if deferred:
        return f"Để sau ({deferred.by}): {title(letter)}"
    return f"{'Cần xem' if letter.review.required else 'Hỏi sau'}: {title(letter)}"


def _tags(letter: Record, deferred: Decision | None = None) -> list[str]:
    kind = "review" if letter.review.required else "afterwards"
    return [kind, "deferred" if deferred else "waiting", *(["urgent"] if is_urgent(letter) else [])]


def review_sheet(letter: Record, remark: str = "") -> str:
    """What stands above the form: what is doubtful, cut out of the page, then the pages; addresses in it run out."""
    store, minutes, bar = open_store(), settings().review_link_minutes, settings().review_bar
    seconds = int(60 * minutes)
    opened = links(store, letter, seconds=seconds)
    opened.pop(FIRST_PICTURE, None)
    pictures = addresses_of(store, picture_keys(letter, bar=bar), seconds=seconds)
    until = moment_words((datetime.now(UTC) + timedelta(minutes=minutes)).isoformat())
    note = (
        f"Liên kết và hình mở được đến {until}, được làm mới mỗi ngày hai lần; nếu không mở được, chạy `refresh_forms`, hoặc gõ"
        f" / links and pictures open until then and are made anew twice a day; if one is dead, run `refresh_forms`, or type:"
        f" `./congvan open {letter.source.sha256[:12]}`"
    )
    return sheet(letter, pictures, opened, bar=bar, remark=remark, note=note)


def withdraw_questions(letter: Record) -> None:
    """Cancel the runs that ask about an earlier revision of a letter that was read again: nobody answers what is settled or twice.

    One that is answered at this moment goes on, and finds the newest revision.
    """
    for run in list(_waiting_runs()):
        key = run.state.state_details.pause_key if run.state is not None else None
        if run.parameters.get("letter_id") == letter.letter_id and key and not key.startswith(f"{letter.revision}-"):
            patiently(partial(client().set_flow_run_state, run.id, Cancelled(message=_READ_AGAIN)))


def refresh_waiting() -> int:
    """Put fresh addresses into every form that waits; how many. One that is answered meanwhile is left alone."""
    return sum(_refresh(run) for run in _waiting_runs())


def _waiting_runs() -> Iterator[FlowRun]:
    flows = FlowFilter.model_validate({"name": {"any_": ["review_letter"]}})
    waits = FlowRunFilter.model_validate({"state": {"name": {"any_": ["Suspended"]}}})
    given = 0
    while True:
        asked = partial(client().read_flow_runs, flow_filter=flows, flow_run_filter=waits, sort=FlowRunSort.ID_DESC)
        batch = patiently(partial(asked, limit=FORMS_AT_ONCE, offset=given))
        yield from batch
        given += len(batch)
        if len(batch) < FORMS_AT_ONCE:
            return


def _refresh(run: FlowRun) -> bool:
    """Whether the form's sheet was written anew. What stands before its heading is the remark of the last round, and stays.

    A form that never came, since its writer died, is written whole.
    """
    letter = load_record(open_store(), str(run.parameters.get("letter_id", "")))
    key = (run.state.state_details.run_input_keyset or {}).get("description") if run.state is not None else None
    if letter is None or not letter.review.asks or key is None:
        return False
    try:
        before = _read_input(run.id, key)
        if before is None:
            _bring_form(run, letter)
            return True
        remark = json.loads(before).partition(HEADING)[0].strip()
        patiently(lambda: client().delete_flow_run_input(run.id, key))
        patiently(lambda: client().create_flow_run_input(run.id, key, json.dumps(review_sheet(letter, remark), ensure_ascii=False)))
    except (httpx.HTTPStatusError, ObjectNotFound):  # answered or erased meanwhile
        log.info("run %s: its form is no longer there", run.id)
        return False
    return True

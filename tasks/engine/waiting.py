"""The run that waits for a person: its name and tags in the lists, and the sheet above its form."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import httpx
from prefect.client.schemas import FlowRun
from prefect.client.schemas.filters import FlowFilter, FlowRunFilter
from prefect.client.schemas.sorting import FlowRunSort
from prefect.exceptions import ObjectNotFound

from schemas.decision import Decision
from schemas.record import Record
from schemas.settings import settings
from tasks.adapters.connect import open_store
from tasks.core.record.sheet import HEADING, picture_keys, sheet
from tasks.core.record.title import title
from tasks.engine.api import client, patiently
from tasks.engine.tell import is_urgent, this_run
from tasks.stations.addresses import FIRST_PICTURE, addresses_of, links
from tasks.stations.archive import load_record
from tasks.stations.letter import VIETNAM

log = logging.getLogger(__name__)

FORMS_AT_ONCE = 200
"""Waiting runs that are asked for at a time."""


def tell_review(letter: Record, deferred: Decision | None = None) -> None:
    """Name and tag the run that waits for a person's decision; one that was deferred says by whom."""
    run_id = this_run()
    tags = ["review", "deferred" if deferred else "waiting", *(["urgent"] if is_urgent(letter) else [])]
    name = f"Để sau ({deferred.by}): {title(letter)}" if deferred else f"Cần xem: {title(letter)}"
    patiently(lambda: client().update_flow_run(run_id, name=name, tags=tags))


def review_sheet(letter: Record, remark: str = "") -> str:
    """What stands above the form: what is doubtful, cut out of the page, then the pages; addresses in it run out."""
    store, minutes, bar = open_store(), settings().review_link_minutes, settings().review_bar
    seconds = int(60 * minutes)
    opened = links(store, letter, seconds=seconds)
    opened.pop(FIRST_PICTURE, None)
    pictures = addresses_of(store, picture_keys(letter, bar=bar), seconds=seconds)
    until = (datetime.now(UTC) + timedelta(minutes=minutes)).astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")
    note = (
        f"Liên kết và hình mở được đến {until}, được làm mới mỗi ngày hai lần; nếu không mở được, chạy `refresh_forms`, hoặc gõ"
        f" / links and pictures open until then and are made anew twice a day; if one is dead, run `refresh_forms`, or type:"
        f" `./congvan open {letter.source.sha256[:12]}`"
    )
    return sheet(letter, pictures, opened, bar=bar, remark=remark, note=note)


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
    """Whether the form's sheet was written anew. What stands before its heading is the remark of the last round, and stays."""
    letter = load_record(open_store(), str(run.parameters.get("letter_id", "")))
    key = (run.state.state_details.run_input_keyset or {}).get("description") if run.state is not None else None
    if letter is None or letter.status != "review" or key is None:
        return False
    try:
        before = json.loads(patiently(lambda: client().read_flow_run_input(run.id, key)))
        remark = before.partition(HEADING)[0].strip()
        patiently(lambda: client().delete_flow_run_input(run.id, key))
        patiently(lambda: client().create_flow_run_input(run.id, key, json.dumps(review_sheet(letter, remark), ensure_ascii=False)))
    except (httpx.HTTPStatusError, ObjectNotFound):  # answered or erased meanwhile
        log.info("run %s: its form is no longer there", run.id)
        return False
    return True

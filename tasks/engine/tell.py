"""Telling Prefect what became of a letter: the run's name, tags and state, one artifact, one event. Never its body."""

import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

from prefect.client.schemas.actions import ArtifactCreate
from prefect.client.schemas.objects import State
from prefect.context import FlowRunContext
from prefect.events import emit_event
from prefect.states import Completed, Failed

from schemas.errors import Rejected
from schemas.record import HeldRecord, Record
from schemas.scan import Scan
from schemas.settings import settings
from tasks.adapters.connect import open_store
from tasks.core.record.portrait import portrait
from tasks.core.record.title import doctype, title
from tasks.core.record.words import moment_words
from tasks.engine import runs
from tasks.engine.api import client, patiently
from tasks.stations.addresses import FIRST_PICTURE, links

_AGAIN = "Sau đó / afterwards: {command}, hoặc chạy / or run `show_letter`"

_GONE = "bản quét đã rời hộp đến hoặc bị ghi đè, không còn gì để làm / the scan left the inbox or was written over"
_HELD = "có hoặc nghi có dấu mật: để riêng, không đọc / a secrecy stamp is seen or suspected: set aside unread, see the runbook"
_LATE = "đã xong trước khi tiến trình chết / all was done before its process died; the record says what"


def this_run() -> UUID:
    """Id of the flow run that this code runs in. Raises RuntimeError outside of one."""
    context = FlowRunContext.get()
    if context is None or context.flow_run is None:
        raise RuntimeError("not inside a flow run")
    return context.flow_run.id


def keeps_crashing(*, beyond: int = 0) -> bool:
    """Whether the process died too often with this letter in hand, or so many times `beyond` that. Outside of a run: no."""
    context = FlowRunContext.get()
    if context is None or context.flow_run is None or context.flow_run.run_count <= settings().most_attempts:
        return False
    return runs.crashes(context.flow_run.id) >= settings().most_attempts + beyond


def refuse_if_it_keeps_crashing() -> None:
    """Raise Rejected (`letter.crashed_repeatedly`) when the process died too often with this letter in hand."""
    if keeps_crashing():
        raise Rejected("letter.crashed_repeatedly")


def told_before() -> State[None] | None:
    """The last state of a run that told all and died before it could end, by the tag that it had given itself; else None."""
    context = FlowRunContext.get()
    tags = context.flow_run.tags if context is not None and context.flow_run is not None else []
    status = next((one for one in ("delivered", "review", "held", "quarantined") if one in tags), None)
    if status is None:
        return None
    if status == "quarantined":
        return Failed(name="Quarantined", message=_LATE)
    return Completed(name=status.capitalize(), message=_HELD if status == "held" else _LATE)


def outcome(letter: Record | HeldRecord | None) -> State[None]:
    """The run's last state: its name says what became of the letter, its message what to do."""
    if letter is None:
        return told_before() or Completed(name="Superseded", message=_GONE)
    if isinstance(letter, HeldRecord):
        return Completed(name="Held", message=_HELD)
    if letter.rejection:
        refusal = letter.rejection
        return Failed(name="Quarantined", message=f"{refusal.code}: {refusal.message}. {refusal.advice}")
    if letter.status == "review":
        return Completed(name="Review", message=f"cần người xem / a person must look: {', '.join(letter.review.reasons)}")
    asked = f"; hỏi sau / asked afterwards: {', '.join(letter.review.afterwards)}" if letter.review.afterwards else ""
    return Completed(name="Delivered", message=f"đã gửi / delivered: {len(letter.routing.deliveries)}{asked}")


def tell_received(scan: Scan) -> None:
    """Emit `congvan.letter.received`. Nothing of the file is told, not even its hash: it may turn out to be secret.

    Outside of a run nothing is told.
    """
    context = FlowRunContext.get()
    if context is None or context.flow_run is None:
        return
    waited = (datetime.now(UTC) - scan.arrival.modified).total_seconds()
    payload: dict[str, object] = {
        "urgent": scan.arrival.urgent,
        "attempt": context.flow_run.run_count,
        "waited_seconds": round(waited, 1),
        "seen_before": scan.known is not None,
    }
    _emit(f"run.{context.flow_run.id}", "received", payload)


def tell(letter: Record | HeldRecord, *, also: str | None = None) -> None:
    """Name and tag the run, attach the portrait, emit `congvan.letter.<status>`. Of a held letter: only that it is held.

    `also`: id of another run of the letter that is to have the same name and tags.
    """
    run_id = this_run()
    if isinstance(letter, HeldRecord):
        patiently(lambda: client().update_flow_run(run_id, name="văn bản mật / held", tags=["held"]))
        _emit(letter.letter_id, "held", {"pages": letter.page_count})
        return
    kind = doctype(letter)
    marks = {"afterwards": bool(letter.review.afterwards), "urgent": is_urgent(letter)}
    tags = [letter.status, *([kind] if kind else []), *(mark for mark, is_so in marks.items() if is_so)]
    name = letter.rejection.code if letter.rejection else title(letter)
    for run in (run_id, *([UUID(also)] if also else [])):
        patiently(partial(client().update_flow_run, run, name=name, tags=tags))
    show(letter)
    if letter.rejection:
        say({run_id: f"{name}: {letter.rejection.message}. {letter.rejection.advice}"})
    _emit(letter.letter_id, letter.status, _payload(letter))


def say(lines: Mapping[UUID, str]) -> None:
    """Put a line into each run's log, which its page in the UI shows first: what a person is to do. Never text of a letter."""
    now = datetime.now(UTC).isoformat()
    body = [
        {"name": "congvan", "level": logging.INFO, "message": text, "timestamp": now, "flow_run_id": str(run)}
        for run, text in lines.items()
    ]
    patiently(lambda: client().request("POST", "/logs/", json=body))


def forget_ticket() -> None:
    """Blank this run's one parameter. Only when the scan is out of the inbox: until then a dead run is taken up again by it."""
    run_id = this_run()
    patiently(lambda: client().update_flow_run(run_id, parameters={"ticket": ""}))


def show(letter: Record) -> None:
    """Attach the letter's portrait with fresh addresses, under a key of its own: the newest is the one that the UI shows."""
    name = letter.rejection.code if letter.rejection else title(letter)
    attach(f"letter-{letter.source.sha256[:16]}", name, _portrait(letter, settings().link_minutes))


def is_urgent(letter: Record) -> bool:
    """Whether a document of the letter carries a mark of urgency."""
    return any(document.urgency for document in letter.documents)


def _portrait(letter: Record, minutes: float) -> str:
    """The portrait with addresses that are good for so long."""
    addresses = links(open_store(), letter, seconds=int(60 * minutes))
    picture = addresses.pop(FIRST_PICTURE, None)
    if not addresses:
        return portrait(letter, {})
    until = moment_words((datetime.now(UTC) + timedelta(minutes=minutes)).isoformat())
    command = f"`./congvan open {letter.source.sha256[:12]}`"
    note = f"Liên kết mở được đến / links open until {until}. {_AGAIN.format(command=command)}"
    return portrait(letter, addresses, picture, note)


def _payload(letter: Record) -> dict[str, object]:
    """What an automation can use: codes and counts, no text of the letter."""
    return {
        "doctype": doctype(letter),
        "revision": letter.revision,
        "pages": len(letter.pages),
        "documents": len(letter.documents),
        "deliveries": len(letter.routing.deliveries),
        "unresolved": len(letter.routing.unresolved),
        "reasons": list(letter.review.reasons),
        "afterwards": list(letter.review.afterwards),
        "rejection": letter.rejection.code if letter.rejection else None,
        "deadline": min((one.deadline for one in letter.routing.deliveries if one.deadline), default=None),
        "urgent": is_urgent(letter),
    }


def _emit(letter_id: str, status: str, payload: dict[str, object]) -> None:
    emit_event(
        event=f"congvan.letter.{status}",
        resource={"prefect.resource.id": f"congvan.letter.{letter_id}", "congvan.status": status},
        related=[{"prefect.resource.id": f"prefect.flow-run.{this_run()}", "prefect.resource.role": "flow-run"}],
        payload=payload,
    )


def attach(key: str, description: str, text: str) -> None:
    """Attach a Markdown artifact to this run; under one key the newest is the one that the UI shows."""
    artifact = ArtifactCreate(key=key, type="markdown", description=description, data=text, flow_run_id=this_run())
    patiently(lambda: client().request("POST", "/artifacts/", json=artifact.model_dump(mode="json", exclude_unset=True)))

"""The run that waits for a person: its name and tags in the lists, and the sheet above its form."""

from datetime import UTC, datetime, timedelta

from schemas.decision import Decision
from schemas.record import Record
from schemas.settings import settings
from tasks.adapters.connect import open_store
from tasks.core.record.sheet import picture_keys, sheet
from tasks.core.record.title import title
from tasks.engine.api import client, patiently
from tasks.engine.tell import is_urgent, this_run
from tasks.stations.addresses import FIRST_PICTURE, addresses_of, links
from tasks.stations.letter import VIETNAM


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
        f"Liên kết và hình mở được đến {until}; sau đó chọn *để sau*, mẫu trở lại với liên kết mới"
        " / links and pictures open until then; afterwards choose *defer*, the form comes back with new ones"
    )
    return sheet(letter, pictures, opened, bar=bar, remark=remark, note=note)

"""The watch: finds new scans in the inbox, one process_letter run for each; also takes runs that people started in the UI."""

from prefect import flow

from flows.process_letter import process_letter
from flows.reconcile_archive import reconcile_archive
from flows.redeliver_letter import redeliver_letter
from flows.refresh_forms import refresh_forms
from flows.remind_deadlines import remind_deadlines
from flows.reprocess_letters import reprocess_letters
from flows.review_letter import review_letter
from flows.show_letter import show_letter
from flows.summarize_day import summarize_day
from tasks.engine.watching import watching

TAKEN = (
    process_letter,
    review_letter,
    redeliver_letter,
    show_letter,
    reprocess_letters,
    refresh_forms,
    reconcile_archive,
    summarize_day,
    remind_deadlines,
)
"""Flows whose runs a watcher takes, each in a thread of its own process."""


@flow(name="watch_inbox", persist_result=False)
def watch_inbox(rounds: int | None = None) -> None:
    """Look at the inbox, take what there is room for, wait, look again; `rounds` looks, or until asked to stop."""
    for look in watching(TAKEN, rounds):
        look()

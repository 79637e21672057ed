"""`congvan open LETTER`: fresh short-lived addresses of what the archive holds of a letter."""

import argparse
from collections.abc import Sequence
from datetime import datetime, timedelta

from infra.cli.explain import from_archive
from infra.cli.terminal import harmless
from schemas.record import Record
from schemas.settings import settings
from tasks.adapters.connect import open_store
from tasks.core.record.title import title
from tasks.stations.addresses import links
from tasks.stations.letter import VIETNAM


def main(argv: Sequence[str]) -> int:
    """0: printed; 2: a wrong call, or a letter that is not there."""
    parser = argparse.ArgumentParser(
        prog="congvan open",
        description="Print fresh addresses of a letter's record, PDF, original and picture.",
    )
    parser.add_argument(
        "letter", metavar="LETTER", help="a letter id (sha256:…, its beginning will do) or a number like 6777/VP-KGVX"
    )
    args = parser.parse_args(argv)
    store, good_for = open_store(), timedelta(minutes=settings().link_minutes)
    for record in from_archive(args.letter):
        if isinstance(record, Record):
            until = (datetime.now(VIETNAM) + good_for).strftime("%H:%M %d/%m/%Y")
            print(f"{harmless(title(record))}\n{record.letter_id}, until {until}:")
            for label, address in links(store, record, seconds=int(good_for.total_seconds())).items():
                print(f"  {label}\n    {address}")
    return 0

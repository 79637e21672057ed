"""`congvan open LETTER`: fresh short-lived addresses of what the archive holds of a letter."""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from infra.cli.terminal import harmless
from schemas.settings import settings
from tasks.adapters.connect import open_store
from tasks.core.record.title import title
from tasks.core.record.words import moment_words
from tasks.stations.addresses import links
from tasks.stations.named import letters_called


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
    for record in letters_called(store, args.letter):
        until = moment_words((datetime.now(UTC) + good_for).isoformat())
        print(f"{harmless(title(record))}\n{record.letter_id}, until {until}:")
        for label, address in links(store, record, seconds=int(good_for.total_seconds())).items():
            print(f"  {label}\n    {address}")
    return 0

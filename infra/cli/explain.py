"""`congvan explain`: why each recipient got a letter or not, of a record file or of a letter in the archive."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from infra.cli.terminal import harmless
from schemas.errors import UsageError
from schemas.record import HeldRecord, Record
from tasks.adapters.connect import open_store
from tasks.core.record.explain import explain
from tasks.stations.named import letters_called


def main(argv: Sequence[str]) -> int:
    """0: explained; 2: a wrong call, or a letter that is not there."""
    parser = argparse.ArgumentParser(
        prog="congvan explain", description="Say why each recipient got a letter, and why others did not."
    )
    parser.add_argument(
        "letter",
        metavar="LETTER",
        help="a record file (JSON), a letter id (sha256:…, its beginning will do) or a number like 6777/VP-KGVX",
    )
    args = parser.parse_args(argv)
    path = Path(args.letter)
    records = [_from_file(path)] if path.suffix == ".json" or path.is_file() else letters_called(open_store(), args.letter)
    print(harmless("\n".join(map(explain, records))), end="")
    return 0


def _from_file(path: Path) -> Record | HeldRecord:
    try:
        text = path.read_text("utf-8")
        held = json.loads(text).get("status") == "held"
        return (HeldRecord if held else Record).model_validate_json(text)
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}") from error
    except (ValueError, AttributeError, ValidationError) as error:
        raise UsageError(f"{path} is not a record of this version; ./congvan read FILE --out DIR writes one") from error

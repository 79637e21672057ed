"""`congvan schema`: the JSON Schema of the record, generated from the models; the same is committed in schemas/json/."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from schemas.events import Message
from schemas.record import HeldRecord, Record

FOLDER = Path(__file__).resolve().parents[2] / "schemas" / "json"

SCHEMAS: dict[str, Any] = {"record": Record | HeldRecord, "message": Message}
"""Name of each published schema and the type it describes."""


def schema_text(name: str) -> str:
    """The JSON Schema (draft 2020-12) of `name`, as the committed file has it."""
    schema = TypeAdapter(SCHEMAS[name]).json_schema(mode="serialization")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"congvan {name}"}
    return json.dumps(head | schema, ensure_ascii=False, indent=1) + "\n"


def main(argv: Sequence[str]) -> int:
    """Print a schema, or write all of them to schemas/json/."""
    parser = argparse.ArgumentParser(prog="congvan schema", description="Print the JSON Schema of the record.")
    parser.add_argument("name", nargs="?", default="record", choices=sorted(SCHEMAS), help="which schema (default: record)")
    parser.add_argument("--write", action="store_true", help="write all schemas to schemas/json/ (after a change of the models)")
    args = parser.parse_args(argv)
    if not args.write:
        print(schema_text(args.name), end="")
        return 0
    for name in SCHEMAS:
        (FOLDER / f"{name}.schema.json").write_text(schema_text(name), "utf-8")
    return 0

"""`congvan schema`: the JSON Schema of the record, generated from the models; the same is committed in schemas/json/."""

import argparse
import json
from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from schemas.events import Message
from schemas.record import HeldRecord, Record
from schemas.registry import RegistryFile
from schemas.settings import ROOT, Settings

FOLDER = ROOT / "schemas" / "json"
SETTINGS_PAGE = ROOT / "docs" / "settings.md"

SCHEMAS: dict[str, Any] = {"record": Record | HeldRecord, "message": Message, "registry": RegistryFile}
"""Name of each published schema and the type it describes."""


def schema_text(name: str) -> str:
    """The JSON Schema (draft 2020-12) of `name`, as the committed file has it."""
    written_by_people = name == "registry"  # what they leave out has its default; what we write is always there
    schema = TypeAdapter(SCHEMAS[name]).json_schema(mode="validation" if written_by_people else "serialization")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"congvan {name}"}
    return json.dumps(head | schema, ensure_ascii=False, indent=1) + "\n"


def settings_page() -> str:
    """docs/settings.md: every setting, its environment variable, default and meaning."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = "the checkout's `.local`" if name == "home" else f"`{field.default}`"
        rows.append(f"| `CONGVAN_{name.upper()}` | {default} | {(field.description or '').replace('|', chr(92) + '|')} |")
    head = (
        "# Settings\n\nRead from the environment, in one place (`schemas/settings.py`). "
        "This page is made from it by `./congvan schema --write`.\n\n"
    )
    return head + "| variable | default | meaning |\n|---|---|---|\n" + "\n".join(rows) + "\n"


def main(argv: Sequence[str]) -> int:
    """Print a schema, or write all that is made from the models."""
    parser = argparse.ArgumentParser(prog="congvan schema", description="Print the JSON Schema of the record.")
    parser.add_argument("name", nargs="?", default="record", choices=sorted(SCHEMAS), help="which schema (default: record)")
    parser.add_argument(
        "--write", action="store_true", help="write schemas/json/ and docs/settings.md (after a change of the models)"
    )
    args = parser.parse_args(argv)
    if not args.write:
        print(schema_text(args.name), end="")
        return 0
    for name in SCHEMAS:
        (FOLDER / f"{name}.schema.json").write_text(schema_text(name), "utf-8")
    SETTINGS_PAGE.write_text(settings_page(), "utf-8")
    return 0

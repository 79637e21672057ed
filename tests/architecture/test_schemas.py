"""What is committed or documented must be what the code says."""

import json
import tomllib

import pytest

from infra.cli.main import COMMANDS
from infra.cli.schema import FOLDER, SCHEMAS, SETTINGS_PAGE, schema_text, settings_page
from schemas.base import PIPELINE_VERSION
from schemas.settings import ROOT, Settings

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_committed_json_schema_is_that_of_the_models(name: str):
    committed = (FOLDER / f"{name}.schema.json").read_text("utf-8")
    assert committed == schema_text(name), "the models changed: ./congvan schema --write"


def test_the_version_is_said_once():
    assert PYPROJECT["project"]["version"] == PIPELINE_VERSION


def test_every_command_is_in_the_readme():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"./congvan {name}" not in readme] == []


def test_every_field_of_the_record_is_explained():
    page = (ROOT / "docs" / "record.md").read_text("utf-8")
    schema = json.loads(schema_text("record"))
    assert len(schema["$defs"]) > 20
    untold = [
        f"{name}.{field}"
        for name, part in schema["$defs"].items()
        for field in part.get("properties", {})
        if f"`{field}`" not in page or name not in page
    ]
    assert untold == []


def test_every_setting_says_what_it_means():
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_the_settings_page_is_that_of_the_settings():
    assert SETTINGS_PAGE.read_text("utf-8") == settings_page(), "the settings changed: ./congvan schema --write"


def test_every_dependency_has_its_reason():
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    missing = []
    for part in ("runtime.in", "test.in"):
        for line in (ROOT / "infra" / "requirements" / part).read_text("utf-8").splitlines():
            name = line.split("#")[0].split(">")[0].split("<")[0].split("[")[0].strip()
            if name and not name.startswith("-") and f"`{name}`" not in page:
                missing.append(name)
    assert missing == []


def test_pinned_requirements_name_no_address():
    for part in ("runtime.txt", "test.txt"):
        text = (ROOT / "infra" / "requirements" / part).read_text("utf-8")
        assert "://" not in text
        assert "--hash=sha256:" in text

"""The compose file of a real installation: well-formed, complete, without a secret. It is not run here: no Docker engine."""

import importlib.util
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect.settings.legacy import _get_settings_fields
from prefect.settings.models.root import Settings as PrefectSettings

from infra.stack.servers import OF_CLIENTS, OF_SERVERS
from schemas.settings import ROOT, Settings

FOLDER = ROOT / "infra" / "compose"
TEXT = (FOLDER / "compose.yaml").read_text("utf-8")
FILE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = FILE["services"]
NEEDED = set(re.findall(r"\$\{(\w+):\?", TEXT))
"""Variables without which Compose refuses to start."""


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_service_names_only_what_is_there(name: str):
    service = SERVICES[name]
    assert {"image"} <= set(service)
    depends = service.get("depends_on", {})
    assert set(depends) <= set(SERVICES)
    for other, how in depends.items():
        if how["condition"] == "service_healthy":
            assert "healthcheck" in SERVICES[other]
        if how["condition"] == "service_completed_successfully":
            assert SERVICES[other]["restart"] == "no"
    for volume in service.get("volumes", []):
        source = volume.split(":")[0]
        assert source.startswith(("./", "/")) or source in FILE["volumes"]


def test_nothing_is_published_beyond_this_machine():
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_every_setting_is_one():
    ours = {f"CONGVAN_{name}".upper() for name in Settings.model_fields}
    prefects = set(_get_settings_fields(PrefectSettings))
    given = {name for service in SERVICES.values() for name in service.get("environment", {})}
    unknown = {name for name in given if name.startswith("CONGVAN_") and name not in ours}
    unknown |= {name for name in given if re.match(r"PREFECT_(?!REDIS_)", name) and name not in prefects}
    assert not unknown
    assert {"CONGVAN_S3_ENDPOINT", "CONGVAN_QUEUE_URL", "PREFECT_API_URL"} <= set(SERVICES["watcher"]["environment"])


LOCAL_ONLY = {"home", "s3_port", "prefect_port", "prefect_url", "prefect_database", "watchers"}
"""Settings of the stack that `congvan up` starts; the image sets the home itself."""


def test_an_office_can_set_every_setting_that_is_not_the_local_stacks():
    wanted = {f"CONGVAN_{name}".upper() for name in set(Settings.model_fields) - LOCAL_ONLY}
    environment = SERVICES["watcher"]["environment"]
    assert wanted == {name for name in environment if name.startswith("CONGVAN_")}
    open_ones = {name: value for name, value in environment.items() if re.fullmatch(r"\$\{\w+:-\}", str(value))}
    assert all(value == f"${{{name}:-}}" for name, value in open_ones.items())  # .env says it under the very name


def test_an_empty_setting_is_none_at_all(monkeypatch: pytest.MonkeyPatch):
    names = [name for name, value in SERVICES["watcher"]["environment"].items() if str(value).endswith(":-}")]
    assert len(names) > 15
    for name in names:
        monkeypatch.delenv(name, raising=False)
    plain = Settings()
    for name in names:
        monkeypatch.setenv(name, "")
    assert Settings() == plain


def test_prefect_runs_at_the_same_pace_as_in_the_local_stack():
    prefixes = ("PREFECT_SERVER_SERVICES_", "PREFECT_SERVER_UI_SHOW", "PREFECT_SERVER_ANALYTICS", "DO_NOT")
    for service in ("prefect", "services"):
        environment = SERVICES[service]["environment"]
        assert {name: value for name, value in environment.items() if name.startswith(prefixes)} == OF_SERVERS
    for service in ("watcher", "setup"):
        assert OF_CLIENTS.items() <= SERVICES[service]["environment"].items()


def test_no_secret_stands_in_the_file():
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if re.search(r"PASS(WORD)?$|SECRET|AUTH|ACCESS_KEY", name):
                assert re.fullmatch(r"\$\{\w+:\?[^}]+\}", str(value)), name


def test_the_passwords_that_are_needed_are_made_for_their_owner_alone(tmp_path: Path):
    shutil.copy(FOLDER / "make-secrets", tmp_path)
    subprocess.run(["sh", tmp_path / "make-secrets"], check=True, capture_output=True)
    file = tmp_path / ".env"
    first = file.read_text("utf-8")
    made = dict(line.split("=", 1) for line in first.splitlines())
    assert set(made) >= NEEDED
    assert all(len(value) >= 32 for value in made.values())
    assert len(set(made.values())) == len(made)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700
    keys = yaml.safe_load((tmp_path / "secrets" / "s3.json").read_text("utf-8"))["identities"][0]["credentials"][0]
    assert (keys["accessKey"], keys["secretKey"]) == (made["S3_ACCESS_KEY"], made["S3_SECRET_KEY"])
    subprocess.run(["sh", tmp_path / "make-secrets"], check=True, capture_output=True)
    assert file.read_text("utf-8") == first


def test_what_the_image_and_its_commands_name_is_there():
    image = (FOLDER / "Dockerfile").read_text("utf-8")
    copied = [word for line in re.findall(r"^COPY (.+)$", image, re.MULTILINE) for word in line.split()[:-1]]
    assert copied
    assert all((ROOT / source).exists() for source in copied)
    modules = set(re.findall(r"-m,? (infra[\w.]+)", TEXT + (FOLDER / "setup").read_text("utf-8")))
    assert modules
    assert all(importlib.util.find_spec(module) for module in modules)
    assert (ROOT / SERVICES["setup"]["command"][1]).exists()


def test_the_build_context_holds_no_secret():
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert "*" in ignored
    assert {"infra/compose/.env", "infra/compose/secrets"} <= set(ignored)
    assert {".env", "secrets/"} <= set((FOLDER / ".gitignore").read_text("utf-8").splitlines())


def test_our_prefect_server_takes_prefects_own_commands():
    for service in ("prefect", "services"):
        python, *command = SERVICES[service]["command"]
        assert python == "python3"
        words = command[: command.index("start") + 1]
        done = subprocess.run([sys.executable, *words, "--help"], cwd=ROOT, capture_output=True, text=True, check=True)
        assert f"prefect {' '.join(words[2:])}" in done.stdout

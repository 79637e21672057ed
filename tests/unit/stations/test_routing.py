"""The office's policy and what it learns come from its settings."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.errors import UsageError
from schemas.settings import settings
from tasks.stations.routing import learn_alias, office_policy, office_registry, route_documents
from tests.unit.routing.made import document


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("CONGVAN_REGISTRY", "CONGVAN_OWN_ORGANISATION", "CONGVAN_ATTACHMENTS_ROUTE"):
        monkeypatch.delenv(name, raising=False)
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_by_default_everybody_is_served_and_attachments_travel():
    assert (office_policy().own_organisation, office_policy().attachments_route) == (None, False)


def test_an_own_organisation_that_is_not_in_the_registry_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CONGVAN_OWN_ORGANISATION", "kien-giang/so-may")
    with pytest.raises(UsageError, match="so-may"):
        office_policy()


def test_what_a_person_answered_decides_the_next_letter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("CONGVAN_REGISTRY", str(tmp_path))
    letter = [document(to=("Mạng lưới Mây gió",))]
    assert route_documents("sha256:1", letter)[1].unresolved
    learn_alias("kien-giang/vp-ubnd/kgvx", "Mạng lưới Mây gió", issuer_id="kien-giang/vp-ubnd")
    _, routing = route_documents("sha256:1", letter)
    assert [delivery.recipient_id for delivery in routing.deliveries] == ["kien-giang/vp-ubnd/kgvx"]
    assert routing.unresolved == ()


def test_without_a_folder_of_the_office_what_is_learnt_lies_in_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("CONGVAN_HOME", str(tmp_path))
    settings.cache_clear()
    letter = [document(to=("Mạng lưới Mây gió",))]
    assert route_documents("sha256:1", letter)[1].unresolved
    learn_alias("kien-giang/vp-ubnd/kgvx", "Mạng lưới Mây gió", issuer_id="kien-giang/vp-ubnd")
    assert route_documents("sha256:1", letter)[1].unresolved == ()
    assert (tmp_path / "office" / "registry").is_dir()


def test_an_alias_of_nobody_is_an_error():
    with pytest.raises(KeyError):
        learn_alias("kien-giang/so-may", "Sở Mây")


def test_a_faulty_file_is_a_usage_error_that_names_the_check(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "ours.yaml").write_text("entries: [{id: a, colour: red}]", "utf-8")
    monkeypatch.setenv("CONGVAN_REGISTRY", str(tmp_path))
    with pytest.raises(UsageError, match="registry check"):
        office_registry()

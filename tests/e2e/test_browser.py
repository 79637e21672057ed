"""A person at work in Prefect's UI: finds the letter in review, fills in the form, and the letter is delivered."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from schemas.record import Record
from tests.e2e.conftest import LocalStack
from tests.e2e.letters import letter

pytestmark = [pytest.mark.e2e, pytest.mark.servers, pytest.mark.prefect]

CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
LONGEST = 120


@pytest.fixture
def browser() -> Iterator[Any]:
    if not (CHROMIUM.exists() and DRIVER.exists()):
        pytest.skip("chromium and chromium-driver are not installed (infra/requirements/test.debian)")
    options = Options()
    options.binary_location = str(CHROMIUM)
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,1000"):
        options.add_argument(argument)
    browser = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    yield browser
    browser.quit()


def find(browser: Any, xpath: str) -> Any:
    """The first element there, waited for."""
    return WebDriverWait(browser, LONGEST).until(lambda _: next(iter(browser.find_elements(By.XPATH, xpath)), None))


def click(browser: Any, xpath: str) -> None:
    browser.execute_script("arguments[0].click()", find(browser, xpath))


def fill(browser: Any, title: str, text: str) -> None:
    field = find(browser, f"//*[contains(@class, 'p-modal')]//label[contains(., '{title}')]/following::textarea[1]")
    field.clear()
    field.send_keys(text)


def test_a_letter_in_review_is_corrected_in_the_browser_and_delivered(local: LocalStack, browser: Any):
    local.drop("review.txt", letter(401).replace("- Sở Tài chính.", "- Sở Tài chính;\n- Ban Quản lý bến Rồng Vàng."))
    local.until(lambda: any("401/UBND" in run["name"] for run in waiting(local)))
    browser.get(f"{local.stack.ui}/runs")
    click(browser, "//a[contains(., 'Cần xem: 401/UBND-VHXH')]")
    click(browser, "//button[contains(., 'Resume')]")
    assert find(browser, "//*[contains(@class, 'p-modal')]//*[contains(text(), 'Cần người xem')]")
    fill(browser, "Người duyệt", "Nguyễn Thị Thử")
    fill(browser, "Số, ký hiệu", "402/UBND-VHXH")
    click(browser, "//*[contains(@class, 'p-modal')]//button[contains(., 'Submit')]")
    local.until(lambda: bool(delivered(local)))
    (record,) = delivered(local)
    (revision,) = record.revisions
    assert (record.revision, revision.by) == (2, "Nguyễn Thị Thử")
    assert {"what": "documents[0].number", "before": "401/UBND-VHXH", "after": "402/UBND-VHXH"} in revision.changes
    assert record.routing.deliveries
    for delivery in record.routing.deliveries:
        assert local.store.head(f"queues/{delivery.queue}/{delivery.message_id}.json") is not None


def waiting(local: LocalStack) -> list[dict[str, Any]]:
    body = {"flows": {"name": {"any_": ["review_letter"]}}, "flow_runs": {"state": {"name": {"any_": ["Suspended"]}}}}
    found: list[dict[str, Any]] = local.api("/flow_runs/filter", body)
    return found


def delivered(local: LocalStack) -> list[Record]:
    keys = [stored.key for stored in local.store.list("letters/") if stored.key.endswith("/record.json")]
    records = [Record.model_validate_json(local.store.get(key) or b"") for key in keys]
    return [one for one in records if one.source.key == "inbox/review.txt" and one.status == "delivered"]

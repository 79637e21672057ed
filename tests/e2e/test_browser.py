"""A person at work in Prefect's UI, in a real browser: finds the letter in review, fills in the form, and it is delivered."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from selenium import webdriver
from selenium.common.exceptions import ElementNotInteractableException, StaleElementReferenceException, TimeoutException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from schemas.record import Record
from tests.e2e.conftest import LocalStack
from tests.e2e.letters import doubtful

pytestmark = [pytest.mark.e2e, pytest.mark.servers, pytest.mark.prefect]

LATER = """
const Time = Date, fast = 120000;
Date = class extends Time {
  constructor(...given) { if (given.length) super(...given); else super(Time.now() + fast); }
  static now() { return Time.now() + fast; }
};
"""
"""What makes a page believe that it is two minutes later."""

CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
LONGEST = 120
FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,1000", "--no-first-run"),
    *(
        "--force-prefers-reduced-motion",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
    ),
)
TAB = "//*[@role='tab'][contains(@aria-label, 'paused')]"
DIALOG = "//*[@role='dialog']"


class Person:
    """Someone with a browser: looks, clicks and types, and waits as people do."""

    def __init__(self, browser: Any) -> None:
        self.browser = browser

    def see(self, xpath: str) -> Any:
        """The first such element, waited for."""
        return self._until(lambda: next(iter(self.browser.find_elements(By.XPATH, xpath)), None))

    def click(self, xpath: str) -> None:
        def clicked() -> bool:
            found = self.browser.find_elements(By.XPATH, xpath)
            if found:
                self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", found[0])
                found[0].click()
            return bool(found)

        self._until(clicked)

    def click_until(self, xpath: str, shown: str) -> None:
        """Click, and again as long as it had no effect: a page that is still loading forgets what was chosen."""

        def there() -> bool:
            if not self.browser.find_elements(By.XPATH, shown):
                self.click(xpath)
            return bool(self.browser.find_elements(By.XPATH, shown))

        self._until(there, every=3)

    def open_from_the_dashboard(self, address: str, name: str) -> None:
        """Two clicks to the last letter in review: the paused runs, then review_letter; a third opens it.

        The dashboard counts what began before the minute in which it was opened, whatever it is asked for: this person's clock is
        two minutes fast, so as not to wait. Until it shows the letter it is opened anew.
        """
        now = datetime.now(UTC)
        span = {"startDate": f"{now - timedelta(days=1):%FT%T.000Z}", "endDate": f"{now + timedelta(hours=1):%FT%T.000Z}"}
        address = f"{address}/v2/dashboard?{urlencode({'rangeType': 'range', **span})}"
        reviews, letter = "//button[contains(., 'review_letter')]", f"//a[contains(., '{name}')]"

        def there() -> bool:
            self.browser.get(address)
            self.click(TAB)
            if self._within(reviews, 15):
                self.click(reviews)
            return self._within(letter, 5)

        self._until(there, every=5)
        self.click(letter)

    def _within(self, xpath: str, seconds: float) -> bool:
        try:
            WebDriverWait(self.browser, seconds).until(lambda _: self.browser.find_elements(By.XPATH, xpath))
        except TimeoutException:
            return False
        return True

    def fill(self, title: str, text: str) -> None:
        """Write into the field of the form with this title, over what stands there."""
        field = f"{DIALOG}//label[contains(., '{title}')]/following::textarea[1]"
        self.click(field)
        typed = self.see(field)
        typed.send_keys(Keys.CONTROL, "a")
        typed.send_keys(text)

    def choose(self, title: str, option: str) -> None:
        """Open the list of the field with this title, and take an option."""
        field = f"{DIALOG}//button[@aria-haspopup='listbox'][contains(@aria-label, '{title}')]"
        offered = f"//*[@role='option'][contains(., '{option}')]"
        self.click_until(field, offered)
        self.click(offered)
        self.see(f"{field}[contains(., '{option}')]")

    def open_the_form(self) -> None:
        """Open the menu of the run's page, then Resume."""
        resume = "//*[@role='menuitem'][contains(., 'Resume')]"
        self.click_until("//button[@aria-haspopup='menu']", resume)
        self.click(resume)
        self.see(f"{DIALOG}//label[contains(., 'Decided by')]")

    def send(self) -> None:
        """Press Resume until the form is gone: the server of a trial (SQLite) answers 503 now and then."""
        button = f"{DIALOG}//button[normalize-space(.) = 'Resume'][not(@disabled)]"

        def gone() -> bool:
            for found in self.browser.find_elements(By.XPATH, button)[:1]:
                found.click()
            return not self.browser.find_elements(By.XPATH, f"{DIALOG}//label[contains(., 'Decided by')]")

        self._until(gone, every=3)

    def _until(self, holds: Any, every: float = 0.3) -> Any:
        ignored = (StaleElementReferenceException, ElementNotInteractableException)
        return WebDriverWait(self.browser, LONGEST, every, ignored_exceptions=ignored).until(lambda _: holds())


@pytest.fixture
def person() -> Iterator[Person]:
    if not (CHROMIUM.exists() and DRIVER.exists()):
        pytest.fail("chromium and chromium-driver are not installed (infra/requirements/test.debian)")
    options = Options()
    options.binary_location = str(CHROMIUM)
    for flag in FLAGS:
        options.add_argument(flag)
    browser = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": LATER})
    yield Person(browser)
    browser.quit()


def test_a_letter_in_review_is_corrected_in_the_browser_and_delivered(local: LocalStack, person: Person):
    local.drop("review.txt", doubtful(401))
    local.until(lambda: bool(waiting(local, "Cần xem: 401/UBND-VHXH")))

    person.open_from_the_dashboard(local.stack.ui, "Cần xem: 401/UBND-VHXH")
    person.open_the_form()
    assert "addressees.unresolved" in person.see(DIALOG).text
    assert "Ban Quản lý bến Rồng Vàng" in person.see(DIALOG).text

    first = waiting(local, "Cần xem: 401/UBND-VHXH")[0]["state"]["id"]
    person.fill("Ngày ban hành", "2022-02-30")
    person.fill("Người duyệt", "Nguyễn Thị Thử")
    person.send()
    local.until(lambda: any(run["state"]["id"] != first for run in waiting(local, "Cần xem: 401/UBND-VHXH")))
    person.browser.refresh()
    person.open_the_form()
    assert "“2022-02-30” không có trong lịch" in person.see(DIALOG).text
    assert "“Ban Quản lý bến Rồng Vàng” ở Kính gửi: chọn ai nhận" in person.see(DIALOG).text
    assert not delivered(local)

    person.choose("Ban Quản lý bến Rồng Vàng", "không gửi")

    person.fill("Ngày ban hành", "13/5/2022")
    person.fill("Số, ký hiệu", "402/UBND-VHXH")
    person.send()
    local.until(lambda: bool(delivered(local)))
    (record,) = delivered(local)
    (revision,) = record.revisions
    assert (record.revision, revision.by) == (2, "Nguyễn Thị Thử")
    assert {"what": "documents[0].number", "before": "401/UBND-VHXH", "after": "402/UBND-VHXH"} in revision.changes
    assert {"what": "documents[0].issued_on", "before": "2022-05-12", "after": "2022-05-13"} in revision.changes
    assert record.routing.deliveries
    for delivery in record.routing.deliveries:
        assert local.store.head(f"queues/{delivery.queue}/{delivery.message_id}.json") is not None

    local.until(lambda: bool(runs_of(local, "Delivered", "402/UBND-VHXH")))
    person.browser.refresh()
    person.click("//button[normalize-space(.) = 'Artifacts']")
    person.click("//a[contains(@href, '/artifacts/key/letter-')]")
    person.click("//a[contains(@href, '/artifacts/artifact/')]")  # the newest
    person.see("//h1[contains(., '402/UBND-VHXH')]")


def runs_of(local: LocalStack, state: str, name: str) -> list[dict[str, Any]]:
    body = {"flows": {"name": {"any_": ["review_letter"]}}, "flow_runs": {"state": {"name": {"any_": [state]}}}}
    return [run for run in local.api("/flow_runs/filter", body) if run["name"].startswith(name)]


def waiting(local: LocalStack, name: str) -> list[dict[str, Any]]:
    return runs_of(local, "Suspended", name)


def delivered(local: LocalStack) -> list[Record]:
    keys = [stored.key for stored in local.store.list("letters/") if stored.key.endswith("/record.json")]
    records = [Record.model_validate_json(local.store.get(key) or b"") for key in keys]
    return [one for one in records if one.source.key == "inbox/review.txt" and one.status == "delivered"]

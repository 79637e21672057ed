"""Deciding on the real stack, by the request that Prefect's UI sends: deferred, refused, split by hand, learnt from."""

import io
import json
import re
from typing import Any

import httpx
import pytest
from PIL import Image, ImageDraw, ImageFont

from schemas.record import Record
from tasks.stations.upkeep import add_up
from tests.e2e.conftest import LocalStack
from tests.e2e.letters import doubtful, letter, naming
from tests.e2e.test_browser import runs_of

pytestmark = [pytest.mark.e2e, pytest.mark.servers, pytest.mark.prefect]


def asked(local: LocalStack, key: str, content: str | bytes) -> dict[str, Any]:
    """Drop a letter and give the run that waits for a decision about it."""
    local.drop(key, content)
    local.until(lambda: record_of(local, key) is not None)
    record = record_of(local, key)
    assert record is not None
    return wait_for(local, record.letter_id)


def wait_for(local: LocalStack, letter_id: str, after: str = "") -> dict[str, Any]:
    """The suspended run of a letter, once its state is another than `after`."""
    found: list[dict[str, Any]] = []

    def there() -> bool:
        runs = [run for run in runs_of(local, "Suspended", "") if run["parameters"]["letter_id"] == letter_id]
        found[:] = [run for run in runs if run["state"]["id"] != after]
        return bool(found)

    local.until(there)
    return found[0]


def answer(local: LocalStack, run: dict[str, Any], **given: Any) -> None:
    """Send the form as the UI does."""
    body = {"run_input": {"decided_by": "Trần Thị Thử", **given}}

    def accepted() -> bool:
        status: str = local.api(f"/flow_runs/{run['id']}/resume", body)["status"]
        return status == "ACCEPT"

    local.until(accepted)


def record_of(local: LocalStack, key: str, status: str | None = None) -> Record | None:
    for prefix in ("letters/", "quarantine/"):
        for stored in local.store.list(prefix):
            if stored.key.endswith("/record.json"):
                body = local.store.get(stored.key)
                if body is None:  # it moved to quarantine meanwhile
                    continue
                record = Record.model_validate_json(body)
                if record.source.key == f"inbox/{key}" and status in (None, record.status):
                    return record
    return None


def test_a_deferred_letter_waits_on_under_another_name_and_is_asked_about_again(local: LocalStack):
    run = asked(local, "defer.txt", doubtful(511))
    answer(local, run, decision="để sau / defer", note="chờ bản giấy")
    again = wait_for(local, run["parameters"]["letter_id"], after=run["state"]["id"])
    assert again["name"].startswith("Để sau (Trần Thị Thử): 511/UBND-VHXH")
    assert "deferred" in again["tags"]
    record = record_of(local, "defer.txt")
    assert record is not None
    assert (record.status, record.revision) == ("review", 1)
    local.until(lambda: sheet_of(local, again) != "")  # Prefect keeps it a moment after the run is Suspended
    assert sheet_of(local, again).startswith("**Để sau / deferred** · Trần Thị Thử: chờ bản giấy\n\n## ")
    addresses_are_made_anew(local, again)


def sheet_of(local: LocalStack, run: dict[str, Any]) -> str:
    """What stands above the form that waits now."""
    key = run["state"]["state_details"]["run_input_keyset"]["description"]
    inputs = local.api(f"/flow_runs/{run['id']}/input/filter", {"prefix": key, "limit": 10, "exclude_keys": []})
    return str(json.loads(next((one["value"] for one in inputs if one["key"] == key), '""')))


def addresses_are_made_anew(local: LocalStack, waiting: dict[str, Any]) -> None:
    """What the operator does about a dead link; the form waits on as it stood."""
    before = sheet_of(local, waiting)
    (deployment,) = local.api("/deployments/filter", {"flows": {"name": {"any_": ["refresh_forms"]}}})
    local.api(f"/deployments/{deployment['id']}/create_flow_run", {})
    local.until(lambda: sheet_of(local, waiting) not in ("", before))
    address = re.compile(r"(?<=\]\()http[^)\s]+")
    after = sheet_of(local, waiting)
    assert address.sub("", after).partition("mở được đến")[0] == address.sub("", before).partition("mở được đến")[0]
    assert all(httpx.get(found).is_success for found in address.findall(after))
    assert len(address.findall(after)) == len(address.findall(before)) > 1


def test_a_refused_letter_is_in_quarantine_with_who_and_why(local: LocalStack):
    run = asked(local, "refuse.txt", doubtful(512))
    answer(local, run, decision="không nhận / reject", note="gửi nhầm cơ quan")
    local.until(lambda: record_of(local, "refuse.txt", "quarantined") is not None)
    record = record_of(local, "refuse.txt", "quarantined")
    assert record is not None
    assert record.rejection is not None
    assert record.rejection.code == "review.rejected"
    assert (record.revisions[-1].by, record.revisions[-1].reason) == ("Trần Thị Thử", "gửi nhầm cơ quan")
    sha = record.source.sha256
    assert [stored.key for stored in local.store.list(f"quarantine/{sha}/original.")]
    local.until(lambda: not list(local.store.list(f"letters/{sha}/")))
    assert add_up(local.store).troubles == []


def test_who_was_meant_and_which_words_are_right_is_learnt_for_the_next_letter(local: LocalStack):
    run = asked(local, "learn.txt", naming(513, "Cá Bạc"))
    before = record_of(local, "learn.txt", "delivered")
    assert before is not None
    assert before.review.afterwards == ("addressees.unresolved",)  # the others have it; who acts is asked about and chosen
    answer(local, run, added=["Ban Quản lý bến Cá Bạc = kien-giang/so-y-te"], words=["bến Cá Bạc"])
    local.until(lambda: (now := record_of(local, "learn.txt", "delivered")) is not None and now.revision == 2)
    record = record_of(local, "learn.txt", "delivered")
    assert record is not None
    assert {"what": "recipient", "before": None, "after": "kien-giang/so-y-te"} in record.revisions[-1].changes
    assert ("kien-giang/so-y-te", "act") in {(one.recipient_id, one.role) for one in record.routing.deliveries}
    assert "bến Cá Bạc" in (local.home / "office" / "words.txt").read_text("utf-8").splitlines()
    local.drop("learnt.txt", naming(514, "Cá Bạc"))
    local.until(lambda: record_of(local, "learnt.txt", "delivered") is not None)
    next_one = record_of(local, "learnt.txt", "delivered")
    assert next_one is not None
    assert next_one.revision == 1
    assert "kien-giang/so-y-te" in {one.recipient_id for one in next_one.routing.deliveries}


def test_a_reader_whom_nobody_knows_is_asked_about_when_the_letter_is_on_its_way(local: LocalStack):
    unknown = letter(516).replace("- Như trên;", "- Như trên;\n- CLB RVCB;")
    run = asked(local, "afterwards.txt", unknown)
    before = record_of(local, "afterwards.txt", "delivered")
    assert before is not None
    assert (before.revision, before.review.required, before.review.afterwards) == (1, False, ("recipients.unresolved",))
    assert run["name"].startswith("Hỏi sau: 516/UBND-VHXH")
    assert "afterwards" in run["tags"]
    answer(local, run, added=["CLB RVCB = kien-giang/so-y-te"])
    local.until(lambda: (now := record_of(local, "afterwards.txt", "delivered")) is not None and now.revision == 2)
    after = record_of(local, "afterwards.txt", "delivered")
    assert after is not None
    sent = {one.recipient_id: one.message_id for one in after.routing.deliveries}
    assert sent.items() > {one.recipient_id: one.message_id for one in before.routing.deliveries}.items()  # these not again
    assert sent.keys() - {one.recipient_id for one in before.routing.deliveries} == {"kien-giang/so-y-te"}
    assert not after.review.asks
    local.drop("asked-before.txt", unknown.replace("516", "517"))
    local.until(lambda: record_of(local, "asked-before.txt", "delivered") is not None)
    next_one = record_of(local, "asked-before.txt", "delivered")
    assert next_one is not None
    assert not next_one.review.asks
    assert "kien-giang/so-y-te" in {one.recipient_id for one in next_one.routing.deliveries}


def scan(*pages: str) -> bytes:
    """A TIFF at 150 dpi, one page for each text."""
    font = ImageFont.truetype("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf", 27)
    images = []
    for text in pages:
        page = Image.new("L", (1240, 1754), 255)
        ImageDraw.Draw(page).multiline_text((170, 120), text, fill=0, font=font, spacing=14)
        images.append(page)
    file = io.BytesIO()
    images[0].save(file, "TIFF", save_all=True, append_images=images[1:], dpi=(150, 150))
    return file.getvalue()


@pytest.mark.tesseract
def test_a_scan_is_split_by_hand_and_asked_about_again(local: LocalStack):
    rest = "Các cơ quan gửi báo cáo về Sở Nội vụ theo đúng mẫu đã ban hành,\nbảo đảm đầy đủ số liệu của năm trước.\n" * 4
    run = asked(local, "split.tif", scan(doubtful(515), rest))
    before = record_of(local, "split.tif")
    assert before is not None
    assert [one.first_page for one in before.documents] == [1]
    answer(local, run, decision="tách lại / split", first_pages="1, 2")
    again = wait_for(local, run["parameters"]["letter_id"], after=run["state"]["id"])
    assert again["id"] == run["id"]
    record = record_of(local, "split.tif")
    assert record is not None
    assert (record.status, record.revision) == ("review", 2)
    assert [one.first_page for one in record.documents] == [1, 2]
    assert record.review.reasons[0] == "split.by_hand"
    assert record.revisions[-1].changes == ({"what": "first_pages", "before": "1", "after": "1, 2"},)
    assert local.store.head(f"letters/{record.source.sha256}/pages/1.found.jpg") is not None

"""Letters read again after a change of the registry: revisions only where something changed, messages only for whom it did."""

from typing import Any

import pytest

from schemas.record import Record
from tasks.adapters.registry_files import append_alias
from tests.e2e.conftest import LocalStack
from tests.e2e.letters import letter
from tests.e2e.test_browser import runs_of
from tests.e2e.test_review import asked, record_of

pytestmark = [pytest.mark.e2e, pytest.mark.servers, pytest.mark.prefect]

NAME = "Công ty Mây Ngàn"


def delivered(local: LocalStack) -> Record | None:
    return record_of(local, "again.txt", "delivered")


def messages(local: LocalStack, record: Record) -> set[str]:
    ids = {one.message_id for one in record.routing.deliveries}
    keys = [stored.key for stored in local.store.list("queues/") if "/leases/" not in stored.key]
    return {key for key in keys if key.rpartition("/")[2].removesuffix(".json") in ids}


def reprocess(local: LocalStack, letter_id: str) -> str:
    """Run the deployment for one letter and give what it says in the end."""
    (deployment,) = local.api("/deployments/filter", {"flows": {"name": {"any_": ["reprocess_letters"]}}})
    parameters = {"letters": [letter_id], "reason": "tên mới / a new name"}
    run = local.api(f"/deployments/{deployment['id']}/create_flow_run", {"parameters": parameters})
    ended: list[dict[str, Any]] = []

    def over() -> bool:
        ended[:] = local.api("/flow_runs/filter", {"flow_runs": {"id": {"any_": [run["id"]]}}})
        return ended[0]["state"]["type"] in {"COMPLETED", "FAILED", "CRASHED"}

    local.until(over)
    assert ended[0]["state"]["name"] == "Reprocessed"
    return str(ended[0]["state"]["message"])


def test_only_what_changed_makes_a_revision_and_only_who_is_touched_gets_a_message(local: LocalStack):
    local.drop("again.txt", letter(701).replace("- Như trên;", f"- Như trên;\n- {NAME};"))
    local.until(lambda: delivered(local) is not None)
    before = delivered(local)
    assert before is not None
    assert before.revision == 1
    sent = messages(local, before)
    assert len(sent) == len(before.routing.deliveries)

    assert "0 changed" in reprocess(local, before.letter_id)
    assert delivered(local) == before

    append_alias(local.home / "office" / "registry", "kien-giang/so-y-te", NAME, home="kien-giang/ubnd")
    assert "1 changed" in reprocess(local, before.letter_id)
    after = delivered(local)
    assert after is not None
    assert (after.revision, after.revisions[-1].by) == (2, "reprocess_letters")
    assert {"what", "before", "after"} == set(after.revisions[-1].changes[0])
    old = {one.recipient_id: one.message_id for one in before.routing.deliveries}
    new = {one.recipient_id: one.message_id for one in after.routing.deliveries}
    assert {name: new[name] for name in old} == old
    assert set(new) - set(old) == {"kien-giang/so-y-te"}
    assert len(messages(local, after)) == len(sent) + 1

    assert "0 changed" in reprocess(local, before.letter_id)
    assert delivered(local) == after


def test_a_question_that_reading_again_answers_is_withdrawn(local: LocalStack):
    run = asked(local, "settled.txt", letter(702).replace("- Như trên;", "- Như trên;\n- CLB RVMN;"))
    letter_id = run["parameters"]["letter_id"]
    append_alias(local.home / "office" / "registry", "kien-giang/so-y-te", "CLB RVMN", home="kien-giang/ubnd")
    assert "1 changed" in reprocess(local, letter_id)
    after = record_of(local, "settled.txt", "delivered")
    assert after is not None
    assert not after.review.asks
    assert "kien-giang/so-y-te" in {one.recipient_id for one in after.routing.deliveries}
    assert not [one for one in runs_of(local, "Suspended", "") if one["parameters"]["letter_id"] == letter_id]
    (ended,) = local.api("/flow_runs/filter", {"flow_runs": {"id": {"any_": [run["id"]]}}})
    assert ended["state"]["type"] == "CANCELLED"

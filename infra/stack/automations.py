"""Automations of prefect.yaml: `prefect deploy --all` runs this as a build step, since it sets up deployments only by itself.

Each is made once and changed in place afterwards, by its name. `python -m infra.stack.automations` does it alone.
"""

import sys
from collections.abc import Mapping
from typing import Any

import yaml
from prefect.blocks.notifications import CustomWebhookNotificationBlock
from prefect.client.orchestration import SyncPrefectClient, get_client

from schemas.settings import ROOT, settings

CHANNEL = "congvan-notify"
"""Name of the notification block, of whatever type: made from CONGVAN_NOTIFY_URL, or by a person in the UI."""


def wanted(file: str) -> list[dict[str, Any]]:
    """The automations that a prefect.yaml (its text) defines, as they stand there."""
    found: list[dict[str, Any]] = yaml.safe_load(file)["definitions"]["automations"]
    return found


def as_automation(defined: Mapping[str, Any], channel: str | None, *, stall_seconds: float) -> dict[str, Any]:
    """The body of Prefect's API for a defined automation; `channel`: id of the notification block."""
    trigger = dict(defined["trigger"])
    if trigger.get("within") == "stall":
        trigger["within"] = stall_seconds
    notify = {"type": "send-notification", "block_document_id": channel, **defined["notify"]}
    return {
        "name": defined["name"],
        "description": defined.get("description", ""),
        "enabled": True,
        "trigger": trigger,
        "actions": [notify if channel else {"type": "do-nothing"}],
    }


def ensure_channel(client: SyncPrefectClient) -> str | None:
    """Id of the notification block, made from the setting where there is one; None when nobody is to be told."""
    url = settings().notify_url
    if url is not None:
        text = {"text": "{{subject}}\n{{body}}"}
        block = CustomWebhookNotificationBlock(name="congvan", url=url.get_secret_value(), json_data=text)
        return str(block.save(CHANNEL, overwrite=True))
    found = client.request("POST", "/block_documents/filter", json={"block_documents": {"name": {"any_": [CHANNEL]}}}).json()
    return str(found[0]["id"]) if found else None


def ensure_automations(client: SyncPrefectClient) -> list[str]:
    """Make or change every automation; gives their names."""
    channel = ensure_channel(client)
    names = []
    for defined in wanted((ROOT / "prefect.yaml").read_text("utf-8")):
        body = as_automation(defined, channel, stall_seconds=60 * settings().stall_minutes)
        names.append(body["name"])
        there = client.request("POST", "/automations/filter", json={"automations": {"name": {"any_": [body["name"]]}}}).json()
        if there:
            client.request("PUT", "/automations/{id}", path_params={"id": there[0]["id"]}, json=body)
        else:
            client.request("POST", "/automations/", json=body)
    return names


def main() -> int:
    """Set them up on the server that Prefect's settings name; 0 when all are there."""
    with get_client(sync_client=True) as client:
        for name in ensure_automations(client):
            print(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())

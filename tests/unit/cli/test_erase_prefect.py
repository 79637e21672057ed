"""What Prefect's server tells of a letter under other names than its id."""

from typing import Any

import pytest

from infra.cli import erase_prefect
from tasks.core.record.portrait import escape
from tasks.core.record.title import title
from tests import records

DIGEST = records.LETTER_ID.removeprefix("sha256:")
OTHER = "f" * 64


class Server:
    """As much of Prefect's API as erasing asks for."""

    def __init__(self, runs: dict[str, dict[str, Any]], lists: dict[str, str]) -> None:
        self.runs, self.lists = runs, lists

    def call(self, address: str, method: str, body: dict[str, Any] | None = None) -> Any:
        _, place, name = address.split("/", 2)
        if name == "filter":
            if place == "flow_runs":
                return [{"id": run, "parameters": given} for run, given in self.runs.items()]
            wanted = (body or {})["artifacts"]["key"]["any_"]
            return [{"id": key, "data": data, "flow_run_id": None} for key, data in self.lists.items() if key in wanted]
        if method == "DELETE":
            return self.runs.pop(name)
        if place == "flow_runs":
            return self.runs.update({name: (body or {})["parameters"]})
        return self.lists.update({name: (body or {})["data"]})


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    record = records.record()
    row = f"| 20/05/2022 | {escape(title(record))} | Sở Thử |"
    made = Server(
        {
            "by id": {"letter_id": records.LETTER_ID},
            "by its beginning": {"letter_id": DIGEST[:12].upper(), "recipient_id": None},
            "by number": {"letter_id": "12/UBND-VX", "recipient_id": None},
            "another": {"letter_id": f"sha256:{OTHER}"},
            "too short": {"letter_id": DIGEST[:4]},
            "all": {"letters": None, "reason": "rules changed"},
            "many": {"letters": ["12/UBND-VX", DIGEST[:9], "7/UBND-VX"], "reason": "rules changed"},
        },
        {
            "daily-summary": f"# 06/09/2021\n\n{row}\n| 21/05/2022 | 7/UBND\\-VX | Sở Thử |",
            "deadlines": f"## Overdue\n\n{row}",
            "reconcile": f"# 2\n\n- letters/{DIGEST}/record.json: damaged\n- letters/{OTHER}/record.json: damaged",
        },
    )
    monkeypatch.setattr(erase_prefect, "_call", made.call)
    monkeypatch.setattr(erase_prefect, "prefect_address", lambda: "api")
    return made


def test_a_letter_goes_by_whatever_name_somebody_gave_it(server: Server) -> None:
    gone = erase_prefect.erase_runs(DIGEST, [records.record()])
    assert gone == ["by id", "by its beginning", "by number"]
    assert set(server.runs) == {"another", "too short", "all", "many"}
    assert server.runs["many"]["letters"] == ["7/UBND-VX"]
    assert server.runs["all"]["letters"] is None


def test_the_offices_lists_lose_its_rows_and_keep_all_others(server: Server) -> None:
    erase_prefect.erase_runs(DIGEST, [records.record()])
    assert server.lists == {
        "daily-summary": "# 06/09/2021\n\n| 21/05/2022 | 7/UBND\\-VX | Sở Thử |",
        "deadlines": "## Overdue\n",
        "reconcile": f"# 2\n\n- letters/{OTHER}/record.json: damaged",
    }

"""Two watchers on one inbox against PostgreSQL, one of them killed again and again: each letter once, nothing left behind."""

import json

import pytest

from infra.cli import erase
from tests.fault.growing import check, count_runs, drop_letters, grown_stack, kill_while_it_works, records, settle

pytestmark = [pytest.mark.e2e, pytest.mark.servers, pytest.mark.prefect]

LETTERS = 30
KILLS = 5


def test_two_watchers_one_killed_five_times(tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]):
    with grown_stack(tmp_path_factory.mktemp("grown"), kills=KILLS) as grown:
        keys = drop_letters(grown, LETTERS, scans=False)
        kill_while_it_works(grown, LETTERS, KILLS)
        settle(grown)
        check(grown, keys)
        assert erase.main([records(grown)[0].letter_id, "--yes"]) == 0
        report = json.loads(capsys.readouterr().out)
        assert report["still_there"] == []
        assert int(report["prefect_database"].split()[0]) > 0
        assert count_runs(grown, "process_letter").total() == LETTERS - 1

"""A name that was read with some doubt is told, and holds nothing; all invented."""

import pytest

from tasks.core.letter.checks.signers import check_signers
from tests.unit.letter.made import document, found


@pytest.mark.parametrize(("sure", "codes"), [(0.6, []), (0.8, ["signer.uncertain"]), (0.95, [])])
def test_a_name_between_the_two_bars_is_a_warning(sure: float, codes: list[str]) -> None:
    findings = list(check_signers(document(signers=({"authority": (), "name": found("Lê Văn Mây", confidence=sure)},))))
    assert [finding.code for finding in findings] == codes
    assert all(finding.severity == "warning" for finding in findings)


def test_a_texts_name_and_a_signer_without_one_are_none() -> None:
    typed = found("Lê Văn Mây", confidence=0.8).model_copy(update={"box": None})
    assert not list(
        check_signers(document(signers=({"authority": (), "name": typed}, {"authority": (), "title": found("GIÁM ĐỐC")})))
    )

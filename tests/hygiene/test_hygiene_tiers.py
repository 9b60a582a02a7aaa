"""A long run that is cut off has told what failed until then."""

from __future__ import annotations

from typing import Literal

import pytest
from tests import conftest


@pytest.mark.parametrize(
    ("long", "worker", "outcome", "told"),
    [
        pytest.param(True, False, "failed", True, id="long"),
        pytest.param(True, True, "failed", False, id="its worker"),
        pytest.param(True, False, "passed", False, id="passed"),
        pytest.param(False, False, "failed", False, id="quick"),
    ],
)
def test_a_failure_is_named_at_once(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    long: bool,
    worker: bool,
    outcome: Literal["passed", "failed"],
    told: bool,
) -> None:
    monkeypatch.setattr(conftest, "LONG", long)
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    if worker:
        monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw0")
    name = "tests/a.py::test_b[c]"
    conftest.pytest_runtest_logreport(pytest.TestReport(name, ("a.py", 0, name), {}, outcome, None, "call"))
    assert capsys.readouterr().err == (f"\nfailed (call): {name}\n" if told else "")

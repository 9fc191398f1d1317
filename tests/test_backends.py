"""A back end that is not tested says so; where it must be tested, its absence is a failure."""

import pytest

from tests.backends import HOW_TO_RUN, NAMES, open_neo4j, summary, wipe_neo4j


def report(nodeid: str, outcome: str) -> pytest.TestReport:
    return pytest.TestReport(
        nodeid=nodeid,
        location=("", 0, ""),
        keywords={},
        outcome=outcome,  # type: ignore[arg-type]  # one of pytest's three words
        longrepr=None,
        when="call",
    )


@pytest.mark.parametrize("ask", [open_neo4j, wipe_neo4j])
def test_without_a_server_the_skip_says_how_to_start_one(
    monkeypatch: pytest.MonkeyPatch, ask: object
) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    monkeypatch.delenv("REQUIRE_NEO4J", raising=False)
    assert callable(ask)
    with pytest.raises(pytest.skip.Exception, match="neo4j/start"):
        ask()


def test_where_a_server_is_required_its_absence_is_a_failure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    monkeypatch.setenv("REQUIRE_NEO4J", "1")
    with pytest.raises(pytest.fail.Exception, match="no server"):
        wipe_neo4j()


def test_the_summary_counts_contract_tests_by_back_end() -> None:
    here, there = "tests/test_store.py::test_a", "tests/test_store_steps.py::test_b"
    passed = [report(f"{here}[{n}]", "passed") for n in NAMES[:3]]
    stats = {
        "passed": [
            *passed,
            report(f"{there}[oracle-x0]", "passed"),
            report("tests/x.py", "passed"),
        ],
        "failed": [report(f"{there}[sqlite-file]", "failed")],
        "skipped": [report(f"{here}[neo4j]", "skipped")],
    }
    assert summary(stats) == [
        "contract on oracle: 2 passed, 0 failed",
        "contract on sqlite-memory: 1 passed, 0 failed",
        "contract on sqlite-file: 1 passed, 1 failed",
        f"contract on neo4j: 0 passed, 0 failed, 1 SKIPPED ({HOW_TO_RUN})",
    ]


def test_without_contract_tests_there_is_no_summary() -> None:
    assert summary({"passed": [report("tests/test_text.py::test_a", "passed")]}) == []

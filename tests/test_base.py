"""What loaders share: the report of what was left, and records that say enough to be kept."""

import pytest

from graph.model import LinkKind, NodeKind
from loaders.base import Report, claims, link_record, node_record
from tests.made import a_statement


def test_a_report_counts_each_reason_and_keeps_where_the_first_such_record_stands() -> None:
    report = Report()
    report.leave("no name")
    report.leave("no name", "row 4")
    report.leave("no name", "row 9")
    report.leave("no kind", "row 5")
    report.count("groups")
    report.count("groups", 570)
    assert report.set_aside == {"no name": 3, "no kind": 1}
    assert report.examples == {"no name": "row 4", "no kind": "row 5"}
    assert report.facts == {"groups": 571}


def test_claims_are_sorted_once_each_and_empty_ones_are_left_out() -> None:
    told = claims(
        "Amber", aliases=["Amber", "A", "A", ""], identifiers=["GB-CHC-1"], roles=["charity"],
        summary="", website="https://a.org", status="",
    )  # fmt: skip
    assert told == (
        ("alias", "A"), ("identifier", "GB-CHC-1"), ("name", "Amber"), ("role", "charity"),
        ("website", "https://a.org"),
    )  # fmt: skip


def test_a_claim_that_the_schema_does_not_know_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="colour, smell"):
        claims("Amber", smell="sweet", colour="red", website="https://a.org")


def test_a_node_without_a_name_is_refused_by_its_id() -> None:
    with pytest.raises(KeyError, match="org:1 claims no name"):
        node_record(NodeKind.ORGANISATION, a_statement("org:1", claims=(("alias", "A"),)))
    said = a_statement("org:1", claims=(("name", "A"),))
    assert node_record(NodeKind.ORGANISATION, said).id == "org:1"


@pytest.mark.parametrize(("one", "other"), [("", "b"), ("a", ""), ("", "")])
def test_a_link_needs_both_ends(one: str, other: str) -> None:
    with pytest.raises(KeyError, match="a met link needs a subject and an object"):
        link_record(LinkKind.MET, a_statement(one, other))
    assert link_record(LinkKind.MET, a_statement("a", "b")).statement.object == "b"

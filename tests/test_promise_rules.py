"""Promises that no source records as kept: campaigns and publications, and whom to ask."""

from dataclasses import replace

from graph.analysis.finding import Finding
from graph.analysis.ground import Ground
from graph.analysis.promise_rules import promise_open
from graph.explorer import Explorer
from graph.model import Link, LinkKind, Node, NodeKind, Status
from tests.estate import CAMPAIGN, EVENT, estate, links, node, organisation


def planned(made: Node, since: str = "") -> Node:
    """The node, named by its source as a plan."""
    said = [replace(s, status=Status.PLANNED, since=since) for s in made.statements]
    return replace(made, statements=tuple(said))


def found(*things: Node | Link | list[Link], as_of: str = "") -> list[Finding]:
    return list(promise_open(Ground(estate(*things, as_of=as_of)), max_hops=4))


def test_a_campaign_that_was_only_announced_is_an_open_promise() -> None:
    (one,) = found(
        planned(node(CAMPAIGN, "c", "Hubs for all")), organisation("gov", "Ministry"),
        links(LinkKind.RUNS, "gov c", status=Status.PLANNED),
    )  # fmt: skip
    assert one.headline == "Hubs for all: announced in a source of 2024, not recorded as done."
    assert one.clues[0].words == "Named for it: Ministry."
    assert one.advice == "Ask Ministry whether it came about, and record the answer."
    assert one.state == "absent"
    assert one.clues[0].said


def test_a_publication_counts_as_well_and_an_event_has_a_rule_of_its_own() -> None:
    things = [planned(node(kind, kind.value)) for kind in (NodeKind.PUBLICATION, EVENT)]
    assert [one.subject.kind for one in found(*things)] == [NodeKind.PUBLICATION]


def test_what_one_source_records_as_held_is_no_open_promise() -> None:
    plan = planned(node(CAMPAIGN, "c"))
    held = node(CAMPAIGN, "c", by="sheet")
    assert found(replace(plan, statements=plan.statements + held.statements)) == []


def test_a_promise_that_is_not_yet_due_is_not_open() -> None:
    plan = planned(node(CAMPAIGN, "c"), since="2027-03")
    assert found(plan, as_of="2026-06-29") == []
    assert len(found(planned(node(CAMPAIGN, "c"), since="2025-03"), as_of="2026-06-29")) == 1


def test_with_nobody_named_its_publisher_is_asked() -> None:
    (one,) = found(planned(node(CAMPAIGN, "c", "Hubs")))
    assert one.advice.startswith("Ask whoever published the plan")
    assert one.clues[0].words == "Hubs is named in a source and nobody with it."


def test_an_unnamed_set_of_projects_is_no_promise() -> None:
    assert found(planned(node(CAMPAIGN, "c", members="unknown"))) == []


def test_the_promises_of_the_documents_are_found_and_a_precedent_is_advised(
    shipped: Explorer,
) -> None:
    answer = shipped.gaps(rule="promise_open", limit=50)
    by_name = {gap.subject.name: gap for gap in answer.gaps}
    assert {
        "Parliamentarians Ending Poverty, next edition", "Faith Links", "Somali language at GCSE",
        "Linking diaspora communities with parliamentary groups for their countries",
        "London Enriched, final strategy",
    } <= by_name.keys()  # fmt: skip
    somali = by_name["Somali language at GCSE"]
    assert somali.advice == (
        "Ask Albanian community in the UK how Albanian language at GCSE was done, before Somali "
        "language at GCSE is taken up."
    )
    assert [reason.kind for reason in somali.reasons] == ["rule", "precedent"]
    assert answer.gaps[0] == somali


def test_a_body_that_was_only_announced_is_an_open_promise_and_its_members_are_asked() -> None:
    (one,) = found(
        planned(organisation("net", "Network")), node(NodeKind.COMMUNITY, "c", "Organisers"),
        links(LinkKind.REPRESENTS, "net c", status=Status.PLANNED),
    )  # fmt: skip
    assert one.headline == "Network: announced in a source of 2024, not recorded as done."
    assert one.clues[0].words == "Named for it: Organisers."
    assert one.advice == "Ask Organisers whether it came about, and record the answer."


def test_a_body_that_a_source_records_is_no_promise() -> None:
    assert found(organisation("net", "Network")) == []

"""Which peers have done this before: what makes a precedent, and what does not."""

from dataclasses import replace

from graph.analysis.ground import plain_ground
from graph.analysis.precedents import COMMON_THEME, node_precedents, precedents_of
from graph.explorer import Explorer
from graph.model import LinkKind, Node, NodeKind, Status
from graph.network import Network
from tests.estate import CAMPAIGN, THEME, community, estate, link, links, node, organisation

PLANNED = {"status": Status.PLANNED}


def campaign(node_id: str, name: str = "", status: Status = Status.HELD, **claims: str) -> Node:
    """A campaign that a document names."""
    made = node(CAMPAIGN, node_id, name or node_id.title(), **claims)
    return replace(made, statements=tuple(replace(s, status=status) for s in made.statements))


def school(*more: object, first: Node | None = None, second: Node | None = None) -> Network:
    """One people's language came to school; another's is hoped for."""
    return estate(
        first or campaign("welsh", "Welsh at school"),
        second or campaign("cornish", "Cornish at school", Status.PLANNED),
        node(THEME, "languages", "Languages at school"),
        community("wales", "Welsh speakers"), community("kernow", "Cornish speakers"),
        links(LinkKind.ABOUT, "welsh languages"),
        links(LinkKind.ABOUT, "cornish languages", **PLANNED),
        links(LinkKind.PARTNER_IN, "wales welsh"),
        links(LinkKind.PARTNER_IN, "kernow cornish", **PLANNED),
        *more,  # type: ignore[arg-type]  # parts of an estate
    )  # fmt: skip


def told(network: Network, node_id: str = "cornish") -> list[str]:
    return [reason.words for reason in node_precedents(network, node_id)]


def test_an_earlier_campaign_of_others_on_the_same_theme_is_a_precedent() -> None:
    assert told(school()) == [
        "Welsh at school, with Welsh speakers, is a precedent on Languages at school."
    ]


def test_a_precedent_carries_the_statements_that_it_rests_on() -> None:
    (reason,) = node_precedents(school(), "cornish")
    assert reason.kind == "precedent"
    assert {e.source for e in reason.evidence} == {"document"}
    assert len(reason.evidence) >= 2


def test_what_was_itself_only_planned_is_no_precedent() -> None:
    assert told(school(first=campaign("welsh", "Welsh", Status.PLANNED))) == []


def test_a_later_campaign_is_no_precedent_of_an_earlier_one() -> None:
    assert told(school(), "welsh") == []


def test_a_campaign_of_the_very_same_people_is_no_precedent() -> None:
    same = school(links(LinkKind.PARTNER_IN, "kernow welsh"))
    (reason,) = node_precedents(same, "cornish")
    assert "Cornish speakers" not in reason.words
    only = estate(
        campaign("welsh"), campaign("cornish", status=Status.PLANNED), node(THEME, "languages"),
        community("kernow"), links(LinkKind.ABOUT, "welsh languages", "cornish languages"),
        links(LinkKind.PARTNER_IN, "kernow welsh", "kernow cornish"),
    )  # fmt: skip
    assert told(only) == []


def test_a_campaign_that_a_source_says_it_follows_is_one_without_a_theme() -> None:
    network = estate(
        campaign("welsh", "Welsh at school"), campaign("cornish", status=Status.PLANNED),
        organisation("board", "Language Board"), links(LinkKind.RUNS, "board welsh"),
        link(LinkKind.SUCCESSOR_OF, "cornish welsh", **PLANNED),
    )  # fmt: skip
    assert told(network) == ["Welsh at school, with Language Board, is a precedent."]


def test_a_theme_that_many_campaigns_have_makes_no_precedent() -> None:
    many = [campaign(f"c{i}") for i in range(COMMON_THEME)]
    about = links(LinkKind.ABOUT, *(f"c{i} languages" for i in range(COMMON_THEME)))
    assert told(school(*many, about)) == []


def test_a_policy_is_no_precedent_and_has_none() -> None:
    assert told(school(first=campaign("welsh", subtype="policy"))) == []


def test_an_unnamed_set_is_no_peer_to_ask() -> None:
    network = estate(
        campaign("welsh"), campaign("cornish", status=Status.PLANNED), node(THEME, "languages"),
        organisation("some", "Some bodies", members="unknown"),
        links(LinkKind.ABOUT, "welsh languages", "cornish languages"),
        links(LinkKind.RUNS, "some welsh"),
    )  # fmt: skip
    assert told(network) == []


def test_the_outcome_is_told_where_a_source_gives_it() -> None:
    network = school(first=campaign("welsh", "Welsh at school", outcome="pending"))
    if network.node("welsh") and network.nodes[network.index["welsh"]].get("outcome"):
        assert told(network)[0].endswith("; its outcome: pending.")


def test_what_is_no_campaign_has_no_precedents() -> None:
    network = school()
    assert precedents_of(network.once(plain_ground), network.index["wales"]) == []
    assert node_precedents(network, "nobody") == ()


def test_the_albanian_campaign_is_the_precedent_of_the_somali_one(shipped: Explorer) -> None:
    answer = shipped.node("Somali language at GCSE")
    assert answer.kind is NodeKind.CAMPAIGN
    assert [reason.words for reason in answer.precedents] == [
        "Albanian language at GCSE, with Albanian community in the UK, is a precedent on "
        "Accreditation of community languages."
    ]
    assert all(e.source == "doc-where-next" for e in answer.precedents[0].evidence)

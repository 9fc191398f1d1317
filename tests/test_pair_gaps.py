"""Pairs with much common ground and no tie: what counts, what does not, and how it is told."""

from typing import Any

import pytest
from hypothesis import given, settings

from graph.analysis.finding import Finding
from graph.analysis.ground import Ground
from graph.analysis.pair_gaps import GROUPS, PAIR, pair_gaps
from graph.analysis.pair_ties import allowed, may_be_tied
from graph.analysis.profiles import BODIES, profiles, trust
from graph.analysis.sentences import LIMIT
from graph.model import Link, LinkKind, Method, Node, NodeKind, Statement, Status
from graph.network import Network
from graph.schema import LINK_KINDS
from tests.estate import (
    APPG,
    CAMPAIGN,
    COMMUNITY,
    EVENT,
    ORGANISATION,
    PLACE,
    THEME,
    community,
    country,
    estate,
    estates,
    group,
    joint_campaign,
    link,
    links,
    node,
    organisation,
    person,
)


def pairs(*things: Any, **more: Any) -> list[Finding]:
    """Pairs found on an estate, best first."""
    return list(pair_gaps(Ground(estate(*things, **more))))


def ends(found: list[Finding]) -> list[tuple[str, str]]:
    """Ends of each pair."""
    return [(f.subject.id, f.object.id) for f in found if f.object]


def bodies(*names: str) -> list[Node]:
    """Bodies that a document names."""
    return [organisation(name, name.upper()) for name in names]


# What is common ground


def test_two_bodies_that_share_a_funder_and_a_member_are_a_pair() -> None:
    found = pairs(
        *bodies("a", "b", "fund"), person("p", "Ann Body"),
        links(LinkKind.FUNDED, "fund a", "fund b"), links(LinkKind.MEMBER_OF, "p a", "p b"),
    )  # fmt: skip
    assert ends(found) == [("a", "b")]
    assert found[0].headline == "A and B share FUND and 1 more; no public link found."
    assert [(c.kind, c.words) for c in found[0].clues] == [
        ("social", "FUND funded both."), ("social", "Ann Body is a member of both."),
    ]  # fmt: skip
    assert all(clue.said for clue in found[0].clues)


def test_what_few_share_counts_more_than_what_many_share() -> None:
    many = [f"m{n}" for n in range(20)]
    found = pairs(
        *bodies("a", "b", "c", "small", "large", *many),
        links(LinkKind.FUNDED, "small a", "small b", "large b", "large c",
              *(f"large {m}" for m in many)),
    )  # fmt: skip
    assert ends(found)[0] == ("a", "b")


def test_what_more_than_the_budget_share_proposes_no_pair() -> None:
    def found(number: int) -> list[Finding]:
        names = [f"m{n:02}" for n in range(number)]
        return pairs(*bodies("hub", *names), links(LinkKind.FUNDED, *(f"hub {m}" for m in names)))

    assert found(61) == []
    assert len(found(60)) == 60 * 59 / 2


@pytest.mark.parametrize("kind", [THEME, PLACE])
def test_a_theme_or_a_place_alone_makes_no_pair(kind: NodeKind) -> None:
    assert pairs(*bodies("a", "b"), node(kind, "w"), links(LinkKind.ABOUT, "a w", "b w")) == []


def test_a_theme_is_a_reason_beside_others() -> None:
    found = pairs(
        *bodies("a", "b", "fund"), node(THEME, "tea", "Tea"),
        links(LinkKind.FUNDED, "fund a", "fund b"), links(LinkKind.ABOUT, "a tea", "b tea"),
    )  # fmt: skip
    assert [(c.kind, c.words) for c in found[0].clues] == [
        ("social", "FUND funded both."), ("topical", "Both are about Tea."),
    ]  # fmt: skip


def test_a_subject_in_common_is_a_weaker_case_than_an_acquaintance() -> None:
    subject = pairs(*bodies("a", "b"), country("k"), links(LinkKind.HERITAGE, "a k", "b k"))
    known = pairs(*bodies("a", "b", "m"), links(LinkKind.SECRETARIAT_OF, "m a", "m b"))
    assert known == []  # one secretariat makes them one house
    known = pairs(*bodies("a", "b", "m"), links(LinkKind.FUNDED, "m a", "m b"))
    assert subject[0].score < known[0].score


def test_the_home_country_is_no_common_ground() -> None:
    found = pairs(
        *bodies("a", "b"), country("uk"), node(PLACE, "leeds"),
        links(LinkKind.PART_OF, "leeds uk", by="world"),
        links(LinkKind.OPERATES_IN, "a uk", "b uk"),
    )  # fmt: skip
    assert found == []


def test_bodies_that_work_with_communities_of_one_country_are_a_pair() -> None:
    found = pairs(
        *bodies("a", "b"), country("kenya"), community("c1", "Kenyans in Leeds"),
        community("c2", "Kenyan nurses"), links(LinkKind.HERITAGE, "c1 kenya", "c2 kenya"),
        links(LinkKind.MET, "a c1", "b c2"),
    )  # fmt: skip
    between = next(f for f in found if {f.subject.id, f.object and f.object.id} == {"a", "b"})
    assert between.clues[0].words == (
        "Both work with communities of Kenya heritage: Kenyans in Leeds and Kenyan nurses."
    )
    assert "kenya" in between.touches


# Groups whose communities worked together


def test_groups_whose_communities_campaigned_together_are_unknown_without_a_member_list() -> None:
    found = [f for f in pairs(*joint_campaign()) if f.rule == GROUPS]
    assert ends(found) == [("appg-albania", "appg-somaliland")]
    assert found[0].state == "unknown"
    assert found[0].read == (
        "No member list of APPG on Somaliland was read: whether they share members is not known."
    )
    assert found[0].clues[0].words == (
        "Their communities worked together in Albanian at school: Albanian community and "
        "Somali community."
    )


def test_with_both_lists_read_the_pair_is_a_gap() -> None:
    found = [f for f in pairs(*joint_campaign(somaliland="official")) if f.rule == GROUPS]
    assert [f.state for f in found] == ["absent"]
    assert found[0].read == (
        "The member lists of both were read: they share no officer and no member."
    )


@pytest.mark.parametrize("kind", [LinkKind.OFFICER_OF, LinkKind.MEMBER_OF])
def test_groups_that_share_somebody_are_tied(kind: LinkKind) -> None:
    shared = links(kind, "p1 appg-somaliland", by="register")
    assert not [f for f in pairs(*joint_campaign(), shared) if f.rule == GROUPS]


def test_a_member_that_an_ai_search_found_does_not_tie_groups() -> None:
    shared = link(LinkKind.MEMBER_OF, "p1 appg-somaliland", method=Method.AI_SEARCH)
    things = [*joint_campaign(), shared]
    assert [f for f in pairs(*things) if f.rule == GROUPS]
    trusting = pair_gaps(Ground(estate(*things), include_ai=True))
    assert not [f for f in trusting if f.rule == GROUPS]


def test_groups_that_share_a_secretariat_are_tied() -> None:
    shared = links(LinkKind.SECRETARIAT_OF, "o appg-albania", "o appg-somaliland", by="register")
    found = pairs(*joint_campaign(), organisation("o"), shared)
    assert not [f for f in found if f.rule == GROUPS]


def test_one_sponsor_alone_is_no_ground_for_two_groups() -> None:
    sponsored = links(LinkKind.SUPPORTS, "o g", "o h", by="register")
    assert pairs(group("g", "Tea"), group("h", "Trains"), organisation("o"), sponsored) == []


def test_one_subject_in_two_parliaments_is_no_ground_alone() -> None:
    things = [country("k"), group("g", "K"), group("h", "K", parliament="senedd")]
    about = links(LinkKind.ABOUT, "g k", "h k", by="register")
    assert pairs(*things, about) == []
    twins = [country("k"), group("g", "K"), group("h", "Women in K")]
    assert ends(pairs(*twins, about)) == [("g", "h")]


def test_a_group_that_is_not_listed_is_no_end() -> None:
    assert "old" not in {i for pair in ends(pairs(*joint_campaign())) for i in pair}


# Who needs no introduction


@pytest.mark.parametrize(
    "contact",
    [
        link(LinkKind.MET, "a b"),
        link(LinkKind.MET, "b a", status=Status.PLANNED),
        link(LinkKind.FUNDED, "a b", method=Method.AI_SEARCH),
        link(LinkKind.PART_OF, "a b"),
    ],
)
def test_any_direct_link_makes_a_pair_tied(contact: Link) -> None:
    shared = links(LinkKind.FUNDED, "fund a", "fund b")
    assert pairs(*bodies("a", "b", "fund"), shared, contact) == []


@pytest.mark.parametrize(
    "shared",
    [
        [link(LinkKind.PARTNER_IN, "a w"), link(LinkKind.PARTNER_IN, "b w")],
        [link(LinkKind.RUNS, "a w"), link(LinkKind.TOOK_PART_IN, "b w")],
        [link(LinkKind.FUNDED, "a w"), link(LinkKind.PARTNER_IN, "b w")],
        [link(LinkKind.SECRETARIAT_OF, "a w"), link(LinkKind.TOOK_PART_IN, "b w")],
    ],
)
def test_who_works_in_one_campaign_needs_no_introduction(shared: list[Link]) -> None:
    assert pairs(*bodies("a", "b"), node(CAMPAIGN, "w"), shared) == []


def test_bodies_of_one_house_need_no_introduction() -> None:
    assert pairs(*bodies("a", "b", "house"), links(LinkKind.PART_OF, "a house", "b house")) == []


def test_guests_of_one_event_may_not_have_met() -> None:
    found = pairs(*bodies("a", "b"), node(EVENT, "w", "Tea Day"),
                  links(LinkKind.TOOK_PART_IN, "a w", "b w"))  # fmt: skip
    assert [c.words for c in found[0].clues] == ["Both took part in Tea Day."]


def test_an_unnamed_set_and_a_wide_community_are_no_ends() -> None:
    found = pairs(
        organisation("set", members="unknown"), organisation("a"), organisation("fund"),
        community("migrants"), links(LinkKind.FUNDED, "fund a", "fund set"),
        links(LinkKind.MET, "fund migrants"),
    )  # fmt: skip
    assert found == []


def test_what_one_has_only_through_the_other_is_no_common_ground() -> None:
    found = pairs(
        country("k"), community("c", "Community"), group("g", "K"), node(CAMPAIGN, "w"),
        organisation("o"), links(LinkKind.HERITAGE, "c k"),
        links(LinkKind.ABOUT, "g k", by="register"), links(LinkKind.PARTNER_IN, "c w", "o w"),
    )  # fmt: skip
    pair = next(f for f in found if (f.subject.id, f.object and f.object.id) == ("c", "g"))
    assert [clue.words for clue in pair.clues] == [
        "Community has its heritage in K; APPG on K is about it."
    ]


def test_the_schema_decides_who_may_be_tied() -> None:
    assert may_be_tied(ORGANISATION, APPG)
    assert may_be_tied(COMMUNITY, COMMUNITY)
    assert not may_be_tied(APPG, ORGANISATION) or (APPG, ORGANISATION) in {
        pair for rule in LINK_KINDS.values() for pair in rule.pairs
    }  # fmt: skip
    assert not may_be_tied(CAMPAIGN, CAMPAIGN)
    assert not may_be_tied(NodeKind.PERSON, NodeKind.COUNTRY)


# Coverage of pairs


def test_one_document_that_tells_contacts_of_both_would_have_told_of_theirs() -> None:
    found = pairs(*bodies("a", "b", "fund"), links(LinkKind.FUNDED, "fund a", "fund b"))
    assert (found[0].state, found[0].read) == (
        "absent", "A page on migrants names contacts of both and none between them.",
    )  # fmt: skip


def test_a_list_of_grants_does_not_tell_whom_grantees_know() -> None:
    found = pairs(
        *bodies("a", "b", "fund"), links(LinkKind.FUNDED, "fund a", "fund b", by="grants")
    )
    assert found[0].state == "unknown"


def test_the_register_tells_who_supports_a_group() -> None:
    found = pairs(
        organisation("a", "Tea Trust", by="register"), organisation("o", by="register"),
        group("g", "Tea"), node(EVENT, "w"), links(LinkKind.SUPPORTS, "o g", by="register"),
        links(LinkKind.TOOK_PART_IN, "a w", "g w", by="sheet"),
    )  # fmt: skip
    pair = next(f for f in found if f.subject.id == "a")
    assert pair.state == "absent"
    assert "does not name Tea Trust as supporter of APPG on Tea" in pair.read


# All pairs


def test_old_contacts_count_less_than_new_ones_and_claims_less_than_facts() -> None:
    def of(year: str, status: Status = Status.HELD) -> float:
        return trust((Statement(source="s", seen=(year,), subject="a", status=status),), "2026")

    assert of("2026") == 1.0
    assert of("2021") == 0.9
    assert of("1999") == of("2008") == 0.8
    assert of("2026", Status.INFERRED) == 0.8


@given(estates())
@settings(max_examples=60)
def test_pairs_are_untied_in_bounds_and_told_in_25_words(network: Network) -> None:
    linked = {frozenset((k.source, k.target)) for k in network.links}
    kinds = {node.id: node.kind for node in network.nodes}
    found = pair_gaps(Ground(network))
    assert [f.score for f in found] == sorted((f.score for f in found), reverse=True)
    for pair in found:
        assert pair.object is not None
        ids = (pair.subject.id, pair.object.id)
        assert frozenset(ids) not in linked
        assert {kinds[i] for i in ids} <= {*BODIES}
        one, other = (kinds[i] for i in ids)
        assert may_be_tied(one, other) or may_be_tied(other, one)
        assert 0 < pair.score <= 1
        assert pair.clues
        told = (pair.headline, pair.advice, pair.read, *(c.words for c in pair.clues))
        assert all(len(words.split()) <= LIMIT for words in told), told


@given(estates())
@settings(max_examples=40)
def test_renaming_ids_does_not_change_which_pairs_are_found(network: Network) -> None:
    def mirrored(node_id: str) -> str:
        return f"{100 - network.index[node_id]:03}"

    turned = _renamed(network, mirrored)
    there = {(frozenset(map(mirrored, p)), f.score, f.state) for f, p in _told(network)}
    assert there == {(frozenset(p), f.score, f.state) for f, p in _told(turned)}


def _told(network: Network) -> list[tuple[Finding, tuple[str, str]]]:
    found = pair_gaps(Ground(network))
    return [(f, (f.subject.id, f.object.id)) for f in found if f.object]


def _renamed(network: Network, new: Any) -> Network:
    nodes = [
        Node(id=new(n.id), kind=n.kind, name=n.name, roles=n.roles, properties=n.properties,
             statements=n.statements)
        for n in network.nodes
    ]  # fmt: skip
    ties = [
        Link(source=new(k.source), target=new(k.target), kind=k.kind, statements=k.statements)
        for k in network.links
    ]
    return Network(
        nodes=tuple(sorted(nodes, key=lambda n: n.id)),
        links=tuple(sorted(ties, key=lambda k: (k.source, k.target, k.kind))),
        sources=network.sources, editions=network.editions, current=network.current,
        as_of=network.as_of,
    )  # fmt: skip


def test_an_empty_network_has_no_pairs() -> None:
    assert pair_gaps(Ground(Network(nodes=(), links=()))) == ()
    assert profiles(Ground(Network(nodes=(), links=()))) == {}


def test_one_rule_names_pairs_of_groups_and_another_all_others() -> None:
    assert {f.rule for f in pairs(*joint_campaign())} == {PAIR, GROUPS}


def test_allowed_looks_up_whole_arrays() -> None:
    network = estate(*bodies("a"), node(CAMPAIGN, "b"), node(CAMPAIGN, "c"))
    import numpy as np

    one, other = np.array([0, 1]), np.array([1, 2])
    assert allowed(Ground(network), one, other).tolist() == [True, False]

"""Present, absent, unknown, stale: what each kind of list can tell and what it cannot."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.coverage import coverage, list_coverage, list_notes, node_coverage
from graph.errors import BadQuestion, NotFound
from graph.explorer import Explorer
from graph.model import Edition, Link, LinkKind, Method, NodeKind, Role, Source
from graph.network import Network
from graph.results import Coverage
from tests.sketch import (
    CALM,
    DAY,
    EDITIONS,
    body,
    fact,
    group,
    members,
    network,
    officers,
    person,
    tie,
    toys,
)
from tests.world import tiny_world

OFFICER, MEMBER, SECRETARIAT = LinkKind.OFFICER_OF, LinkKind.MEMBER_OF, LinkKind.SECRETARIAT_OF
GRANT, ABOUT = LinkKind.FUNDED, LinkKind.ABOUT
PEOPLE = [person("ann", "Ann Body"), person("ben", "Ben Body")]


def world() -> Network:
    sources, editions, nodes, links = tiny_world()
    return Network.build(nodes, links, sources=sources, editions=editions)


def small(way: str = "", *links: Link, editions: tuple[Edition, ...] = EDITIONS) -> Network:
    """A group on Kenya whose list was come by in that way, with an officer and a secretariat."""
    claims = {"member_list": way, "parliament": "uk"} if way else {"parliament": "uk"}
    nodes = [group("kenya", "Kenya", **claims), group("other", "Other"), *PEOPLE, body("trust")]
    known = [*officers("ann kenya"), tie(SECRETARIAT, "trust other")]
    current = {e.source: e.date for e in editions}
    return network(nodes, [*known, *links], editions=editions, current=current)


def state(drawn: Network, subject: str, other: str | None, kind: LinkKind) -> str:
    return coverage(drawn, subject, other, kind).state


def test_a_stated_tie_is_present_and_the_words_name_source_and_day() -> None:
    found = coverage(small(), "kenya", "ann", OFFICER)
    assert (found.state, found.words) == (
        "present", "Register of Groups of 29 June 2026 says so.",
    )  # fmt: skip
    assert [e.source for e in found.evidence] == ["register"]


def test_direction_is_ignored() -> None:
    assert coverage(small(), "ann", "kenya", OFFICER) == coverage(small(), "kenya", "ann", OFFICER)


def test_ties_of_any_node_are_counted() -> None:
    found = coverage(small(), "kenya", None, OFFICER)
    assert found.words == "Register of Groups of 29 June 2026 names 1 officer."


def test_an_officer_who_is_not_in_a_complete_register_is_absent() -> None:
    found = coverage(small(), "kenya", "ben", OFFICER)
    assert (found.state, found.words) == (
        "absent", "Register of Groups of 29 June 2026 does not name Ben Body as officer of Kenya.",
    )  # fmt: skip
    assert [e.locator for e in found.evidence] == ["kenya"]


def test_a_group_without_a_secretariat_in_a_complete_register_lacks_one() -> None:
    found = coverage(small(), "kenya", None, SECRETARIAT)
    assert (found.state, found.words) == (
        "absent", "Register of Groups of 29 June 2026 does not name any secretariat of Kenya.",
    )  # fmt: skip


def test_a_register_that_was_not_read_whole_tells_nothing_of_absence() -> None:
    part = (Edition(source="register", date=DAY, complete=False),)
    found = coverage(small(editions=part), "kenya", "ben", OFFICER)
    assert (found.state, found.words) == (
        "unknown", "No complete list was read for Kenya: not known.",
    )  # fmt: skip


def test_a_register_that_never_names_such_links_tells_nothing_of_their_absence() -> None:
    assert state(small(), "kenya", "trust", LinkKind.SUPPORTS) == "unknown"


def test_what_somebody_notes_is_no_register() -> None:
    noted = [tie(LinkKind.SUPPORTS, "trust other", method=Method.STATED)]
    assert state(small("", *noted), "kenya", "trust", LinkKind.SUPPORTS) == "unknown"
    stated = [tie(LinkKind.SUPPORTS, "trust other")]
    assert state(small("", *stated), "kenya", "trust", LinkKind.SUPPORTS) == "absent"


def test_a_body_that_the_register_does_not_name_has_no_entry_to_look_in() -> None:
    stranger = replace(
        group("far"), statements=(replace(group("far").statements[0], source="lists"),)
    )
    drawn = small()
    wider = network([*drawn.nodes, stranger], drawn.links)
    assert state(wider, "far", None, OFFICER) == "unknown"


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ("official", "A list published officially of 29 June 2026"),
        ("manual", "A list collected by hand of 29 June 2026"),
    ],
)
def test_who_is_not_on_a_whole_member_list_is_absent(way: str, words: str) -> None:
    found = coverage(small(way), "ben", "kenya", MEMBER)
    assert found.state == "absent"
    assert found.words == f"{words} does not name Ben Body as member of Kenya."


@pytest.mark.parametrize("way", ["ai_search", "not_found", "empty", ""])
def test_without_a_whole_member_list_absence_is_unknown(way: str) -> None:
    found = coverage(small(way), "ben", "kenya", MEMBER)
    assert found.state == "unknown"
    assert found.words.endswith("for Kenya: not known.")


def test_a_list_found_by_a_machine_is_called_so() -> None:
    found = coverage(small("ai_search"), "ben", "kenya", MEMBER)
    assert found.words == "Only a list found by AI search was read for Kenya: not known."


def test_presence_on_a_list_found_by_a_machine_counts_and_is_called_unchecked() -> None:
    found_by_ai = members("ben kenya", source="lists", method=Method.AI_SEARCH)
    found = coverage(small("ai_search", *found_by_ai), "ben", "kenya", MEMBER)
    assert (found.state, found.words) == (
        "present",
        "Only an AI search says so (Member lists, 29 June 2026); nobody has checked it.",
    )


def test_presence_that_somebody_confirmed_is_shown_without_the_machine() -> None:
    said = (fact("ben", "kenya", method=Method.AI_SEARCH, source="lists"), fact("ben", "kenya"))
    both = Link(source="ben", target="kenya", kind=MEMBER, statements=said)
    found = coverage(small("ai_search", both), "ben", "kenya", MEMBER)
    assert found.words == "Register of Groups of 29 June 2026 says so."
    assert [e.method for e in found.evidence] == [Method.REGISTER]


def test_an_officer_counts_as_a_member() -> None:
    assert state(small("official"), "ann", "kenya", MEMBER) == "present"


def test_officers_alone_are_no_member_list() -> None:
    assert state(small("not_found"), "kenya", None, MEMBER) == "unknown"


def test_of_a_persons_memberships_nothing_is_known_when_none_is_listed() -> None:
    found = coverage(small("official"), "ben", None, MEMBER)
    assert (found.state, found.words) == (
        "unknown", "Member lists are known of some groups only: not known.",
    )  # fmt: skip


def test_of_a_persons_offices_the_whole_register_tells() -> None:
    found = coverage(small(), "ben", None, OFFICER)
    assert (found.state, found.words) == (
        "absent", "Register of Groups of 29 June 2026 has no officer for Ben Body.",
    )  # fmt: skip


def test_a_country_that_a_whole_register_has_no_group_for_lacks_one() -> None:
    nodes = [group("g"), body("k", "Kenya", NodeKind.COUNTRY), body("p", "Peru", NodeKind.COUNTRY)]
    drawn = network(nodes, [tie(ABOUT, "g k")])
    found = coverage(drawn, "p", None, ABOUT)
    assert (found.state, found.words) == (
        "absent", "Register of Groups of 29 June 2026 has no group for Peru.",
    )  # fmt: skip
    assert state(drawn, "k", None, ABOUT) == "present"


def test_a_grant_that_a_funders_register_does_not_name_is_absent() -> None:
    nodes = [body("fund"), body("one"), body("two")]
    drawn = network(nodes, [tie(GRANT, "fund one")])
    assert state(drawn, "fund", "two", GRANT) == "absent"
    assert state(drawn, "two", "one", GRANT) == "absent"


def test_nobody_keeps_a_list_of_meetings() -> None:
    drawn = network([body("a"), body("b")], [])
    assert coverage(drawn, "a", "b", LinkKind.MET) == Coverage(
        state="unknown", words="Nobody keeps a list that would tell: not known."
    )


def test_a_node_of_the_past_is_stale() -> None:
    found = coverage(world(), "appg-nepal", "peer-highcombe", MEMBER)
    assert (found.state, found.words) == (
        "stale", "Nepal was last named by Register of Groups of 9 June 2025.",
    )  # fmt: skip
    assert coverage(world(), "peer-highcombe", "appg-nepal", MEMBER) == found


def test_a_list_a_year_behind_its_compilers_newest_edition_is_stale() -> None:
    old = (Edition(source="register", date="2025-06-28"), Edition(source="lists", date=DAY))
    assert state(small(editions=old), "kenya", "ben", OFFICER) == "stale"
    assert state(small("manual", editions=old), "kenya", "ben", MEMBER) == "stale"


def test_a_list_just_a_year_behind_is_not_stale() -> None:
    old = (Edition(source="register", date="2025-06-29"), Edition(source="lists", date=DAY))
    assert state(small(editions=old), "kenya", "ben", OFFICER) == "absent"


def test_a_newer_edition_that_was_not_read_whole_makes_the_whole_one_old() -> None:
    newer = Edition(source="register", date="2026-09-01", complete=False)
    old = Edition(source="register", date="2025-08-31")
    drawn = small()
    aged = network(
        drawn.nodes, drawn.links, editions=(old, newer), current={"register": old.date},
        as_of="2026-09-30",
    )  # fmt: skip
    assert state(aged, "kenya", "ben", OFFICER) == "stale"


def test_editions_after_the_date_asked_for_make_nothing_old() -> None:
    drawn = small()
    later = Edition(source="lists", date="2028-01-01")
    dated = network(drawn.nodes, drawn.links, editions=(*EDITIONS, later), as_of="2026-12-31")
    assert state(dated, "kenya", "ben", OFFICER) == "absent"


def test_another_compilers_newer_list_makes_nothing_old() -> None:
    drawn = small()
    other = Source(id="news", title="News", publisher="Else", licence="-", attribution="-")
    fresh = Edition(source="news", date="2028-01-01")
    both = Network(
        nodes=drawn.nodes, links=drawn.links, sources={**drawn.sources, "news": other},
        editions=(*EDITIONS, fresh), current={**drawn.current, "news": fresh.date},
    )  # fmt: skip
    assert state(both, "kenya", "ben", OFFICER) == "absent"


def test_an_id_never_seen_is_not_found() -> None:
    with pytest.raises(NotFound, match="no node has the id 'nobody'"):
        coverage(small(), "kenya", "nobody", OFFICER)


def test_a_link_that_cannot_be_makes_no_question() -> None:
    with pytest.raises(BadQuestion, match="no link 'officer_of' can run between"):
        coverage(small(), "trust", "kenya", OFFICER)


def test_a_groups_page_tells_of_its_four_lists() -> None:
    told = node_coverage(small("official", *members("ben kenya")), "kenya")
    assert [found.state for found in told] == ["present", "absent", "present", "unknown"]


def test_a_funders_page_tells_of_its_grants() -> None:
    fund = body("fund", role="funder")
    told = node_coverage(network([fund, body("a")], [tie(GRANT, "fund a")]), "fund")
    assert Role.FUNDER in fund.roles
    assert [found.words for found in told] == ["Register of Groups of 29 June 2026 names 1 grant."]


def test_a_group_of_the_past_has_one_thing_to_tell() -> None:
    assert [found.state for found in node_coverage(world(), "appg-nepal")] == ["stale"]


def test_a_person_has_no_lists() -> None:
    assert node_coverage(small(), "ann") == ()


def test_member_lists_are_counted_by_parliament_and_by_way() -> None:
    ways = {"a": "official", "b": "manual", "c": "ai_search", "d": "not_found", "e": "empty"}
    nodes = [group(name, parliament="uk", member_list=way) for name, way in ways.items()]
    rows = list_coverage(network([*nodes, group("s", parliament="senedd")], []))
    assert [(row.parliament, row.groups, row.with_list) for row in rows] == [
        ("senedd", 1, 0), ("uk", 5, 3),
    ]  # fmt: skip
    assert rows[1].words == (
        "Groups with a member list: 3 of 5 "
        "(1 published officially, 1 collected by hand, 1 found by AI search)."
    )
    assert dict(rows[1].by_method) == dict.fromkeys(ways.values(), 1)
    assert rows[0].words == "Groups with a member list: 0 of 1."


def test_the_shipped_register_has_274_member_lists_for_571_groups(shipped: Explorer) -> None:
    rows = {row.parliament: row for row in list_coverage(shipped.network())}
    assert (rows["uk"].with_list, rows["uk"].groups) == (274, 571)
    assert dict(rows["uk"].by_method)["ai_search"] == 159


def test_somaliland_publishes_no_member_list_so_a_member_is_unknown(shipped: Explorer) -> None:
    found = coverage(shipped.network(), "appg:uk:somaliland", None, MEMBER)
    assert found.state == "unknown"


@CALM
@given(toys(), st.data(), st.sampled_from(list(LinkKind)))
def test_every_answer_is_one_sentence_of_at_most_25_words(
    toy: Network, data: st.DataObject, kind: LinkKind
) -> None:
    one, other = data.draw(st.permutations([node.id for node in toy.nodes]))[:2]
    found = coverage(toy, one, None, kind)
    assert found.words.endswith(".")
    assert len(found.words.split()) <= 25
    assert (found.state == "present") is bool(toy.links_of(one, kind))
    assert coverage(toy, one, other, LinkKind.MET).state in ("present", "unknown")


@pytest.mark.slow
def test_a_statistic_tells_of_each_parliament_how_many_member_lists_there_are(
    shipped: Explorer,
) -> None:
    words = (
        "Westminster: member lists for 274 of 571 groups (115 collected by hand, 159 found by AI "
        "search)."
    )
    assert list_notes(shipped.network()) == (words,)
    assert list_notes(network([group("s", parliament="senedd")], [])) == (
        "Senedd: member lists for 0 of 1 group.",
    )
    assert words in shipped.clusters().notes
    assert words in shipped.brokers().notes

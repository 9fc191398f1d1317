"""Hops to whoever decides: ranked, with the route; none and unknown apart; filters; order."""

import pytest

from graph.analysis.paths import find_paths
from graph.analysis.reach import find_reach
from graph.errors import BadQuestion, NotFound
from graph.explorer import Explorer
from graph.model import Link, LinkKind, Method, NodeKind
from graph.network import Network
from graph.results_routes import ReachAnswer
from tests.sketch import body, group, members, network, officers, person, tie

PEOPLE, LAND, PLACE, THEME = (
    NodeKind.COMMUNITY, NodeKind.COUNTRY, NodeKind.PLACE, NodeKind.THEME,
)  # fmt: skip


def estate(*more: Link) -> Network:
    """Kenyans who know a body that knows an officer of their group; others who know less."""
    nodes = [
        body("kenyans", "Kenyans", PEOPLE), body("ghanaians", "Ghanaians", PEOPLE),
        body("lone", "Lone people", PEOPLE), body("served", "Served people", PEOPLE),
        body("trust", "Harambee"), body("club", "Club"), person("ann", "Ann"), person("ben", "Ben"),
        group("kg", "Kenya Group"), group("gg", "Ghana Group"), body("ke", "Kenya", LAND),
        body("gh", "Ghana", LAND), body("af", "Africa", LAND), body("leeds", "Leeds", PLACE),
        body("work", "Work", THEME), body("office", "Home Office"),
        body("fair", kind=NodeKind.EVENT),
    ]  # fmt: skip
    links = [
        tie(LinkKind.HERITAGE, "kenyans ke"), tie(LinkKind.HERITAGE, "ghanaians gh"),
        tie(LinkKind.PART_OF, "ke af"), tie(LinkKind.MET, "trust kenyans"),
        tie(LinkKind.MET, "trust ann"),
        tie(LinkKind.ABOUT, "kg ke"), tie(LinkKind.ABOUT, "gg gh"), *officers("ann kg"),
        *officers("ben gg"), tie(LinkKind.MET, "club ghanaians"),
        tie(LinkKind.SERVES, "trust served"),
        tie(LinkKind.BASED_IN, "kenyans leeds"), tie(LinkKind.ABOUT, "fair work"),
        tie(LinkKind.TOOK_PART_IN, "ghanaians fair"),
    ]  # fmt: skip
    return network(nodes, [*links, *more])


def reached(answer: ReachAnswer) -> list[tuple[str, int]]:
    return [(row.subject.id, row.hops) for row in answer.reached]


def test_the_nearest_officer_of_the_group_concerned_is_found_with_the_route() -> None:
    (row,) = find_reach(estate()).reached
    assert (row.subject.id, row.hops, row.nearest and row.nearest.id) == ("kenyans", 2, "ann")
    assert row.nearest_is == "officer of Kenya Group"
    assert row.words == "Kenyans: 2 hops to Ann (officer of Kenya Group), first by way of Harambee."
    assert row.path is not None
    assert [ref.id for ref in row.path.nodes] == ["kenyans", "trust", "ann"]
    assert all(hop.evidence for hop in row.path.hops)
    assert len(row.evidence) == 2


def test_an_officer_of_another_countrys_group_is_not_the_one_who_decides() -> None:
    answer = find_reach(estate(tie(LinkKind.MET, "club ann")))
    assert reached(answer) == [("kenyans", 2)]
    assert [row.subject.id for row in answer.none] == ["ghanaians"]


def test_none_and_unknown_are_told_apart() -> None:
    answer = find_reach(estate())
    assert [row.subject.id for row in answer.none] == ["ghanaians"]
    assert [row.subject.id for row in answer.unknown] == ["lone", "served"]
    assert answer.headline == (
        "1 of 4 have a route to someone who decides; 1 have none in these sources; "
        "of 2 no contact is known."
    )
    assert answer.none[0].words.startswith("Ghanaians: no route in these sources; 2 contacts")
    assert answer.none[0].evidence


def test_to_be_a_part_is_no_contact_and_what_is_known_of_nobody_stays_unknown() -> None:
    answer = find_reach(estate(tie(LinkKind.PART_OF, "lone ghanaians")))
    assert [row.subject.id for row in answer.unknown] == ["lone", "served"]
    assert answer.none[0].words.startswith("Ghanaians: no route in these sources; 2 contacts")


def test_a_part_may_be_reached_through_its_whole() -> None:
    answer = find_reach(estate(tie(LinkKind.PART_OF, "lone kenyans")))
    assert reached(answer) == [("kenyans", 2), ("lone", 3)]
    assert answer.unknown_in_all == 1


def test_of_an_unknown_one_the_body_that_serves_it_is_named_but_is_no_introduction() -> None:
    row = find_reach(estate(), subject="served").unknown[0]
    assert (row.state, row.hops, row.path) == ("unknown", 0, None)
    assert (row.door and row.door.id, row.door_hops) == ("trust", 0)
    with_office = estate(tie(LinkKind.MET, "trust office"))
    row = find_reach(with_office, subject="served").unknown[0]
    assert row.words == (
        "Served people: no contact known; Harambee serves them and is 1 hop from someone who "
        "decides."
    )


def test_a_department_counts_for_everybody() -> None:
    answer = find_reach(estate(tie(LinkKind.MET, "club office")))
    assert reached(answer) == [("ghanaians", 2), ("kenyans", 2)]
    assert answer.reached[0].nearest_is == "a government department or office"


def test_sorts_of_deciders_can_be_chosen() -> None:
    drawn = estate(tie(LinkKind.MET, "club office"))
    assert reached(find_reach(drawn, to=["department"])) == [("ghanaians", 2)]
    assert reached(find_reach(drawn, to=["officer"])) == [("kenyans", 2)]
    assert reached(find_reach(drawn, to=["minister"])) == []


def test_without_a_group_on_the_country_one_on_its_region_counts() -> None:
    region = [tie(LinkKind.ABOUT, "gg af"), *members("ann gg")]
    drawn = network(
        [n for n in estate().nodes if n.id != "kg"],
        [k for k in (*estate().links, *region) if "kg" not in (k.source, k.target)],
    )
    rows = find_reach(drawn, subject="kenyans").reached
    assert [(r.hops, r.nearest and r.nearest.id) for r in rows] == [(4, "ben")]


def test_a_foreign_minister_decides_for_those_of_that_country_only() -> None:
    minister = body("fm", "Minister of Ghana (office)", subtype="office")
    links = [
        tie(LinkKind.BASED_IN, "fm gh"),
        tie(LinkKind.MET, "fm club"),
        tie(LinkKind.MET, "fm trust"),
    ]
    drawn = network([*estate().nodes, minister], [*estate().links, *links])
    assert reached(find_reach(drawn, to=["minister"])) == [("ghanaians", 2)]


def test_the_farthest_can_come_first() -> None:
    drawn = estate(tie(LinkKind.MET, "club office"), tie(LinkKind.MET, "kenyans office"))
    assert reached(find_reach(drawn)) == [("kenyans", 1), ("ghanaians", 2)]
    assert reached(find_reach(drawn, farthest=True)) == [("ghanaians", 2), ("kenyans", 1)]
    assert "in direct contact with Home Office" in find_reach(drawn).reached[0].words


def test_a_country_its_region_a_place_and_a_theme_choose_who_is_asked() -> None:
    def asked(**where: str) -> set[str]:
        answer = find_reach(estate(), **where)  # type: ignore[arg-type]  # places only
        rows = (*answer.reached, *answer.none, *answer.unknown)
        return {row.subject.id for row in rows}

    assert asked(country="ke") == {"kenyans"}
    assert asked(country="af") == {"kenyans"}
    assert asked(country="gh") == {"ghanaians"}
    assert asked(place="leeds") == {"kenyans"}
    assert asked(theme="work") == {"ghanaians"}
    assert asked(country="ke", theme="work") == set()


def test_a_question_that_nobody_answers_to_says_so() -> None:
    answer = find_reach(estate(), country="ke", theme="work")
    assert answer.headline.startswith("No community or diaspora body")


def test_what_only_a_machine_found_counts_when_asked_for() -> None:
    drawn = estate(tie(LinkKind.MET, "ghanaians office", method=Method.AI_SEARCH))
    assert reached(find_reach(drawn)) == [("kenyans", 2)]
    assert reached(find_reach(drawn, include_ai=True)) == [("ghanaians", 1), ("kenyans", 2)]


def test_no_more_are_shown_than_asked_for_and_all_are_counted() -> None:
    answer = find_reach(estate(tie(LinkKind.MET, "club office")), limit=1)
    assert (len(answer.reached), answer.reached_in_all) == (1, 2)
    assert (len(answer.unknown), answer.unknown_in_all) == (1, 2)


def test_questions_that_make_no_sense_are_refused() -> None:
    with pytest.raises(BadQuestion, match="limit has to be 1"):
        find_reach(estate(), limit=0)
    with pytest.raises(BadQuestion, match="'to' one of"):
        find_reach(estate(), to=["king"])  # type: ignore[list-item]  # what a caller may give
    with pytest.raises(NotFound, match="no node in force"):
        find_reach(estate(), subject="nobody")
    with pytest.raises(BadQuestion, match="is no country"):
        find_reach(estate(), country="ann")


def test_a_country_named_stands_for_all_that_touch_it(shipped: Explorer) -> None:
    assert shipped.reach("Kenya") == shipped.reach(country="Kenya")
    with pytest.raises(BadQuestion, match="two of a kind"):
        shipped.reach("Kenya", country="Ghana")


def test_the_hops_are_those_of_the_shortest_path(shipped: Explorer) -> None:
    net = shipped.network()
    answer = shipped.reach(limit=60)
    assert answer.reached_in_all > 40
    assert (answer.none_in_all, answer.unknown_in_all) == (4, 88)
    for row in answer.reached[::7]:
        assert row.nearest is not None
        found = find_paths(net, row.subject.id, row.nearest.id, k=1, max_hops=12)
        assert found.length == row.hops
    assert [row.hops for row in answer.reached] == sorted(row.hops for row in answer.reached)

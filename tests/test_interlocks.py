"""What a list shares: counted as a hand would, each with its evidence; and who shares nothing."""

from typing import Any

import pytest

from graph.analysis.interlocks import find_interlocks
from graph.analysis.name_list import understood
from graph.analysis.sentences import LIMIT
from graph.errors import BadQuestion
from graph.explorer import Explorer
from graph.model import LinkKind, Method, NodeKind, Status
from graph.network import Network
from graph.results_rooms import InterlocksAnswer
from tests.answers import ASHANTI, HARAMBEE, RIVERBANK, world
from tests.sketch import body, group, network, officers, person, tie

OLD_MILL, GURKHA, ANADOLU = "GB-CHC-9000005", "GB-CHC-9000003", "GB-CHC-9000006"


def shared(*names: str, net: Network | None = None, **options: Any) -> InterlocksAnswer:
    net = net or world()
    listed = understood(net, names, lambda _: [*net.index, *net.past])
    return find_interlocks(net, listed, **options)


def told(answer: InterlocksAnswer) -> set[tuple[str, str, tuple[str, ...]]]:
    return {(s.kind, s.node.id, tuple(ref.id for ref in s.by)) for s in answer.shared}


def test_counts_match_a_hand_check_of_the_tiny_world() -> None:
    # Riverbank funds three of the four, Old Mill two; two are in the council and in one campaign.
    answer = shared(HARAMBEE, ASHANTI, GURKHA, ANADOLU)
    assert told(answer) == {
        ("funder", RIVERBANK, (HARAMBEE, ASHANTI, GURKHA)),
        ("funder", OLD_MILL, (HARAMBEE, ANADOLU)),
        ("group", "org-council", (HARAMBEE, ASHANTI)),
        ("campaign", "campaign-fair-fees", (HARAMBEE, ASHANTI)),
    }
    assert dict(answer.counts) == {
        "officer": 0, "funder": 2, "secretariat": 0, "campaign": 1, "group": 1,
    }  # fmt: skip
    assert answer.alone == ()


def test_groups_share_officers_and_secretariats() -> None:
    nodes = [group(g) for g in "gh"] + [person("ann"), person("ben"), body("office")]
    links = [*officers("ann g", "ann h", "ben g"), tie(LinkKind.SECRETARIAT_OF, "office g"),
             tie(LinkKind.SECRETARIAT_OF, "office h")]  # fmt: skip
    answer = shared("g", "h", net=network(nodes, links))
    assert told(answer) == {("officer", "ann", ("g", "h")), ("secretariat", "office", ("g", "h"))}


def test_people_share_the_groups_in_which_they_sit() -> None:
    nodes = [group("g"), person("ann"), person("ben")]
    links = [*officers("ann g"), tie(LinkKind.MEMBER_OF, "ben g")]
    assert told(shared("ann", "ben", net=network(nodes, links))) == {("group", "g", ("ann", "ben"))}


def test_whoever_shares_nothing_is_told_apart() -> None:
    answer = shared(HARAMBEE, ASHANTI, "cpg-africa", "org-trade-office")
    assert [ref.id for ref in answer.alone] == ["cpg-africa", "org-trade-office"]
    assert "2 share nothing recorded" in answer.headline


def test_two_that_are_tied_to_each_other_are_not_alone() -> None:
    answer = shared("org-council", "org-trade-office")
    assert answer.shared == ()
    assert answer.alone == ()


@pytest.mark.parametrize(
    "fields",
    [{"status": Status.PLANNED}, {"status": Status.CLAIMED}, {"method": Method.AI_SEARCH}],
)
def test_what_is_not_held_or_found_by_a_machine_only_is_not_shared(fields: dict[str, Any]) -> None:
    nodes = [group("g"), group("h"), person("ann")]
    links = [*officers("ann g"), *officers("ann h", **fields)]
    answer = shared("g", "h", net=network(nodes, links))
    assert answer.shared == ()
    assert [ref.id for ref in answer.alone] == ["g", "h"]


def test_two_ties_of_one_body_to_one_node_are_nothing_shared() -> None:
    nodes = [group("g"), group("h"), person("ann")]
    links = [*officers("ann g"), tie(LinkKind.MEMBER_OF, "ann g")]
    assert shared("g", "h", net=network(nodes, links)).shared == ()


def test_an_event_in_which_several_took_part_is_a_campaign_not_a_group() -> None:
    nodes = [body("a"), body("b"), body("fair", "Fair", NodeKind.CAMPAIGN)]
    links = [tie(LinkKind.MEMBER_OF, "a fair"), tie(LinkKind.MEMBER_OF, "b fair")]
    assert shared("a", "b", net=network(nodes, links)).shared == ()
    links = [tie(LinkKind.TOOK_PART_IN, "a fair"), tie(LinkKind.PARTNER_IN, "b fair")]
    assert [s.kind for s in shared("a", "b", net=network(nodes, links)).shared] == ["campaign"]


def test_what_most_share_comes_first_and_a_limit_bounds_what_is_shown() -> None:
    answer = shared(HARAMBEE, ASHANTI, GURKHA, ANADOLU, limit=1)
    assert [s.node.id for s in answer.shared] == [RIVERBANK]
    assert answer.shared_in_all == 4


def test_every_shared_node_has_a_sentence_of_25_words_and_evidence_of_each_tie() -> None:
    answer = shared(HARAMBEE, ASHANTI, GURKHA, ANADOLU)
    for one in answer.shared:
        assert len(one.words.split()) <= LIMIT
        assert all(link.evidence for link in one.links)
        assert len(one.links) >= len(one.by)


def test_it_takes_two_known_names() -> None:
    for names in ((HARAMBEE,), (HARAMBEE, "Qqqq"), (HARAMBEE, "appg-nepal")):
        with pytest.raises(BadQuestion, match="takes two to share"):
            shared(*names)


def test_caabu_is_secretariat_of_three_groups_of_the_shipped_data(shipped: Explorer) -> None:
    answer = shipped.interlocks(["Jordan APPG", "Syria APPG", "Britain-Palestine APPG"])
    (caabu,) = [s for s in answer.shared if s.kind == "secretariat"]
    assert len(caabu.by) == 3
    assert "Arab-British" in caabu.node.name or "Caabu" in caabu.node.name


def test_a_hand_check_of_the_shipped_data_gives_the_same_officers(shipped: Explorer) -> None:
    names = ["APPG on Ghana", "APPG on Bangladesh", "APPG on Africa", "APPG on Jordan"]
    answer = shipped.interlocks(names)
    officers_of: dict[str, set[str]] = {}
    for ref in (r for line in answer.names.matched for r in line.nodes):
        for link in shipped.node(ref.id).links:
            if link.kind is LinkKind.OFFICER_OF:
                officers_of.setdefault(link.source.id, set()).add(ref.id)
    by_hand = {person: groups for person, groups in officers_of.items() if len(groups) > 1}
    found = {s.node.id: {r.id for r in s.by} for s in answer.shared if s.kind == "officer"}
    assert found == by_hand
    assert found

"""Who is missing from a room: relative to a scope, with the nearest route and whom to invite."""

import time
from dataclasses import replace
from typing import Any

import pytest

from graph.analysis.name_list import understood
from graph.analysis.paths import find_paths
from graph.analysis.room import find_room
from graph.analysis.sentences import LIMIT
from graph.errors import BadQuestion
from graph.explorer import Explorer
from graph.model import LinkKind, Method, NodeKind
from graph.network import Network
from graph.results_rooms import Missing, RoomAnswer, Side, SideName
from tests.answers import ASHANTI, HARAMBEE, RIVERBANK, world
from tests.sketch import body, network, officers, tie

WEST_AFRICA, ANADOLU = "region-west-africa", "GB-CHC-9000006"


def room(*names: str, net: Network | None = None, **options: Any) -> RoomAnswer:
    net = net or world()
    listed = understood(net, names, lambda _: [*net.index, *net.past])
    return find_room(net, listed, **options)


def side(answer: RoomAnswer, name: str) -> Side:
    return next(s for s in answer.sides if s.side == name)


def missing(answer: RoomAnswer, name: str) -> dict[str, Missing]:
    return {one.item.id: one for one in side(answer, name).missing}


def test_what_the_room_holds_and_lacks_adds_up_to_what_the_scope_holds() -> None:
    answer = room(HARAMBEE, "appg-kenya", limit=100)
    for one in answer.sides:
        assert one.expected == one.held_in_all + one.missing_in_all
        assert len(one.missing) == one.missing_in_all
    assert {h.item.id for h in side(answer, "countries").held} == {"country-ke"}
    assert set(missing(answer, "countries")) >= {"country-gh", "country-np", "country-tr"}


def test_a_missing_thing_says_whom_to_invite_and_who_in_the_room_is_nearest() -> None:
    one = missing(room(HARAMBEE, "org-trade-office", limit=100), "communities")[
        "community-gh-london"
    ]
    assert one.invite is not None
    assert one.introducer is not None
    assert (one.invite.id, one.introducer.id, one.hops) == (ASHANTI, HARAMBEE, 2)
    assert one.path is not None
    assert [one.path.nodes[0].id, one.path.nodes[-1].id] == [HARAMBEE, ASHANTI]
    assert one.path == find_paths(world(), HARAMBEE, ASHANTI, k=1).paths[0]


def test_every_hop_of_a_route_has_evidence() -> None:
    answer = room(HARAMBEE, limit=100)
    paths = [one.path for s in answer.sides for one in s.missing if one.path]
    assert paths
    assert all(hop.evidence for path in paths for hop in path.hops)


def test_a_scope_narrows_what_is_missing_to_what_belongs_there() -> None:
    answer = room(HARAMBEE, scope=WEST_AFRICA, limit=100)
    assert answer.scope is not None
    assert answer.scope.id == WEST_AFRICA
    assert set(missing(answer, "countries")) == {"country-gh", WEST_AFRICA}
    assert set(missing(answer, "communities")) == {"community-gh-london"}


def test_a_country_that_nobody_stands_for_is_missing_all_the_same() -> None:
    answer = room(HARAMBEE, scope="country-sl", sides=[SideName.COUNTRIES])
    one = missing(answer, "countries")["country-sl"]
    assert (one.bodies, one.invite, one.path) == (0, None, None)
    assert [item.id for item in answer.nobody] == ["country-sl"]
    assert answer.invitations == ()


def test_a_scope_where_nothing_is_missing_says_so() -> None:
    answer = room(HARAMBEE, "appg-kenya", "org-council", scope="country-ke",
                  sides=[SideName.COUNTRIES, SideName.COMMUNITIES])  # fmt: skip
    assert answer.headline == "Nothing that was looked for is missing from this room."


def test_an_officer_brings_in_the_body_that_they_lead_and_the_words_say_so() -> None:
    (held,) = [h for h in side(room("member-eastmarch"), "countries").held
               if h.item.id == "country-gh"]  # fmt: skip
    assert [ref.id for ref in held.by] == ["member-eastmarch"]
    assert held.words == "Ghana: Member for Eastmarch (Ghana)."
    assert {e.source for e in held.evidence} == {"register", "convenor"}


def test_a_mere_member_brings_in_nothing() -> None:
    # Aldermoor chairs the group on Kenya, and is only a member of the one on remittances.
    answer = room("member-aldermoor", limit=100)
    assert [h.item.id for h in side(answer, "countries").held] == ["country-ke"]


def test_a_funder_is_not_in_the_room_because_its_grantee_is() -> None:
    one = missing(room(HARAMBEE, limit=100), "funders")[RIVERBANK]
    assert one.introducer is not None
    assert (one.introducer.id, one.hops) == (HARAMBEE, 1)


def test_parties_are_those_of_the_people_in_the_scope() -> None:
    nodes = [
        body("g", "All-Party Parliamentary Group on Tea", NodeKind.APPG, parliament="uk"),
        body("ann", "Ann", NodeKind.PERSON, party="Labour"),
        body("ben", "Ben", NodeKind.PERSON, party="Conservative"),
        body("cas", "Cas", NodeKind.PERSON, party="Labour (Co-op)"),
        body("tea", "Tea", NodeKind.THEME),
    ]  # fmt: skip
    links = [*officers("ann g", "ben g", "cas g"), tie(LinkKind.ABOUT, "g tea")]
    answer = room("ann", net=network(nodes, links), scope="tea")
    (one,) = side(answer, "parties").missing
    assert (one.item.name, one.bodies, one.hops) == ("Conservative", 1, 2)
    assert [h.item.name for h in side(answer, "parties").held] == ["Labour"]


def test_a_group_that_no_register_lists_is_not_invited() -> None:
    nodes = [
        body("land", "Kenya", NodeKind.COUNTRY), body("aid", "Aid"),
        body("g", "All-Party Parliamentary Group on Tea", NodeKind.APPG, parliament="uk"),
    ]  # fmt: skip
    old = body("old", "All-Party Parliamentary Group on Kenya", NodeKind.APPG, parliament="uk")
    spoken_of = tuple(replace(s, method=Method.STATED) for s in old.statements)
    net = network([*nodes, replace(old, statements=spoken_of)],
                  [tie(LinkKind.ABOUT, "old land"), tie(LinkKind.MET, "aid g")])  # fmt: skip
    one = missing(room("aid", net=net, scope="land"), "countries")["land"]
    assert (one.bodies, one.invite) == (1, None)


def test_a_people_known_from_a_list_of_the_world_only_is_not_missed_here() -> None:
    answer = room(HARAMBEE, limit=100)
    expected = set(missing(answer, "communities"))
    assert "community-gh-london" in expected
    assert "community-nurses" in expected


def test_the_invitations_bring_all_that_can_be_brought() -> None:
    answer = room(HARAMBEE, limit=100)
    assert len(answer.invitations) == answer.invitations_in_all
    brought = {item for one in answer.invitations for item in one.brings}
    lacking = {one.item for s in answer.sides for one in s.missing if one.invite}
    assert brought == lacking
    assert answer.invitations[-1].covered == answer.coverable == len(lacking)


def test_who_stands_for_several_missing_things_is_invited_first() -> None:
    answer = room(HARAMBEE, limit=100)
    sizes = [one.brings_in_all for one in answer.invitations]
    assert sizes[0] == max(sizes)
    assert sizes[0] > 1


def test_nobody_in_the_room_is_invited_to_it() -> None:
    answer = room(HARAMBEE, ASHANTI, ANADOLU, limit=100)
    inside = {HARAMBEE, ASHANTI, ANADOLU}
    asked = {one.node.id for one in answer.invitations}
    asked |= {ref.id for one in answer.invitations for ref in one.swaps}
    assert not asked & inside


def test_a_set_whose_members_nobody_names_cannot_be_invited() -> None:
    answer = room(HARAMBEE, limit=100)
    assert "community-nurses" not in {one.node.id for one in answer.invitations}


def test_only_the_sides_asked_for_are_looked_at() -> None:
    answer = room(HARAMBEE, sides=[SideName.COUNTRIES])
    assert [s.side for s in answer.sides] == ["countries"]
    assert {i.side for one in answer.invitations for i in one.brings} == {"countries"}
    with pytest.raises(BadQuestion, match="'colours' is no side"):
        room(HARAMBEE, sides=["colours"])


def test_a_limit_bounds_what_is_shown_and_not_what_is_counted() -> None:
    whole, short = room(HARAMBEE, limit=100), room(HARAMBEE, limit=1)
    for a, b in zip(whole.sides, short.sides, strict=True):
        assert (a.expected, a.missing_in_all) == (b.expected, b.missing_in_all)
        assert len(b.missing) <= 1
    assert short.invitations == whole.invitations[:1]
    assert short.headline == whole.headline


def test_names_that_were_not_settled_are_told_as_unknown() -> None:
    answer = room(HARAMBEE, "Qqqq")
    assert any("1 name not settled" in note and "unknown" in note for note in answer.notes)


def test_an_attendee_of_the_past_is_not_counted_and_told() -> None:
    answer = room(HARAMBEE, "appg-nepal")
    assert any(note == "In no edition in force, so not counted: Nepal." for note in answer.notes)
    assert "country-np" in missing(room(HARAMBEE, "appg-nepal", limit=100), "countries")


def test_a_room_of_strangers_is_refused() -> None:
    with pytest.raises(BadQuestion, match="none of the names is known"):
        room("Qqqq", "Xyzzy")


def test_every_sentence_has_25_words_or_fewer() -> None:
    answer = room(HARAMBEE, "member-eastmarch", "Qqqq", limit=100)
    said = [answer.headline, *answer.notes]
    said += [one.words for s in answer.sides for one in s.missing]
    said += [held.words for s in answer.sides for held in s.held]
    assert [words for words in said if len(words.split()) > LIMIT] == []


def test_the_same_list_in_another_order_gets_the_same_answer() -> None:
    one = room(HARAMBEE, ASHANTI, "member-fenwick")
    two = room("member-fenwick", ASHANTI, HARAMBEE)
    assert (one.sides, one.invitations, one.notes) == (two.sides, two.invitations, two.notes)


FIFTEEN = (
    "Citizens UK", "Refugee Council", "Lord Dubs", "Bell Ribeiro-Addy MP", "Migrants Organise",
    "Jane Nobody, COMPAS", "Ghana APPG", "Abtisam Mohamed", "Baroness Coffey",
    "Leeds Migration Partnership", "Caabu", "Citizens", "Somaliland", "Xyzzy Trust", "Qqqq",
)  # fmt: skip


def test_fifteen_attendees_pasted_from_the_shipped_data(shipped: Explorer) -> None:
    answer = shipped.room(FIFTEEN, scope="Kenya")
    parts = (answer.names.matched, answer.names.ambiguous, answer.names.unmatched)
    assert [len(part) for part in parts] == [11, 2, 2]
    kenyans = missing(answer, "communities")["community:kenyans-in-west-london"]
    assert kenyans.introducer is not None
    assert (kenyans.introducer.name, kenyans.hops) == ("Migrants Organise", 1)
    assert all(one.path is None or one.path.hops[0].evidence
               for s in answer.sides for one in s.missing)  # fmt: skip


def test_the_group_on_kenya_that_only_a_document_speaks_of_is_not_invited(
    shipped: Explorer,
) -> None:
    answer = shipped.room(FIFTEEN, scope="Kenya")
    named = {one.node.id for one in answer.invitations}
    named |= {o.invite.id for s in answer.sides for o in s.missing if o.invite}
    assert "appg:uk:kenya" not in named


def test_the_whole_shipped_network_is_answered_in_seconds(shipped: Explorer) -> None:
    shipped.room(FIFTEEN)
    began = time.process_time()
    shipped.room(FIFTEEN)
    assert time.process_time() - began < 5


def test_everything_that_the_room_holds_has_evidence_a_claimed_party_that_of_the_person() -> None:
    nodes = [
        body("g", "All-Party Parliamentary Group on Tea", NodeKind.APPG, parliament="uk"),
        body("ann", "Ann", NodeKind.PERSON, party="Labour"), body("tea", "Tea", NodeKind.THEME),
    ]  # fmt: skip
    links = [*officers("ann g"), tie(LinkKind.ABOUT, "g tea")]
    answer = room("ann", net=network(nodes, links), scope="tea")
    (labour,) = side(answer, "parties").held
    assert [e.locator for e in labour.evidence] == ["ann"]
    every = [held for s in room(RIVERBANK, HARAMBEE).sides for held in s.held]
    assert all(held.evidence for held in every)

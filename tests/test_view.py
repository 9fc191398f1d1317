"""Views: what is drawn for each answer, how much of it, and with which words."""

from dataclasses import replace

import pytest

from graph.errors import NotFound
from graph.model import LinkKind, NodeKind, Status
from graph.network import Network
from graph.results import Coverage
from tests.answers import (
    ASHANTI,
    HARAMBEE,
    HOSTILE,
    RIVERBANK,
    a_cluster,
    a_gap,
    clusters_answer,
    hostile_network,
    no_route,
    path,
    paths_answer,
    ref,
    world,
)
from tests.answers import hop as a_hop
from viz.drawing import (
    MOST_ITEMS,
    credits_of,
    left_out,
    link_status,
    node_href,
    proof_of,
    web_address,
)
from viz.items import View
from viz.shapes import CLUSTER, GAP
from viz.view import view_of_cluster, view_of_gap, view_of_map, view_of_node, view_of_paths


def all_views() -> list[View]:
    network = world()
    return [
        view_of_node(network, HARAMBEE),
        view_of_paths(paths_answer()),
        view_of_paths(no_route()),
        view_of_cluster(network, a_cluster()),
        view_of_gap(network, a_gap()),
        view_of_gap(network, a_gap(object=None)),
        view_of_map(network, clusters_answer()),
    ]


@pytest.mark.parametrize("view", all_views(), ids=lambda v: v.title)
def test_every_view_says_what_it_shows_and_as_of_when(view: View) -> None:
    assert view.title
    assert view.summary.endswith(".")
    assert view.as_of == world().as_of
    assert view.hash == world().hash


@pytest.mark.parametrize("view", all_views(), ids=lambda v: v.title)
def test_every_link_runs_between_nodes_that_are_drawn(view: View) -> None:
    ids = [node.id for node in view.nodes]
    assert len(set(ids)) == len(ids)
    assert all({link.source, link.target} <= set(ids) for link in view.links)


@pytest.mark.parametrize("view", all_views(), ids=lambda v: v.title)
def test_every_link_has_proofs_unless_it_is_missing_or_stands_for_many(view: View) -> None:
    for link in view.links:
        assert bool(link.proofs) == (link.kind not in (GAP, CLUSTER))


@pytest.mark.parametrize("view", all_views(), ids=lambda v: v.title)
def test_the_legend_explains_every_sign_and_no_other(view: View) -> None:
    kinds = {line.kind for line in view.legend if line.kind}
    strokes = {line.status for line in view.legend if line.status}
    assert kinds == {node.kind for node in view.nodes}
    assert {link.status for link in view.links} - {"held"} <= strokes


@pytest.mark.parametrize("view", all_views(), ids=lambda v: v.title)
def test_no_two_nodes_stand_in_one_place(view: View) -> None:
    places = [(node.x, node.y) for node in view.nodes]
    assert len(set(places)) == len(places)


def test_a_view_is_the_same_every_time() -> None:
    assert all_views() == all_views()


def test_a_node_stands_in_the_middle_of_all_its_neighbours() -> None:
    network = world()
    view = view_of_node(network, HARAMBEE)
    assert (view.nodes[0].id, view.nodes[0].x, view.nodes[0].y) == (HARAMBEE, 0, 0)
    assert {n.id for n in view.nodes[1:]} == {o.id for o, _ in network.links_of(HARAMBEE)}
    assert len(view.links) == len(network.links_of(HARAMBEE))


def test_neighbours_are_grouped_under_words_read_from_the_node() -> None:
    captions = [caption.text for caption in view_of_node(world(), HARAMBEE).captions]
    assert "was funded by …" in captions
    assert "represents …" in captions


def test_the_summary_of_a_node_counts_its_links_by_kind() -> None:
    assert view_of_node(world(), RIVERBANK).summary == (
        "Riverbank Foundation has 7 links: funded 6, supports 1."
    )


def test_a_limit_keeps_some_links_of_every_kind_and_says_how_many_are_left_out() -> None:
    view = view_of_node(world(), RIVERBANK, limit=2)
    assert {link.kind for link in view.links} == {LinkKind.FUNDED, LinkKind.SUPPORTS}
    assert view.notes == ("2 of 7 links are drawn, and 5 more are not.",)


def test_a_hub_never_makes_a_view_of_more_items_than_a_reader_takes_in() -> None:
    star = Network.of(*(f"hub-n{at:03}" for at in range(400)))
    view = view_of_node(star, "hub", limit=1000)
    assert len(view.nodes) + len(view.links) <= MOST_ITEMS + 1
    assert view.notes == ("150 of 400 links are drawn, and 250 more are not.",)


def test_a_node_without_links_is_drawn_alone_and_says_so() -> None:
    view = view_of_node(Network.of("lonely"), "lonely")
    assert len(view.nodes) == 1
    assert view.summary == "lonely has no link in the snapshot."


def test_a_node_of_the_past_can_be_drawn() -> None:
    network = world()
    assert "appg-nepal" in network.past
    assert len(view_of_node(network, "appg-nepal").nodes) == 1


def test_an_unknown_node_is_not_found() -> None:
    with pytest.raises(NotFound, match="nobody"):
        view_of_node(world(), "nobody")


def test_two_links_between_one_pair_are_both_drawn_apart() -> None:
    view = view_of_node(world(), HARAMBEE)
    pair = [k for k in view.links if k.target == "country-ke"]
    assert {k.kind for k in pair} == {LinkKind.HERITAGE, LinkKind.OPERATES_IN}
    assert len({k.bend for k in pair}) == 2


def test_paths_read_from_left_to_right_and_tell_which_routes_pass_a_node() -> None:
    view = view_of_paths(paths_answer())
    assert view.node(HARAMBEE).x == 0
    assert view.node("appg-remittances").x == max(node.x for node in view.nodes)
    assert view.node(RIVERBANK).words == "organisation, on route 1"
    assert view.node(HARAMBEE).words == "organisation"


def test_a_hop_that_is_only_planned_is_drawn_as_planned() -> None:
    view = view_of_paths(paths_answer())
    (planned,) = [k for k in view.links if k.source == "member-aldermoor"]
    assert planned.status == Status.PLANNED
    assert planned.said == "is a member of (planned)"
    assert "link planned, not recorded as done" in [line.words for line in view.legend]


def test_a_hop_on_two_routes_is_one_link() -> None:
    shared = a_hop(HARAMBEE, LinkKind.FUNDED, RIVERBANK)
    ends = [
        a_hop(RIVERBANK, LinkKind.FUNDED, ASHANTI),
        a_hop(RIVERBANK, LinkKind.FUNDED, "org-council"),
    ]
    answer = paths_answer(*(path(shared, end) for end in ends))
    assert len(view_of_paths(answer).links) == 3


def test_without_a_route_the_two_ends_are_drawn_and_it_is_said() -> None:
    view = view_of_paths(no_route())
    assert [node.id for node in view.nodes] == [HARAMBEE, "appg-remittances"]
    assert view.summary.startswith("No route from Harambee Trust")
    assert view.links == ()


def test_a_cluster_shows_members_and_the_links_among_them() -> None:
    view = view_of_cluster(world(), a_cluster("c", HARAMBEE, ASHANTI, RIVERBANK))
    assert {node.id for node in view.nodes} == {HARAMBEE, ASHANTI, RIVERBANK}
    assert {(k.source, k.target) for k in view.links} == {
        (RIVERBANK, HARAMBEE), (RIVERBANK, ASHANTI),
    }  # fmt: skip


def test_a_large_cluster_shows_its_best_linked_members_and_counts_the_rest() -> None:
    view = view_of_cluster(world(), a_cluster(), limit=5)
    links = {m.node.id: m.links_inside for m in a_cluster().members}
    least = min(links[node.id] for node in view.nodes)
    assert sum(number > least for number in links.values()) <= 5
    more = len(links) - 5
    assert view.notes[0] == f"5 of {len(links)} members are drawn, and {more} more are not."


def test_a_member_that_left_the_snapshot_is_not_drawn() -> None:
    cluster = a_cluster("c", HARAMBEE, RIVERBANK)
    gone = replace(cluster.members[0], node=replace(ref(HARAMBEE), id="gone"))
    view = view_of_cluster(world(), replace(cluster, members=(*cluster.members, gone)))
    assert {node.id for node in view.nodes} == {HARAMBEE, RIVERBANK}


def test_a_gap_shows_the_missing_link_the_route_and_the_common_ground() -> None:
    view = view_of_gap(world(), a_gap())
    missing = view.links[0]
    assert (missing.source, missing.target, missing.status) == (HARAMBEE, ASHANTI, GAP)
    assert missing.words == "no link recorded"
    assert {"org-council", RIVERBANK, "campaign-fair-fees"} <= {node.id for node in view.nodes}
    assert view.node("org-council").words == "organisation, could introduce them"


def test_an_unknown_gap_does_not_claim_that_there_is_no_link() -> None:
    unknown = Coverage(state="unknown", words="No list was read.")
    assert view_of_gap(world(), a_gap(coverage=unknown)).links[0].words == "not known"


def test_a_gap_without_a_route_still_shows_who_could_introduce() -> None:
    view = view_of_gap(world(), a_gap(path=None, introducer=ref("org-trade-office")))
    assert view.node("org-trade-office").words == "organisation, could introduce them"


def test_a_gap_with_one_end_shows_what_is_around_it() -> None:
    view = view_of_gap(world(), a_gap(object=None))
    assert view.title == a_gap().headline
    assert view.nodes[0].id == HARAMBEE


def test_the_map_has_a_bubble_for_each_cluster_sized_by_its_members() -> None:
    view = view_of_map(world(), clusters_answer())
    assert [(n.id, n.kind, n.mark) for n in view.nodes] == [
        ("c-1", CLUSTER, "20"), ("c-2", CLUSTER, "10"),
    ]  # fmt: skip
    assert view.nodes[0].size > view.nodes[1].size
    assert view.nodes[0].href == "/clusters/c-1"


def test_links_between_clusters_are_counted_between_their_members() -> None:
    network, answer = world(), clusters_answer()
    homes = {m.node.id: c.id for c in answer.clusters for m in c.members}
    between = sum(
        homes.get(k.source, "?") != homes.get(k.target, "?") and {k.source, k.target} <= set(homes)
        for k in network.links
    )
    (link,) = view_of_map(network, answer).links
    assert link.words == f"{between} links between"


def test_the_map_says_what_it_leaves_out() -> None:
    view = view_of_map(world(), clusters_answer(in_all=9, unclustered=4))
    assert view.notes == (
        "2 of 9 clusters are drawn, and 7 more are not.",
        "4 nodes belong to no cluster and are not drawn.",
    )


def test_members_that_a_bubble_does_not_name_are_counted() -> None:
    view = view_of_map(world(), clusters_answer(a_cluster("c", HARAMBEE, ASHANTI, size=50)))
    assert view.nodes[0].parts[-1] == "and 48 more"


def test_a_map_without_clusters_is_empty_and_says_so() -> None:
    empty = replace(clusters_answer(), clusters=())
    assert view_of_map(world(), empty).nodes == ()


def test_a_parliamentary_groups_long_title_is_short_on_the_label_and_whole_in_the_name() -> None:
    group = replace(ref("appg-kenya"), name="All-Party Parliamentary Group on Kenya")
    answer = replace(paths_answer(), start=group, paths=())
    node = view_of_paths(answer).nodes[0]
    assert node.label == ("APPG on Kenya",)
    assert node.name == "All-Party Parliamentary Group on Kenya"


def test_credits_name_title_attribution_and_licence() -> None:
    (credit,) = credits_of(world(), ["grants"])
    assert credit == "Open Grants. Riverbank Foundation, CC BY 4.0. Licence: CC-BY-4.0."


def test_a_proof_says_what_who_when_and_where() -> None:
    link = world().links_of("member-aldermoor", LinkKind.OFFICER_OF)[0][1]
    proof = proof_of(world().evidence(*link.statements)[0])
    assert proof.line == "Chair — Register of Groups, 29 June 2026, Officers"
    assert proof.url == "https://register.example.org"


def test_the_strongest_statement_decides_the_status_of_a_link() -> None:
    (one,) = world().evidence(world().links[0].statements[0])
    planned, held = replace(one, status=Status.PLANNED), replace(one, status=Status.HELD)
    assert link_status([planned]) is Status.PLANNED
    assert link_status([planned, held]) is Status.HELD


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JAVASCRIPT:alert(1)", " data:text/html,x", "//example.org", "ftp://x",
     "http://", "https://[broken", "vbscript:x", "", "example.org"],
)  # fmt: skip
def test_only_web_addresses_become_links(url: str) -> None:
    assert web_address(url) == ""


def test_ids_are_quoted_in_addresses() -> None:
    assert node_href("appg:uk:a/b?c#d") == "/nodes/appg%3Auk%3Aa%2Fb%3Fc%23d"


def test_nothing_is_said_where_nothing_is_left_out() -> None:
    assert left_out(7, 7, "link") == ()


def test_hostile_names_lose_their_control_signs_and_nothing_else() -> None:
    view = view_of_node(hostile_network(), f"{HOSTILE[0]}#0")
    shown = " ".join(node.name for node in view.nodes)
    assert "<script>alert(1)</script>" in shown
    assert not any(sign in shown for sign in "\x00\x07\u202e\u2028\n")
    assert all(proof.url == "" for link in view.links for proof in link.proofs)


def test_kinds_of_nodes_are_drawn_as_their_kind() -> None:
    view = view_of_node(world(), HARAMBEE)
    assert view.node("appg-kenya").kind == NodeKind.APPG

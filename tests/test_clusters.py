"""Clusters: what hangs together, how steadily, the same bytes on every run and in every process."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.cluster_cores import TOGETHER
from graph.analysis.clusters import RESOLUTIONS, _chosen, find_clusters
from graph.errors import BadQuestion
from graph.explorer import Explorer
from graph.model import LinkKind, Method, NodeKind
from graph.network import Network
from graph.results_groups import ClustersAnswer, Resolution
from tests.sketch import CALM, body, group, members, network, officers, person, tie, toys


def circle(letter: str, size: int) -> list[str]:
    """All pairs of a circle of acquaintances."""
    names = [f"{letter}{i}" for i in range(size)]
    return [f"{a}-{b}" for at, a in enumerate(names) for b in names[at + 1 :]]


TWO = Network.of(*circle("a", 6), *circle("b", 5), "a0-b0", "lone")


def ids(answer: ClustersAnswer) -> list[list[str]]:
    return [sorted(member.node.id for member in c.members) for c in answer.clusters]


def test_two_circles_are_two_clusters_the_larger_first() -> None:
    answer = find_clusters(TWO)
    assert ids(answer) == [[f"a{i}" for i in range(6)], [f"b{i}" for i in range(5)]]
    assert (answer.clusters_in_all, answer.unclustered) == (2, 1)


def test_a_clear_cluster_is_stable() -> None:
    answer = find_clusters(TWO)
    assert [c.stability for c in answer.clusters] == [1.0, 1.0]
    assert {member.stability for c in answer.clusters for member in c.members} == {1.0}


def test_a_ring_has_no_steady_parts_and_its_nodes_are_between_clusters() -> None:
    ring = Network.of(*(f"n{i:02}-n{(i + 1) % 60:02}" for i in range(60)))
    answer = find_clusters(ring, limit=100, resolution=1.0)
    inside = sum(cluster.size for cluster in answer.clusters)
    assert answer.between == 60 - inside > 0
    assert all(cluster.stability >= 0.5 for cluster in answer.clusters)
    assert any("between clusters" in note for note in answer.notes)


def test_members_stand_in_the_order_of_their_links_inside_and_then_of_ids() -> None:
    members_of = find_clusters(TWO).clusters[0].members
    assert [m.node.id for m in members_of] == [f"a{i}" for i in range(6)]
    assert {m.links_inside for m in members_of} == {5}


def test_only_so_many_members_are_shown_and_the_size_tells_all() -> None:
    first = find_clusters(TWO, members=2).clusters[0]
    assert (len(first.members), first.size) == (2, 6)


def test_only_so_many_clusters_are_shown_and_all_are_counted() -> None:
    answer = find_clusters(TWO, limit=1)
    assert (len(answer.clusters), answer.clusters_in_all) == (1, 2)


def test_smaller_parts_than_asked_for_are_unclustered() -> None:
    answer = find_clusters(TWO, min_size=6)
    assert (answer.clusters_in_all, answer.unclustered) == (1, 6)


def test_a_higher_resolution_makes_more_clusters() -> None:
    chain = Network.of(*(f"n{i:02}-n{i + 1:02}" for i in range(40)))
    coarse, fine = (
        find_clusters(chain, resolution=r, min_size=1, reruns=0).clusters_in_all for r in (0.5, 4.0)
    )
    assert fine > coarse


@pytest.mark.parametrize("empty", [Network(nodes=(), links=()), Network.of("a", "b", "c")])
def test_without_links_nothing_is_clustered(empty: Network) -> None:
    answer = find_clusters(empty)
    assert (answer.clusters, answer.unclustered, answer.modularity) == ((), empty.n, 0.0)


@pytest.mark.parametrize(
    "options",
    [
        {"resolution": 0.0},
        {"resolution": float("nan")},
        {"reruns": -1},
        {"limit": 0},
        {"members": 0},
        {"min_size": 0},
    ],
)
def test_numbers_that_make_no_sense_make_no_question(options: dict[str, int]) -> None:
    with pytest.raises(BadQuestion, match="above 0"):
        find_clusters(TWO, **options)  # type: ignore[arg-type]  # numbers only


def test_without_reruns_nothing_is_known_to_be_unsteady() -> None:
    answer = find_clusters(TWO, reruns=0)
    assert [c.stability for c in answer.clusters] == [1.0, 1.0]
    assert "1 run; stability measured on 0 fresh runs" in answer.method


def test_countries_and_themes_join_clusters_but_are_no_members() -> None:
    nodes = [*(group(f"g{i}") for i in range(4)), body("k", "Kenya", NodeKind.COUNTRY)]
    drawn = network(nodes, [tie(LinkKind.ABOUT, f"g{i} k") for i in range(4)])
    answer = find_clusters(drawn)
    assert ids(answer) == [["g0", "g1", "g2", "g3"]]
    assert answer.unclustered == 0
    assert answer.clusters[0].members[0].links_inside == 0


def test_a_theme_that_everybody_has_does_not_join_two_circles() -> None:
    circles = [*circle("a", 6), *circle("b", 6)]
    pairs = [pair.replace("-", " ") for pair in circles]
    names = sorted({name for pair in pairs for name in pair.split()})
    nodes = [*(body(name) for name in names), body("t", "Trade", NodeKind.THEME)]
    links = [tie(LinkKind.MET, pair) for pair in pairs]
    about = [tie(LinkKind.ABOUT, f"{name} t") for name in names]
    assert ids(find_clusters(network(nodes, [*links, *about]))) == [names[:6], names[6:]]


def test_strong_ties_hold_where_weak_ones_part() -> None:
    nodes = [*(person(f"p{i}") for i in range(4)), group("g"), group("h")]
    links = [*officers("p0 g", "p1 g", "p2 h", "p3 h", detail="Chair"),
             tie(LinkKind.MEMBER_OF, "p1 h", seen=("2009",))]  # fmt: skip
    assert ids(find_clusters(network(nodes, links))) == [["g", "p0", "p1"], ["h", "p2", "p3"]]


def test_members_found_by_a_machine_join_nobody_unasked() -> None:
    nodes = [group("g"), person("p"), person("q"), person("r")]
    drawn = network(nodes, [*officers("p g"), *members("q g", "r g", method=Method.AI_SEARCH)])
    without, given_all = find_clusters(drawn), find_clusters(drawn, include_ai=True)
    assert (without.clusters_in_all, given_all.clusters_in_all) == (0, 1)
    assert without.notes[-1] == "Not used: 2 links found only by an AI search."


def test_the_id_of_a_cluster_follows_from_its_members() -> None:
    wider = Network.of(*circle("a", 6), *circle("b", 5), *circle("c", 9), "a0-b0")
    before = {tuple(m.node.id for m in c.members): c.id for c in find_clusters(TWO).clusters}
    after = {tuple(m.node.id for m in c.members): c.id for c in find_clusters(wider).clusters}
    assert before.items() <= after.items()
    assert len(set(after.values())) == 3


def test_another_seed_gives_the_same_names_where_clusters_are_clear() -> None:
    one, other = find_clusters(TWO, seed=1), find_clusters(TWO, seed=77)
    assert one.clusters == other.clusters


def test_the_method_names_what_was_run() -> None:
    assert find_clusters(TWO, resolution=1.5, seed=3, reruns=4).method == (
        "Louvain with refinement, resolution 1.5 on 12 nodes: tied nodes "
        f"together in {TOGETHER:.0%} of 5 runs; "
        "stability measured on 4 fresh runs; seeds from 3, one thread."
    )


def test_the_number_of_threads_is_put_back() -> None:
    import networkit

    before = networkit.getMaxNumberOfThreads()
    networkit.setNumberOfThreads(2)
    find_clusters(TWO, reruns=1)
    assert networkit.getMaxNumberOfThreads() == 2
    networkit.setNumberOfThreads(before)


def test_searches_at_the_same_time_do_not_disturb_one_another() -> None:
    edges = nx.barabasi_albert_graph(300, 3, seed=7).edges
    toy = Network.of(*(f"n{a:03}-n{b:03}" for a, b in edges))
    alone = find_clusters(toy, reruns=3)
    with ThreadPoolExecutor(4) as crowd:
        together = list(crowd.map(lambda _: find_clusters(toy, reruns=3), range(8)))
    assert together == [alone] * 8


def run(code: str, hash_seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout


@pytest.mark.slow
def test_two_fresh_processes_give_the_same_bytes() -> None:
    code = (
        "import networkx as nx, orjson\n"
        "from graph.analysis.clusters import find_clusters\n"
        "from graph.network import Network\n"
        "edges = nx.barabasi_albert_graph(300, 3, seed=7).edges\n"
        "toy = Network.of(*(f'n{a:03}-n{b:03}' for a, b in edges))\n"
        "print(orjson.dumps(find_clusters(toy, reruns=5, members=400)).decode())\n"
    )
    first, second = run(code, "1"), run(code, "2")
    assert first == second
    assert first.count('"stability"') > 100


def test_importing_the_analysis_does_not_import_networkit() -> None:
    code = "import sys, graph.analysis.clusters\nprint('networkit' in sys.modules)"
    assert run(code, "0") == "False\n"


@CALM
@given(toys(most=12, loops=False))
def test_every_cluster_is_connected_and_no_node_is_in_two(toy: Network) -> None:
    answer = find_clusters(toy, min_size=1, members=100, limit=100, reruns=2)
    graph = nx.Graph([(k.source, k.target) for k in toy.links])
    graph.add_nodes_from(node.id for node in toy.nodes)
    found = ids(answer)
    assert sorted(name for names in found for name in names) == sorted(graph)
    assert all(nx.is_connected(graph.subgraph(names)) for names in found)
    assert len({cluster.name for cluster in answer.clusters}) == len(found)


@CALM
@given(toys(most=12), st.integers(0, 5))
def test_stabilities_are_shares_and_a_clusters_is_the_mean_of_its_members(
    toy: Network, reruns: int
) -> None:
    for cluster in find_clusters(toy, members=100, reruns=reruns).clusters:
        steady = [member.stability for member in cluster.members]
        assert all(0 <= share <= 1 for share in steady)
        assert cluster.stability == pytest.approx(float(np.mean(steady)), abs=0.002)


# Resolutions


def row(resolution: float, modularity: float, stability: float, clusters: int = 9) -> Resolution:
    return Resolution(
        resolution=resolution, clusters=clusters, members=90, between=10, modularity=modularity,
        stability=stability, chosen=False,
    )  # fmt: skip


def test_one_call_shows_the_same_network_coarser_and_finer_and_marks_what_is_shown() -> None:
    answer = find_clusters(TWO)
    assert [one.resolution for one in answer.resolutions] == list(RESOLUTIONS)
    (chosen,) = [one for one in answer.resolutions if one.chosen]
    assert (chosen.resolution, chosen.modularity) == (answer.resolution, answer.modularity)
    assert chosen.clusters == answer.clusters_in_all


def test_the_coarsest_of_the_steady_and_good_ones_is_chosen() -> None:
    rows = [row(0.5, 0.5, 0.99), row(1, 0.71, 0.93), row(2, 0.72, 0.95)]
    assert _chosen(rows) == 1


def test_where_none_is_steady_enough_the_steadiest_of_the_good_ones_is_chosen() -> None:
    assert _chosen([row(0.5, 0.7, 0.4), row(1, 0.71, 0.6), row(2, 0.3, 0.95)]) == 1
    assert _chosen([row(0.5, 0.0, 1.0, clusters=0)]) == 1


def test_a_resolution_that_is_asked_for_is_shown_and_said_to_be_asked_for() -> None:
    answer = find_clusters(TWO, resolution=3)
    assert answer.resolution == 3
    assert answer.why_resolution == "Resolution 3 was asked for."
    assert [one.resolution for one in answer.resolutions] == sorted([*RESOLUTIONS, 3])


def test_the_answer_says_why_this_resolution() -> None:
    why = find_clusters(TWO).why_resolution
    assert why.startswith("Resolution 0.5: the coarsest within 0.02 of the best modularity")
    assert find_clusters(Network.of("a", "b")).why_resolution == "No resolution gives a cluster."


# More than chance


def test_clear_circles_are_more_than_chance_and_a_random_network_is_not() -> None:
    circles = Network.of(*(pair for letter in "abcdef" for pair in circle(letter, 6)))
    clear = find_clusters(circles, reruns=3).chance
    assert clear is not None
    assert clear.words.startswith("More than chance: modularity 0.83")
    assert clear.p_value == pytest.approx(1 / 21, abs=1e-4)
    edges = nx.gnm_random_graph(120, 240, seed=3).edges
    noise = find_clusters(Network.of(*(f"n{a:03}-n{b:03}" for a, b in edges)), reruns=3).chance
    assert noise is not None
    assert noise.words.startswith("No more than chance can be told")


def test_where_nothing_is_linked_nothing_is_said_of_chance() -> None:
    assert find_clusters(Network.of("a", "b")).chance is None


# The shipped data


def test_no_shipped_cluster_falls_apart_in_most_reruns(shipped: Explorer) -> None:
    answer = find_clusters(shipped.network(), limit=1000)
    assert min(cluster.stability for cluster in answer.clusters) >= 0.6
    assert answer.between + sum(c.size for c in answer.clusters) == pytest.approx(3704, abs=60)
    assert answer.chance is not None
    assert answer.chance.p_value <= 0.05
    told = [answer.why_resolution, answer.chance.words, *(c.reason for c in answer.clusters)]
    assert all(len(words.split()) <= 25 for words in told)


@pytest.mark.slow
def test_another_seed_finds_the_same_steadiness_within_two_hundredths(shipped: Explorer) -> None:
    one, other = (find_clusters(shipped.network(), seed=seed) for seed in (1, 50))
    assert one.resolution == other.resolution
    assert one.stability == pytest.approx(other.stability, abs=0.02)
    assert one.modularity == pytest.approx(other.modularity, abs=0.02)


def test_the_shipped_clusters_carry_names_no_two_alike_and_reasons_with_counts(
    shipped: Explorer,
) -> None:
    answer = find_clusters(shipped.network(), limit=100)
    names = [cluster.name for cluster in answer.clusters]
    assert len(set(names)) == len(names) > 10
    assert all(len(cluster.reason.split()) <= 25 for cluster in answer.clusters)
    assert all(any(c.isdigit() for c in cluster.reason) for cluster in answer.clusters)
    assert answer.modularity > 0.5

"""Clusters against clusters: what is counted, what chance would give, and the pairs behind."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.cluster_matrix import find_matrix
from graph.analysis.clusters import find_clusters
from graph.errors import BadQuestion
from graph.explorer import Explorer
from graph.model import Link, LinkKind, Method, Node
from graph.network import Network
from tests.sketch import CALM, body, network, tie, toys


def circle(letter: str, size: int) -> list[str]:
    names = [f"{letter}{i}" for i in range(size)]
    return [f"{a}-{b}" for at, a in enumerate(names) for b in names[at + 1 :]]


TWO = Network.of(*circle("a", 6), *circle("b", 5), "a0-b0", "a1-b1")


def fund(*pairs: str) -> list[Link]:
    return [tie(LinkKind.FUNDED, pair, method=Method.STATED) for pair in pairs]


def two_with_a_fund() -> Network:
    """Two circles of bodies; one body of each got money of a third, which is in neither."""
    circles = [*circle("a", 5), *circle("b", 5)]
    names = sorted({name for pair in circles for name in pair.split("-")})
    nodes: list[Node] = [body(name, name.upper()) for name in [*names, "fund"]]
    met = [tie(LinkKind.MET, pair.replace("-", " "), method=Method.STATED) for pair in circles]
    return network(nodes, [*met, *fund("fund a0", "fund b0")])


def test_links_between_two_clusters_are_counted_and_named() -> None:
    answer = find_matrix(TWO)
    (cell,) = answer.cells
    assert (cell.one, cell.other, cell.seen) == (1, 2, 2)
    assert [(link.one.id, link.other.id) for link in cell.links] == [("a0", "b0"), ("a1", "b1")]
    assert all(link.evidence for link in cell.links)


def test_expected_is_the_mean_over_all_ways_to_deal_the_links() -> None:
    drawn = Network.of("a-b", "b-c", "a-c", "c-d", "d-e", "e-f", "d-f")
    (cell,) = find_matrix(drawn).cells
    sources = [(k.source, k.target) for k in drawn.links]
    targets = [target for _, target in sources]
    first = set("abc")
    deals = [
        sum((source in first) != (target in first)
            for (source, _), target in zip(sources, deal, strict=True))
        for deal in permutations(targets)
    ]  # fmt: skip
    assert cell.expected == pytest.approx(sum(deals) / len(deals), abs=0.01)
    # A binomial of the same mean and variance: of so few links, near but not exact.
    assert cell.p_value == pytest.approx(sum(n <= cell.seen for n in deals) / len(deals), abs=0.06)


def test_the_words_say_how_far_from_chance_it_is() -> None:
    answer = find_matrix(Network.of(*circle("a", 9), *circle("b", 9), "a0-b0"))
    assert answer.cells[0].words.endswith("would be expected; fewer than chance.")
    assert answer.headline == (
        "2 clusters, 1 pair: 1 with fewer links than chance would give, 0 with more."
    )
    loose = find_matrix(Network.of(*circle("a", 3), *circle("b", 3), "a0-b0", "a1-b1", "a2-b2"))
    assert all(cell.words.endswith("within chance.") for cell in loose.cells)


def test_clusters_keep_their_names_and_count_their_links_outward() -> None:
    answer = find_matrix(TWO)
    names = [cluster.name for cluster in find_clusters(TWO).clusters]
    assert [ref.name for ref in answer.clusters] == names
    assert [ref.links_outward for ref in answer.clusters] == [2, 2]


def test_the_pairs_behind_a_cell_have_common_ground_evidence_and_a_state() -> None:
    answer = find_matrix(two_with_a_fund(), limit=2)
    pairs = [pair for cell in answer.cells for pair in cell.unmet]
    assert (pairs[0].one.id, pairs[0].other.id) == ("a0", "b0")
    assert pairs[0].reason.words == "FUND funded both."
    assert pairs[0].reason.evidence
    assert pairs[0].state == "absent"


def test_only_so_many_pairs_are_named_and_all_are_counted() -> None:
    none = find_matrix(two_with_a_fund(), limit=2, pairs=0)
    (cell,), (all_of,) = none.cells, find_matrix(two_with_a_fund(), limit=2, pairs=9).cells
    assert cell.unmet == ()
    assert cell.unmet_in_all == len(all_of.unmet) > 3
    with pytest.raises(BadQuestion, match="pairs is 0 or more"):
        find_matrix(TWO, pairs=-1)


@pytest.mark.slow
def test_cells_with_fewest_links_against_expectation_come_first(shipped: Explorer) -> None:
    answer = find_matrix(shipped.network(), limit=8)
    assert len(answer.cells) == 28
    fewer = [cell.p_value for cell in answer.cells if cell.seen < cell.expected]
    assert fewer == sorted(fewer)
    assert all(len(cell.words.split()) <= 25 for cell in answer.cells)
    assert {cell.one < cell.other for cell in answer.cells} == {True}


@pytest.mark.parametrize(
    "drawn",
    [
        Network(nodes=(), links=()), Network.of("a"), Network.of("a-a"), Network.of("a-b", "c"),
        Network.of(*circle("a", 4)),
    ],
)  # fmt: skip
def test_with_fewer_than_two_clusters_there_is_nothing_to_compare(drawn: Network) -> None:
    answer = find_matrix(drawn)
    assert answer.cells == ()
    assert answer.headline == "Fewer than two clusters: there is nothing to compare."


@CALM
@given(toys(most=10), st.integers(1, 4))
def test_figures_stay_in_bounds(toy: Network, limit: int) -> None:
    answer = find_matrix(toy, reruns=2, min_size=2, limit=limit)
    clusters = len(answer.clusters)
    assert len(answer.cells) == clusters * (clusters - 1) // 2
    for cell in answer.cells:
        assert 0 <= cell.p_value <= 1
        assert cell.seen >= len({(link.one.id, link.other.id) for link in cell.links}) or toy.m
        assert cell.expected >= 0
    outward = sum(ref.links_outward for ref in answer.clusters)
    assert outward >= 2 * sum(cell.seen for cell in answer.cells)


def test_the_same_question_gets_the_same_answer() -> None:
    again = Network.of(*circle("a", 6), *circle("b", 5), "a0-b0", "a1-b1")
    assert find_matrix(TWO) == find_matrix(again)

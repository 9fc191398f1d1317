"""The search kernel: balls of short walks, counts, and lazy ranking, against plain networkx."""

from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.route_search import Field, Meter, Ranking, Route, TwoEnds
from graph.network import Flags, Network
from tests.sketch import CALM, as_graph, toys

DIAMOND = Network.of("a-b", "b-d", "a-c", "c-d", "d-e", "x-y")


def flags(number: int) -> Flags:
    return np.ones(number, dtype=np.bool_)


def search(toy: Network, start: int, end: int, avoid: tuple[int, ...] = ()) -> TwoEnds:
    vertices = flags(toy.n)
    vertices[list(avoid)] = False
    return TwoEnds(toy, start, end, links=flags(toy.m), vertices=vertices)


def field(toy: Network, start: int, end: int, hops: int) -> Field:
    ball = search(toy, start, end).ball(hops)
    return Field(
        toy,
        ball,
        ends=(start, end),
        links=flags(toy.m),
        cost=np.arange(1, toy.m + 1, dtype=np.int64),
        stop=np.arange(toy.n, dtype=np.int64),
    )


def ranked(
    toy: Network, ends: tuple[int, int], hops: int, *, steps: int = 10**6,
    through: tuple[int, ...] = (),
) -> list[tuple[int, Route]]:  # fmt: skip
    return list(Ranking(field(toy, *ends, hops), hops, Meter(left=steps), through))


def price(toy: Network, route: Route) -> int:
    """Cost of a route by the rule of ``field``: links by their place, inner stops by theirs."""
    total = sum(route[1:-1])
    for one, other in pairwise(route):
        others, at, _ = toy.around(one)
        total += min(int(link) + 1 for link in at[others == other])
    return total


def test_a_meter_gives_as_many_steps_as_it_has() -> None:
    meter = Meter(left=2)
    assert [meter.take(), meter.take(), meter.take()] == [True, True, False]


def test_a_meter_that_was_not_overdrawn_is_not_cut() -> None:
    meter = Meter(left=2)
    meter.take(2)
    assert not meter.cut


def test_a_meter_stays_cut_after_a_large_demand() -> None:
    meter = Meter(left=10)
    meter.take(11)
    assert meter.cut
    assert not meter.take(0)


def test_the_shortest_route_of_a_diamond_has_two_hops() -> None:
    assert search(DIAMOND, 0, 3).least == 2


def test_unconnected_ends_have_no_length() -> None:
    assert search(DIAMOND, 0, 5).least == 0


def test_an_end_is_no_way_from_itself() -> None:
    assert search(DIAMOND, 0, 0).least == 0


def test_a_masked_vertex_is_not_passed() -> None:
    assert search(DIAMOND, 0, 3, avoid=(1, 2)).least == 0


def test_the_ends_may_be_masked_and_are_used_all_the_same() -> None:
    assert search(DIAMOND, 0, 3, avoid=(0, 3)).least == 2


def test_masked_links_are_not_walked() -> None:
    links = flags(DIAMOND.m)
    links[DIAMOND.link_target == 3] = False
    found = TwoEnds(DIAMOND, 0, 3, links=links, vertices=flags(DIAMOND.n))
    assert found.least == 0


def test_a_ball_holds_what_short_walks_can_use() -> None:
    assert search(DIAMOND, 0, 3).ball(2).tolist() == [0, 1, 2, 3]


def test_a_ball_grows_with_the_hops() -> None:
    found = search(DIAMOND, 0, 3)
    assert found.ball(2).tolist() == [0, 1, 2, 3]
    assert found.ball(4).tolist() == [0, 1, 2, 3, 4]


def test_asking_for_a_larger_ball_first_changes_nothing() -> None:
    found = search(DIAMOND, 0, 3)
    found.ball(6)
    assert found.ball(2).tolist() == [0, 1, 2, 3]


@CALM
@given(toy=toys(), data=st.data(), hops=st.integers(1, 6))
def test_a_ball_is_every_vertex_near_enough_to_both_ends(
    toy: Network, data: st.DataObject, hops: int
) -> None:
    start, end = data.draw(st.permutations(range(toy.n)))[:2]
    graph = as_graph(toy)
    there = nx.single_source_shortest_path_length(graph, f"n{start}")
    back = nx.single_source_shortest_path_length(graph, f"n{end}")
    near = [v for v in range(toy.n) if there.get(f"n{v}", 99) + back.get(f"n{v}", 99) <= hops]
    found = search(toy, start, end)
    assert found.least == there.get(f"n{end}", 0)
    if 0 < found.least <= hops:
        assert found.ball(hops).tolist() == near


def test_parallel_links_count_once_and_the_cheapest_is_taken() -> None:
    twice = Network.of("a-b", "b-a", "b-c")
    found = ranked(twice, (0, 2), 2)
    assert found == [(price(twice, (0, 1, 2)), (0, 1, 2))]
    assert field(twice, 0, 2, 2).count() == (1, True)


def test_a_self_link_is_no_step() -> None:
    assert ranked(Network.of("a-a", "a-b"), (0, 1), 2) == []


def test_equal_routes_come_in_the_order_of_their_vertices() -> None:
    wheel = Network.of("a-b", "a-c", "a-d", "b-e", "c-e", "d-e")
    even = Field(
        wheel, search(wheel, 0, 4).ball(2), ends=(0, 4), links=flags(wheel.m),
        cost=np.ones(wheel.m, dtype=np.int64), stop=np.zeros(wheel.n, dtype=np.int64),
    )  # fmt: skip
    found = [route for _, route in Ranking(even, 2, Meter(left=100))]
    assert found == [(0, 1, 4), (0, 2, 4), (0, 3, 4)]


def test_the_next_route_costs_a_few_steps_however_many_there_are() -> None:
    fan = Network.of(*(f"a-m{n:04}" for n in range(2000)), *(f"m{n:04}-z" for n in range(2000)))
    meter = Meter(left=10)
    routes = iter(Ranking(field(fan, 0, fan.n - 1, 2), 2, meter))
    assert [next(routes)[1] for _ in range(3)] == [(0, v, fan.n - 1) for v in (1, 2, 3)]
    assert not meter.cut


def test_a_spent_meter_ends_the_ranking() -> None:
    meter = Meter(left=3)
    fan = Network.of("a-b", "a-c", "b-d", "c-d")
    assert len(list(Ranking(field(fan, 0, 3, 2), 2, meter))) < 2
    assert meter.cut


@CALM
@given(toy=toys(most=7), data=st.data(), hops=st.integers(1, 6))
def test_ranking_yields_each_loopless_route_of_a_length_once_cheapest_first(
    toy: Network, data: st.DataObject, hops: int
) -> None:
    start, end = data.draw(st.permutations(range(toy.n)))[:2]
    paths = nx.all_simple_paths(as_graph(toy), f"n{start}", f"n{end}", cutoff=hops)
    routes = [tuple(int(name[1:]) for name in path) for path in paths]
    wanted = sorted((price(toy, r), r) for r in routes if len(r) == hops + 1)
    least = search(toy, start, end).least
    found = ranked(toy, (start, end), hops) if 0 < least <= hops else []
    assert found == wanted


@CALM
@given(toy=toys(most=7), data=st.data(), hops=st.integers(2, 6))
def test_ranking_through_nodes_yields_exactly_the_routes_that_pass_them(
    toy: Network, data: st.DataObject, hops: int
) -> None:
    start, end, *rest = data.draw(st.permutations(range(toy.n)))
    through = tuple(sorted(rest[: data.draw(st.integers(1, 3))]))
    least = search(toy, start, end).least
    if not 0 < least <= hops or not set(through) <= set(field(toy, start, end, hops).ball):
        return
    every = ranked(toy, (start, end), hops)
    wanted = [row for row in every if set(through) <= set(row[1])]
    assert ranked(toy, (start, end), hops, through=through) == wanted


@CALM
@given(toy=toys(), data=st.data())
def test_shortest_routes_are_counted_exactly(toy: Network, data: st.DataObject) -> None:
    start, end = data.draw(st.permutations(range(toy.n)))[:2]
    least = search(toy, start, end).least
    if least:
        every = list(nx.all_shortest_paths(as_graph(toy), f"n{start}", f"n{end}"))
        assert field(toy, start, end, least).count() == (len(every), True)


@pytest.mark.parametrize(("layers", "exact"), [(20, True), (60, False)])
def test_a_count_past_what_a_float_holds_is_not_called_exact(layers: int, exact: bool) -> None:
    pairs = []
    for at in range(layers):
        here, there = f"l{at:02}", f"l{at + 1:02}"
        pairs += [f"{here}-u{at:02}", f"{here}-v{at:02}", f"u{at:02}-{there}", f"v{at:02}-{there}"]
    ladder = Network.of(*pairs)
    ends = (ladder.index["l00"], ladder.index[f"l{layers:02}"])
    number, is_exact = field(ladder, *ends, 2 * layers).count()
    assert number == 2**layers
    assert is_exact is exact

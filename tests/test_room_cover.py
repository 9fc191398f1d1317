"""A small set of invitations: it brings all that it can, none is idle, swaps lose nothing."""

from itertools import combinations
from math import log

from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.room_cover import small_cover, swaps

Able = dict[int, frozenset[str]]
ABLE = st.dictionaries(
    st.integers(0, 9), st.frozensets(st.sampled_from("abcdefg"), max_size=5), max_size=7
)


def wanted_of(able: Able) -> frozenset[str]:
    return frozenset().union(*able.values())


def least(able: Able) -> int:
    """The size of the smallest cover, by trying all."""
    wanted = wanted_of(able)
    for size in range(len(able) + 1):
        for some in combinations(able.values(), size):
            if wanted <= frozenset().union(*some):
                return size
    raise AssertionError("all together cover all")


def test_who_brings_most_comes_first_and_what_is_left_follows() -> None:
    able = {1: frozenset("ab"), 2: frozenset("bcd"), 3: frozenset("a")}
    picks = small_cover("abcd", able, lambda v: v)
    assert [(p.vertex, sorted(p.brings)) for p in picks] == [(2, ["b", "c", "d"]), (1, ["a"])]


def test_of_equals_the_lower_rank_is_chosen() -> None:
    able = {1: frozenset("a"), 2: frozenset("a")}
    assert [p.vertex for p in small_cover("a", able, lambda v: -v)] == [2]


def test_whoever_turns_out_idle_is_left_out() -> None:
    # Greedy takes 1 (four items) first; 2 and 3 then bring all that it does.
    able = {1: frozenset("abcd"), 2: frozenset("abx"), 3: frozenset("cdy")}
    assert [p.vertex for p in small_cover("abcdxy", able, lambda v: v)] == [2, 3]


def test_what_nobody_brings_is_not_covered_and_stops_nothing() -> None:
    picks = small_cover("az", {1: frozenset("a")}, lambda v: v)
    assert [sorted(p.brings) for p in picks] == [["a"]]
    assert small_cover("", {1: frozenset("a")}, lambda v: v) == ()


def test_a_swap_brings_all_that_only_the_pick_brings() -> None:
    able = {1: frozenset("abc"), 2: frozenset("cd"), 3: frozenset("d"), 4: frozenset("x")}
    picks = small_cover("abcd", able, lambda v: v)
    assert [p.vertex for p in picks] == [1, 2]
    assert swaps(picks[1], [1, 2], able, lambda v: v) == (3,)
    assert swaps(picks[0], [1, 2], able, lambda v: v) == ()


@given(ABLE)
def test_a_cover_is_whole_without_idle_members_and_within_the_proven_bound(able: Able) -> None:
    wanted = wanted_of(able)
    picks = small_cover(wanted, able, lambda v: v)
    chosen = [pick.vertex for pick in picks]
    brought = frozenset().union(*(able[v] for v in chosen))
    assert brought == wanted
    for vertex in chosen:
        others = frozenset().union(*(able[v] for v in chosen if v != vertex))
        assert others != wanted
    most = max((len(items) for items in able.values()), default=1)
    assert len(chosen) <= least(able) * (1 + log(max(most, 1)))


@given(ABLE)
def test_new_items_of_the_picks_add_up_and_swaps_keep_the_cover_whole(able: Able) -> None:
    wanted = wanted_of(able)
    picks = small_cover(wanted, able, lambda v: v)
    assert sum(len(pick.brings) for pick in picks) == len(wanted)
    chosen = [pick.vertex for pick in picks]
    for pick in picks:
        for other in swaps(pick, chosen, able, lambda v: v):
            rest = [v for v in chosen if v != pick.vertex]
            assert frozenset().union(*(able[v] for v in (*rest, other))) == wanted

"""The ledger: which judgements hold, which id names a node, and what undoing gives back."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.ledger import Ledger, latest_of, rank, undo
from graph.model import Judgement, Verdict

SAME, DIFFERENT, UNSURE = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE


def said(left: str, right: str, verdict: Verdict = SAME, on: str = "2026-01-01") -> Judgement:
    return Judgement(left=left, right=right, verdict=verdict, by="Ann", on=on, why="looked it up")


def machine(left: str, right: str) -> Judgement:
    return Judgement(left=left, right=right, verdict=SAME, by="kithmap", on="", why="same number")


def one(ledger: Ledger, *ids: str) -> bool:
    return len({ledger.canonical(i) for i in ids}) == 1


def test_a_record_nobody_judged_is_its_own_node() -> None:
    assert Ledger().canonical("org:name:a") == "org:name:a"


def test_same_joins_by_chains() -> None:
    ledger = Ledger([said("a", "b"), said("c", "b")])
    assert one(ledger, "a", "b", "c")
    assert ledger.groups() == (("a", "b", "c"),)


def test_different_holds_against_an_automatic_judgement() -> None:
    ledger = Ledger([said("a", "b", DIFFERENT)], [machine("a", "b")])
    assert not one(ledger, "a", "b")
    assert ledger.dropped == (machine("a", "b"),)


def test_different_holds_against_an_automatic_chain() -> None:
    ledger = Ledger([said("a", "c", DIFFERENT)], [machine("a", "b"), machine("b", "c")])
    assert one(ledger, "a", "b")
    assert not one(ledger, "a", "c")
    assert ledger.dropped == (machine("b", "c"),)


def test_the_strongest_automatic_judgement_comes_first() -> None:
    ledger = Ledger([said("a", "c", DIFFERENT)], [machine("b", "c"), machine("a", "b")])
    assert one(ledger, "b", "c")
    assert not one(ledger, "a", "b")


def test_different_holds_for_all_that_became_one_with_the_two() -> None:
    joined = [machine("a", "a2"), machine("c", "c2"), machine("a2", "c2")]
    ledger = Ledger([said("a", "c", DIFFERENT)], joined)
    assert ledger.groups() == (("a", "a2"), ("c", "c2"))


def test_different_holds_against_a_chain_of_peoples_judgements() -> None:
    ledger = Ledger([said("a", "b"), said("b", "c", on="2026-02-01"), said("a", "c", DIFFERENT)])
    assert one(ledger, "b", "c")
    assert not one(ledger, "a", "b")
    assert [j.pair for j in ledger.dropped] == [("a", "b")]


def test_people_come_before_the_machine() -> None:
    ledger = Ledger(
        [said("a", "c", DIFFERENT), said("b", "c")], [machine("a", "b"), machine("b", "d")]
    )
    assert ledger.groups() == (("b", "c", "d"),)


def test_unsure_joins_nothing_and_parts_nothing() -> None:
    assert not one(Ledger([said("a", "b", UNSURE)]), "a", "b")
    assert one(Ledger([said("a", "b", UNSURE)], [machine("a", "b")]), "a", "b")


@pytest.mark.parametrize("order", [1, -1])
def test_the_newer_judgement_on_a_pair_counts_in_whatever_order_they_come(order: int) -> None:
    both = [said("a", "b", SAME, "2026-01-01"), said("b", "a", DIFFERENT, "2026-02-01")]
    assert not one(Ledger(both[::order], [machine("a", "b")]), "a", "b")


def test_of_two_judgements_of_one_day_the_last_given_counts() -> None:
    assert one(Ledger([said("a", "b", DIFFERENT), said("a", "b", SAME)]), "a", "b")
    assert not one(Ledger([said("a", "b", SAME), said("a", "b", DIFFERENT)]), "a", "b")


def test_a_judgement_on_one_record_with_itself_does_nothing() -> None:
    ledger = Ledger([said("a", "a", DIFFERENT)], [machine("a", "b"), machine("c", "c")])
    assert one(ledger, "a", "b")


def test_a_machine_that_is_not_sure_joins_nothing() -> None:
    doubt = Judgement(left="a", right="b", verdict=UNSURE, by="kithmap", on="", why="names alike")
    assert not one(Ledger([], [doubt]), "a", "b")


@pytest.mark.parametrize(
    ("ids", "first"),
    [
        (["org:name:caabu", "org:GB-CHC-1014576"], "org:GB-CHC-1014576"),
        (["org:GB-COH-01234567", "org:GB-CHC-1014576"], "org:GB-CHC-1014576"),
        (["org:GB-SC-SC008639", "org:GB-COH-01234567"], "org:GB-SC-SC008639"),
        (["person:name:chi-onwurah", "person:mnis:4124", "person:twfy:24807"], "person:twfy:24807"),
        (["country:kenya", "country:ke"], "country:ke"),
        (["org:name:refugee-council", "org:name:the-refugee-council"], "org:name:refugee-council"),
        (["org:name:b", "org:name:a"], "org:name:a"),
        (["campaign:name:z", "campaign:zzz"], "campaign:zzz"),
    ],
)
def test_official_ids_name_a_node_then_short_ones(ids: list[str], first: str) -> None:
    for order in (ids, ids[::-1]):
        ledger = Ledger([], [machine(order[0], other) for other in order[1:]])
        assert {ledger.canonical(i) for i in ids} == {first}
    assert min(ids, key=rank) == first


def test_a_node_is_named_by_a_record_that_is_still_there() -> None:
    judged = [said("org:GB-CHC-1", "org:name:a"), said("org:GB-CHC-1", "org:name:b")]
    ledger = Ledger(judged, ids=["org:name:a", "org:name:b"])
    assert ledger.canonical("org:name:b") == "org:name:a"
    assert ledger.groups() == (("org:name:a", "org:name:b"),)


def test_undoing_takes_a_pair_out_whichever_way_it_was_written() -> None:
    judged = (said("b", "a"), said("c", "d"), said("a", "b", DIFFERENT))
    assert undo(judged, "a", "b") == (said("c", "d"),)
    assert undo(judged, "b", "a") == (said("c", "d"),)
    assert undo(judged, "a", "d") == judged


def test_undoing_a_human_judgement_gives_the_machine_its_say_again() -> None:
    judged = [said("a", "b", DIFFERENT)]
    assert not one(Ledger(judged, [machine("a", "b")]), "a", "b")
    assert one(Ledger(undo(judged, "a", "b"), [machine("a", "b")]), "a", "b")


IDS = st.sampled_from(["a", "b", "c", "d", "e", "f", "org:GB-CHC-1", "org:name:x"])
DAYS = st.sampled_from([f"2026-01-{day:02}" for day in range(1, 29)])
JUDGED = st.lists(
    st.builds(said, IDS, IDS, st.sampled_from(Verdict), DAYS),
    max_size=14,
    unique_by=lambda j: (j.pair, j.on),
)
MACHINE = st.lists(st.builds(machine, IDS, IDS), max_size=10)


@given(JUDGED, MACHINE, st.randoms(use_true_random=False))
def test_the_order_in_which_judgements_come_changes_nothing(
    judged: list[Judgement], automatic: list[Judgement], random: Random
) -> None:
    shuffled = random.sample(judged, len(judged))
    first, second = Ledger(judged, automatic), Ledger(shuffled, automatic)
    assert first.groups() == second.groups()
    assert first.dropped == second.dropped


@given(JUDGED, MACHINE)
def test_no_two_that_a_person_told_apart_are_ever_one(
    judged: list[Judgement], automatic: list[Judgement]
) -> None:
    ledger = Ledger(judged, automatic)
    for judgement in latest_of(judged):
        if judgement.verdict is DIFFERENT:
            assert not one(ledger, *judgement.pair)


@given(JUDGED, MACHINE)
def test_whatever_is_said_same_is_one_or_told_as_dropped(
    judged: list[Judgement], automatic: list[Judgement]
) -> None:
    ledger = Ledger(judged, automatic)
    followed = [j for j in (*latest_of(judged), *automatic) if j.verdict is SAME]
    assert all(one(ledger, *j.pair) or j in ledger.dropped for j in followed)


@given(JUDGED, MACHINE, IDS, IDS)
def test_judging_and_undoing_restores_every_canonical_id(
    judged: list[Judgement], automatic: list[Judgement], left: str, right: str
) -> None:
    before = undo(judged, left, right)
    after = (*before, said(left, right, SAME, "2026-03-01"))
    undone = Ledger(undo(after, left, right), automatic)
    assert undone.groups() == Ledger(before, automatic).groups()


@given(JUDGED, MACHINE)
def test_the_canonical_id_is_canonical_for_itself_and_the_best_of_its_group(
    judged: list[Judgement], automatic: list[Judgement]
) -> None:
    ledger = Ledger(judged, automatic)
    for group in ledger.groups():
        assert group[0] == min(group, key=rank)
        assert {ledger.canonical(i) for i in group} == {group[0]}


def test_a_long_chain_is_joined_without_deep_recursion() -> None:
    chain = [machine(f"n{i}", f"n{i + 1}") for i in range(20_000)]
    ledger = Ledger([], chain)
    assert ledger.canonical("n20000") == "n0"

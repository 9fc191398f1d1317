"""The door to gaps: ranking, filters, notes, and what a reader of one country is told."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from graph.analysis.gap_introducers import INTRODUCERS
from graph.analysis.gaps import TURNS, find_gaps
from graph.analysis.pair_gaps import SENTENCES
from graph.analysis.rule_gaps import RULES
from graph.analysis.sentences import LIMIT
from graph.errors import BadQuestion, NotFound
from graph.model import LinkKind, Method, NodeKind, Visibility
from graph.network import Network
from graph.results import Gap, GapsAnswer
from tests.estate import (
    PLACE,
    SUMMER,
    THEME,
    community,
    country,
    estate,
    estates,
    group,
    joint_campaign,
    kenya,
    link,
    links,
    node,
    organisation,
    pairs_of,
    person,
    sentences,
)


def ask(*things: Any, as_of: str = "", editions: Any = (), **options: Any) -> GapsAnswer:
    """The gaps of an estate."""
    return find_gaps(estate(*things, as_of=as_of, editions=editions), **options)


def of_rule(answer: GapsAnswer, rule: str) -> list[Gap]:
    """Gaps and unknown ones of a rule, in order."""
    return [gap for gap in (*answer.gaps, *answer.unknown) if gap.rule == rule]


# The two lists


def test_a_pair_of_which_nothing_would_tell_is_unknown_and_no_gap() -> None:
    answer = ask(*joint_campaign())
    unknown = [gap for gap in answer.unknown if gap.rule == "pair_of_groups"]
    assert pairs_of(unknown) == [("appg-albania", "appg-somaliland")]
    assert unknown[0].coverage.state == "unknown"
    assert "pair_of_groups" not in {gap.rule for gap in answer.gaps}


def test_gaps_and_unknown_ones_are_counted_apart() -> None:
    answer = ask(*joint_campaign(), limit=1)
    assert len(answer.gaps) == len(answer.unknown) == 1
    assert answer.gaps_in_all > 1
    assert answer.unknown_in_all > 1
    assert answer.headline == (
        f"{answer.gaps_in_all} gaps and {answer.unknown_in_all} unknowns in what 3 sources say "
        "as of 29 June 2026."
    )


def test_every_rule_is_told_with_its_sentence_and_its_count() -> None:
    answer = ask(*kenya())
    assert [name for name, _, _ in answer.rules] == [*RULES, *SENTENCES]
    counts = {name: number for name, _, number in answer.rules}
    assert counts["country_without_group"] == 1
    assert sum(counts.values()) == answer.gaps_in_all


def test_a_pair_that_a_rule_names_is_not_named_again() -> None:
    answer = ask(
        country("k"), community("c"), group("g", "K"), organisation("o"),
        links(LinkKind.HERITAGE, "c k"), links(LinkKind.ABOUT, "g k", by="register"),
        links(LinkKind.MET, "o c"), limit=50,
    )  # fmt: skip
    both = [gap for gap in (*answer.gaps, *answer.unknown) if gap.object]
    ends = [frozenset(pair) for pair in pairs_of(both) if "country" not in pair]
    assert len(ends) == len(set(ends))


# Ranking


def test_rules_take_turns() -> None:
    groups = [group(f"g{n:02}", f"Tea {n}") for n in range(30)]
    answer = ask(
        *kenya(), *groups, organisation("s", by="register"),
        links(LinkKind.SECRETARIAT_OF, "s appg-africa", by="register"),
    )  # fmt: skip
    first = [gap.rule for gap in answer.gaps[:10]]
    assert answer.gaps[0].rule == "country_without_group"
    assert first.count("group_without_secretariat") < 10
    assert len(set(first)) >= 3


def test_one_rule_alone_stands_in_the_order_of_its_scores() -> None:
    answer = ask(*joint_campaign(), *kenya(), rule="country_without_group", limit=50)
    scores = [gap.score for gap in answer.gaps]
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)


def test_what_concerns_no_country_stands_below_what_does() -> None:
    answer = ask(
        country("k"), group("a", "Tea"), group("b", "K"), group("c", "Cake"),
        organisation("s", by="register"), links(LinkKind.ABOUT, "b k", by="register"),
        links(LinkKind.SECRETARIAT_OF, "s c", by="register"), rule="group_without_secretariat",
    )  # fmt: skip
    assert [gap.subject.id for gap in answer.gaps] == ["b", "a"]


def test_no_body_fills_the_list_of_pairs() -> None:
    names = [f"b{n}" for n in range(8)]
    answer = ask(
        organisation("hub"), *(organisation(name) for name in names),
        *(organisation(f"f{n}") for n in range(8)), organisation("x"), organisation("y"),
        organisation("z"),
        *(links(LinkKind.FUNDED, f"f{n} hub", f"f{n} b{n}", f"f{n} z") for n in range(8)),
        links(LinkKind.FUNDED, "z x", "z y"), rule="pair", limit=6,
    )  # fmt: skip
    shown = [end for pair in pairs_of([*answer.gaps, *answer.unknown]) for end in pair]
    assert shown.count("hub") <= 3


def test_each_further_line_counts_less() -> None:
    assert 0 < TURNS < 1


# What a gap carries


def test_the_best_introducer_is_whoever_both_know_best() -> None:
    answer = ask(
        organisation("a", "A"), organisation("b", "B"), organisation("fund"),
        person("chair", "Ann Body"),
        links(LinkKind.FUNDED, "fund a", "fund b"),
        links(LinkKind.REPRESENTS, "chair a", "chair b"),
    )  # fmt: skip
    (gap,) = of_rule(answer, "pair")
    assert gap.introducer is not None
    assert gap.introducer.id == "chair"
    assert gap.advice == "Ask Ann Body to introduce A to B."
    assert gap.path is not None
    assert [n.id for n in gap.path.nodes] == ["a", "chair", "b"]


def test_who_merely_knows_one_end_is_asked_to_write_not_to_introduce() -> None:
    things = [*kenya(), group("g", "Kenya"), *links(LinkKind.ABOUT, "g kenya", by="register")]
    gap = of_rule(ask(*things), "body_far_from_group")[0]
    assert gap.introducer is not None
    assert gap.introducer.id == "build"
    assert gap.advice == (
        "Ask Bridge Builders, in touch with Kenyans in Leeds, to write to APPG on Kenya."
    )


def test_nobody_is_asked_through_a_set_whose_members_are_not_named() -> None:
    answer = ask(
        organisation("a"), organisation("b"), organisation("set", members="unknown"),
        node(NodeKind.EVENT, "w"), links(LinkKind.TOOK_PART_IN, "a w", "b w"),
        links(LinkKind.MET, "a set", "b set"),
    )  # fmt: skip
    (gap,) = of_rule(answer, "pair")
    assert gap.introducer is None
    assert gap.path is None or "set" not in {n.id for n in gap.path.nodes}


def test_a_gap_says_how_much_is_on_record() -> None:
    gap = of_rule(ask(*kenya()), "country_without_group")[0]
    assert gap.on_record == "These sources hold 4 records on Kenya."


def test_reasons_carry_their_evidence() -> None:
    gap = of_rule(ask(*kenya()), "country_without_group")[0]
    assert all(reason.evidence for reason in gap.reasons)
    assert {e.source for e in gap.reasons[0].evidence} == {"document"}


# Filters


def test_a_country_narrows_to_what_concerns_it() -> None:
    answer = ask(*kenya(), *joint_campaign(), country="somaliland", limit=50)
    for gap in (*answer.gaps, *answer.unknown):
        told = " ".join(r.words for r in gap.reasons) + gap.headline
        assert "Soma" in told, told
    assert "kenya" not in {gap.subject.id for gap in answer.gaps}


def test_a_theme_stands_for_its_parts_too() -> None:
    things = [
        node(THEME, "migration"), node(THEME, "refugees"), group("g", "Refugees"),
        group("h", "Tea"), organisation("s", by="register"),
        *links(LinkKind.PART_OF, "refugees migration", by="world"),
        *links(LinkKind.ABOUT, "g refugees", by="register"),
        *links(LinkKind.SECRETARIAT_OF, "s h", by="register"),
    ]  # fmt: skip
    assert {gap.subject.id for gap in ask(*things, theme="migration").gaps} == {"g"}


def test_a_place_narrows_to_what_is_there() -> None:
    things = [
        node(PLACE, "leeds"), node(PLACE, "north"), *links(LinkKind.PART_OF, "leeds north"),
        *(organisation(name) for name in ("a", "b", "c", "fund")),
        *links(LinkKind.FUNDED, "fund a", "fund b", "fund c"), *links(LinkKind.BASED_IN, "a leeds"),
    ]  # fmt: skip
    answer = ask(*things, place="north")
    assert {frozenset(p) for p in pairs_of(answer.gaps)} == {
        frozenset({"a", "b"}), frozenset({"a", "c"}),
    }  # fmt: skip


def test_the_kind_of_the_subject_can_be_asked_for() -> None:
    answer = ask(*kenya(), *joint_campaign(), kind="community", limit=50)
    assert {gap.subject.kind for gap in (*answer.gaps, *answer.unknown)} == {NodeKind.COMMUNITY}


@given(estates())
@settings(max_examples=40, deadline=None)
def test_every_reason_of_every_gap_links_to_statements(network: Network) -> None:
    answer = find_gaps(network, limit=100)
    for gap in (*answer.gaps, *answer.unknown):
        assert gap.reasons
        assert all(reason.evidence for reason in gap.reasons), gap


def test_ends_with_few_records_can_be_left_out() -> None:
    every = ask(*joint_campaign(), limit=50)
    fewer = ask(*joint_campaign(), limit=50, min_records=4)
    assert 0 < fewer.gaps_in_all + fewer.unknown_in_all < every.gaps_in_all + every.unknown_in_all


def test_a_rule_narrows_the_list_but_not_the_counts() -> None:
    every, one = ask(*kenya()), ask(*kenya(), rule="country_without_group")
    assert {gap.rule for gap in one.gaps} == {"country_without_group"}
    assert one.rules == every.rules


def test_ai_found_links_are_used_only_when_asked_for() -> None:
    met = link(LinkKind.HERITAGE, "harambee kenya", method=Method.AI_SEARCH)
    things = [*kenya(), organisation("harambee", "Harambee"), met]
    plain, trusting = ask(*things), ask(*things, include_ai=True)
    assert not any("Harambee" in words for words in sentences(plain))
    assert any("Harambee" in words for words in sentences(trusting))
    assert "Links that only an AI search found are left out." in plain.notes
    assert "Links that only an AI search found are used, unchecked." in trusting.notes


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"rule": "no_such_rule"}, BadQuestion, "there is no rule 'no_such_rule'"),
        ({"kind": "relationship"}, BadQuestion, "is no kind of node"),
        ({"limit": 0}, BadQuestion, "limit has to be 1 or more"),
        ({"max_hops": 0}, BadQuestion, "max-hops has to be 1 or more"),
        ({"min_records": 0}, BadQuestion, "min-records has to be 1 or more"),
        ({"country": "atlantis"}, NotFound, "no node has the id 'atlantis'"),
        ({"country": "build"}, BadQuestion, "'build' is no country"),
        ({"theme": "kenya"}, BadQuestion, "'kenya' is no theme"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    options: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        ask(*kenya(), **options)


# Notes and words


def test_the_notes_are_fair_to_small_bodies_and_promise_nothing() -> None:
    notes = " ".join(ask(*kenya()).notes)
    assert "Small bodies with few records look like gaps" in notes
    assert "not tested on later editions" in notes
    assert "no public link found in these sources as of 29 June 2026" in notes
    assert "refuse" not in notes


def test_the_registers_own_figures_stand_among_the_notes() -> None:
    things = [group("g", "K", category="country"), group("h", "Tea", category="subject")]
    assert (
        "Register of 29 June 2026: 2 groups; 1 country group, 1 of them without a secretariat; "
        "2 of all with fewer than four officers."
    ) in ask(*things).notes


@given(estates())
@settings(max_examples=40, deadline=None)
def test_every_sentence_has_25_words_or_fewer(network: Network) -> None:
    for words in sentences(find_gaps(network, limit=50)):
        assert len(words.split()) <= LIMIT, words


@given(estates())
@settings(max_examples=40, deadline=None)
def test_people_only_ever_introduce_and_scores_stay_in_bounds(network: Network) -> None:
    answer = find_gaps(network, limit=100)
    assert len(answer.gaps) == min(100, answer.gaps_in_all)
    for gap in (*answer.gaps, *answer.unknown):
        ends = [gap.subject, *([gap.object] if gap.object else [])]
        assert NodeKind.PERSON not in {end.kind for end in ends}
        assert gap.introducer is None or gap.introducer.kind in INTRODUCERS
        assert 0 <= gap.score <= 1
    assert all(gap.coverage.state == "absent" for gap in answer.gaps)
    assert all(gap.coverage.state == "unknown" for gap in answer.unknown)


@given(estates())
@settings(max_examples=25, deadline=None)
def test_the_same_question_gets_the_same_answer(network: Network) -> None:
    again = Network(
        nodes=network.nodes, links=network.links, past=tuple(network.past.values()),
        earlier=network.earlier, sources=network.sources, editions=network.editions,
        current=network.current, as_of=network.as_of,
    )  # fmt: skip
    assert find_gaps(network) == find_gaps(again)


def test_an_empty_network_has_nothing_to_say() -> None:
    answer = find_gaps(Network(nodes=(), links=()))
    assert answer.gaps == answer.unknown == ()


@pytest.mark.real_data
@pytest.mark.slow
def test_the_register_of_june_2026_and_the_documents_give_the_gaps_that_were_asked_for(
    real_data: Path,
) -> None:
    from graph.identity.raw import RawGraph
    from graph.identity.resolve import resolve
    from loaders.appg import AppgLoader
    from loaders.base import Report
    from loaders.tour_data import TourLoader

    days = ("240828", "260629")
    files = (*(real_data / "appg" / "releases" / f"{day}.zip" for day in days),)
    raw, sources, editions = RawGraph(), {}, {}
    for loader, paths in ((TourLoader(), ()), (AppgLoader(), files)):
        for batch in loader.read(paths, Report(), visibility=Visibility.PUBLIC, today="2026-07-21"):
            sources[batch.source.id] = batch.source
            editions[batch.edition.source, batch.edition.date] = batch.edition
            for record in batch.records:
                raw.add(record)
    resolved = resolve(raw, ())
    network = Network.build(
        resolved.nodes.values(), resolved.links.values(),
        sources=sources.values(), editions=editions.values(), as_of=SUMMER,
    )  # fmt: skip
    answer = find_gaps(network)
    pair = ("appg:uk:kosovo-and-albania", "appg:uk:somaliland")
    assert pair in pairs_of(answer.unknown)
    assert pair not in pairs_of(answer.gaps)
    assert any("571 groups; 96 country groups, " in note for note in answer.notes)
    counts = {name: number for name, _, number in answer.rules}
    assert counts["group_with_few_officers"] == 32
    asked = find_gaps(network, country="country:KE")
    assert asked.headline.startswith(
        "No parliamentary group on Kenya in any register edition held (28 Aug 2024 – 29 Jun 2026)"
    )
    assert asked.gaps[0].rule == "country_without_group"
    assert any("APPG for Kenya" in reason.words for reason in asked.gaps[0].reasons)
    assert any(gap.introducer for gap in asked.gaps)
    assert not any(len(words.split()) > LIMIT for words in (*sentences(answer), *sentences(asked)))

"""The rules together: what each finds on a small estate, and what holds of all of them."""

from typing import Any

import pytest
from hypothesis import given, settings

from graph.analysis.finding import Finding, joint
from graph.analysis.ground import Ground
from graph.analysis.rule_gaps import RULES, public_sentence, rule_gaps
from graph.analysis.sentences import LIMIT
from graph.model import LinkKind, NodeKind, Status
from graph.network import Network
from tests.estate import (
    CAMPAIGN,
    EVENT,
    THEME,
    community,
    country,
    estate,
    estates,
    group,
    kenya,
    link,
    links,
    node,
    officers,
    organisation,
    person,
)


def found(rule: str, *things: object, max_hops: int = 4, **more: object) -> list[Finding]:
    """What one rule finds on an estate, by its ends."""
    network = estate(*things, **more)  # type: ignore[arg-type]  # the parts of an estate
    every = RULES[rule](Ground(network), max_hops=max_hops)
    return sorted(every, key=lambda f: f.key)


def ends(findings: list[Finding]) -> list[tuple[str, str, str]]:
    """Subject, object and state of each."""
    return [(f.subject.id, f.object.id if f.object else "", f.state) for f in findings]


# Communities and bodies


def test_a_community_beyond_the_given_hops_of_its_group_is_a_gap() -> None:
    things = [
        *kenya(), group("g", "Kenya"), *links(LinkKind.ABOUT, "g kenya", by="register"),
        person("p"), *officers("p g"), organisation("far"),
        *links(LinkKind.MET, "build far"), *links(LinkKind.MEMBER_OF, "p far"),
    ]  # fmt: skip
    near = found("body_far_from_group", *things, max_hops=4)
    assert ends(near) == [("kenyans-2", "g", "unknown")]
    far = found("body_far_from_group", *things, max_hops=3)
    assert ends(far) == [("kenyans", "g", "absent"), ("kenyans-2", "g", "unknown")]
    assert far[0].advice == (
        "Ask Bridge Builders, in touch with Kenyans in Leeds, to write to APPG on Kenya."
    )


def test_a_planned_meeting_brings_nobody_nearer() -> None:
    things = [
        country("kenya"), community("kenyans"), group("g", "Kenya"),
        *links(LinkKind.HERITAGE, "kenyans kenya"),
        *links(LinkKind.ABOUT, "g kenya", by="register"),
    ]  # fmt: skip
    planned = link(LinkKind.MET, "kenyans g", status=Status.PLANNED)
    assert ends(found("body_far_from_group", *things, planned)) == [("kenyans", "g", "unknown")]
    assert found("body_far_from_group", *things, link(LinkKind.MET, "kenyans g")) == []


def test_a_community_without_organisation_is_unknown_unless_a_list_would_tell() -> None:
    gaps = found("community_without_organisation", *kenya())
    assert ends(gaps) == [("kenyans-2", "", "unknown")]
    assert gaps[0].read == "Nothing that lists bodies of Kenyan nurses was read: not known."


def test_a_body_of_the_same_heritage_counts_for_the_community() -> None:
    gaps = found(
        "community_without_organisation", *kenya(), organisation("harambee"),
        links(LinkKind.HERITAGE, "harambee kenya"),
    )  # fmt: skip
    assert gaps == []


def test_an_unnamed_set_is_not_asked_for_an_organisation() -> None:
    assert found("community_without_organisation", community("c", members="unknown")) == []


# What is done together


def _funded() -> list[object]:
    return [
        country("kenya"), organisation("fund", "Old Mill Fund"), organisation("aid", "Aid Body"),
        organisation("harambee", "Harambee"),
        *links(LinkKind.FUNDED, "fund aid", by="grants", ref="G-1"),
        *links(LinkKind.OPERATES_IN, "aid kenya"), *links(LinkKind.HERITAGE, "harambee kenya"),
    ]  # fmt: skip


def test_a_funder_of_work_on_a_country_with_no_grantee_of_it_is_a_gap() -> None:
    (gap,) = found("funder_without_grantee", *_funded())
    assert ends([gap]) == [("fund", "kenya", "absent")]
    assert gap.headline == (
        "Old Mill Fund pays for work on Kenya; no grantee of that heritage is in the data."
    )
    assert gap.clues[0].words == "Its work there goes through Aid Body."
    assert gap.advice == "Introduce Harambee to Old Mill Fund."


def test_a_funder_with_a_grantee_of_the_country_is_no_gap() -> None:
    granted = links(LinkKind.FUNDED, "fund harambee", by="grants", ref="G-2")
    assert found("funder_without_grantee", *_funded(), granted) == []


def test_without_a_list_of_grants_the_funder_is_unknown() -> None:
    things = [
        country("kenya"), organisation("fund"), organisation("aid"), organisation("harambee"),
        *links(LinkKind.FUNDED, "fund aid"), *links(LinkKind.OPERATES_IN, "aid kenya"),
        *links(LinkKind.HERITAGE, "harambee kenya"),
    ]  # fmt: skip
    (gap,) = found("funder_without_grantee", *things)
    assert gap.state == "unknown"


def test_a_campaign_on_a_groups_subject_without_it_is_a_gap() -> None:
    things = [
        node(THEME, "fees", "Fees"), node(CAMPAIGN, "send", "Send Money Fairly"),
        group("g", "Remittances"), group("h", "Cake"), organisation("o"),
        *links(LinkKind.ABOUT, "send fees"), *links(LinkKind.ABOUT, "g fees", by="register"),
        *links(LinkKind.RUNS, "o send"),
    ]  # fmt: skip
    (gap,) = found("campaign_without_group", *things)
    assert ends([gap]) == [("send", "g", "absent")]
    assert gap.headline == (
        "Send Money Fairly and APPG on Remittances share Fees; the group is not named in it."
    )
    inside = links(LinkKind.PARTNER_IN, "g send")
    assert found("campaign_without_group", *things, inside) == []


def test_a_campaign_is_shown_beside_its_two_nearest_groups_rare_subjects_first() -> None:
    common = [group(f"g{n}", f"Tea {n}") for n in range(6)]
    things = [
        node(THEME, "health"), node(THEME, "tea"), node(CAMPAIGN, "c"), *common,
        *links(LinkKind.ABOUT, "c health", "c tea", "g5 tea", by="register"),
        *links(LinkKind.ABOUT, *(f"g{n} health" for n in range(6)), by="register"),
    ]  # fmt: skip
    gaps = sorted(found("campaign_without_group", *things), key=lambda f: -f.score)
    assert [gap.object.id for gap in gaps if gap.object] == ["g5", "g0"]


def _meeting(**fields: Any) -> list[object]:
    return [
        node(EVENT, "talks", "Talks on Tea"), organisation("build", "Bridge Builders"),
        community("kenyans"), *links(LinkKind.RUNS, "build talks", status=Status.PLANNED, **fields),
        *links(LinkKind.TOOK_PART_IN, "kenyans talks", status=Status.PLANNED, **fields),
    ]  # fmt: skip


def test_a_meeting_planned_and_never_recorded_as_held_is_a_gap() -> None:
    (gap,) = found("meeting_planned", *_meeting())
    assert gap.headline == "Talks on Tea: planned in a source of 2024, not recorded as held."
    assert gap.advice == "Ask Bridge Builders whether it took place, and record the answer."
    assert gap.touches == {"build", "kenyans"}


def test_a_meeting_that_somebody_attended_was_held() -> None:
    held = links(LinkKind.TOOK_PART_IN, "kenyans talks", by="sheet")
    things = [thing for thing in _meeting() if getattr(thing, "source", "") != "kenyans"]
    assert found("meeting_planned", *things, held) == []


@pytest.mark.parametrize(
    ("since", "gaps"),
    [("2026-11", 0), ("2026-06-30", 0), ("2026-06", 0), ("2026-05", 1), ("2025", 1), ("2026", 0)],
)
def test_a_meeting_planned_for_later_is_no_gap(since: str, gaps: int) -> None:
    register = group("g", "Tea")
    assert len(found("meeting_planned", *_meeting(since=since), register)) == gaps


def test_a_planned_contact_between_two_bodies_is_a_gap_named_once() -> None:
    things = [
        organisation("a", "Tea Trust"), organisation("b", "Cake Trust"),
        link(LinkKind.MET, "a b", status=Status.PLANNED),
    ]  # fmt: skip
    (gap,) = found("meeting_planned", *things)
    assert ends([gap]) == [("a", "b", "absent")]
    event = [
        node(EVENT, "e"),
        *links(LinkKind.TOOK_PART_IN, "a e", "b e", status=Status.PLANNED),
    ]
    assert [gap.subject.id for gap in found("meeting_planned", *things, *event)] == ["e"]


def test_people_are_never_ends_of_a_planned_meeting() -> None:
    things = [organisation("a"), person("p"), link(LinkKind.MET, "a p", status=Status.PLANNED)]
    assert ends(found("meeting_planned", *things)) == [("a", "", "absent")]
    alone = [person("p"), person("q"), link(LinkKind.MET, "p q", status=Status.PLANNED)]
    assert found("meeting_planned", *alone) == []


# All rules


def test_every_rule_has_a_public_sentence_of_its_own() -> None:
    told = [public_sentence(rule) for rule in RULES.values()]
    assert len(set(told)) == len(RULES) == 13
    assert all(words.endswith(".") and len(words.split()) <= LIMIT for words in told)


@pytest.mark.parametrize(("parts", "score"), [((), 0.0), ((0.5, 0.5), 0.75), ((2.0,), 1.0)])
def test_scores_taken_together_stay_between_nought_and_one(
    parts: tuple[float, ...], score: float
) -> None:
    assert joint(*parts) == score


@given(estates())
@settings(max_examples=60)
@pytest.mark.slow
def test_rules_speak_in_25_words_score_within_bounds_and_leave_people_alone(
    network: Network,
) -> None:
    for finding in rule_gaps(Ground(network)):
        told = (finding.headline, finding.advice, finding.read, *(c.words for c in finding.clues))
        assert all(len(words.split()) <= LIMIT for words in told), told
        assert 0 <= finding.score <= 1
        nodes = [n for n in (finding.subject, finding.object) if n is not None]
        assert NodeKind.PERSON not in {n.kind for n in nodes}
        assert finding.state in ("absent", "unknown")


@given(estates())
@settings(max_examples=30)
def test_the_same_network_gives_the_same_findings_in_the_same_order(network: Network) -> None:
    assert rule_gaps(Ground(network)) == rule_gaps(Ground(network))


def test_an_empty_network_has_no_gaps() -> None:
    assert rule_gaps(Ground(Network(nodes=(), links=()))) == ()

"""Gaps as a convenor meets them: on the shipped documents, on odd networks, by every door."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.wire import body
from graph.analysis.gaps import find_gaps
from graph.analysis.sentences import LIMIT
from graph.explorer import Explorer
from graph.model import Link, LinkKind, Method, Node, NodeKind, Status
from graph.network import Network
from graph.results import Gap, GapsAnswer
from graph.store import open_store
from graph.store.base import Store
from tests.estate import (
    APPG,
    CAMPAIGN,
    THEME,
    community,
    country,
    estate,
    group,
    link,
    links,
    node,
    officers,
    organisation,
    pairs_of,
    person,
    sentences,
)
from tests.made import put

# What the five documents state


@pytest.fixture(scope="module")
def every(shipped: Explorer) -> GapsAnswer:
    """All gaps of the shipped data, and all that is unknown."""
    return shipped.gaps(limit=1000)


def headlines(answer: GapsAnswer, rule: str) -> str:
    return " | ".join(gap.headline for gap in answer.gaps if gap.rule == rule)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        # The Kenyan diaspora met a group that is on no register now.
        ("country_without_group", "No Westminster group on Kenya"),
        ("group_lapsed", "APPG for Kenya is not on the register"),
        # The Somaliland community and its group; the meeting that was being arranged.
        ("body_far_from_group", "from Somaliland community in the UK to APPG on Somaliland"),
        ("meeting_planned", "Meeting of the Foreign Minister of Somaliland"),
        ("campaign_without_group", "International recognition of Somaliland and APPG on"),
        # Diasporas are to be connected to the groups of their countries; a directory is asked for.
        ("promise_open", "Linking diaspora communities with parliamentary groups"),
        ("promise_open", "Parliamentarians Ending Poverty, next edition"),
        ("meeting_planned", "Regional meetings of the diaspora partnerships programme"),
        ("meeting_planned", "First meeting of the Sheffield steering committee"),
        # The diaspora feels remote from policy makers and the development community.
        ("distance_stated", "Department for International Development"),
        ("distance_stated", "International non-governmental organisations"),
        ("distance_stated", "Commonwealth Secretariat"),
        # The Albanian campaign, and the Somali one to come.
        ("campaign_without_group", "Albanian language at GCSE and APPG on Kosovo and Albania"),
        ("promise_open", "Somali language at GCSE"),
        # Workshops that were to hear migrants; Latin Americans who felt invisible.
        ("meeting_planned", "Worklessness in Lambeth workshop"),
        ("body_far_from_group", "from Latin American communities in the UK to APPG on Latin"),
    ],
)  # fmt: skip
def test_a_missing_link_that_a_document_states_is_a_gap(
    every: GapsAnswer, rule: str, words: str
) -> None:
    assert words in headlines(every, rule)


def test_somaliland_publishes_no_member_list_so_its_pairs_of_groups_are_unknown(
    every: GapsAnswer,
) -> None:
    name = "appg:uk:somaliland"
    unknown = [g for g in every.unknown if g.rule == "pair_of_groups"]
    assert any(name in pair for pair in pairs_of(unknown))
    assert not any(
        name in pair for pair in pairs_of(g for g in every.gaps if g.rule == "pair_of_groups")
    )
    with_it = [gap for gap in unknown if name in pairs_of([gap])[0]]
    assert all("No member list of" in gap.coverage.words for gap in with_it)


def test_every_shipped_gap_has_reasons_evidence_coverage_a_fair_word_and_advice(
    every: GapsAnswer,
) -> None:
    for gap in (*every.gaps, *every.unknown):
        assert gap.reasons
        assert all(reason.evidence for reason in gap.reasons)
        assert gap.on_record.startswith("These sources hold ")
        assert gap.advice
        assert gap.coverage.words
    assert any("Small bodies with few records" in note for note in every.notes)


def test_no_shipped_sentence_is_longer_than_25_words(every: GapsAnswer) -> None:
    assert [words for words in sentences(every) if len(words.split()) > LIMIT] == []


def test_a_rule_figure_and_its_list_agree(every: GapsAnswer, shipped: Explorer) -> None:
    counts = {name: number for name, _, number in every.rules}
    lists = {one.name: one.count for one in shipped.gap_lists().lists}
    assert counts["group_with_few_officers"] == lists["groups_with_few_officers"] == 32
    alone = {g.subject.id for g in every.gaps if g.rule == "group_without_secretariat"}
    listed = next(one for one in shipped.gap_lists(name="country_groups_without_secretariat").lists)
    assert {row.node.id for row in listed.rows} <= alone


@pytest.mark.real_data
@pytest.mark.slow
def test_no_sentence_on_the_real_register_is_longer_and_no_reason_without_evidence(
    real_data: Path,
) -> None:
    from loaders.appg import AppgLoader
    from loaders.run import load
    from loaders.tour_data import TourLoader

    store = open_store("sqlite://")
    load(store, TourLoader(), (), today="2026-07-21")
    load(store, AppgLoader(), [real_data / "appg" / "current"], today="2026-07-21")
    with Explorer(store) as asked:
        answer = asked.gaps(limit=100_000)
        clusters = asked.clusters(limit=1000)
        matrix = asked.cluster_matrix()
    told = [*sentences(answer), *(c.reason for c in clusters.clusters)]
    told += [cell.words for cell in matrix.cells]
    told += [pair.reason.words for cell in matrix.cells for pair in cell.unmet]
    assert [words for words in told if len(words.split()) > LIMIT] == []
    assert all(r.evidence for g in (*answer.gaps, *answer.unknown) for r in g.reasons)


# Who is in touch already, and who is not to be asked


def of_rule(answer: GapsAnswer, rule: str) -> list[Gap]:
    return [gap for gap in (*answer.gaps, *answer.unknown) if gap.rule == rule]


def test_what_another_register_names_in_passing_makes_no_group_listed() -> None:
    passing = node(APPG, "gone", "Gone", by="grants", parliament="uk")
    answer = find_gaps(estate(group("g", "K"), group("h", "Tea"), passing))
    assert "gone" not in {gap.subject.id for gap in answer.gaps if gap.rule != "group_lapsed"}
    assert "on the register of 29 June 2026" in answer.gaps[0].headline


def test_a_group_and_a_body_led_by_one_person_need_no_introduction() -> None:
    things: list[Node | Link] = [
        group("g", "Tea"), organisation("firm"), person("p"), organisation("fund"),
        *officers("p g", "p firm"), *links(LinkKind.FUNDED, "fund firm"),
        *links(LinkKind.SUPPORTS, "fund g"),
    ]  # fmt: skip
    pairs = pairs_of(of_rule(find_gaps(estate(*things)), "pair"))
    assert not any({"firm", "g"} == set(pair) for pair in pairs)


def test_a_members_donor_is_nobodys_common_ground() -> None:
    things: list[Node | Link] = [
        person("p"), organisation("a"), organisation("b"),
        *links(LinkKind.FUNDED, "a p", "b p", by="register"),
    ]  # fmt: skip
    assert of_rule(find_gaps(estate(*things)), "pair") == []


def test_a_sponsor_of_two_groups_is_not_asked_to_introduce_them() -> None:
    things: list[Node | Link] = [
        country("k"), group("g", "Tea", member_list="official"),
        group("h", "Coffee", member_list="official"), organisation("firm", by="register"),
        *links(LinkKind.ABOUT, "g k", "h k", by="register"),
        *links(LinkKind.SUPPORTS, "firm g", "firm h", by="register"),
    ]  # fmt: skip
    (gap,) = of_rule(find_gaps(estate(*things)), "pair_of_groups")
    assert gap.introducer is None
    assert gap.advice == "Introduce APPG on Tea to APPG on Coffee."


def test_who_knows_only_the_body_that_runs_a_campaign_is_no_gap_with_it() -> None:
    things: list[Node | Link] = [
        node(CAMPAIGN, "c"), organisation("runner"), community("people"), country("k"),
        *links(LinkKind.RUNS, "runner c"), *links(LinkKind.MET, "runner people"),
        *links(LinkKind.HERITAGE, "people k"),
    ]  # fmt: skip
    pairs = pairs_of(of_rule(find_gaps(estate(*things)), "pair"))
    assert not any("c" in pair for pair in pairs)


def test_nobody_is_told_to_join_a_policy() -> None:
    def asked(subtype: str) -> list[Gap]:
        return of_rule(find_gaps(estate(
            node(CAMPAIGN, "c", subtype=subtype), node(THEME, "t"), group("g", "Tea"),
            links(LinkKind.ABOUT, "c t"), links(LinkKind.ABOUT, "g t", by="register"),
        )), "campaign_without_group")  # fmt: skip

    assert len(asked("campaign")) == 1
    assert asked("policy") == []


def test_a_counted_people_that_nobody_is_in_touch_with_is_not_told_to_speak_for_itself() -> None:
    answer = find_gaps(estate(
        country("kenya", "Kenya"), community("people", "People from Kenya", size="9000"),
        group("g", "Kenya"), links(LinkKind.HERITAGE, "people kenya"),
        links(LinkKind.ABOUT, "g kenya", by="register"),
    ))  # fmt: skip
    (far,) = of_rule(answer, "body_far_from_group")
    assert far.advice == (
        "Find who speaks for People from Kenya, and invite them to a meeting of APPG on Kenya."
    )
    (alone,) = of_rule(answer, "group_without_diaspora_body")
    assert alone.advice.startswith("Ask APPG on Kenya which body speaks")


# Odd networks, by every door


def hub(leaves: int) -> Network:
    """One fund with so many grantees, and two bodies that share something rarer."""
    fund = organisation("hub", "Hub")
    names = [f"g{i:06d}" for i in range(leaves)]
    first = organisation(names[0])
    same = link(LinkKind.FUNDED, f"hub {names[0]}")
    bodies = [
        replace(first, id=name, name=name, statements=first.statements) for name in names
    ]  # fmt: skip
    funded = [replace(same, target=name) for name in names]
    rare: list[Node | Link] = [
        organisation("rare"),
        *links(LinkKind.MET, f"rare {names[0]}", f"rare {names[1]}"),
    ]
    return estate(fund, *bodies, funded, *rare)


@pytest.mark.slow
def test_a_hub_of_100_000_links_joins_nobody_and_costs_little() -> None:
    answer = find_gaps(hub(100_000), limit=5)
    pairs = pairs_of(of_rule(answer, "pair"))
    # Its grantees are strangers; only those whom the rarer body met are worth a word.
    assert set(pairs) == {("hub", "rare"), ("g000000", "g000001")}
    (met,) = (gap for gap in answer.gaps if gap.subject.id == "g000000")
    assert [reason.words for reason in met.reasons] == ["Both met rare."]


NON_LATIN = ("नेपाली समुदाय", "اتحاد السودان", "華人社區中心", "Дом «Анатолии»")


def odd(name: str) -> tuple[list[Node], list[Link]]:
    """Nodes and links of an odd network."""
    if name == "single":
        return [organisation("a")], []
    if name == "disconnected":
        return [organisation(i) for i in "abcd"], links(LinkKind.MET, "a b", "c d")
    if name == "self-loop":
        return [organisation("a"), organisation("b")], links(LinkKind.MET, "a a", "a b")
    if name == "all unknown":
        ai = links(LinkKind.MET, "a b", "b c", method=Method.AI_SEARCH, status=Status.CLAIMED)
        return [organisation(i) for i in "abc"], ai
    names = [organisation(f"b{at}", text) for at, text in enumerate(NON_LATIN)]
    return [*names, organisation("m", "Среда")], links(
        LinkKind.MET, *(f"b{at} m" for at in range(len(NON_LATIN)))
    )


ODD = ("single", "disconnected", "self-loop", "all unknown", "non-Latin")


def filled(store: Store, name: str) -> Store:
    nodes, ties = odd(name)
    network = estate(*nodes, ties)
    put(store, sources=network.sources.values(), editions=network.editions, nodes=nodes, links=ties)
    return store


@pytest.fixture(scope="module", params=ODD)
def doors(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Explorer, TestClient]]:
    """An odd network through the explorer and over HTTP."""
    url = f"sqlite:///{tmp_path_factory.mktemp('odd')}/odd.db"
    with Explorer(filled(open_store(url), request.param)) as asked:
        settings = Settings(store=url, per_minute=100_000)
        with TestClient(create_app(settings), raise_server_exceptions=False) as client:
            yield asked, client


@pytest.mark.parametrize("path", ["clusters", "clusters/matrix", "gaps", "gaps/lists"])
def test_an_odd_network_gets_a_sensible_answer_the_same_by_every_door(
    doors: tuple[Explorer, TestClient], path: str
) -> None:
    asked, client = doors
    verbs = {
        "clusters": asked.clusters, "clusters/matrix": asked.cluster_matrix, "gaps": asked.gaps,
        "gaps/lists": asked.gap_lists,
    }  # fmt: skip
    got = client.get(f"/api/v1/{path}")
    assert got.status_code == 200, got.text
    assert got.content == body(verbs[path]())
    page = client.get(f"/{path}")
    assert page.status_code == 200
    assert client.get(f"/{path}.csv").status_code == 200


def test_an_empty_store_gets_one_clear_line(tmp_path: Path) -> None:
    settings = Settings(store=f"sqlite:///{tmp_path}/empty.db")
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        for path in ("clusters", "clusters/matrix", "gaps", "gaps/lists"):
            got = client.get(f"/api/v1/{path}")
            assert 400 <= got.status_code < 500
            assert "the store is empty" in json.loads(got.content)["detail"]


def test_names_of_any_letters_stand_in_reasons_whole() -> None:
    nodes, ties = odd("non-Latin")
    told = " ".join(sentences(find_gaps(estate(*nodes, ties), limit=50)))
    assert all(name in told for name in NON_LATIN)
    assert NodeKind.ORGANISATION in {n.kind for n in nodes}

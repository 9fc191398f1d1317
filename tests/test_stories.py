"""The acceptance examples of the user stories, on the real registers.

Here: 1 brief, 2 country without a group, 3 path, 6 rule gaps, 7 changes, 8 three lines to a graph,
9 identity. In files of their own: 4 in ``test_stories_gaps`` (and ``test_gap_stories``), 5 in
``test_stories_room``, 10 in ``test_stories_statistics``, 12 in ``test_stories_backtest``; what all
lists have in common is in ``test_stories_reasons``.
"""

import time

import networkx
import pytest

from graph.explorer import Explorer
from graph.model import LinkKind, Method
from graph.results_briefs import BriefAnswer, BriefLine

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

TOLD = ("2026-05-18", "2026-06-29")


def lines(answer: BriefAnswer, key: str) -> tuple[BriefLine, ...]:
    return next(s.lines for s in answer.sections if s.key == key)


# ---- 1: a brief on a country


def test_1_the_brief_on_ghana_names_its_officers_and_secretariat(register: Explorer) -> None:
    answer = register.brief("Ghana")
    assert {line.node.name for line in lines(answer, "officers") if line.node} == {
        "Bell Ribeiro-Addy", "Baroness Coffey", "Lord Boateng", "Ben Obese-Jecty",
    }  # fmt: skip
    assert [line.words for line in lines(answer, "secretariats")] == [
        "Ghana Union is secretariat of APPG for Ghana."
    ]


def test_1_it_quotes_the_purpose_that_names_the_ghanaian_diaspora(register: Explorer) -> None:
    (line,) = lines(register.brief("Ghana"), "purposes")
    assert "Ghanaian diaspora" in line.words
    assert line.evidence[0].url.endswith("ghana.htm")


def test_1_it_names_the_other_country_groups_in_which_officers_sit(register: Explorer) -> None:
    told = {line.node.name: line.words for line in lines(register.brief("Ghana"), "officers")
            if line.node}  # fmt: skip
    assert "also officer: Bangladesh" in told["Bell Ribeiro-Addy"]
    for name in ("Bell Ribeiro-Addy", "Lord Boateng"):
        assert "Africa" in told[name]


def test_1_what_is_not_in_the_data_is_said_and_every_line_has_a_source_and_a_date(
    register: Explorer,
) -> None:
    answer = register.brief("Ghana")
    for section in answer.sections:
        assert section.lines or section.none
        assert all(e.title and e.edition for line in section.lines for e in line.evidence)
        assert all(line.evidence for line in section.lines)


def test_1_it_is_made_in_under_three_seconds(register: Explorer) -> None:
    register.network()
    began = time.process_time()
    register.brief("Ghana")
    assert time.process_time() - began < 3


# ---- 2: a country without a group


def test_2_no_edition_ever_had_a_group_on_kenya_and_the_nearest_are_named(
    register: Explorer,
) -> None:
    answer = register.gaps(country="Kenya")
    assert answer.headline.startswith(
        "No parliamentary group on Kenya in any register edition held (28 Aug 2024 – 29 Jun 2026)"
    )
    reasons = [reason.words for reason in answer.gaps[0].reasons]
    assert any("Africa" in words for words in reasons)
    assert any("Commonwealth" in words for words in reasons)


def test_2_what_a_document_says_of_an_earlier_group_is_dated_evidence_and_somebody_is_asked(
    shipped: Explorer,
) -> None:
    answer = shipped.gaps(country="Kenya")
    spoken = [r for r in answer.gaps[0].reasons if "speaks of APPG for Kenya" in r.words]
    assert [e.edition for r in spoken for e in r.evidence] == ["2014"]
    assert answer.gaps[0].advice == (
        "Ask BUILD, in touch with Kenyan diaspora in the UK, to write to APPG for Africa."
    )
    network = shipped.network()
    kenya = network.links_of("country:KE", LinkKind.ABOUT, outward=False)
    assert not any(
        s.method is Method.REGISTER
        for node, _ in kenya for s in node.statements if node.kind == "appg"
    )  # fmt: skip


# ---- 3: an introduction path


def test_3_the_refugee_council_reaches_the_group_on_somaliland_by_the_migration_group(
    register: Explorer,
) -> None:
    answer = register.paths("Refugee Council", "APPG on Somaliland")
    first = [ref.name for ref in answer.paths[0].nodes]
    assert answer.length == 5
    assert answer.ties_exact
    assert first[1] == "All-Party Parliamentary Group on Refugees"
    assert first[2] in {"Lord Dubs", "Tony Vaughan", "Baroness Mobarik"}
    assert first[3:5] == ["All-Party Parliamentary Group on Migration", "Abtisam Mohamed"]
    assert not any("Guantanamo" in name for name in first)
    assert str(answer.ties) in answer.why_first


def test_3_each_hop_shows_role_source_and_date(register: Explorer) -> None:
    for hop in register.paths("Refugee Council", "Somaliland APPG", k=1).paths[0].hops:
        assert hop.words
        assert all(e.title and e.edition and e.url for e in hop.evidence)


def test_3_officers_only_changes_or_removes_the_path_and_says_so(register: Explorer) -> None:
    plain = register.paths("Refugee Council", "Somaliland APPG", k=1)
    strict = register.paths("Refugee Council", "Somaliland APPG", k=1, officers_only=True)
    assert [n.id for p in strict.paths for n in p.nodes] != [n.id for n in plain.paths[0].nodes]
    assert any("officer" in note.lower() for note in strict.notes)


# ---- 6: rule gaps


@pytest.mark.parametrize(
    ("rule", "number"), [("group_without_secretariat", 69), ("group_with_few_officers", 32)]
)
def test_6_the_figures_of_the_edition_of_29_june_2026(
    register: Explorer, rule: str, number: int
) -> None:
    asked = register.as_of("2026-06-29")
    answer = asked.gaps(rule=rule, limit=1000)
    network = asked.network()
    kept = [
        gap for gap in answer.gaps
        if (node := network.node(gap.subject.id)) and node.get("parliament") == "uk"
        and (rule != "group_without_secretariat" or node.get("category") == "country")
    ]  # fmt: skip
    assert len(kept) == number
    assert all("may be a data lag" in gap.coverage.words or "data lag" in str(gap) for gap in kept)


def test_6_groups_with_few_officers_are_the_known_ones(register: Explorer) -> None:
    answer = register.as_of("2026-06-29").gaps(rule="group_with_few_officers", limit=1000)
    names = " ".join(gap.subject.name for gap in answer.gaps)
    for country in ("India", "Japan", "Ukraine", "Portugal", "Nepal"):
        assert country in names


# ---- 7: what changed


def test_7_twelve_left_and_twenty_one_joined_and_one_is_a_rename(register: Explorer) -> None:
    answer = register.changes(*TOLD, limit=1000)
    assert (answer.left, answer.joined) == (12, 21)
    renamed = [c for c in answer.changes if c.kind == "renamed" and "PCOS" in c.words]
    assert len(renamed) == 1
    assert "probabl" in renamed[0].words.lower()


def test_7_the_refugees_group_was_away_for_two_editions_and_is_listed_again(
    register: Explorer,
) -> None:
    held = {}
    for date in ("2025-12-01", "2026-01-12", "2026-02-23", "2026-05-18"):
        held[date] = "appg:uk:refugees" in register.network(date).index
    assert held == {"2025-12-01": True, "2026-01-12": False, "2026-02-23": False,
                    "2026-05-18": True}  # fmt: skip
    back = register.changes("2026-02-23", "2026-05-18", only=["appg:uk:refugees"])
    assert any("again" in c.words for c in back.changes)


# ---- 8: three lines to a graph


def test_8_three_lines_give_a_graph_as_of_a_date_with_its_hash(register: Explorer) -> None:
    network = register.network("2026-01-12")
    graph = network.to_networkx()
    assert isinstance(graph, networkx.MultiDiGraph)
    assert graph.graph == {"as_of": "2026-01-12", "hash": network.hash}
    nodes, links = network.to_pandas()
    assert (len(nodes), len(links)) == (network.n, network.m)


def test_8_reading_the_store_anew_gives_the_same_hash(register: Explorer) -> None:
    again = Explorer(register.store)
    assert again.network("2026-01-12").hash == register.network("2026-01-12").hash


# ---- 9: identity


def test_9_caabu_is_one_body_and_secretariat_of_three_groups(register: Explorer) -> None:
    answer = register.node("Caabu")
    run = {link.target.id for link in answer.links if link.kind is LinkKind.SECRETARIAT_OF}
    assert run == {"appg:uk:jordan", "appg:uk:syria", "appg:uk:palestine"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Abtisam Mohamed", "Abtisad Mohamed"), ("Chi Onwurah", "Dame Chi Onwurah")],
)
def test_9_two_spellings_with_one_number_are_one_person(
    register: Explorer, one: str, other: str
) -> None:
    assert register.pick(one).id == register.pick(other).id

"""US-4, ranked gaps with reasons: the five documents beside the real editions, by every door."""

import sys
from contextlib import suppress
from html import unescape

import orjson
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.cli import main
from api.settings import Settings
from graph.analysis.backtest_scores import GROUP_IN_PERSONS, LEARNT, NEIGHBOURS, POPULARITY
from graph.analysis.proof import TESTED, load_proof, sentences
from graph.explorer import Explorer
from graph.results import Gap, GapsAnswer
from tests.estate import pairs_of
from tests.estate import sentences as told_in
from tests.test_stories_room import words_of

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

# What a document says is missing, in our words; the rule that has to find it; what it names.
STATED = (
    # Building on UK Diaspora International Partnerships
    ("the diaspora feels remote from the ministry", "distance_stated",
     ("Department for International Development", "Diaspora communities in the UK")),
    ("the diaspora feels remote from charities abroad", "distance_stated",
     ("International non-governmental organisations", "Diaspora communities in the UK")),
    ("the Commonwealth has to engage more", "distance_stated", ("Commonwealth Secretariat",)),
    ("diasporas have to work together more", "distance_stated",
     ("African diaspora", "Asian diaspora")),
    ("diasporas are to be put in touch with the groups of their countries", "promise_open",
     ("Linking diaspora communities with parliamentary groups",)),
    ("the group on Kenya that Kenyans met", "country_without_group",
     ("No Westminster group on Kenya",)),
    ("and which is on no register now", "group_lapsed", ("APPG for Kenya",)),
    ("Somalilanders look for recognition", "body_far_from_group",
     ("Somaliland community in the UK", "APPG on Somaliland")),
    ("their campaign and the group", "campaign_without_group",
     ("International recognition of Somaliland", "APPG on Somaliland")),
    ("a meeting of their Foreign Minister", "meeting_planned", ("Foreign Minister of Somaliland",)),
    ("six regional meetings to come", "meeting_planned", ("Regional meetings of the diaspora",)),
    ("a steering committee yet to meet", "meeting_planned", ("Sheffield steering committee",)),
    ("a directory of groups was asked for", "promise_open", ("Parliamentarians Ending Poverty",)),
    # Mapping the state of participation of immigrants
    ("new communities are in no structure of government", "distance_stated",
     ("UK Government", "Refugees in the UK")),
    ("a week of faiths to be held", "meeting_planned", ("Inter Faith Week",)),
    ("a national conference to be held", "meeting_planned", ("National conference",)),
    ("hubs of faith leads by 2011", "promise_open", ("Faith Links",)),
    ("forums of the regions to be paid for", "promise_open", ("Regional Faith Forums",)),
    ("third sector and faiths to be linked better", "promise_open",
     ("Believing in Local Action",)),
    ("a strategy for refugees in London on hold", "promise_open", ("London Enriched",)),
    ("migrants to be heard on moving in", "meeting_planned", ("New in Lambeth? workshop",)),
    ("migrants to be heard on work", "meeting_planned", ("Worklessness in Lambeth workshop",)),
    ("a steering group being set up", "promise_open",
     ("Steering group following the conference on peaceful co-existence",)),
    ("Eritreans in Lambeth are consulted, no group is on Eritrea", "country_without_group",
     ("No Westminster group on Eritrea",)),
    # Build Common Ground
    ("Latin Americans feel invisible", "body_far_from_group",
     ("Latin American communities in the UK", "APPG on Latin America")),
    ("Ukrainians organise for home", "body_far_from_group",
     ("Ukrainians in the UK", "APPG on Ukraine")),
    ("Poles register to be heard", "body_far_from_group",
     ("Polish community in the UK", "APPG on Poland")),
    # Who Are We
    ("a network of migrants to be formed in Leeds", "promise_open",
     ("Migrant Communities Network, Leeds",)),
    # Integration: Where Next?
    ("councils left without guidance", "distance_stated",
     ("UK Government", "Local authorities")),
    ("Somali is to follow Albanian", "promise_open", ("Somali language at GCSE",)),
    ("Albanians and the group of their country", "campaign_without_group",
     ("Albanian language at GCSE", "APPG on Kosovo and Albania")),
)  # fmt: skip


@pytest.fixture(scope="module")
def every(joined: Explorer) -> GapsAnswer:
    """All gaps of the joined store, and all that is unknown."""
    return joined.gaps(limit=100_000)


@pytest.mark.parametrize(("said", "rule", "names"), STATED, ids=[row[0] for row in STATED])
def test_4_what_a_document_says_is_missing_is_a_gap(
    every: GapsAnswer, said: str, rule: str, names: tuple[str, ...]
) -> None:
    found = [g for g in every.gaps if g.rule == rule and all(n in g.headline for n in names)]
    assert found, said
    cited = {e.source for gap in found for r in gap.reasons for e in r.evidence}
    # A lapsed group, and one that is not there, are told by the document or by the register.
    assert cited & {"doc-build", "doc-common-ground", "doc-leeds", "doc-mapping", "doc-where-next"}


def test_4_every_row_has_reasons_with_evidence_that_resolves(
    every: GapsAnswer, joined: Explorer
) -> None:
    held = joined.network().sources
    for gap in (*every.gaps, *every.unknown):
        assert gap.reasons
        for reason in gap.reasons:
            assert reason.evidence
            assert all(e.source in held and e.edition and e.title for e in reason.evidence)


def test_4_every_row_has_an_introducer_or_says_why_there_is_none(every: GapsAnswer) -> None:
    for gap in (*every.gaps, *every.unknown):
        assert gap.introducer_why
        assert (gap.introducer is None) == gap.introducer_why.startswith("No introducer")
        if gap.introducer is not None:
            assert gap.introducer.id not in {gap.subject.id, gap.object.id if gap.object else ""}
    assert any(gap.introducer for gap in every.gaps)


def test_4_every_row_has_its_coverage_and_what_is_unknown_is_no_gap(every: GapsAnswer) -> None:
    assert {gap.coverage.state for gap in every.gaps} == {"absent"}
    assert {gap.coverage.state for gap in every.unknown} <= {"unknown", "stale"}
    assert all(gap.coverage.words for gap in (*every.gaps, *every.unknown))
    assert every.gaps_in_all == len(every.gaps)
    assert every.unknown_in_all == len(every.unknown)


def test_4_every_row_is_fair_to_those_of_whom_little_is_on_record(every: GapsAnswer) -> None:
    assert all(gap.on_record.startswith("These sources hold ") for gap in every.gaps)
    assert any("Small bodies with few records look like gaps" in note for note in every.notes)


def test_4_a_pair_of_groups_with_somaliland_that_shares_nobody_is_unknown(
    every: GapsAnswer, joined: Explorer
) -> None:
    name = "appg:uk:somaliland"
    (own,) = (c for c in joined.node(name).coverage if "member list" in c.words.lower())
    assert own.state == "unknown"

    def of(gaps: tuple[Gap, ...]) -> list[Gap]:
        return [g for g in gaps if g.rule == "pair_of_groups" and name in pairs_of([g])[0]]

    assert of(every.gaps) == []
    assert of(every.unknown)
    assert all("No member list of APPG on Somaliland" in g.coverage.words
               for g in of(every.unknown))  # fmt: skip


def test_4_no_sentence_of_any_row_is_longer_than_25_words(every: GapsAnswer) -> None:
    told = [*told_in(every), *(g.introducer_why for g in (*every.gaps, *every.unknown))]
    assert [words for words in told if len(words.split()) > 25] == []


# ---- what such lists got right, beside the list, by every door


def test_4_the_figure_stands_beside_luck_and_the_baselines(every: GapsAnswer) -> None:
    proof, told = load_proof(), " ".join(every.notes)
    for share in (proof.shown, proof.luck, proof.popularity, proof.neighbours):
        assert f" {100 * share:.0f}" in told
    assert "luck would give" in told
    assert "by popularity" in told
    assert "by common neighbours" in told
    assert f"of the first 20, {20 * proof.first_20:.1f} came true" in told
    assert proof.shown / proof.luck >= 2
    assert "not tested on later editions" in told


def test_4_the_kept_baselines_are_those_of_the_editions_tested(joined: Explorer) -> None:
    answer, proof = joined.backtest("forward", resamples=50), load_proof()
    by = {r.name: {f.name: f.value for f in r.figures} for r in answer.pooled}
    near, popular = (by[name][GROUP_IN_PERSONS] for name in (NEIGHBOURS, POPULARITY))
    assert near == pytest.approx(proof.neighbours, abs=0.01)
    assert popular == pytest.approx(proof.popularity, abs=0.01)
    assert by[LEARNT]["precision at 20"] == pytest.approx(proof.first_20, abs=0.03)


def test_4_the_sentence_is_printed_on_the_command_line_and_in_its_json(
    joined_url: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    outs = []
    for extra in ((), ("--json",)):
        words = ["kithmap", "gaps", "--limit", "3", "--store", joined_url, *extra]
        monkeypatch.setattr(sys, "argv", words)
        with suppress(SystemExit):
            main()
        outs.append(capfd.readouterr().out)
    text, body = outs
    for told in sentences(TESTED):
        assert told in " ".join(text.split())
        assert told in orjson.loads(body)["notes"]
    assert "These sources hold " in text
    assert text.count("No introducer") + text.count("Could introduce") == 3


def test_4_the_sentence_and_every_rows_parts_are_on_the_page(joined_url: str) -> None:
    settings = Settings(store=joined_url, per_minute=100_000)
    with TestClient(create_app(settings), headers={"accept": "text/html"}) as client:
        text = words_of(client.get("/gaps?limit=5").text)
        sheet = client.get("/gaps.csv?limit=5").content.decode("utf-8-sig")
    for told in sentences(TESTED):
        assert told in unescape(text)
    for part in ("Why it matters", "How sure is it?", "These sources hold", "Next step:"):
        assert text.count(part) >= 5, part
    assert text.count("No introducer") + text.count("Who could introduce them") >= 5
    assert "introducer_why" in sheet.splitlines()[0]

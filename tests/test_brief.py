"""The brief as a whole: which sections it has, what empty means, and what it refuses."""

import pytest
from hypothesis import given

from graph.analysis.brief import SECTIONS, find_brief
from graph.errors import BadQuestion
from graph.explorer import Explorer
from graph.model import LinkKind, Method, NodeKind
from graph.network import Network
from graph.results_briefs import BriefAnswer, BriefSection
from tests.estate import (
    PLACE,
    THEME,
    community,
    country,
    estate,
    estates,
    group,
    kenya,
    links,
    node,
    officers,
    organisation,
    person,
)
from tests.sketch import CALM


def section(answer: BriefAnswer, key: str) -> BriefSection:
    return next(s for s in answer.sections if s.key == key)


def told(answer: BriefAnswer) -> list[str]:
    lines = [line.words for s in answer.sections for line in s.lines]
    return [answer.headline, *lines, *(g.headline for g in answer.introductions), *answer.notes]


def test_a_brief_on_a_country_without_a_group_names_the_nearest_and_the_introduction() -> None:
    answer = find_brief(estate(*kenya()), "kenya")
    assert answer.headline.startswith("No parliamentary group on Kenya")
    assert [line.words for line in section(answer, "groups").lines] == [
        "Nearest: APPG on Africa is about Africa, and Kenya is part of it."
    ]
    assert answer.introductions[0].rule == "country_without_group"
    assert [line.node.id for line in section(answer, "communities").lines if line.node] == [
        "kenyans", "kenyans-2",
    ]  # fmt: skip


def test_an_empty_section_says_what_its_being_empty_means() -> None:
    answer = find_brief(estate(*kenya()), "kenya")
    money = section(answer, "money")
    assert (money.lines, money.none) == ((), "No funder in the data.")
    assert answer.notes[0] == (
        "Empty means that these sources hold nothing, not that there is nothing."
    )


def test_a_section_shows_so_many_lines_and_counts_the_rest() -> None:
    people = [person(f"p{n}", f"Member {n}") for n in range(7)]
    chairs = officers(*(f"p{n} g" for n in range(7)))
    about = links(LinkKind.ABOUT, "g fiji", by="register")
    answer = find_brief(estate(country("fiji"), group("g", "Fiji"), *people, chairs, about),
                        "fiji", lines=3)  # fmt: skip
    shown = section(answer, "officers")
    assert (len(shown.lines), shown.lines_in_all) == (3, 7)


@pytest.mark.parametrize(
    ("kind", "left_out"),
    [(NodeKind.COUNTRY, {"help"}), (NodeKind.THEME, {"help", "communities"}),
     (NodeKind.PLACE, {"purposes"}), (NodeKind.COMMUNITY, {"help"})],
)  # fmt: skip
def test_each_kind_has_the_sections_that_fit_it(kind: NodeKind, left_out: set[str]) -> None:
    answer = find_brief(estate(node(kind, "x", "Something")), "x")
    assert {s.key for s in answer.sections} == {key for key, *_ in SECTIONS} - left_out


def test_a_brief_on_a_body_is_refused_with_what_to_ask_instead() -> None:
    with pytest.raises(BadQuestion, match=r"not on an organisation \(Aid\).*ask 'node'"):
        find_brief(estate(organisation("o", "Aid")), "o")


def test_a_brief_on_what_no_source_in_force_names_is_refused() -> None:
    with pytest.raises(BadQuestion, match="no source in force names this"):
        find_brief(estate(country("fiji")), "nowhere")


def test_a_brief_on_a_community_tells_of_the_groups_on_its_countries() -> None:
    answer = find_brief(
        estate(
            country("ghana"), community("ghanaians", "Ghanaians in Leeds"), group("g", "Ghana"),
            *links(LinkKind.HERITAGE, "ghanaians ghana"),
            *links(LinkKind.ABOUT, "g ghana", by="register"),
        ),
        "ghanaians",
    )  # fmt: skip
    assert [line.node.id for line in section(answer, "groups").lines if line.node] == ["g"]


def test_a_brief_on_a_theme_tells_of_its_groups_and_bodies() -> None:
    answer = find_brief(
        estate(
            node(THEME, "t", "Health"), group("g", "Health"), organisation("o", "Clinic"),
            *links(LinkKind.ABOUT, "g t", "o t"),
        ),
        "t",
    )  # fmt: skip
    assert section(answer, "bodies").lines[0].words == "Clinic works on Health."
    assert answer.headline.startswith("Health in these sources: 1 parliamentary group")


def test_what_is_unknown_is_kept_apart_from_gaps() -> None:
    about = links(LinkKind.ABOUT, "g fiji", by="register")
    answer = find_brief(estate(country("fiji"), group("g", "Fiji"), about), "fiji")
    assert {gap.coverage.state for gap in answer.introductions} <= {"absent"}
    assert answer.unknown
    assert "absent" not in {gap.coverage.state for gap in answer.unknown}


@CALM
@given(estates())
@pytest.mark.slow
def test_no_brief_has_a_sentence_over_25_words_or_a_line_without_evidence(toy: Network) -> None:
    for made in toy.nodes:
        if made.kind in (NodeKind.COUNTRY, NodeKind.COMMUNITY, NodeKind.THEME, PLACE):
            answer = find_brief(toy, made.id)
            assert all(len(words.split()) <= 25 for words in told(answer)), told(answer)
            assert all(line.evidence for s in answer.sections for line in s.lines)
            assert answer == find_brief(toy, made.id)


@pytest.mark.slow
def test_a_brief_on_the_shipped_data_says_that_the_planned_meeting_was_not_recorded(
    shipped: Explorer,
) -> None:
    answer = shipped.brief("Somaliland")
    assert [line.words for line in section(answer, "events").lines] == [
        "Meeting of the Foreign Minister of Somaliland with the parliamentary group: "
        "planned, not recorded as held."
    ]


@pytest.mark.slow
def test_who_helps_a_new_association_in_lambeth_is_told(shipped: Explorer) -> None:
    helping = section(shipped.brief("Lambeth"), "help")
    assert [line.node.name for line in helping.lines if line.node] == [
        "Lambeth Council", "Lambeth Voluntary Action Council",
    ]  # fmt: skip
    assert "LVAC support for new groups" in helping.lines[1].words


def test_ghana_on_the_shipped_data_has_its_officers_and_secretariat(shipped: Explorer) -> None:
    answer = shipped.brief("Ghana")
    names = {line.node.name for line in section(answer, "officers").lines if line.node}
    assert names == {"Bell Ribeiro-Addy", "Baroness Coffey", "Lord Boateng", "Ben Obese-Jecty"}
    assert section(answer, "secretariats").lines[0].words.startswith("Ghana Union is secretariat")


@pytest.mark.slow
def test_a_line_found_by_ai_search_is_marked_as_such(shipped: Explorer) -> None:
    lines = section(shipped.brief("Ghana"), "officers").lines
    boateng = next(line for line in lines if line.node and line.node.name == "Lord Boateng")
    assert "Africa (by AI search)" in boateng.words
    assert Method.AI_SEARCH in {e.method for e in boateng.evidence}

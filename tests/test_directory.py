"""The directory: which groups stand under which heading, and what is said of each."""

from typing import Any

import pytest

from graph.analysis.directory import find_directory
from graph.errors import BadQuestion
from graph.explorer import Explorer
from graph.model import LinkKind, Method
from graph.results_briefs import DirectoryAnswer
from tests.estate import (
    SPRING,
    THEME,
    community,
    country,
    estate,
    group,
    links,
    node,
    officers,
    organisation,
    person,
)


def ask(*things: Any, **options: Any) -> DirectoryAnswer:
    return find_directory(estate(country("ghana"), country("togo"), *things), **options)


def headings(answer: DirectoryAnswer) -> dict[str, list[str]]:
    return {h.subject.name: [e.group.id for e in h.groups] for h in answer.headings if h.subject}


GHANA = [group("g", "Ghana"), *links(LinkKind.ABOUT, "g ghana", by="register")]


def test_a_group_stands_under_each_of_its_countries() -> None:
    both = [group("w", "West Africa"), *links(LinkKind.ABOUT, "w ghana", "w togo", by="register")]
    assert headings(ask(*GHANA, both[0], both[1:])) == {"Ghana": ["g", "w"], "Togo": ["w"]}


def test_headings_are_in_the_order_of_names() -> None:
    other = [group("t", "Togo"), *links(LinkKind.ABOUT, "t togo", by="register")]
    assert list(headings(ask(*GHANA, *other))) == ["Ghana", "Togo"]


def test_a_country_with_people_here_and_no_group_is_listed_when_asked_for() -> None:
    people = [community("p", "Togolese in Leeds"), *links(LinkKind.HERITAGE, "p togo")]
    assert list(headings(ask(*GHANA, *people))) == ["Ghana"]
    answer = ask(*GHANA, *people, missing=True)
    assert headings(answer) == {"Ghana": ["g"], "Togo": []}
    assert answer.headings[1].words == (
        "No group on Togo is listed; linked here: Togolese in Leeds."
    )


def test_a_group_that_left_the_register_is_not_in_the_directory() -> None:
    gone = group("old", "Togo", seen=(SPRING,))
    assert headings(ask(*GHANA, gone)) == {"Ghana": ["g"]}


def test_an_entry_names_chairs_first_with_office_and_party() -> None:
    answer = ask(
        *GHANA, person("a", "Ann", party="Labour"), person("b", "Ben"),
        officers("b g", detail="Chair"), officers("a g", detail="Vice Chair"),
    )  # fmt: skip
    entry = answer.headings[0].groups[0]
    assert [(o.node.name, o.office, o.party) for o in entry.officers] == [
        ("Ben", "Chair", ""), ("Ann", "Vice Chair", "Labour"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "claims", "names", "words"),
    [
        ([organisation("u", "Union"), *links(LinkKind.SECRETARIAT_OF, "u g")], {}, ["Union"], ""),
        ([], {}, [], "None named on the register."),
        ([], {"secretariat": "a private person"}, [], "A private person, not named here."),
    ],
)
def test_a_secretariat_that_is_not_named_is_told_why(
    more: list[Any], claims: dict[str, str], names: list[str], words: str
) -> None:
    made = [group("g", "Ghana", **claims), links(LinkKind.ABOUT, "g ghana", by="register")]
    entry = ask(*made, *more).headings[0].groups[0]
    assert ([ref.name for ref in entry.secretariat], entry.secretariat_words) == (names, words)


def test_the_diaspora_bodies_and_communities_of_the_country_are_those_to_convene() -> None:
    entry = ask(
        *GHANA, organisation("u", "Union"), community("p", "Ghanaians"),
        links(LinkKind.HERITAGE, "u ghana", "p ghana"),
    ).headings[0].groups[0]  # fmt: skip
    assert [ref.id for ref in entry.bodies] == ["u"]
    assert [ref.id for ref in entry.communities] == ["p"]


def test_by_theme_the_bodies_are_those_on_the_theme_that_are_of_a_diaspora() -> None:
    answer = ask(
        group("h", "Health"), node(THEME, "t", "Health"), organisation("clinic"),
        organisation("union"), community("p"), links(LinkKind.ABOUT, "h t", by="register"),
        links(LinkKind.ABOUT, "clinic t", "union t"), links(LinkKind.SERVES, "union p"),
        by="theme",
    )  # fmt: skip
    assert headings(answer) == {"Health": ["h"]}
    assert [ref.id for ref in answer.headings[0].groups[0].bodies] == ["union"]


def test_only_the_groups_of_one_parliament_are_listed_when_asked_for() -> None:
    welsh = group("w", "Togo", parliament="senedd")
    answer = ask(*GHANA, welsh, links(LinkKind.ABOUT, "w togo", by="register"), parliament="senedd")
    assert headings(answer) == {"Togo": ["w"]}


def test_groups_about_nothing_of_the_sort_are_counted_in_the_notes() -> None:
    answer = ask(*GHANA, group("s", "Steel"))
    assert answer.notes == (
        "Registers read: Westminster 29 June 2026.", "1 listed group is about no country.",
    )  # fmt: skip


def test_an_entry_cites_the_register_before_a_list_of_members() -> None:
    entry = ask(*GHANA).headings[0].groups[0]
    assert [(e.source, e.method) for e in entry.evidence] == [("register", Method.REGISTER)]


@pytest.mark.parametrize(
    ("options", "words"),
    [({"by": "colour"}, "by country or by theme"), ({"parliament": "mars"}, "no parliament is")],
)
def test_other_options_are_refused(options: dict[str, str], words: str) -> None:
    with pytest.raises(BadQuestion, match=words):
        ask(**options)


def test_the_explorer_takes_the_subject_by_name_and_lists_by_what_it_is(shipped: Explorer) -> None:
    answer = shipped.directory(subject="Ghana")
    assert [h.subject.name for h in answer.headings if h.subject] == ["Ghana"]
    assert shipped.directory(subject="Health").by == "theme"


def test_every_listed_country_group_of_the_shipped_register_is_in_the_directory(
    shipped: Explorer,
) -> None:
    found = {e.group.id for h in shipped.directory().headings for e in h.groups}
    network = shipped.network()
    filed = {
        n.id for n in network.nodes
        if n.get("category") == "country" and n.get("parliament") == "uk"
    }  # fmt: skip
    assert len(filed) == 96
    assert len(filed - found) <= 2, filed - found

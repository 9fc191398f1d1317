"""Rules on countries and parliamentary groups: what a register makes expected."""

import pytest

from graph.analysis.finding import Finding
from graph.analysis.ground import Ground
from graph.analysis.rule_gaps import RULES
from graph.model import LinkKind, Method
from tests.estate import (
    SPRING,
    SUMMER,
    community,
    country,
    estate,
    group,
    joint_campaign,
    kenya,
    link,
    links,
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


# Country without a group


def test_a_country_with_communities_and_no_group_is_a_gap() -> None:
    (gap,) = found("country_without_group", *kenya())
    assert ends([gap]) == [("kenya", "", "absent")]
    assert gap.headline == (
        "No Westminster group on Kenya on the register of 29 June 2026; linked here: 2 communities."
    )
    assert [clue.words for clue in gap.clues] == [
        "Communities of Kenya heritage in the data: Kenyans in Leeds and Kenyan nurses.",
        "APPG on Africa is about Africa, and Kenya is part of it.",
    ]
    assert gap.advice == "Ask APPG on Africa to hear Kenyans in Leeds."
    assert gap.routes == (("kenyans", "appg-africa"), ("kenyans-2", "appg-africa"))


def test_a_group_on_a_people_of_the_region_is_not_called_one_on_the_region() -> None:
    roma = [
        country("balkans", "Balkans", "region"), country("croatia", "Croatia"),
        community("roma", "Roma"), community("croats", "Croats"), group("g", "Roma"),
        *links(LinkKind.PART_OF, "croatia balkans"),
        *links(LinkKind.HERITAGE, "roma balkans", "croats croatia"),
        *links(LinkKind.ABOUT, "g roma", by="register"),
    ]  # fmt: skip
    (gap,) = (f for f in found("country_without_group", *roma) if f.subject.id == "croatia")
    assert gap.clues[-1].words == (
        "APPG on Roma is about people whose heritage is in Balkans, and Croatia is part of it."
    )


def test_a_country_with_a_group_is_no_gap() -> None:
    things = [*kenya(), group("g", "Kenya"), *links(LinkKind.ABOUT, "g kenya", by="register")]
    assert found("country_without_group", *things) == []


def test_a_group_that_only_a_document_names_does_not_fill_the_gap_but_is_told() -> None:
    spoken = group("g", "Kenya", by="document", method=Method.STATED)
    (gap,) = found("country_without_group", *kenya(), spoken, links(LinkKind.ABOUT, "g kenya"))
    assert "A source of 2024 speaks of APPG on Kenya: A page on migrants." in [
        clue.words for clue in gap.clues
    ]


def test_a_group_of_an_earlier_edition_is_told_with_its_day() -> None:
    before = group("g", "Kenya", seen=(SPRING,))
    (gap,) = found("country_without_group", *kenya(), before)
    assert "APPG on Kenya was last on the register of 18 May 2026." in [
        clue.words for clue in gap.clues
    ]


def test_a_group_in_another_parliament_does_not_fill_the_gap_but_lowers_it() -> None:
    (alone,) = found("country_without_group", *kenya())
    (gap,) = found(
        "country_without_group", *kenya(),
        group("s", "Kenya", parliament="scottish-parliament"), links(LinkKind.ABOUT, "s kenya"),
    )  # fmt: skip
    assert "APPG on Kenya (Scottish Parliament) is about Kenya." in [c.words for c in gap.clues]
    assert gap.score < alone.score


def test_without_a_register_the_country_is_unknown() -> None:
    things = [country("kenya"), community("kenyans"), *links(LinkKind.HERITAGE, "kenyans kenya")]
    (gap,) = found("country_without_group", *things)
    assert gap.state == "unknown"
    assert gap.read == "No register of parliamentary groups was read: not known for Kenya."


def test_a_country_that_nobody_in_the_data_is_tied_to_is_no_gap() -> None:
    assert found("country_without_group", country("chad"), group("g", "Tea")) == []


def test_the_larger_the_community_the_higher_the_country() -> None:
    def score(size: str) -> float:
        things = [
            country("kenya"), community("kenyans", size=size), group("g", "Tea"),
            *links(LinkKind.HERITAGE, "kenyans kenya"),
        ]  # fmt: skip
        return found("country_without_group", *things)[0].score

    assert 0 < score("") < score("900") < score("134944") <= 1


# Groups


def test_a_group_with_no_diaspora_body_is_unknown_when_nothing_lists_such_bodies() -> None:
    gaps = found("group_without_diaspora_body", *joint_campaign())
    assert ends(gaps) == [
        ("appg-albania", "albania", "unknown"), ("appg-somaliland", "somaliland", "unknown"),
    ]  # fmt: skip
    assert gaps[0].read == "Nothing that lists diaspora bodies was read for Albania: not known."
    assert gaps[0].score > gaps[1].score


def test_a_group_with_a_diaspora_body_of_one_of_its_countries_is_no_gap() -> None:
    gaps = found(
        "group_without_diaspora_body", *joint_campaign(), organisation("faik"),
        links(LinkKind.HERITAGE, "faik kosovo"),
    )  # fmt: skip
    assert [gap.subject.id for gap in gaps] == ["appg-somaliland"]


def test_where_bodies_of_many_countries_are_listed_the_lack_is_a_gap() -> None:
    many = [
        thing
        for n in range(20)
        for thing in (
            country(f"c{n:02}"), organisation(f"o{n:02}", by="charities"),
            link(LinkKind.HERITAGE, f"o{n:02} c{n:02}", "charities"),
        )
    ]  # fmt: skip
    gaps = found("group_without_diaspora_body", *joint_campaign(), *many)
    assert {gap.state for gap in gaps} == {"absent"}
    assert gaps[0].read == "List of charities would name such a body and names none for Albania."


def test_a_group_without_a_secretariat_is_told_with_the_day_and_the_lag() -> None:
    tea, cake = group("tea", "Tea"), group("cake", "Cake")
    (gap,) = found(
        "group_without_secretariat", tea, cake, organisation("trust", by="register"),
        links(LinkKind.SECRETARIAT_OF, "trust cake", by="register"),
    )  # fmt: skip
    assert ends([gap]) == [("tea", "", "absent")]
    assert gap.headline == (
        "APPG on Tea names no body as secretariat on the register of 29 June 2026."
    )
    assert gap.clues[0].words.startswith("As listed; may be a data lag.")


def test_a_secretariat_that_is_not_named_here_is_one_all_the_same() -> None:
    things = [
        group("tea", "Tea", secretariat="a private person"), group("cake", "Cake"),
        organisation("trust", by="register"),
        *links(LinkKind.SECRETARIAT_OF, "trust cake", by="register"),
    ]  # fmt: skip
    assert found("group_without_secretariat", *things) == []


def test_where_no_group_of_a_register_names_a_secretariat_it_is_unknown() -> None:
    (gap,) = found("group_without_secretariat", group("tea", "Tea"))
    assert gap.state == "unknown"


def test_a_diaspora_body_that_could_help_is_named() -> None:
    (gap,) = found(
        "group_without_secretariat", country("kenya"), group("g", "Kenya"), group("h", "Cake"),
        organisation("harambee", "Harambee"), organisation("trust", by="register"),
        links(LinkKind.SECRETARIAT_OF, "trust h", by="register"),
        links(LinkKind.ABOUT, "g kenya", by="register"),
        links(LinkKind.HERITAGE, "harambee kenya"),
    )  # fmt: skip
    assert gap.advice == "Ask APPG on Kenya whether Harambee could help with its work."
    assert gap.routes == (("harambee", "g"),)


@pytest.mark.parametrize(("number", "gaps"), [(1, 1), (3, 1), (4, 0), (6, 0)])
def test_fewer_than_four_officers_are_a_gap(number: int, gaps: int) -> None:
    names = [f"p{n}" for n in range(number)]
    told = found(
        "group_with_few_officers", group("g", "Tea"), *(person(name) for name in names),
        officers(*(f"{name} g" for name in names)),
    )  # fmt: skip
    assert len(told) == gaps


def test_the_rule_of_four_is_westminsters() -> None:
    things = [group("g", "Tea", parliament="senedd"), person("p"), *officers("p g")]
    assert found("group_with_few_officers", *things) == []


def test_a_lapsed_group_is_not_on_the_register_and_need_not_have_closed() -> None:
    (gap,) = found(
        "group_lapsed", *kenya(), group("g", "Kenya", seen=(SPRING,)),
        group("other", "Cake", seen=(SPRING, SUMMER)),
    )  # fmt: skip
    assert gap.headline == (
        "APPG on Kenya is not on the register of 29 June 2026; last listed 18 May 2026."
    )
    assert gap.touches == {"kenya"}
    assert "closed" not in gap.headline + gap.advice
    assert gap.read == "The register of 29 June 2026 was read in full; it need not have closed."
    assert gap.advice == "Ask APPG on Africa who took up the work of APPG on Kenya."


def test_a_group_that_was_renamed_has_not_lapsed() -> None:
    purpose = "To raise awareness of tea and of those who grow it."
    things = [
        group("old", "Tea Trade", seen=(SPRING,), wording=purpose),
        group("new", "Tea Traders", seen=(SUMMER,), wording=purpose),
    ]
    assert found("group_lapsed", *things) == []

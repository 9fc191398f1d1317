"""What a reader is told who asks for one country."""

from typing import Any

from graph.analysis.gaps import find_gaps
from graph.model import Edition, LinkKind, Method, Node, NodeKind
from graph.results import GapsAnswer
from tests.estate import (
    PLACE,
    SPRING,
    community,
    country,
    estate,
    group,
    joint_campaign,
    kenya,
    links,
    node,
    organisation,
    pairs_of,
)


def ask(*things: Any, as_of: str = "", editions: Any = (), **options: Any) -> GapsAnswer:
    """The gaps of an estate."""
    return find_gaps(estate(*things, as_of=as_of, editions=editions), **options)


def test_a_country_that_no_edition_ever_listed_is_told_with_the_span_of_editions() -> None:
    early = Edition(source="register", date="2024-08-28")
    answer = ask(*kenya(), country="kenya", editions=(early,))
    assert answer.headline == (
        "No parliamentary group on Kenya in any register edition held "
        "(28 Aug 2024 – 29 Jun 2026); nearest: APPG on Africa."
    )
    assert answer.gaps[0].rule == "country_without_group"


def test_with_one_edition_held_the_headline_says_so() -> None:
    assert ask(*kenya(), country="kenya").headline == (
        "No parliamentary group on Kenya in the one register edition held (29 Jun 2026); "
        "nearest: APPG on Africa."
    )


def test_an_earlier_group_that_a_document_names_is_evidence_and_no_group() -> None:
    spoken = group("appg-kenya", "Kenya", by="document", method=Method.STATED)
    answer = ask(*kenya(), spoken, links(LinkKind.ABOUT, "appg-kenya kenya"), country="kenya")
    assert "in the one register edition held" in answer.headline
    reasons = [r for r in answer.gaps[0].reasons if "speaks of" in r.words]
    assert [e.edition for e in reasons[0].evidence] == ["2024"]


def test_a_group_once_listed_is_told_with_its_last_day() -> None:
    answer = ask(*kenya(), group("g", "Kenya", seen=(SPRING,)), country="kenya")
    assert answer.headline == (
        "No parliamentary group on Kenya on the register of 29 June 2026; last listed 18 May 2026."
    )


def test_a_group_once_listed_is_told_though_a_document_still_names_it() -> None:
    listed = group("g", "Kenya", seen=(SPRING,))
    told = group("g", "Kenya", by="document", method=Method.STATED)
    both = Node(id="g", kind=NodeKind.APPG, name="", statements=listed.statements + told.statements)
    answer = ask(*kenya(), both, links(LinkKind.ABOUT, "g kenya"), country="kenya")
    assert answer.headline.endswith("last listed 18 May 2026.")


def test_a_country_with_a_group_names_it() -> None:
    answer = ask(*joint_campaign(), country="somaliland")
    assert answer.headline.startswith("On the register of 29 June 2026 for Somaliland: APPG on")


def test_a_country_nobody_is_tied_to_still_gets_its_answer() -> None:
    answer = ask(*kenya(), country="uganda")
    assert "No parliamentary group on Uganda" in answer.headline
    assert answer.gaps[0].headline == (
        "No Westminster group on Uganda on the register of 29 June 2026; "
        "linked here: nobody in these sources."
    )


def test_without_a_register_the_answer_says_so() -> None:
    answer = ask(country("kenya"), community("c"), country="kenya")
    assert answer.headline == (
        "No register of parliamentary groups was read for Kenya: 0 gaps and 1 unknown."
    )
    assert answer.gaps == ()


def test_two_bodies_that_work_with_a_countrys_communities_are_proposed() -> None:
    answer = ask(
        *kenya(), organisation("organise"), links(LinkKind.MET, "organise kenyans-2"),
        country="kenya", limit=50,
    )  # fmt: skip
    assert {"build", "organise"} in [
        set(pair) for pair in pairs_of([*answer.gaps, *answer.unknown])
    ]


def test_a_group_nearby_and_the_way_to_it_are_given() -> None:
    answer = ask(*kenya(), links(LinkKind.MET, "build chair"), country="kenya")
    first = answer.gaps[0]
    assert first.path is not None
    assert [n.id for n in first.path.nodes] == ["kenyans", "build", "chair", "appg-africa"]
    assert first.introducer is not None
    assert first.introducer.id == "build"


def test_the_home_country_is_not_told_to_lack_a_group() -> None:
    answer = ask(
        *kenya(), country("uk", "United Kingdom"), node(PLACE, "leeds"),
        links(LinkKind.PART_OF, "leeds uk", by="world"), country="uk",
    )  # fmt: skip
    assert answer.headline.startswith("United Kingdom is home in these sources: ")
    assert "uk" not in {g.subject.id for g in answer.gaps if g.rule == "country_without_group"}


def test_a_country_with_bodies_at_work_there_alone_says_so() -> None:
    answer = ask(
        *kenya(), organisation("aid"), links(LinkKind.OPERATES_IN, "aid uganda"), country="uganda"
    )
    assert "linked here: 1 body at work there." in answer.gaps[0].headline

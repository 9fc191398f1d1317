"""Automatic matches: what joins by itself, what never does, and the labelled pairs."""

from pathlib import Path
from random import Random

import pytest

from graph.identity.ledger import Ledger
from graph.identity.match import automatic
from graph.identity.raw import RawNode
from graph.model import Judgement, NodeKind, Statement, Verdict

ORG, PERSON, APPG = NodeKind.ORGANISATION, NodeKind.PERSON, NodeKind.APPG
PAIRS = Path(__file__).parent / "data" / "identity_pairs.csv"


def raw(
    record_id: str, name: str, *said: str, kind: NodeKind = ORG, source: str = "register"
) -> RawNode:
    """A record; ``said`` are further claims such as "identifier=GB-CHC-1"."""
    claims = [("name", name), *((key, value) for key, _, value in (s.partition("=") for s in said))]
    statement = Statement(
        source=source, seen=("2026-06-29",), subject=record_id, claims=tuple(sorted(claims))
    )
    return RawNode(id=record_id, kind=kind, statements=(statement,))


def person(record_id: str, name: str, *said: str) -> RawNode:
    return raw(record_id, name, *said, kind=PERSON)


def groups(*raws: RawNode) -> tuple[tuple[str, ...], ...]:
    return Ledger((), automatic(raws)).groups()


def test_a_match_says_who_made_it_and_why() -> None:
    (found,) = automatic([raw("a", "Ann", "identifier=GB-CHC-1014576"),
                          raw("b", "Ben", "identifier=gb-chc- 1014576")])  # fmt: skip
    assert (found.verdict, found.by, found.on) == (Verdict.SAME, "kithmap", "")
    assert found.why == "Both state the identifier GB-CHC-1014576."


def test_a_shared_identifier_joins_whatever_the_names() -> None:
    assert groups(
        raw("a", "Refugee Council", "identifier=GB-CHC-1014576"),
        raw("b", "British Refugee Council", "identifier=GB-CHC-1014576"),
    ) == (("a", "b"),)


def test_an_identifier_joins_by_a_chain_over_two_registers() -> None:
    assert groups(
        raw("a", "X", "identifier=GB-CHC-1014576"),
        raw("b", "X", "identifier=GB-CHC-1014576", "identifier=GB-COH-02727514"),
        raw("c", "X", "identifier=GB-COH-2727514"),
    ) == (("a", "b", "c"),)


def test_a_shared_identifier_does_not_join_what_another_scheme_tells_apart() -> None:
    assert (
        groups(
            raw("a", "X", "identifier=GB-COH-02727514", "identifier=GB-CHC-1014576"),
            raw("b", "X", "identifier=GB-COH-02727514", "identifier=GB-CHC-1014577"),
        )
        == ()
    )


def test_text_that_is_no_identifier_joins_nothing() -> None:
    assert groups(raw("a", "X", "identifier=none"), raw("b", "Y", "identifier=none")) == ()


def test_an_identifier_joins_within_one_kind_only() -> None:
    assert (
        groups(
            raw("a", "Wales", "identifier=GSS-W92000004", kind=NodeKind.PLACE),
            raw("b", "Wales", "identifier=GSS-W92000004", kind=NodeKind.COUNTRY),
        )
        == ()
    )


def test_an_exact_name_joins_when_one_bearer_has_an_identifier() -> None:
    assert groups(
        raw("org:GB-CHC-1", "Burma Campaign UK", "identifier=GB-CHC-1103000"),
        raw("org:name:burma", "The Burma Campaign UK Ltd"),
    ) == (("org:GB-CHC-1", "org:name:burma"),)


def test_an_exact_name_of_two_identified_bearers_joins_neither_nor_a_third() -> None:
    assert (
        groups(
            raw("a", "Burma Campaign UK", "identifier=GB-CHC-1103000"),
            raw("b", "Burma Campaign UK", "identifier=GB-SC-SC003000"),
            raw("c", "Burma Campaign UK"),
        )
        == ()
    )


def test_an_alias_joins_with_a_name() -> None:
    assert groups(
        raw("a", "British Refugee Council", "alias=Refugee Council", "identifier=GB-CHC-1014576"),
        raw("b", "Refugee Council"),
    ) == (("a", "b"),)


def test_two_aliases_alone_do_not_join() -> None:
    assert (
        groups(
            raw("a", "Eastern Kurdish Front", "alias=Kurdish Solidarity Network"),
            raw("b", "Western Kurdish Front", "alias=Kurdish Solidarity Network"),
        )
        == ()
    )


def test_a_record_between_two_identified_bodies_stays_apart() -> None:
    assert (
        groups(
            raw("a", "Refugee Action North", "identifier=GB-CHC-1014576"),
            raw("b", "Refugee Action South", "identifier=GB-CHC-1014577"),
            raw("c", "Refugee Action North", "alias=Refugee Action South"),
        )
        == ()
    )


def test_a_chain_of_names_between_two_identified_bodies_is_not_cut_at_random() -> None:
    assert (
        groups(
            raw("a", "Refugee Action North", "identifier=GB-CHC-1014576"),
            raw("b", "Refugee Action South", "identifier=GB-CHC-1014577"),
            raw("c", "Refugee Action North", "alias=Refugee Action Everywhere"),
            raw("d", "Refugee Action Everywhere", "alias=Refugee Action South"),
        )
        == ()
    )


@pytest.mark.parametrize("name", ["Lifeline", "Crisis", "Citizens UK", "Somali Community Centre"])
def test_a_common_name_joins_nothing(name: str) -> None:
    assert groups(raw("a", name), raw("b", f"The {name} Ltd")) == ()


CAABU = [
    raw("org:name:caabu", "Caabu"),
    raw("org:name:c1", "Council for Arab-British Understanding (Caabu)"),
    raw("org:name:c2", "Council for Arab-British Understanding (CAABU)"),
]


def test_the_three_spellings_of_caabu_are_one_body() -> None:
    assert groups(*CAABU) == (("org:name:c1", "org:name:c2", "org:name:caabu"),)


def test_a_bare_abbreviation_joins_only_in_a_source_that_spells_it_out() -> None:
    assert (
        groups(
            raw("a", "Caabu", source="sheet"),
            raw("b", "Council for Arab-British Understanding (Caabu)"),
        )
        == ()
    )


def test_a_bare_abbreviation_of_two_bodies_joins_neither() -> None:
    assert (
        groups(
            raw("a", "AFFORD"),
            raw("b", "African Foundation for Development (AFFORD)"),
            raw("c", "Action for Food and Rural Development (AFFORD)"),
        )
        == ()
    )


def test_a_short_abbreviation_a_word_and_another_spelling_join_nothing() -> None:
    assert groups(raw("a", "MRC"), raw("b", "Migrants Resource Centre (MRC)")) == ()
    assert groups(raw("a", "CRISIS"), raw("b", "Community Relief In Sudan Is Safe (CRISIS)")) == ()
    assert groups(raw("a", "Scope"), raw("b", "Supporting Children of Parents East (SCOPE)")) == ()


def test_a_stated_alias_counts_as_an_abbreviation() -> None:
    assert groups(
        raw("a", "CAFOD"), raw("b", "Catholic Agency for Overseas Development", "alias=CAFOD")
    ) == (("a", "b"),)


def test_mrc_and_mrcf_stay_two() -> None:
    assert groups(
        raw("a", "Migrants Resource Centre (MRC)"),
        raw("b", "Migrant and Refugee Communities Forum (MRCF)"),
        raw("c", "MRCF"),
    ) == (("b", "c"),)


def test_people_of_two_numbers_stay_two() -> None:
    assert (
        groups(
            person("person:twfy:1", "Gareth Davies", "identifier=TWFY-1", "chamber=commons"),
            person("person:twfy:2", "Gareth Davies", "identifier=TWFY-2", "chamber=commons"),
            person("person:name:gareth-davies", "Gareth Davies", "chamber=commons"),
        )
        == ()
    )


def test_a_name_without_number_joins_the_one_member_of_its_chamber() -> None:
    assert groups(
        person("person:twfy:1", "Gareth Davies", "identifier=TWFY-1", "chamber=commons"),
        person("person:name:gareth-davies", "Mr Gareth Davies MP", "chamber=commons"),
    ) == (("person:twfy:1", "person:name:gareth-davies"),)


@pytest.mark.parametrize(
    ("name", "said", "joined"),
    [
        ("Gareth Davies", "chamber=senedd", False),
        ("Gareth Davies", "party=", False),
        ("Chi Onwurah", "chamber=senedd", False),
        ("Chi Onwurah", "party=", True),
    ],
)
def test_a_common_name_needs_the_chamber(name: str, said: str, joined: bool) -> None:
    found = groups(
        person("a", name, "identifier=TWFY-1", "chamber=commons"), person("b", name, said)
    )
    assert bool(found) is joined


def test_groups_join_within_one_parliament_only() -> None:
    westminster = raw("appg:uk:kenya", "APPG on Kenya", "parliament=uk", kind=APPG)
    older = raw("appg:uk:kenya-2", "All-Party Parliamentary Group for Kenya", kind=APPG)
    scottish = raw("appg:scotland:kenya", "Cross-Party Group on Kenya", kind=APPG)
    assert groups(westminster, older, scottish) == ()
    older = raw("appg:uk:kenya-2", "APPG for Kenya", "parliament=uk", kind=APPG)
    assert groups(westminster, older, scottish) == (("appg:uk:kenya", "appg:uk:kenya-2"),)


def test_the_order_of_records_changes_nothing() -> None:
    raws = [*CAABU, raw("x", "Burma Campaign UK"), raw("y", "The Burma Campaign UK")]
    for seed in range(10):
        assert automatic(Random(seed).sample(raws, len(raws))) == automatic(raws)


def test_a_judgement_of_a_person_overrules_an_automatic_one() -> None:
    told = Judgement(left="org:name:caabu", right="org:name:c1", verdict=Verdict.DIFFERENT,
                     by="Ann", on="2026-07-01", why="asked them")  # fmt: skip
    assert Ledger([told], automatic(CAABU)).groups() == (("org:name:c1", "org:name:c2"),)

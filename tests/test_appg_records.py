"""Records: people and bodies told once an edition, with every form of their names."""

from graph.model import LinkKind, Method, NodeKind, Visibility
from loaders.appg_bodies import body_name
from loaders.appg_people import person_name
from loaders.appg_records import Bodies, Page, People, Scribe
from loaders.appg_sources import WESTMINSTER

SCRIBE = Scribe(source=WESTMINSTER.source, date="2026-06-29", visibility=Visibility.INTERNAL)
PAGE = Page(locator="wool, officers", url="https://wool.example.org/{yymmdd}")


def test_every_statement_has_source_edition_place_and_visibility() -> None:
    said = SCRIBE.link(LinkKind.OFFICER_OF, "person:twfy:7", "appg:uk:wool", PAGE).statement
    assert (said.source, said.seen, said.locator) == ("appg-uk", ("2026-06-29",), "wool, officers")
    assert said.visibility is Visibility.INTERNAL
    assert said.method is Method.REGISTER
    assert said.url_in("2026-06-29") == "https://wool.example.org/260629"
    own = SCRIBE.node(NodeKind.APPG, "appg:uk:wool", (("name", "Wool"),), PAGE).statement
    assert (own.source, own.seen, own.visibility) == (said.source, said.seen, said.visibility)


def test_a_person_is_told_once_with_the_forms_of_the_name() -> None:
    people = People(SCRIBE, lambda _, fallback: fallback)
    for form in ("Sir Ned Sample", "Sir Ned Sample", "Edward Sample MP", "NED SAMPLE", "Sample"):
        people.meet("person:twfy:7", person_name(form), PAGE, party="Wool", chamber="commons")
    (record,) = people.records()
    assert record.statement.values("name") == ("Sir Ned Sample",)
    assert record.statement.values("alias") == ("Edward Sample", "Ned Sample")
    assert record.statement.values("party") == ("Wool",)
    assert record.statement.values("chamber") == ("commons",)


def test_identifiers_and_the_most_common_party_are_claimed() -> None:
    people = People(SCRIBE, lambda _, fallback: fallback)
    for party, known in (("Wool", ("TWFY-7",)), ("Felt", ()), ("Felt", ("UKPARL-9",))):
        people.meet(
            "person:twfy:7", person_name("Ann Sample"), PAGE, party=party, identifiers=known
        )
    (record,) = people.records()
    assert record.statement.values("party") == ("Felt",)
    assert record.statement.values("identifier") == ("TWFY-7", "UKPARL-9")


def test_the_name_to_show_may_be_given_from_outside() -> None:
    people = People(SCRIBE, lambda pid, fallback: "Dame Ann Sample")
    people.meet("person:twfy:7", person_name("Ann Sample"), PAGE)
    (record,) = people.records()
    assert record.statement.values("name") == ("Dame Ann Sample",)
    assert record.statement.values("alias") == ("Ann Sample",)


def test_single_words_and_whole_phrases_are_no_other_names() -> None:
    people = People(SCRIBE, lambda _, fallback: "Ann Sample")
    for form in ("Sample", "Ann Sample of the seven dales of the county of Felt", "Ann 7 Sample"):
        people.meet("person:twfy:7", person_name(form), PAGE)
    (record,) = people.records()
    assert record.statement.values("alias") == ()


def test_a_body_keeps_its_spellings_its_short_forms_and_its_most_common_address() -> None:
    bodies = Bodies(SCRIBE)
    for name, site in (
        ("Search for Wool", "https://wool.example.org/"),
        ("Search For Wool", ""),
        ("Search for Wool (SW)", "https://wool.example.org/"),
        ("search for wool", "https://old.example.org/"),
    ):
        bodies.meet(body_name(name), PAGE, site)
    (record,) = bodies.records()
    assert record.id == "org:name:search-for-wool"
    assert record.statement.values("name") == ("Search for Wool",)
    assert set(record.statement.values("alias")) == {
        "Search For Wool",
        "search for wool",
        "SW",
        "Search for Wool (SW)",
    }
    assert record.statement.values("website") == ("https://wool.example.org/",)


def test_records_come_sorted_and_do_not_depend_on_the_order_of_mentions() -> None:
    names = ["Wool Trust", "Felt Trust", "Silk Trust"]
    told = []
    for order in (names, names[::-1]):
        bodies = Bodies(SCRIBE)
        for name in order:
            bodies.meet(body_name(name), PAGE)
        told.append(list(bodies.records()))
    assert told[0] == told[1]
    assert [r.id for r in told[0]] == sorted(r.id for r in told[0])

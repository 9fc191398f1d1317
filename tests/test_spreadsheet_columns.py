"""Headings of convenors' sheets: which field each fills, and what the headings tell together."""

import pytest

from graph.errors import BadSource
from graph.model import LinkKind, NodeKind
from graph.schema import LINK_KINDS
from loaders.spreadsheet_columns import is_contact, link_columns, node_columns, phrase_of, sort_of
from loaders.spreadsheet_words import FIELDS, KIND_WORDS, LINK_FIELDS, LINK_WORDS, ROLES, TIES

ORG = NodeKind.ORGANISATION


@pytest.mark.parametrize(
    ("heading", "phrase"),
    [("Charity No.", "charity no"), ("Grant £ (total)", "grant"), ("E-mail", "e mail"),
     ("  Web   site ", "web site"), ("(name)", "name"), ("Body’s name", "bodys name")],
)  # fmt: skip
def test_a_heading_is_compared_by_its_words(heading: str, phrase: str) -> None:
    assert phrase_of(heading) == phrase


@pytest.mark.parametrize(
    "heading",
    ["Email", "E-mail address", "Contact e-mail", "Phone (day)", "Mobile", "Post code", "Address",
     "Date of birth", "Contact name", "DOB", "Work phone", "Nationality", "Religion", "Ethnicity"],
)  # fmt: skip
def test_how_to_reach_a_person_is_a_contact_column(heading: str) -> None:
    assert is_contact(heading)


@pytest.mark.parametrize("heading", ["name", "Website", "Organisation", "Country", "Note"])
def test_other_columns_are_no_contacts(heading: str) -> None:
    assert not is_contact(heading)


def test_no_heading_that_is_understood_is_a_contact_column() -> None:
    tables = (*FIELDS.values(), *LINK_FIELDS.values(), *TIES)
    known = {phrase for text in tables for phrase in text.split("|")}
    assert [phrase for phrase in sorted(known) if is_contact(phrase)] == []


@pytest.mark.parametrize(
    ("name", "headings", "sort"),
    [
        ("nodes", ["x"], "nodes"),
        ("my links", ["x"], "links"),
        ("About", ["x", "y"], "about"),
        ("mine", ["name", "kind"], "nodes"),
        ("mine", ["Organisation", "Funder"], "nodes"),
        ("mine", ["Organisation", "Country", "Notes"], "nodes"),
        ("mine", ["from", "to"], "links"),
        ("mine", ["Funder", "Recipient", "Grant £"], "links"),
        ("mine", ["source", "target", "relationship"], "links"),
        ("mine", ["colour", "shape"], "other"),
        ("mine", [], "other"),
    ],
)
def test_a_sheet_is_known_by_its_name_else_by_its_headings(
    name: str, headings: list[str], sort: str
) -> None:
    assert sort_of(name, headings) == sort


def fields_of(*headings: str) -> list[str]:
    return [column.field for column in node_columns(headings, "mine")]


def test_headings_of_nodes_fill_fields() -> None:
    assert fields_of("Name", "Type", "AKA", "Charity no", "Web site", "Country", "Colour") == [
        "name", "kind", "alias", "identifier", "website", "tie", "",
    ]  # fmt: skip


def test_the_first_heading_that_says_what_it_names_holds_the_names() -> None:
    first, second = node_columns(["Country", "Organisation"], "mine")
    assert (first.field, second.field, second.kind) == ("tie", "name", ORG)
    (only,) = node_columns(["Country"], "mine")
    assert (only.field, only.kind) == ("name", NodeKind.COUNTRY)
    funder, _ = node_columns(["Funder", "Website"], "mine")
    assert (funder.field, funder.kind, funder.role) == ("name", ORG, "funder")


@pytest.mark.parametrize(
    ("heading", "scheme"),
    [("Charity number", "GB-CHC"), ("Company No", "GB-COH"), ("Scottish charity number", "GB-SC"),
     ("TheyWorkForYou ID", "TWFY"), ("GSS code", "GSS")],
)  # fmt: skip
def test_a_column_of_numbers_tells_their_scheme(heading: str, scheme: str) -> None:
    _, column = node_columns(["name", heading], "mine")
    assert (column.field, column.scheme) == ("identifier", scheme)


def test_a_slip_is_refused_and_a_stranger_is_not() -> None:
    with pytest.raises(BadSource, match=r"'websiet'.*'website'"):
        node_columns(["name", "websiet"], "mine")
    assert fields_of("name", "Priority", "RAG", "2024") == ["name", "", "", ""]


def ends_of(*headings: str) -> tuple[dict[str, str], LinkKind | None]:
    columns, kind = link_columns(headings, "mine")
    return {c.field: c.heading for c in columns if c.field}, kind


@pytest.mark.parametrize(
    ("headings", "start", "end", "kind"),
    [
        (["From", "To", "Link kind"], "From", "To", None),
        (["Source", "Target", "Relationship"], "Source", "Target", None),
        (["Funder", "Recipient", "Grant £"], "Funder", "Recipient", LinkKind.FUNDED),
        (["Donor", "Organisation"], "Donor", "Organisation", LinkKind.FUNDED),
        (["Member", "Organisation"], "Member", "Organisation", LinkKind.MEMBER_OF),
        (["Officer", "APPG", "Role"], "Officer", "APPG", LinkKind.OFFICER_OF),
        (["Participant", "Event"], "Participant", "Event", LinkKind.TOOK_PART_IN),
        (["Organisation", "Relationship", "Campaign"], "Organisation", "Campaign", None),
    ],
)
def test_headings_of_links_tell_ends_and_perhaps_the_kind(
    headings: list[str], start: str, end: str, kind: LinkKind | None
) -> None:
    fields, usual = ends_of(*headings)
    assert (fields["from"], fields["to"], usual) == (start, end, kind)


def test_money_may_be_headed_by_its_currency() -> None:
    columns, _ = link_columns(["Funder", "Recipient", "Total (EUR)", "Paid £"], "mine")
    assert [(c.field, c.currency) for c in columns[2:]] == [("amount", "EUR"), ("amount", "GBP")]


def test_an_end_column_may_tell_the_kind_of_what_stands_there() -> None:
    columns, _ = link_columns(["Officer", "APPG"], "mine")
    assert columns[1].kind is NodeKind.APPG


def test_every_table_of_words_leads_to_something_that_exists() -> None:
    assert set(KIND_WORDS) >= {kind.value for kind in NodeKind}
    assert {role for _, role in KIND_WORDS.values()} - {""} <= {r.value for r in ROLES.values()}
    assert {word.kind for word in LINK_WORDS.values()} == set(LINK_KINDS)


def test_every_tie_of_a_heading_may_run_from_some_node() -> None:
    for heading, tie in TIES.items():
        ends = {a if tie.backward else b for a, b in LINK_KINDS[tie.kind].pairs}
        assert tie.far is None or tie.far in ends or tie.kind is LinkKind.MET, heading

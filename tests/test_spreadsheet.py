"""A convenor's own sheet: what its rows become."""

from pathlib import Path

import pytest

from graph.model import Amount, Edition, Method, Status, Visibility
from loaders import get_loader
from loaders.spreadsheet import SpreadsheetLoader, template
from tests.sheets import TODAY, Read, csv_files, workbook

KENYA = "country:KE"


@pytest.fixture
def read(tmp_path: Path) -> "Reader":
    return Reader(tmp_path)


class Reader:
    """Reads CSV texts given by file name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, **texts: str) -> Read:
        return Read(csv_files(self.folder, **texts))


def test_the_template_loads_as_it_stands(read: Reader) -> None:
    found = read(**{name.removesuffix(".csv"): text for name, text in template().items()})
    assert found.report.set_aside == {}
    resolved = found.resolved()
    assert len(resolved.nodes) == 14
    assert len(resolved.links) == 20
    assert len(found.batches) == 1


def test_the_loader_is_found_by_its_name() -> None:
    assert isinstance(get_loader("spreadsheet"), SpreadsheetLoader)


def test_every_statement_has_the_source_the_day_and_the_visibility_asked_for(
    tmp_path: Path,
) -> None:
    paths = csv_files(tmp_path, My_list="Organisation,Country\nKenya Trust,Kenya\n")
    found = Read(paths, Visibility.PUBLIC)
    (batch,) = found.batches
    assert (batch.source.id, batch.source.licence) == ("sheet:my-list", "the owner's own")
    assert batch.replaces
    assert {(s.source, s.seen, s.visibility, s.method) for s in found.statements} == {
        ("sheet:my-list", (TODAY,), Visibility.PUBLIC, Method.HAND)
    }


def test_a_sheet_about_tells_date_title_owner_and_licence(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "mine.xlsx",
        nodes=[["name", "kind"], ["Kenya Trust", "charity"]],
        about=[["date", "2024-03-01"], ["title", "Kenya list"], ["owner", "Kenya Forum"],
               ["licence", "CC BY 4.0"], ["colour", "blue"]],
    )  # fmt: skip
    (batch,) = Read([path]).batches
    assert batch.edition == Edition(
        source="sheet:mine", date="2024-03-01", sha256=batch.edition.sha256
    )
    assert (batch.source.title, batch.source.publisher) == ("Kenya list", "Kenya Forum")
    assert batch.source.licence == "CC BY 4.0"


def test_node_and_link_files_of_one_name_are_one_source(read: Reader) -> None:
    found = read(
        east_nodes="name,kind\nKenya Trust,charity\n",
        east_links="from,link,to\nKenya Trust,met,APPG on Kenya\n",
        west="name,kind\nGhana Trust,charity\n",
    )
    assert [batch.source.id for batch in found.batches] == ["sheet:east", "sheet:west"]


def test_plain_nodes_and_links_are_named_by_their_folder(tmp_path: Path) -> None:
    folder = tmp_path / "Kenya list"
    folder.mkdir()
    csv_files(folder, nodes="name,kind\nA Trust,charity\n")
    csv_files(folder, links="from,link,to\nA Trust,met,B Trust\n")
    assert [b.source.id for b in Read([folder]).batches] == ["sheet:kenya-list"]


def test_the_same_files_give_the_same_records(tmp_path: Path) -> None:
    paths = csv_files(tmp_path, **{n.removesuffix(".csv"): t for n, t in template().items()})
    assert Read(paths).records == Read(paths).records


# ---- nodes


def test_a_node_row_tells_names_numbers_roles_and_addresses(read: Reader) -> None:
    found = read(mine=(
        "Organisation,Charity no,Also known as,Roles,Website,Description,Source url\n"
        "British Refugee Council,1014576,Refugee Council; BRC,charity; forum,"
        "www.example.org,Helps.,https://example.org/a\n"
    ))  # fmt: skip
    statement = found.nodes["org:GB-CHC-1014576"]
    assert statement.claims == (
        ("alias", "BRC"), ("alias", "Refugee Council"), ("identifier", "GB-CHC-1014576"),
        ("name", "British Refugee Council"), ("role", "charity"), ("role", "forum"),
        ("summary", "Helps."), ("website", "https://www.example.org"),
    )  # fmt: skip
    assert statement.url == "https://example.org/a"
    assert statement.locator == "mine.csv, row 2"


@pytest.mark.parametrize(
    ("row", "node_id"),
    [
        ("APPG on Kenya,", "appg:uk:kenya"),
        ("All-Party Parliamentary Group for the Armed Forces,", "appg:uk:armed-forces"),
        ("Cross-Party Group in the Scottish Parliament on Kenya,", "appg:scotland:kenya"),
        ("Chi Onwurah MP,", "person:name:chi-onwurah"),
        ("Lord Evans of Rainow,", "person:name:lord-evans-of-rainow"),
        ("Kenya,", KENYA),
        ("Scotland,", "place:scotland"),
        ("Kenya Trust,", "org:name:kenya-trust"),
        ("Kenyans in Leeds,community", "community:kenyans-in-leeds"),
        ("Mental health,theme", "theme:mental-health"),
        ("City Safe,campaign", "campaign:city-safe"),
        ("Africa Day 2024,event", "event:africa-day-2024"),
        ("First report,publication", "publication:first-report"),
        ("Leeds,place", "place:leeds"),
        ("KE,country", KENYA),
    ],
)
def test_ids_are_made_as_the_other_loaders_make_them(read: Reader, row: str, node_id: str) -> None:
    assert list(read(mine=f"name,kind\n{row}\n").nodes) == [node_id]


def test_an_id_of_the_store_is_kept(read: Reader) -> None:
    found = read(mine="id,name,kind\nappg:uk:turkiye,APPG on Turkey,appg\n7,Kenya Trust,charity\n")
    assert list(found.nodes) == ["appg:uk:turkiye", "org:name:kenya-trust"]


def test_a_guessed_kind_is_reported(read: Reader) -> None:
    facts = read(mine="name\nAPPG on Kenya\nKenya Trust\n").report.facts
    assert facts["kind guessed: appg"] == 1
    assert facts["kind guessed: organisation"] == 1
    facts = read(mine="Campaign\nCity Safe\n").report.facts
    assert facts["column 'Campaign' read as names (campaign)"] == 1


def test_a_word_for_a_kind_may_give_a_role_too(read: Reader) -> None:
    found = read(mine="name,type\nKenya Trust,Funder\nEast Group,diaspora group\n")
    assert ("role", "funder") in found.nodes["org:name:kenya-trust"].claims
    assert ("role", "diaspora_group") in found.nodes["org:name:east-group"].claims


def test_a_person_needs_a_public_role(read: Reader) -> None:
    found = read(people=(
        "name,kind,role\n"
        "Ann Body,person,Chair of trustees\n"
        "Ben Body,person,\n"
        "Cat Body,person,volunteer\n"
        "Dan Body MP,person,\n"
        "Eve Body,person,Caseworker of an MP\n"
    ))  # fmt: skip
    assert list(found.nodes) == [f"person:name:{n}-body" for n in ("ann", "dan", "eve")]
    assert ("chamber", "commons") not in found.nodes["person:name:eve-body"].claims
    assert found.report.set_aside == {"person without a public role": 2}
    assert "row 3" in found.report.examples["person without a public role"]
    assert ("chamber", "commons") in found.nodes["person:name:dan-body"].claims


def test_a_heading_or_a_kind_may_tell_the_public_role(read: Reader) -> None:
    found = read(mine="MP\nAnn Body\n", yours="name,type\nBen Body,councillor\nCat Body,Peer\n")
    assert found.report.set_aside == {}
    assert ("chamber", "commons") in found.nodes["person:name:ann-body"].claims
    assert ("summary", "councillor") in found.nodes["person:name:ben-body"].claims
    assert ("chamber", "lords") in found.nodes["person:name:cat-body"].claims


def test_a_sign_for_nothing_is_an_empty_cell(read: Reader) -> None:
    rows = "Kenya Trust,charity,n/a,-\nB Trust,charity,,NA\n"
    found = read(mine=f"name,kind,charity no,country\n{rows}")
    assert found.nodes["org:name:kenya-trust"].values("identifier") == ()
    assert found.links == [("org:name:b-trust", "about", "country:NA")]


def test_links_of_a_person_without_a_public_role_are_set_aside(read: Reader) -> None:
    found = read(
        nodes="name,kind\nBen Body,person\nKenya Trust,organisation\n",
        links="from,link,to\nBen Body,member of,Kenya Trust\n",
    )
    assert found.links == []
    assert found.report.set_aside["link of a person without a public role"] == 1


def test_contact_columns_are_dropped_and_counted(read: Reader) -> None:
    found = read(mine=(
        "name,kind,E-mail,Phone (work),Address,Contact name,Note\n"
        "Kenya Trust,charity,a@example.org,020 7946 0000,1 High St,Ann Body,"
        "\"write to b@example.org, 020 7946 0001\"\n"
    ))  # fmt: skip
    assert found.report.facts["contact cells dropped"] == 4
    told = repr(found.records)
    assert not any(secret in told for secret in ("example.org", "7946", "High St", "Ann Body"))


def test_columns_that_mean_nothing_here_are_named_in_the_report(read: Reader) -> None:
    found = read(mine="name,kind,Priority\nKenya Trust,charity,high\n")
    assert found.report.facts["column 'Priority' not read"] == 1


# ---- ties told in node columns


@pytest.mark.parametrize(
    ("row", "heading", "cell", "link"),
    [
        ("Kenya Trust,charity", "Country", "Kenya", ("org:name:kenya-trust", "about", KENYA)),
        ("Kenya Trust,charity", "Country", "UK",
         ("org:name:kenya-trust", "based_in", "country:GB")),
        ("Kenya Trust,charity", "Country of origin", "Kenya",
         ("org:name:kenya-trust", "heritage", KENYA)),
        ("Kenyans,community", "Country", "Kenya", ("community:kenyans", "heritage", KENYA)),
        ("APPG on Kenya,appg", "Heritage", "Kenya", ("appg:uk:kenya", "about", KENYA)),
        ("Kenya Trust,charity", "Serves", "Kenyans in Leeds",
         ("org:name:kenya-trust", "serves", "community:kenyans-in-leeds")),
        ("APPG on X,appg", "Community", "Roma people",
         ("appg:uk:x", "about", "community:roma")),
        ("Kenya Trust,charity", "Borough", "Ealing",
         ("org:name:kenya-trust", "based_in", "place:ealing")),
        ("Kenya Trust,charity", "Works in", "Kenya",
         ("org:name:kenya-trust", "operates_in", KENYA)),
        ("Kenya Trust,charity", "Works in", "Leeds",
         ("org:name:kenya-trust", "operates_in", "place:leeds")),
        ("Kenya Trust,charity", "Topic", "health",
         ("org:name:kenya-trust", "about", "theme:health")),
        ("Kenya Trust,charity", "Funder", "East Fund",
         ("org:name:east-fund", "funded", "org:name:kenya-trust")),
        ("Kenya Trust,charity", "Grantees", "East Fund",
         ("org:name:kenya-trust", "funded", "org:name:east-fund")),
        ("Kenya Trust,charity", "Works with", "East Fund",
         ("org:name:kenya-trust", "met", "org:name:east-fund")),
        ("City Safe,campaign", "Partners", "East Fund",
         ("org:name:east-fund", "partner_in", "campaign:city-safe")),
        ("Kenya Trust,charity", "Campaigns", "City Safe",
         ("org:name:kenya-trust", "partner_in", "campaign:city-safe")),
        ("APPG on Kenya,appg", "Secretariat", "Kenya Trust",
         ("org:name:kenya-trust", "secretariat_of", "appg:uk:kenya")),
        ("APPG on Kenya,appg", "Chair", "Ann Body",
         ("person:name:ann-body", "officer_of", "appg:uk:kenya")),
        ("Kenya Trust,charity", "Member of", "APPG on Kenya",
         ("org:name:kenya-trust", "member_of", "appg:uk:kenya")),
    ],
)  # fmt: skip
def test_a_column_may_tie_a_row_to_other_nodes(
    read: Reader, row: str, heading: str, cell: str, link: tuple[str, str, str]
) -> None:
    found = read(mine=f"name,kind,{heading}\n{row},{cell}\n")
    assert found.links == [link]
    assert len(found.resolved().links) == 1


def test_a_tie_finds_the_row_that_describes_its_end_wherever_it_stands(read: Reader) -> None:
    found = read(mine=(
        "name,kind,charity number,aliases,funder\n"
        "Kenya Trust,charity,,,EF\n"
        "East Fund,funder,1014576,EF,\n"
    ))  # fmt: skip
    assert found.links == [("org:GB-CHC-1014576", "funded", "org:name:kenya-trust")]


def test_a_person_represents_a_constituency(read: Reader) -> None:
    found = read(mine="MP,constituency,party\nAnn Body MP,Leeds East,Labour\n")
    assert found.links == [("person:name:ann-body", "represents", "place:leeds-east")]


# ---- link sheets


def links_of(read: Reader, text: str) -> list[tuple[str, str, str]]:
    return read(links=text).links


@pytest.mark.parametrize(
    ("words", "link"),
    [
        ("funded", ("org:name:a-trust", "funded", "org:name:b-trust")),
        ("was funded by", ("org:name:b-trust", "funded", "org:name:a-trust")),
        ("Received a grant from", ("org:name:b-trust", "funded", "org:name:a-trust")),
        ("met", ("org:name:a-trust", "met", "org:name:b-trust")),
        ("member_of", ("org:name:a-trust", "member_of", "org:name:b-trust")),
        ("has as member", ("org:name:b-trust", "member_of", "org:name:a-trust")),
        ("partner", ("org:name:a-trust", "met", "org:name:b-trust")),
        ("works with", ("org:name:a-trust", "met", "org:name:b-trust")),
        ("is part of", ("org:name:a-trust", "part_of", "org:name:b-trust")),
        ("formerly", ("org:name:a-trust", "successor_of", "org:name:b-trust")),
        ("runs", ("org:name:a-trust", "runs", "org:name:b-trust")),
    ],
)
def test_a_link_kind_is_told_in_words_or_as_the_schema_names_it(
    read: Reader, words: str, link: tuple[str, str, str]
) -> None:
    assert links_of(read, f"from,link,to\nA Trust,{words},B Trust\n") == [link]


def test_every_kind_and_both_wordings_of_the_schema_are_understood() -> None:
    from graph.schema import LINK_KINDS
    from graph.text import search_words
    from loaders.spreadsheet_words import LINK_WORDS

    for kind, rule in LINK_KINDS.items():
        assert LINK_WORDS[kind.value.replace("_", " ")].kind is kind
        for words in (rule.forward, rule.backward):
            assert LINK_WORDS[" ".join(search_words(words))].kind is kind


def test_a_link_row_tells_dates_money_office_and_status(read: Reader) -> None:
    found = read(grants=(
        "Funder,Recipient,Grant £,Start date,End date,Status,Detail,Source\n"
        "East Fund,Kenya Trust,\"12,500\",01/04/2024,March 2026,planned,core costs,Annual report\n"
    ))  # fmt: skip
    link = found.link("funded")
    assert link.amount == Amount(low=12500, high=12500)
    assert (link.since, link.until, link.status) == ("2024-04-01", "2026-03", Status.PLANNED)
    assert (link.detail, link.note) == ("core costs", "source: Annual report")
    assert link.locator == "grants.csv, row 2"
    assert found.report.facts["links read as 'funded' by their headings"] == 1


def test_a_meeting_begins_and_ends_on_its_day(read: Reader) -> None:
    link = read(links="from,link,to,date\nA Trust,met,B Trust,1 March 2024\n").link("met")
    assert (link.since, link.until) == ("2024-03-01", "2024-03-01")


def test_two_grants_between_one_pair_are_two_statements_of_one_link(read: Reader) -> None:
    rows = "A Trust,funds,B Trust,500\nA Trust,funds,B Trust,700\n"
    found = read(links=f"from,link,to,amount\n{rows}")
    (link,) = found.resolved().links.values()
    assert sorted(s.amount.low for s in link.statements if s.amount) == [500, 700]


def test_several_ends_in_a_cell_are_several_links(read: Reader) -> None:
    assert len(links_of(read, "from,link,to\nA Trust; B Trust,met,C Trust|D Trust\n")) == 4


def test_an_office_makes_a_person_public_and_is_kept(read: Reader) -> None:
    found = read(links="from,link,to\nAnn Body,chairs,APPG on Kenya\n")
    assert found.links == [("person:name:ann-body", "officer_of", "appg:uk:kenya")]
    assert found.link("officer_of").detail == "Chair"
    assert ("summary", "Chair") in found.nodes["person:name:ann-body"].claims


def test_an_end_nobody_described_is_made_when_the_link_tells_its_kind(read: Reader) -> None:
    found = read(links="from,link,to\nEast Fund,supports,Friends of Kenya\n")
    assert found.links == [("org:name:east-fund", "supports", "appg:uk:friends-of-kenya")]
    assert found.report.facts["appg named in links only"] == 1


def test_a_column_may_tell_the_kind_of_an_end(read: Reader) -> None:
    text = "from,link,to,to kind\nEast Fund,funds,Kenya Calling,campaign\n"
    assert links_of(read, text) == [("org:name:east-fund", "funded", "campaign:kenya-calling")]


def test_a_key_of_the_sheet_or_an_id_of_the_store_names_an_end(read: Reader) -> None:
    found = read(
        nodes="id,name,kind\nA1,Kenya Trust,charity\n",
        links="from,link,to\na1,member of,appg:uk:kenya\n",
    )
    assert found.links == [("org:name:kenya-trust", "member_of", "appg:uk:kenya")]


def test_a_workbook_gives_what_the_same_csv_files_give(tmp_path: Path) -> None:
    nodes: list[list[object]] = [["name", "kind"], ["Kenya Trust", "charity"]]
    links: list[list[object]] = [["from", "link", "to", "date", "amount"],
                                 ["East Fund", "funds", "Kenya Trust", None, 500]]  # fmt: skip
    book = Read([workbook(tmp_path / "mine.xlsx", nodes=nodes, links=links, Notes=[["colour"]])])
    assert book.links == [("org:name:east-fund", "funded", "org:name:kenya-trust")]
    assert book.link("funded").locator == "links, row 2"
    assert book.report.facts["sheet 'Notes' not read"] == 1

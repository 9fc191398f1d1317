"""Sheets that cannot be used: one clear line with file, sheet, row, column and what to do."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import BadSource
from tests.sheets import Read, csv_files, workbook

NODES = "name,kind\nKenya Trust,charity\n"

# (what is wrong, file name, text, parts of the message: the cell, the reason, the advice)
BAD: list[tuple[str, str, str, tuple[str, ...]]] = [
    ("no heading", "mine", "\n\n", ("mine.csv", "no row with text")),
    ("no known column", "mine", "colour,shape\nred,round\n",
     ("mine.csv", "no sheet holds nodes or links", "'name'")),
    ("a slip in a heading", "mine", "name,kind,chaity number\nA Trust,charity,1\n",
     ("mine.csv", "'chaity number'", "'charity number'")),
    ("a slip in a name column", "nodes", "nmae,kind\nA Trust,charity\n",
     ("no column holds the names", "'nmae'", "Head one 'name'")),
    ("two name columns", "mine", "name,title,kind\nA Trust,B,charity\n",
     ("'name' and 'title'", "Head one of them 'note'")),
    ("two equal headings", "mine", "name,Name\nA Trust,B\n", ("two columns are headed",)),
    ("contact columns only", "nodes", "email,phone\na@example.org,1\n",
     ("no column holds the names", "contact columns only")),
    ("no name in a row", "mine", "name,kind\n,charity\n",
     ("row 2, column 'name'", "the cell is empty")),
    ("an unknown kind", "mine", "name,kind\nA Trust,gadget\n",
     ("row 2, column 'kind'", "'gadget' is no kind of node", "organisation, appg")),
    ("no kind to be told", "mine", "name\nKenya Calling\n",
     ("row 2, column 'name'", "nothing tells what 'Kenya Calling' is", "column 'kind'")),
    ("an unknown role", "mine", "name,kind,role\nA Trust,charity,wizard\n",
     ("row 2, column 'role'", "'wizard' is no role of a body", "funder")),
    ("a bad charity number", "mine", "name,kind,charity no\nA Trust,charity,twelve\n",
     ("row 2, column 'charity no'", "is no identifier", "GB-CHC")),
    ("an identifier without scheme", "mine", "name,kind,identifier\nA Trust,charity,1014576\n",
     ("column 'identifier'", "is no identifier", "GB-CHC-1014576")),
    ("a bad website", "mine", "name,kind,website\nA Trust,charity,none yet\n",
     ("column 'website'", "is no web address", "https://")),
    ("a script for a website", "mine", "name,kind,website\nA Trust,charity,javascript:alert(1)\n",
     ("column 'website'", "is no web address")),
    ("a bad source address", "mine", "name,kind,source url\nA Trust,charity,the report\n",
     ("column 'source url'", "is no web address")),
    ("a bad status", "mine", "name,kind,status\nA Trust,charity,maybe\n",
     ("column 'status'", "'maybe' is no status", "held, planned")),
    ("an unknown country", "mine", "name,kind,country\nA Trust,charity,Kenia\n",
     ("row 2, column 'country'", "'Kenia' is no country", "ISO code")),
    ("a country and more", "mine", "name,kind,country\nA Trust,charity,Kenya (Nairobi)\n",
     ("'Kenya (Nairobi)' is no country", "Write only Kenya")),
    ("a country and a stranger by comma", "mine",
     "name,kind,country\nA Trust,charity,\"Kenya, Atlantis\"\n",
     ("is no country", "Write only Kenya")),
    ("an unknown country row", "mine", "name,kind\nAtlantis,country\n",
     ("'Atlantis' is no country",)),
    ("a person and a country", "mine", "name,kind,role,country\nAnn Body,person,Mayor,Kenya\n",
     ("row 2, column 'country'", "a person is never linked to a country", "Link the body")),
    ("a person and a heritage", "mine", "name,kind,role,heritage\nAnn Body,person,Mayor,Kenya\n",
     ("a person is never linked to a country",)),
    ("a person and a community", "mine", "name,kind,role,community\nAnn Body,person,Mayor,Sikhs\n",
     ("a person is never linked to a community",)),
    ("a private person and a country", "mine", "name,kind,country\nAnn Body,person,Kenya\n",
     ("a person is never linked to a country",)),
    ("a person about a country in a link", "links", "from,link,to\nAnn Body MP,about,Kenya\n",
     ("column 'from'", "a person is never linked to a country")),
    ("a person of a heritage in a link", "links", "from,link,to\nAnn Body MP,heritage,Kenya\n",
     ("a person is never linked to a country",)),
    ("a group of no parliament", "mine", "name\nCross-Party Group on Kenya\n",
     ("does not say of which parliament", "'parliament'")),
    ("an unknown parliament", "mine", "name,parliament\nAPPG on Kenya,Dail\n",
     ("'Dail' is no parliament", "senedd")),
    ("a name of signs only", "mine", "name,kind\n???,charity\n", ("'???' is no name",)),
    ("no end", "links", "from,link,to\nA Trust,met,\n",
     ("row 2, column 'to'", "the cell is empty")),
    ("no beginning", "links", "from,link,to\n,met,B Trust\n", ("row 2, column 'from'",)),
    ("no link kind", "links", "from,link,to\nA Trust,,B Trust\n",
     ("row 2, column 'link'", "the cell is empty")),
    ("an unknown link kind", "links", "from,link,to\nA Trust,envies,B Trust\n",
     ("row 2, column 'link'", "'envies' is no kind of link", "member of")),
    ("no column for the end", "links", "from,link\nA Trust,met\n", ("where links run to",)),
    ("no column for the beginning", "links", "link,to\nmet,A Trust\n", ("where links run from",)),
    ("no column for the kind", "links", "from,to\nA Trust,B Trust\n",
     ("no column says how the two are tied", "'link kind'")),
    ("two columns for the kind", "links", "from,link,kind,to\nA Trust,met,x,B Trust\n",
     ("two columns could be 'link'",)),
    ("an end of unknown kind", "links", "from,link,to\nA Trust,funds,Kenya Calling\n",
     ("row 2, column 'to'", "'Kenya Calling' is in no row of the nodes", "'to kind'")),
    ("two ends of unknown kind", "links", "from,link,to\nAlpha,met,Beta\n",
     ("column 'from'", "'Alpha' is in no row of the nodes")),
    ("an address for a name", "mine", "name,kind\nann@example.org,charity\n",
     ("row 2, column 'name'", "a name holds an e-mail address", "Write the name only")),
    ("an unknown kind of end", "links", "from,link,to,to kind\nA Trust,funds,X,gadget\n",
     ("column 'to kind'", "'gadget' is no kind of node")),
    ("a link that cannot be", "links", "from,link,to\nA Trust,supports,B Trust\n",
     ("cannot run from organisation to organisation", "organisation to appg")),
    ("a link to itself", "links", "from,link,to\nA Trust,met,The A Trust\n",
     ("both ends are one node",)),
    ("a month before a day", "links", "from,link,to,date\nA Trust,met,B Trust,03/31/2024\n",
     ("row 2, column 'date'", "is no day of the calendar", "Days come before months")),
    ("a date in words", "links", "from,link,to,since\nA Trust,met,B Trust,soon\n",
     ("column 'since'", "'soon' is no date", "01/03/2024")),
    ("an end before the beginning", "links",
     "from,link,to,since,until\nA Trust,funds,B Trust,2024,2023\n",
     ("column 'until'", "ends (2023) before it begins (2024)")),
    ("no amount", "links", "from,link,to,amount\nA Trust,funds,B Trust,lots\n",
     ("column 'amount'", "'lots' is no amount", "12500")),
    ("a negative amount", "links", "from,link,to,amount\nA Trust,funds,B Trust,-5\n",
     ("column 'amount'", "is no amount")),
    ("two currencies", "links", "from,link,to,amount,currency\nA Trust,funds,B Trust,£5,EUR\n",
     ("column 'amount'", "is no amount")),
    ("an error of a formula", "links", "from,link,to,amount\nA Trust,funds,B Trust,#REF!\n",
     ("column 'amount'", "the cell holds the error #REF! of a formula")),
]  # fmt: skip


@pytest.mark.parametrize(("stem", "text", "parts"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_a_sheet_that_cannot_be_used_gets_one_clear_line(
    tmp_path: Path, stem: str, text: str, parts: tuple[str, ...]
) -> None:
    with pytest.raises(BadSource) as error:
        Read(csv_files(tmp_path, **{stem: text}))
    line = str(error.value)
    assert "\n" not in line
    assert f"{stem}.csv" in line
    assert error.value.next_step
    assert [part for part in parts if part not in line] == []


def test_the_sheet_of_a_workbook_is_named(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "mine.xlsx",
        nodes=[["name", "kind"], ["A Trust", "charity"]],
        links=[["from", "link", "to"], [], ["A Trust", "envies", "B Trust"]],
    )
    with pytest.raises(BadSource) as error:
        Read([path])
    assert "mine.xlsx, sheet 'links', row 3, column 'link'" in str(error.value)


def test_two_rows_of_one_name_and_two_kinds_are_told_apart_by_their_id(tmp_path: Path) -> None:
    nodes = "id,name,kind\n1,Kenya Calling,campaign\n2,Kenya Calling,event\n3,A Trust,charity\n"
    with pytest.raises(BadSource, match=r"'Kenya Calling' could be campaign .* and event"):
        Read(csv_files(tmp_path, nodes=nodes, links="from,link,to\nA Trust,runs,Kenya Calling\n"))
    found = Read(csv_files(tmp_path, nodes=nodes, links="from,link,to\nA Trust,runs,2\n"))
    assert found.links == [("org:name:a-trust", "runs", "event:kenya-calling")]


def test_an_about_sheet_with_half_a_date_is_refused(tmp_path: Path) -> None:
    for cell, reason in (("2024", "no whole date"), ("soon", "is no date")):
        with pytest.raises(BadSource, match=reason):
            Read(csv_files(tmp_path, nodes=NODES, about=f"date,{cell}\nowner,Ann\n"))


def test_an_about_sheet_may_give_only_known_values(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="no web address"):
        Read(csv_files(tmp_path, nodes=NODES, about="url,somewhere\n"))


def test_nothing_comes_of_a_sheet_with_one_bad_row(tmp_path: Path) -> None:
    rows = "".join(f"Trust {n},charity\n" for n in range(50))
    with pytest.raises(BadSource, match="row 52"):
        Read(csv_files(tmp_path, mine=f"name,kind\n{rows}Last,gadget\n"))


def test_no_path_a_folder_without_tables_and_another_ending_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="kithmap template"):
        Read([])
    with pytest.raises(BadSource, match="holds no table"):
        Read([tmp_path])
    (tmp_path / "mine.docx").write_bytes(b"PK")
    with pytest.raises(BadSource, match=r"'\.docx' is no table"):
        Read([tmp_path / "mine.docx"])
    with pytest.raises(BadSource, match="no such file"):
        Read([tmp_path / "none.csv"])


def test_markup_and_formulas_stay_plain_text(tmp_path: Path) -> None:
    found = Read(csv_files(tmp_path, mine=(
        "name,kind,note\n<b>Kenya</b> Trust,charity,\"=HYPERLINK(\"\"x\"\")\"\n"
    )))  # fmt: skip
    (statement,) = found.statements
    assert statement.values("name") == ("<b>Kenya</b> Trust",)
    assert statement.note == '=HYPERLINK("x")'


CELL = st.sampled_from(
    ["", "Kenya", "A Trust", "Ann Body MP", "APPG on Kenya", "charity", "person", "met", "about",
     "funded by", "heritage", "2024", "£5", "x", "https://example.org", "a@example.org", "1014576",
     "Kenya; Uganda", "chairs", "planned", "Mayor", "country:KE"]
)  # fmt: skip
HEADING = st.sampled_from(
    ["name", "kind", "role", "country", "heritage", "from", "to", "link", "amount", "date",
     "funder", "charity no", "website", "community", "works with", "Email", "to kind", "id"]
)  # fmt: skip


QUIET = [HealthCheck.function_scoped_fixture]


@settings(max_examples=200, deadline=None, suppress_health_check=QUIET)
@given(st.lists(HEADING, min_size=1, max_size=6, unique=True), st.data())
def test_any_sheet_is_read_or_refused_and_never_ties_a_person_to_a_country(
    tmp_path: Path, headings: list[str], data: st.DataObject
) -> None:
    rows = data.draw(st.lists(st.lists(CELL, min_size=len(headings), max_size=len(headings)),
                              min_size=1, max_size=4))  # fmt: skip
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in [headings, *rows])
    try:
        found = Read(csv_files(tmp_path, mine=text))
    except BadSource:
        return
    kinds = ("country:", "community:", "theme:")
    for source, _, target in found.links:
        ends = (source, target)
        assert not (any(e.startswith("person:") for e in ends) and any(
            e.startswith(kinds) for e in ends))  # fmt: skip
    assert "a@example.org" not in [v for s in found.statements for _, v in s.claims]

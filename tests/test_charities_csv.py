"""Northern Ireland's and Scotland's registers: encoding, lists with commas, absent numbers."""

from pathlib import Path

import pytest

from graph.errors import BadSource
from graph.model import LinkKind, Record
from loaders.base import Report
from tests import charity_cut as cut

NI = {"Reg charity number": 100003, "Charity name": "Strabane Ethnic Community Association"}
SC = {"Charity Number": "SC012345", "Charity Name": "African Centre", "Purposes": ""}
ARTS = "The advancement of the arts, culture, heritage or science"
NEED = (
    "The relief of those in need by reason of youth, age, ill-health, disability, financial "
    "hardship or other disadvantage"
)


def ni(folder: Path, report: Report | None = None, **cells: object) -> list[Record]:
    said = NI | {key.replace("_", " "): value for key, value in cells.items()}
    return cut.records(cut.ni(folder, said), report=report)


def sc(folder: Path, report: Report | None = None, **cells: object) -> list[Record]:
    said = SC | {key.replace("_", " "): value for key, value in cells.items()}
    return cut.records(cut.sc(folder, said), report=report)


def test_a_northern_irish_charity_has_its_number_and_role(tmp_path: Path) -> None:
    (node,) = cut.nodes(ni(tmp_path)).values()
    assert node.id == "org:GB-NIC-100003"
    assert node.statement.claims == (
        ("identifier", "GB-NIC-100003"),
        ("name", "Strabane Ethnic Community Association"),
        ("role", "charity"),
    )


def test_windows_1252_is_read_as_it_was_written(tmp_path: Path) -> None:
    (node,) = cut.nodes(ni(tmp_path, Charity_name="Fírinne – Women’s Group")).values()
    assert node.statement.values("name") == ("Fírinne – Women’s Group",)


def test_an_item_of_a_list_keeps_its_own_commas(tmp_path: Path) -> None:
    report = Report()
    found = ni(tmp_path, report, What_the_charity_does=f"{ARTS},{NEED}")
    assert cut.targets(found, LinkKind.ABOUT) == ["theme:culture", "theme:poverty"]
    assert report.set_aside == {}


def test_double_blanks_and_capitals_in_a_heading_do_not_hide_it(tmp_path: Path) -> None:
    rights = (
        "The advancement of human rights, conflict resolution or reconciliation or the promotion "
        "of  religious or racial harmony or equality and diversity"
    )
    report = Report()
    found = ni(tmp_path, report, What_the_charity_does=rights, Who_the_charity_helps="Hiv/aids")
    themes = ["theme:human-rights", "theme:global-health"]
    assert cut.targets(found, LinkKind.ABOUT) == themes
    assert report.set_aside == {}


def test_an_unknown_heading_is_set_aside_with_its_words(tmp_path: Path) -> None:
    report = Report()
    found = ni(tmp_path, report, Who_the_charity_helps="Women,Skiers,Men")
    assert cut.targets(found, LinkKind.ABOUT) == ["theme:women-and-girls"]
    example = "charitydetails.csv, row 2, 'Skiers'"
    assert report.examples == {"a heading that is not known here": example}


def test_a_status_of_removed_sets_a_charity_aside(tmp_path: Path) -> None:
    report = Report()
    path = cut.ni(
        tmp_path,
        NI | {"Status": "Removed: 3 May 2022"},
        {"Reg charity number": 100004, "Charity name": "Here", "Status": "Overdue: 64 days"},
    )
    assert set(cut.nodes(cut.records(path, report=report))) == {"org:GB-NIC-100004"}
    assert report.set_aside == {"a charity removed from the register": 1}


@pytest.mark.parametrize(
    ("number", "company"),
    [("0", ()), ("22996", ("GB-COH-NI022996",)), ("631720", ("GB-COH-NI631720",)),
     ("NI631720", ("GB-COH-NI631720",)), ("07451584", ("GB-COH-07451584",))],
)  # fmt: skip
def test_a_company_number_has_the_letters_that_the_export_leaves_out(
    tmp_path: Path, number: str, company: tuple[str, ...]
) -> None:
    (node,) = cut.nodes(ni(tmp_path, Company_number=number)).values()
    assert node.statement.values("identifier") == (*company, "GB-NIC-100003")


def test_another_name_that_is_none_is_no_alias(tmp_path: Path) -> None:
    (node,) = cut.nodes(ni(tmp_path, Other_name="N/A")).values()
    assert node.statement.values("alias") == ()
    (node,) = cut.nodes(ni(tmp_path, Other_name="SECA")).values()
    assert node.statement.values("alias") == ("SECA",)


def test_no_contact_column_of_the_export_is_kept(tmp_path: Path) -> None:
    kept = repr(
        ni(tmp_path, Public_address="2 Mill Lane, BT1 1AA", Email="ann@example.org",
           Telephone="028 9035 0000", Charitable_purposes="Ring Ann Body")
    )  # fmt: skip
    for word in ("Mill Lane", "BT1", "ann@", "9035", "Ann Body"):
        assert word not in kept


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("charitydetails_2023_05_03_15_02_35.csv", "2023-05-03"),
        ("charitydetails.csv", "2024-02-28"),
    ],
)
def test_the_day_is_that_of_the_name_else_of_the_newest_registration(
    tmp_path: Path, name: str, day: str
) -> None:
    late = {"Reg charity number": 100004, "Charity name": "B", "Date registered": "28/02/2024",
            "Date for financial year ending": "31 December 2024"}  # fmt: skip
    (batch,) = cut.read(cut.ni(tmp_path, NI, late, name=name))
    assert (batch.source.id, batch.edition.date) == ("charity-register-ni", day)


def test_an_export_that_tells_no_day_is_refused(tmp_path: Path) -> None:
    path = cut.ni(tmp_path, NI | {"Date registered": ""})
    with pytest.raises(BadSource, match="nothing tells the day"):
        cut.read(path)


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    path = cut.ni(tmp_path, NI)
    path.write_bytes(path.read_bytes().replace(b",Status,", b",State,"))
    with pytest.raises(BadSource, match=r"no column 'Status' \(charitydetails.csv\)"):
        cut.read(path)


@pytest.mark.parametrize("odd", [b"1,2\r\n", b",".join([b"x"] * 20) + b"\r\n"])
def test_a_row_of_another_width_is_refused_with_its_number(tmp_path: Path, odd: bytes) -> None:
    path = cut.ni(tmp_path, NI)
    path.write_bytes(path.read_bytes() + odd)
    with pytest.raises(BadSource, match=r"cells where the heading has 16 \(.*row 3\)"):
        cut.read(path)


@pytest.mark.parametrize("cells", [{"Reg charity number": "x"}, {"Charity name": ""}])
def test_a_row_without_number_or_name_is_set_aside(
    tmp_path: Path, cells: dict[str, object]
) -> None:
    report = Report()
    cut.records(cut.ni(tmp_path, NI | cells), report=report)
    assert report.set_aside == {"a charity without a number or a name": 1}


# ---- Scotland, by its published headings


@pytest.mark.parametrize("number", ["SC012345", "sc12345", "12345"])
def test_a_scottish_charity_has_its_number(tmp_path: Path, number: str) -> None:
    (node,) = cut.nodes(sc(tmp_path, Charity_Number=number)).values()
    assert node.id == "org:GB-SC-SC012345"
    assert node.statement.values("identifier") == ("GB-SC-SC012345",)


def test_lists_between_single_quotes_are_split(tmp_path: Path) -> None:
    report = Report()
    found = sc(
        tmp_path, report,
        Purposes="'The advancement of education','The advancement of the arts, heritage, culture "
        "or science','The saving of lives'",
        Beneficiaries="'Children/young people', 'Older people'",
    )  # fmt: skip
    assert cut.targets(found, LinkKind.ABOUT) == [
        "theme:education", "theme:culture", "theme:health", "theme:young-people",
        "theme:older-people",
    ]  # fmt: skip
    assert report.set_aside == {}


def test_a_list_without_quotes_is_split_against_the_known_headings(tmp_path: Path) -> None:
    found = sc(tmp_path, Purposes="The advancement of religion, The saving of lives")
    assert cut.targets(found, LinkKind.ABOUT) == ["theme:faith", "theme:health"]


@pytest.mark.parametrize("cells", [{"Charity_Status": "Removed"}, {"Ceased_Date": "01/02/2020"}])
def test_a_charity_that_ceased_is_set_aside(tmp_path: Path, cells: dict[str, str]) -> None:
    path = cut.sc(tmp_path, SC | {k.replace("_", " "): v for k, v in cells.items()})
    if "Ceased_Date" in cells:
        data = path.read_bytes().replace(b"Year End", b"Ceased Date")
        path.write_bytes(data[:-2] + b"1/2/20\r\n")
    report = Report()
    cut.records(path, report=report)
    assert report.set_aside == {"a charity removed from the register": 1}


@pytest.mark.parametrize(
    ("cells", "places"),
    [
        ({"Main_Operating_Location": "Glasgow City"}, ["place:scotland"]),
        ({"Geographical_Spread": "UK and overseas"}, ["place:scotland"]),
        ({"Geographical_Spread": "Overseas only"}, []),
        ({"Main_Operating_Location": "Outwith Scotland"}, []),
        ({}, []),
    ],
)
def test_a_scottish_charity_works_in_scotland_unless_it_says_otherwise(
    tmp_path: Path, cells: dict[str, str], places: list[str]
) -> None:
    assert cut.targets(sc(tmp_path, None, **cells), LinkKind.OPERATES_IN) == places


def test_the_scottish_edition_has_the_day_of_its_name_and_its_attribution(tmp_path: Path) -> None:
    (batch,) = cut.read(cut.sc(tmp_path, SC))
    assert (batch.source.id, batch.edition.date) == ("charity-register-sc", "2023-09-07")
    assert "Office of the Scottish Charity Regulator" in batch.source.attribution
    assert "Open Government Licence v3.0" in batch.source.attribution


def test_known_as_is_an_alias_and_postcodes_stay_behind(tmp_path: Path) -> None:
    found = sc(tmp_path, Known_As="AFC", Postcode="G1 1AA", Website="https://afc.example.org")
    (node,) = cut.nodes(found).values()
    assert node.statement.values("alias") == ("AFC",)
    assert node.statement.values("website") == ("https://afc.example.org",)
    assert "G1 1AA" not in repr(found)


def test_three_registers_load_together_oldest_first(tmp_path: Path) -> None:
    cut.one(tmp_path, "LANGO ASSOCIATION")
    cut.ni(tmp_path, NI)
    cut.sc(tmp_path, SC)
    found = [(b.edition.date, b.source.id[-2:]) for b in cut.read(tmp_path)]
    assert found == [("2013-12-13", "ni"), ("2023-09-07", "ew"), ("2023-09-07", "sc")]


@pytest.mark.slow
def test_a_whole_register_is_a_complete_edition(tmp_path: Path) -> None:
    rows = [{"Reg charity number": n, "Charity name": f"Body {n}"} for n in range(100000, 105000)]
    (batch,) = cut.read(cut.ni(tmp_path, *rows))
    assert (batch.edition.complete, batch.replaces) == (True, True)
    (part,) = cut.read(cut.ni(tmp_path, *rows[1:]))
    assert (part.edition.complete, part.replaces) == (False, False)

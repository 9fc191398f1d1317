"""Records in the making: bad rows are told together; values are parted where all is known."""

from pathlib import Path

import pytest

from graph.errors import BadRows, BadSource
from tests.sheets import Read, csv_files

TRUST = "org:name:kenya-trust"


def test_several_bad_rows_get_one_clear_line_each(tmp_path: Path) -> None:
    text = "name,kind,charity no\nA Trust,gadget,\nB Trust,charity,\nC Trust,charity,twelve\n"
    with pytest.raises(BadRows) as error:
        Read(csv_files(tmp_path, mine=text))
    assert str(error.value).startswith("2 rows cannot be used")
    assert len(error.value.rows) == 2
    for line, parts in zip(
        error.value.rows, (("row 2", "'gadget'"), ("row 4", "'twelve'")), strict=True
    ):
        assert "\n" not in line
        assert [part for part in parts if part not in line] == []


def test_bad_links_are_told_together_too(tmp_path: Path) -> None:
    text = "from,link,to\nA Trust,envies,B Trust\nA Trust,met,B Trust\nA Trust,funds,A Trust\n"
    with pytest.raises(BadRows) as error:
        Read(csv_files(tmp_path, links=text))
    assert [line[line.index("row") :][:5] for line in error.value.rows] == ["row 2", "row 4"]


def test_one_bad_row_is_the_failure_itself(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="'gadget' is no kind of node") as error:
        Read(csv_files(tmp_path, mine="name,kind\nA Trust,gadget\nB Trust,charity\n"))
    assert not isinstance(error.value, BadRows)


def test_no_more_than_fifty_lines_are_told(tmp_path: Path) -> None:
    rows = "".join(f"Trust {n},gadget\n" for n in range(60))
    with pytest.raises(BadRows) as error:
        Read(csv_files(tmp_path, mine=f"name,kind\n{rows}"))
    assert len(error.value.rows) == 51
    assert error.value.rows[-1] == "and 10 more"


def test_a_failed_node_is_not_told_again_by_every_link_to_it(tmp_path: Path) -> None:
    with pytest.raises(BadSource) as error:
        Read(csv_files(
            tmp_path, nodes="name,kind\nOdd One,gadget\n",
            links="from,link,to\nA Trust,funds,Odd One\nB Trust,funds,Odd One\n",
        ))  # fmt: skip
    assert not isinstance(error.value, BadRows)


@pytest.mark.parametrize(
    ("cell", "countries"),
    [
        ('"Kenya, Uganda"', ["KE", "UG"]),
        ("Kenya and Uganda", ["KE", "UG"]),
        ('"Kenya, Uganda and Ghana"', ["GH", "KE", "UG"]),
        ("Kenya/Uganda", ["KE", "UG"]),
        ("Kenya & Uganda", ["KE", "UG"]),
        ("Trinidad and Tobago", ["TT"]),
        ("Bosnia and Herzegovina; Kenya", ["BA", "KE"]),
    ],
)
def test_countries_in_one_cell_are_parted_where_all_are_known(
    tmp_path: Path, cell: str, countries: list[str]
) -> None:
    found = Read(csv_files(tmp_path, mine=f"name,kind,country\nKenya Trust,charity,{cell}\n"))
    assert found.links == [(TRUST, "about", f"country:{code}") for code in countries]


def test_bodies_are_parted_at_commas_where_rows_name_them_all(tmp_path: Path) -> None:
    found = Read(csv_files(
        tmp_path, nodes="name,kind\nA Trust,charity\nB Trust,charity\nKenya Trust,charity\n",
        links='from,link,to\nKenya Trust,met,"A Trust, B Trust"\n',
    ))  # fmt: skip
    assert [target for _, _, target in found.links] == ["org:name:a-trust", "org:name:b-trust"]


def test_a_name_with_a_comma_stays_whole_where_its_parts_are_unknown(tmp_path: Path) -> None:
    found = Read(csv_files(
        tmp_path, links='from,link,to\n"Kent, Surrey and Sussex Trust",met,A Trust\n'
    ))  # fmt: skip
    assert found.links == [("org:name:kent-surrey-and-sussex-trust", "met", "org:name:a-trust")]


def test_partners_parted_by_commas_alone_are_several(tmp_path: Path) -> None:
    found = Read(csv_files(
        tmp_path, mine='Organisation,Partners\nKenya Trust,"A Trust, B Trust"\nC Trust,D Trust\n'
    ))  # fmt: skip
    assert [(s, t) for s, k, t in found.links if k == "met"] == [
        ("org:name:c-trust", "org:name:d-trust"), (TRUST, "org:name:a-trust"),
        (TRUST, "org:name:b-trust"),
    ]  # fmt: skip
    assert found.report.facts["cells of 'Partners' parted at commas"] == 1


def test_a_partner_list_ties_body_and_partners_to_the_programme(tmp_path: Path) -> None:
    found = Read(csv_files(
        tmp_path,
        partners="Organisation,Partners,Programme\nKenya Trust,A Trust;B Trust,New Start\n",
    ))  # fmt: skip
    joined = [s for s, k, t in found.links if (k, t) == ("partner_in", "campaign:new-start")]
    assert joined == ["org:name:a-trust", "org:name:b-trust", TRUST]
    assert [s for s, k, _ in found.links if k == "met"] == [TRUST, TRUST]


def test_a_row_of_several_programmes_ties_every_partner_to_each(tmp_path: Path) -> None:
    found = Read(csv_files(
        tmp_path, partners="Organisation,Partners,Programme\nKenya Trust,A Trust,One; Two\n"
    ))  # fmt: skip
    assert sorted((s, t) for s, k, t in found.links if k == "partner_in") == [
        ("org:name:a-trust", "campaign:one"), ("org:name:a-trust", "campaign:two"),
        (TRUST, "campaign:one"), (TRUST, "campaign:two"),
    ]  # fmt: skip

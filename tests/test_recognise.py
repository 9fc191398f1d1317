"""Sorting a folder: each file goes to the loader that knows its beginning; none is forgotten."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from graph.errors import BadSource
from loaders.recognise import Sorted, loader_of, sort_folder
from loaders.recognisers import RECOGNISERS
from tests.appg_cut import group
from tests.malformed import book

ALL = {row.loader for row in RECOGNISERS}
GROUP = group("ghana")
GRANT = {"grants": [{"id": "360G-a-1", "fundingOrganization": [{"id": "GB-CHC-1", "name": "F"}]}]}
GRANT_SHEET = "Identifier,Title,Amount Awarded,Funding Org:Name\n360G-a-1,Tea,5,F\n"
MEMBERS = "ID,Summary,Parent Interest ID,MNIS ID\n1,x,,5\n"


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def zipped(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


def piles(found: Sorted) -> dict[str, list[str]]:
    return {pile.loader: [path.name for path in pile.paths] for pile in found.piles}


@pytest.mark.parametrize(
    ("name", "content", "loader"),
    [
        ("ghana.json", json.dumps(GROUP), "appg"),
        ("anything.zip", zipped({"x/ghana.json": json.dumps(GROUP)}), "appg"),
        ("g.json", json.dumps(GRANT), "grants"),
        ("g.csv", GRANT_SHEET, "grants"),
        ("g.csv.gz", gzip.compress(GRANT_SHEET.encode(), mtime=0), "grants"),
        ("g.csv", GRANT_SHEET.encode("utf-16"), "grants"),
        ("g.csv", b"\xef\xbb\xbf" + GRANT_SHEET.encode(), "grants"),
        ("publicextract.charity.zip", b"PK broken", "charities"),
        ("PublishedInterest-Category_4.csv", MEMBERS, "interests"),
        ("260629.zip", zipped({"260629/a.csv": MEMBERS}), "interests"),
        ("p.json", '{"attributes": {"action": "x", "signature_count": 3}}', "petitions"),
        ("p.csv", "Petition,URL,State,Signatures Count\nx,y,open,3\n", "petitions"),
        ("ids.csv", "org_id_a,org_id_b,name\nGB-CHC-1,GB-COH-2,x\n", "org_ids"),
        ("x.parquet", b"PAR1..PARL25..percentage_overlap_pop..PAR1", "places"),
        ("README.md", "# registers", ""),
        ("headings.csv", GRANT_SHEET.split("\n")[0] + "\n", ""),
        ("other.csv", "a,b\n1,2\n", ""),
        ("other.json", '{"a": 1}', ""),
        ("broken.zip", b"PK\x03\x04 cut", ""),
        ("broken.csv.gz", b"\x1f\x8b\x08 cut", ""),
        ("broken.xlsx", b"PK\x03\x04 cut", ""),
        ("empty.csv", b"", ""),
    ],
)
def test_a_file_is_known_by_its_beginning(
    tmp_path: Path, name: str, content: str | bytes, loader: str
) -> None:
    assert loader_of(put(tmp_path, name, content)) == loader


def test_a_workbook_is_known_by_the_headings_of_a_sheet_with_rows(tmp_path: Path) -> None:
    heading = GRANT_SHEET.split("\n")[0].split(",")
    row = GRANT_SHEET.split("\n")[1].split(",")
    full, empty = book(heading, row, title="grants"), book(heading)
    assert loader_of(put(tmp_path, "full.xlsx", full)) == "grants"
    assert loader_of(put(tmp_path, "empty.xlsx", empty)) == ""


def test_a_loader_gets_the_widest_folder_that_is_its_own(tmp_path: Path) -> None:
    put(tmp_path, "giving/json/a.json", json.dumps(GRANT))
    put(tmp_path, "giving/csv/b.csv", GRANT_SHEET)
    put(tmp_path, "giving/README.md", "# grants")
    put(tmp_path, "mixed/a.csv", GRANT_SHEET)
    put(tmp_path, "mixed/interests/b.csv", MEMBERS)
    put(tmp_path, "loose.csv", GRANT_SHEET)
    found = sort_folder(tmp_path, ALL)
    assert piles(found) == {"grants": ["giving", "loose.csv", "a.csv"], "interests": ["interests"]}
    assert [path.name for path in found.unknown] == ["README.md"]


def test_a_file_of_a_loader_that_is_not_there_is_listed_as_unknown(tmp_path: Path) -> None:
    put(tmp_path, "a/g.csv", GRANT_SHEET)
    put(tmp_path, "a/i.csv", MEMBERS)
    found = sort_folder(tmp_path, {"grants"})
    assert piles(found) == {"grants": ["a"]}
    assert [path.name for path in found.unknown] == ["i.csv"]


def test_hidden_files_and_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    outside = put(tmp_path, "outside/g.csv", GRANT_SHEET)
    put(tmp_path, "in/.hidden/g.csv", GRANT_SHEET)
    put(tmp_path, "in/mine.csv", GRANT_SHEET)
    (tmp_path / "in/link.csv").symlink_to(outside)
    assert piles(sort_folder(tmp_path / "in", ALL)) == {"grants": ["mine.csv"]}


@pytest.mark.parametrize("make", ["nothing", "file", "strange"])
def test_a_folder_in_which_nothing_is_known_is_refused(tmp_path: Path, make: str) -> None:
    place = tmp_path if make == "strange" else tmp_path / "x"
    if make == "file":
        put(tmp_path, "x", "text")
    put(tmp_path, "other.csv", "a,b\n1,2\n")
    with pytest.raises(BadSource, match=r"folder"):
        sort_folder(place, ALL)


@pytest.mark.real_data
def test_every_register_beside_the_checkout_has_a_loader(real_data: Path) -> None:
    found = sort_folder(real_data, ALL)
    folders = {path.relative_to(real_data).as_posix() for p in found.piles for path in p.paths}
    assert {"appg", "threesixtygiving", "charity_register_ew", "charity_register_ni", "census",
            "org_ids", "petitions", "parliament/register_of_interests"} <= folders  # fmt: skip
    assert sum(len(pile.files) for pile in found.piles) + len(found.unknown) == sum(
        path.is_file() for path in real_data.rglob("*")
    )

"""Quirks that any source may have: encodings, mojibake, entities, identifiers, dates, Namibia."""

import gzip
import io
import json
import zipfile
from functools import cache
from pathlib import Path

import pytest

from graph.model import Link, LinkKind, Node
from graph.store import open_store
from graph.store.base import Store
from loaders.run import load
from tests import appg_cut, charity_cut, grants_made
from tests.malformed import Sample, book, lines, samples, zipped
from tests.test_malformed import TODAY, loader

# A name in each sample, in whose place another is put.
NAMES = {
    "appg": "Wool", "grants": "Drum Club", "charities": "Strand Club", "spreadsheet": "Kenya Union",
    "petitions": "Help Kenya", "parliament": "Ann Body",
    "interests": "Sample",
}  # fmt: skip
EXTRACT = "KENYA UNION"


def named(sample: Sample) -> str:
    return EXTRACT if "publicextract" in sample.name else NAMES[sample.loader]


def loaded(folder: Path, sample: Sample, data: bytes) -> Store:
    path = folder / sample.name
    path.write_bytes(data)
    store = open_store("sqlite://")
    load(store, loader(sample.loader), [path], today=TODAY)
    return store


@cache
def text_of(sample: Sample) -> str:
    return sample.data.decode("cp1252" if "charitydetails" in sample.name else "utf-8-sig")


def nodes(store: Store) -> dict[str, Node]:
    return {node.id: node for node in store.nodes()}


def links(store: Store, kind: LinkKind) -> list[Link]:
    return [link for link in store.links() if link.kind is kind]


def has(store: Store, name: str) -> bool:
    """Whether a node is called so, whatever stands around the name and in whatever case."""
    wanted = name.casefold()
    return any(
        wanted in told.casefold() for node in store.nodes() for told in (node.name, *node.aliases)
    )


TEXTS = [s for s in samples() if s.form in ("csv", "json", "txt") and s.loader in NAMES]
TABLES = [s for s in TEXTS if s.form == "csv"]


@pytest.mark.parametrize("sample", [s for s in TEXTS if s.form != "txt"], ids=lambda s: s.id)
def test_a_byte_order_mark_is_no_part_of_the_first_heading(tmp_path: Path, sample: Sample) -> None:
    text = text_of(sample).replace(named(sample), "Café Sample")
    assert has(loaded(tmp_path, sample, text.encode("utf-8-sig")), "Café Sample")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
@pytest.mark.parametrize(
    # A table that a program publishes is never saved again by hand.
    "sample",
    [s for s in TABLES if s.loader != "parliament"],
    ids=lambda s: s.id,
)
def test_a_table_may_be_in_any_encoding_that_spreadsheets_write(
    tmp_path: Path, sample: Sample, encoding: str
) -> None:
    text = text_of(sample).replace(named(sample), "Café ‘Sample’")
    assert has(loaded(tmp_path, sample, text.encode(encoding)), "Café ‘Sample’")


MOJIBAKE = "Café Sample".encode().decode("cp1252")


@pytest.mark.parametrize("sample", TABLES, ids=lambda s: s.id)
def test_mojibake_in_a_table_is_mended(tmp_path: Path, sample: Sample) -> None:
    text = text_of(sample).replace(named(sample), MOJIBAKE)
    store = loaded(tmp_path, sample, text.encode())
    assert has(store, "Café Sample")
    assert not has(store, "Ã")


def test_mojibake_in_grants_is_mended_in_every_form(tmp_path: Path) -> None:
    for sample in (s for s in samples() if s.loader == "grants"):
        store = loaded(tmp_path, sample, renamed(sample, "Drum Club", MOJIBAKE))
        assert has(store, "Café Sample"), sample.name
        assert not has(store, "Ã"), sample.name


def renamed(sample: Sample, old: str, new: str) -> bytes:
    """The sample with one text in the place of another, whatever packing it is in."""
    if sample.form == "gz":
        return gzip.compress(gzip.decompress(sample.data).replace(old.encode(), new.encode()))
    if sample.form == "xlsx":
        with zipfile.ZipFile(io.BytesIO(sample.data)) as held:
            parts = {n: held.read(n).replace(old.encode(), new.encode()) for n in held.namelist()}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            for name, data in parts.items():
                made.writestr(name, data)
        return out.getvalue()
    quoted = json.dumps(new)[1:-1] if sample.form == "json" else new
    return sample.data.replace(old.encode(), quoted.encode())


@pytest.mark.parametrize("sample", TEXTS, ids=lambda s: s.id)
def test_html_entities_are_the_letters_that_they_stand_for(tmp_path: Path, sample: Sample) -> None:
    text = text_of(sample).replace(named(sample), "Caf&#233; &amp; Tea")
    store = loaded(tmp_path, sample, text.encode("utf-8"))
    assert has(store, "Café & Tea") or has(store, "Café and Tea")
    assert not has(store, "&#")


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
@pytest.mark.parametrize("written", ["GB-CHC- 1153055 ", " gb-chc-1153055", "GB-CHC-1153055"])
def test_an_identifier_with_blanks_in_it_is_the_same_body_in_grants(
    tmp_path: Path, form: str, written: str
) -> None:
    (sample,) = [s for s in samples() if s.loader == "grants" and s.form == form]
    store = loaded(tmp_path, sample, renamed(sample, "GB-CHC-1164859", written))
    assert nodes(store)["org:GB-CHC-1153055"].identifiers == ("GB-CHC-1153055",)


def test_an_identifier_with_blanks_in_it_is_the_same_body_in_ones_own_sheet(
    tmp_path: Path,
) -> None:
    sample = Sample("spreadsheet", "mine-nodes.csv", b"", "csv")
    data = lines("name,kind,charity number", "Sample Union,organisation,GB-CHC- 1153055 ")
    (node,) = nodes(loaded(tmp_path, sample, data)).values()
    assert node.identifiers == ("GB-CHC-1153055",)


def test_a_number_with_blanks_is_the_same_charity_in_a_register(tmp_path: Path) -> None:
    sample = Sample("charities", "publicextract.charity.json", b"", "json")
    row = charity_cut.charity(1, "SAMPLE UNION") | {"registered_charity_number": " 1153055 "}
    data = charity_cut.as_json(charity_cut.CHARITY, [row])
    assert "org:GB-CHC-1153055" in nodes(loaded(tmp_path, sample, data))


def test_day_month_year_is_read_in_every_source_that_writes_it(tmp_path: Path) -> None:
    (grants,) = [s for s in samples() if s.loader == "grants" and s.form == "csv"]
    store = loaded(tmp_path, grants, renamed(grants, "2015-06-10", "03/02/2015"))
    (funded,) = links(store, LinkKind.FUNDED)
    assert funded.statements[0].since == "2015-02-03"

    wool = appg_cut.group("wool", detailed_benefits=[appg_cut.benefit("Felt Trust")])
    appg = Sample("appg", "wool.json", b"", "json")
    (given,) = links(loaded(tmp_path, appg, json.dumps(wool).encode()), LinkKind.SUPPORTS)
    assert given.statements[0].since == "2026-02-03"

    sheet = Sample("spreadsheet", "ties-links.csv", b"", "csv")
    rows = lines("from,from kind,link kind,to,to kind,since",
                 "A Trust,organisation,funded,B Union,organisation,03/02/2015")  # fmt: skip
    (tie,) = links(loaded(tmp_path, sheet, rows), LinkKind.FUNDED)
    assert tie.statements[0].since == "2015-02-03"


def test_na_is_namibia_and_never_nothing(tmp_path: Path) -> None:
    headings = grants_made.HEADINGS + ",Beneficiary Location:Country Code"
    for name, data in (
        ("grants.csv", lines(headings, grants_made.ROW + ",NA")),
        ("grants.xlsx", book(headings.split(","), [*grants_made.ROW.split(","), "NA"])),
        ("grants.json", json.dumps({"grants": [
            grants_made.grant(1, beneficiaryLocation=[{"countryCode": "NA"}])]}).encode()),
    ):  # fmt: skip
        store = loaded(tmp_path, Sample("grants", name, b"", ""), data)
        assert "country:NA" in nodes(store), name
    sheet = Sample("spreadsheet", "mine-nodes.csv", b"", "csv")
    rows = lines("name,kind,country of heritage", "Sample Union,organisation,Namibia")
    assert "country:NA" in nodes(loaded(tmp_path, sheet, rows))
    charity_cut.one(tmp_path, "SAMPLE UNION", areas=["Namibia"])
    store = open_store("sqlite://")
    tables = sorted(tmp_path.glob("publicextract.*"))
    load(store, loader("charities"), tables, today=TODAY)
    assert "country:NA" in nodes(store)


def test_a_group_in_an_archive_may_have_entities_and_marks(tmp_path: Path) -> None:
    group = appg_cut.group("wool", title="Wool &amp; Felt All-Party Parliamentary Group")
    data = zipped("appgs/wool.json", json.dumps(group).encode("utf-8-sig"))
    assert has(loaded(tmp_path, Sample("appg", "appgs.zip", b"", "zip"), data), "Wool & Felt")

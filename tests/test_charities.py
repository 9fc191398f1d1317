"""The real registers: figures that were counted apart, and a second load that changes nothing."""

import json
import re
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from graph.errors import BadSource
from graph.model import LinkKind, LinkRecord, NodeRecord, Record, Role
from graph.policy import has_contacts
from graph.store import open_store
from loaders import get_loader
from loaders.base import Batch, Report
from loaders.charities import CharitiesLoader
from loaders.charities_areas import AreaNames
from loaders.charities_shape import Area
from loaders.charities_sources import (
    ENGLAND_WALES,
    NORTHERN_IRELAND,
    SCOTLAND,
    CharityRegister,
)
from loaders.run import load
from tests import charity_cut as cut

EW = "charity_register_ew"


def kinds(batch: Batch) -> dict[str, int]:
    return dict(Counter(str(r.kind) for r in batch.records))


@cache
def everything(real_data: Path) -> tuple[list[Record], Report]:
    """All records of all registers at hand, read once."""
    report = Report()
    found = cut.records(real_data / EW, real_data / "charity_register_ni", report=report)
    return found, report


def test_the_loader_is_found_by_its_name() -> None:
    assert get_loader("charities").name == "charities"


@pytest.mark.parametrize("register", [ENGLAND_WALES, NORTHERN_IRELAND, SCOTLAND])
def test_a_register_travels_with_its_licence_and_attribution(register: CharityRegister) -> None:
    source = register.source
    assert source.licence == "OGL-UK-3.0"
    assert source.publisher in source.attribution
    assert "Open Government Licence v3.0" in source.attribution
    assert source.url.startswith("https://")


def test_a_charity_is_shown_on_the_regulators_own_page(tmp_path: Path) -> None:
    cut.one(tmp_path, "LANGO ASSOCIATION")
    said = cut.nodes(cut.records(tmp_path))["org:GB-CHC-1014576"].statement
    assert said.url.endswith("/charity-details/?regId=1014576&subId=0")
    assert said.locator == "charity 1014576"


def test_loading_twice_changes_nothing(tmp_path: Path) -> None:
    cut.one(tmp_path, "GHANA UNION", 102, 204, areas=["Ghana"])
    loader = CharitiesLoader(cut.gazetteer())
    store = open_store("sqlite:///:memory:")
    first = load(store, loader, [tmp_path], today="2026-01-01")
    again = load(store, loader, [tmp_path], today="2026-01-01")
    (node,) = store.nodes(["org:GB-CHC-1014576"])
    store.close()
    assert (first.unchanged, again.unchanged) == (False, True)
    assert set(node.roles) == {Role.CHARITY, Role.DIASPORA_GROUP}


def test_a_bad_table_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    cut.one(tmp_path, "GHANA UNION", 204)
    (tmp_path / "publicextract.charity_other_names.txt").write_bytes(b"nothing\r\nhere\r\n")
    store = open_store("sqlite:///:memory:")
    with pytest.raises(BadSource, match=r"no column date_of_extract.*other_names.txt, line 1"):
        load(store, CharitiesLoader(cut.gazetteer()), [tmp_path], today="2026-01-01")
    assert store.counts().nodes == 0
    store.close()


def test_the_same_files_give_the_same_records_in_any_packing(tmp_path: Path) -> None:
    cut.one(tmp_path, "GHANA UNION", 102, 204, areas=["Ghana", "Kenya"])
    (packed,) = cut.read(tmp_path)
    for path in sorted(tmp_path.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            archive.extractall(tmp_path)
        path.unlink()
    (plain,) = cut.read(tmp_path)
    assert plain.records == packed.records
    assert plain.edition == packed.edition


@pytest.mark.real_data
def test_the_tab_separated_extract_holds_its_counts(real_data: Path) -> None:
    report = Report()
    (batch,) = cut.read(real_data / EW / "extract_txt", report=report)
    assert (batch.edition.date, batch.edition.complete) == ("2023-09-07", False)
    assert report.used == 397
    assert report.set_aside["a charity removed from the register"] == 175
    # 122 main charities, 275 linked ones that are all parts, 37 that were taken over.
    assert kinds(batch) == {
        "organisation": 434, "part_of": 275, "successor_of": 37, "about": 424,
        "operates_in": 206, "country": 70, "place": 5, "theme": 17,
    }  # fmt: skip


@pytest.mark.real_data
def test_the_json_extract_holds_its_counts(real_data: Path) -> None:
    report = Report()
    (batch,) = cut.read(real_data / EW / "reshaped_json", report=report)
    assert batch.edition.date == "2025-02-11"
    assert report.used == report.facts["charities"] == 200
    assert kinds(batch)["operates_in"] == 1281
    assert report.facts["diaspora bodies inferred"] == 18
    mains = {i.split("-")[-1] for i in cut.nodes(batch.records)}
    with zipfile.ZipFile(real_data / EW / "reshaped_json/publicextract.charity.zip") as archive:
        rows = json.loads(archive.read(archive.namelist()[0]).decode("utf-8-sig"))
    assert mains == {str(row["registered_charity_number"]) for row in rows}


@pytest.mark.real_data
def test_known_diaspora_bodies_are_found_and_others_are_not(real_data: Path) -> None:
    sample = real_data / EW / "real_rows" / "charities_working_overseas_200.jsonl"
    (batch,) = cut.read(sample)
    found = dict(cut.ends(batch.records, LinkKind.HERITAGE))
    known = {"1045456": "UG", "1120485": "MU", "1114892": "SL", "1146460": "SO", "1199884": "UA",
             "1097995": "africa"}  # fmt: skip
    for number, land in known.items():
        assert found[f"org:GB-CHC-{number}"] == f"country:{land}"
    # They help people of one origin and work abroad, and nothing in their words names either.
    for number in ("1111042", "1119324", "289433", "1190576"):
        assert f"org:GB-CHC-{number}" not in found


@pytest.mark.real_data
def test_every_country_of_the_real_rows_is_known(real_data: Path) -> None:
    report = Report()
    cut.read(real_data / EW / "reshaped_json", report=report)
    assert set(report.set_aside) == {
        "an area that is no place here (Local Authority)",
        "a country of a charity that lists more than 100",
    }


@pytest.mark.real_data
def test_every_area_of_the_registers_own_list_is_known_or_a_council(real_data: Path) -> None:
    text = (real_data / EW / "lookups" / "cc-aoo-gss-iso-new.csv").read_text("utf-8-sig")
    kinds = re.findall(r"^(Country|Continent|Region),(\"[^\"]+\"|[^,]+),", text, re.MULTILINE)
    names = [name.strip('"') for _, name in kinds]
    assert len(names) > 250
    places = AreaNames(cut.gazetteer(), {})
    assert [n for n in names if not places.places(Area(kind="Country", name=n))] == []


@pytest.mark.real_data
def test_the_northern_irish_register_holds_its_counts(real_data: Path) -> None:
    report = Report()
    (batch,) = cut.read(real_data / "charity_register_ni", report=report)
    assert (batch.edition.date, batch.edition.complete) == ("2024-02-28", False)
    assert (report.read, report.used) == (365, 329)
    # Every heading is known, commas within or not.
    assert report.set_aside == {"a charity removed from the register": 36}
    assert cut.ends(batch.records, LinkKind.HERITAGE) == [("org:GB-NIC-109529", "country:PL")]
    names = [r.statement.values("name")[0] for r in cut.nodes(batch.records).values()]
    assert any("Fírinne" in name for name in names)


@pytest.mark.real_data
def test_no_real_contact_detail_and_no_person_is_kept(real_data: Path) -> None:
    found, report = everything(real_data)
    assert len(found) > 9_000
    assert not any(r.kind == "person" for r in found)
    for record in found:
        said = record.statement
        for text in (said.note, said.detail, said.wording, said.locator):
            assert not has_contacts(text)
        for key, text in said.claims:
            assert key == "identifier" or not has_contacts(text)
    assert report.facts["files of other tables, not opened"] == 4


@pytest.mark.real_data
def test_the_real_register_loads_twice_without_a_change(real_data: Path) -> None:
    store = open_store("sqlite:///:memory:")
    loader = CharitiesLoader(cut.gazetteer())
    paths = [real_data / EW / "reshaped_json"]
    first = load(store, loader, paths, today="2026-01-01")
    again = load(store, loader, paths, today="2026-01-01")
    store.close()
    assert (first.counts.version, again.unchanged) == (1, True)
    assert first.editions == (("charity-register-ew", "2025-02-11"),)


@pytest.mark.real_data
def test_every_link_of_the_real_registers_has_both_ends(real_data: Path) -> None:
    found, _ = everything(real_data)
    stated = {r.id for r in found if isinstance(r, NodeRecord)}
    said = [r.statement for r in found if isinstance(r, LinkRecord)]
    assert {s.subject for s in said} | {s.object for s in said} <= stated

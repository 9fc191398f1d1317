"""Small registers of charities, written in the test: the extract in both forms, and the CSVs."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from graph.model import LinkKind, LinkRecord, NodeRecord, Record, Visibility
from loaders.base import Batch, Report
from loaders.charities import CharitiesLoader
from loaders.gazetteer import Gazetteer, load_gazetteer

DAY = "2023-09-07 00:00:00.0000000"
KEYS = (
    "date_of_extract", "organisation_number", "registered_charity_number", "linked_charity_number",
)  # fmt: skip
CHARITY = (
    *KEYS, "charity_name", "charity_type", "charity_registration_status", "date_of_registration",
    "date_of_removal", "charity_contact_address1", "charity_contact_postcode",
    "charity_contact_phone", "charity_contact_email", "charity_contact_web",
    "charity_company_registration_number", "charity_insolvent", "charity_in_administration",
    "charity_activities", "charity_gift_aid", "charity_has_land",
)  # fmt: skip
NAMES = (*KEYS, "charity_name_id", "charity_name_type", "charity_name")
CODES = (*KEYS, "classification_code", "classification_type", "classification_description")
AREAS = (
    *KEYS, "geographic_area_type", "geographic_area_description", "parent_geographic_area_type",
    "parent_geographic_area_description", "welsh_ind",
)  # fmt: skip
OBJECTS = (*KEYS, "governing_document_description", "charitable_objects", "area_of_benefit")
EVENTS = (
    *KEYS, "charity_name", "charity_event_order", "event_type", "date_of_event", "reason",
    "assoc_organisation_number", "assoc_registered_charity_number", "assoc_charity_name",
)  # fmt: skip
NI_HEADINGS = (
    "Reg charity number", "Charity name", "Date registered", "Status",
    "Date for financial year ending", "Public address", "Website", "Email", "Telephone",
    "Company number", "What the charity does", "Who the charity helps", "How the charity works",
    "Charitable purposes", "Other name", "",
)  # fmt: skip
SC_HEADINGS = (
    "Charity Number", "Charity Name", "Registered Date", "Known As", "Charity Status", "Postcode",
    "Geographical Spread", "Main Operating Location", "Purposes", "Beneficiaries", "Activities",
    "Objectives", "Principal Office/Trustees Address", "Website", "Year End",
)  # fmt: skip

Cells = Mapping[str, object]


@cache
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def charity(number: int, name: str, **cells: object) -> dict[str, object]:
    """A row of the table of charities; the key differs from the number, as in the register."""
    return {
        "date_of_extract": DAY, "organisation_number": number + 3_000_000,
        "registered_charity_number": number, "linked_charity_number": 0, "charity_name": name,
        "charity_registration_status": "Registered", "charity_insolvent": "False",
        "charity_in_administration": "False", **cells,
    }  # fmt: skip


def row(number: int, **cells: object) -> dict[str, object]:
    """A row of another table."""
    return {
        "date_of_extract": DAY, "organisation_number": number + 3_000_000,
        "registered_charity_number": number, "linked_charity_number": 0, **cells,
    }  # fmt: skip


def code(number: int, classification: int) -> dict[str, object]:
    return row(number, classification_code=classification)


def area(number: int, name: str, kind: str = "Country") -> dict[str, object]:
    return row(number, geographic_area_type=kind, geographic_area_description=name)


def as_text(columns: Sequence[str], rows: Iterable[Cells]) -> bytes:
    lines = ["\t".join(columns)]
    lines += ["\t".join(str(cells.get(c, "")) for c in columns) for cells in rows]
    return "".join(f"{line}\r\n" for line in lines).encode()


def as_json(columns: Sequence[str], rows: Iterable[Cells]) -> bytes:
    said = [{c: cells.get(c) for c in columns if c in cells} for cells in rows]
    return b"\xef\xbb\xbf" + json.dumps(said, indent=0, ensure_ascii=False).encode()


def put(folder: Path, table: str, columns: Sequence[str], rows: Iterable[Cells]) -> Path:
    """A table of the extract as tab-separated text in its zip."""
    return packed(folder, table, "txt", as_text(columns, rows))


def packed(folder: Path, table: str, form: str, data: bytes) -> Path:
    path = folder / f"publicextract.{table}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"publicextract.{table}.{form}", data)
    return path


def one(folder: Path, name: str, *codes: int, areas: Sequence[str] = (), objects: str = "") -> None:
    """An extract of one charity, 1014576, with its codes, areas and objects."""
    put(folder, "charity", CHARITY, [charity(1014576, name)])
    put(folder, "charity_classification", CODES, [code(1014576, c) for c in codes])
    put(folder, "charity_area_of_operation", AREAS, [area(1014576, a) for a in areas])
    said = [row(1014576, charitable_objects=objects)]
    put(folder, "charity_governing_document", OBJECTS, said)


def as_csv(headings: Sequence[str], rows: Iterable[Cells], encoding: str) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([str(cells.get(h, "")) for h in headings] for cells in rows)
    return text.getvalue().encode(encoding)


def ni(folder: Path, *rows: Cells, name: str = "charitydetails.csv") -> Path:
    path = folder / name
    plain = {"Date registered": "13/12/2013", "Status": "Registered", "Company number": "0"}
    path.write_bytes(as_csv(NI_HEADINGS, [plain | dict(r) for r in rows], "windows-1252"))
    return path


def sc(folder: Path, *rows: Cells, name: str = "CharityExport-07-Sep-2023.csv") -> Path:
    path = folder / name
    plain = {"Registered Date": "01/02/2003", "Charity Status": "Active"}
    path.write_bytes(as_csv(SC_HEADINGS, [plain | dict(r) for r in rows], "utf-8"))
    return path


def read(*paths: Path, report: Report | None = None) -> list[Batch]:
    loader = CharitiesLoader(gazetteer())
    told = report if report is not None else Report()
    found = loader.read(paths, told, visibility=Visibility.PUBLIC, today="2026-01-01")
    return list(found)


def records(*paths: Path, report: Report | None = None) -> list[Record]:
    return [r for batch in read(*paths, report=report) for r in batch.records]


def nodes(found: Iterable[Record], prefix: str = "org:") -> dict[str, NodeRecord]:
    """What is first said of each node whose id begins so."""
    said: dict[str, NodeRecord] = {}
    for record in found:
        if isinstance(record, NodeRecord) and record.id.startswith(prefix):
            said.setdefault(record.id, record)
    return said


def links(found: Iterable[Record], kind: LinkKind) -> list[LinkRecord]:
    return [r for r in found if isinstance(r, LinkRecord) and r.kind is kind]


def ends(found: Iterable[Record], kind: LinkKind) -> list[tuple[str, str]]:
    return [(r.statement.subject, r.statement.object) for r in links(found, kind)]


def targets(found: Iterable[Record], kind: LinkKind) -> list[str]:
    return [r.statement.object for r in links(found, kind)]

"""Made-up files of grants for the tests of the grants loader: written, read, and looked into."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graph.model import LinkRecord, NodeKind, NodeRecord, Statement, Visibility
from loaders.base import Batch, Report
from loaders.gazetteer import load_gazetteer
from loaders.grants import GrantsLoader
from loaders.grants_gather import Draft, draft_of
from loaders.grants_shape import Grant, grant_of

TODAY = "2026-11-23"
GAZETTEER = load_gazetteer()
FUNDER = {"id": "GB-CHC-200051", "name": "Sample Foundation"}
HEADINGS = (
    "Identifier,Title,Currency,Amount Awarded,Award Date,Recipient Org:Identifier,"
    "Recipient Org:Name,Funding Org:Identifier,Funding Org:Name"
)
ROW = "360G-X-1,Drums,GBP,900,2015-06-10,GB-CHC-1164859,Drum Club,GB-CHC-200051,Sample Foundation"


def grant(number: Any = 1, **fields: Any) -> dict[str, Any]:
    """A sound grant in the standard's JSON shape, with what the keywords change."""
    made: dict[str, Any] = {
        "id": f"360G-X-{number}",
        "title": "Drums for the band",
        "description": "not kept",
        "currency": "GBP",
        "amountAwarded": 900,
        "awardDate": "2015-06-10T00:00:00+00:00",
        "recipientOrganization": [{"id": "GB-CHC-1164859", "name": "Drum Club"}],
        "fundingOrganization": [dict(FUNDER)],
    }
    return {key: value for key, value in (made | fields).items() if value is not None}


def recipient(name: str, identifier: str = "", **fields: Any) -> list[dict[str, Any]]:
    """A list with one recipient organisation."""
    return [{"name": name, "id": identifier, **fields}]


def draft(**fields: Any) -> Draft:
    return draft_of(grant(**fields), "x.json, grant 1")


def shaped(**fields: Any) -> Grant:
    return grant_of(draft(**fields), TODAY, {})


def package(path: Path, *grants: Any, **metadata: Any) -> Path:
    """A JSON package of grants in a file."""
    path.write_text(json.dumps({**metadata, "grants": list(grants)}), encoding="utf-8")
    return path


def sheet(path: Path, *rows: str, headings: str = HEADINGS) -> Path:
    """A CSV file of grants."""
    path.write_text("\n".join((headings, *rows)) + "\n", encoding="utf-8")
    return path


class Read:
    """What came of reading files: batches, report, and the statements by what they are about."""

    def __init__(self, *paths: Path, today: str = TODAY) -> None:
        self.report = Report()
        loader = GrantsLoader(GAZETTEER)
        self.batches: list[Batch] = list(
            loader.read(paths, self.report, visibility=Visibility.PUBLIC, today=today)
        )
        self.records = [record for batch in self.batches for record in batch.records]

    @property
    def batch(self) -> Batch:
        """The only batch."""
        (found,) = self.batches
        return found

    @property
    def bodies(self) -> dict[str, Statement]:
        return {
            r.id: r.statement
            for r in self.records
            if isinstance(r, NodeRecord) and r.kind is NodeKind.ORGANISATION
        }

    @property
    def countries(self) -> list[str]:
        return sorted(
            r.id for r in self.records if isinstance(r, NodeRecord) and r.kind is NodeKind.COUNTRY
        )

    def links(self, kind: str = "funded") -> list[Statement]:
        return [r.statement for r in self.records if isinstance(r, LinkRecord) and r.kind == kind]

    @property
    def link(self) -> Statement:
        """The only grant."""
        (found,) = self.links()
        return found

    @property
    def left(self) -> dict[str, int]:
        return self.report.set_aside


def read_grants(folder: Path, *grants: Any, **metadata: Any) -> Read:
    """What came of reading one package of these grants."""
    return Read(package(folder / "made.json", *grants, **metadata))


def read_rows(folder: Path, *rows: str, headings: str = HEADINGS) -> Read:
    """What came of reading one CSV file of these rows."""
    return Read(sheet(folder / "made.csv", *rows, headings=headings))


def all_text(records: Iterable[Any]) -> str:
    """All that is kept, as one text to search."""
    return repr(list(records))

"""Made-up petitions for the tests of their loader: written, read, and looked into."""

import json
from pathlib import Path
from typing import Any

from graph.model import LinkRecord, NodeKind, NodeRecord, Statement, Visibility
from loaders.base import Batch, Report
from loaders.gazetteer import load_gazetteer
from loaders.petitions import PetitionsLoader
from loaders.petitions_shape import Petition, petition_of

TODAY = "2026-11-23"
GAZETTEER = load_gazetteer()
HEADINGS = "Petition,URL,State,Signatures Count"
KENYA = {"name": "Kenya", "code": "KE", "signature_count": 3}
HOME = {"name": "United Kingdom", "code": "GB", "signature_count": 7}
LEEDS = {"name": "Leeds North", "ons_code": "E14000777", "mp": "Ann Body MP", "signature_count": 5}


def item(number: Any = 100123, **said: Any) -> dict[str, Any]:
    """A petition's inner object in the site's form, with what the keywords change."""
    made: dict[str, Any] = {
        "action": "Help drummers from Kenya",
        "background": "They need drums.",
        "additional_details": "",
        "state": "open",
        "signature_count": 10,
        "creator_name": "Glen Example",
        "created_at": "2025-01-02T10:00:00.000Z",
        "opened_at": "2025-01-09T10:00:00.000Z",
        "closed_at": None,
        "updated_at": "2025-02-03T10:00:00.000Z",
        "government_response": None,
        "departments": [],
        "topics": [],
    }
    page = f"https://petition.parliament.uk/petitions/{number}.json"
    return {
        "type": "petition",
        "id": number,
        "links": {"self": page},
        "attributes": {key: value for key, value in (made | said).items() if value is not ...},
    }


def shaped(number: Any = 100123, **said: Any) -> Petition:
    return petition_of(item(number, **said), "x.json")


def written(path: Path, value: Any) -> Path:
    """A JSON file."""
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def row(
    number: int = 100123, title: str = "Help drummers", state: str = "open", count: Any = 9
) -> str:
    return f"{title},https://petition.parliament.uk/petitions/{number},{state},{count}"


def sheet(path: Path, *rows: str, headings: str = HEADINGS) -> Path:
    """A CSV file in the site's form."""
    path.write_text("\n".join((headings, *rows)) + "\n", encoding="utf-8")
    return path


class Read:
    """What came of reading files: batches, report, and the statements by what they are about."""

    def __init__(self, *paths: Path, visibility: Visibility = Visibility.PUBLIC) -> None:
        self.report = Report()
        loader = PetitionsLoader(GAZETTEER)
        self.batches: list[Batch] = list(
            loader.read(paths, self.report, visibility=visibility, today=TODAY)
        )
        self.records = [record for batch in self.batches for record in batch.records]

    @property
    def batch(self) -> Batch:
        """The only batch."""
        (found,) = self.batches
        return found

    def nodes(self, kind: NodeKind) -> dict[str, Statement]:
        return {
            r.id: r.statement for r in self.records if isinstance(r, NodeRecord) and r.kind is kind
        }

    @property
    def campaign(self) -> Statement:
        """The only petition."""
        (found,) = self.nodes(NodeKind.CAMPAIGN).values()
        return found

    def links(self, kind: str) -> list[Statement]:
        return [r.statement for r in self.records if isinstance(r, LinkRecord) and r.kind == kind]

    @property
    def subjects(self) -> list[str]:
        return [said.object for said in self.links("about")]

    @property
    def left(self) -> dict[str, int]:
        return self.report.set_aside


def read_one(folder: Path, **said: Any) -> Read:
    """What came of reading one petition's own file."""
    return Read(written(folder / "one.json", item(**said)))


def read_rows(folder: Path, *rows: str, headings: str = HEADINGS) -> Read:
    """What came of reading one CSV list."""
    return Read(sheet(folder / "list.csv", *rows, headings=headings))

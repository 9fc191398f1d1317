"""Made-up tables of the register of interests, in both layouts: written, read, and looked into."""

import csv
import io
from pathlib import Path
from typing import Any

from graph.model import LinkRecord, NodeKind, NodeRecord, Record, Statement, Visibility
from loaders.base import Batch, Report
from loaders.gazetteer import load_gazetteer
from loaders.interests import InterestsLoader
from loaders.interests_groups import load_groups

TODAY = "2026-11-23"
GAZETTEER = load_gazetteer()
GROUPS = load_groups(GAZETTEER)
_COMMON = {
    "ID": "16001", "Summary": "told", "Parent Interest ID": "", "Registered": "2026-08-01",
    "Published": "2026-08-02", "Updated_1": "", "Category": "", "MNIS ID": "5101",
    "Member": "Ann Body",
}  # fmt: skip
VISIT = _COMMON | {
    "Category": "Visits outside the UK", "VisitLocations_Country_1": "Kenya",
    "VisitLocations_Destination_1": "Nairobi", "Purpose": "To see drums", "StartDate": "2026-07-01",
    "EndDate": "2026-07-04", "Appg": "", "Donors_Name_1": "Drums International",
    "Donors_IsPrivateIndividual_1": "False", "Donors_PublicAddress_1": "1 High Road, Leeds LS1 1AA",
    "Donors_PaymentType_1": "In kind", "Donors_PaymentDescription_1": "Flights with a friend",
    "Donors_Value_1": "1560.09", "Donors_IsSoleBeneficiary_1": "True", "Donors_Name_2": "",
    "Donors_IsPrivateIndividual_2": "", "Donors_Value_2": "", "VisitLocations_Country_2": "",
}  # fmt: skip
GIFT = _COMMON | {
    "Category": "Gifts, benefits and hospitality from UK sources", "Appg": "",
    "PaymentType": "Monetary", "PaymentDescription": "For my office", "Value": "500.00",
    "ReceivedDate": "2026-07-20", "AcceptedDate": "2026-07-21", "IsSoleBeneficiary": "True",
    "DonorName": "Drum Makers Ltd", "DonorPublicAddress": "1 High Road, Leeds LS1 1AA",
    "DonorStatus": "Company", "DonorCompanyName": "Drum Makers Ltd",
    "DonorCompanyIdentifier": "882843",
}  # fmt: skip
ROLE = _COMMON | {
    "Category": "Miscellaneous", "AroseOn": "2020-01-02", "EndDate": "", "DonorName": "",
    "MiscellaneousInterestType": "Unpaid role",
    "Description": "Trustee of Drums for Peace, a charity that drums. This is an unpaid role.",
}  # fmt: skip
# The layout of August 2024 for the same visit.
OLD_VISIT = {
    "ID": "16001", "Parent Interest ID": "", "Summary": "told", "Registration Date": "01/08/2026",
    "Published Date": "02/08/2026", "Updated Date": "", "Category": "Visits outside the UK",
    "Member": "Ms Ann Body", "MNIS ID": "5101", "VisitLocations": "",
    "VisitLocations_1_Country": "Kenya", "VisitLocations_1_Destination": "Nairobi",
    "Purpose": "To see drums", "StartDate": "01/07/2026", "EndDate": "04/07/2026", "Appg": "",
    "Donors": "", "Donors_1_Name": "Drums International", "Donors_1_IsPrivateIndividual": "FALSE",
    "Donors_1_PublicAddress": "1 High Road, Leeds LS1 1AA", "Donors_1_PaymentType": "In kind",
    "Donors_1_PaymentDescription": "Flights", "Donors_1_Value": "1560.09",
    "Donors_1_IsSoleBeneficiary": "TRUE",
}  # fmt: skip

Cells = dict[str, str]


def row(made: Cells, **changes: str) -> Cells:
    """A row with what the keywords change; blanks in a heading are written as ``__``."""
    named = {key.replace("__", " "): value for key, value in changes.items()}
    return made | named


def table(*rows: Cells) -> bytes:
    """A CSV file as the register writes it: with a byte order mark."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def edition(folder: Path, day: str = "260817", **tables: list[Cells] | bytes) -> Path:
    """A folder of tables: ``c4=[…]`` is category 4."""
    home = folder / day
    home.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        data = rows if isinstance(rows, bytes) else table(*rows)
        (home / f"PublishedInterest-Category_{name.removeprefix('c')}.csv").write_bytes(data)
    return home


class Read:
    """What came of reading files: batches, report, and the statements by what they are about."""

    def __init__(self, *paths: Path, visibility: Visibility = Visibility.PUBLIC) -> None:
        self.report = Report()
        loader = InterestsLoader(GAZETTEER, GROUPS)
        self.batches: list[Batch] = list(
            loader.read(paths, self.report, visibility=visibility, today=TODAY)
        )
        self.records: list[Record] = [r for batch in self.batches for r in batch.records]

    @property
    def batch(self) -> Batch:
        """The only batch."""
        (found,) = self.batches
        return found

    def nodes(self, kind: NodeKind) -> dict[str, Statement]:
        return {
            r.id: r.statement for r in self.records if isinstance(r, NodeRecord) and r.kind is kind
        }

    def links(self, kind: str) -> list[Statement]:
        return [r.statement for r in self.records if isinstance(r, LinkRecord) and r.kind == kind]

    def link(self, kind: str) -> Statement:
        """The only link of a kind."""
        (found,) = self.links(kind)
        return found

    @property
    def bodies(self) -> dict[str, Statement]:
        return self.nodes(NodeKind.ORGANISATION)

    @property
    def left(self) -> dict[str, int]:
        return self.report.set_aside


def read_visit(folder: Path, **changes: str) -> Read:
    """What came of reading one visit."""
    return Read(edition(folder, c4=[row(VISIT, **changes)]))


def read_gift(folder: Path, **changes: str) -> Read:
    """What came of reading one gift."""
    return Read(edition(folder, c3=[row(GIFT, **changes)]))


def read_role(folder: Path, sentence: str, **changes: str) -> Read:
    """What came of reading one role."""
    return Read(edition(folder, c8=[row(ROLE, Description=sentence, **changes)]))


def all_text(value: Any) -> str:
    """All that is kept, as one text to search."""
    return repr(list(value))

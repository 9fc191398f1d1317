"""Small registers for tests: invented groups in the publisher's shape, packed and loaded."""

import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graph.model import LinkKind, LinkRecord, NodeRecord, Statement, Visibility
from loaders.appg import AppgLoader
from loaders.appg_shape import GroupFile, group_of
from loaders.base import Batch, Report
from loaders.gazetteer import Gazetteer, load_gazetteer

TODAY = "2026-11-23"
PUBLIC = Visibility.PUBLIC
GAZETTEER: Gazetteer = load_gazetteer()
PAGES = "https://publications.parliament.uk/pa/cm/cmallparty"


def officer(name: str, role: str = "Officer", number: str = "", **more: Any) -> dict[str, Any]:
    """An officer; ``number`` is the one that TheyWorkForYou gives."""
    given = {
        "role": role,
        "name": name,
        "party": "Labour",
        "twfy_id": f"uk.org.publicwhip/person/{number}" if number else None,
        "mnis_id": None,
        "removed": False,
    }
    return given | more


def member(name: str, kind: str = "mp", number: str = "", **more: Any) -> dict[str, Any]:
    """An entry of a list of members."""
    given = {
        "name": name,
        "is_officer": False,
        "member_type": kind,
        "mnis_id": None,
        "twfy_id": f"uk.org.publicwhip/person/{number}" if number else None,
        "removed": False,
    }
    return given | more


def benefit(source: str, description: str = "", value: str = "1,501-3,000", **more: Any) -> Any:
    """An entry of the benefits: in kind where it has a description, else money."""
    given = {"Source": source, "Received": "03/02/2026", "Registered": "10/02/2026"}
    if description:
        kind = "Benefits In Kind"
        given |= {"Description": description, "Value £s In bands of £1,500": value}
    else:
        kind = "Financial Benefits"
        given |= {"Value £s": value}
    return given | {"benefit_type": kind} | more


def group(slug: str = "wool", **fields: Any) -> dict[str, Any]:
    """One group as the JSON files hold it; any field can be given."""
    index = fields.get("index_date", "260629")
    given = {
        "slug": slug,
        "title": f"All-Party Parliamentary Group on {slug.title()}",
        "purpose": f"To speak of {slug} in Parliament.",
        "category": "Subject Group",
        "parliament": "uk",
        "officers": [],
        "members_list": listing("empty"),
        "contact_details": contact(),
        "agm": {"date_of_most_recent_agm": "2026-01-14"},
        "registrable_benefits": None,
        "detailed_benefits": [],
        "index_date": index,
        "source_url": f"{PAGES}/{index}/{slug}.htm",
        "categories": [],
    }
    return given | fields


def devolved(slug: str, parliament: str, **fields: Any) -> dict[str, Any]:
    """A group of a devolved parliament: no index date, an official list."""
    given = {"parliament": parliament, "index_date": "", "category": None, "agm": None}
    return group(slug, **(given | fields))


def listing(method: str, *members: Any, checked: str = "2026-07-16") -> dict[str, Any]:
    """A list of members and how it was come by."""
    return {
        "source_method": method,
        "source_url": [],
        "last_updated": checked if members else None,
        "members": list(members),
    }


def contact(
    secretariat: str | None = None, url: str | None = None, status: str = "register"
) -> Any:
    """Contact details with what must never come through."""
    return {
        "registered_contact_name": "Ann Contact",
        "registered_contact_address": "House of Commons, London, SW1A 0AA. Tel: 020 7219 0000.",
        "registered_contact_email": "ann.contact@example.org",
        "public_enquiry_point_name": "Bea Enquiry. Tel: 07700 900123",
        "public_enquiry_point_email": "bea@example.org",
        "secretariat": secretariat,
        "website": {"status": status, "url": url},
    }


def read(given: dict[str, Any]) -> GroupFile:
    """A group as the loader's rooms get it."""
    return group_of(given, f"{given.get('slug')}.json")


def pack(
    folder: Path, name: str, *groups: dict[str, Any], day: tuple[int, int, int] = (2026, 7, 21)
) -> Path:
    """A zip as the publisher packs it: a folder of its name, one JSON file a group."""
    path = folder / f"{name}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in groups:
            info = zipfile.ZipInfo(f"{name}/{one['slug']}.json", (*day, 12, 0, 0))
            archive.writestr(info, json.dumps(one))
    return path


def load(*paths: Path, report: Report | None = None) -> list[Batch]:
    """All batches that the loader reads from the paths."""
    loader = AppgLoader(GAZETTEER)
    given = report if report is not None else Report()
    return list(loader.read(tuple(paths), given, visibility=PUBLIC, today=TODAY))


def loaded(folder: Path, *groups: dict[str, Any], name: str = "appgs") -> tuple[Batch, Report]:
    """The register's own batch of one archive, and the report."""
    report = Report()
    return load(pack(folder, name, *groups), report=report)[0], report


def links(batch: Batch, kind: LinkKind) -> list[Statement]:
    """The statements of a batch's links of a kind."""
    records = (r for r in batch.records if isinstance(r, LinkRecord) and r.kind is kind)
    return [record.statement for record in records]


def node(batch: Batch, node_id: str) -> Statement:
    """What a batch says of a node; fails unless it says it exactly once."""
    (found,) = (r.statement for r in batch.records if isinstance(r, NodeRecord) and r.id == node_id)
    return found


def ids(batch: Batch) -> set[str]:
    """Ids of all nodes that a batch tells of."""
    return {r.id for r in batch.records if isinstance(r, NodeRecord)}


def texts(batches: Iterable[Batch]) -> set[str]:
    """Every text in every record, to look for what must not be there."""
    found: set[str] = set()
    for batch in batches:
        for record in batch.records:
            said = record.statement
            found |= {
                said.subject,
                said.object,
                said.locator,
                said.url,
                said.detail,
                said.ref,
                said.note,
                said.wording,
                said.since,
                said.until,
                *(v for _, v in said.claims),
            }
    return found
